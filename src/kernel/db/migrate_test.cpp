#include "kernel/db/migrate.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/test_db.hpp"

namespace rapport {
namespace {

using db::Migration;
using Migrations = std::vector<Migration>;

constexpr Migration rooms{"0001_rooms",
                          "CREATE TABLE room (district_id TEXT NOT NULL, id TEXT NOT NULL, "
                          "PRIMARY KEY (district_id, id));"};
constexpr Migration names{"0002_names", "ALTER TABLE room ADD COLUMN name TEXT;"};

namespace sql {
constexpr Sql add{"room.add", "INSERT INTO room (district_id, id) VALUES ($1, $2)"};
constexpr Sql count{"room.count", "SELECT COUNT(*) FROM room WHERE district_id = $1"};
// What no slice may write: it forgets the district.
constexpr Sql everything{"room.everything", "SELECT COUNT(*) FROM room"};
constexpr Sql empty{"room.empty", "DELETE FROM room"};
}  // namespace sql

class House {
  public:
    House() : db_(Db::open({.url = place_.url(), .is_test = true}, clock_, random_)) {}
    Db& db() { return *db_; }
    std::vector<std::string> migrate(const Migrations& migrations) {
        return db::migrate(*db_, migrations);
    }
    std::string complaint(const Migrations& migrations) {
        try {
            migrate(migrations);
        } catch (const db::Fault& fault) {
            return fault.what();
        }
        return "";
    }

  private:
    test::Place place_;
    SetClock clock_{Instant{5}};
    SeededRandom random_{3};
    std::unique_ptr<Db> db_;
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST(Migrations, a_released_text_that_was_changed_stops_the_start) {
    House house;
    house.migrate({rooms});
    const Migration edited{"0001_rooms", "CREATE TABLE room (id TEXT);"};
    EXPECT_TRUE(has(house.complaint({edited}), "0001_rooms was changed after it was applied"));
}

TEST(Migrations, a_database_newer_than_the_program_stops_the_start) {
    House house;
    house.migrate({rooms, names});
    EXPECT_TRUE(has(house.complaint({rooms}), "newer than this program"));
}

TEST(Migrations, a_text_that_fails_half_way_leaves_nothing) {
    House house;
    const Migration broken{"0002_broken", "CREATE TABLE half (id TEXT); SELECT nonsense;"};
    EXPECT_TRUE(has(house.complaint({rooms, broken}), "0002_broken"));
    EXPECT_THROW(house.db().prepare("SELECT id FROM half"), db::Fault);
    EXPECT_EQ(house.migrate({rooms, names}), (std::vector<std::string>{"0002_names"}));
}

TEST(Migrations, each_is_applied_once_and_in_order) {
    House house;
    EXPECT_EQ(house.migrate({rooms, names}),
              (std::vector<std::string>{"0001_rooms", "0002_names"}));
    EXPECT_TRUE(house.migrate({rooms, names}).empty());
    house.db().prepare("SELECT name FROM room");
}

TEST(Migrations, two_programs_that_start_at_once_apply_each_once) {
    House house;
    std::array<std::vector<std::string>, 4> done;
    std::vector<std::thread> programs;
    for (auto& mine : done) {
        programs.emplace_back([&] { mine = house.migrate({rooms, names}); });
    }
    for (auto& program : programs) program.join();
    std::size_t count = 0;
    for (const auto& mine : done) count += mine.size();
    EXPECT_EQ(count, 2u);
}

TEST(Migrations, the_shipped_ones_fit_and_say_what_they_made) {
    House house;
    EXPECT_EQ(db::migrate(house.db(), test::migrations()).size(), test::migrations().size());
    if (!house.db().is_sqlite()) {
        EXPECT_THROW(db::schema_dump(house.db()), Bug);
        return;
    }
    const std::string dump = db::schema_dump(house.db());
    EXPECT_TRUE(has(dump, "CREATE TABLE person ("));
    EXPECT_TRUE(has(dump, "CREATE INDEX job_due ON job (run_at)"));
    EXPECT_FALSE(has(dump, "sqlite_"));
}

// The second fence (R-05): even a statement that forgets its district. SQLite has no such fence;
// there the forgetting shows, and tidy is what keeps it out.
TEST(Fence, a_district_finds_nothing_of_another) {
    House house;
    house.migrate({rooms});
    const Scope ours{.district = house.db().random().id<DistrictId>(), .actor = {}};
    const Scope theirs{.district = house.db().random().id<DistrictId>(), .actor = {}};
    for (const Scope& scope : {ours, theirs}) {
        house.db().write(scope, [&](WriteTx& tx) { tx.run(sql::add, tx.district(), "hall"); });
    }
    const auto count = [&](const Scope& scope) {
        return house.db().read(scope, [](ReadTx& tx) { return tx.number(sql::everything); });
    };
    EXPECT_EQ(count(Scope::whole()), 2);
    EXPECT_EQ(count(ours), house.db().is_sqlite() ? 2 : 1);
    EXPECT_EQ(count({}), house.db().is_sqlite() ? 2 : 0);
    const auto peek =
        house.db().read(ours, [&](ReadTx& tx) { return tx.number(sql::count, theirs.district); });
    EXPECT_EQ(peek, house.db().is_sqlite() ? 1 : 0);
}

TEST(Fence, a_district_changes_nothing_of_another) {
    House house;
    house.migrate({rooms});
    if (house.db().is_sqlite()) return;
    const Scope ours{.district = house.db().random().id<DistrictId>(), .actor = {}};
    const Scope theirs{.district = house.db().random().id<DistrictId>(), .actor = {}};
    house.db().write(theirs, [&](WriteTx& tx) { tx.run(sql::add, tx.district(), "hall"); });
    EXPECT_EQ(house.db().write(ours, [](WriteTx& tx) { return tx.run(sql::empty); }), 0);
    const auto plant = [&] {
        house.db().write(ours, [&](WriteTx& tx) { tx.run(sql::add, theirs.district, "spy"); });
    };
    EXPECT_THROW(plant(), db::Fault);
}

TEST(Fence, stands_around_every_table_of_districts) {
    House house;
    db::migrate(house.db(), test::migrations());
    if (house.db().is_sqlite()) return;
    static constexpr Sql open_tables{"fence.open", R"(
        SELECT COUNT(*) FROM information_schema.columns c
          JOIN pg_class t ON t.relname = c.table_name
          JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = c.table_schema
         WHERE c.table_schema = current_schema() AND c.column_name = 'district_id'
           AND NOT (t.relrowsecurity AND t.relforcerowsecurity))"};
    const auto open =
        house.db().read(Scope::whole(), [](ReadTx& tx) { return tx.number(open_tables); });
    EXPECT_EQ(open, 0);
}

}  // namespace
}  // namespace rapport
