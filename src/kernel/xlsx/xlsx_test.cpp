#include "kernel/xlsx/xlsx.hpp"

#include <gtest/gtest.h>
#include <zip.h>

#include <array>

namespace rapport::xlsx {
namespace {

// The sheet's XML, out of the file's bytes.
std::string sheet_in(const std::string& file) {
    zip_error_t error;
    zip_source_t* source = zip_source_buffer_create(file.data(), file.size(), 0, &error);
    zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    zip_file_t* entry = zip_fopen(archive, "xl/worksheets/sheet1.xml", 0);
    std::string xml;
    std::array<char, 4096> part;
    for (zip_int64_t read = 1; read > 0;) {
        read = zip_fread(entry, part.data(), part.size());
        if (read > 0) xml.append(part.data(), static_cast<std::size_t>(read));
    }
    zip_fclose(entry);
    zip_discard(archive);
    return xml;
}

std::string sheet_with(std::string_view text) {
    Book book("Rapport");
    book.text(text);
    book.end_row();
    return sheet_in(book.take());
}

TEST(Xlsx, a_text_that_looks_like_a_formula_stays_a_text) {
    const std::string xml = sheet_with("=HYPERLINK(\"http://evil\")");
    EXPECT_EQ(xml.find("<f>"), std::string::npos);
    EXPECT_NE(xml.find("inlineStr"), std::string::npos);
    EXPECT_NE(xml.find("=HYPERLINK"), std::string::npos);
}

TEST(Xlsx, what_xml_cannot_hold_is_replaced_and_never_breaks_the_file) {
    EXPECT_NE(sheet_with("a\xEF\xBF\xBF"
                         "b")
                  .find("a\xEF\xBF\xBD"
                        "b"),
              std::string::npos);
    EXPECT_EQ(sheet_with("a\x01"
                         "b")
                  .find('\x01'),
              std::string::npos);
    EXPECT_NE(sheet_with("a\r\nb").find("a\nb"), std::string::npos);
    EXPECT_NE(sheet_with("_x0041_").find("_x005F_x0041_"), std::string::npos);
}

TEST(Xlsx, a_text_longer_than_a_cell_is_cut) {
    EXPECT_LT(sheet_with(std::string(50'000, 'x')).size(), 40'000u);
}

TEST(Xlsx, numbers_and_days_are_numbers) {
    Book book("Rapport");
    book.number(45);
    book.day({2026, 11, 21});
    book.blank();
    book.number(7);
    book.end_row();
    const std::string xml = sheet_in(book.take());
    EXPECT_NE(xml.find("<v>45</v>"), std::string::npos);
    EXPECT_NE(xml.find("<v>46347</v>"), std::string::npos);
    EXPECT_NE(xml.find("r=\"D1\""), std::string::npos);
}

}  // namespace
}  // namespace rapport::xlsx
