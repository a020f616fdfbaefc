// `rapport import timetable PATH… --building B [--apply]`: the same look and the same changes as
// the page, for scripts and nightly jobs.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"

namespace rapport::timetables {

struct ImportOrder {
    std::vector<std::string> paths;  // Files, or folders of them.
    std::string district;            // By name or id; empty when there is only one.
    std::string building;            // By name or id.
    std::string format = "auto";
    std::string begins_on;           // "2026-11-26"; empty: today.
    std::vector<std::string> terms;  // "Fall 2026-08-31 2027-01-22"
    std::string bells;               // A file with a line a period.
    std::string report = "text";     // "text", "json"
    std::string language = "en";
    bool is_applied = false;  // Otherwise a dry run, which writes nothing.
};

struct Printer {
    std::function<void(std::string_view)> out, err;
};
// Returns the exit code: 0 done, 1 refused, 2 usage.
int import_timetable(Db&, const ImportOrder&, const Printer&);

// The same, printed on stdout and stderr.
int import_timetable_command(Db&, const ImportOrder&);

}  // namespace rapport::timetables
