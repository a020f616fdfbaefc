#include "design/standards/standards_pages.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "design/standards/wording.hpp"

namespace rapport::standards {

using desk::Field;
using desk::Reading;
using http::Response;
using locale::Speech;
namespace json = boost::json;

namespace {

std::string said(const Framework& framework, const Speech& speech) {
    return speech.say(
        framework.id == "iste_conditions" ? Key{"standards.list_of"} : Key{"standards.edition_of"},
        {{"edition", std::string(framework.edition)}});
}

std::vector<Ref> today_of(const Framework& framework, const Standard& one) {
    return carried_on(
        {std::string(framework.id), std::string(framework.edition), std::string(one.code)});
}

// Each with its name; an indicator's code says which standard it belongs to.
std::string today_said(const Framework& framework, const Standard& one) {
    std::string out;
    for (const Ref& ref : today_of(framework, one)) {
        if (!out.empty()) out += ", ";
        out += one.depth > 0 ? ref.code : called(ref);
    }
    return out;
}

Response show_standards(Reading& request) {
    StandardsView view;
    for (const Framework& one : all()) {
        const auto count = std::ranges::count(one.standards, 0, &Standard::depth);
        const auto indicators = std::ssize(one.standards) - count;
        const Key says = indicators > 0 ? Key{"standards.count_both"} : Key{"standards.count"};
        view.rows.push_back(
            {path_of(one), std::string(one.name), said(one, request.speech()),
             request.speech().say(says, {{"count", std::int64_t{count}},
                                         {"indicators", std::int64_t{indicators}}})});
    }
    return request.page(Key{"standards.title"}, view);
}

Response show_framework(Reading& request) {
    const Framework& framework = framework_at(request);
    FrameworkView view{.name = std::string(framework.name),
                       .edition = said(framework, request.speech()),
                       .owner = std::string(framework.owner),
                       .link = std::string(framework.link),
                       .edition_before = std::string(framework.edition_before),
                       .edition_today = {},
                       .href_today = {},
                       .rows = {},
                       .licence = {},
                       .language = {},
                       .wording_href = {}};
    if (const Framework& late = newest(framework.id); &late != &framework) {
        view.edition_today = said(late, request.speech());
        view.href_today = path_of(late);
    }
    const auto owners = request.read([&](ReadTx& tx) { return wording(tx, framework); });
    if (owners) {
        view.licence = owners->licence;
        view.language = owners->language;
    }
    if (may_put_wording(request.viewer())) view.wording_href = path_of(framework) + "/wording";
    for (const Standard& one : framework.standards) {
        view.rows.push_back({std::string(one.code), std::string(one.name),
                             one.paraphrase(request.speech()), std::string(one.before),
                             today_said(framework, one), one.sure == Sure::unchecked, one.depth > 0,
                             owners ? std::string(owners->of(one.code)) : ""});
        if (!one.says.empty()) view.has_paraphrases = true;
    }
    return request.page(view.name, view);
}

json::object framework_json(const Framework& framework) {
    return {{"framework", framework.id}, {"edition", framework.edition},
            {"name", framework.name},    {"owner", framework.owner},
            {"link", framework.link},    {"count", std::ssize(framework.standards)}};
}

Response list_standards(Reading& request) {
    json::array list;
    for (const Framework& one : all()) list.emplace_back(framework_json(one));
    return request.json(json::object{{"standards", std::move(list)}, {"next", nullptr}});
}

Response get_framework(Reading& request) {
    const Framework& framework = framework_at(request);
    json::object body = framework_json(framework);
    const auto owners = request.read([&](ReadTx& tx) { return wording(tx, framework); });
    body["licence"] = owners ? owners->licence : "";
    body["version"] = owners ? owners->version : 0;
    json::array list;
    for (const Standard& one : framework.standards) {
        json::array today;
        for (const Ref& ref : today_of(framework, one)) today.emplace_back(ref.code);
        list.push_back(json::object{{"code", one.code},
                                    {"name", one.name},
                                    {"depth", one.depth},
                                    {"paraphrase", one.paraphrase(request.speech())},
                                    {"before", one.before},
                                    {"today", std::move(today)},
                                    {"wording", owners ? owners->of(one.code) : ""},
                                    {"is_checked", one.sure == Sure::checked}});
    }
    body["codes"] = std::move(list);
    return request.json(body);
}

std::vector<Field> framework_fields() {
    using K = Field::Kind;
    return {{"framework", K::text, true}, {"edition", K::text, true},
            {"name", K::text, true},      {"owner", K::text, true, "Whose text is not ours."},
            {"link", K::text, true},      {"count", K::number, true}};
}

}  // namespace

const Framework& framework_at(const Reading& request) {
    const auto* found = find(request.path_text("framework"), request.path_text("edition"));
    if (found == nullptr) throw desk::NotFound();
    return *found;
}

std::string path_of(const Framework& framework) {
    return "/standards/" + std::string(framework.id) + "/" + std::string(framework.edition);
}

void mount_standards(desk::Routes& on) {
    using desk::Keep;
    on.get("/standards", Right::signed_in, show_standards, Keep::while_unchanged);
    on.get("/standards/{framework}/{edition}", Right::signed_in, show_framework,
           Keep::while_unchanged);
    on.api_get("/api/v1/standards", Right::signed_in, list_standards,
               {.summary = "The frameworks that duties may cite.",
                .output = framework_fields(),
                .output_list = "standards"});
    auto fields = framework_fields();
    fields.push_back({"codes", Field::Kind::objects, true,
                      "code, name, depth, paraphrase in our words, before, today: the codes "
                      "of the newest edition that carry it on, is_checked, wording: the owner's, "
                      "where the district may show it."});
    fields.push_back({"licence", Field::Kind::text, true, "Of the owner's wording; else empty."});
    fields.push_back({"version", Field::Kind::number, true, "Of the wording; 0: there is none."});
    on.api_get("/api/v1/standards/{framework}/{edition}", Right::signed_in, get_framework,
               {.summary = "One edition of a framework, with its codes.", .output = fields});
    mount_wording(on);
}

}  // namespace rapport::standards
