// Requests as numbers.
#include <algorithm>
#include <map>
#include <set>

#include "coaching/requests/requests.hpp"

namespace rapport::requests {

namespace sql {
// Rides request_made.
constexpr Sql counted{"requests.counted", R"(
    SELECT COALESCE(building_id, ''), COALESCE(branch, ''), teacher_id, state, made_at, answered_at,
           holder_id
      FROM request
     WHERE district_id = $1 AND made_at >= $2 AND made_at < $3 AND state <> 'duplicate'
     ORDER BY made_at)"};
}  // namespace sql

namespace {

struct Tally {
    Count count;
    std::map<PersonId, std::int64_t> askers;
    std::set<PersonId> workers;
};

void add(Tally& tally, const db::Row& row) {
    tally.count.asked += 1;
    if (row.view(3) == "done") tally.count.done += 1;
    tally.askers[row.id<PersonId>(2)] += 1;
    if (const auto holder = row.maybe_id<PersonId>(6)) tally.workers.insert(*holder);
    if (!row.is_null(5)) {
        tally.count.waits.push_back((row.integer(5) - row.integer(4)) / 60'000);
    }
}

}  // namespace

std::vector<Count> counts(ReadTx& tx, const Times& times) {
    std::map<std::pair<std::string, std::string>, Tally> tallies;
    tx.each(
        sql::counted,
        [&](const db::Row& row) {
            Tally& tally = tallies[{row.text(0), row.text(1)}];
            tally.count.building = BuildingId::parse(row.view(0));
            tally.count.branch = parse_branch(row.view(1));
            add(tally, row);
        },
        tx.district(), times.from, times.to);
    std::vector<Count> counts;
    for (auto& [place, tally] : tallies) {
        tally.count.askers.assign(tally.askers.begin(), tally.askers.end());
        tally.count.workers.assign(tally.workers.begin(), tally.workers.end());
        std::ranges::sort(tally.count.waits);
        counts.push_back(std::move(tally.count));
    }
    return counts;
}

}  // namespace rapport::requests
