// What only the embedded engine promises: group commit, settings read back, a disk that fails.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <latch>
#include <thread>

#include "kernel/db/sqlite_connection.hpp"
#include "tests/support/ledger.hpp"
#include "tests/support/shim_vfs.hpp"

namespace rapport {
namespace {

using test::Ledger;

// SQLite whatever the other tests run on.
class File {
  public:
    File() : place_("") {}
    const std::string& path() const { return place_.url(); }

  private:
    test::Place place_;
};

// A disk that can be slow or refuse to sync the log, while a test says so.
class FailingDisk final : public test::Disk {
  public:
    int on_sync(const std::string& path) override {
        ++syncs;
        if (delay_ms > 0) std::this_thread::sleep_for(std::chrono::milliseconds(delay_ms));
        return path.ends_with("-wal") && is_failing ? SQLITE_IOERR_FSYNC : SQLITE_OK;
    }
    int on_write(const std::string& path, std::span<const std::uint8_t> bytes,
                 std::int64_t) override {
        if (path.ends_with("-wal")) {
            ++log_writes;
            largest_write = std::max(largest_write.load(), bytes.size());
        }
        return is_full ? SQLITE_FULL : SQLITE_OK;
    }
    std::atomic<int> syncs = 0, log_writes = 0;
    std::atomic<std::size_t> largest_write = 0;
    std::atomic<int> delay_ms = 0;
    std::atomic<bool> is_failing = false;
    std::atomic<bool> is_full = false;
};

// A ledger on such a disk, with real durability.
struct Workshop {
    FailingDisk disk;
    test::ShimVfs vfs{disk};
    File file;
    Ledger ledger{{.url = file.path()}};
};

TEST(Sqlite, many_writes_share_one_commit) {
    Workshop shop;
    shop.disk.delay_ms = 3;
    const auto before = shop.ledger.db().counts();
    std::vector<std::thread> people;
    for (int i = 0; i < 16; ++i) {
        people.emplace_back([&] {
            for (int n = 0; n < 10; ++n) shop.ledger.earn(1);
        });
    }
    for (auto& person : people) person.join();
    const auto after = shop.ledger.db().counts();
    EXPECT_EQ(shop.ledger.balance(), 160);
    EXPECT_EQ(after.writes - before.writes, 160);
    EXPECT_LE(after.commits - before.commits, 60);
}

TEST(Sqlite, a_commit_is_written_in_few_pieces) {
    Workshop shop;
    shop.ledger.earn(1);
    int before = 0;
    shop.ledger.db().write(shop.ledger.scope(), [&](WriteTx& tx) {
        for (int i = 0; i < 2'000; ++i) Ledger::earn_in(tx, 1);
        before = shop.disk.log_writes;
    });
    const int pieces = shop.disk.log_writes - before;
    EXPECT_LT(pieces, 20);  // Of a hundred pages; SQLite alone writes each as two.
    EXPECT_GT(shop.disk.largest_write, 64u * 1024);
    EXPECT_EQ(shop.ledger.balance(), 2'001);
    shop.ledger.open();
    EXPECT_EQ(shop.ledger.balance(), 2'001);
}

constexpr Sql double_points{"test.double_points",
                            "UPDATE ledger SET points = 2 * points WHERE district_id = $1"};

// What no longer fits into memory is written before the commit, and some of it once more with it:
// then SQLite reads the log again, to sum it up anew.
TEST(Sqlite, a_commit_larger_than_the_memory_of_the_writer_is_whole) {
    Workshop shop;
    const int before = shop.disk.log_writes;
    int spilled = 0;
    shop.ledger.db().write(shop.ledger.scope(), [&](WriteTx& tx) {
        for (int i = 0; i < 120'000; ++i) Ledger::earn_in(tx, 1);
        tx.run(double_points, tx.district());
        spilled = shop.disk.log_writes - before;
    });
    EXPECT_GT(spilled, 100);
    EXPECT_EQ(shop.ledger.balance(), 240'000);
    // As after a kill: whoever opens it takes of the log what adds up.
    const std::string copy = shop.file.path() + ".copy";
    for (const char* part : {"", "-wal"}) {
        std::filesystem::copy_file(shop.file.path() + part, copy + part);
    }
    Ledger killed{{.url = copy}};
    EXPECT_EQ(killed.balance(), 240'000);
    killed.close();
    for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(copy + part);
}

TEST(Sqlite, one_who_fails_in_a_batch_fails_alone) {
    Workshop shop;
    shop.disk.delay_ms = 2;
    std::atomic<int> conflicts = 0;
    std::atomic<int> refusals = 0;
    std::atomic<int> bugs = 0;
    std::vector<std::thread> people;
    for (int i = 0; i < 12; ++i) {
        people.emplace_back([&, i] {
            for (int n = 0; n < 10; ++n) {
                try {
                    const auto act = [&](WriteTx& tx) -> Result<int> {
                        Ledger::earn_in(tx, i % 4 == 0 ? 13 : 1);  // 13 breaks a CHECK.
                        if (i % 4 == 1) return Refusal{"ledger.no"};
                        must(i % 4 != 2);
                        return 0;
                    };
                    refusals += shop.ledger.db().write(shop.ledger.scope(), act) ? 0 : 1;
                } catch (const db::Conflict&) {
                    ++conflicts;
                } catch (const Bug&) {
                    ++bugs;
                }
            }
        });
    }
    for (auto& person : people) person.join();
    EXPECT_EQ(shop.ledger.balance(), 30);
    EXPECT_EQ(conflicts, 30);
    EXPECT_EQ(refusals, 30);
    EXPECT_EQ(bugs, 30);
}

TEST(Sqlite, nobody_is_answered_before_the_disk_has_it) {
    Workshop shop;
    const int before = shop.disk.syncs;
    shop.ledger.earn(1);
    EXPECT_GT(shop.disk.syncs, before);
}

// One whose first sync of the log waits until told, and may then fail.
class HeldDisk final : public test::Disk {
  public:
    int on_sync(const std::string& path) override {
        if (!path.ends_with("-wal") || !is_held.exchange(false)) return SQLITE_OK;
        has_begun.count_down();
        may_end.wait();
        return is_failing ? SQLITE_IOERR_FSYNC : SQLITE_OK;
    }
    std::atomic<bool> is_held = false;
    std::atomic<bool> is_failing = false;
    std::latch has_begun{1};
    std::latch may_end{1};
};

// The disk is at work on a first write while a second one runs; then it says whether it kept it.
// How many of the two were told "saved", and that nobody was told anything before.
int saved_when(bool is_failing) {
    HeldDisk disk;
    const test::ShimVfs vfs(disk);
    File file;
    Ledger ledger{{.url = file.path()}};
    ledger.earn(1);
    disk.is_failing = is_failing;
    disk.is_held = true;
    std::atomic<int> saved = 0;
    std::atomic<int> unsure = 0;
    const auto act = [&](auto body) {
        try {
            ledger.db().write(ledger.scope(), body);
            ++saved;
        } catch (const db::Unknown&) {
            ++unsure;
        }
    };
    std::thread first([&] { act([](WriteTx& tx) { Ledger::earn_in(tx, 1); }); });
    disk.has_begun.wait();
    std::latch has_run(1);
    std::thread second([&] {
        act([&](WriteTx& tx) {
            Ledger::earn_in(tx, 1);
            has_run.count_down();
        });
    });
    has_run.wait();
    EXPECT_EQ(saved + unsure, 0);
    disk.may_end.count_down();
    first.join();
    second.join();
    EXPECT_EQ(saved + unsure, 2);
    return saved;
}

TEST(Sqlite, the_next_batch_runs_while_the_disk_is_at_work) { EXPECT_EQ(saved_when(false), 2); }

TEST(Sqlite, what_rests_on_a_sync_that_failed_is_as_unsure) { EXPECT_EQ(saved_when(true), 0); }

TEST(Sqlite, a_sync_that_fails_at_commit_leaves_everybody_unsure) {
    Workshop shop;
    shop.ledger.earn(1);
    shop.disk.is_failing = true;
    EXPECT_THROW(shop.ledger.earn(10), db::Unknown);
    // Nobody builds on rows that the disk may not have: not even a refusal.
    const auto refuse = [](WriteTx&) -> Result<int> { return Refusal{"ledger.no"}; };
    EXPECT_THROW((void)shop.ledger.db().write(shop.ledger.scope(), refuse), db::Busy);
    EXPECT_THROW(shop.ledger.earn(10), db::Busy);
    const auto uncertain = shop.ledger.balance();  // Reading goes on.
    EXPECT_TRUE(uncertain == 1 || uncertain == 11) << uncertain;
    shop.disk.is_failing = false;
    shop.ledger.earn(100);
    const auto balance = shop.ledger.balance();
    EXPECT_TRUE(balance == 101 || balance == 111) << balance;
    shop.ledger.open();
    EXPECT_EQ(shop.ledger.balance(), balance);
}

TEST(Sqlite, a_full_disk_refuses_and_forgets_nothing) {
    Workshop shop;
    shop.ledger.earn(1);
    shop.disk.is_full = true;
    EXPECT_THROW(shop.ledger.earn(10), db::Fault);
    EXPECT_EQ(shop.ledger.balance(), 1);
    shop.disk.is_full = false;
    shop.ledger.earn(100);
    shop.ledger.open();
    const auto balance = shop.ledger.balance();
    EXPECT_TRUE(balance == 101 || balance == 111) << balance;
}

TEST(Sqlite, too_many_who_wait_are_told_to_come_back) {
    File file;
    Ledger ledger{{.url = file.path(), .queue_max = 2, .is_test = true}};
    std::latch is_inside(1);
    std::latch may_end(1);
    std::thread slow([&] {
        ledger.db().write(ledger.scope(), [&](WriteTx&) {
            is_inside.count_down();
            may_end.wait();
        });
    });
    is_inside.wait();
    std::atomic<int> busy = 0;
    std::vector<std::thread> people;
    for (int i = 0; i < 6; ++i) {
        people.emplace_back([&] {
            try {
                ledger.earn(1);
            } catch (const db::Busy&) {
                if (++busy == 4) may_end.count_down();
            }
        });
    }
    for (auto& person : people) person.join();
    slow.join();
    EXPECT_EQ(busy, 4);
    EXPECT_EQ(ledger.balance(), 2);
}

TEST(Sqlite, settings_that_do_not_hold_stop_the_start) {
    File file;
    const db::SqliteFile settings = db::sqlite_file({.url = file.path()});
    // A reader cannot turn on the log that the writer has not: it refuses to serve.
    EXPECT_THROW(db::SqliteConnection(settings, db::SqliteUse::read), db::Fault);
    const db::SqliteConnection writer(settings, db::SqliteUse::write);
    const db::SqliteConnection reader(settings, db::SqliteUse::read);
    const auto asked = [](const db::SqliteConnection& connection, const char* pragma) {
        const auto prepared = connection.prepare({"test.pragma", pragma});
        EXPECT_EQ(sqlite3_step(prepared.statement.get()), SQLITE_ROW);
        return std::string(
            reinterpret_cast<const char*>(sqlite3_column_text(prepared.statement.get(), 0)));
    };
    for (const auto* connection : {&writer, &reader}) {
        EXPECT_EQ(asked(*connection, "PRAGMA journal_mode"), "wal");
        EXPECT_EQ(asked(*connection, "PRAGMA synchronous"), "2");
        EXPECT_EQ(asked(*connection, "PRAGMA foreign_keys"), "1");
        EXPECT_EQ(asked(*connection, "PRAGMA trusted_schema"), "0");
        EXPECT_EQ(asked(*connection, "PRAGMA wal_autocheckpoint"), "0");
    }
    EXPECT_EQ(asked(reader, "PRAGMA query_only"), "1");
    EXPECT_THROW(writer.prepare({"test.quotes", "SELECT \"text\""}), db::Fault);
    const auto attach = writer.prepare({"test.attach", "ATTACH ':memory:' AS other"});
    EXPECT_EQ(sqlite3_step(attach.statement.get()), SQLITE_ERROR);
}

TEST(Sqlite, a_place_that_is_no_disk_of_this_machine_is_refused) {
    SetClock clock{Instant{0}};
    SeededRandom random(1);
    for (const char* url : {"", ":memory:", "file:x?mode=memory", "/proc/nowhere/rapport.db"}) {
        EXPECT_THROW(Db::open({.url = url}, clock, random), db::Fault) << url;
    }
}

TEST(Sqlite, only_its_owner_may_read_the_file) {
    File file;
    const Ledger ledger{{.url = file.path(), .is_test = true}};
    for (const char* part : {"", "-wal", "-shm"}) {
        const auto mode = std::filesystem::status(file.path() + part).permissions();
        EXPECT_EQ(mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
                  std::filesystem::perms::none)
            << part;
    }
}

TEST(Sqlite, the_log_stays_short_however_much_is_written) {
    File file;
    Ledger ledger{{.url = file.path(), .is_test = true}};
    for (int i = 0; i < 15'000; ++i) ledger.earn(1);
    EXPECT_LT(std::filesystem::file_size(file.path() + "-wal"), 50u << 20);
    EXPECT_EQ(ledger.balance(), 15'000);
}

TEST(Sqlite, a_reader_who_lingers_does_not_keep_others_from_writing) {
    File file;
    Ledger ledger{{.url = file.path(), .is_test = true}};
    ledger.earn(1);
    ledger.db().read(ledger.scope(), [&](ReadTx& tx) {
        EXPECT_EQ(tx.number(test::sql::count, tx.district()), 1);
        std::thread([&] {
            for (int i = 0; i < 2'000; ++i) ledger.earn(1);
        }).join();
        EXPECT_EQ(tx.number(test::sql::count, tx.district()), 1);
    });
    EXPECT_EQ(ledger.count(), 2'001);
}

}  // namespace
}  // namespace rapport
