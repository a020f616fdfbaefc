// Two hundred made-up networks, and somebody who takes every number that was said about each and
// tries to learn something about fewer than ten people.
#include "design/credentials/network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>

#include "tests/support/test_db.hpp"

namespace rapport::credentials {
namespace {

constexpr std::int64_t n = 10;

// What is unknown of a type: the holders of each district, then the hopeful.
class Attack {
  public:
    Attack(const std::vector<Count>& counts, const std::vector<Released>& said,
           const std::string& type)
        : places_(counts.size()), is_shown_(places_, false), is_both_shown_(places_, false) {
        for (const Count& one : counts) {
            const auto at = one.types.find(type);
            const TypeCount count = at == one.types.end() ? TypeCount{} : at->second;
            truth_.push_back(count.holders);
            hopeful_.push_back(count.hopeful);
            integrators_ += one.integrators;
        }
        truth_.insert(truth_.end(), hopeful_.begin(), hopeful_.end());
        for (const Released& one : said) {
            if (one.type.empty()) is_size_said_ = one.holders.has_value();
            if (one.type != type) continue;
            std::size_t at = places_;
            for (std::size_t i = 0; i < places_; ++i) {
                if (counts[i].district == one.district) at = i;
            }
            if (one.holders) learn(at, false, *one.holders);
            if (one.willing) learn(at, true, *one.willing);
        }
        eliminate();
        narrow();
    }

    // Sums that somebody could want: each unknown, each district's two together, all holders, all
    // the hopeful, all; and the same of those without, whose number is the rest.
    std::string finds() const {
        std::vector<std::vector<double>> wanted;
        const std::size_t size = truth_.size();
        const auto sum_of = [&](auto&& is_in) {
            std::vector<double> sum(size, 0);
            for (std::size_t i = 0; i < size; ++i) sum[i] = is_in(i) ? 1 : 0;
            return sum;
        };
        for (std::size_t i = 0; i < size; ++i) {
            wanted.push_back(sum_of([&](std::size_t at) { return at == i; }));
        }
        for (std::size_t i = 0; i < places_; ++i) {
            wanted.push_back(sum_of([&](std::size_t at) { return at % places_ == i; }));
        }
        // The hidden districts together, which is what a subtraction from a total gives.
        wanted.push_back(sum_of([&](std::size_t at) { return at < places_ && !is_shown_[at]; }));
        wanted.push_back(sum_of([&](std::size_t at) { return !is_both_shown_[at % places_]; }));
        wanted.push_back(sum_of([&](std::size_t at) { return at < places_; }));
        wanted.push_back(sum_of([&](std::size_t at) { return at >= places_; }));
        wanted.push_back(sum_of([](std::size_t) { return true; }));
        for (const auto& sum : wanted) {
            const auto value = value_of(sum);
            if (!value) continue;
            if (*value > 0 && *value < n) return "recovers " + std::to_string(*value);
        }
        for (const auto& sum : {wanted[wanted.size() - 3], wanted.back()}) {
            const auto value = value_of(sum);
            if (!value || !is_size_said_ || *value == 0) continue;
            if (integrators_ - *value < n) return "recovers those without";
        }
        for (std::size_t i = 0; i < size; ++i) {
            const bool is_small = truth_[i] > 0 && truth_[i] < n;
            if (is_small && high_[i] - low_[i] < n - 1) {
                return "narrows to " + std::to_string(low_[i]) + "–" + std::to_string(high_[i]);
            }
        }
        return "";
    }

