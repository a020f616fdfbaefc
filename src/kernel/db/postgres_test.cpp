// What only PostgreSQL can do wrong: lose a connection in the middle, or a standby at COMMIT. These
// run where RAPPORT_TEST_DATABASE names a server.
#include <gtest/gtest.h>

#include <thread>

#include "kernel/db/engine.hpp"
#include "kernel/db/postgres_connection.hpp"
#include "tests/support/ledger.hpp"

namespace rapport {
namespace {

using test::Ledger;

constexpr Sql backend{"test.backend", "SELECT CAST(pg_backend_pid() AS BIGINT)"};
constexpr Sql end_backend{"test.end_backend", "SELECT pg_terminate_backend(CAST($1 AS INTEGER))"};

// COMMIT takes `seconds` and then says `words`.
std::string slow_commit(const std::string& seconds, const std::string& words) {
    return "CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
           "PERFORM pg_sleep(" +
           seconds + "); " + words +
           " RETURN NULL; END $$; "
           "CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON ledger DEFERRABLE INITIALLY DEFERRED "
           "FOR EACH ROW EXECUTE FUNCTION linger();";
}

void end_connection(Ledger& ledger, std::int64_t pid) {
    ledger.db().read(Scope::whole(), [&](ReadTx& tx) {
        tx.each(
            end_backend, [](const db::Row&) {}, pid);
    });
}

TEST(Postgres, a_connection_lost_at_commit_leaves_the_writer_unsure) {
    if (!test::is_postgres()) return;
    Ledger ledger;
    ledger.db().script(slow_commit("2", ""));
    std::atomic<std::int64_t> pid = 0;
    std::thread killer([&] {
        while (pid == 0) std::this_thread::yield();
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        end_connection(ledger, pid);
    });
    const auto write = [&] {
        ledger.db().write(ledger.scope(), [&](WriteTx& tx) {
            Ledger::earn_in(tx, 1);
            pid = tx.number(backend);
        });
    };
    EXPECT_THROW(write(), db::Unknown);
    killer.join();
    EXPECT_EQ(ledger.balance(), 0);  // The next connection is a new one.
}

TEST(Postgres, a_connection_lost_before_commit_is_not_noticed) {
    if (!test::is_postgres()) return;
    Ledger ledger;
    int tries = 0;
    ledger.db().write(ledger.scope(), [&](WriteTx& tx) {
        Ledger::earn_in(tx, 1);
        const auto pid = tx.number(backend);
        if (++tries == 1) std::thread([&] { end_connection(ledger, pid); }).join();
        Ledger::earn_in(tx, 1);
    });
    EXPECT_EQ(tries, 2);
    EXPECT_EQ(ledger.balance(), 2);
}

TEST(Postgres, a_connection_lost_while_idle_is_not_noticed) {
    if (!test::is_postgres()) return;
    Ledger ledger;
    const auto pid =
        ledger.db().write(ledger.scope(), [](WriteTx& tx) { return tx.number(backend); });
    end_connection(ledger, pid);
    ledger.earn(3);
    EXPECT_EQ(ledger.balance(), 3);
}

TEST(Postgres, a_commit_that_warns_of_a_standby_leaves_the_writer_unsure) {
    if (!test::is_postgres()) return;
    Ledger ledger;
    ledger.db().script(slow_commit("0", "RAISE WARNING 'no standby';"));
    EXPECT_THROW(ledger.earn(1), db::Unknown);
    EXPECT_EQ(ledger.balance(), 1);
}

TEST(Postgres, a_commit_that_takes_too_long_leaves_the_writer_unsure) {
    if (!test::is_postgres()) return;
    Ledger ledger;
    ledger.db().script(slow_commit("1", ""));
    const db::PostgresTimes times{.commit = std::chrono::milliseconds(200)};
    const auto engine =
        db::open_postgres({.url = ledger.place().url(), .is_test = true}, ledger.random(), times);
    const auto write = [&] {
        engine->write(ledger.scope(), [&](db::Session& session) {
            const std::array<db::Value, 3> values{db::Value(ledger.scope().district),
                                                  db::Value("late"), db::Value(1)};
            session.run(test::sql::earn, values, nullptr);
            return true;
        });
    };
    EXPECT_THROW(write(), db::Unknown);
    std::this_thread::sleep_for(std::chrono::milliseconds(1'500));
    EXPECT_EQ(ledger.balance(), 1);  // It was saved, only nobody could know.
}

TEST(Postgres, a_clash_at_commit_is_tried_again) {
    if (!test::is_postgres()) return;
    Ledger ledger;
    ledger.earn(10);
    // Those of one program take turns; another program's do not.
    SetClock clock{Instant{1'000'000}};
    SeededRandom random(2);
    const auto elsewhere = Db::open({.url = ledger.place().url(), .is_test = true}, clock, random);
    std::atomic<int> tries = 0;
    std::vector<std::thread> people;
    std::atomic<int> looked = 0;
    for (Db* db : {&ledger.db(), elsewhere.get()}) {
        people.emplace_back([&, db] {
            db->write(ledger.scope(), [&](WriteTx& tx) {
                const auto seen = tx.number(test::sql::balance, tx.district());
                ++tries;
                ++looked;
                // The first time, both have looked before either writes.
                while (looked < 2) std::this_thread::yield();
                Ledger::earn_in(tx, seen);
            });
        });
    }
    for (auto& person : people) person.join();
    EXPECT_GE(tries, 3);
    EXPECT_EQ(ledger.balance(), 40);
}

TEST(Postgres, a_server_that_does_not_answer_is_busy) {
    SetClock clock{Instant{0}};
    SeededRandom random(1);
    EXPECT_THROW(Db::open({.url = "postgresql://127.0.0.1:1/none"}, clock, random), db::Busy);
}

TEST(Postgres, a_text_where_a_number_belongs_is_a_fault) {
    if (!test::is_postgres()) return;
    Ledger ledger;
    const auto write = [&] {
        ledger.db().write(ledger.scope(), [](WriteTx& tx) {
            tx.run(test::sql::earn, tx.district(), "a", "eightlet");
        });
    };
    EXPECT_THROW(write(), db::Fault);
}

}  // namespace
}  // namespace rapport
