// SQL: where it may stand, how it is named, whose rows it reads, and the words
// that only one of the two engines understands.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "tests/tidy/rules.hpp"

namespace rapport::tidy {
namespace {

bool holds_statements(const File& file) {
    return file.ends_with("_store.cpp") || file.is_under("src/kernel/db/") ||
           file.is_under("src/kernel/jobs/");
}

bool looks_like_sql(std::string_view text) {
    const auto has = [&](std::string_view word) { return !places_of_word(text, word).empty(); };
    return (has("SELECT") && has("FROM")) || (has("INSERT") && has("INTO")) ||
           (has("DELETE") && has("FROM")) || (has("UPDATE") && has("SET"));
}

// The words of a statement: names and numbers, punctuation one by one, quoted
// text left out.
std::vector<std::string_view> words_of(std::string_view sql) {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < sql.size();) {
        std::size_t end = i + 1;
        if (sql[i] == '\'') {
            end = std::min(sql.find('\'', i + 1), sql.size() - 1) + 1;
        } else if (sql.substr(i, 2) == "--") {
            end = std::min(sql.find('\n', i), sql.size());
        } else if (is_word_char(sql[i]) || sql[i] == '$') {
            while (end < sql.size() && is_word_char(sql[end])) ++end;
            words.push_back(sql.substr(i, end - i));
        } else if (sql[i] != ' ' && sql[i] != '\n') {
            words.push_back(sql.substr(i, 1));
        }
        i = end;
    }
    return words;
}

// Every table a statement names after FROM, JOIN, INTO or UPDATE, as often as
// it names it; the names of its own WITH parts are no tables.
std::vector<std::string> tables_in(std::string_view sql, const std::set<std::string>& known) {
    const auto words = words_of(sql);
    std::vector<std::string> found;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool opens =
            words[i] == "FROM" || words[i] == "JOIN" || words[i] == "INTO" || words[i] == "UPDATE";
        if (opens && i + 1 < words.size() && known.contains(std::string(words[i + 1]))) {
            found.emplace_back(words[i + 1]);
        }
    }
    return found;
}

// True when the statement holds itself to one district: $1 for what it reads
// and changes, a column of its own for what it adds, and a mention for every
// table it joins. A row of the installation that decides the district (a
// session, a link) does as well, when every table is joined to it.
bool is_held_to_district(const Statement& statement, std::size_t tables, bool is_decided) {
    const auto words = words_of(statement.text);
    bool is_scoped = false;
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        const bool equals = words[i] == "district_id" && words[i + 1] == "=";
        if (equals && words[i + 2] == "$1") is_scoped = true;
    }
    const bool adds = !words.empty() && words.front() == "INSERT";
    const auto mentions = static_cast<std::size_t>(
        std::count(words.begin(), words.end(), std::string_view("district_id")));
    if (is_scoped || adds) return mentions >= tables;
    return is_decided && mentions >= 2 * tables;
}

struct Foreign {
    std::string_view words;  // As they stand in a statement, with single spaces.
    std::string_view instead;
};

constexpr Foreign foreign[] = {
    {"SELECT *", "name the columns"},
    {"ILIKE", "a folded column (text::folded)"},
    {"LIKE", "a folded column and a range: LIKE ignores case on one engine only"},
    {"GLOB", "a folded column and a range"},
    {"LATERAL", "a common table expression"},
    {"FOR UPDATE", "db.write, which is serializable"},
    {"DISTINCT ON", "row_number() in a common table expression"},
    {"ANY (", "IN ($2, $3 …), or a join"},
    {"now (", "tx.now()"},
    {"CURRENT_TIMESTAMP", "tx.now()"},
    {"CURRENT_DATE", "tx.now() and a zone"},
    {"random (", "tx.random()"},
    {"string_agg", "ordered rows, joined in C++"},
    {"group_concat", "ordered rows, joined in C++"},
    {"greatest (", "CASE"},
    {"least (", "CASE"},
    {"lower (", "a folded column: lower() knows ASCII only on one engine"},
    {"upper (", "a folded column"},
    {"ifnull (", "COALESCE"},
    {"strftime", "C++"},
    {"datetime (", "C++"},
    {": :", "CAST(… AS …)"},
    {"- >", "a column"},
    {"ALTER COLUMN", "create, copy, rename"},
    {"ADD CONSTRAINT", "create, copy, rename"},
    {"AUTOINCREMENT", "tx.new_id()"},
    {"SERIAL", "tx.new_id()"},
    {"INSERT OR", "ON CONFLICT"},
    {"REPLACE INTO", "ON CONFLICT … DO UPDATE"},
    {"rowid", "a key"},
    {"ctid", "a key"},
    {"VARCHAR", "TEXT"},
    {"INTEGER", "BIGINT"},
    {"INT", "BIGINT"},
    {"REAL", "DOUBLE PRECISION"},
    {"TIMESTAMP", "BIGINT, milliseconds UTC"},
    {"DATE", "TEXT, ISO"},
    {"JSONB", "TEXT"},
    {"UUID", "TEXT"},
};

