// Bundles that mean harm or came to harm: none may crash the reader, and each is named.
#include <gtest/gtest.h>

#include <random>

#include "platform/roster/bundles_for_tests.hpp"
#include "platform/roster/report.hpp"
#include "platform/roster/staging.hpp"

namespace rapport::roster::test {
namespace {

Reading read_zip(const ZipFile& zip, const BundleLimits& limits = {}) {
    auto bundle = Bundle::open(zip.path(), limits);
    must(bundle.has_value(), "the zip could not be opened");
    return read_bundle(**bundle, {});
}

TEST(RosterHostile, a_zip_reads_like_the_folder_it_was_made_of) {
    const auto reading = read_zip(ZipFile(good_files()));
    EXPECT_EQ(reading.incoming.person_list.size(), 4u);
    EXPECT_FALSE(reading.flaws.has_stop());
}

TEST(RosterHostile, files_in_a_folder_inside_the_zip_are_found_and_said_so) {
    Files nested;
    for (const auto& [name, text] : good_files()) nested["export/2026/" + name] = text;
    nested["__MACOSX/export/._users.csv"] = "litter";
    const auto reading = read_zip(ZipFile(nested));
    EXPECT_EQ(flaw_in(reading.flaws, Kind::file_nested)->found, "export/2026/");
    EXPECT_EQ(reading.incoming.person_list.size(), 4u);
}

TEST(RosterHostile, a_path_that_leads_out_of_the_zip_is_not_followed) {
    Files files = good_files();
    files["../../users.csv"] = "x";
    const auto reading = read_zip(ZipFile(files));
    EXPECT_EQ(flaw_in(reading.flaws, Kind::path_unsafe)->found, "../../users.csv");
    EXPECT_EQ(reading.incoming.person_list.size(), 4u);
}

TEST(RosterHostile, a_file_that_unpacks_without_end_is_stopped) {
    Files files = good_files();
    files["orgs.csv"].append(32 * 1024 * 1024, ' ');
    const auto reading = read_zip(ZipFile(files));
    EXPECT_EQ(flaw_in(reading.flaws, Kind::too_large)->file, "orgs.csv");
    EXPECT_TRUE(reading.flaws.has_stop());
    const auto small = read_zip(ZipFile(good_files()), {.unpacked_max = 1000});
    EXPECT_NE(flaw_in(small.flaws, Kind::too_large), nullptr);
}

TEST(RosterHostile, a_zip_of_thousands_of_files_is_not_opened_one_by_one) {
    Files files;
    for (int i = 0; i < 1001; ++i) files["f" + std::to_string(i) + ".csv"] = "a";
    const auto reading = read_zip(ZipFile(files));
    EXPECT_TRUE(reading.flaws.has_stop());
    EXPECT_NE(flaw_in(reading.flaws, Kind::too_many_files), nullptr);
}

TEST(RosterHostile, a_locked_zip_is_named_as_such_and_changes_nothing) {
    const auto reading = read_zip(ZipFile(good_files(), "secret"));
    EXPECT_NE(flaw_in(reading.flaws, Kind::file_locked), nullptr);
    EXPECT_TRUE(reading.flaws.has_stop());
}

TEST(RosterHostile, a_damaged_zip_stops_before_anything_is_ended) {
    Files files = good_files();
    for (int i = 0; i < 3000; ++i)
        files["users.csv"] += "u" + std::to_string(i * 7919) + ",,,true,s1,teacher,,,A,B,,,,,,,,\n";
    const ZipFile zip(files);
    std::string bytes;
    {
        std::FILE* file = std::fopen(zip.path().c_str(), "r+b");
        std::fseek(file, 0, SEEK_END);
        const long size = std::ftell(file);
        for (long at = size / 3; at < size / 3 + 200; ++at) {
            std::fseek(file, at, SEEK_SET);
            std::fputc(static_cast<int>(at % 251), file);
        }
        std::fclose(file);
    }
    const auto reading = read_zip(zip);
    EXPECT_TRUE(reading.flaws.has_stop());
    EXPECT_NE(flaw_in(reading.flaws, Kind::file_damaged), nullptr);
}

TEST(RosterHostile, what_is_no_zip_is_refused_in_words) {
    const auto nowhere_at_all = Bundle::open("/nowhere/at/all", {});
    ASSERT_FALSE(nowhere_at_all);
    EXPECT_EQ(nowhere_at_all.refusal().key, Key{"roster.nothing_there"});
    const auto text = Bundle::open(std::string(RAPPORT_SOURCE_DIR) + "/CMakeLists.txt", {});
    ASSERT_FALSE(text);
    EXPECT_EQ(text.refusal().key, Key{"roster.no_zip"});
}

TEST(RosterHostile, a_file_in_other_capitals_or_spelling_is_still_the_file) {
    Files files = good_files();
    files["USERS.CSV"] = files["users.csv"];
    files.erase("users.csv");
    files["enrolments.csv"] = files["enrollments.csv"];
    files.erase("enrollments.csv");
    const auto reading = read(files);
    EXPECT_EQ(reading.incoming.person_list.size(), 4u);
    EXPECT_EQ(reading.incoming.seat_list.size(), 2u);
    EXPECT_EQ(reading.flaws.count(Kind::file_named_otherwise), 2);
}

// One random defect in one random row; answers which file and row it hit.
std::pair<std::string, std::int64_t> spoil(Files& files, std::mt19937_64& random) {
    const std::vector<std::string> names = {"orgs.csv",  "academicSessions.csv", "courses.csv",
                                            "users.csv", "classes.csv",          "enrollments.csv"};
    const std::string& name = names[random() % names.size()];
    std::string& text = files[name];
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    std::size_t row = 1 + random() % (lines.size() - 1);
    std::string& line = lines[row];
    switch (random() % 10) {
        case 0:
            line.insert(0, ",");
            break;  // An empty id, all shifted.
        case 1:
            line.erase(0, line.find(','));
            break;  // The id alone is gone.
        case 2:
            line.insert(random() % line.size(), "\"");
            break;  // A stray quote.
        case 3:
            line.insert(random() % line.size(), "\xE9");
            break;  // Latin-1.
        case 4:
            line.insert(random() % line.size(), 1, '\0');
            break;  // A zero byte.
        case 5:
            line.resize(line.size() / 2);
            break;  // Cut off.
        case 6:
            line += ",surplus,cells";
            break;
        case 7:
            line = line.substr(0, line.find(',')) + "," + line;
            break;  // Shifted by one.
        case 8:
            line = std::string(300, 'x') + line;
            break;  // An endless id.
        default:    // The row twice.
            lines.push_back(std::string(line));
            row = lines.size() - 1;
    }
    text.clear();
    for (const auto& one : lines) text += one + "\n";
    return {name, static_cast<std::int64_t>(row) + 1};
}

// True if some flaw names this row of this file.
bool names(const Flaws& flaws, const std::string& file, std::int64_t row) {
    for (const auto& flaw : flaws.all()) {
        if (flaw.file != file) continue;
        for (const auto& range : flaw.rows) {
            if (range.first <= row && row <= range.last) return true;
        }
    }
    return false;
}

TEST(RosterHostile, a_spoilt_row_never_crashes_and_a_flaw_names_its_file_and_row) {
    const std::uint64_t seed = 20261102;
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    int silent = 0;
    for (int round = 0; round < 600; ++round) {
        Files files = good_files();
        const auto [file, row] = spoil(files, random);
        silent += names(read(files).flaws, file, row) ? 0 : 1;
    }
    // A quote in the middle of a name is a letter, and a row may end after its last value: those
    // are no defects that anybody could see.
    EXPECT_LT(silent, 60);
    RecordProperty("silent", silent);
}

TEST(RosterHostile, whatever_a_district_is_sent_it_plans_and_brings_in) {
    const std::uint64_t seed = 20261103;
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    District district;
    for (int round = 0; round < 40; ++round) {
        Files files = good_files();
        for (auto left = 1 + random() % 8; left > 0; --left) spoil(files, random);
        if (random() % 4 == 0) files["manifest.csv"] = manifest("1.1", "delta");
        district.bring_in(files);
        const Look again = district.look(files);
        std::string rest;
        for (const auto& step : again.plan.steps) {
            rest += std::string(code(step.entity)) + " " + std::string(code(step.act)) + " " +
                    step.name;
            for (const auto& field : step.fields) {
                rest += "; " + std::string(field.field) + " " + field.before + " → " + field.after;
            }
            rest += "\n";
        }
        EXPECT_TRUE(again.plan.is_empty()) << "round " << round << "\n" << rest;
    }
    district.bring_in(good_files());
    District fresh;
    fresh.bring_in(good_files());
    EXPECT_EQ(fresh.state().people.size(), 4u);
}

TEST(RosterHostile, what_waits_between_look_and_change_is_what_was_read) {
    const auto reading = read(good_files());
    std::vector<std::string> pieces;
    stage(reading.incoming, [&](const std::string& body) { pieces.push_back(body); });
    Unstager unstager;
    for (const auto& piece : pieces) unstager.take(piece);
    std::vector<std::string> again;
    const Incoming back = unstager.finish();
    stage(back, [&](const std::string& body) { again.push_back(body); });
    EXPECT_EQ(pieces, again);
    EXPECT_EQ(back.person_list.size(), 4u);
}

TEST(RosterHostile, a_look_is_brought_in_once_and_only_the_latest) {
    District district;
    Db& db = rapport::test::database();
    const Look look = district.look(good_files());
    const auto keep = [&] {
        return db.write(district.scope(), [&](WriteTx& tx) { return keep_look(tx, look); });
    };
    const auto bring = [&](ImportId id) {
        return db.write(district.scope(), [&](WriteTx& tx) { return bring_in(tx, id, {}); })
            .has_value();
    };
    const ImportId older = keep(), newer = keep();
    EXPECT_FALSE(bring(older));
    EXPECT_TRUE(bring(newer));
    EXPECT_FALSE(bring(newer));
    EXPECT_EQ(district.person("p1")->name, "Amina Diallo");
}

}  // namespace
}  // namespace rapport::roster::test
