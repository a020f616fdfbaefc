#include "kernel/http/message.hpp"

#include <algorithm>

#include "kernel/http/escape.hpp"

namespace rapport::http {

namespace {
constexpr std::size_t fields_max = 1000;
}

std::string_view text(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::del:
            return "DELETE";
        case Method::other:
            break;
    }
    return "OTHER";
}

std::optional<Fields> Fields::parse(std::string_view encoded) {
    auto fields = parse_form(encoded);
    const bool has_nul = fields && std::ranges::any_of(fields->entries_, [](const auto& entry) {
                             return entry.second.find('\0') != std::string::npos;
                         });
    if (has_nul) return std::nullopt;
    return fields;
}

std::optional<Fields> Fields::parse_form(std::string_view encoded) {
    Fields fields;
    while (!encoded.empty()) {
        auto pair = cut(encoded, '&');
        if (pair.empty()) continue;
        if (fields.entries_.size() == fields_max) return std::nullopt;
        auto name = unescaped(cut(pair, '='), Plus::is_space);
        auto value = unescaped(pair, Plus::is_space);
        if (!name || !value || name->find('\0') != std::string::npos) return std::nullopt;
        fields.add(std::move(*name), std::move(*value));
    }
    return fields;
}

std::string_view Fields::first(std::string_view name) const {
    for (const auto& [key, value] : entries_) {
        if (key == name) return value;
    }
    return "";
}

bool Fields::has(std::string_view name, std::string_view value) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const auto& entry) {
        return entry.first == name && entry.second == value;
    });
}

bool Fields::has(std::string_view name) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const auto& entry) { return entry.first == name; });
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [key, value] : entries_) {
        if (key == name) values.push_back(value);
    }
    return values;
}

void Fields::add(std::string name, std::string value) {
    entries_.emplace_back(std::move(name), std::move(value));
}

std::string_view Request::header(std::string_view lower_case_name) const {
    for (const auto& [name, value] : headers) {
        if (name == lower_case_name) return value;
    }
    return "";
}

std::string_view Request::cookie(std::string_view name) const {
    for (const auto& [header_name, value] : headers) {
        if (header_name != "cookie") continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            auto pair = without_blanks(cut(rest, ';'));
            if (cut(pair, '=') == name) return pair;
        }
    }
    return "";
}

Response& Response::header(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Response see_other(std::string location) {
    Response response{303, "text/plain; charset=utf-8", "", {}};
    response.header("Location", std::move(location));
    return response;
}

Response plain(int status, std::string text) {
    return {status, "text/plain; charset=utf-8", std::move(text), {}};
}

}  // namespace rapport::http
