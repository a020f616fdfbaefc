// What the page of the audit shows.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"

namespace rapport::audit {

struct AuditLine {
    Instant at;
    std::string actor, action, object;
};
struct AuditView {
    std::vector<AuditLine> lines;
    std::int64_t older_than = 0;  // For the next page; 0 when this is the last.
};
void render(Html&, const AuditView&);

}  // namespace rapport::audit
