#include <gtest/gtest.h>

#include "platform/roster/bundles_for_tests.hpp"

namespace rapport::roster::test {
namespace {

Files replaced(const std::string& file, const std::string& what, const std::string& by) {
    Files files = good_files();
    const auto at = files[file].find(what);
    must(at != std::string::npos, "nothing to replace");
    files[file].replace(at, what.size(), by);
    return files;
}

Files without_line(Files files, const std::string& file, const std::string& beginning) {
    std::string& text = files[file];
    const auto at = text.find("\n" + beginning) + 1;
    must(at != 0, "no such line");
    text.erase(at, text.find('\n', at) + 1 - at);
    return files;
}

const Step* step_of(const Plan& plan, Entity entity, std::string_view name) {
    for (const auto& step : plan.steps) {
        if (step.entity == entity && step.name == name) return &step;
    }
    return nullptr;
}

std::string id_of(District& district, std::string_view key) {
    const PersonRow* row = district.person(key);
    must(row != nullptr, "nobody has this key");
    return "'" + row->id.text() + "'";
}

// Amina has asked for something and nobody has answered yet.
void ask_for_help(District& district, std::string_view key) {
    const std::string person = id_of(district, key);
    district.change(
        "INSERT INTO request (district_id, id, teacher_id, entered_by, words, state, "
        "made_at) VALUES (@d, " +
        person + ", " + person + ", " + person + ", 'A rubric', 'waiting', 1)");
}

TEST(RosterPlan, the_first_roster_brings_everything_in_by_building) {
    District district;
    const auto look = district.bring_in(good_files());
    EXPECT_EQ(look.plan.tally(Entity::person).added, 4);
    EXPECT_EQ(look.plan.tally(Entity::building).added, 2);
    EXPECT_EQ(step_of(look.plan, Entity::person, "Amina Diallo")->building, "Cedar Elementary");
    EXPECT_EQ(district.person("p1")->email, "amina@lake.example");
    EXPECT_EQ(district.person("p1")->room, "Room 12");
    EXPECT_EQ(district.person("p1")->teaches, "Reading");
    EXPECT_EQ(district.roles_of("p1"), "teacher@Cedar Elementary");
    EXPECT_EQ(district.roles_of("p4"), "principal@Cedar Elementary");
    EXPECT_EQ(district.state().classes.size(), 2u);
}

TEST(RosterPlan, the_same_roster_a_second_time_has_nothing_to_do) {
    District district;
    district.bring_in(good_files());
    const auto before = district.picture();
    const auto look = district.look(good_files());
    EXPECT_TRUE(look.plan.is_empty());
    EXPECT_EQ(look.plan.tally(Entity::person).same, 4);
    district.bring_in(good_files());
    EXPECT_EQ(district.picture(), before);
}

TEST(RosterPlan, a_change_is_told_field_by_field) {
    District district;
    district.bring_in(good_files());
    const auto look = district.bring_in(
        replaced("users.csv", "Amina,Diallo,,,amina@", "Amina,Diallo-Sow,,,amina.sow@"));
    const Step* step = step_of(look.plan, Entity::person, "Amina Diallo-Sow");
    ASSERT_NE(step, nullptr);
    ASSERT_EQ(step->fields.size(), 2u);
    EXPECT_EQ(step->fields[0].before, "Amina Diallo");
    EXPECT_EQ(step->fields[1].field, "email");
    EXPECT_EQ(step->fields[1].after, "amina.sow@lake.example");
    EXPECT_EQ(district.person("p1")->name, "Amina Diallo-Sow");
}

TEST(RosterPlan, a_teacher_who_moves_keeps_everything_but_the_building) {
    District district;
    district.bring_in(good_files());
    const auto id = id_of(district, "p2");
    const auto look =
        district.bring_in(replaced("users.csv", "true,s1,teacher,bao", "true,s2,teacher,bao"));
    EXPECT_TRUE(step_of(look.plan, Entity::person, "Bao Nguyễn")->is_moved);
    EXPECT_EQ(id_of(district, "p2"), id);
    EXPECT_EQ(district.roles_of("p2"), "teacher@Harbor High School");
}

TEST(RosterPlan, when_more_than_a_tenth_would_go_nothing_happens_unasked) {
    District district;
    district.bring_in(good_files());
    const Files smaller = without_line(good_files(), "users.csv", "p2,");
    const auto look = district.look(smaller);
    ASSERT_EQ(look.plan.stops.size(), 1u);
    EXPECT_EQ(look.plan.stops[0].removed, 1);
    EXPECT_EQ(look.plan.stops[0].of, 4);
    EXPECT_TRUE(district.is_refused(smaller));
    EXPECT_FALSE(district.person("p2")->is_ended);
    district.bring_in(smaller);
    EXPECT_TRUE(district.person("p2")->is_ended);
    EXPECT_EQ(district.roles_of("p2"), "");
}

TEST(RosterPlan, a_district_sets_its_own_threshold) {
    District district;
    district.bring_in(good_files());
    district.change(
        "INSERT INTO setting (district_id, name, value) "
        "VALUES (@d, 'roster.stop_percent', '30')");
    EXPECT_FALSE(district.is_refused(without_line(good_files(), "users.csv", "p2,")));
}

TEST(RosterPlan, somebody_who_vanishes_with_an_open_request_is_kept_and_marked) {
    District district;
    district.bring_in(good_files());
    ask_for_help(district, "p2");
    const Files smaller = without_line(good_files(), "users.csv", "p2,");
    const auto look = district.bring_in(smaller);
    EXPECT_EQ(step_of(look.plan, Entity::person, "Bao Nguyễn")->act, Act::keep);
    EXPECT_TRUE(district.person("p2")->is_missing);
    EXPECT_FALSE(district.person("p2")->is_ended);
    EXPECT_EQ(district.roles_of("p2"), "teacher@Cedar Elementary");
    EXPECT_TRUE(district.look(smaller).plan.is_empty());
    district.change("UPDATE request SET closed_at = 2, state = 'done' WHERE district_id = @d");
    district.bring_in(smaller);
    EXPECT_TRUE(district.person("p2")->is_ended);
}

TEST(RosterPlan, who_comes_back_is_there_again_with_the_old_history) {
    District district;
    district.bring_in(good_files());
    const auto id = id_of(district, "p2");
    district.bring_in(without_line(good_files(), "users.csv", "p2,"));
    const auto look = district.bring_in(good_files());
    EXPECT_TRUE(step_of(look.plan, Entity::person, "Bao Nguyễn")->is_back);
    EXPECT_EQ(id_of(district, "p2"), id);
    EXPECT_FALSE(district.person("p2")->is_ended);
    EXPECT_EQ(district.roles_of("p2"), "teacher@Cedar Elementary");
}

TEST(RosterPlan, what_was_corrected_by_hand_stays_corrected) {
    District district;
    district.bring_in(good_files());
    district.change(
        "UPDATE person SET name = 'Amina D.', email = 'ad@lake.example', "
        "corrected = ',name,email,' WHERE district_id = @d AND source_key = 'p1'");
    const auto look = district.bring_in(
        replaced("users.csv", "Amina,Diallo,,,amina@", "Aminata,Diallo,,,aminata@"));
    EXPECT_EQ(district.person("p1")->name, "Amina D.");
    EXPECT_EQ(district.person("p1")->email, "ad@lake.example");
    ASSERT_EQ(look.plan.left.size(), 2u);
    EXPECT_EQ(look.plan.left[0].roster_says, "Aminata Diallo");
    EXPECT_TRUE(look.plan.tally(Entity::person).changed == 0);
}

TEST(RosterPlan, a_role_given_by_hand_is_never_taken_by_a_file) {
    District district;
    district.bring_in(good_files());
    const std::string person = id_of(district, "p2");
    district.change(
        "INSERT INTO role_held (district_id, id, person_id, role, source) VALUES (@d, " + person +
        ", " + person + ", 'coach', 'manual')");
    district.bring_in(good_files());
    EXPECT_EQ(district.roles_of("p2"), "coach, teacher@Cedar Elementary");
}

TEST(RosterPlan, the_same_address_under_a_new_id_is_the_same_person) {
    District district;
    district.bring_in(good_files());
    const auto id = id_of(district, "p1");
    Files files = replaced("users.csv", "p1,,,true", "new-1,,,true");
    files["enrollments.csv"].replace(files["enrollments.csv"].find("s1,p1"), 5, "s1,new-1");
    const auto look = district.bring_in(files);
    ASSERT_EQ(look.plan.merges.size(), 1u);
    EXPECT_EQ(look.plan.merges[0].old_key, "p1");
    EXPECT_EQ(look.plan.tally(Entity::person).ended, 0);
    EXPECT_EQ(id_of(district, "new-1"), id);
    EXPECT_EQ(district.person("p1"), nullptr);
    EXPECT_TRUE(district.look(files).plan.is_empty());
}

TEST(RosterPlan, two_people_an_administrator_keeps_apart_stay_two) {
    District district;
    district.bring_in(good_files());
    const Files files = replaced("users.csv", "p1,,,true", "new-1,,,true");
    district.bring_in(files, {.accepts_removals = true, .same = std::vector<std::string>()});
    EXPECT_TRUE(district.person("p1")->is_ended);
    EXPECT_FALSE(district.person("new-1")->is_ended);
}

TEST(RosterPlan, a_shared_address_with_another_name_is_not_taken_for_the_same_person) {
    District district;
    district.bring_in(good_files());
    const auto look =
        district.look(replaced("users.csv", "p1,,,true,s1,teacher,amina,,Amina,Diallo",
                               "p8,,,true,s1,teacher,front,,Front,Office"));
    ASSERT_EQ(look.plan.merges.size(), 1u);
    EXPECT_FALSE(look.plan.merges[0].is_taken);
    EXPECT_EQ(look.plan.tally(Entity::person).added, 1);
}

TEST(RosterPlan, a_person_entered_by_hand_is_found_by_their_address) {
    District district;
    district.change(
        "INSERT INTO person (district_id, id, name, sort_name, folded, email, title) "
        "VALUES (@d, 'aaaaaaaaaaaaaaaaaaaaaaaaa1', 'Amina Diallo', 'Diallo, Amina', "
        "'amina diallo', 'amina@lake.example', 'Grade 4 teacher')");
    district.bring_in(good_files());
    EXPECT_EQ(id_of(district, "p1"), "'aaaaaaaaaaaaaaaaaaaaaaaaa1'");
    EXPECT_EQ(district.person("p1")->title, "Grade 4 teacher");
}

TEST(RosterPlan, another_spelling_of_a_school_is_the_same_school) {
    District district;
    district.change(
        "INSERT INTO building (district_id, id, name, zone) VALUES (@d, "
        "'aaaaaaaaaaaaaaaaaaaaaaaaa2', 'Harbour High School', 'America/New_York')");
    const auto look = district.bring_in(good_files());
    ASSERT_EQ(look.plan.merges.size(), 1u);
    EXPECT_EQ(look.plan.merges[0].why, Merge::Why::name);
    EXPECT_EQ(district.state().buildings.size(), 2u);
}

TEST(RosterPlan, a_file_makes_nobody_an_administrator) {
    District district;
    Files files = good_files();
    files["users.csv"] +=
        "p6,,,true,s1,administrator,u,,Uma,Udo,,,,,,,,\n"
        "p7,,,true,s1,districtAdministrator,v,,Vjosa,Udo,,,,,,,,\n"
        "p8,,,true,d,principal,w,,Wanjiru,Udo,,,,,,,,\n";
    const auto look = district.bring_in(files);
    for (const auto key : {"p6", "p7", "p8"}) EXPECT_EQ(district.roles_of(key), "") << key;
    EXPECT_EQ(look.plan.flaws.count(Kind::role_without_rights), 3);
}

TEST(RosterPlan, coaches_are_those_the_district_names) {
    District district;
    district.change(
        "INSERT INTO setting (district_id, name, value) VALUES (@d, "
        "'roster.coach_emails', 'Bao@lake.example\nnobody@lake.example')");
    district.bring_in(good_files());
    EXPECT_EQ(district.roles_of("p2"), "coach, teacher@Cedar Elementary");
}

TEST(RosterPlan, a_building_that_goes_while_people_work_there_is_pointed_out) {
    District district;
    district.bring_in(good_files());
    const auto look = district.look(replaced("orgs.csv", "s2,,,Harbor", "s2,tobedeleted,,Harbor"));
    const Flaw* flaw = flaw_in(look.plan.flaws, Kind::building_ends_with_people);
    ASSERT_NE(flaw, nullptr);
    EXPECT_EQ(flaw->found, "Harbor High School (1)");
}

}  // namespace
}  // namespace rapport::roster::test
