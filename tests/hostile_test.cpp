// Whatever people type comes back as they typed it (C-16): through forms and through the API, on
// pages and as JSON. What breaks out of its place on a page would be found as a text of its own, so
// "the page holds exactly this" is asked, never "the page contains it".
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "kernel/html/escape.hpp"
#include "kernel/text/text.hpp"
#include "tests/hostile/reading.hpp"
#include "tests/hostile/strings.hpp"
#include "tests/support/school.hpp"

namespace rapport::test {
namespace {

namespace json = boost::json;

std::string shown(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f) {
            out += c;
        } else {
            out += "\\x" + std::string(1, "0123456789abcdef"[byte >> 4]) +
                   "0123456789abcdef"[byte & 15];
        }
    }
    return out;
}

bool is_blank(std::string_view text) { return text::trimmed(text).empty(); }

std::string last_part(const std::string& location, char after) {
    return location.substr(location.rfind(after) + 1);
}

json::object object_of(const Reply& reply) {
    boost::system::error_code error;
    const auto value = json::parse(reply.body, error);
    if (error || !value.is_object()) return {};
    return value.as_object();
}

std::string field(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return "(none)";
    return std::string(value->as_string());
}

// Page and mistakes in one: the text stands there, and nothing broke.
void expect_held(const Reply& reply, const std::string& text, const char* where) {
    EXPECT_EQ(reply.status, 200) << where << " " << shown(text);
    const Page page = read_page(reply.body);
    EXPECT_TRUE(page.holds(text)) << where << " lost " << shown(text);
    for (const auto& mistake : page.mistakes) {
        ADD_FAILURE() << where << " broke at " << shown(mistake) << " by " << shown(text);
    }
}

struct Places {
    School school;
    std::string kind = school.kind("1b");
};

// Asked for by form, declined by form; read by the teacher.
void by_form(Places& places, const std::string& text, const std::string& times) {
    School& school = places.school;
    const Reply asked = school.coach.post(
        "/requests", {{"person", school.teacher.id().text()}, {"words", text}, {"times", times}});
    ASSERT_EQ(asked.status, 303) << shown(text);
    const std::string id = last_part(asked.location, '/');
    const Reply declined =
        school.coach.post("/requests/" + id + "/declination",
                          {{"version", "1"}, {"reason", text}, {"instead", text}});
    ASSERT_EQ(declined.status, 303) << shown(text);
    const Reply page = school.teacher.get("/requests/" + id);
    expect_held(page, text, "the page of a request");
    if (!is_blank(times)) expect_held(page, times, "the times of a request");
    const auto kept = object_of(school.teacher.api_get("/api/v1/requests/" + id));
    EXPECT_EQ(field(kept, "words"), text);
    EXPECT_EQ(field(kept, "times"), times);
    const auto& step = kept.at("steps").as_array().back().as_object();
    EXPECT_EQ(field(step, "words"), text);
    EXPECT_EQ(field(step, "instead"), text);
}

// Asked for, placed and split by a program; handed on by form; read by the technician.
void by_program(Places& places, const std::string& text, const std::string& times) {
    School& school = places.school;
    const Reply asked = school.teacher.api_post(
        "/api/v1/requests", json::serialize(json::object{{"words", text}, {"times", times}}));
    ASSERT_EQ(asked.status, 201) << shown(text) << asked.body;
    EXPECT_EQ(field(object_of(asked), "words"), text);
    EXPECT_EQ(field(object_of(asked), "times"), times);
    const std::string one = "/api/v1/requests/" + field(object_of(asked), "id");
    const Reply placed = school.coach.api_post(
        one + "/triage",
        json::serialize(json::object{{"version", 1}, {"branch", "coach"}, {"note", text}}));
    ASSERT_EQ(placed.status, 200) << shown(text) << placed.body;
    const Reply split = school.coach.api_post(
        one + "/split", json::serialize(json::object{{"version", 2}, {"half", text}}));
    ASSERT_EQ(split.status, 200) << shown(text) << split.body;
    const std::string page = one.substr(std::string_view("/api/v1").size());
    const Reply handed =
        school.coach.post(page + "/handoff", {{"version", "3"}, {"to", "support"}, {"note", text}});
    ASSERT_EQ(handed.status, 303) << shown(text);
    expect_held(school.technician.get(page), text, "a request handed on");
    const auto kept = object_of(school.technician.api_get(one));
    const auto& steps = kept.at("steps").as_array();
    EXPECT_EQ(field(steps.at(1).as_object(), "words"), text);
    EXPECT_EQ(field(steps.back().as_object(), "words"), text);
}