// The words of SQL with single spaces around each, so that whole words are
// found by plain search.
std::string spaced(std::string_view sql) {
    std::string out = " ";
    for (const std::string_view word : words_of(sql)) {
        out += word;
        out += ' ';
    }
    return out;
}

void look_for_foreign_words(std::string_view sql, const std::string& file, int line,
                            const std::string& subject, Findings& found) {
    const std::string text = spaced(sql);
    const std::string_view quoted = "\"";
    const auto report = [&](std::string_view what, std::string_view instead) {
        found.push_back({"dialect", file + ":" + subject, line,
                         "instead of " + std::string(what) + ": " + std::string(instead)});
    };
    for (const Foreign& word : foreign) {
        if (text.find(" " + std::string(word.words) + " ") != std::string::npos) {
            report(word.words, word.instead);
        }
    }
    if (text.find(quoted) != std::string::npos) report("double quotes", "plain names");
    for (const std::size_t at : places_of_word(sql, "SUM")) {
        const std::size_t from = at < 40 ? 0 : at - 40;
        if (sql.substr(from, at - from).find("CAST(") == sql.npos) {
            report("SUM(…)", "CAST(COALESCE(SUM(…), 0) AS BIGINT): one engine gives NUMERIC");
        }
    }
}

}  // namespace

std::vector<Statement> statements_of(const File& file) {
    std::vector<Statement> found;
    if (!file.is_cpp()) return found;
    for (const std::size_t at : places_of_word(file.code, "Sql")) {
        const std::size_t open = file.code.find_first_of("{;(,)", at);
        if (open == std::string::npos || file.code[open] != '{') continue;
        const std::size_t end = file.code.find(';', open);
        Statement statement{file.path, line_of(file.text, at), "", ""};
        bool is_named = false;
        for (const Literal& literal : file.literals) {
            if (literal.offset < open || literal.offset > end) continue;
            (is_named ? statement.text : statement.name) += literal.text;
            is_named = true;
        }
        if (is_named && !statement.text.empty()) found.push_back(std::move(statement));
    }
    return found;
}

std::vector<Statement> statements_of(const Tree& tree) {
    std::vector<Statement> all;
    for (const File& file : tree.files) {
        if (!file.is_under("src/") || file.is_test()) continue;
        for (Statement& statement : statements_of(file)) all.push_back(std::move(statement));
    }
    return all;
}

bool Table::is_installation() const { return comment.find("Installation") != std::string::npos; }

bool Table::has_district() const { return !places_of_word(body, "district_id").empty(); }

std::vector<Table> tables_of(const Tree& tree) {
    std::vector<Table> tables;
    for (const File& file : tree.files) {
        if (!file.is_under("migrations/")) continue;
        std::string comment;
        std::size_t offset = 0;
        for (const std::string_view line : lines_of(file.text)) {
            constexpr std::string_view opening = "CREATE TABLE ";
            if (line.starts_with("--")) {
                comment += line;
            } else if (line.starts_with(opening)) {
                const std::size_t end = line.find_first_of(" (", opening.size());
                const std::size_t close = file.text.find("\n);", offset);
                tables.push_back({std::string(line.substr(opening.size(), end - opening.size())),
                                  line_of(file.text, offset), file.path, comment,
                                  file.text.substr(offset, close - offset)});
                comment.clear();
            } else {
                comment.clear();
            }
            offset += line.size() + 1;
        }
    }
    return tables;
}

