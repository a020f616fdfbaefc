#include "sample/sample_store.hpp"

#include "coaching/rounds/rounds.hpp"

namespace rapport::sample {

namespace sql {
constexpr Sql kinds{"sample.kinds", R"(
    SELECT id, code
      FROM contact_kind
     WHERE district_id = $1
     ORDER BY position, id)"};
constexpr Sql add_contact{"sample.add_contact", R"(
    INSERT INTO contact (district_id, id, coach_id, kind_id, happened_on, happened_at, minutes,
                         building_id, began_by, place, people_count, request_id, next_step,
                         next_step_on, next_done_at, entered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $6))"};
constexpr Sql add_contact_person{"sample.add_contact_person", R"(
    INSERT INTO contact_person (district_id, contact_id, person_id, happened_on, happened_at)
    VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (district_id, contact_id, person_id) DO NOTHING)"};
constexpr Sql add_request{"sample.add_request", R"(
    INSERT INTO request (district_id, id, teacher_id, entered_by, building_id, words, times, state,
                         branch, holder_id, severity, impact, priority, made_at, answer_by,
                         finish_by, answered_at, scheduled_for, closed_at, due_at)
    VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19))"};
constexpr Sql add_step{"sample.add_step", R"(
    INSERT INTO request_step (district_id, request_id, seq, at, actor_id, step, branch, other_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr Sql add_note{"sample.add_note", R"(
    INSERT INTO note (district_id, id, contact_id, author_id, tier, body, written_at, shared_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr Sql add_closure{"sample.add_closure", R"(
    INSERT INTO closure (district_id, id, building_id, begins_on, ends_on, part, name)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql add_team{"sample.add_team", R"(
    INSERT INTO team (district_id, id, name, building_id)
    VALUES ($1, $2, $3, $4))"};
constexpr Sql add_member{"sample.add_member", R"(
    INSERT INTO team_member (district_id, team_id, person_id)
    VALUES ($1, $2, $3))"};
constexpr Sql add_enrolment{"sample.add_enrolment", R"(
    INSERT INTO enrolment (district_id, id, teacher_id, school_year, invited_by, invited_at, round,
                           answered_at, coach_id, accepted_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))"};
constexpr Sql move_cycle{"sample.move_cycle", R"(
    UPDATE cycle
       SET made_at = $3, begun_on = $4, closed_at = $5
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql move_members{"sample.move_members", R"(
    UPDATE cycle_member
       SET asked_at = $3, agreed_at = $3
     WHERE district_id = $1 AND cycle_id = $2)"};
constexpr Sql move_evidence{"sample.move_evidence", R"(
    UPDATE cycle_evidence
       SET looked_on = $3, kept_at = $4
     WHERE district_id = $1 AND cycle_id = $2)"};
constexpr Sql move_events{"sample.move_events", R"(
    UPDATE cycle_event
       SET at = $3
     WHERE district_id = $1 AND cycle_id = $2)"};
constexpr Sql move_agreement{"sample.move_agreement", R"(
    UPDATE agreement_version
       SET proposed_at = $3, signed_at = $3, begins_on = $4
     WHERE district_id = $1 AND agreement_id = $2 AND number = 1)"};
constexpr Sql cast{"sample.cast", R"(
    SELECT r.role, p.name, a.email
      FROM account a
      JOIN person p ON p.account_id = a.id
      JOIN role_held r ON r.district_id = p.district_id AND r.person_id = p.id
     WHERE p.ended_on IS NULL
     ORDER BY a.created_at, a.email)"};
}  // namespace sql

namespace {

std::optional<std::string_view> unless_empty(std::string_view text) {
    if (text.empty()) return std::nullopt;
    return text;
}

std::optional<std::int64_t> unless_zero(int number) {
    if (number == 0) return std::nullopt;
    return number;
}

}  // namespace

std::vector<KindRow> kinds(ReadTx& tx) {
    return tx.all<KindRow>(
        sql::kinds,
        [](const db::Row& row) {
            return KindRow{row.id<KindId>(0), row.text(1)};
        },
        tx.district());
}

ContactId add_contact(WriteTx& tx, const ContactRow& row) {
    const auto id = tx.new_id<ContactId>();
    const auto heads = static_cast<std::int64_t>(row.others.size()) + 1;
    tx.run(sql::add_contact, tx.district(), id, row.coach, row.kind, row.on, row.at, row.minutes,
           row.building, unless_empty(row.began_by), unless_empty(row.place), heads, row.request,
           row.next_step, row.next_step_on, row.next_done_at);
    tx.run(sql::add_contact_person, tx.district(), id, row.teacher, row.on, row.at);
    for (const PersonId other : row.others) {
        tx.run(sql::add_contact_person, tx.district(), id, other, row.on, row.at);
    }
    return id;
}

RequestId add_request(WriteTx& tx, const RequestRow& row) {
    const auto id = tx.new_id<RequestId>();
    tx.run(sql::add_request, tx.district(), id, row.teacher, row.building, row.words, row.times,
           row.state, unless_empty(row.branch), row.holder, unless_zero(row.severity),
           unless_zero(row.impact), unless_zero(row.priority), row.made_at, row.answer_by,
           row.finish_by, row.answered_at, row.scheduled_for, row.closed_at, row.due_at);
    return id;
}

void add_step(WriteTx& tx, const StepRow& row) {
    tx.run(sql::add_step, tx.district(), row.request, row.seq, row.at, row.actor, row.step,
           unless_empty(row.branch), row.other);
}

void add_note(WriteTx& tx, const NoteRow& row) {
    std::optional<Instant> shared;
    if (row.tier == "shared") shared = row.at;
    tx.run(sql::add_note, tx.district(), tx.new_id<NoteId>(), row.contact, row.author, row.tier,
           row.body, row.at, shared);
}

void add_closure(WriteTx& tx, const calendar::NewClosure& closure) {
    tx.run(sql::add_closure, tx.district(), tx.new_id<calendar::ClosureId>(), closure.building,
           closure.begins_on, closure.ends_on, calendar::code(closure.part), closure.name);
}

void add_team(WriteTx& tx, std::string_view name, BuildingId building,
              const std::vector<PersonId>& people) {
    const auto id = tx.new_id<Id<struct TeamTag>>();
    tx.run(sql::add_team, tx.district(), id, name, building);
    for (const PersonId person : people) tx.run(sql::add_member, tx.district(), id, person);
}

void add_enrolment(WriteTx& tx, const EnrolmentRow& row) {
    std::optional<std::int64_t> round;
    if (row.answered_at) round = row.round;
    tx.run(sql::add_enrolment, tx.district(), tx.new_id<rounds::EnrolmentId>(), row.teacher,
           row.school_year, row.invited_by, row.invited_at, round, row.answered_at, row.coach,
           row.accepted_at);
}

void move_cycle(WriteTx& tx, cycles::CycleId cycle, const Earlier& to) {
    tx.run(sql::move_cycle, tx.district(), cycle, to.began_at, to.began_on, to.ended_at);
    tx.run(sql::move_members, tx.district(), cycle, to.began_at);
    tx.run(sql::move_evidence, tx.district(), cycle, to.began_on, to.began_at);
    tx.run(sql::move_events, tx.district(), cycle, to.began_at);
}

void move_agreement(WriteTx& tx, agreements::AgreementId agreement, const Earlier& to) {
    tx.run(sql::move_agreement, tx.district(), agreement, to.began_at, to.began_on);
}

std::vector<CastRow> cast_rows(ReadTx& tx) {
    return tx.all<CastRow>(sql::cast, [](const db::Row& row) {
        return CastRow{row.text(0), row.text(1), row.text(2)};
    });
}

}  // namespace rapport::sample
