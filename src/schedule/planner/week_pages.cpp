// The week: days as columns, coaches as rows, a visit is a card, free time is paper.
#include "schedule/planner/week_pages.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "schedule/planner/week_changes.hpp"
#include "schedule/planner/week_grid.hpp"
#include "schedule/planner/week_view.hpp"

namespace rapport::planner {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr std::size_t waiting_shown = 12;
constexpr int wide_minutes = 120, narrow_minutes = 45;

ItemView visit_item(const Visit& visit, const std::map<VisitId, std::string>& changed,
                    const Speech& speech) {
    ItemView item;
    item.is_visit = true;
    item.id = visit.id;
    item.wish = visit.wish;
    item.minutes = visit.ring.ends - visit.ring.begins;
    item.look = code(visit.state);
    item.hours = hours(visit.ring, visit.on, visit.zone ? *visit.zone : speech.zone(), speech);
    item.title = called(visit, speech);
    item.what = what_and_where(visit, speech);
    item.is_pinned = visit.is_pinned;
    item.can_move = is_live(visit.state) && !visit.is_veiled;
    if (visit.state != State::agreed) item.state = speech.say(label(visit.state));
    item.shape = visit.state == State::done ? "done" : "waiting";
    if (const auto at = changed.find(visit.id); at != changed.end() && !visit.is_veiled) {
        item.changed = at->second;
        item.look += " changed";
    }
    if (visit.is_veiled) item.look += " veiled";
    return item;
}

ItemView item_of(const Stretch& one, Day on, const std::map<VisitId, std::string>& changed,
                 const Speech& speech) {
    if (one.is == Stretch::Is::visit) return visit_item(*one.visit, changed, speech);
    ItemView item;
    const bool has_hours = one.ring.ends > one.ring.begins;
    if (has_hours) item.hours = hours(one.ring, on, speech.zone(), speech);
    if (one.is == Stretch::Is::free) {
        item.is_free = true;
        item.begins = one.ring.begins;
        item.ends = one.ring.ends;
        const int minutes = one.ring.ends - one.ring.begins;
        item.title = speech.say("week.free_for", {{"long", speech.minutes(minutes)}});
        item.look = minutes >= wide_minutes ? "wide" : minutes < narrow_minutes ? "narrow" : "";
        return item;
    }
    item.is_note = true;
    item.title = one.words;
    if (one.is == Stretch::Is::away) item.title = speech.say(label(one.absence->why));
    if (one.is == Stretch::Is::kept && one.words.empty()) item.title = speech.say("week.kept");
    return item;
}

std::string load_of(const CoachWeek& coach, const WeekFacts& found, const Asked& asked,
                    const Speech& speech) {
    const int planned = planned_minutes(found.visits, coach.coach, asked.dates);
    const int room = capacity_of(coach, asked.on, found.absences, found.windows);
    return speech.say("week.load",
                      {{"planned", speech.minutes(planned)}, {"room", speech.minutes(room)}});
}

// Saturday and Sunday are there when somebody works or is visited then.
int days_shown(const WeekFacts& found, const Asked& asked) {
    int shown = 5;
    for (int i = 5; i < 7; ++i) {
        const auto day = static_cast<std::size_t>(i);
        const bool is_worked = std::ranges::any_of(
            found.coaches, [&](const CoachWeek& coach) { return coach.shifts[day].has_value(); });
        const bool is_visited = std::ranges::any_of(
            found.visits, [&](const Visit& visit) { return visit.on == asked.on.plus(i); });
        if (is_worked || is_visited) shown = i + 1;
    }
    return shown;
}

void fill_table(const WeekFacts& found, const Asked& asked, const Speech& speech, WeekView& view) {
    const int shown = days_shown(found, asked);
    const auto schools = found.calendar.of(std::nullopt);
    for (int i = 0; i < shown; ++i) {
        const Day on = asked.on.plus(i);
        DayHead head{.on = on, .weekday = "", .date = speech.day(on), .note = ""};
        head.is_today = on == speech.today();
        if (const auto* closure = schools.closure_on(on)) head.note = closure->name;
        if (const auto* half = schools.half_day_on(on)) head.note = half->name;
        view.days.push_back(std::move(head));
    }
    std::map<VisitId, std::string> changed;
    for (const auto& [visit, step] : found.last_steps)
        changed.emplace(visit, mark_of(step, speech));
    const DayFacts facts{found.visits, found.absences, &found.calendar};
    for (const CoachWeek& coach : chosen(found.coaches, asked)) {
        CoachRow row{.coach = coach.coach,
                     .name = coach.name,
                     .load = load_of(coach, found, asked, speech),
                     .href = week_href(asked.on, coach.coach.view()),
                     .cells = {}};
        for (const DayHead& day : view.days) {
            CellView cell{.on = day.on, .day = day.date, .is_today = day.is_today, .items = {}};
            for (const Stretch& one : stretches(coach, day.on, facts)) {
                cell.items.push_back(item_of(one, day.on, changed, speech));
            }
            row.cells.push_back(std::move(cell));
        }
        view.coaches.push_back(std::move(row));
    }
}

void fill_windows(const WeekFacts& found, const Speech& speech, WeekView& view) {
    for (const Window& window : found.windows) {
        view.windows.push_back(
            speech.say(window.building_name.empty() ? Key{"week.window"} : Key{"week.window_at"},
                       {{"name", window.name},
                        {"building", window.building_name},
                        {"until", speech.day(window.dates.until)},
                        {"percent", std::int64_t{window.percent}}}));
    }
}

void fill_waiting(const WeekFacts& found, const Speech& speech, WeekView& view) {
    view.waiting_count = std::ssize(found.waiting);
    for (const Wish& wish : found.waiting) {
        if (view.waiting.size() == waiting_shown) break;
        WaitRow row{.href = "/wishes/" + wish.id.text(),
                    .title = called(wish, speech),
                    .what = speech.minutes(wish.minutes) + " · " + what_and_where(wish, speech),
                    .why = "",
                    .helps = ""};
        if (const auto at = found.reasons.find(wish.id); at != found.reasons.end()) {
            row.why = at->second.why;
            row.helps = at->second.what_helps;
        }
        view.waiting.push_back(std::move(row));
    }
}

// How many of those on the page have a mark.
void fill_changes(const WeekFacts& found, const Asked& asked, WeekView& view) {
    view.changes_count = std::ranges::count_if(found.visits, [&](const Visit& visit) {
        const bool is_shown = asked.is_everybody || visit.coach == asked.coach;
        return is_shown && !visit.is_veiled && found.last_steps.contains(visit.id);
    });
    view.changes_href = "/week/changes?on=" + asked.on.iso() + "&who=" + asked.who();
}

std::string first_line(const WeekFacts& found, const WeekView& view, const Speech& speech) {
    std::int64_t count = 0;
    for (const CoachRow& row : view.coaches) {
        for (const CellView& cell : row.cells) {
            count += std::ranges::count_if(cell.items,
                                           [](const ItemView& item) { return item.is_visit; });
        }
    }
    return speech.say("week.counts", {{"visits", count}, {"waiting", std::ssize(found.waiting)}});
}

Response show_span(Reading& request);

Response show_week(Reading& request) {
    const Speech& speech = request.speech();
    const Asked asked = asked_of(request);
    if (asked.stride != Stride::week) return show_span(request);
    const auto did = VisitId::parse(request.query("visit"));
    const Looking looking{.dates = asked.dates, .did = did, .reasons_max = waiting_shown};
    const WeekFacts found =
        request.read([&](ReadTx& tx) { return week_facts(tx, looking, speech); });
    WeekView view;
    view.head = head_of(request, asked, found.coaches);
    fill_table(found, asked, speech, view);
    if (view.coaches.empty()) throw desk::NotFound();  // Nobody the reader plans for.
    fill_windows(found, speech, view);
    fill_waiting(found, speech, view);
    fill_changes(found, asked, view);
    view.head.says = first_line(found, view, speech);
    view.head.did = did_views(request, found.did, asked);
    view.away_href = "/week/away?coach=" + asked.coach.text();
    view.settings_href = "/week/coaches/" + asked.coach.text();
    view.more_href = "/schedules?on=" + asked.on.iso();
    return request.page(view.head.title, view);
}

Response show_span(Reading& request) {
    const Speech& speech = request.speech();
    const Asked asked = asked_of(request);
    const SpanFacts facts = request.read([&](ReadTx& tx) { return span_facts(tx, asked.dates); });
    if (chosen(facts.coaches, asked).empty()) throw desk::NotFound();
    const HeadView head = head_of(request, asked, facts.coaches);
    if (asked.stride == Stride::month) {
        return request.page(head.title, month_view(facts, asked, head, speech));
    }
    return request.page(head.title, term_view(facts, asked, head, speech));
}

Response undo_last(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto undone = undo(tx);
            if (!undone) return told(undone.refusal(), request.speech());
            const Day on = Day::parse(request.form("on")).value_or(request.speech().today());
            return Answer::go(week_href(on, request.form("who")) +
                              "&did=undone&taken=" + std::to_string(undone->taken_back) +
                              "&stayed=" + std::to_string(undone->stayed));
        },
        show_week);
}

// What a drag ends with: checked once more, as things are now.
Response drop(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto spot = spot_of(request.form());
            if (!spot) return spot.refusal();
            const auto id = VisitId::parse(request.form("visit"));
            const auto visit = id ? find_visit(tx, *id) : std::nullopt;
            if (!visit) throw desk::NotFound();
            const auto moved = move(tx, visit->id, *spot, visit->version);
            if (!moved) return told(moved.refusal(), request.speech());
            return Answer::go(week_href(spot->on, request.query("who")) +
                              "&did=moved&visit=" + visit->id.text());
        },
        show_week);
}

}  // namespace

void mount_week_pages(desk::Routes& on) {
    on.get("/week", Right::plan_weeks, show_week, desk::Keep::while_unchanged);
    on.post("/week/undo", Right::plan_weeks, undo_last);
    on.post("/week/moves", Right::plan_weeks, drop);
}

}  // namespace rapport::planner
