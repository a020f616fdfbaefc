// What may stand in an envelope, a Message-ID or a file name. Inside mail only.
#pragma once

#include <string>
#include <string_view>

namespace rapport::mail {

// True for an address that every mail server carries: printable ASCII, one '@', nothing that could
// end it early.
bool is_address(std::string_view);

bool is_letter_or_digit(char);  // ASCII alone.

// The dedup text as the left side of a Message-ID; the same text always gives the same one, two
// texts never do.
std::string message_name(std::string_view dedup);

// The same as a file name, without an ending.
std::string file_name(std::string_view dedup);

}  // namespace rapport::mail
