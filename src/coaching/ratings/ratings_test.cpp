#include "coaching/ratings/ratings.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "kernel/locale/catalogue.hpp"
#include "tests/support/meetings.hpp"

namespace rapport::ratings {
namespace {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

Reply rate_samr(Client& who, const std::string& cycle, const std::string& level) {
    return who.post(cycle + "/ratings", {{"framework", "samr"},
                                         {"level_1", level},
                                         {"on", "2026-11-02"},
                                         {"words", "They recorded"}});
}

TEST(Ratings, each_question_and_level_of_each_scale_is_asked_in_every_language) {
    int sentences = 0;
    for (const Framework& one : frameworks()) {
        const std::string stem = "ratings." + std::string(one.code);
        for (int question = 1; question <= one.questions; ++question) {
            const std::string asks = stem + "_" + std::to_string(question);
            for (int level = 1; level <= one.levels; ++level) {
                const std::string says =
                    (one.has_levels_of_its_own ? asks : stem) + "_level_" + std::to_string(level);
                for (const auto language : locale::shipped_languages) {
                    EXPECT_NE(locale::catalogue(language).find(Key::of(asks)), nullptr) << asks;
                    EXPECT_NE(locale::catalogue(language).find(Key::of(says)), nullptr) << says;
                    ++sentences;
                }
            }
        }
    }
    EXPECT_EQ(sentences, 2 * (4 + 25 + 6 + 27 + 24));
}

TEST(Ratings, what_was_said_stays_and_the_next_one_stands_beside_it_with_the_role) {
    School school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    EXPECT_EQ(rate_samr(school.teacher, cycle, "2").status, 303);
    test::clock().advance_seconds(60);
    EXPECT_EQ(rate_samr(school.teacher, cycle, "3").status, 303);
    EXPECT_EQ(rate_samr(school.coach, cycle, "4").status, 303);
    const Reply page = school.coach.get(cycle + "/ratings");
    for (const char* words : {"Augmentation", "Modification", "Redefinition", "They recorded",
                              "Amina Diallo, as teacher", "Rosa Lima, as coach"}) {
        EXPECT_TRUE(page.shows(words)) << words;
    }
    for (const auto& route : school.app().routes()) {
        if (route.pattern.find("/ratings") == std::string::npos) continue;
        EXPECT_NE(route.method, http::Method::del) << "a rating can be taken away";
    }
}

TEST(Ratings, a_level_left_out_or_made_up_is_refused_at_its_question) {
    School school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    for (const char* level : {"", "0", "5", "two", "2.5", "-1"}) {
        const Reply reply = rate_samr(school.teacher, cycle, level);
        EXPECT_EQ(reply.status, 422) << level;
        EXPECT_TRUE(reply.shows("Choose what comes closest.")) << level;
        EXPECT_TRUE(reply.shows("They recorded")) << level;
    }
    Form tim{{"framework", "tim"}};
    for (int i = 1; i <= 4; ++i) tim.emplace_back("level_" + std::to_string(i), "5");
    EXPECT_EQ(school.teacher.post(cycle + "/ratings", tim).status, 422);
    tim.emplace_back("level_5", "1");
    EXPECT_EQ(school.teacher.post(cycle + "/ratings", tim).status, 303);
    EXPECT_EQ(school.teacher.post(cycle + "/ratings", {{"framework", "iste"}}).status, 422);
    const Form ahead{{"framework", "samr"}, {"level_1", "1"}, {"on", "2027-01-01"}};
    EXPECT_EQ(school.teacher.post(cycle + "/ratings", ahead).status, 422);
}

TEST(Ratings, a_program_of_somebody_in_the_cycle_reads_and_adds_them) {
    School school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    const Reply made = school.teacher.api_post(
        "/api/v1" + cycle + "/ratings", R"({"framework": "picrat", "level_1": 3, "level_2": 2})");
    EXPECT_EQ(made.status, 201) << made.body;
    const auto list = boost::json::parse(school.coach.api_get("/api/v1" + cycle + "/ratings").body);
    const auto& one = list.at("ratings").as_array().at(0);
    EXPECT_EQ(one.at("levels"), (boost::json::array{"3", "2"}));
    EXPECT_EQ(one.at("role").as_string(), "teacher");
    EXPECT_EQ(one.at("edition").as_string(), "2016");
}

TEST(Ratings, nobody_outside_the_cycle_and_nobody_who_evaluates_finds_one) {
    School school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    rate_samr(school.teacher, cycle, "2");
    for (Client* who : {&school.colleague, &school.other_coach, &school.stranger}) {
        EXPECT_EQ(who->get(cycle + "/ratings").status, 404);
        EXPECT_EQ(rate_samr(*who, cycle, "2").status, 404);
    }
    for (Client* who : {&school.principal, &school.director, &school.admin}) {
        EXPECT_EQ(who->get(cycle + "/ratings").status, 403);
        EXPECT_EQ(who->api_get("/api/v1" + cycle + "/ratings").status, 403);
    }
    school.coach.post(cycle + "/members", {{"person", school.colleague.id().text()}});
    EXPECT_EQ(school.colleague.get(cycle + "/ratings").status, 404);
    school.admin.post("/settings/people/" + school.coach.id().text() + "/roles",
                      {{"role", "principal"}, {"building", school.cedar.text()}});
    EXPECT_EQ(school.coach.get(cycle + "/ratings").status, 404);
}

}  // namespace
}  // namespace rapport::ratings
