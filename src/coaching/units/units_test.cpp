#include "coaching/units/units.hpp"

#include <gtest/gtest.h>

#include "tests/support/meetings.hpp"

namespace rapport::units {
namespace {

using test::Client;
using test::Reply;
using test::School;

std::string path_of(const Client& teacher) { return "/people/" + teacher.id().text() + "/units"; }

std::vector<Unit> seen(School& school, const Client& who, const Client& teacher) {
    return school.db().read(who.scope(), [&](ReadTx& tx) { return of(tx, teacher.id()).value(); });
}

TEST(Units, one_a_semester_is_said_from_what_the_cycles_say) {
    School school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    const test::Form units{{"units", "Maps\r\nStories of our town\n\n  Water \nVotes"}};
    EXPECT_EQ(school.teacher.post(path_of(school.teacher), units).status, 303);
    cycles::cast::press(school, school.teacher, cycle, "goal",
                        {{"topic", "Podcasts"}, {"unit", "stories of our TOWN"}});
    auto all = seen(school, school.coach, school.teacher);
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all[0].standing, Standing::next);
    EXPECT_EQ(all[1].standing, Standing::in_work);
    EXPECT_EQ(all[2].standing, Standing::later);
    EXPECT_EQ(all[2].name, "Water");
    // It is November: this semester is taken, so the next one comes in February, and so on.
    EXPECT_TRUE(all[0].by->is_second);
    EXPECT_EQ(all[0].by->year, 2026);
    EXPECT_EQ(all[2].by->year, 2027);
    EXPECT_FALSE(all[2].by->is_second);
    EXPECT_TRUE(school.coach.get(path_of(school.teacher)).shows("February to July 2028"));
    cycles::cast::press(school, school.teacher, cycle, "closure", {{"outcome", "stopped"}});
    EXPECT_EQ(seen(school, school.coach, school.teacher)[0].standing, Standing::next);
    EXPECT_EQ(seen(school, school.coach, school.teacher)[1].standing, Standing::later);
}

TEST(Units, a_unit_that_was_looked_back_on_is_taken_up) {
    School school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    school.teacher.post(path_of(school.teacher), {{"units", "Maps\nWater"}});
    cycles::cast::press(school, school.teacher, cycle, "goal", {{"topic", "x"}, {"unit", "Maps"}});
    cycles::cast::look(school.teacher, cycle, "before");
    for (int i = 0; i < 2; ++i) {
        cycles::cast::press(school, school.coach, cycle, "stage", {{"to", "next"}});
    }
    cycles::cast::press(school, school.coach, cycle, "closure", {{"outcome", "partly"}});
    const auto all = seen(school, school.teacher, school.teacher);
    EXPECT_EQ(all[0].standing, Standing::taken_up);
    EXPECT_EQ(all[1].standing, Standing::next);
    EXPECT_TRUE(school.teacher.api_get("/api/v1" + path_of(school.teacher)).shows("taken_up"));
}

TEST(Units, nobody_sees_them_but_the_teacher_and_who_coaches_them) {
    School school;
    const std::string path = path_of(school.teacher);
    EXPECT_EQ(school.coach.get(path).status, 404);
    cycles::cast::begun(school, school.teacher);
    EXPECT_EQ(school.coach.post(path, {{"units", "CANARYUNIT"}}).status, 303);
    EXPECT_TRUE(school.teacher.get(path).shows("CANARYUNIT"));
    for (Client* who : {&school.colleague, &school.other_coach, &school.stranger}) {
        EXPECT_EQ(who->get(path).status, 404);
        EXPECT_EQ(who->post(path, {{"units", "x"}}).status, 404);
    }
    for (Client* who : {&school.principal, &school.director, &school.admin}) {
        EXPECT_EQ(who->get(path).status, 403);
    }
    school.admin.post("/settings/people/" + school.coach.id().text() + "/roles",
                      {{"role", "principal"}, {"building", school.cedar.text()}});
    EXPECT_EQ(school.coach.get(path).status, 404);
}

TEST(Units, too_many_or_too_long_ones_are_refused_with_all_that_was_typed) {
    School school;
    std::string many;
    for (int i = 0; i < 41; ++i) many += "Unit " + std::to_string(i) + "\n";
    const Reply reply = school.teacher.post(path_of(school.teacher), {{"units", many}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Unit 40"));
    const test::Form longer{{"units", std::string(201, 'u')}};
    EXPECT_EQ(school.teacher.post(path_of(school.teacher), longer).status, 422);
}

}  // namespace
}  // namespace rapport::units
