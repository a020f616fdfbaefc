#include "kernel/db/text_index.hpp"

#include <algorithm>

namespace rapport::db {

namespace sql {
// SQLite only.
constexpr Sql sqlite_text{"db.sqlite_text", R"(
    SELECT rowid
      FROM search_text
     WHERE search_text MATCH $1 AND rowid BETWEEN $2 AND $3
     ORDER BY rank
     LIMIT $4 OFFSET $5)"};
constexpr Sql sqlite_has_text{"db.sqlite_has_text", R"(
    SELECT (SELECT COUNT(*) FROM sqlite_schema WHERE name = 'search_document')
         - (SELECT COUNT(*) FROM sqlite_schema WHERE name = 'search_text'))"};
constexpr Sql sqlite_has_documents{"db.sqlite_has_documents", R"(
    SELECT COUNT(*) FROM sqlite_schema WHERE name = 'search_document')"};
constexpr Sql sqlite_missed{"db.sqlite_missed", R"(
    SELECT (SELECT COUNT(*) FROM main.search_document)
         - (SELECT COUNT(*) FROM search_text_docsize))"};
constexpr Sql sqlite_add{"db.sqlite_text_add", R"(
    INSERT INTO search_text (rowid, title, words, also)
    VALUES ($1, $2, $3, $4))"};
// An index without content is told what it shall forget.
constexpr Sql sqlite_remove{"db.sqlite_text_remove", R"(
    INSERT INTO search_text (search_text, rowid, title, words, also)
    VALUES ('delete', $1, $2, $3, $4))"};

// PostgreSQL only. The weights are of D, C, B and A; long rows count a little less. The sum keeps
// the planner from reading a whole district by its numbers beside the words.
constexpr Sql postgres_text{"db.postgres_text", R"(
    SELECT number
      FROM search_text
     WHERE words @@ CAST($1 AS tsquery) AND number + 0 BETWEEN $2 AND $3
     ORDER BY ts_rank('{0.05, 0.1, 0.2, 1.0}', words, CAST($1 AS tsquery), 1) DESC, number
     LIMIT $4 OFFSET $5)"};
constexpr Sql postgres_has_text{"db.postgres_has_text", R"(
    SELECT (SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = current_schema() AND c.relname = 'search_document')
         - (SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = current_schema() AND c.relname = 'search_text'))"};
}  // namespace sql

namespace {

constexpr const char* sqlite_index = R"(
CREATE VIRTUAL TABLE search_text USING fts5(title, words, also, content='', prefix='2 3',
    tokenize='ascii');
INSERT INTO search_text (search_text, rank) VALUES ('rank', 'bm25(10.0, 2.0, 0.5)');
INSERT INTO search_text (rowid, title, words, also)
    SELECT number, title_folded, words_folded, also_folded FROM search_document;
)";

// Rows that came in by another way (a backup is put back) are not in the index yet.
constexpr const char* sqlite_anew = R"(
INSERT INTO search_text (search_text) VALUES ('delete-all');
INSERT INTO search_text (rowid, title, words, also)
    SELECT number, title_folded, words_folded, also_folded FROM search_document;
)";

// Each word is a lexeme as it is, with its place and its weight: PostgreSQL parses nothing.
constexpr const char* postgres_index = R"(
CREATE TABLE search_text (number BIGINT NOT NULL PRIMARY KEY, words tsvector NOT NULL);
CREATE FUNCTION search_text_lexemes(folded TEXT, weight TEXT) RETURNS tsvector
    LANGUAGE sql IMMUTABLE AS $body$
    SELECT CAST(COALESCE(string_agg('''' || w.word || ''':' || LEAST(w.place, 16383) || weight,
                                    ' '), '') AS tsvector)
      FROM unnest(string_to_array(folded, ' ')) WITH ORDINALITY AS w (word, place)
     WHERE w.word <> ''
