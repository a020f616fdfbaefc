#include "coaching/people/people.hpp"

#include <gtest/gtest.h>

#include "tests/support/school.hpp"

namespace rapport::coachees {
namespace {

using test::Reply;
using test::School;

std::vector<std::string> found(School& school, std::string_view typed) {
    std::vector<std::string> names;
    const auto people =
        school.db().read(school.scope(), [&](ReadTx& tx) { return search(tx, typed, 5); });
    for (const Person& person : people) names.push_back(person.name);
    return names;
}

TEST(People, a_name_is_found_however_it_is_spelt) {
    School school;
    EXPECT_EQ(found(school, "nguyen").at(0), "Bao Nguyễn");
    EXPECT_EQ(found(school, "am dia").at(0), "Amina Diallo");
    EXPECT_EQ(found(school, "DIALO").at(0), "Amina Diallo");
    EXPECT_TRUE(found(school, "zzzz").empty());
    EXPECT_TRUE(found(school, "  ").empty());
}

TEST(People, nobody_of_another_district_is_found) {
    School school;
    EXPECT_TRUE(found(school, "Sam Elsewhere").empty());
    EXPECT_EQ(school.stranger.get("/people/" + school.teacher.id().text()).status, 404);
}

TEST(People, a_picker_is_told_names_and_where_they_work) {
    School school;
    const Reply reply = school.coach.get("/people/suggest?q=amina");
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.shows("\"name\":\"Amina Diallo\""));
    EXPECT_TRUE(reply.shows("Cedar Elementary"));
}

TEST(People, a_list_shows_one_building_at_a_time) {
    School school;
    const Reply cedar = school.coach.get("/people?building=" + school.cedar.text());
    EXPECT_TRUE(cedar.shows("Amina Diallo"));
    EXPECT_FALSE(cedar.shows("Chidi Okafor"));
}

TEST(People, several_people_come_in_the_order_they_were_named) {
    School school;
    const auto people = school.db().read(school.scope(), [&](ReadTx& tx) {
        return find_all(tx,
                        {school.harbor_teacher.id(), school.teacher.id(), school.stranger.id()});
    });
    ASSERT_EQ(people.size(), 2u);
    EXPECT_EQ(people[0].name, "Chidi Okafor");
    EXPECT_EQ(people[1].name, "Amina Diallo");
}

TEST(People, a_page_of_somebody_never_helped_invites_to_drop_by) {
    School school;
    const Reply page = school.coach.get("/people/" + school.teacher.id().text());
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("No help for Amina Diallo yet."));
    EXPECT_TRUE(page.shows("/log?person=" + school.teacher.id().text()));
}

TEST(People, a_page_tells_the_help_as_sentences_and_the_next_step_first) {
    School school;
    school.coach.post("/contacts", {{"person", school.teacher.id().text()},
                                    {"kind", school.kind("1c")},
                                    {"minutes", "30"},
                                    {"next_step", "Find a second microphone"}});
    const Reply page = school.coach.get("/people/" + school.teacher.id().text());
    EXPECT_TRUE(page.shows("You planned together."));
    EXPECT_LT(page.body.find("Find a second microphone"), page.body.find("You planned together."));
}

TEST(People, teachers_and_principals_have_no_page_about_others) {
    School school;
    const std::string address = "/people/" + school.colleague.id().text();
    EXPECT_EQ(school.teacher.get(address).status, 403);
    EXPECT_EQ(school.principal.get(address).status, 403);
    EXPECT_EQ(school.admin.get("/people").status, 403);
}

TEST(People, french_is_spoken_where_it_is_wanted) {
    School school;
    school.coach.post("/account/language", {{"language", "fr"}});
    EXPECT_TRUE(school.coach.get("/people").shows("Personnes"));
    EXPECT_TRUE(school.coach.get("/log").shows("Qui avez-vous aidé"));
}

}  // namespace
}  // namespace rapport::coachees
