#include "design/directory/directory_pages.hpp"

#include <boost/json.hpp>

namespace rapport::directory {

using desk::Field;
using desk::Reading;
using http::Response;
namespace json = boost::json;
using K = Field::Kind;

namespace {

School school_at(Reading& request) {
    const std::string scheme(request.path_text("scheme"));
    const std::string identifier(request.path_text("school"));
    auto found = request.read([&](ReadTx& tx) { return find(tx, scheme, identifier); });
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

bool is_address(std::string_view website) {
    return website.starts_with("https://") || website.starts_with("http://");
}

Response show_school(Reading& request) {
    const School one = school_at(request);
    SchoolView view{.name = one.name, .website = is_address(one.website) ? one.website : ""};
    const auto add = [&](Key name, std::string words) {
        if (!words.empty()) view.facts.push_back({request.speech().say(name), std::move(words)});
    };
    std::string place = one.city;
    if (!one.region.empty()) place += (place.empty() ? "" : ", ") + one.region;
    if (!one.postal_code.empty()) place += (place.empty() ? "" : " ") + one.postal_code;
    add("directory.street", one.street);
    add("directory.place", std::move(place));
    add("directory.county", one.county);
    add("directory.level", one.level);
    add("directory.phone", one.phone);
    add("directory.identifier", one.identifier);
    add("directory.agency", one.agency);
    return request.page(view.name, view);
}

json::value or_null(const std::optional<double>& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

Response get_school(Reading& request) {
    const School one = school_at(request);
    return request.json(json::object{{"scheme", one.scheme},
                                     {"identifier", one.identifier},
                                     {"name", one.name},
                                     {"level", one.level},
                                     {"street", one.street},
                                     {"city", one.city},
                                     {"region", one.region},
                                     {"county", one.county},
                                     {"postal_code", one.postal_code},
                                     {"country", one.country},
                                     {"phone", one.phone},
                                     {"website", one.website},
                                     {"agency", one.agency},
                                     {"latitude", or_null(one.latitude)},
                                     {"longitude", or_null(one.longitude)}});
}

}  // namespace

void mount_directory(desk::Routes& on) {
    on.get("/directory/{scheme}/{school}", Right::signed_in, show_school);
    on.api_get("/api/v1/directory/{scheme}/{school}", Right::signed_in, get_school,
               {.summary = "A school of the directory.",
                .output = {{"scheme", K::text, true, "Whose identifiers these are: nces."},
                           {"identifier", K::text, true},
                           {"name", K::text, true},
                           {"level", K::text, true},
                           {"street", K::text, true},
                           {"city", K::text, true},
                           {"region", K::text, true},
                           {"county", K::text, true},
                           {"postal_code", K::text, true},
                           {"country", K::text, true},
                           {"phone", K::text, true},
                           {"website", K::text, true},
                           {"agency", K::text, true, "Identifier of the district it is of."},
                           {"latitude", K::number, false},
                           {"longitude", K::number, false}}});
}

}  // namespace rapport::directory
