// Turns files into C++ data, so that the program is one file.
#pragma once

#include <string>
#include <string_view>

namespace embed {

// A C++ string literal of any bytes, over several lines when it is long.
std::string literal(std::string_view bytes);

// Each gives the C++, or adds "file:line:1: error: sentence" lines to `mistakes`.
std::string catalogues(const std::string& root, std::string& mistakes);
std::string migrations(const std::string& root, std::string& mistakes);
std::string assets(const std::string& root, std::string& mistakes);

// CSS without comments and needless white space. What stands in quotes stays as it is.
std::string smaller_css(std::string_view css);
// A script without the lines that are comments, indentation and empty lines; line ends stay, which
// JavaScript reads. A script with a text in backquotes that spans lines stays whole.
std::string smaller_js(std::string_view js);
// An icon ready to stand in a page: on one line, hidden from screen readers, class "icon".
std::string smaller_svg(std::string_view svg);

}  // namespace embed
