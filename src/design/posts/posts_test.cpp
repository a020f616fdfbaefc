#include "design/posts/posts.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "design/posts/library.hpp"
#include "design/posts/posts_cast.hpp"
#include "kernel/locale/words.hpp"

namespace rapport::posts::cast {
namespace {

// The shares of a description in one form, as the page sends them.
Form shares(const Hand& hand, const std::vector<std::int64_t>& typed) {
    Form form;
    for (std::size_t i = 0; i < hand.duties.size(); ++i) {
        const Duty& duty = hand.duties[i];
        form.emplace_back("duty", duty.id.text());
        form.emplace_back("seen", std::to_string(duty.share));
        form.emplace_back("share", std::to_string(i < typed.size() ? typed[i] : duty.share));
    }
    return form;
}

TEST(Posts, a_draft_that_does_not_come_to_a_hundred_is_kept_and_cannot_go_to_those_affected) {
    School school;
    const std::string address = drafted(school.director);
    const Hand hand = seen(school, school.director, address).value();
    ASSERT_EQ(hand.share(), 100);
    EXPECT_EQ(school.director.post(address + "/shares", shares(hand, {1})).status, 303);
    const Reply page = school.director.get(address);
    EXPECT_TRUE(page.shows("% are left to give"));
    const Reply refused = ask(school, address, school.teacher);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("Give the"));
    EXPECT_EQ(state(school, address), State::draft);
}

TEST(Posts, shares_say_the_hours_they_mean) {
    School school;
    const std::string address = drafted(school.director);
    Hand hand = seen(school, school.director, address).value();
    EXPECT_EQ(hand.week_minutes(), 37 * 60 + 30);
    EXPECT_EQ(hand.minutes_of(20), 450);
    EXPECT_TRUE(school.director.get(address).shows("37 h 30 min a week"));
    EXPECT_EQ(
        school.director
            .post(address + "/sections/post", {{"week_hours", "40"}, {"seen_week_hours", "1"}})
            .status,
        303);
    hand = seen(school, school.director, address).value();
    EXPECT_EQ(hand.minutes_of(100), 2400);
    for (const char* odd : {"0", "-3", "61", "many", "1e2", "37,5,1"}) {
        const Reply reply = school.director.post(address + "/sections/post", {{"week_hours", odd}});
        EXPECT_EQ(reply.status, 422) << odd;
        EXPECT_TRUE(reply.shows(std::string("value=\"") + odd)) << odd;
    }
    school.director.post(address + "/sections/post", {{"week_hours", "38,25"}});
    EXPECT_EQ(seen(school, school.director, address)->week_minutes(), 2295);
}

TEST(Posts, who_is_in_force_replaces_what_was_and_what_was_stays_as_it_is) {
    School school;
    const std::string first = in_force(school);
    const Hand before = seen(school, school.teacher, first).value();
    EXPECT_EQ(before.description.review_on, (Day{2031, 11, 2}));
    const std::string second = school.director.post(first + "/revision").location;
    EXPECT_TRUE(second.ends_with("/versions/2"));
    EXPECT_EQ(school.director.post(first + "/revision").status, 422);
    const Form typed{{"purpose", "Another purpose"}, {"seen_purpose", "1"}};
    EXPECT_EQ(school.director.post(second + "/sections/purpose", typed).status, 303);
    EXPECT_EQ(school.director.post(first + "/sections/purpose", typed).status, 422);
    EXPECT_FALSE(seen(school, school.coach, second).has_value());
    ask(school, second, school.coach);
    for (const char* noun : {"sending", "endorsement", "approval"}) {
        EXPECT_EQ(decide(school.director, second, noun).status, 303) << noun;
    }
    EXPECT_EQ(state(school, first), State::revised);
    EXPECT_EQ(state(school, second), State::in_force);
    const Hand after = seen(school, school.teacher, first).value();
    EXPECT_EQ(after.words("purpose"), before.words("purpose"));
    EXPECT_EQ(school.teacher.get("/job-descriptions/" + post_in(first).text()).location, second);
    const Reply redline = school.teacher.get(second + "/redline?against=1");
    EXPECT_TRUE(redline.shows("<ins>")) << redline.body;
    EXPECT_TRUE(redline.shows("Another "));
}

TEST(Posts, a_draft_is_read_by_those_at_work_on_it_and_by_those_asked_alone) {
    School school;
    const std::string address = drafted(school.coach);
    for (Client* who : {&school.coach, &school.director, &school.admin}) {
        EXPECT_EQ(who->get(address).status, 200);
    }
    for (Client* who : {&school.other_coach, &school.teacher, &school.principal,
                        &school.representative, &school.technician, &school.stranger}) {
        EXPECT_EQ(who->get(address).status, 404);
        EXPECT_EQ(who->get(address + "/markdown").status, 404);
        EXPECT_EQ(who->api_get("/api/v1" + address).status, 404);
        EXPECT_FALSE(who->get("/job-descriptions").shows("Technology coach"));
        EXPECT_EQ(who->post(address + "/comments", {{"words", "x"}}).status, 404);
    }
    ask(school, address, school.principal);
    EXPECT_EQ(school.principal.get(address).status, 200);
    EXPECT_EQ(school.teacher.get(address).status, 404);
    EXPECT_EQ(school.principal.post(address + "/approval", {{"words", "me"}}).status, 422);
}

TEST(Posts, everybody_of_the_district_reads_what_is_in_force_and_no_comment_of_it) {
    School school;
    const std::string address = drafted(school.director);
    ask(school, address, school.teacher);
    const std::string duty = seen(school, school.director, address)->duties.front().id.text();
    EXPECT_EQ(
        school.teacher.post(address + "/comments", {{"duty", duty}, {"words", "CANARYCOMMENT"}})
            .status,
        303);
    EXPECT_TRUE(school.director.get(address).shows("CANARYCOMMENT"));
    for (const char* noun : {"sending", "endorsement", "approval"}) {
        decide(school.admin, address, noun);
    }
    for (Client* who : {&school.colleague, &school.principal, &school.other_coach}) {
        const Reply page = who->get(address);
        EXPECT_EQ(page.status, 200);
        EXPECT_FALSE(page.shows("CANARYCOMMENT"));
        EXPECT_FALSE(who->api_get("/api/v1" + address).shows("CANARYCOMMENT"));
    }
    EXPECT_EQ(school.stranger.get(address).status, 404);
    EXPECT_EQ(school.stranger.api_get("/api/v1" + address).status, 404);
}

TEST(Posts, a_comment_is_answered_and_taken_up_and_says_what_it_was_about) {
    School school;
    const std::string address = drafted(school.director);
    ask(school, address, school.teacher);
    const Duty duty = seen(school, school.director, address)->duties.front();
    const Reply empty = school.teacher.post(address + "/comments", {{"words", " "}});
    EXPECT_EQ(empty.status, 422);
    EXPECT_TRUE(empty.shows("id=\"words-whole-why\">")) << empty.body;
    EXPECT_FALSE(empty.shows("id=\"words-whole-why\"></p>"));
    EXPECT_EQ(school.colleague.post(address + "/comments", {{"words", "I too"}}).status, 404);
    school.teacher.post(address + "/comments",
                        {{"duty", duty.id.text()}, {"words", "Too much travel"}});
    const auto said = school.db().read(school.teacher.scope(), [&](ReadTx& tx) {
        return comments(tx, in_hand(tx, post_in(address), 1).value());
    });
    ASSERT_EQ(said.size(), 1u);
    const std::string answer = address + "/comments/" + said.front().id.text() + "/answer";
    EXPECT_EQ(school.teacher.post(answer, {{"words", "No"}}).status, 403);
    EXPECT_EQ(school.director.post(answer, {{"words", ""}}).status, 422);
    EXPECT_EQ(school.director.post(answer, {{"words", "Halved."}, {"taken_up", "1"}}).status, 303);
    EXPECT_TRUE(school.teacher.get(address).shows("Halved."));
    EXPECT_TRUE(school.teacher.get(address).shows("taken up"));
    school.director.del(address + "/duties/" + duty.id.text());
    EXPECT_TRUE(school.director.get(address).shows("Too much travel"));
    EXPECT_TRUE(school.director.get(address).shows(duty.words));
}

TEST(Posts, two_authors_of_one_section_lose_nothing) {
    School school;
    const std::string path = drafted(school.director) + "/sections/purpose";
    const Form first{{"purpose", "What the director wrote"}, {"seen_purpose", "1"}};
    const Form second{{"purpose", "What the administrator wrote"}, {"seen_purpose", "1"}};
    EXPECT_EQ(school.director.post(path, first).status, 303);
    const Reply refused = school.admin.post(path, second);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("What the director wrote"));
    EXPECT_TRUE(refused.shows("What the administrator wrote"));
    // Pressed again, it is meant: the form that came back knows both.
    EXPECT_TRUE(refused.shows("name=\"seen_purpose\" value=\"2\""));
    const Form again{{"purpose", "Both of them"}, {"seen_purpose", "2"}};
    EXPECT_EQ(school.admin.post(path, again).status, 303);
    // Who changes nothing disturbs nobody.
    EXPECT_EQ(
        school.director.post(path, {{"purpose", "Both of them"}, {"seen_purpose", "1"}}).status,
        303);
}

