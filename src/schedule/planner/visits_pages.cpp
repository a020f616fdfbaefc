// One visit: what it is, and all that can become of it.
#include "schedule/planner/visits_pages.hpp"

#include <algorithm>

#include "schedule/planner/week_view.hpp"

namespace rapport::planner {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

Visit visit_at(ReadTx& tx, const Reading& request) {
    auto visit = find_visit(tx, request.path<VisitId>("visit"));
    if (!visit) throw desk::NotFound();
    return std::move(*visit);
}

bool is_helped(const Visit& visit, PersonId person) {
    return std::ranges::any_of(visit.people, [&](const Helped& one) { return one.id == person; });
}

std::string shape_of(State state) {
    if (state == State::done) return "done";
    return state == State::agreed ? "going" : "waiting";
}

VisitView view_of(const Visit& visit, const Reading& request) {
    const Speech& speech = request.speech();
    const PersonId self = request.viewer().person;
    VisitView view;
    view.id = visit.id;
    view.title = called(visit, speech);
    view.when = when(visit, speech);
    view.state = speech.say(label(visit.state));
    view.shape = shape_of(visit.state);
    view.coach = visit.coach_name;
    view.what = what_and_where(visit, speech);
    view.is_veiled = visit.is_veiled;
    view.is_pinned = visit.is_pinned;
    view.is_own = is_helped(visit, self);
    view.is_coachs = !view.is_own && request.viewer().may(Right::plan_weeks);
    view.week_href = view.is_own ? "/my-visits" : week_href(visit.on, visit.coach.view());
    if (visit.is_veiled) return view;
    const bool has_begun = visit.begins_at() <= request.speech().now();
    view.can_change = is_live(visit.state);
    const bool is_asked_by_self = view.is_own && visit.made_by == self;
    view.can_agree = visit.state == State::proposed && !is_asked_by_self;
    view.can_finish = view.can_change && visit.coach == self && has_begun;
    view.can_miss = view.can_change && view.is_coachs && has_begun;
    view.was_done = visit.state == State::done && visit.coach == self;
    for (const Helped& person : visit.people) view.people.push_back(person.name);
    if (visit.contact && visit.coach == self) {
        view.contact_href = "/contacts/" + visit.contact->text();
    }
    if (visit.request) view.request_href = "/requests/" + visit.request->text();
    return view;
}

Response show_visit(Reading& request) {
    const Visit visit = request.read([&](ReadTx& tx) { return visit_at(tx, request); });
    const VisitView view = view_of(visit, request);
    return request.page(view.title, view);
}

struct Deed {
    Result<Done> (*rule)(WriteTx&, VisitId);
    std::string_view did;  // What the week then says.
};

// The reader comes back to where the visit is seen among others, with the way to undo it.
std::string after(const Visit& visit, const Reading& request, std::string_view did) {
    if (is_helped(visit, request.viewer().person)) return "/my-visits";
    return week_href(visit.on, visit.coach.view()) + "&did=" + std::string(did) +
           "&visit=" + visit.id.text();
}

Response deal(Writing& request, const Deed& deed, Key notice) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Visit visit = visit_at(tx, request);
            const auto done = deed.rule(tx, visit.id);
            if (!done) return told(done.refusal(), request.speech());
            if (deed.did.empty()) return Answer::go("/visits/" + visit.id.text(), notice);
            if (is_helped(visit, request.viewer().person)) return Answer::go("/my-visits", notice);
            return Answer::go(after(visit, request, deed.did));
        },
        show_visit);
}

Response agree_visit(Writing& request) {
    return deal(request, {agree, "agreed"}, "visits.you_agreed");
}
Response cancel_visit(Writing& request) {
    return deal(request, {cancel, "cancelled"}, "visits.you_cancelled");
}
Response miss_visit(Writing& request) { return deal(request, {miss, "missed"}, "visits.noted"); }
Response pin_visit(Writing& request) { return deal(request, {pin, ""}, "visits.did_pin"); }
Response unpin_visit(Writing& request) { return deal(request, {unpin, ""}, "visits.did_unpin"); }
Response unfinish_visit(Writing& request) {
    return deal(request, {unfinish, ""}, "visits.did_unfinish");
}

Response finish_visit(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Visit visit = visit_at(tx, request);
            const auto contact = finish(tx, visit.id);
            if (!contact) return told(contact.refusal(), request.speech());
            return Answer::go("/visits/" + visit.id.text(), "visits.did_finish");
        },
        show_visit);
}

Response ask_for_other_time(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Visit visit = visit_at(tx, request);
            const auto done = ask_other_time(tx, visit.id, request.form("words"));
            if (!done) return told(done.refusal(), request.speech());
            return Answer::go("/my-visits", "visits.you_asked_other");
        },
        show_visit);
}

}  // namespace

void mount_visits_pages(desk::Routes& on) {
    const std::string one = "/visits/{visit}";
    on.get(one, Right::signed_in, show_visit);
    on.post(one + "/agreement", Right::signed_in, agree_visit);
    on.del(one, Right::signed_in, cancel_visit);
    on.post(one + "/other-time", Right::signed_in, ask_for_other_time);
    on.post(one + "/no-show", Right::plan_weeks, miss_visit);
    on.post(one + "/pin", Right::plan_weeks, pin_visit);
    on.del(one + "/pin", Right::plan_weeks, unpin_visit);
    on.post(one + "/contact", Right::plan_weeks, finish_visit);
    on.del(one + "/contact", Right::plan_weeks, unfinish_visit);
}

}  // namespace rapport::planner
