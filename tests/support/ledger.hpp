// A small table of points, for tests of the storage itself: rules about it are one line long.
#pragma once

#include "tests/support/test_db.hpp"

namespace rapport::test {

inline constexpr const char* ledger_table =
    "CREATE TABLE ledger (district_id TEXT NOT NULL, id TEXT NOT NULL, points BIGINT NOT NULL "
    "CHECK (points <> 13), word TEXT, is_open BOOLEAN NOT NULL DEFAULT TRUE, share DOUBLE "
    "PRECISION, PRIMARY KEY (district_id, id));";

namespace sql {
constexpr Sql earn{"ledger.earn", R"(
    INSERT INTO ledger (district_id, id, points) VALUES ($1, $2, $3))"};
constexpr Sql balance{"ledger.balance", R"(
    SELECT CAST(COALESCE(SUM(points), 0) AS BIGINT) FROM ledger WHERE district_id = $1)"};
constexpr Sql count{"ledger.count", R"(
    SELECT COUNT(*) FROM ledger WHERE district_id = $1)"};
}  // namespace sql

// A database of its own with that table, and a district in it.
class Ledger {
  public:
    explicit Ledger(db::Options options = {.is_test = true}) : options_(std::move(options)) {
        if (options_.url.empty()) options_.url = place_.url();
        open();
        const db::Migration make{"0001_ledger", ledger_table};
        db::migrate(*db_, {&make, 1});
    }
    void open() {
        db_.reset();
        db_ = Db::open(options_, clock_, random_);
    }
    Db& db() { return *db_; }
    const Place& place() const { return place_; }
    const Scope& scope() const { return scope_; }
    SeededRandom& random() { return random_; }
    void close() { db_.reset(); }

    void earn(std::int64_t points) {
        db_->write(scope_, [&](WriteTx& tx) { earn_in(tx, points); });
    }
    static void earn_in(WriteTx& tx, std::int64_t points) {
        tx.run(sql::earn, tx.district(), tx.new_id<PersonId>(), points);
    }
    std::int64_t balance() {
        return db_->read(scope_, [](ReadTx& tx) { return tx.number(sql::balance, tx.district()); });
    }
    std::int64_t count() {
        return db_->read(scope_, [](ReadTx& tx) { return tx.number(sql::count, tx.district()); });
    }

  private:
    Place place_;
    SetClock clock_{Instant{1'000'000}};
    SeededRandom random_{1};
    db::Options options_;
    std::unique_ptr<Db> db_;
    Scope scope_{.district = random_.id<DistrictId>(), .actor = {}};
};

}  // namespace rapport::test
