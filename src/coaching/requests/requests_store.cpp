// Reading requests. Who sees what is one condition, the same to the letter in every statement here:
// requests_seen_test.cpp counts them. The teacher concerned; and, of those who work in a branch
// today and evaluate nobody, who entered the request, who has it, and who covers its building. One
// without a building belongs to every branch worker, so that none is lost.
//
// $1 is the district, $2 who asks, $3 whether they work in a branch, $4 whether district-wide, $5
// the date their roles are looked at.

#include "coaching/requests/requests_store.hpp"

#include <algorithm>

namespace rapport::requests::store {

namespace sql {
// Rides request_open. $9 is a state, or empty for all.
constexpr Sql open{"requests.open", R"(
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.closed_at IS NULL AND (r.made_at, r.id) > ($6, $7)
       AND ($9 = '' OR r.state = $9)
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.made_at, r.id
     LIMIT $8)"};
// Rides request_holder.
constexpr Sql held{"requests.held", R"(
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.holder_id = $2 AND r.closed_at IS NULL
       AND (r.made_at, r.id) > ($6, $7)
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.made_at, r.id
     LIMIT $8)"};
// Rides request_branch.
constexpr Sql branch{"requests.branch", R"(
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.branch = $9 AND r.closed_at IS NULL
       AND (r.made_at, r.id) > ($6, $7)
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.made_at, r.id
     LIMIT $8)"};
// Rides request_due.
constexpr Sql due{"requests.due", R"(
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.closed_at IS NULL AND r.due_at > $9 AND r.due_at <= $10
       AND (r.due_at, r.id) > ($6, $7)
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.due_at, r.id
     LIMIT $8)"};
// Rides request_closed, backwards.
constexpr Sql finished{"requests.finished", R"(
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.closed_at IS NOT NULL AND (r.closed_at, r.id) < ($6, $7)
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.closed_at DESC, r.id DESC
     LIMIT $8)"};
// Rides request_open: there are never many open ones. $6, $7: the branches somebody works in. A
// visit planned for a later day than $8 waits for nobody.
constexpr Sql on_desk{"requests.on_desk", R"(
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.closed_at IS NULL
       AND (r.holder_id = $2
            OR (r.holder_id IS NULL
                AND (r.branch IS NULL OR (r.branch = 'coach' AND $6 = TRUE)
                     OR (r.branch = 'support' AND $7 = TRUE))))
       AND (r.scheduled_for IS NULL OR r.state <> 'scheduled' OR r.scheduled_for < $8)
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.made_at, r.id
     LIMIT $9)"};
// Rides request_teacher, backwards.
constexpr Sql of_teacher{"requests.of_teacher", R"(
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.teacher_id = $6
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.made_at DESC, r.id DESC
     LIMIT $7)"};
// Rides request_teacher.
constexpr Sql open_of{"requests.open_of", R"(
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.teacher_id = $6 AND r.closed_at IS NULL
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.made_at, r.id
     LIMIT 50)"};
// The key.
constexpr Sql one{"requests.one", R"(
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.id = $6
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5))))))"};
}  // namespace sql

