// JSON at the edge of the API: bodies in as fields, problems and pages of
// things out.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "kernel/clock/clock.hpp"
#include "kernel/http/message.hpp"

namespace rapport::desk {

// Reads a JSON object body into request.form: text as it is, numbers and flags
// as text, lists as repeated fields, null as absent. False when the body is no
// such object. An empty body is an empty form.
bool fields_of_json(http::Request&);

boost::json::value day_json(const std::optional<Day>&);  // "2026-11-21", or null.
boost::json::value instant_json(const std::optional<Instant>&);  // By RFC 3339, or null.

// An opaque cursor around a page's last key, and back. Tampering shows as
// nullopt.
std::string cursor_of(std::string_view key);
std::optional<std::string> key_of_cursor(std::string_view cursor);

}  // namespace rapport::desk
