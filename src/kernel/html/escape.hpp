// Escaping, apart from the writer so that mail, SVG and feeds can use it.
#pragma once

#include <string>
#include <string_view>

namespace rapport::html {

// Appends text so that a browser reads exactly it, in text and in quoted attributes: & < > " ' and
// the carriage return, which browsers otherwise turn into a line feed.
void escape_into(std::string& out, std::string_view text);
std::string escaped(std::string_view text);

// Appends text percent-encoded, all but letters, digits and - . _ ~.
void url_encode_into(std::string& out, std::string_view text);

// True for an address a page may link to: http, https, mailto, a path of this server, ?query or
// #fragment. Refuses what a browser would read as another host or a script.
bool is_safe_url(std::string_view url);

}  // namespace rapport::html
