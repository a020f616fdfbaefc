// Reads the HTML between holes: which tag, which attribute, which quotes; sends out what a browser
// needs and drops white space and comments that only order the file.
#include <algorithm>

#include "markup.hpp"

namespace tplc {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
std::string lower(std::string_view text) {
    std::string made(text);
    for (char& c : made) c = lower(c);
    return made;
}

}  // namespace

void Scanner::literal(Node& node, const Branches& branches) {
    branches_ = branches;
    at_ = node.at;
    end_ = node.end;
    out_ = &node.markup;
    while (at_ < end_) {
        if (drop_[at_]) {
            ++at_;
        } else {
            step();
        }
    }
    out_ = nullptr;
}

void Scanner::step() {
    switch (state_.step) {
        case Step::text:
            return text();
        case Step::raw:
            return raw();
        case Step::comment:
            return comment();
        case Step::declaration:
            return declaration();
        case Step::tag:
        case Step::after_hole:
            return tag();
        case Step::name:
            return name();
        case Step::value:
            return value();
        case Step::unquoted:
            return unquoted();
    }
}

void Scanner::attribute_over() {
    if (state_.step == Step::name || state_.step == Step::unquoted) attribute_end();
}

void Scanner::finish() {
    if (state_.step != Step::text) complaints_.at(state_.tag.at, "this tag is never closed");
    for (const Open& element : state_.open) {
        if (may_stay_open(element.name)) continue;
        complaints_.at(element.at, "<" + element.name + "> is never closed");
    }
    checks_.finish();
}

bool Scanner::is_plain() const {
    if (state_.open.empty()) return false;
    const std::string& name = state_.open.back().name;
    return name == "title" || name == "textarea" || name == "option";
}

bool Scanner::is_verbatim() const {
    return std::any_of(state_.open.begin(), state_.open.end(), [](const Open& element) {
        return element.name == "pre" || element.name == "textarea";
    });
}

void Scanner::refuse_after_whole(std::size_t at) {
    if (!state_.is_whole) return;
    complaints_.at(at, "a hole that begins an address must be the whole of it");
    state_.is_whole = false;
}

void Scanner::text() {
    if (is_blank(text_[at_]) && !is_verbatim()) return white_space();
    if (text_[at_] != '<') {
        *out_ += text_[at_++];
        has_sent_ = true;
        return;
    }
    const std::string_view rest = text_.substr(at_, end_ - at_);
    const bool is_plain_only = is_plain() && state_.open.back().name != "option";
    const std::string closing =
        state_.open.empty() ? std::string() : "</" + state_.open.back().name;
    if (is_plain_only && !lower(rest.substr(0, closing.size())).starts_with(closing)) {
        *out_ += text_[at_++];
    } else if (rest.starts_with("<!--")) {
        state_.step = Step::comment;
        state_.tag = {.name = "!--", .at = at_};
        at_ += 4;
    } else if (rest.starts_with("<!")) {
        state_.step = Step::declaration;
    } else {
        tag_begin();
    }
}

// A run that holds a line end becomes one line end; any other, one space; indentation, nothing.
void Scanner::white_space() {
    const bool begins_line = at_ == 0 || text_[at_ - 1] == '\n';
    bool has_line_end = false;
    while (at_ < end_ && is_blank(text_[at_])) {
        has_line_end |= text_[at_] == '\n' && !drop_[at_];
        ++at_;
    }
    if (!has_sent_) return;
    if (has_line_end) {
        if (out_->empty() || out_->back() != '\n') *out_ += '\n';
    } else if (!begins_line) {
        *out_ += ' ';
    }
}

void Scanner::raw() {
    const std::string closing = "</" + state_.open.back().name;
    const std::string_view rest = text_.substr(at_, end_ - at_);
    if (rest[0] == '<' && lower(rest.substr(0, closing.size())) == closing) {
        tag_begin();
    } else {
        *out_ += text_[at_++];
    }
}

void Scanner::comment() {
    const std::size_t close = text_.substr(0, end_).find("-->", at_);
    if (close == std::string_view::npos) {
        at_ = end_;
        return;
    }
    at_ = close + 3;
    state_.step = Step::text;
}

void Scanner::declaration() {
    has_sent_ = true;
    *out_ += text_[at_];
    if (text_[at_++] == '>') state_.step = Step::text;
}

void Scanner::tag_begin() {
    const std::size_t begin = at_;
    const bool is_end = at_ + 1 < end_ && text_[at_ + 1] == '/';
    at_ += is_end ? 2 : 1;
    const std::size_t name_begin = at_;
    if (at_ >= end_ || !is_letter(text_[at_])) {
        complaints_.at(begin, "write &lt; for a < that begins no tag");
        *out_ += "&lt;";
        at_ = begin + 1;
        return;
    }
    while (at_ < end_ && !is_blank(text_[at_]) && text_[at_] != '>' && text_[at_] != '/') ++at_;
    state_.tag = {
        .name = lower(text_.substr(name_begin, at_ - name_begin)), .at = begin, .is_end = is_end};
    state_.step = Step::tag;
    state_.space = Space::none;
    out_->append(text_.substr(begin, at_ - begin));
    has_sent_ = true;
}

