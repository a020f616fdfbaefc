#include "kernel/xlsx/xlsx.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "kernel/check.hpp"
#include "kernel/text/text.hpp"

namespace rapport::xlsx {

namespace {

constexpr std::size_t cell_max = 32'767;  // UTF-16 units; characters outside the plane count two.

// A file of its own, gone when the book is: the library writes to a path only.
class ScratchFile {
  public:
    ScratchFile() {
        path_ = (std::filesystem::temp_directory_path() / "rapport-XXXXXX").string();
        const int file = mkstemp(path_.data());
        if (file < 0) throw std::runtime_error("no temporary file for a workbook");
        close(file);
    }
    ~ScratchFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    const std::string& path() const { return path_; }

    std::string bytes() const {
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path_.c_str(), "rb"),
                                                                   &std::fclose);
        if (!file) throw std::runtime_error("a workbook vanished before it was read");
        std::string read(std::filesystem::file_size(path_), '\0');
        must(std::fread(read.data(), 1, read.size(), file.get()) == read.size(),
             "a workbook was read in part");
        return read;
    }

  private:
    std::string path_;
};

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// "_x0041_" in a cell reads as "A": whoever really wrote it gets it back by escaping its first
// sign.
bool is_escape(std::string_view text, std::size_t at) {
    return text.size() >= at + 7 && text[at] == '_' && text[at + 1] == 'x' && text[at + 6] == '_' &&
           is_hex(text[at + 2]) && is_hex(text[at + 3]) && is_hex(text[at + 4]) &&
           is_hex(text[at + 5]);
}

// U+FFFE and U+FFFF, which XML may not hold, not even escaped.
bool is_no_character(std::string_view text, std::size_t at) {
    const std::string_view three = text.substr(at, 3);
    return three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF";
}

// Text as a cell can hold it. The library escapes what else XML cannot say.
std::string clean(std::string_view text) {
    std::string made;
    made.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_no_character(text, at)) {
            made += "\xEF\xBF\xBD";
            at += 2;
        } else if (is_escape(text, at)) {
            made += "_x005F_";
        } else if (text[at] == '\r') {
            if (at + 1 == text.size() || text[at + 1] != '\n') made += '\n';
        } else {
            made += text[at];
        }
    }
    return made;
}

// Bytes that begin a letter, twice for those that need two units.
std::size_t units_of(std::string_view text) {
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        units += (byte & 0xc0) == 0x80 ? 0 : byte >= 0xf0 ? 2 : 1;
    }
    return units;
}

// At most `cell_max` units, or the library would leave the cell out. Cut between letters; a heap of
// marks, one letter of thousands, needs the second cut.
std::string fitting(std::string_view text) {
    std::string cell = clean(text);
    for (std::size_t max = cell_max / 2; units_of(cell) > cell_max; max /= 2) {
        cell = clean(text::shortened(text, max));
    }
    return cell;
}

}  // namespace

struct Book::Impl {
    ScratchFile file;
    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_format* bold = nullptr;
    lxw_format* date = nullptr;
    lxw_row_t row = 0;
    lxw_col_t column = 0;
    ~Impl() {
        if (book != nullptr) workbook_close(book);
    }
};

Book::Book(const std::string& sheet) : impl_(std::make_unique<Impl>()) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    impl_->book = workbook_new_opt(impl_->file.path().c_str(), &options);
    if (impl_->book == nullptr) throw std::runtime_error("no workbook could be begun");
    impl_->sheet = workbook_add_worksheet(impl_->book, sheet.c_str());
    must(impl_->sheet != nullptr, "a sheet has a name that no workbook takes");
    impl_->bold = workbook_add_format(impl_->book);
    format_set_bold(impl_->bold);
    impl_->date = workbook_add_format(impl_->book);
    format_set_num_format(impl_->date, "yyyy-mm-dd");
    worksheet_freeze_panes(impl_->sheet, 1, 0);
}

Book::~Book() = default;

void Book::heading(std::string_view words) {
    const std::string cell = fitting(words);
    worksheet_write_string(impl_->sheet, impl_->row, impl_->column++, cell.c_str(), impl_->bold);
}

void Book::text(std::string_view words) {
    const std::string cell = fitting(words);
    worksheet_write_string(impl_->sheet, impl_->row, impl_->column++, cell.c_str(), nullptr);
}

void Book::number(std::int64_t number) {
    worksheet_write_number(impl_->sheet, impl_->row, impl_->column++, static_cast<double>(number),
                           nullptr);
}

void Book::day(Day on) {
    lxw_datetime date{on.year, on.month, on.day, 0, 0, 0};
    worksheet_write_datetime(impl_->sheet, impl_->row, impl_->column++, &date, impl_->date);
}

void Book::blank() { ++impl_->column; }

void Book::end_row() {
    ++impl_->row;
    impl_->column = 0;
}

std::string Book::take() {
    const lxw_error error = workbook_close(impl_->book);
    impl_->book = nullptr;
    if (error != LXW_NO_ERROR) throw std::runtime_error("a workbook could not be written");
    return impl_->file.bytes();
}

}  // namespace rapport::xlsx
