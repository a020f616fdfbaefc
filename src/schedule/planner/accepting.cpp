// From a proposal to visits: each move is checked as things are now. What fits is taken, what does
// not is named; what stands stays.
#include <algorithm>
#include <map>
#include <set>

#include "platform/audit/audit.hpp"
#include "schedule/planner/acts.hpp"
#include "schedule/planner/proposals_store.hpp"

namespace rapport::planner {

namespace {

using store::MoveRow;

class Accepting {
  public:
    Accepting(WriteTx& tx, const Proposal& proposal) : tx_(tx), acts_(tx), proposal_(proposal) {
        // Every day concerned is taken before anything is read that decides.
        rows_ = store::moves(tx, proposal.id);
        for (Wish& wish :
             store::wishes_of_proposal(tx, proposal.id.view(), proposal.ordered.dates)) {
            wishes_.emplace(wish.id, std::move(wish));
        }
    }

    Accepted accept(const std::vector<MoveId>& chosen) {
        std::erase_if(rows_, [&](const MoveRow& row) {
            const bool is_wanted = chosen.empty() || std::ranges::count(chosen, row.id) > 0;
            return !is_wanted || row.is_accepted || row.fate == Fate::kept;
        });
        for (const MoveRow& row : rows_) {
            if (row.after) store::take_days(tx_, row.wish, row.after->coach, row.after->on);
        }
        load();
        for (const MoveRow& row : rows_) {
            if (row.fate == Fate::gone) drop(row);
        }
        std::erase_if(rows_, [](const MoveRow& row) { return row.fate == Fate::gone; });
        while (take_some()) {
        }
        take_in_a_ring();
        for (const MoveRow& row : rows_) result_.stayed.push_back({row.id, refusal_of(row)});
        return std::move(result_);
    }

  private:
    void load() {
        std::set<PersonId> coaches, people;
        for (const MoveRow& row : rows_) {
            if (row.after) coaches.insert(row.after->coach);
            for (const Helped& person : wishes_.at(row.wish).people) people.insert(person.id);
        }
        const std::vector<PersonId> coach_list(coaches.begin(), coaches.end());
        const std::vector<PersonId> people_list(people.begin(), people.end());
        canvas_ = canvas_of(tx_, {.coaches = coach_list,
                                  .people = people_list,
                                  .dates = {monday_of(proposal_.ordered.dates.from),
                                            monday_of(proposal_.ordered.dates.until).plus(6)},
                                  .chain = std::nullopt});
    }

    std::vector<Visit>::iterator place_of(const MoveRow& row) {
        return std::ranges::find_if(canvas_.visits,
                                    [&](const Visit& visit) { return visit.id == row.visit; });
    }

    // Somebody changed it since the proposal was made.
    std::optional<Refusal> changed(const MoveRow& row) {
        if (!row.visit) {
            const bool has_one = std::ranges::any_of(canvas_.visits, [&](const Visit& visit) {
                return visit.wish == row.wish && visit.occurrence == row.occurrence;
            });
            if (has_one) return Refusal{.key = "planner.wish_has_visit"};
            if (wishes_.at(row.wish).is_over) return Refusal{.key = "planner.wish_is_over"};
            return std::nullopt;
        }
        const auto at = place_of(row);
        if (at == canvas_.visits.end() || at->version != row.visit_version || !is_live(at->state)) {
            return Refusal{.key = "planner.visit_changed"};
        }
        return std::nullopt;
    }

    void drop(const MoveRow& row) {
        if (auto why = changed(row)) {
            result_.stayed.push_back({row.id, std::move(*why)});
            return;
        }
        const auto at = place_of(row);
        Visit visit = *at;
        acts_.set_state(visit, State::cancelled, "cancelled", "");
        canvas_.visits.erase(at);
        settle(row);
    }

    Result<Price> fits_now(const MoveRow& row) {
        if (auto why = changed(row)) return std::move(*why);
        return fits(canvas_, wishes_.at(row.wish), *row.after, row.visit);
    }

    Refusal refusal_of(const MoveRow& row) {
        const auto price = fits_now(row);
        return price ? Refusal{.key = "planner.visit_changed"} : price.refusal();
    }

