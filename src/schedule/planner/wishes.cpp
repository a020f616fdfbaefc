#include "schedule/planner/wishes.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "coaching/people/people.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "schedule/planner/acts.hpp"
#include "schedule/planner/weeks_store.hpp"
#include "schedule/planner/wishes_store.hpp"

namespace rapport::planner {

namespace {

struct KindRow {
    std::string_view code;
    Key label;
};
constexpr std::array<KindRow, kind_count> kind_rows{{
    {"planning", "planner.kind_planning"},
    {"in_class", "planner.kind_in_class"},
    {"debrief", "planner.kind_debrief"},
    {"group_session", "planner.kind_group_session"},
    {"esupport", "planner.kind_esupport"},
    {"test_session", "planner.kind_test_session"},
    {"other", "planner.kind_other"},
}};

constexpr std::size_t title_max = 200;
constexpr std::size_t people_max = 200;
constexpr std::int64_t days_max = 400;
constexpr std::int64_t request_days = 21;  // Within which a request wants its place.

// The people with the team's, each once, as the district knows them.
Result<std::vector<coachees::Person>> people_of(ReadTx& tx, const Wish& wish) {
    std::vector<PersonId> ids;
    std::set<PersonId> seen;
    for (const Helped& person : wish.people) {
        if (seen.insert(person.id).second) ids.push_back(person.id);
    }
    const std::size_t named = ids.size();
    if (wish.team) {
        const auto members = teams::people_of(tx, *wish.team);
        if (members.empty()) return Refusal{.key = "planner.no_such_team", .field = "team"};
        for (const PersonId person : members) {
            if (seen.insert(person).second) ids.push_back(person);
        }
    }
    auto found = ids.empty() ? std::vector<coachees::Person>() : coachees::find_all(tx, ids);
    if (found.size() < named) return Refusal{.key = "planner.no_such_person", .field = "people"};
    if (found.empty() && wish.kind != Kind::test_session) {
        return Refusal{.key = "planner.nobody_named", .field = "people"};
    }
    if (found.size() > people_max) {
        return Refusal{.key = "planner.people_many",
                       .field = "people",
                       .with = {{"count", std::int64_t{people_max}}}};
    }
    return found;
}

Result<Done> good_frame(const Wish& wish, const Reach& reach) {
    if (wish.minutes < 5 || wish.minutes > 480) {
        return Refusal{.key = "planner.minutes_wrong", .field = "minutes"};
    }
    if (wish.weight < 1 || wish.weight > 5) {
        return Refusal{.key = "planner.weight_wrong", .field = "weight"};
    }
    if (wish.dates.until < wish.dates.from || wish.dates.count() > days_max) {
        return Refusal{.key = "planner.dates_wrong", .field = "until"};
    }
    if (wish.dates.until < reach.today)
        return Refusal{.key = "planner.dates_past", .field = "until"};
    const bool has_hours = wish.hours.has_value();
    if (has_hours && (wish.hours->begins < 0 || wish.hours->ends > 1440 ||
                      wish.hours->ends - wish.hours->begins < wish.minutes)) {
        return Refusal{.key = "planner.wish_hours_wrong", .field = "hours"};
    }
    if (text::length(wish.title) > title_max || text::length(wish.lesson) > title_max ||
        text::length(wish.room) > title_max) {
        return Refusal{.key = "planner.title_long",
                       .field = "title",
                       .with = {{"count", std::int64_t{title_max}}}};
    }
    if (wish.gap_min < 0 || wish.gap_max < wish.gap_min || wish.gap_max > days_max) {
        return Refusal{.key = "planner.gap_wrong", .field = "gap_max"};
    }
    return Done{};
}

Result<Done> good_coaches(ReadTx& tx, const Wish& wish, const Reach& reach) {
    if (wish.coaches.empty()) return Done{};
    const auto known = workers(tx, reach.today);
    for (const PersonId coach : wish.coaches) {
        const bool is_there =
            std::ranges::any_of(known, [&](const Worker& worker) { return worker.id == coach; });
        if (!is_there) return Refusal{.key = "planner.no_such_coach", .field = "coaches"};
    }
    return Done{};
}

// What the rules would add to what was typed.
Result<Wish> settled(ReadTx& tx, const Wish& typed, const Reach& reach) {
    Wish wish = typed;
    wish.title = text::trimmed(typed.title);
    wish.lesson = text::trimmed(typed.lesson);
    wish.room = text::trimmed(typed.room);
    if (auto good = good_frame(wish, reach); !good) return good.refusal();
    const auto people = people_of(tx, wish);
    if (!people) return people.refusal();
    wish.people.clear();
    for (const auto& person : *people) {
        wish.people.push_back({person.id, person.name});
        if (!wish.building) wish.building = person.building;
    }
    if (wish.building && !store::is_building(tx, *wish.building)) {
        return Refusal{.key = "planner.no_such_building", .field = "building"};
    }
    if (auto good = good_coaches(tx, wish, reach); !good) return good.refusal();
    return wish;
}

WishId keep(WriteTx& tx, Wish wish) {
    wish.id = tx.new_id<WishId>();
    wish.made_by = tx.actor();
    store::insert(tx, wish);
    audit::record(tx, "wish.made", "wish/" + wish.id.text(),
                  R"({"kind":")" + std::string(code(wish.kind)) + R"(","people":)" +
                      std::to_string(wish.people.size()) + "}");
    return wish.id;
}

}  // namespace

std::string_view code(Kind kind) { return kind_rows[static_cast<std::size_t>(kind)].code; }

std::optional<Kind> parse_kind(std::string_view text) {
    const auto at = std::ranges::find(kind_rows, text, &KindRow::code);
    if (at == kind_rows.end()) return std::nullopt;
    return static_cast<Kind>(at - kind_rows.begin());
}

Key label(Kind kind) { return kind_rows[static_cast<std::size_t>(kind)].label; }

Result<WishId> want(WriteTx& tx, const Wish& typed) {
    const Reach reach = reach_of(tx);
    auto wish = settled(tx, typed, reach);
    if (!wish) return wish.refusal();
    // A teacher wants time for themselves alone; see book_own().
    const bool is_own = wish->people.size() == 1 && wish->people.front().id == reach.person;
    if (!reach.covers(wish->building) && !is_own) {
        return Refusal{.key = "planner.not_yours", .field = "people"};
    }
    return keep(tx, std::move(*wish));
}

Result<WishId> want_request(WriteTx& tx, RequestId id, int minutes) {
    const Reach reach = reach_of(tx);
    const auto request = requests::find(tx, id);
    if (!request || !reach.works) return Refusal{.key = "planner.not_yours"};
    if (!requests::is_open(request->state)) return Refusal{.key = "planner.request_closed"};
    if (request->state == requests::State::waiting) return Refusal{.key = "planner.request_waits"};
    if (store::has_wish(tx, id)) return Refusal{.key = "planner.request_planned"};
    Wish wish;
    const bool is_support = request->branch == requests::Branch::support;
    wish.kind = is_support ? Kind::esupport : Kind::planning;
    wish.people = {{request->teacher, ""}};
    wish.minutes = minutes;
    wish.weight = 4;
    wish.dates = {reach.today, reach.today.plus(request_days)};
    wish.request = id;
    if (request->holder) wish.coaches = {*request->holder};
    auto good = settled(tx, wish, reach);
    if (!good) return good.refusal();
    return keep(tx, std::move(*good));
}

Result<Done> want_no_more(WriteTx& tx, WishId id) {
    const auto wish = find_wish(tx, id);
    if (!wish) return Refusal{.key = "planner.not_there"};
    if (store::has_visit(tx, id)) return Refusal{.key = "planner.wish_has_visit"};
    store::set_ended(tx, id, tx.now());
    audit::record(tx, "wish.ended", "wish/" + id.text());
    return Done{};
}

std::vector<Wish> wishes(ReadTx& tx, const Dates& dates) {
    const Reach reach = reach_of(tx);
    auto found = store::open_wishes(tx, dates);
    std::erase_if(found, [&](const Wish& wish) { return !reach.covers(wish.building); });
    return found;
}

std::optional<Wish> find_wish(ReadTx& tx, WishId id) { return find_wish(tx, id, reach_of(tx)); }

std::optional<Wish> find_wish(ReadTx& tx, WishId id, const Reach& reach) {
    auto wish = store::wish(tx, id);
    if (!wish || !reach.covers(wish->building)) return std::nullopt;
    return wish;
}

}  // namespace rapport::planner
