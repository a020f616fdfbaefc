// What lies in a cycle: evidence and steps; and what is shared of it.
#include "coaching/cycles/cycles_store.hpp"

namespace rapport::cycles::store {

namespace sql {
constexpr Sql evidence{"cycles.evidence", R"(
    SELECT id, moment, looked_on, source, not_yet, on_the_way, there, beyond, words
      FROM cycle_evidence
     WHERE district_id = $1 AND cycle_id = $2
     ORDER BY looked_on, kept_at, id)"};
constexpr Sql steps{"cycles.steps", R"(
    SELECT s.id, s.who_id, p.name, s.words, s.check_on, s.done_at
      FROM cycle_step s
      JOIN person p ON p.district_id = s.district_id AND p.id = s.who_id
     WHERE s.district_id = $1 AND s.cycle_id = $2
     ORDER BY CASE WHEN s.done_at IS NULL THEN 0 ELSE 1 END, s.check_on, s.made_at, s.id)"};
constexpr Sql insert_evidence{"cycles.insert_evidence", R"(
    INSERT INTO cycle_evidence (district_id, id, cycle_id, moment, looked_on, source, not_yet,
                                on_the_way, there, beyond, words, kept_by, kept_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))"};
constexpr Sql remove_evidence{"cycles.remove_evidence", R"(
    DELETE FROM cycle_evidence
     WHERE district_id = $1 AND cycle_id = $2 AND id = $3)"};
constexpr Sql insert_step{"cycles.insert_step", R"(
    INSERT INTO cycle_step (district_id, id, cycle_id, who_id, words, check_on, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql set_step_done{"cycles.set_step_done", R"(
    UPDATE cycle_step
       SET done_at = $4
     WHERE district_id = $1 AND cycle_id = $2 AND id = $3)"};
// The actor is $2, a principal today ($3) of the building where the teacher works. Only what a
// teacher agreed to, as the profile of that day said.
constexpr Sql shared{"cycles.shared", R"(
    SELECT t.name, p.name, c.topic, c.goal, m.profile, COALESCE(c.outcome, ''), c.state
      FROM cycle_member m
      JOIN cycle c ON c.district_id = m.district_id AND c.id = m.cycle_id
      JOIN person t ON t.district_id = m.district_id AND t.id = m.person_id
      JOIN person p ON p.district_id = c.district_id AND p.id = c.coach_id
     WHERE m.district_id = $1 AND m.profile IN ('topic', 'open') AND m.left_at IS NULL
       AND m.agreed_at IS NOT NULL
       AND EXISTS (SELECT 1
                     FROM role_held h
                    WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                      AND (h.building_id IS NULL OR h.building_id = t.building_id)
                      AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY t.sort_name, t.id, c.made_at DESC
     LIMIT 500)"};
constexpr Sql principals{"cycles.principals", R"(
    SELECT p.name, MAX(CASE WHEN m.profile = 'open' THEN 1 ELSE 0 END)
      FROM cycle_member m
      JOIN person t ON t.district_id = m.district_id AND t.id = m.person_id
      JOIN role_held h
        ON h.district_id = m.district_id AND h.role = 'principal'
       AND (h.building_id IS NULL OR h.building_id = t.building_id)
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE m.district_id = $1 AND m.cycle_id = $2 AND m.profile IN ('topic', 'open')
       AND m.left_at IS NULL AND m.agreed_at IS NOT NULL
       AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3
     GROUP BY p.id, p.name, p.sort_name
     ORDER BY p.sort_name)"};
}  // namespace sql

namespace {

Evidence evidence_of(const db::Row& row) {
    Evidence one;
    one.id = row.id<EvidenceId>(0);
    one.moment = parse_moment(row.view(1)).value();
    one.on = row.day(2);
    one.source = row.text(3);
    one.words = row.text(8);
    if (row.is_null(4)) return one;
    one.levels = Levels{{row.integer(4), row.integer(5), row.integer(6), row.integer(7)}};
    return one;
}

Shared shared_of(const db::Row& row) {
    const bool is_open = row.view(4) == "open";
    return {.teacher_name = row.text(0),
            .coach_name = row.text(1),
            .topic = row.text(2),
            .goal = is_open ? row.text(3) : "",
            .is_met = is_open && row.view(5) == "met",
            .is_closed = row.view(6) == "closed"};
}

}  // namespace

std::vector<Evidence> evidence(ReadTx& tx, CycleId cycle) {
    return tx.all<Evidence>(sql::evidence, evidence_of, tx.district(), cycle);
}

std::vector<Step> steps(ReadTx& tx, CycleId cycle) {
    const auto step_of = [](const db::Row& row) {
        return Step{.id = row.id<StepId>(0),
                    .who = row.id<PersonId>(1),
                    .who_name = row.text(2),
                    .words = row.text(3),
                    .check_on = row.day(4),
                    .is_done = !row.is_null(5)};
    };
    return tx.all<Step>(sql::steps, step_of, tx.district(), cycle);
}

std::vector<Shared> shared(ReadTx& tx, Day today) {
    return tx.all<Shared>(sql::shared, shared_of, tx.district(), tx.actor(), today);
}

std::vector<Seer> principals(ReadTx& tx, CycleId cycle, Day today) {
    const auto seer_of = [](const db::Row& row) {
        return Seer{row.text(0), row.flag(1) ? Key{"cycles.seen_as_principal_open"}
                                             : Key{"cycles.seen_as_principal"}};
    };
    return tx.all<Seer>(sql::principals, seer_of, tx.district(), cycle, today);
}

void insert_evidence(WriteTx& tx, CycleId cycle, const Evidence& one) {
    std::optional<std::int64_t> at[level_count];
    for (int i = 0; one.levels && i < level_count; ++i) at[i] = one.levels->at[i];
    tx.run(sql::insert_evidence, tx.district(), one.id, cycle, code(one.moment), one.on, one.source,
           at[0], at[1], at[2], at[3], one.words, tx.actor(), tx.now());
}

bool remove_evidence(WriteTx& tx, CycleId cycle, EvidenceId evidence) {
    return tx.run(sql::remove_evidence, tx.district(), cycle, evidence) > 0;
}

void insert_step(WriteTx& tx, CycleId cycle, const Step& step) {
    tx.run(sql::insert_step, tx.district(), step.id, cycle, step.who, step.words, step.check_on,
           tx.now());
}

bool put_step_done(WriteTx& tx, CycleId cycle, StepId step, std::optional<Instant> at) {
    return tx.run(sql::set_step_done, tx.district(), cycle, step, at) > 0;
}

}  // namespace rapport::cycles::store
