#include "coaching/ledger/ledger_store.hpp"

namespace rapport::ledger {

namespace sql {
// The district's choices, and each role the actor holds or held.
constexpr Sql keeper{"ledger.keeper", R"(
    SELECT d.zone, COALESCE(o.value, ''), COALESCE(h.value, ''), COALESCE(r.role, ''),
           r.begins_on, r.ends_on
      FROM district d
      LEFT JOIN setting o ON o.district_id = $1 AND o.name = 'ledger.is_off'
      LEFT JOIN setting h ON h.district_id = $1 AND h.name = 'ledger.half_life_weeks'
      LEFT JOIN role_held r ON r.district_id = $1 AND r.person_id = $2
     WHERE d.id = $1)"};
constexpr Sql teacher{"ledger.teacher", R"(
    SELECT p.name
      FROM person p
      JOIN role_held r ON r.district_id = p.district_id AND r.person_id = p.id
     WHERE p.district_id = $1 AND p.id = $2 AND p.id <> $3 AND p.ended_on IS NULL
       AND r.role = 'teacher'
       AND COALESCE(r.begins_on, $4) <= $4 AND COALESCE(r.ends_on, $4) >= $4)"};
// Rides contact_person_history, wish_person_person, cycle_member_person and contact_coach. $4:
// where what fades has faded; $5: six weeks ago.
constexpr Sql material{"ledger.material", R"(
    SELECT 'help' AS what, c.happened_on, c.minutes, c.people_count, k.code, k.label, k.branch,
           '' AS words, CAST(NULL AS BIGINT) AS done_at, '' AS due_on
      FROM contact_person h
      JOIN contact c ON c.district_id = h.district_id AND c.id = h.contact_id
      JOIN contact_kind k ON k.district_id = c.district_id AND k.id = c.kind_id
     WHERE h.district_id = $1 AND h.person_id = $3 AND h.happened_on >= $4 AND c.coach_id = $2
       AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL AND k.shape <> 'alone'
    UNION ALL
    SELECT 'step', c.happened_on, 0, c.people_count, '', '', '', c.next_step, c.next_done_at,
           COALESCE(c.next_step_on, '')
      FROM contact_person h
      JOIN contact c ON c.district_id = h.district_id AND c.id = h.contact_id
     WHERE h.district_id = $1 AND h.person_id = $3 AND h.happened_on >= $4 AND c.coach_id = $2
       AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL AND c.next_step <> ''
    UNION ALL
    SELECT 'step', s.check_on, 0, 1, '', '', '', s.words, s.done_at, s.check_on
      FROM cycle_member m
      JOIN cycle y ON y.district_id = m.district_id AND y.id = m.cycle_id
      JOIN cycle_step s ON s.district_id = y.district_id AND s.cycle_id = y.id
     WHERE m.district_id = $1 AND m.person_id = $3 AND m.agreed_at IS NOT NULL
       AND m.left_at IS NULL AND y.coach_id = $2 AND s.who_id = $2 AND s.check_on >= $4
    UNION ALL
    SELECT 'visit', v.on_day, 0, 1, '', '', '', '', CAST(NULL AS BIGINT), ''
      FROM wish_person w
      JOIN visit v ON v.district_id = w.district_id AND v.wish_id = w.wish_id
     WHERE w.district_id = $1 AND w.person_id = $3 AND v.coach_id = $2 AND v.state = 'missed'
       AND v.on_day >= $4
    UNION ALL
    SELECT 'everybody', c.happened_on, c.minutes, c.people_count, k.code, k.label, k.branch, '',
           CAST(NULL AS BIGINT), ''
      FROM contact c
      JOIN contact_kind k ON k.district_id = c.district_id AND k.id = c.kind_id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND c.happened_on >= $5
       AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL AND k.shape <> 'alone')"};
// Rides stretch_invitation_coach backwards.
constexpr Sql invitations{"ledger.invitations", R"(
    SELECT i.id, i.teacher_id, p.name, i.words, i.asked_on, i.advised, i.reply, i.replied_on,
           i.reason
      FROM stretch_invitation i
      JOIN person p ON p.district_id = i.district_id AND p.id = i.teacher_id
     WHERE i.district_id = $1 AND i.coach_id = $2
     ORDER BY i.asked_on DESC, i.made_at DESC, i.id DESC
     LIMIT 2000)"};
constexpr Sql insert{"ledger.insert", R"(
    INSERT INTO stretch_invitation (district_id, id, coach_id, teacher_id, words, asked_on, advised,
                                    reply, replied_on, reason, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))"};
constexpr Sql set_reply{"ledger.set_reply", R"(
    UPDATE stretch_invitation
       SET reply = $4, replied_on = $5, reason = $6
     WHERE district_id = $1 AND coach_id = $2 AND id = $3)"};
constexpr Sql remove{"ledger.remove", R"(
    DELETE FROM stretch_invitation
     WHERE district_id = $1 AND coach_id = $2 AND id = $3)"};
constexpr Sql remove_all{"ledger.remove_all", R"(
    DELETE FROM stretch_invitation
     WHERE district_id = $1)"};
// What was answered to an act of the ledger says that there was one.
constexpr Sql forget_answers{"ledger.forget_answers", R"(
    DELETE FROM idempotency
     WHERE district_id = $1 AND substr(notice, 1, 7) = 'ledger.')"};
}  // namespace sql

namespace {

// Beyond eight half-lives a deed weighs less than half a percent of what it did.
constexpr std::int64_t half_lives_kept = 8;

Deed help_of(const db::Row& row) {
    const auto kind = row.view(4);
    const bool is_talk = kind == "1a" || kind == "3" || kind == "10";  // Of tools; to many.
    const bool is_teaching = row.view(6) == "coach" && !is_talk && row.integer(2) >= teaching_min;
    return is_teaching ? Deed::teaching_help : Deed::small_help;
}

// A promise speaks once it was kept, or once it is clear that it was not; until then there is none.
std::optional<Entry> promise_of(const db::Row& row, const Keeper& keeper) {
    Entry entry{.on = {}, .deed = Deed::kept, .heads = row.integer(3), .words = row.text(7)};
    const auto due = Day::parse(row.view(9));
    const auto done = row.maybe_instant(8);
    if (done) {
        entry.on = keeper.day_of(*done);
        if (due && entry.on > due->plus(grace_days)) entry.deed = Deed::late;
        return entry;
    }
    if (!due || keeper.today() <= due->plus(grace_days)) return std::nullopt;
    entry.on = *due;
    entry.deed = Deed::missed;
    return entry;
}

std::optional<Entry> entry_of(const db::Row& row, const Keeper& keeper) {
    if (row.view(0) == "step") return promise_of(row, keeper);
    if (row.view(0) == "visit") return Entry{.on = row.day(1), .deed = Deed::no_visit};
    return Entry{.on = row.day(1),
                 .deed = help_of(row),
                 .minutes = row.integer(2),
                 .heads = row.integer(3),
                 .kind_code = row.text(4),
                 .kind_label = row.text(5)};
}

Invitation invitation_of(const db::Row& row) {
    Invitation made{.id = row.id<InvitationId>(0),
                    .teacher = row.id<PersonId>(1),
                    .teacher_name = row.text(2),
                    .words = row.text(3),
                    .asked_on = row.day(4),
                    .advised = parse_advice(row.view(5)),
                    .replied_on = row.maybe_day(7),
                    .reason = row.text(8)};
    if (!row.is_null(6)) made.reply = parse_reply(row.view(6));
    return made;
}

}  // namespace

std::optional<Keeper> keeper(ReadTx& tx) {
    const Zone* zone = &Zone::utc();
    Policy chosen;
    bool coaches = false, evaluates = false;
    const auto look = [&](const db::Row& row) {
        if (const Zone* found = Zone::find(row.view(0))) zone = found;
        chosen.is_kept = row.view(1) != "1";
        if (const auto weeks = whole_weeks(row.view(2))) chosen.half_life_weeks = *weeks;
        const Day today = zone->day(tx.now());
        const bool is_held =
            row.maybe_day(4).value_or(today) <= today && row.maybe_day(5).value_or(today) >= today;
        if (!is_held) return;
        const auto role = row.view(3);
        coaches = coaches || role == "coach";
        evaluates =
            evaluates || role == "principal" || role == "director" || role == "district_admin";
    };
    tx.each(sql::keeper, look, tx.district(), tx.actor());
    if (!chosen.is_kept || !coaches || evaluates) return std::nullopt;
    return Keeper(*zone, tx.now(), {.half_life_days = 7 * chosen.half_life_weeks});
}

std::vector<Invitation> invitations(ReadTx& tx, const Keeper&) {
    return tx.all<Invitation>(sql::invitations, invitation_of, tx.district(), tx.actor());
}

namespace store {

std::string teacher_name(ReadTx& tx, const Keeper& keeper, PersonId teacher) {
    return tx
        .maybe<std::string>(
            sql::teacher, [](const db::Row& row) { return row.text(0); }, tx.district(), teacher,
            tx.actor(), keeper.today())
        .value_or("");
}

Material material(ReadTx& tx, const Keeper& keeper, PersonId teacher) {
    Material found;
    const auto look = [&](const db::Row& row) {
        auto entry = entry_of(row, keeper);
        if (!entry) return;
        auto& list = row.view(0) == "everybody" ? found.everybody : found.entries;
        list.push_back(std::move(*entry));
    };
    const Day today = keeper.today();
    tx.each(sql::material, look, tx.district(), tx.actor(), teacher,
            today.plus(-half_lives_kept * keeper.rule().half_life_days), today.plus(-window_days));
    return found;
}

void insert(WriteTx& tx, const Invitation& made) {
    std::optional<std::string_view> reply;
    if (made.reply) reply = code(*made.reply);
    tx.run(sql::insert, tx.district(), made.id, tx.actor(), made.teacher, made.words, made.asked_on,
           code(made.advised), reply, made.replied_on, made.reason, tx.now());
}

void set_reply(WriteTx& tx, InvitationId invitation, const Replied& replied, Day on) {
    tx.run(sql::set_reply, tx.district(), tx.actor(), invitation, code(replied.reply), on,
           replied.reason.value_or(""));
}

void remove(WriteTx& tx, InvitationId invitation) {
    tx.run(sql::remove, tx.district(), tx.actor(), invitation);
}

void remove_all(WriteTx& tx) {
    tx.run(sql::remove_all, tx.district());
    tx.run(sql::forget_answers, tx.district());
}

}  // namespace store

}  // namespace rapport::ledger
