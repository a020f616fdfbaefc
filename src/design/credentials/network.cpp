#include "design/credentials/network.hpp"

#include <algorithm>
#include <set>

#include "design/credentials/credentials_store.hpp"
#include "kernel/suppression/suppression.hpp"

namespace rapport::credentials {

namespace {

using suppression::people_least;

constexpr int holding = 0, hoping = 1;

// Whoever knows how many there are would know nearly all of who lacks it, or that nobody does.
bool tells_of_others(std::int64_t people, std::int64_t of) {
    return people > 0 && of - people < people_least;
}

TypeCount count_of(const Count& count, std::string_view type) {
    const auto at = count.types.find(type);
    return at == count.types.end() ? TypeCount{} : at->second;
}

std::vector<Released> of_type(const std::vector<Count>& counts, const std::string& type,
                              std::int64_t integrators) {
    const int places = static_cast<int>(counts.size());
    suppression::Table table(2, places);
    const auto fill = [&](int row, int column, std::int64_t people) {
        table.at(row, column) = {.people = people, .amount = people};
    };
    for (int place = 0; place < places; ++place) {
        const TypeCount one = count_of(counts[static_cast<std::size_t>(place)], type);
        fill(holding, place, one.holders);
        fill(hoping, place, one.hopeful);
    }
    table.total();
    for (int row = 0; row <= 2; ++row) {
        for (int place = 0; place <= places; ++place) {
            // Each is counted once, so as many people as the amount are behind it.
            auto& cell = table.at(row, place);
            cell.people = cell.amount;
            const bool is_all = place == places;
            const std::int64_t of =
                is_all ? integrators : counts[static_cast<std::size_t>(place)].integrators;
            cell.is_telling = tells_of_others(cell.amount, of);
        }
    }
    const auto mask = suppression::suppressed(table, people_least);
    const auto shown = [&](int row, int place) -> Shown {
        if (mask.is_hidden(row, place)) return std::nullopt;
        return table.at(row, place).amount;
    };
    std::vector<Released> out{{type, {}, shown(holding, places), shown(2, places)}};
    for (int place = 0; place < places; ++place) {
        out.push_back({type, counts[static_cast<std::size_t>(place)].district,
                       shown(holding, place), shown(2, place)});
    }
    return out;
}

}  // namespace

std::vector<Released> releasable(const std::vector<Count>& counts) {
    std::int64_t integrators = 0;
    std::set<std::string, std::less<>> types;
    for (const Count& one : counts) {
        integrators += one.integrators;
        for (const auto& [type, count] : one.types) types.insert(type);
    }
    Shown all;
    if (integrators == 0 || integrators >= people_least) all = integrators;
    std::vector<Released> out{{"", {}, all, all}};
    for (const std::string& type : types) {
        const auto found = of_type(counts, type, integrators);
        out.insert(out.end(), found.begin(), found.end());
    }
    return out;
}

Day first_of_quarter(Day day) { return {day.year, (day.month - 1) / 3 * 3 + 1, 1}; }

void publish(Db& db) {
    const Day as_of = first_of_quarter(Zone::utc().day(db.clock().now()));
    const auto networks = db.read(Scope::whole(), [](ReadTx& tx) { return store::networks(tx); });
    for (const store::Network& network : networks) {
        db.write(Scope::whole(), [&](WriteTx& tx) {
            if (store::is_released(tx, network, as_of)) return;
            std::vector<Count> counts;
            for (const DistrictId district : store::districts(tx, network)) {
                counts.push_back(store::count(tx, district, as_of));
            }
            for (const Released& one : releasable(counts)) {
                store::insert(tx, network, as_of, one);
            }
        });
    }
}

Shown Figures::holders(std::string_view type) const {
    for (const Figure& one : figures) {
        if (one.district.is_none() && one.type == type) return one.holders;
    }
    return as_of ? Shown{0} : Shown{};  // Nobody holds what was never counted.
}

Shown Figures::willing(std::string_view type) const {
    for (const Figure& one : figures) {
        if (one.district.is_none() && one.type == type) return one.willing;
    }
    return as_of ? Shown{0} : Shown{};
}

Figures figures(ReadTx& tx) {
    Figures all;
    const auto network = store::network(tx);
    if (!network) return all;
    all.network = network->name;
    all.as_of = store::last_release(tx, *network);
    if (!all.as_of) return all;
    for (const store::ReleasedRow& row : store::released(tx, *network, *all.as_of)) {
        if (row.type.empty()) {
            all.integrators = row.holders;
            continue;
        }
        const auto district = DistrictId::parse(row.place);
        all.figures.push_back({row.type, district.value_or(DistrictId()), row.district_name,
                               row.holders, row.willing});
    }
    return all;
}

}  // namespace rapport::credentials
