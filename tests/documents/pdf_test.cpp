// A PDF is read by programs of others: what they find must be what was written.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "design/posts/posts_cast.hpp"
#include "kernel/document/document.hpp"
#include "kernel/text/text.hpp"
#include "tests/hostile/reading.hpp"
#include "tests/hostile/strings.hpp"

namespace rapport::document {
namespace {

namespace fs = std::filesystem;
constexpr Instant made{1'793'628'000'000};
// pdftotext reads a page in the direction of most of its letters.
constexpr const char* english =
    "Help the teachers of one building use technology so that their students learn more.";

std::string said_by(const std::string& command) {
    std::string all;
    std::FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return all;
    char buffer[4096];
    for (std::size_t got; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
        all.append(buffer, got);
    }
    pclose(pipe);
    return all;
}

bool has_poppler() { return !said_by("command -v pdftotext").empty(); }

// What one of poppler's programs says of the file.
std::string read_by(const std::string& program, const std::string& bytes) {
    std::string folder = (fs::temp_directory_path() / "pdf test XXXXXX").string();
    EXPECT_NE(mkdtemp(folder.data()), nullptr);
    const std::string path = folder + "/one.pdf";
    std::ofstream(path, std::ios::binary) << bytes;
    const std::string found =
        said_by(program + " '" + path + (program.starts_with("pdftotext") ? "' - 2>&1" : "' 2>&1"));
    fs::remove_all(folder);
    return found;
}

// Words apart by single blanks; without the marks of direction that pdftotext adds.
std::string in_words(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto three = text.substr(at, 3);
        const bool is_mark = three == "\u202A" || three == "\u202B" || three == "\u202C" ||
                             three == "\u200E" || three == "\u200F";
        if (is_mark) {
            at += 2;
            continue;
        }
        const char c = text[at];
        plain += c == '\n' || c == '\f' || c == '\r' ? ' ' : c;
    }
    std::string out;
    for (const auto word : text::split(plain, ' ')) {
        if (!word.empty()) out += (out.empty() ? "" : " ") + std::string(word);
    }
    return out;
}

std::string in_words(const std::vector<Block>& blocks) {
    std::string all;
    for (const Block& block : blocks) all += block.label + " " + block.words + "\n";
    return in_words(all);
}

std::string words_in(const std::string& pdf) { return in_words(read_by("pdftotext -q", pdf)); }

std::string letters(std::string words) {
    std::erase(words, ' ');
    return words;
}

TEST(Pdf, words_of_every_script_can_be_taken_out_of_it_again) {
    if (!has_poppler()) GTEST_SKIP() << "pdftotext is not here (poppler-utils)";
    for (const std::string name :
         {"Amina Diallo", "Nguyễn Thị Minh Khai", "فاطمة الزهراء",
          "प्रिया शर्मा", "Łukasz Dąbrowska", "Δημήτρης", "Наташа Ковальчук", "Elif Doğan"}) {
        const std::vector<Block> blocks{{Kind::title, name},
                                        {Kind::item, "Reports to " + name + " at work", "20 %"},
                                        {Kind::text, english}};
        const std::string found = words_in(pdf(blocks, "en", made));
        EXPECT_NE(found.find("Reports to " + name), std::string::npos) << found;
        // Where the direction turns, pdftotext leaves a blank out; no letter and no order.
        EXPECT_EQ(letters(found), letters(in_words(blocks))) << name;
    }
}

TEST(Pdf, it_is_tagged_and_says_its_title_and_its_language) {
    if (!has_poppler()) GTEST_SKIP() << "pdfinfo is not here (poppler-utils)";
    const std::string bytes = pdf({{Kind::title, "Coach für Übergänge"},
                                   {Kind::heading, "Duties"},
                                   {Kind::item, "Plan", "20 %"},
                                   {Kind::fact, "40", "Hours:"}},
                                  "fr", made);
    const std::string about = read_by("pdfinfo", bytes);
    EXPECT_NE(about.find("Coach für Übergänge"), std::string::npos) << about;
    EXPECT_NE(about.find("Tagged:          yes"), std::string::npos) << about;
    EXPECT_NE(bytes.find("/Lang (fr)"), std::string::npos);
    const std::string structure = read_by("pdfinfo -struct", bytes);
    for (const char* tag : {"H1", "H2", "L ", "LI", "P"}) {
        EXPECT_NE(structure.find(tag), std::string::npos) << tag << "\n" << structure;
    }
    EXPECT_EQ(pdf({{Kind::title, "x"}}, "en", made), pdf({{Kind::title, "x"}}, "en", made));
}

TEST(Pdf, a_long_document_goes_on_over_its_pages_and_loses_no_word) {
    if (!has_poppler()) GTEST_SKIP() << "pdftotext is not here (poppler-utils)";
    std::vector<Block> blocks{{Kind::title, "Long"}};
    std::string words;
    for (int i = 0; i < 900; ++i) words += "word" + std::to_string(i) + " ";
    for (int i = 0; i < 12; ++i) {
        blocks.push_back({Kind::heading, "Heading " + std::to_string(i)});
        blocks.push_back({i % 2 == 0 ? Kind::item : Kind::text, words, i % 2 == 0 ? "9 %" : ""});
    }
    EXPECT_EQ(words_in(pdf(blocks, "en", made)), in_words(blocks));
}

TEST(Pdf, whatever_was_typed_makes_a_file_that_can_be_read) {
    if (!has_poppler()) GTEST_SKIP() << "pdftotext is not here (poppler-utils)";
    std::vector<Block> blocks;
    for (const std::string& text : test::own_strings()) blocks.push_back({Kind::text, text});
    const std::string said = read_by("pdftotext", pdf(blocks, "en", made));
    EXPECT_EQ(said.find("Error"), std::string::npos) << said.substr(0, 300);
    EXPECT_FALSE(pdf({}, "en", made).empty());
}

// All that the page says, without what is pressed or only for the page.
std::string page_words(const std::string& html) {
    std::string all;
    for (const auto& said : test::read_page(html).said) {
        if (said.attribute.empty()) all += " " + said.text;
    }
    return in_words(all);
}

TEST(Pdf, a_job_description_says_what_its_page_says) {
    if (!has_poppler()) GTEST_SKIP() << "pdftotext is not here (poppler-utils)";
    test::School school;
    const std::string address = posts::cast::in_force(school);
    const std::string page = page_words(school.teacher.get(address).body);
    const std::string file = words_in(school.teacher.get(address + "/pdf").body);
    const auto hand = posts::cast::seen(school, school.teacher, address).value();
    ASSERT_EQ(hand.duties.size(), 13u);
    for (const auto& duty : hand.duties) {
        EXPECT_NE(page.find(in_words(duty.words)), std::string::npos) << duty.words;
        EXPECT_NE(file.find(std::to_string(duty.share) + " % " + in_words(duty.words)),
                  std::string::npos)
            << duty.words;
    }
    for (const auto& section : hand.sections) {
        if (section.code == "week_hours") continue;  // Said as hours and minutes.
        for (const auto line : text::split(section.words, '\n')) {
            EXPECT_NE(page.find(in_words(line)), std::string::npos) << line;
            EXPECT_NE(file.find(in_words(line)), std::string::npos) << line;
        }
    }
    EXPECT_EQ(school.stranger.get(address + "/pdf").status, 404);
    EXPECT_EQ(school.teacher.get(address + "/document").status, 200);
}

}  // namespace
}  // namespace rapport::document
