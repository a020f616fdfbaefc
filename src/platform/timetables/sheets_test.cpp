// Each format by a few lines of it: what a coach's timetable says, and what is refused.
#include <gtest/gtest.h>

#include <algorithm>

#include "platform/timetables/sheets_for_tests.hpp"

namespace rapport::timetables::test {
namespace {

// ---- FET

std::string fet(std::string_view mode, std::string_view days, std::string_view time_constraints) {
    return "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<fet version=\"6.0.0\">" +
           std::string(mode) + "<Institution_Name>Cedar</Institution_Name><Days_List>" +
           std::string(days) +
           "</Days_List><Hours_List><Hour><Name>8.00 - 8.45</Name></Hour>"
           "<Hour><Name>9.00 - 9.45</Name></Hour></Hours_List>"
           "<Teachers_List><Teacher><Name>Diallo</Name></Teacher>"
           "<Teacher><Name>Bao</Name></Teacher></Teachers_List><Activities_List>"
           "<Activity><Teacher>Diallo</Teacher><Teacher>Bao</Teacher><Subject>Science</Subject>"
           "<Students>4B</Students><Duration>2</Duration><Id>1</Id><Active>true</Active></Activity>"
           "<Activity><Teacher>Bao</Teacher><Subject>Art</Subject><Students>3A</Students>"
           "<Duration>1</Duration><Id>2</Id><Active>true</Active></Activity>"
           "</Activities_List><Time_Constraints_List>" +
           std::string(time_constraints) + "</Time_Constraints_List></fet>\n";
}

constexpr std::string_view two_days = "<Day><Name>lundi</Name></Day><Day><Name>mardi</Name></Day>";

std::string fixed(std::string_view id, std::string_view day, std::string_view hour) {
    return "<ConstraintActivityPreferredStartingTime><Weight_Percentage>100</Weight_Percentage>"
           "<Activity_Id>" +
           std::string(id) + "</Activity_Id><Preferred_Day>" + std::string(day) +
           "</Preferred_Day><Preferred_Hour>" + std::string(hour) +
           "</Preferred_Hour><Active>true</Active></ConstraintActivityPreferredStartingTime>";
}

TEST(SheetsFet, wishes_without_a_solution_are_refused_and_say_what_to_choose) {
    EXPECT_EQ(refusal_of(Format::fet, {{"a.fet", fet("", two_days, "")}}),
              "timetable_flaws.fet_unsolved");
    EXPECT_EQ(refusal_of(Format::fet, {{"a.csv", "Subject,Comments\nArt,\n"}}),
              "timetable_flaws.fet_not_one");
    EXPECT_EQ(refusal_of(Format::fet, {{"a_activities.xml",
                                        "<Activities_Timetable><Activity><Id>1</Id><Day>Mo</Day>"
                                        "<Hour>1</Hour></Activity></Activities_Timetable>"}}),
              "timetable_flaws.fet_times_only");
}

TEST(SheetsFet, a_double_lesson_of_two_teachers_is_one_meeting_with_two_slots) {
    const auto sheet = sheet_of(
        Format::fet, "a_data_and_timetable.fet",
        fet("", two_days, fixed("1", "lundi", "8.00 - 8.45") + fixed("2", "mardi", "9.00 - 9.45")));
    EXPECT_EQ(lines_of(sheet),
              "Diallo + Bao | lundi:8.00 - 8.45 lundi:9.00 - 9.45 | Science | 4B | \n"
              "Bao | mardi:9.00 - 9.45 | Art | 3A | \n");
    EXPECT_EQ(busy_matrix(sheet), (std::vector<int>{1, 1, 0, 0, 1, 1, 0, 1}));
    EXPECT_EQ(sheet.title, "Cedar");
    EXPECT_EQ(sheet.days[1].weekday, 2);
    EXPECT_EQ(sheet.periods[1].ring, (Ring{540, 585}));
}

TEST(SheetsFet, a_companion_says_when_and_wins_over_what_was_fixed) {
    const SheetFile data{"a.fet", fet("", two_days, fixed("2", "lundi", "8.00 - 8.45"))};
    // Only the first hour of the double lesson has a row.
    const SheetFile table{
        "a_timetable.csv",
        "\"Activity Id\",\"Day\",\"Hour\",\"Students Sets\",\"Subject\","
        "\"Teachers\",\"Activity Tags\",\"Room\",\"Comments\"\n"
        "\"1\",\"mardi\",\"8.00 - 8.45\",\"4B\",\"Science\",\"Diallo+Bao\",\"\","
        "\"Lab\",\"\"\n"
        "\"2\",\"lundi\",\"9.00 - 9.45\",\"3A\",\"Art\",\"Bao\",\"\",\"\",\"\"\n"};
    const auto sheet = sheet_of(Format::fet, Files{data, table});
    EXPECT_EQ(lines_of(sheet),
              "Diallo + Bao | mardi:8.00 - 8.45 mardi:9.00 - 9.45 | Science | 4B | Lab\n"
              "Bao | lundi:9.00 - 9.45 | Art | 3A | \n");
    // The table alone knows neither the length nor days without lessons.
    EXPECT_EQ(lines_of(sheet_of(Format::fet, Files{table})),
              "Diallo + Bao | mardi:8.00 - 8.45 | Science | 4B | Lab\n"
              "Bao | lundi:9.00 - 9.45 | Art | 3A | \n");
}

TEST(SheetsFet, mornings_and_afternoons_are_halves_of_one_day) {
    const auto sheet = sheet_of(
        Format::fet, "a.fet",
        fet("<Mode>Mornings_Afternoons</Mode>",
            "<Day><Name>Monday morning</Name></Day><Day><Name>Monday afternoon</Name></Day>",
            fixed("1", "Monday morning", "8.00 - 8.45") +
                fixed("2", "Monday afternoon", "8.00 - 8.45")));
    ASSERT_EQ(sheet.days.size(), 1u);
    EXPECT_EQ(sheet.days[0].weekday, 1);
    EXPECT_EQ(sheet.periods.size(), 4u);
    EXPECT_EQ(busy_matrix(sheet), (std::vector<int>{1, 1, 0, 0, 1, 1, 1, 0}));
}

TEST(SheetsFet, the_days_of_a_later_term_are_those_of_the_week_again) {
    const auto sheet = sheet_of(
        Format::fet, "a.fet",
        fet("<Mode>Terms</Mode><Number_of_Terms>2</Number_of_Terms>"
            "<Number_of_Days_Per_Term>1</Number_of_Days_Per_Term>",
            two_days, fixed("1", "lundi", "8.00 - 8.45") + fixed("2", "mardi", "9.00 - 9.45")));
    ASSERT_EQ(sheet.days.size(), 1u);
    EXPECT_EQ(sheet.meetings[0].term, "1");
    EXPECT_EQ(sheet.meetings[1].term, "2");
    EXPECT_EQ(sheet.meetings[1].slots, (std::vector<SheetSlot>{{0, 1}}));
}

TEST(SheetsFet, a_lesson_past_the_end_of_its_day_or_on_an_unknown_day_is_named) {
    const auto sheet = sheet_of(
        Format::fet, "a.fet",
        fet("", two_days, fixed("1", "lundi", "9.00 - 9.45") + fixed("2", "jeudi", "9.00 - 9.45")));
    EXPECT_TRUE(has_flaw(sheet, "timetable_flaws.past_the_day"));
    EXPECT_TRUE(has_flaw(sheet, "timetable_flaws.no_slot"));
    EXPECT_EQ(sheet.meetings.size(), 1u);
}

// ---- aSc

std::string asc(std::string_view cards) {
    return "<?xml version=\"1.0\" encoding=\"windows-1250\"?>\n"
           "<timetable displayname=\"aSc Timetables 2012 XML\">"
           "<periods columns=\"period,short,starttime,endtime\">"
           "<period period=\"1\" short=\"1\" starttime=\"8:00\" endtime=\"8:45\"/>"
           "<period period=\"2\" short=\"2\" starttime=\"8:55\" endtime=\"9:40\"/>"
           "<period period=\"3\" short=\"2b\" starttime=\"9:10\" endtime=\"9:55\"/></periods>"
           "<daysdefs><daysdef id=\"*1\" name=\"Any\" days=\"10,01\"/>"
           "<daysdef id=\"*2\" name=\"Monday\" days=\"10\"/>"
           "<daysdef id=\"*3\" name=\"Tuesday\" days=\"01\"/></daysdefs>"
           "<weeksdefs><weeksdef id=\"*1\" name=\"Both\" weeks=\"11\"/>"
           "<weeksdef id=\"*2\" name=\"A\" weeks=\"10\"/>"
           "<weeksdef id=\"*3\" name=\"B\" weeks=\"01\"/></weeksdefs>"
           "<termsdefs><termsdef id=\"*1\" name=\"Year\" terms=\"11\"/>"
           "<termsdef id=\"*2\" name=\"Autumn\" terms=\"10\"/>"
           "<termsdef id=\"*3\" name=\"Spring\" terms=\"01\"/></termsdefs>"
           "<teachers columns=\"id,name\"><teacher id=\"A1F\" name=\"\x8A"
           "imek\" short=\"S\"/><teacher id=\"*12\" name=\"Bao\"/></teachers>"
           "<subjects><subject id=\"S1\" name=\"Science\"/></subjects>"
           "<classrooms><classroom id=\"R1\" name=\"Lab\"/></classrooms>"
           "<classes><class id=\"C1\" name=\"4B\"/></classes>"
           "<groups><group id=\"G1\" classid=\"C1\" name=\"Girls\" entireclass=\"0\"/></groups>"
           "<lessons columns=\"id,subjectid,classids,groupids,teacherids\">"
           "<lesson id=\"L1\" subjectid=\"S1\" classids=\"C1\" teacherids=\"A1F,*12\"/>"
           "<lesson id=\"L2\" subjectid=\"S1\" classids=\"C1\" groupids=\"G1\" teacherids=\"*12\"/>"
           "</lessons><cards>" +
           std::string(cards) + "</cards></timetable>";
}

TEST(SheetsAsc, lessons_without_cards_are_no_timetable) {
    EXPECT_EQ(refusal_of(Format::asc, {{"a.xml", asc("")}}), "timetable_flaws.asc_no_cards");
    EXPECT_EQ(refusal_of(Format::asc, {{"a.xml", "<html></html>"}}), "timetable_flaws.asc_not_one");
}

TEST(SheetsAsc, a_card_stands_on_each_day_week_and_term_of_its_masks) {
    const auto sheet = sheet_of(
        Format::asc, "a.xml",
        asc("<card lessonid=\"L1\" classroomids=\"R1\" period=\"1\" days=\"10\" weeks=\"11\" "
            "terms=\"11\"/>"
            "<card lessonid=\"L1\" classroomids=\"R1\" period=\"2\" days=\"10\" weeks=\"11\" "
            "terms=\"11\"/>"
            "<card lessonid=\"L2\" period=\"3\" days=\"01\" weeks=\"01\" terms=\"10\"/>"));
    EXPECT_EQ(lines_of(sheet),
              "Bao + Šimek | A Monday:1 A Monday:2 B Monday:1 B Monday:2 | Science | 4B | Lab\n"
              "Bao | B Tuesday:2b | Science | 4B Girls |  | Autumn\n");
    EXPECT_EQ(sheet.days.size(), 4u);
    EXPECT_EQ(sheet.days[3].week, 1);
    EXPECT_EQ(sheet.days[3].weekday, 2);
    EXPECT_EQ(sheet.grids.size(), 2u) << "the third period overlaps the second";
    EXPECT_EQ(sheet.periods[2].grid, 1);
}

TEST(SheetsAsc, the_schema_of_2008_counts_its_days) {
    const auto sheet = sheet_of(
        Format::asc, "a.xml",
        "<timetable><periods><period period=\"0\" starttime=\"7:00\" endtime=\"7:45\"/>"
        "<period period=\"1\" starttime=\"8:00\" endtime=\"8:45\"/></periods>"
        "<days><day day=\"0\" name=\"Lundi\"/><day day=\"1\" name=\"Mardi\"/></days>"
        "<teachers><teacher id=\"T\" name=\"Diallo\"/></teachers>"
        "<lessons><lesson id=\"L\" teacherid=\"T\"/></lessons>"
        "<cards><card lessonid=\"L\" day=\"1\" period=\"0\"/><card lessonid=\"L\" day=\"9\" "
        "period=\"0\"/><card lessonid=\"L\" day=\"\" period=\"\"/></cards></timetable>");
    EXPECT_EQ(lines_of(sheet), "Diallo | Mardi:0 |  | | \n");
    EXPECT_TRUE(has_flaw(sheet, "timetable_flaws.no_slot"));
    EXPECT_TRUE(has_flaw(sheet, "timetable_flaws.unplaced"));
}

// ---- Untis

TEST(SheetsUntis, a_file_without_a_lesson_is_refused) {
    EXPECT_EQ(refusal_of(Format::untis, {{"GPU001.TXT", "Name;Class\nx;y\n"}}),
              "timetable_flaws.untis_no_lessons");
}

TEST(SheetsUntis, one_lesson_of_many_classes_is_one_meeting_whatever_the_signs_between) {
    const std::string semicolons =
        "12;\"4A\";\"Mul\";\"M\";\"R1\";1;1;;\n12;\"4B\";\"Mul\";\"M\";\"R1\";1;1;;\n"
        "12;\"4A\";\"Mul\";\"M\";\"R1\";1;2;;\n12;\"4B\";\"Mul\";\"M\";\"R1\";1;2;;\n"
        "13;\"4A\";\"?\";\"E\";\"\";6;3;;\nnothing\n";
    const std::string names = "\"Mul\";\"M\xFCller\";;;;mueller@cedar.example\n";
    for (const bool has_commas : {false, true}) {
        std::string lessons = semicolons;
        if (has_commas) std::ranges::replace(lessons, ';', ',');
        const Files files = {{"GPU001.TXT", lessons},
                             {"GPU004.TXT", names},
                             {"GPU006.TXT", "\"M\";\"Mathematik\"\n"}};
        EXPECT_EQ(guess_format(files), Format::untis);
        const auto sheet = sheet_of(Format::untis, files);
        EXPECT_EQ(lines_of(sheet),
                  "Müller | 1:1 1:2 | Mathematik | 4A 4B | R1\n | 6:3 | E | 4A | \n");
        EXPECT_EQ(sheet.teachers.at(0).email, "mueller@cedar.example");
        EXPECT_EQ(sheet.days.size(), 6u);
        EXPECT_EQ(sheet.days[5].weekday, 6);
        EXPECT_TRUE(has_flaw(sheet, "timetable_flaws.untis_row"));
        EXPECT_TRUE(has_flaw(sheet, "timetable_flaws.no_times"));
    }
}

// ---- A plain table

TEST(SheetsCsv, a_table_that_does_not_say_who_or_when_is_refused) {
    EXPECT_EQ(refusal_of(Format::csv, {{"a.csv", "Day,Period\nMon,1\n"}}),
              "timetable_flaws.csv_no_teacher");
    EXPECT_EQ(refusal_of(Format::csv, {{"a.csv", "Teacher,Period\nBao,1\n"}}),
              "timetable_flaws.csv_no_day");
    EXPECT_EQ(refusal_of(Format::csv, {{"a.csv", "Teacher,Day\nBao,Mon\n"}}),
              "timetable_flaws.csv_no_period");
    EXPECT_EQ(refusal_of(Format::csv, {{"a.csv", "Teacher,Day,Period\n"}}),
              "timetable_flaws.csv_no_rows");
}

TEST(SheetsCsv, columns_stand_in_any_order_in_english_and_french) {
    const auto english = sheet_of(Format::csv, "a.csv",
                                  "Room,Period,Teacher,Day,Course,Class\n"
                                  "12,2,Amina Diallo,Tue,Science,4B\n"
                                  "12,1,Amina Diallo,Mon/Wed,Science,4B\n"
                                  ",3,Amina Diallo,Mon,Prep,\n");
    EXPECT_EQ(lines_of(english),
              "Amina Diallo | Mon:3 | Prep | |  | planning\n"
              "Amina Diallo | Mon:1 Tue:2 Wed:1 | Science | 4B | 12\n");
    EXPECT_EQ(english.days[2].weekday, 3);
    const auto french = sheet_of(Format::csv, "a.csv",
                                 "Enseignant(e);Jour;Début;Fin;Matière;Salle;Type\n"
                                 "Amina Diallo;mardi;8h55;9h40;Sciences;12;cours\n"
                                 "Amina Diallo;lundi;8h00;8h45;;;surveillance\n");
    EXPECT_EQ(lines_of(french),
              "Amina Diallo | mardi:08:55-09:40 | Sciences | | 12\n"
              "Amina Diallo | lundi:08:00-08:45 |  | |  | duty\n");
    EXPECT_EQ(french.periods[0].ring, (Ring{480, 525}));
}

TEST(SheetsCsv, rows_that_lack_something_are_named_and_left_out) {
    const auto sheet = sheet_of(Format::csv, "a.csv",
                                "teacher\tday\tperiod\tuse\n"
                                "\tMon\t1\t\nBao\t\t1\t\nBao\tMon\t\t\nBao\tMon\t1\tjuggling\n");
    EXPECT_EQ(sheet.meetings.size(), 1u);
    ASSERT_EQ(sheet.flaws.size(), 4u);
    EXPECT_EQ(sheet.flaws[0].where, "row 2");
    EXPECT_EQ(sheet.flaws[2].says.name, std::string_view("timetable_flaws.row_no_period"));
    EXPECT_EQ(sheet.flaws[3].says.name, std::string_view("timetable_flaws.row_use"));
}

TEST(SheetsCsv, letter_days_are_no_weekdays) {
    const auto sheet =
        sheet_of(Format::csv, "a.csv", "Teacher,Day,Period\nBao,A,1\nBao,B,2-3\nBao,C,1\n");
    EXPECT_EQ(lines_of(sheet), "Bao | A:1 B:2 B:3 C:1 |  | | \n");
    EXPECT_FALSE(sheet.days[0].weekday.has_value());
}

}  // namespace
}  // namespace rapport::timetables::test
