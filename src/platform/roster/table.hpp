// One file of a roster, row by row, by the standard's column names, whatever its header is like.
// Only the columns asked for ever leave this class: passwords, telephone numbers, demographics and
// unknown columns are dropped where the row is read.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/csv/csv.hpp"
#include "platform/roster/flaws.hpp"

namespace rapport::roster {

// Without a key column a file is of no use; without a required one it is poorer.
enum class Need : std::uint8_t { key, required, optional };
struct Column {
    std::string_view name;
    Need need = Need::optional;
};

// Rows that were left out, kept to be mended and sent again. At most 8 MiB in all; beyond that they
// are only counted.
class Rejects {
  public:
    struct Row {
        std::int64_t row;
        Kind kind;
        std::string field;
        std::vector<std::string> cells;
    };
    struct File {
        std::vector<std::string> columns;
        std::vector<Row> rows;
        std::int64_t count = 0;  // Also of those not kept.
    };
    void add(std::string_view file, std::span<const Column> columns, Row row);
    const std::map<std::string, File>& files() const { return files_; }
    std::int64_t count() const;

  private:
    std::map<std::string, File> files_;
    std::size_t size_ = 0;
};

class Table {
  public:
    // `columns` must outlive the table. Reads the header; is_usable() is false when it is missing
    // or lacks a key column.
    Table(std::string_view file, csv::Source, std::span<const Column> columns, Flaws&);

    bool is_usable() const { return is_usable_; }
    bool has(std::size_t column) const { return places_[column] >= 0; }
    // True if the header has a column the reader did not ask for.
    bool has_other(std::string_view name) const;

    bool next();  // False at the end. Rows that hold nothing at all are skipped.
    // The cell without white space at its ends; "" when the column or the cell is not there.
    std::string_view operator[](std::size_t column) const;
    std::int64_t row() const { return record_.row; }
    std::string_view file() const { return file_; }
    std::span<const Column> columns() const { return columns_; }
    std::span<const std::string_view> cells() const { return cells_; }

    void flaw(Kind, std::size_t column);  // The field is the column, what was found is its cell.
    void flaw(Kind, std::size_t column, std::string_view found);
    // For rows about students: never what was found.
    void flaw_unseen(Kind, std::size_t column);
    // For flaws of the row itself.
    void flaw_row(Kind);

  private:
    void read_header();
    void place(std::string_view written, std::size_t at);
    void forgive_spelling();
    void take_troubles();

    std::string file_;
    csv::Reader reader_;
    std::span<const Column> columns_;
    Flaws& flaws_;
    csv::Record record_;
    std::vector<int> places_;                          // Column to cell, or -1.
    std::vector<std::string_view> cells_;              // In the order of the columns.
    std::vector<std::pair<std::string, int>> others_;  // Other columns: written name, cell.
    std::size_t width_ = 0;
    std::size_t troubles_seen_ = 0;
    bool is_usable_ = false;
};

}  // namespace rapport::roster
