// No sentence stands in the code (house rule 6): in the pseudo-locale every sentence of the
// catalogue stands in brackets, so what is left outside them must be what people wrote. And in
// French no page has a sentence of the English catalogue.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "kernel/locale/catalogue.hpp"
#include "kernel/text/text.hpp"
#include "tests/hostile/reading.hpp"
#include "tests/support/world.hpp"

namespace rapport::test {
namespace {

// What of a page is read or heard by people. Values of fields, addresses and classes are not.
bool is_for_people(const Said& said) {
    // Codes are for programs; the names of devices and keys are what their owners called them.
    const bool is_name = said.text == "Test" || said.text == "test";
    if (said.attribute.empty()) return said.element != "code" && !is_name;
    for (const char* name : {"aria-label", "placeholder", "title", "alt", "data-label"}) {
        if (said.attribute == name) return true;
    }
    return false;
}

// Without what stands between the brackets, also where one sentence is inside another.
std::string outside_brackets(std::string_view text) {
    constexpr std::string_view open = "⟦", close = "⟧";
    std::string out;
    int depth = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at).starts_with(open)) {
            ++depth;
            at += open.size();
        } else if (text.substr(at).starts_with(close)) {
            --depth;
            at += close.size();
        } else {
            if (depth == 0) out += text[at];
            ++at;
        }
    }
    return out;
}

// Names and words of the fixture; the whole name before a part of it.
constexpr std::string_view fixture =
    "CANARYINQUIRY|CANARYVACANCY|CANARYGATHERING|CANARYASKME|"
    "CANARYREQUEST help|CANARYPRIVATE|CANARYSHARED|CANARYSTEP|CANARYTOPIC|CANARYPOST|ISTE "
    "Standards: Coaches|Cedar "
    "Elementary|Harbor High School|"
    "Lakeside Unified|Sam Elsewhere|Elsewhere|Rosa Lima|Jo Park|Amina Diallo|Bao Nguyễn|"
    "Chidi Okafor|Tom Weaver|Helen Marsh|Dmitri Volkov|Ada Quill|Nadia Brandt|Great Lakes|Grade "
    "4|Rapport|English|Français";

// What the job description of the fixture took from the library is the district's own since, in the
// language of whoever took it.
bool is_taken_from_library(std::string_view key) {
    return key.starts_with("duty.") || key.starts_with("model_purpose.") ||
           key.starts_with("posts.usual_");
}

const std::vector<std::string>& taken_from_library() {
    static const auto all = [] {
        std::vector<std::string> texts;
        const auto& catalogue = locale::catalogue(locale::Language::english);
        for (const auto key : catalogue.keys()) {
            if (!is_taken_from_library(key)) continue;
            for (const auto& piece : *catalogue.find(Key::of(key))) {
                for (const auto line : text::split(piece.text, '\n')) texts.emplace_back(line);
            }
        }
        return texts;
    }();
    return all;
}

std::string without_taken(std::string text) {
    for (const auto& known : taken_from_library()) {
        if (const auto at = text.find(known); at != text.npos) text.erase(at, known.size());
    }
    return text;
}

std::string without_fixture(std::string text) {
    text = without_taken(std::move(text));
    for (const auto known : text::split(fixture, '|')) {
        for (auto at = text.find(known); at != text.npos; at = text.find(known)) {
            text.erase(at, known.size());
        }
    }
    const auto host = text.find("@example.org");
    if (host == text.npos) return text;
    const auto begin = text.rfind(' ', host) + 1;  // An address at its beginning: npos + 1 is 0.
    return text.erase(begin, host + std::string_view("@example.org").size() - begin);
}

// Three letters side by side: initials and "h" go free, words do not.
bool has_word(std::string_view text) {
    int run = 0;
    for (const char c : text) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        run = is_letter ? run + 1 : 0;
        if (run == 3) return true;
    }
    return false;
}

// Where a page was, whose, and what it said: printed once each.
using Findings = std::set<std::string>;

void look_for_english(const std::string& html, const std::string& where, Findings& found) {
    for (const Said& said : read_page(html).said) {
        if (!is_for_people(said) || said.is_foreign) continue;
        // What districts call a coach is offered as it is said, in the language of its section.
        if (said.element == "option" && where.ends_with("/settings/words")) continue;
        const std::string left = without_fixture(outside_brackets(said.text));
        if (has_word(left)) found.insert(where + ": " + said.text);
    }
}

