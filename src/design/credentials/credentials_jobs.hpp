// Warnings of an end, once each: left when it is entered, looked at again when the day has come.
#pragma once

#include <string_view>

#include "design/credentials/credentials.hpp"

namespace rapport::credentials {

inline constexpr std::string_view warning_job = "credential_warning";

// In the morning of the day half a year before the end; none where that day is over: the page says
// it at once.
void warn_before(WriteTx&, const Credential&);
// Does what one left. For the runner.
void warn(WriteTx&, std::string_view left);

}  // namespace rapport::credentials
