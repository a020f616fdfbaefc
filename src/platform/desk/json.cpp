#include "platform/desk/json.hpp"

#include <boost/json.hpp>

#include "kernel/crypto/crypto.hpp"
#include "kernel/text/text.hpp"

namespace rapport::desk {

namespace json = boost::json;

namespace {

std::optional<std::string> scalar(const json::value& value) {
    if (value.is_string()) return std::string(value.as_string());
    if (value.is_int64() || value.is_uint64() || value.is_double()) return json::serialize(value);
    if (value.is_bool()) return value.as_bool() ? "1" : "";
    return std::nullopt;
}

bool add(http::Fields& fields, std::string_view name, const json::value& value) {
    if (value.is_null()) return true;
    if (const auto text = scalar(value)) {
        fields.add(std::string(name), *text);
        return true;
    }
    if (!value.is_array() || value.as_array().size() > 1000) return false;
    for (const json::value& item : value.as_array()) {
        const auto text = scalar(item);
        if (!text) return false;
        fields.add(std::string(name), *text);
    }
    return true;
}

}  // namespace

bool fields_of_json(http::Request& request) {
    if (request.body.empty()) return true;
    if (!request.header("content-type").starts_with("application/json")) return false;
    if (!text::is_utf8(request.body)) return false;
    boost::system::error_code error;
    json::parse_options options;
    options.max_depth = 8;
    const json::value body = json::parse(request.body, error, {}, options);
    if (error || !body.is_object()) return false;
    http::Fields fields;
    for (const auto& [name, value] : body.as_object()) {
        if (!add(fields, name, value)) return false;
    }
    request.form = std::move(fields);
    return true;
}

json::value day_json(const std::optional<Day>& day) {
    return day ? json::value(day->iso()) : json::value(nullptr);
}

json::value instant_json(const std::optional<Instant>& at) {
    return at ? json::value(at->rfc3339()) : json::value(nullptr);
}

std::string cursor_of(std::string_view key) {
    std::string sealed(key);
    sealed += crypto::blake2b_hex(std::string("cursor:") + sealed).substr(0, 8);
    return crypto::base64url(sealed);
}

std::optional<std::string> key_of_cursor(std::string_view cursor) {
    const auto sealed = crypto::from_base64url(cursor);
    if (!sealed || sealed->size() < 8) return std::nullopt;
    const std::string key = sealed->substr(0, sealed->size() - 8);
    if (cursor_of(key) != cursor) return std::nullopt;
    return key;
}

}  // namespace rapport::desk
