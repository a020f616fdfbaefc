// One migrated database for all tests of a process; each test makes a district of its own in it.
// SQLite in memory-backed storage, or PostgreSQL where RAPPORT_TEST_DATABASE names one.
#pragma once

#include <string>

#include "kernel/db/db.hpp"
#include "kernel/db/migrate.hpp"

namespace rapport::test {

Db& database();
SetClock& clock();  // Begins on Monday 2026-11-02, 14:00 UTC.
SeededRandom& random();

bool is_postgres();  // Which engine the tests run on.

// The files of migrations/, read from the source tree; for tests that open databases of their own.
std::span<const db::Migration> migrations();

// Where a database of its own for one test can be: a fresh SQLite path or PostgreSQL URL, empty,
// gone when the object goes.
class Place {
  public:
    Place();
    explicit Place(const std::string& url);  // On the PostgreSQL server of `url`; SQLite if empty.
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    const std::string& url() const { return url_; }

  private:
    std::string server_;  // None: SQLite.
    std::string name_;
    std::string url_;
};

// A district in the database, with no more than its row; returns a scope in it that names nobody.
Scope make_district(Db&);

}  // namespace rapport::test
