#include "coaching/contacts/contacts_store.hpp"

#include <algorithm>
#include <limits>

namespace rapport::contacts {

namespace sql {
constexpr Sql where{"contacts.where", R"(
    SELECT d.zone, me.building_id, home.zone, b.id, b.zone
      FROM person me
      JOIN district d ON d.id = me.district_id
      LEFT JOIN building home ON home.district_id = me.district_id AND home.id = me.building_id
      LEFT JOIN building b ON b.district_id = me.district_id AND b.id = $3
     WHERE me.district_id = $1 AND me.id = $2)"};
constexpr Sql insert{"contacts.insert", R"(
    INSERT INTO contact (district_id, id, coach_id, kind_id, happened_on, happened_at, minutes,
                         building_id, began_by, place, people_count, student_count, request_id,
                         next_step, next_step_on, next_done_at, entered_at, corrects_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18))"};
constexpr Sql insert_person{"contacts.insert_person", R"(
    INSERT INTO contact_person (district_id, contact_id, person_id, happened_on, happened_at)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql insert_focus{"contacts.insert_focus", R"(
    INSERT INTO contact_focus (district_id, contact_id, focus)
    VALUES ($1, $2, $3))"};
constexpr Sql mark_replaced{"contacts.mark_replaced", R"(
    UPDATE contact
       SET replaced_by = $4
     WHERE district_id = $1 AND coach_id = $2 AND id = $3)"};
constexpr Sql mark_withdrawn{"contacts.mark_withdrawn", R"(
    UPDATE contact
       SET withdrawn_at = $4
     WHERE district_id = $1 AND coach_id = $2 AND id = $3)"};
constexpr Sql mark_step_done{"contacts.mark_step_done", R"(
    UPDATE contact
       SET next_done_at = $4
     WHERE district_id = $1 AND coach_id = $2 AND id = $3
       AND next_step <> '' AND next_done_at IS NULL)"};
constexpr Sql meet{"contacts.meet", R"(
    INSERT INTO acquaintance (district_id, coach_id, person_id, last_on, last_at)
    VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (district_id, coach_id, person_id)
        DO UPDATE SET last_on = excluded.last_on, last_at = excluded.last_at
     WHERE (acquaintance.last_on, acquaintance.last_at) < (excluded.last_on, excluded.last_at))"};
constexpr Sql forget{"contacts.forget", R"(
    DELETE FROM acquaintance
     WHERE district_id = $1 AND coach_id = $2 AND person_id = $3)"};
// Rides contact_person_history backwards to the newest contact that counts.
constexpr Sql meet_again{"contacts.meet_again", R"(
    INSERT INTO acquaintance (district_id, coach_id, person_id, last_on, last_at)
    SELECT c.district_id, c.coach_id, h.person_id, h.happened_on, h.happened_at
      FROM contact_person h
      JOIN contact c ON c.district_id = h.district_id AND c.id = h.contact_id
     WHERE h.district_id = $1 AND h.person_id = $3 AND c.coach_id = $2
       AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
     ORDER BY h.happened_on DESC, h.happened_at DESC
     LIMIT 1)"};
constexpr Sql forget_all{"contacts.forget_all", R"(
    DELETE FROM acquaintance
     WHERE district_id = $1)"};
constexpr Sql meet_all{"contacts.meet_all", R"(
    INSERT INTO acquaintance (district_id, coach_id, person_id, last_on, last_at)
    SELECT newest.district_id, newest.coach_id, newest.person_id, newest.happened_on,
           newest.happened_at
      FROM (SELECT c.district_id, c.coach_id, h.person_id, h.happened_on, h.happened_at,
                   ROW_NUMBER() OVER (PARTITION BY c.coach_id, h.person_id
                                      ORDER BY h.happened_on DESC, h.happened_at DESC,
                                               h.contact_id) AS place
              FROM contact_person h
              JOIN contact c ON c.district_id = h.district_id AND c.id = h.contact_id
             WHERE h.district_id = $1 AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
           ) newest
     WHERE newest.place = 1)"};
// Everything of one contact, a row for each person helped.
constexpr Sql find_own{"contacts.find_own", R"(
    SELECT c.id, c.coach_id, me.name, c.kind_id, k.code, k.label, c.happened_on, c.happened_at,
           c.minutes, c.building_id, b.name, c.began_by, c.place, c.people_count, c.student_count,
           c.request_id, c.next_step, c.next_step_on, c.next_done_at, c.entered_at, c.corrects_id,
           c.replaced_by, c.withdrawn_at, p.id, p.name
      FROM contact c
      JOIN person me ON me.district_id = c.district_id AND me.id = c.coach_id
      JOIN contact_kind k ON k.district_id = c.district_id AND k.id = c.kind_id
      LEFT JOIN building b ON b.district_id = c.district_id AND b.id = c.building_id
      LEFT JOIN contact_person h ON h.district_id = c.district_id AND h.contact_id = c.id
      LEFT JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND c.id = $3
     ORDER BY p.sort_name)"};
// The newest contacts before a place and not before a day; rides contact_coach backwards.
constexpr Sql mine{"contacts.mine", R"(
    SELECT c.id, c.coach_id, me.name, c.kind_id, k.code, k.label, c.happened_on, c.happened_at,
           c.minutes, c.building_id, b.name, c.began_by, c.place, c.people_count, c.student_count,
           c.request_id, c.next_step, c.next_step_on, c.next_done_at, c.entered_at, c.corrects_id,
           c.replaced_by, c.withdrawn_at, p.id, p.name
      FROM (SELECT district_id, id, coach_id, kind_id, happened_on, happened_at, minutes,
                   building_id, began_by, place, people_count, student_count, request_id,
                   next_step, next_step_on, next_done_at, entered_at, corrects_id, replaced_by,
                   withdrawn_at
              FROM contact
             WHERE district_id = $1 AND coach_id = $2 AND happened_on >= $3 AND happened_on <= $4
               AND (happened_on, happened_at, id) < ($4, $5, $6)
               AND replaced_by IS NULL AND withdrawn_at IS NULL
             ORDER BY happened_on DESC, happened_at DESC, id DESC
             LIMIT $7) c
      JOIN person me ON me.district_id = c.district_id AND me.id = c.coach_id
      JOIN contact_kind k ON k.district_id = c.district_id AND k.id = c.kind_id
      LEFT JOIN building b ON b.district_id = c.district_id AND b.id = c.building_id
      LEFT JOIN contact_person h ON h.district_id = c.district_id AND h.contact_id = c.id
      LEFT JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     ORDER BY c.happened_on DESC, c.happened_at DESC, c.id DESC, p.sort_name)"};
}  // namespace sql

namespace {

template <class Enum>
std::optional<std::string_view> code_of(const std::optional<Enum>& maybe) {
    if (!maybe) return std::nullopt;
    return code(*maybe);
}

Contact contact_of(const db::Row& row) {
    Contact contact;
    contact.id = row.id<ContactId>(0);
    contact.coach = row.id<PersonId>(1);
    contact.coach_name = row.text(2);
    contact.kind = row.id<KindId>(3);
    contact.kind_name = {row.text(4), row.text(5)};
    contact.on = row.day(6);
    contact.at = row.instant(7);
    contact.minutes = row.integer(8);
    contact.building = row.maybe_id<BuildingId>(9);
    contact.building_name = row.text_or_empty(10);
    if (!row.is_null(11)) contact.began_by = parse_began_by(row.view(11));
    if (!row.is_null(12)) contact.place = parse_place(row.view(12));
    contact.heads = row.integer(13);
    contact.students = row.maybe_integer(14);
    contact.request = row.maybe_id<RequestId>(15);
    contact.next_step = row.text(16);
    contact.next_on = row.maybe_day(17);
    contact.next_done_at = row.maybe_instant(18);
    contact.entered_at = row.instant(19);
    contact.corrects = row.maybe_id<ContactId>(20);
    contact.replaced_by = row.maybe_id<ContactId>(21);
    contact.withdrawn_at = row.maybe_instant(22);
    return contact;
}

// Rows of one contact come one after the other.
void gather(std::vector<Contact>& contacts, const db::Row& row) {
    if (contacts.empty() || contacts.back().id.view() != row.view(0)) {
        contacts.push_back(contact_of(row));
    }
    if (!row.is_null(23)) contacts.back().people.push_back({row.id<PersonId>(23), row.text(24)});
}

const Day end_of_days{9999, 12, 31};
const Day begin_of_days{1000, 1, 1};
constexpr Instant end_of_time{std::numeric_limits<std::int64_t>::max()};
constexpr std::string_view after_all_ids = "z";  // No id begins with it (id_text).
constexpr std::int64_t export_max = 1'000'000;

struct Stretch {
    Day from, to;
    Instant before_at = end_of_time;
    std::string before_id{after_all_ids};
    std::int64_t max = 0;
};

std::vector<Contact> newest(ReadTx& tx, const Stretch& stretch) {
    std::vector<Contact> found;
    tx.each(
        sql::mine, [&](const db::Row& row) { gather(found, row); }, tx.district(), tx.actor(),
        stretch.from, stretch.to, stretch.before_at, stretch.before_id, stretch.max);
    return found;
}

}  // namespace

std::optional<Contact> find_own(ReadTx& tx, ContactId id) {
    std::vector<Contact> found;
    tx.each(
        sql::find_own, [&](const db::Row& row) { gather(found, row); }, tx.district(), tx.actor(),
        id);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<Contact> mine(ReadTx& tx, const std::optional<Cursor>& after, int max) {
    Stretch stretch{begin_of_days, end_of_days};
    stretch.max = max;
    if (after) {
        stretch.to = after->on;
        stretch.before_at = after->at;
        stretch.before_id = after->id.text();
    }
    return newest(tx, stretch);
}

std::vector<Contact> mine_on(ReadTx& tx, Day day) {
    Stretch stretch{day, day};
    stretch.max = 200;
    return newest(tx, stretch);
}

std::vector<Contact> mine_between(ReadTx& tx, const notes::Span& span) {
    Stretch stretch{span.from, span.to};
    stretch.max = export_max;
    auto found = newest(tx, stretch);
    std::reverse(found.begin(), found.end());
    return found;
}

std::optional<Contact> last_of_mine(ReadTx& tx) {
    auto found = mine(tx, std::nullopt, 1);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

void rebuild_acquaintances(WriteTx& tx) {
    tx.run(sql::forget_all, tx.district());
    tx.run(sql::meet_all, tx.district());
}

namespace store {

Where where(ReadTx& tx, const std::optional<BuildingId>& asked) {
    const auto make = [](const db::Row& row) {
        Where found;
        found.home = row.maybe_id<BuildingId>(1);
        found.building = row.maybe_id<BuildingId>(3);
        found.zone = row.text(0);
        if (!row.is_null(2)) found.zone = row.text(2);
        if (!row.is_null(4)) found.zone = row.text(4);
        return found;
    };
    const auto found = tx.maybe<Where>(sql::where, make, tx.district(), tx.actor(), asked);
    must(found.has_value(), "somebody who is nobody of the district logs a contact");
    return *found;
}

void insert(WriteTx& tx, const Contact& contact, const std::vector<FocusId>& focus) {
    tx.run(sql::insert, tx.district(), contact.id, contact.coach, contact.kind, contact.on,
           contact.at, contact.minutes, contact.building, code_of(contact.began_by),
           code_of(contact.place), contact.heads, contact.students, contact.request,
           contact.next_step, contact.next_on, contact.next_done_at, contact.entered_at,
           contact.corrects);
    for (const auto& helped : contact.people) {
        tx.run(sql::insert_person, tx.district(), contact.id, helped.id, contact.on, contact.at);
    }
    for (const FocusId one : focus) tx.run(sql::insert_focus, tx.district(), contact.id, one);
}

void mark_replaced(WriteTx& tx, ContactId old_contact, ContactId new_contact) {
    tx.run(sql::mark_replaced, tx.district(), tx.actor(), old_contact, new_contact);
}

void mark_withdrawn(WriteTx& tx, ContactId contact) {
    tx.run(sql::mark_withdrawn, tx.district(), tx.actor(), contact, tx.now());
}

std::int64_t mark_step_done(WriteTx& tx, ContactId contact) {
    return tx.run(sql::mark_step_done, tx.district(), tx.actor(), contact, tx.now());
}

void meet(WriteTx& tx, const Contact& contact) {
    for (const auto& helped : contact.people) {
        tx.run(sql::meet, tx.district(), contact.coach, helped.id, contact.on, contact.at);
    }
}

void meet_again(WriteTx& tx, PersonId person) {
    tx.run(sql::forget, tx.district(), tx.actor(), person);
    tx.run(sql::meet_again, tx.district(), tx.actor(), person);
}

}  // namespace store

}  // namespace rapport::contacts
