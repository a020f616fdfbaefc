// When there is school, as those who plan and those who wait see it.
#include "platform/calendar/calendar.hpp"

#include <gtest/gtest.h>

#include "coaching/requests/requests_news.hpp"
#include "sample/school_year.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::calendar {
namespace {

using test::Form;
using test::School;

Form break_of(const std::string& from, const std::string& to) {
    return {{"name", "Thanksgiving break"}, {"begins_on", from}, {"ends_on", to}, {"part", "day"}};
}

std::vector<Closure> all(School& school) {
    return school.db().read(school.scope(), [](ReadTx& tx) { return load(tx, Day{}).closures(); });
}

TEST(Calendar, only_those_who_change_settings_say_when_there_is_no_school) {
    School school;
    EXPECT_EQ(school.coach.post("/settings/calendar", break_of("2026-11-25", "2026-11-27")).status,
              403);
    EXPECT_EQ(school.nobody.get("/settings/calendar").status, 303);
    EXPECT_TRUE(all(school).empty());
}

TEST(Calendar, a_day_without_a_name_or_out_of_order_is_refused_and_nothing_typed_is_lost) {
    School school;
    const auto refused = [&](Form form, std::string_view says) {
        const auto reply = school.admin.post("/settings/calendar", form);
        EXPECT_EQ(reply.status, 422) << says;
        EXPECT_TRUE(reply.shows(says)) << says;
    };
    refused({{"name", "  "}, {"begins_on", "2026-11-25"}}, "Give it a name");
    refused({{"name", "Break"}, {"begins_on", "someday"}}, "A date, such as");
    refused(break_of("2026-11-27", "2026-11-25"), "before the first");
    refused(break_of("2026-11-25", "2027-11-26"), "At most a year");
    refused({{"name", std::string(81, 'x')}, {"begins_on", "2026-11-25"}}, "At most 80");
    refused({{"name", "Break"}, {"begins_on", "2026-11-25"}, {"part", "night"}}, "what is off");
    refused({{"name", "Flood"},
             {"begins_on", "2026-11-25"},
             {"building", "0000000000000000000000000A"}},
            "a school of the district");
    const auto again =
        school.admin.post("/settings/calendar", break_of("2026-11-27", "2026-11-25"));
    EXPECT_TRUE(again.shows("value=\"Thanksgiving break\""));
    EXPECT_TRUE(again.shows("value=\"2026-11-27\""));
    EXPECT_TRUE(all(school).empty());
}

TEST(Calendar, everybody_sees_the_days_that_are_ahead) {
    School school;
    EXPECT_EQ(school.admin.post("/settings/calendar", break_of("2026-11-25", "2026-11-27")).status,
              303);
    const auto page = school.teacher.get("/settings/calendar");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Thanksgiving break"));
    EXPECT_TRUE(page.shows("Wed 25 Nov to Fri 27 Nov") || page.shows("Wed, Nov 25 to Fri, Nov 27"));
    EXPECT_FALSE(page.shows("Take off"));
    EXPECT_FALSE(page.shows("begins_on"));
}

TEST(Calendar, the_same_days_are_not_entered_twice) {
    School school;
    school.admin.post("/settings/calendar", break_of("2026-11-25", "2026-11-27"));
    const auto twice =
        school.admin.post("/settings/calendar", break_of("2026-11-25", "2026-11-27"));
    EXPECT_EQ(twice.status, 422);
    EXPECT_EQ(all(school).size(), 1u);
}

TEST(Calendar, what_is_taken_off_stands_in_the_form_to_be_put_back) {
    School school;
    school.admin.post(
        "/settings/calendar",
        {{"name", "Flood & fire"}, {"begins_on", "2026-11-25"}, {"building", school.cedar.text()}});
    const std::string id = all(school).at(0).id.text();
    const auto gone = school.admin.del("/settings/calendar/" + id);
    EXPECT_EQ(gone.status, 303);
    EXPECT_TRUE(all(school).empty());
    const auto page = school.admin.get(gone.location);
    EXPECT_TRUE(page.shows("value=\"Flood &amp; fire\""));
    EXPECT_TRUE(page.shows("value=\"2026-11-25\""));
    EXPECT_EQ(school.admin.del("/settings/calendar/" + id).status, 404);
}

TEST(Calendar, a_stranger_neither_sees_nor_changes_it) {
    School school;
    school.admin.post("/settings/calendar", break_of("2026-11-25", "2026-11-27"));
    EXPECT_FALSE(school.stranger.get("/settings/calendar").shows("Thanksgiving"));
    EXPECT_FALSE(school.stranger.api_get("/api/v1/closures").shows("Thanksgiving"));
}

TEST(Calendar, a_program_does_the_same_as_the_page) {
    School school;
    const auto made = school.admin.api_post(
        "/api/v1/closures", R"({"name":"Snow day","begins_on":"2026-12-03","part":"day"})");
    EXPECT_EQ(made.status, 201);
    EXPECT_TRUE(school.teacher.api_get("/api/v1/closures").shows(R"("ends_on":"2026-12-03")"));
    EXPECT_FALSE(school.teacher.api_get("/api/v1/closures?from=2027-01-01").shows("Snow day"));
    EXPECT_EQ(
        school.coach.api_post("/api/v1/closures", R"({"name":"Snow day","begins_on":"2026-12-04"})")
            .status,
        403);
    const std::string path = "/api/v1/closures/" + all(school).at(0).id.text();
    EXPECT_EQ(school.admin.api_del(path).status, 200);
    EXPECT_TRUE(all(school).empty());
}

TEST(Calendar, a_building_closes_alone_and_half_days_stay_school_days) {
    const auto cedar = SeededRandom(1).id<BuildingId>();
    const Day wednesday{2026, 11, 25};
    const Calendar calendar(
        {{.building = cedar, .begins_on = wednesday, .ends_on = wednesday, .name = "Flood"},
         {.begins_on = wednesday.plus(1),
          .ends_on = wednesday.plus(1),
          .part = Part::afternoon,
          .name = "Early release"}});
    EXPECT_FALSE(calendar.of(cedar).is_school_day(wednesday));
    EXPECT_TRUE(calendar.of(std::nullopt).is_school_day(wednesday));
    EXPECT_EQ(calendar.of(cedar).closure_on(wednesday)->name, "Flood");
    EXPECT_TRUE(calendar.of(cedar).is_school_day(wednesday.plus(1)));
    EXPECT_EQ(calendar.of(cedar).half_day_on(wednesday.plus(1))->name, "Early release");
    EXPECT_EQ(calendar.of(cedar).half_day_on(wednesday), nullptr);
    EXPECT_EQ(calendar.of(cedar).count({2026, 11, 23}, {2026, 11, 29}), 4);
    EXPECT_EQ(calendar.of(cedar).previous(wednesday.plus(1)), wednesday.plus(-1));
}

TEST(Calendar, next_and_previous_undo_each_other_between_school_days) {
    const std::vector<BuildingId> none;
    std::vector<Closure> closures;
    for (const auto& off : sample::days_off({2025, 1, 1}, {2027, 12, 31}, none)) {
        closures.push_back({.begins_on = off.begins_on,
                            .ends_on = off.ends_on,
                            .part = off.part,
                            .name = off.name});
    }
    const Calendar calendar(closures);
    const auto days = calendar.of(std::nullopt);
    std::int64_t counted = 0;
    for (Day day{2025, 1, 1}; day < Day{2027, 12, 1}; day = day.plus(1)) {
        if (!days.is_school_day(day)) continue;
        ++counted;
        ASSERT_EQ(days.previous(days.next(day)), day) << day.iso();
        ASSERT_LT(day, days.next(day));
    }
    EXPECT_EQ(counted, days.count({2025, 1, 1}, {2027, 11, 30}));
    EXPECT_NEAR(static_cast<double>(counted) / 3, 172, 12) << "a school year has about 175 days";
}

TEST(Calendar, a_school_closed_for_ever_still_answers) {
    const Calendar calendar({{.begins_on = {2000, 1, 1}, .ends_on = {2100, 1, 1}, .name = "War"}});
    EXPECT_GT(calendar.of(std::nullopt).next({2026, 11, 25}), (Day{2026, 11, 25}));
}

TEST(Calendar, promises_already_made_move_when_a_snow_day_is_entered) {
    School school;  // It is Monday 2026-11-02, nine in the morning.
    EXPECT_EQ(school.teacher.post("/my-help", {{"words", "Our tablets"}}).status, 303);
    const auto due = [&] { return school.coach.api_get("/api/v1/requests?show=open").body; };
    EXPECT_NE(due().find(R"("answer_by":"2026-11-04T14:00)"), std::string::npos) << due();
    school.admin.post("/settings/calendar",
                      {{"name", "Snow"}, {"begins_on", "2026-11-03"}, {"ends_on", "2026-11-04"}});
    const auto anew = [&] { return school.db().write(school.scope(), requests::promise_anew); };
    EXPECT_EQ(anew(), 1);
    EXPECT_NE(due().find(R"("answer_by":"2026-11-06T14:00)"), std::string::npos) << due();
    EXPECT_EQ(anew(), 0) << "nothing moves twice";
    school.admin.del("/settings/calendar/" + all(school).at(0).id.text());
    EXPECT_EQ(anew(), 1);
    EXPECT_NE(due().find(R"("answer_by":"2026-11-04T14:00)"), std::string::npos) << due();
}

}  // namespace
}  // namespace rapport::calendar
