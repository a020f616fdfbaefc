// Calendars out and in, as people and their programs meet them.
#include "schedule/calendars/calendars.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "schedule/calendars/calendars_rules.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::calendars {
namespace {

using test::Client;
using test::Reply;
using test::School;

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
    const auto at = text.find(begin);
    if (at == text.npos) return "";
    const auto from = at + begin.size();
    return text.substr(from, text.find(end, from) - from);
}

// Presses the button; the path of the address that the page shows once.
std::string new_path(Client& who) {
    const Reply page = who.post("/account/calendar/address");
    EXPECT_EQ(page.status, 200);
    return "/calendars/" + between(page.body, "/calendars/", ".ics") + ".ics";
}

// A request of Amina's that Rosa has and comes by for, on Tuesday at 15:40 UTC.
std::string agreed_visit(School& school) {
    const auto asked =
        school.teacher.api_post("/api/v1/requests", R"({"words": "CANARY with our tablets"})");
    const std::string id(boost::json::parse(asked.body).as_object().at("id").as_string());
    const auto path = "/api/v1/requests/" + id;
    const auto version = [&] {
        const auto reply = school.coach.api_get(path);
        return std::to_string(
            boost::json::parse(reply.body).as_object().at("version").to_number<int>());
    };
    const auto taken = school.coach.api_post(
        path + "/triage", R"({"branch": "coach", "holder": ")" + school.coach.id().text() +
                              R"(", "version": )" + version() + "}");
    EXPECT_LT(taken.status, 300) << taken.body;
    const auto when = school.coach.api_post(
        path + "/schedule", R"({"on": "2026-11-03", "at": "10:40", "version": )" + version() + "}");
    EXPECT_LT(when.status, 300) << when.body;
    return id;
}

Instant at(std::string_view text) { return Instant::parse_rfc3339(text).value(); }

std::vector<ical::Span> busy_time(School& school, PersonId person) {
    return school.db().read(school.scope(), [&](ReadTx& tx) {
        return busy_of(tx, std::span(&person, 1), at("2026-11-01T00:00:00Z"),
                       at("2026-12-01T00:00:00Z"))
            .at(0)
            .spans;
    });
}

const std::string a_calendar =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:CANARYTITLE\r\n"
    "DTSTART:20261103T150000Z\r\nDTEND:20261103T160000Z\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n";

Reply upload(Client& who, const std::string& bytes) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("rapport-calendar-" + std::to_string(::getpid()) + ".ics");
    std::ofstream(path, std::ios::binary) << bytes;
    http::Request request;
    request.method = http::Method::post;
    request.path = request.target = "/api/v1/calendars/files";
    request.headers = {
        {"authorization", "Bearer " + who.api_token()},
        {"idempotency-key", "calendar-" + std::to_string(bytes.size()) + "-key-0001"}};
    request.uploads.push_back({.field = "file",
                               .file_name = "C:\\mine\\school.ics",
                               .content_type = "text/calendar",
                               .path = path.string(),
                               .size = bytes.size()});
    const Reply reply = who.send(std::move(request));
    std::filesystem::remove(path);
    return reply;
}

TEST(Calendars, a_wrong_address_finds_nothing_and_an_ended_one_neither) {
    School school;
    EXPECT_EQ(school.nobody.get("/calendars/wrong.ics").status, 404);
    EXPECT_EQ(school.nobody.get("/calendars/wrong").status, 404);
    const std::string path = new_path(school.coach);
    EXPECT_EQ(school.nobody.get(path).status, 200);
    EXPECT_EQ(school.nobody.get(path.substr(0, path.size() - 4)).status, 404);
    EXPECT_EQ(school.coach.del("/account/calendar/address").status, 303);
    EXPECT_EQ(school.nobody.get(path).status, 404);
}

TEST(Calendars, a_new_address_ends_the_old_one_at_once) {
    School school;
    const std::string first = new_path(school.coach), second = new_path(school.coach);
    EXPECT_NE(first, second);
    EXPECT_EQ(first.size(), std::string("/calendars/.ics").size() + 27) << "160 bits";
    EXPECT_EQ(school.nobody.get(first).status, 404);
    EXPECT_EQ(school.nobody.get(second).status, 200);
}

TEST(Calendars, an_address_is_shown_once_and_kept_by_its_hash_alone) {
    School school;
    const std::string path = new_path(school.coach);
    const std::string token = between(path, "/calendars/", ".ics");
    const Reply page = school.coach.get("/account/calendar");
    EXPECT_FALSE(page.shows(token));
    EXPECT_TRUE(page.shows("An address was made"));
    EXPECT_FALSE(school.coach.api_get("/api/v1/calendar-address").shows(token));
    EXPECT_TRUE(school.coach.api_get("/api/v1/calendar-address").shows("\"is_on\":true"));
    EXPECT_TRUE(school.teacher.api_get("/api/v1/calendar-address").shows("\"is_on\":false"));
}