    // One round over those that wait: a place may come free by another's move.
    bool take_some() {
        bool took = false;
        std::vector<MoveRow> left;
        for (const MoveRow& row : rows_) {
            if (!fits_now(row)) {
                left.push_back(row);
                continue;
            }
            take(row);
            took = true;
        }
        rows_ = std::move(left);
        return took && !rows_.empty();
    }

    // Visits that change places with each other: all of them fit, or none is moved.
    void take_in_a_ring() {
        const Canvas before = canvas_;
        std::vector<MoveRow> moving;
        for (const MoveRow& row : rows_) {
            if (row.visit && !changed(row)) moving.push_back(row);
        }
        if (moving.size() < 2) return;
        std::vector<Visit> lifted;
        for (const MoveRow& row : moving) {
            lifted.push_back(*place_of(row));
            canvas_.visits.erase(place_of(row));
        }
        bool all_fit = true;
        for (std::size_t i = 0; i < moving.size() && all_fit; ++i) {
            all_fit = fits(canvas_, wishes_.at(moving[i].wish), *moving[i].after, std::nullopt)
                          .has_value();
            if (all_fit) put_in_canvas(at_spot(lifted[i], *moving[i].after));
        }
        canvas_ = before;
        if (!all_fit) return;
        for (std::size_t i = 0; i < moving.size(); ++i) {
            store::park(tx_, *moving[i].visit, static_cast<int>(i));
        }
        for (const MoveRow& row : moving) take(row);
        std::erase_if(rows_, [&](const MoveRow& row) {
            return std::ranges::any_of(moving, [&](const MoveRow& m) { return m.id == row.id; });
        });
    }

    static Visit at_spot(Visit visit, const Spot& spot) {
        const int minutes = visit.ring.ends - visit.ring.begins;
        visit.coach = spot.coach;
        visit.on = spot.on;
        visit.ring = {spot.begins, spot.begins + minutes};
        visit.building = spot.building;
        return visit;
    }

    void put_in_canvas(Visit visit) {
        const auto at = std::ranges::upper_bound(
            canvas_.visits, std::pair(visit.on, visit.ring.begins), {},
            [](const Visit& one) { return std::pair(one.on, one.ring.begins); });
        canvas_.visits.insert(at, std::move(visit));
    }

    void take(const MoveRow& row) {
        const Wish& wish = wishes_.at(row.wish);
        const Spot spot = filled(wish, *row.after);
        Visit now;
        if (row.visit) {
            const auto at = place_of(row);
            now = *at;
            canvas_.visits.erase(at);
            acts_.move(now, spot);
        } else {
            now.id = acts_.put(wish, spot, State::proposed);
            now.wish = wish.id;
            now.occurrence = row.occurrence;
            now.ring = {spot.begins, spot.begins + wish.minutes};
            now.people = wish.people;
            now.chain = wish.chain;
            now.step = wish.step;
            now = at_spot(std::move(now), spot);
        }
        if (now.chain) {
            std::erase_if(canvas_.chains, [&](const Visit& one) { return one.id == now.id; });
            canvas_.chains.push_back(now);
        }
        put_in_canvas(std::move(now));
        settle(row);
    }

    void settle(const MoveRow& row) {
        store::mark_accepted(tx_, row.id);
        ++result_.taken;
    }

    WriteTx& tx_;
    Acts acts_;
    const Proposal& proposal_;
    std::vector<MoveRow> rows_;
    std::map<WishId, Wish> wishes_;
    Canvas canvas_;
    Accepted result_;
};

}  // namespace

Result<Accepted> accept(WriteTx& tx, ProposalId id, const std::vector<MoveId>& chosen) {
    auto proposal = find_proposal(tx, id);
    if (!proposal) return Refusal{.key = "planner.not_there"};
    const bool is_open =
        proposal->progress == Progress::ready || proposal->progress == Progress::accepted;
    if (!is_open || proposal->purpose == Purpose::what_if) {
        return Refusal{.key = "planner.proposal_is_over"};
    }
    Accepted accepted = Accepting(tx, *proposal).accept(chosen);
    const Progress from = proposal->progress;
    proposal->progress = Progress::accepted;
    must(store::advance(tx, *proposal, from), "a proposal changed under its own transaction");
    audit::record(tx, "proposal.accepted", "proposal/" + id.text(),
                  R"({"taken":)" + std::to_string(accepted.taken) + R"(,"stayed":)" +
                      std::to_string(accepted.stayed.size()) + "}");
    return accepted;
}

}  // namespace rapport::planner
