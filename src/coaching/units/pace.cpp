#include "coaching/units/pace.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <cmath>

#include "kernel/check.hpp"

namespace rapport::units {

namespace {

constexpr double tail = 0.1;  // At each end.

// `inverse` gives x and 1 - x apart, so that neither is lost beside the other.
std::optional<Day> day_at(const Pace& pace, double x, double rest) {
    const double ahead = static_cast<double>(pace.days()) * x / rest;
    if (!(ahead <= static_cast<double>(foreseen_max))) return std::nullopt;
    return pace.today.plus(static_cast<std::int64_t>(std::ceil(ahead)));
}

}  // namespace

std::optional<Forecast> forecast(const Pace& pace, std::int64_t left) {
    must(left >= 1, "a forecast of nothing");
    if (!pace.says_something()) return std::nullopt;
    const double more = static_cast<double>(left);
    const double seen = static_cast<double>(pace.carried) + 0.5;
    double rest = 0;
    const double early = boost::math::ibeta_inv(more, seen, tail, &rest);
    const auto earliest = day_at(pace, early, rest);
    const double late = boost::math::ibetac_inv(more, seen, tail, &rest);
    return Forecast{earliest, day_at(pace, late, rest)};
}

}  // namespace rapport::units
