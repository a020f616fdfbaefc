#include "schedule/planner/acts.hpp"

#include <boost/json.hpp>

#include "kernel/jobs/jobs.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::planner {

namespace {

std::string object_of(const Visit& visit) { return "visit/" + visit.id.text(); }

store::Step step_before(const Visit& visit, const std::string& batch) {
    store::Step step;
    step.visit = visit.id;
    step.seq = visit.version + 1;
    step.batch = batch;
    step.before = spot_of(visit);
    step.state_before = visit.state;
    return step;
}

}  // namespace

std::string occurrence_of(const Wish& wish, Day on) {
    return wish.is_weekly ? monday_of(on).iso() : "";
}

Spot spot_of(const Visit& visit) {
    return {.coach = visit.coach,
            .on = visit.on,
            .begins = visit.ring.begins,
            .building = visit.building,
            .room = visit.room};
}

Spot filled(const Wish& wish, Spot spot) {
    if (!spot.building) spot.building = wish.building;
    if (spot.room.empty()) spot.room = wish.room;
    return spot;
}

Dates weeks_around(Day on) { return {monday_of(on), monday_of(on).plus(13)}; }

Acts::Acts(WriteTx& tx) : tx_(tx), batch_(tx.new_id<BatchId>().text()) {}

VisitId Acts::put(const Wish& wish, const Spot& wanted, State state) {
    const Spot spot = filled(wish, wanted);
    Visit visit;
    visit.id = tx_.new_id<VisitId>();
    visit.wish = wish.id;
    visit.occurrence = occurrence_of(wish, spot.on);
    visit.coach = spot.coach;
    visit.on = spot.on;
    visit.ring = {spot.begins, spot.begins + wish.minutes};
    visit.building = spot.building;
    visit.room = spot.room;
    visit.state = state;
    visit.made_by = tx_.actor();
    store::insert(tx_, visit);
    store::Step step;
    step.visit = visit.id;
    step.seq = 1;
    step.batch = batch_;
    step.step = "booked";
    store::append(tx_, step);
    audit::record(tx_, "visit.booked", object_of(visit),
                  R"({"state":")" + std::string(code(state)) + "\"}");
    leave_news(tx_, {visit.id, 1, tx_.actor(), "booked"});
    return visit.id;
}

void Acts::leave(const Visit& before, const Visit& now, std::string_view step,
                 std::string_view words) {
    store::Step kept = step_before(before, batch_);
    kept.step = step;
    kept.words = words;
    store::append(tx_, kept);
    audit::record(tx_, "visit." + std::string(step), object_of(now),
                  R"({"state":")" + std::string(code(now.state)) + "\"}");
}

void Acts::move(Visit& visit, const Spot& spot) {
    Spot same_time = spot_of(visit);
    same_time.room = spot.room;
    const bool is_another_time = spot != same_time && !visit.people.empty();
    const State state = is_another_time ? State::proposed : visit.state;
    if (is_another_time) visit.made_by = tx_.actor();
    shift(visit, spot, state, "moved");
}

void Acts::shift(Visit& visit, const Spot& spot, State state, std::string_view step) {
    const Visit before = visit;
    visit.state = state;
    const int minutes = visit.ring.ends - visit.ring.begins;
    visit.coach = spot.coach;
    visit.on = spot.on;
    visit.ring = {spot.begins, spot.begins + minutes};
    visit.building = spot.building;
    visit.room = spot.room;
    must(store::save(tx_, visit), "a visit changed under its own transaction");
    leave(before, visit, step, "");
    leave_news(tx_, {visit.id, visit.version, tx_.actor(), std::string(step)});
}

void Acts::set_state(Visit& visit, State state, std::string_view step, std::string_view words) {
    const Visit before = visit;
    visit.state = state;
    if (state == State::cancelled) visit.is_pinned = false;
    must(store::save(tx_, visit), "a visit changed under its own transaction");
    leave(before, visit, step, words);
    leave_news(tx_, {visit.id, visit.version, tx_.actor(), std::string(step)});
}

void Acts::set_pinned(Visit& visit, Pin pin) {
    const Visit before = visit;
    visit.is_pinned = pin == Pin::set;
    must(store::save(tx_, visit), "a visit changed under its own transaction");
    leave(before, visit, pin == Pin::set ? "pinned" : "unpinned", "");
}

void leave_news(WriteTx& tx, const News& news) {
    const boost::json::object payload{{"visit", news.visit.view()},
                                      {"version", news.version},
                                      {"actor", news.actor.view()},
                                      {"step", news.step}};
    jobs::enqueue(tx, news_job, news.visit.text() + "/" + std::to_string(news.version),
                  boost::json::serialize(payload), tx.now());
}

}  // namespace rapport::planner
