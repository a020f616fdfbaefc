// A coach is away: said once, and the week is made anew with as little change as can be.
#include "schedule/planner/proposals_pages.hpp"
#include "schedule/planner/week_changes.hpp"
#include "schedule/planner/week_view.hpp"

namespace rapport::planner {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr Away reasons[] = {Away::sick, Away::conference, Away::leave, Away::other};
constexpr std::int64_t days_shown = 120;

std::string when_of(const Absence& absence, const Speech& speech) {
    const std::string from = speech.day(absence.dates.from);
    std::string says =
        absence.dates.from == absence.dates.until
            ? from
            : speech.say("week.from_to", {{"from", from}, {"to", speech.day(absence.dates.until)}});
    if (absence.hours) {
        says += ", " + hours(*absence.hours, absence.dates.from, speech.zone(), speech);
    }
    return says + " · " + speech.say(label(absence.why));
}

Response show_away(Reading& request) {
    const Speech& speech = request.speech();
    AwayView view;
    view.from = typed_or(request, "from", speech.today().iso());
    view.until = typed_or(request, "until", speech.today().iso());
    view.begins = typed_or(request, "begins", "");
    view.ends = typed_or(request, "ends", "");
    const std::string why = typed_or(request, "why", "sick");
    for (const Away one : reasons) {
        view.reasons.push_back({std::string(code(one)), speech.say(label(one)), code(one) == why});
    }
    const auto coach =
        PersonId::parse(typed_or(request, "coach", std::string(request.query("coach"))));
    request.read([&](ReadTx& tx) {
        view.coaches = coach_options(coaches(tx), coach.value_or(request.viewer().person));
        const Dates dates{speech.today(), speech.today().plus(days_shown)};
        for (const Absence& absence : absences(tx, dates)) {
            view.absences.push_back({absence.id, absence.coach_name, when_of(absence, speech)});
        }
    });
    return request.page(Key{"away.title"}, view);
}

Result<Absence> absence_of(const http::Fields& form) {
    Absence absence;
    const auto coach = PersonId::parse(form.first("coach"));
    if (!coach) return Refusal{.key = "week.no_coach", .field = "coach"};
    absence.coach = *coach;
    const auto from = Day::parse(form.first("from"));
    if (!from) return Refusal{.key = "week.no_day", .field = "from"};
    const auto until = form.first("until").empty() ? from : Day::parse(form.first("until"));
    if (!until) return Refusal{.key = "week.no_day", .field = "until"};
    absence.dates = {*from, *until};
    const auto why = parse_away(form.first("why"));
    if (!why) return Refusal{.key = "away.no_reason", .field = "why"};
    absence.why = *why;
    if (form.first("begins").empty() && form.first("ends").empty()) return absence;
    const auto begins = minutes_of(form.first("begins"));
    if (!begins) return Refusal{.key = "week.no_time", .field = "begins"};
    const auto ends = minutes_of(form.first("ends"));
    if (!ends) return Refusal{.key = "week.no_time", .field = "ends"};
    absence.hours = Ring{*begins, *ends};
    return absence;
}

Response be_away(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto absence = absence_of(request.form());
            if (!absence) return absence.refusal();
            if (request.form("then") == "note") {
                const auto noted = add_absence(tx, *absence);
                if (!noted) return told(noted.refusal(), request.speech());
                return Answer::go(week_href(absence->dates.from, absence->coach.view()),
                                  "away.noted");
            }
            const auto made = replan_absence(tx, *absence);
            if (!made) return told(made.refusal(), request.speech());
            return Answer::go("/schedules/" + made->text(), "away.noted");
        },
        show_away);
}

Response be_there(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = end_absence(tx, request.path<AbsenceId>("absence"));
            if (!done) return told(done.refusal(), request.speech());
            return Answer::go("/week/away", "away.ended");
        },
        show_away);
}

}  // namespace

void mount_away_pages(desk::Routes& on) {
    on.get("/week/away", Right::plan_weeks, show_away);
    on.post("/week/away", Right::plan_weeks, be_away);
    on.del("/week/away/{absence}", Right::plan_weeks, be_there);
}

}  // namespace rapport::planner