Findings sql_outside_stores(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (!file.is_under("src/") || !file.is_cpp() || file.is_test() || holds_statements(file)) {
            continue;
        }
        for (const Literal& literal : file.literals) {
            if (looks_like_sql(literal.text)) {
                found.push_back({"sql_place", file.path, line_of(file.text, literal.offset),
                                 "SQL stands in *_store.cpp only"});
            }
        }
    }
    return found;
}

Findings misnamed_statements(const Tree& tree) {
    Findings found;
    std::map<std::string, std::string> seen;
    for (const Statement& statement : statements_of(tree)) {
        if (statement.file.starts_with("src/kernel/db/")) continue;
        const std::string folder = statement.file.substr(0, statement.file.find_last_of('/'));
        const std::string slice = folder.substr(folder.find_last_of('/') + 1);
        const std::string store = statement.file.substr(folder.size() + 1);
        const std::string stem = store.substr(0, store.find("_store"));
        if (!statement.name.starts_with(slice + ".") && !statement.name.starts_with(stem + ".")) {
            found.push_back({"statement_name", statement.name, statement.line,
                             statement.file + ": begin the name with '" + slice + ".'"});
        }
        const auto [other, is_new] = seen.emplace(statement.name, statement.file);
        if (!is_new) {
            found.push_back({"statement_name", statement.name, statement.line,
                             statement.file + ": that name is taken in " + other->second});
        }
    }
    return found;
}

Findings statements_without_district(const Tree& tree) {
    std::set<std::string> tenant_tables, deciding_tables;
    for (const Table& table : tables_of(tree)) {
        if (!table.is_installation()) tenant_tables.insert(table.name);
        if (table.is_installation() && table.has_district()) deciding_tables.insert(table.name);
    }
    Findings found;
    for (const Statement& statement : statements_of(tree)) {
        const auto tables = tables_in(statement.text, tenant_tables);
        const bool is_decided = !tables_in(statement.text, deciding_tables).empty();
        if (tables.empty() || is_held_to_district(statement, tables.size(), is_decided)) continue;
        found.push_back({"district", statement.name, statement.line,
                         statement.file + ": " + tables.front() +
                             " belongs to districts: say district_id = $1, and join on it"});
    }
    return found;
}

Findings words_of_one_engine(const Tree& tree) {
    Findings found;
    for (const Statement& statement : statements_of(tree)) {
        if (statement.file.starts_with("src/kernel/db/")) continue;
        look_for_foreign_words(statement.text, statement.file, statement.line, statement.name,
                               found);
    }
    for (const File& file : tree.files) {
        if (!file.is_under("migrations/") || !file.ends_with(".sql")) continue;
        look_for_foreign_words(file.text, file.path, 1, "migration", found);
    }
    return found;
}

Findings tables_without_an_explanation(const Tree& tree) {
    Findings found;
    for (const Table& table : tables_of(tree)) {
        if (table.comment.size() < 10) {
            found.push_back({"table_comment", table.name, table.line,
                             table.file + ": open with a sentence that says what a row is"});
        }
        if (!table.is_installation() && !table.has_district()) {
            found.push_back({"table_district", table.name, table.line,
                             table.file + ": key it (district_id, …), or say 'Installation' "
                                          "above it"});
        }
    }
    return found;
}

Findings tables_beside_the_glossary(const Tree& tree) {
    Findings found;
    const File* glossary = tree.find("docs/glossary.md");
    const std::string words = glossary == nullptr ? "" : lower(glossary->text);
    for (const Table& table : tables_of(tree)) {
        std::string spoken = table.name;
        std::replace(spoken.begin(), spoken.end(), '_', ' ');
        std::string hyphened = spoken;
        const std::size_t space = hyphened.find(' ');
        if (space != std::string::npos) hyphened[space] = '-';
        if (words.find(spoken) == std::string::npos && words.find(hyphened) == std::string::npos) {
            found.push_back({"glossary", table.name, table.line,
                             table.file + ": give '" + spoken + "' a line in docs/glossary.md"});
        }
    }
    return found;
}

}  // namespace rapport::tidy
