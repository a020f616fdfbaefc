#include <algorithm>
#include <array>
#include <charconv>

#include "kernel/mailin/mailin.hpp"
#include "kernel/text/utf8.hpp"

namespace rapport::mailin {

namespace {

struct Named {
    std::string_view name, text;
};

// The entities that letters use; any other stays as it was written.
constexpr auto entities = std::to_array<Named>({
    {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},
    {"nbsp", " "},   {"ndash", "–"},  {"mdash", "—"},  {"hellip", "…"}, {"lsquo", "‘"},
    {"rsquo", "’"},  {"ldquo", "“"},  {"rdquo", "”"},  {"laquo", "«"},  {"raquo", "»"},
    {"bull", "•"},   {"middot", "·"}, {"copy", "©"},   {"reg", "®"},    {"euro", "€"},
    {"agrave", "à"}, {"acirc", "â"},  {"ccedil", "ç"}, {"egrave", "è"}, {"eacute", "é"},
    {"ecirc", "ê"},  {"euml", "ë"},   {"icirc", "î"},  {"iuml", "ï"},   {"ocirc", "ô"},
    {"ugrave", "ù"}, {"ucirc", "û"},  {"auml", "ä"},   {"ouml", "ö"},   {"uuml", "ü"},
    {"Auml", "Ä"},   {"Ouml", "Ö"},   {"Uuml", "Ü"},   {"szlig", "ß"},  {"Eacute", "É"},
    {"Agrave", "À"}, {"aacute", "á"}, {"iacute", "í"}, {"oacute", "ó"}, {"uacute", "ú"},
    {"ntilde", "ñ"}, {"atilde", "ã"}, {"otilde", "õ"}, {"aring", "å"},  {"oslash", "ø"},
    {"deg", "°"},    {"times", "×"},  {"zwnj", ""},    {"shy", ""},     {"thinsp", " "},
});

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool is_in(std::string_view name, std::string_view list) {
    for (std::size_t at = 0; at < list.size();) {
        const auto end = std::min(list.find(' ', at), list.size());
        if (list.substr(at, end - at) == name) return true;
        at = end + 1;
    }
    return false;
}

class Page {
  public:
    explicit Page(std::string_view html) : html_(html) {}

    std::string text() {
        while (at_ < html_.size()) {
            const char c = html_[at_];
            if (c == '<' && is_tag()) {
                tag();
            } else if (c == '&') {
                entity();
            } else if (is_blank(c) && !is_preformatted_) {
                is_blank_due_ = true;
                ++at_;
            } else {
                put(html_.substr(at_++, 1));
            }
        }
        while (!out_.empty() && is_blank(out_.back())) out_.pop_back();
        if (!out_.empty()) out_ += '\n';
        return std::move(out_);
    }

  private:
    bool is_tag() const {
        const char next = at_ + 1 < html_.size() ? html_[at_ + 1] : ' ';
        return next == '/' || next == '!' || next == '?' || (next >= 'a' && next <= 'z') ||
               (next >= 'A' && next <= 'Z');
    }

    void put(std::string_view letters) {
        if (letters == "\n") return line_end();
        if (is_line_begin_) {
            for (int i = 0; i < quoted_; ++i) out_ += '>';
            if (quoted_ > 0) out_ += ' ';
            is_line_begin_ = false;
        } else if (is_blank_due_) {
            out_ += ' ';
        }
        is_blank_due_ = false;
        empty_lines_ = 0;
        out_ += letters;
    }

    void line_end() {
        if (is_line_begin_) {
            if (out_.empty() || ++empty_lines_ > 1) return;
            for (int i = 0; i < quoted_; ++i) out_ += '>';
        }
        out_ += '\n';
        is_line_begin_ = true;
        is_blank_due_ = false;
    }

    void block() {
        if (!is_line_begin_) line_end();
    }

