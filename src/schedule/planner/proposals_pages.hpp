// A proposal: how far it has come, what it would change, who waits and why; and what would be if.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "schedule/planner/proposals.hpp"
#include "schedule/planner/week_pages.hpp"
#include "schedule/planner/week_words.hpp"

namespace rapport::planner {

struct ProposalRow {
    std::string href, title, stands, shape;
    Instant made_at;
};
struct ProposalsView {
    std::string from;
    std::vector<Option> weeks, patience;
    std::vector<ProposalRow> rows;
};
void render(Html&, const ProposalsView&);

struct MoveLine {
    MoveId id;
    std::string who, now, was, what, fate;
    bool is_taken = false;
};
struct MoveDay {
    std::string title;
    std::vector<MoveLine> moves;
};
struct StayedRow {
    std::string who, why;
};
struct CountRow {
    std::string what, before, after;
};
struct ProposalView {
    ProposalId id;
    std::string title, says, more, week_href;
    std::vector<DidView> did;
    // While it is made.
    bool is_running = false;
    std::string gap;
    std::int64_t done_percent = 0;
    // When it is ready.
    bool can_accept = false, is_ticked = true;
    std::int64_t change_count = 0;
    std::vector<MoveDay> days;
    std::vector<WaitRow> waiting;
    std::vector<StayedRow> stayed;
    // What would be if.
    std::vector<CountRow> counts;
};
void render(Html&, const ProposalView&);

struct AwayRow {
    AbsenceId id;
    std::string who, when;
};
struct AwayView {
    std::vector<Option> coaches, reasons;
    std::string from, until, begins, ends;
    std::vector<AwayRow> absences;
};
void render(Html&, const AwayView&);

struct WhatIfView {
    std::vector<Option> changes, coaches, buildings, weeks;
    std::string minutes, from;
};
void render(Html&, const WhatIfView&);

// The one of the address; throws desk::NotFound where there is none.
Proposal proposal_at(ReadTx&, const desk::Reading&);

void mount_proposals_pages(desk::Routes&);
void mount_away_pages(desk::Routes&);

}  // namespace rapport::planner
