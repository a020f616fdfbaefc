// What search finds, by slice. Each lists what everybody of the district may read.
#include "design/exchange/exchange.hpp"
#include "design/frameworks/frameworks.hpp"
#include "design/inquiries/inquiries.hpp"
#include "design/models/models.hpp"
#include "design/posts/posts.hpp"
#include "design/questions/questions.hpp"
#include "design/role_page/role_page.hpp"
#include "design/search/search.hpp"
#include "design/standards/standards.hpp"
#include "design/vacancies/vacancies.hpp"
#include "kernel/locale/words.hpp"
#include "kernel/text/text.hpp"

namespace rapport::search {

namespace {

void say(std::string& words, std::string_view more) {
    if (more.empty()) return;
    if (!words.empty()) words += "\n";
    words += more;
}

// Job descriptions in force, each as the version that is; drafts are nobody's yet.
std::vector<Document> posts_in_force(ReadTx& tx) {
    std::vector<Document> found;
    for (const auto& one : posts::all(tx)) {
        if (!posts::is_valid(one.state)) continue;
        const auto hand = posts::in_hand(tx, one.post, one.number);
        if (!hand) continue;
        Document made{.thing = one.post.text(),
                      .href = "/job-descriptions/" + one.post.text(),
                      .title = one.title,
                      .words = ""};
        for (const auto& section : hand->sections) {
            if (section.code != "title") say(made.words, section.words);
        }
        for (const auto& duty : hand->duties) say(made.words, duty.words);
        found.push_back(std::move(made));
    }
    return found;
}

std::vector<Document> posted_vacancies(ReadTx& tx) {
    std::vector<Document> found;
    const auto address = vacancies::address(tx);
    if (!address) return found;
    for (const auto& one : vacancies::open_ones(tx)) {
        Document made{.thing = one.id.text(),
                      .href = "/jobs/" + *address + "/" + std::to_string(one.number),
                      .title = one.title,
                      .words = one.place};
        say(made.words, one.summary);
        for (const auto& asked : one.requirements) say(made.words, asked.words);
        found.push_back(std::move(made));
    }
    return found;
}

std::vector<Document> written_role_page(ReadTx& tx) {
    const auto language = locale::Language::english;
    const locale::Speech plain(language, locale::default_words(language), Zone::utc(), tx.now());
    const auto page = role_page::load(tx, plain);
    if (page.version == 0) return {};
    const auto of_page = locale::parse_language(page.language);
    const locale::Speech its(of_page, locale::default_words(of_page), Zone::utc(), tx.now());
    Document made{
        .thing = "page", .href = "/role-page", .title = its.say("role_page.title"), .words = ""};
    for (const std::string& words : page.words) say(made.words, words);
    return {std::move(made)};
}

// Of what was answered nothing: the table says it, and what the asker makes of it.
std::vector<Document> published_inquiries(ReadTx& tx) {
    std::vector<Document> found;
    for (const auto& one : inquiries::published(tx)) {
        Document made{.thing = one.id.text(),
                      .href = "/asked/" + one.id.text() + "/results",
                      .title = one.title,
                      .words = one.conclusion};
        for (const auto& question : one.questions) say(made.words, question.words);
        found.push_back(std::move(made));
    }
    return found;
}

std::vector<Document> framework_items(ReadTx& tx) {
    constexpr std::size_t title_max = 120;
    std::vector<Document> found;
    for (const auto& row : frameworks::all(tx)) {
        const std::string href = "/frameworks/" + row.id.text();
        found.push_back({row.id.text(), href, row.head.title,
                         row.head.publisher.empty() ? row.head.creator : row.head.publisher});
        const auto package = frameworks::here(tx, row.head.identifier);
        if (!package) continue;
        for (const auto& item : package->items) {
            if (item.is_gone) continue;
            found.push_back({row.id.text() + "/" + item.identifier,
                             href + "#item-" + item.identifier,
                             text::shortened(frameworks::called(item), title_max),
                             row.head.title + "\n" + item.statement});
        }
    }
    return found;
}

std::vector<Document> shipped_models(const locale::Speech& speech) {
    std::vector<Document> found;
    for (const auto& model : models::all()) {
        const auto text = models::text_of(model, speech);
        Document made{.thing = text.code,
                      .href = "/models#model-" + text.code,
                      .title = text.name,
                      .words = text.means};
        for (const auto& fact : text.facts) say(made.words, fact);
        for (const auto& told : text.told) say(made.words, told);
        found.push_back(std::move(made));
    }
    return found;
}

// A duty of the library is read whole where it is found; it is taken up in a job description.
std::vector<Document> library_duties(const locale::Speech& speech) {
    std::vector<Document> found;
    for (auto& one : posts::library_words(speech)) {
        found.push_back({one.code, "/job-descriptions", std::move(one.words), ""});
    }
    return found;
}

std::vector<Document> asked_questions(const locale::Speech& speech) {
    std::vector<Document> found;
    for (auto& one : questions::search(std::nullopt, "", speech)) {
        const std::string href = "/questions#" + one.code;
        found.push_back({one.code, href, std::move(one.question), std::move(one.answer)});
    }
    return found;
}

std::vector<Document> literature(const locale::Speech& speech) {
    constexpr std::size_t title_max = 90;
    std::vector<Document> found;
    for (auto& one : exchange::own_facts(speech)) {
        found.push_back({one.code, "/exchange/facts#fact-" + one.code,
                         text::shortened(one.words, title_max), one.words + "\n" + one.source});
    }
    return found;
}

std::vector<Document> shipped_standards(const locale::Speech& speech) {
    std::vector<Document> found;
    for (const auto& framework : standards::all()) {
        const std::string key = std::string(framework.id) + "/" + std::string(framework.edition);
        const std::string name = std::string(framework.name) + " " + std::string(framework.edition);
        for (const auto& one : framework.standards) {
            const standards::Ref ref{std::string(framework.id), std::string(framework.edition),
                                     std::string(one.code)};
            found.push_back({ref.text(), "/standards/" + key, standards::called(ref),
                             name + "\n" + one.paraphrase(speech)});
        }
    }
    return found;
}

constexpr Source of_slices[] = {
    {Kind::post, posts_in_force},         {Kind::vacancy, posted_vacancies},
    {Kind::role_page, written_role_page}, {Kind::inquiry, published_inquiries},
    {Kind::framework, framework_items},
};
constexpr Shipped of_program[] = {
    {Kind::model, shipped_models},
    {Kind::duty, library_duties},
    {Kind::standard, shipped_standards},
    {Kind::question, asked_questions},
    {Kind::fact, literature},
};

}  // namespace

std::span<const Source> sources() { return of_slices; }
std::span<const Shipped> shipped() { return of_program; }

}  // namespace rapport::search