TEST(Posts, two_authors_of_one_duty_or_share_lose_nothing) {
    School school;
    const std::string address = drafted(school.director);
    const Hand hand = seen(school, school.director, address).value();
    const std::string path = address + "/duties/" + hand.duties.front().id.text();
    const auto form = [](const std::string& words, const std::string& seen) {
        return Form{
            {"words", words}, {"place", "building"}, {"heading", "learning"}, {"seen", seen}};
    };
    EXPECT_EQ(school.director.post(path, form("Of the director", "1")).status, 303);
    const Reply refused = school.admin.post(path, form("Of the administrator", "1"));
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("Of the director"));
    EXPECT_TRUE(refused.shows("Of the administrator"));
    EXPECT_EQ(school.admin.post(path, form("Of the administrator", "2")).status, 303);
    EXPECT_EQ(school.director.post(address + "/shares", shares(hand, {3})).status, 303);
    const Reply share = school.admin.post(address + "/shares", shares(hand, {4}));
    EXPECT_EQ(share.status, 422);
    EXPECT_TRUE(share.shows("set this share to 3 % meanwhile"));
    EXPECT_TRUE(share.shows("value=\"4\""));
    // Who leaves a share as they saw it leaves it as it is.
    EXPECT_EQ(school.admin.post(address + "/shares", shares(hand, {8, 9})).status, 303);
    const Hand now = seen(school, school.admin, address).value();
    EXPECT_EQ(now.duty(hand.duties.at(0).id)->share, 3);
    EXPECT_EQ(now.duty(hand.duties.at(1).id)->share, 9);
}

