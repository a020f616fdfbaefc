// A coaching cycle: one coach and one to ten teachers take one goal for students through some
// weeks. It is proposed, agreed, goes through the stages of its template, looks back, is closed
// with an outcome, and may have a successor.
//
// Seen by the coach and by the teachers who are in it now; who is asked in sees what was proposed;
// who has left sees nothing. No evaluator, whatever else they are. Every reader here keeps to that
// by itself: what the actor of the transaction may not see is not returned. A principal learns of
// it only what each teacher's profile said on the day they agreed (shared_with).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/agreements/agreements.hpp"
#include "coaching/cycles/machine.hpp"
#include "coaching/cycles/templates.hpp"
#include "kernel/db/db.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::desk {
class Reading;
}  // namespace rapport::desk

namespace rapport::cycles {

using CycleId = Id<struct CycleTag>;
using EvidenceId = Id<struct CycleEvidenceTag>;
using StepId = Id<struct CycleStepTag>;

inline constexpr int members_max = 10;              // A market tool's limit, and a table's.
inline constexpr std::int64_t stalled_days = 14;    // Without contact (practice of the field).
inline constexpr std::size_t line_max = 200;        // Characters of a short answer.
inline constexpr std::size_t words_max = 2000;      // Of a long one.
inline constexpr std::int64_t students_max = 2000;  // In one level.
inline constexpr int level_count = 4;

struct Member {
    PersonId id;
    std::string name;
    std::optional<Instant> agreed_at;
    bool has_agreed() const { return agreed_at.has_value(); }
};

enum class Moment : std::uint8_t { before, after };
std::string_view code(Moment);
std::optional<Moment> parse_moment(std::string_view code);

// What students' work showed: how many stand where, or words. Nobody's name.
struct Levels {
    std::int64_t at[level_count] = {0, 0, 0, 0};  // Not yet, on the way, there, beyond.
    std::int64_t sum() const { return at[0] + at[1] + at[2] + at[3]; }
};
struct Evidence {
    EvidenceId id;
    Moment moment = Moment::before;
    Day on;
    std::string source;
    std::optional<Levels> levels;
    std::string words;
};

struct Step {
    StepId id;
    PersonId who;
    std::string who_name, words;
    Day check_on;
    bool is_done = false;
};

struct Goal {
    std::string topic, goal, unit, standard, target;
    std::vector<std::string> peers;  // Of "p", "e", "m", "r", "s": answered yes.
};
inline constexpr std::string_view peers_codes[] = {"p", "e", "m", "r", "s"};
struct Plan {  // Toward improving … try … with …
    std::string toward, trying, with;
};
// What the teacher may want of the coach.
inline constexpr std::string_view move_codes[] = {"plan",  "model",     "teach", "watch",  "visit",
                                                  "video", "resources", "look",  "debrief"};

struct Cycle {
    CycleId id;
    PersonId coach;
    std::string coach_name;
    std::string template_code;
    std::int64_t template_number = 1;
    State state = State::proposed;
    int stage = 0;
    std::optional<Outcome> outcome;
    Goal goal;
    Plan plan;
    std::vector<std::string> moves;
    std::string celebration;
    int weeks = 1;
    Instant made_at;
    std::optional<Day> begun_on;
    std::optional<Instant> closed_at;
    std::optional<CycleId> follows;
    std::string follows_as;  // "iterate", "challenge", "unit"; "" for none.
    std::int64_t version = 1;
    std::vector<Member> members;         // Those who are in it or asked in; by name.
    std::optional<Day> last_contact_on;  // Between the coach and any of them.
    std::optional<Day> next_on;          // Of the next open step.

