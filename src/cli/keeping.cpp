// Commands that keep a database in order.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>
#include <map>

#include "cli/cli.hpp"
#include "cli/slices.hpp"
#include "coaching/notes/notes.hpp"
#include "kernel/crypto/crypto.hpp"
#include "kernel/db/copy.hpp"
#include "kernel/db/migrate.hpp"
#include "kernel/file/file.hpp"
#include "platform/audit/audit.hpp"
#include "platform/desk/openapi.hpp"
#include "platform/districts/districts.hpp"
#include "platform/keys/keys.hpp"

namespace rapport::cli {

std::string database_url(const Common& common) {
    if (!common.database.empty()) return common.database;
    std::filesystem::create_directories(common.data);
    return common.data + "/rapport.db";
}

std::unique_ptr<Db> open(const Common& common, Clock& clock, Random& random) {
    return Db::open({.url = database_url(common)}, clock, random);
}

int refuse(std::string_view why) {
    fmt::print(stderr, "rapport: {}\n", why);
    return 1;
}

namespace {

// the copy of an upgrade and its log need room beside what is there.
void refuse_without_room(const Common& common) {
    if (!common.database.empty()) return;
    const std::string path = database_url(common);
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(path));
    const std::int64_t needed = size * 22 / 10;
    const std::int64_t free = file::free_bytes(common.data);
    if (free >= needed) return;
    throw file::Trouble(fmt::format(
        "the upgrade needs {} MB free in {} and there are {}. Nothing was changed; make room, or "
        "go on with the older program",
        needed / 1'000'000 + 1, common.data, free / 1'000'000));
}

// The first migration that waits, of a database that holds something already; "" otherwise.
std::string upgrade_of(Db& db) {
    const auto seen = db::seen_migrations(db);
    if (seen.empty()) return "";
    for (const auto& migration : db::shipped_migrations()) {
        const bool is_done = std::ranges::any_of(
            seen, [&](const db::Seen& past) { return past.name == migration.name; });
        if (!is_done) return std::string(migration.name);
    }
    return "";
}

std::vector<std::string> upgrade(Db& db, const Common& common) {
    const std::string first = upgrade_of(db);
    if (!first.empty()) {
        refuse_without_room(common);
        const std::string kept = keep_before_upgrade(db, common, first);
        fmt::print(stderr, "Before the upgrade everything was kept in {}.\n", kept);
    }
    return db::migrate(db, db::shipped_migrations());
}

// The key of notes stands beside the database. Keys outlive the databases that look at them.
void entrust(Db& db, const Common& common) {
    const std::string path = common.data + "/notes.key";
    if (!std::filesystem::exists(path) && keys::has_server_key(db)) {
        throw file::Trouble(path +
                            " is missing. Put it back from the copy kept apart from the backups "
                            "(docs/operating.md, \"The key of notes\"); nothing was changed");
    }
    std::filesystem::create_directories(common.data);
    static std::map<std::string, sealing::ServerKey> held;
    auto at = held.find(path);
    if (at == held.end()) at = held.emplace(path, sealing::ServerKey::read_or_make(path)).first;
    db.entrust(at->second);
    keys::acquaint(db);
    notes::seal_old(db);
}

}  // namespace

std::unique_ptr<Db> open_and_migrate(const Common& common, Clock& clock, Random& random) {
    auto db = open(common, clock, random);
    upgrade(*db, common);
    entrust(*db, common);
    return db;
}

std::unique_ptr<Db> open_existing(const Common& common, Clock& clock, Random& random) {
    const std::string path = common.data + "/rapport.db";
    if (common.database.empty() && !std::filesystem::exists(path)) {
        throw file::Trouble("there is no database " + path +
                            "; say where it is with --data or --database");
    }
    return open(common, clock, random);
}

int migrate(const Common& common) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open(common, clock, random);
    const auto applied = upgrade(*db, common);
    for (const auto& name : applied) fmt::print("{}\n", name);
    if (applied.empty()) fmt::print("Nothing to do: the database is up to date.\n");
    return 0;
}

int check(const Common& common) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_existing(common, clock, random);
    const auto flaws = db::flaws(*db);
    for (const auto& flaw : flaws) fmt::print(stderr, "rapport: {}\n", flaw);
    if (!flaws.empty()) return 1;
    const std::string waiting = upgrade_of(*db);
    if (!waiting.empty() || db::seen_migrations(*db).empty()) {
        fmt::print(stderr, "rapport: the database is not up to date: rapport migrate\n");
        return 1;
    }
    const auto count =
        db->read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx).size(); });
    fmt::print("The database answers, is sound and up to date: {} districts.\n", count);
    return verify_audit(common);
}

int verify_audit(const Common& common) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_existing(common, clock, random);
    const auto districts = db->read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx); });
    int bad = 0;
    std::int64_t rows = 0;
    for (const DistrictId district : districts) {
        const auto verdict = db->read({.district = district, .actor = {}},
                                      [](ReadTx& tx) { return audit::verify(tx); });
        rows += verdict.rows;
        if (!verdict.broken_at && !verdict.is_head_missing) continue;
        ++bad;
        const std::string where =
            verdict.broken_at ? fmt::format("row {}", *verdict.broken_at) : "the end";
        fmt::print(stderr, "District {}: the record was altered at {}.\n", district.view(), where);
    }
    if (bad == 0) {
        fmt::print("The record of {} acts in {} districts is whole.\n", rows, districts.size());
    }
    return bad == 0 ? 0 : 1;
}

int print_openapi() {
    const auto routes = all_routes();
    fmt::print("{}\n", desk::openapi(routes.all()));
    return 0;
}

}  // namespace rapport::cli
