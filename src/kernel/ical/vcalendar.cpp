// Rules as vCalendar 1.0 wrote them, before iCalendar: "D1 #5", "W2 MO WE 19990101T000000Z",
// "MP1 1+ FR #3", "MD1 1 15 #0", "YM1 6 #4", "YD5 1 100 #3".
#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "kernel/ical/rules.hpp"
#include "kernel/text/text.hpp"

namespace rapport::ical {

namespace {

bool is_number(std::string_view text) {
    if (text.empty()) return false;
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
    }
    return true;
}

bool is_weekday(std::string_view word) {
    for (const std::string_view day : {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}) {
        if (word == day) return true;
    }
    return false;
}

struct Kind {
    std::string_view begins, frequency, list;
};
constexpr Kind kinds[] = {{"MP", "MONTHLY", "BYDAY"},  {"MD", "MONTHLY", "BYMONTHDAY"},
                          {"YM", "YEARLY", "BYMONTH"}, {"YD", "YEARLY", "BYYEARDAY"},
                          {"D", "DAILY", ""},          {"W", "WEEKLY", "BYDAY"}};

const Kind* kind_of(std::string_view word) {
    for (const Kind& kind : kinds) {
        if (word.starts_with(kind.begins) && is_number(word.substr(kind.begins.size()))) {
            return &kind;
        }
    }
    return nullptr;
}

// "1+" is the first, "2-" the last but one.
std::optional<std::string> place_of(std::string_view word) {
    if (word.size() < 2 || !is_number(word.substr(0, word.size() - 1))) return std::nullopt;
    const std::string number(word.substr(0, word.size() - 1));
    if (word.back() == '+') return number;
    if (word.back() == '-') return "-" + number;
    return std::nullopt;
}

}  // namespace

std::string rule_of_vcalendar(std::string_view rule) {
    const auto words = text::split(rule, ' ');
    const Kind* kind = kind_of(words.front());
    if (kind == nullptr) return "";
    std::string list, ending = ";COUNT=2", place;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word.empty()) continue;
        if (word.front() == '#' && is_number(word.substr(1))) {
            ending = word == "#0" ? "" : fmt::format(";COUNT={}", word.substr(1));
        } else if (word.size() >= 8 && wall_of(word)) {
            ending = fmt::format(";UNTIL={}", word);
        } else if (is_weekday(word)) {
            list += (list.empty() ? "" : ",") + place + std::string(word);
        } else if (const auto found = place_of(word)) {
            place = *found;
            if (kind->list != "BYDAY") list += (list.empty() ? "" : ",") + place;
        } else if (is_number(word) && !kind->list.empty()) {
            list += (list.empty() ? "" : ",") + std::string(word);
        } else if (word == "LD") {
            list += (list.empty() ? "" : ",") + std::string("-1");
        } else {
            return "";
        }
    }
    std::string out = fmt::format("FREQ={};INTERVAL={}", kind->frequency,
                                  words.front().substr(kind->begins.size()));
    if (!list.empty()) out += fmt::format(";{}={}", kind->list, list);
    return out + ending;
}

}  // namespace rapport::ical
