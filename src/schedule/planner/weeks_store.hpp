// Where weeks, roads, absences and windows are kept. Private to the slice.
#pragma once

#include "schedule/planner/reach.hpp"

namespace rapport::planner::store {

// What was said of every coach of the district, by coach; two statements.
std::vector<CoachWeek> said_weeks(ReadTx&);
void save(WriteTx&, const CoachWeek&);

std::vector<Travel> travel(ReadTx&);
void save(WriteTx&, const Travel&);

std::vector<Absence> absences(ReadTx&, const Dates&);
std::optional<Absence> absence(ReadTx&, AbsenceId);
void insert(WriteTx&, const Absence&);
void remove(WriteTx&, AbsenceId);

std::vector<Window> windows(ReadTx&, const Dates&);
void insert(WriteTx&, const Window&);
bool remove(WriteTx&, WindowId);

bool is_building(ReadTx&, BuildingId);

}  // namespace rapport::planner::store