  private:
    struct Equation {
        std::vector<double> terms;
        double sum = 0;
    };
    void learn(std::size_t place, bool is_both, std::int64_t value) {
        if (place < places_) (is_both ? is_both_shown_ : is_shown_)[place] = true;
        Equation one{std::vector<double>(truth_.size(), 0), static_cast<double>(value)};
        for (std::size_t i = 0; i < truth_.size(); ++i) {
            const bool is_row = i < places_ || is_both;
            if (is_row && (place == places_ || i % places_ == place)) one.terms[i] = 1;
        }
        said_.push_back(one);
        rows_.push_back(std::move(one));
    }
    void eliminate() {
        std::size_t done = 0;
        for (std::size_t column = 0; column < truth_.size() && done < rows_.size(); ++column) {
            std::size_t best = done;
            for (std::size_t r = done; r < rows_.size(); ++r) {
                if (std::abs(rows_[r].terms[column]) > std::abs(rows_[best].terms[column]))
                    best = r;
            }
            if (std::abs(rows_[best].terms[column]) < 1e-9) continue;
            std::swap(rows_[best], rows_[done]);
            scale(rows_[done], rows_[done].terms[column]);
            for (std::size_t r = 0; r < rows_.size(); ++r) {
                if (r != done) subtract(rows_[r], rows_[done], rows_[r].terms[column]);
            }
            pivots_.push_back(column);
            ++done;
        }
        rows_.resize(done);
    }
    static void scale(Equation& one, double by) {
        for (double& term : one.terms) term /= by;
        one.sum /= by;
    }
    static void subtract(Equation& from, const Equation& what, double times) {
        for (std::size_t i = 0; i < from.terms.size(); ++i) {
            from.terms[i] -= times * what.terms[i];
        }
        from.sum -= times * what.sum;
    }
    // What the equations say of this sum, if they say one thing.
    std::optional<std::int64_t> value_of(const std::vector<double>& sum) const {
        Equation rest{sum, 0};
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            subtract(rest, rows_[r], rest.terms[pivots_[r]]);
        }
        const bool is_told =
            std::ranges::all_of(rest.terms, [](double term) { return std::abs(term) < 1e-6; });
        if (!is_told) return std::nullopt;
        return std::llround(-rest.sum);
    }
    // Whole numbers, none negative, and no equation is broken.
    void narrow() {
        low_.assign(truth_.size(), 0);
        // Nobody is said to hold it where nobody does.
        for (std::size_t i = 0; i < places_; ++i) low_[i] = is_shown_[i] ? 0 : 1;
        high_.assign(truth_.size(), 100'000);
        for (int pass = 0; pass < 50; ++pass) {
            for (const Equation& one : said_) narrow_by(one);
        }
    }
    void narrow_by(const Equation& one) {
        std::int64_t low = 0, high = 0;
        for (std::size_t i = 0; i < truth_.size(); ++i) {
            if (one.terms[i] == 0) continue;
            low += low_[i];
            high += high_[i];
        }
        const auto sum = static_cast<std::int64_t>(one.sum);
        for (std::size_t i = 0; i < truth_.size(); ++i) {
            if (one.terms[i] == 0) continue;
            const std::int64_t most = sum - (low - low_[i]), least = sum - (high - high_[i]);
            if (most < high_[i]) {
                high -= high_[i] - most;
                high_[i] = most;
            }
            if (least > low_[i]) {
                low += least - low_[i];
                low_[i] = least;
            }
        }
    }
    const std::size_t places_;
    std::vector<bool> is_shown_, is_both_shown_;
    std::int64_t integrators_ = 0;
    bool is_size_said_ = false;
    std::vector<std::int64_t> truth_, hopeful_, low_, high_;
    std::vector<Equation> said_, rows_;
    std::vector<std::size_t> pivots_;
};

constexpr std::array<std::string_view, 4> some_types{"cetl", "iste_certified", "maine_680",
                                                     "apple_coach"};

std::vector<Count> made_up(std::mt19937_64& random) {
    std::vector<Count> counts;
    const std::size_t districts = 1 + random() % 12;
    for (std::size_t i = 0; i < districts; ++i) {
        // Most have a few coaches, some have many.
        Count one{.district = test::random().id<DistrictId>(),
                  .integrators =
                      static_cast<std::int64_t>(random() % 3 == 0 ? random() % 90 : random() % 14),
                  .types = {}};
        for (const std::string_view type : some_types) {
            std::uint64_t left = static_cast<std::uint64_t>(one.integrators);
            const std::uint64_t holders = random() % (left + 1);
            left -= holders;
            const std::uint64_t hopeful = random() % (left / 2 + 1);
            if (holders + hopeful == 0) continue;
            one.types[std::string(type)] = {static_cast<std::int64_t>(holders),
                                            static_cast<std::int64_t>(hopeful)};
        }
        counts.push_back(std::move(one));
    }
    return counts;
}

TEST(CredentialNetwork, nothing_below_ten_is_recovered_from_two_hundred_networks) {
    std::mt19937_64 random(4711);
    int said_count = 0, hidden_count = 0, small_count = 0;
    for (int i = 0; i < 200; ++i) {
        const auto counts = made_up(random);
        const auto said = releasable(counts);
        for (const Released& one : said) {
            for (const Shown& number : {one.holders, one.willing}) {
                number ? ++said_count : ++hidden_count;
                if (number.value_or(0) > 0) {
                    ASSERT_GE(*number, n);
                }
            }
        }
        for (const Count& one : counts) {
            for (const auto& [type, count] : one.types) {
                if (count.holders > 0 && count.holders < n) ++small_count;
            }
        }
        for (const std::string_view type : some_types) {
            const std::string found = Attack(counts, said, std::string(type)).finds();
            ASSERT_EQ(found, "") << "network " << i << ", " << type;
        }
    }
    // There was something to say, and something to find.
    EXPECT_GT(said_count, 1000);
    EXPECT_GT(hidden_count, 1000);
    EXPECT_GT(small_count, 500);
}

TEST(CredentialNetwork, the_attacker_finds_what_a_careless_network_says) {
    std::vector<Count> counts(3);
    for (std::size_t i = 0; i < 3; ++i) {
        counts[i].district = test::random().id<DistrictId>();
        counts[i].integrators = 60;
        counts[i].types["cetl"] = {i == 0 ? 4 : 20, 0};
    }
    const std::vector<Released> careless{{"", {}, 180, 180},
                                         {"cetl", {}, 44, std::nullopt},
                                         {"cetl", counts[1].district, 20, std::nullopt},
                                         {"cetl", counts[2].district, 20, std::nullopt}};
    EXPECT_EQ(Attack(counts, careless, "cetl").finds(), "recovers 4");
    const std::vector<Released> nearly_all{{"", {}, 47, 47}, {"cetl", {}, 44, std::nullopt}};
    counts = {counts[0]};
    counts[0].integrators = 47;
    counts[0].types["cetl"] = {44, 0};
    EXPECT_EQ(Attack(counts, nearly_all, "cetl").finds(), "recovers those without");
}

TEST(CredentialNetwork, what_nearly_everybody_holds_is_not_said) {
    Count one{.district = test::random().id<DistrictId>(), .integrators = 20, .types = {}};
    one.types["cetl"] = {15, 0};
    for (const Released& each : releasable({one})) {
        if (each.type == "cetl") {
            EXPECT_EQ(each.holders, std::nullopt);
        }
    }
}

}  // namespace
}  // namespace rapport::credentials
