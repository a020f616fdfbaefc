// Reads one JSON document member by member, and remembers where the first thing was wrong.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kernel/result.hpp"

namespace rapport::schedule_files {

namespace json = boost::json;

// Names to indices.
using Index = std::unordered_map<std::string, int>;

class Reading {
  public:
    bool is_good() const { return where_.empty(); }
    const std::string& where() const { return where_; }
    void wrong(std::string where) {
        if (where_.empty()) where_ = std::move(where);
    }

    // A member that may be absent or null; then nullptr.
    const json::value* find(const json::object& object, std::string_view name) const {
        const json::value* value = object.if_contains(name);
        return value == nullptr || value->is_null() ? nullptr : value;
    }
    std::int64_t whole(const json::value* value, const std::string& where) {
        if (value != nullptr && value->is_int64()) return value->get_int64();
        wrong(where);
        return 0;
    }
    int number(const json::value* value, const std::string& where) {
        const std::int64_t number = whole(value, where);
        if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max()) {
            wrong(where);
            return 0;
        }
        return static_cast<int>(number);
    }
    int number_or(const json::value* value, int otherwise, const std::string& where) {
        return value == nullptr ? otherwise : number(value, where);
    }
    std::string text(const json::value* value, const std::string& where) {
        if (value != nullptr && value->is_string()) return std::string(value->get_string());
        wrong(where);
        return "";
    }
    const json::array& list(const json::value* value, const std::string& where) {
        if (value != nullptr && value->is_array()) return value->get_array();
        wrong(where);
        return empty_list_;
    }
    const json::object& object(const json::value* value, const std::string& where) {
        if (value != nullptr && value->is_object()) return value->get_object();
        wrong(where);
        return empty_object_;
    }
    int named(const Index& index, const json::value* value, const std::string& where) {
        const auto found = index.find(text(value, where));
        if (found != index.end()) return found->second;
        wrong(where);
        return -1;
    }
    int named_or_none(const Index& index, const json::value* value, const std::string& where) {
        return value == nullptr ? -1 : named(index, value, where);
    }

  private:
    std::string where_;
    json::array empty_list_;
    json::object empty_object_;
};

inline std::string at(const std::string& list, std::size_t index) {
    return list + "[" + std::to_string(index) + "]";
}

Result<json::value> parsed(std::string_view text, std::string_view format);

}  // namespace rapport::schedule_files
