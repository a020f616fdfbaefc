// Every roster of the shared collection: published samples of many hands, none of them in order.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "kernel/locale/words.hpp"
#include "platform/roster/bundles_for_tests.hpp"
#include "platform/roster/report.hpp"
#include "platform/roster/roster_cli.hpp"
#include "platform/roster/wording.hpp"
#include "tests/hostile/reading.hpp"

namespace rapport::roster::test {
namespace {

namespace fs = std::filesystem;

std::string report_of(const Look& look, locale::Language language) {
    const locale::Speech speech(language, locale::default_words(language), Zone::utc(), {});
    std::string text;
    print_report(look, speech, 100, [&](std::string_view part) { text += part; });
    return text;
}

TEST(RosterShared, every_shared_bundle_ends_in_a_readable_report_and_is_idempotent) {
    const auto bundles = shared_bundles();
    if (bundles.empty()) GTEST_SKIP() << "the shared bundles are not here";
    for (const auto& path : bundles) {
        SCOPED_TRACE(path.filename().string());
        District district;
        auto look = district.look_at_path(path);
        ASSERT_TRUE(look);
        for (const auto language : locale::shipped_languages) {
            EXPECT_GT(report_of(*look, language).size(), 200u);
            EXPECT_EQ(report_of(*look, language).find("⟦"), std::string::npos);
        }
        EXPECT_TRUE(district.bring_in_look(*look, {.accepts_removals = true}));
        const auto again = district.look_at_path(path);
        ASSERT_TRUE(again);
        EXPECT_TRUE(again->plan.is_empty());
    }
    EXPECT_GE(bundles.size(), 6u);
}

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Files files_in(const fs::path& folder) {
    Files files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_directory()) continue;
        files[fs::relative(entry.path(), folder).string()] = bytes_of(entry.path());
    }
    return files;
}

// The three sentences for each flaw, as pages and commands say them; a flaw of a row names the row.
struct Sentences {
    std::string where, found, done;
};
std::vector<Sentences> sentences_of(const Look& look) {
    const auto language = locale::Language::english;
    const locale::Speech speech(language, locale::default_words(language), Zone::utc(), {});
    std::vector<Sentences> all;
    for (const Flaws* flaws : {&look.reading.flaws, &look.plan.flaws}) {
        for (const auto& flaw : flaws->all()) {
            all.push_back({where_said(flaw, 12, speech), said(flaw, speech),
                           done_said(flaw, speech)});
            const std::string& where = all.back().where;
            EXPECT_NE(where.find(flaw.file), std::string::npos);
            EXPECT_NE(where.find(flaw.field), std::string::npos);
            EXPECT_NE(where.find(rows_said(flaw, 12)), std::string::npos);
        }
    }
    return all;
}

TEST(RosterShared, page_and_command_name_every_defect_with_file_row_and_field) {
    const auto bundles = shared_bundles();
    if (bundles.empty()) GTEST_SKIP() << "the shared bundles are not here";
    for (const auto& path : bundles) {
        SCOPED_TRACE(path.filename().string());
        const ZipFile zip(fs::is_directory(path) ? files_in(path) : Files{});
        const std::string sent = fs::is_directory(path) ? zip.path() : path.string();
        rapport::test::School school;
        const auto look = look_at(school.db(), school.admin.scope(), sent, "lakeside.zip");
        ASSERT_TRUE(look);
        const auto reply = send_up(school, sent);
        ASSERT_EQ(reply.status, 303);
        const auto page = rapport::test::read_page(school.admin.get(reply.location).body);
        EXPECT_TRUE(page.mistakes.empty());
        std::string told;
        const Printer printer{.out = [&](std::string_view text) { told += text; },
                              .err = [&](std::string_view text) { ADD_FAILURE() << text; }};
        const ImportOrder order{.path = sent, .district = school.admin.scope().district.text()};
        EXPECT_EQ(import_roster(school.db(), order, printer), 0);
        for (const auto& [where, found, done] : sentences_of(*look)) {
            EXPECT_TRUE(page.holds(where) && page.holds(found) && page.holds(done)) << where;
            EXPECT_NE(told.find(where + ": " + found + " " + done), std::string::npos) << where;
        }
        EXPECT_EQ(school.admin.post(reply.location + "/application", {{"accept", "yes"}}).status,
                  303);
        const auto again = send_up(school, sent);
        EXPECT_TRUE(school.admin.get(again.location).shows("There is nothing to bring in."));
    }
}

TEST(RosterShared, after_each_step_a_district_is_as_if_it_had_begun_with_it) {
    const fs::path root = shared_data() / "oneroster/rjeike-steps";
    if (shared_data().empty() || !fs::exists(root)) GTEST_SKIP() << "the steps are not here";
    std::vector<fs::path> steps{root};
    for (const auto& entry : fs::directory_iterator(root)) {
        if (entry.is_directory()) steps.push_back(entry.path());
    }
    std::sort(steps.begin(), steps.end());
    District walked;
    std::set<std::string> pictures;
    for (const auto& step : steps) {
        SCOPED_TRACE(step.filename().string());
        const auto bring = [&](District& district) {
            auto look = district.look_at_path(step);
            ASSERT_TRUE(look);
            EXPECT_TRUE(district.bring_in_look(*look, {}));
        };
        District fresh;
        bring(walked);
        bring(fresh);
        EXPECT_EQ(walked.picture(), fresh.picture());
        pictures.insert(walked.picture());
    }
    EXPECT_EQ(steps.size(), 3u);
    EXPECT_EQ(pictures.size(), 2u);  // Step 1 adds a course that is inactive; step 2 wakes it.
}

TEST(RosterShared, passwords_and_names_of_students_are_nowhere_in_the_database) {
    const auto bundles = shared_bundles();
    if (bundles.empty()) GTEST_SKIP() << "the shared bundles are not here";
    if (rapport::test::is_postgres()) GTEST_SKIP() << "the files of one engine are enough";
    const rapport::test::Place place("");
    {
        const auto db =
            Db::open({.url = place.url()}, rapport::test::clock(), rapport::test::random());
        db::migrate(*db, rapport::test::migrations());
        District district(*db);
        for (const auto& path : bundles) {
            auto look = district.look_at_path(path);
            ASSERT_TRUE(look);
            db->write(district.scope(), [&](WriteTx& tx) { keep_look(tx, *look); });
            EXPECT_TRUE(district.bring_in_look(*look, {.accepts_removals = true}));
        }
        district.bring_in(good_files());
    }
    const std::string bytes = bytes_of(place.url()) + bytes_of(place.url() + "-wal");
    for (const std::string_view secret : {"secret1", "Password1", "hunter2", "6037778888", "he/him",
                                          "Secretname", "Wiggins", "S56789@summit"}) {
        EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
    }
    EXPECT_NE(bytes.find("Summit High"), std::string::npos);
}

}  // namespace
}  // namespace rapport::roster::test
