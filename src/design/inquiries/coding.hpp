// What the answers to an inquiry come to: the asker sorts them into categories, answer by answer,
// and reads question x category x kind of school in one table, which may be published with the
// words of those who agreed. Words that a category looks for suggest it; a person decides. Inside
// inquiries only.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/inquiries/inquiries.hpp"

namespace rapport::inquiries {

using CategoryId = Id<struct InquiryCategoryTag>;

inline constexpr std::size_t categories_max = 20;  // Of one question.
// A column of the public table is about so many at least; smaller kinds of school stand together.
inline constexpr std::int64_t column_least = 5;

struct Category {
    CategoryId id;
    std::size_t question = 0;  // From 0.
    std::string name;
    std::string looks_for;  // "grant, levy": words that suggest it.
};

struct Quote {
    ResponseId response;
    std::size_t question = 0;  // From 0.
    std::string words;
};

using Coding = std::pair<CategoryId, ResponseId>;

struct Coded {
    std::vector<Category> categories;  // In the order they were made.
    std::set<Coding> codings;
    std::vector<Quote> quotes;
    const std::string* quote(ResponseId, std::size_t question) const;  // nullptr: none.
};
Coded coded(ReadTx&, const Inquiry&);

// Whether the answer holds one of the words the category looks for, or its name where it names
// none.
bool suggests(const Category&, std::string_view answer);

Result<CategoryId> add_category(WriteTx&, const Inquiry&, std::size_t question,
                                std::string_view name, std::string_view looks_for);
// The answers stay, no longer sorted into it.
Result<Done> erase_category(WriteTx&, const Inquiry&, CategoryId);

// What the asker changed at one question: answers put into categories, and taken out of them.
struct Sorting {
    std::set<Coding> added, removed;
    std::vector<Quote> quotes;  // "" takes a quote back.
};
// Refuses to quote whoever did not agree, and words that name the writer or hold an address; at
// "quote-<response>". What belongs to no answer or no category of the question is left out.
Result<Done> sort(WriteTx&, const Inquiry&, std::size_t question, const Sorting&);

// --- The table -------------------------------------------------------------------------------

struct TableRow {
    enum class Kind : std::uint8_t { category, unsorted, silent } kind = Kind::category;
    std::string name;                  // Of the category.
    std::vector<std::int64_t> counts;  // By column.
    std::int64_t total = 0;
};
struct QuestionTable {
    std::vector<TableRow> rows;
    std::vector<std::string> quotes;
};
struct Table {
    std::vector<std::vector<School>> columns;  // Kinds of school that stand together.
    std::vector<std::int64_t> people;          // By column: how many answered anything.
    std::vector<QuestionTable> questions;
    std::vector<std::pair<Channel, std::int64_t>> channels;
    std::int64_t total = 0;      // Of people.
    std::int64_t unchecked = 0;  // Answers nobody has looked over, which are not counted.
};
// An answer may be of two categories, so rows may add up to more than the people. A column is about
// `least` people at least, as far as there are so many; answers of doubles count once.
Table table_of(const Inquiry&, const std::vector<Response>&, const Coded&, std::int64_t least);

// From now on whoever has the link reads the table, of what was answered until now. Refuses while
// it is open, and with fewer than `column_least` people: each would know the others.
Result<Done> publish(WriteTx&, const Inquiry&, std::string_view conclusion);
Result<Done> unpublish(WriteTx&, const Inquiry&);

// As whoever has the link reads it.
Table published_table(ReadTx&, const Inquiry&);

}  // namespace rapport::inquiries
