// What looks at peers and at followed documents have in common. Inside exchange only.
#pragma once

#include <string>
#include <string_view>

#include "kernel/db/db.hpp"
#include "kernel/fetch/fetch.hpp"

namespace rapport::exchange {

inline constexpr std::int64_t hour_seconds = 3600;
inline constexpr int index_seconds = 10;

// Why what came cannot be read; "" when it can.
std::string trouble_of(const fetch::Got&);
bool is_plain(std::string_view text);  // May be sent back in a header.
Instant tomorrow(WriteTx&);            // And up to two hours, by chance.
// After an hour, two, four … at most four days.
Instant later(WriteTx&, std::int64_t tries);

}  // namespace rapport::exchange
