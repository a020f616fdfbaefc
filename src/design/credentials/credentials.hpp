// Credentials: the register of what people of a district hold that says they can coach with
// technology (certificates, endorsements, badges of makers), until when, and what they would like
// to get. Each enters their own; who hires confirms having seen the evidence. Half a year before
// one ends its holder is warned (practice.md 8.4: Maine's own system warns six months before).
//
// A plan is its holder's alone: "wants to" is no promise, and nobody who evaluates reads it. In the
// figures of a network it counts, where ten people are behind every number; see network.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}
namespace rapport::jobs {
class Runner;
}

namespace rapport::credentials {

using CredentialId = Id<struct CredentialTag>;
using PlanId = Id<struct CredentialPlanTag>;

inline constexpr std::int64_t warning_days = 180;  // Before the end (practice.md 13).
inline constexpr std::size_t line_max = 200;       // Characters.
inline constexpr std::size_t words_max = 1000;

// How long one of these holds, as its issuer has said since some time. What was once got keeps the
// edition it was got under.
struct Edition {
    std::string_view name;    // "24 months": told apart by what changed.
    std::int64_t months = 0;  // 0: for good, or as the paper itself says.
};
// A type of credential. Its name and what it takes are sentences, "credential.<code>" and
// "credential_means.<code>", in our own words.
struct Type {
    std::string_view code, issuer, link;
    std::vector<Edition> editions;  // The one given today last.
};
const std::vector<Type>& types();
const Type* find_type(std::string_view code);
inline constexpr std::string_view other_type = "other";  // One that the list lacks, by its name.

enum class State : std::uint8_t { active, expiring, lapsed };
std::string_view code(State);

struct Credential {
    CredentialId id;
    PersonId holder;
    std::string holder_name;
    std::string type, edition;
    std::string name;  // Of another type; else "".
    std::optional<Day> obtained_on, expires_on;
    std::string evidence;  // A link, or words: "In my file at the office".
    std::optional<Instant> confirmed_at;
    std::string confirmed_by;
    std::int64_t version = 0;
    State state = State::active;  // As of today.
};
struct Plan {
    PlanId id;
    std::string type;
    std::optional<Day> by;
};

// The actor's own.
std::vector<Credential> mine(ReadTx&);
std::vector<Plan> my_plans(ReadTx&);

// What everybody of the district holds: for those who hire. Plans are not among it.
std::vector<Credential> held_here(ReadTx&);

struct Typed {
    std::string type, edition, name, evidence;
    std::optional<Day> obtained_on, expires_on;  // No end: as long as its edition says.
    std::int64_t version = 0;                    // That the writer saw.
};
Result<CredentialId> enter(WriteTx&, const Typed&);
Result<Done> correct(WriteTx&, CredentialId, const Typed&);  // One's own; a confirmation is gone.
Result<Done> remove(WriteTx&, CredentialId);
// The evidence was seen; by another than the holder.
Result<Done> confirm(WriteTx&, CredentialId);

struct TypedPlan {
    std::string type;
    std::optional<Day> by;
};
Result<PlanId> plan(WriteTx&, const TypedPlan&);
Result<Done> give_up(WriteTx&, PlanId);

// --- The figures of a network --------------------------------------------------------------

// How many integrators of a network hold a type, or hold it or would get it. None where that would
// be about too few, or could be worked out from the others.
using Shown = std::optional<std::int64_t>;
struct Figure {
    std::string type;
    DistrictId district;  // None: the whole network.
    std::string district_name;
    Shown holders, willing;  // `willing` are those who hold it and those who want to.
};
struct Figures {
    std::string network;
    std::optional<Day> as_of;  // None: nothing has been released yet.
    Shown integrators;         // Of the network; none where they are too few.
    std::vector<Figure> figures;
    Shown holders(std::string_view type) const;  // In the whole network.
    Shown willing(std::string_view type) const;
};
// What was released last about the network of the actor's district.
Figures figures(ReadTx&);
// Counts each network once a quarter. Every hour, by the program.
void publish(Db&);

void mount_credentials(desk::Routes&);
// Tells the runner how to warn of an end.
void mount_warnings(jobs::Runner&, Db&);

}  // namespace rapport::credentials
