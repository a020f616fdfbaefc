// What may be said of the credentials of a network's integrators. The one place that decides it:
// counts go in, and only numbers come out that are about ten people or none, whose complement is
// too, and that no other number gives away (kernel/suppression). Pure.
//
// For each type there is one table: those who hold it and those who only would, by district, with
// all totals. How many integrators a district has is never said here, the network's number is.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "design/credentials/credentials.hpp"

namespace rapport::credentials {

struct TypeCount {
    std::int64_t holders = 0;
    std::int64_t hopeful = 0;  // Would get it, and do not hold it.
};
struct Count {  // Of one district.
    DistrictId district;
    std::int64_t integrators = 0;
    std::map<std::string, TypeCount, std::less<>> types;
};
struct Released {
    std::string type;     // "" for all integrators, whatever they hold.
    DistrictId district;  // None: the whole network.
    Shown holders, willing;
};
std::vector<Released> releasable(const std::vector<Count>&);
Day first_of_quarter(Day);

}  // namespace rapport::credentials
