// From the codes of a report to the sentences for them.
#pragma once

#include <string>
#include <string_view>

#include "kernel/locale/speech.hpp"
#include "platform/roster/flaws.hpp"

namespace rapport::roster {

Key field_key(std::string_view field);      // "email"
Key entity_key(std::string_view entity);    // "person"
Key entities_key(std::string_view entity);  // In the plural.
Key merge_key(std::string_view why);
Key weight_key(Weight);

// Where a flaw is: file, rows, column.
std::string where_said(const Flaw&, std::size_t ranges_max, const locale::Speech&);

struct StopSaid {
    std::string_view entity;
    std::int64_t removed, of;
};
std::string stop_said(const StopSaid&, std::int64_t percent, const locale::Speech&);

}  // namespace rapport::roster
