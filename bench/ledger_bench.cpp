// Whether the advice of the ledger is worth following, and whether the shares it shows are honest:
// simulated coaches and teachers, asked through the ledger's own rule
// (coaching/ledger/balance.hpp).
//
//   ledger_bench [seeds=200]      ends with 1 where the advice loses or a share is not honest
//
// Built by any preset with -DRAPPORT_BENCH=ON.
//
// In a simulated world a teacher says yes more readily the more help there was lately, and less the
// more they were asked. How fast that fades, what help and questions mean, and how open each
// teacher is, the ledger does not know: its own numbers stay as they are, the world's are drawn
// anew for each seed. Once every two weeks, about, the two meet; the coach either helps or asks.
// Four coaches live through the same world: one asks whenever they meet, one never, one follows the
// advice, and one asks as often as the advice would, but at random. What is counted is stretches
// that got a yes.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "coaching/ledger/balance.hpp"
#include "coaching/ledger/interval.hpp"

namespace {

using namespace rapport;
using namespace rapport::ledger;

constexpr int teachers = 40, weeks = 72;  // Two school years.
const Day first_monday{2026, 8, 31};

class Chance {
  public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}
    double share() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
    double between(double least, double most) { return least + (most - least) * share(); }
    bool happens(double probability) { return share() < probability; }
    double normal(double middle, double spread) {  // Box and Muller.
        const double a = std::sqrt(-2 * std::log(1 - share()));
        return middle + spread * a * std::cos(2 * 3.14159265358979323846 * share());
    }

  private:
    std::mt19937_64 random_;
};

// What is true of one coach's teachers. The ledger sees none of it.
struct World {
    double pull;               // How much goodwill moves a teacher towards yes, in log odds.
    double half_life;          // Of goodwill, in weeks.
    double help, ask;          // What one small help gives, one question takes.
    double no, yes;            // Further: what a question that met a no takes, a yes gives back.
    double meets, calls;       // Chances a week: they meet; the teacher calls for help anyway.
    std::vector<double> open;  // Log odds of each teacher's yes without any goodwill.
};

World world_of(std::uint64_t seed, double pull) {
    Chance chance(seed * 7919 + 1);
    World world{.pull = pull >= 0 ? pull : chance.between(0.3, 0.8),
                .half_life = chance.between(8, 30),
                .help = chance.between(0.6, 1.4),
                .ask = chance.between(1.5, 4),
                .no = chance.between(0, 1),
                .yes = chance.between(0, 1.5),
                .meets = chance.between(0.3, 0.6),
                .calls = chance.between(0.05, 0.15),
                .open = {}};
    const double middle = chance.normal(-1.5, 0.4);
    for (int i = 0; i < teachers; ++i) world.open.push_back(chance.normal(middle, 0.8));
    return world;
}

enum class Coach { always, never, advised, at_random, mostly_advised };

struct Asked {
    bool is_good_moment = false, got_yes = false;
    double probability = 0;  // Of a yes, which nobody knows.
};
struct Life {
    std::vector<Asked> asked;  // In the order of time.
    int meetings = 0;
    int yes() const { return static_cast<int>(std::ranges::count_if(asked, &Asked::got_yes)); }
};

// One teacher's side, and what the ledger knows of it.
class Pair {
  public:
    Pair(const World& world, double open) : world_(world), open_(open) {}

    void week_passes() { goodwill_ *= std::exp2(-1 / world_.half_life); }
    void helped(Chance& chance, Day on) {
        static constexpr int usual[] = {5, 10, 10, 15, 15, 20, 30, 45};
        const int minutes = usual[static_cast<std::size_t>(chance.between(0, 8))];
        entries_.push_back({.on = on, .deed = Deed::small_help, .minutes = minutes});
        feel(world_.help);
    }
    bool is_good_moment(Day on) const { return ledger::is_good_moment(advise(entries_, on, {})); }
    Asked asked(Chance& chance, Day on) {
        Asked one;
        one.is_good_moment = is_good_moment(on);
        one.probability = 1 / (1 + std::exp(-open_ - world_.pull * goodwill_));
        one.got_yes = chance.happens(one.probability);
        entries_.push_back({.on = on, .deed = Deed::asked});
        feel(one.got_yes ? world_.yes - world_.ask : -world_.no - world_.ask);
        return one;
    }

