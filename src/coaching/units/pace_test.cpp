// What the pace so far says of the years to come, and how far it can be trusted.
#include "coaching/units/pace.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernel/id/random.hpp"

namespace rapport::units {
namespace {

const Day today{2026, 11, 2};

Pace pace_of(std::int64_t carried, std::int64_t days) {
    return {.carried = carried, .since = today.plus(-days), .today = today};
}

TEST(UnitPace, says_nothing_before_a_unit_was_carried_through_and_a_semester_has_passed) {
    EXPECT_FALSE(forecast(pace_of(0, 900), 3));
    EXPECT_FALSE(forecast(pace_of(3, 125), 3));
    EXPECT_TRUE(forecast(pace_of(1, 126), 3));
}

TEST(UnitPace, one_left_of_one_in_two_years_is_between_months_and_beyond_ten_years) {
    // Worked by hand: x of Beta(1, 3/2) is 1 - (1 - p)^(2/3), so T(1) = T ((1 - p)^(-2/3) - 1).
    const auto guess = forecast(pace_of(1, 730), 1);
    ASSERT_TRUE(guess && guess->earliest && guess->latest);
    const auto days = [](double p) { return 730 * (std::pow(1 - p, -2.0 / 3) - 1); };
    EXPECT_EQ(guess->earliest->number() - today.number(), std::ceil(days(0.1)));
    EXPECT_EQ(guess->latest->number() - today.number(), std::ceil(days(0.9)));
    EXPECT_FALSE(forecast(pace_of(1, 730), 4)->latest);
    EXPECT_FALSE(forecast(pace_of(1, 3000), 40)->earliest);
}

TEST(UnitPace, more_that_was_seen_says_more_and_more_that_is_left_takes_longer) {
    const auto width = [](std::int64_t semesters) {
        const auto guess = forecast(pace_of(semesters, semesters * 182), 2).value();
        return guess.latest.value().number() - guess.earliest.value().number();
    };
    EXPECT_GT(width(2), width(4));
    EXPECT_GT(width(4), width(8));
    for (std::int64_t left = 1; left < 6; ++left) {
        const auto less = forecast(pace_of(6, 1095), left).value();
        const auto more = forecast(pace_of(6, 1095), left + 1).value();
        EXPECT_LT(less.earliest.value(), more.earliest.value());
        EXPECT_LT(less.latest.value(), more.latest.value());
    }
}

// A made-up course of units: days until each next one is carried through.
class Course {
  public:
    explicit Course(std::uint64_t seed) : random_(seed) {}
    double share() { return (static_cast<double>(random_.number() >> 11) + 0.5) * 0x1p-53; }
    double by_chance(double mean) { return -mean * std::log(share()); }
    // About one a semester, as units are: never two in the same weeks.
    double one_after_the_other(double mean) { return mean * (0.6 + 0.8 * share()); }

  private:
    SeededRandom random_;
};

// Of so many courses watched for three years, in how many the guess held what came. `next` draws
// the days to the next unit, of a course with that mean.
template <class Next>
double held(Next&& next) {
    int held = 0, asked = 0;
    constexpr std::int64_t left = 3, watched = 1095;
    for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
        Course course(seed);
        const double mean = 120 + 240 * course.share();
        double at = 0;
        std::int64_t carried = 0;
        for (at = next(course, mean); at <= watched; at += next(course, mean)) ++carried;
        const auto guess = forecast(pace_of(carried, watched), left);
        if (!guess) continue;
        for (std::int64_t i = 1; i < left; ++i) at += next(course, mean);
        ++asked;
        const auto came = today.number() + static_cast<std::int64_t>(std::ceil(at - watched));
        const bool is_after = guess->earliest && came >= guess->earliest->number();
        const bool is_before = !guess->latest || came <= guess->latest->number();
        if (is_after && is_before) ++held;
    }
    return static_cast<double>(held) / asked;
}

TEST(UnitPace, four_guesses_of_five_come_true_and_rather_more_where_units_come_evenly) {
    const double by_chance =
        held([](Course& course, double mean) { return course.by_chance(mean); });
    EXPECT_NEAR(by_chance, 0.8, 0.04);
    const double evenly =
        held([](Course& course, double mean) { return course.one_after_the_other(mean); });
    EXPECT_GE(evenly, 0.8);
}

}  // namespace
}  // namespace rapport::units
