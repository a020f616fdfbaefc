// The ratchet: what is allowed for now, one line each, and may only become
// less.
#include <charconv>
#include <map>
#include <string>

#include "tests/tidy/rules.hpp"

namespace rapport::tidy {
namespace {

struct Allowance {
    int line = 0;
    int size = 0;  // Of what is too long, when it was listed.
    bool is_needed = false;
};

// `rule subject [size]  # why`
std::map<std::string, Allowance> allowances_of(std::string_view text) {
    std::map<std::string, Allowance> allowances;
    int number = 0;
    for (std::string_view line : lines_of(text)) {
        ++number;
        line = line.substr(0, line.find("  #"));
        if (line.empty() || line.starts_with('#')) continue;
        const std::size_t first = line.find(' ');
        const std::size_t second = std::min(line.find(' ', first + 1), line.size());
        Allowance allowance{number, 0, false};
        if (second < line.size()) {
            std::from_chars(line.data() + second + 1, line.data() + line.size(), allowance.size);
        }
        allowances.emplace(line.substr(0, second), allowance);
    }
    return allowances;
}

}  // namespace

Findings beyond_allowed(Findings found, std::string_view allowed) {
    auto allowances = allowances_of(allowed);
    Findings beyond;
    for (Finding& finding : found) {
        const auto it = allowances.find(finding.rule + " " + finding.subject);
        if (it == allowances.end()) {
            beyond.push_back(std::move(finding));
        } else {
            it->second.is_needed = true;
            if (finding.size > it->second.size) beyond.push_back(std::move(finding));
        }
    }
    for (const auto& [what, allowance] : allowances) {
        if (!allowance.is_needed) {
            beyond.push_back({"allowed", what, allowance.line,
                              "nothing needs this any more: take the line out of "
                              "tests/tidy_allowed.txt",
                              0});
        }
    }
    return beyond;
}

}  // namespace rapport::tidy
