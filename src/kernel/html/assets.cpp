#include "kernel/html/assets.hpp"

#include <algorithm>

#include "kernel/check.hpp"

namespace rapport::assets {

const Asset* find(std::string_view path) {
    for (const Asset& asset : all()) {
        if (asset.path == path) return &asset;
    }
    return nullptr;
}

std::string_view url(std::string_view name) {
    for (const Asset& asset : all()) {
        if (asset.name == name) return asset.path;
    }
    throw Bug("no asset is called " + std::string(name));
}

std::string_view icon(std::string_view name) {
    const auto known = icons();  // Sorted by name.
    const auto found = std::lower_bound(
        known.begin(), known.end(), name,
        [](const Icon& icon, std::string_view wanted) { return icon.name < wanted; });
    return found != known.end() && found->name == name ? found->svg : std::string_view();
}

}  // namespace rapport::assets
