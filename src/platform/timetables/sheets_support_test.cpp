// What the tests of this slice share.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "platform/timetables/sheets_for_tests.hpp"

namespace rapport::timetables::test {
namespace fs = std::filesystem;

fs::path shared_data() {
    for (const char* up : {"/../shared/data", "/../../shared/data"}) {
        const fs::path path = fs::path(RAPPORT_SOURCE_DIR + std::string(up));
        if (fs::exists(path / "timetables")) return path.lexically_normal();
    }
    return {};
}

SheetFile file_at(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {path.filename().string(), {std::istreambuf_iterator<char>(in), {}}};
}

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> paths;
    if (!fs::exists(folder)) return paths;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) paths.push_back(entry.path());
    }
    std::ranges::sort(paths);
    return paths;
}

Files Case::files() const {
    Files files;
    for (const fs::path& path : paths) files.push_back(file_at(path));
    return files;
}

std::vector<Case> shared_cases() {
    std::vector<Case> cases;
    const fs::path root = shared_data() / "timetables";
    for (const fs::path& path : files_below(root / "fet")) {
        const std::string stem = path.stem().string();
        const fs::path solved = root / "fet-solved" / stem;
        if (path.extension() == ".fet" && fs::exists(solved)) {
            cases.push_back(
                {"fet-" + stem, Format::fet, {path, solved / (stem + "_timetable.csv")}});
        } else if (stem.ends_with("_data_and_timetable")) {
            cases.push_back({"fet-" + stem, Format::fet, {path}});
        }
    }
    for (const fs::path& path : files_below(root / "xhstt-2014")) {
        cases.push_back({"xhstt-" + path.stem().string(), Format::xhstt, {path}});
    }
    for (const fs::path& path : files_below(root / "bell-schedules")) {
        if (path.filename() != "schedules.bell") continue;
        Case bell{"bell-" + path.parent_path().filename().string(), Format::bell, {path}};
        const fs::path calendar = path.parent_path() / "calendar.bell";
        if (fs::exists(calendar)) bell.paths.push_back(calendar);
        cases.push_back(std::move(bell));
    }
    const fs::path edfi = shared_data() / "edfi" / "sample-xml";
    if (fs::exists(edfi)) cases.push_back({"edfi-sample", Format::edfi, files_below(edfi)});
    return cases;
}

Sheet sheet_of(Format format, const Files& files) {
    auto sheet = read_sheet(format, files);
    if (sheet) return *sheet;
    ADD_FAILURE() << sheet.refusal().key.name;
    return {};
}

Sheet sheet_of(Format format, std::string_view name, std::string_view bytes) {
    return sheet_of(format, Files{{std::string(name), std::string(bytes)}});
}

std::string refusal_of(Format format, const Files& files) {
    const auto sheet = read_sheet(format, files);
    return sheet ? "" : std::string(sheet.refusal().key.name);
}

std::string lines_of(const Sheet& sheet) {
    std::string lines;
    for (const SheetMeeting& meeting : sheet.meetings) {
        std::string line;
        for (const int teacher : meeting.teachers) {
            const SheetTeacher& who = sheet.teachers.at(static_cast<std::size_t>(teacher));
            line += (line.empty() ? "" : " + ") + (who.name.empty() ? who.key : who.name);
        }
        line += " |";
        for (const SheetSlot& slot : meeting.slots) {
            line += " " + sheet.days.at(static_cast<std::size_t>(slot.day)).label + ":" +
                    sheet.periods.at(static_cast<std::size_t>(slot.period)).label;
        }
        line += " | " + meeting.subject + " |";
        for (const std::string& group : meeting.groups) line += " " + group;
        line += " | " + meeting.room;
        if (!meeting.term.empty()) line += " | " + meeting.term;
        if (meeting.use != Use::teaching) line += " | " + std::string(code(meeting.use));
        lines += line + "\n";
    }
    return lines;
}

bool has_flaw(const Sheet& sheet, std::string_view key) {
    return std::ranges::any_of(sheet.flaws,
                               [&](const SheetFlaw& flaw) { return flaw.says.name == key; });
}

}  // namespace rapport::timetables::test
