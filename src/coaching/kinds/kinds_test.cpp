#include "coaching/kinds/kinds.hpp"

#include <gtest/gtest.h>

#include "tests/support/school.hpp"

namespace rapport::kinds {
namespace {

using test::Reply;
using test::School;

std::vector<Kind> offered(School& school) {
    auto kinds = school.db().read(school.scope(), [](ReadTx& tx) { return all(tx); });
    std::erase_if(kinds, [](const Kind& kind) { return kind.is_retired; });
    return kinds;
}

TEST(Kinds, a_new_district_can_log_all_that_a_technology_coach_does) {
    School school;
    EXPECT_EQ(offered(school).size(), 17u);
    const auto focus = school.db().read(school.scope(), [](ReadTx& tx) { return all_focus(tx); });
    EXPECT_EQ(focus.size(), 9u);
}

TEST(Kinds, seeding_twice_adds_nothing) {
    School school;
    school.db().write(school.scope(), seed);
    EXPECT_EQ(offered(school).size(), 17u);
}

TEST(Kinds, only_an_administrator_words_them) {
    School school;
    EXPECT_EQ(school.coach.get("/settings/kinds").status, 403);
    EXPECT_EQ(school.principal.get("/settings/kinds").status, 403);
    EXPECT_EQ(school.admin.get("/settings/kinds").status, 200);
}

TEST(Kinds, a_kind_without_a_name_is_refused) {
    School school;
    const Reply reply = school.admin.post(
        "/settings/kinds", {{"label", " "}, {"shape", "person"}, {"branch", "coach"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Give it a name."));
}

TEST(Kinds, a_kind_of_the_districts_own_is_offered_in_the_log) {
    School school;
    EXPECT_EQ(school.admin
                  .post("/settings/kinds",
                        {{"label", "Robot club"}, {"shape", "group"}, {"branch", "coach"}})
                  .status,
              303);
    EXPECT_TRUE(school.coach.get("/log").shows("Robot club"));
    const Reply twice = school.admin.post(
        "/settings/kinds", {{"label", "robot  CLUB"}, {"shape", "group"}, {"branch", "coach"}});
    EXPECT_EQ(twice.status, 422);
}

TEST(Kinds, a_shipped_kind_takes_the_districts_word_and_gives_it_back) {
    School school;
    const std::string address = "/settings/kinds/" + school.kind("1b") + "/label";
    EXPECT_EQ(school.admin.post(address, {{"label", "First aid"}}).status, 303);
    EXPECT_TRUE(school.coach.get("/log").shows("First aid"));
    EXPECT_FALSE(school.coach.get("/log").shows("Fixing something"));
    EXPECT_EQ(school.admin.post(address, {{"label", ""}}).status, 303);
    EXPECT_TRUE(school.coach.get("/log").shows("Fixing something"));
}

TEST(Kinds, a_retired_kind_is_offered_no_more_and_comes_back_when_asked) {
    School school;
    const std::string address = "/settings/kinds/" + school.kind("1b") + "/retirement";
    EXPECT_EQ(school.admin.post(address).status, 303);
    EXPECT_FALSE(school.coach.get("/log").shows("Fixing something"));
    const Reply refused = school.coach.post(
        "/contacts",
        {{"person", school.teacher.id().text()}, {"kind", school.kind("1b")}, {"minutes", "5"}});
    EXPECT_TRUE(refused.shows("That kind is no longer offered."));
    EXPECT_EQ(school.admin.del(address).status, 303);
    EXPECT_TRUE(school.coach.get("/log").shows("Fixing something"));
}

TEST(Kinds, the_last_kind_stays) {
    School school;
    const auto kinds = offered(school);
    const auto refused = school.db().write(school.admin.scope(), [&](WriteTx& tx) {
        Result<Done> last = Done{};
        for (const Kind& kind : kinds) last = retire(tx, kind.id);
        return last;
    });
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.refusal().key.name, "kinds.last_one");
}

TEST(Kinds, a_kind_moves_one_place_at_a_time) {
    School school;
    const auto before = offered(school);
    const std::string address = "/settings/kinds/" + before[1].id.text() + "/position";
    EXPECT_EQ(school.admin.post(address, {{"step", "up"}}).status, 303);
    EXPECT_EQ(offered(school)[0].id, before[1].id);
    EXPECT_EQ(offered(school)[1].id, before[0].id);
    EXPECT_EQ(school.admin.post(address, {{"step", "up"}}).status, 303);
    EXPECT_EQ(offered(school)[0].id, before[1].id);
}

TEST(Kinds, a_focus_tag_is_added_renamed_and_retired) {
    School school;
    school.admin.post("/settings/focus", {{"label", "Podcasts"}});
    EXPECT_TRUE(school.coach.get("/log").shows("Podcasts"));
    const auto focus = school.db().read(school.scope(), [](ReadTx& tx) { return all_focus(tx); });
    const std::string address = "/settings/focus/" + focus.back().id.text();
    school.admin.post(address + "/label", {{"label", "Audio"}});
    EXPECT_TRUE(school.coach.get("/log").shows("Audio"));
    school.admin.post(address + "/retirement");
    EXPECT_FALSE(school.coach.get("/log").shows("Audio"));
}

TEST(Kinds, a_stranger_cannot_touch_them) {
    School school, other;
    const std::string address = "/settings/kinds/" + school.kind("1b") + "/label";
    EXPECT_EQ(other.admin.post(address, {{"label", "Mine now"}}).status, 422);
    EXPECT_FALSE(school.coach.get("/log").shows("Mine now"));
}

}  // namespace
}  // namespace rapport::kinds
