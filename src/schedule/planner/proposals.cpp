#include "schedule/planner/proposals.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "platform/audit/audit.hpp"
#include "schedule/planner/proposals_store.hpp"
#include "schedule/planner/reasons.hpp"
#include "schedule/planner/solving.hpp"

namespace rapport::planner {

namespace {

constexpr std::array<std::string_view, 3> purpose_codes{"week", "absence", "what_if"};
constexpr std::array<std::string_view, 7> progress_codes{
    "waiting", "working", "ready", "accepted", "rejected", "cancelled", "interrupted"};
constexpr std::array<std::string_view, 4> suppose_codes{"coach_away", "coach_more", "another_home",
                                                        "wider_periods"};
constexpr std::array<std::string_view, 4> fate_codes{"fresh", "moved", "gone", "kept"};
constexpr std::int64_t days_max = 56;

template <class Enum, std::size_t size>
std::optional<Enum> parsed(const std::array<std::string_view, size>& codes, std::string_view text) {
    const auto at = std::ranges::find(codes, text);
    if (at == codes.end()) return std::nullopt;
    return static_cast<Enum>(at - codes.begin());
}

Result<Done> good(ReadTx& tx, const Ordered& ordered) {
    const Reach reach = reach_of(tx);
    if (!reach.works) return Refusal{.key = "planner.not_yours"};
    if (ordered.dates.until < ordered.dates.from || ordered.dates.count() > days_max) {
        return Refusal{.key = "planner.weeks_wrong", .field = "from"};
    }
    if (ordered.dates.until < reach.today) {
        return Refusal{.key = "planner.dates_past", .field = "from"};
    }
    if (ordered.seconds < 1 || ordered.seconds > seconds_max) {
        return Refusal{.key = "planner.seconds_wrong",
                       .field = "seconds",
                       .with = {{"count", std::int64_t{seconds_max}}}};
    }
    const auto known = coaches(tx);
    for (const PersonId coach : ordered.coaches) {
        if (std::ranges::count(known, coach, &CoachWeek::coach) == 0) {
            return Refusal{.key = "planner.no_such_coach", .field = "coaches"};
        }
    }
    if (store::is_one_running(tx, tx.actor())) return Refusal{.key = "planner.one_is_running"};
    return Done{};
}

ProposalId leave_order(WriteTx& tx, Proposal proposal) {
    proposal.id = tx.new_id<ProposalId>();
    proposal.made_by = tx.actor();
    store::insert(tx, proposal);
    audit::record(tx, "proposal.ordered", "proposal/" + proposal.id.text(),
                  R"({"purpose":")" + std::string(code(proposal.purpose)) + "\"}");
    jobs::enqueue(tx, solve_job, proposal.id.text(), proposal.id.text(), tx.now());
    return proposal.id;
}

std::string name_in(const std::vector<Worker>& workers, PersonId person) {
    const auto at = std::ranges::find(workers, person, &Worker::id);
    return at == workers.end() ? "" : at->name;
}

// "Amina Diallo", "Grade 4 team", or the title.
std::string called(const Wish& wish) {
    if (!wish.title.empty()) return wish.title;
    if (!wish.team_name.empty()) return wish.team_name;
    std::string names;
    for (const Helped& person : wish.people) {
        if (!names.empty()) names += ", ";
        names += person.name;
    }
    return names;
}

class Comparing {
  public:
    Comparing(ReadTx& tx, const Proposal& proposal, const locale::Speech& speech)
        : tx_(tx), proposal_(proposal), speech_(speech), workers_(workers(tx, speech.today())) {
        const Reach reach = reach_of(tx);
        for (Wish& wish :
             store::wishes_of_proposal(tx, proposal.id.view(), proposal.ordered.dates)) {
            if (reach.covers(wish.building)) wishes_.emplace(wish.id, std::move(wish));
        }
    }

    Comparison compare() {
        for (const auto& row : store::moves(tx_, proposal_.id)) add(row);
        for (const auto& row : store::reasons(tx_, proposal_.id)) add(row);
        return std::move(found_);
    }

  private:
    void add(const store::MoveRow& row) {
        const auto at = wishes_.find(row.wish);
        if (at == wishes_.end()) return;
        Move move{.id = row.id,
                  .fate = row.fate,
                  .wish = at->second,
                  .visit = row.visit,
                  .before = row.before,
                  .after = row.after,
                  .before_coach = row.before ? name_in(workers_, row.before->coach) : "",
                  .after_coach = row.after ? name_in(workers_, row.after->coach) : "",
                  .building_name = at->second.building_name,
                  .minutes = row.minutes,
                  .is_accepted = row.is_accepted};
        found_.moves.push_back(std::move(move));
        if (row.fate == Fate::fresh) ++found_.fresh;
        if (row.fate == Fate::moved) ++found_.moved;
        if (row.fate == Fate::gone) ++found_.gone;
        if (row.fate == Fate::kept) ++found_.kept;
        if (row.fate == Fate::gone && row.was_promised) ++found_.promises_lost;
    }

    void add(const store::ReasonRow& row) {
        const auto at = wishes_.find(row.wish);
        if (at == wishes_.end()) return;
        const Called names{.wish = [this](WishId wish) { return wish_name(wish); },
                           .person = [this](PersonId person) { return person_name(person); }};
        found_.waiting.push_back({.wish = at->second,
                                  .why = why(row.wish, row.reason, names, speech_),
                                  .what_helps = what_helps(row.wish, row.reason, names, speech_),
                                  .is_confirmed = row.reason.is_confirmed});
    }

