#include "kernel/text/text.hpp"
#include "platform/people/people.hpp"

namespace rapport::people {

namespace sql {
constexpr Sql add{"people.add", R"(
    INSERT INTO person (district_id, id, name, sort_name, folded, email, title, room, teaches,
                        building_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))"};
constexpr Sql give_role{"people.give_role", R"(
    INSERT INTO role_held (district_id, id, person_id, role, building_id, source)
    VALUES ($1, $2, $3, $4, $5, 'manual'))"};
constexpr Sql take_role{"people.take_role", R"(
    DELETE FROM role_held
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql find{"people.find", R"(
    SELECT p.id, p.name, COALESCE(p.email, ''), COALESCE(p.title, ''), COALESCE(p.room, ''),
           COALESCE(p.teaches, ''), COALESCE(b.name, ''), p.building_id, p.account_id,
           p.ended_on IS NOT NULL, p.missing_since IS NOT NULL
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.id = $2)"};
constexpr Sql roles{"people.roles", R"(
    SELECT r.id, r.role, COALESCE(b.name, '')
      FROM role_held r
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.person_id = $2
     ORDER BY r.role, b.name, r.id)"};
constexpr Sql page{"people.page", R"(
    SELECT p.id, p.name, COALESCE(p.title, ''), COALESCE(b.name, ''),
           p.missing_since IS NOT NULL, p.sort_name
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.ended_on IS NULL AND (p.sort_name, p.id) > ($2, $3)
     ORDER BY p.sort_name, p.id
     LIMIT $4)"};
constexpr Sql names{"people.names", R"(
    SELECT p.id, p.name, COALESCE(p.title, ''), COALESCE(b.name, ''),
           p.missing_since IS NOT NULL, p.folded
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.ended_on IS NULL)"};
constexpr Sql correct{"people.correct", R"(
    UPDATE person
       SET name = $3, sort_name = $4, folded = $5, email = $6, title = $7, room = $8,
           teaches = $9, building_id = $10, corrected = $11
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql corrected{"people.corrected", R"(
    SELECT corrected
      FROM person
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql end{"people.end", R"(
    UPDATE person
       SET ended_on = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql end_sessions{"people.end_sessions", R"(
    DELETE FROM session
     WHERE district_id = $1 AND person_id = $2)"};
}  // namespace sql

namespace {

std::optional<std::string_view> unless_empty(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return text;
}

PersonLine line_of(const db::Row& row) {
    return {.id = row.id<PersonId>(0),
            .name = row.text(1),
            .title = row.text(2),
            .building = row.text(3),
            .roles = "",
            .is_missing = row.flag(4)};
}

void add_mark(std::string& marks, bool is_changed, std::string_view field) {
    const std::string mark = "," + std::string(field) + ",";
    if (!is_changed || marks.find(mark) != std::string::npos) return;
    if (marks.empty()) marks = ",";
    marks += std::string(field) + ",";
}

}  // namespace

PersonId add(WriteTx& tx, const NewPerson& person) {
    const auto id = tx.new_id<PersonId>();
    const std::string sort_name =
        person.sort_name.empty() ? sort_name_of(person.name) : person.sort_name;
    tx.run(sql::add, tx.district(), id, person.name, sort_name, text::folded(person.name),
           unless_empty(person.email), unless_empty(person.title), unless_empty(person.room),
           unless_empty(person.teaches), person.building);
    return id;
}

RoleHeldId give_role(WriteTx& tx, PersonId person, Role role, std::optional<BuildingId> building) {
    const auto id = tx.new_id<RoleHeldId>();
    tx.run(sql::give_role, tx.district(), id, person, code(role), building);
    return id;
}

void take_role(WriteTx& tx, RoleHeldId id) { tx.run(sql::take_role, tx.district(), id); }

std::vector<RoleLine> roles_of(ReadTx& tx, PersonId person) {
    std::vector<RoleLine> lines;
    tx.each(
        sql::roles,
        [&](const db::Row& row) {
            Role role;
            if (!parse_role(row.view(1), role)) return;
            lines.push_back({row.id<RoleHeldId>(0), role, row.text(2)});
        },
        tx.district(), person);
    return lines;
}

std::optional<Person> find(ReadTx& tx, PersonId id) {
    auto person = tx.maybe<Person>(
        sql::find,
        [](const db::Row& row) {
            return Person{.id = row.id<PersonId>(0),
                          .name = row.text(1),
                          .email = row.text(2),
                          .title = row.text(3),
                          .room = row.text(4),
                          .teaches = row.text(5),
                          .building = row.text(6),
                          .building_id = row.maybe_id<BuildingId>(7),
                          .account = row.maybe_id<AccountId>(8),
                          .is_ended = row.flag(9),
                          .is_missing = row.flag(10),
                          .roles = {}};
        },
        tx.district(), id);
    if (person) person->roles = roles_of(tx, id);
    return person;
}

std::vector<PersonLine> page(ReadTx& tx, std::string_view after, int max) {
    const auto tab = after.find('\t');
    const auto sort_name = after.substr(0, tab);
    const auto id = tab == std::string_view::npos ? std::string_view() : after.substr(tab + 1);
    return tx.all<PersonLine>(sql::page, line_of, tx.district(), sort_name, id, max);
}

std::vector<PersonLine> search(ReadTx& tx, std::string_view typed, int max) {
    const std::string folded = text::folded(typed);
    std::vector<std::pair<int, PersonLine>> found;
    tx.each(
        sql::names,
        [&](const db::Row& row) {
            const int score = text::match(folded, row.view(5));
            if (score > 0) found.emplace_back(score, line_of(row));
        },
        tx.district());
    std::ranges::stable_sort(found, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second.name < b.second.name;
    });
    std::vector<PersonLine> best;
    for (auto& [score, line] : found) {
        if (static_cast<int>(best.size()) == max) break;
        best.push_back(std::move(line));
    }
    return best;
}

void correct(WriteTx& tx, PersonId id, const Correction& now) {
    const auto before = find(tx, id);
    must(before.has_value(), "a correction of nobody");
    std::string marks = *tx.maybe<std::string>(
        sql::corrected, [](const db::Row& row) { return row.text(0); }, tx.district(), id);
    add_mark(marks, before->name != now.name, "name");
    add_mark(marks, before->email != now.email, "email");
    add_mark(marks, before->title != now.title, "title");
    add_mark(marks, before->room != now.room, "room");
    add_mark(marks, before->teaches != now.teaches, "teaches");
    add_mark(marks, before->building_id != now.building, "building");
    tx.run(sql::correct, tx.district(), id, now.name, sort_name_of(now.name),
           text::folded(now.name), unless_empty(now.email), unless_empty(now.title),
           unless_empty(now.room), unless_empty(now.teaches), now.building, marks);
}

void end(WriteTx& tx, PersonId id, Day last_day) {
    tx.run(sql::end, tx.district(), id, last_day);
    tx.run(sql::end_sessions, tx.district(), id);
}

}  // namespace rapport::people
