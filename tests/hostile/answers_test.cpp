// Whatever is sent, the answer is ours: no fault, no header of somebody else's, no place to go but
// our own.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>

#include "cli/slices.hpp"
#include "kernel/html/escape.hpp"
#include "kernel/mail/mail.hpp"
#include "tests/hostile/reading.hpp"
#include "tests/hostile/strings.hpp"
#include "tests/support/test_db.hpp"
#include "tests/support/world.hpp"

namespace rapport::test {
namespace {

namespace json = boost::json;

// Every field any form or call of ours reads.
constexpr const char* all_fields[] = {"words",
                                      "times",
                                      "person",
                                      "people",
                                      "who",
                                      "note",
                                      "half",
                                      "reason",
                                      "instead",
                                      "on",
                                      "at",
                                      "original",
                                      "version",
                                      "branch",
                                      "holder",
                                      "to",
                                      "severity",
                                      "impact",
                                      "kind",
                                      "minutes",
                                      "minutes_typed",
                                      "since",
                                      "heads",
                                      "students",
                                      "team",
                                      "building",
                                      "focus",
                                      "began_by",
                                      "place",
                                      "request",
                                      "finishes",
                                      "step_done",
                                      "next_step",
                                      "next_on",
                                      "tier",
                                      "from",
                                      "format",
                                      "notes",
                                      "label",
                                      "shape",
                                      "step",
                                      "name",
                                      "email",
                                      "title",
                                      "room",
                                      "teaches",
                                      "role",
                                      "language",
                                      "back",
                                      "code",
                                      "next",
                                      "contacts.close_day",
                                      "words.coach.en",
                                      "limit",
                                      "cursor",
                                      "after",
                                      "before",
                                      "show",
                                      "q",
                                      "tab",
                                      "saved",
                                      "district"};

// Ended sessions and people would make every later answer the same; passwords take their time.
bool is_left_out(const desk::Route& route) {
    for (const char* part : {"signout", "departure", "password", "signin", "link"}) {
        if (route.pattern.find(part) != std::string::npos) return true;
    }
    return false;
}

// A few of each sort: the whole list goes through every field elsewhere.
std::vector<std::string> some_strings() {
    std::vector<std::string> some = {"",
                                     " ",
                                     "\xF0\x9F\x98\x80",
                                     "99999999999999999999",
                                     "-9223372036854775808",
                                     "1e309",
                                     "0x10",
                                     "2026-02-30",
                                     "9999-12-31",
                                     "0000-00-00",
                                     "24:00",
                                     "10:40:99",
                                     std::string(20'000, 'x')};
    const auto& ours = own_strings();
    for (std::size_t at = 0; at < ours.size(); at += 7) some.push_back(ours[at]);
    return some;
}

std::string path_in(const World& world, const desk::Route& route) {
    return world.path_of(route.pattern);
}

Reply send(Client& who, const desk::Route& route, const std::string& path,
           const std::string& text) {
    if (route.is_api) {
        if (route.method == http::Method::del) return who.api_del(path);
        json::object body;
        for (const char* name : all_fields) body[name] = text;
        return who.api_post(path, json::serialize(body));
    }
    Form form;
    for (const char* name : all_fields) form.emplace_back(name, text);
    return route.method == http::Method::del ? who.del(path, form) : who.post(path, form);
}

// No header was smuggled in, and no redirection leaves.
void expect_ours(const Reply& reply, const std::string& what) {
    EXPECT_LT(reply.status, 500) << what;
    for (const auto& [name, value] : reply.headers) {
        EXPECT_EQ(value.find_first_of("\r\n"), std::string::npos) << what << " " << name;
    }
    const bool is_inside = reply.location.empty() || reply.location == "/" ||
                           (reply.location[0] == '/' && reply.location[1] != '/' &&
                            reply.location.find('\\') == std::string::npos);
    EXPECT_TRUE(is_inside) << what << " leads to " << reply.location;
}

TEST(HostileAnswer, no_act_has_a_fault_whatever_all_its_fields_say) {
    World world;
    School& school = world.school;
    const auto routes = school.app().routes();
    for (const std::string& text : some_strings()) {
        for (const desk::Route& route : routes) {
            if (route.act == nullptr || is_left_out(route)) continue;
            for (Client* who : {&school.coach, &school.admin, &school.teacher}) {
                expect_ours(send(*who, route, path_in(world, route), text),
                            route.pattern + " " + text.substr(0, 40));
            }
        }
    }
}

TEST(HostileAnswer, no_page_has_a_fault_whatever_its_address_says) {
    World world;
    School& school = world.school;
    const auto routes = school.app().routes();
    for (const std::string& text : some_strings()) {
        std::string encoded;
        html::url_encode_into(encoded, text.substr(0, 2000));
        std::string query = "?";
        for (const char* name : all_fields) query += std::string(name) + "=" + encoded + "&";
        for (const desk::Route& route : routes) {
            if (route.show == nullptr) continue;
            const std::string target = path_in(world, route) + query;
            for (Client* who : {&school.coach, &school.admin, &school.teacher, &school.nobody}) {
                expect_ours(route.is_api ? who->api_get(target) : who->get(target),
                            route.pattern + " " + text.substr(0, 40));
            }
        }
    }
}

TEST(HostileAnswer, an_id_that_is_none_finds_nothing) {
    World world;
    School& school = world.school;
    for (const std::string& text : own_strings()) {
        if (text.find_first_of("/?") != std::string::npos) continue;
        for (const std::string place :
             {"/requests/", "/contacts/", "/people/", "/notes/", "/settings/people/",
              "/who-can-see/contact/", "/who-can-see/", "/link/", "/", "/assets/"}) {
            for (Client* who : {&school.coach, &school.admin}) {
                const Reply reply = who->get(place + text);
                expect_ours(reply, place + text);
                EXPECT_TRUE(reply.status >= 400) << place << text << reply.status;
                if (place == "/assets/") continue;
                EXPECT_TRUE(read_page(reply.body).mistakes.empty()) << place << text;
            }
        }
    }
}

TEST(HostileAnswer, a_nul_is_refused_and_the_field_is_named) {
    World world;
    School& school = world.school;
    const auto refused = [](const Reply& reply, const char* field) {
        EXPECT_EQ(reply.status, 422) << reply.body;
        EXPECT_TRUE(reply.shows("\"pointer\":\"/" + std::string(field) + "\"")) << reply.body;
    };
    refused(school.teacher.api_post("/api/v1/requests", R"({"words": "a\u0000b"})"), "words");
    refused(school.teacher.api_post("/api/v1/requests", R"({"words": "a", "times": "\u0000"})"),
            "times");
    refused(school.coach.api_post("/api/v1/requests/" + world.request + "/triage",
                                  R"({"version": 1, "branch": "coach", "note": "\u0000"})"),
            "note");
    refused(school.coach.api_post("/api/v1/contacts/" + world.contact + "/notes",
                                  R"({"note": "a\u0000"})"),
            "note");
    const std::string nul("a\0b", 3);
    for (const char* field : {"name", "title", "room", "teaches"}) {
        const Reply reply = school.admin.post("/settings/people/" + school.teacher.id().text(),
                                              {{"name", "Amina"}, {field, nul}});
        EXPECT_TRUE(reply.status == 400 || reply.status == 422) << field << reply.status;
        EXPECT_FALSE(reply.location.starts_with("/settings"));
    }
    EXPECT_EQ(school.coach.post("/account/tokens", {{"name", nul}}).status, 400);
    EXPECT_EQ(school.teacher.post("/my-help", {{"words", nul}}).status, 400);
}

TEST(HostileAnswer, json_that_is_none_is_refused_in_words) {
    School school;
    for (const std::string body :
         {"{", "[]", "\"words\"", "{\"words\": {}}", "{\"words\": [[]]}", "\xff\xfe", "null",
          "{\"words\": \"\\ud800\"}", "{\"words\": \"\xed\xa0\x80\"}", "{\"words\":\"a\"}x"}) {
        const Reply reply = school.teacher.api_post("/api/v1/requests", body);
        EXPECT_EQ(reply.status, 400) << body << reply.body;
        EXPECT_TRUE(reply.shows("\"title\"")) << body;
    }
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "[";
    EXPECT_EQ(school.teacher.api_post("/api/v1/requests", "{\"words\":" + deep).status, 400);
}

constexpr Sql mail_jobs{"test.mail_jobs", R"(
    SELECT payload FROM job WHERE district_id = $1 AND kind = 'mail' ORDER BY run_at, id)"};

class Pile final : public mail::Postman {
  public:
    void deliver(const std::string&, const std::string& to, const std::string& eml,
                 std::string_view) override {
        addresses.push_back(to);
        messages.push_back(eml);
    }
    std::vector<std::string> addresses, messages;
};

TEST(HostileAnswer, an_invitation_carries_one_set_of_headers_whatever_the_name) {
    School school;
    const std::string place = "/settings/people/" + school.colleague.id().text();
    const Instant before = clock().now();
    for (const std::string& text : own_strings()) {
        school.admin.post(place, {{"name", "x" + text}, {"email", "bao@example.org"}});
        school.admin.post(place + "/invitation");
        clock().advance_seconds(1);
    }
    clock().set(before);
    const auto payloads = database().read(school.scope(), [](ReadTx& tx) {
        return tx.all<std::string>(
            mail_jobs, [](const db::Row& row) { return row.text(0); }, tx.district());
    });
    EXPECT_GE(payloads.size(), own_strings().size());
    Pile pile;
    const mail::Sender sender{"Rapport", "rapport@school.example", "school.example"};
    for (const auto& payload : payloads) {
        mail::deliver_job(pile, sender, clock(), payload, "r/1");
    }
    for (const std::string& eml : pile.messages) {
        const std::string head = "\r\n" + eml.substr(0, eml.find("\r\n\r\n") + 2);
        EXPECT_EQ(head.find("\r\nBcc:"), head.npos) << head;
        EXPECT_EQ(head.find("\r\nSet-Cookie:"), head.npos) << head;
        EXPECT_EQ(head.find("\r\nX-Injected:"), head.npos) << head;
        EXPECT_NE(head.find("\r\nAuto-Submitted: auto-generated\r\n"), head.npos) << head;
        EXPECT_EQ(head.find("\r\nTo:"), head.rfind("\r\nTo:"));
    }
    for (const std::string& to : pile.addresses) EXPECT_EQ(to, "bao@example.org");
}

}  // namespace
}  // namespace rapport::test
