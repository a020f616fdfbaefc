#include "tests/hostile/reading.hpp"

#include <zip.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "kernel/text/utf8.hpp"

namespace rapport::test {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A character reference without its & and ;. None that we would not write.
std::string reference(std::string_view name) {
    constexpr std::pair<std::string_view, std::string_view> known[] = {
        {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}};
    for (const auto& [named, meant] : known) {
        if (named == name) return std::string(meant);
    }
    if (!name.starts_with('#')) return "";
    const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const auto digits = name.substr(is_hex ? 2 : 1);
    std::uint32_t letter = 0;
    const auto end = digits.data() + digits.size();
    if (std::from_chars(digits.data(), end, letter, is_hex ? 16 : 10).ptr != end) return "";
    std::string out;
    text::append_letter(out, letter);
    return out;
}

std::string resolved(std::string_view raw, std::vector<std::string>& mistakes) {
    std::string out;
    for (std::size_t at = 0; at < raw.size(); ++at) {
        if (raw[at] != '&') {
            out += raw[at];
            continue;
        }
        const auto end = raw.find(';', at);
        const auto meant = end == raw.npos ? "" : reference(raw.substr(at + 1, end - at - 1));
        if (meant.empty()) {
            mistakes.push_back("a bare & in " + std::string(raw.substr(at, 30)));
            out += '&';
            continue;
        }
        out += meant;
        at = end;
    }
    return out;
}

class Scanner {
  public:
    explicit Scanner(std::string_view html) : rest_(html) {}

    Page scan() {
        while (!rest_.empty()) {
            if (rest_.front() != '<') {
                text();
            } else if (rest_.starts_with("<!") || rest_.starts_with("<?")) {
                skip_past(">");
            } else if (rest_.starts_with("</")) {
                close();
            } else {
                open();
            }
        }
        return std::move(page_);
    }

  private:
    void skip_past(std::string_view mark) {
        const auto at = rest_.find(mark);
        rest_.remove_prefix(at == rest_.npos ? rest_.size() : at + mark.size());
    }

    void text() {
        const auto raw = rest_.substr(0, std::min(rest_.find('<'), rest_.size()));
        rest_.remove_prefix(raw.size());
        page_.said.push_back({element_, "", resolved(raw, page_.mistakes), !foreign_.empty()});
    }

    void close() {
        const auto name = rest_.substr(2, rest_.find('>') - 2);
        if (name == foreign_) foreign_.clear();
        element_.clear();
        skip_past(">");
    }

    std::string_view word() {
        std::size_t size = 0;
        while (size < rest_.size() &&
               std::string_view(" \n\t=>/").find(rest_[size]) == std::string_view::npos) {
            ++size;
        }
        const auto found = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return found;
    }

    void open() {
        rest_.remove_prefix(1);
        if (rest_.empty() || !is_letter(rest_.front())) {
            page_.mistakes.push_back("a bare < before " + std::string(rest_.substr(0, 30)));
            return;
        }
        element_ = word();
        while (!rest_.empty() && rest_.front() != '>') attribute();
        skip_past(">");
        if (element_ == "script" || element_ == "style") {
            skip_past("</" + element_ + ">");
        }
        const bool drops_line_end = element_ == "textarea" || element_ == "pre";
        if (drops_line_end && rest_.starts_with('\n')) rest_.remove_prefix(1);
    }

    void attribute() {
        if (std::string_view(" \n\t/").find(rest_.front()) != std::string_view::npos) {
            rest_.remove_prefix(1);
            return;
        }
        const std::string name(word());
        if (name.starts_with("on") || name == "style" || name == "srcdoc" || name.empty()) {
            page_.mistakes.push_back("an attribute " + name + " in " + element_);
        }
        if (!rest_.starts_with("=\"")) {
            if (name.empty()) rest_.remove_prefix(1);
            return;
        }
        const auto end = rest_.find('"', 2);
        const auto value = resolved(rest_.substr(2, end - 2), page_.mistakes);
        rest_.remove_prefix(std::min(end == rest_.npos ? end : end + 1, rest_.size()));
        if (name == "lang" && element_ != "html") foreign_ = element_;
        page_.said.push_back({element_, name, value, !foreign_.empty()});
    }

    std::string_view rest_;
    std::string element_, foreign_;
    Page page_;
};

std::string file_in(const std::string& bytes, const char* name) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (archive == nullptr) return "";
    std::string text;
    if (zip_file_t* file = zip_fopen(archive, name, 0)) {
        char buffer[65536];
        for (zip_int64_t read; (read = zip_fread(file, buffer, sizeof buffer)) > 0;) {
            text.append(buffer, static_cast<std::size_t>(read));
        }
        zip_fclose(file);
    }
    zip_discard(archive);
    return text;
}

