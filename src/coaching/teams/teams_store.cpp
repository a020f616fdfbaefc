#include "coaching/teams/teams_store.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "kernel/text/text.hpp"

namespace rapport::teams {

namespace sql {
constexpr Sql all{"teams.all", R"(
    SELECT t.id, t.name, t.building_id, COALESCE(b.name, ''), t.ended_at, COUNT(p.id)
      FROM team t
      LEFT JOIN building b ON b.district_id = t.district_id AND b.id = t.building_id
      LEFT JOIN team_member m ON m.district_id = t.district_id AND m.team_id = t.id
      LEFT JOIN person p
        ON p.district_id = m.district_id AND p.id = m.person_id AND p.ended_on IS NULL
     WHERE t.district_id = $1 AND (t.id = $2 OR $2 = '')
     GROUP BY t.id, t.name, t.building_id, b.name, t.ended_at)"};
constexpr Sql of_person{"teams.of_person", R"(
    SELECT t.id, t.name, t.building_id, COALESCE(b.name, ''), t.ended_at, COUNT(p.id)
      FROM team_member mine
      JOIN team t ON t.district_id = mine.district_id AND t.id = mine.team_id
      LEFT JOIN building b ON b.district_id = t.district_id AND b.id = t.building_id
      JOIN team_member m ON m.district_id = t.district_id AND m.team_id = t.id
      LEFT JOIN person p
        ON p.district_id = m.district_id AND p.id = m.person_id AND p.ended_on IS NULL
     WHERE mine.district_id = $1 AND mine.person_id = $2 AND t.ended_at IS NULL
     GROUP BY t.id, t.name, t.building_id, b.name, t.ended_at)"};
constexpr Sql members{"teams.members", R"(
    SELECT p.id, p.name, COALESCE(p.title, ''), COALESCE(b.name, '')
      FROM team_member m
      JOIN person p ON p.district_id = m.district_id AND p.id = m.person_id
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE m.district_id = $1 AND m.team_id = $2 AND p.ended_on IS NULL
     ORDER BY p.sort_name, p.id)"};
constexpr Sql people_of{"teams.people_of", R"(
    SELECT m.person_id
      FROM team t
      JOIN team_member m ON m.district_id = t.district_id AND m.team_id = t.id
      JOIN person p ON p.district_id = m.district_id AND p.id = m.person_id
     WHERE t.district_id = $1 AND t.id = $2 AND t.ended_at IS NULL AND p.ended_on IS NULL
     ORDER BY p.sort_name, p.id)"};
constexpr Sql outsiders{"teams.outsiders", R"(
    SELECT p.id, p.name, COALESCE(p.title, ''), COALESCE(b.name, ''), p.folded
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.ended_on IS NULL
       AND NOT EXISTS (SELECT 1
                         FROM team_member m
                        WHERE m.district_id = $1 AND m.team_id = $2 AND m.person_id = p.id))"};
constexpr Sql insert{"teams.insert", R"(
    INSERT INTO team (district_id, id, name, building_id)
    VALUES ($1, $2, $3, $4))"};
constexpr Sql rename{"teams.rename", R"(
    UPDATE team
       SET name = $3, building_id = $4
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql set_ended{"teams.set_ended", R"(
    UPDATE team
       SET ended_at = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql add_member{"teams.add_member", R"(
    INSERT INTO team_member (district_id, team_id, person_id)
    SELECT p.district_id, $2, p.id
      FROM person p
     WHERE p.district_id = $1 AND p.id = $3 AND p.ended_on IS NULL
        ON CONFLICT (district_id, team_id, person_id) DO UPDATE SET team_id = excluded.team_id)"};
constexpr Sql remove_member{"teams.remove_member", R"(
    DELETE FROM team_member
     WHERE district_id = $1 AND team_id = $2 AND person_id = $3)"};
constexpr Sql building{"teams.building", R"(
    SELECT COUNT(*)
      FROM building
     WHERE district_id = $1 AND id = $2 AND ended_on IS NULL)"};
}  // namespace sql

namespace {

Team team_of(const db::Row& row) {
    return {.id = row.id<TeamId>(0),
            .name = row.text(1),
            .building = row.maybe_id<BuildingId>(2),
            .building_name = row.text(3),
            .size = row.integer(5),
            .is_ended = !row.is_null(4)};
}

Member member_of(const db::Row& row) {
    return {row.id<PersonId>(0), row.text(1), row.text(2), row.text(3)};
}

std::vector<Team> in_order(std::vector<Team> found) {
    std::ranges::sort(found, {}, [](const Team& team) {
        return std::tuple(team.is_ended, text::folded(team.name), team.id);
    });
    return found;
}

// The best `max` of what matched, by score, then by name.
template <class Thing>
std::vector<Thing> best_of(std::vector<std::pair<int, Thing>> found, int max) {
    std::ranges::sort(found, {}, [](const auto& one) {
        return std::tuple(-one.first, text::folded(one.second.name), one.second.id);
    });
    std::vector<Thing> best;
    for (auto& [score, thing] : found) {
        if (std::ssize(best) == max) break;
        best.push_back(std::move(thing));
    }
    return best;
}

}  // namespace

std::vector<Team> all(ReadTx& tx) {
    return in_order(tx.all<Team>(sql::all, team_of, tx.district(), ""));
}

std::vector<Team> of_person(ReadTx& tx, PersonId person) {
    return in_order(tx.all<Team>(sql::of_person, team_of, tx.district(), person));
}

std::optional<Team> find(ReadTx& tx, TeamId team) {
    return tx.maybe<Team>(sql::all, team_of, tx.district(), team);
}

std::vector<Member> members(ReadTx& tx, TeamId team) {
    return tx.all<Member>(sql::members, member_of, tx.district(), team);
}

std::vector<PersonId> people_of(ReadTx& tx, TeamId team) {
    return tx.all<PersonId>(
        sql::people_of, [](const db::Row& row) { return row.id<PersonId>(0); }, tx.district(),
        team);
}

std::vector<Team> search(ReadTx& tx, std::string_view typed, int max) {
    const std::string wanted = text::folded(typed);
    std::vector<std::pair<int, Team>> found;
    if (wanted.empty()) return {};
    const auto look = [&](const db::Row& row) {
        Team team = team_of(row);
        const int score = text::match(wanted, text::folded(team.name));
        if (score > 0 && !team.is_ended && team.size > 0) found.emplace_back(score, team);
    };
    tx.each(sql::all, look, tx.district(), "");
    return best_of(std::move(found), max);
}

std::vector<Member> candidates(ReadTx& tx, TeamId team, std::string_view typed, int max) {
    const std::string wanted = text::folded(typed);
    std::vector<std::pair<int, Member>> found;
    if (wanted.empty()) return {};
    const auto look = [&](const db::Row& row) {
        const int score = text::match(wanted, row.view(4));
        if (score > 0) found.emplace_back(score, member_of(row));
    };
    tx.each(sql::outsiders, look, tx.district(), team);
    return best_of(std::move(found), max);
}

namespace store {

void insert(WriteTx& tx, TeamId team, const Naming& naming) {
    tx.run(sql::insert, tx.district(), team, naming.name, naming.building);
}

void rename(WriteTx& tx, TeamId team, const Naming& naming) {
    tx.run(sql::rename, tx.district(), team, naming.name, naming.building);
}

void mark_ended(WriteTx& tx, TeamId team) { tx.run(sql::set_ended, tx.district(), team, tx.now()); }

void mark_open(WriteTx& tx, TeamId team) {
    tx.run(sql::set_ended, tx.district(), team, std::optional<Instant>());
}

bool add_member(WriteTx& tx, TeamId team, PersonId person) {
    return tx.run(sql::add_member, tx.district(), team, person) > 0;
}

void remove_member(WriteTx& tx, TeamId team, PersonId person) {
    tx.run(sql::remove_member, tx.district(), team, person);
}

bool has_building(ReadTx& tx, BuildingId building) {
    return tx.number(sql::building, tx.district(), building) > 0;
}

}  // namespace store

}  // namespace rapport::teams
