#include "kernel/csv/csv.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

namespace rapport {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using Kind = csv::Trouble::Kind;

struct Read {
    Rows rows;
    std::vector<std::int64_t> numbers;
    std::vector<csv::Trouble> troubles;
};

// Reads text that arrives in pieces of `piece` bytes.
Read read_all(std::string_view text, std::size_t piece = 1 << 16) {
    csv::Source whole = csv::source_of(text);
    csv::Reader reader(
        [&](char* buffer, std::size_t size) { return whole(buffer, std::min(size, piece)); });
    Read read;
    csv::Record record;
    while (reader.next(record)) {
        read.rows.emplace_back(record.cells.begin(), record.cells.end());
        read.numbers.push_back(record.row);
    }
    read.troubles = reader.troubles();
    return read;
}

std::filesystem::path shared_data() {
    if (const char* named = std::getenv("RAPPORT_SHARED_DATA")) return named;
    for (const char* up : {"/../shared/data", "/../../shared/data"}) {
        const std::string path = std::string(RAPPORT_SOURCE_DIR) + up;
        if (std::filesystem::exists(path)) return path;
    }
    return {};
}

std::string file_text(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Csv, a_cell_may_hold_commas_quotes_and_line_ends) {
    const auto read =
        read_all("name,note\r\nAmina,\"one, two\"\r\nLi,\"she said \"\"yes\"\"\nand left\"");
    EXPECT_EQ(
        read.rows,
        (Rows{{"name", "note"}, {"Amina", "one, two"}, {"Li", "she said \"yes\"\nand left"}}));
    EXPECT_TRUE(read.troubles.empty());
}

TEST(Csv, row_numbers_are_those_a_spreadsheet_shows) {
    const auto read = read_all("a,b\n\n1,2\r\n\r\n3,4\n");
    EXPECT_EQ(read.rows, (Rows{{"a", "b"}, {"1", "2"}, {"3", "4"}}));
    EXPECT_EQ(read.numbers, (std::vector<std::int64_t>{1, 3, 5}));
}

TEST(Csv, lines_may_end_as_on_an_old_macintosh) {
    EXPECT_EQ(read_all("a,b\r1,2\r3,4").rows, (Rows{{"a", "b"}, {"1", "2"}, {"3", "4"}}));
}

TEST(Csv, semicolons_and_tabs_are_known_by_the_header) {
    EXPECT_EQ(read_all("a;b\n1,5;2").rows, (Rows{{"a", "b"}, {"1,5", "2"}}));
    EXPECT_EQ(read_all("a\tb\n1,5\t2;3").rows, (Rows{{"a", "b"}, {"1,5", "2;3"}}));
    EXPECT_EQ(read_all("sep=;\na;b\n1;2").rows, (Rows{{"a", "b"}, {"1", "2"}}));
}

TEST(Csv, a_byte_order_mark_is_no_part_of_the_first_header) {
    EXPECT_EQ(read_all("\xEF\xBB\xBFname\nZoë", 1).rows, (Rows{{"name"}, {"Zoë"}}));
}

TEST(Csv, utf16_is_read_with_and_without_its_mark) {
    const auto widened = [](std::string_view ascii, bool is_big) {
        std::string wide;
        for (const char c : ascii) {
            if (is_big) wide += '\0';
            wide += c;
            if (!is_big) wide += '\0';
        }
        return wide;
    };
    const Rows expected{{"name", "role"}, {"Amina", "teacher"}};
    const std::string text = "name,role\nAmina,teacher\n";
    EXPECT_EQ(read_all("\xFF\xFE" + widened(text, false), 3).rows, expected);
    EXPECT_EQ(read_all("\xFE\xFF" + widened(text, true), 5).rows, expected);
    EXPECT_EQ(read_all(widened(text, false)).rows, expected);
    const std::string dragon("\xFF\xFE\x3D\xD8\x09\xDC", 6);
    EXPECT_EQ(read_all(dragon).rows, (Rows{{"🐉"}}));
}

TEST(Csv, a_row_that_is_not_utf8_is_read_as_windows_1252_and_said_so) {
    const auto read = read_all("name\nJos\xE9 \x80\nZoë\n");
    EXPECT_EQ(read.rows, (Rows{{"name"}, {"José €"}, {"Zoë"}}));
    ASSERT_EQ(read.troubles.size(), 1u);
    EXPECT_EQ(read.troubles[0].row, 2);
    EXPECT_EQ(read.troubles[0].kind, Kind::not_utf8);
}

TEST(Csv, a_quote_that_nothing_closes_costs_its_own_line_alone) {
    const auto read = read_all("a,b\n1,\"two\n3,4\n5,6\n");
    EXPECT_EQ(read.rows, (Rows{{"a", "b"}, {"1", "two"}, {"3", "4"}, {"5", "6"}}));
    ASSERT_EQ(read.troubles.size(), 1u);
    EXPECT_EQ(read.troubles[0].kind, Kind::quote_not_closed);
    EXPECT_EQ(read.troubles[0].row, 2);
    const auto later = read_all("a,b\n1,\"two\n3,\"four\"\n5,6\n");
    EXPECT_EQ(later.rows, (Rows{{"a", "b"}, {"1", "two"}, {"3", "four"}, {"5", "6"}}));
}

TEST(Csv, a_quote_not_closed_in_a_huge_file_does_not_swallow_it) {
    std::string text = "a,b\n1,\"two\n";
    for (int i = 0; i < 400'000; ++i) text += "33,44\n";
    const auto read = read_all(text, 7001);
    EXPECT_EQ(read.rows.size(), 400'002u);
    EXPECT_EQ(read.troubles.size(), 1u);
}

TEST(Csv, text_behind_a_closing_quote_is_kept) {
    const auto read = read_all("a,b\n\"Jo\"\"e\" Smith,2\n");
    EXPECT_EQ(read.rows, (Rows{{"a", "b"}, {"Jo\"e Smith", "2"}}));
    ASSERT_EQ(read.troubles.size(), 1u);
    EXPECT_EQ(read.troubles[0].kind, Kind::text_after_quote);
}

TEST(Csv, zero_bytes_are_taken_out_and_said_so) {
    const auto read = read_all(std::string("a,b\n1\0x,2\n", 10));
    EXPECT_EQ(read.rows, (Rows{{"a", "b"}, {"1x", "2"}}));
    ASSERT_EQ(read.troubles.size(), 1u);
    EXPECT_EQ(read.troubles[0].kind, Kind::nul_byte);
}

TEST(Csv, a_row_longer_than_a_mebibyte_is_passed_over) {
    const std::string text = "a\n" + std::string(1'500'000, 'x') + "\nshort\n";
    const auto read = read_all(text, 10'000);
    EXPECT_EQ(read.rows, (Rows{{"a"}, {"short"}}));
    ASSERT_EQ(read.troubles.size(), 1u);
    EXPECT_EQ(read.troubles[0].kind, Kind::row_too_long);
    EXPECT_EQ(read.numbers.back(), 3);
}

TEST(Csv, what_a_spreadsheet_would_run_goes_out_with_an_apostrophe) {
    const auto written = [](std::string_view text) {
        std::string out;
        csv::cell(out, text);
        return out;
    };
    EXPECT_EQ(written("=1+1"), "'=1+1");
    EXPECT_EQ(written("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(written("＝1"), "'＝1");
    EXPECT_EQ(written("\tx"), "\"'\tx\"");
    EXPECT_EQ(written("-2,\"3\""), "\"'-2,\"\"3\"\"\"");
    EXPECT_EQ(written("Amina"), "Amina");
    std::string number;
    csv::cell(number, std::int64_t{-5});
    EXPECT_EQ(number, "-5");
}

TEST(Csv, whatever_is_written_is_read_again) {
    const std::uint64_t seed = 20261121;
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const std::vector<std::string> bits = {"a",  "Zoë", ",", ";", "\"", "\n", "\r\n", "\r", " ",
                                           "\t", "李",  "🐉", "'", "=",  "0",  "",     "-"};
    for (int round = 0; round < 500; ++round) {
        Rows rows;
        std::string out;
        const std::size_t width = 1 + random() % 6;
        for (std::size_t row = 0; row < 1 + random() % 8; ++row) {
            std::vector<std::string> cells(width);
            for (auto& cell : cells) {
                cell = "x";  // So that no cell begins like a formula.
                for (auto left = random() % 6; left > 0; --left)
                    cell += bits[random() % bits.size()];
            }
            csv::row(out, std::vector<std::string_view>(cells.begin(), cells.end()));
            rows.push_back(std::move(cells));
        }
        // The header tells the separator, so it must not be the doubtful one.
        const std::string head = "x,x\r\n";
        const auto read = read_all(head + out, 1 + random() % 50);
        EXPECT_EQ(Rows(read.rows.begin() + 1, read.rows.end()), rows) << "round " << round;
        EXPECT_TRUE(read.troubles.empty());
    }
}

TEST(Csv, any_bytes_at_all_are_read_to_their_end) {
    const std::uint64_t seed = 7;
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const std::string_view alphabet("\"\",,\n\r;\t a\xE9\xFF\xFE\0=", 16);
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (auto left = random() % 200; left > 0; --left)
            text += alphabet[random() % alphabet.size()];
        const auto whole = read_all(text);
        EXPECT_EQ(whole.rows, read_all(text, 1).rows) << "round " << round;
    }
}

TEST(Csv, the_csv_spectrum_is_read_as_its_authors_meant) {
    const auto folder = shared_data() / "strings/csv-spectrum";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the shared csv-spectrum is not here";
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "csvs")) {
        const auto read = read_all(file_text(entry.path()));
        const auto name = entry.path().stem().string() + ".json";
        const auto parsed = boost::json::parse(file_text(folder / "json" / name));
        const auto expected = parsed.is_array() ? parsed.as_array() : boost::json::array{parsed};
        ASSERT_EQ(read.rows.size(), expected.size() + 1) << name;
        for (std::size_t row = 0; row < expected.size(); ++row) {
            for (std::size_t at = 0; at < read.rows[0].size(); ++at) {
                // The set's own slips: a telephone number that differs, line ends that git changed.
                if (read.rows[0][at] == "Contact Phone Number") continue;
                std::string wanted(expected[row].as_object().at(read.rows[0][at]).as_string());
                std::erase(wanted, '\r');
                EXPECT_EQ(read.rows[row + 1][at], wanted) << name;
            }
        }
        ++files;
    }
    EXPECT_EQ(files, 12);
}

TEST(Csv, hostile_lines_go_out_and_come_back) {
    const auto file = shared_data() / "strings/blns/blns.json";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "the shared strings are not here";
    const auto strings = boost::json::parse(file_text(file)).as_array();
    for (const auto& value : strings) {
        const std::string text(value.as_string());
        std::string out;
        csv::row(out, {text, "end"});
        const auto read = read_all("a,b\n" + out);
        ASSERT_EQ(read.rows.size(), 2u) << text;
        EXPECT_TRUE(read.rows[1][0] == text || read.rows[1][0] == "'" + text) << text;
    }
}

}  // namespace
}  // namespace rapport
