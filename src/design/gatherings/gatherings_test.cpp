// Gatherings: entered, attended, read by those who may, erased a month later.
#include "design/gatherings/gatherings.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "kernel/ical/ical.hpp"
#include "kernel/jobs/jobs.hpp"
#include "tests/hostile/reading.hpp"
#include "tests/hostile/strings.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::gatherings {
namespace {

namespace json = boost::json;
using test::Client;
using test::Form;
using test::Reply;
using test::School;

Form details(const std::string& name = "Tech for teachers", const std::string& first = "2026-11-20",
             const std::string& last = "2026-11-21") {
    return {{"kind", "conference"},
            {"name", name},
            {"first_on", first},
            {"last_on", last},
            {"place", "Bangor, town hall"},
            {"link", "https://conference.example/2026"},
            {"words", "How others began."}};
}

Form with(Form form, const std::string& field, const std::string& value) {
    for (auto& [name, now] : form) {
        if (name == field) now = value;
    }
    return form;
}

std::string entered_by(Client& who, const Form& form = details()) {
    const Reply made = who.post("/gatherings", form);
    EXPECT_EQ(made.status, 303) << made.body;
    return made.location;
}

Form coming_with(const std::string& words, bool is_public) {
    Form form{{"words", words}};
    if (is_public) form.emplace_back("is_public", "1");
    return form;
}

std::string public_page_of(School& school) {
    const Reply reply = school.admin.api_post("/api/v1/gatherings/publication", "{}");
    EXPECT_EQ(reply.status, 200) << reply.body;
    const std::string link(json::parse(reply.body).at("link").as_string());
    return link.substr(link.find("/gatherings/at/"));
}

TEST(Gatherings, what_cannot_be_entered_is_said_at_its_field_and_nothing_typed_is_lost) {
    School school;
    const auto refused = [&](const Form& form, const char* says) {
        const Reply reply = school.coach.post("/gatherings", form);
        EXPECT_EQ(reply.status, 422) << says;
        EXPECT_TRUE(reply.shows(says)) << says;
        EXPECT_TRUE(reply.shows("How others began.")) << says;
    };
    const Form good = details();
    refused(with(good, "name", "  "), "Write what it is called.");
    refused(with(good, "name", std::string(201, 'x')), "That is longer than 200 characters.");
    refused(with(good, "kind", "party"), "Choose what it is.");
    refused(with(good, "first_on", "soon"), "Choose a day.");
    refused(with(good, "last_on", "2026-02-30"), "Choose a day.");
    refused(with(good, "last_on", "2026-11-19"), "It cannot end before it begins.");
    refused(with(good, "last_on", "2027-11-19"), "At most 31 days.");
    refused(details("x", "2036-11-20", "2036-11-20"), "more than three years ahead.");
    refused(details("x", "2026-10-20", "2026-10-21"), "That day has passed.");
    for (const char* link : {"http://conference.example", "javascript:alert(1)", "https://",
                             "https://good.example@evil.example/", "https://a b.example", "https:x",
                             "https://conference.example/\"onclick=", "https://localhost/x"}) {
        refused(with(good, "link", link), "begins with https://");
    }
}

TEST(Gatherings, everybody_of_the_district_reads_what_is_coming_soonest_first) {
    School school;
    const std::string later = entered_by(school.coach, details("Later one", "2027-01-10", ""));
    const std::string sooner = entered_by(school.representative, details("Sooner one"));
    for (Client* who : {&school.teacher, &school.technician, &school.principal, &school.director,
                        &school.representative}) {
        const Reply reply = who->get("/gatherings");
        EXPECT_EQ(reply.status, 200);
        EXPECT_LT(reply.body.find("Sooner one"), reply.body.find("Later one"));
        EXPECT_TRUE(who->get(later).shows("Bangor, town hall"));
    }
    EXPECT_FALSE(school.stranger.get("/gatherings").shows("Sooner one"));
    EXPECT_EQ(school.stranger.get(sooner).status, 404);
    EXPECT_EQ(school.stranger.post(sooner + "/attendance", coming_with("x", true)).status, 404);
    EXPECT_EQ(school.teacher.post("/gatherings", details()).status, 403);
    EXPECT_EQ(school.nobody.get(sooner).status, 303);
}

TEST(Gatherings, who_says_so_is_named_to_the_district_and_takes_it_back_with_one_press) {
    School school;
    const std::string one = entered_by(school.coach);
    EXPECT_TRUE(school.teacher.get(one).shows("Nobody has said so yet."));
    ASSERT_EQ(school.teacher.post(one + "/attendance", coming_with("podcasts", false)).status, 303);
    ASSERT_EQ(school.teacher.post(one + "/attendance", coming_with("radio", false)).status, 303);
    const Reply page = school.colleague.get(one);
    EXPECT_TRUE(page.shows("Amina Diallo"));
    EXPECT_TRUE(page.shows("Ask about: radio"));
    EXPECT_FALSE(page.shows("podcasts"));
    EXPECT_TRUE(school.colleague.get("/gatherings").shows("Will be there: Amina Diallo"));
    EXPECT_EQ(school.teacher.del(one + "/attendance").status, 303);
    EXPECT_EQ(school.teacher.del(one + "/attendance").status, 303);
    EXPECT_FALSE(school.colleague.get(one).shows("Amina Diallo"));
    const Reply refused =
        school.teacher.post(one + "/attendance", coming_with(std::string(201, 'y'), true));
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows(std::string(201, 'y')));
}