    std::string wish_name(WishId id) const {
        const auto at = wishes_.find(id);
        return at == wishes_.end() ? speech_.say("planner.something_else") : called(at->second);
    }

    std::string person_name(PersonId id) const {
        const std::string name = name_in(workers_, id);
        if (!name.empty()) return name;
        for (const auto& [wish_id, wish] : wishes_) {
            for (const Helped& person : wish.people) {
                if (person.id == id) return person.name;
            }
        }
        return speech_.say("planner.somebody");
    }

    ReadTx& tx_;
    const Proposal& proposal_;
    const locale::Speech& speech_;
    std::vector<Worker> workers_;
    std::map<WishId, Wish> wishes_;
    Comparison found_;
};

}  // namespace

std::string_view code(Purpose purpose) { return purpose_codes[static_cast<std::size_t>(purpose)]; }
std::string_view code(Progress at) { return progress_codes[static_cast<std::size_t>(at)]; }
std::string_view code(Suppose change) { return suppose_codes[static_cast<std::size_t>(change)]; }
std::string_view code(Fate fate) { return fate_codes[static_cast<std::size_t>(fate)]; }
std::optional<Purpose> parse_purpose(std::string_view text) {
    return parsed<Purpose>(purpose_codes, text);
}
std::optional<Progress> parse_progress(std::string_view text) {
    return parsed<Progress>(progress_codes, text);
}
std::optional<Suppose> parse_suppose(std::string_view text) {
    return parsed<Suppose>(suppose_codes, text);
}
std::optional<Fate> parse_fate(std::string_view text) { return parsed<Fate>(fate_codes, text); }

Result<ProposalId> propose(WriteTx& tx, const Ordered& ordered) {
    if (auto may = good(tx, ordered); !may) return may.refusal();
    return leave_order(tx, {.purpose = Purpose::week, .ordered = ordered});
}

// The weeks that the absence touches, at least this one; the coach is away in them by the absence
// itself, and what others were told changes as little as can be.
Result<ProposalId> replan_absence(WriteTx& tx, const Absence& absence) {
    const Day today = reach_of(tx).today;
    Ordered ordered;
    ordered.dates = {std::max(absence.dates.from, today), monday_of(absence.dates.until).plus(6)};
    ordered.seconds = 1;
    if (auto may = good(tx, ordered); !may) return may.refusal();
    if (auto added = add_absence(tx, absence); !added) return added.refusal();
    return leave_order(tx, {.purpose = Purpose::absence, .ordered = ordered});
}

Result<ProposalId> suppose(WriteTx& tx, const Ordered& ordered, const Supposition& wanted) {
    if (auto may = good(tx, ordered); !may) return may.refusal();
    const auto known = coaches(tx);
    Supposition supposition = wanted;
    // One more works like somebody who is there; whom, is of no matter until somebody says.
    if (supposition.change == Suppose::coach_more && !supposition.coach && !known.empty()) {
        supposition.coach = known.front().coach;
    }
    const bool needs_coach = supposition.change != Suppose::wider_periods;
    if (needs_coach && (!supposition.coach ||
                        std::ranges::count(known, *supposition.coach, &CoachWeek::coach) == 0)) {
        return Refusal{.key = "planner.no_such_coach", .field = "coach"};
    }
    if (supposition.change == Suppose::another_home && !supposition.building) {
        return Refusal{.key = "planner.no_such_building", .field = "building"};
    }
    if (supposition.change == Suppose::wider_periods &&
        (supposition.minutes < 1 || supposition.minutes > 120)) {
        return Refusal{.key = "planner.wider_wrong", .field = "minutes"};
    }
    return leave_order(
        tx, {.purpose = Purpose::what_if, .ordered = ordered, .supposition = supposition});
}

std::vector<Proposal> proposals(ReadTx& tx, int max) {
    if (!reach_of(tx).works) return {};
    return store::proposals(tx, max);
}

std::optional<Proposal> find_proposal(ReadTx& tx, ProposalId id) {
    if (!reach_of(tx).works) return std::nullopt;
    return store::proposal(tx, id);
}

std::vector<Event> events(ReadTx& tx, ProposalId id, std::int64_t after) {
    if (!find_proposal(tx, id)) return {};
    return store::events(tx, id, after);
}

Comparison comparison(ReadTx& tx, ProposalId id, const locale::Speech& speech) {
    const auto proposal = find_proposal(tx, id);
    if (!proposal) return {};
    return Comparing(tx, *proposal, speech).compare();
}

namespace {

Result<Done> end(WriteTx& tx, ProposalId id, Progress to) {
    auto proposal = find_proposal(tx, id);
    if (!proposal) return Refusal{.key = "planner.not_there"};
    if (proposal->progress == to) return Done{};
    const bool fits = to == Progress::cancelled ? is_running(proposal->progress)
                                                : proposal->progress == Progress::ready;
    if (!fits) return Refusal{.key = "planner.proposal_is_over"};
    const Progress from = proposal->progress;
    proposal->progress = to;
    proposal->ended_at = tx.now();
    must(store::advance(tx, *proposal, from), "a proposal changed under its own transaction");
    audit::record(tx, "proposal." + std::string(code(to)), "proposal/" + id.text());
    return Done{};
}

}  // namespace

Result<Done> reject(WriteTx& tx, ProposalId id) { return end(tx, id, Progress::rejected); }
Result<Done> stop(WriteTx& tx, ProposalId id) { return end(tx, id, Progress::cancelled); }

}  // namespace rapport::planner