TEST(Calendars, an_address_ends_after_400_days_and_when_its_owner_leaves) {
    School school;
    const std::string path = new_path(school.coach);
    test::clock().advance_seconds(399 * 86'400);
    EXPECT_EQ(school.nobody.get(path).status, 200);
    test::clock().advance_seconds(2 * 86'400);
    EXPECT_EQ(school.nobody.get(path).status, 404);
    const std::string other = new_path(school.teacher);
    EXPECT_EQ(school.nobody.get(other).status, 200);
    EXPECT_EQ(
        school.admin.post("/settings/people/" + school.teacher.id().text() + "/departure").status,
        303);
    test::clock().advance_seconds(2 * 86'400);
    EXPECT_EQ(school.nobody.get(other).status, 404);
}

TEST(Calendars, what_is_agreed_stands_in_the_calendars_of_both_and_in_no_other) {
    School school;
    agreed_visit(school);
    const Reply coach = school.nobody.get(new_path(school.coach));
    EXPECT_EQ(coach.header_type, "text/calendar");
    EXPECT_TRUE(coach.shows("SUMMARY:Visit · Amina Diallo\r\n")) << coach.body;
    EXPECT_TRUE(coach.shows("DTSTART;TZID=America/New_York:20261103T104000\r\n")) << coach.body;
    EXPECT_TRUE(coach.shows("LOCATION:Cedar Elementary · 214\r\n"));
    const Reply teacher = school.nobody.get(new_path(school.teacher));
    EXPECT_TRUE(teacher.shows("SUMMARY:Visit · Rosa Lima\r\n")) << teacher.body;
    for (Client* other : {&school.colleague, &school.other_coach, &school.principal, &school.admin,
                          &school.stranger}) {
        EXPECT_FALSE(school.nobody.get(new_path(*other)).shows("VEVENT"));
    }
}

TEST(Calendars, no_word_of_a_request_stands_in_a_calendar) {
    School school;
    agreed_visit(school);
    EXPECT_FALSE(school.nobody.get(new_path(school.coach)).shows("CANARY"));
    EXPECT_FALSE(school.nobody.get(new_path(school.teacher)).shows("CANARY"));
}

TEST(Calendars, what_is_called_off_stays_ninety_days_as_cancelled) {
    School school;
    const std::string id = agreed_visit(school);
    const auto seen = school.teacher.api_get("/api/v1/requests/" + id).body;
    const auto version = boost::json::parse(seen).as_object().at("version").to_number<int>();
    const auto gone = school.teacher.api_post("/api/v1/requests/" + id + "/withdrawal",
                                              R"({"version": )" + std::to_string(version) + "}");
    EXPECT_EQ(gone.status, 200) << gone.body;
    const std::string path = new_path(school.teacher);
    EXPECT_TRUE(school.nobody.get(path).shows("STATUS:CANCELLED\r\n"))
        << school.nobody.get(path).body;
    test::clock().advance_seconds(88 * 86'400);
    EXPECT_TRUE(school.nobody.get(path).shows("STATUS:CANCELLED\r\n"));
    test::clock().advance_seconds(5 * 86'400);
    EXPECT_FALSE(school.nobody.get(path).shows("VEVENT"));
}

TEST(Calendars, a_program_that_has_it_already_is_told_so) {
    School school;
    agreed_visit(school);
    const std::string path = new_path(school.coach);
    const Reply first = school.nobody.get(path);
    const std::string etag(first.header("ETag"));
    EXPECT_EQ(etag.size(), 34u);
    EXPECT_EQ(std::string(first.header("Last-Modified")), "Mon, 02 Nov 2026 14:00:00 GMT");
    EXPECT_EQ(school.nobody.get(path).body, first.body) << "the same to the byte";
    http::Request request;
    request.path = request.target = path;
    request.headers = {{"if-none-match", "\"other\", W/" + etag}};
    const Reply again = school.nobody.send(request);
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    request.headers = {{"if-none-match", "\"other\""}};
    EXPECT_EQ(school.nobody.send(request).status, 200);
    request.method = http::Method::head;
    EXPECT_EQ(school.nobody.send(request).status, 200);
}

TEST(Calendars, a_calendar_speaks_the_language_of_its_owner) {
    School school;
    agreed_visit(school);
    school.coach.post("/account/language", {{"language", "fr"}});
    EXPECT_TRUE(school.nobody.get(new_path(school.coach)).shows("SUMMARY:Visite · Amina"));
}

TEST(Calendars, only_an_address_of_the_web_is_taken) {
    for (const char* typed :
         {"", "calendar.example/x.ics", "http://calendar.example/x.ics", "file:///etc/passwd",
          "https://localhost/x", "https://a:b@c.example/", "https://[::1]/x",
          "https://a.example/\nx", "https:// a.example/", "webcal://", "javascript:alert(1)"}) {
        EXPECT_FALSE(address_of(typed)) << typed;
    }
    EXPECT_EQ(address_of(" webcal://calendar.example/x.ics "), "https://calendar.example/x.ics");
    EXPECT_EQ(address_of("https://calendar.example:443/x?y=1"),
              "https://calendar.example:443/x?y=1");
    School school;
    const Reply reply =
        school.teacher.post("/account/calendar/feeds", {{"address", "http://x.example"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("value=\"http://x.example\""));
    EXPECT_TRUE(reply.shows("begins with https://"));
}

TEST(Calendars, of_a_file_only_the_times_are_kept) {
    School school;
    const Reply reply = upload(school.teacher, a_calendar);
    EXPECT_EQ(reply.status, 201) << reply.body;
    EXPECT_TRUE(reply.shows(R"("label":"school.ics")")) << reply.body;
    EXPECT_EQ(busy_time(school, school.teacher.id()),
              (std::vector<ical::Span>{{at("2026-11-03T15:00:00Z"), at("2026-11-03T16:00:00Z")},
                                       {at("2026-11-10T15:00:00Z"), at("2026-11-10T16:00:00Z")}}));
    EXPECT_TRUE(busy_time(school, school.colleague.id()).empty());
    const Reply page = school.teacher.get("/account/calendar");
    EXPECT_TRUE(page.shows("school.ics"));
    EXPECT_TRUE(page.shows("10:00"));
    EXPECT_FALSE(page.shows("CANARYTITLE"));
}

TEST(Calendars, what_is_no_calendar_is_refused_with_a_reason) {
    School school;
    EXPECT_EQ(upload(school.teacher, "<html>Sign in</html>").status, 422);
    EXPECT_EQ(upload(school.teacher, "").status, 422);
    EXPECT_TRUE(upload(school.teacher, "<html>Sign in</html>").shows("no calendar"));
    EXPECT_TRUE(busy_time(school, school.teacher.id()).empty());
}

TEST(Calendars, ending_a_calendar_deletes_its_times_and_nobody_else_can) {
    School school;
    const Reply made = upload(school.teacher, a_calendar);
    const std::string id(boost::json::parse(made.body).as_object().at("id").as_string());
    for (Client* other : {&school.colleague, &school.coach, &school.admin, &school.stranger}) {
        EXPECT_EQ(other->api_del("/api/v1/calendars/" + id).status, 404);
    }
    EXPECT_EQ(busy_time(school, school.teacher.id()).size(), 2u);
    EXPECT_EQ(school.teacher.del("/account/calendar/feeds/" + id).status, 303);
    EXPECT_TRUE(busy_time(school, school.teacher.id()).empty());
    EXPECT_EQ(school.teacher.del("/account/calendar/feeds/" + id).status, 404);
}

TEST(Calendars, at_most_five_calendars_and_none_twice) {
    School school;
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(school.teacher
                      .post("/account/calendar/feeds",
                            {{"address", "https://x.example/" + std::to_string(i)}})
                      .status,
                  303);
    }
    const auto add = [&](const std::string& address) {
        return school.teacher.post("/account/calendar/feeds", {{"address", address}});
    };
    EXPECT_TRUE(add("https://x.example/4").shows("read already"));
    EXPECT_TRUE(add("https://x.example/5").shows("At most 5"));
}

TEST(Calendars, several_people_are_asked_for_at_once_and_come_in_the_order_asked) {
    School school;
    upload(school.teacher, a_calendar);
    upload(school.harbor_teacher, a_calendar);
    const std::vector<PersonId> people{school.harbor_teacher.id(), school.colleague.id(),
                                       school.teacher.id()};
    school.db().read(school.scope(), [&](ReadTx& tx) {
        const auto before = Db::statements_of_this_thread();
        const auto busy =
            busy_of(tx, people, at("2026-11-03T15:30:00Z"), at("2026-11-04T00:00:00Z"));
        EXPECT_EQ(Db::statements_of_this_thread() - before, 1);
        ASSERT_EQ(busy.size(), 3u);
        const std::vector<ical::Span> cut{{at("2026-11-03T15:30:00Z"), at("2026-11-03T16:00:00Z")}};
        EXPECT_EQ(busy[0].spans, cut);
        EXPECT_EQ(busy[0].person, school.harbor_teacher.id());
        EXPECT_TRUE(busy[1].spans.empty());
        EXPECT_EQ(busy[2].spans, cut);
    });
}

TEST(Calendars, an_address_that_cannot_be_read_says_so_kindly_and_since_when) {
    School school;
    school.teacher.post("/account/calendar/feeds", {{"address", "https://127.0.0.1/x.ics"}});
    EXPECT_TRUE(school.teacher.get("/account/calendar").shows("It will be read"));
    const fetch::Fetcher fetcher(fetch::Reach::public_web);
    EXPECT_EQ(read_due(school.db(), fetcher, 10), 1);
    EXPECT_EQ(read_due(school.db(), fetcher, 10), 0) << "not again before its time";
    const Reply page = school.teacher.get("/account/calendar");
    EXPECT_TRUE(page.shows("We could not read it since"));
    EXPECT_TRUE(page.shows("does not lie on the public web"));
    test::clock().advance_seconds(4 * 3600);
    EXPECT_EQ(read_due(school.db(), fetcher, 10), 1);
}

constexpr Sql payloads{"calendars_test.payloads", R"(
    SELECT payload
      FROM job
     WHERE district_id = $1 AND kind = 'mail'
     ORDER BY dedup)"};

std::vector<boost::json::object> mails(School& school) {
    return school.db().read(school.scope(), [&](ReadTx& tx) {
        return tx.all<boost::json::object>(
            payloads,
            [](const db::Row& row) { return boost::json::parse(row.text(0)).as_object(); },
            tx.district());
    });
}

Entry planning(const locale::Speech& speech, std::int64_t sequence) {
    return {.uid = "visit-7@rapport",
            .sequence = sequence,
            .changed_at = speech.now(),
            .begins_at = at("2026-11-03T15:40:00Z"),
            .ends_at = at("2026-11-03T16:25:00Z"),
            .zone = Zone::find("America/New_York"),
            .summary = speech.language() == locale::Language::french ? "Préparation" : "Planning",
            .place = "Room 214"};
}

TEST(Calendars, an_invitation_goes_once_to_each_in_their_language) {
    School school;
    school.teacher.post("/account/language", {{"language", "fr"}});
    const std::vector<PersonId> both{school.coach.id(), school.teacher.id()};
    for (int i = 0; i < 2; ++i) {
        school.db().write(school.scope(), [&](WriteTx& tx) {
            invite(tx, both, [](PersonId, const locale::Speech& s) { return planning(s, 1); });
        });
    }
    const auto sent = mails(school);
    ASSERT_EQ(sent.size(), 2u);
    for (const auto& mail : sent) {
        const std::string to(mail.at("to_name").as_string()), ics(mail.at("ics").as_string());
        EXPECT_EQ(std::string(mail.at("subject").as_string()),
                  to == "Rosa Lima" ? "Planning" : "Préparation");
        EXPECT_EQ(std::string(mail.at("method").as_string()), "REQUEST");
        EXPECT_NE(ics.find("METHOD:REQUEST\r\n"), ics.npos);
        EXPECT_NE(ics.find("CN=\"" + to + "\""), ics.npos) << ics;
        EXPECT_EQ(ics.find("ATTENDEE", ics.find("ATTENDEE") + 1), ics.npos) << "each alone";
        const std::string text(mail.at("text").as_string());
        EXPECT_NE(text.find("Room 214"), text.npos);
        EXPECT_NE(text.find(to == "Rosa Lima" ? "10:40" : "10 h 40"), text.npos) << text;
    }
}

TEST(Calendars, what_changes_is_told_anew_and_what_is_called_off_is_taken_out) {
    School school;
    const std::vector<PersonId> one{school.teacher.id()};
    school.db().write(school.scope(), [&](WriteTx& tx) {
        invite(tx, one, [](PersonId, const locale::Speech& s) { return planning(s, 1); });
        invite(tx, one, [](PersonId, const locale::Speech& s) { return planning(s, 2); });
        uninvite(tx, one, [](PersonId, const locale::Speech& s) { return planning(s, 3); });
    });
    const auto sent = mails(school);
    ASSERT_EQ(sent.size(), 3u);
    const auto& off = sent.at(0);  // "cancellation" stands before "invitation".
    EXPECT_EQ(std::string(off.at("subject").as_string()), "Called off: Planning");
    EXPECT_EQ(std::string(off.at("method").as_string()), "CANCEL");
    const std::string ics(off.at("ics").as_string());
    EXPECT_NE(ics.find("STATUS:CANCELLED\r\n"), ics.npos);
    EXPECT_NE(ics.find("SEQUENCE:3\r\n"), ics.npos);
}

TEST(Calendars, who_has_left_or_has_no_address_gets_no_mail) {
    School school;
    school.admin.post("/settings/people/" + school.teacher.id().text() + "/departure");
    test::clock().advance_seconds(2 * 86'400);
    const std::vector<PersonId> one{school.teacher.id(), school.stranger.id()};
    school.db().write(school.scope(), [&](WriteTx& tx) {
        invite(tx, one, [](PersonId, const locale::Speech& s) { return planning(s, 1); });
    });
    EXPECT_TRUE(mails(school).empty());
}

}  // namespace
}  // namespace rapport::calendars
