// Who the people are whom a file names.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/timetables/source_store.hpp"

namespace rapport::timetables {

// The one person of this name, spelt as well as may be; people of the building first. None when
// nobody fits, or two do.
std::optional<PersonId> person_named(std::string_view name, BuildingId,
                                     const std::vector<store::Candidate>&);

// Everybody a sheet names, in its order: as chosen by hand, by address, as before, by name.
std::vector<Match> matches_of(const Sheet&, BuildingId, const std::vector<store::Candidate>&,
                              const std::vector<store::Remembered>&);

}  // namespace rapport::timetables
