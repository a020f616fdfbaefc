#include <algorithm>

#include "coaching/people/people.hpp"
#include "kernel/text/text.hpp"

namespace rapport::coachees {

namespace sql {
constexpr Sql standing{"people.standing", R"(
    SELECT role
      FROM role_held
     WHERE district_id = $1 AND person_id = $2
       AND COALESCE(begins_on, $3) <= $3 AND COALESCE(ends_on, $3) >= $3)"};
constexpr Sql find{"people.coachee_find", R"(
    SELECT p.id, p.name, p.sort_name, p.title, p.room, p.teaches, p.building_id, b.name,
           p.ended_on, a.last_on,
           CASE WHEN EXISTS (SELECT 1 FROM role_held r
                              WHERE r.district_id = $1 AND r.person_id = p.id
                                AND r.role = 'teacher' AND COALESCE(r.begins_on, $4) <= $4
                                AND COALESCE(r.ends_on, $4) >= $4) THEN 1 ELSE 0 END,
           (SELECT c.id || c.topic
              FROM cycle_member m
              JOIN cycle c ON c.district_id = m.district_id AND c.id = m.cycle_id
             WHERE m.district_id = $1 AND m.person_id = p.id AND m.left_at IS NULL
               AND c.coach_id = $2 AND c.state <> 'closed'
               AND NOT EXISTS (SELECT 1 FROM role_held h
                                WHERE h.district_id = $1 AND h.person_id = $2
                                  AND h.role = 'principal' AND COALESCE(h.begins_on, $4) <= $4
                                  AND COALESCE(h.ends_on, $4) >= $4)
             ORDER BY c.made_at DESC, c.id DESC
             LIMIT 1),
           CASE WHEN EXISTS (SELECT 1
                               FROM cycle_member m
                               JOIN cycle c ON c.district_id = m.district_id AND c.id = m.cycle_id
                              WHERE m.district_id = $1 AND m.person_id = p.id
                                AND m.agreed_at IS NOT NULL AND m.left_at IS NULL
                                AND c.coach_id = $2)
                 AND NOT EXISTS (SELECT 1 FROM role_held h
                                  WHERE h.district_id = $1 AND h.person_id = $2
                                    AND h.role = 'principal' AND COALESCE(h.begins_on, $4) <= $4
                                    AND COALESCE(h.ends_on, $4) >= $4) THEN 1 ELSE 0 END
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN acquaintance a
        ON a.district_id = p.district_id AND a.coach_id = $2 AND a.person_id = p.id
     WHERE p.district_id = $1 AND p.id = $3)"};
constexpr Sql find_one{"people.coachee_named", R"(
    SELECT p.id, p.name, p.sort_name, p.title, p.room, p.teaches, p.building_id, b.name,
           p.ended_on, a.last_on
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN acquaintance a
        ON a.district_id = p.district_id AND a.coach_id = $2 AND a.person_id = p.id
     WHERE p.district_id = $1 AND p.id = $3 AND p.ended_on IS NULL)"};
// Ids are all of one length, so a list of them travels as one text: $3 holds $4 of them.
constexpr Sql find_all{"people.coachees_named", R"(
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $4
    )
    SELECT p.id, p.name, p.sort_name, p.title, p.room, p.teaches, p.building_id, b.name,
           p.ended_on, a.last_on
      FROM wanted
      JOIN person p ON p.district_id = $1 AND p.id = SUBSTR($3, wanted.n * 26 + 1, 26)
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN acquaintance a
        ON a.district_id = p.district_id AND a.coach_id = $2 AND a.person_id = p.id
     WHERE p.ended_on IS NULL
     ORDER BY wanted.n)"};
constexpr Sql everybody{"people.coachees", R"(
    SELECT p.id, p.name, p.sort_name, p.title, p.room, p.teaches, p.building_id, b.name,
           p.ended_on, a.last_on, p.folded
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN acquaintance a
        ON a.district_id = p.district_id AND a.coach_id = $2 AND a.person_id = p.id
     WHERE p.district_id = $1 AND p.ended_on IS NULL AND p.id <> $2)"};
constexpr Sql in_building{"people.coachees_in_building", R"(
    SELECT p.id, p.name, p.sort_name, p.title, p.room, p.teaches, p.building_id, b.name,
           p.ended_on, a.last_on
      FROM person p
      JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN acquaintance a
        ON a.district_id = p.district_id AND a.coach_id = $2 AND a.person_id = p.id
     WHERE p.district_id = $1 AND p.building_id = $3 AND p.ended_on IS NULL AND p.id <> $2
     ORDER BY p.sort_name
     LIMIT 1000)"};
// Rides acquaintance_last backwards.
constexpr Sql recent{"people.coachees_lately", R"(
    SELECT p.id, p.name, p.sort_name, p.title, p.room, p.teaches, p.building_id, b.name,
           p.ended_on, a.last_on
      FROM acquaintance a
      JOIN person p ON p.district_id = a.district_id AND p.id = a.person_id
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE a.district_id = $1 AND a.coach_id = $2 AND p.ended_on IS NULL
     ORDER BY a.last_on DESC, a.last_at DESC
     LIMIT $3)"};
constexpr Sql buildings{"people.open_buildings", R"(
    SELECT id, name, zone
      FROM building
     WHERE district_id = $1 AND ended_on IS NULL)"};
constexpr Sql find_building{"people.one_building", R"(
    SELECT id, name, zone
      FROM building
     WHERE district_id = $1 AND id = $2)"};
}  // namespace sql

