#include "kernel/suppression/suppression.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "kernel/check.hpp"

namespace rapport::suppression {

namespace {

constexpr std::int64_t endless = std::numeric_limits<std::int64_t>::max() / 4;

struct Place {
    int row = 0, column = 0;
};

bool is_alone_in_row(const Table& table, const Mask& mask, Place place) {
    int count = 0;
    for (int c = 0; c <= table.columns(); ++c) count += mask.is_hidden(place.row, c) ? 1 : 0;
    return count == 1;
}

bool is_alone_in_column(const Table& table, const Mask& mask, Place place) {
    int count = 0;
    for (int r = 0; r <= table.rows(); ++r) count += mask.is_hidden(r, place.column) ? 1 : 0;
    return count == 1;
}

// Finds the bridges among the hidden cells. Vertices are the rows (totals row included), then the
// columns.
class Bridges {
  public:
    Bridges(const Table& table, const Mask& mask)
        : table_(table), mask_(mask), lines_(table.rows() + table.columns() + 2) {
        found_at_.assign(static_cast<std::size_t>(lines_), 0);
        lowest_.assign(static_cast<std::size_t>(lines_), 0);
        for (int line = 0; line < lines_; ++line) {
            if (found_at_[index(line)] == 0) walk(line, -1);
        }
    }
    std::optional<Place> first() const { return bridge_; }

  private:
    static std::size_t index(int line) { return static_cast<std::size_t>(line); }
    int row_lines() const { return table_.rows() + 1; }
    bool are_joined(int a, int b) const {
        const int row = std::min(a, b), column = std::max(a, b) - row_lines();
        return row < row_lines() && column >= 0 && mask_.is_hidden(row, column);
    }
    void walk(int line, int from) {
        found_at_[index(line)] = lowest_[index(line)] = ++clock_;
        for (int next = 0; next < lines_; ++next) {
            if (next == from || !are_joined(line, next)) continue;
            if (found_at_[index(next)] != 0) {
                lowest_[index(line)] = std::min(lowest_[index(line)], found_at_[index(next)]);
                continue;
            }
            walk(next, line);
            lowest_[index(line)] = std::min(lowest_[index(line)], lowest_[index(next)]);
            if (lowest_[index(next)] > found_at_[index(line)]) {
                note({std::min(line, next), std::max(line, next) - row_lines()});
            }
        }
    }
    // One that is alone in its line comes first: there the remedy is plain.
    void note(Place place) {
        const bool is_alone =
            is_alone_in_row(table_, mask_, place) || is_alone_in_column(table_, mask_, place);
        if (!bridge_ || is_alone) bridge_ = place;
    }
    const Table& table_;
    const Mask& mask_;
    int lines_, clock_ = 0;
    std::vector<int> found_at_, lowest_;
    std::optional<Place> bridge_;
};

struct Bound {
    std::int64_t low = 0, high = 0;
};

// What a reader can say about each hidden amount: it is not zero (zeros are shown), and every line
// adds up to its total.
class Bounds {
  public:
    Bounds(const Table& table, const Mask& mask) : table_(table) {
        for (int row = 0; row <= table.rows(); ++row) {
            for (int column = 0; column <= table.columns(); ++column) {
                const std::int64_t amount = table.at(row, column).amount;
                bounds_.push_back(mask.is_hidden(row, column) ? Bound{1, endless}
                                                              : Bound{amount, amount});
            }
        }
        // Each pass can only narrow; a few suffice, and a reader has no more patience.
        for (int pass = 0; pass < 256 && narrow(); ++pass) {
        }
    }
    const Bound& at(int row, int column) const {
        return bounds_[static_cast<std::size_t>(row * (table_.columns() + 1) + column)];
    }

  private:
    Bound& ref(int row, int column) {
        return bounds_[static_cast<std::size_t>(row * (table_.columns() + 1) + column)];
    }
    bool narrow() {
        bool has_narrowed = false;
        std::vector<Bound*> line;
        for (int row = 0; row <= table_.rows(); ++row) {
            line.clear();
            for (int c = 0; c <= table_.columns(); ++c) line.push_back(&ref(row, c));
            has_narrowed |= narrow_line(line);
        }
        for (int column = 0; column <= table_.columns(); ++column) {
            line.clear();
            for (int r = 0; r <= table_.rows(); ++r) line.push_back(&ref(r, column));
            has_narrowed |= narrow_line(line);
        }
        return has_narrowed;
    }
    static bool take(Bound& bound, std::int64_t low, std::int64_t high) {
        const bool is_news = low > bound.low || high < bound.high;
        bound.low = std::max(bound.low, low);
        bound.high = std::min(bound.high, high);
        return is_news;
    }
    // The last of a line is the total of the others.
    static bool narrow_line(const std::vector<Bound*>& line) {
        std::int64_t low = 0, high = 0, open = 0;  // Sums; and how many have no upper bound.
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            low += line[i]->low;
            if (line[i]->high >= endless) {
                ++open;
            } else {
                high += line[i]->high;
            }
        }
        Bound& total = *line.back();
        bool has_narrowed = take(total, low, open > 0 ? endless : high);
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            Bound& one = *line[i];
            const bool is_open = one.high >= endless;
            const std::int64_t others_high = is_open ? high : high - one.high;
            const bool are_others_open = open - (is_open ? 1 : 0) > 0;
            const std::int64_t most =
                total.high >= endless ? endless : total.high - (low - one.low);
            const std::int64_t least = are_others_open ? 0 : total.low - others_high;
            if (!take(one, least, most)) continue;
            return true;  // The sums are stale now; the next pass goes on.
        }
        return has_narrowed;
    }
    const Table& table_;
    std::vector<Bound> bounds_;
};

