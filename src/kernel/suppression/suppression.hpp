// Hides numbers about too few people, and as many more as it takes that nobody can work the hidden
// ones out from what is shown. Pure; no page shows a count that did not pass through here.
//
// A table has rows, columns, a total for each, and a grand total. A cell is hidden when it is about
// fewer than `n` people (zero is no person, and shown), or when its owner says that it tells too
// much about one of them. Then cells are added until, for each hidden one,
//   - it is not the only unknown of any set of lines: in the graph whose vertices are the lines and
//     whose edges are the hidden cells, no edge is a bridge (the totals are edges, too);
//   - what the totals still say about it leaves at least `n` possible values.
// Hidden cells all look the same: which were few and which were added is not told.
#pragma once

#include <cstdint>
#include <vector>

namespace rapport::suppression {

// A district may ask for more people behind a number, never for fewer.
inline constexpr std::int64_t people_least = 10;

struct Cell {
    std::int64_t people = 0;  // How many it is about.
    std::int64_t amount = 0;  // What is shown and adds up: contacts, requests.
    bool is_telling = false;  // Says too much about one person, however many it is about.
};

class Table {
  public:
    Table(int rows, int columns);
    int rows() const { return rows_; }
    int columns() const { return columns_; }
    // Row `rows()` and column `columns()` are the totals.
    Cell& at(int row, int column);
    const Cell& at(int row, int column) const;
    // Makes the totals: amounts are sums; people of a total are at least those of its largest cell.
    void total();

  private:
    int rows_, columns_;
    std::vector<Cell> cells_;
};

class Mask {
  public:
    Mask(int rows, int columns);
    bool is_hidden(int row, int column) const;
    void hide(int row, int column);
    int hidden_count() const { return count_; }

  private:
    int columns_, count_ = 0;
    std::vector<bool> hidden_;
};

// What to hide. `n` is at least 2. Where even that would not do, everything is hidden.
Mask suppressed(const Table&, std::int64_t n);

}  // namespace rapport::suppression
