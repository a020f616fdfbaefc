#include "kernel/text/text.hpp"
#include "platform/roster/store.hpp"

namespace rapport::roster {

namespace sql {
constexpr Sql add_building{"roster.add_building", R"(
    INSERT INTO building (district_id, id, name, zone, identifier, source_key)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql change_building{"roster.change_building", R"(
    UPDATE building
       SET name = $3, identifier = COALESCE($4, identifier), source_key = $5, ended_on = NULL
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql end_building{"roster.end_building", R"(
    UPDATE building
       SET ended_on = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql add_term{"roster.add_term", R"(
    INSERT INTO term (district_id, id, title, kind, begins_on, ends_on, source_key)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql change_term{"roster.change_term", R"(
    UPDATE term
       SET title = $3, kind = $4, begins_on = $5, ends_on = $6, ended_on = NULL
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql end_term{"roster.end_term", R"(
    UPDATE term
       SET ended_on = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql put_course{"roster.put_course", R"(
    INSERT INTO roster_course (district_id, source_key, title)
    VALUES ($1, $2, $3)
        ON CONFLICT (district_id, source_key)
        DO UPDATE SET title = excluded.title, ended_on = NULL)"};
constexpr Sql rename_course{"roster.rename_course", R"(
    UPDATE class
       SET course = $3
     WHERE district_id = $1 AND course_key = $2)"};
constexpr Sql end_course{"roster.end_course", R"(
    UPDATE roster_course
       SET ended_on = $3
     WHERE district_id = $1 AND source_key = $2)"};
constexpr Sql add_class{"roster.add_class", R"(
    INSERT INTO class (district_id, id, title, course, grades, subjects, room, building_id,
                       student_count, source_key, course_key, terms)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))"};
constexpr Sql change_class{"roster.change_class", R"(
    UPDATE class
       SET title = $3, course = $4, grades = $5, subjects = $6, room = $7, building_id = $8,
           course_key = $9, terms = $10, ended_on = NULL
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql count_class{"roster.count_class", R"(
    UPDATE class
       SET student_count = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql end_class{"roster.end_class", R"(
    UPDATE class
       SET ended_on = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql add_person{"roster.add_person", R"(
    INSERT INTO person (district_id, id, name, sort_name, folded, email, title, room, teaches,
                        building_id, source_key)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))"};
constexpr Sql change_person{"roster.change_person", R"(
    UPDATE person
       SET name = $3, sort_name = $4, folded = $5, email = $6, title = $7, room = $8, teaches = $9,
           building_id = $10, source_key = $11, missing_since = NULL, ended_on = NULL
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql flag_missing{"roster.flag_missing", R"(
    UPDATE person
       SET missing_since = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql end_person{"roster.end_person", R"(
    UPDATE person
       SET ended_on = $3, missing_since = NULL
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql sign_out{"roster.sign_out", R"(
    DELETE FROM session
     WHERE district_id = $1 AND person_id = $2)"};
constexpr Sql add_role{"roster.add_role", R"(
    INSERT INTO role_held (district_id, id, person_id, role, building_id, begins_on, ends_on,
                           source)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'roster'))"};
constexpr Sql remove_role{"roster.remove_role", R"(
    DELETE FROM role_held
     WHERE district_id = $1 AND id = $2 AND source = 'roster')"};
constexpr Sql put_seat{"roster.put_seat", R"(
    INSERT INTO class_staff (district_id, class_id, person_id, role)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (district_id, class_id, person_id) DO UPDATE SET role = excluded.role)"};
constexpr Sql remove_seat{"roster.remove_seat", R"(
    DELETE FROM class_staff
     WHERE district_id = $1 AND class_id = $2 AND person_id = $3)"};
}  // namespace sql

namespace {
std::optional<std::string_view> unless_empty(std::string_view text) {
    if (text.empty()) return std::nullopt;
    return text;
}
}  // namespace

BuildingId add_building(WriteTx& tx, const BuildingWrite& it, std::string_view zone) {
    const auto id = tx.new_id<BuildingId>();
    tx.run(sql::add_building, tx.district(), id, it.name, zone, unless_empty(it.identifier),
           it.key);
    return id;
}

void change_building(WriteTx& tx, BuildingId id, const BuildingWrite& it) {
    tx.run(sql::change_building, tx.district(), id, it.name, unless_empty(it.identifier), it.key);
}

void end_building(WriteTx& tx, BuildingId id, Day on) {
    tx.run(sql::end_building, tx.district(), id, on);
}

void add_term(WriteTx& tx, const TermIn& term) {
    tx.run(sql::add_term, tx.district(), tx.new_id<TermId>(), term.title, term.kind, term.begins,
           term.ends, term.key);
}

void change_term(WriteTx& tx, TermId id, const TermIn& term) {
    tx.run(sql::change_term, tx.district(), id, term.title, term.kind, term.begins, term.ends);
}

void end_term(WriteTx& tx, TermId id, Day on) { tx.run(sql::end_term, tx.district(), id, on); }

void put_course(WriteTx& tx, std::string_view key, std::string_view title) {
    tx.run(sql::put_course, tx.district(), key, title);
}

void rename_course_of_classes(WriteTx& tx, std::string_view key, std::string_view title) {
    tx.run(sql::rename_course, tx.district(), key, title);
}

void end_course(WriteTx& tx, std::string_view key, Day on) {
    tx.run(sql::end_course, tx.district(), key, on);
}

ClassId add_class(WriteTx& tx, const ClassWrite& it) {
    const auto id = tx.new_id<ClassId>();
    tx.run(sql::add_class, tx.district(), id, it.in.title, it.course, it.in.grades, it.in.subjects,
           it.in.room, it.building, it.in.student_count, it.in.key, it.in.course_key, it.in.terms);
    return id;
}

void change_class(WriteTx& tx, ClassId id, const ClassWrite& it) {
    tx.run(sql::change_class, tx.district(), id, it.in.title, it.course, it.in.grades,
           it.in.subjects, it.in.room, it.building, it.in.course_key, it.in.terms);
}

void count_class(WriteTx& tx, ClassId id, std::int64_t students) {
    tx.run(sql::count_class, tx.district(), id, students);
}

void end_class(WriteTx& tx, ClassId id, Day on) { tx.run(sql::end_class, tx.district(), id, on); }

PersonId add_person(WriteTx& tx, const PersonWrite& it) {
    const auto id = tx.new_id<PersonId>();
    const auto& p = it.after;
    tx.run(sql::add_person, tx.district(), id, p.name, p.sort_name, text::folded(p.name),
           unless_empty(p.email), unless_empty(p.title), unless_empty(p.room),
           unless_empty(p.teaches), it.building, it.key);
    return id;
}

void change_person(WriteTx& tx, PersonId id, const PersonWrite& it) {
    const auto& p = it.after;
    tx.run(sql::change_person, tx.district(), id, p.name, p.sort_name, text::folded(p.name),
           unless_empty(p.email), unless_empty(p.title), unless_empty(p.room),
           unless_empty(p.teaches), it.building, it.key);
}

void flag_missing(WriteTx& tx, PersonId id) {
    tx.run(sql::flag_missing, tx.district(), id, tx.now());
}

void end_person(WriteTx& tx, PersonId id, Day on) {
    tx.run(sql::end_person, tx.district(), id, on);
    tx.run(sql::sign_out, tx.district(), id);
}

void add_role(WriteTx& tx, const RoleWrite& it) {
    tx.run(sql::add_role, tx.district(), tx.new_id<HeldId>(), it.person, code(it.role), it.building,
           it.begins, it.ends);
}

void remove_role(WriteTx& tx, HeldId id) { tx.run(sql::remove_role, tx.district(), id); }

void put_seat(WriteTx& tx, ClassId made, PersonId person, std::string_view role) {
    tx.run(sql::put_seat, tx.district(), made, person, role);
}

void remove_seat(WriteTx& tx, ClassId made, PersonId person) {
    tx.run(sql::remove_seat, tx.district(), made, person);
}

}  // namespace rapport::roster
