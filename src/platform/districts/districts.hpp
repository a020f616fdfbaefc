// Networks, districts, buildings, divisions: where people work. Made by the
// command line, the sample and the roster; the district's own administrator
// edits buildings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/desk/desk.hpp"

namespace rapport::districts {

using NetworkId = Id<struct NetworkTag>;
using DivisionId = Id<struct DivisionTag>;

struct NewDistrict {
    std::string name;
    std::string zone;      // IANA.
    std::string language;  // "en", "fr".
    std::optional<NetworkId> network;
};
struct NewBuilding {
    std::string name, zone;
    std::string identifier;  // As text; empty when there is none.
};

// With Scope::whole().
NetworkId add_network(WriteTx&, std::string_view name);
DistrictId add_district(WriteTx&, const NewDistrict&);
std::vector<DistrictId> all(ReadTx&);
std::optional<DistrictId> by_name(ReadTx&, std::string_view name);

// Inside a district: what it is called, and the wall its days are on (UTC where none is known).
std::string name(ReadTx&);
const Zone& zone(ReadTx&);

BuildingId add_building(WriteTx&, const NewBuilding&);
DivisionId add_division(WriteTx&, BuildingId, std::string_view name);

struct Building {
    BuildingId id;
    std::string name, zone;
    std::int64_t people = 0;
};
std::vector<Building> buildings(ReadTx&);  // Those in use, by name, with the people who work there.

}  // namespace rapport::districts
