// XHSTT, Ed-Fi and bells by a few lines of each, and files that mean harm.
#include <gtest/gtest.h>

#include "platform/timetables/sheet_maker.hpp"
#include "platform/timetables/sheets_for_tests.hpp"

namespace rapport::timetables::test {
namespace {

std::string archive(std::string_view solution) {
    return "<HighSchoolTimetableArchive><Instances><Instance Id=\"I\"><MetaData><Name>Cedar</Name>"
           "</MetaData><Times><TimeGroups><Day Id=\"d1\"><Name>Mo</Name></Day>"
           "<Day Id=\"d2\"><Name>Tu</Name></Day></TimeGroups>"
           "<Time Id=\"t1\"><Day Reference=\"d1\"/></Time>"
           "<Time Id=\"t2\"><Day Reference=\"d1\"/></Time>"
           "<Time Id=\"t3\"><Day Reference=\"d2\"/></Time></Times>"
           "<Resources><ResourceTypes><ResourceType Id=\"T\"><Name>Teacher</Name></ResourceType>"
           "<ResourceType Id=\"C\"><Name>Class</Name></ResourceType>"
           "<ResourceType Id=\"S\"><Name>Student</Name></ResourceType></ResourceTypes>"
           "<Resource Id=\"bao\"><Name>Bao</Name><ResourceType Reference=\"T\"/></Resource>"
           "<Resource Id=\"amina\"><Name>Amina</Name><ResourceType Reference=\"T\"/></Resource>"
           "<Resource Id=\"4B\"><Name>4B</Name><ResourceType Reference=\"C\"/></Resource>"
           "<Resource Id=\"kid\"><Name>Tim</Name><ResourceType Reference=\"S\"/></Resource>"
           "</Resources><Events>"
           "<Event Id=\"e1\"><Name>Science</Name><Duration>2</Duration><Resources>"
           "<Resource Reference=\"4B\"/><Resource Reference=\"kid\"/>"
           "<Resource><Role>Teacher</Role><ResourceType Reference=\"T\"/></Resource>"
           "</Resources></Event>"
           "<Event Id=\"e2\"><Name>Art</Name><Duration>1</Duration><Time Reference=\"t3\"/>"
           "<Resources><Resource Reference=\"amina\"/></Resources></Event>"
           "</Events></Instance></Instances><SolutionGroups><SolutionGroup Id=\"g\">" +
           std::string(solution) + "</SolutionGroup></SolutionGroups></HighSchoolTimetableArchive>";
}

TEST(SheetsXhstt, an_instance_without_a_solution_of_its_own_is_refused) {
    EXPECT_EQ(refusal_of(Format::xhstt, {{"a.xml", archive("")}}),
              "timetable_flaws.xhstt_no_solution");
    EXPECT_EQ(refusal_of(Format::xhstt, {{"a.xml", archive("<Solution Reference=\"Other\"/>")}}),
              "timetable_flaws.xhstt_no_solution");
}

TEST(SheetsXhstt, a_solution_says_when_and_who_fills_what_was_open_and_pupils_stay_out) {
    const auto sheet = sheet_of(
        Format::xhstt, "a.xml",
        archive("<Solution Reference=\"I\"><Events>"
                "<Event Reference=\"e1\"><Duration>2</Duration><Time Reference=\"t1\"/><Resources>"
                "<Resource Reference=\"bao\"><Role>Teacher</Role></Resource></Resources></Event>"
                "<Event Reference=\"e2\"/><Event Reference=\"e1\"/></Events></Solution>"));
    EXPECT_EQ(lines_of(sheet), "Bao | Mo:1 Mo:2 | Science | 4B | \nAmina | Tu:1 | Art | | \n");
    EXPECT_TRUE(has_flaw(sheet, "timetable_flaws.unplaced"));
    EXPECT_EQ(busy_matrix(sheet), (std::vector<int>{1, 1, 0, 0, 0, 0, 1, 0}));
}

TEST(SheetsEdfi, the_json_of_the_api_is_read_like_the_files) {
    const std::string rows =
        R"({"classPeriodName":"P1","schoolReference":{"schoolId":7},)"
        R"("meetingTimes":[{"startTime":"08:00:00","endTime":"08:45:00"}]})"
        "\n"
        R"({"bellScheduleName":"Normal","schoolReference":{"schoolId":7},"alternateDayName":"A",)"
        R"("classPeriods":[{"classPeriodReference":{"classPeriodName":"P1","schoolId":7}}],)"
        R"("dates":[{"date":"2026-11-30"}]})"
        "\n"
        R"({"date":"2026-12-24","calendarReference":{"schoolId":7},"calendarEvents":[)"
        R"({"calendarEventDescriptor":"uri://ed-fi.org/CalendarEventDescriptor#Holiday"}]})"
        "\n"
        R"({"sectionIdentifier":"S1","courseOfferingReference":{"localCourseCode":"SCI",)"
        R"("schoolId":7,"sessionName":"Fall"},"classPeriods":[{"classPeriodReference":)"
        R"({"classPeriodName":"P1"}}],"locationReference":{"classroomIdentificationCode":"12"}})"
        "\n"
        R"({"staffUniqueId":"900","firstName":"Amina","lastSurname":"Diallo",)"
        R"("electronicMails":[{"electronicMailAddress":"amina@cedar.example"}]})"
        "\n"
        R"({"staffReference":{"staffUniqueId":"900"},"sectionReference":{"sectionIdentifier":"S1",)"
        R"("localCourseCode":"SCI","schoolId":7,"sessionName":"Fall"}})"
        "\n";
    const Files files = {{"all.json", rows}};
    EXPECT_EQ(guess_format(files), Format::edfi);
    const auto sheet = sheet_of(Format::edfi, files);
    EXPECT_EQ(lines_of(sheet), "Amina Diallo | A:P1 | SCI | S1 | 12 | Fall\n");
    EXPECT_EQ(sheet.teachers[0].email, "amina@cedar.example");
    EXPECT_EQ(sheet.periods[0].ring, (Ring{480, 525}));
    ASSERT_EQ(sheet.dates.size(), 2u);
    EXPECT_EQ(sheet.dates[0].grid, 0);
    EXPECT_TRUE(sheet.dates[1].is_closed);
    EXPECT_EQ(sheet.dates[1].name, "Holiday");
    EXPECT_EQ(refusal_of(Format::edfi, {{"a.json", rows.substr(0, 200)}}),
              "timetable_flaws.not_json");
    EXPECT_EQ(refusal_of(Format::edfi, {{"a.json", "[]"}}), "timetable_flaws.edfi_nothing");
}

TEST(SheetsBell, schedules_ring_weekdays_choose_and_special_days_differ) {
    const SheetFile schedules{"schedules.bell",
                              "* normal # Normal\n8:15 Passing to {Period 1}\n8:20 {Period 1}\n"
                              "11:30 Lunch\n12:45 {Period 2}\n1:30 Free\n\n"
                              "* short # Normal\n8:00 {Period 1}\n9:00 Free\nnonsense\n\n"
                              "* holiday # Holiday\n\n* weekend # Weekend\n"};
    const SheetFile calendar{"calendar.bell",
                             "* Default Week\nSun weekend\nMon normal\nTue short\n\n"
                             "* Special Days\n11/26/2026-11/27/2026 holiday # Thanksgiving\n"
                             "12/01/2026 normal\n13/45/2026 normal\n"};
    EXPECT_EQ(refusal_of(Format::bell, {calendar}), "timetable_flaws.bell_no_periods");
    const auto sheet = sheet_of(Format::bell, Files{calendar, schedules});
    ASSERT_EQ(sheet.periods.size(), 4u);
    EXPECT_EQ(sheet.periods[0].label, "Period 1");
    EXPECT_EQ(sheet.periods[1].ring, (Ring{690, 765}));
    EXPECT_EQ(sheet.periods[2].ring, (Ring{765, 810})) << "one o'clock comes after noon";
    EXPECT_EQ(sheet.periods[3].grid, 1) << "two schedules of one name stay two";
    ASSERT_EQ(sheet.days.size(), 2u) << "no school on Sunday";
    EXPECT_EQ(sheet.days[1].weekday, 2);
    EXPECT_EQ(sheet.days[1].grid, 1);
    ASSERT_EQ(sheet.dates.size(), 3u);
    EXPECT_TRUE(sheet.dates[1].is_closed);
    EXPECT_EQ(sheet.dates[1].name, "Thanksgiving");
    EXPECT_FALSE(sheet.dates[2].is_closed);
    EXPECT_TRUE(has_flaw(sheet, "timetable_flaws.bell_line"));
    EXPECT_TRUE(has_flaw(sheet, "timetable_flaws.bell_date"));
}

// ---- Harm

TEST(SheetsHostile, entities_are_left_alone_and_nesting_costs_no_stack) {
    std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE fet [<!ENTITY a \"ha\">";
    for (int i = 0; i < 30; ++i) bomb += "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">";
    bomb +=
        "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><fet><Institution_Name>&a;&x;"
        "</Institution_Name></fet>";
    EXPECT_EQ(refusal_of(Format::fet, {{"a.fet", bomb}}), "timetable_flaws.fet_no_activities");
    std::string deep;
    for (int i = 0; i < 500'000; ++i) deep += "<fet>";
    EXPECT_EQ(refusal_of(Format::fet, {{"a.fet", deep}}), "timetable_flaws.cut");
    std::string closed = deep;
    for (int i = 0; i < 500'000; ++i) closed += "</fet>";
    EXPECT_EQ(refusal_of(Format::fet, {{"a.fet", closed}}), "timetable_flaws.fet_no_activities");
    EXPECT_EQ(refusal_of(Format::edfi, {{"a.json", std::string(500'000, '[')}}),
              "timetable_flaws.not_json");
}

TEST(SheetsHostile, more_than_any_school_has_is_refused_before_it_is_laid_out) {
    EXPECT_EQ(refusal_of(Format::csv, {{"a.csv", std::string(bytes_max + 1, 'x')}}),
              "timetable_flaws.too_large");
    EXPECT_EQ(refusal_of(Format::csv, {{"a.csv", ""}}), "timetable_flaws.empty");
    std::string marks = "<fet>";
    for (int i = 0; i < 6'100'000; ++i) marks += "<a/>";
    EXPECT_EQ(refusal_of(Format::fet, {{"a.fet", marks + "</fet>"}}), "timetable_flaws.too_much");
    std::string wide = "Teacher,Day,Period\n";
    for (int i = 0; i < 1000; ++i) {
        wide += "T" + std::to_string(i) + ",D" + std::to_string(i % 380) + ",P" +
                std::to_string(i % 390) + "\n";
    }
    EXPECT_EQ(refusal_of(Format::csv, {{"a.csv", wide}}), "timetable_flaws.too_much");
    EXPECT_EQ(refusal_of(Format::bell, {{"a.bell", "* a\n8:00 One\n9:00 Free\n"},
                                        {"c.bell",
                                         "* Default Week\nMon a\n* Special Days\n"
                                         "01/01/1900-12/31/2200 a\n"}}),
              "");
}

TEST(SheetsHostile, zeros_control_signs_and_endless_names_become_names_that_can_be_kept) {
    const std::string name(5000, 'n');
    const auto sheet = sheet_of(Format::csv, "a.csv", "Teacher,Day,Period\n" + name + ",Mon,1\n");
    EXPECT_LE(sheet.teachers.at(0).name.size(), 210u);
    const auto bell =
        sheet_of(Format::bell, "a.bell", std::string("* a\n8:00 O\0ne\x01\n9:00 Free\n", 25));
    EXPECT_EQ(bell.periods.at(0).label, "O ne");
}

TEST(SheetsHostile, a_lesson_of_a_billion_hours_ends_with_its_day) {
    const std::string one =
        "<fet><Days_List><Day><Name>Mon</Name></Day></Days_List><Hours_List><Hour><Name>1</Name>"
        "</Hour></Hours_List><Activities_List><Activity><Teacher>A</Teacher><Duration>2000000000"
        "</Duration><Id>1</Id></Activity></Activities_List><Time_Constraints_List>"
        "<ConstraintActivityPreferredStartingTime><Weight_Percentage>100</Weight_Percentage>"
        "<Activity_Id>1</Activity_Id><Preferred_Day>Mon</Preferred_Day><Preferred_Hour>1"
        "</Preferred_Hour></ConstraintActivityPreferredStartingTime></Time_Constraints_List></fet>";
    const auto sheet = sheet_of(Format::fet, "a.fet", one);
    EXPECT_EQ(sheet.meetings.at(0).slots.size(), 1u);
    EXPECT_TRUE(has_flaw(sheet, "timetable_flaws.past_the_day"));
}

}  // namespace
}  // namespace rapport::timetables::test
