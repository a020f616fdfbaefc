#include "design/directory/directory.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "tests/support/school.hpp"

namespace rapport::directory {
namespace {

std::filesystem::path published() {
    const std::string list = "directories/us-public-schools-fl-hifld/public_schools_fl_half.csv";
    for (const char* up : {"/../shared/data/", "/../../shared/data/"}) {
        const auto path = std::filesystem::path(RAPPORT_SOURCE_DIR + (up + list));
        if (std::filesystem::exists(path)) return path;
    }
    return {};
}

Report taken(test::School& school, std::string_view text, Doing doing = Doing::take) {
    const auto report = read_list(school.db(), school.scope().district, csv::source_of(text),
                                  {"schools.csv", "Lakes", "public"}, doing);
    must(report.has_value(), "a list for a test was refused");
    return *report;
}

std::optional<School> kept(test::School& school, std::string_view identifier,
                           std::string_view scheme = "nces") {
    return school.db().read(school.scope(),
                            [&](ReadTx& tx) { return find(tx, scheme, identifier); });
}

constexpr std::string_view small =
    "NCESID,NAME,CITY,STATE,LATITUDE,LONGITUDE,LEVEL_,DISTRICTID\n"
    "010000500870,ALBERTVILLE MIDDLE,ALBERTVILLE,AL,34.26,-86.2,MIDDLE,0100005\n"
    "10000500871,ALBERTVILLE HIGH,ALBERTVILLE,AL,-999,-999,NOT AVAILABLE,100005\n"
    ",NOBODY,NOWHERE,AL,,,,\n"
    "010000500870,TWICE,ALBERTVILLE,AL,,,,\n"
    "12,SHORT,ALBERTVILLE,AL,,,,\n"
    "010000500872,,ALBERTVILLE,AL,,,,\n";

TEST(Directory, a_list_without_identifiers_or_names_is_refused) {
    test::School school;
    for (const auto& [text, key] : {std::pair{"", "directory.empty"},
                                    {"NAME,CITY\nA,B\n", "directory.no_identifier"},
                                    {"NCESID,CITY\n1,B\n", "directory.no_name"}}) {
        const auto report = read_list(school.db(), school.scope().district, csv::source_of(text),
                                      {"x.csv", "", ""}, Doing::take);
        ASSERT_FALSE(report.has_value()) << text;
        EXPECT_EQ(report.refusal().key.name, key);
    }
}

TEST(Directory, bad_rows_are_told_with_their_number_and_the_others_taken) {
    test::School school;
    const Report report = taken(school, small);
    EXPECT_EQ(report.rows, 6);
    EXPECT_EQ(report.added, 2);
    EXPECT_EQ(report.refused, 4);
    EXPECT_EQ(report.mended, 1);
    std::string told;
    for (const Bad& one : report.bad) {
        told += std::to_string(one.row) + " " + std::string(one.reason.name) + "\n";
    }
    EXPECT_EQ(told,
              "4 directory.bad_no_identifier\n5 directory.bad_twice\n6 directory.bad_identifier\n"
              "7 directory.bad_no_name\n");
}

TEST(Directory, identifiers_are_text_and_get_their_zero_back) {
    test::School school;
    taken(school, small);
    const auto high = kept(school, "010000500871");
    ASSERT_TRUE(high.has_value());
    EXPECT_EQ(high->agency, "0100005");
    EXPECT_EQ(high->level, "");
    EXPECT_FALSE(high->latitude.has_value());
    EXPECT_TRUE(kept(school, "010000500870")->latitude.has_value());
}

TEST(Directory, looking_writes_nothing) {
    test::School school;
    EXPECT_EQ(taken(school, small, Doing::look).added, 2);
    EXPECT_EQ(school.db().read(school.scope(), [](ReadTx& tx) { return count(tx); }), 0);
}

TEST(Directory, the_same_list_twice_changes_nothing_and_a_change_changes_one) {
    test::School school;
    taken(school, small);
    const Report again = taken(school, small);
    EXPECT_EQ(again.added + again.changed, 0);
    EXPECT_EQ(again.same, 2);
    const Report other =
        taken(school, "NCESID,NAME,CITY\n010000500870,ALBERTVILLE ACADEMY,ALBERTVILLE\n");
    EXPECT_EQ(other.changed, 1);
    EXPECT_TRUE(school.teacher.get("/search?q=academy+albertville&kind=school")
                    .shows("/directory/nces/010000500870"));
    EXPECT_FALSE(school.teacher.get("/search?q=010000500870").shows("MIDDLE"));
}

TEST(Directory, damaged_text_is_told_and_read_as_well_as_it_can_be) {
    test::School school;
    const Report report = taken(school,
                                "identifier;name\n1;\"never closed\n2;Caf\xE9\n3;Good\n"
                                "4;\"a\"b\n");
    EXPECT_GE(report.added, 3);
    EXPECT_FALSE(report.notes.empty());
    EXPECT_EQ(kept(school, "2", "list")->name, "Café");
}

TEST(Directory, a_school_is_shown_to_its_district_alone) {
    test::School school;
    taken(school, small);
    EXPECT_TRUE(school.teacher.get("/directory/nces/010000500870").shows("ALBERTVILLE MIDDLE"));
    EXPECT_TRUE(school.teacher.api_get("/api/v1/directory/nces/010000500870")
                    .shows("\"identifier\":\"010000500870\""));
    EXPECT_EQ(school.stranger.get("/directory/nces/010000500870").status, 404);
    EXPECT_EQ(school.teacher.get("/directory/nces/nothing").status, 404);
    EXPECT_FALSE(school.stranger.get("/search?q=albertville").shows("ALBERTVILLE MIDDLE"));
}

// Counted by lines, without the reader of the program: no cell of this file holds a line end.
TEST(Directory, the_published_list_of_florida_comes_in_whole) {
    const auto path = published();
    if (path.empty()) GTEST_SKIP() << "no shared data here: ../shared/data/directories";
    std::ifstream file(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    std::set<std::string> ids;
    std::int64_t lines = -1;
    for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
        end = std::min(text.find('\n', at), text.size());
        if (++lines == 0) continue;
        const std::size_t first = text.find(',', text.find(',', at) + 1) + 1;
        ids.insert(text.substr(first, text.find(',', first) - first));
    }
    test::School school;
    const Report report = taken(school, text);
    EXPECT_EQ(report.rows, lines);
    EXPECT_EQ(report.added, std::ssize(ids));
    EXPECT_EQ(report.added + report.refused, lines);
    for (const std::string& id : ids) ASSERT_TRUE(kept(school, id).has_value()) << id;
    const Report again = taken(school, text);
    EXPECT_EQ(again.same, report.added);
    EXPECT_EQ(again.added + again.changed, 0);
    fmt::print("Florida: {} rows, {} schools, {} refused\n", report.rows, report.added,
               report.refused);
}

}  // namespace
}  // namespace rapport::directory
