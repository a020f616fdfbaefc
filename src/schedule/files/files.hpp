// Instances and plans as files: rapport-schedule/1 and rapport-plan/1, as schedule.md describes
// them. Other programs write and read them too (the referee, the API), so reading believes nothing:
// what is missing, of another type or names nothing is refused, with the place where it stands.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"
#include "schedule/files/wording.hpp"
#include "schedule/solver/solver.hpp"

namespace rapport::schedule_files {

// Refused with {where}: "tasks[3].options[0].day".
Result<solver::Instance> read_instance(std::string_view json);
std::string written(const solver::Instance&);

// What a plan file holds beyond its visits; all of it for people and for other programs.
struct PlanFile {
    solver::Plan plan;
    std::vector<solver::Reason> unplaced;
    solver::Score score;
    std::optional<double> upper_bound, gap_percent;
    double seconds = 0;
    std::uint64_t seed = 0;
};
// `why` says a reason in words, for the reader's language.
using Why = std::function<std::string(const solver::Reason&)>;

// A name that the instance does not have becomes an index of none, for check() to report: a plan of
// another instance is a wrong plan, not an unreadable one.
Result<solver::Plan> read_plan(const solver::Instance&, std::string_view json);
std::string written(const solver::Instance&, const PlanFile&, const Why& why);

}  // namespace rapport::schedule_files
