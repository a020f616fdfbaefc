// The report of an import: for machines as JSON, for people as sentences. What is kept in the
// database is the JSON; pages, the API and the command line all read the same.
#pragma once

#include <boost/json/fwd.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "kernel/locale/speech.hpp"
#include "platform/roster/roster.hpp"

namespace rapport::roster {

// Everything but the changes by building.
std::string summary_json(const Look&);
// The same once the changes were brought in, perhaps with other answers than proposed.
std::string summary_after(std::string_view summary, const Plan&);

// Changes in pieces: `label` is the building ('' for the district's own), `body` a JSON array.
using PutPart =
    std::function<void(const std::string& label, std::int64_t seq, const std::string& body)>;
void each_part_of_changes(const Plan&, const PutPart&);
// Rows left out, by file: {"columns": […], "rows": [[row, kind, field, cells…], …]}.
void each_part_of_rejects(const Rejects&, const PutPart&);

// For people: sentences on lines, at most `names_max` names for each building.
using Print = std::function<void(std::string_view)>;
void print_report(const Look&, const locale::Speech&, std::size_t names_max, const Print&);
// For machines: the summary with every change.
void print_json(const Look&, const Print&);
std::string_view code(Merge::Why);

// Sentences, shared by text report and pages.
std::string said(const Flaw&, const locale::Speech&);       // What was found.
std::string done_said(const Flaw&, const locale::Speech&);  // What was done.
std::string change_said(const boost::json::object& change, const locale::Speech&);
// Rows left out as CSV, with the reader's sentences in the last column. `bodies` are the parts.
std::string rejects_csv(const std::vector<std::string>& bodies, std::string_view file,
                        const locale::Speech&);

}  // namespace rapport::roster
