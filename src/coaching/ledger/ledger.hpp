// The credit ledger: what a coach has given one teacher lately, and what was asked of them, so that
// the coach knows when to give and when to ask. Small or personal help and kept promises earn; an
// invitation to a stretch, a promise missed and a visit that did not happen cost; all of it fades.
//
// Nobody types it: it is derived from contacts, promises and visits each time it is looked at. Only
// the invitations are kept. It is the coach's own: no other person reads it, no evaluator even of
// oneself, no report, no search, no export but the coach's own. Every reader asks for a Keeper,
// which only keeper() makes. A district may switch it off, and then nothing of it remains.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/ledger/balance.hpp"
#include "kernel/db/db.hpp"
#include "kernel/result.hpp"

namespace rapport {
struct Viewer;
}

namespace rapport::desk {
class Routes;
}

namespace rapport::ledger {

using InvitationId = Id<struct InvitationTag>;

inline constexpr std::size_t words_max = 200, reason_max = 1000;  // Characters.
inline constexpr std::int64_t noted_late_max = 60;                // Days after it was asked.
inline constexpr int shown_from = 10;  // Invitations that were answered; fewer say little.

// How a district has its ledgers. Settings ledger.half_life_weeks and ledger.is_off.
struct Policy {
    bool is_kept = true;
    std::int64_t half_life_weeks = 18;  // One semester.
};
inline constexpr std::int64_t half_life_min = 2, half_life_max = 104;
Policy policy(ReadTx&);
std::optional<std::int64_t> whole_weeks(std::string_view typed);  // None beyond the bounds.
Result<Done> set_half_life(WriteTx&, std::string_view typed);
// Removes all invitations of the district, and what answers remember of them, for good.
void switch_off(WriteTx&);
void switch_on(WriteTx&);

// The actor keeps a ledger: a coach who evaluates nobody and administrates nothing, in a district
// that has not switched it off.
class Keeper {
  public:
    Day today() const { return zone_->day(now_); }
    Day day_of(Instant at) const { return zone_->day(at); }
    const Rule& rule() const { return rule_; }

  private:
    friend std::optional<Keeper> keeper(ReadTx&);
    Keeper(const Zone& zone, Instant now, Rule rule) : zone_(&zone), now_(now), rule_(rule) {}
    const Zone* zone_;
    Instant now_;
    Rule rule_;
};
std::optional<Keeper> keeper(ReadTx&);
// The same of somebody at a page, without a statement: whether to lead there. `is_off` is the
// setting of that name.
bool is_offered(const Viewer&, std::string_view is_off);

enum class Reply : std::uint8_t { accepted, later, declined };
std::string_view code(Reply);
std::optional<Reply> parse_reply(std::string_view code);

struct Invitation {
    InvitationId id;
    PersonId teacher;
    std::string teacher_name;
    std::string words;
    Day asked_on;
    Advice advised = Advice::ask;
    std::optional<Reply> reply;
    std::optional<Day> replied_on;
    std::string reason;
};

// How well an advice has held: of the actor's invitations made at a good moment, or at another, so
// many were answered, so many with yes.
struct Record {
    int answered = 0, accepted = 0;
    bool is_shown() const { return answered >= shown_from; }
};
Record record_of(const std::vector<Invitation>&, bool at_good_moment);

struct Ledger {
    PersonId teacher;
    std::string teacher_name;
    std::vector<Entry> entries;               // Newest first.
    std::vector<Invitation> invitations;      // Of the two, newest first.
    std::vector<Invitation> all_invitations;  // The actor's, newest first.
    Share overall;                            // Of the actor's help to everybody.
};
// None where the person is the actor, or no teacher who works here. Three statements.
std::optional<Ledger> find(ReadTx&, const Keeper&, PersonId teacher);

// The actor's own, newest first, at most 2,000.
std::vector<Invitation> invitations(ReadTx&, const Keeper&);

// Whether the coach was told that there were two pushes already, and means it.
enum class Guard : std::uint8_t { asks, was_heard };
struct Asking {
    PersonId teacher;
    std::string words;
    Day asked_on;
    Guard guard = Guard::asks;
};
// Notes that the actor has asked. After two pushes without help between it asks and explains first.
Result<InvitationId> invite(WriteTx&, const Keeper&, const Asking&);
struct Replied {
    Reply reply = Reply::accepted;
    std::optional<std::string> reason;  // None: what stood there stays.
};
// What the teacher said; may be said anew, since "later" often becomes a yes.
Result<Done> note_reply(WriteTx&, const Keeper&, InvitationId, const Replied&);
void take_back(WriteTx&, const Keeper&, InvitationId);
std::optional<Invitation> find_invitation(ReadTx&, const Keeper&, InvitationId);

// A past invitation from elsewhere (a sample): kept as it is, with what was to be advised that day.
// The caller vouches for it.
struct Past {
    PersonId teacher;
    std::string words;
    Day asked_on;
    std::optional<Reply> reply;
    std::string reason;
};
Advice append_past(WriteTx&, const Keeper&, const Past&);

// /people/{person}/credit, /stretches, /settings/ledger, and the same under /api/v1.
void mount_ledger(desk::Routes&);

}  // namespace rapport::ledger
