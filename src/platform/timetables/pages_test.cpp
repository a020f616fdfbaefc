#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/timetables/import.hpp"
#include "tests/support/school.hpp"

namespace rapport::timetables {
namespace {

using test::Client;
using test::Reply;
using test::School;

constexpr std::string_view table =
    "teacher,day,period,start,end,subject,class,room\n"
    "Amina Diallo,Monday,1,8:00,8:45,Science,4B,12\n"
    "Somebody Else,Tuesday,2,8:50,9:35,Music,4A,3\n";

// The administrator's way: files, a look, a yes.
class Office {
  public:
    explicit Office(School& school)
        : school_(school), at_("/settings/timetables/" + school.cedar.text()) {}

    std::string keep(std::string_view text) {
        const auto id = school_.db().write(school_.admin.scope(), [&](WriteTx& tx) {
            return keep_source(tx, school_.cedar, Format::csv, {{"table.csv", std::string(text)}},
                               {});
        });
        return at_ + "/imports/" + id.text();
    }
    void bring_in(std::string_view text) {
        EXPECT_EQ(school_.admin.post(keep(text) + "/application").status, 303);
    }
    const std::string& at() const { return at_; }

  private:
    School& school_;
    const std::string at_;
};

// The first button of a page that says this of a slot.
std::string button_value(const Reply& page, std::string_view use) {
    const auto end = page.body.find("." + std::string(use) + "\"");
    if (end == std::string::npos) return "";
    const auto begin = page.body.rfind('"', end) + 1;
    return page.body.substr(begin, end - begin) + "." + std::string(use);
}

TEST(TimetablePages, a_look_shows_by_name_what_would_change_and_changes_nothing) {
    School school;
    Office office(school);
    const auto page = school.admin.get(office.keep(table));
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("2 new, 0 changed, 0 ended"));
    EXPECT_TRUE(page.shows("Science · 4B"));
    EXPECT_TRUE(page.shows("Somebody Else"));
    EXPECT_FALSE(school.teacher.get("/my-week").shows("Science"));
}

TEST(TimetablePages, what_is_brought_in_twice_is_refused_kindly) {
    School school;
    Office office(school);
    const std::string path = office.keep(table);
    EXPECT_EQ(school.admin.post(path + "/application").status, 303);
    const auto again = school.admin.post(path + "/application");
    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(again.shows("waits no more"));
}

TEST(TimetablePages, a_name_that_nobody_has_stays_typed_and_is_refused_at_its_field) {
    School school;
    Office office(school);
    const std::string path = office.keep(table);
    const auto refused = school.admin.post(path + "/people",
                                           {{"key-0", "Somebody Else"}, {"who-0", "Zebulon Quux"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("value=\"Zebulon Quux\""));
    EXPECT_TRUE(refused.shows("Nobody is called"));
    EXPECT_EQ(
        school.admin.post(path + "/people", {{"key-0", "Somebody Else"}, {"who-0", "bao nguyen"}})
            .status,
        303);
    EXPECT_FALSE(school.admin.get(path).shows("Who is this?"));
}

TEST(TimetablePages, a_teacher_sees_the_week_and_corrects_a_slot_in_two_taps) {
    School school;
    Office office(school);
    office.bring_in(table);
    const auto page = school.teacher.get("/my-week");
    EXPECT_TRUE(page.shows("Science · 4B"));
    const std::string value = button_value(page, "duty");
    ASSERT_FALSE(value.empty());
    EXPECT_EQ(school.teacher.post("/my-week/slots", {{"say", value}, {"on", "2026-11-02"}}).status,
              303);
    EXPECT_TRUE(school.teacher.get("/my-week").shows("said so"));
    const auto undo = button_value(school.teacher.get("/my-week"), "none");
    ASSERT_FALSE(undo.empty());
    school.teacher.post("/my-week/slots", {{"say", undo}});
    EXPECT_FALSE(school.teacher.get("/my-week").shows("said so"));
}

TEST(TimetablePages, a_slot_that_is_none_is_refused) {
    School school;
    Office office(school);
    office.bring_in(table);
    const std::string none(26, '0');
    EXPECT_EQ(school.teacher.post("/my-week/slots", {{"say", none + "." + none + ".duty"}}).status,
              422);
    EXPECT_EQ(school.teacher.post("/my-week/slots", {{"say", "rubbish"}}).status, 422);
}

TEST(TimetablePages, only_those_who_help_in_the_building_see_the_week_of_a_teacher) {
    School school;
    Office office(school);
    office.bring_in(table);
    const std::string path = "/people/" + school.teacher.id().text() + "/week";
    EXPECT_TRUE(school.coach.get(path).shows("Science"));
    EXPECT_TRUE(school.admin.get(path).shows("Science"));
    EXPECT_EQ(school.principal.get(path).status, 403);
    EXPECT_EQ(school.colleague.get(path).status, 403);
    EXPECT_EQ(school.stranger.get(path).status, 404);
    auto elsewhere = school.add("Harbor Coach", Role::coach, school.harbor);
    EXPECT_EQ(elsewhere.get(path).status, 404);
    const std::string api = "/api/v1" + path;
    EXPECT_EQ(school.teacher.api_get(api).status, 200);
    EXPECT_EQ(school.colleague.api_get(api).status, 404);
    EXPECT_EQ(school.principal.api_get(api).status, 404);
    EXPECT_EQ(school.stranger.api_get(api).status, 404);
}

TEST(TimetablePages, a_building_shows_who_is_free_period_by_period) {
    School school;
    Office office(school);
    office.bring_in(table);
    const auto page = school.coach.get("/buildings/" + school.cedar.text() + "/day?on=2026-11-02");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Amina Diallo"));
    EXPECT_TRUE(page.shows("Whose week is unknown"));
    EXPECT_EQ(school.stranger.get("/buildings/" + school.cedar.text() + "/day").status, 404);
    EXPECT_EQ(school.principal.get("/buildings/" + school.cedar.text() + "/day").status, 403);
    EXPECT_TRUE(school.coach.get("/timetables").shows("Cedar Elementary"));
}

TEST(TimetablePages, a_day_of_a_building_costs_the_same_however_many_teach_there) {
    School school;
    Office office(school);
    office.bring_in(table);
    const std::string path = "/buildings/" + school.cedar.text() + "/day?on=2026-11-02";
    const auto cost = [&] {
        const auto before = Db::statements_of_this_thread();
        EXPECT_EQ(school.coach.get(path).status, 200);
        return Db::statements_of_this_thread() - before;
    };
    cost();
    const auto few = cost();
    for (int i = 0; i < 20; ++i) {
        school.add("Teacher " + std::to_string(i), Role::teacher, school.cedar);
    }
    EXPECT_EQ(cost(), few);
}

TEST(TimetablePages, bells_and_a_plan_are_typed_as_people_write_them) {
    School school;
    Office office(school);
    const auto refused =
        school.admin.post(office.at() + "/bells", {{"name", ""}, {"periods", "first period"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("first period"));
    EXPECT_EQ(school.admin
                  .post(office.at() + "/bells",
                        {{"name", ""}, {"periods", "1 8:00-8:45\nLunch 11:30 - 12:00"}})
                  .status,
              303);
    EXPECT_EQ(school.admin
                  .post(office.at() + "/plans", {{"begins_on", "2026-11-02"},
                                                 {"kind", "rotating"},
                                                 {"days", "A, B"},
                                                 {"on_closure", "bump"}})
                  .status,
              303);
    EXPECT_EQ(school.admin
                  .post(office.at() + "/dated-days",
                        {{"on", "2026-11-03"}, {"dated_name", "Early"}, {"dated_ends", "8:30"}})
                  .status,
              303);
    EXPECT_EQ(
        school.admin.post(office.at() + "/hours", {{"work_begins", "7:30"}, {"work_ends", "7:00"}})
            .status,
        422);
    const auto days = school.db().read(school.scope(), [&](ReadTx& tx) {
        return days_of_building(tx, school.cedar, {2026, 11, 2}, {2026, 11, 3});
    });
    EXPECT_EQ(days[0].day_type, "A");
    EXPECT_EQ(days[1].day_type, "B");
    ASSERT_EQ(days[1].periods.size(), 1u);
    EXPECT_EQ(days[1].periods[0].ring, (Ring{480, 510}));
    EXPECT_TRUE(school.admin.get(office.at()).shows("ends at 8:30"));
    EXPECT_EQ(school.admin.del(office.at() + "/plans/2026-11-02").status, 303);
    EXPECT_EQ(school.admin.del(office.at() + "/dated-days/2026-11-03").status, 303);
}

TEST(TimetablePages, a_program_does_the_same_as_the_pages) {
    School school;
    const std::string at = "/api/v1/buildings/" + school.cedar.text() + "/timetable";
    EXPECT_EQ(school.coach.api_get(at).status, 403);
    EXPECT_EQ(school.admin.api_post(at + "/bells", R"({"periods":"1 8:00-8:45"})").status, 200);
    const auto planned = school.admin.api_post(
        at + "/plans",
        R"({"begins_on":"2026-11-02","kind":"weekly","days":"A, A, A, A, A","on_closure":"skip"})");
    EXPECT_EQ(planned.status, 200);
    const auto pattern = boost::json::parse(planned.body).as_object();
    const auto day = pattern.at("day_types").at(0).at("id").as_string();
    const auto period = pattern.at("bells").at(0).at("periods").at(0).at("id").as_string();
    const std::string said = R"({"day":")" + std::string(day) + R"(","period":")" +
                             std::string(period) + R"(","use":"planning"})";
    const std::string week = "/api/v1/people/" + school.teacher.id().text() + "/week";
    EXPECT_EQ(school.teacher.api_post(week + "/slots", said).status, 200);
    EXPECT_TRUE(school.teacher.api_get(week).shows(R"("use":"planning")"));
    EXPECT_EQ(school.stranger.api_post(week + "/slots", said).status, 404);
    EXPECT_TRUE(school.coach.api_get("/api/v1/buildings/" + school.cedar.text() + "/day")
                    .shows(R"("label":"1")"));
    EXPECT_TRUE(school.coach.api_get("/api/v1/timetables/unknown").shows("Chidi Okafor"));
    EXPECT_EQ(school.admin.api_del(at + "/plans/2026-11-02").status, 200);
    EXPECT_EQ(school.admin.api_del(at + "/plans/2026-11-02").status, 404);
    const auto imports = school.admin.api_get(at + "-imports");
    EXPECT_TRUE(imports.shows(R"("imports":[])"));
}

}  // namespace
}  // namespace rapport::timetables
