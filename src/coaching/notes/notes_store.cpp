#include "coaching/notes/notes_store.hpp"

#include "kernel/text/text.hpp"

namespace rapport::notes {

// Every statement that gives a body away holds the whole rule by itself: the author; or, when it is
// shared, the people the contact or request is about; and never somebody who evaluates, whatever
// else that person is. $2 is always the actor and $3 the day the roles must be in force.
namespace sql {
constexpr Sql find{"notes.find", R"(
    SELECT n.id, n.contact_id, n.request_id, n.author_id, p.name, n.tier, n.sealed, n.written_at,
           n.shared_at, n.circle_id, n.epoch, n.version
      FROM note n
      JOIN person p ON p.district_id = n.district_id AND p.id = n.author_id
      LEFT JOIN contact c ON c.district_id = n.district_id AND c.id = n.contact_id
     WHERE n.district_id = $1 AND n.id = $4
       AND (n.author_id = $2
            OR (n.tier = 'shared' AND c.withdrawn_at IS NULL
                AND EXISTS (SELECT 1 FROM contact_person cp
                             WHERE cp.district_id = $1 AND cp.contact_id = n.contact_id
                               AND cp.person_id = $2))
            OR (n.tier = 'shared'
                AND EXISTS (SELECT 1 FROM request r
                             WHERE r.district_id = $1 AND r.id = n.request_id
                               AND r.teacher_id = $2)))
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3))"};
constexpr Sql beside_contact{"notes.beside_contact", R"(
    SELECT n.id, n.contact_id, n.request_id, n.author_id, p.name, n.tier, n.sealed, n.written_at,
           n.shared_at, n.circle_id, n.epoch, n.version
      FROM note n
      JOIN person p ON p.district_id = n.district_id AND p.id = n.author_id
      JOIN contact c ON c.district_id = n.district_id AND c.id = n.contact_id
     WHERE n.district_id = $1 AND n.contact_id = $4
       AND (n.author_id = $2
            OR (n.tier = 'shared' AND c.withdrawn_at IS NULL
                AND EXISTS (SELECT 1 FROM contact_person cp
                             WHERE cp.district_id = $1 AND cp.contact_id = n.contact_id
                               AND cp.person_id = $2)))
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY n.written_at, n.id)"};
constexpr Sql beside_request{"notes.beside_request", R"(
    SELECT n.id, n.contact_id, n.request_id, n.author_id, p.name, n.tier, n.sealed, n.written_at,
           n.shared_at, n.circle_id, n.epoch, n.version
      FROM note n
      JOIN person p ON p.district_id = n.district_id AND p.id = n.author_id
      JOIN request r ON r.district_id = n.district_id AND r.id = n.request_id
     WHERE n.district_id = $1 AND n.request_id = $4
       AND (n.author_id = $2 OR (n.tier = 'shared' AND r.teacher_id = $2))
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY n.written_at, n.id)"};
constexpr Sql in_history_of{"notes.in_history_of", R"(
    SELECT n.id, n.contact_id, n.request_id, n.author_id, p.name, n.tier, n.sealed, n.written_at,
           n.shared_at, n.circle_id, n.epoch, n.version
      FROM contact_person helped
      JOIN contact c ON c.district_id = helped.district_id AND c.id = helped.contact_id
      JOIN note n ON n.district_id = c.district_id AND n.contact_id = c.id
      JOIN person p ON p.district_id = n.district_id AND p.id = n.author_id
     WHERE helped.district_id = $1 AND helped.person_id = $4
       AND helped.happened_on BETWEEN $5 AND $6
       AND c.withdrawn_at IS NULL AND c.replaced_by IS NULL
       AND (n.author_id = $2
            OR (n.tier = 'shared'
                AND EXISTS (SELECT 1 FROM contact_person cp
                             WHERE cp.district_id = $1 AND cp.contact_id = n.contact_id
                               AND cp.person_id = $2)))
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY n.written_at, n.id
     LIMIT 500)"};
constexpr Sql mine{"notes.mine", R"(
    SELECT n.id, n.contact_id, n.request_id, n.author_id, p.name, n.tier, n.sealed, n.written_at,
           n.shared_at, n.circle_id, n.epoch, n.version
      FROM contact c
      JOIN note n ON n.district_id = c.district_id AND n.contact_id = c.id
      JOIN person p ON p.district_id = n.district_id AND p.id = n.author_id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND n.author_id = $2
       AND c.happened_on BETWEEN $4 AND $5
       AND c.withdrawn_at IS NULL AND c.replaced_by IS NULL
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY c.happened_on, c.happened_at, n.written_at, n.id)"};
constexpr Sql newest_of_mine{"notes.newest_of_mine", R"(
    SELECT n.contact_id, n.id, n.sealed, n.circle_id, n.epoch, n.version
      FROM contact c
      JOIN note n ON n.district_id = c.district_id AND n.contact_id = c.id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND n.author_id = $2
       AND c.withdrawn_at IS NULL AND c.replaced_by IS NULL
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY c.happened_on DESC, c.happened_at DESC
     LIMIT 2000)"};
constexpr Sql insert{"notes.insert", R"(
    INSERT INTO note (district_id, id, contact_id, request_id, author_id, tier, body, sealed,
                      circle_id, epoch, version, written_at)
    VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8, $9, $10, $11))"};
