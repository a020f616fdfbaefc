// The job that makes a proposal: read, solve outside any transaction, write. Private to the slice.
#pragma once

#include <functional>
#include <string_view>

#include "schedule/planner/proposals.hpp"

namespace rapport::planner {

inline constexpr std::string_view solve_job = "planner.solve";

struct Solving {
    DistrictId district;
    ProposalId proposal;
    bool is_again = false;                   // It was begun before, and the program went down.
    std::int64_t iterations = 0;             // In the place of the seconds ordered.
    std::function<bool()> is_stopping = {};  // The program wants to end.
};
void solve(Db&, const Solving&);

}  // namespace rapport::planner
