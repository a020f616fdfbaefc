// What a browser fetches beside pages: one style sheet, scripts, fonts; built in, named by their
// content, so that they may be kept for ever. Icons are not fetched: they stand in the page.
#pragma once

#include <span>
#include <string_view>

namespace rapport::assets {

struct Asset {
    std::string_view name;          // "app.css": what url() is asked for.
    std::string_view path;          // "/assets/app-3f9c2a1b.css": where it is served.
    std::string_view content_type;  // "text/css; charset=utf-8"
    std::string_view bytes;
    std::string_view gzip;  // The same, compressed; empty where that saves nothing.
};

struct Icon {
    std::string_view name, svg;
};

// Generated from assets/. Style sheets (assets/css/*.css) are joined in the order of their names.
std::span<const Asset> all();
std::span<const Icon> icons();

const Asset* find(std::string_view path);      // By path; null when there is none.
std::string_view url(std::string_view name);   // Path of "app.css". A Bug when there is none.
std::string_view icon(std::string_view name);  // Inline SVG, hidden from screen readers; or "".

}  // namespace rapport::assets
