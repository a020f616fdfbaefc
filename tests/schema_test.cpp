// The schema and every statement on it, on the engine under test: SQLite, or
// the PostgreSQL that RAPPORT_TEST_DATABASE names.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "kernel/db/db.hpp"
#include "kernel/db/migrate.hpp"
#include "tests/support/test_db.hpp"
#include "tests/tidy/rules.hpp"

namespace rapport {
namespace {

const tidy::Tree& tree() {
    static const tidy::Tree files = tidy::tracked_files();
    return files;
}

TEST(Schema, every_statement_of_every_store_is_understood_by_the_engine) {
    const auto statements = tidy::statements_of(tree());
    EXPECT_GT(statements.size(), 100u) << "the stores were not found";
    for (const tidy::Statement& statement : statements) {
        if (statement.file.starts_with("src/kernel/db/")) continue;
        try {
            test::database().prepare(statement.text);
        } catch (const db::Fault& fault) {
            ADD_FAILURE() << statement.file << ":" << statement.line << " " << statement.name
                          << ": " << fault.what();
        }
    }
}

TEST(Schema, a_statement_the_engine_does_not_understand_is_refused) {
    EXPECT_THROW(test::database().prepare("SELECT shoe_size FROM person"), db::Fault);
}

TEST(Schema, only_the_tables_of_the_installation_have_rows_of_no_district) {
    // Added to by decision: a row without a district is seen by whoever asks.
    const std::set<std::string> without{
        "network",   "district",          "account",      "throttle",
        "heartbeat", "schema_migration",  "server_key",   "credential_release",
        "mailbox",   "colleague_release", "curated_list", "curated_entry"};
    for (const tidy::Table& table : tidy::tables_of(tree())) {
        EXPECT_EQ(table.has_district(), !without.contains(table.name)) << table.name;
    }
}

// Compares a file of docs/ with what it should say, or writes it anew (bin/test --rebase).
void expect_printed(const std::string& path, const std::string& fresh) {
    if (std::getenv("RAPPORT_REBASE") != nullptr) {
        std::ofstream(RAPPORT_SOURCE_DIR "/" + path, std::ios::binary) << fresh;
        return;
    }
    const tidy::File* printed = tree().find(path);
    ASSERT_NE(printed, nullptr) << "write it: bin/test --rebase";
    EXPECT_EQ(printed->text, fresh) << path << " is stale: bin/test --rebase";
}

TEST(Schema, the_printed_schema_is_what_a_fresh_installation_has) {
    if (test::is_postgres()) return;  // The dump is SQLite's; both run the same migrations.
    expect_printed("docs/schema.sql", db::schema_dump(test::database()));
}

TEST(Schema, no_statement_is_added_or_changed_unseen) {
    std::map<std::string, std::string> by_name;
    for (const tidy::Statement& statement : tidy::statements_of(tree())) {
        by_name[statement.name] =
            "-- " + statement.name + " (" + statement.file + ")" + statement.text + ";\n\n";
    }
    std::string fresh =
        "-- Every statement the program can send, by name. Made by bin/test --rebase; a change "
        "here\n"
        "-- is a change of what is read or written, and is reviewed as one.\n\n";
    for (const auto& [name, text] : by_name) fresh += text;
    expect_printed("docs/statements.sql", fresh);
}

TEST(Schema, migrating_what_is_migrated_changes_nothing) {
    EXPECT_TRUE(db::migrate(test::database(), db::shipped_migrations()).empty());
}

}  // namespace
}  // namespace rapport