TEST(Gatherings, others_read_only_what_is_published_and_only_names_that_agreed) {
    School school;
    const std::string one = entered_by(school.coach);
    school.teacher.post(one + "/attendance", coming_with("CANARYMINE", false));
    school.coach.post(one + "/attendance", coming_with("our first year", true));
    EXPECT_EQ(school.coach.post("/gatherings/publication").status, 403);
    EXPECT_EQ(school.teacher.post("/gatherings/publication").status, 403);
    const std::string page = public_page_of(school);
    EXPECT_EQ(public_page_of(school), page);  // Pressed twice, it is the same.
    for (Client* who : {&school.nobody, &school.stranger}) {
        const Reply reply = who->get(page);
        EXPECT_TRUE(reply.shows("Tech for teachers"));
        EXPECT_TRUE(reply.shows("Rosa Lima"));
        EXPECT_TRUE(reply.shows("our first year"));
        EXPECT_FALSE(reply.shows("Amina Diallo"));
        EXPECT_FALSE(reply.shows("CANARYMINE"));
        EXPECT_FALSE(reply.shows("Book a call"));
    }
    ASSERT_EQ(school.admin.del("/gatherings/publication").status, 303);
    EXPECT_EQ(school.nobody.get(page).status, 404);
    EXPECT_NE(public_page_of(school), page);
}

TEST(Gatherings, others_book_a_call_with_whoever_offers_one) {
    School school;
    const std::string one = entered_by(school.coach);
    school.coach.post(one + "/attendance", coming_with("", true));
    ASSERT_EQ(school.coach
                  .post("/calls", {{"day", "2026-11-18"},
                                   {"from", "10:00"},
                                   {"minutes", "30"},
                                   {"in_a_row", "2"},
                                   {"place", "a number"}})
                  .status,
              303);
    const Reply reply = school.nobody.get(public_page_of(school));
    EXPECT_TRUE(reply.shows("Book a call"));
    const auto at = reply.body.find("/calls/with/");
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(school.nobody.get(reply.body.substr(at, 12 + 26)).status, 200);
}

TEST(Gatherings, whoever_entered_it_or_an_administrator_changes_and_removes_it) {
    School school;
    const std::string one = entered_by(school.coach);
    Form form = details("Renamed", "2026-12-04", "");
    form.emplace_back("version", "1");
    EXPECT_EQ(school.other_coach.post(one, form).status, 403);
    EXPECT_EQ(school.other_coach.get(one + "/words").status, 403);
    EXPECT_EQ(school.coach.post(one, form).status, 303);
    EXPECT_TRUE(school.teacher.get(one).shows("Renamed"));
    const Reply late = school.admin.post(one, form);  // Saw what was there before.
    EXPECT_EQ(late.status, 422);
    EXPECT_TRUE(late.shows("Somebody else changed this"));
    school.teacher.post(one + "/attendance", coming_with("", false));
    EXPECT_EQ(school.other_coach.del(one).status, 403);
    EXPECT_EQ(school.stranger.del(one).status, 404);
    EXPECT_EQ(school.admin.del(one).status, 303);
    EXPECT_EQ(school.teacher.get(one).status, 404);
    EXPECT_EQ(school.coach.del(one).status, 404);
}

