// What changed since Friday: a page of its own, so that the week stays quick.
#include "schedule/planner/visits.hpp"
#include "schedule/planner/week_changes.hpp"
#include "schedule/planner/week_grid.hpp"

namespace rapport::planner {

using desk::Reading;
using http::Response;

namespace {

// Looked at, and shown of what the reader may see.
constexpr int changes_max = 200, changes_shown = 50;
constexpr std::int64_t conflict_days = 27;

ConflictRow row_of(const Conflict& conflict, const locale::Speech& speech) {
    return {.href = "/visits/" + conflict.visit.id.text() + "/place",
            .who = called(conflict.visit, speech),
            .when = when(conflict.visit, speech),
            .why = speech.say(conflict.why, {{"name", conflict.name}, {"next", ""}})};
}

Response show_changes(Reading& request) {
    const auto& speech = request.speech();
    const Asked asked = asked_of(request);
    ChangesView view;
    view.back_href = week_href(asked.on, asked.who());
    view.on = asked.on.iso();
    view.who = asked.who();
    const Instant friday = friday_before(speech.now(), speech.zone());
    std::vector<Change> changes;
    request.read([&](ReadTx& tx) {
        changes = changes_since(tx, friday, changes_max);
        const Dates ahead{speech.today(), speech.today().plus(conflict_days)};
        for (const Conflict& one : conflicts(tx, ahead)) {
            view.conflicts.push_back(row_of(one, speech));
        }
    });
    for (const Change& change : changes) {
        view.can_undo = view.can_undo || change.actor_name == request.viewer().name;
        view.has_more = std::ssize(view.changes) == changes_shown;
        if (view.has_more) break;
        view.changes.push_back(
            {change.at, said_of(change, speech), "/visits/" + change.visit.text()});
    }
    return request.page(Key{"week.since_friday"}, view);
}

}  // namespace

void mount_changes_pages(desk::Routes& on) {
    on.get("/week/changes", Right::plan_weeks, show_changes, desk::Keep::while_unchanged);
}

}  // namespace rapport::planner
