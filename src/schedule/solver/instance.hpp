// What wants a place: tasks, the coaches who may do them, when and where. One instance is a week or
// a term of one team. Everything is an index into these lists; ids are kept only to be shown. The
// rules are those of schedule.md (rapport-schedule/1); check.hpp says them in code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rapport::solver {

inline constexpr int none = -1;  // Of an index: there is no such thing.
inline std::size_t at(int index) { return static_cast<std::size_t>(index); }

enum class Kind : std::uint8_t {
    plan,           // A planning meeting.
    in_class,       // A visit in a lesson.
    debrief,        // A talk about a lesson.
    group_session,  // Several teachers at once.
    esupport,       // Something is broken.
    test_session,   // A test that cannot move.
    rest,           // "break": the coach's own lunch or preparation; ends a run of work.
    other,
};

// Minutes from midnight; the coach is there from start to end.
struct Shift {
    int start = 0;
    int end = 0;
    friend bool operator==(const Shift&, const Shift&) = default;
};

// One way to place a task. Starts anywhere in [earliest, latest].
struct Option {
    int day = 0;
    int earliest = 0;
    int latest = 0;
    int site = 0;
    std::int64_t penalty = 0;
    std::vector<int> resources;  // Each can be used by one visit: a planning period, a room.
};

struct Task {
    std::string id;
    Kind kind = Kind::other;
    std::int64_t value = 0;
    int minutes = 0;
    int person = none;         // Who is helped.
    std::vector<int> coaches;  // Who may do it.
    int cycle = none;          // A step needs the step before: placed, by the same coach.
    int step = 0;
    int gap_min = 0, gap_max = 0;  // Days after the step before.
    std::vector<Option> options;
};

struct Coach {
    std::string id;
    int home = none;  // The site where each day begins and ends; none: anywhere.
    std::int64_t capacity_minutes = 0;
    std::vector<std::optional<Shift>> days;  // One a day; nullopt: absent.
};

struct Person {
    std::string id;
    std::int64_t touch_bonus = 0;  // Worth of reaching them at least once.
};

struct Rules {
    std::int64_t travel_weight = 0;  // Cost of a minute on the road.
    int max_run_minutes = 0;         // Work without rest; 0: no such rule.
    int break_minutes = 0;           // What counts as rest.
};

// One placed task. Pinned visits have to be in a plan exactly so.
struct Visit {
    int task = none;
    int option = none;
    int coach = none;
    int start = 0;
    friend bool operator==(const Visit&, const Visit&) = default;
};

// A wish about who helps whom. `value` is added for every visit of the pair (it may be negative);
// nullopt forbids the pair.
struct Pair {
    int person = none;
    int coach = none;
    std::optional<std::int64_t> value;
};

struct Instance {
    std::string name;
    int days = 0;
    std::vector<std::string> sites;
    std::vector<int> travel_minutes;  // sites × sites, row by row; see travel().
    Rules rules;
    std::vector<Coach> coaches;
    std::vector<Person> people;
    std::vector<std::string> cycles;
    std::vector<std::string> resources;
    std::vector<Task> tasks;
    std::vector<Visit> pinned;
    std::vector<Visit> current;         // What people were told; may be invalid by now.
    std::int64_t stability_weight = 0;  // Cost of each visit of `current` that moves or goes.
    std::vector<Pair> pairs;

    int travel(int from, int to) const {
        return travel_minutes[static_cast<std::size_t>(from) * sites.size() +
                              static_cast<std::size_t>(to)];
    }
};

// Why this cannot be an instance ("tasks[3].options[0].day is 9 of 5"), for whoever made it; empty
// when it can. solve() and check() expect an instance that passed.
std::string flaw_of(const Instance&);

}  // namespace rapport::solver
