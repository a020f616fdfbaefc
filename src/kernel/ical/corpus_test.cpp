// Every calendar file of the shared data: read or refused with a reason, whole, with other line
// ends, and cut off anywhere. With RAPPORT_CALENDARS=FOLDER what was read is written there, for
// tests/calendars/run to hold against another program.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "kernel/ical/ical.hpp"
#include "kernel/id/random.hpp"

namespace rapport::ical {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files() {
    std::vector<fs::path> found;
    std::vector<fs::path> roots;
    if (const char* named = std::getenv("RAPPORT_SHARED_DATA")) roots.push_back(named);
    for (const char* up : {"/../shared/data", "/../../shared/data"}) {
        if (roots.empty() && fs::exists(RAPPORT_SOURCE_DIR + std::string(up))) {
            roots.push_back(RAPPORT_SOURCE_DIR + std::string(up));
        }
    }
    for (fs::path root : roots) {
        root /= "ics";
        if (!fs::exists(root)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(
                 root, fs::directory_options::follow_directory_symlink)) {
            const auto ending = entry.path().extension();
            if (entry.is_regular_file() && (ending == ".ics" || ending == ".vcs")) {
                found.push_back(entry.path());
            }
        }
    }
    std::ranges::sort(found);
    return found;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The files of CalDAVTester are templates: "$now.year.1:0102T100000".
std::string filled_in(std::string text) {
    constexpr std::string_view hole = "$now.year.";
    for (auto at = text.find(hole); at != text.npos; at = text.find(hole, at)) {
        const auto end = text.find(':', at);
        if (end == text.npos) break;
        text.replace(at, end + 1 - at, "2027");
    }
    return text;
}

std::string with_ends(const std::string& text, std::string_view end) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        if (text[i] == '\n' || text[i] == '\r') {
            out += end;
        } else {
            out += text[i];
        }
    }
    return out;
}

// Thirty years around what the files speak of; the zone of a reader.
const Span window{Instant::parse_rfc3339("1997-01-01T00:00:00Z").value(),
                  Instant::parse_rfc3339("2031-01-01T00:00:00Z").value()};

Busy read(const std::string& text) { return busy(text, window, *Zone::find("America/New_York")); }

void write_down(std::ofstream& out, const std::string& name, const Busy& read) {
    out << name << "\t" << static_cast<int>(read.flaw) << "\t" << read.events << "\t"
        << read.is_cut_short << "\t";
    for (const Span& span : read.spans) {
        out << span.begins_at.ms / 1000 << "-" << span.ends_at.ms / 1000 << " ";
    }
    out << "\n";
}

TEST(IcalCorpus, every_file_is_read_or_refused_whatever_its_line_ends) {
    const auto all = files();
    if (all.empty()) GTEST_SKIP() << "the shared calendars are not here";
    std::ofstream out;
    if (const char* folder = std::getenv("RAPPORT_CALENDARS"))
        out.open(folder + std::string("/read.tsv"));
    int good = 0, refused = 0, cut = 0;
    for (const fs::path& path : all) {
        const std::string text = filled_in(bytes_of(path));
        const Busy whole = read(text);
        (whole.flaw == Busy::Flaw::none ? good : refused) += 1;
        cut += whole.is_cut_short ? 1 : 0;
        if (out.is_open()) write_down(out, path.string(), whole);
        // Line ends of two bytes; or more than a file may cost, cut where the time ended.
        if (text.starts_with("\xff\xfe") || whole.is_cut_short) continue;
        for (const std::string_view end : {"\n", "\r\n"}) {
            const std::string other = with_ends(text, end);
            if (other == text) continue;
            EXPECT_EQ(read(other).spans, whole.spans) << path;
        }
    }
    fmt::print("{} calendars: {} read, {} refused, {} cut short\n", all.size(), good, refused, cut);
    EXPECT_EQ(good + refused, static_cast<int>(all.size()));
    EXPECT_GT(good, refused * 5);
}

TEST(IcalCorpus, a_file_cut_off_or_bent_anywhere_is_still_answered) {
    const auto all = files();
    if (all.empty()) GTEST_SKIP() << "the shared calendars are not here";
    constexpr std::uint64_t seed = 20261127;
    SeededRandom random(seed);
    int count = 0;
    for (const fs::path& path : all) {
        const std::string text = bytes_of(path).substr(0, 20'000);
        if (text.empty()) continue;
        for (int i = 0; i < 2; ++i) {
            std::string bent = text.substr(0, random.number() % text.size());
            for (int k = 0; k < 3 && !bent.empty(); ++k) {
                bent[random.number() % bent.size()] = static_cast<char>(random.number());
            }
            const Busy answer = read(bent);
            EXPECT_TRUE(std::ranges::is_sorted(answer.spans, {}, &Span::begins_at)) << path;
            ++count;
        }
    }
    fmt::print("{} calendars cut and bent, seed {}\n", count, seed);
}

}  // namespace
}  // namespace rapport::ical
