// What people write into a text box: when periods ring, when terms begin and end.
#include "kernel/text/text.hpp"
#include "platform/timetables/clock_times.hpp"
#include "platform/timetables/import.hpp"

namespace rapport::timetables {

namespace {

// The lines of a text box, trimmed, the empty ones left out.
std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (const std::string_view line : text::split(text, '\n')) {
        const auto trimmed = text::trimmed(line);
        if (!trimmed.empty()) lines.push_back(trimmed);
    }
    return lines;
}

}  // namespace

std::string clock_text(int minutes) {
    const std::string past = std::to_string(minutes % 60);
    return std::to_string(minutes / 60) + (past.size() == 1 ? ":0" : ":") + past;
}

// The label is what stands before the last words that say two times: "Period 1 8:00 - 8:45".
Result<std::vector<NewPeriod>> parse_bells(std::string_view text) {
    std::vector<NewPeriod> periods;
    for (const std::string_view line : lines_of(text)) {
        NewPeriod period;
        for (auto space = line.rfind(' '); space != std::string_view::npos && space > 0;
             space = line.rfind(' ', space - 1)) {
            const auto ring = ring_in(line.substr(space + 1));
            if (!ring) continue;
            period = {std::string(text::trimmed(line.substr(0, space))), ring};
            break;
        }
        if (!period.ring) {
            return Refusal{.key = "timetables.bell_line",
                           .field = "bells",
                           .with = {{"line", std::string(text::shortened(line, 40))}}};
        }
        periods.push_back(std::move(period));
    }
    return periods;
}

std::string bells_text(const std::vector<GridPeriod>& periods) {
    std::string text;
    for (const GridPeriod& period : periods) {
        text += period.label;
        if (period.ring) text += " " + clock_text(period.ring->begins) + "-" + clock_text(period.ring->ends);
        text += "\n";
    }
    return text;
}

Result<std::vector<Term>> parse_terms(std::string_view text) {
    std::vector<Term> terms;
    for (const std::string_view line : lines_of(text)) {
        const auto words = text::split(line, ' ');
        const auto begins_on = words.size() < 3 ? std::nullopt : Day::parse(words[words.size() - 2]);
        const auto ends_on = words.size() < 3 ? std::nullopt : Day::parse(words.back());
        if (!begins_on || !ends_on || *ends_on < *begins_on) {
            return Refusal{.key = "timetables.term_line",
                           .field = "terms",
                           .with = {{"line", std::string(text::shortened(line, 40))}}};
        }
        const auto dates = words[words.size() - 2].size() + words.back().size() + 2;
        terms.push_back({std::string(text::trimmed(line.substr(0, line.size() - dates))),
                         *begins_on, *ends_on});
    }
    return terms;
}

}  // namespace rapport::timetables
