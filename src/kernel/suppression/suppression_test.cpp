#include "kernel/suppression/suppression.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace rapport::suppression {
namespace {

constexpr std::int64_t n = 5;

Table filled(int rows, int columns, const std::vector<std::int64_t>& amounts) {
    Table table(rows, columns);
    for (int i = 0; i < rows * columns; ++i) {
        const std::int64_t amount = amounts[static_cast<std::size_t>(i)];
        table.at(i / columns, i % columns) = {.people = amount, .amount = amount};
    }
    table.total();
    return table;
}

std::string drawn(const Table& table, const Mask& mask) {
    std::string out;
    for (int row = 0; row <= table.rows(); ++row) {
        for (int column = 0; column <= table.columns(); ++column) {
            out += mask.is_hidden(row, column) ? "?" : std::to_string(table.at(row, column).amount);
            out += column == table.columns() ? "\n" : " ";
        }
    }
    return out;
}

TEST(Suppression, a_table_without_small_numbers_is_shown_whole) {
    const Table table = filled(2, 2, {12, 5, 0, 30});
    EXPECT_EQ(suppressed(table, n).hidden_count(), 0);
}

TEST(Suppression, a_small_number_is_hidden_and_so_are_the_ones_that_would_tell_it) {
    const Table table = filled(2, 2, {3, 20, 30, 40});
    EXPECT_EQ(drawn(table, suppressed(table, n)), "? ? 23\n? ? 70\n33 60 93\n");
}

TEST(Suppression, a_number_alone_in_its_line_takes_the_total_with_it) {
    const Table table = filled(1, 3, {3, 0, 0});
    EXPECT_EQ(drawn(table, suppressed(table, n)), "? 0 0 ?\n? 0 0 ?\n");
}

TEST(Suppression, two_ones_are_not_told_by_their_sum) {
    // Hidden ones are not zero: two that add up to two could only be one and one.
    const Table table = filled(1, 4, {1, 1, 9, 30});
    const Mask mask = suppressed(table, n);
    EXPECT_TRUE(mask.is_hidden(0, 0) && mask.is_hidden(0, 1));
    EXPECT_GE(mask.hidden_count(), 6);
}

TEST(Suppression, a_number_that_tells_of_one_person_is_hidden_like_a_small_one) {
    Table table = filled(2, 2, {25, 20, 30, 40});
    table.at(0, 0).is_telling = true;
    EXPECT_EQ(drawn(table, suppressed(table, n)), "? ? 45\n? ? 70\n55 60 115\n");
}

TEST(Suppression, a_total_that_tells_of_one_person_takes_another_total_with_it) {
    Table table = filled(2, 2, {25, 20, 30, 40});
    table.at(0, 2).is_telling = true;
    const Mask mask = suppressed(table, n);
    EXPECT_TRUE(mask.is_hidden(0, 2));
    EXPECT_GE(mask.hidden_count(), 4);
}

TEST(Suppression, nobody_is_a_number_that_can_be_said) {
    const Table table = filled(2, 2, {0, 0, 0, 0});
    EXPECT_EQ(suppressed(table, n).hidden_count(), 0);
}

TEST(Suppression, a_table_without_rows_has_nothing_to_hide) {
    EXPECT_EQ(suppressed(Table(0, 3), n).hidden_count(), 0);
}

// --- What holds for every table -----------------------------------------------------------------

Table random_table(std::mt19937_64& random) {
    const int rows = 1 + static_cast<int>(random() % 5),
              columns = 1 + static_cast<int>(random() % 6);
    std::vector<std::int64_t> amounts;
    for (int i = 0; i < rows * columns; ++i) {
        const auto kind = random() % 4;
        amounts.push_back(kind == 0   ? 0
                          : kind == 1 ? static_cast<std::int64_t>(random() % 5)
                                      : static_cast<std::int64_t>(random() % 60));
    }
    return filled(rows, columns, amounts);
}

// The lines a reader knows, as equations over the hidden cells, brought to echelon form modulo a
// prime. A hidden cell is told exactly when its unit vector lies in their span.
class Algebra {
  public:
    Algebra(const Table& table, const Mask& mask) {
        for (int row = 0; row <= table.rows(); ++row) {
            for (int column = 0; column <= table.columns(); ++column) {
                if (mask.is_hidden(row, column)) places_.push_back({row, column});
            }
        }
        for (int row = 0; row <= table.rows(); ++row) {
            add([&](int r, int c) { return r != row ? 0 : c == table.columns() ? prime - 1 : 1; });
        }
        for (int column = 0; column <= table.columns(); ++column) {
            add([&](int r, int c) { return c != column ? 0 : r == table.rows() ? prime - 1 : 1; });
        }
    }
    bool tells(std::size_t hidden) const {
        std::vector<std::int64_t> unit(places_.size(), 0);
        unit[hidden] = 1;
        reduce(unit);
        return std::ranges::all_of(unit, [](std::int64_t x) { return x == 0; });
    }
    std::size_t size() const { return places_.size(); }

