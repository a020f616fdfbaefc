// An agreement: how a coach works with a teacher, or with the principal of a building. It says in
// plain words what each does, what stays between them, and what the principal may learn (the
// profile). One of the two proposes and so signs, the other signs or proposes something else. What
// changes is a new version; it holds from its day on and never before, so that what was done under
// an older one keeps the profile it was done under.
//
// Seen by the two people alone. Every reader here keeps to that by itself: what the actor of the
// transaction is no part of is not returned. The profile of a pair is asked by other slices, which
// have to keep what it says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/agreements/machine.hpp"
#include "kernel/db/db.hpp"
#include "kernel/result.hpp"

namespace rapport {
using BuildingId = Id<struct BuildingTag>;
}

namespace rapport::desk {
class Routes;
}

namespace rapport::agreements {

using AgreementId = Id<struct AgreementTag>;

enum class Side : std::uint8_t { teacher, principal };  // What the coach's partner is.
std::string_view code(Side);

// What the principal of the teacher's building may learn, from the closest to the most open. The
// four that are found in the field (collective agreements, vendors' programmes, J. Knight,
// D. Sweeney).
enum class Profile : std::uint8_t {
    sealed,  // Nothing, not even in a count of few.
    counts,  // Sums of the building alone.
    topic,   // Who works with the coach, and on what.
    open,    // Besides, the goal, and what was reached.
};
inline constexpr int profile_count = 4;
std::string_view code(Profile);  // As stored and in the API.
std::optional<Profile> parse_profile(std::string_view code);
// May a principal learn that the pair works together, and on what?
bool shows_topic(Profile);
bool shows_result(Profile);

// The profile that a district proposes to its pairs; without it, sealed. Each pair still chooses.
inline constexpr std::string_view profile_setting = "agreements.profile";

inline constexpr std::size_t words_max = 4000;   // Characters.
inline constexpr std::int64_t review_days = 90;  // Unless the two choose another day.
inline constexpr std::int64_t review_max = 400;  // Days ahead.
inline constexpr std::string_view template_codes[] = {"teacher_1", "newcomer_1", "principal_1"};
bool is_template_for(Side, std::string_view code);

struct Terms {
    std::string wording;  // A template's code.
    Profile profile = Profile::sealed;
    std::string words;  // What they agreed besides.
    Day begins_on, review_on;
};

struct Version {
    std::int64_t number = 1;
    Terms terms;
    PersonId proposed_by;
    Instant proposed_at;
    std::optional<Instant> signed_at;  // By the other of the two.
    std::optional<Instant> aside_at;
    std::optional<Day> reviewed_on;
    bool is_waiting() const { return !signed_at && !aside_at; }
};

struct Agreement {
    AgreementId id;
    Side side = Side::teacher;
    PersonId coach, partner;
    std::string coach_name, partner_name;
    std::string building_name;  // Of a principal's.
    std::optional<Day> ended_on;
    std::vector<Version> versions;  // Newest first.

    // What holds on a day; none: not signed yet, not begun, or ended.
    const Version* in_force(Day) const;
    const Version* waiting() const;  // Proposed, and neither signed nor set aside.
    const std::string& other_name(PersonId reader) const;
    PersonId other(PersonId reader) const { return reader == coach ? partner : coach; }
    bool is_over(Day today) const { return ended_on && *ended_on <= today; }
    State state(Day today) const;
};

// The date on the district's wall.
Day today(ReadTx&);

std::vector<Agreement> mine(ReadTx&);  // The newest first, ended ones too.
std::optional<Agreement> find(ReadTx&, AgreementId);

struct Pair {
    PersonId coach, teacher;
};
// The agreement of two people that has not ended, whoever asks: for slices that build on it.
std::optional<Agreement> between(ReadTx&, const Pair&);

// What a principal may learn of what a pair makes on a day: the closer of what the two signed and
// of what the coach signed with the principal of the teacher's building. Sealed where the two have
// signed nothing.
Profile effective(ReadTx&, const Pair&, Day);

// Who can read an agreement, by name and why. Empty when the actor is none of the two.
struct Seer {
    std::string name;
    Key reason;
};
std::vector<Seer> who_can_see(ReadTx&, AgreementId);

// With whom the actor may agree, and as what. None: nobody of that kind, or the actor is no coach.
struct Partner {
    PersonId id;
    std::string name;
    Side side = Side::teacher;
    std::optional<BuildingId> building;
};
std::optional<Partner> partner(ReadTx&, PersonId);

// Whether the other of the two gets a letter about it, or learns of it with something else.
enum class Told : std::uint8_t { by_letter, along };

// A coach proposes; where the two have an agreement already, it is a new version of that.
Result<AgreementId> propose(WriteTx&, PersonId partner, const Terms&, Told);
// Either of the two proposes another version. What was waiting is set aside by it.
Result<Done> propose_anew(WriteTx&, AgreementId, const Terms&);
// The other of the two signs what is waiting: the number says what they have read.
Result<Done> sign(WriteTx&, AgreementId, std::int64_t number, Told);
Result<Done> set_aside(WriteTx&, AgreementId, std::int64_t number);
// They have looked at it together and it stays as it is until the next look.
Result<Done> review(WriteTx&, AgreementId, Day next);
// Either of the two, at any time, without a reason.
Result<Done> end(WriteTx&, AgreementId);

// /agreements and /api/v1/agreements.
void mount_agreements(desk::Routes&);

}  // namespace rapport::agreements
