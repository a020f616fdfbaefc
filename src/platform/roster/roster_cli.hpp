// `rapport import roster PATH [--apply]`: the same look and the same changes as the page, for
// scripts and nightly jobs.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "kernel/db/db.hpp"

namespace rapport::roster {

struct ImportOrder {
    std::string path;
    std::string district;         // By name or id; empty when there is only one.
    std::string report = "text";  // "text", "json"
    std::string language = "en";
    bool is_applied = false;        // Otherwise a dry run, which writes nothing.
    bool accepts_removals = false;  // More goes than the threshold allows, and that is right.
};

struct Printer {
    std::function<void(std::string_view)> out, err;
};
// Returns the exit code: 0 done, 1 refused, 2 usage.
int import_roster(Db&, const ImportOrder&, const Printer&);

// The same, printed on stdout and stderr.
int import_roster_command(Db&, const ImportOrder&);

}  // namespace rapport::roster
