// When the calendar of a district changes, what was promised in school days moves with it: an open
// request is promised anew, from the moment it reached its branch. Nobody acted on it, so it keeps
// its version and gets no step; the calendar's own row in the audit is the cause.
#include <vector>

#include "coaching/requests/requests_news.hpp"
#include "coaching/requests/requests_store.hpp"
#include "platform/calendar/calendar.hpp"

namespace rapport::requests {

namespace sql {
// Rides request_open. Each open request as often as it has steps that tell when it reached its
// branch; their order is the order of the steps.
constexpr Sql open_promises{"promises.open", R"(
    SELECT r.id, r.state, r.branch, r.priority, r.made_at, r.answer_by, r.finish_by, r.answered_at,
           r.scheduled_for, r.due_at, r.building_id, COALESCE(b.zone, d.zone), s.step, s.at
      FROM request r
      JOIN district d ON d.id = r.district_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
      JOIN request_step s ON s.district_id = r.district_id AND s.request_id = r.id
     WHERE r.district_id = $1 AND r.closed_at IS NULL
       AND s.step IN ('asked', 'triaged', 'handed', 'split', 'split_off', 'reopened')
     ORDER BY r.id, s.seq)"};
constexpr Sql move{"promises.move", R"(
    UPDATE request
       SET answer_by = $3, finish_by = $4, due_at = $5
     WHERE district_id = $1 AND id = $2)"};
}  // namespace sql

namespace {

struct Open {
    RequestLine line;
    std::optional<BuildingId> building;
    Instant from;  // The moment its promises count from.
    bool is_looked_at = false;

    // As promise() of requests_acts.cpp takes it: support's targets count from the moment it
    // reaches support, the coach's answer from the asking until it changes hands.
    void tread(std::string_view step, Instant at) {
        const bool is_support = line.branch == Branch::support;
        const bool is_first_look = !is_looked_at && (step == "triaged" || step == "split");
        const bool changes_hands = step == "handed" || step == "split_off" || step == "reopened";
        if (step == "asked" || changes_hands || (is_first_look && is_support)) from = at;
        if (step != "asked") is_looked_at = true;
    }
};

Open open_of(const db::Row& row) {
    Open open;
    RequestLine& line = open.line;
    line.id = row.id<RequestId>(0);
    line.state = parse_state(row.view(1)).value_or(State::waiting);
    if (!row.is_null(2)) line.branch = parse_branch(row.view(2));
    if (const auto priority = row.maybe_integer(3)) line.priority = static_cast<int>(*priority);
    line.made_at = row.instant(4);
    line.answer_by = row.maybe_instant(5);
    line.finish_by = row.maybe_instant(6);
    line.answered_at = row.maybe_instant(7);
    line.scheduled_for = row.maybe_instant(8);
    line.due_at = row.maybe_instant(9);
    open.building = row.maybe_id<BuildingId>(10);
    line.zone = Zone::find(row.view(11));
    open.from = line.made_at;
    return open;
}

std::vector<Open> open_promises(ReadTx& tx) {
    std::vector<Open> found;
    tx.each(
        sql::open_promises,
        [&](const db::Row& row) {
            if (found.empty() || found.back().line.id != row.id<RequestId>(0)) {
                found.push_back(open_of(row));
            }
            found.back().tread(row.view(12), row.instant(13));
        },
        tx.district());
    return found;
}

}  // namespace

int promise_anew(WriteTx& tx) {
    const Promises promises = store::promises(tx);
    const calendar::Calendar calendar = calendar::load(tx);
    int moved = 0;
    for (Open& open : open_promises(tx)) {
        RequestLine& line = open.line;
        const auto made =
            promised(promises, line.priority, open.from, zone_of(line), calendar.of(open.building));
        if (made.answer_by == line.answer_by && made.finish_by == line.finish_by) continue;
        line.answer_by = made.answer_by;
        line.finish_by = made.finish_by;
        tx.run(sql::move, tx.district(), line.id, line.answer_by, line.finish_by,
               next_promise(line));
        ++moved;
    }
    return moved;
}

void mount_promises(jobs::Runner& runner, Db& db) {
    runner.on(std::string(calendar::changed_job), [&db](const jobs::Job& job) {
        db.write({.district = job.district, .actor = {}}, [](WriteTx& tx) { promise_anew(tx); });
    });
}

}  // namespace rapport::requests
