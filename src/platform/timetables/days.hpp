// Which date is which kind of day in a building, and when its periods ring that day. Pure.
#pragma once

#include <string>
#include <vector>

#include "platform/timetables/timetables.hpp"

namespace rapport::timetables {

// One date in one building.
struct DateKind {
    Day on;
    bool is_school_day = false;
    const DayType* type = nullptr;   // None when no plan says.
    const DatedDay* dated = nullptr;
    Ring open{0, 24 * 60};           // Between a late start and an early end.
    bool is_short() const { return open.begins > 0 || open.ends < 24 * 60; }
};

// Every date between two days, both inclusive; they point into the pattern.
std::vector<DateKind> dates_of(const Pattern&, const calendar::Calendar&, Day from, Day until);

// The periods of a grid as they ring on that date, by their begin: those of the usual grid by the
// bells of the day. A period that does not take place, or has no times, is left out; one that an
// early end cuts short is as long as what is left of it.
std::vector<Period> periods_on(const Pattern&, const DateKind&, const Grid&);
// When one period of any of the building's grids rings on that date, if it does.
std::optional<Ring> ring_on(const Pattern&, const DateKind&, PeriodId);
// The grid whose bells are in force: another one that the date or its kind of day names, or else
// the usual one. None of a building without any.
const Grid* bells_on(const Pattern&, const DateKind&);

}  // namespace rapport::timetables