bool is_xml_letter(char32_t letter) {
    return letter == 9 || letter == 10 || letter == 13 || (letter >= 0x20 && letter <= 0xD7FF) ||
           (letter >= 0xE000 && letter <= 0xFFFD) || letter >= 0x10000;
}

// The way workbooks write what XML cannot: _x0001_.
std::string without_codes(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto code = text.substr(at, 7);
        std::uint32_t letter = 0;
        const bool is_code =
            code.size() == 7 && code.starts_with("_x") && code[6] == '_' &&
            std::from_chars(code.data() + 2, code.data() + 6, letter, 16).ptr == code.data() + 6;
        if (!is_code) {
            out += text[at];
            continue;
        }
        text::append_letter(out, letter);
        at += 6;
    }
    return out;
}

// The cells of one row, by their references, so that a cell left out stays empty.
void put(std::vector<Cell>& row, std::string_view reference, Cell cell) {
    std::size_t column = 0;
    for (const char c : reference) {
        if (c >= 'A' && c <= 'Z') column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
    }
    if (column == 0) return;
    if (row.size() < column) row.resize(column);
    row[column - 1] = std::move(cell);
}

}  // namespace

bool Page::holds(std::string_view text) const {
    return std::ranges::any_of(said, [&](const Said& one) { return one.text == text; });
}

bool Page::tells(std::string_view text) const {
    return std::ranges::any_of(
        said, [&](const Said& one) { return one.text.find(text) != std::string::npos; });
}

Page read_page(std::string_view html) { return Scanner(html).scan(); }

Csv read_csv(std::string_view bytes) {
    Csv csv;
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    } else {
        csv.mistakes.push_back("no mark at the head");
    }
    std::vector<std::string> row;
    while (!bytes.empty()) {
        std::string cell;
        if (bytes.front() == '"') {
            bytes.remove_prefix(1);
            while (!bytes.empty() && (bytes.front() != '"' || bytes.starts_with("\"\""))) {
                cell += bytes.front();
                bytes.remove_prefix(bytes.front() == '"' ? 2 : 1);
            }
            bytes.remove_prefix(std::min<std::size_t>(1, bytes.size()));
        } else {
            cell = bytes.substr(0, std::min(bytes.find_first_of(",\r\n"), bytes.size()));
            bytes.remove_prefix(cell.size());
            if (cell.find('"') != cell.npos) csv.mistakes.push_back("a bare quote in " + cell);
        }
        row.push_back(std::move(cell));
        const bool is_end = bytes.empty() || bytes.starts_with("\r\n");
        if (!is_end && bytes.front() != ',') csv.mistakes.push_back("text after " + row.back());
        bytes.remove_prefix(std::min<std::size_t>(is_end ? 2 : 1, bytes.size()));
        if (is_end) csv.rows.push_back(std::exchange(row, {}));
    }
    return csv;
}

Workbook read_workbook(const std::string& bytes) {
    Workbook book;
    const std::string sheet = file_in(bytes, "xl/worksheets/sheet1.xml");
    if (sheet.empty()) book.mistakes.push_back("no sheet");
    for (std::size_t at = 0; at < sheet.size();) {
        const char32_t letter = text::next_letter(sheet, at);
        if (!is_xml_letter(letter)) {
            book.mistakes.push_back("a letter XML does not know at " + std::to_string(at));
        }
    }
    book.has_formula = sheet.find("<f>") != sheet.npos || sheet.find("<f ") != sheet.npos;
    const Page read = read_page(sheet);
    for (const auto& mistake : read.mistakes) book.mistakes.push_back(mistake);
    std::string reference, kind;
    for (const Said& said : read.said) {
        if (said.element == "row" && said.attribute == "r") book.rows.emplace_back();
        if (said.element == "c" && said.attribute == "r") {
            reference = said.text;
            kind.clear();
        }
        if (said.element == "c" && said.attribute == "t") kind = said.text;
        if (!said.attribute.empty() || said.text.empty() || book.rows.empty()) continue;
        if (said.element == "t") put(book.rows.back(), reference, {without_codes(said.text)});
        if (said.element != "v") continue;
        if (!kind.empty()) book.mistakes.push_back("a cell of kind " + kind);
        put(book.rows.back(), reference, {said.text, true});
    }
    return book;
}

}  // namespace rapport::test
