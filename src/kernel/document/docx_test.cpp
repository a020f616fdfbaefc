#include <gtest/gtest.h>
#include <zip.h>

#include <pugixml.hpp>

#include "kernel/document/document.hpp"

namespace rapport::document {
namespace {

// One part of the package, read by libzip alone; "" when it is not there.
std::string part(const std::string& bytes, const char* name) {
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
    if (archive == nullptr) {
        zip_source_free(source);
        return "";
    }
    std::string words;
    if (zip_file_t* file = zip_fopen(archive, name, 0)) {
        char buffer[4096];
        for (zip_int64_t got = zip_fread(file, buffer, sizeof buffer); got > 0;
             got = zip_fread(file, buffer, sizeof buffer)) {
            words.append(buffer, static_cast<std::size_t>(got));
        }
        zip_fclose(file);
    }
    zip_discard(archive);
    return words;
}

// What a word processor would show: a paragraph a line, a break as one more.
std::string shown(const std::string& bytes) {
    pugi::xml_document document;
    const auto read = document.load_string(part(bytes, "word/document.xml").c_str(),
                                           pugi::parse_default | pugi::parse_ws_pcdata);
    EXPECT_TRUE(read) << read.description();
    std::string all;
    for (const auto& paragraph : document.child("w:document").child("w:body").children("w:p")) {
        for (const auto& run : paragraph.children("w:r")) {
            if (run.child("w:br")) all += "\n";
            all += run.child("w:t").text().get();
        }
        all += "\n";
    }
    return all;
}

TEST(Docx, words_of_every_script_stand_in_it_as_they_were_written) {
    const std::string names =
        "فاطمة الزهراء · Nguyễn Thị Minh Khai · प्रिया शर्मा · 李小龍 · Łukasz · "
        "👩🏽‍🏫";
    const std::string bytes = docx({{Kind::title, "Coach <b> & \"co\""},
                                    {Kind::heading, "Duties"},
                                    {Kind::item, names, "20 %"},
                                    {Kind::text, "two\nlines,  two blanks"}},
                                   "en");
    EXPECT_EQ(shown(bytes),
              "Coach <b> & \"co\"\nDuties\n20 % " + names + "\ntwo\nlines,  two blanks\n");
}

TEST(Docx, signs_that_xml_cannot_hold_are_left_out_and_nothing_breaks) {
    const std::string bytes = docx({{Kind::text,
                                     "a\x01\x0B"
                                     "b\uFFFE\tc]]>&amp;"}},
                                   "fr");
    EXPECT_EQ(shown(bytes), "ab\tc]]>&amp;\n");
    EXPECT_EQ(shown(docx({}, "en")), "");
}

TEST(Docx, headings_lists_title_and_language_are_what_they_say_they_are) {
    const std::string bytes = docx(
        {{Kind::title, "Coach"}, {Kind::heading, "A"}, {Kind::subheading, "B"}, {Kind::item, "C"}},
        "fr");
    const std::string body = part(bytes, "word/document.xml");
    for (const char* style : {"\"Title\"", "\"Heading1\"", "\"Heading2\"", "\"ListBullet\""}) {
        EXPECT_NE(body.find(style), std::string::npos) << style;
        EXPECT_NE(part(bytes, "word/styles.xml").find(style), std::string::npos) << style;
    }
    EXPECT_NE(part(bytes, "docProps/core.xml").find("<dc:title>Coach</dc:title>"),
              std::string::npos);
    EXPECT_NE(part(bytes, "word/styles.xml").find("w:lang w:val=\"fr\""), std::string::npos);
    for (const char* name : {"[Content_Types].xml", "_rels/.rels", "word/numbering.xml",
                             "word/_rels/document.xml.rels"}) {
        pugi::xml_document document;
        EXPECT_TRUE(document.load_string(part(bytes, name).c_str())) << name;
    }
}

TEST(Docx, the_same_words_give_the_same_bytes) {
    const std::vector<Block> blocks{{Kind::title, "Coach"}, {Kind::text, std::string(9000, 'x')}};
    EXPECT_EQ(docx(blocks, "en"), docx(blocks, "en"));
    EXPECT_LT(docx(blocks, "en").size(), 6000u);
}

}  // namespace
}  // namespace rapport::document