void Scanner::tag() {
    const char c = text_[at_];
    if (is_blank(c)) {
        if (state_.space == Space::none) state_.space = Space::pending;
        state_.step = Step::tag;
        ++at_;
    } else if (c == '>') {
        *out_ += '>';
        ++at_;
        tag_end();
    } else if (c == '/') {
        *out_ += '/';
        state_.tag.is_closed = true;
        ++at_;
    } else if (state_.step == Step::after_hole || state_.space == Space::none) {
        complaints_.at(at_, "a space is missing between attributes");
        state_.space = Space::pending;
        state_.step = Step::tag;
    } else {
        send_space();
        state_.attribute = {.name = {}, .value = {}, .at = at_};
        state_.step = Step::name;
    }
}

void Scanner::name() {
    const std::size_t begin = at_;
    while (at_ < end_ && !is_blank(text_[at_]) && text_[at_] != '=' && text_[at_] != '>' &&
           text_[at_] != '/' && text_[at_] != '"' && text_[at_] != '<') {
        ++at_;
    }
    state_.attribute.name += lower(text_.substr(begin, at_ - begin));
    out_->append(text_.substr(begin, at_ - begin));
    if (at_ == end_) return;
    if (text_[at_] == '=') {
        *out_ += text_[at_++];
        value_begin();
    } else if (text_[at_] == '"' || text_[at_] == '<') {
        complaints_.at(at_, "a quote or < cannot stand here");
        state_.step = Step::tag;
        ++at_;
    } else {
        attribute_end();
    }
}

void Scanner::value_begin() {
    const bool is_quoted = at_ < end_ && (text_[at_] == '"' || text_[at_] == '\'');
    state_.step = is_quoted ? Step::value : Step::unquoted;
    state_.is_whole = false;
    if (is_quoted) {
        state_.quote = text_[at_];
        *out_ += text_[at_++];
    }
}

void Scanner::value() {
    if (text_[at_] == state_.quote) {
        *out_ += text_[at_++];
        attribute_end();
        return;
    }
    if (state_.is_whole) refuse_after_whole(at_);
    state_.attribute.value += text_[at_];
    *out_ += text_[at_++];
}

void Scanner::unquoted() {
    if (is_blank(text_[at_]) || text_[at_] == '>') return attribute_end();
    state_.attribute.value += text_[at_];
    *out_ += text_[at_++];
}

void Scanner::attribute_end() {
    const Attribute& attribute = state_.attribute;
    const bool is_invalid_too = state_.tag.has_invalid && attribute.name == "aria-describedby";
    if (state_.tag.find(attribute.name) != nullptr) {
        complaints_.at(attribute.at, "the attribute " + attribute.name + " stands here twice");
    } else if (is_invalid_too) {
        complaints_.at(attribute.at, "write the ids in {{invalid field ids}}");
    }
    state_.tag.attributes.push_back(attribute);
    state_.attribute = {};
    state_.is_whole = false;
    state_.space = Space::none;
    state_.step = Step::tag;
}

void Scanner::tag_end() {
    state_.step = Step::text;
    const Tag tag = std::move(state_.tag);
    state_.tag = {};
    if (tag.is_end) return close(tag);
    if (tag.has_invalid && tag.find("aria-describedby") != nullptr) {
        complaints_.at(tag.at, "write the ids of aria-describedby in {{invalid field ids}}");
    }
    checks_.tag(tag, state_.open, branches_);
    if (is_void(tag.name) || tag.is_closed) return;
    Open open{.name = tag.name, .at = tag.at};
    if (tag.name == "form") {
        const Attribute* const method = tag.find("method");
        open.needs_csrf = method != nullptr && (method->has_hole || lower(method->value) == "post");
    }
    state_.open.push_back(std::move(open));
    if (tag.name == "script" || tag.name == "style") state_.step = Step::raw;
    // Browsers drop one line end after <textarea>; text that begins with one must keep it.
    if (tag.name == "textarea" && (at_ >= end_ || text_[at_] != '\n')) *out_ += '\n';
}

void Scanner::close(const Tag& tag) {
    while (!state_.open.empty() && state_.open.back().name != tag.name &&
           may_stay_open(state_.open.back().name)) {
        state_.open.pop_back();
    }
    if (state_.open.empty() || state_.open.back().name != tag.name) {
        std::string sentence = "</" + tag.name + "> closes nothing";
        if (!state_.open.empty()) {
            sentence =
                "</" + tag.name + "> stands where </" + state_.open.back().name + "> is awaited";
        }
        complaints_.at(tag.at, sentence);
        const auto is_it = [&](const Open& open) { return open.name == tag.name; };
        const auto outer = std::find_if(state_.open.rbegin(), state_.open.rend(), is_it);
        if (outer == state_.open.rend()) return;
        state_.open.erase(outer.base(), state_.open.end());  // Close what was left open inside.
    }
    const Open element = state_.open.back();
    state_.open.pop_back();
    if (element.needs_csrf && !element.has_csrf) {
        complaints_.at(element.at, "a form that posts needs {{csrf}}");
    }
}

void Scanner::send_space() {
    if (state_.space == Space::pending) *out_ += ' ';
    state_.space = Space::none;
}

}  // namespace tplc
