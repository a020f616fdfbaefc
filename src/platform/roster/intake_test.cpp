#include <gtest/gtest.h>

#include "platform/roster/bundles_for_tests.hpp"

namespace rapport::roster::test {
namespace {

// The good files with one line more in one of them.
Files with_line(const std::string& file, const std::string& line) {
    Files files = good_files();
    files[file] += line + "\n";
    return files;
}

Files replaced(const std::string& file, const std::string& what, const std::string& by) {
    Files files = good_files();
    const auto at = files[file].find(what);
    must(at != std::string::npos, "nothing to replace");
    files[file].replace(at, what.size(), by);
    return files;
}

const PersonIn* person_in(const Reading& reading, std::string_view key) {
    for (const auto& person : reading.incoming.person_list) {
        if (person.key == key) return &person;
    }
    return nullptr;
}

TEST(RosterIntake, a_bundle_in_perfect_order_has_no_flaw_but_what_is_kept_out) {
    const auto reading = read(good_files());
    for (const auto& flaw : reading.flaws.all()) {
        EXPECT_EQ(flaw.kind, Kind::column_kept_out) << text_of(flaw.kind).code << flaw.field;
    }
    EXPECT_EQ(reading.incoming.person_list.size(), 4u);
    EXPECT_EQ(reading.incoming.student_count, 3);
    ASSERT_EQ(reading.incoming.class_list.size(), 2u);
    EXPECT_EQ(reading.incoming.class_list[0].student_count, 2);
    EXPECT_EQ(reading.incoming.seat_list.size(), 2u);
}

TEST(RosterIntake, without_a_manifest_the_columns_tell_the_version) {
    Files files = good_files();
    files.erase("manifest.csv");
    auto reading = read(files);
    EXPECT_EQ(reading.incoming.version, Version::v1_1);
    EXPECT_EQ(reading.incoming.people, Mode::bulk);
    EXPECT_NE(flaw_in(reading.flaws, Kind::no_manifest), nullptr);
    files["roles.csv"] =
        "sourcedId,userSourcedId,roleType,role,orgSourcedId\nr,p1,primary,teacher,s1\n";
    EXPECT_EQ(read(files).incoming.version, Version::v1_2);
}

TEST(RosterIntake, a_misspelt_header_is_understood_and_named) {
    const auto reading = read(replaced("orgs.csv", "dateLastModified", "dataLastModified"));
    EXPECT_EQ(flaw_in(reading.flaws, Kind::column_misspelt)->found, "dataLastModified");
    const auto spaced = read(replaced("users.csv", "givenName", "Given Name"));
    EXPECT_EQ(person_in(spaced, "p1")->name, "Amina Diallo");
}

TEST(RosterIntake, without_its_key_column_a_file_tells_nothing_and_ends_nothing) {
    const auto reading = read(replaced("users.csv", "sourcedId", "number of the person"));
    EXPECT_NE(flaw_in(reading.flaws, Kind::key_column_missing), nullptr);
    EXPECT_EQ(reading.incoming.people, Mode::absent);
}

TEST(RosterIntake, rows_wider_and_narrower_than_the_header_are_named_by_their_number) {
    auto reading = read(with_line("orgs.csv", "s3,,,West,school,,d,too,much"));
    EXPECT_EQ(rows_of(reading.flaws, Kind::row_wide), "orgs.csv 5");
    reading = read(with_line("orgs.csv", "s3,,,West,school"));
    EXPECT_EQ(rows_of(reading.flaws, Kind::row_narrow), "orgs.csv 5");
    EXPECT_EQ(reading.incoming.org_list.size(), 4u);
}

TEST(RosterIntake, a_row_without_an_id_waits_in_quarantine) {
    const auto reading = read(with_line("orgs.csv", ",,,Nameless,school,,d"));
    EXPECT_EQ(rows_of(reading.flaws, Kind::id_missing, "sourcedId"), "orgs.csv 5");
    ASSERT_EQ(reading.rejects.files().count("orgs.csv"), 1u);
    EXPECT_EQ(reading.rejects.files().at("orgs.csv").rows[0].cells[3], "Nameless");
}

TEST(RosterIntake, ids_that_differ_in_capitals_alone_are_two_and_somebody_is_told) {
    const auto reading = read(with_line("orgs.csv", "S1,,,Cedar Annex,school,,d"));
    EXPECT_EQ(rows_of(reading.flaws, Kind::id_case, "sourcedId"), "orgs.csv 5");
    EXPECT_EQ(reading.incoming.org_list.size(), 4u);
}

TEST(RosterIntake, ids_used_again_for_another_kind_of_thing_do_no_harm) {
    Files files = good_files();
    files["orgs.csv"] += "1,,,One,school,,d\n";
    files["users.csv"] += "1,,,true,1,teacher,u,,Uma,Udo,,,uma@lake.example,,,,,\n";
    files["classes.csv"] += "1,,,Class one,04,,1,scheduled,,1,t1,,,\n";
    files["enrollments.csv"] += "1,,,1,1,1,teacher,,,\n";
    const auto reading = read(files);
    EXPECT_EQ(reading.incoming.seat_list.back().person_key, "1");
    EXPECT_EQ(flaw_in(reading.flaws, Kind::id_twice), nullptr);
}

TEST(RosterIntake, what_points_nowhere_is_named_and_the_rest_of_the_row_kept) {
    Files files = good_files();
    files["users.csv"] += "p9,,,true,nowhere,teacher,u,,Uma,Udo,,,uma@lake.example,,,,,\n";
    files["classes.csv"] += "k9,,,Lost class,04,c9,L,scheduled,,s9,t9,,,\n";
    files["enrollments.csv"] += "e8,,,k8,s1,p1,teacher,,,\ne9,,,k1,s1,p8,teacher,,,\n";
    const auto reading = read(files);
    EXPECT_EQ(rows_of(reading.flaws, Kind::orphan_org), "users.csv 9");
    EXPECT_EQ(rows_of(reading.flaws, Kind::orphan_course), "classes.csv 4");
    EXPECT_EQ(rows_of(reading.flaws, Kind::orphan_school), "classes.csv 4");
    EXPECT_EQ(rows_of(reading.flaws, Kind::orphan_term), "classes.csv 4");
    EXPECT_EQ(rows_of(reading.flaws, Kind::orphan_class), "enrollments.csv 7");
    EXPECT_EQ(rows_of(reading.flaws, Kind::orphan_user), "enrollments.csv 8");
    EXPECT_EQ(person_in(reading, "p9")->name, "Uma Udo");
}

TEST(RosterIntake, a_person_in_two_schools_is_one_person) {
    auto reading =
        read(replaced("users.csv", "true,s1,teacher,amina", "true,\"s1,s2\",teacher,amina"));
    EXPECT_EQ(person_in(reading, "p1")->roles.size(), 2u);
    reading = read(with_line("users.csv",
                             "p1,,,true,s2,teacher,amina,,Amina,Diallo,,,amina@lake.example,,,,,"));
    EXPECT_EQ(person_in(reading, "p1")->roles.size(), 2u);
    EXPECT_EQ(rows_of(reading.flaws, Kind::schools_merged), "users.csv 9");
}

TEST(RosterIntake, of_two_rows_with_one_id_the_newer_counts_whatever_their_order) {
    const std::string older = "p7,,2026-01-01T00:00:00.000Z,true,s1,teacher,u,,Uma,Old,,,,,,,,\n";
    const std::string newer = "p7,,2026-02-01T00:00:00.000Z,true,s1,teacher,u,,Uma,New,,,,,,,,\n";
    for (const auto& rows : {older + newer, newer + older}) {
        Files files = good_files();
        files["users.csv"] += rows;
        EXPECT_EQ(person_in(read(files), "p7")->name, "Uma New");
    }
}

TEST(RosterIntake, students_leave_a_number_and_nothing_else) {
    Files files = good_files();
    files["users.csv"] += ",,,true,s1,student,ghost,,Ghost,Secretname,,,,,,,,\n";
    files["users.csv"] += "x9,,,true,s1,stuudent,odd,,Odd,Secretname,,,odd@lake.example,,,,,\n";
    files["enrollments.csv"] += "e9,,,k1,s1,Secretname,student,,,\n";
    const auto reading = read(files);
    std::string everything;
    for (const auto& flaw : reading.flaws.all()) everything += flaw.found + "\n";
    for (const auto& [name, file] : reading.rejects.files()) {
        for (const auto& row : file.rows) {
            for (const auto& cell : row.cells) everything += cell + "\n";
        }
    }
    EXPECT_EQ(reading.rejects.count(), 3);
    EXPECT_EQ(everything.find("Secretname"), std::string::npos) << everything;
    EXPECT_EQ(everything.find("hunter2"), std::string::npos);
    EXPECT_EQ(everything.find("odd@lake"), std::string::npos);
}

TEST(RosterIntake, a_student_enrolled_twice_counts_once) {
    const auto reading = read(with_line("enrollments.csv", "e6,,,k1,s1,x1,student,,,"));
    EXPECT_EQ(reading.incoming.class_list[0].student_count, 2);
    EXPECT_EQ(rows_of(reading.flaws, Kind::enrolled_twice), "enrollments.csv 7");
}

TEST(RosterIntake, a_teacher_among_the_students_and_a_student_who_teaches_are_told_apart) {
    Files files = good_files();
    files["enrollments.csv"] += "e6,,,k1,s1,p2,student,,,\ne7,,,k1,s1,x1,teacher,,,\n";
    const auto reading = read(files);
    EXPECT_EQ(rows_of(reading.flaws, Kind::staff_enrolled_as_student), "enrollments.csv 7");
    EXPECT_EQ(rows_of(reading.flaws, Kind::student_teaches), "enrollments.csv 8");
    EXPECT_EQ(reading.incoming.class_list[0].student_count, 2);
    EXPECT_EQ(reading.incoming.seat_list.size(), 2u);
}

TEST(RosterIntake, in_version_1_2_a_term_ends_the_day_before_its_end_date) {
    Files files = good_files();
    files["manifest.csv"] = manifest("1.2", "bulk");
    EXPECT_EQ(read(files).incoming.term_list[0].ends.iso(), "2027-01-14");
    EXPECT_EQ(read(good_files()).incoming.term_list[0].ends.iso(), "2027-01-15");
}

TEST(RosterIntake, a_file_the_manifest_calls_absent_is_not_read) {
    const auto reading = read(replaced("manifest.csv", "file.courses,bulk", "file.courses,absent"));
    EXPECT_EQ(reading.incoming.courses, Mode::absent);
    EXPECT_EQ(flaw_in(reading.flaws, Kind::file_unexpected)->file, "courses.csv");
}

TEST(RosterIntake, a_file_the_manifest_promises_and_that_is_not_there_ends_nothing) {
    Files files = good_files();
    files.erase("users.csv");
    const auto reading = read(files);
    EXPECT_EQ(reading.incoming.people, Mode::absent);
    EXPECT_EQ(flaw_in(reading.flaws, Kind::file_missing)->file, "users.csv");
}

TEST(RosterIntake, a_quote_left_open_costs_one_row_and_not_the_school) {
    const auto reading = read(replaced("users.csv", "Bao,", "\"Bao,"));
    EXPECT_EQ(rows_of(reading.flaws, Kind::quote_not_closed), "users.csv 3");
    EXPECT_EQ(reading.incoming.person_list.size(), 4u);
}

TEST(RosterIntake, roles_of_version_1_2_come_from_their_own_file) {
    Files files = good_files();
    files["manifest.csv"] = manifest("1.2", "bulk") + "file.roles,bulk\n";
    files["users.csv"] =
        "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,"
        "email,preferredGivenName,primaryOrgSourcedId\n"
        "p1,,,true,a,Aminata,Diallo,amina@lake.example,Amina,s2\n"
        "p9,,,true,b,No,Role,,,\n"
        "x1,,,true,c,Zoë,Pupil,,,\n";
    files["roles.csv"] =
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,"
        "endDate,orgSourcedId,userProfileSourcedId\n"
        "r1,,,p1,primary,teacher,,,s1,\n"
        "r2,,,p1,secondary,districtAdministrator,,,d,\n"
        "r3,,,x1,primary,student,,,s1,\n";
    const auto reading = read(files);
    ASSERT_NE(person_in(reading, "p1"), nullptr);
    EXPECT_EQ(person_in(reading, "p1")->name, "Amina Diallo");
    EXPECT_EQ(person_in(reading, "p1")->home_key, "s2");
    EXPECT_EQ(person_in(reading, "p1")->roles.size(), 2u);
    EXPECT_EQ(person_in(reading, "p9"), nullptr);
    EXPECT_EQ(rows_of(reading.flaws, Kind::role_missing), "users.csv 3");
}

}  // namespace
}  // namespace rapport::roster::test
