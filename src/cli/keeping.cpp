// Commands that keep a database in order.
#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>

#include "cli/cli.hpp"
#include "cli/slices.hpp"
#include "kernel/crypto/crypto.hpp"
#include "kernel/db/migrate.hpp"
#include "platform/audit/audit.hpp"
#include "platform/desk/openapi.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::cli {

std::string database_url(const Common& common) {
    if (!common.database.empty()) return common.database;
    std::filesystem::create_directories(common.data);
    return common.data + "/rapport.db";
}

std::unique_ptr<Db> open(const Common& common, Clock& clock, Random& random) {
    return Db::open({.url = database_url(common)}, clock, random);
}

std::unique_ptr<Db> open_and_migrate(const Common& common, Clock& clock, Random& random) {
    auto db = open(common, clock, random);
    db::migrate(*db, db::shipped_migrations());
    return db;
}

int migrate(const Common& common) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open(common, clock, random);
    const auto applied = db::migrate(*db, db::shipped_migrations());
    for (const auto& name : applied) fmt::print("{}\n", name);
    if (applied.empty()) fmt::print("Nothing to do: the database is up to date.\n");
    return 0;
}

int check(const Common& common) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_and_migrate(common, clock, random);
    const auto count =
        db->read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx).size(); });
    fmt::print("The database answers and is up to date: {} districts.\n", count);
    return verify_audit(common);
}

int verify_audit(const Common& common) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_and_migrate(common, clock, random);
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
