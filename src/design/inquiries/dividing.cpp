#include "design/inquiries/dividing.hpp"

#include <algorithm>

#include "kernel/mailin/mailin.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::inquiries {

namespace {

constexpr std::size_t telling = 12;  // Bytes of a question by which it is known, at least.

struct Line {
    std::string_view words;
    bool is_quoted = false;
};

Line line_of(std::string_view raw) {
    Line line{text::trimmed(raw)};
    while (line.words.starts_with('>')) {
        line = {text::trimmed(line.words.substr(1)), true};
    }
    return line;
}

// "2.", "2)", "(2)", "#2:", "Q2 -", "Question 2:" and what follows it.
struct Numbered {
    std::size_t number = 0;  // 0: none.
    std::string_view rest;
};

Numbered numbered(std::string_view words) {
    std::string_view rest = words;
    rest.remove_prefix(std::min(rest.find_first_not_of("(#*["), rest.size()));
    const std::string small = text::lower_ascii(rest.substr(0, 9));
    for (const std::string_view lead : {"question", "answer", "no.", "q", "a"}) {
        if (!small.starts_with(lead)) continue;
        rest = text::trimmed(rest.substr(lead.size()));
        break;
    }
    std::size_t digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') ++digits;
    const auto number = text::number<std::size_t>(rest.substr(0, digits));
    if (digits > 2 || !number) return {0, words};
    rest = rest.substr(digits);
    for (const std::string_view mark : {".", ")", ":", "]", "-", "\u2013", " -", " \u2013", "*"}) {
        if (!rest.starts_with(mark)) continue;
        rest = rest.substr(mark.size());
        // "2.5 hours" and "2-3 coaches" answer; they number nothing.
        if (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') return {0, words};
        rest.remove_prefix(std::min(rest.find_first_not_of(".):]* "), rest.size()));
        return {*number, text::trimmed(rest)};
    }
    if (rest.empty()) return {*number, rest};
    return {0, words};
}

class Dividing {
  public:
    explicit Dividing(const std::vector<Question>& questions) : answers_(questions.size()) {
        for (const Question& each : questions) {
            words_.push_back(text::folded(each.words));
            all_.push_back(words_.back() + " " + text::folded(each.why));
        }
    }

    void read(std::string_view letter) {
        for (const std::string_view raw : text::split(letter, '\n')) {
            if (raw == "-- " || text::trimmed(raw) == "--") break;  // What follows is a signature.
            take(line_of(raw));
        }
        for (std::string& words : answers_) words = text::tidied(words);
    }

    const std::vector<std::string>& answers() const { return answers_; }
    bool has_answers() const {
        return std::ranges::any_of(answers_, [](const auto& words) { return !words.empty(); });
    }
    bool is_between_the_lines() const { return is_between_; }

  private:
    void take(const Line& line) {
        if (begins(line) || at_ == 0 || line.is_quoted) return;
        if (!goes_on(text::folded(line.words))) add(line.words);
    }

    void add(std::string_view words) {
        left_ = "";
        is_between_ = is_between_ || is_quoted_;
        std::string& answer = answers_[at_ - 1];
        if (!answer.empty()) answer += '\n';
        answer += words;
    }

    // Whether the line begins a question; what follows the question on it is already an answer.
    bool begins(const Line& line) {
        const Numbered one = numbered(line.words);
        const std::string folded = text::folded(one.rest);
        const std::size_t named = question_named(folded);
        const bool is_next = one.number > at_ && one.number <= answers_.size();
        if (named == 0 && !is_next) return false;
        // Of a quoted list that is not of these questions, a number says nothing.
        if (named == 0 && line.is_quoted) return false;
        at_ = named != 0 ? named : one.number;
        is_quoted_ = line.is_quoted;
        left_ = "";
        if (named == 0) {
            if (!one.rest.empty()) add(one.rest);
            return true;
        }
        const std::size_t read = std::min(folded.size(), words_[at_ - 1].size());
        left_ = text::trimmed(std::string_view(all_[at_ - 1]).substr(read));
        const auto end = one.rest.find('?');
        if (folded.size() > read && end != one.rest.npos && !line.is_quoted) {
            const auto rest = text::trimmed(one.rest.substr(end + 1));
            if (!goes_on(text::folded(rest))) add(rest);
        }
        return true;
    }

    // Whether the line is more of a question that was copied over several lines, or of its reason.
    bool goes_on(const std::string& folded) {
        if (!left_.starts_with(folded)) return false;
        left_ = text::trimmed(left_.substr(folded.size()));
        return true;
    }

    // From 1; 0 for none. A line may hold the beginning of a question, or more than it.
    std::size_t question_named(const std::string& folded) const {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const std::string& words = words_[i];
            if (words.empty() || folded.size() < std::min(telling, words.size())) continue;
            if (folded.starts_with(words) || words.starts_with(folded)) return i + 1;
        }
        return 0;
    }

    std::vector<std::string> words_, all_, answers_;
    std::size_t at_ = 0;     // The question that is being answered; 0 before the first.
    std::string_view left_;  // Of the question and its reason, where they are still being copied.
    bool is_quoted_ = false, is_between_ = false;
};

}  // namespace

std::vector<std::string> divided(const std::vector<Question>& questions, std::string_view letter) {
    Dividing whole(questions);
    whole.read(letter);
    if (whole.is_between_the_lines()) return whole.answers();
    const std::string said = mailin::said_in(letter).words;
    Dividing own(questions);
    own.read(said);
    if (own.has_answers()) return own.answers();
    if (whole.has_answers()) return whole.answers();
    std::vector<std::string> none(questions.size());
    if (none.size() == 1) none.front() = text::tidied(said);
    return none;
}

}  // namespace rapport::inquiries
