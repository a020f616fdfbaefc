// The rounds of the sample's year: everybody was invited, most have answered, some are in, and some
// wait for the next.
#pragma once

#include <vector>

#include "kernel/db/db.hpp"
#include "sample/cycles.hpp"

namespace rapport::sample {

struct Staff {
    std::vector<PersonId> coaches, teachers;  // Of the whole district.
    Pairing pairing;
    PersonId director;
};
// The first teacher of the pairing, who signs in, has not answered yet.
void hold_rounds(Db&, DistrictId, const Staff&);

}  // namespace rapport::sample
