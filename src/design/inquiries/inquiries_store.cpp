#include "design/inquiries/inquiries_store.hpp"

#include <algorithm>

namespace rapport::inquiries::store {

namespace sql {
// Rides inquiry_asker.
constexpr Sql of_actor{"inquiries.of_actor", R"(
    SELECT i.id, i.state, i.title, i.about, i.language, i.made_at, i.opened_on, i.closed_on,
           i.published_at, i.conclusion, i.pairs, i.follows, i.chain, i.version,
           COUNT(r.id)
      FROM inquiry i
      LEFT JOIN inquiry_response r ON r.district_id = i.district_id AND r.inquiry_id = i.id
     WHERE i.district_id = $1 AND i.asked_by = $2
     GROUP BY i.id, i.state, i.title, i.about, i.language, i.made_at, i.opened_on, i.closed_on,
              i.published_at, i.conclusion, i.pairs, i.follows, i.chain, i.version
     ORDER BY i.made_at DESC, i.id DESC)"};
constexpr Sql own{"inquiries.own", R"(
    SELECT id, state, title, about, language, made_at, opened_on, closed_on, published_at,
           conclusion, pairs, follows, chain, version,
           (SELECT COUNT(*)
              FROM inquiry_response r
             WHERE r.district_id = $1 AND r.inquiry_id = $2)
      FROM inquiry
     WHERE district_id = $1 AND id = $2 AND asked_by = $3)"};
constexpr Sql any{"inquiries.any", R"(
    SELECT id, state, title, about, language, made_at, opened_on, closed_on, published_at,
           conclusion, pairs, follows, chain, version,
           (SELECT COUNT(*)
              FROM inquiry_response r
             WHERE r.district_id = $1 AND r.inquiry_id = $2)
      FROM inquiry
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql published{"inquiries.published", R"(
    SELECT id
      FROM inquiry
     WHERE district_id = $1 AND published_at IS NOT NULL)"};
constexpr Sql questions{"inquiries.questions", R"(
    SELECT words, why
      FROM inquiry_question
     WHERE district_id = $1 AND inquiry_id = $2
     ORDER BY position)"};
constexpr Sql insert{"inquiries.insert", R"(
    INSERT INTO inquiry (district_id, id, state, title, about, language, asked_by, made_at,
                         pairs, follows, chain)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))"};
constexpr Sql put{"inquiries.put", R"(
    UPDATE inquiry
       SET state = $3, title = $4, about = $5, language = $6, opened_on = $7, closed_on = $8,
           published_at = $9, conclusion = $10, pairs = $11, version = version + 1
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql erase_questions{"inquiries.erase_questions", R"(
    DELETE FROM inquiry_question
     WHERE district_id = $1 AND inquiry_id = $2)"};
constexpr Sql insert_question{"inquiries.insert_question", R"(
    INSERT INTO inquiry_question (district_id, inquiry_id, position, words, why)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql link{"inquiries.link", R"(
    INSERT INTO inquiry_link (inquiry_id, district_id)
    VALUES ($2, $1))"};
constexpr Sql district_of{"inquiries.district_of", R"(
    SELECT district_id
      FROM inquiry_link
     WHERE inquiry_id = $1)"};
constexpr Sql insert_response{"inquiries.insert_response", R"(
    INSERT INTO inquiry_response (district_id, id, inquiry_id, channel, school, name, source,
                                  may_quote, made_at, whole, digest, is_checked,
                                  pair)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))"};
constexpr Sql put_response{"inquiries.put_response", R"(
    UPDATE inquiry_response
       SET school = $4, name = $5, may_quote = $6, is_checked = $7
     WHERE district_id = $1 AND inquiry_id = $2 AND id = $3)"};
constexpr Sql insert_answer{"inquiries.insert_answer", R"(
    INSERT INTO inquiry_answer (district_id, response_id, position, words)
    VALUES ($1, $2, $3, $4))"};
// Rides inquiry_response_inquiry.
constexpr Sql responses{"inquiries.responses", R"(
    SELECT id, channel, school, name, source, may_quote, made_at, whole, is_checked, pair
      FROM inquiry_response
     WHERE district_id = $1 AND inquiry_id = $2
     ORDER BY made_at, id)"};
constexpr Sql is_known{"inquiries.is_known", R"(
    SELECT COUNT(*)
      FROM inquiry_response
     WHERE district_id = $1 AND inquiry_id = $2 AND digest = $3)"};
constexpr Sql count_from{"inquiries.count_from", R"(
    SELECT COUNT(*)
      FROM inquiry_response
     WHERE district_id = $1 AND inquiry_id = $2 AND source = $3 AND made_at > $4)"};
constexpr Sql answers{"inquiries.answers", R"(
    SELECT a.response_id, a.position, a.words
      FROM inquiry_response r
      JOIN inquiry_answer a ON a.district_id = r.district_id AND a.response_id = r.id
     WHERE r.district_id = $1 AND r.inquiry_id = $2
     ORDER BY r.made_at, r.id, a.position)"};
constexpr Sql erase_answers{"inquiries.erase_answers", R"(
    DELETE FROM inquiry_answer
     WHERE district_id = $1
       AND response_id IN (SELECT id
                             FROM inquiry_response
                            WHERE district_id = $1 AND inquiry_id = $2 AND id = $3))"};
constexpr Sql erase_quotes{"inquiries.erase_quotes", R"(
    DELETE FROM inquiry_quote
     WHERE district_id = $1
       AND response_id IN (SELECT id
                             FROM inquiry_response
                            WHERE district_id = $1 AND inquiry_id = $2 AND id = $3))"};
constexpr Sql erase_codings{"inquiries.erase_codings", R"(
    DELETE FROM inquiry_coding
     WHERE district_id = $1
       AND response_id IN (SELECT id
                             FROM inquiry_response
                            WHERE district_id = $1 AND inquiry_id = $2 AND id = $3))"};
constexpr Sql erase_names{"inquiries.erase_names", R"(
    UPDATE inquiry_response
       SET name = '', source = CASE channel WHEN 'mail' THEN '' ELSE source END,
           whole = CASE WHEN is_checked THEN '' ELSE whole END
     WHERE district_id = $1
       AND (name <> '' OR (channel = 'mail' AND source <> '') OR (is_checked AND whole <> ''))
       AND inquiry_id IN (SELECT id
                            FROM inquiry
                           WHERE district_id = $1 AND state = 'closed' AND closed_on < $2))"};
constexpr Sql insert_key{"inquiries.insert_key", R"(
    INSERT INTO inquiry_key (district_id, response_id, digest)
    VALUES ($1, $2, $3))"};
constexpr Sql response_of_key{"inquiries.response_of_key", R"(
    SELECT r.id
      FROM inquiry_key k
      JOIN inquiry_response r ON r.district_id = k.district_id AND r.id = k.response_id
     WHERE k.district_id = $1 AND k.digest = $3 AND r.inquiry_id = $2)"};
constexpr Sql erase_keys{"inquiries.erase_keys", R"(
    DELETE FROM inquiry_key
     WHERE district_id = $1
       AND response_id IN (SELECT id
                             FROM inquiry_response
                            WHERE district_id = $1 AND inquiry_id = $2 AND id = $3))"};
constexpr Sql erase_response{"inquiries.erase_response", R"(
    DELETE FROM inquiry_response
     WHERE district_id = $1 AND inquiry_id = $2 AND id = $3)"};
}  // namespace sql

namespace {

State state_of(std::string_view text) {
    for (const State state : {State::open, State::closed}) {
        if (code(state) == text) return state;
    }
    return State::draft;
}

Inquiry inquiry_of(const db::Row& row) {
    return {.id = row.id<InquiryId>(0),
            .state = state_of(row.view(1)),
            .title = row.text(2),
            .about = row.text(3),
            .language = row.text(4),
            .made_at = row.instant(5),
            .opened_on = row.maybe_day(6),
            .closed_on = row.maybe_day(7),
            .published_at = row.maybe_instant(8),
            .conclusion = row.text(9),
            .pairs = row.flag(10),
            .follows = row.maybe_id<InquiryId>(11),
            .chain = row.id<InquiryId>(12),
            .version = row.integer(13),
            .responses = row.integer(14),
            .questions = {}};
}

std::optional<Inquiry> with_questions(ReadTx& tx, std::optional<Inquiry> found) {
    if (found) {
        found->questions = tx.all<Question>(
            sql::questions,
            [](const db::Row& row) {
                return Question{row.text(0), row.text(1)};
            },
            tx.district(), found->id);
    }
    return found;
}

Response response_of(const db::Row& row) {
    const auto channel = parse_channel(row.view(1));
    const auto school = parse_school(row.view(2));
    must(channel && school, "a stored answer came by no way or is of no kind of school");
    return {.id = row.id<ResponseId>(0),
            .channel = *channel,
            .school = *school,
            .name = row.text(3),
            .source = row.text(4),
            .may_quote = row.flag(5),
            .made_at = row.instant(6),
            .answers = {},
            .whole = row.text(7),
            .pair = row.text(9),
            .is_checked = row.flag(8)};
}

void insert_answers(WriteTx& tx, const Response& one) {
    std::int64_t position = 0;
    for (const std::string& words : one.answers) {
        ++position;
        if (!words.empty()) tx.run(sql::insert_answer, tx.district(), one.id, position, words);
    }
}

}  // namespace

std::vector<Inquiry> of_actor(ReadTx& tx) {
    return tx.all<Inquiry>(sql::of_actor, inquiry_of, tx.district(), tx.actor());
}

std::optional<Inquiry> own(ReadTx& tx, InquiryId id) {
    return with_questions(tx,
                          tx.maybe<Inquiry>(sql::own, inquiry_of, tx.district(), id, tx.actor()));
}

std::optional<Inquiry> any(ReadTx& tx, InquiryId id) {
    return with_questions(tx, tx.maybe<Inquiry>(sql::any, inquiry_of, tx.district(), id));
}

std::vector<Inquiry> published(ReadTx& tx) {
    const auto ids = tx.all<InquiryId>(
        sql::published, [](const db::Row& row) { return row.id<InquiryId>(0); }, tx.district());
    std::vector<Inquiry> found;
    for (const InquiryId id : ids) found.push_back(any(tx, id).value());
    return found;
}

void insert(WriteTx& tx, const Inquiry& one) {
    tx.run(sql::insert, tx.district(), one.id, code(one.state), one.title, one.about, one.language,
           tx.actor(), tx.now(), one.pairs, one.follows, one.chain);
    put_questions(tx, one);
}

void put(WriteTx& tx, const Inquiry& one) {
    tx.run(sql::put, tx.district(), one.id, code(one.state), one.title, one.about, one.language,
           one.opened_on, one.closed_on, one.published_at, one.conclusion, one.pairs);
}

void put_questions(WriteTx& tx, const Inquiry& one) {
    tx.run(sql::erase_questions, tx.district(), one.id);
    std::int64_t position = 0;
    for (const Question& each : one.questions) {
        tx.run(sql::insert_question, tx.district(), one.id, ++position, each.words, each.why);
    }
}

void link(WriteTx& tx, InquiryId id) { tx.run(sql::link, tx.district(), id); }

std::optional<DistrictId> district_of(ReadTx& tx, InquiryId id) {
    return tx.maybe<DistrictId>(
        sql::district_of, [](const db::Row& row) { return row.id<DistrictId>(0); }, id);
}

void insert(WriteTx& tx, InquiryId inquiry, const Response& one) {
    tx.run(sql::insert_response, tx.district(), one.id, inquiry, code(one.channel),
           code(one.school), one.name, one.source, one.may_quote, one.made_at, one.whole,
           one.digest, one.is_checked, one.pair);
    insert_answers(tx, one);
}

void put(WriteTx& tx, InquiryId inquiry, const Response& one) {
    tx.run(sql::put_response, tx.district(), inquiry, one.id, code(one.school), one.name,
           one.may_quote, one.is_checked);
    tx.run(sql::erase_answers, tx.district(), inquiry, one.id);
    tx.run(sql::erase_quotes, tx.district(), inquiry, one.id);
    insert_answers(tx, one);
}

bool is_known(ReadTx& tx, InquiryId inquiry, std::string_view digest) {
    return tx.number(sql::is_known, tx.district(), inquiry, digest) > 0;
}

std::int64_t count_from(ReadTx& tx, InquiryId inquiry, std::string_view address, Instant since) {
    return tx.number(sql::count_from, tx.district(), inquiry, address, since);
}

std::vector<Response> responses(ReadTx& tx, const Inquiry& inquiry) {
    auto found = tx.all<Response>(sql::responses, response_of, tx.district(), inquiry.id);
    for (Response& one : found) one.answers.resize(inquiry.questions.size());
    // Both come in one order.
    auto at = found.begin();
    const auto add = [&](const db::Row& row) {
        at = std::ranges::find(at, found.end(), row.id<ResponseId>(0), &Response::id);
        const auto place = static_cast<std::size_t>(row.integer(1) - 1);
        must(at != found.end() && place < at->answers.size(), "an answer to no question");
        at->answers[place] = row.text(2);
    };
    tx.each(sql::answers, add, tx.district(), inquiry.id);
    return found;
}

std::int64_t erase(WriteTx& tx, InquiryId inquiry, ResponseId id) {
    tx.run(sql::erase_answers, tx.district(), inquiry, id);
    tx.run(sql::erase_quotes, tx.district(), inquiry, id);
    tx.run(sql::erase_codings, tx.district(), inquiry, id);
    tx.run(sql::erase_keys, tx.district(), inquiry, id);
    return tx.run(sql::erase_response, tx.district(), inquiry, id);
}

std::int64_t erase_names(WriteTx& tx, Day before) {
    return tx.run(sql::erase_names, tx.district(), before);
}

void insert_key(WriteTx& tx, ResponseId id, std::string_view digest) {
    tx.run(sql::insert_key, tx.district(), id, digest);
}

std::optional<ResponseId> response_of_key(ReadTx& tx, InquiryId inquiry, std::string_view digest) {
    return tx.maybe<ResponseId>(
        sql::response_of_key, [](const db::Row& row) { return row.id<ResponseId>(0); },
        tx.district(), inquiry, digest);
}

}  // namespace rapport::inquiries::store
