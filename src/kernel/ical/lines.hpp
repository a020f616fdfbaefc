// A calendar file as properties. Only what tells when somebody is busy is looked at: a title or a
// word of anybody never leaves the bytes that came. Inside ical only.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace rapport::ical {

struct Property {
    std::string name;   // In capitals.
    std::string value;  // As it stands; escapes are the reader's affair.
    std::vector<std::pair<std::string, std::string>> parameters;  // Names in capitals, no quotes.
    std::string_view parameter(std::string_view name) const;      // "" when absent.
};

// The file as UTF-8 text: without a byte-order mark, from UTF-16, or from Windows-1252 when it is
// nothing else.
std::string decoded(std::string_view file);

// Every property whose name is in the list, unfolded, in order. BEGIN and END are always told.
void each_property(std::string_view text, const std::function<void(const Property&)>& tell);

std::string capitals(std::string_view);  // ASCII alone.

}  // namespace rapport::ical
