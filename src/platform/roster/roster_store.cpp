#include <unordered_map>

#include "platform/roster/id_table.hpp"
#include "platform/roster/store.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::roster {

namespace sql {
constexpr Sql zone{"roster.zone", R"(
    SELECT zone
      FROM district
     WHERE id = $1)"};
constexpr Sql buildings{"roster.buildings", R"(
    SELECT id, COALESCE(source_key, ''), name, COALESCE(identifier, ''), corrected,
           ended_on IS NOT NULL
      FROM building
     WHERE district_id = $1
     ORDER BY id)"};
constexpr Sql terms{"roster.terms", R"(
    SELECT id, COALESCE(source_key, ''), title, kind, begins_on, ends_on, ended_on IS NOT NULL
      FROM term
     WHERE district_id = $1
     ORDER BY id)"};
constexpr Sql courses{"roster.courses", R"(
    SELECT source_key, title, ended_on IS NOT NULL
      FROM roster_course
     WHERE district_id = $1
     ORDER BY source_key)"};
constexpr Sql classes{"roster.classes", R"(
    SELECT id, COALESCE(source_key, ''), title, course, course_key, grades, subjects, room, terms,
           building_id, student_count, ended_on IS NOT NULL
      FROM class
     WHERE district_id = $1
     ORDER BY id)"};
constexpr Sql people{"roster.people", R"(
    SELECT id, COALESCE(source_key, ''), name, sort_name, COALESCE(email, ''),
           COALESCE(title, ''), COALESCE(room, ''), COALESCE(teaches, ''), corrected, building_id,
           missing_since IS NOT NULL, ended_on IS NOT NULL
      FROM person
     WHERE district_id = $1
     ORDER BY id)"};
constexpr Sql roles{"roster.roles", R"(
    SELECT id, person_id, role, building_id, begins_on, ends_on, source = 'manual'
      FROM role_held
     WHERE district_id = $1 AND (ends_on IS NULL OR ends_on >= $2)
     ORDER BY person_id, id)"};
constexpr Sql seats{"roster.seats", R"(
    SELECT class_id, person_id, role
      FROM class_staff
     WHERE district_id = $1)"};
constexpr Sql building_keys{"roster.building_keys", R"(
    SELECT source_key
      FROM building
     WHERE district_id = $1 AND source_key IS NOT NULL)"};
constexpr Sql term_keys{"roster.term_keys", R"(
    SELECT source_key
      FROM term
     WHERE district_id = $1 AND source_key IS NOT NULL)"};
constexpr Sql course_keys{"roster.course_keys", R"(
    SELECT source_key
      FROM roster_course
     WHERE district_id = $1 AND source_key IS NOT NULL)"};
constexpr Sql class_keys{"roster.class_keys", R"(
    SELECT source_key
      FROM class
     WHERE district_id = $1 AND source_key IS NOT NULL)"};
constexpr Sql person_keys{"roster.person_keys", R"(
    SELECT source_key
      FROM person
     WHERE district_id = $1 AND source_key IS NOT NULL)"};
// Requests of theirs or in their hands, next steps agreed with them or by them: each half rides an
// index on the person.
constexpr Sql open_work{"roster.open_work", R"(
    SELECT 1
     WHERE EXISTS (SELECT 1 FROM request r
                    WHERE r.district_id = $1 AND r.teacher_id = $2 AND r.closed_at IS NULL)
        OR EXISTS (SELECT 1 FROM request r
                    WHERE r.district_id = $1 AND r.holder_id = $2 AND r.closed_at IS NULL)
        OR EXISTS (SELECT 1 FROM contact c
                    WHERE c.district_id = $1 AND c.coach_id = $2 AND c.next_step <> ''
                      AND c.next_done_at IS NULL AND c.replaced_by IS NULL
                      AND c.withdrawn_at IS NULL)
        OR EXISTS (SELECT 1 FROM contact_person p
                     JOIN contact c ON c.district_id = p.district_id AND c.id = p.contact_id
                    WHERE p.district_id = $1 AND p.person_id = $2 AND c.next_step <> ''
                      AND c.next_done_at IS NULL AND c.replaced_by IS NULL
                      AND c.withdrawn_at IS NULL))"};
}  // namespace sql

std::string zone_of_district(ReadTx& tx) {
    const auto zone = tx.maybe<std::string>(
        sql::zone, [](const db::Row& row) { return row.text(0); }, tx.district());
    must(zone.has_value(), "a roster for no district");
    return *zone;
}

Day today_of(ReadTx& tx) {
    const Zone* zone = Zone::find(zone_of_district(tx));
    return (zone == nullptr ? Zone::utc() : *zone).day(tx.now());
}

Settings load_settings(ReadTx& tx) {
    const auto all = settings::load(tx);
    return settings_from([&](std::string_view name) { return std::string(all.get(name)); });
}

