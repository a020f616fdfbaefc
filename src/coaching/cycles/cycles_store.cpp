#include "coaching/cycles/cycles_store.hpp"

#include <algorithm>

#include "kernel/text/text.hpp"

namespace rapport::cycles::store {

namespace sql {
// The actor is $2; $3 one cycle, or ''. Whoever has left sees nothing, nor does who evaluates on
// the day $4, whatever else they are.
constexpr Sql cycles{"cycles.seen", R"(
    SELECT c.id, c.coach_id, p.name, c.template, c.template_number, c.state, c.stage, c.outcome,
           c.topic, c.goal, c.peers, c.unit, c.standard, c.target, c.toward, c.try_words,
           c.with_words, c.moves, c.celebration, c.weeks, c.made_at, c.begun_on, c.closed_at,
           c.follows_id, COALESCE(c.follows_as, ''), c.version,
           (SELECT MIN(s.check_on)
              FROM cycle_step s
             WHERE s.district_id = $1 AND s.cycle_id = c.id AND s.done_at IS NULL)
      FROM cycle c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.coach_id
     WHERE c.district_id = $1 AND ($3 = '' OR c.id = $3)
       AND (c.coach_id = $2
            OR EXISTS (SELECT 1
                         FROM cycle_member m
                        WHERE m.district_id = $1 AND m.cycle_id = c.id AND m.person_id = $2
                          AND m.left_at IS NULL))
       AND NOT EXISTS (SELECT 1
                         FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $4) <= $4 AND COALESCE(h.ends_on, $4) >= $4)
     ORDER BY CASE WHEN c.closed_at IS NULL THEN 0 ELSE 1 END, c.made_at DESC, c.id DESC)"};
constexpr Sql members{"cycles.members", R"(
    SELECT m.cycle_id, m.person_id, p.name, m.agreed_at, a.last_on
      FROM cycle c
      JOIN cycle_member m ON m.district_id = c.district_id AND m.cycle_id = c.id
      JOIN person p ON p.district_id = m.district_id AND p.id = m.person_id
      LEFT JOIN acquaintance a
        ON a.district_id = c.district_id AND a.coach_id = c.coach_id AND a.person_id = m.person_id
     WHERE c.district_id = $1 AND ($3 = '' OR c.id = $3) AND m.left_at IS NULL
       AND (c.coach_id = $2
            OR EXISTS (SELECT 1
                         FROM cycle_member o
                        WHERE o.district_id = $1 AND o.cycle_id = c.id AND o.person_id = $2
                          AND o.left_at IS NULL))
     ORDER BY p.sort_name, p.id)"};
constexpr Sql insert{"cycles.insert", R"(
    INSERT INTO cycle (district_id, id, coach_id, template, template_number, topic, state, goal,
                       unit, standard, target, toward, try_words, with_words, moves, weeks, made_at,
                       follows_id, follows_as)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19))"};
constexpr Sql save{"cycles.save", R"(
    UPDATE cycle
       SET state = $3, stage = $4, outcome = $5, topic = $6, goal = $7, peers = $8, unit = $9,
           standard = $10, target = $11, toward = $12, try_words = $13, with_words = $14,
           moves = $15, celebration = $16, begun_on = $17, closed_at = $18, version = $19
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql put_member{"cycles.put_member", R"(
    INSERT INTO cycle_member (district_id, cycle_id, person_id, asked_at)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (district_id, cycle_id, person_id)
        DO UPDATE SET asked_at = excluded.asked_at, agreed_at = NULL, left_at = NULL,
                      profile = NULL)"};
constexpr Sql set_agreed{"cycles.set_agreed", R"(
    UPDATE cycle_member
       SET agreed_at = $4, profile = $5
     WHERE district_id = $1 AND cycle_id = $2 AND person_id = $3)"};
constexpr Sql set_left{"cycles.set_left", R"(
    UPDATE cycle_member
       SET left_at = $4
     WHERE district_id = $1 AND cycle_id = $2 AND person_id = $3)"};
constexpr Sql append_event{"cycles.append_event", R"(
    INSERT INTO cycle_event (district_id, cycle_id, seq, at, actor_id, act, stage)
    SELECT $1, $2, COALESCE(MAX(e.seq), 0) + 1, $3, $4, $5, $6
      FROM cycle_event e
     WHERE e.district_id = $1 AND e.cycle_id = $2)"};
}  // namespace sql

