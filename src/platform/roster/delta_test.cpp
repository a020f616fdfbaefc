#include <gtest/gtest.h>

#include "platform/roster/bundles_for_tests.hpp"

namespace rapport::roster::test {
namespace {

const std::string stamp = "2026-11-02T10:00:00.000Z";

// A delta that holds these rows of users.csv and enrollments.csv alone.
Files delta(const std::string& users, const std::string& enrollments = "") {
    const Files good = good_files();
    const auto header = [&](const std::string& file) {
        return good.at(file).substr(0, good.at(file).find('\n') + 1);
    };
    Files files{{"manifest.csv",
                 "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\n"
                 "file.users,delta\nfile.enrollments,delta\n"},
                {"users.csv", header("users.csv") + users}};
    files["enrollments.csv"] = header("enrollments.csv") + enrollments;
    return files;
}

TEST(RosterDelta, what_it_does_not_name_stays) {
    District district;
    district.bring_in(good_files());
    const auto look = district.bring_in(delta(
        "p2,active," + stamp + ",true,s2,teacher,bao,,Bao,Nguyễn-Lê,,,bao@lake.example,,,,,\n"));
    EXPECT_EQ(look.plan.tally(Entity::person).changed, 1);
    EXPECT_EQ(look.plan.tally(Entity::person).ended, 0);
    EXPECT_EQ(district.person("p2")->name, "Bao Nguyễn-Lê");
    EXPECT_EQ(district.roles_of("p2"), "teacher@Harbor High School");
    EXPECT_FALSE(district.person("p1")->is_ended);
    EXPECT_EQ(district.person("p1")->room, "Room 12");
}

TEST(RosterDelta, tobedeleted_ends_a_person_and_only_this_one) {
    District district;
    district.bring_in(good_files());
    district.bring_in(
        delta("p2,tobedeleted," + stamp + ",true,s1,teacher,bao,,Bao,Nguyễn,,,,,,,,\n"));
    EXPECT_TRUE(district.person("p2")->is_ended);
    EXPECT_FALSE(district.person("p1")->is_ended);
}

TEST(RosterDelta, it_may_point_to_what_an_earlier_one_sent) {
    District district;
    district.bring_in(good_files());
    const auto look = district.bring_in(
        delta("p7,active," + stamp + ",true,s2,teacher,u,,Uma,Udo,,,uma@lake.example,,,,,\n",
              "e7,active," + stamp +
                  ",k2,s2,p7,teacher,,,\n"
                  "e8,active," +
                  stamp + ",k1,s1,p3,teacher,,,\n"));
    EXPECT_EQ(flaw_in(look.reading.flaws, Kind::orphan_class), nullptr);
    EXPECT_EQ(flaw_in(look.reading.flaws, Kind::orphan_user), nullptr);
    EXPECT_EQ(district.roles_of("p7"), "teacher@Harbor High School");
    EXPECT_EQ(district.state().seats.size(), 4u);
}

TEST(RosterDelta, an_enrolment_marked_as_deleted_frees_the_seat) {
    District district;
    district.bring_in(good_files());
    district.bring_in(delta("", "e1,tobedeleted," + stamp + ",k1,s1,p1,teacher,,,\n"));
    EXPECT_EQ(district.state().seats.size(), 1u);
}

TEST(RosterDelta, student_counts_wait_for_the_next_full_roster) {
    District district;
    district.bring_in(good_files());
    const auto look = district.bring_in(delta("", "e9,active," + stamp + ",k1,s1,x9,student,,,\n"));
    EXPECT_NE(flaw_in(look.reading.flaws, Kind::counts_unchanged), nullptr);
    std::int64_t students = 0;
    for (const auto& row : district.state().classes) students += row.student_count;
    EXPECT_EQ(students, 3);
}

TEST(RosterDelta, the_same_delta_twice_has_nothing_to_do_the_second_time) {
    District district;
    district.bring_in(good_files());
    const Files twice = delta("p7,active," + stamp +
                                  ",true,s2,teacher,u,,Uma,Udo,,,uma@lake.example,,,,,\n"
                                  "p2,tobedeleted," +
                                  stamp + ",true,s1,teacher,bao,,Bao,Nguyễn,,,,,,,,\n",
                              "e7,active," + stamp +
                                  ",k2,s2,p7,teacher,,,\n"
                                  "e1,tobedeleted," +
                                  stamp + ",k1,s1,p1,teacher,,,\n");
    district.bring_in(twice);
    EXPECT_TRUE(district.look(twice).plan.is_empty());
}

TEST(RosterDelta, a_status_that_is_missing_is_named_and_counts_as_active) {
    District district;
    district.bring_in(good_files());
    const auto look =
        district.bring_in(delta("p7,,,true,s2,teacher,u,,Uma,Udo,,,uma@lake.example,,,,,\n"));
    EXPECT_EQ(rows_of(look.reading.flaws, Kind::status_missing), "users.csv 2");
    EXPECT_EQ(rows_of(look.reading.flaws, Kind::modified_missing), "users.csv 2");
    EXPECT_FALSE(district.person("p7")->is_ended);
}

TEST(RosterDelta, a_course_renamed_in_a_delta_renames_it_in_its_classes) {
    District district;
    district.bring_in(good_files());
    Files files{{"manifest.csv",
                 "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\n"
                 "file.courses,delta\n"},
                {"courses.csv",
                 "sourcedId,status,dateLastModified,schoolYearSourcedId,title\n"
                 "c1,active," +
                     stamp + ",,Reading for life\n"}};
    district.bring_in(files);
    std::string courses;
    for (const auto& row : district.state().classes) courses += row.course;
    EXPECT_EQ(courses, "Reading for life");
}

TEST(RosterDelta, roles_may_change_without_a_row_in_users) {
    District district;
    district.bring_in(good_files());
    Files files{{"manifest.csv",
                 "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n"
                 "file.roles,delta\nfile.users,delta\n"},
                {"users.csv", "sourcedId,status,dateLastModified,givenName,familyName\n"},
                {"roles.csv",
                 "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,"
                 "orgSourcedId,userProfileSourcedId\n"
                 "r1,active," +
                     stamp +
                     ",p2,secondary,teacher,,,s2,\n"
                     "r2,tobedeleted," +
                     stamp + ",p1,primary,teacher,,,s1,\n"}};
    district.bring_in(files);
    EXPECT_EQ(district.roles_of("p2"), "teacher@Cedar Elementary, teacher@Harbor High School");
    EXPECT_EQ(district.roles_of("p1"), "");
}

}  // namespace
}  // namespace rapport::roster::test