TEST(Hostile, every_word_of_a_request_comes_back_as_it_was_typed) {
    Places places;
    for (const std::string& text : hostile_strings()) {
        if (is_blank(text)) continue;
        by_form(places, text, text);
        by_program(places, text, text);
    }
}

TEST(Hostile, a_request_of_blanks_alone_is_asked_again_for_its_words) {
    School school;
    for (const std::string blank : {"", " ", "\t\r\n", "\u3000\u00A0", "\u2028\u2029"}) {
        EXPECT_EQ(school.teacher.post("/my-help", {{"words", blank}}).status, 422) << shown(blank);
    }
}

TEST(Hostile, a_refused_form_shows_again_what_was_typed) {
    School school;
    const std::string tail(4001, 'x');
    for (const std::string& text : hostile_strings()) {
        const Reply reply =
            school.teacher.post("/my-help", {{"words", text + tail}, {"times", text}});
        ASSERT_EQ(reply.status, 422) << shown(text);
        const Page page = read_page(reply.body);
        EXPECT_TRUE(page.holds(text + tail)) << shown(text);
        EXPECT_TRUE(page.holds(text)) << shown(text);
        EXPECT_TRUE(page.mistakes.empty()) << shown(text) << page.mistakes.front();
    }
}

std::string draft_of(const Places& places, const std::string& text) {
    return json::serialize(json::object{{"people", json::array{places.school.teacher.id().text()}},
                                        {"kind", places.kind},
                                        {"minutes", 15},
                                        {"next_step", text},
                                        {"note", text},
                                        {"tier", "shared"}});
}

void expect_contact(Places& places, const std::string& id, const std::string& text) {
    School& school = places.school;
    expect_held(school.coach.get("/contacts/" + id), text, "the page of a contact");
    expect_held(school.teacher.get("/contacts/" + id), text, "a note the teacher reads");
    const auto kept = object_of(school.coach.api_get("/api/v1/contacts/" + id));
    EXPECT_EQ(field(kept, "next_step"), text);
    // A program gets a note as it is kept.
    const auto& note = kept.at("notes").as_array().at(0).as_object();
    EXPECT_EQ(field(note, "body"), "(none)");
    EXPECT_NE(field(note, "sealed"), text);
    const auto own = school.coach.get("/contacts/" + id + "/correction");
    expect_held(own, text, "the form that puts a contact right");
}

TEST(Hostile, every_next_step_and_note_comes_back_as_it_was_typed) {
    Places places;
    School& school = places.school;
    for (const std::string& text : hostile_strings()) {
        if (is_blank(text)) continue;
        const Reply logged = school.coach.post("/contacts", {{"person", school.teacher.id().text()},
                                                             {"kind", places.kind},
                                                             {"minutes", "15"},
                                                             {"next_step", text},
                                                             {"note", text},
                                                             {"tier", "shared"}});
        ASSERT_EQ(logged.status, 303) << shown(text);
        expect_contact(places, last_part(logged.location, '='), text);
        const Reply sent = school.coach.api_post("/api/v1/contacts", draft_of(places, text));
        ASSERT_EQ(sent.status, 201) << shown(text) << sent.body;
        EXPECT_EQ(field(object_of(sent), "next_step"), text);
        expect_contact(places, field(object_of(sent), "id"), text);
    }
}

TEST(Hostile, the_notes_of_a_private_kind_and_of_the_api_are_kept_to_the_byte) {
    Places places;
    School& school = places.school;
    const Reply logged = school.coach.api_post("/api/v1/contacts", draft_of(places, "begun"));
    const std::string one = "/contacts/" + field(object_of(logged), "id");
    for (const std::string& text : own_strings()) {
        if (is_blank(text)) continue;
        const std::string body = json::serialize(json::object{{"note", text}, {"tier", "private"}});
        const Reply kept = school.coach.api_post("/api/v1" + one + "/notes", body);
        ASSERT_EQ(kept.status, 201) << shown(text) << kept.body;
        EXPECT_EQ(school.coach.post(one + "/notes", {{"note", text}, {"tier", "shared"}}).status,
                  303);
        const std::string sharing = "/notes/" + field(object_of(kept), "id") + "/sharing";
        expect_held(school.coach.get(sharing), text, "the question before sharing");
    }
    const Page page = read_page(school.coach.get(one).body);
    for (const std::string& text : own_strings()) {
        EXPECT_TRUE(is_blank(text) || page.holds(text)) << shown(text);
    }
}