void hide_few(const Table& table, Mask& mask, std::int64_t n) {
    for (int row = 0; row <= table.rows(); ++row) {
        for (int column = 0; column <= table.columns(); ++column) {
            const Cell& cell = table.at(row, column);
            const bool is_few = cell.people > 0 && cell.people < n;
            if (is_few || cell.is_telling) mask.hide(row, column);
        }
    }
}

void hide_all(const Table& table, Mask& mask) {
    for (int row = 0; row <= table.rows(); ++row) {
        for (int column = 0; column <= table.columns(); ++column) mask.hide(row, column);
    }
}

// A hidden cell that can still be worked out, or nearly.
std::optional<Place> weak_spot(const Table& table, const Mask& mask, std::int64_t n) {
    if (const auto bridge = Bridges(table, mask).first()) return bridge;
    const Bounds bounds(table, mask);
    for (int row = 0; row <= table.rows(); ++row) {
        for (int column = 0; column <= table.columns(); ++column) {
            if (!mask.is_hidden(row, column)) continue;
            const Bound& bound = bounds.at(row, column);
            if (bound.high < endless && bound.high - bound.low < n - 1) return Place{row, column};
        }
    }
    return std::nullopt;
}

// Of what is shown, the least loss: in the line where the weak one is alone, no total if it can be,
// the smallest amount.
class Choice {
  public:
    Choice(const Table& table, const Mask& mask, Place weak)
        : table_(table),
          mask_(mask),
          weak_(weak),
          needs_row_(is_alone_in_row(table, mask, weak)),
          needs_column_(is_alone_in_column(table, mask, weak)) {
        for (int row = 0; row <= table.rows(); ++row) {
            for (int column = 0; column <= table.columns(); ++column) consider({row, column});
        }
    }
    std::optional<Place> best() const { return best_; }

  private:
    struct Cost {
        bool is_far = false;
        int totals = 0;
        std::int64_t amount = 0;
        friend auto operator<=>(const Cost&, const Cost&) = default;
    };
    void consider(Place place) {
        const Cell& cell = table_.at(place.row, place.column);
        if (cell.amount == 0 || mask_.is_hidden(place.row, place.column)) return;
        const Cost cost{.is_far = !is_near(place),
                        .totals = (place.row == table_.rows() ? 1 : 0) +
                                  (place.column == table_.columns() ? 1 : 0),
                        .amount = cell.amount};
        if (best_ && !(cost < cost_)) return;
        best_ = place;
        cost_ = cost;
    }
    bool is_near(Place place) const {
        const bool is_in_row = place.row == weak_.row, is_in_column = place.column == weak_.column;
        if (!needs_row_ && !needs_column_) return is_in_row || is_in_column;
        return (needs_row_ && is_in_row) || (needs_column_ && is_in_column);
    }
    const Table& table_;
    const Mask& mask_;
    Place weak_;
    bool needs_row_, needs_column_;
    std::optional<Place> best_;
    Cost cost_;
};

}  // namespace

Table::Table(int rows, int columns)
    : rows_(rows), columns_(columns), cells_(static_cast<std::size_t>((rows + 1) * (columns + 1))) {
    must(rows >= 0 && columns >= 0, "a table of negative size");
}

Cell& Table::at(int row, int column) {
    return cells_[static_cast<std::size_t>(row * (columns_ + 1) + column)];
}

const Cell& Table::at(int row, int column) const {
    return cells_[static_cast<std::size_t>(row * (columns_ + 1) + column)];
}

void Table::total() {
    const auto add = [](Cell& sum, const Cell& cell) {
        sum.people = std::max(sum.people, cell.people);
        sum.amount += cell.amount;
    };
    for (int row = 0; row < rows_; ++row) {
        for (int column = 0; column < columns_; ++column) {
            add(at(row, columns_), at(row, column));
            add(at(rows_, column), at(row, column));
            add(at(rows_, columns_), at(row, column));
        }
    }
}

Mask::Mask(int rows, int columns)
    : columns_(columns), hidden_(static_cast<std::size_t>((rows + 1) * (columns + 1)), false) {}

bool Mask::is_hidden(int row, int column) const {
    return hidden_[static_cast<std::size_t>(row * (columns_ + 1) + column)];
}

void Mask::hide(int row, int column) {
    const auto at = static_cast<std::size_t>(row * (columns_ + 1) + column);
    if (!hidden_[at]) ++count_;
    hidden_[at] = true;
}

Mask suppressed(const Table& table, std::int64_t n) {
    must(n >= 2, "a threshold that hides nobody");
    Mask mask(table.rows(), table.columns());
    hide_few(table, mask, n);
    // Each round hides one more, and with everything hidden nothing is weak.
    while (const auto weak = weak_spot(table, mask, n)) {
        const auto more = Choice(table, mask, *weak).best();
        if (!more) break;
        mask.hide(more->row, more->column);
    }
    // The audit before anything is published: what a sum still tells is refused whole.
    if (Bridges(table, mask).first()) hide_all(table, mask);
    return mask;
}

}  // namespace rapport::suppression
