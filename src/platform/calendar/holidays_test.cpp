#include "platform/calendar/holidays.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "kernel/locale/words.hpp"
#include "platform/calendar/holidays_cli.hpp"
#include "tests/support/school.hpp"

namespace rapport::calendar {
namespace {

using test::Form;
using test::School;

// It is Monday 2026-11-02 at the school.
constexpr std::string_view holidays =
    "\xEF\xBB\xBFId;Country;StartDate;EndDate;Type;RegionalScope;TemporalScope;Name;Subdivisions;"
    "Groups\n"
    "1;CH;2026-01-01;;Public;National;;DE Neujahr,FR Nouvel an,EN New Year's Day;;\n"
    "2;CH;2026-12-24;2027-01-04;School;Regional;;FR Vacances de Noël,EN Winter break;BE;\n"
    "3;CH;2027-01-18;;Public;National;;EN Martin Luther King, Jr. Day,FR Journée King, Jr.;;\n"
    "4;CH;2027-02-01;2027-02-05;School;Regional;;DE Sportferien;ZH;\n"
    "5;CH;2027-03-25;;School;National;HalfDay;EN No lessons;;\n"
    "6;CH;2027-05-01;;Public;National;;EN May Day;;\n"
    "7;CH;2027-06-30;;EndOfLessons;Regional;;EN Last day;BE;\n"
    "8;CH;someday;;Public;National;;EN Some day;;\n"
    "9;CH;2027-07-01;2027-07-09;School;Regional;;EN Summer;BE;BE-VS\n";

Result<HolidayFile> file_of(std::string_view text) { return read_holidays(csv::source_of(text)); }

std::string lines_of(School& school, std::string_view region, locale::Language language) {
    const auto file = file_of(holidays);
    const locale::Speech speech(language, locale::default_words(language), Zone::utc(),
                                school.db().clock().now());
    return school.db().read(school.scope(), [&](ReadTx& tx) -> std::string {
        const auto look = look_at(tx, *file, region, speech);
        if (!look) return std::string(look.refusal().key.name);
        std::string lines;
        for (const HolidayLine& line : look->lines) {
            lines += text_of(line.closure) + " " + std::string(code(line.fate)) + "\n";
        }
        return lines;
    });
}

TEST(Holidays, what_is_no_table_of_holidays_is_refused) {
    const auto why = [](std::string_view text) { return file_of(text).refusal().key.name; };
    EXPECT_EQ(why(""), "calendar.file_empty");
    EXPECT_EQ(why("Name;Age\nx;y\n"), "calendar.file_unknown");
    EXPECT_EQ(why("StartDate;Name;Type\n2027-01-01;EN A;Optional\n"), "calendar.file_without");
    EXPECT_FALSE(read_holidays_at("/no/such/file.csv"));
}

TEST(Holidays, a_region_has_its_own_days_and_those_of_the_country) {
    School school;
    EXPECT_EQ(lines_of(school, "", locale::Language::english),
              "2026-01-01|2026-01-01|day|New Year's Day past\n"
              "2027-01-18|2027-01-18|day|Martin Luther King, Jr. Day added\n"
              "2027-03-25|2027-03-25|afternoon|No lessons added\n"
              "2027-05-01|2027-05-01|day|May Day weekend\n");
    EXPECT_EQ(lines_of(school, "XX", locale::Language::english), "calendar.no_region");
    EXPECT_EQ(lines_of(school, "CH-ZH", locale::Language::french),
              "2026-01-01|2026-01-01|day|Nouvel an past\n"
              "2027-01-18|2027-01-18|day|Journée King, Jr. added\n"
              "2027-02-01|2027-02-05|day|Sportferien added\n"
              "2027-03-25|2027-03-25|afternoon|No lessons added\n"
              "2027-05-01|2027-05-01|day|May Day weekend\n");
    EXPECT_EQ(lines_of(school, "BE-VS", locale::Language::english),
              "2026-01-01|2026-01-01|day|New Year's Day past\n"
              "2026-12-24|2027-01-04|day|Winter break added\n"
              "2027-01-18|2027-01-18|day|Martin Luther King, Jr. Day added\n"
              "2027-03-25|2027-03-25|afternoon|No lessons added\n"
              "2027-05-01|2027-05-01|day|May Day weekend\n"
              "2027-07-01|2027-07-09|day|Summer added\n");
}

std::size_t count(School& school) {
    return school.db().read(school.scope(),
                            [](ReadTx& tx) { return load(tx, Day{}).closures().size(); });
}

TEST(Holidays, only_those_who_change_settings_enter_them) {
    School school;
    const Form form = {{"closure", "2027-01-18|2027-01-18|day|A day"}};
    EXPECT_EQ(school.coach.post("/settings/calendar/holidays/entries", form).status, 403);
    EXPECT_EQ(count(school), 0u);
}

TEST(Holidays, the_days_that_were_ticked_are_entered_and_none_of_them_twice) {
    School school;
    const std::string path = "/settings/calendar/holidays/entries";
    EXPECT_EQ(school.admin.post(path, {}).status, 422);
    EXPECT_EQ(school.admin.post(path, {{"closure", "soon|never|day|A"}}).status, 422);
    const Form form = {{"closure", "2027-01-18|2027-01-18|day|King | Jr."},
                       {"closure", "2027-03-25|2027-03-25|afternoon|No lessons"}};
    EXPECT_EQ(school.admin.post(path, form).status, 303);
    EXPECT_EQ(school.admin.post(path, form).status, 303);
    EXPECT_EQ(count(school), 2u);
    EXPECT_TRUE(school.teacher.get("/settings/calendar").shows("King | Jr."));
    EXPECT_NE(lines_of(school, "BE", locale::Language::english).find("Jr. Day is_there"),
              std::string::npos);
    EXPECT_FALSE(school.stranger.get("/settings/calendar").shows("King | Jr."));
}

std::string hidden(const std::string& page, const std::string& name) {
    const std::string before = "name=\"" + name + "\" value=\"";
    const std::size_t at = page.find(before) + before.size();
    return page.substr(at, page.find('"', at) - at);
}

// As a browser sends a file, with the guard fields of the page.
test::Reply send_up(School& school, const std::string& path, const std::string& region) {
    const std::string page = school.admin.get("/settings/calendar").body;
    http::Request request;
    request.method = http::Method::post;
    request.target = request.path = "/settings/calendar/holidays";
    request.id = "test-1";
    request.peer = "127.0.0.1";
    request.headers = {{"host", "rapport.test"},
                       {"sec-fetch-site", "same-origin"},
                       {"cookie", "s=" + school.admin.cookie()}};
    request.form.add("_token", hidden(page, "_token"));
    request.form.add("_key", hidden(page, "_key"));
    request.form.add("subdivision", region);
    request.uploads.push_back({"holidays", "holidays.csv", "text/csv", path, 100});
    return school.admin.send(std::move(request));
}

TEST(Holidays, a_file_sent_up_is_shown_day_by_day_before_anything_is_entered) {
    School school;
    const auto path = std::filesystem::temp_directory_path() / "rapport-holidays-page.csv";
    std::ofstream(path, std::ios::binary) << holidays;
    const auto refused = send_up(school, path.string(), "XX");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("It knows: BE, BE-VS, ZH"));
    EXPECT_TRUE(send_up(school, path.string(), "").shows("Some regions have more: BE, BE-VS, ZH"));
    const auto shown = send_up(school, path.string(), "zh");
    EXPECT_EQ(shown.status, 200);
    EXPECT_TRUE(shown.shows("value=\"2027-02-01|2027-02-05|day|Sportferien\""));
    EXPECT_TRUE(shown.shows("On a weekend"));
    EXPECT_TRUE(shown.shows("3 are new"));
    EXPECT_TRUE(shown.shows("One row could not be read"));
    EXPECT_EQ(count(school), 0u);
    std::filesystem::remove(path);
}

TEST(Holidays, the_command_looks_first_and_enters_when_told) {
    School school;
    const auto folder = std::filesystem::temp_directory_path() / "rapport-holidays-test.csv";
    std::ofstream(folder, std::ios::binary) << holidays;
    std::string said, refused;
    const auto run = [&](HolidayOrder order) {
        order.path = folder.string();
        order.district = school.scope().district.text();
        said.clear();
        refused.clear();
        return import_holidays(
            school.db(), order, [&](std::string_view text) { said += text; },
            [&](std::string_view text) { refused += text; });
    };
    EXPECT_EQ(run({.subdivision = "XX"}), 1);
    EXPECT_NE(refused.find("BE, BE-VS, ZH"), std::string::npos) << refused;
    EXPECT_EQ(run({.subdivision = "ZH"}), 0);
    EXPECT_NE(said.find("Sportferien · New"), std::string::npos) << said;
    EXPECT_EQ(count(school), 0u);
    EXPECT_EQ(run({.subdivision = "ZH", .is_applied = true}), 0);
    EXPECT_EQ(count(school), 3u);
    EXPECT_EQ(run({.subdivision = "ZH", .is_applied = true}), 0);
    EXPECT_NE(said.find("Sportferien · On the calendar already"), std::string::npos) << said;
    EXPECT_EQ(count(school), 3u);
    std::filesystem::remove(folder);
}

TEST(Holidays, every_table_of_the_shared_collection_is_read) {
    namespace fs = std::filesystem;
    fs::path root;
    for (const char* up : {"/../shared/data", "/../../shared/data"}) {
        const fs::path path = std::string(RAPPORT_SOURCE_DIR) + up + "/calendars/openholidays";
        if (fs::exists(path)) root = path;
    }
    if (root.empty()) GTEST_SKIP() << "the shared calendars are not here";
    int tables = 0;
    std::size_t rows = 0;
    std::int64_t unread = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file() || entry.path().parent_path().filename() != "holidays")
            continue;
        SCOPED_TRACE(entry.path().string());
        const auto file = read_holidays_at(entry.path().string());
        if (fs::file_size(entry.path()) > 200) {
            ASSERT_TRUE(file) << file.refusal().key.name;
        }
        if (!file) continue;
        ++tables;
        rows += file->holidays.size();
        unread += file->unread_count;
        for (const Holiday& holiday : file->holidays) {
            EXPECT_FALSE(holiday.name_in(locale::Language::french).empty());
        }
    }
    EXPECT_GT(tables, 60);
    EXPECT_GT(rows, 6000u);
    EXPECT_LT(unread, 20);
}

}  // namespace
}  // namespace rapport::calendar
