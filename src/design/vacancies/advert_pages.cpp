// What everybody may read: the board of a district, each advertisement, its document, the feeds;
// and the form by which somebody applies. Nobody is signed in here.
#include <fstream>
#include <iterator>

#include "design/vacancies/feeds.hpp"
#include "design/vacancies/vacancies_pages.hpp"
#include "kernel/text/ascii.hpp"
#include "platform/desk/context.hpp"
#include "platform/districts/districts.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::vacancies {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

// A library where many write, and still no flood.
constexpr strangers::Room room{"apply", 20, 1};

Scope scope_at(Reading& request) {
    const auto district = request.db().read(
        Scope::whole(), [&](ReadTx& tx) { return district_at(tx, request.path_text("address")); });
    if (!district) throw desk::NotFound();
    return {.district = *district, .actor = {}};
}

Vacancy advertised(ReadTx& tx, const Reading& request) {
    const auto number = text::number<std::int64_t>(request.path_text("number"));
    auto found = number ? public_one(tx, *number) : std::nullopt;
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

std::string board_of(const Reading& request) {
    return "/jobs/" + std::string(request.path_text("address"));
}

Response show_board(Reading& request) {
    BoardView view;
    view.atom = board_of(request) + "/feed/atom";
    view.json = board_of(request) + "/feed/json";
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        view.district = districts::name(tx);
        for (const Vacancy& one : open_ones(tx)) {
            VacancyRow row = row_of(one, request.speech());
            row.href = path_of(request.path_text("address"), one.number);
            view.rows.push_back(std::move(row));
        }
    });
    return request.page(
        request.speech().say("vacancies.board_title", {{"district", view.district}}), view);
}

std::vector<CredentialQuestion> questions_of(const Vacancy& one, Reading& request) {
    const Speech& speech = request.speech();
    std::vector<CredentialQuestion> questions;
    for (const Requirement& each : one.requirements) {
        if (each.credential.empty()) continue;
        CredentialQuestion question{
            each.credential, said("credential.", each.credential, speech), {}};
        const std::string field = "answer-" + each.credential;
        for (const Holding holding : {Holding::holds, Holding::would, Holding::no}) {
            const std::string value(code(holding));
            question.options.push_back({value, said("vacancies.answer_", value, speech),
                                        request.typed().has(field, value)});
        }
        questions.push_back(std::move(question));
    }
    return questions;
}

Response show_advert(Reading& request) {
    AdvertView view;
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        const Vacancy one = advertised(tx, request);
        view.words = words_view(tx, one, request);
        view.is_past_day = one.state == State::past_day;
        view.takes_applications = !against(Act::apply, one);
        view.questions = questions_of(one, request);
        view.keep_days = settings::number(tx, keep_days_setting, keep_days_default);
    });
    view.words.link = request.context().services.base_url + view.words.link;
    view.board = board_of(request);
    const std::string here = path_of(request.path_text("address"),
                                     *text::number<std::int64_t>(request.path_text("number")));
    view.pdf = here + "/pdf";
    view.action = here + "/applications";
    view.documents = static_cast<std::int64_t>(documents_max);
    view.megabytes = static_cast<std::int64_t>(document_bytes_max >> 20);
    view.trap = strangers::trap_of(request);
    return request.page(view.words.title + " · " + view.words.district, view);
}

Response show_pdf(Reading& request) {
    return request.db().read(scope_at(request), [&](ReadTx& tx) {
        WordsView words = words_view(tx, advertised(tx, request), request);
        words.link = request.context().services.base_url + words.link;
        const std::string language(tag(request.speech().language()));
        return request.file("vacancy-" + std::string(request.path_text("number")) + ".pdf",
                            document::pdf_type,
                            document::pdf(blocks_of(words, request.speech()), language, tx.now()));
    });
}

// All of it as plain words, as a reader of feeds shows them.
std::string plain(const std::vector<document::Block>& blocks) {
    std::string out;
    for (const document::Block& block : blocks) {
        if (block.kind == document::Kind::title) continue;
        if (!out.empty()) out += block.kind == document::Kind::item ? "\n" : "\n\n";
        if (block.kind == document::Kind::item) out += "- ";
        if (!block.label.empty()) out += block.label + " ";
        out += block.words;
    }
    return out;
}

