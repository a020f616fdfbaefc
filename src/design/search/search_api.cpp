// The same as JSON.
#include <boost/json.hpp>

#include "design/search/search_pages.hpp"

namespace rapport::search {

using desk::Field;
using desk::Reading;
using http::Response;
namespace json = boost::json;
using K = Field::Kind;

namespace {

constexpr std::string_view kinds =
    "post|vacancy|role_page|inquiry|model|duty|standard|framework|school|question|"
    "colleague|fact";

std::string whole(const std::vector<Piece>& pieces) {
    std::string text;
    for (const Piece& piece : pieces) text += piece.text;
    return text;
}

Response list_found(Reading& request) {
    const Asked asked = asked_in(request);
    std::string perhaps;
    const Found found = request.read([&](ReadTx& tx) {
        Found all = find(tx, asked, request.speech());
        if (asked.page == 0 && (all.hits.empty() || all.is_some)) {
            perhaps = meant(tx, asked, request.speech());
        }
        return all;
    });
    json::array list;
    for (const Hit& hit : found.hits) {
        json::array hits;
        for (const Piece& piece : hit.excerpt) {
            if (piece.is_hit) hits.emplace_back(piece.text);
        }
        list.push_back(json::object{{"kind", code(hit.kind)},
                                    {"title", hit.title},
                                    {"path", hit.href},
                                    {"excerpt", whole(hit.excerpt)},
                                    {"marked", std::move(hits)}});
    }
    json::value next = nullptr;
    if (found.has_more) next = std::to_string(asked.page + 1);
    return request.json(json::object{{"documents", std::move(list)},
                                     {"is_some", found.is_some},
                                     {"meant", perhaps},
                                     {"next", std::move(next)}});
}

}  // namespace

void mount_search_api(desk::Routes& on) {
    on.api_get(
        "/api/v1/search", Right::signed_in, list_found,
        {.summary = "What is found by these words, best first, twenty at a time.",
         .input = {{"q", K::text, false, "The words; the last one may be a beginning."},
                   {"kind", K::choice, false, "Only documents of this kind.", kinds},
                   {"page", K::number, false, "The next of the page before."}},
         .output = {{"kind", K::choice, true, "", kinds},
                    {"title", K::text, true},
                    {"path", K::text, true, "Where it is read."},
                    {"excerpt", K::text, true, "Around what was found."},
                    {"marked", K::texts, true, "What was found in the excerpt."}},
         .output_list = "documents",
         .beside = {{"is_some", K::flag, true, "Nothing holds all the words; these hold some."},
                    {"meant", K::text, true, "What was perhaps meant; empty for nothing."}}});
}

}  // namespace rapport::search