  private:
    static constexpr std::int64_t prime = 1'000'000'007;
    static std::int64_t power(std::int64_t base, std::int64_t exponent) {
        std::int64_t result = 1;
        for (; exponent > 0; exponent /= 2, base = base * base % prime) {
            if (exponent % 2 == 1) result = result * base % prime;
        }
        return result;
    }
    void reduce(std::vector<std::int64_t>& row) const {
        for (const auto& [pivot, known] : rows_) {
            const std::int64_t factor = row[pivot];
            if (factor == 0) continue;
            for (std::size_t i = 0; i < row.size(); ++i) {
                row[i] = (row[i] + (prime - factor) * known[i]) % prime;
            }
        }
    }
    template <class F>
    void add(F&& factor_of) {
        std::vector<std::int64_t> row;
        for (const auto& [r, c] : places_) row.push_back(factor_of(r, c));
        reduce(row);
        const auto at = std::ranges::find_if(row, [](std::int64_t x) { return x != 0; });
        if (at == row.end()) return;
        const auto pivot = static_cast<std::size_t>(at - row.begin());
        const std::int64_t inverse = power(*at, prime - 2);
        for (auto& x : row) x = x * inverse % prime;
        for (auto& [other_pivot, known] : rows_) {
            const std::int64_t factor = known[pivot];
            for (std::size_t i = 0; i < row.size(); ++i) {
                known[i] = (known[i] + (prime - factor) * row[i]) % prime;
            }
        }
        rows_.emplace_back(pivot, std::move(row));
    }
    std::vector<std::pair<int, int>> places_;
    std::vector<std::pair<std::size_t, std::vector<std::int64_t>>> rows_;
};

TEST(Suppression, no_hidden_number_can_be_worked_out_from_sums_and_differences) {
    std::mt19937_64 random(20261121);
    for (int round = 0; round < 2000; ++round) {
        const Table table = random_table(random);
        const Mask mask = suppressed(table, n);
        const Algebra algebra(table, mask);
        for (std::size_t i = 0; i < algebra.size(); ++i) {
            ASSERT_FALSE(algebra.tells(i)) << "round " << round << "\n" << drawn(table, mask);
        }
    }
}

TEST(Suppression, every_number_about_too_few_people_is_hidden) {
    std::mt19937_64 random(7);
    for (int round = 0; round < 2000; ++round) {
        const Table table = random_table(random);
        const Mask mask = suppressed(table, n);
        for (int row = 0; row <= table.rows(); ++row) {
            for (int column = 0; column <= table.columns(); ++column) {
                const std::int64_t people = table.at(row, column).people;
                const bool is_few = people > 0 && people < n;
                ASSERT_TRUE(!is_few || mask.is_hidden(row, column)) << drawn(table, mask);
                ASSERT_TRUE(people != 0 || !mask.is_hidden(row, column)) << drawn(table, mask);
            }
        }
    }
}

// Tries every way to fill the hidden cells (none of them zero), and notes which values each takes.
class Guesser {
  public:
    Guesser(const Table& table, const Mask& mask) : table_(table), mask_(mask) {
        for (int row = 0; row < table.rows(); ++row) {
            for (int column = 0; column < table.columns(); ++column) {
                if (mask.is_hidden(row, column)) places_.push_back({row, column});
            }
        }
        seen_.resize(places_.size());
        values_.assign(places_.size(), 0);
        guess(0);
    }
    // The fewest different values any hidden cell could have.
    std::size_t least() const {
        std::size_t fewest = 1000;
        for (const auto& values : seen_) fewest = std::min(fewest, values.size());
        return fewest;
    }
    std::size_t size() const { return places_.size(); }

