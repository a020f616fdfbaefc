// Finds the route of a request: the table of routes, arranged by method and
// first segment.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/desk/desk.hpp"

namespace rapport::desk {

struct Match {
    const Route* route = nullptr;
    std::vector<std::pair<std::string_view, std::string>> captured;  // {name} to text.
    bool is_other_method = false;  // The path exists, but not for this method: 405.
};

class Atlas {
  public:
    explicit Atlas(const std::vector<Route>& routes);
    // The route whose pattern fits; one with more literal segments wins
    // ("/people/suggest" over
    // "/people/{person}").
    Match find(http::Method method, std::string_view path) const;
    // Somebody's own look at a page that may be kept (Keep)?
    bool may_keep(const http::Request&) const;

  private:
    struct Entry {
        const Route* route;
        std::vector<std::string_view> segments;
    };
    std::map<std::string_view, std::vector<Entry>> by_first_;
    std::set<std::string_view> kept_;  // Their paths.
};

}  // namespace rapport::desk