// Every page of the route table, then what is said to those who may not, or who forgot a field.
std::vector<std::pair<std::string, Reply>> pages_for(World& world, Client& who) {
    std::vector<std::pair<std::string, Reply>> pages;
    const auto add = [&](const std::string& where, Reply reply) {
        if (reply.header("Content-Type").empty() && reply.body.starts_with("{")) return;
        const bool is_file = !reply.header("Content-Disposition").empty();
        if (is_file) return;  // To take along: its words are the district's.
        if (!reply.body.empty()) pages.emplace_back(where, std::move(reply));
    };
    for (const desk::Route& route : world.school.app().routes()) {
        if (route.is_api || route.pattern == "/readyz" || route.pattern == "/healthz" ||
            route.pattern.starts_with("/.well-known") || route.pattern == "/worker.js") {
            continue;
        }
        const std::string path = world.path_of(route.pattern);
        if (route.show != nullptr) {
            add(route.pattern, who.get(path));
            continue;
        }
        const bool would_end = route.pattern == "/signout" ||
                               route.pattern.find("departure") != std::string::npos ||
                               route.pattern == "/account/language";
        if (would_end) continue;
        add("POST " + route.pattern,
            route.method == http::Method::del ? who.del(path) : who.post(path));
    }
    for (const char* more : {"/people?q=nobody",
                             "/contacts?q=nothing",
                             "/log?q=nobody",
                             "/requests?show=mine",
                             "/requests?show=late",
                             "/nothing/here",
                             "/requests?show=finished",
                             "/log?since=1",
                             "/starter-kit/where",
                             "/starter-kit/who",
                             "/starter-kit/model",
                             "/starter-kit/ratio",
                             "/starter-kit/supervisor",
                             "/starter-kit/money",
                             "/starter-kit/agreement",
                             "/starter-kit/job-description",
                             "/starter-kit/advertisement",
                             "/starter-kit/role-page",
                             "/starter-kit/first-days",
                             "/exchange/pieces/form?kind=model",
                             "/exchange?kind=fact"}) {
        add(more, who.get(more));
    }
    return pages;
}

TEST(HostileLanguage, a_sentence_out_of_the_catalogue_would_be_found) {
    Findings found;
    look_for_english("<p>⟦Šávéð⟧ by Amina Diallo</p><input placeholder=\"Type it here\">", "a",
                     found);
    EXPECT_EQ(found.size(), 1u);
    look_for_english("<h1>Saved ⟦now ⟦then⟧ Rosa⟧</h1>", "b", found);
    EXPECT_EQ(found.size(), 2u);
}

TEST(HostileLanguage, no_page_says_a_sentence_that_is_not_in_the_catalogue) {
    World world;
    Findings found;
    std::size_t read = 0;
    for (auto& [name, client] : world.cast()) {
        if (name == "nobody") continue;
        ASSERT_EQ(client->post("/account/language", {{"language", "en-XA"}}).status, 303);
        for (const auto& [where, reply] : pages_for(world, *client)) {
            ++read;
            look_for_english(reply.body, where, found);
        }
    }
    for (const auto& one : found) ADD_FAILURE() << one;
    EXPECT_GT(read, 300u);
}

TEST(HostileLanguage, who_is_not_signed_in_reads_the_catalogue_too) {
    World world;
    Findings found;
    for (const char* path :
         {"/signin", "/signin?sent=1", "/link/none", "/nothing", "/signin/code"}) {
        http::Request request;
        request.method = http::Method::get;
        request.path = request.target = path;
        request.headers = {{"host", "rapport.test"}, {"cookie", "language=en-XA"}};
        const Reply reply = world.school.nobody.send(std::move(request));
        look_for_english(reply.body, path, found);
    }
    for (const auto& one : found) ADD_FAILURE() << one;
}

// The pieces of a sentence between what it mentions, long enough to be known again.
void add_pieces(const std::vector<locale::Piece>& pieces, std::set<std::string>& into) {
    for (const auto& piece : pieces) {
        const auto begin = piece.text.find_first_not_of(" \n");
        const bool is_text = piece.kind == locale::Piece::Kind::text && begin != std::string::npos;
        if (is_text && piece.text.size() >= 12 &&
            piece.text.find(' ', begin) != std::string::npos) {
            into.insert(piece.text);
        }
        for (const auto& branch : piece.branches) add_pieces(branch.pieces, into);
    }
}

std::set<std::string> pieces_of(locale::Language language) {
    std::set<std::string> all;
    const auto& catalogue = locale::catalogue(language);
    for (const auto key : catalogue.keys()) {
        add_pieces(*catalogue.find(Key::of(key)), all);
    }
    return all;
}

TEST(HostileLanguage, no_french_page_has_an_english_sentence) {
    World world;
    auto english = pieces_of(locale::Language::english);
    for (const auto& both : pieces_of(locale::Language::french)) english.erase(both);
    ASSERT_GT(english.size(), 300u);
    std::map<std::string, std::string> heard;  // Each text once, with where it was.
    for (auto& [name, client] : world.cast()) {
        if (name == "nobody") continue;
        ASSERT_EQ(client->post("/account/language", {{"language", "fr"}}).status, 303);
        for (const auto& [where, reply] : pages_for(world, *client)) {
            for (const Said& said : read_page(reply.body).said) {
                if (!is_for_people(said) || said.is_foreign) continue;
                heard.emplace(without_taken(said.text), where);
            }
        }
    }
    EXPECT_GT(heard.size(), 300u);
    for (const auto& [text, where] : heard) {
        for (const auto& piece : english) {
            EXPECT_EQ(text.find(piece), text.npos) << where << ": " << text;
        }
    }
}

}  // namespace
}  // namespace rapport::test
