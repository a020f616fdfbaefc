// Fills an empty database with an invented network: believable, and the same
// for the same seed and day. "district" is what bin/run shows; "network" is for
// the benches.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernel/db/db.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::sample {

struct Plan {
    int districts = 1;
    int buildings = 4;
    int teachers_per_building = 30;
    int coaches = 3;
    int technicians = 1;
    int contacts = 2000;  // Over half a year, per district.
    int requests = 420;
};
Plan plan_of(std::string_view size);  // "building", "district", "twelve", "network"

struct CastMember {
    Role role;
    std::string name, email;
};

// Writes districts one transaction each, with the database's randomness
// (seeded, for a sample); `furnish` gives a new district its kinds of contact.
// Returns the cast of the first district: one person of each role to sign in
// as.
std::vector<CastMember> make(Db&, const Plan&, const std::function<void(WriteTx&)>& furnish);

// The same cast, found again in a filled database.
std::vector<CastMember> cast(Db&);

}  // namespace rapport::sample
