// Where weeks, roads, absences and windows are written; staff_of() reads them. Private to the
// slice.
#pragma once

#include "schedule/planner/reach.hpp"

namespace rapport::planner::store {

void save(WriteTx&, const CoachWeek&);

void save(WriteTx&, const Travel&);

std::optional<Absence> absence(ReadTx&, AbsenceId);
void insert(WriteTx&, const Absence&);
void remove(WriteTx&, AbsenceId);

void insert(WriteTx&, const Window&);
bool remove(WriteTx&, WindowId);

bool is_building(ReadTx&, BuildingId);

}  // namespace rapport::planner::store
