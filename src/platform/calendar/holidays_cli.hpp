// `rapport import holidays PATH [--subdivision CODE] [--apply]`: the same look as the page's.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "kernel/db/db.hpp"

namespace rapport::calendar {

struct HolidayOrder {
    std::string path;
    std::string district;     // By name or id; empty when there is only one.
    std::string subdivision;  // Where the file tells regions apart.
    std::string language = "en";
    bool is_applied = false;  // Otherwise a dry run, which writes nothing.
};
using Print = std::function<void(std::string_view)>;

// Returns the exit code: 0 done, 1 refused.
int import_holidays(Db&, const HolidayOrder&, const Print& out, const Print& err);

}  // namespace rapport::calendar
