#include "design/role_page/role_page_pages.hpp"

#include <boost/json.hpp>

#include "kernel/html/qr.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/desk/context.hpp"

namespace rapport::role_page {

namespace json = boost::json;
using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

std::vector<std::string> lines_of(std::string_view words) {
    std::vector<std::string> lines;
    for (const auto line : text::split(words, '\n')) lines.emplace_back(line);
    return lines;
}

std::vector<Fix> fixes_of(std::string_view words) {
    std::vector<Fix> fixes;
    for (const auto line : text::split(words, '\n')) {
        const auto colon = line.find(':');
        if (colon == line.npos) {
            fixes.push_back({std::string(line), ""});
        } else {
            fixes.push_back({std::string(text::trimmed(line.substr(0, colon))),
                             std::string(text::trimmed(line.substr(colon + 1)))});
        }
    }
    return fixes;
}

WordsView words_of(const RolePage& page, const Speech& speech) {
    return {.title = speech.say("role_page.heading"),
            .district = page.district,
            .language = page.language,
            .does_title = speech.say("role_page.does"),
            .does_not_title = speech.say("role_page.does_not"),
            .fixes_title = speech.say("role_page.who_fixes"),
            .asking_title = speech.say("role_page.asking"),
            .evaluation_title = speech.say("role_page.evaluation"),
            .does = lines_of(page.in(Section::does)),
            .does_not = lines_of(page.in(Section::does_not)),
            .fixes = fixes_of(page.in(Section::who_fixes)),
            .asking = std::string(page.in(Section::asking)),
            .evaluation = std::string(page.in(Section::evaluation))};
}

std::string link_to(Reading& request, std::string_view address) {
    return request.context().services.base_url + "/about/" + std::string(address);
}

RolePage page_of(Reading& request) {
    return request.read([&](ReadTx& tx) { return load(tx, request.speech()); });
}

Response show_role_page(Reading& request) {
    const RolePage page = page_of(request);
    const Standing standing = standing_of(request.viewer());
    return request.page(Key{"role_page.title"},
                        RolePageView{.words = words_of(page, request.speech()),
                                     .link = page.is_public ? link_to(request, page.address) : "",
                                     .is_draft = page.version == 0,
                                     .may_write = standing != Standing::reads,
                                     .may_publish = standing == Standing::publishes,
                                     .is_public = page.is_public});
}

Response show_public(Reading& request) {
    const auto found =
        published(request.db(), request.path_text("address"), request.speech().language());
    if (!found) throw desk::NotFound();
    const Speech speech(request.speech().language(), found->words, Zone::utc(),
                        request.speech().now());
    const PublicView view{words_of(found->page, speech)};
    return request.page(view.words.title + " · " + view.words.district, view);
}

Response show_form(Reading& request) {
    if (standing_of(request.viewer()) == Standing::reads) throw desk::Forbidden();
    const RolePage page = page_of(request);
    const Speech& speech = request.speech();
    FormView view{.fields = {},
                  .address = page.address,
                  .before_address = link_to(request, ""),
                  .version = page.version,
                  .is_public = page.is_public};
    for (int i = 0; i < section_count; ++i) {
        const auto section = static_cast<Section>(i);
        const std::string name(code(section));
        const bool is_refused = request.refusal() != nullptr && request.refusal()->field == name;
        FormField field{.code = name,
                        .label = speech.say(Key::of("role_page." + name)),
                        .help = speech.say(is_list(section) ? Key("role_page.line_each")
                                                            : Key("role_page.sentences")),
                        .words = std::string(page.in(section)),
                        .why = "",
                        .is_invalid = is_refused};
        if (request.refusal() != nullptr) field.words = request.typed().first(name);
        if (is_refused) field.why = speech.say(request.refusal()->key, request.refusal()->with);
        view.fields.push_back(std::move(field));
    }
    return request.page(Key{"role_page.write"}, view);
}

Response show_poster(Reading& request) {
    const RolePage page = page_of(request);
    if (!page.is_public) throw desk::NotFound();
    const Speech& speech = request.speech();
    const std::string link = link_to(request, page.address);
    return request.page(Key{"role_page.poster"},
                        PosterView{.title = speech.say("role_page.poster_says"),
                                   .district = page.district,
                                   .language = page.language,
                                   .evaluation_title = speech.say("role_page.evaluation"),
                                   .evaluation = std::string(page.in(Section::evaluation)),
                                   .asking = std::string(page.in(Section::asking)),
                                   .link = link,
                                   .picture = html::qr_picture(link)});
}

Typed typed_in(const http::Fields& form) {
    Typed typed{.words = {},
                .address = std::string(form.first("address")),
                .version = text::number<std::int64_t>(form.first("version")).value_or(0)};
    for (int i = 0; i < section_count; ++i) {
        typed.words[static_cast<std::size_t>(i)] = form.first(code(static_cast<Section>(i)));
    }
    return typed;
}

void only(const Reading& request, Standing least) {
    if (standing_of(request.viewer()) < least) throw desk::Forbidden();
}

Response post_words(Writing& request) {
    only(request, Standing::writes);
    const Typed typed = typed_in(request.form());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = save(tx, typed, request.speech().language());
            if (!done) return done.refusal();
            return Answer::go("/role-page", "role_page.saved");
        },
        show_form);
}

