// A paper as it is sealed, line by line: who, which difference, which side, what.
#include <charconv>

#include "coaching/meetings/paper.hpp"

namespace rapport::meetings {

namespace {

std::optional<std::int64_t> number_in(std::string_view& text, char end) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr == text.data() + text.size() || *read.ptr != end) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()) + 1);
    return number;
}

constexpr std::string_view mark_of_paper = "paper 1\n";

}  // namespace

std::string folded_up(const Paper& paper) {
    std::string text(mark_of_paper);
    for (const Line& line : paper) {
        text += line.by.text() + " " + std::to_string(line.difference) + " " +
                std::to_string(line.side) + " " + line.text + "\n";
    }
    return text;
}

std::optional<Paper> unfolded(std::string_view text) {
    if (!text.starts_with(mark_of_paper)) return std::nullopt;
    text.remove_prefix(mark_of_paper.size());
    Paper paper;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto blank = text.find(' ');
        if (end == text.npos || blank >= end) return std::nullopt;
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 1);
        const auto by = PersonId::parse(line.substr(0, blank));
        line.remove_prefix(blank + 1);
        const auto difference = number_in(line, ' ');
        const auto side = difference ? number_in(line, ' ') : std::nullopt;
        if (!by || !side) return std::nullopt;
        paper.push_back({std::string(line), *by, *difference, *side});
    }
    return paper;
}

}  // namespace rapport::meetings
