// The database's own full text, over the table search_document: FTS5 on SQLite, a tsvector with a
// GIN index on PostgreSQL. Both are filled in the transaction of the row; a backup carries the rows
// alone. Words come folded and parted by blanks (kernel/text); no parser of an engine sees them,
// and so both engines find the same. What people type never becomes an engine's syntax: a query is
// words, and words are quoted here (decision 0046).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernel/db/db.hpp"

namespace rapport::db {

struct TextWord {
    std::string word;       // Folded: no blank, no quote.
    bool is_begun = false;  // The beginning of a word will do.
};
using TextWords = std::vector<TextWord>;    // All of them.
using TextChoice = std::vector<TextWords>;  // One of them.
enum class TextWanted : std::uint8_t { all, any };
struct TextQuery {
    std::vector<TextChoice> choices;
    TextWanted wanted = TextWanted::all;
};

// Rows are told apart by ranges of their numbers: of a district, of a kind.
struct TextRange {
    std::int64_t first = 0, last = 0;  // Inclusive.
};
struct TextPage {
    std::int64_t limit = 20, offset = 0;
};

// Numbers of the rows, best first: what stands in the title counts most, in `also` least.
std::vector<std::int64_t> find_text(ReadTx&, const TextQuery&, const TextRange&, const TextPage&);

struct TextRow {  // The folded columns of a document.
    std::string_view title, words, also;
};
// Whoever adds a row of search_document says so, and whoever takes one away, as it was; a change is
// both. PostgreSQL sees to it by itself; SQLite, which trusts no file, runs no trigger of one.
void text_added(WriteTx&, std::int64_t number, const TextRow&);
void text_removed(WriteTx&, std::int64_t number, const TextRow&);

// As the engine is asked; "" where no word is left. For the bench, which asks it by itself too.
std::string sqlite_text_query(const TextQuery&);
std::string postgres_text_query(const TextQuery&);

// Makes the index where there is none yet, and anew where it lacks rows. For migrate.
void make_text_index(Db&);

}  // namespace rapport::db
