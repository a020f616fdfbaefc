// What leaves as a table is inert (T-24): no cell begins as a formula does, no sheet has one, and
// still every word is there, to the byte.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>

#include "kernel/text/text.hpp"
#include "tests/hostile/reading.hpp"
#include "tests/hostile/strings.hpp"
#include "tests/support/school.hpp"

namespace rapport::test {
namespace {

// Of reliability.md, R-23; full-width forms as Japanese and Chinese spreadsheets fold them.
bool would_run(std::string_view text) {
    constexpr std::array<std::string_view, 11> starts = {
        "=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    return std::ranges::any_of(starts, [&](auto start) { return text.starts_with(start); });
}

// A cell's line ends are LF alone, and two letters are in no XML.
std::string as_cell(std::string text) {
    const auto replace = [&](std::string_view from, std::string_view to) {
        for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
            text.replace(at, from.size(), to);
        }
    };
    replace("\r\n", "\n");
    replace("\r", "\n");
    replace("\uFFFE", "\uFFFD");
    replace("\uFFFF", "\uFFFD");
    return text;
}

std::string guarded(const std::string& text) { return would_run(text) ? "'" + text : text; }

// One contact for each text: its next step and its note, with a person, a kind and a focus that are
// formulas themselves.
struct Filled {
    School school;
    std::vector<std::string> texts;

    Filled() {
        const std::string formula = "=HYPERLINK(\"https://canary.example\")";
        school.admin.post("/settings/people/" + school.teacher.id().text(), {{"name", formula}});
        const std::string kind = "/settings/kinds/" + school.kind("1b");
        school.admin.post(kind + "/label", {{"label", "@SUM(A1)"}});
        school.admin.post("/settings/focus", {{"label", "\uFF1D1+1"}});
        for (const std::string& text : hostile_strings()) {
            if (text::trimmed(text).empty()) continue;
            const Reply logged =
                school.coach.post("/contacts", {{"person", school.teacher.id().text()},
                                                {"kind", school.kind("1b")},
                                                {"minutes", "15"},
                                                {"students", "24"},
                                                {"next_step", text},
                                                {"note", text}});
            EXPECT_EQ(logged.status, 303);
            texts.push_back(text);
        }
    }

    Reply exported(const std::string& format) {
        return school.coach.post(
            "/contacts/exports",
            {{"from", "2026-11-01"}, {"to", "2026-11-30"}, {"format", format}, {"notes", "1"}});
    }
};

// For the second witness (tests/spreadsheets): what was exported, and what was typed.
void leave_for_witness(const std::string& name, const std::string& bytes,
                       const std::vector<std::string>& texts) {
    const char* folder = std::getenv("RAPPORT_EXPORTS");
    if (folder == nullptr) return;
    const std::string place = std::string(folder) + "/" + name;
    std::ofstream(place, std::ios::binary) << bytes;
    boost::json::array typed;
    for (const std::string& text : texts) typed.emplace_back(text);
    std::ofstream(place + ".typed.json", std::ios::binary) << boost::json::serialize(typed);
}

constexpr std::size_t minutes_column = 2, students_column = 5, step_column = 10, note_column = 12;

TEST(HostileExport, a_csv_is_inert_and_loses_nothing) {
    Filled filled;
    const Reply reply = filled.exported("csv");
    ASSERT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.header("Content-Disposition").starts_with("attachment;"));
    leave_for_witness("contacts.csv", reply.body, filled.texts);
    const Csv csv = read_csv(reply.body);
    for (const auto& mistake : csv.mistakes) ADD_FAILURE() << mistake;
    ASSERT_EQ(csv.rows.size(), filled.texts.size() + 1);
    std::vector<std::string> steps, notes;
    for (std::size_t at = 0; at < csv.rows.size(); ++at) {
        const auto& row = csv.rows[at];
        ASSERT_EQ(row.size(), 13u) << "row " << at;
        for (const auto& cell : row) EXPECT_FALSE(would_run(cell)) << cell;
        if (at == 0) continue;
        EXPECT_EQ(row[minutes_column], "15");
        EXPECT_EQ(row[students_column], "24");
        steps.push_back(row[step_column]);
        notes.push_back(row[note_column]);
    }
    for (const std::string& text : filled.texts) {
        EXPECT_EQ(std::ranges::count(steps, guarded(text)), std::ranges::count(filled.texts, text))
            << text;
        EXPECT_EQ(std::ranges::count(notes, guarded(text)), std::ranges::count(filled.texts, text))
            << text;
    }
}

TEST(HostileExport, a_workbook_holds_typed_cells_and_no_formula) {
    Filled filled;
    const Reply reply = filled.exported("xlsx");
    ASSERT_EQ(reply.status, 200);
    leave_for_witness("contacts.xlsx", reply.body, filled.texts);
    const Workbook book = read_workbook(reply.body);
    EXPECT_FALSE(book.has_formula);
    for (const auto& mistake : book.mistakes) ADD_FAILURE() << mistake;
    ASSERT_EQ(book.rows.size(), filled.texts.size() + 1);
    std::vector<std::string> steps, notes;
    for (std::size_t at = 1; at < book.rows.size(); ++at) {
        const auto& row = book.rows[at];
        ASSERT_EQ(row.size(), 13u) << "row " << at;
        for (std::size_t column = 0; column < row.size(); ++column) {
            const bool is_count =
                column == minutes_column || column == 4 || column == students_column || column == 0;
            EXPECT_EQ(row[column].is_number, is_count) << "column " << column;
        }
        EXPECT_EQ(row[minutes_column].text, "15");
        steps.push_back(row[step_column].text);
        notes.push_back(row[note_column].text);
    }
    std::vector<std::string> cells;
    for (const std::string& text : filled.texts) cells.push_back(as_cell(text));
    for (const std::string& cell : cells) {
        EXPECT_EQ(std::ranges::count(steps, cell), std::ranges::count(cells, cell)) << cell;
        EXPECT_EQ(std::ranges::count(notes, cell), std::ranges::count(cells, cell)) << cell;
    }
}

TEST(HostileExport, a_heap_of_marks_is_cut_and_not_left_out) {
    School school;
    std::string heaps;
    for (int i = 0; i < 600; ++i) heaps += i % 60 == 0 ? "a" : "\U000E0100";
    while (heaps.size() < 90'000) heaps += heaps;
    school.coach.post("/contacts", {{"person", school.teacher.id().text()},
                                    {"kind", school.kind("1b")},
                                    {"minutes", "15"},
                                    {"note", heaps}});
    const Workbook book = read_workbook(
        school.coach
            .post(
                "/contacts/exports",
                {{"from", "2026-11-01"}, {"to", "2026-11-30"}, {"format", "xlsx"}, {"notes", "1"}})
            .body);
    ASSERT_EQ(book.rows.size(), 2u);
    ASSERT_EQ(book.rows[1].size(), note_column + 1);
    EXPECT_TRUE(book.rows[1][note_column].text.ends_with("…"));
}

}  // namespace
}  // namespace rapport::test
