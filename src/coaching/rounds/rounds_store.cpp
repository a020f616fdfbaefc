#include "coaching/rounds/rounds_store.hpp"

#include "platform/districts/districts.hpp"

namespace rapport::rounds {

// $2 is the actor, $3 the day a role must be in force, $4 the school year.
namespace sql {
constexpr Sql week{"rounds.week", R"(
    SELECT week_minutes, fte_percent, cycle_percent, meeting_minutes, visits, visit_minutes,
           preparation_minutes, travel_minutes, taught_minutes
      FROM coach_capacity
     WHERE district_id = $1 AND coach_id = $2)"};
constexpr Sql put_week{"rounds.put_week", R"(
    INSERT INTO coach_capacity (district_id, coach_id, week_minutes, fte_percent, cycle_percent,
                                meeting_minutes, visits, visit_minutes, preparation_minutes,
                                travel_minutes, taught_minutes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (district_id, coach_id)
        DO UPDATE SET week_minutes = excluded.week_minutes, fte_percent = excluded.fte_percent,
                      cycle_percent = excluded.cycle_percent,
                      meeting_minutes = excluded.meeting_minutes, visits = excluded.visits,
                      visit_minutes = excluded.visit_minutes,
                      preparation_minutes = excluded.preparation_minutes,
                      travel_minutes = excluded.travel_minutes,
                      taught_minutes = excluded.taught_minutes)"};
constexpr Sql rule{"rounds.rule", R"(
    SELECT number, criteria, published_at
      FROM priority_rule
     WHERE district_id = $1
     ORDER BY number DESC
     LIMIT 1)"};
constexpr Sql add_rule{"rounds.add_rule", R"(
    INSERT INTO priority_rule (district_id, number, criteria, published_by, published_at)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql coaches{"rounds.coaches", R"(
    SELECT COUNT(*)
      FROM role_held h
     WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'coach'
       AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3
       AND NOT EXISTS (SELECT 1 FROM role_held v
                        WHERE v.district_id = $1 AND v.person_id = $2 AND v.role = 'principal'
                          AND COALESCE(v.begins_on, $3) <= $3 AND COALESCE(v.ends_on, $3) >= $3))"};
constexpr Sql teaches{"rounds.teaches", R"(
    SELECT COUNT(*)
      FROM role_held h
     WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'teacher'
       AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)"};
constexpr Sql mine{"rounds.mine", R"(
    SELECT e.id, e.teacher_id, p.name, '', e.invited_at, e.answered_at, e.accepted_at, e.round,
           e.coach_id, COALESCE(c.name, ''), e.is_beyond, 0, 0, 0, 0
      FROM enrolment e
      JOIN person p ON p.district_id = e.district_id AND p.id = e.teacher_id
      LEFT JOIN person c ON c.district_id = e.district_id AND c.id = e.coach_id
     WHERE e.district_id = $1 AND e.teacher_id = $2 AND e.school_year = $3)"};
constexpr Sql taken{"rounds.taken", R"(
    SELECT e.id, e.teacher_id, p.name, COALESCE(b.name, ''), e.invited_at, e.answered_at,
           e.accepted_at, e.round, e.coach_id, '', e.is_beyond, 0, 0, 0, 0
      FROM enrolment e
      JOIN person p ON p.district_id = e.district_id AND p.id = e.teacher_id
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE e.district_id = $1 AND e.coach_id = $2 AND e.school_year = $3
       AND e.accepted_at IS NOT NULL
     ORDER BY e.round, p.sort_name, p.id)"};
constexpr Sql waiting{"rounds.waiting", R"(
    WITH mine (building_id) AS (
        SELECT h.building_id
          FROM role_held h
         WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'coach'
           AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3
           AND NOT EXISTS (SELECT 1 FROM role_held v
                            WHERE v.district_id = $1 AND v.person_id = $2 AND v.role = 'principal'
                              AND COALESCE(v.begins_on, $3) <= $3
                              AND COALESCE(v.ends_on, $3) >= $3)
    ), staff (building_id, size) AS (
        SELECT p.building_id, COUNT(DISTINCT p.id)
          FROM role_held h
          JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
         WHERE h.district_id = $1 AND h.role = 'teacher' AND p.ended_on IS NULL
         GROUP BY p.building_id
    ), served (building_id, size) AS (
        SELECT p.building_id, COUNT(*)
          FROM enrolment o
          JOIN person p ON p.district_id = o.district_id AND p.id = o.teacher_id
         WHERE o.district_id = $1 AND o.school_year = $4 AND o.accepted_at IS NOT NULL
         GROUP BY p.building_id
    )
    SELECT e.id, e.teacher_id, p.name, COALESCE(b.name, ''), e.invited_at, e.answered_at,
           e.accepted_at, e.round, e.coach_id, '', e.is_beyond,
           (SELECT COUNT(*) FROM cycle_member m
             WHERE m.district_id = $1 AND m.person_id = e.teacher_id AND m.agreed_at IS NOT NULL),
           (SELECT COUNT(*) FROM enrolment o
             WHERE o.district_id = $1 AND o.teacher_id = e.teacher_id AND o.school_year < $4
               AND o.round > 0 AND o.accepted_at IS NULL),
           COALESCE(served.size, 0), COALESCE(staff.size, 0)
      FROM enrolment e
      JOIN person p ON p.district_id = e.district_id AND p.id = e.teacher_id
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN staff ON staff.building_id = p.building_id
      LEFT JOIN served ON served.building_id = p.building_id
     WHERE e.district_id = $1 AND e.school_year = $4 AND e.round > 0 AND e.accepted_at IS NULL
       AND p.ended_on IS NULL AND p.id <> $2
       AND EXISTS (SELECT 1 FROM mine
                    WHERE mine.building_id IS NULL OR mine.building_id = p.building_id)
     ORDER BY e.answered_at, e.id)"};
constexpr Sql cycles_now{"rounds.cycles_now", R"(
    SELECT COUNT(DISTINCT m.person_id)
      FROM cycle c
      JOIN cycle_member m ON m.district_id = c.district_id AND m.cycle_id = c.id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND c.state <> 'closed'
       AND m.agreed_at IS NOT NULL AND m.left_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM enrolment e
                        WHERE e.district_id = $1 AND e.teacher_id = m.person_id
                          AND e.coach_id = $2 AND e.school_year = $3
                          AND e.accepted_at IS NOT NULL))"};
constexpr Sql not_invited{"rounds.not_invited", R"(
    SELECT DISTINCT p.id, p.sort_name
      FROM role_held h
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE h.district_id = $1 AND h.role = 'teacher' AND p.ended_on IS NULL AND p.id <> $2
       AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3
       AND EXISTS (SELECT 1 FROM role_held c
                    WHERE c.district_id = $1 AND c.person_id = $2 AND c.role = 'coach'
                      AND COALESCE(c.begins_on, $3) <= $3 AND COALESCE(c.ends_on, $3) >= $3
                      AND (c.building_id IS NULL OR c.building_id = p.building_id))
       AND NOT EXISTS (SELECT 1 FROM enrolment e
                        WHERE e.district_id = $1 AND e.teacher_id = p.id AND e.school_year = $4
                          AND (e.invited_at IS NOT NULL OR e.answered_at IS NOT NULL))
     ORDER BY p.sort_name, p.id)"};
constexpr Sql in_reach{"rounds.in_reach", R"(
    SELECT COUNT(*)
      FROM enrolment e
      JOIN person p ON p.district_id = e.district_id AND p.id = e.teacher_id
     WHERE e.district_id = $1 AND e.id = $4 AND p.id <> $2
       AND EXISTS (SELECT 1 FROM role_held c
                    WHERE c.district_id = $1 AND c.person_id = $2 AND c.role = 'coach'
                      AND COALESCE(c.begins_on, $3) <= $3 AND COALESCE(c.ends_on, $3) >= $3
                      AND (c.building_id IS NULL OR c.building_id = p.building_id))
       AND NOT EXISTS (SELECT 1 FROM role_held v
                        WHERE v.district_id = $1 AND v.person_id = $2 AND v.role = 'principal'
                          AND COALESCE(v.begins_on, $3) <= $3 AND COALESCE(v.ends_on, $3) >= $3))"};
constexpr Sql insert_invited{"rounds.insert_invited", R"(
    INSERT INTO enrolment (district_id, id, teacher_id, school_year, invited_by, invited_at)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql put_answer{"rounds.put_answer", R"(
    INSERT INTO enrolment (district_id, id, teacher_id, school_year, round, answered_at)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (district_id, teacher_id, school_year)
        DO UPDATE SET round = excluded.round, answered_at = excluded.answered_at, coach_id = NULL,
                      accepted_at = NULL, is_beyond = FALSE)"};
constexpr Sql accept{"rounds.accept", R"(
    UPDATE enrolment
       SET coach_id = $3, accepted_at = $4, is_beyond = $5, round = $6
     WHERE district_id = $1 AND id = $2 AND accepted_at IS NULL AND round > 0)"};
}  // namespace sql

namespace {

Day role_day(ReadTx& tx) { return Zone::utc().day(tx.now()); }

Enrolment enrolment_of(const db::Row& row) {
    Enrolment made;
    made.id = row.id<EnrolmentId>(0);
    made.teacher = row.id<PersonId>(1);
    made.teacher_name = row.text(2);
    made.building = row.text(3);
    made.invited_at = row.maybe_instant(4);
    made.answered_at = row.maybe_instant(5);
    made.accepted_at = row.maybe_instant(6);
    if (!row.is_null(7)) made.round = row.integer(7);
    made.coach = row.maybe_id<PersonId>(8);
    made.coach_name = row.text(9);
    made.is_beyond = row.flag(10);
    made.had_cycle = row.integer(11) > 0;
    made.earlier_years = row.integer(12);
    made.reached = row.integer(13);
    made.teachers = row.integer(14);
    return made;
}

std::vector<Criterion> criteria_in(std::string_view codes) {
    std::vector<Criterion> found;
    while (!codes.empty()) {
        const auto one = codes.substr(0, codes.find(','));
        codes.remove_prefix(std::min(one.size() + 1, codes.size()));
        if (const auto criterion = parse_criterion(one)) found.push_back(*criterion);
    }
    return found;
}

}  // namespace

Week week_of(ReadTx& tx, PersonId coach) {
    const auto said = tx.maybe<Week>(
        sql::week,
        [](const db::Row& row) {
            return Week{row.integer(0), row.integer(1), row.integer(2),
                        row.integer(3), row.integer(4), row.integer(5),
                        row.integer(6), row.integer(7), row.integer(8)};
        },
        tx.district(), coach);
    return said.value_or(Week{});
}

Rule rule(ReadTx& tx) {
    const auto newest = tx.maybe<Rule>(
        sql::rule,
        [](const db::Row& row) {
            return Rule{row.integer(0), criteria_in(row.view(1)), row.instant(2)};
        },
        tx.district());
    return newest.value_or(Rule{});
}

std::optional<Enrolment> mine(ReadTx& tx, int school_year) {
    return tx.maybe<Enrolment>(sql::mine, enrolment_of, tx.district(), tx.actor(), school_year);
}

std::vector<Enrolment> waiting(ReadTx& tx, int school_year) {
    return tx.all<Enrolment>(sql::waiting, enrolment_of, tx.district(), tx.actor(), role_day(tx),
                             school_year);
}

bool is_in_reach(ReadTx& tx, EnrolmentId id) {
    return tx.number(sql::in_reach, tx.district(), tx.actor(), role_day(tx), id) > 0;
}

std::vector<Enrolment> taken_by_me(ReadTx& tx, int school_year) {
    return tx.all<Enrolment>(sql::taken, enrolment_of, tx.district(), tx.actor(), school_year);
}

bool is_coach(ReadTx& tx) {
    return tx.number(sql::coaches, tx.district(), tx.actor(), role_day(tx)) > 0;
}

std::int64_t cycles_now(ReadTx& tx) {
    return tx.number(sql::cycles_now, tx.district(), tx.actor(), school_year(store::today(tx)));
}

namespace store {

Day today(ReadTx& tx) { return districts::zone(tx).day(tx.now()); }

void put_week(WriteTx& tx, const Week& week) {
    tx.run(sql::put_week, tx.district(), tx.actor(), week.week, week.fte_percent,
           week.cycle_percent, week.meeting, week.visits, week.visit, week.preparation, week.travel,
           week.taught);
}

void add_rule(WriteTx& tx, const Rule& rule) {
    std::string codes;
    for (const Criterion one : rule.criteria) {
        codes += (codes.empty() ? "" : ",") + std::string(code(one));
    }
    tx.run(sql::add_rule, tx.district(), rule.number, codes, tx.actor(), tx.now());
}

std::vector<PersonId> not_invited(ReadTx& tx, int school_year) {
    return tx.all<PersonId>(
        sql::not_invited, [](const db::Row& row) { return row.id<PersonId>(0); }, tx.district(),
        tx.actor(), role_day(tx), school_year);
}

EnrolmentId mark_invited(WriteTx& tx, PersonId teacher, int school_year) {
    const auto id = tx.new_id<EnrolmentId>();
    tx.run(sql::insert_invited, tx.district(), id, teacher, school_year, tx.actor(), tx.now());
    return id;
}

void put_answer(WriteTx& tx, int school_year, std::int64_t round) {
    tx.run(sql::put_answer, tx.district(), tx.new_id<EnrolmentId>(), tx.actor(), school_year, round,
           tx.now());
}

bool mark_accepted(WriteTx& tx, const Outlook& look) {
    return tx.run(sql::accept, tx.district(), look.enrolment.id, tx.actor(), tx.now(),
                  look.is_beyond(), look.round) > 0;
}

bool teaches(ReadTx& tx) {
    return tx.number(sql::teaches, tx.district(), tx.actor(), role_day(tx)) > 0;
}

}  // namespace store

}  // namespace rapport::rounds
