// From the kept report of an import to what its page shows.
#pragma once

#include <string_view>
#include <vector>

#include "kernel/locale/speech.hpp"
#include "platform/roster/roster_pages.hpp"
#include "platform/roster/store.hpp"

namespace rapport::roster {

// `first_parts` are the first changes of each building, as they are kept.
ReportView report_view(const ImportRow&, const std::vector<Part>& first_parts,
                       const locale::Speech&);
std::string sum_said(const ImportRow&, const locale::Speech&);
std::string state_said(const ImportRow&, const locale::Speech&);
// Text for a query, percent-encoded.
std::string query_text(std::string_view);

}  // namespace rapport::roster
