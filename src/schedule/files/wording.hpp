// What the solver found, in sentences: why somebody waits, what would help, what is wrong with a
// plan.
#pragma once

#include <functional>
#include <string>

#include "kernel/locale/speech.hpp"
#include "schedule/solver/solver.hpp"

namespace rapport::schedule_files {

// How things are called before the reader. Files have only ids; pages know names and say as much of
// them as the reader may see.
struct Names {
    std::function<std::string(int)> task, coach, resource, day;
};
// The ids, and "day 1" for the first. The instance must outlive the names.
Names names_of(const solver::Instance&, const locale::Speech&);

std::string why(const solver::Reason&, const Names&, const locale::Speech&);
// What would make room; empty when nothing was found.
std::string what_helps(const solver::Reason&, const Names&, const locale::Speech&);
std::string what_is_wrong(const solver::Violation&, const Names&, const locale::Speech&);

}  // namespace rapport::schedule_files
