#include "coaching/cycles/templates.hpp"

#include <gtest/gtest.h>

#include "coaching/cycles/cycles_cast.hpp"

namespace rapport::cycles::cast {
namespace {

// The form of the small cycle as it is shipped, with these changes.
Form mini_with(const Form& changes) {
    Form form{{"name_shown", "A small cycle"},
              {"name", "A small cycle"},
              {"weeks", "2"},
              {"rhythm", "4"},
              {"phase_0", "preparing"},
              {"code_0", "goal"},
              {"name_0", "A goal for students"},
              {"name_shown_goal", "A goal for students"},
              {"prompt_0", "What should students be able to do at the end?"},
              {"prompt_shown_goal", "What should students be able to do at the end?"},
              {"phase_1", "doing"},
              {"code_1", "together"},
              {"name_1", "Plan and teach together"},
              {"phase_2", "reflecting"},
              {"code_2", "compare"},
              {"name_2", "Compare the work"}};
    for (const auto& [name, value] : changes) {
        std::erase_if(form, [&](const auto& field) { return field.first == name; });
        form.emplace_back(name, value);
    }
    return form;
}

TEST(CycleTemplates, only_an_administrator_of_the_district_changes_them) {
    School school;
    for (Client* who : {&school.coach, &school.teacher, &school.principal, &school.director}) {
        EXPECT_EQ(who->post("/settings/cycles/mini", mini_with({})).status, 403);
    }
    EXPECT_EQ(school.admin.get("/settings/cycles/nothing").status, 404);
}

TEST(CycleTemplates, one_that_does_not_look_back_is_refused_and_nothing_typed_is_lost) {
    School school;
    const Reply reply = school.admin.post("/settings/cycles/mini",
                                          mini_with({{"name_2", ""}, {"prompt_0", "Why <not>?"}}));
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("the last one looks back"));
    EXPECT_TRUE(reply.shows("Why &lt;not&gt;?"));
    for (const char* weeks : {"0", "41", "two", ""}) {
        EXPECT_EQ(school.admin.post("/settings/cycles/mini", mini_with({{"weeks", weeks}})).status,
                  422)
            << weeks;
    }
}

TEST(CycleTemplates, a_change_is_a_new_version_and_a_cycle_under_way_keeps_its_own) {
    School school;
    const std::string address = begun(school, school.teacher);
    const Form changed = mini_with({{"name", "Two good weeks"},
                                    {"name_0", "Listen first"},
                                    {"prompt_0", "What do students say?"},
                                    {"weeks", "3"}});
    ASSERT_EQ(school.admin.post("/settings/cycles/mini", changed).status, 303);
    EXPECT_TRUE(school.coach.get("/cycles/new").shows("Two good weeks"));
    EXPECT_TRUE(school.teacher.get(address).shows("A goal for students"));
    EXPECT_FALSE(school.teacher.get(address).shows("Listen first"));
    const std::string later = proposed(school, {&school.colleague});
    EXPECT_TRUE(school.colleague.get(later).shows("Listen first"));
    EXPECT_TRUE(school.colleague.get(later).shows("What do students say?"));
    EXPECT_EQ(cycle(school, later).template_number, 2);
}

TEST(CycleTemplates, words_left_as_they_were_stay_shipped_words_in_every_language) {
    School school;
    school.admin.post("/settings/cycles/mini", mini_with({{"weeks", "3"}}));
    school.coach.post("/account/language", {{"language", "fr"}, {"back", "/cycles"}});
    EXPECT_TRUE(school.coach.get("/cycles/new").shows("Un petit cycle"));
}

TEST(CycleTemplates, one_that_is_offered_no_more_is_not_proposed_and_comes_back) {
    School school;
    EXPECT_EQ(school.admin.post("/settings/cycles/mini/retirement").status, 303);
    EXPECT_FALSE(school.coach.get("/cycles/new").shows("A small cycle"));
    const Form form{
        {"person", school.teacher.id().text()}, {"topic", "Podcasts"}, {"template", "mini"}};
    EXPECT_EQ(school.coach.post("/cycles", form).status, 422);
    EXPECT_EQ(school.admin.del("/settings/cycles/mini/retirement").status, 303);
    EXPECT_EQ(school.coach.post("/cycles", form).status, 303);
}

TEST(CycleTemplates, a_program_reads_and_changes_them) {
    School school;
    EXPECT_TRUE(school.admin.api_get("/api/v1/cycle-templates").shows("\"challenge\""));
    const Reply done = school.admin.api_post(
        "/api/v1/cycle-templates/mini",
        R"({"weeks": 3, "rhythm": 7, "phase_0": "preparing", "code_0": "", "name_0": "Ask",
            "phase_1": "reflecting", "code_1": "", "name_1": "Look back"})");
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_TRUE(done.shows("\"number\":2"));
}

}  // namespace
}  // namespace rapport::cycles::cast
