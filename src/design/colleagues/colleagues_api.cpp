// Colleagues for programs: the same rules.
#include <boost/json.hpp>

#include "design/colleagues/colleagues_pages.hpp"
#include "design/search/search.hpp"
#include "platform/desk/context.hpp"

namespace rapport::colleagues {

namespace json = boost::json;
using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using K = desk::Field::Kind;

namespace {

json::object json_of(const ColleagueId& id, const std::string& name, const Shown& shown,
                     Instant agreed_at) {
    json::array kinds;
    for (const std::string& kind : shown.kinds) kinds.emplace_back(kind);
    return {{"id", id.text()},          {"name", name},
            {"does", shown.does},       {"works_at", shown.works_at},
            {"kind", std::move(kinds)}, {"helps", shown.helps},
            {"address", shown.address}, {"agreed_at", agreed_at.rfc3339()}};
}

json::object json_of(const Colleague& one) {
    auto body = json_of(one.id, one.name, one.shown, one.agreed_at);
    body["level"] = code(one.level);
    body["district"] = "";
    return body;
}

json::object json_of(const Released& one) {
    auto body = json_of(one.id, one.name, one.shown, one.agreed_at);
    body["level"] = code(Level::network);
    body["district"] = one.district_name;
    return body;
}

http::Response list_colleagues(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Colleague& one : all(tx)) list.push_back(json_of(one));
        for (const Released& one : of_network(tx)) list.push_back(json_of(one));
    });
    return request.json(json::object{{"colleagues", std::move(list)}, {"next", nullptr}});
}

http::Response get_colleague(Reading& request) {
    const auto id = request.path<ColleagueId>("colleague");
    return request.json(request.read([&](ReadTx& tx) {
        if (const auto one = find(tx, id)) return json_of(*one);
        const auto one = find_released(tx, id);
        if (!one) throw desk::NotFound();
        return json_of(*one);
    }));
}

http::Response api_show(Writing& request) {
    search::open_space(request.db(), request.viewer().district);
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = show(tx, agreement_in(request.form()));
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(json_of(mine(tx).value())));
    });
}

http::Response api_take_out(Writing& request) {
    search::open_space(request.db(), request.viewer().district);
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        take_out(tx);
        return Answer::json(200, "{}");
    });
}

http::Response api_remove(Writing& request) {
    search::open_space(request.db(), request.viewer().district);
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto one = find(tx, request.path<ColleagueId>("colleague"));
        if (!one) throw desk::NotFound();
        remove(tx, *one);
        return Answer::json(200, "{}");
    });
}

http::Response api_publication(Writing& request, void (*how)(WriteTx&)) {
    if (!may_publish(request.viewer())) throw desk::Forbidden();
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        how(tx);
        const auto id = page(tx);
        const std::string link =
            id ? request.context().services.base_url + "/colleagues/at/" + id->text() : "";
        return Answer::json(200, json::serialize(json::object{{"link", link}}));
    });
}

http::Response api_publish(Writing& request) { return api_publication(request, publish); }

http::Response api_withdraw(Writing& request) { return api_publication(request, withdraw); }

std::vector<Field> shown_fields() {
    return {{"does", K::text, true},
            {"works_at", K::text, false, "A school or level."},
            {"kind", K::texts, false, "Kinds of help, as the district calls them."},
            {"helps", K::text, false, "Anything else they help with."},
            {"address", K::text, false, "For mail, shown; \"\": by the form."},
            {"level", K::choice, true, "Who may see it.", "district|network|everybody"}};
}

std::vector<Field> colleague_fields() {
    auto fields = shown_fields();
    fields.insert(fields.begin(), {"id", K::id, true});
    fields.push_back({"name", K::text, true});
    fields.push_back({"agreed_at", K::instant, true, "To exactly this."});
    fields.push_back({"district", K::text, true, "\"\": the reader's own."});
    return fields;
}

}  // namespace

void mount_colleagues_api(desk::Routes& on) {
    const Right read = Right::signed_in;
    const std::string all = "/api/v1/colleagues", one = all + "/{colleague}";
    on.api_get(all, read, list_colleagues,
               {.summary = "Who likes to be asked: of your district, then of its network.",
                .output = colleague_fields(),
                .output_list = "colleagues"});
    on.api_get(one, read, get_colleague, {.summary = "One of them.", .output = colleague_fields()});
    auto input = shown_fields();
    input.push_back({"agree", K::flag, true, "That it is shown to those chosen."});
    on.api_post(all + "/mine", read, api_show,
                {.summary = "Puts yourself into the directory, or changes what you show.",
                 .input = input,
                 .output = colleague_fields()});
    on.api_del(all + "/mine", read, api_take_out,
               {.summary = "Takes yourself out, at once and everywhere."});
    on.api_del(one, Right::manage_people, api_remove,
               {.summary = "Removes somebody of your district, who is told."});
    const std::vector<Field> link{{"link", K::text, true, "\"\" while it is not public."}};
    on.api_post(all + "/publication", Right::see_programme, api_publish,
                {.summary = "Shows everybody who agreed to that.", .output = link});
    on.api_del(all + "/publication", Right::see_programme, api_withdraw,
               {.summary = "Shows nobody to everybody any more.", .output = link});
}

}  // namespace rapport::colleagues