bool has_open_work(ReadTx& tx, PersonId person) {
    return tx
        .maybe<bool>(
            sql::open_work, [](const db::Row&) { return true; }, tx.district(), person)
        .has_value();
}

namespace {

using Placed = std::unordered_map<std::string, std::int32_t>;  // Id to place.

template <class Rows>
Placed placed(const Rows& rows) {
    Placed places;
    places.reserve(rows.size());
    for (const auto& row : rows) {
        places.emplace(row.id.text(), static_cast<std::int32_t>(places.size()));
    }
    return places;
}

std::int32_t place_in(const Placed& places, const db::Row& row, int column) {
    if (row.is_null(column)) return nowhere;
    const auto found = places.find(row.text(column));
    return found == places.end() ? nowhere : found->second;
}

PersonRow person_of(const db::Row& row, Texts& texts, const Placed& buildings) {
    return {.id = row.id<PersonId>(0),
            .key = texts.keep(row.view(1)),
            .name = texts.keep(row.view(2)),
            .sort_name = texts.keep(row.view(3)),
            .email = texts.keep(row.view(4)),
            .title = texts.once(row.view(5)),
            .room = texts.once(row.view(6)),
            .teaches = texts.once(row.view(7)),
            .corrected = texts.once(row.view(8)),
            .building = place_in(buildings, row, 9),
            .is_missing = row.flag(10),
            .is_ended = row.flag(11)};
}

ClassRow class_of(const db::Row& row, Texts& texts, const Placed& buildings) {
    return {.id = row.id<ClassId>(0),
            .key = texts.keep(row.view(1)),
            .title = texts.keep(row.view(2)),
            .course = texts.once(row.view(3)),
            .course_key = texts.once(row.view(4)),
            .grades = texts.once(row.view(5)),
            .subjects = texts.once(row.view(6)),
            .room = texts.once(row.view(7)),
            .terms = texts.once(row.view(8)),
            .building = place_in(buildings, row, 9),
            .student_count = row.integer(10),
            .is_ended = row.flag(11)};
}

void load_places(ReadTx& tx, State& state) {
    state.buildings = tx.all<BuildingRow>(
        sql::buildings,
        [](const db::Row& row) {
            return BuildingRow{row.id<BuildingId>(0), row.text(1), row.text(2),
                               row.text(3),           row.text(4), row.flag(5)};
        },
        tx.district());
    state.terms = tx.all<TermRow>(
        sql::terms,
        [](const db::Row& row) {
            return TermRow{row.id<TermId>(0), row.text(1), row.text(2), row.text(3),
                           row.day(4),        row.day(5),  row.flag(6)};
        },
        tx.district());
    state.courses = tx.all<CourseRow>(
        sql::courses,
        [](const db::Row& row) {
            return CourseRow{row.text(0), row.text(1), row.flag(2)};
        },
        tx.district());
}

void load_roles(ReadTx& tx, Day today, const Placed& people, const Placed& buildings,
                std::vector<HeldRow>& into) {
    tx.each(
        sql::roles,
        [&](const db::Row& row) {
            HeldRow held{.id = row.id<HeldId>(0),
                         .person = place_in(people, row, 1),
                         .role = Role::teacher,
                         .building = place_in(buildings, row, 3),
                         .begins = row.maybe_day(4),
                         .ends = row.maybe_day(5),
                         .is_manual = row.flag(6)};
            if (parse_role(row.view(2), held.role)) into.push_back(held);
        },
        tx.district(), today);
}

}  // namespace

State load_state(ReadTx& tx, Day today) {
    State state;
    load_places(tx, state);
    const Placed buildings = placed(state.buildings);
    tx.each(
        sql::classes,
        [&](const db::Row& row) { state.classes.push_back(class_of(row, state.texts, buildings)); },
        tx.district());
    tx.each(
        sql::people,
        [&](const db::Row& row) { state.people.push_back(person_of(row, state.texts, buildings)); },
        tx.district());
    const Placed people = placed(state.people), classes = placed(state.classes);
    load_roles(tx, today, people, buildings, state.roles);
    tx.each(
        sql::seats,
        [&](const db::Row& row) {
            state.seats.push_back({place_in(classes, row, 0), place_in(people, row, 1),
                                   state.texts.once(row.view(2))});
        },
        tx.district());
    return state;
}

Known load_known(ReadTx& tx) {
    Known known;
    const auto read = [&](const Sql& sql, std::vector<std::uint64_t>& into) {
        tx.each(
            sql, [&](const db::Row& row) { into.push_back(id_hash(row.view(0))); }, tx.district());
    };
    read(sql::building_keys, known.buildings);
    read(sql::term_keys, known.terms);
    read(sql::course_keys, known.courses);
    read(sql::class_keys, known.classes);
    read(sql::person_keys, known.people);
    return known;
}

}  // namespace rapport::roster
