#include "sample/school_year.hpp"

#include <algorithm>

namespace rapport::sample {

namespace {

using calendar::NewClosure;
using calendar::Part;

constexpr int monday = 1, wednesday = 3, thursday = 4, friday = 5, saturday = 6;

// The n-th such weekday of a month, counting from 1.
Day nth(int n, int weekday, int year, int month) {
    const Day first{year, month, 1};
    return first.plus((weekday - first.weekday() + 7) % 7 + 7 * (n - 1));
}

Day last_monday(int year, int month) {
    const Day fifth = nth(5, monday, year, month);
    return fifth.month == month ? fifth : fifth.plus(-7);
}

class Year {
  public:
    explicit Year(int year) : year_(year) {}

    std::vector<NewClosure> days_off(std::span<const BuildingId> buildings) {
        add_spring();
        add_summer();
        add_autumn();
        if (!buildings.empty()) add_of(buildings);
        return std::move(found_);
    }

  private:
    void off(Day from, Day to, std::string name) {
        found_.push_back({.building = std::nullopt,
                          .begins_on = from,
                          .ends_on = to,
                          .part = Part::day,
                          .name = std::move(name)});
    }
    void off(Day on, std::string name) {
        if (on.weekday() <= friday) off(on, on, std::move(name));
    }
    void half(Day on, Part part, std::string name, std::optional<BuildingId> where) {
        found_.push_back({.building = where,
                          .begins_on = on,
                          .ends_on = on,
                          .part = part,
                          .name = std::move(name)});
    }

    void add_spring() {
        off(nth(3, monday, year_, 1), "Martin Luther King Jr. Day");
        half(nth(2, wednesday, year_, 2), Part::afternoon, "Early release: teachers plan together",
             std::nullopt);
        const Day presidents = nth(3, monday, year_, 2);
        off(presidents, presidents.plus(4), "February break");
        off(nth(3, friday, year_, 3), "Teacher workshop day");
        const Day patriots = nth(3, monday, year_, 4);
        off(patriots, patriots.plus(4), "Spring break");
        off(last_monday(year_, 5), "Memorial Day");
    }

    void add_summer() {
        const Day begins = nth(3, saturday, year_, 6);
        off(begins, last_monday(year_, 8).plus(-1), "Summer break");
        off(nth(1, monday, year_, 9), "Labor Day");
    }

    void add_autumn() {
        half(nth(4, wednesday, year_, 9), Part::afternoon, "Early release: teachers plan together",
             std::nullopt);
        off(nth(2, monday, year_, 10), "Indigenous Peoples’ Day");
        off(nth(1, friday, year_, 11), "Teacher workshop day");
        off({year_, 11, 11}, "Veterans Day");
        const Day thanksgiving = nth(4, thursday, year_, 11);
        off(thanksgiving.plus(-1), thanksgiving.plus(1), "Thanksgiving break");
        half(nth(2, wednesday, year_, 12), Part::afternoon, "Early release: teachers plan together",
             std::nullopt);
        off({year_, 12, 24}, {year_ + 1, 1, 1}, "Winter break");
    }

    void add_of(std::span<const BuildingId> buildings) {
        half(nth(3, thursday, year_, 10), Part::afternoon, "Parents meet teachers",
             buildings.front());
        half(nth(3, thursday, year_, 3), Part::morning, "Juniors sit the SAT", buildings.back());
    }

    const int year_;
    std::vector<NewClosure> found_;
};

}  // namespace

std::vector<NewClosure> days_off(Day from, Day to, std::span<const BuildingId> buildings) {
    std::vector<NewClosure> found;
    for (int year = from.year - 1; year <= to.year; ++year) {
        for (auto& closure : Year(year).days_off(buildings)) {
            if (closure.ends_on >= from && closure.begins_on <= to) found.push_back(closure);
        }
    }
    std::ranges::stable_sort(found, {}, &NewClosure::begins_on);
    return found;
}

}  // namespace rapport::sample
