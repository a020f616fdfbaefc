#include "design/inquiries/coding_store.hpp"

namespace rapport::inquiries::store {

namespace sql {
// Rides inquiry_category_inquiry.
constexpr Sql categories{"inquiries.categories", R"(
    SELECT id, position, name, looks_for
      FROM inquiry_category
     WHERE district_id = $1 AND inquiry_id = $2
     ORDER BY position, made_at, id)"};
constexpr Sql codings{"inquiries.codings", R"(
    SELECT c.category_id, c.response_id
      FROM inquiry_category g
      JOIN inquiry_coding c ON c.district_id = g.district_id AND c.category_id = g.id
     WHERE g.district_id = $1 AND g.inquiry_id = $2)"};
constexpr Sql quotes{"inquiries.quotes", R"(
    SELECT q.response_id, q.position, q.words
      FROM inquiry_response r
      JOIN inquiry_quote q ON q.district_id = r.district_id AND q.response_id = r.id
     WHERE r.district_id = $1 AND r.inquiry_id = $2
     ORDER BY r.made_at, r.id, q.position)"};
constexpr Sql insert{"inquiries.insert_category", R"(
    INSERT INTO inquiry_category (district_id, id, inquiry_id, position, name, looks_for,
                                  made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql erase_of_category{"inquiries.erase_of_category", R"(
    DELETE FROM inquiry_coding
     WHERE district_id = $1
       AND category_id IN (SELECT id
                             FROM inquiry_category
                            WHERE district_id = $1 AND inquiry_id = $2 AND id = $3))"};
constexpr Sql erase{"inquiries.erase_category", R"(
    DELETE FROM inquiry_category
     WHERE district_id = $1 AND inquiry_id = $2 AND id = $3)"};
constexpr Sql add{"inquiries.add_coding", R"(
    INSERT INTO inquiry_coding (district_id, category_id, response_id)
    VALUES ($1, $2, $3)
    ON CONFLICT (district_id, category_id, response_id) DO NOTHING)"};
constexpr Sql remove{"inquiries.remove_coding", R"(
    DELETE FROM inquiry_coding
     WHERE district_id = $1 AND category_id = $2 AND response_id = $3)"};
constexpr Sql put_quote{"inquiries.put_quote", R"(
    INSERT INTO inquiry_quote (district_id, response_id, position, words)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (district_id, response_id, position) DO UPDATE
       SET words = excluded.words)"};
constexpr Sql erase_quote{"inquiries.erase_quote", R"(
    DELETE FROM inquiry_quote
     WHERE district_id = $1 AND response_id = $2 AND position = $3)"};
}  // namespace sql

namespace {

std::size_t question_of(const db::Row& row, int column) {
    return static_cast<std::size_t>(row.integer(column) - 1);
}

std::int64_t position_of(std::size_t question) { return static_cast<std::int64_t>(question) + 1; }

}  // namespace

Coded coded(ReadTx& tx, const Inquiry& inquiry) {
    Coded all;
    all.categories = tx.all<Category>(
        sql::categories,
        [](const db::Row& row) {
            return Category{row.id<CategoryId>(0), question_of(row, 1), row.text(2), row.text(3)};
        },
        tx.district(), inquiry.id);
    tx.each(
        sql::codings,
        [&](const db::Row& row) {
            all.codings.emplace(row.id<CategoryId>(0), row.id<ResponseId>(1));
        },
        tx.district(), inquiry.id);
    all.quotes = tx.all<Quote>(
        sql::quotes,
        [](const db::Row& row) {
            return Quote{row.id<ResponseId>(0), question_of(row, 1), row.text(2)};
        },
        tx.district(), inquiry.id);
    return all;
}

void insert(WriteTx& tx, InquiryId inquiry, const Category& one) {
    tx.run(sql::insert, tx.district(), one.id, inquiry, position_of(one.question), one.name,
           one.looks_for, tx.now());
}

std::int64_t erase(WriteTx& tx, InquiryId inquiry, CategoryId id) {
    tx.run(sql::erase_of_category, tx.district(), inquiry, id);
    return tx.run(sql::erase, tx.district(), inquiry, id);
}

void add(WriteTx& tx, const Coding& one) { tx.run(sql::add, tx.district(), one.first, one.second); }

void remove(WriteTx& tx, const Coding& one) {
    tx.run(sql::remove, tx.district(), one.first, one.second);
}

void put(WriteTx& tx, const Quote& one) {
    if (one.words.empty()) {
        tx.run(sql::erase_quote, tx.district(), one.response, position_of(one.question));
    } else {
        tx.run(sql::put_quote, tx.district(), one.response, position_of(one.question), one.words);
    }
}

}  // namespace rapport::inquiries::store
