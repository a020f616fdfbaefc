#include "platform/roster/roster.hpp"

#include "kernel/memory.hpp"
#include "platform/audit/audit.hpp"
#include "platform/roster/bundle.hpp"
#include "platform/roster/report.hpp"
#include "platform/roster/staging.hpp"

namespace rapport::roster {

namespace {

constexpr std::int64_t rejects_kept_seconds = 30 * 24 * 3600;

Plan plan_for(ReadTx& tx, const Incoming& incoming, const State& state, const Settings& settings,
              Day today, const std::optional<std::vector<std::string>>& same) {
    const Planning planning{.incoming = incoming,
                            .state = state,
                            .settings = settings,
                            .today = today,
                            .has_open_work = [&](PersonId id) { return has_open_work(tx, id); },
                            .same = same};
    return make_plan(planning);
}

ImportWrite write_of(const std::string& source_name, std::string report, const Plan& plan) {
    return {.source_name = source_name,
            .report = std::move(report),
            .is_stopped = false,
            .is_applied = true,
            .sum = sum_of(plan)};
}

std::string audit_detail(const Tally& sum) {
    return "{\"added\":" + std::to_string(sum.added) +
           ",\"changed\":" + std::to_string(sum.changed) +
           ",\"ended\":" + std::to_string(sum.ended) + ",\"kept\":" + std::to_string(sum.kept) +
           "}";
}

void put_changes(WriteTx& tx, ImportId id, const Plan& plan) {
    each_part_of_changes(plan,
                         [&](const std::string& label, std::int64_t seq, const std::string& body) {
                             add_part(tx, id, PartKind::changes, label, seq, body);
                         });
}

void put_rejects(WriteTx& tx, ImportId id, const Rejects& rejects) {
    remove_old_rejects(tx, tx.now().plus_seconds(-rejects_kept_seconds));
    each_part_of_rejects(rejects,
                         [&](const std::string& label, std::int64_t seq, const std::string& body) {
                             add_part(tx, id, PartKind::rejects, label, seq, body);
                         });
}

// Plans against what is there now, and does it unless somebody has to look first. The plan is there
// either way.
Result<Done> plan_and_apply(WriteTx& tx, const Incoming& incoming, const Flaws& flaws,
                            const Consent& consent, Plan& plan) {
    const Day today = today_of(tx);
    const State state = load_state(tx, today);
    plan = {};
    plan = plan_for(tx, incoming, state, load_settings(tx), today, consent.same);
    if (is_stopped(flaws, plan) && !consent.accepts_removals) {
        return Refusal{.key = "roster.stopped", .field = "accept"};
    }
    apply(tx, incoming, state, plan);
    return Done{};
}

}  // namespace

bool is_stopped(const Flaws& flaws, const Plan& plan) {
    return flaws.has_stop() || !plan.stops.empty();
}

Tally sum_of(const Plan& plan) {
    Tally sum;
    for (int i = 0; i < entity_count; ++i) {
        if (static_cast<Entity>(i) == Entity::seat) continue;
        const Tally& one = plan.tallies[i];
        sum.added += one.added;
        sum.changed += one.changed;
        sum.ended += one.ended;
        sum.kept += one.kept;
        sum.same += one.same;
    }
    return sum;
}

Result<Look> read_roster(Db& db, const Scope& scope, const std::string& path,
                         std::string_view source_name) {
    auto bundle = Bundle::open(path, {});
    if (!bundle) return bundle.refusal();
    Look look;
    look.source_name = source_name;
    Known known;
    db.read(scope, [&](ReadTx& tx) {
        known = load_known(tx);
        look.settings = load_settings(tx);
    });
    look.reading = read_bundle(**bundle, known);
    give_memory_back();  // What the pass over the students took.
    return look;
}

Result<Look> look_at(Db& db, const Scope& scope, const std::string& path,
                     std::string_view source_name) {
    auto look = read_roster(db, scope, path, source_name);
    if (!look) return look;
    db.read(scope, [&](ReadTx& tx) {
        const Day today = today_of(tx);
        const State state = load_state(tx, today);
        look->plan =
            plan_for(tx, look->reading.incoming, state, look->settings, today, std::nullopt);
    });
    return look;
}

ImportId keep_look(WriteTx& tx, const Look& look) {
    supersede_imports(tx);
    const ImportWrite it{.source_name = look.source_name,
                         .report = summary_json(look),
                         .is_stopped = is_stopped(look.reading.flaws, look.plan),
                         .is_applied = false,
                         .sum = sum_of(look.plan),
                         .left_out = look.reading.rejects.count()};
    const ImportId id = add_import(tx, it);
    put_changes(tx, id, look.plan);
    put_rejects(tx, id, look.reading.rejects);
    std::int64_t seq = 0;
    stage(look.reading.incoming,
          [&](const std::string& body) { add_part(tx, id, PartKind::stage, "", seq++, body); });
    audit::record(tx, "roster.checked", "roster/" + id.text(), audit_detail(it.sum));
    return id;
}

Result<ImportId> bring_in(WriteTx& tx, ImportId id, const Consent& consent) {
    const auto import = find_import(tx, id);
    if (!import || import->state != "checked") {
        return Refusal{.key = "roster.no_longer", .field = ""};
    }
    Unstager unstager;
    each_part(tx, id, PartKind::stage, [&](std::string_view body) { unstager.take(body); });
    const Incoming incoming = unstager.finish();
    // Damage of the bundle was named in the look; its stop is answered with the same consent.
    if (import->is_stopped && !consent.accepts_removals) {
        return Refusal{.key = "roster.stopped", .field = "accept"};
    }
    Plan plan;
    const auto done = plan_and_apply(tx, incoming, Flaws(), consent, plan);
    if (!done) return done.refusal();
    remove_parts(tx, id, PartKind::stage);
    remove_parts(tx, id, PartKind::changes);
    put_changes(tx, id, plan);
    const auto it = write_of(import->source_name, summary_after(import->report, plan), plan);
    mark_applied(tx, id, it);
    audit::record(tx, "roster.applied", "roster/" + id.text(), audit_detail(it.sum));
    return id;
}

Result<ImportId> bring_in_now(WriteTx& tx, Look& look, const Consent& consent) {
    const auto done =
        plan_and_apply(tx, look.reading.incoming, look.reading.flaws, consent, look.plan);
    if (!done) return done.refusal();
    supersede_imports(tx);
    auto it = write_of(look.source_name, summary_json(look), look.plan);
    it.left_out = look.reading.rejects.count();
    const ImportId id = add_import(tx, it);
    put_changes(tx, id, look.plan);
    put_rejects(tx, id, look.reading.rejects);
    audit::record(tx, "roster.applied", "roster/" + id.text(), audit_detail(it.sum));
    return id;
}

}  // namespace rapport::roster
