// Where proposals are kept. Private to the slice.
#pragma once

#include <boost/json/fwd.hpp>

#include "schedule/planner/proposals.hpp"
#include "schedule/planner/reasons.hpp"

namespace rapport::planner::store {

std::vector<Proposal> proposals(ReadTx&, int max);  // Newest first.
std::optional<Proposal> proposal(ReadTx&, ProposalId);
bool is_one_running(ReadTx&, PersonId made_by);
void insert(WriteTx&, const Proposal&);
// Writes progress, what was found and when it ended, if it stands in `from` now.
bool advance(WriteTx&, const Proposal&, Progress from);

void append(WriteTx&, ProposalId, const Event&);
std::vector<Event> events(ReadTx&, ProposalId, std::int64_t after);

// A move with what acceptance needs; names are filled in by who reads it.
struct MoveRow {
    MoveId id;
    Fate fate = Fate::fresh;
    WishId wish;
    std::string occurrence;
    std::optional<VisitId> visit;
    std::int64_t visit_version = 0;
    bool was_promised = false;
    std::optional<Spot> before, after;
    int minutes = 0;
    bool is_accepted = false;
};
void insert(WriteTx&, ProposalId, const MoveRow&);
std::vector<MoveRow> moves(ReadTx&, ProposalId);
void mark_accepted(WriteTx&, MoveId);

struct ReasonRow {
    WishId wish;
    std::string occurrence;
    Reason reason;
};
void insert(WriteTx&, ProposalId, const ReasonRow&);
std::vector<ReasonRow> reasons(ReadTx&, ProposalId);
// Those of the newest answered proposal of a week that touches the dates, of one wish or all.
struct NewestReason {
    WishId wish;
    std::string occurrence;
    std::string reason;  // For parse_reason().
};
std::vector<NewestReason> newest_reasons(ReadTx&, const Dates&, const std::optional<WishId>&);

}  // namespace rapport::planner::store
