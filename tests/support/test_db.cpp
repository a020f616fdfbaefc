#include "tests/support/test_db.hpp"

#include <libpq-fe.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>

#include "kernel/sealing/sealing.hpp"

namespace rapport::test {

namespace {

namespace fs = std::filesystem;

std::string test_server() {
    const char* url = std::getenv("RAPPORT_TEST_DATABASE");
    return url == nullptr ? "" : url;
}

// Memory where there is a memory disk: these tests need no durability.
fs::path scratch() {
    const fs::path memory = "/dev/shm";
    return access(memory.c_str(), W_OK) == 0 ? memory : fs::temp_directory_path();
}

std::string next_name() {
    static std::atomic<int> count = 0;
    return "rapport_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

void tell(const std::string& server, const std::string& sql) {
    PGconn* connection = PQconnectdb(server.c_str());
    PQclear(PQexec(connection, "SET client_min_messages = warning"));
    PGresult* result = PQexec(connection, sql.c_str());
    const bool is_done = PQresultStatus(result) == PGRES_COMMAND_OK;
    const std::string why = PQerrorMessage(connection);
    PQclear(result);
    PQfinish(connection);
    must(is_done, why.c_str());
}

// A schema for each place, so that test processes may share one PostgreSQL database.
std::string with_schema(const std::string& server, const std::string& name) {
    const char joint = server.find('?') == std::string::npos ? '?' : '&';
    return server + joint + "options=-csearch_path%3D" + name;
}

struct Files {
    std::vector<std::string> names;
    std::vector<std::string> texts;
    std::vector<db::Migration> migrations;
};

Files read_files() {
    Files files;
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(RAPPORT_SOURCE_DIR "/migrations")) {
        if (entry.path().extension() == ".sql") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) {
        std::ifstream in(path, std::ios::binary);
        files.names.push_back(path.stem().string());
        const std::istreambuf_iterator<char> begin(in);
        files.texts.emplace_back(begin, std::istreambuf_iterator<char>());
    }
    for (std::size_t i = 0; i < files.names.size(); ++i) {
        files.migrations.push_back({files.names[i], files.texts[i]});
    }
    return files;
}

struct Shared {
    Shared() : db(Db::open({.url = place.url(), .is_test = true}, clock, random)) {
        db::migrate(*db, migrations());
        db->entrust(server_key);
    }
    SetClock clock{*Instant::parse_rfc3339("2026-11-02T14:00:00Z")};
    SeededRandom random{20261102};
    Place place;
    sealing::ServerKey server_key{sealing::Secret::random()};
    std::unique_ptr<Db> db;
};

Shared& shared() {
    static Shared all;  // One database a process; gone when the process ends.
    return all;
}

namespace sql {
constexpr Sql add_district{"test.add_district", R"(
    INSERT INTO district (id, name, zone, language, created_at)
    VALUES ($1, 'Riverside', 'America/New_York', 'en', $2))"};
}  // namespace sql

}  // namespace

Db& database() { return *shared().db; }

SetClock& clock() { return shared().clock; }

SeededRandom& random() { return shared().random; }

bool is_postgres() { return !test_server().empty(); }

std::span<const db::Migration> migrations() {
    static const Files files = read_files();
    return files.migrations;
}

Place::Place() : Place(test_server()) {}

Place::Place(const std::string& url) : server_(url), name_(next_name()) {
    if (server_.empty()) {
        const fs::path folder = scratch() / name_;
        fs::remove_all(folder);
        fs::create_directory(folder);
        url_ = (folder / "rapport.db").string();
    } else {
        tell(server_, "CREATE SCHEMA " + name_);
        url_ = with_schema(server_, name_);
    }
}

Place::~Place() {
    if (server_.empty()) {
        fs::remove_all(fs::path(url_).parent_path());
    } else {
        tell(server_, "DROP SCHEMA " + name_ + " CASCADE");
    }
}

Scope make_district(Db& db) {
    const auto district = db.random().id<DistrictId>();
    db.write(Scope::whole(), [&](WriteTx& tx) { tx.run(sql::add_district, district, tx.now()); });
    return {.district = district, .actor = {}};
}

}  // namespace rapport::test