TEST(Hostile, a_person_may_be_called_anything) {
    School school;
    const std::string id = school.teacher.id().text();
    for (const std::string& text : hostile_strings()) {
        const std::string kept(text::trimmed(text));
        if (kept.empty() || text::length(kept) > 200) continue;
        const Reply saved =
            school.admin.post("/settings/people/" + id,
                              {{"name", text}, {"title", text}, {"room", text}, {"teaches", text}});
        ASSERT_EQ(saved.status, 303) << shown(text);
        expect_held(school.admin.get("/settings/people/" + id), kept, "the settings of a person");
        expect_held(school.coach.get("/people/" + id), kept, "the page of a person");
        expect_held(school.admin.get("/settings/people"), kept, "the list of people");
        const auto read = object_of(school.coach.api_get("/api/v1/people/" + id));
        for (const char* name : {"name", "title", "room", "teaches"}) {
            EXPECT_EQ(field(read, name), kept) << name;
        }
        EXPECT_EQ(read_page(school.teacher.get("/account").body).mistakes.size(), 0u);
    }
}

// A label taken by another is refused; everything else is kept, trimmed.
TEST(Hostile, kinds_and_focus_may_be_called_anything) {
    School school;
    const std::string kind = school.kind("1c");
    const auto list = object_of(school.admin.api_get("/api/v1/kinds"));
    const std::string focus = field(list.at("focus").as_array().at(0).as_object(), "id");
    for (const std::string& text : hostile_strings()) {
        const std::string kept(text::trimmed(text));
        if (kept.empty() || text::length(kept) > 60) continue;
        ASSERT_EQ(school.admin.post("/settings/kinds/" + kind + "/label", {{"label", text}}).status,
                  303)
            << shown(text);
        ASSERT_EQ(
            school.admin.post("/settings/focus/" + focus + "/label", {{"label", text}}).status, 303)
            << shown(text);
        expect_held(school.admin.get("/settings/kinds"), kept, "the list of kinds");
        expect_held(school.coach.get("/log"), kept, "the log");
        const auto all = object_of(school.coach.api_get("/api/v1/kinds"));
        int found = 0;
        for (const char* name : {"kinds", "focus"}) {
            for (const auto& one : all.at(name).as_array()) {
                found += field(one.as_object(), "label") == kept ? 1 : 0;
            }
        }
        EXPECT_EQ(found, 2) << shown(text);
    }
}

TEST(Hostile, a_token_may_be_called_anything) {
    School school;
    for (const std::string& text : hostile_strings()) {
        const std::string kept(text::trimmed(text));
        if (kept.empty() || text::length(kept) > 80) continue;
        const Reply made = school.coach.post("/account/tokens", {{"name", text}});
        ASSERT_EQ(made.status, 200) << shown(text);
    }
    const Page page = read_page(school.coach.get("/account").body);
    EXPECT_TRUE(page.mistakes.empty());
    for (const std::string& text : hostile_strings()) {
        const std::string kept(text::trimmed(text));
        if (kept.empty() || text::length(kept) > 80) continue;
        EXPECT_TRUE(page.holds(kept)) << shown(text);
    }
}

TEST(Hostile, every_search_box_repeats_what_was_asked_and_no_more) {
    School school;
    for (const std::string& text : hostile_strings()) {
        std::string asked;
        html::url_encode_into(asked, text);
        for (const char* where : {"/people?q=", "/contacts?q=", "/log?q="}) {
            const std::string kept(text::trimmed(text));
            if (!kept.empty()) expect_held(school.coach.get(where + asked), kept, where);
        }
        expect_held(school.admin.get("/settings/people?q=" + asked), text, "/settings/people");
        EXPECT_EQ(school.coach.get("/people/suggest?q=" + asked).status, 200) << shown(text);
        EXPECT_EQ(school.coach.api_get("/api/v1/people?q=" + asked).status, 200) << shown(text);
        expect_held(school.nobody.get("/signin?next=" + asked), "/signin", "/signin");
    }
}

}  // namespace
}  // namespace rapport::test