    const Member* member(PersonId) const;
};

// How long since they met, said gently; none while there is nothing to say.
enum class Rhythm : std::uint8_t { none, due_soon, overdue, stalled };
std::string_view code(Rhythm);
Rhythm rhythm_of(const Cycle&, int rhythm_days, Day today);

// A begun cycle of the coach's own, with what Today has to know of it.
struct Begun {
    CycleId id;
    std::string topic;
    State state = State::preparing;
    std::optional<Day> begun_on, last_contact_on, next_on;
    int rhythm_days = 0;
};
// One that wants a thought today: to meet again, or a step to look at. The quietest first.
struct Due {
    CycleId id;
    std::string topic;
    Rhythm rhythm = Rhythm::none;
    std::optional<Day> next_on;  // Of a step, when that day has come.
};
std::vector<Due> due_of(const std::vector<Begun>&, Day today, std::size_t max);

// A cycle in the hands of somebody who may see it: the actor.
struct Hand {
    Cycle cycle;
    Template model;
    std::vector<Evidence> evidence;  // Oldest first. Empty for who is only asked in, as the rest.
    std::vector<Step> steps;         // Open ones by date, then done ones.
    bool is_coach = false;
    bool is_invited = false;  // Asked in, and has not said yes.
    bool has(Moment) const;
};
std::optional<Hand> in_hand(ReadTx&, CycleId);  // None: does not exist, or not theirs to see.
// The cycle that {cycle} of an address names. NotFound unless the person is in it and has said yes:
// who is only invited sees the cycle's own page, and nothing below it.
Hand hand_of_member(ReadTx&, const desk::Reading&);

std::vector<Cycle> mine(ReadTx&);  // Open ones first, newest first.

// May the actor do this now? The reason when not; pages offer what has none.
std::optional<Refusal> against(Act, const Hand&);

struct Proposal {
    std::string template_code;
    std::string topic;
    std::vector<PersonId> teachers;
    std::optional<CycleId> follows;
    std::string follows_as;
};
// A coach proposes. With a teacher who has no agreement yet, the usual one is proposed along.
Result<CycleId> propose(WriteTx&, const Proposal&);
// A teacher says yes; the agreement that waits is signed with it, if it is the one they read.
Result<Done> agree(WriteTx&, Hand&, std::int64_t agreement_number);
enum class Way : std::uint8_t { begin, on, back };
Result<Done> move(WriteTx&, Hand&, Way);
Result<Done> set_goal(WriteTx&, Hand&, const Goal&);
Result<Done> set_plan(WriteTx&, Hand&, const Plan&);
// By a teacher alone: the moves are theirs to choose.
Result<Done> set_moves(WriteTx&, Hand&, const std::vector<std::string>&);
Result<EvidenceId> keep_evidence(WriteTx&, Hand&, const Evidence&);
Result<Done> drop_evidence(WriteTx&, Hand&, EvidenceId);
Result<StepId> add_step(WriteTx&, Hand&, const Step&);
Result<Done> finish_step(WriteTx&, Hand&, StepId);
Result<Done> reopen_step(WriteTx&, Hand&, StepId);
Result<Done> invite(WriteTx&, Hand&, PersonId);
// A teacher leaves by themselves, or the coach says that they are gone. The last one cannot leave:
// that is stopping.
Result<Done> leave(WriteTx&, Hand&, PersonId);
Result<Done> close(WriteTx&, Hand&, Outcome, const std::string& celebration);
Result<Done> celebrate(WriteTx&, Hand&, const std::string& words);

// What teachers agreed to share with the principals of their building: the actor's buildings.
struct Shared {
    std::string teacher_name, coach_name, topic;
    std::string goal;  // "" where the profile does not show it.
    bool is_met = false, is_closed = false;
};
std::vector<Shared> shared_with(ReadTx&);

// Who can read a cycle, by name and why. Empty when the actor is not in it.
struct Seer {
    std::string name;
    Key reason;
};
std::vector<Seer> who_can_see(ReadTx&, CycleId);
// Those in it, who alone read what is sealed to them.
std::vector<Seer> members_of(const Hand&);

// /cycles, /shared-cycles, /settings/cycles and their twins below /api/v1.
void mount_cycles(desk::Routes&);

}  // namespace rapport::cycles
