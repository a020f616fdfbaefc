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
    const auto zone =
        tx.maybe<std::string>(sql::zone, [](const db::Row& row) { return row.text(0); }, tx.district());
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
    return tx.maybe<bool>(sql::open_work, [](const db::Row&) { return true; }, tx.district(), person)
        .has_value();
}

namespace {

PersonRow person_of(const db::Row& row) {
    return {.id = row.id<PersonId>(0), .key = row.text(1), .name = row.text(2),
            .sort_name = row.text(3), .email = row.text(4), .title = row.text(5),
            .room = row.text(6), .teaches = row.text(7), .corrected = row.text(8),
            .building = row.maybe_id<BuildingId>(9), .is_missing = row.flag(10),
            .is_ended = row.flag(11)};
}

ClassRow class_of(const db::Row& row) {
    return {.id = row.id<ClassId>(0), .key = row.text(1), .title = row.text(2),
            .course = row.text(3), .course_key = row.text(4), .grades = row.text(5),
            .subjects = row.text(6), .room = row.text(7), .terms = row.text(8),
            .building = row.maybe_id<BuildingId>(9), .student_count = row.integer(10),
            .is_ended = row.flag(11)};
}

void load_roles(ReadTx& tx, Day today, std::vector<HeldRow>& into) {
    tx.each(
        sql::roles,
        [&](const db::Row& row) {
            HeldRow held{.id = row.id<HeldId>(0), .person = row.id<PersonId>(1),
                         .role = Role::teacher, .building = row.maybe_id<BuildingId>(3),
                         .begins = row.maybe_day(4), .ends = row.maybe_day(5),
                         .is_manual = row.flag(6)};
            if (parse_role(row.view(2), held.role)) into.push_back(held);
        },
        tx.district(), today);
}

}  // namespace

State load_state(ReadTx& tx, Day today) {
    State state;
    state.buildings = tx.all<BuildingRow>(
        sql::buildings,
        [](const db::Row& row) {
            return BuildingRow{row.id<BuildingId>(0), row.text(1), row.text(2), row.text(3),
                               row.text(4), row.flag(5)};
        },
        tx.district());
    state.terms = tx.all<TermRow>(
        sql::terms,
        [](const db::Row& row) {
            return TermRow{row.id<TermId>(0), row.text(1), row.text(2), row.text(3), row.day(4),
                           row.day(5), row.flag(6)};
        },
        tx.district());
    state.courses = tx.all<CourseRow>(
        sql::courses,
        [](const db::Row& row) { return CourseRow{row.text(0), row.text(1), row.flag(2)}; },
        tx.district());
    state.classes = tx.all<ClassRow>(sql::classes, class_of, tx.district());
    state.people = tx.all<PersonRow>(sql::people, person_of, tx.district());
    load_roles(tx, today, state.roles);
    state.seats = tx.all<SeatRow>(
        sql::seats,
        [](const db::Row& row) {
            return SeatRow{row.id<ClassId>(0), row.id<PersonId>(1), row.text(2)};
        },
        tx.district());
    return state;
}

}  // namespace rapport::roster
