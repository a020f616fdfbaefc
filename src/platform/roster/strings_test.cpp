// Names that broke something somewhere come in by roster and out again byte for byte: as rows, on
// pages, through the API, and in the file of rows left out.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "kernel/text/text.hpp"
#include "platform/roster/bundles_for_tests.hpp"
#include "platform/roster/report_view.hpp"
#include "tests/hostile/reading.hpp"
#include "tests/hostile/strings.hpp"

namespace rapport::roster::test {
namespace {

namespace json = boost::json;
using rapport::test::School;

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

bool has_controls(std::string_view text) {
    return std::ranges::any_of(
        text, [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; });
}

// Those that are kept as they are: a name has one line, no white space at its ends, and at most
// 200 characters; what is more or less than that is named, which the test below asks for.
std::vector<std::string> names() {
    std::vector<std::string> kept;
    for (const std::string& text : rapport::test::hostile_strings()) {
        const std::string name(text::trimmed(text));
        if (!name.empty() && !has_controls(name) && name.size() <= 200) kept.push_back(name);
    }
    return kept;
}

// Each is a school, a class and its room, and the only name of a teacher.
Files files_of(const std::vector<std::string>& texts) {
    Files files{{"manifest.csv", manifest("1.1", "bulk")}};
    std::string orgs = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n";
    std::string users =
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,"
        "givenName,familyName\n";
    std::string classes =
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,"
        "location,schoolSourcedId,termSourcedIds\n";
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string n = std::to_string(i), text = in_quotes(texts[i]);
        orgs += "s" + n + ",,," + text + ",school,,\n";
        users += "p" + n + ",,,true,s0,teacher,,,," + text + "\n";
        classes += "k" + n + ",,," + text + ",,,,homeroom," + text + ",s0,\n";
    }
    files["orgs.csv"] = orgs;
    files["users.csv"] = users;
    files["classes.csv"] = classes;
    return files;
}

std::multiset<std::string> set_of(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

TEST(RosterStrings, hostile_names_are_kept_byte_for_byte) {
    const auto texts = names();
    District district;
    district.bring_in(files_of(texts));
    std::multiset<std::string> schools, classes, rooms, people;
    const State now = district.state();
    for (const auto& row : now.buildings) schools.emplace(row.name);
    for (const auto& row : now.people) people.emplace(row.name);
    for (const auto& row : now.classes) {
        classes.emplace(row.title);
        rooms.emplace(row.room);
    }
    EXPECT_EQ(schools, set_of(texts));
    EXPECT_EQ(people, set_of(texts));
    EXPECT_EQ(classes, set_of(texts));
    EXPECT_EQ(rooms, set_of(texts));
    EXPECT_TRUE(district.look(files_of(texts)).plan.is_empty());
    EXPECT_GT(texts.size(), 60u);
}

TEST(RosterStrings, hostile_names_are_shown_as_they_are_and_break_no_page) {
    const auto texts = names();
    School school;
    const ZipFile zip(files_of(texts));
    const auto reply = send_up(school, zip.path());
    ASSERT_EQ(reply.status, 303);
    const auto report = rapport::test::read_page(school.admin.get(reply.location).body);
    EXPECT_TRUE(report.mistakes.empty());
    for (const auto& text : texts) {
        // Changes of a building stand on a page that has its name as heading and in its address.
        const auto page = rapport::test::read_page(
            school.admin.get(reply.location + "/changes?building=" + query_text(text)).body);
        EXPECT_TRUE(page.mistakes.empty()) << text;
        EXPECT_TRUE(page.holds("New building: " + text)) << text;
    }
    ASSERT_EQ(school.admin.post(reply.location + "/application", {{"accept", "yes"}}).status, 303);
    std::set<std::string> found;
    for (const auto& text : texts) {
        const auto answer = school.coach.api_get("/api/v1/people?limit=200&q=" + query_text(text));
        const json::value people = json::parse(answer.body);
        for (const auto& person : people.at("people").as_array()) {
            const std::string name(person.at("name").as_string());
            if (name != text || !found.insert(name).second) continue;
            const std::string id(person.at("id").as_string());
            const auto page = rapport::test::read_page(school.coach.get("/people/" + id).body);
            EXPECT_TRUE(page.mistakes.empty() && page.holds(text)) << text;
        }
    }
    // Names without a letter or a digit cannot be searched for.
    for (const auto& text : texts) {
        EXPECT_TRUE(found.contains(text) || text::folded(text).empty()) << text;
    }
}

TEST(RosterStrings, rows_left_out_come_back_byte_for_byte_and_run_nothing) {
    const auto texts = names();
    School school;
    Files files = good_files();
    for (const auto& text : texts) files["orgs.csv"] += ",,," + in_quotes(text) + ",school,,d\n";
    const ZipFile zip(files);
    const auto reply = send_up(school, zip.path());
    ASSERT_EQ(reply.status, 303);
    const auto table = rapport::test::read_csv(
        school.admin.get(reply.location + "/rejects?file=orgs.csv").body);
    EXPECT_TRUE(table.mistakes.empty());
    ASSERT_EQ(table.rows.size(), texts.size() + 1);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string& cell = table.rows[i + 1][3];
        EXPECT_TRUE(cell == texts[i] || cell == "'" + texts[i]) << texts[i];
    }
}

TEST(RosterStrings, what_a_name_cannot_keep_is_named) {
    const auto reading = read(files_of({"plain", "two\nlines", std::string(201, 'W')}));
    for (const std::string_view field : {"name", "familyName", "title", "location"}) {
        EXPECT_NE(rows_of(reading.flaws, Kind::text_unseen, field).find(" 3"), std::string::npos);
        EXPECT_NE(rows_of(reading.flaws, Kind::text_long, field), "") << field;
    }
    EXPECT_EQ(reading.incoming.person_list[1].name, "two lines");
}

}  // namespace
}  // namespace rapport::roster::test
