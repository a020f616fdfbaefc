// Agreements and coaching cycles of the sample: one under way, one asked, one closed.
#pragma once

#include <vector>

#include "kernel/db/db.hpp"

namespace rapport::sample {

struct Pairing {
    PersonId coach, principal;
    std::vector<PersonId> teachers;  // Four at least: the first one signs in.
};
void run_cycles(Db&, DistrictId, const Pairing&);

}  // namespace rapport::sample
