// Fills the page of one proposal. Private to the slice.
#pragma once

#include <string>
#include <vector>

#include "schedule/planner/proposals_pages.hpp"

namespace rapport::planner {

// "Week of Mon 2 Nov", "Rosa Lima is away", "If one coach more were there".
std::string title_of(ReadTx&, const Proposal&, const locale::Speech&);
std::string stands(const Proposal&, const locale::Speech&);
std::string shape_of(const Proposal&);
ProposalView view_of(ReadTx&, const Proposal&, const locale::Speech&);

}  // namespace rapport::planner
