// What Windows calls a time zone, by the table of CLDR that ICU carries.
#pragma once

#include <string>
#include <string_view>

namespace rapport::locale {

// "Eastern Standard Time" → "America/New_York"; "" when it is no such name.
std::string zone_of_windows(std::string_view name);

}  // namespace rapport::locale