    void entity() {
        constexpr std::size_t longest = 10;
        const auto end = html_.substr(at_, longest + 2).find(';');
        const auto name = end == html_.npos ? std::string_view{} : html_.substr(at_ + 1, end - 1);
        if (name.size() > 1 && name[0] == '#') {
            const bool is_hex = name[1] == 'x' || name[1] == 'X';
            const auto digits = name.substr(is_hex ? 2 : 1);
            std::uint32_t letter = 0;
            const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), letter,
                                              is_hex ? 16 : 10);
            if (read.ec == std::errc() && read.ptr == digits.data() + digits.size()) {
                at_ += end + 1;
                return numbered(letter);
            }
        }
        for (const auto& [known, text] : entities) {
            if (name != known) continue;
            at_ += end + 1;
            if (!text.empty()) text == " " ? blank() : put(text);
            return;
        }
        put(html_.substr(at_++, 1));
    }

    void blank() {
        if (!is_line_begin_) is_blank_due_ = true;
    }

    void numbered(std::uint32_t letter) {
        if (letter == 0xa0 || letter == ' ' || letter == '\t') return blank();
        if (letter < 0x20 || letter > 0x10ffff || (letter >= 0xd800 && letter <= 0xdfff)) return;
        std::string text;
        text::append_letter(text, letter);
        put(text);
    }

    // Past the end of `<name …>`; where none comes, past the end of all.
    void tag() {
        if (html_.substr(at_, 4) == "<!--") {
            const auto end = html_.find("-->", at_ + 4);
            at_ = end == html_.npos ? html_.size() : end + 3;
            return;
        }
        const auto end = std::min(html_.find('>', at_), html_.size());
        std::string_view inside = html_.substr(at_ + 1, end - at_ - 1);
        at_ = std::min(end + 1, html_.size());
        const bool is_end = !inside.empty() && inside.front() == '/';
        if (is_end) inside.remove_prefix(1);
        std::string name;
        for (const char c : inside.substr(0, 12)) {
            if (is_blank(c) || c == '/' || c == '>') break;
            name += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        }
        named(name, is_end);
    }

    void named(std::string_view name, bool is_end) {
        if (is_in(name, "script style head title textarea select") && !is_end) return skip(name);
        if (name == "br") return line_end();
        if (name == "hr") {
            block();
            put("________________________________");
            return line_end();
        }
        if (name == "blockquote") {
            block();
            quoted_ = std::clamp(quoted_ + (is_end ? -1 : 1), 0, 20);
            return;
        }
        if (name == "pre") is_preformatted_ = !is_end;
        if (is_in(name, "p h1 h2 h3 h4 h5 h6 pre ul ol table")) {
            block();
            if (!out_.empty() && empty_lines_ == 0) line_end();
            return;
        }
        if (is_in(name, "div tr li dt dd section article header footer center address")) block();
        if (name == "li" && !is_end) put("- ");
        if (name == "td" || name == "th") blank();
    }

    // To the end tag; never searched twice for one that does not come.
    void skip(std::string_view name) {
        if (skipping_in_vain_) return;
        std::size_t from = at_;
        while ((from = html_.find("</", from)) != html_.npos) {
            from += 2;
            bool is_same = from + name.size() <= html_.size();
            for (std::size_t i = 0; is_same && i < name.size(); ++i) {
                is_same = (html_[from + i] | 0x20) == name[i];
            }
            if (is_same) {
                const auto end = html_.find('>', from);
                at_ = end == html_.npos ? html_.size() : end + 1;
                return;
            }
        }
        skipping_in_vain_ = true;
    }

    std::string_view html_;
    std::string out_;
    std::size_t at_ = 0;
    int quoted_ = 0, empty_lines_ = 0;
    bool is_line_begin_ = true, is_blank_due_ = false, is_preformatted_ = false;
    bool skipping_in_vain_ = false;
};

}  // namespace

std::string text_of_html(std::string_view html) { return Page(html).text(); }

}  // namespace rapport::mailin
