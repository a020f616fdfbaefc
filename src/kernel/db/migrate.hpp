// Migrations: files NNNN_words.sql, forward only, one transaction each, checksum kept. An edited
// released file, or a database newer than the program, stops the start with a clear sentence.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"

namespace rapport::db {

struct Migration {
    std::string_view name;  // "0001_districts"
    std::string_view text;
};

// The migrations built into the program (generated from migrations/*.sql), in order.
std::span<const Migration> shipped_migrations();

// Applies what is missing, oldest first; returns the names applied. Throws Fault where the database
// and the program disagree. On PostgreSQL it then fences every table that has a district_id with
// row security (ENABLE, FORCE, one policy on the setting rapport.district).
std::vector<std::string> migrate(Db&, std::span<const Migration>);

// The schema as text, for docs/schema.sql and the new-equals-upgraded test. SQLite only.
std::string schema_dump(Db&);

}  // namespace rapport::db