TEST(Posts, a_share_that_is_no_whole_number_comes_back_at_its_duty) {
    School school;
    const std::string address = drafted(school.director);
    const Hand hand = seen(school, school.director, address).value();
    for (const char* odd : {"", "x", "101", "-1", "2.5"}) {
        Form form = shares(hand, {});
        form.at(2).second = odd;
        const Reply reply = school.director.post(address + "/shares", form);
        EXPECT_EQ(reply.status, 422) << odd;
        EXPECT_TRUE(reply.shows("share-" + hand.duties.front().id.text() + "-why")) << odd;
    }
}

TEST(Posts, a_duty_maps_to_kinds_of_help_and_cites_standards_with_their_edition) {
    School school;
    const std::string address = drafted(school.admin, "Coach", "");
    const std::string path = address + "/duties";
    EXPECT_EQ(school.admin.post(path, {{"library", "plan_together"}}).status, 303);
    EXPECT_EQ(school.admin.post(path, {{"library", "plan_together"}}).status, 422);
    EXPECT_EQ(school.admin.post(path, {{"library", "nothing"}}).status, 422);
    const Hand hand = seen(school, school.admin, address).value();
    ASSERT_EQ(hand.duties.size(), 1u);
    ASSERT_EQ(hand.duties.front().kinds.size(), 1u);
    EXPECT_EQ(hand.duties.front().kinds.front().text(), school.kind("1c"));
    EXPECT_EQ(hand.duties.front().standards.front(),
              (standards::Ref{"iste_coaches", "2024", "4.3.d"}));
    const Form own{{"words", "Keep the library of robots"},
                   {"place", "building"},
                   {"heading", "equipment"},
                   {"more", "iste_coaches/2011/3, iste_conditions/7/5"}};
    EXPECT_EQ(school.admin.post(path, own).status, 303);
    Form odd = own;
    odd.at(0).second = "Something else";
    odd.at(3).second = "iste_coaches/2011/9";
    const Reply refused = school.admin.post(path, odd);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("Something else"));
    EXPECT_EQ(seen(school, school.admin, address)->duties.back().standards.size(), 2u);
}

