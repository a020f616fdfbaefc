#include "platform/desk/atlas.hpp"

#include "kernel/text/text.hpp"

namespace rapport::desk {

namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
    if (path.starts_with('/')) path.remove_prefix(1);
    if (path.empty()) return {};
    return text::split(path, '/');
}

bool is_capture(std::string_view segment) { return segment.starts_with('{'); }

bool fits(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
    if (pattern.size() != path.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (is_capture(pattern[i]) ? path[i].empty() : pattern[i] != path[i]) return false;
    }
    return true;
}

int literals(const std::vector<std::string_view>& pattern) {
    int count = 0;
    for (const auto segment : pattern) count += is_capture(segment) ? 0 : 1;
    return count;
}

}  // namespace

Atlas::Atlas(const std::vector<Route>& routes) {
    for (const Route& route : routes) {
        auto segments = segments_of(route.pattern);
        const std::string_view first = segments.empty() ? std::string_view() : segments[0];
        must(!is_capture(first), "a route begins with a hole");
        by_first_[first].push_back({&route, std::move(segments)});
        if (route.keep == Keep::never) continue;
        must(route.show != nullptr && !route.is_api && route.right != Right::anyone &&
                 route.audit == Audit::none,
             "a route cannot be kept");
        kept_.insert(route.pattern);
    }
}

Match Atlas::find(http::Method method, std::string_view path) const {
    if (method == http::Method::head) method = http::Method::get;
    const auto segments = segments_of(path);
    const auto at = by_first_.find(segments.empty() ? std::string_view() : segments[0]);
    Match match;
    if (at == by_first_.end()) return match;
    const Entry* best = nullptr;
    for (const Entry& entry : at->second) {
        if (!fits(entry.segments, segments)) continue;
        if (entry.route->method != method) {
            match.is_other_method = true;
            continue;
        }
        if (best == nullptr || literals(entry.segments) > literals(best->segments)) best = &entry;
    }
    if (best == nullptr) return match;
    match.route = best->route;
    match.is_other_method = false;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto name = best->segments[i];
        if (!is_capture(name)) continue;
        match.captured.emplace_back(name.substr(1, name.size() - 2), std::string(segments[i]));
    }
    return match;
}

bool Atlas::may_keep(const http::Request& request) const {
    return request.method == http::Method::get && kept_.contains(request.path) &&
           !request.header("cookie").empty() && request.header("authorization").empty();
}

}  // namespace rapport::desk