  private:
    static constexpr std::int64_t most = 14;  // Enough to tell one value from several.
    std::int64_t value(int row, int column) const {
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (places_[i] == std::pair(row, column)) return values_[i];
        }
        return table_.at(row, column).amount;
    }
    bool fits() const {
        std::int64_t all = 0;
        for (int row = 0; row < table_.rows(); ++row) {
            std::int64_t sum = 0;
            for (int column = 0; column < table_.columns(); ++column) sum += value(row, column);
            all += sum;
            const bool is_known = !mask_.is_hidden(row, table_.columns());
            if (is_known && sum != table_.at(row, table_.columns()).amount) return false;
        }
        for (int column = 0; column < table_.columns(); ++column) {
            std::int64_t sum = 0;
            for (int row = 0; row < table_.rows(); ++row) sum += value(row, column);
            const bool is_known = !mask_.is_hidden(table_.rows(), column);
            if (is_known && sum != table_.at(table_.rows(), column).amount) return false;
        }
        const bool is_known = !mask_.is_hidden(table_.rows(), table_.columns());
        return !is_known || all == table_.at(table_.rows(), table_.columns()).amount;
    }
    void guess(std::size_t next) {
        if (next == places_.size()) {
            if (!fits()) return;
            for (std::size_t i = 0; i < places_.size(); ++i) {
                if (std::ranges::find(seen_[i], values_[i]) == seen_[i].end()) {
                    seen_[i].push_back(values_[i]);
                }
            }
            return;
        }
        for (std::int64_t v = 1; v <= most; ++v) {
            values_[next] = v;
            guess(next + 1);
        }
    }
    const Table& table_;
    const Mask& mask_;
    std::vector<std::pair<int, int>> places_;
    std::vector<std::int64_t> values_;
    std::vector<std::vector<std::int64_t>> seen_;
};

TEST(Suppression, whoever_tries_every_possibility_still_has_several) {
    std::mt19937_64 random(99);
    int tried = 0;
    for (int round = 0; round < 400; ++round) {
        std::vector<std::int64_t> amounts;
        for (int i = 0; i < 4; ++i) amounts.push_back(static_cast<std::int64_t>(random() % 9));
        const bool is_square = random() % 2 == 0;
        const Table table = is_square ? filled(2, 2, amounts) : filled(1, 4, amounts);
        const Mask mask = suppressed(table, n);
        const Guesser guesser(table, mask);
        if (guesser.size() == 0) continue;
        ++tried;
        ASSERT_GE(guesser.least(), 3u) << drawn(table, mask);
    }
    EXPECT_GT(tried, 200);
}

TEST(Suppression, a_table_that_hides_only_the_small_ones_is_caught_by_the_same_checks) {
    const Table table = filled(2, 2, {3, 20, 30, 40});
    Mask careless(2, 2);
    careless.hide(0, 0);
    EXPECT_TRUE(Algebra(table, careless).tells(0));
    EXPECT_EQ(Guesser(table, careless).least(), 1u);
}

}  // namespace
}  // namespace rapport::suppression
