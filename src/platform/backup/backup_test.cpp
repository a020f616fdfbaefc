// What a district may rely on when the day comes on which it needs its backup.
#include "platform/backup/backup.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "kernel/db/copy.hpp"
#include "kernel/db/migrate.hpp"
#include "kernel/file/file.hpp"
#include "kernel/id/random.hpp"
#include "platform/audit/audit.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::backup {
namespace {

namespace fs = std::filesystem;

namespace sql {
constexpr Sql add_person{"test.add_person", R"(
    INSERT INTO person (district_id, id, name, sort_name, folded) VALUES ($1, $2, $3, $3, $3))"};
constexpr Sql add_session{"test.add_session", R"(
    INSERT INTO throttle (bucket, level, at) VALUES ($1, 0.5, 7))"};
constexpr Sql add_contact{"test.add_request", R"(
    INSERT INTO request (district_id, id, teacher_id, entered_by, words, made_at, branch, state,
                         split_from_id)
    VALUES ($1, $2, $3, $3, 'a projector', 5, 'support', 'waiting', $4))"};
constexpr Sql names{"test.names", R"(
    SELECT name FROM person WHERE district_id = $1 ORDER BY id)"};
constexpr Sql change_audit{"test.change_audit", R"(
    UPDATE audit SET object = 'person/somebody-else' WHERE district_id = $1 AND seq = 2)"};
}  // namespace sql

// A folder of its own, gone with the test.
class Folder {
  public:
    Folder() : path_(fs::temp_directory_path() / ("rapport-backup-" + SystemRandom().token(6))) {
        fs::create_directory(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(const std::string& name) const { return (path_ / name).string(); }
    std::string path() const { return path_.string(); }

  private:
    fs::path path_;
};

// A database of its own on the engine under test, with one district in it.
class Place {
  public:
    Place()
        : db_(Db::open({.url = place_.url(), .is_test = true}, test::clock(), test::random())) {}
    explicit Place(const std::string& name) : Place() {
        db::migrate(*db_, db::shipped_migrations());
        scope_ = test::make_district(*db_);
        add(name);
    }
    Db& db() { return *db_; }
    const Scope& scope() const { return scope_; }
    PersonId add(const std::string& name) {
        const auto id = test::random().id<PersonId>();
        db_->write(scope_, [&](WriteTx& tx) {
            tx.run(sql::add_person, tx.district(), id, name);
            audit::record(tx, "person.added", "person/" + id.text());
        });
        return id;
    }
    std::vector<std::string> names() {
        return db_->read(scope_, [](ReadTx& tx) {
            return tx.all<std::string>(
                sql::names, [](const db::Row& row) { return row.text(0); }, tx.district());
        });
    }
    void look_at(const Scope& scope) { scope_ = scope; }

  private:
    test::Place place_;
    std::unique_ptr<Db> db_;
    Scope scope_;
};

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_bytes(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<std::string> lines_of(const std::string& path) {
    file::LinesIn in(path);
    std::vector<std::string> lines;
    for (std::string line; in.next(line);) lines.push_back(line);
    return lines;
}

void write_lines(const std::string& path, const std::vector<std::string>& lines) {
    file::LinesOut out(path, file::LinesOut::As::gzip);
    for (const auto& line : lines) out.line(line);
    out.finish();
    out.keep();
}

TEST(Backup, what_was_there_is_there_again_letter_for_letter) {
    Place school("Nguyễn \"Bảo\"\\\n\t\x01 = 李小龙 😀");
    school.add("");
    Folder folder;
    const Summary made = make(school.db(), folder / "monday.rapport", folder.path());
    EXPECT_EQ(made.districts, 1);
    EXPECT_EQ(made.acts, 2);

    Place empty;
    const Summary filled = fill(empty.db(), folder / "monday.rapport");
    empty.look_at(school.scope());
    EXPECT_EQ(empty.names(), school.names());
    EXPECT_EQ(filled.rows, made.rows);
    EXPECT_EQ(filled.made_at, made.made_at);
}

TEST(Backup, a_restored_database_gives_the_same_backup) {
    Place school("Amina Diallo");
    Folder folder;
    make(school.db(), folder / "one.rapport", folder.path());
    Place empty;
    fill(empty.db(), folder / "one.rapport");
    make(empty.db(), folder / "two.rapport", folder.path());
    EXPECT_EQ(lines_of(folder / "one.rapport"), lines_of(folder / "two.rapport"));
}

TEST(Backup, rows_that_name_each_other_come_back_in_any_order) {
    Place school("Amina Diallo");
    const auto teacher = school.add("Chidi Okafor");
    school.db().write(school.scope(), [&](WriteTx& tx) {
        tx.run(sql::add_contact, tx.district(), "0000000000000000000000000B", teacher,
               std::optional<std::string>());
        tx.run(sql::add_contact, tx.district(), "0000000000000000000000000A", teacher,
               std::optional<std::string>("0000000000000000000000000B"));
    });
    Folder folder;
    make(school.db(), folder / "monday.rapport", folder.path());
    Place empty;
    EXPECT_NO_THROW(fill(empty.db(), folder / "monday.rapport"));
}

TEST(Backup, a_backup_moves_from_one_engine_to_the_other) {
    Place school("Amina Diallo");
    Folder folder;
    make(school.db(), folder / "monday.rapport", folder.path());
    // The proof is always SQLite's; on PostgreSQL this crosses over.
    EXPECT_EQ(prove(folder / "monday.rapport", folder.path()).districts, 1);
}

TEST(Backup, who_is_signed_in_is_not_in_it) {
    Place school("Amina Diallo");
    school.db().write(Scope::whole(), [](WriteTx& tx) { tx.run(sql::add_session, "peer:7"); });
    Folder folder;
    make(school.db(), folder / "monday.rapport", folder.path());
    for (const auto& line : lines_of(folder / "monday.rapport")) {
        EXPECT_EQ(line.find("peer:7"), std::string::npos);
        EXPECT_FALSE(line.starts_with(R"({"table":"session")"));
    }
}

TEST(Backup, nothing_is_ever_written_over) {
    Place school("Amina Diallo");
    Folder folder;
    write_bytes(folder / "monday.rapport", "another file");
    EXPECT_THROW(make(school.db(), folder / "monday.rapport", folder.path()), file::Trouble);
    EXPECT_EQ(bytes_of(folder / "monday.rapport"), "another file");
    EXPECT_FALSE(fs::exists(folder / "monday.rapport.part"));
}

TEST(Backup, a_database_that_holds_something_is_never_filled) {
    Place school("Amina Diallo");
    Folder folder;
    make(school.db(), folder / "monday.rapport", folder.path());
    Place other("Bao Nguyen");
    EXPECT_THROW(fill(other.db(), folder / "monday.rapport"), db::Fault);
    EXPECT_EQ(other.names(), std::vector<std::string>{"Bao Nguyen"});
}

TEST(Backup, what_is_left_of_a_killed_backup_is_in_nobodys_way) {
    Place school("Amina Diallo");
    Folder folder;
    write_bytes(folder / "monday.rapport.part", std::string(100'000, 'x'));
    fs::create_directory(folder / "proof");
    write_bytes(folder / "proof/rapport.db", "half a database");
    make(school.db(), folder / "monday.rapport", folder.path());
    EXPECT_NO_THROW(prove(folder / "monday.rapport", folder.path()));
    EXPECT_FALSE(fs::exists(folder / "monday.rapport.part"));
    EXPECT_FALSE(fs::exists(folder / "proof"));
}

TEST(Backup, an_altered_record_of_who_did_what_is_said_and_the_backup_kept) {
    Place school("Amina Diallo");
    school.add("Chidi Okafor");
    school.db().write(school.scope(),
                      [](WriteTx& tx) { tx.run(sql::change_audit, tx.district()); });
    Folder folder;
    const Summary made = make(school.db(), folder / "monday.rapport", folder.path());
    ASSERT_EQ(made.broken_records.size(), 1u);
    EXPECT_NE(made.broken_records[0].find("row 2"), std::string::npos);
    EXPECT_TRUE(fs::exists(folder / "monday.rapport"));
}

TEST(Backup, the_newest_of_a_folder_before_a_moment_is_found) {
    Place school("Amina Diallo");
    Folder folder;
    const Instant first = test::clock().now();
    make(school.db(), folder / "a.rapport", folder.path());
    test::clock().advance_seconds(3600);
    make(school.db(), folder / "b.rapport", folder.path());
    EXPECT_EQ(newest_until(folder.path(), first.plus_seconds(60)), folder / "a.rapport");
    EXPECT_EQ(newest_until(folder.path(), first.plus_seconds(7200)), folder / "b.rapport");
    EXPECT_THROW(newest_until(folder.path(), first.plus_seconds(-1)), file::Trouble);
}

// One good backup and what can have become of it (T-10). Each must be refused, and nothing filled.
class Sabotage : public ::testing::Test {
  protected:
    Sabotage() {
        make(school_.db(), good(), folder_.path());
        lines_ = lines_of(good());
    }
    std::string good() const { return folder_ / "good.rapport"; }
    std::string bad() const { return folder_ / "bad.rapport"; }
    void expect_refused() {
        EXPECT_ANY_THROW(prove(bad(), folder_.path()));
        Place empty;
        EXPECT_ANY_THROW(fill(empty.db(), bad()));
        const auto tables = db::tables(empty.db());
        empty.db().read(Scope::whole(), [&](ReadTx& tx) {
            for (const auto& table : tables) EXPECT_FALSE(db::has_rows(tx, table)) << table.name;
        });
    }
    std::size_t line_with(std::string_view text) const {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (lines_[i].find(text) != std::string::npos) return i;
        }
        ADD_FAILURE() << "no line has " << text;
        return 0;
    }
    Folder folder_;
    Place school_{"Amina Diallo"};
    std::vector<std::string> lines_;
};

TEST_F(Sabotage, an_untouched_one_passes) {
    write_lines(bad(), lines_);
    EXPECT_NO_THROW(prove(bad(), folder_.path()));
}

TEST_F(Sabotage, cut_short_at_any_place) {
    const std::string whole = bytes_of(good());
    for (const std::size_t kept : {std::size_t{0}, std::size_t{1}, std::size_t{20},
                                   whole.size() / 2, whole.size() - 9, whole.size() - 1}) {
        write_bytes(bad(), whole.substr(0, kept));
        EXPECT_ANY_THROW(prove(bad(), folder_.path())) << kept << " bytes of " << whole.size();
    }
    lines_.pop_back();
    fs::remove(bad());
    write_lines(bad(), lines_);
    expect_refused();
}

TEST_F(Sabotage, a_bit_flipped_anywhere) {
    const std::string whole = bytes_of(good());
    for (std::size_t at = 10; at < whole.size(); at += whole.size() / 23) {
        std::string flipped = whole;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
        write_bytes(bad(), flipped);
        EXPECT_ANY_THROW(prove(bad(), folder_.path())) << "byte " << at << " of " << whole.size();
    }
}

TEST_F(Sabotage, a_name_changed_by_somebody_with_an_editor) {
    auto& line = lines_[line_with("Amina Diallo")];
    line.replace(line.find("Amina"), 5, "Emina");
    write_lines(bad(), lines_);
    expect_refused();
}

TEST_F(Sabotage, a_row_taken_out) {
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(line_with("Amina Diallo")));
    write_lines(bad(), lines_);
    expect_refused();
}

TEST_F(Sabotage, a_whole_table_taken_out) {
    const auto begin = line_with(R"({"table":"audit")");
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(begin),
                 lines_.begin() + static_cast<std::ptrdiff_t>(begin + 3));
    write_lines(bad(), lines_);
    expect_refused();
}

TEST_F(Sabotage, another_schools_rows_put_in) {
    auto& line = lines_[line_with("Amina Diallo")];
    line.replace(2, 26, "0000000000000000000000000Z");
    write_lines(bad(), lines_);
    expect_refused();
}

TEST_F(Sabotage, a_table_or_column_that_is_sql) {
    auto& line = lines_[line_with(R"({"table":"person")")];
    const std::string honest = line;
    line.replace(line.find("person"), 6, R"(person\" SELECT 1;--)");
    write_lines(bad(), lines_);
    expect_refused();
    fs::remove(bad());
    line = honest;
    line.replace(line.find("sort_name"), 9, "x); DROP TABLE person;--");
    write_lines(bad(), lines_);
    expect_refused();
}

TEST_F(Sabotage, made_by_a_newer_program) {
    auto& line = lines_.front();
    line.replace(line.find("0001_platform"), 13, "9999_tomorrow");
    write_lines(bad(), lines_);
    expect_refused();
}

TEST_F(Sabotage, of_another_schema_than_it_says) {
    auto& line = lines_.front();
    const auto at = line.find("0001_platform") + 16;
    line[at] = line[at] == '0' ? '1' : '0';
    write_lines(bad(), lines_);
    expect_refused();
}

TEST_F(Sabotage, another_file_altogether) {
    write_bytes(bad(), "SQLite format 3\n and what not\n");
    expect_refused();
    EXPECT_ANY_THROW(prove(folder_ / "nothing.rapport", folder_.path()));
    EXPECT_ANY_THROW(prove(folder_.path(), folder_.path()));
}

TEST_F(Sabotage, something_added_behind_the_end) {
    lines_.push_back(R"(["more"])");
    write_lines(bad(), lines_);
    expect_refused();
}

TEST(Export, a_district_takes_along_its_own_and_nobody_elses) {
    Place school("Amina Diallo");
    const Scope first = school.scope();
    school.look_at(test::make_district(school.db()));
    school.add("Stranger Danger");
    Folder folder;
    const auto exported =
        export_district(school.db(), first.district, folder.path(), Notes::left_out);
    const std::string people = bytes_of(exported.folder + "/person.jsonl");
    EXPECT_NE(people.find(R"("name":"Amina Diallo")"), std::string::npos);
    for (const auto& entry : fs::directory_iterator(exported.folder)) {
        EXPECT_EQ(bytes_of(entry.path().string()).find("Stranger"), std::string::npos)
            << entry.path();
    }
    EXPECT_FALSE(fs::exists(exported.folder + "/note.jsonl"));
    EXPECT_FALSE(fs::exists(exported.folder + "/session.jsonl"));
    EXPECT_THROW(export_district(school.db(), first.district, folder.path(), Notes::left_out),
                 file::Trouble);
}

TEST(Export, sheets_are_inert_and_lines_exact) {
    Place school("=HYPERLINK(\"http://evil\")");
    Folder folder;
    const auto exported =
        export_district(school.db(), school.scope().district, folder.path(), Notes::included);
    EXPECT_NE(bytes_of(exported.folder + "/person.csv").find("\"'=HYPERLINK"), std::string::npos);
    EXPECT_NE(bytes_of(exported.folder + "/person.jsonl").find(R"("name":"=HYPERLINK(\")"),
              std::string::npos);
    EXPECT_TRUE(fs::exists(exported.folder + "/note.jsonl"));
    EXPECT_FALSE(fs::exists(exported.folder + "/stretch_invitation.jsonl"));
}

TEST(Export, who_took_everything_along_stays_on_record) {
    Place school("Amina Diallo");
    Folder folder;
    export_district(school.db(), school.scope().district, folder.path(), Notes::included);
    const auto entries = school.db().read(
        school.scope(), [](ReadTx& tx) { return audit::entries(tx, tx.now().plus_seconds(1), 1); });
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].action, "export.made");
    EXPECT_EQ(entries[0].detail, R"({"notes":true})");
}

}  // namespace
}  // namespace rapport::backup
