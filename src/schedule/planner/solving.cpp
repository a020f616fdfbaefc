#include "schedule/planner/solving.hpp"

#include <atomic>

#include "kernel/http/giving_way.hpp"
#include "schedule/planner/proposals_store.hpp"
#include "schedule/planner/reasons.hpp"
#include "schedule/solver/solver.hpp"

namespace rapport::planner {

namespace {

// What it costs to move a visit that people were told of, beside the minutes on the road and the
// worth of a visit (about 150): little in a week that is being made, much when a coach fell ill.
constexpr std::int64_t stability_usual = 15, stability_absence = 200;
constexpr double event_every = 0.5;     // Seconds.
constexpr double explain_seconds = 10;  // At most, in all.

Tally tally_of(const solver::Score& score) {
    return {.placed = score.placed,
            .wishes = score.tasks,
            .reached = score.reached,
            .travel_minutes = score.travel_minutes,
            .value = score.net_of_breaks(),
            .cycles = score.cycles_whole};
}

class Work {
  public:
    Work(Db& db, const Solving& solving, Proposal proposal)
        : db_(db),
          solving_(solving),
          proposal_(std::move(proposal)),
          scope_{.district = solving.district, .actor = proposal_.made_by} {}

    void run() {
        material_ =
            db_.read(scope_, [&](ReadTx& tx) { return material_of(tx, proposal_.ordered); });
        const bool is_absence = proposal_.purpose == Purpose::absence;
        bridge_ = bridge_of(material_, is_absence ? stability_absence : stability_usual);
        if (!solver::flaw_of(bridge_.instance).empty()) return give_up("planner.failed");
        if (proposal_.purpose == Purpose::what_if) return suppose();
        const auto solution = solver::solve(bridge_.instance, orders());
        if (is_cancelled_) return stopped();
        const auto reasons = solver::explain(bridge_.instance, solution.plan,
                                             {.seed = seed(),
                                              .seconds = most_of_explaining(),
                                              .is_cancelled = [this] { return asked_to_stop(); }});
        keep(solution, reasons);
    }

  private:
    double most_of_explaining() const {
        if (solving_.iterations > 0) return 0;  // Until done, however long it takes.
        return proposal_.purpose == Purpose::absence ? 1 : explain_seconds;
    }

    std::uint64_t seed() const { return static_cast<std::uint64_t>(proposal_.ordered.seed); }

    bool asked_to_stop() {
        http::give_way();
        if (solving_.is_stopping && solving_.is_stopping()) is_cancelled_ = true;
        return is_cancelled_;
    }

    solver::Orders orders() {
        solver::Orders orders;
        orders.seed = seed();
        orders.seconds = solving_.iterations > 0 ? 0 : proposal_.ordered.seconds;
        orders.iterations = solving_.iterations;
        orders.bound_seconds = proposal_.purpose == Purpose::week ? orders.seconds / 2 : 0;
        orders.is_polite = true;
        orders.on_progress = [this](const solver::Progress& progress) { note(progress); };
        orders.is_cancelled = [this] { return asked_to_stop(); };
        orders.start = solver::Plan{bridge_.instance.current};
        return orders;
    }

    // Where it stands, for whoever watches; and whether somebody has cancelled it.
    void note(const solver::Progress& progress) {
        if (noted_at_ >= 0 && progress.seconds - noted_at_ < event_every) return;
        noted_at_ = progress.seconds;
        db_.write(scope_, [&](WriteTx& tx) {
            const auto now = store::proposal(tx, proposal_.id);
            if (!now || now->progress != Progress::working) is_cancelled_ = true;
            store::append(tx, proposal_.id,
                          {.seconds = progress.seconds,
                           .value = progress.net_of_breaks,
                           .bound = progress.upper_bound,
                           .gap_percent = progress.gap_percent});
        });
    }

    solver::Change change() const {
        switch (proposal_.supposition->change) {
            case Suppose::coach_away:
                return solver::Change::coach_away;
            case Suppose::coach_more:
                return solver::Change::coach_more;
            case Suppose::another_home:
                return solver::Change::another_home;
            case Suppose::wider_periods:
                return solver::Change::wider_periods;
        }
        return solver::Change::coach_away;
    }

    void suppose() {
        solver::Supposition supposition{.change = change(),
                                        .minutes = proposal_.supposition->minutes};
        for (std::size_t i = 0; i < bridge_.coaches.size(); ++i) {
            if (bridge_.coaches[i] == proposal_.supposition->coach) {
                supposition.coach = static_cast<int>(i);
            }
        }
        for (std::size_t i = 0; i < bridge_.sites.size(); ++i) {
            if (bridge_.sites[i] && bridge_.sites[i] == proposal_.supposition->building) {
                supposition.site = static_cast<int>(i);
            }
        }
        const bool needs_coach = supposition.change != solver::Change::wider_periods;
        if (needs_coach && supposition.coach == solver::none) return give_up("planner.failed");
        // What was promised may move in a supposed week: nothing of it is ever booked.
        bridge_.instance.pinned.clear();
        auto both = orders();
        both.start.reset();
        const auto outlook = solver::what_if(bridge_.instance, supposition, both);
        if (is_cancelled_) return stopped();
        proposal_.before = tally_of(outlook.before.score);
        proposal_.after = tally_of(outlook.after.score);
        finish({});
    }