constexpr Sql mark_shared{"notes.mark_shared", R"(
    UPDATE note
       SET tier = 'shared', shared_at = $4
     WHERE district_id = $1 AND id = $2 AND author_id = $3 AND tier = 'private')"};
constexpr Sql seal_anew{"notes.seal_anew", R"(
    UPDATE note
       SET body = '', sealed = $3, circle_id = $4, epoch = $5, version = $6
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql people_of_contact{"notes.people_of_contact", R"(
    SELECT person_id
      FROM contact_person
     WHERE district_id = $1 AND contact_id = $2)"};
constexpr Sql teacher_of_request{"notes.teacher_of_request", R"(
    SELECT teacher_id
      FROM request
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql is_own_contact{"notes.is_own_contact", R"(
    SELECT COUNT(*)
      FROM contact
     WHERE district_id = $1 AND coach_id = $2 AND id = $3 AND replaced_by IS NULL)"};
constexpr Sql follow{"notes.follow", R"(
    UPDATE note
       SET contact_id = $3
     WHERE district_id = $1 AND contact_id = $2)"};
// Names only. 1: the author, who does not read it while evaluating others; 2: those it is about.
constexpr Sql readers{"notes.readers", R"(
    SELECT p.name, seen.why
      FROM (SELECT n.author_id AS person_id, 1 AS why
              FROM note n
             WHERE n.district_id = $1 AND n.id = $2
             UNION
            SELECT cp.person_id, 2
              FROM note n
              JOIN contact c ON c.district_id = n.district_id AND c.id = n.contact_id
              JOIN contact_person cp ON cp.district_id = c.district_id AND cp.contact_id = c.id
             WHERE n.district_id = $1 AND n.id = $2 AND $4 = 'shared'
               AND c.withdrawn_at IS NULL
             UNION
            SELECT r.teacher_id, 2
              FROM note n
              JOIN request r ON r.district_id = n.district_id AND r.id = n.request_id
             WHERE n.district_id = $1 AND n.id = $2 AND $4 = 'shared'
               AND r.teacher_id <> n.author_id) seen
      JOIN person p ON p.district_id = $1 AND p.id = seen.person_id
     WHERE p.ended_on IS NULL
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = p.id AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY seen.why, p.name)"};
}  // namespace sql

keys::Sealed sealed_of(const Note& note) {
    return {note.sealed, note.circle, note.epoch, note.version};
}

namespace {

Day role_day(ReadTx& tx) { return Zone::utc().day(tx.now()); }

Note note_of(const db::Row& row, PersonId reader) {
    Note note;
    note.id = row.id<NoteId>(0);
    if (row.is_null(1)) {
        note.beside = row.id<requests::RequestId>(2);
    } else {
        note.beside = row.id<contacts::ContactId>(1);
    }
    note.author = row.id<PersonId>(3);
    note.author_name = row.text(4);
    note.tier = parse_tier(row.view(5)).value_or(Tier::only_me);
    note.sealed = row.text(6);
    note.written_at = row.instant(7);
    note.shared_at = row.maybe_instant(8);
    note.is_mine = note.author == reader;
    note.circle = row.id<keys::CircleId>(9);
    note.epoch = row.integer(10);
    note.version = row.integer(11);
    return note;
}

// Once all rows are read: opening asks for keys.
std::vector<Note> opened(ReadTx& tx, std::vector<Note> found) {
    keys::Opener opener(tx);
    for (Note& note : found) {
        auto look = opener.open(note.id.view(), sealed_of(note));
        note.body = std::move(look.text);
        note.is_locked = look.state == keys::Opener::State::locked;
        note.is_lost = !note.is_locked && look.state != keys::Opener::State::open;
    }
    return found;
}

}  // namespace

std::optional<Note> find(ReadTx& tx, NoteId note) {
    auto found =
        opened(tx, tx.all<Note>(
                       sql::find, [&](const db::Row& row) { return note_of(row, tx.actor()); },
                       tx.district(), tx.actor(), role_day(tx), note));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<Note> beside(ReadTx& tx, const Subject& subject) {
    const auto make = [&](const db::Row& row) { return note_of(row, tx.actor()); };
    if (const auto* contact = std::get_if<contacts::ContactId>(&subject)) {
        return opened(tx, tx.all<Note>(sql::beside_contact, make, tx.district(), tx.actor(),
                                       role_day(tx), *contact));
    }
    return opened(tx, tx.all<Note>(sql::beside_request, make, tx.district(), tx.actor(),
                                   role_day(tx), std::get<requests::RequestId>(subject)));
}

std::vector<Note> in_history_of(ReadTx& tx, PersonId teacher, const Span& span) {
    return opened(
        tx, tx.all<Note>(
                sql::in_history_of, [&](const db::Row& row) { return note_of(row, tx.actor()); },
                tx.district(), tx.actor(), role_day(tx), teacher, span.from, span.to));
}

std::vector<Note> mine(ReadTx& tx, const Span& span) {
    return opened(tx, tx.all<Note>(
                          sql::mine, [&](const db::Row& row) { return note_of(row, tx.actor()); },
                          tx.district(), tx.actor(), role_day(tx), span.from, span.to));
}

std::vector<contacts::ContactId> contacts_noted_with(ReadTx& tx, std::string_view words) {
    const std::string wanted = text::folded(words);
    std::vector<contacts::ContactId> found;
    if (wanted.empty()) return found;
    struct Line {
        contacts::ContactId contact;
        NoteId note;
        keys::Sealed sealed;
    };
    const auto lines = tx.all<Line>(
        sql::newest_of_mine,
        [](const db::Row& row) {
            return Line{row.id<contacts::ContactId>(0), row.id<NoteId>(1),
                        keys::Sealed{row.text(2), row.id<keys::CircleId>(3), row.integer(4),
                                     row.integer(5)}};
        },
        tx.district(), tx.actor(), role_day(tx));
    keys::Opener opener(tx);
    if (opener.is_locked()) return found;
    for (const Line& line : lines) {
        const auto look = opener.open(line.note.view(), line.sealed);
        if (text::folded(look.text).find(wanted) != std::string::npos) {
            found.push_back(line.contact);
        }
    }
    return found;
}

namespace store {

void insert(WriteTx& tx, const Note& note) {
    std::optional<contacts::ContactId> contact;
    std::optional<requests::RequestId> request;
    if (const auto* beside = std::get_if<contacts::ContactId>(&note.beside)) contact = *beside;
    if (const auto* beside = std::get_if<requests::RequestId>(&note.beside)) request = *beside;
    tx.run(sql::insert, tx.district(), note.id, contact, request, note.author, code(note.tier),
           note.sealed, note.circle, note.epoch, note.version, note.written_at);
}

void mark_shared(WriteTx& tx, NoteId note) {
    tx.run(sql::mark_shared, tx.district(), note, tx.actor(), tx.now());
}

void seal_anew(WriteTx& tx, NoteId note, const keys::Sealed& sealed) {
    tx.run(sql::seal_anew, tx.district(), note, sealed.text, sealed.circle, sealed.epoch,
           sealed.version);
}

void take_along(WriteTx& tx, const Replacement& replacement) {
    tx.run(sql::follow, tx.district(), replacement.old_contact, replacement.new_contact);
}

std::vector<PersonId> about(ReadTx& tx, const Subject& subject) {
    const auto make = [](const db::Row& row) { return row.id<PersonId>(0); };
    if (const auto* contact = std::get_if<contacts::ContactId>(&subject)) {
        return tx.all<PersonId>(sql::people_of_contact, make, tx.district(), *contact);
    }
    return tx.all<PersonId>(sql::teacher_of_request, make, tx.district(),
                            std::get<requests::RequestId>(subject));
}

bool is_own_contact(ReadTx& tx, contacts::ContactId contact) {
    return tx.number(sql::is_own_contact, tx.district(), tx.actor(), contact) > 0;
}

std::vector<Seer> readers(ReadTx& tx, NoteId note, Tier tier) {
    const auto make = [&](const db::Row& row) {
        if (row.integer(1) == 2) return Seer{row.text(0), Key{"notes.seen_as_teacher"}};
        return Seer{row.text(0), tier == Tier::only_me ? Key{"notes.seen_as_only_author"}
                                                       : Key{"notes.seen_as_author"}};
    };
    return tx.all<Seer>(sql::readers, make, tx.district(), note, role_day(tx), code(tier));
}

}  // namespace store

}  // namespace rapport::notes
