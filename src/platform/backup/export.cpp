// What a district takes along when it leaves, or looks through: open formats, nothing that opens a
// door.
#include <algorithm>
#include <filesystem>

#include "kernel/csv/csv.hpp"
#include "kernel/db/copy.hpp"
#include "kernel/file/file.hpp"
#include "platform/audit/audit.hpp"
#include "platform/backup/backup.hpp"
#include "platform/backup/backup_store.hpp"

namespace rapport::backup {

namespace fs = std::filesystem;

namespace {

// How the program works and who is signed in: of no use elsewhere, or a key to somebody's door,
// such as the secret address of a calendar they keep elsewhere.
constexpr std::string_view of_the_program[] = {
    "api_token",     "audit_head",      "busy_time",          "calendar_address",
    "calendar_feed", "escrow_opened",   "escrow_share",       "idempotency",
    "job",           "notes_epoch_key", "notes_epoch_server", "notes_key_wrapper",
    "one_time_link", "session"};

constexpr std::string_view readme =
    "Everything Rapport keeps about one district.\n\n"
    "NAME.jsonl  one line of JSON for each row, exact: text, numbers, true and false, null.\n"
    "NAME.csv    the same as a sheet, in UTF-8. Times are written out. A text that a spreadsheet\n"
    "            would take for a formula has an apostrophe in front.\n\n"
    "What a row of each is, and what its columns mean, stands in docs/schema.sql of the program.\n"
    "In the JSON, columns that end in _at are milliseconds since 1970-01-01 UTC; columns that end\n"
    "in _on are dates; columns that end in _id name a row of another file.\n\n"
    "Not in here: the ledgers of coaches, which each takes along for themselves; applications for "
    "posts, and what people would like to get; passwords, second factors, keys and links that sign "
    "in.";

bool is_taken_along(const db::Table& table, Notes notes) {
    if (!table.has("district_id")) return false;
    if (table.name == "stretch_invitation") return false;  // Each coach's own, who takes it along.
    // Of strangers, for those who hire alone; erased in time, which no copy is.
    if (table.name.starts_with("application")) return false;
    if (table.name == "credential_plan") return false;  // Each one's own.
    if (table.name == "note" && notes == Notes::left_out) return false;
    return std::ranges::find(of_the_program, table.name) == std::end(of_the_program);
}

bool is_instant(const db::Column& column) {
    return column.type == db::Column::Type::integer &&
           (column.name == "at" || column.name.ends_with("_at"));
}

void append_cell(std::string& line, const db::Row& row, int place, const db::Column& column) {
    if (row.is_null(place)) return;
    if (is_instant(column)) return csv::cell(line, row.instant(place).rfc3339());
    switch (column.type) {
        case db::Column::Type::text:
            return csv::cell(line, row.view(place));
        case db::Column::Type::integer:
            return csv::cell(line, row.integer(place));
        case db::Column::Type::real:
            line += std::to_string(row.real(place));
            return;
        case db::Column::Type::flag:
            line += row.flag(place) ? "true" : "false";
    }
}

std::string object_of(const db::Table& table, const db::Row& row) {
    std::string line = "{";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i > 0) line += ',';
        db::append_json(line, table.columns[i].name);
        line += ':';
        db::append_json(line, row, static_cast<int>(i), table.columns[i].type);
    }
    return line + "}";
}

std::string sheet_row_of(const db::Table& table, const db::Row& row) {
    std::string line;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i > 0) line += ',';
        append_cell(line, row, static_cast<int>(i), table.columns[i]);
    }
    return line + "\r";
}

std::string sheet_head_of(const db::Table& table) {
    std::string line;
    for (const db::Column& column : table.columns) {
        if (!line.empty()) line += ',';
        csv::cell(line, column.name);
    }
    return line + "\r";
}

