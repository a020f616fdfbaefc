#include "kernel/jobs/jobs.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "tests/support/test_db.hpp"

namespace rapport {
namespace {

using jobs::Job;
using jobs::Runner;

// A migrated database of its own, with a clock to move.
struct Office {
    test::Place place;
    SetClock clock{Instant{1'000'000'000}};
    SeededRandom random{9};
    std::unique_ptr<Db> db = open();

    std::unique_ptr<Db> open() {
        auto opened = Db::open({.url = place.url(), .is_test = true}, clock, random);
        db::migrate(*opened, test::migrations());
        return opened;
    }
    bool ask(std::string_view dedup, std::int64_t in_seconds = 0) {
        return db->write(Scope::whole(), [&](WriteTx& tx) {
            return jobs::enqueue(tx, "mail", dedup, "{}", tx.now().plus_seconds(in_seconds));
        });
    }
};

TEST(Jobs, the_same_job_asked_for_twice_is_one) {
    Office office;
    EXPECT_TRUE(office.ask("a"));
    EXPECT_FALSE(office.ask("a"));
    int done = 0;
    Runner runner(*office.db);
    runner.on("mail", [&](const Job&) { ++done; });
    EXPECT_EQ(runner.run_due(), 1);
    EXPECT_EQ(runner.run_due(), 0);
    EXPECT_EQ(done, 1);
}

TEST(Jobs, a_job_of_an_act_that_was_refused_is_never_done) {
    Office office;
    (void)office.db->write(Scope::whole(), [](WriteTx& tx) -> Result<Done> {
        jobs::enqueue(tx, "mail", "a", "{}", tx.now());
        return Refusal{"office.closed"};
    });
    Runner runner(*office.db);
    runner.on("mail", [](const Job&) { FAIL(); });
    EXPECT_EQ(runner.run_due(), 0);
}

TEST(Jobs, a_job_says_whose_it_is_and_what_to_do) {
    Office office;
    const Scope scope = test::make_district(*office.db);
    office.db->write(scope, [](WriteTx& tx) {
        EXPECT_TRUE(jobs::enqueue(tx, "mail", "hello", R"({"to":"a"})", tx.now()));
    });
    Runner runner(*office.db);
    runner.on("mail", [&](const Job& job) {
        EXPECT_EQ(job.district, scope.district);
        EXPECT_EQ(job.kind, "mail");
        EXPECT_EQ(job.dedup, "hello");
        EXPECT_EQ(job.payload, R"({"to":"a"})");
        EXPECT_EQ(job.tries, 1);
    });
    EXPECT_EQ(runner.run_due(), 1);
    EXPECT_EQ(jobs::parked(*office.db), 0);
}

TEST(Jobs, what_a_job_said_is_forgotten_once_it_is_done) {
    Office office;
    office.ask("a");
    office.ask("b", 60);
    constexpr Sql kept{"test.kept", "SELECT COUNT(*) FROM job WHERE payload <> ''"};
    Runner runner(*office.db);
    runner.on("mail", [](const Job&) {});
    EXPECT_EQ(runner.run_due(), 1);
    EXPECT_EQ(office.db->read(Scope::whole(), [&](ReadTx& tx) { return tx.number(kept); }), 1);
    EXPECT_FALSE(office.ask("a"));  // That it was done is not.
}

TEST(Jobs, a_job_waits_for_its_time) {
    Office office;
    office.ask("later", 60);
    Runner runner(*office.db);
    runner.on("mail", [](const Job&) {});
    EXPECT_EQ(runner.run_due(), 0);
    office.clock.advance_seconds(60);
    EXPECT_EQ(runner.run_due(), 1);
}

TEST(Jobs, a_job_that_fails_waits_longer_each_time_and_is_parked_after_twelve) {
    Office office;
    office.ask("stubborn");
    int tries = 0;
    Runner runner(*office.db);
    runner.on("mail", [&](const Job&) {
        ++tries;
        throw std::runtime_error("the mail server said no");
    });
    std::int64_t waited = 0;
    for (int minute = 0; tries < 12 && minute < 1'000; ++minute) {
        runner.run_due();
        EXPECT_EQ(runner.run_due(), 0);  // Not at once.
        office.clock.advance_seconds(60);
        ++waited;
    }
    EXPECT_EQ(tries, 12);
    EXPECT_GT(waited, 68);   // 2 + 4 + … + 2,048 seconds at least …
    EXPECT_LT(waited, 110);  // … and a quarter more at most.
    EXPECT_EQ(jobs::parked(*office.db), 1);
    office.clock.advance_seconds(100'000);
    EXPECT_EQ(runner.run_due(), 0);
}

TEST(Jobs, a_kind_nobody_does_is_tried_again_and_not_lost) {
    Office office;
    office.ask("unknown");
    Runner without(*office.db);
    without.run_due();
    office.clock.advance_seconds(10);
    int done = 0;
    Runner with(*office.db);
    with.on("mail", [&](const Job&) { ++done; });
    with.run_due();
    EXPECT_EQ(done, 1);
}

TEST(Jobs, what_a_crashed_runner_held_is_done_by_another_after_a_minute) {
    Office office;
    office.ask("held");
    Runner crashing(*office.db);
    Runner other(*office.db);
    int done = 0;
    other.on("mail", [&](const Job&) { ++done; });
    crashing.on("mail", [&](const Job&) {
        EXPECT_EQ(other.run_due(), 0);  // While it is leased, nobody else has it.
        office.clock.advance_seconds(61);
        EXPECT_EQ(other.run_due(), 1);
    });
    crashing.run_due();  // Its own end comes too late to count.
    EXPECT_EQ(done, 1);
    office.clock.advance_seconds(120);
    EXPECT_EQ(other.run_due(), 0);
}

TEST(Jobs, two_runners_do_each_job_once) {
    Office office;
    constexpr int count = 200;
    office.db->write(Scope::whole(), [](WriteTx& tx) {
        for (int i = 0; i < count; ++i) {
            jobs::enqueue(tx, "mail", std::to_string(i), "{}", tx.now());
        }
    });
    std::mutex mutex;
    std::multiset<std::string> done;
    const auto work = [&](const Job& job) {
        const std::lock_guard lock(mutex);
        done.insert(job.dedup);
    };
    Runner first(*office.db);
    Runner second(*office.db);
    for (Runner* runner : {&first, &second}) {
        runner->on("mail", work);
        runner->start(3);
    }
    for (int i = 0; i < 500; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        const std::lock_guard lock(mutex);
        if (done.size() >= count) break;
    }
    first.stop();
    second.stop();
    EXPECT_EQ(done.size(), std::size_t{count});
    EXPECT_EQ(std::set<std::string>(done.begin(), done.end()).size(), std::size_t{count});
}

TEST(Jobs, a_nudge_is_faster_than_the_next_second) {
    Office office;
    std::atomic<int> done = 0;
    Runner runner(*office.db);
    runner.on("mail", [&](const Job&) { ++done; });
    runner.start(1);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const auto before = std::chrono::steady_clock::now();
    office.ask("now");
    runner.nudge();
    while (done == 0 && std::chrono::steady_clock::now() - before < std::chrono::seconds(5)) {
        std::this_thread::yield();
    }
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(500));
    runner.stop();
}

}  // namespace
}  // namespace rapport