TEST(Posts, a_program_does_what_the_pages_do) {
    School school;
    const Reply made = school.admin.api_post("/api/v1/job-descriptions",
                                             R"({"title": "Coach", "model": "building"})");
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string path(made.location);
    EXPECT_EQ(school.admin.api_post(path + "/sections", R"({"purpose": "For students"})").status,
              200);
    const Reply asked = school.admin.api_post(path + "/consultation", R"({"coaches": true})");
    ASSERT_EQ(asked.status, 200) << asked.body;
    EXPECT_TRUE(asked.shows("Rosa Lima"));
    EXPECT_EQ(school.coach.api_post(path + "/comments", R"({"words": "Good"})").status, 201);
    for (const char* noun : {"sending", "endorsement", "approval"}) {
        EXPECT_EQ(school.admin.api_post(path + "/" + noun, R"({"words": "x"})").status, 200);
    }
    const Reply read = school.teacher.api_get(path);
    EXPECT_TRUE(read.shows(R"("state":"in_force")")) << read.body;
    EXPECT_TRUE(read.shows("For students"));
    EXPECT_FALSE(read.shows("Good"));
    EXPECT_EQ(school.stranger.api_get(path).status, 404);
    EXPECT_TRUE(
        school.stranger.api_get("/api/v1/job-descriptions").shows(R"("job_descriptions":[])"));
}

TEST(Posts, a_coach_proposes_and_decides_nothing) {
    School school;
    const std::string address = drafted(school.coach);
    EXPECT_EQ(school.coach.post(address + "/sections/purpose", {{"purpose", "Mine"}}).status, 303);
    EXPECT_EQ(ask(school, address, school.teacher).status, 303);
    EXPECT_EQ(school.coach.post(address + "/sections/purpose", {{"purpose", "Mine"}}).status, 422);
    EXPECT_EQ(decide(school.coach, address, "sending").status, 422);
    EXPECT_EQ(school.teacher.post("/job-descriptions", {{"title", "Boss"}}).status, 403);
    EXPECT_EQ(school.principal.post("/job-descriptions", {{"title", "Boss"}}).status, 403);
    EXPECT_EQ(school.principal.get("/job-descriptions/new").status, 403);
}

TEST(PostLibrary, every_duty_has_its_words_and_every_template_comes_to_a_hundred) {
    School school;
    for (const auto& model : library::models()) {
        int sum = 0;
        for (const auto& part : model.parts) {
            ASSERT_NE(library::find(part.duty), nullptr) << part.duty;
            sum += part.share;
        }
        EXPECT_EQ(sum, 100) << model.code;
    }
    EXPECT_GE(library::all().size(), 30u);
    const std::string address = drafted(school.director);
    const std::string page = school.director.get(address + "/library").body;
    EXPECT_EQ(page.find("⟦"), std::string::npos);
    for (const auto& entry : library::all()) {
        const auto duty = school.db().read(school.scope(), [&](ReadTx& tx) {
            const locale::Speech speech(locale::Language::english,
                                        locale::default_words(locale::Language::english),
                                        Zone::utc(), tx.now());
            return library::duty_of(entry, kinds::all(tx), speech);
        });
        EXPECT_FALSE(duty.kinds.empty()) << entry.code;
        const auto cited = std::count(entry.standards.begin(), entry.standards.end(), ',') +
                           (entry.standards.empty() ? 0 : 1);
        EXPECT_EQ(std::ssize(duty.standards), cited) << entry.code;
    }
}

TEST(PostLibrary, a_search_forgives_slips_and_accents_and_knows_both_languages) {
    School school;
    const std::string path = drafted(school.director) + "/library?q=";
    EXPECT_TRUE(school.director.get(path + "newsleter").shows("newsletter and the website"));
    EXPECT_TRUE(school.director.get(path + "SOFTWARE+purchas").shows("purchase of software"));
    EXPECT_TRUE(school.director.get(path + "b%C3%AEbliothecaires").shows("librarians"));
    EXPECT_TRUE(school.director.get(path + "zzzzqq").shows("No duty answers"));
    EXPECT_FALSE(school.director.get(path + "newsletter").shows("hand out and collect"));
}

}  // namespace
}  // namespace rapport::posts::cast
