// Contacts as they are looked back on: whose help was whose, what is promised, what adds up.
#include <array>
#include <limits>

#include "coaching/contacts/contacts_store.hpp"

namespace rapport::contacts {

namespace sql {
// 1 when the actor was helped in it; only contacts that count, or the actor's own.
constexpr Sql find{"contacts.find", R"(
    SELECT c.id, c.happened_on, c.happened_at, k.code, k.label, c.minutes, c.coach_id, coach.name,
           c.people_count, c.next_step, c.next_step_on, c.next_done_at,
           CASE WHEN EXISTS (SELECT 1 FROM contact_person h
                              WHERE h.district_id = $1 AND h.contact_id = c.id
                                AND h.person_id = $3) THEN 1 ELSE 0 END
      FROM contact c
      JOIN contact_kind k ON k.district_id = c.district_id AND k.id = c.kind_id
      JOIN person coach ON coach.district_id = c.district_id AND coach.id = c.coach_id
     WHERE c.district_id = $1 AND c.id = $2
       AND (c.coach_id = $3 OR (c.replaced_by IS NULL AND c.withdrawn_at IS NULL)))"};
// Rides contact_person_history backwards. $6: the actor, who sees their own part, the help they had
// themselves, and, helping in the district and evaluating nobody, that of others.
constexpr Sql help_given_to{"contacts.help_given_to", R"(
    SELECT c.id, c.happened_on, c.happened_at, k.code, k.label, c.minutes, c.coach_id, coach.name,
           c.people_count, c.next_step, c.next_step_on, c.next_done_at
      FROM contact_person h
      JOIN contact c ON c.district_id = h.district_id AND c.id = h.contact_id
      JOIN contact_kind k ON k.district_id = c.district_id AND k.id = c.kind_id
      JOIN person coach ON coach.district_id = c.district_id AND coach.id = c.coach_id
     WHERE h.district_id = $1 AND h.person_id = $2 AND h.happened_on <= $3
       AND (h.happened_on, h.happened_at, h.contact_id) < ($3, $4, $5)
       AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
       AND (c.coach_id = $6 OR h.person_id = $6
            OR (EXISTS (SELECT 1 FROM role_held r
                         WHERE r.district_id = $1 AND r.person_id = $6
                           AND r.role IN ('coach', 'technician')
                           AND COALESCE(r.begins_on, $7) <= $7 AND COALESCE(r.ends_on, $7) >= $7)
                AND NOT EXISTS (SELECT 1 FROM role_held e
                                 WHERE e.district_id = $1 AND e.person_id = $6
                                   AND e.role = 'principal'
                                   AND COALESCE(e.begins_on, $7) <= $7
                                   AND COALESCE(e.ends_on, $7) >= $7)))
     ORDER BY h.happened_on DESC, h.happened_at DESC, h.contact_id DESC
     LIMIT $8)"};
// Rides contact_next; the name is that of one person helped.
constexpr Sql next_steps{"contacts.next_steps", R"(
    SELECT s.id, s.next_step, s.next_step_on, s.happened_on, s.people_count, s.person_id, p.name
      FROM (SELECT c.district_id, c.id, c.next_step, c.next_step_on, c.happened_on,
                   c.happened_at, c.people_count,
                   (SELECT MIN(h.person_id)
                      FROM contact_person h
                     WHERE h.district_id = c.district_id AND h.contact_id = c.id) AS person_id
              FROM contact c
             WHERE c.district_id = $1 AND c.coach_id = $2 AND c.next_step_on IS NOT NULL
               AND c.next_done_at IS NULL AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
             ORDER BY c.next_step_on
             LIMIT $3) s
      LEFT JOIN person p ON p.district_id = s.district_id AND p.id = s.person_id
     ORDER BY s.next_step_on, s.happened_on, s.happened_at)"};
// Rides contact_promise backwards.
constexpr Sql next_steps_with{"contacts.next_steps_with", R"(
    SELECT c.id, c.next_step, c.next_step_on, c.happened_on, c.people_count, p.id, p.name
      FROM contact c
      JOIN contact_person h
        ON h.district_id = c.district_id AND h.contact_id = c.id AND h.person_id = $3
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND c.next_step <> ''
       AND c.next_done_at IS NULL AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
     ORDER BY c.happened_on DESC, c.happened_at DESC
     LIMIT $4)"};
// Rides contact_promise backwards; a row for each person a promise was made to.
constexpr Sql promises{"contacts.promises", R"(
    SELECT s.id, s.next_step, s.next_step_on, s.happened_on, s.people_count, h.person_id, p.name
      FROM (SELECT district_id, id, next_step, next_step_on, happened_on, happened_at,
                   people_count
              FROM contact
             WHERE district_id = $1 AND coach_id = $2 AND next_step <> ''
               AND next_done_at IS NULL AND replaced_by IS NULL AND withdrawn_at IS NULL
             ORDER BY happened_on DESC, happened_at DESC
             LIMIT $3) s
      JOIN contact_person h ON h.district_id = s.district_id AND h.contact_id = s.id
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     ORDER BY s.happened_on DESC, s.happened_at DESC, p.name)"};
// Rides contact_day. Adds up before it joins: kinds are looked up once a row of the answer.
constexpr Sql given{"contacts.given", R"(
    SELECT g.building_id, k.code, g.coach_id, g.contacts, g.minutes
      FROM (SELECT building_id, kind_id, coach_id, COUNT(*) AS contacts,
                   CAST(SUM(minutes) AS BIGINT) AS minutes
              FROM contact
             WHERE district_id = $1 AND happened_on BETWEEN $2 AND $3
               AND replaced_by IS NULL AND withdrawn_at IS NULL
             GROUP BY building_id, kind_id, coach_id) g
      JOIN contact_kind k ON k.district_id = $1 AND k.id = g.kind_id)"};
// The same, and contact_person by its key.
constexpr Sql had{"contacts.had", R"(
    SELECT g.building_id, k.code, g.person_id, g.contacts, g.minutes
      FROM (SELECT c.building_id, c.kind_id, h.person_id, COUNT(*) AS contacts,
                   CAST(SUM(c.minutes) AS BIGINT) AS minutes
              FROM contact c
              JOIN contact_person h ON h.district_id = c.district_id AND h.contact_id = c.id
             WHERE c.district_id = $1 AND c.happened_on BETWEEN $2 AND $3
               AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
             GROUP BY c.building_id, c.kind_id, h.person_id) g
      JOIN contact_kind k ON k.district_id = $1 AND k.id = g.kind_id)"};
// 1: who logged it; 2: who was helped; 3: who helps in the district. Nobody who evaluates.
constexpr Sql seers{"contacts.seers", R"(
    SELECT p.name, MIN(seen.why)
      FROM (SELECT c.coach_id AS person_id, 1 AS why
              FROM contact c
             WHERE c.district_id = $1 AND c.id = $2
             UNION ALL
            SELECT h.person_id, 2
              FROM contact c
              JOIN contact_person h ON h.district_id = c.district_id AND h.contact_id = c.id
             WHERE c.district_id = $1 AND c.id = $2
               AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
             UNION ALL
            SELECT r.person_id, 3
              FROM contact c
              JOIN role_held r ON r.district_id = c.district_id
             WHERE c.district_id = $1 AND c.id = $2 AND r.role IN ('coach', 'technician')
               AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
               AND COALESCE(r.begins_on, $3) <= $3 AND COALESCE(r.ends_on, $3) >= $3
               AND NOT EXISTS (SELECT 1 FROM role_held e
                                WHERE e.district_id = $1 AND e.person_id = r.person_id
                                  AND e.role = 'principal'
                                  AND COALESCE(e.begins_on, $3) <= $3
                                  AND COALESCE(e.ends_on, $3) >= $3)) seen
      JOIN person p ON p.district_id = $1 AND p.id = seen.person_id
     WHERE p.ended_on IS NULL
     GROUP BY p.id, p.name
     ORDER BY MIN(seen.why), p.name)"};
}  // namespace sql

namespace {

Help help_of(const db::Row& row, PersonId reader) {
    Help help;
    help.id = row.id<ContactId>(0);
    help.on = row.day(1);
    help.at = row.instant(2);
    help.kind_name = {row.text(3), row.text(4)};
    help.minutes = row.integer(5);
    help.coach = row.id<PersonId>(6);
    help.coach_name = row.text(7);
    help.heads = row.integer(8);
    help.next_step = row.text(9);
    help.next_on = row.maybe_day(10);
    help.is_step_open = !help.next_step.empty() && row.is_null(11);
    if (help.coach == reader) help.eyes = Eyes::own;
    return help;
}

// Takes away what these eyes may not see; the only place that decides it.
Help as_seen(Help help, Eyes eyes) {
    help.eyes = eyes;
    if (eyes == Eyes::own) return help;
    help.next_step.clear();
    help.next_on.reset();
    help.is_step_open = false;
    if (eyes == Eyes::helped) return help;
    help.minutes = 0;
    help.heads = 0;
    return help;
}

NextStep step_of(const db::Row& row) {
    NextStep step;
    step.contact = row.id<ContactId>(0);
    step.words = row.text(1);
    step.on = row.maybe_day(2);
    step.promised_on = row.day(3);
    step.heads = row.integer(4);
    step.person = row.maybe_id<PersonId>(5);
    step.person_name = row.text_or_empty(6);
    return step;
}

Share share_of(const db::Row& row) {
    return {.building = row.maybe_id<BuildingId>(0),
            .kind_code = row.text(1),
            .who = row.id<PersonId>(2),
            .contacts = row.integer(3),
            .minutes = row.integer(4)};
}

const Day end_of_days{9999, 12, 31};

}  // namespace

std::optional<Help> find(ReadTx& tx, ContactId id) {
    bool was_helped = false;
    const auto make = [&](const db::Row& row) {
        was_helped = row.integer(12) == 1;
        return help_of(row, tx.actor());
    };
    auto help = tx.maybe<Help>(sql::find, make, tx.district(), id, tx.actor());
    if (!help || help->eyes == Eyes::own) return help;
    if (was_helped) return as_seen(std::move(*help), Eyes::helped);
    const coachees::Standing standing = coachees::standing(tx);
    if (!standing.helps || standing.evaluates) return std::nullopt;
    return as_seen(std::move(*help), Eyes::colleague);
}

std::vector<Help> help_given_to(ReadTx& tx, PersonId person, const std::optional<Cursor>& after,
                                int max) {
    const bool is_about_actor = person == tx.actor();
    const Cursor from = after.value_or(
        Cursor{end_of_days, {std::numeric_limits<std::int64_t>::max()}, ContactId()});
    const std::string before = after ? from.id.text() : "z";
    const auto make = [&](const db::Row& row) {
        Help help = help_of(row, tx.actor());
        if (help.eyes == Eyes::own) return help;
        return as_seen(std::move(help), is_about_actor ? Eyes::helped : Eyes::colleague);
    };
    return tx.all<Help>(sql::help_given_to, make, tx.district(), person, from.on, from.at, before,
                        tx.actor(), Zone::utc().day(tx.now()), max);
}

std::vector<NextStep> next_steps(ReadTx& tx, int max) {
    return tx.all<NextStep>(sql::next_steps, step_of, tx.district(), tx.actor(), max);
}

std::vector<NextStep> next_steps_with(ReadTx& tx, PersonId person, int max) {
    return tx.all<NextStep>(sql::next_steps_with, step_of, tx.district(), tx.actor(), person, max);
}

std::vector<NextStep> promises(ReadTx& tx, int max) {
    return tx.all<NextStep>(sql::promises, step_of, tx.district(), tx.actor(), max);
}

std::vector<Share> given(ReadTx& tx, const notes::Span& span) {
    return tx.all<Share>(sql::given, share_of, tx.district(), span.from, span.to);
}

std::vector<Share> had(ReadTx& tx, const notes::Span& span) {
    return tx.all<Share>(sql::had, share_of, tx.district(), span.from, span.to);
}

std::vector<Seer> who_can_see(ReadTx& tx, ContactId id) {
    if (!find(tx, id)) return {};
    static constexpr std::array<Key, 3> reasons{Key{"contacts.seen_as_coach"},
                                                Key{"contacts.seen_as_helped"},
                                                Key{"contacts.seen_as_colleague"}};
    const auto make = [](const db::Row& row) {
        return Seer{row.text(0), reasons[static_cast<std::size_t>(row.integer(1) - 1)]};
    };
    return tx.all<Seer>(sql::seers, make, tx.district(), id, Zone::utc().day(tx.now()));
}

}  // namespace rapport::contacts