$body$;
CREATE FUNCTION search_text_follow() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM search_text WHERE number = OLD.number;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO search_text (number, words)
            VALUES (NEW.number, search_text_lexemes(NEW.title_folded, 'A')
                || search_text_lexemes(NEW.words_folded, 'B')
                || search_text_lexemes(NEW.also_folded, 'D'));
    END IF;
    RETURN NULL;
END
$body$;
INSERT INTO search_text (number, words)
    SELECT number, search_text_lexemes(title_folded, 'A')
        || search_text_lexemes(words_folded, 'B') || search_text_lexemes(also_folded, 'D')
      FROM search_document;
CREATE INDEX search_text_words ON search_text USING gin (words) WITH (fastupdate = off);
CREATE TRIGGER search_text_follows AFTER INSERT OR UPDATE OR DELETE ON search_document
    FOR EACH ROW EXECUTE FUNCTION search_text_follow();
)";

// A word that an engine could read as more than a word is none.
bool is_plain(const TextWord& word) {
    return !word.word.empty() && std::ranges::none_of(word.word, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= ' ' || byte == 0x7f || c == '"' || c == '\'' || c == '\\';
    });
}

struct Dialect {
    const char *quote, *begun, *also, *instead;
};
constexpr Dialect of_sqlite{"\"", " *", " AND ", " OR "};
constexpr Dialect of_postgres{"'", ":*", " & ", " | "};

void append(std::string& text, const char* joint, const std::string& part) {
    if (part.empty()) return;
    if (!text.empty()) text += joint;
    text += part;
}

std::string bracketed(const std::string& text) { return text.empty() ? "" : "(" + text + ")"; }

std::string written(const TextQuery& query, const Dialect& in) {
    std::string whole;
    for (const TextChoice& choice : query.choices) {
        std::string one;
        for (const TextWords& words : choice) {
            std::string all;
            for (const TextWord& word : words) {
                if (!is_plain(word)) continue;
                append(all, in.also,
                       in.quote + word.word + in.quote + (word.is_begun ? in.begun : ""));
            }
            append(one, in.instead, bracketed(all));
        }
        append(whole, query.wanted == TextWanted::all ? in.also : in.instead, bracketed(one));
    }
    return whole;
}

}  // namespace

std::string sqlite_text_query(const TextQuery& query) { return written(query, of_sqlite); }
std::string postgres_text_query(const TextQuery& query) { return written(query, of_postgres); }

std::vector<std::int64_t> find_text(ReadTx& tx, const TextQuery& query, const TextRange& range,
                                    const TextPage& page) {
    const bool is_sqlite = is_on_sqlite(tx);
    const std::string asked = is_sqlite ? sqlite_text_query(query) : postgres_text_query(query);
    if (asked.empty()) return {};
    return tx.all<std::int64_t>(
        is_sqlite ? sql::sqlite_text : sql::postgres_text,
        [](const Row& row) { return row.integer(0); }, asked, range.first, range.last, page.limit,
        page.offset);
}

void text_added(WriteTx& tx, std::int64_t number, const TextRow& row) {
    if (is_on_sqlite(tx)) tx.run(sql::sqlite_add, number, row.title, row.words, row.also);
}

void text_removed(WriteTx& tx, std::int64_t number, const TextRow& row) {
    if (is_on_sqlite(tx)) tx.run(sql::sqlite_remove, number, row.title, row.words, row.also);
}

void make_text_index(Db& db) {
    const Sql& missing = db.is_sqlite() ? sql::sqlite_has_text : sql::postgres_has_text;
    const bool is_missing =
        db.read(Scope::whole(), [&](ReadTx& tx) { return tx.number(missing) == 1; });
    if (is_missing) db.script(db.is_sqlite() ? sqlite_index : postgres_index);
    if (!db.is_sqlite()) return;
    const auto is_short = [](ReadTx& tx) {
        return tx.number(sql::sqlite_has_documents) > 0 && tx.number(sql::sqlite_missed) != 0;
    };
    if (db.read(Scope::whole(), is_short)) db.script(sqlite_anew);
}

}  // namespace rapport::db