  private:
    // Neither patience nor gratitude is endless.
    void feel(double change) { goodwill_ = std::clamp(goodwill_ + change, -4.0, 12.0); }
    const World& world_;
    double open_, goodwill_ = 0;
    std::vector<Entry> entries_;
};

bool asks(Coach coach, bool is_good, double rate, Chance& chance) {
    switch (coach) {
        case Coach::always:
            return true;
        case Coach::never:
            return false;
        case Coach::advised:
            return is_good;
        case Coach::at_random:
            return chance.happens(rate);
        case Coach::mostly_advised:
            return chance.happens(is_good ? 0.85 : 0.15);
    }
    return false;
}

Life live(const World& world, Coach coach, std::uint64_t luck, double rate = 0) {
    Chance chance(luck);
    std::vector<Pair> pairs;
    for (const double open : world.open) pairs.emplace_back(world, open);
    Life life;
    for (int week = 0; week < weeks; ++week) {
        for (Pair& pair : pairs) {
            const Day on = first_monday.plus(7 * week + static_cast<int>(chance.between(0, 5)));
            pair.week_passes();
            if (chance.happens(world.calls)) pair.helped(chance, on);
            if (!chance.happens(world.meets)) continue;
            ++life.meetings;
            const bool is_good = pair.is_good_moment(on);
            if (asks(coach, is_good, rate, chance)) {
                life.asked.push_back(pair.asked(chance, on));
            } else {
                pair.helped(chance, on);
            }
        }
    }
    return life;
}

// --- Is the advice worth following?
// ---------------------------------------------------------------

struct Mean {
    double mean = 0, half_width = 0;  // Of the 95 % interval.
};

Mean mean_of(const std::vector<double>& values) {
    const double count = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const double value : values) sum += value;
    for (const double value : values) squares += (value - sum / count) * (value - sum / count);
    return {sum / count, 1.96 * std::sqrt(squares / (count - 1) / count)};
}

struct Compared {
    std::vector<double> advised, always, at_random;  // Yeses, a seed each.
    int never = 0;
};

Compared compare(int seeds, double pull) {
    Compared found;
    for (int seed = 0; seed < seeds; ++seed) {
        const auto luck = static_cast<std::uint64_t>(seed) * 104729 + 17;
        const World world = world_of(static_cast<std::uint64_t>(seed), pull);
        const Life advised = live(world, Coach::advised, luck);
        const double rate = static_cast<double>(advised.asked.size()) / advised.meetings;
        found.advised.push_back(advised.yes());
        found.always.push_back(live(world, Coach::always, luck).yes());
        found.at_random.push_back(live(world, Coach::at_random, luck, rate).yes());
        found.never += live(world, Coach::never, luck).yes();
    }
    return found;
}

std::string against(const std::vector<double>& one, const std::vector<double>& other) {
    std::vector<double> differences;
    int better = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        differences.push_back(one[i] - other[i]);
        if (one[i] > other[i]) ++better;
    }
    const Mean mean = mean_of(differences);
    return fmt::format("{:+.1f} [{:+.1f}, {:+.1f}], better in {} of {}", mean.mean,
                       mean.mean - mean.half_width, mean.mean + mean.half_width, better,
                       one.size());
}

bool print_comparison(int seeds) {
    const Compared found = compare(seeds, -1);
    fmt::print("accepted stretches of {} teachers in {} weeks, {} seeds\n", teachers, weeks, seeds);
    fmt::print(
        "  advised    {:6.1f}\n  always ask {:6.1f}\n  never ask  {:6.1f}\n  as often, at "
        "random {:.1f}\n",
        mean_of(found.advised).mean, mean_of(found.always).mean,
        static_cast<double>(found.never) / seeds, mean_of(found.at_random).mean);
    fmt::print("advised - always ask: {}\n", against(found.advised, found.always));
    const std::vector<double> none(found.advised.size(), 0.0);
    fmt::print("advised - never ask:  {}\n", against(found.advised, none));
    fmt::print("advised - at random:  {}\n", against(found.advised, found.at_random));
    fmt::print("where help moves a teacher less or more (log odds a unit of goodwill):\n");
    for (const double pull : {0.0, 0.1, 0.2, 0.3, 0.5, 0.8}) {
        const Compared swept = compare(seeds, pull);
        fmt::print("  {:.1f}: advised {:.1f}, always ask {:.1f}, at random {:.1f}\n", pull,
                   mean_of(swept.advised).mean, mean_of(swept.always).mean,
                   mean_of(swept.at_random).mean);
    }
    std::vector<double> differences;
    for (std::size_t i = 0; i < found.advised.size(); ++i) {
        differences.push_back(found.advised[i] - found.always[i]);
    }
    const Mean gain = mean_of(differences), total = mean_of(found.advised);
    return gain.mean > gain.half_width && total.mean > total.half_width && found.never == 0;
}

