// What storage promises whichever engine stands behind it. Runs on SQLite, and on PostgreSQL where
// RAPPORT_TEST_DATABASE names one.
#include "kernel/db/db.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/ledger.hpp"

namespace rapport {
namespace {

using test::Ledger;
namespace sql = test::sql;

constexpr Sql put{"ledger.put", R"(
    INSERT INTO ledger (district_id, id, points, word, is_open, share)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql all{"ledger.all", R"(
    SELECT id, points, word, is_open, share FROM ledger WHERE district_id = $1 ORDER BY id)"};

constexpr const char* first_id = "00000000000000000000000001";

TEST(Storage, a_refused_write_leaves_nothing) {
    Ledger ledger;
    const auto refused = ledger.db().write(ledger.scope(), [](WriteTx& tx) -> Result<int> {
        Ledger::earn_in(tx, 5);
        return Refusal{"storage.refused"};
    });
    EXPECT_FALSE(refused);
    EXPECT_EQ(ledger.count(), 0);
}

TEST(Storage, a_write_that_throws_leaves_nothing_and_hurts_nobody) {
    Ledger ledger;
    EXPECT_THROW(ledger.db().write(ledger.scope(),
                                   [](WriteTx& tx) {
                                       Ledger::earn_in(tx, 5);
                                       throw Bug("a slip");
                                   }),
                 Bug);
    ledger.earn(2);
    EXPECT_EQ(ledger.balance(), 2);
}

TEST(Storage, a_write_answers_with_what_it_returned) {
    Ledger ledger;
    const int found = ledger.db().write(ledger.scope(), [](WriteTx& tx) {
        Ledger::earn_in(tx, 5);
        return 7;
    });
    EXPECT_EQ(found, 7);
    EXPECT_EQ(ledger.balance(), 5);
}

TEST(Storage, a_broken_constraint_is_a_conflict) {
    Ledger ledger;
    EXPECT_THROW(ledger.earn(13), db::Conflict);
    const auto twice = [&] {
        ledger.db().write(ledger.scope(), [&](WriteTx& tx) {
            tx.run(sql::earn, tx.district(), first_id, 1);
            tx.run(sql::earn, tx.district(), first_id, 1);
        });
    };
    EXPECT_THROW(twice(), db::Conflict);
    EXPECT_EQ(ledger.count(), 0);
}

TEST(Storage, a_broken_promise_between_tables_is_a_conflict_even_at_the_end) {
    Ledger ledger;
    ledger.db().script(
        "CREATE TABLE child (id TEXT NOT NULL, district_id TEXT NOT NULL, "
        "FOREIGN KEY (district_id, id) REFERENCES ledger (district_id, id) "
        "DEFERRABLE INITIALLY DEFERRED);");
    static constexpr Sql add{"child.add", "INSERT INTO child (district_id, id) VALUES ($1, $2)"};
    const auto orphan = [&] {
        ledger.db().write(ledger.scope(),
                          [&](WriteTx& tx) { tx.run(add, tx.district(), first_id); });
    };
    EXPECT_THROW(orphan(), db::Conflict);
    ledger.db().write(ledger.scope(), [&](WriteTx& tx) {
        tx.run(add, tx.district(), first_id);
        tx.run(sql::earn, tx.district(), first_id, 1);
    });
    EXPECT_EQ(ledger.count(), 1);
}

TEST(Storage, a_write_that_goes_on_after_a_failure_is_not_kept) {
    Ledger ledger;
    const auto stubborn = [&] {
        ledger.db().write(ledger.scope(), [](WriteTx& tx) {
            Ledger::earn_in(tx, 1);
            try {
                Ledger::earn_in(tx, 13);
            } catch (const db::Conflict&) {
                // A slice must not do this; storage does not let it matter.
            }
        });
    };
    EXPECT_THROW(stubborn(), db::Fault);
    EXPECT_EQ(ledger.count(), 0);
}

TEST(Storage, a_read_cannot_write) {
    Ledger ledger;
    const auto sneak = [&] {
        ledger.db().read(ledger.scope(), [](ReadTx& tx) {
            tx.each(
                sql::earn, [](const db::Row&) {}, tx.district(), first_id, 1);
        });
    };
    EXPECT_THROW(sneak(), db::Fault);
    EXPECT_EQ(ledger.count(), 0);
}

TEST(Storage, a_transaction_inside_a_transaction_is_a_bug) {
    Ledger ledger;
    const auto read = [&](ReadTx&) { ledger.count(); };
    EXPECT_THROW(ledger.db().read(ledger.scope(), read), Bug);
    EXPECT_THROW(ledger.db().write(ledger.scope(), [&](WriteTx&) { ledger.earn(1); }), Bug);
    ledger.earn(1);
    EXPECT_EQ(ledger.balance(), 1);
}

TEST(Storage, every_kind_of_value_comes_back_as_it_went) {
    Ledger ledger;
    const std::string word = "Nguyễn – \"ß\" 李\n; DROP TABLE ledger --";
    ledger.db().write(ledger.scope(), [&](WriteTx& tx) {
        tx.run(put, tx.district(), "a", std::int64_t{-9'007'199'254'740'993}, word, false, 0.1);
        tx.run(put, tx.district(), "b", 1, std::optional<std::string>(), true,
               std::optional<double>());
        tx.run(put, tx.district(), "c", Instant{5}, Day{2026, 2, 3}, true, -2.5e300);
        tx.run(put, tx.district(), "d", 2, "", true, 3.0);
    });
    ledger.db().read(ledger.scope(), [&](ReadTx& tx) {
        int row = 0;
        tx.each(
            all,
            [&](const db::Row& found) {
                switch (row++) {
                    case 0:
                        EXPECT_EQ(found.integer(1), -9'007'199'254'740'993);
                        EXPECT_EQ(found.view(2), word);
                        EXPECT_FALSE(found.flag(3));
                        EXPECT_EQ(found.integer(3), 0);
                        EXPECT_EQ(found.real(4), 0.1);
                        break;
                    case 1:
                        EXPECT_TRUE(found.is_null(2) && found.is_null(4));
                        EXPECT_TRUE(found.flag(3));
                        EXPECT_EQ(found.text_or_empty(2), "");
                        break;
                    case 2:
                        EXPECT_EQ(found.instant(1), Instant{5});
                        EXPECT_EQ(found.day(2), (Day{2026, 2, 3}));
                        EXPECT_EQ(found.real(4), -2.5e300);
                        break;
                    default:
                        EXPECT_EQ(found.view(2), "");
                        EXPECT_FALSE(found.is_null(2));
                }
            },
            tx.district());
        EXPECT_EQ(row, 4);
    });
}

TEST(Storage, reading_a_value_as_what_it_is_not_is_a_bug) {
    Ledger ledger;
    ledger.earn(1);
    const auto ask = [&](auto&& question) {
        ledger.db().read(ledger.scope(),
                         [&](ReadTx& tx) { tx.each(all, question, tx.district()); });
    };
    EXPECT_THROW(ask([](const db::Row& row) { row.integer(0); }), Bug);
    EXPECT_THROW(ask([](const db::Row& row) { row.view(1); }), Bug);
    EXPECT_THROW(ask([](const db::Row& row) { row.view(2); }), Bug);  // NULL.
    EXPECT_THROW(ask([](const db::Row& row) { row.real(4); }), Bug);
    EXPECT_THROW(ask([](const db::Row& row) { row.integer(5); }), Bug);  // No such column.
    EXPECT_THROW(ask([](const db::Row& row) { (void)row.is_null(-1); }), Bug);
    EXPECT_EQ(ledger.balance(), 1);
}

TEST(Storage, a_statement_with_too_few_values_is_a_bug) {
    Ledger ledger;
    const auto forget = [&] {
        ledger.db().read(ledger.scope(), [](ReadTx& tx) { tx.number(sql::balance); });
    };
    EXPECT_THROW(forget(), Bug);
    EXPECT_EQ(ledger.balance(), 0);
}

TEST(Storage, values_go_by_their_number_and_may_be_used_twice) {
    Ledger ledger;
    static constexpr Sql odd{"ledger.odd", R"(
        SELECT CAST($2 AS BIGINT) - CAST($1 AS BIGINT) + CAST($2 AS BIGINT))"};
    const auto found =
        ledger.db().read(ledger.scope(), [](ReadTx& tx) { return tx.number(odd, 1, 10); });
    EXPECT_EQ(found, 19);
}

TEST(Storage, rows_may_be_read_while_rows_are_read) {
    Ledger ledger;
    ledger.earn(1);
    ledger.earn(2);
    int pairs = 0;
    ledger.db().read(ledger.scope(), [&](ReadTx& tx) {
        const auto inner = [&](const db::Row&) { ++pairs; };
        tx.each(
            all, [&](const db::Row&) { tx.each(all, inner, tx.district()); }, tx.district());
    });
    EXPECT_EQ(pairs, 4);
}

TEST(Storage, changed_rows_are_counted) {
    Ledger ledger;
    ledger.earn(1);
    ledger.earn(2);
    static constexpr Sql close{"ledger.close", R"(
        UPDATE ledger SET is_open = FALSE WHERE district_id = $1 AND is_open AND points > $2)"};
    const auto changed = [&](int above) {
        return ledger.db().write(ledger.scope(),
                                 [&](WriteTx& tx) { return tx.run(close, tx.district(), above); });
    };
    EXPECT_EQ(changed(5), 0);
    EXPECT_EQ(changed(0), 2);
    EXPECT_EQ(changed(0), 0);
}

TEST(Storage, a_read_sees_one_moment_while_others_write) {
    Ledger ledger;
    ledger.earn(1);
    ledger.db().read(ledger.scope(), [&](ReadTx& tx) {
        EXPECT_EQ(tx.number(sql::balance, tx.district()), 1);
        std::thread([&] { ledger.earn(10); }).join();
        EXPECT_EQ(tx.number(sql::balance, tx.district()), 1);
    });
    EXPECT_EQ(ledger.balance(), 11);
}

TEST(Storage, a_write_sees_what_it_wrote) {
    Ledger ledger;
    ledger.db().write(ledger.scope(), [](WriteTx& tx) {
        Ledger::earn_in(tx, 4);
        EXPECT_EQ(tx.number(sql::balance, tx.district()), 4);
        EXPECT_EQ(tx.now(), Instant{1'000'000});
    });
}

TEST(Storage, case_matters_to_like) {
    Ledger ledger;
    static constexpr Sql like{"ledger.like", R"(
        SELECT COUNT(*) FROM ledger WHERE district_id = $1 AND word LIKE $2)"};
    ledger.db().write(ledger.scope(),
                      [](WriteTx& tx) { tx.run(put, tx.district(), "a", 1, "Amina", true, 1.0); });
    const auto count = [&](const char* pattern) {
        return ledger.db().read(
            ledger.scope(), [&](ReadTx& tx) { return tx.number(like, tx.district(), pattern); });
    };
    EXPECT_EQ(count("am%"), 0);
    EXPECT_EQ(count("Am%"), 1);
}

TEST(Storage, text_is_ordered_by_its_bytes) {
    Ledger ledger;
    ledger.db().write(ledger.scope(), [](WriteTx& tx) {
        for (const char* id : {"b", "a", "B", "é", "_", "Z", "a b"}) {
            tx.run(put, tx.district(), id, 1, "", true, 1.0);
        }
    });
    const auto ids = ledger.db().read(ledger.scope(), [](ReadTx& tx) {
        return tx.all<std::string>(
            all, [](const db::Row& row) { return row.text(0); }, tx.district());
    });
    EXPECT_EQ(ids, (std::vector<std::string>{"B", "Z", "_", "a", "a b", "b", "é"}));
}

TEST(Storage, statements_are_counted_on_the_thread_that_asks) {
    Ledger ledger;
    const auto before = Db::statements_of_this_thread();
    const auto counts = ledger.db().counts();
    ledger.earn(1);
    EXPECT_EQ(ledger.balance(), 1);
    std::thread([&] { ledger.earn(1); }).join();
    EXPECT_EQ(Db::statements_of_this_thread() - before, 2);
    EXPECT_EQ(ledger.db().counts().statements - counts.statements, 3);
    EXPECT_EQ(ledger.db().counts().reads - counts.reads, 1);
    EXPECT_EQ(ledger.db().counts().writes - counts.writes, 2);
    EXPECT_EQ(ledger.db().counts().commits - counts.commits, 2);
}

TEST(Storage, a_statement_the_engine_does_not_know_is_a_fault) {
    Ledger ledger;
    EXPECT_THROW(ledger.db().prepare("SELECT nonsense FROM nowhere"), db::Fault);
    EXPECT_THROW(ledger.db().prepare("SELECT 1; SELECT 2"), db::Fault);
    EXPECT_THROW(ledger.db().script("CREATE TABLE half (id TEXT); SELECT nonsense;"), db::Fault);
    EXPECT_THROW(ledger.db().prepare("SELECT id FROM half"), db::Fault);  // Nothing stayed.
    ledger.db().prepare(sql::earn.text);
    ledger.db().checkpoint();
}

TEST(Storage, a_changed_table_does_not_trouble_statements_in_use) {
    Ledger ledger;
    ledger.earn(1);
    EXPECT_EQ(ledger.balance(), 1);
    static constexpr Sql everything{"ledger.everything", R"(
        SELECT * FROM ledger WHERE district_id = $1)"};
    const auto columns = [&] {
        ledger.db().read(ledger.scope(), [](ReadTx& tx) {
            tx.each(
                everything, [](const db::Row& row) { (void)row.text(0); }, tx.district());
        });
    };
    columns();
    ledger.db().script("ALTER TABLE ledger ADD COLUMN extra TEXT");
    columns();
    ledger.earn(1);
    EXPECT_EQ(ledger.balance(), 2);
}

// Six people spend from one purse of ten, forty times: the check and the write are one act.
TEST(Storage, a_purse_is_never_overspent) {
    Ledger ledger;
    for (int round = 0; round < 40; ++round) {
        const Scope purse{.district = ledger.random().id<DistrictId>(), .actor = {}};
        ledger.db().write(purse, [](WriteTx& tx) { Ledger::earn_in(tx, 10); });
        std::vector<std::thread> people;
        for (int person = 0; person < 6; ++person) {
            people.emplace_back([&] {
                (void)ledger.db().write(purse, [](WriteTx& tx) -> Result<Done> {
                    const auto left = tx.number(sql::balance, tx.district());
                    if (left < 4) return Refusal{"purse.short"};
                    Ledger::earn_in(tx, -4);
                    return Done{};
                });
            });
        }
        for (auto& person : people) person.join();
        const auto left = ledger.db().read(
            purse, [](ReadTx& tx) { return tx.number(sql::balance, tx.district()); });
        ASSERT_EQ(left, 2) << "round " << round;
    }
}

// Both look, neither finds, both write: the second must see the first one's row.
TEST(Storage, two_who_make_the_same_thing_at_once_make_it_once) {
    Ledger ledger;
    static constexpr Sql find{"ledger.find", R"(
        SELECT COUNT(*) FROM ledger WHERE district_id = $1 AND id = $2)"};
    for (int round = 0; round < 20; ++round) {
        const std::string id = "shared" + std::to_string(round);
        std::atomic<int> made = 0;
        std::vector<std::thread> people;
        for (int person = 0; person < 4; ++person) {
            people.emplace_back([&] {
                const bool is_mine = ledger.db().write(ledger.scope(), [&](WriteTx& tx) {
                    if (tx.number(find, tx.district(), id) > 0) return false;
                    tx.run(sql::earn, tx.district(), id, 1);
                    return true;
                });
                made += is_mine ? 1 : 0;
            });
        }
        for (auto& person : people) person.join();
        ASSERT_EQ(made, 1);
    }
}

}  // namespace
}  // namespace rapport