TEST(Gatherings, who_was_there_is_erased_a_month_after_the_last_day) {
    School school;
    const std::string one = entered_by(school.coach);
    school.teacher.post(one + "/attendance", coming_with("", true));
    const auto count = [&] {
        return school.db().read(school.scope(), [](ReadTx& tx) {
            constexpr Sql all{"test.attendees", R"(
                SELECT COUNT(*)
                  FROM gathering_attendee
                 WHERE district_id = $1)"};
            return tx.number(all, tx.district());
        });
    };
    jobs::Runner runner(school.db());
    mount_erasure(runner, school.db());
    test::clock().advance_seconds(30 * 24 * 3600);  // 2 December: it is over.
    runner.run_due();
    EXPECT_TRUE(school.coach.get(one).shows("Amina Diallo"));
    EXPECT_TRUE(school.coach.get(one).shows("Who was there to ask"));
    EXPECT_EQ(school.coach.post(one + "/attendance").status, 422);
    EXPECT_EQ(school.coach.get(one + "/calendar").status, 200);
    test::clock().advance_seconds(20 * 24 * 3600);  // Also before the runner has come round.
    EXPECT_FALSE(school.coach.get(one).shows("Amina Diallo"));
    EXPECT_EQ(count(), 1);
    runner.run_due();
    EXPECT_EQ(count(), 0);
    EXPECT_TRUE(school.coach.get("/gatherings").shows("Tech for teachers"));
}

TEST(Gatherings, a_calendar_takes_it_as_whole_days) {
    School school;
    const std::string one = entered_by(school.coach);
    const Reply reply = school.teacher.get(one + "/calendar");
    EXPECT_EQ(reply.header_type, "text/calendar");
    EXPECT_TRUE(reply.shows("DTSTART;VALUE=DATE:20261120\r\n"));
    EXPECT_TRUE(reply.shows("DTEND;VALUE=DATE:20261122\r\n"));
    EXPECT_TRUE(reply.shows("URL:https://conference.example/2026\r\n"));
    const Zone& wall = *Zone::find("America/New_York");
    const auto at = [&](Day day) { return wall.instant({day, 0, 0}); };
    const auto busy = ical::busy(reply.body, {at({2026, 11, 1}), at({2026, 12, 1})}, wall);
    ASSERT_EQ(busy.spans.size(), 1u);
    EXPECT_EQ(busy.spans[0].begins_at, at({2026, 11, 20}));
    EXPECT_EQ(busy.spans[0].ends_at, at({2026, 11, 22}));
    const std::string page = public_page_of(school);
    const std::string id = one.substr(one.rfind('/') + 1);
    EXPECT_EQ(school.nobody.get(page + "/" + id + "/calendar").status, 200);
    EXPECT_EQ(school.stranger.get(one + "/calendar").status, 404);
}

TEST(Gatherings, whatever_is_typed_stands_there_as_it_was_typed) {
    School school;
    const std::string page = public_page_of(school);
    for (const std::string& text : test::hostile_strings()) {
        const Form form = with(with(details(text), "words", text), "place", text);
        const Reply made = school.coach.post("/gatherings", form);
        ASSERT_TRUE(made.status == 303 || made.status == 422);
        if (made.status != 303) continue;
        school.coach.post(made.location + "/attendance", coming_with(text, true));
        for (const std::string& target :
             {made.location, made.location + "/words", std::string("/gatherings"), page}) {
            const Reply reply = school.coach.get(target);
            EXPECT_EQ(reply.status, 200) << target;
            EXPECT_TRUE(test::read_page(reply.body).mistakes.empty()) << target << " " << text;
        }
        EXPECT_EQ(school.coach.get(made.location + "/calendar").status, 200);
        EXPECT_EQ(school.coach.del(made.location).status, 303);
    }
}

TEST(Gatherings, whoever_has_left_is_named_no_more) {
    School school;
    const std::string one = entered_by(school.coach);
    school.teacher.post(one + "/attendance", coming_with("", true));
    const std::string page = public_page_of(school);
    ASSERT_TRUE(school.nobody.get(page).shows("Amina Diallo"));
    school.admin.post("/settings/people/" + school.teacher.id().text() + "/departure",
                      {{"last_day", "2026-11-01"}});
    EXPECT_FALSE(school.nobody.get(page).shows("Amina Diallo"));
    EXPECT_FALSE(school.coach.get(one).shows("Amina Diallo"));
}

}  // namespace
}  // namespace rapport::gatherings
