// How a document of others is taken apart, and how one of ours is signed: what all schemas of the
// exchange share. Inside exchange only.
#pragma once

#include <boost/json.hpp>

#include "design/exchange/document.hpp"

namespace rapport::exchange {

inline constexpr std::int64_t number_max = 1'000'000'000;
inline constexpr std::size_t name_max = 200, link_max = 500, digest_max = 64;

// Takes fields out of an object; remembers when one was not as it has to be.
class Taker {
  public:
    std::string words(const boost::json::object& from, std::string_view name, std::size_t max) {
        const boost::json::value* value = from.if_contains(name);
        if (value == nullptr || !value->is_string()) return wrong();
        return checked(value->get_string(), max);
    }
    // Without the signs that turn the direction of reading.
    std::string checked(std::string_view given, std::size_t max);
    std::int64_t number(const boost::json::object& from, std::string_view name, std::int64_t max) {
        const boost::json::value* value = from.if_contains(name);
        const bool is_good = value != nullptr && value->is_int64() && value->get_int64() >= 0 &&
                             value->get_int64() <= max;
        is_good_ = is_good_ && is_good;
        return is_good ? value->get_int64() : 0;
    }
    bool flag(const boost::json::object& from, std::string_view name) {
        const boost::json::value* value = from.if_contains(name);
        is_good_ = is_good_ && value != nullptr && value->is_bool();
        return is_good_ && value->get_bool();
    }
    Instant instant(const boost::json::object& from, std::string_view name) {
        const auto at = Instant::parse_rfc3339(words(from, name, 40));
        is_good_ = is_good_ && at.has_value();
        return at.value_or(Instant());
    }
    const boost::json::object& object(const boost::json::object& from, std::string_view name) {
        const boost::json::value* value = from.if_contains(name);
        if (value != nullptr && value->is_object()) return value->get_object();
        wrong();
        return empty_object_;
    }
    // Of objects or texts, at most so many.
    const boost::json::array& list(const boost::json::object& from, std::string_view name,
                                   std::size_t max) {
        const boost::json::value* value = from.if_contains(name);
        if (value != nullptr && value->is_array() && value->get_array().size() <= max) {
            return value->get_array();
        }
        wrong();
        return empty_list_;
    }
    const boost::json::object& object(const boost::json::value& value) {
        if (value.is_object()) return value.get_object();
        wrong();
        return empty_object_;
    }
    std::string words(const boost::json::value& value, std::size_t max) {
        return value.is_string() ? checked(value.get_string(), max) : wrong();
    }
    void expect(bool is_so) { is_good_ = is_good_ && is_so; }
    bool is_good() const { return is_good_; }

  private:
    std::string wrong() {
        is_good_ = false;
        return "";
    }
    bool is_good_ = true;
    const boost::json::object empty_object_;
    const boost::json::array empty_list_;
};

struct Opened {
    Flaw flaw = Flaw::none;
    std::string key;
    boost::json::value document;
};

// Looks at everything but the shape. `known` is "" where any key will do.
Opened opened(std::string_view bytes, std::string_view schema, std::string_view known);

// With its key and its signature, written down.
std::string signed_document(boost::json::object, const sealing::Secret& key);

}  // namespace rapport::exchange