namespace {

Person person_of(const db::Row& row) {
    Person person;
    person.id = row.id<PersonId>(0);
    person.name = row.text(1);
    person.sort_name = row.text(2);
    person.title = row.text_or_empty(3);
    person.room = row.text_or_empty(4);
    person.teaches = row.text_or_empty(5);
    person.building = row.maybe_id<BuildingId>(6);
    person.building_name = row.text_or_empty(7);
    person.has_left = !row.is_null(8);
    person.last_on = row.maybe_day(9);
    return person;
}

Building building_of(const db::Row& row) {
    return {row.id<BuildingId>(0), row.text(1), row.text(2)};
}

// As a directory sorts names, the same on both engines: É beside E, case apart from nothing.
template <class Thing>
void sort_folded(std::vector<Thing>& things, std::string Thing::*text_of) {
    std::vector<std::pair<std::string, std::size_t>> keys;
    keys.reserve(things.size());
    for (std::size_t i = 0; i < things.size(); ++i) {
        keys.emplace_back(text::folded(things[i].*text_of), i);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<Thing> sorted;
    sorted.reserve(things.size());
    for (const auto& [folded, at] : keys) sorted.push_back(std::move(things[at]));
    things = std::move(sorted);
}

struct Ranked {
    int score = 0;
    Person person;
};

// A better match first; among equals whoever was helped lately, then by name.
bool is_before(const Ranked& a, const Ranked& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.person.last_on != b.person.last_on) return a.person.last_on > b.person.last_on;
    return a.person.sort_name < b.person.sort_name;
}

}  // namespace

Standing standing(ReadTx& tx) {
    Standing found;
    const auto look = [&](const db::Row& row) {
        const std::string_view role = row.view(0);
        if (role == "coach" || role == "technician") found.helps = true;
        if (role == "principal") found.evaluates = true;
    };
    tx.each(sql::standing, look, tx.district(), tx.actor(), Zone::utc().day(tx.now()));
    return found;
}

constexpr std::size_t id_length = 26;

std::optional<Person> find(ReadTx& tx, PersonId person) {
    const auto with_role = [](const db::Row& row) {
        Person found = person_of(row);
        found.is_teacher = row.flag(10);
        found.has_units = row.flag(12);
        if (!row.is_null(11)) {
            found.cycle_id = row.view(11).substr(0, id_length);
            found.cycle_topic = row.view(11).substr(id_length);
        }
        return found;
    };
    return tx.maybe<Person>(sql::find, with_role, tx.district(), tx.actor(), person,
                            Zone::utc().day(tx.now()));
}

std::vector<Person> find_all(ReadTx& tx, const std::vector<PersonId>& ids) {
    if (ids.empty()) return {};
    if (ids.size() == 1) {  // As most often, and a list costs the engine four times as much.
        return tx.all<Person>(sql::find_one, person_of, tx.district(), tx.actor(), ids.front());
    }
    static_assert(id_length == 26, "people.find_all cuts its list at 26 letters");
    std::string joined;
    for (const PersonId id : ids) joined += id.view();
    return tx.all<Person>(sql::find_all, person_of, tx.district(), tx.actor(), joined,
                          static_cast<std::int64_t>(ids.size()));
}

std::vector<Person> search(ReadTx& tx, std::string_view typed, int max) {
    const std::string wanted = text::folded(typed);
    std::vector<Ranked> ranked;
    if (wanted.empty()) return {};
    const auto look = [&](const db::Row& row) {
        const int score = text::match(wanted, row.view(10));
        if (score > 0) ranked.push_back({score, person_of(row)});
    };
    tx.each(sql::everybody, look, tx.district(), tx.actor());
    const auto kept = std::min(ranked.size(), static_cast<std::size_t>(max));
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept),
                      ranked.end(), is_before);
    std::vector<Person> found;
    for (std::size_t i = 0; i < kept; ++i) found.push_back(std::move(ranked[i].person));
    return found;
}

std::vector<Person> in_building(ReadTx& tx, BuildingId building) {
    auto found = tx.all<Person>(sql::in_building, person_of, tx.district(), tx.actor(), building);
    sort_folded(found, &Person::sort_name);
    return found;
}

std::vector<Person> everybody(ReadTx& tx, int max) {
    auto found = tx.all<Person>(sql::everybody, person_of, tx.district(), tx.actor());
    sort_folded(found, &Person::sort_name);
    std::ranges::stable_sort(found, std::greater(), &Person::last_on);
    if (std::ssize(found) > max) found.resize(static_cast<std::size_t>(max));
    return found;
}

std::vector<Person> recent(ReadTx& tx, int max) {
    return tx.all<Person>(sql::recent, person_of, tx.district(), tx.actor(), max);
}

std::vector<Building> buildings(ReadTx& tx) {
    auto found = tx.all<Building>(sql::buildings, building_of, tx.district());
    sort_folded(found, &Building::name);
    return found;
}

std::optional<Building> find_building(ReadTx& tx, BuildingId building) {
    return tx.maybe<Building>(sql::find_building, building_of, tx.district(), building);
}

}  // namespace rapport::coachees
