// From text to nodes: what stands between {{ and }}, and which block closes which.
#include <algorithm>
#include <array>

#include "nodes.hpp"

namespace tplc {
namespace {

constexpr std::array<std::string_view, 7> spoken_forms = {"day",   "near_day", "when",  "ago",
                                                          "clock", "minutes",  "number"};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_char(char c) {
    return is_lower(c) || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_';
}

bool is_path(std::string_view text) {
    bool at_start = true;
    for (const char c : text) {
        if (at_start && (!is_name_char(c) || is_digit(c))) return false;
        if (!is_name_char(c) && c != '.') return false;
        at_start = c == '.';
    }
    return !text.empty() && !at_start;
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// One pair of braces, or the text between two.
struct Token {
    bool is_tag = false;
    std::size_t begin = 0, end = 0;  // With the braces.
    std::vector<Operand> words = {};

    std::string_view first() const {
        return words.empty() ? std::string_view() : std::string_view(words.front().text);
    }
    bool is_block() const {  // Says nothing itself: its line vanishes when it stands alone.
        const std::string_view word = first();
        const bool alone = word == "else" || word == "end";
        const bool opens = word == "if" || word == "each" || word == "view";
        return is_tag &&
               (words.empty() || (alone && words.size() == 1) || (opens && words.size() > 1));
    }
};

class Lexer {
  public:
    Lexer(const Source& source, Complaints& complaints)
        : text_(source.text()), complaints_(complaints) {}

    std::vector<Token> run() {
        std::vector<Token> tokens;
        std::size_t at = 0;
        while (at < text_.size()) {
            const std::size_t open = std::min(text_.find("{{", at), text_.size());
            if (open > at) tokens.push_back({.begin = at, .end = open});
            if (open == text_.size()) break;
            std::size_t close = text_.find("}}", open + 2);
            if (close == std::string_view::npos) {
                complaints_.at(open, "this {{ is never closed");
                break;
            }
            tokens.push_back(tag(open, close + 2));
            at = close + 2;
        }
        return tokens;
    }

  private:
    Token tag(std::size_t begin, std::size_t end) {
        Token token{.is_tag = true, .begin = begin, .end = end};
        const std::size_t stop = end - 2;
        std::size_t at = begin + 2;
        if (text_[at] == '#') return token;  // A comment.
        while (true) {
            while (at < stop && is_blank(text_[at])) ++at;
            if (at >= stop) break;
            token.words.push_back(word(at, stop));
        }
        if (token.words.empty()) complaints_.at(begin, "these braces are empty");
        return token;
    }

    Operand word(std::size_t& at, std::size_t stop) {
        Operand made{.at = at};
        const std::size_t begin = at;
        while (at < stop && !is_blank(text_[at]) && text_[at] != '"') {
            if (text_[at] == '=' && made.name.empty()) {
                made.name = text_.substr(begin, at - begin);
                made.at = at + 1;
                if (made.name.empty()) complaints_.at(at, "an argument needs a name before =");
            }
            ++at;
        }
        if (at < stop && text_[at] == '"' && at == made.at) {
            const std::size_t close = std::min(text_.find('"', at + 1), stop);
            if (close == stop) complaints_.at(at, "this quote is never closed");
            made.is_quoted = true;
            made.text = text_.substr(at + 1, close - at - 1);
            at = std::min(close + 1, stop);
        } else if (at < stop && text_[at] == '"') {
            complaints_.at(at, "a quote cannot stand inside a word");
            ++at;
        } else {
            made.text = text_.substr(made.at, at - made.at);
        }
        return made;
    }

    std::string_view text_;
    Complaints& complaints_;
};

class Parser {
  public:
    Parser(const Source& source, Complaints& complaints)
        : source_(source), complaints_(complaints), tokens_(Lexer(source, complaints).run()) {}

    Template run() {
        Template made;
        made.is_dropped = dropped();
        made.view = view();
        made.nodes = nodes(nullptr);
        if (at_ < tokens_.size()) {
            const std::string word(tokens_[at_].first());
            complaints_.at(tokens_[at_].begin, "{{" + word + "}} closes nothing");
        }
        return made;
    }

    ViewLine view() {
        ViewLine made;
        const bool is_first = !tokens_.empty() && tokens_[0].first() == "view";
        if (!is_first) {
            complaints_.at(0, "the first line must be {{view TYPE from \"HEADER\"}}");
            return made;
        }
        const std::vector<Operand>& words = tokens_[0].words;
        at_ = 1;
        if (words.size() != 4 || words[2].text != "from" || !words[3].is_quoted) {
            complaints_.at(tokens_[0].begin, "write {{view TYPE from \"HEADER\"}}");
            return made;
        }
        made = {.type = words[1].text, .header = words[3].text, .at = words[1].at};
        if (made.type.starts_with("::")) made.type.erase(0, 2);
        if (made.space().empty()) complaints_.at(made.at, "the view needs its namespace");
        return made;
    }

  private:
    // Lines that hold nothing but blocks and comments leave no line behind.
    std::vector<bool> dropped() const {
        const std::string& text = source_.text();
        std::vector<bool> drop(text.size(), false);
        std::size_t next = 0;
        for (std::size_t line = 0; line < source_.line_count(); ++line) {
            const std::size_t begin = source_.line_start(line);
            std::size_t at = begin;
            bool has_block = false;
            while (next < tokens_.size() && tokens_[next].end <= begin) ++next;
            std::size_t token = next;
            while (at < text.size() && text[at] != '\n') {
                while (token < tokens_.size() && tokens_[token].end <= at) ++token;
                const bool is_block = token < tokens_.size() && tokens_[token].begin == at &&
                                      tokens_[token].is_block();
                if (!is_block && !is_blank(text[at])) break;
                has_block |= is_block;
                at = is_block ? tokens_[token].end : at + 1;
            }
            const bool is_whole = at >= text.size() || text[at] == '\n';
            if (!has_block || !is_whole) continue;
            for (std::size_t i = begin; i <= at && i < text.size(); ++i) drop[i] = true;
        }
        return drop;
    }

    std::vector<Node> nodes(const Node* block) {
        std::vector<Node> made;
        while (at_ < tokens_.size()) {
            const Token& token = tokens_[at_];
            if (!token.is_tag) {
                made.push_back({.form = Form::literal, .at = token.begin, .end = token.end});
            } else if (!token.words.empty()) {
                const bool is_bare = token.words.size() == 1;
                if (is_bare && (token.first() == "end" || token.first() == "else")) return made;
                made.push_back(hole(token));
                continue;
            }
            ++at_;
        }
        if (block != nullptr) {
            const std::string word = block->form == Form::test ? "if" : "each";
            complaints_.at(block->at, "this {{" + word + "}} has no {{end}}");
        }
        return made;
    }

    Node hole(const Token& token) {
        Node node{.at = token.begin, .end = token.end};
        node.word = token.first();
        node.word_at = token.words.front().at;
        node.operands.assign(token.words.begin() + 1, token.words.end());
        ++at_;
        if (token.words.front().is_quoted || !token.words.front().name.empty()) {
            complaints_.at(node.word_at, "a hole begins with a plain word");
        } else if (node.word == "if" || node.word == "each") {
            if (!node.operands.empty()) return block(std::move(node));
        }
        simple(node);
        return node;
    }

    Node block(Node node) {
        if (node.word == "if") {
            node.form = Form::test;
            if (node.operands.size() > 1 && node.operands[0].text == "not") {
                node.is_negated = true;
                node.operands.erase(node.operands.begin());
            }
            if (node.operands.size() != 1) complaints_.at(node.at, "an if tests one value");
            want_value(node, 0);
            // {{why}} inside would be the refusal of the whole form, not this value.
            if (node.operands.size() == 1 && node.operands[0].text == "why") {
                complaints_.at(node.operands[0].at,
                               "{{why}} is the refusal of the form: call this value otherwise");
            }
        } else {
            node.form = Form::each;
            const bool is_good = node.operands.size() == 3 && node.operands[1].text == "in" &&
                                 is_path(node.operands[0].text);
            if (!is_good) complaints_.at(node.at, "write {{each row in rows}}");
            if (is_good) want_path(node, 2);
        }
        node.body = nodes(&node);
        if (at_ < tokens_.size() && tokens_[at_].first() == "else") {
            node.has_else = true;
            ++at_;
            node.otherwise = nodes(&node);
            if (at_ < tokens_.size() && tokens_[at_].first() == "else") {
                complaints_.at(tokens_[at_].begin, "this block has an {{else}} already");
                ++at_;
                nodes(&node);
            }
        }
        if (at_ < tokens_.size()) ++at_;  // Past the {{end}}.
        return node;
    }

    void simple(Node& node) {
        const std::size_t count = node.operands.size();
        const std::string& word = node.word;
        const bool is_spoken =
            std::find(spoken_forms.begin(), spoken_forms.end(), word) != spoken_forms.end();
        if (word.starts_with("form.")) return typed(node);
        if (word == "csrf" && count == 0) {
            node.form = Form::csrf;
        } else if (word == "why" && count < 2) {
            node.form = Form::why;
            if (count == 1) want_field(node, 0);
        } else if (count == 0 && (word == "if" || word == "each" || word == "t")) {
            complaints_.at(node.word_at, "{{" + word + "}} needs a value");
        } else if (count == 0) {
            node.form = Form::value;
            node.operands.push_back({.text = word, .at = node.word_at});
            want_path(node, 0);
        } else if (word == "t") {
            say(node);
        } else if (word == "part") {
            node.form = Form::part;
            if (count != 2) complaints_.at(node.at, "write {{part folder/file.html value}}");
            if (count == 2) want_path(node, 1);
        } else if (word == "checked" || word == "selected") {
            node.form = Form::mark;
            if (count < 2 || count > 3) {
                complaints_.at(node.at, "write {{" + word + " field value flag}}");
            }
            want_field(node, 0);
            for (std::size_t at = 1; at < count; ++at) want_value(node, at);
        } else if (word == "invalid") {
            node.form = Form::invalid;
            for (std::size_t at = 0; at < count; ++at) want_field(node, at);
        } else if (word == "icon" && count == 1) {
            node.form = Form::icon;
        } else if (is_spoken && count == 1) {
            node.form = Form::spoken;
            want_value(node, 0);
        } else {
            complaints_.at(node.word_at, "no form of this language is {{" + word + " …}}");
        }
    }

    void say(Node& node) {
        node.form = Form::say;
        node.word = node.operands[0].text;
        node.word_at = node.operands[0].at;
        node.operands.erase(node.operands.begin());
        for (std::size_t at = 0; at < node.operands.size(); ++at) {
            if (node.operands[at].name.empty()) {
                complaints_.at(node.operands[at].at, "an argument is written name=value");
            }
            want_value(node, at);
        }
    }

    void typed(Node& node) {
        node.form = Form::typed;
        node.word = node.word.substr(5);
        const std::size_t count = node.operands.size();
        if (count == 2 && node.operands[0].text == "or") {
            node.operands.erase(node.operands.begin());
            want_value(node, 0);
        } else if (count != 0) {
            complaints_.at(node.at, "write {{form.field}} or {{form.field or value}}");
        }
    }

    void want_path(const Node& node, std::size_t at) {
        const Operand& operand = node.operands[at];
        if (!operand.is_quoted && is_path(operand.text)) return;
        complaints_.at(operand.at, "\"" + operand.text + "\" is not a value of the view");
    }

    void want_value(const Node& node, std::size_t at) {
        if (at >= node.operands.size()) return;
        if (node.operands[at].is_quoted || is_number(node.operands[at].text)) return;
        want_path(node, at);
    }

    void want_field(const Node& node, std::size_t at) {
        const std::string& field = node.operands[at].text;
        const bool is_good = std::all_of(field.begin(), field.end(),
                                         [](char c) { return is_name_char(c) || c == '-'; });
        if (!is_good) complaints_.at(node.operands[at].at, "a field has a plain name");
    }

    const Source& source_;
    Complaints& complaints_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace

std::string ViewLine::space() const {
    const std::size_t last = type.rfind("::");
    return last == std::string::npos ? std::string() : type.substr(0, last);
}

std::string ViewLine::name() const {
    const std::size_t last = type.rfind("::");
    return last == std::string::npos ? type : type.substr(last + 2);
}

Template parse(const Source& source, Complaints& complaints) {
    return Parser(source, complaints).run();
}

ViewLine parse_view(const Source& source, Complaints& complaints) {
    return Parser(source, complaints).view();
}

}  // namespace tplc
