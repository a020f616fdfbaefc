// The week's puzzle: which coach helps whom, when and where. Give it an Instance, get a Plan that
// is valid, close to the best possible, and says how close; ask why somebody waits and what if. A
// library without input or output: files are schedule/files, pages and the database belong to
// others.
#pragma once

#include "schedule/solver/check.hpp"
#include "schedule/solver/explain.hpp"
#include "schedule/solver/instance.hpp"
#include "schedule/solver/plan.hpp"
#include "schedule/solver/solve.hpp"
#include "schedule/solver/what_if.hpp"
