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

Response show_changes(Reading& request) {
    const auto& speech = request.speech();
    const Asked asked = asked_of(request);
    ChangesView view;
    view.back_href = week_href(asked.on, asked.who());
    view.on = asked.on.iso();
    view.who = asked.who();
    const Instant friday = friday_before(speech.now(), speech.zone());
    const auto changes =
        request.read([&](ReadTx& tx) { return changes_since(tx, friday, changes_max); });
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
