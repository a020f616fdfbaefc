// A proposal is a week (or several) as the solver would make it, beside the week as it stands: new,
// moved, gone, kept. Nothing is booked until somebody accepts it, whole or in part; each visit is
// checked again then. Who has to wait is told why. It is made by a job, which can be watched and
// cancelled; a restart of the program marks it interrupted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/jobs/jobs.hpp"
#include "schedule/planner/visits.hpp"

namespace rapport::planner {

using ProposalId = Id<struct ProposalTag>;
using MoveId = Id<struct MoveTag>;

enum class Purpose : std::uint8_t { week, absence, what_if };
enum class Progress : std::uint8_t {
    waiting,
    working,
    ready,
    accepted,  // As a whole or in part.
    rejected,
    cancelled,
    interrupted,
};
std::string_view code(Purpose);
std::optional<Purpose> parse_purpose(std::string_view code);
std::string_view code(Progress);
std::optional<Progress> parse_progress(std::string_view code);
inline bool is_running(Progress at) { return at == Progress::waiting || at == Progress::working; }

enum class Suppose : std::uint8_t { coach_away, coach_more, another_home, wider_periods };
std::string_view code(Suppose);
std::optional<Suppose> parse_suppose(std::string_view code);
struct Supposition {
    Suppose change = Suppose::coach_away;
    std::optional<PersonId> coach;
    std::optional<BuildingId> building;  // Of another_home.
    int minutes = 0;                     // Of wider_periods.
};

struct Ordered {
    Dates dates;                    // Whole weeks, eight at most.
    std::vector<PersonId> coaches;  // Nobody named: all that the actor may plan.
    int seconds = 10;               // 1–120.
    std::int64_t seed = 1;
};
inline constexpr int seconds_max = 120;

// Leaves the order for the job. Refuses when one of the actor's is being made already.
Result<ProposalId> propose(WriteTx&, const Ordered&);
// A coach is away: stores the absence and leaves the order for a plan that changes as little as it
// can.
Result<ProposalId> replan_absence(WriteTx&, const Absence&);
Result<ProposalId> suppose(WriteTx&, const Ordered&, const Supposition&);

// How a plan stands, to compare before and after.
struct Tally {
    std::int64_t placed = 0, wishes = 0, reached = 0, travel_minutes = 0, value = 0;
    std::int64_t cycles = 0;  // Of the chains of steps, those with a place for each step.
};

struct Proposal {
    ProposalId id;
    Purpose purpose = Purpose::week;
    Progress progress = Progress::waiting;
    PersonId made_by;
    std::string made_by_name;
    Instant made_at;
    std::optional<Instant> ended_at;
    Ordered ordered;
    std::optional<Supposition> supposition;
    Tally before, after;
    std::optional<double> gap_percent;  // How far from the best it can be at most.
    double seconds = 0;                 // What it took.
    std::string failure;                // A key of planner.*; "" when all went well.
};
std::vector<Proposal> proposals(ReadTx&, int max);  // Of the actor's colleagues too; newest first.
std::optional<Proposal> find_proposal(ReadTx&, ProposalId);

struct Event {
    std::int64_t seq = 0;
    double seconds = 0;
    std::int64_t value = 0;
    std::optional<double> bound, gap_percent;
};
std::vector<Event> events(ReadTx&, ProposalId, std::int64_t after);

enum class Fate : std::uint8_t { fresh, moved, gone, kept };
std::string_view code(Fate);
std::optional<Fate> parse_fate(std::string_view code);
struct Move {
    MoveId id;
    Fate fate = Fate::fresh;
    Wish wish;
    std::optional<VisitId> visit;
    std::optional<Spot> before, after;
    std::string before_coach, after_coach, building_name;
    int minutes = 0;
    bool is_accepted = false;
};
// Who waits, and why, in the reader's language.
struct Waiting {
    Wish wish;
    std::string why, what_helps;
    bool is_confirmed = false;  // Solving without the cause placed it.
};
struct Comparison {
    std::vector<Move> moves;  // By day, time and coach.
    std::vector<Waiting> waiting;
    int fresh = 0, moved = 0, gone = 0, kept = 0;
    int promises_lost = 0;  // Agreed or pinned visits that would go: none, but for an absence.
};
Comparison comparison(ReadTx&, ProposalId, const locale::Speech&);

struct Accepted {
    int taken = 0;
    struct Stayed {
        MoveId move;
        Refusal why;
    };
    std::vector<Stayed> stayed;  // What does not fit any more.
};
// Takes these moves, or (none named) all. Each is checked as things are now.
Result<Accepted> accept(WriteTx&, ProposalId, const std::vector<MoveId>&);
Result<Done> reject(WriteTx&, ProposalId);
Result<Done> stop(WriteTx&, ProposalId);  // While it is being made.

// Tells the runner how to make one. Called once by main.
void mount_proposals(jobs::Runner&, Db&);
// The same on this thread, for tests.
void make(Db&, DistrictId, ProposalId);
// The same by a number of iterations in the place of seconds: the same on every machine, for
// samples.
void make_steadily(Db&, DistrictId, ProposalId, std::int64_t iterations);

}  // namespace rapport::planner
