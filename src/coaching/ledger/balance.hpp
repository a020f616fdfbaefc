// The rule of the credit ledger, pure: what each deed between a coach and a teacher is worth, how
// it fades, and what follows from it. Knows no database and no page; bench/ledger asks it as the
// pages do.
//
// A deed keeps its worth for a while: after one half-life it counts half. The balance on a day is
// the sum of what was up to that day. Asking for a step beyond the usual costs as much as three
// small helps give, so "a good moment to ask" is a day on which asking does not overdraw. The
// numbers are ours, with their reasons, in docs/decisions/0028; bench/ledger shows how far they
// carry.
//
// A balance is never shown and never stored: pages and the API tell it in words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clock/clock.hpp"

namespace rapport::ledger {

enum class Deed : std::uint8_t {
    small_help,     // Something fixed, a tool shown, a few minutes: light, as Killion says.
    teaching_help,  // Time on teaching itself: planned, taught, modelled, watched together.
    kept,           // The coach did what was promised.
    late,           // Did it, more than three days after the day it was promised for.
    missed,         // Has not done it, more than three days after that day.
    no_visit,       // An agreed visit did not happen.
    asked,          // Invited to a stretch, whatever the answer.
};
std::string_view code(Deed);  // "small_help": in the API.

// One thing that happened between the two.
struct Entry {
    Day on;
    Deed deed = Deed::small_help;
    std::int64_t minutes = 0;           // Of help; 0 otherwise.
    std::int64_t heads = 1;             // Among how many people it is shared.
    std::string kind_code, kind_label;  // Of help: how the district calls it.
    std::string words;                  // What was promised, or asked.
};

struct Rule {
    std::int64_t half_life_days = 18 * 7;  // One semester. More than 0.
};

inline constexpr double price = 3.0;              // Of asking once.
inline constexpr std::int64_t teaching_min = 20;  // Minutes below which help stays a small one.
inline constexpr std::int64_t grace_days = 3;     // After the day something was promised for.
inline constexpr std::int64_t window_days = 42;   // Six weeks: of the share, and of waiting.
inline constexpr int small_max = 3;               // Small helps to one on teaching, at most.
inline constexpr int pushes_max = 2;              // Without help between.

// What a deed meant on its day: 1 for help of up to a quarter of an hour, up to 2 for an hour and
// more, shared among the heads; 1 for a promise kept, 0 for one kept late, -2 for one missed or a
// visit that did not happen, -3 for asking.
double worth(const Entry&);
bool gives(Deed);

// Of all entries up to and on the day. Those of later days do not count yet.
double balance(const std::vector<Entry>&, Day, const Rule&);

enum class Standing : std::uint8_t { overdrawn, little, enough, plenty };
std::string_view code(Standing);
Standing standing_of(double balance);

enum class Advice : std::uint8_t {
    give_first,     // Asking now would overdraw.
    support_first,  // Two pushes without help between: the overdraft guard.
    ask,            // A good moment.
    waiting_long,   // It was one for six weeks, and nobody asked: coaching stays light.
};
std::string_view code(Advice);
Advice parse_advice(std::string_view code);  // A Bug when it is none.
bool is_good_moment(Advice);
Advice advise(const std::vector<Entry>&, Day, const Rule&);

// How often the coach has asked since the last help or kept promise.
int pushes(const std::vector<Entry>&, Day);

// Of the help of six weeks, how much was light.
struct Share {
    int small = 0, teaching = 0;
    // More than three to one, from four small helps on: fewer say little.
    bool is_light() const { return small > small_max && small > small_max * teaching; }
};
Share share(const std::vector<Entry>&, Day);

}  // namespace rapport::ledger
