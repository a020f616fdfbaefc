#include "schedule/planner/week_view.hpp"

namespace rapport::planner {

using locale::Speech;

namespace {

constexpr int term_weeks = 18;
constexpr std::size_t tabs_max = 6;  // More coaches than that are reached by their row.

struct StrideRow {
    Stride stride;
    Key label;
};
constexpr StrideRow stride_rows[] = {{Stride::week, "week.view_week"},
                                     {Stride::month, "week.view_month"},
                                     {Stride::term, "week.view_term"}};

std::string_view code(Stride stride) {
    if (stride == Stride::month) return "month";
    return stride == Stride::term ? "term" : "week";
}

Stride parse_stride(std::string_view text) {
    if (text == "month") return Stride::month;
    return text == "term" ? Stride::term : Stride::week;
}

Day first_of_month(Day day) { return {day.year, day.month, 1}; }

// The Monday of the first week that has a school day of this month.
Day first_monday(Day month) {
    return month.weekday() > 5 ? monday_of(month).plus(7) : monday_of(month);
}

Day next_month(Day day) { return first_of_month(first_of_month(day).plus(32)); }

Dates dates_of(Stride stride, Day day) {
    if (stride == Stride::week) return week_of(day);
    if (stride == Stride::month) {
        const Day last = next_month(day).plus(-1);
        return {first_monday(first_of_month(day)), monday_of(last).plus(6)};
    }
    return {monday_of(day), monday_of(day).plus(7 * term_weeks - 1)};
}

Day stepped(const Asked& asked, int by) {
    if (asked.stride == Stride::week) return asked.on.plus(7 * by);
    if (asked.stride == Stride::term) return asked.on.plus(7 * term_weeks * by);
    const Day middle = asked.dates.from.plus(10);
    return by > 0 ? next_month(middle) : first_of_month(first_of_month(middle).plus(-1));
}

std::string title_of(const Asked& asked, const Speech& speech) {
    if (asked.stride == Stride::month) return speech.month(asked.dates.from.plus(10));
    const Day last = asked.stride == Stride::week ? asked.on.plus(4) : asked.dates.until;
    return speech.say(asked.stride == Stride::week ? Key{"week.from_to"} : Key{"week.term_from_to"},
                      {{"from", speech.day(asked.on)}, {"to", speech.day(last)}});
}

}  // namespace

std::string Asked::href(Stride to, Day day, const std::string& who) const {
    std::string address = "/week?on=" + day.iso() + "&who=" + who;
    if (to != Stride::week) address += "&view=" + std::string(code(to));
    return address;
}

std::string week_href(Day on, std::string_view who) {
    std::string address = "/week?on=" + monday_of(on).iso();
    if (!who.empty()) address += "&who=" + std::string(who);
    return address;
}

Asked asked_of(const desk::Reading& request) {
    Asked asked;
    asked.stride = parse_stride(request.query("view"));
    const Day day = Day::parse(request.query("on")).value_or(request.speech().today());
    asked.dates = dates_of(asked.stride, day);
    asked.on = asked.dates.from;
    const auto who = request.query("who");
    asked.is_everybody = who == "all";
    asked.coach = PersonId::parse(who).value_or(request.viewer().person);
    return asked;
}

std::vector<CoachWeek> chosen(const std::vector<CoachWeek>& coaches, const Asked& asked) {
    std::vector<CoachWeek> found;
    for (const CoachWeek& coach : coaches) {
        if (asked.is_everybody || coach.coach == asked.coach) found.push_back(coach);
    }
    return found;
}

HeadView head_of(const desk::Reading& request, const Asked& asked,
                 const std::vector<CoachWeek>& coaches) {
    const Speech& speech = request.speech();
    HeadView head;
    head.on = asked.on;
    head.who = asked.who();
    head.title = title_of(asked, speech);
    const Day middle = asked.stride == Stride::month ? asked.on.plus(10) : asked.on;
    for (const auto& [stride, label] : stride_rows) {
        head.views.push_back(
            {asked.href(stride, stride == Stride::month ? middle : asked.on, asked.who()),
             speech.say(label), stride == asked.stride});
    }
    const PersonId self = request.viewer().person;
    if (coaches.size() > 1) {
        head.whose.push_back({asked.href(asked.stride, middle, self.text()),
                              speech.say("week.mine"), !asked.is_everybody && asked.coach == self});
        head.whose.push_back({asked.href(asked.stride, middle, "all"),
                              speech.say("week.everybodys"), asked.is_everybody});
        for (const CoachWeek& coach : coaches) {
            const bool is_shown = !asked.is_everybody && asked.coach == coach.coach;
            if (coach.coach == self || (coaches.size() > tabs_max && !is_shown)) continue;
            head.whose.push_back(
                {asked.href(asked.stride, middle, coach.coach.text()), coach.name, is_shown});
        }
    }
    head.earlier_href = asked.href(asked.stride, stepped(asked, -1), asked.who());
    head.later_href = asked.href(asked.stride, stepped(asked, 1), asked.who());
    if (!asked.dates.holds(speech.today())) {
        head.now_href = asked.href(asked.stride, speech.today(), asked.who());
    }
    return head;
}

}  // namespace rapport::planner
