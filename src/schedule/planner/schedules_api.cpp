// Proposals for programs: ordered, watched, accepted.
#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>
#include <cmath>

#include "schedule/planner/planner_docs.hpp"
#include "schedule/planner/planner_pages.hpp"
#include "schedule/planner/proposals_pages.hpp"

namespace rapport::planner {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;
using K = Field::Kind;

namespace {

constexpr int listed_max = 50;

Response list(Reading& request) {
    json::array all;
    request.read([&](ReadTx& tx) {
        for (const Proposal& proposal : proposals(tx, listed_max)) all.push_back(json_of(proposal));
    });
    return request.json(json::object{{"schedules", std::move(all)}, {"next", nullptr}});
}

json::object whole(ReadTx& tx, const Proposal& proposal, const locale::Speech& speech) {
    json::object body = json_of(proposal);
    if (!is_running(proposal.progress)) {
        body["comparison"] = json_of(comparison(tx, proposal.id, speech), speech);
    }
    return body;
}

Response get(Reading& request) {
    return request.json(request.read(
        [&](ReadTx& tx) { return whole(tx, proposal_at(tx, request), request.speech()); }));
}

Response get_events(Reading& request) {
    std::int64_t after = 0;
    const std::string_view typed = request.query("after");
    std::from_chars(typed.data(), typed.data() + typed.size(), after);
    json::array all;
    request.read([&](ReadTx& tx) {
        const Proposal proposal = proposal_at(tx, request);
        for (const Event& event : events(tx, proposal.id, after)) {
            json::object one{{"seq", event.seq},
                             {"ms", static_cast<std::int64_t>(event.seconds * 1000)},
                             {"value", event.value},
                             {"bound", nullptr},
                             {"gap_percent", nullptr}};
            if (event.bound) one["bound"] = static_cast<std::int64_t>(std::ceil(*event.bound));
            if (event.gap_percent) one["gap_percent"] = fmt::format("{:.2f}", *event.gap_percent);
            all.push_back(std::move(one));
        }
    });
    return request.json(json::object{{"events", std::move(all)}, {"next", nullptr}});
}

Response post(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto ordered = ordered_in(request.form(), request.speech());
        if (!ordered) return ordered.refusal();
        Result<ProposalId> id = ProposalId();
        if (request.form("change").empty()) {
            id = propose(tx, *ordered);
        } else {
            const auto supposition = supposition_in(request.form());
            if (!supposition) return supposition.refusal();
            id = suppose(tx, *ordered, *supposition);
        }
        if (!id) return id.refusal();
        return Answer::json(201, json::serialize(json_of(*find_proposal(tx, *id))),
                            "/api/v1/schedules/" + id->text());
    });
}

Response change(Writing& request, const std::function<Result<Done>(WriteTx&, ProposalId)>& body) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Proposal proposal = proposal_at(tx, request);
        if (auto done = body(tx, proposal.id); !done) return done.refusal();
        return Answer::json(200, json::serialize(json_of(*find_proposal(tx, proposal.id))));
    });
}

Response del(Writing& request) { return change(request, stop); }
Response post_rejection(Writing& request) { return change(request, reject); }

Response post_acceptance(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Proposal proposal = proposal_at(tx, request);
        std::vector<MoveId> moves;
        for (const std::string_view typed : request.form().all("moves")) {
            if (const auto move = MoveId::parse(typed)) moves.push_back(*move);
        }
        const auto accepted = accept(tx, proposal.id, moves);
        if (!accepted) return accepted.refusal();
        json::array stayed;
        for (const auto& one : accepted->stayed) {
            const Refusal why = told(one.why, request.speech());
            stayed.push_back(json::object{{"move", one.move.text()},
                                          {"why", request.speech().say(why.key, why.with)}});
        }
        return Answer::json(200, json::serialize(json::object{{"taken", accepted->taken},
                                                              {"stayed", std::move(stayed)}}));
    });
}

}  // namespace

void mount_schedules_api(desk::Routes& on) {
    const Right right = Right::plan_weeks;
    const std::string one = "/api/v1/schedules/{schedule}";
    on.api_get("/api/v1/schedules", right, list,
               {.summary = "Proposals, newest first.",
                .output = proposal_out(),
                .output_list = "schedules"});
    on.api_post("/api/v1/schedules", right, post,
                {.summary = "Orders a proposal, or with change what would be if; made by a job.",
                 .input = {{"from", K::day, false, "A day of the first week."},
                           {"weeks", K::number, false, "1 to 8."},
                           {"coaches", K::ids},
                           {"seconds", K::number, false, "1 to 120."},
                           {"seed", K::number},
                           {"change", K::choice, false, "",
                            "coach_away|coach_more|another_home|wider_periods"},
                           {"coach", K::id},
                           {"building", K::id},
                           {"minutes", K::number}},
                 .output = proposal_out(),
                 .answers = desk::Answers::created});
    auto whole_out = proposal_out();
    whole_out.push_back({"comparison", K::object, false,
                         "fresh, moved, gone, kept, promises_lost, moves, waiting; when made."});
    on.api_get(
        one, right, get,
        {.summary = "A proposal beside the week as it stands.", .output = std::move(whole_out)});
    on.api_get(one + "/events", right, get_events,
               {.summary = "How far it has come.",
                .input = {{"after", K::number, false, "The last number seen."}},
                .output = event_out(),
                .output_list = "events"});
    on.api_del(one, right, del,
               {.summary = "Cancels what is being made.", .output = proposal_out()});
    on.api_post(one + "/acceptance", right, post_acceptance,
                {.summary = "Takes these moves, or all; each is checked again.",
                 .input = {{"moves", K::ids}},
                 .output = {{"taken", K::number, true},
                            {"stayed", K::objects, true, "move and why, of what fits no more."}}});
    on.api_post(one + "/rejection", right, post_rejection,
                {.summary = "Takes none of it.", .output = proposal_out()});
}

}  // namespace rapport::planner
