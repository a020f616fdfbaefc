// Bytes of unknown writing, as old programs export them, to UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace rapport::text {

// A byte-order mark decides (UTF-8, UTF-16); then the encoding `named` ("windows-1250", as XML
// declares it; "" or an unknown one: none). Without either it is UTF-8, and a line that is not is
// taken for Windows-1252. NULs and other signs that nobody prints become spaces; tabs and line
// ends stay.
std::string to_utf8(std::string_view bytes, std::string_view named);

}  // namespace rapport::text
