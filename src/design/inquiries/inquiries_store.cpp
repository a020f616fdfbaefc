#include "design/inquiries/inquiries_store.hpp"

#include <algorithm>

namespace rapport::inquiries::store {

namespace sql {
// Rides inquiry_asker.
constexpr Sql of_actor{"inquiries.of_actor", R"(
    SELECT i.id, i.state, i.title, i.about, i.language, i.made_at, i.opened_on, i.closed_on,
           i.version, COUNT(r.id)
      FROM inquiry i
      LEFT JOIN inquiry_response r ON r.district_id = i.district_id AND r.inquiry_id = i.id
     WHERE i.district_id = $1 AND i.asked_by = $2
     GROUP BY i.id, i.state, i.title, i.about, i.language, i.made_at, i.opened_on, i.closed_on,
              i.version
     ORDER BY i.made_at DESC, i.id DESC)"};
constexpr Sql own{"inquiries.own", R"(
    SELECT id, state, title, about, language, made_at, opened_on, closed_on, version,
           (SELECT COUNT(*)
              FROM inquiry_response r
             WHERE r.district_id = $1 AND r.inquiry_id = $2)
      FROM inquiry
     WHERE district_id = $1 AND id = $2 AND asked_by = $3)"};
constexpr Sql any{"inquiries.any", R"(
    SELECT id, state, title, about, language, made_at, opened_on, closed_on, version,
           (SELECT COUNT(*)
              FROM inquiry_response r
             WHERE r.district_id = $1 AND r.inquiry_id = $2)
      FROM inquiry
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql questions{"inquiries.questions", R"(
    SELECT words, why
      FROM inquiry_question
     WHERE district_id = $1 AND inquiry_id = $2
     ORDER BY position)"};
constexpr Sql insert{"inquiries.insert", R"(
    INSERT INTO inquiry (district_id, id, state, title, about, language, asked_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr Sql put{"inquiries.put", R"(
    UPDATE inquiry
       SET state = $3, title = $4, about = $5, language = $6, opened_on = $7, closed_on = $8,
           version = version + 1
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
                                  may_quote, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr Sql insert_answer{"inquiries.insert_answer", R"(
    INSERT INTO inquiry_answer (district_id, response_id, position, words)
    VALUES ($1, $2, $3, $4))"};
// Rides inquiry_response_inquiry.
constexpr Sql responses{"inquiries.responses", R"(
    SELECT id, channel, school, name, source, may_quote, made_at
      FROM inquiry_response
     WHERE district_id = $1 AND inquiry_id = $2
     ORDER BY made_at, id)"};
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
            .version = row.integer(8),
            .responses = row.integer(9),
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
    const auto by = parse_by_hand(row.view(1));
    const auto school = parse_school(row.view(2));
    must(school.has_value(), "a stored answer is of no kind of school");
    return {.id = row.id<ResponseId>(0),
            .channel = by.value_or(Channel::page),
            .school = *school,
            .name = row.text(3),
            .source = row.text(4),
            .may_quote = row.flag(5),
            .made_at = row.instant(6),
            .answers = {}};
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

void insert(WriteTx& tx, const Inquiry& one) {
    tx.run(sql::insert, tx.district(), one.id, code(one.state), one.title, one.about, one.language,
           tx.actor(), tx.now());
    put_questions(tx, one);
}

void put(WriteTx& tx, const Inquiry& one) {
    tx.run(sql::put, tx.district(), one.id, code(one.state), one.title, one.about, one.language,
           one.opened_on, one.closed_on);
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
           code(one.school), one.name, one.source, one.may_quote, one.made_at);
    std::int64_t position = 0;
    for (const std::string& words : one.answers) {
        ++position;
        if (!words.empty()) tx.run(sql::insert_answer, tx.district(), one.id, position, words);
    }
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
    return tx.run(sql::erase_response, tx.district(), inquiry, id);
}

}  // namespace rapport::inquiries::store