// --- Are the shares it shows honest?
// --------------------------------------------------------------

// Of one kind of moment, the first so many invitations, and those that came after.
struct Shown {
    int yes = 0, of = 0;
    double due = 0;    // The yeses to be expected of those counted.
    double later = 0;  // The same, as a share, of the next so many; -1: there were not as many.
};

Shown shown(const Life& life, bool is_good, int most, int next) {
    Shown found;
    double sum = 0;
    int beyond = 0;
    for (const Asked& one : life.asked) {
        if (one.is_good_moment != is_good) continue;
        if (found.of < most) {
            ++found.of;
            found.yes += one.got_yes ? 1 : 0;
            found.due += one.probability;
        } else if (beyond < next) {
            ++beyond;
            sum += one.probability;
        }
    }
    found.later = beyond == next ? sum / next : -1;
    return found;
}

struct Coverage {
    int seeds = 0, held = 0, ahead = 0, held_ahead = 0;
    double width = 0;
    double percent() const { return 100.0 * held / seeds; }
    std::string forecast() const {
        return ahead < seeds / 2 ? "too few" : fmt::format("{:.1f} %", 100.0 * held_ahead / ahead);
    }
};

Coverage cover(int seeds, bool is_good, int most) {
    Coverage found;
    for (int seed = 0; seed < seeds; ++seed) {
        const auto luck = static_cast<std::uint64_t>(seed) * 15485863 + 5;
        const World world = world_of(static_cast<std::uint64_t>(seed), -1);
        const Shown one = shown(live(world, Coach::mostly_advised, luck), is_good, most, most);
        if (one.of < std::min(most, 10)) continue;
        const Interval sure = credible(one.yes, one.of);
        const auto holds = [&](double truth) { return sure.low <= truth && truth <= sure.high; };
        ++found.seeds;
        found.width += sure.high - sure.low;
        if (holds(one.due / one.of)) ++found.held;
        if (one.later < 0) continue;
        ++found.ahead;
        if (holds(one.later)) ++found.held_ahead;
    }
    return found;
}

// The page says what its interval is about: the yeses that were due, chance set aside, of the
// invitations it counts. How far that carries to the next as many is printed beside it.
bool print_calibration(int seeds) {
    bool is_good_enough = true;
    fmt::print("intervals of 95 % that hold the truth (a coach who mostly follows the advice):\n");
    for (const bool is_good : {true, false}) {
        for (const int most : {10, 20, 50, 200}) {
            const Coverage found = cover(seeds, is_good, most);
            fmt::print(
                "  {} moment, of {:>3}: {:.1f} % of {} seeds, {:.0f} points wide; of the "
                "next as many: {}\n",
                is_good ? "good " : "other", most, found.percent(), found.seeds,
                100 * found.width / found.seeds, found.forecast());
            is_good_enough = is_good_enough && found.percent() >= 90;
        }
    }
    return is_good_enough;
}

}  // namespace

int main(int count, char** words) {
    const std::string_view typed = count > 1 ? words[1] : "200";
    int seeds = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), seeds);
    seeds = std::max(seeds, 2);
    const bool is_worth_it = print_comparison(seeds);
    const bool is_honest = print_calibration(seeds);
    fmt::print("the advice is {}worth following; the shares are {}honest (at least 90 %)\n",
               is_worth_it ? "" : "not ", is_honest ? "" : "not ");
    return is_worth_it && is_honest ? 0 : 1;
}
