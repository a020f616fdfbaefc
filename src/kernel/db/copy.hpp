// Every row of a database, whatever its tables are: how a backup reads them and fills them in
// again, on either engine and from one to the other. A row is one line, a JSON array in the order
// of its table's columns, always written the same way: equal lines are equal rows, so that a digest
// over them tells whether two databases hold the same.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/crypto/crypto.hpp"
#include "kernel/db/db.hpp"

namespace rapport::db {

struct Column {
    enum class Type { text, integer, real, flag };
    std::string name;
    Type type = Type::text;
};

struct Table {
    std::string name;
    std::vector<Column> columns;
    std::vector<std::size_t> key;  // Places, among the columns, of the primary key's.
    bool has(std::string_view column) const;
};

// The tables that are there, by name; without `migration`, which the migrations keep themselves.
std::vector<Table> tables(Db&);

// Every row in the order of its key, in bounded memory; those of the scope's district alone where
// the scope names one (the table must have a district_id then).
void each_row(ReadTx&, const Table&, const std::function<void(const Row&)>&);

bool has_rows(ReadTx&, const Table&);

// Appends one value of a row to a line of JSON: text in quotes, numbers, true and false, null.
void append_json(std::string& line, const Row&, int column, Column::Type);
// Text as JSON says it, in its quotes.
void append_json(std::string& line, std::string_view text);
// The whole row as one line.
std::string line_of(const Table&, const Row&);

struct Sum {  // What a table holds, in a few letters.
    std::int64_t rows = 0;
    std::string digest;  // BLAKE2b over its lines, each with a line end.
    friend bool operator==(const Sum&, const Sum&) = default;
};
Sum sum_of(ReadTx&, const Table&);

// Fills rows into a table, many in one statement. Throws Fault for a line that is no row of it.
class Filler {
  public:
    Filler(WriteTx&, const Table&);
    void add(std::string_view line);
    void end();  // Sends what is left.

  private:
    void send(std::size_t rows);
    WriteTx& tx_;
    const Table& table_;
    std::size_t rows_max_;
    std::vector<std::string> texts_;  // Of the values that are text; stays put while they wait.
    std::vector<Value> values_;
    std::size_t rows_ = 0;
    std::string full_;  // The statement for rows_max_ rows.
};

// Lets rows come in any order: keys to other tables are checked at the end, by check(), in the same
// transaction.
class LooseKeys {
  public:
    LooseKeys(WriteTx&, const Db&);
    void check();

  private:
    struct Key {
        std::string table, name, definition;
    };
    WriteTx& tx_;
    std::vector<Key> taken_off_;  // PostgreSQL alone: it cannot wait for keys of its own accord.
};

// What SQLite finds wrong with its file and its keys, at most twenty lines; nothing on PostgreSQL,
// whose checksums are the server's.
std::vector<std::string> flaws(Db&);

// The migrations a database has seen, as (name, checksum); none when it is empty.
struct Seen {
    std::string name, checksum;
};
std::vector<Seen> seen_migrations(Db&);

// Holds an SQLite file that nobody else has open, its log folded into it, until the object goes.
// Throws Busy when a program is at work on it.
class Held {
  public:
    explicit Held(const std::string& path);
    ~Held();
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace rapport::db
