#include "platform/backup/backup.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>

#include "kernel/crypto/crypto.hpp"
#include "kernel/db/copy.hpp"
#include "kernel/db/migrate.hpp"
#include "kernel/file/file.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::backup {

namespace json = boost::json;
namespace fs = std::filesystem;

namespace {

constexpr int format = 1;
constexpr std::string_view left_out[] = {"session", "throttle", "heartbeat"};

bool is_kept(const db::Table& table) {
    return std::ranges::find(left_out, table.name) == std::end(left_out);
}

std::vector<db::Table> kept_tables(Db& db) {
    auto tables = db::tables(db);
    std::erase_if(tables, [](const db::Table& table) { return !is_kept(table); });
    return tables;
}

// Lines on their way out, each counted into the digest that ends the file.
class Out {
  public:
    explicit Out(const std::string& path) : file_(path, file::LinesOut::As::gzip) {}
    void line(std::string_view text) {
        digest_.add(text);
        digest_.add("\n");
        file_.line(text);
    }
    void end() {
        file_.line(json::serialize(json::object{{"end", digest_.hex()}}));
        file_.finish();
    }
    file::LinesOut& file() { return file_; }

  private:
    file::LinesOut file_;
    crypto::Digest digest_;
};

std::string head_of(Db& db) {
    json::array migrations;
    for (const db::Seen& seen : db::seen_migrations(db)) {
        migrations.push_back(json::array{json::string(seen.name), json::string(seen.checksum)});
    }
    if (migrations.empty()) throw db::Fault("there is no Rapport database here to back up");
    return json::serialize(json::object{{"rapport", "backup"},
                                        {"format", format},
                                        {"made_at", db.clock().now().rfc3339()},
                                        {"migrations", std::move(migrations)}});
}

std::string title_of(const db::Table& table) {
    json::array columns;
    for (const db::Column& column : table.columns) columns.push_back(json::string(column.name));
    return json::serialize(json::object{{"table", table.name}, {"columns", std::move(columns)}});
}

std::string foot_of(const db::Sum& sum) {
    return json::serialize(json::object{{"rows", sum.rows}, {"digest", sum.digest}});
}

void write_table(ReadTx& tx, const db::Table& table, Out& out) {
    out.line(title_of(table));
    db::Sum sum;
    crypto::Digest digest;
    db::each_row(tx, table, [&](const db::Row& row) {
        const std::string line = db::line_of(table, row);
        ++sum.rows;
        digest.add(line);
        digest.add("\n");
        out.line(line);
    });
    sum.digest = digest.hex();
    out.line(foot_of(sum));
}

// A backup as it is read back: one line at a time, the digest of the whole checked at the end.
class In {
  public:
    explicit In(const std::string& path) : path_(path), file_(path) {}

    json::object head() {
        auto head = object();
        const auto* kind = head.if_contains("rapport");
        if (kind == nullptr || *kind != "backup") refuse("is no backup of Rapport");
        if (head["format"] != format) refuse("is of a newer kind; use a newer Rapport to read it");
        return head;
    }
    // A line that is an object: a head, a title, a foot, the end.
    json::object object() {
        if (!next()) refuse("is cut short");
        return parsed();
    }
    bool next() {
        if (!file_.next(line_)) return false;
        if (line_.starts_with(R"({"end":)")) return true;  // Not part of what it sums up.
        digest_.add(line_);
        digest_.add("\n");
        return true;
    }
    bool is_row() const { return line_.starts_with('['); }
    const std::string& line() const { return line_; }
    json::object parsed() const {
        json::error_code error;
        auto value = json::parse(line_, error, {}, {.max_depth = 4});
        if (error || !value.is_object()) refuse("is damaged");
        return std::move(value.get_object());
    }
    void check_end(const json::object& end) {
        const auto* wanted = end.if_contains("end");
        if (wanted == nullptr || *wanted != json::string(digest_.hex())) refuse("is damaged");
        std::string more;
        if (file_.next(more)) refuse("goes on behind its end");
    }
    [[noreturn]] void refuse(std::string_view what) const {
        throw file::Trouble(path_ + " " + std::string(what));
    }

  private:
    const std::string path_;
    file::LinesIn file_;
    crypto::Digest digest_;
    std::string line_;
};

std::string text_of(const In& in, const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) in.refuse("is damaged");
    return std::string(value->get_string());
}

// The migrations of this program that the backup had seen; its tables are theirs.
std::vector<db::Migration> migrations_of(const In& in, const json::object& head) {
    const auto* list = head.if_contains("migrations");
    if (list == nullptr || !list->is_array()) in.refuse("is damaged");
    std::vector<db::Migration> found;
    const auto shipped = db::shipped_migrations();
    for (const json::value& one : list->get_array()) {
        if (!one.is_array() || one.get_array().size() != 2) in.refuse("is damaged");
        const auto& seen = one.get_array();
        const auto known = std::ranges::find_if(shipped, [&](const db::Migration& migration) {
            return seen[0] == json::string(migration.name);
        });
        if (known == shipped.end()) {
            in.refuse("was made by a newer Rapport; restore it with that one");
        }
        if (seen[1] != json::string(crypto::blake2b_hex(known->text))) {
            in.refuse("was made with other migrations than this program has");
        }
        found.push_back(*known);
    }
    return found;
}

Instant instant_of(const In& in, const json::object& head) {
    const auto at = Instant::parse_rfc3339(text_of(in, head, "made_at"));
    if (!at) in.refuse("is damaged");
    return *at;
}