Response change_publication(Writing& request, Result<Done> (*change)(WriteTx&), Key notice) {
    only(request, Standing::publishes);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = change(tx);
            if (!done) return done.refusal();
            return Answer::go("/role-page", notice);
        },
        show_role_page);
}

Response post_publication(Writing& request) {
    return change_publication(request, publish, "role_page.published");
}

Response end_publication(Writing& request) {
    return change_publication(request, withdraw, "role_page.withdrawn");
}

json::object json_of(const RolePage& page) {
    json::object object;
    for (int i = 0; i < section_count; ++i) {
        const auto section = static_cast<Section>(i);
        object[code(section)] = page.in(section);
    }
    object["address"] = page.address;
    object["language"] = page.language;
    object["is_public"] = page.is_public;
    object["version"] = page.version;
    return object;
}

Response get_role_page(Reading& request) { return request.json(json_of(page_of(request))); }

Response api_act(Writing& request, Standing least,
                 const std::function<Result<Done>(WriteTx&)>& body) {
    only(request, least);
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = body(tx);
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(json_of(load(tx, request.speech()))));
    });
}

Response api_words(Writing& request) {
    const Typed typed = typed_in(request.form());
    return api_act(request, Standing::writes,
                   [&](WriteTx& tx) { return save(tx, typed, request.speech().language()); });
}

Response api_publication(Writing& request) {
    return api_act(request, Standing::publishes, publish);
}

Response api_withdrawal(Writing& request) {
    return api_act(request, Standing::publishes, withdraw);
}

std::vector<desk::Field> words_fields() {
    using K = desk::Field::Kind;
    return {
        {"does", K::text, true, "What a coach does; a line each."},
        {"does_not", K::text, true, "What a coach does not; a line each."},
        {"who_fixes", K::text, true, "Who does what, a line each: \"A screen: the technician\"."},
        {"asking", K::text, true, "How one asks for help."},
        {"evaluation", K::text, true, "The answer to \"Will I be evaluated?\""},
        {"address", K::text, true, "Of the public page: small letters, digits and hyphens."}};
}

std::vector<desk::Field> page_fields() {
    using K = desk::Field::Kind;
    auto fields = words_fields();
    fields.push_back({"language", K::text, true, "In which it is written."});
    fields.push_back({"is_public", K::flag, true});
    fields.push_back({"version", K::number, true, "0 while it is only a draft of ours."});
    return fields;
}

}  // namespace

void mount_role_page(desk::Routes& on) {
    const Right read = Right::signed_in, write = Right::see_programme;
    on.get("/about/{address}", Right::anyone, show_public);
    on.get("/role-page", read, show_role_page);
    on.get("/role-page/words", write, show_form);
    on.post("/role-page/words", write, post_words);
    on.post("/role-page/publication", write, post_publication);
    on.del("/role-page/publication", write, end_publication);
    on.get("/role-page/poster", read, show_poster);
    on.api_get(
        "/api/v1/role-page", read, get_role_page,
        {.summary = "What a coach does here, for everybody to read.", .output = page_fields()});
    auto input = words_fields();
    input.push_back(
        {"version", desk::Field::Kind::number, true, "That you saw; another is refused."});
    on.api_post(
        "/api/v1/role-page", write, api_words,
        {.summary = "Saves the words of the role page.", .input = input, .output = page_fields()});
    on.api_post("/api/v1/role-page/publication", write, api_publication,
                {.summary = "Shows the role page to everybody.", .output = page_fields()});
    on.api_del("/api/v1/role-page/publication", write, api_withdrawal,
               {.summary = "Shows the role page to people of the district alone.",
                .output = page_fields()});
}

}  // namespace rapport::role_page