namespace {

void fill_words(const db::Row& row, Cycle& cycle) {
    cycle.goal = {.topic = row.text(8),
                  .goal = row.text(9),
                  .unit = row.text(11),
                  .standard = row.text(12),
                  .target = row.text(13),
                  .peers = parted(row.view(10))};
    cycle.plan = {.toward = row.text(14), .trying = row.text(15), .with = row.text(16)};
    cycle.moves = parted(row.view(17));
    cycle.celebration = row.text(18);
}

Cycle cycle_of(const db::Row& row) {
    Cycle cycle;
    cycle.id = row.id<CycleId>(0);
    cycle.coach = row.id<PersonId>(1);
    cycle.coach_name = row.text(2);
    cycle.template_code = row.text(3);
    cycle.template_number = row.integer(4);
    cycle.state = parse_state(row.view(5)).value();
    cycle.stage = static_cast<int>(row.integer(6));
    if (!row.is_null(7)) cycle.outcome = parse_outcome(row.view(7));
    fill_words(row, cycle);
    cycle.weeks = static_cast<int>(row.integer(19));
    cycle.made_at = row.instant(20);
    cycle.begun_on = row.maybe_day(21);
    cycle.closed_at = row.maybe_instant(22);
    cycle.follows = row.maybe_id<CycleId>(23);
    cycle.follows_as = row.text(24);
    cycle.version = row.integer(25);
    cycle.next_on = row.maybe_day(26);
    return cycle;
}

std::optional<std::string_view> maybe_text(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return text;
}

}  // namespace

std::string joined(const std::vector<std::string>& codes) {
    std::string all;
    for (const std::string& one : codes) all += (all.empty() ? "" : ",") + one;
    return all;
}

std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> codes;
    if (text.empty()) return codes;
    for (const std::string_view one : text::split(text, ',')) codes.emplace_back(one);
    return codes;
}

std::vector<Cycle> cycles(ReadTx& tx, std::string_view cycle) {
    auto found = tx.all<Cycle>(sql::cycles, cycle_of, tx.district(), tx.actor(), cycle,
                               Zone::utc().day(tx.now()));
    if (found.empty()) return found;
    const auto add = [&](const db::Row& row) {
        const auto at = std::ranges::find(found, row.id<CycleId>(0), &Cycle::id);
        if (at == found.end()) return;
        at->members.push_back({row.id<PersonId>(1), row.text(2), row.maybe_instant(3)});
        const auto last_on = row.maybe_day(4);
        if (last_on && (!at->last_contact_on || *at->last_contact_on < *last_on)) {
            at->last_contact_on = last_on;
        }
    };
    tx.each(sql::members, add, tx.district(), tx.actor(), cycle);
    return found;
}

void insert(WriteTx& tx, const Cycle& cycle) {
    tx.run(sql::insert, tx.district(), cycle.id, cycle.coach, cycle.template_code,
           cycle.template_number, cycle.goal.topic, code(cycle.state), cycle.goal.goal,
           cycle.goal.unit, cycle.goal.standard, cycle.goal.target, cycle.plan.toward,
           cycle.plan.trying, cycle.plan.with, joined(cycle.moves), cycle.weeks, cycle.made_at,
           cycle.follows, maybe_text(cycle.follows_as));
}

void save(WriteTx& tx, Cycle& cycle) {
    cycle.version += 1;
    std::optional<std::string_view> outcome;
    if (cycle.outcome) outcome = code(*cycle.outcome);
    tx.run(sql::save, tx.district(), cycle.id, code(cycle.state), cycle.stage, outcome,
           cycle.goal.topic, cycle.goal.goal, joined(cycle.goal.peers), cycle.goal.unit,
           cycle.goal.standard, cycle.goal.target, cycle.plan.toward, cycle.plan.trying,
           cycle.plan.with, joined(cycle.moves), cycle.celebration, cycle.begun_on, cycle.closed_at,
           cycle.version);
}

void put_member(WriteTx& tx, CycleId cycle, PersonId person) {
    tx.run(sql::put_member, tx.district(), cycle, person, tx.now());
}

void mark_agreed(WriteTx& tx, CycleId cycle, PersonId person, agreements::Profile profile) {
    tx.run(sql::set_agreed, tx.district(), cycle, person, tx.now(), agreements::code(profile));
}

void mark_left(WriteTx& tx, CycleId cycle, PersonId person) {
    tx.run(sql::set_left, tx.district(), cycle, person, tx.now());
}

void append_event(WriteTx& tx, const Cycle& cycle, std::string_view act) {
    tx.run(sql::append_event, tx.district(), cycle.id, tx.now(), tx.actor(), act, cycle.stage);
}

}  // namespace rapport::cycles::store
