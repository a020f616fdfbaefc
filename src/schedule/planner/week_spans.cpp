// A month and a term: counts and names, each week one tap away.
#include <algorithm>
#include <set>

#include "schedule/planner/week_changes.hpp"
#include "schedule/planner/week_grid.hpp"

namespace rapport::planner {

using locale::Speech;

namespace {

constexpr std::size_t names_max = 3;

bool is_counted(const Visit& visit, const Asked& asked) {
    const bool is_theirs = asked.is_everybody || visit.coach == asked.coach;
    return is_theirs && (is_live(visit.state) || visit.state == State::done);
}

// "Amina Diallo, Grade 4 team and 2 more".
std::string names_of(const std::vector<const Visit*>& visits, const Speech& speech) {
    std::string names;
    std::size_t shown = 0;
    std::set<std::string> seen;
    for (const Visit* visit : visits) {
        if (!seen.insert(called(*visit, speech)).second || shown == names_max) continue;
        if (shown++ > 0) names += ", ";
        names += called(*visit, speech);
    }
    if (seen.size() <= shown) return names;
    return speech.say("week.and_more", {{"names", names},
                                        {"count", static_cast<std::int64_t>(seen.size() - shown)}});
}

MonthCell month_cell(const SpanFacts& facts, const Asked& asked, Day on, const Speech& speech) {
    MonthCell cell{.day = speech.day(on), .count = "", .names = "", .note = ""};
    cell.is_today = on == speech.today();
    cell.is_other = on.month != asked.dates.from.plus(10).month;
    std::vector<const Visit*> found;
    for (const Visit& visit : facts.visits) {
        if (visit.on == on && is_counted(visit, asked)) found.push_back(&visit);
    }
    if (const auto* closure = facts.calendar.of(std::nullopt).closure_on(on)) {
        cell.note = closure->name;
    }
    for (const Absence& absence : facts.absences) {
        const bool is_theirs = !asked.is_everybody && absence.coach == asked.coach;
        if (is_theirs && absence.dates.holds(on)) cell.note = speech.say(label(absence.why));
    }
    if (found.empty()) return cell;
    cell.count = speech.say("week.visits", {{"count", std::ssize(found)}});
    cell.names = names_of(found, speech);
    return cell;
}

}  // namespace

MonthView month_view(const SpanFacts& facts, const Asked& asked, const HeadView& head,
                     const Speech& speech) {
    MonthView view;
    view.head = head;
    std::int64_t count = 0;
    for (const Visit& visit : facts.visits) count += is_counted(visit, asked) ? 1 : 0;
    view.head.says = speech.say("week.visits_in_all", {{"count", count}});
    for (int i = 1; i <= 5; ++i) {
        const std::string key = "locale.weekday." + std::to_string(i);
        view.days.push_back(speech.say(Key::of(key)));
    }
    for (Day monday = asked.dates.from; monday < asked.dates.until; monday = monday.plus(7)) {
        MonthWeek week{.href = asked.href(Stride::week, monday, asked.who()),
                       .title = speech.day(monday),
                       .cells = {}};
        for (int i = 0; i < 5; ++i) {
            week.cells.push_back(month_cell(facts, asked, monday.plus(i), speech));
        }
        view.weeks.push_back(std::move(week));
    }
    return view;
}

TermView term_view(const SpanFacts& facts, const Asked& asked, const HeadView& head,
                   const Speech& speech) {
    TermView view;
    view.head = head;
    const auto coaches = chosen(facts.coaches, asked);
    std::int64_t in_all = 0;
    for (Day monday = asked.dates.from; monday < asked.dates.until; monday = monday.plus(7)) {
        TermWeek week{.href = asked.href(Stride::week, monday, asked.who()),
                      .title = speech.day(monday),
                      .note = ""};
        int planned = 0, room = 0;
        for (const CoachWeek& coach : coaches) {
            planned += planned_minutes(facts.visits, coach.coach, week_of(monday));
            room += capacity_of(coach, monday, facts.absences, facts.windows);
        }
        for (const Visit& visit : facts.visits) {
            const bool is_here = week_of(monday).holds(visit.on) && is_counted(visit, asked);
            week.visits += is_here ? 1 : 0;
        }
        in_all += week.visits;
        week.planned = speech.minutes(planned);
        week.left = speech.minutes(std::max(0, room - planned));
        for (const Window& window : facts.windows) {
            const bool touches =
                window.dates.from <= monday.plus(6) && monday <= window.dates.until;
            if (!touches) continue;
            if (!week.note.empty()) week.note += ", ";
            week.note += window.name;
        }
        view.weeks.push_back(std::move(week));
    }
    view.head.says = speech.say("week.visits_in_all", {{"count", in_all}});
    return view;
}

}  // namespace rapport::planner
