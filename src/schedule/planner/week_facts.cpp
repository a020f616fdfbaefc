#include "schedule/planner/week_facts.hpp"

#include <algorithm>

#include "schedule/planner/acts.hpp"
#include "schedule/planner/waiting.hpp"
#include "schedule/planner/week_grid.hpp"

namespace rapport::planner {

namespace {

SpanFacts facts_of(Staff&& staff, std::vector<Visit> visits, calendar::Calendar calendar) {
    SpanFacts facts;
    facts.coaches = coaches(staff);
    facts.visits = std::move(visits);
    facts.absences = std::move(staff.absences);
    facts.windows = std::move(staff.windows);
    facts.calendar = std::move(calendar);
    return facts;
}

}  // namespace

SpanFacts span_facts(ReadTx& tx, const Dates& dates) {
    Staff staff = staff_of(tx, {.dates = dates});
    if (!staff.reach.works) return {};
    auto found = seen_visits(tx, staff.reach, dates, std::nullopt);
    return facts_of(std::move(staff), std::move(found), calendar::load(tx, dates.from));
}

WeekFacts week_facts(ReadTx& tx, const Looking& at, const locale::Speech& speech) {
    Staff staff = staff_of(tx, {.dates = at.dates});
    WeekFacts facts;
    if (!staff.reach.works) return facts;
    facts.waiting = waiting(tx, staff.reach, at.dates);
    facts.last_steps = store::last_steps(tx, at.dates, friday_before(tx.now(), speech.zone()));
    auto found = seen_visits(tx, staff.reach, at.dates, at.did);
    if (at.did) {
        const auto did = std::ranges::find(found, *at.did, &Visit::id);
        if (did != found.end()) facts.did = *did;
    }
    std::erase_if(found, [&](const Visit& visit) {
        return !is_live(visit.state) && visit.state != State::done;
    });
    SpanFacts& span = facts;
    span = facts_of(std::move(staff), std::move(found), calendar::load(tx, at.dates.from));
    const std::span asked(facts.waiting.data(), std::min(facts.waiting.size(), at.reasons_max));
    const Known known{facts.visits, facts.waiting, facts.coaches};
    facts.reasons = why_they_wait(tx, at.dates, asked, known, speech);
    return facts;
}

}  // namespace rapport::planner