    void give_up(std::string failure) {
        proposal_.failure = std::move(failure);
        stopped();
    }

    // Cancelled by somebody: the row says so already. Otherwise the program ends.
    void stopped() {
        proposal_.progress = Progress::interrupted;
        db_.write(scope_, [&](WriteTx& tx) {
            proposal_.ended_at = tx.now();
            store::advance(tx, proposal_, Progress::working);
        });
    }

    std::vector<store::MoveRow> moves_of(const solver::Plan& plan) const {
        std::vector<const solver::Visit*> placed(bridge_.tasks.size(), nullptr);
        for (const auto& visit : plan.visits) placed[static_cast<std::size_t>(visit.task)] = &visit;
        std::vector<store::MoveRow> moves;
        for (std::size_t i = 0; i < bridge_.tasks.size(); ++i) {
            const TaskOf& of = bridge_.tasks[i];
            if (of.is_break || (placed[i] == nullptr && of.visit == nullptr)) continue;
            moves.push_back(move_of(of, placed[i]));
        }
        return moves;
    }

    store::MoveRow move_of(const TaskOf& of, const solver::Visit* after) const {
        const Wish& wish = material_.wishes[of.wish];
        store::MoveRow move;
        move.wish = wish.id;
        move.occurrence = of.occurrence;
        move.minutes = wish.minutes;
        move.was_promised = of.is_promised;
        if (after != nullptr) move.after = bridge_.spot_of(*after);
        if (of.visit == nullptr) return move;
        move.visit = of.visit->id;
        move.visit_version = of.visit->version;
        move.before = Spot{.coach = of.visit->coach,
                           .on = of.visit->on,
                           .begins = of.visit->ring.begins,
                           .building = of.visit->building,
                           .room = ""};
        move.fate = after == nullptr            ? Fate::gone
                    : move.after == move.before ? Fate::kept
                                                : Fate::moved;
        return move;
    }

    void keep(const solver::Solution& solution, const std::vector<solver::Reason>& reasons) {
        proposal_.before = tally_of(solver::score_of(bridge_.instance, {bridge_.instance.current}));
        proposal_.after = tally_of(solution.score);
        proposal_.gap_percent = solution.gap_percent;
        if (solving_.iterations == 0) proposal_.seconds = solution.seconds;
        const auto moves = moves_of(solution.plan);
        finish([&](WriteTx& tx) {
            store::append(tx, proposal_.id,
                          {.seconds = proposal_.seconds,
                           .value = solution.score.net_of_breaks(),
                           .bound = solution.upper_bound,
                           .gap_percent = solution.gap_percent});
            for (const auto& move : moves) store::insert(tx, proposal_.id, move);
            for (const auto& found : reasons) {
                const TaskOf& of = bridge_.tasks[static_cast<std::size_t>(found.task)];
                if (of.is_break) continue;
                store::insert(tx, proposal_.id,
                              store::ReasonRow{material_.wishes[of.wish].id, of.occurrence,
                                               kept(found, bridge_, material_)});
            }
        });
    }

    void finish(const std::function<void(WriteTx&)>& rows) {
        proposal_.progress = Progress::ready;
        db_.write(scope_, [&](WriteTx& tx) {
            proposal_.ended_at = tx.now();
            if (!store::advance(tx, proposal_, Progress::working)) return;
            if (rows) rows(tx);
        });
    }

    Db& db_;
    const Solving& solving_;
    Proposal proposal_;
    Scope scope_;
    Material material_;
    Bridge bridge_;
    double noted_at_ = -1;
    std::atomic<bool> is_cancelled_{false};
};

}  // namespace

void solve(Db& db, const Solving& solving) {
    const Scope scope{.district = solving.district, .actor = {}};
    const auto begun = db.write(scope, [&](WriteTx& tx) -> std::optional<Proposal> {
        auto proposal = store::proposal(tx, solving.proposal);
        if (!proposal || !is_running(proposal->progress)) return std::nullopt;
        const Progress from = proposal->progress;
        const bool is_broken = from == Progress::working || solving.is_again;
        proposal->progress = is_broken ? Progress::interrupted : Progress::working;
        if (is_broken) proposal->ended_at = tx.now();
        if (!store::advance(tx, *proposal, from) || is_broken) return std::nullopt;
        return proposal;
    });
    // A page never waits for a plan: all of the solving steps behind, not its helpers alone.
    if (begun) solver::politely([&] { Work(db, solving, *begun).run(); });
}

void make(Db& db, DistrictId district, ProposalId proposal) {
    solve(db, {.district = district, .proposal = proposal});
}

void make_steadily(Db& db, DistrictId district, ProposalId proposal, std::int64_t iterations) {
    solve(db, {.district = district, .proposal = proposal, .iterations = iterations});
}

void mount_proposals(jobs::Runner& runner, Db& db) {
    runner.on_alone(std::string(solve_job), [&db, &runner](const jobs::Job& job) {
        const auto proposal = ProposalId::parse(job.payload);
        must(proposal.has_value(), "a job to solve nothing");
        solve(db, {.district = job.district,
                   .proposal = *proposal,
                   .is_again = job.tries > 1,
                   .is_stopping = [&runner] { return runner.is_stopping(); }});
    });
}

}  // namespace rapport::planner
