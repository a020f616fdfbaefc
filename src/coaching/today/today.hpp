// Today: what a coach looks at forty times a day. One line that says what is next, who waits, what
// was done, and now and then a gentle word. Everything on it is a few rows at the end of an index,
// however long the history.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coaching/cycles/cycles.hpp"
#include "kernel/db/db.hpp"

namespace rapport::today {

// Somebody the coach has helped, whom nobody has visited for long.
struct Unseen {
    PersonId person;
    std::string name;
    Day last_on;
};

struct Glance {
    std::vector<Unseen> unseen;         // Longest first.
    std::int64_t close_day = 0;         // Of the month; 0 when the district has set none.
    std::vector<cycles::Begun> cycles;  // The actor's own as a coach.
};
struct Since {
    Day oldest, newest;  // Last helped between these: long ago, but of this year.
    Day today;
};
Glance glance(ReadTx&, const Since&, int max);  // One statement.

}  // namespace rapport::today
