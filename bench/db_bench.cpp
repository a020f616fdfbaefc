// What storage costs, as ratios within one run: durable writes of many people against the disk's
// own fdatasync and against a transaction for each write; reads against the bare SQLite API.
//   db_bench FOLDER [seconds each]
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "kernel/db/db.hpp"
#include "kernel/db/migrate.hpp"

namespace rapport {
namespace {

using Steady = std::chrono::steady_clock;

double seconds_since(Steady::time_point begin) {
    return std::chrono::duration<double>(Steady::now() - begin).count();
}

double cpu_us() {
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e6 + static_cast<double>(used.tv_nsec) / 1e3;
}

constexpr const char* schema =
    "CREATE TABLE contact (district_id TEXT NOT NULL, id TEXT NOT NULL, coach_id TEXT NOT NULL, "
    "minutes BIGINT NOT NULL, at BIGINT NOT NULL, next_step TEXT NOT NULL, "
    "PRIMARY KEY (district_id, id)); "
    "CREATE INDEX contact_coach ON contact (district_id, coach_id, at); "
    "CREATE TABLE contact_person (district_id TEXT NOT NULL, contact_id TEXT NOT NULL, "
    "person_id TEXT NOT NULL, PRIMARY KEY (district_id, contact_id, person_id));";

namespace sql {
constexpr Sql add{"contact.add", R"(
    INSERT INTO contact (district_id, id, coach_id, minutes, at, next_step)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql add_person{"contact.add_person", R"(
    INSERT INTO contact_person (district_id, contact_id, person_id) VALUES ($1, $2, $3))"};
constexpr Sql of_coach{"contact.of_coach", R"(
    SELECT id, minutes, at, next_step FROM contact
     WHERE district_id = $1 AND coach_id = $2 ORDER BY at LIMIT $3)"};
constexpr Sql one{"contact.one", R"(
    SELECT minutes, next_step FROM contact WHERE district_id = $1 AND id = $2)"};
}  // namespace sql

struct Bench {
    Bench(std::string folder_in, double seconds_in)
        : folder(std::move(folder_in)), seconds(seconds_in) {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directory(folder);
        db = Db::open({.url = folder + "/bench.db"}, clock, random);
        db->script(schema);
    }
    ~Bench() {
        db.reset();
        std::filesystem::remove_all(folder);
    }
    std::string folder;
    double seconds;
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<Db> db;
    Scope scope{.district = random.id<DistrictId>(), .actor = random.id<PersonId>()};
};

PersonId add_contact(WriteTx& tx, PersonId coach) {
    const auto id = tx.new_id<PersonId>();
    tx.run(sql::add, tx.district(), id, coach, 15, tx.now(), "Look at the rubric together");
    tx.run(sql::add_person, tx.district(), id, tx.actor());
    return id;
}

double fdatasync_rate(const Bench& bench) {
    const std::string path = bench.folder + "/sync";
    const int file = open(path.c_str(), O_CREAT | O_RDWR, 0600);
    std::array<char, 4096> page{};
    int count = 0;
    const auto begin = Steady::now();
    for (; seconds_since(begin) < bench.seconds; ++count) {
        page[0] = static_cast<char>(count);
        if (pwrite(file, page.data(), page.size(), (count % 64) * 4096) < 0) break;
        fdatasync(file);
    }
    close(file);
    return count / seconds_since(begin);
}

struct Rate {
    double per_second;
    double p99_ms;
    double writes_in_commit;
};

Rate write_rate(Bench& bench, int threads) {
    std::vector<std::vector<double>> waits(static_cast<std::size_t>(threads));
    const auto before = bench.db->counts();
    const auto begin = Steady::now();
    std::vector<std::thread> people;
    for (auto& mine : waits) {
        people.emplace_back([&] {
            while (seconds_since(begin) < bench.seconds) {
                const auto asked = Steady::now();
                bench.db->write(bench.scope, [](WriteTx& tx) { add_contact(tx, tx.actor()); });
                mine.push_back(seconds_since(asked) * 1e3);
            }
        });
    }
    for (auto& person : people) person.join();
    const double took = seconds_since(begin);
    std::vector<double> all;
    for (const auto& mine : waits) all.insert(all.end(), mine.begin(), mine.end());
    std::sort(all.begin(), all.end());
    const auto commits = bench.db->counts().commits - before.commits;
    const auto count = static_cast<double>(all.size());
    return {count / took, all[all.size() * 99 / 100], count / static_cast<double>(commits)};
}

// The same two inserts by the bare API, a transaction for each, synchronous=FULL.
double bare_write_rate(Bench& bench) {
    const std::string path = bench.folder + "/bare.db";
    sqlite3* db = nullptr;
    sqlite3_open(path.c_str(), &db);
    sqlite3_exec(db, "PRAGMA journal_mode = wal; PRAGMA synchronous = FULL", nullptr, nullptr,
                 nullptr);
    sqlite3_exec(db, schema, nullptr, nullptr, nullptr);
    int count = 0;
    const auto begin = Steady::now();
    for (; seconds_since(begin) < bench.seconds; ++count) {
        const std::string id = bench.random.id<PersonId>().text();
        const std::string text = fmt::format(
            "BEGIN IMMEDIATE; INSERT INTO contact VALUES ('d', '{}', 'c', 15, 1, 'Look at it'); "
            "INSERT INTO contact_person VALUES ('d', '{}', 'p'); COMMIT",
            id, id);
        sqlite3_exec(db, text.c_str(), nullptr, nullptr, nullptr);
    }
    sqlite3_close(db);
    return count / seconds_since(begin);
}

template <class F>
double us_each(F&& act) {
    for (int i = 0; i < 200; ++i) act();
    double best = 1e9;
    for (int round = 0; round < 7; ++round) {
        const double before = cpu_us();
        for (int i = 0; i < 500; ++i) act();
        best = std::min(best, (cpu_us() - before) / 500);
    }
    return best;
}

std::int64_t sink = 0;

double bare_read_us(const Bench& bench, const std::string& coach) {
    const std::string path = bench.folder + "/bench.db";
    sqlite3* db = nullptr;
    sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db, sql::of_coach.text, -1, &statement, nullptr);
    const std::string district = bench.scope.district.text();
    const double us = us_each([&] {
        sqlite3_bind_text(statement, 1, district.data(), 26, SQLITE_STATIC);
        sqlite3_bind_text(statement, 2, coach.data(), 26, SQLITE_STATIC);
        sqlite3_bind_int64(statement, 3, 100);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            sink += sqlite3_column_bytes(statement, 0) + sqlite3_column_int64(statement, 1) +
                    sqlite3_column_int64(statement, 2);
            const auto* text = sqlite3_column_text(statement, 3);
            sink += text[0];
        }
        sqlite3_reset(statement);
    });
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return us;
}

double read_us(Bench& bench, PersonId coach) {
    return us_each([&] {
        bench.db->read(bench.scope, [&](ReadTx& tx) {
            tx.each(
                sql::of_coach,
                [](const db::Row& row) {
                    sink += static_cast<std::int64_t>(row.view(0).size()) + row.integer(1) +
                            row.integer(2) + row.view(3)[0];
                },
                tx.district(), coach, 100);
        });
    });
}

double page_us(Bench& bench, PersonId contact) {
    return us_each([&] {
        bench.db->read(bench.scope, [&](ReadTx& tx) {
            for (int i = 0; i < 8; ++i) {
                tx.each(
                    sql::one, [](const db::Row& row) { sink += row.integer(0); }, tx.district(),
                    contact);
            }
        });
    });
}

void run(const std::string& folder, double seconds) {
    Bench bench(folder + "/rapport_bench", seconds);
    const auto coach = bench.random.id<PersonId>();
    const auto contact = bench.db->write(bench.scope, [&](WriteTx& tx) {
        for (int i = 0; i < 500; ++i) add_contact(tx, coach);
        return add_contact(tx, coach);
    });
    const double bare = bare_read_us(bench, coach.text());
    const double layer = read_us(bench, coach);
    fmt::print("100 rows: bare SQLite {:.1f} us, Db.read {:.1f} us ({:.2f}x)\n", bare, layer,
               layer / bare);
    fmt::print("page of 8 one-row statements: {:.1f} us CPU\n", page_us(bench, contact));
    const double sync = fdatasync_rate(bench);
    const double alone = bare_write_rate(bench);
    fmt::print("fdatasync {:.0f}/s; bare SQLite, a transaction each {:.0f}/s\n", sync, alone);
    for (const int threads : {1, 8, 32, 64}) {
        const Rate rate = write_rate(bench, threads);
        fmt::print(
            "{} writers: {:.0f}/s = {:.2f}x fdatasync, {:.2f}x a transaction each; p99 "
            "{:.2f} ms; {:.1f} writes a commit\n",
            threads, rate.per_second, rate.per_second / sync, rate.per_second / alone, rate.p99_ms,
            rate.writes_in_commit);
    }
}

}  // namespace
}  // namespace rapport

int main(int count, char** words) {
    rapport::run(count > 1 ? words[1] : ".", count > 2 ? std::atof(words[2]) : 3.0);
    return 0;
}