Feed feed_of(Reading& request, std::string_view kind) {
    const Speech& speech = request.speech();
    const std::string& base = request.context().services.base_url;
    Feed feed;
    feed.language = tag(speech.language());
    feed.home = base + board_of(request);
    feed.own = feed.home + "/feed/" + std::string(kind);
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        feed.author = districts::name(tx);
        feed.title = speech.say("vacancies.board_title", {{"district", feed.author}});
        for (const Vacancy& one : open_ones(tx)) {
            WordsView words = words_view(tx, one, request);
            words.link = base + words.link;
            feed.entries.push_back({.link = words.link,
                                    .title = one.title,
                                    .summary = one.summary,
                                    .words = plain(blocks_of(words, speech)),
                                    .posted_at = Zone::utc().instant({*one.posted_on, 12, 0}),
                                    .changed_at = one.changed_at});
        }
    });
    return feed;
}

Response tagged(Reading& request, std::string type, std::string body) {
    auto response = request.tagged(std::move(type), std::move(body));
    return response.header("Cache-Control", "no-cache");
}

Response show_atom(Reading& request) {
    return tagged(request, "application/atom+xml; charset=utf-8", atom(feed_of(request, "atom")));
}

Response show_json_feed(Reading& request) {
    return tagged(request, "application/feed+json; charset=utf-8",
                  json_feed(feed_of(request, "json")));
}

std::string read_whole(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Result<TypedApplication> application_in(Writing& request) {
    const auto& form = request.form();
    TypedApplication typed{.name = std::string(form.first("name")),
                           .email = std::string(form.first("email")),
                           .words = std::string(form.first("words")),
                           .answers = {},
                           .documents = {}};
    for (const credentials::Type& type : credentials::types()) {
        const std::string field = "answer-" + std::string(type.code);
        for (const Holding holding : {Holding::holds, Holding::would, Holding::no}) {
            if (!form.has(field, code(holding))) continue;
            typed.answers.push_back({std::string(type.code), holding});
            break;
        }
    }
    for (const auto& upload : request.uploads()) {
        if (upload.field != "document" || upload.size == 0) continue;
        Document one{.kind = FileKind::pdf, .name = upload.file_name, .bytes = ""};
        if (upload.size > document_bytes_max) {
            return Refusal{"vacancies.big_document",
                           "document",
                           {{"name", one.name},
                            {"count", static_cast<std::int64_t>(document_bytes_max >> 20)}}};
        }
        one.bytes = read_whole(upload.path);
        const auto kind = kind_of(one.name, one.bytes);
        if (!kind) return Refusal{"vacancies.odd_document", "document", {{"name", one.name}}};
        one.kind = *kind;
        typed.documents.push_back(std::move(one));
    }
    return typed;
}

Response apply_now(Writing& request) {
    const Scope scope = scope_at(request);
    if (auto held = strangers::held(request, room, show_advert, "name")) return std::move(*held);
    const auto typed = application_in(request);
    if (!typed) return request.again(show_advert, typed.refusal());
    return request.act_as(
        scope,
        [&](WriteTx& tx) -> Result<Answer> {
            const Vacancy one = advertised(tx, request);
            const auto made = apply(tx, one, *typed);
            if (!made) return made.refusal();
            return Answer::go(path_of(request.path_text("address"), one.number) + "/thanks");
        },
        show_advert);
}

Response show_thanks(Reading& request) {
    ThanksView view;
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        view.title = advertised(tx, request).title;
        view.district = districts::name(tx);
        view.keep_days = settings::number(tx, keep_days_setting, keep_days_default);
    });
    view.back = board_of(request);
    return request.page(Key{"vacancies.thanks"}, view);
}

}  // namespace

void mount_adverts(desk::Routes& on) {
    const Right all = Right::anyone;
    const std::string board = "/jobs/{address}", one = board + "/{number}";
    on.get(board, all, show_board);
    on.get(board + "/feed/atom", all, show_atom);
    on.get(board + "/feed/json", all, show_json_feed);
    on.get(one, all, show_advert);
    on.get(one + "/pdf", all, show_pdf);
    on.get(one + "/thanks", all, show_thanks);
    on.upload(one + "/applications", all, apply_now);
}

}  // namespace rapport::vacancies