// The columns in the order of the file, as the database has them. Names from the file go into SQL
// only after they were found among the database's own.
db::Table table_of(const In& in, const json::object& title, const std::vector<db::Table>& known) {
    const std::string name = text_of(in, title, "table");
    const auto table =
        std::ranges::find_if(known, [&](const db::Table& one) { return one.name == name; });
    const auto* columns = title.if_contains("columns");
    if (table == known.end() || columns == nullptr || !columns->is_array()) {
        in.refuse("holds a table that this program does not know");
    }
    const auto& names = columns->get_array();
    const bool is_same =
        names.size() == table->columns.size() &&
        std::ranges::equal(names, table->columns, [](const auto& given, const auto& column) {
            return given == json::string(column.name);
        });
    if (!is_same) in.refuse("holds other columns of " + name + " than this program knows");
    return *table;
}

void refuse_full(ReadTx& tx, const std::vector<db::Table>& tables) {
    for (const db::Table& table : tables) {
        if (!is_kept(table)) continue;
        if (!db::has_rows(tx, table)) continue;
        throw db::Fault("this database is not empty; a backup is restored into an empty one");
    }
}

// One table's rows. The sum is taken from what the database holds afterwards, not from what was
// sent to it.
std::int64_t fill_table(WriteTx& tx, const db::Table& table, In& in) {
    db::Filler filler(tx, table);
    while (in.next() && in.is_row()) filler.add(in.line());
    filler.end();
    const auto foot = in.parsed();
    const db::Sum held = db::sum_of(tx, table);
    const auto* rows = foot.if_contains("rows");
    if (rows == nullptr || *rows != held.rows || text_of(in, foot, "digest") != held.digest) {
        in.refuse("is damaged: " + table.name + " does not hold what it should");
    }
    return held.rows;
}

Summary fill_rows(WriteTx& tx, const Db& db, const std::string& path,
                  const std::vector<db::Table>& tables) {
    In in(path);  // Opened in here: a transaction may run twice.
    Summary summary{.made_at = instant_of(in, in.head())};
    refuse_full(tx, tables);
    db::LooseKeys keys(tx, db);
    for (auto title = in.object(); !title.contains("end"); title = in.object()) {
        summary.rows += fill_table(tx, table_of(in, title, tables), in);
        ++summary.tables;
    }
    in.check_end(in.parsed());
    const auto wanted = std::ranges::count_if(tables, is_kept);
    if (summary.tables != wanted) in.refuse("lacks a table");
    keys.check();
    return summary;
}

void look_through(Db& db, Summary& summary) {
    const auto flaws = db::flaws(db);
    if (!flaws.empty()) throw db::Fault("what came back does not hold together: " + flaws.front());
    const auto districts = db.read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx); });
    summary.districts = static_cast<std::int64_t>(districts.size());
    for (const DistrictId district : districts) {
        const auto verdict = db.read({.district = district, .actor = {}},
                                     [](ReadTx& tx) { return audit::verify(tx); });
        summary.acts += verdict.rows;
        if (!verdict.broken_at && !verdict.is_head_missing) continue;
        const std::string where =
            verdict.broken_at ? "row " + std::to_string(*verdict.broken_at) : "its end";
        summary.broken_records.push_back("district " + district.text() + ": " + where);
    }
}

// A folder for the database of the proof, away again whatever happens. What a killed program left
// there is taken away first.
class Scratch {
  public:
    explicit Scratch(const std::string& folder) : folder_(folder + "/proof"), lock_(folder) {
        fs::remove_all(folder_);
        fs::create_directory(folder_);
        fs::permissions(folder_, fs::perms::owner_all);
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    std::string database() const { return folder_ + "/rapport.db"; }

  private:
    const std::string folder_;
    const file::FolderLock lock_;  // One proof at a time: the next waits.
};

}  // namespace

Summary fill(Db& db, const std::string& path) {
    {
        In in(path);
        db::migrate(db, migrations_of(in, in.head()));
    }
    const auto tables = db::tables(db);
    auto summary =
        db.write(Scope::whole(), [&](WriteTx& tx) { return fill_rows(tx, db, path, tables); });
    db::migrate(db, db::shipped_migrations());
    look_through(db, summary);
    return summary;
}

Summary prove(const std::string& path, const std::string& scratch) {
    const Scratch place(scratch);
    SystemClock clock;
    SystemRandom random;
    // Nothing of it outlives this function, so it need not wait for the disk.
    const auto db =
        Db::open({.url = place.database(), .readers = 1, .is_test = true}, clock, random);
    return fill(*db, path);
}

Summary make(Db& db, const std::string& path, const std::string& scratch) {
    Out out(path);
    out.line(head_of(db));
    const auto tables = kept_tables(db);
    db.read(Scope::whole(), [&](ReadTx& tx) {
        for (const db::Table& table : tables) write_table(tx, table, out);
    });
    out.end();
    const Summary summary = prove(out.file().part(), scratch);
    out.file().keep();
    return summary;
}

Instant made_at(const std::string& path) {
    In in(path);
    return instant_of(in, in.head());
}

std::string newest_until(const std::string& folder, Instant at) {
    std::string newest;
    Instant newest_at;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".rapport") continue;
        const Instant made = made_at(entry.path().string());
        if (made > at || (!newest.empty() && made <= newest_at)) continue;
        newest = entry.path().string();
        newest_at = made;
    }
    if (newest.empty()) {
        throw file::Trouble(folder + " holds no backup (*.rapport) made by " + at.rfc3339());
    }
    return newest;
}

}  // namespace rapport::backup