// The two files of one kind of thing.
class Pair {
  public:
    Pair(const std::string& folder, const db::Table& table)
        : table_(table),
          exact_(folder + "/" + table.name + ".jsonl", file::LinesOut::As::plain),
          sheet_(folder + "/" + table.name + ".csv", file::LinesOut::As::plain) {
        sheet_.line(sheet_head_of(table));
    }
    void add(const db::Row& row) {
        exact_.line(object_of(table_, row));
        sheet_.line(sheet_row_of(table_, row));
        ++rows_;
    }
    std::int64_t keep() {
        for (file::LinesOut* file : {&exact_, &sheet_}) {
            file->finish();
            file->keep();
        }
        return rows_;
    }

  private:
    const db::Table& table_;
    file::LinesOut exact_, sheet_;
    std::int64_t rows_ = 0;
};

void write_readme(const std::string& folder, Notes notes) {
    file::LinesOut out(folder + "/README.txt", file::LinesOut::As::plain);
    const std::string_view end =
        notes == Notes::left_out
            ? "\nNor the notes of coaches and teachers, which belong to those who wrote them."
            : "\n\nThe notes of coaches and teachers are in here (note.jsonl) as they are kept: "
              "sealed.\n"
              "Only those who wrote or share them can open them, in Rapport.";
    out.line(std::string(readme) + std::string(end));
    out.finish();
    out.keep();
}

// The district's name as a folder may be called. Two districts may have one name: the end of the
// id tells them apart.
std::string folder_name(Db& db, const Scope& scope) {
    std::string plain;
    db.read(scope, [&](ReadTx& tx) {
        each_district_row(tx, [&](const db::Row& row) {
            for (const char c : row.view(1)) {
                const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                      (c >= '0' && c <= '9') ||
                                      static_cast<unsigned char>(c) >= 0x80;
                if (is_plain) {
                    plain += c;
                } else if (!plain.empty() && plain.back() != '-') {
                    plain += '-';
                }
            }
        });
    });
    if (!plain.ends_with('-')) plain += '-';
    return plain + scope.district.text().substr(20);
}

// A folder under its name-to-be; away again unless it was kept.
class NewFolder {
  public:
    explicit NewFolder(const std::string& path) : path_(path), part_(path + ".part") {
        if (fs::exists(path_)) {
            throw file::Trouble(path_ + " exists already and was left as it is; choose another");
        }
        fs::remove_all(part_);
        fs::create_directories(part_);
        fs::permissions(part_, fs::perms::owner_all);
    }
    ~NewFolder() {
        std::error_code ignored;
        fs::remove_all(part_, ignored);
    }
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    const std::string& part() const { return part_; }
    void keep() { file::put(part_, path_); }

  private:
    const std::string path_, part_;
};

Exported write_all(Db& db, const Scope& scope, const std::string& folder, Notes notes) {
    Exported exported;
    const auto tables = db::tables(db);
    db.read(scope, [&](ReadTx& tx) {
        const auto take = [&](const db::Table& table, const auto& each) {
            Pair pair(folder, table);
            each([&](const db::Row& row) { pair.add(row); });
            exported.rows += pair.keep();
            exported.files += 2;
        };
        take(district_table(), [&](const auto& reader) { each_district_row(tx, reader); });
        take(account_table(), [&](const auto& reader) { each_account_row(tx, reader); });
        for (const db::Table& table : tables) {
            if (!is_taken_along(table, notes)) continue;
            take(table, [&](const auto& reader) { db::each_row(tx, table, reader); });
        }
    });
    write_readme(folder, notes);
    ++exported.files;
    return exported;
}

}  // namespace

Exported export_district(Db& db, DistrictId district, const std::string& parent, Notes notes) {
    const Scope scope{.district = district, .actor = {}};
    const std::string folder = parent + "/" + folder_name(db, scope);
    NewFolder made(folder);
    Exported exported = write_all(db, scope, made.part(), notes);
    // Who took everything along stays on record, before it is theirs.
    db.write(scope, [&](WriteTx& tx) {
        audit::record(tx, "export.made", "",
                      notes == Notes::included ? R"({"notes":true})" : R"({"notes":false})");
    });
    made.keep();
    exported.folder = folder;
    return exported;
}

}  // namespace rapport::backup
