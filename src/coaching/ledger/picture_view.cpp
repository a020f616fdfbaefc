// How things stood, week by week, as a picture without numbers and the same in a sentence.
#include <algorithm>
#include <cmath>

#include "coaching/ledger/ledger_pages.hpp"

namespace rapport::ledger {

namespace {

constexpr int weeks_shown = 26;
constexpr int top = 24, bars_high = 96, foot = 24;

struct Point {
    Day on;
    double balance = 0;
};

std::vector<Point> points_of(const Ledger& ledger, const Keeper& keeper) {
    std::vector<Point> points;
    for (int ago = weeks_shown - 1; ago >= 0; --ago) {
        const Day on = keeper.today().plus(-7 * ago);
        points.push_back({on, balance(ledger.entries, on, keeper.rule())});
    }
    return points;
}

int whole(double pixels) { return static_cast<int>(std::lround(pixels)); }

// One decimal, in any language: the width of a picture is no sentence.
std::string percent(int tenths) {
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

}  // namespace

PictureView picture_of(const Ledger& ledger, const Keeper& keeper, const locale::Speech& speech) {
    const auto points = points_of(ledger, keeper);
    const auto [lowest, highest] = std::ranges::minmax_element(points, {}, &Point::balance);
    const double most = std::max(2 * price, highest->balance);
    const double least = std::min(0.0, lowest->balance);
    const double scale = bars_high / (most - least);
    PictureView view;
    view.zero_y = top + whole(most * scale);
    view.enough_y = top + whole((most - price) * scale);
    view.label_y = view.enough_y - 5;
    view.height = top + bars_high + foot;
    view.foot_y = view.height - 4;
    view.since = speech.day(points.front().on);
    for (int i = 0; i < weeks_shown; ++i) {
        const double at = points[static_cast<std::size_t>(i)].balance;
        const int high = whole(std::abs(at) * scale);
        view.bars.push_back({.x = percent(1000 * i / weeks_shown),
                             .y = at < 0 ? view.zero_y : view.zero_y - high,
                             .height = high,
                             .is_below = at < 0});
    }
    if (ledger.entries.empty()) {
        view.summary = speech.say("ledger.picture_empty", {{"day", view.since}});
        return view;
    }
    view.summary = speech.say("ledger.picture_says", {{"since", view.since},
                                                      {"low", speech.day(lowest->on)},
                                                      {"high", speech.day(highest->on)}});
    return view;
}

}  // namespace rapport::ledger
