// The slices of the program, in one list.
#pragma once

#include "kernel/jobs/jobs.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::desk {
struct Services;
}

namespace rapport::cli {

desk::Routes all_routes();
// What the platform needs from the areas above it: recents for the log bar,
// "Who can see this?".
void wire(desk::Services&);
// Jobs of the areas: mail about requests.
void wire_jobs(jobs::Runner&, Db&, const std::string& base_url);
// What the areas do once an hour: the programme's numbers that are due.
void come_round(Db&);
// What they do every quarter of a minute: search follows what changed.
void come_round_often(Db&);
// What a new district starts with: kinds of contact, settings. Inside the
// district.
void furnish(WriteTx&);

}  // namespace rapport::cli
