// Who was asked, what they said, and what was done when.
#include "design/posts/posts_store.hpp"

namespace rapport::posts::store {

namespace sql {
constexpr Sql is_here{"posts.is_here", R"(
    SELECT COUNT(*)
      FROM person
     WHERE district_id = $1 AND id = $2 AND ended_on IS NULL)"};
constexpr Sql holders{"posts.holders", R"(
    SELECT DISTINCT p.id
      FROM role_held h
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE h.district_id = $1 AND h.role = $2 AND p.ended_on IS NULL
       AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3
     ORDER BY p.id)"};
constexpr Sql authors{"posts.authors", R"(
    SELECT DISTINCT p.id, p.name, p.sort_name
      FROM role_held h
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE h.district_id = $1 AND h.role IN ('director', 'district_admin') AND p.ended_on IS NULL
       AND COALESCE(h.begins_on, $2) <= $2 AND COALESCE(h.ends_on, $2) >= $2
     ORDER BY p.sort_name, p.id)"};
constexpr Sql consulted{"posts.consulted", R"(
    SELECT c.person_id, p.name,
           (SELECT COUNT(*)
              FROM duty_comment m
             WHERE m.district_id = $1 AND m.post_id = $2 AND m.number = $3
               AND m.author_id = c.person_id)
      FROM consulted_person c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.district_id = $1 AND c.post_id = $2 AND c.number = $3
     ORDER BY p.sort_name, p.id)"};
constexpr Sql ask{"posts.ask", R"(
    INSERT INTO consulted_person (district_id, post_id, number, person_id, asked_at)
    VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (district_id, post_id, number, person_id) DO NOTHING)"};
constexpr Sql comments{"posts.comments", R"(
    SELECT m.id, m.duty_id, m.about, m.author_id, p.name, m.words, m.made_at, m.answer,
           COALESCE(a.name, ''), m.answered_at, m.is_taken_up
      FROM duty_comment m
      JOIN person p ON p.district_id = m.district_id AND p.id = m.author_id
      LEFT JOIN person a ON a.district_id = m.district_id AND a.id = m.answered_by
     WHERE m.district_id = $1 AND m.post_id = $2 AND m.number = $3
     ORDER BY m.made_at, m.id)"};
constexpr Sql insert_comment{"posts.insert_comment", R"(
    INSERT INTO duty_comment (district_id, id, post_id, number, duty_id, about, author_id, words,
                              made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr Sql put_answer{"posts.put_answer", R"(
    UPDATE duty_comment
       SET answer = $3, is_taken_up = $4, answered_by = $5, answered_at = $6
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql events{"posts.events", R"(
    SELECT p.name, e.act, e.at, e.day, e.words
      FROM description_event e
      JOIN person p ON p.district_id = e.district_id AND p.id = e.actor_id
     WHERE e.district_id = $1 AND e.post_id = $2 AND e.number = $3
     ORDER BY e.seq)"};
constexpr Sql next_seq{"posts.next_seq", R"(
    SELECT COALESCE(MAX(seq), 0) + 1
      FROM description_event
     WHERE district_id = $1 AND post_id = $2 AND number = $3)"};
constexpr Sql append_event{"posts.append_event", R"(
    INSERT INTO description_event (district_id, post_id, number, seq, at, actor_id, act, day, words)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
}  // namespace sql

namespace {

Comment comment_of(const db::Row& row) {
    return {.id = row.id<CommentId>(0),
            .duty = row.maybe_id<DutyId>(1),
            .about = row.text(2),
            .author = row.id<PersonId>(3),
            .author_name = row.text(4),
            .words = row.text(5),
            .answer = row.text(7),
            .answered_by = row.text(8),
            .made_at = row.instant(6),
            .answered_at = row.maybe_instant(9),
            .is_taken_up = row.flag(10)};
}

Day role_day(ReadTx& tx) { return Zone::utc().day(tx.now()); }

}  // namespace

bool is_here(ReadTx& tx, PersonId person) {
    return tx.number(sql::is_here, tx.district(), person) > 0;
}

std::vector<PersonId> holders(ReadTx& tx, std::string_view role) {
    return tx.all<PersonId>(
        sql::holders, [](const db::Row& row) { return row.id<PersonId>(0); }, tx.district(), role,
        role_day(tx));
}

std::vector<Named> authors(ReadTx& tx) {
    return tx.all<Named>(
        sql::authors,
        [](const db::Row& row) {
            return Named{row.id<PersonId>(0), row.text(1)};
        },
        tx.district(), role_day(tx));
}

std::vector<Consulted> consulted(ReadTx& tx, const Description& of) {
    return tx.all<Consulted>(
        sql::consulted,
        [](const db::Row& row) {
            return Consulted{row.id<PersonId>(0), row.text(1), row.integer(2) > 0};
        },
        tx.district(), of.post, of.number);
}

bool ask(WriteTx& tx, const Description& of, PersonId person) {
    return tx.run(sql::ask, tx.district(), of.post, of.number, person, tx.now()) > 0;
}

std::vector<Comment> comments(ReadTx& tx, const Description& of) {
    return tx.all<Comment>(sql::comments, comment_of, tx.district(), of.post, of.number);
}

void insert_comment(WriteTx& tx, const Description& of, const Comment& one) {
    tx.run(sql::insert_comment, tx.district(), one.id, of.post, of.number, one.duty, one.about,
           tx.actor(), one.words, tx.now());
}

void put_answer(WriteTx& tx, CommentId comment, const TypedAnswer& answer) {
    tx.run(sql::put_answer, tx.district(), comment, answer.words, answer.is_taken_up, tx.actor(),
           tx.now());
}

std::vector<Event> events(ReadTx& tx, const Description& of) {
    return tx.all<Event>(
        sql::events,
        [](const db::Row& row) {
            return Event{row.text(0), row.text(1), row.instant(2), row.maybe_day(3), row.text(4)};
        },
        tx.district(), of.post, of.number);
}

void append_event(WriteTx& tx, const Description& of, std::string_view act, const Word& word) {
    const std::int64_t seq = tx.number(sql::next_seq, tx.district(), of.post, of.number);
    tx.run(sql::append_event, tx.district(), of.post, of.number, seq, tx.now(), tx.actor(), act,
           word.day, word.words);
}

}  // namespace rapport::posts::store