namespace {

const Zone* zone_of(const db::Row& row, const Sight& sight) {
    const auto name = row.view(4);
    if (name.empty()) return sight.zone;
    const Zone* zone = Zone::find(name);
    return zone != nullptr ? zone : sight.zone;
}

std::optional<int> small(const db::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return static_cast<int>(row.integer(column));
}

RequestLine line_of(const db::Row& row, const Sight& sight) {
    RequestLine line;
    line.id = row.id<RequestId>(0);
    line.teacher = row.id<PersonId>(1);
    line.teacher_name = row.text(2);
    line.building_name = row.text(3);
    line.zone = zone_of(row, sight);
    line.words = row.text(5);
    line.times = row.text(6);
    line.state = parse_state(row.view(7)).value();
    if (!row.is_null(8)) line.branch = parse_branch(row.view(8));
    line.holder = row.maybe_id<PersonId>(9);
    line.holder_name = row.text(10);
    line.priority = small(row, 11);
    line.made_at = row.instant(12);
    line.answer_by = row.maybe_instant(13);
    line.finish_by = row.maybe_instant(14);
    line.answered_at = row.maybe_instant(15);
    line.scheduled_for = row.maybe_instant(16);
    line.closed_at = row.maybe_instant(17);
    line.due_at = row.maybe_instant(18);
    line.version = row.integer(19);
    return line;
}

Hand hand_of(const db::Row& row, const Sight& sight) {
    Hand hand;
    hand.line = line_of(row, sight);
    hand.sight = sight;
    hand.entered_by = row.id<PersonId>(20);
    hand.entered_by_name = row.text(21);
    hand.building = row.maybe_id<BuildingId>(22);
    hand.severity = small(row, 23);
    hand.impact = small(row, 24);
    hand.split_from = row.maybe_id<RequestId>(25);
    hand.duplicate_of = row.maybe_id<RequestId>(26);
    return hand;
}

constexpr int related_max = 200;

template <class... A>
std::vector<RequestLine> lines(ReadTx& tx, const Sql& sql, const Sight& sight, const A&... values) {
    return tx.all<RequestLine>(
        sql, [&](const db::Row& row) { return line_of(row, sight); }, tx.district(), sight.person,
        sight.works, sight.everywhere, sight.today, values...);
}

}  // namespace

std::vector<RequestLine> waiting(ReadTx& tx, const Sight& sight, const Part& part) {
    return lines(tx, sql::open, sight, part.after.at, part.after.id, part.max,
                 code(State::waiting));
}

std::vector<RequestLine> held_by_actor(ReadTx& tx, const Sight& sight, const Part& part) {
    return lines(tx, sql::held, sight, part.after.at, part.after.id, part.max);
}

std::vector<RequestLine> of_branch(ReadTx& tx, const Sight& sight, Branch branch,
                                   const Part& part) {
    return lines(tx, sql::branch, sight, part.after.at, part.after.id, part.max, code(branch));
}

std::vector<RequestLine> open(ReadTx& tx, const Sight& sight, const Part& part) {
    return lines(tx, sql::open, sight, part.after.at, part.after.id, part.max, "");
}

std::vector<RequestLine> due_between(ReadTx& tx, const Sight& sight, const Between& between,
                                     const Part& part) {
    return lines(tx, sql::due, sight, part.after.at, part.after.id, part.max, between.from,
                 between.to);
}

std::vector<RequestLine> finished(ReadTx& tx, const Sight& sight, const Part& part) {
    return lines(tx, sql::finished, sight, part.after.at, part.after.id, part.max);
}

std::vector<RequestLine> on_desk(ReadTx& tx, const Sight& sight, int max) {
    const Zone& zone = sight.zone != nullptr ? *sight.zone : Zone::utc();
    const Instant tomorrow = zone.instant({sight.today.plus(1), 0, 0});
    return lines(tx, sql::on_desk, sight, sight.coaches, sight.supports, tomorrow, max);
}

std::vector<RequestLine> open_of(ReadTx& tx, const Sight& sight, PersonId teacher) {
    return lines(tx, sql::open_of, sight, teacher);
}

std::vector<RequestLine> all_of(ReadTx& tx, const Sight& sight, PersonId teacher, int max) {
    return lines(tx, sql::of_teacher, sight, teacher, max);
}

std::vector<Hand> related(ReadTx& tx, const Hand& hand) {
    const Sight& sight = hand.sight;
    auto all = tx.all<Hand>(
        sql::of_teacher, [&](const db::Row& row) { return hand_of(row, sight); }, tx.district(),
        sight.person, sight.works, sight.everywhere, sight.today, hand.line.teacher, related_max);
    std::erase_if(all, [&](const Hand& other) {
        return other.line.id == hand.line.id ||
               (!is_open(other.line.state) && !is_linked(hand, other));
    });
    return all;
}

std::optional<Hand> one(ReadTx& tx, const Sight& sight, RequestId request) {
    return tx.maybe<Hand>(
        sql::one, [&](const db::Row& row) { return hand_of(row, sight); }, tx.district(),
        sight.person, sight.works, sight.everywhere, sight.today, request);
}

}  // namespace rapport::requests::store
