// Pasting the owner's wording.
#include <boost/json.hpp>

#include "design/standards/standards_pages.hpp"
#include "design/standards/wording.hpp"
#include "kernel/text/text.hpp"

namespace rapport::standards {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

void only_who_leads(const Reading& request) {
    if (!may_put_wording(request.viewer())) throw desk::Forbidden();
}

Response show_wording(Reading& request) {
    only_who_leads(request);
    const Framework& framework = framework_at(request);
    const auto found = request.read([&](ReadTx& tx) { return wording(tx, framework); });
    WordingView view{.back = path_of(framework),
                     .action = path_of(framework) + "/wording",
                     .name = std::string(framework.name),
                     .licence = found ? found->licence : "",
                     .words = found ? found->pasted() : "",
                     .example = std::string(framework.standards.front().code),
                     .languages = {},
                     .version = found ? found->version : 0};
    const std::string language =
        found ? found->language : std::string(tag(request.speech().language()));
    for (const auto& [value, label] : {std::pair("en", "English"), std::pair("fr", "Français")}) {
        view.languages.push_back({value, label, language == value});
    }
    return request.page(Key{"standards.wording"}, view);
}

TypedWording typed_in(const http::Fields& form) {
    return {.words = std::string(form.first("words")),
            .licence = std::string(form.first("licence")),
            .language = std::string(form.first("language")),
            .version = text::number<std::int64_t>(form.first("version")).value_or(0)};
}

Response save_wording(Writing& request) {
    only_who_leads(request);
    const Framework& framework = framework_at(request);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = put_wording(tx, framework, typed_in(request.form()));
            if (!done) return done.refusal();
            return Answer::go(path_of(framework), "standards.wording_saved");
        },
        show_wording);
}

Response put_as_json(Writing& request) {
    only_who_leads(request);
    const Framework& framework = framework_at(request);
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = put_wording(tx, framework, typed_in(request.form()));
        if (!done) return done.refusal();
        const auto now = wording(tx, framework);
        return Answer::json(
            200, boost::json::serialize(boost::json::object{
                     {"version", now ? now->version : 0},
                     {"codes", now ? static_cast<std::int64_t>(now->codes.size()) : 0}}));
    });
}

}  // namespace

void mount_wording(desk::Routes& on) {
    using K = Field::Kind;
    const std::string path = "/standards/{framework}/{edition}/wording";
    on.get(path, Right::see_programme, show_wording);
    on.post(path, Right::see_programme, save_wording);
    on.api_post(
        "/api/v1" + path, Right::see_programme, put_as_json,
        {.summary = "Puts the owner's wording of an edition, where the district may show it.",
         .input = {{"words", K::text, true,
                    "A code at the beginning of a line, then its "
                    "words; empty: none any more."},
                   {"licence", K::text, true, "What allows the district to show it."},
                   {"language", K::text, false, "en, fr."},
                   {"version", K::number, true, "Of what is replaced; 0: nothing."}},
         .output = {{"version", K::number, true}, {"codes", K::number, true}}});
}

}  // namespace rapport::standards
