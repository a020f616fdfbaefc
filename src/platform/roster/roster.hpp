// Bringing the district's staff, buildings, terms and classes in from its student information
// system. First a look, which changes nothing and says by name what would be added, changed and
// ended; then the changes, all at once or not at all. What is decided here and why stands in
// README.md beside this file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/roster/store.hpp"

namespace rapport::roster {

// A bundle read and compared with what is there.
struct Look {
    std::string source_name;
    Reading reading;
    Plan plan;
    Settings settings;
};

// Reads the folder or zip at `path`, without a plan yet. Refused when there is nothing to read.
Result<Look> read_roster(Db&, const Scope&, const std::string& path, std::string_view source_name);

// The same with its plan: the dry run.
Result<Look> look_at(Db&, const Scope&, const std::string& path, std::string_view source_name);

// Keeps a look, so that its changes can be brought in later, by any process. Earlier looks are
// superseded.
ImportId keep_look(WriteTx&, const Look&);

// What the person who brings changes in has answered.
struct Consent {
    bool accepts_removals = false;  // More goes than the threshold allows, and that is right.
    std::optional<std::vector<std::string>> same = {};  // New keys of merges; none: as proposed.
};

// Brings the changes of a kept look in, compared once more with what is there now. Refused when
// the look is superseded or used, or stopped without consent. Nothing is half done: readers see the
// district before or after.
Result<ImportId> bring_in(WriteTx&, ImportId, const Consent&);

// The same at once, for the command line. `look.plan` becomes what was done, or what was refused.
Result<ImportId> bring_in_now(WriteTx&, Look& look, const Consent&);

// Whether the plan, or a flaw of the bundle, needs somebody's consent.
bool is_stopped(const Flaws& reading, const Plan&);
Tally sum_of(const Plan&);  // People, buildings, terms, courses, classes; not seats.

// apply.cpp: does what the plan says.
void apply(WriteTx&, const Incoming&, const State&, const Plan&);

}  // namespace rapport::roster
