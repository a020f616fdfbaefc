// Every timetable of the shared collection: published files of many hands and programs.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "kernel/id/random.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/locale/words.hpp"
#include "platform/timetables/sheets_for_tests.hpp"

namespace rapport::timetables::test {
namespace {

namespace fs = std::filesystem;

std::string said(Key key, const std::vector<Argument>& with, locale::Language language) {
    const locale::Speech speech(language, locale::default_words(language), Zone::utc(), {});
    return speech.say(key, with);
}

// Whatever a reader answers is sound: each index points somewhere, each sentence can be said.
void expect_sound(const Sheet& sheet) {
    const auto days = static_cast<int>(sheet.days.size());
    const auto periods = static_cast<int>(sheet.periods.size());
    const auto teachers = static_cast<int>(sheet.teachers.size());
    std::set<std::string> keys;
    for (const SheetMeeting& meeting : sheet.meetings) {
        EXPECT_TRUE(keys.insert(meeting.key).second) << meeting.key;
        EXPECT_FALSE(meeting.slots.empty());
        EXPECT_TRUE(std::ranges::is_sorted(meeting.slots));
        for (const SheetSlot& slot : meeting.slots) {
            ASSERT_TRUE(slot.day >= 0 && slot.day < days);
            ASSERT_TRUE(slot.period >= 0 && slot.period < periods);
        }
        for (const int teacher : meeting.teachers) ASSERT_TRUE(teacher >= 0 && teacher < teachers);
    }
    for (const SheetPeriod& period : sheet.periods) {
        ASSERT_LT(period.grid, static_cast<int>(sheet.grids.size()));
        if (!period.ring) continue;
        EXPECT_LT(period.ring->begins, period.ring->ends) << period.label;
    }
    for (const SheetFlaw& flaw : sheet.flaws) {
        for (const auto language : locale::shipped_languages) {
            EXPECT_EQ(said(flaw.says, flaw.with, language).find("⟦"), std::string::npos);
        }
    }
    EXPECT_EQ(busy_matrix(sheet).size(),
              sheet.teachers.size() * sheet.days.size() * sheet.periods.size());
}

struct Tally {
    int read = 0, refused = 0;
};

TEST(SheetsShared, every_file_alone_is_read_or_refused_with_a_reason) {
    if (shared_data().empty()) GTEST_SKIP() << "the shared timetables are not here";
    std::map<std::string, Tally> tallies;
    std::map<std::string, int> reasons;
    for (const char* part : {"timetables", "edfi", "calendars"}) {
        for (const fs::path& path : files_below(shared_data() / part)) {
            SCOPED_TRACE(path.string());
            const Files files = {file_at(path)};
            const auto guess = guess_format(files);
            const std::string guessed = guess ? std::string(code(*guess)) : "none";
            for (int i = 0; i < format_count; ++i) {
                const auto sheet = read_sheet(static_cast<Format>(i), files);
                if (sheet) expect_sound(*sheet);
            }
            const auto sheet = read_sheet(files);
            ++(sheet ? tallies[guessed].read : tallies[guessed].refused);
            if (sheet) continue;
            const auto& refusal = sheet.refusal();
            ++reasons[guessed + " " + std::string(refusal.key.name)];
            for (const auto language : locale::shipped_languages) {
                const std::string text = said(refusal.key, refusal.with, language);
                EXPECT_EQ(text.find("⟦"), std::string::npos) << text;
            }
        }
    }
    for (const auto& [format, tally] : tallies) {
        fmt::print("{}: {} read, {} refused\n", format, tally.read, tally.refused);
    }
    for (const auto& [reason, count] : reasons) fmt::print("    {} {}\n", count, reason);
    EXPECT_GE(tallies["fet"].read, 20);
    EXPECT_EQ(tallies["xhstt"].read, 9);
    EXPECT_GE(tallies["bell"].read, 50);
}

// A row a teacher, a cell a slot: what tests/timetables/busy_matrix.py prints too.
void write_matrix(const fs::path& path, const Sheet& sheet) {
    const auto cells = busy_matrix(sheet);
    const std::size_t width = sheet.days.size() * sheet.periods.size();
    std::ofstream out(path, std::ios::binary);
    out << sheet.days.size() << " days " << sheet.periods.size() << " periods\n";
    std::map<std::string, std::string> rows;
    for (std::size_t i = 0; i < sheet.teachers.size(); ++i) {
        std::string& row = rows[sheet.teachers[i].key];
        for (std::size_t at = 0; at < width; ++at) {
            row += (at == 0 ? "" : " ") + std::to_string(cells[i * width + at]);
        }
    }
    for (const auto& [teacher, row] : rows) out << teacher << "\t" << row << "\n";
}

TEST(SheetsShared, files_that_belong_together_become_one_timetable) {
    if (shared_data().empty()) GTEST_SKIP() << "the shared timetables are not here";
    const char* folder = std::getenv("RAPPORT_MATRICES");  // For the second witness.
    std::int64_t slowest = 0, meetings = 0;
    std::string slow;
    for (const Case& one : shared_cases()) {
        SCOPED_TRACE(one.name);
        const auto files = one.files();
        EXPECT_EQ(guess_format(files), one.format);
        const auto began = std::chrono::steady_clock::now();
        const auto sheet = read_sheet(one.format, files);
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
                              std::chrono::steady_clock::now() - began)
                              .count();
        if (took > slowest) slow = one.name;
        slowest = std::max<std::int64_t>(slowest, took);
        ASSERT_TRUE(sheet) << said(sheet.refusal().key, sheet.refusal().with,
                                   locale::Language::english);
        expect_sound(*sheet);
        meetings += static_cast<std::int64_t>(sheet->meetings.size());
        if (folder != nullptr && (one.format == Format::fet || one.format == Format::xhstt)) {
            write_matrix(fs::path(folder) / (one.name + ".ours"), *sheet);
            std::ofstream paths(fs::path(folder) / (one.name + ".paths"));
            for (const fs::path& path : one.paths) paths << path.string() << "\n";
        }
    }
    fmt::print("{} meetings; the slowest, {}, took {} us\n", meetings, slow, slowest);
}

std::size_t below(Random& random, std::size_t limit) {
    return limit == 0 ? 0 : static_cast<std::size_t>(random.number() % limit);
}

// Cut off, with bytes turned over, with a piece taken out or written twice.
std::string spoilt(std::string bytes, Random& random) {
    const auto place = [&] { return below(random, bytes.size() + 1); };
    switch (below(random, 4)) {
        case 0:
            bytes.resize(place());
            break;
        case 1:
            for (int i = 0; i < 20 && !bytes.empty(); ++i) {
                bytes[below(random, bytes.size())] = static_cast<char>(below(random, 256));
            }
            break;
        case 2:
            bytes.erase(place(), below(random, 2000));
            break;
        default: {
            const std::string piece = bytes.substr(place(), below(random, 2000));
            bytes.insert(place(), piece);
        }
    }
    return bytes;
}

TEST(SheetsShared, spoilt_files_are_read_or_refused_and_never_end_the_program) {
    if (shared_data().empty()) GTEST_SKIP() << "the shared timetables are not here";
    const char* asked = std::getenv("RAPPORT_SEED");
    const std::uint64_t seed = asked == nullptr ? 20261127 : std::strtoull(asked, nullptr, 10);
    SeededRandom random(seed);
    int read = 0, refused = 0;
    for (const Case& one : shared_cases()) {
        SCOPED_TRACE(fmt::format("{} seed {}", one.name, seed));
        const Files whole = one.files();
        for (int round = 0; round < 4; ++round) {
            Files files = whole;
            SheetFile& file = files[below(random, files.size())];
            file.bytes = spoilt(file.bytes, random);
            const auto sheet = read_sheet(one.format, files);
            if (sheet) expect_sound(*sheet);
            ++(sheet ? read : refused);
        }
    }
    fmt::print("seed {}: {} read, {} refused\n", seed, read, refused);
    EXPECT_GT(read, 0);
    EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace rapport::timetables::test
