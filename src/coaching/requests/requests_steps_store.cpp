// The steps of a request, who can see it, and every change to it.

#include "coaching/requests/requests_store.hpp"

namespace rapport::requests::store {

namespace sql {
constexpr Sql steps{"requests.steps", R"(
    SELECT s.seq, s.at, s.actor_id, COALESCE(a.name, ''), s.step, s.branch,
           COALESCE(s.other_id, ''), COALESCE(o.name, ''), s.words, s.instead, s.planned_for
      FROM request_step s
      LEFT JOIN person a ON a.district_id = s.district_id AND a.id = s.actor_id
      LEFT JOIN person o ON o.district_id = s.district_id AND o.id = s.other_id
     WHERE s.district_id = $1 AND s.request_id = $2
     ORDER BY s.seq
     LIMIT 200)"};
constexpr Sql last_actor{"requests.last_actor", R"(
    SELECT COALESCE(a.name, '')
      FROM request_step s
      LEFT JOIN person a ON a.district_id = s.district_id AND a.id = s.actor_id
     WHERE s.district_id = $1 AND s.request_id = $2
     ORDER BY s.seq DESC
     LIMIT 1)"};
// The mirror of the condition in requests_store.cpp; requests_seen_test.cpp holds the two together.
constexpr Sql seers{"requests.seers", R"(
    SELECT p.name,
           CASE WHEN p.id = $2 THEN 1 ELSE 0 END,
           CASE WHEN w.covers = 1 THEN 1 ELSE 0 END,
           CASE WHEN p.id = $4 THEN 1 ELSE 0 END,
           CASE WHEN p.id = $3 THEN 1 ELSE 0 END,
           COALESCE(w.coaches, 0)
      FROM person p
      LEFT JOIN (SELECT c.person_id,
                        MAX(CASE WHEN c.building_id IS NULL OR $5 = '' OR c.building_id = $5
                                 THEN 1 ELSE 0 END) AS covers,
                        MAX(CASE WHEN c.role = 'coach' THEN 1 ELSE 0 END) AS coaches
                   FROM role_held c
                  WHERE c.district_id = $1 AND c.role IN ('coach', 'technician')
                    AND (c.begins_on IS NULL OR c.begins_on <= $6)
                    AND (c.ends_on IS NULL OR c.ends_on >= $6)
                    AND NOT EXISTS (SELECT 1 FROM role_held x
                                     WHERE x.district_id = $1 AND x.person_id = c.person_id
                                       AND x.role = 'principal'
                                       AND (x.begins_on IS NULL OR x.begins_on <= $6)
                                       AND (x.ends_on IS NULL OR x.ends_on >= $6))
                  GROUP BY c.person_id) w ON w.person_id = p.id
     WHERE p.district_id = $1 AND (p.ended_on IS NULL OR p.ended_on > $6)
       AND (p.id = $2 OR w.covers = 1 OR (w.covers = 0 AND (p.id = $3 OR p.id = $4)))
     ORDER BY p.sort_name, p.id)"};
constexpr Sql insert{"requests.insert", R"(
    INSERT INTO request (district_id, id, teacher_id, entered_by, building_id, words, times, state,
                         branch, holder_id, severity, impact, priority, made_at, answer_by,
                         finish_by, answered_at, due_at, split_from_id, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
            1))"};
constexpr Sql save{"requests.save", R"(
    UPDATE request
       SET state = $4, branch = $5, holder_id = $6, severity = $7, impact = $8, priority = $9,
           answer_by = $10, finish_by = $11, answered_at = $12, scheduled_for = $13,
           closed_at = $14, due_at = $15, duplicate_of_id = $16, version = version + 1
     WHERE district_id = $1 AND id = $2 AND version = $3)"};
constexpr Sql append{"requests.append", R"(
    INSERT INTO request_step (district_id, request_id, seq, at, actor_id, step, branch, other_id,
                              words, instead, planned_for)
    SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), COALESCE(MAX(seq), 0) + 1, CAST($3 AS BIGINT),
           CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS TEXT),
           CAST($8 AS TEXT), CAST($9 AS TEXT), CAST($10 AS BIGINT)
      FROM request_step
     WHERE district_id = $1 AND request_id = $2)"};
}  // namespace sql

namespace {

std::optional<std::string_view> maybe_code(const std::optional<Branch>& branch) {
    if (!branch) return std::nullopt;
    return code(*branch);
}

Step step_of(const db::Row& row) {
    Step step;
    step.seq = row.integer(0);
    step.at = row.instant(1);
    step.actor = row.id<PersonId>(2);
    step.actor_name = row.text(3);
    step.step = row.text(4);
    if (!row.is_null(5)) step.branch = parse_branch(row.view(5));
    step.other_id = row.text(6);
    step.other_name = row.text(7);
    step.words = row.text(8);
    step.instead = row.text(9);
    step.planned_for = row.maybe_instant(10);
    return step;
}

}  // namespace

std::vector<Step> steps(ReadTx& tx, RequestId request) {
    return tx.all<Step>(sql::steps, step_of, tx.district(), request);
}

std::string last_actor(ReadTx& tx, RequestId request) {
    return tx
        .maybe<std::string>(
            sql::last_actor, [](const db::Row& row) { return row.text(0); }, tx.district(), request)
        .value_or("");
}

std::vector<SeerRow> seers(ReadTx& tx, const Hand& hand) {
    const std::string building = hand.building ? hand.building->text() : "";
    return tx.all<SeerRow>(
        sql::seers,
        [](const db::Row& row) {
            return SeerRow{.name = row.text(0),
                           .is_teacher = row.flag(1),
                           .covers = row.flag(2),
                           .holds = row.flag(3),
                           .entered = row.flag(4),
                           .coaches = row.flag(5)};
        },
        tx.district(), hand.line.teacher, hand.entered_by, hand.line.holder, building,
        hand.sight.today);
}

void insert(WriteTx& tx, const Hand& hand) {
    const RequestLine& line = hand.line;
    tx.run(sql::insert, tx.district(), line.id, line.teacher, hand.entered_by, hand.building,
           line.words, line.times, code(line.state), maybe_code(line.branch), line.holder,
           hand.severity, hand.impact, line.priority, line.made_at, line.answer_by, line.finish_by,
           line.answered_at, line.due_at, hand.split_from);
}

void save(WriteTx& tx, Hand& hand) {
    RequestLine& line = hand.line;
    const auto changed = tx.run(sql::save, tx.district(), line.id, line.version, code(line.state),
                                maybe_code(line.branch), line.holder, hand.severity, hand.impact,
                                line.priority, line.answer_by, line.finish_by, line.answered_at,
                                line.scheduled_for, line.closed_at, line.due_at, hand.duplicate_of);
    // The transaction is serializable and read this version itself.
    must(changed == 1, "a request moved under its own transaction");
    ++line.version;
}

void append(WriteTx& tx, RequestId request, const Step& step) {
    std::optional<std::string_view> other;
    if (!step.other_id.empty()) other = step.other_id;
    tx.run(sql::append, tx.district(), request, tx.now(), tx.actor(), step.step,
           maybe_code(step.branch), other, step.words, step.instead, step.planned_for);
}

}  // namespace rapport::requests::store
