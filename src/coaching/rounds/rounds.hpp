// Rounds of coaching: a school year has some (four, unless the district says otherwise). Each
// teacher is invited once a year and says which round suits; who waits is taken in the order of a
// rule that everybody reads; and a coach sees, before saying yes, for how many the week has room.
//
// A round says nothing about how somebody teaches. Seen by the teacher, and by the coaches who help
// in the teacher's building and evaluate nobody.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/rounds/machine.hpp"
#include "kernel/db/db.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::rounds {

using EnrolmentId = Id<struct EnrolmentTag>;

// --- The rounds of a year: data of the district.

inline constexpr std::string_view begins_setting = "rounds.begins", weeks_setting = "rounds.weeks";
inline constexpr std::string_view default_begins = "09-07, 11-09, 01-25, 04-05";
inline constexpr int default_weeks = 8;  // Of the challenge in five steps (practice of the field).
inline constexpr int rounds_max = 8, weeks_max = 20;

struct Round {
    int number = 1;
    Day begins, ends;
    bool is_over(Day today) const { return ends < today; }
};
int school_year(Day);  // From July on the one that begins in this calendar year.
// The days as typed, "09-07, 11-09": month and day, in the order of a school year.
Result<std::vector<Round>> rounds_in(std::string_view begins, int weeks, int school_year);
std::vector<Round> rounds_of(ReadTx&, int school_year);
// The same from both settings as they stand; "" where the district has none.
std::vector<Round> rounds_from(std::string_view begins, std::string_view weeks, int school_year);

// --- What a week has room for.

// Minutes of a week. N = (week × FTE − travel − own lessons) × share / (meeting + visits +
// preparation).
struct Week {
    std::int64_t week = 2250, fte_percent = 100, cycle_percent = 60;
    std::int64_t meeting = 45, visits = 1, visit = 45, preparation = 30, travel = 0, taught = 0;
    std::int64_t each() const { return meeting + visits * visit + preparation; }
    double room() const;          // 11.25 for the week above.
    std::int64_t places() const;  // Whole teachers.
};
inline constexpr std::int64_t comfortable_max = 10;  // More than that is much for anybody.
Week week_of(ReadTx&, PersonId coach);
Result<Done> set_week(WriteTx&, const Week&);  // The actor's own.

// --- The rule.

enum class Criterion : std::uint8_t { never, waited, building, first };
inline constexpr Criterion all_criteria[] = {Criterion::never, Criterion::waited,
                                             Criterion::building, Criterion::first};
std::string_view code(Criterion);
std::optional<Criterion> parse_criterion(std::string_view code);

struct Rule {
    std::int64_t number = 1;
    std::vector<Criterion> criteria{std::begin(all_criteria), std::end(all_criteria)};
    std::optional<Instant> published_at;  // None: the one every district begins with.
};
Rule rule(ReadTx&);
// Each criterion once, or it is refused. A new version; earlier ones stay on record.
Result<Done> publish(WriteTx&, const std::vector<Criterion>&);

// --- Who would come when.

struct Enrolment {
    EnrolmentId id;
    PersonId teacher;
    std::string teacher_name, building;
    std::optional<Instant> invited_at, answered_at, accepted_at;
    std::optional<std::int64_t> round;  // 0: not this year.
    std::optional<PersonId> coach;
    std::string coach_name;
    bool is_beyond = false;
    // For the order of those who wait.
    bool had_cycle = false;
    std::int64_t earlier_years = 0;          // In which they waited in vain.
    std::int64_t reached = 0, teachers = 0;  // Of their building, this year.
};
State state_of(const std::optional<Enrolment>&);
std::optional<Enrolment> mine(ReadTx&, int school_year);  // The actor's.
// Those who wait, for the coaches of their building.
std::vector<Enrolment> waiting(ReadTx&, int school_year);
void put_in_order(std::vector<Enrolment>&, const Rule&, int round);
// Whoever was not taken in their round waits for the next.
int round_now(const Enrolment&, const std::vector<Round>&, Day today);
std::vector<Enrolment> taken_by_me(ReadTx&, int school_year);
bool is_coach(ReadTx&);            // The actor helps as a coach and evaluates nobody.
std::int64_t cycles_now(ReadTx&);  // Teachers in open cycles of the actor.

// The one invitation of the year to each teacher whom the actor helps; how many were sent.
Result<std::int64_t> invite(WriteTx&);
// The actor's answer: a round, or 0 for not this year; may be changed, and stops what was accepted.
Result<Done> answer(WriteTx&, std::int64_t round);

// How a round would look with one more.
struct Outlook {
    Enrolment enrolment;
    Week week;
    std::int64_t round = 0;  // The one they would be in.
    std::int64_t places = 0, taken = 0;
    bool is_beyond() const { return taken + 1 > places; }
    bool is_much() const { return taken + 1 > comfortable_max; }
};
std::optional<Outlook> outlook(ReadTx&, EnrolmentId);  // None: not waiting, or not for the actor.
// Whether it is of somebody the actor helps as a coach; waiting or not.
bool is_in_reach(ReadTx&, EnrolmentId);
// Beyond what the week has room for only when that is said. Refuses in words. The teacher gets a
// letter.
enum class Beyond : std::uint8_t { no, yes };
Result<Done> accept(WriteTx&, EnrolmentId, Beyond);

void mount_rounds(desk::Routes&);

}  // namespace rapport::rounds
