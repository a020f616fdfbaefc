// Backups: everything an installation keeps, in one file, that any Rapport can read back into
// SQLite or PostgreSQL. A backup is made while people work, from one moment of the database. It is
// called done only after it was read back into a database of its own and found to hold the same
// rows, with every key in its place and the record of who did what unbroken: a backup nobody has
// restored is a hope.
//
// The file is gzip over lines of JSON, so that zcat shows it and nobody needs us to read it:
//     {"rapport":"backup","format":1,"made_at":"…","migrations":[["0001_platform","<checksum>"],…]}
//     {"table":"person","columns":["district_id","id",…]}
//     ["…","…",null,5,true]                    one line a row, in the order of the key
//     {"rows":120,"digest":"<BLAKE2b of these lines>"}
//     …
//     {"end":"<BLAKE2b of every line above>"}
// Left out: who is signed in at the moment, and the heartbeat. After a restore everybody signs in
// anew, so that nobody who was sent away comes back with it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernel/db/db.hpp"

namespace rapport::backup {

struct Summary {
    Instant made_at;
    std::int64_t rows = 0;
    std::int64_t tables = 0;
    std::int64_t districts = 0;
    std::int64_t acts = 0;  // Rows of the record of who did what.
    // "District 01J…: row 17": where that record does not follow. The backup is true to the
    // database; the database is not true to itself.
    std::vector<std::string> broken_records;
};

// `scratch` is a folder on a disk of this machine, for the database of the proof; as large as the
// database, and empty again afterwards. All throw file::Trouble or db::Fault with words for an
// operator, and then leave nothing behind.
Summary make(Db&, const std::string& path, const std::string& scratch);
Summary prove(const std::string& path, const std::string& scratch);

// Fills an empty database, migrates it to this program, and proves it. Throws where the database
// holds rows already, or where the backup is of a newer program. All rows come in one transaction.
Summary fill(Db& empty, const std::string& path);

// When a backup was made, from its first line.
Instant made_at(const std::string& path);
// Of the backups in a folder (files ending in .rapport), the newest made at `at` or before.
std::string newest_until(const std::string& folder, Instant at);

// Everything of one district in open formats, in a new folder of `parent` named after it: for each
// kind of thing a file of JSON lines, exact, and a sheet (CSV) that no spreadsheet will run; and a
// README that says what is what. Passwords and keys are never in it; the words of notes only when
// asked for.
enum class Notes { left_out, included };
struct Exported {
    std::string folder;
    std::int64_t files = 0, rows = 0;
};
Exported export_district(Db&, DistrictId, const std::string& parent, Notes);

}  // namespace rapport::backup
