#include <algorithm>
#include <array>
#include <charconv>

#include "kernel/text/text.hpp"
#include "platform/roster/values.hpp"

namespace rapport::roster {

namespace {

// In school order; a range runs along this list.
constexpr std::array<std::string_view, 20> ladder = {"IT", "PR", "PK", "TK", "KG", "01", "02",
                                                     "03", "04", "05", "06", "07", "08", "09",
                                                     "10", "11", "12", "13", "PS", "UG"};

constexpr int outside = -1;

struct Written {
    std::string_view word;
    std::string_view grade;
};
constexpr std::array<Written, 22> words = {{{"k", "KG"},
                                            {"kg", "KG"},
                                            {"kindergarten", "KG"},
                                            {"kinder", "KG"},
                                            {"0", "KG"},
                                            {"00", "KG"},
                                            {"pk", "PK"},
                                            {"prek", "PK"},
                                            {"p", "PK"},
                                            {"p3", "PK"},
                                            {"p4", "PK"},
                                            {"pk3", "PK"},
                                            {"pk4", "PK"},
                                            {"prekindergarten", "PK"},
                                            {"preschool", "PR"},
                                            {"pr", "PR"},
                                            {"it", "IT"},
                                            {"infant", "IT"},
                                            {"infanttoddler", "IT"},
                                            {"tk", "TK"},
                                            {"transitionalkindergarten", "TK"},
                                            {"ps", "PS"}}};

// Where one grade stands on the ladder, or outside.
int rung(std::string_view text) {
    std::string word = squeezed(text);
    for (const std::string_view front : {"grade", "grades", "gr", "year"}) {
        if (word.size() > front.size() && word.starts_with(front) && word[front.size()] <= '9') {
            word.erase(0, front.size());
        }
    }
    for (const std::string_view back : {"grade", "st", "nd", "rd", "th"}) {
        if (word.size() > back.size() && word.ends_with(back) && word[0] <= '9') {
            word.erase(word.size() - back.size());
        }
    }
    if (word == "ug" || word == "ungraded") return static_cast<int>(ladder.size()) - 1;
    std::string_view grade;
    for (const auto& known : words) {
        if (word == known.word) grade = known.grade;
    }
    int number = 0;
    const auto end = word.data() + word.size();
    const auto parsed = std::from_chars(word.data(), end, number);
    if (grade.empty() && parsed.ec == std::errc() && parsed.ptr == end && number >= 1 &&
        number <= 13) {
        return number + 4;
    }
    const auto at = std::find(ladder.begin(), ladder.end(), grade);
    return at == ladder.end() ? outside : static_cast<int>(at - ladder.begin());
}

// "9-12" and "K to 5": both ends, if it is a range.
std::optional<std::array<int, 2>> range_of(std::string_view part) {
    for (const std::string_view between : {"–", "-", " to "}) {
        const auto at = part.find(between);
        if (at == std::string_view::npos || at == 0) continue;
        const int low = rung(part.substr(0, at)), high = rung(part.substr(at + between.size()));
        if (low != outside && high != outside && low < high) return std::array{low, high};
    }
    return std::nullopt;
}

}  // namespace

Grades parse_grades(std::string_view text) {
    Grades grades;
    std::array<bool, ladder.size()> is_there{};
    std::vector<std::string> strange;
    for (const auto part : list_of(text)) {
        if (part == "Other") {
            strange.emplace_back(part);
            continue;
        }
        const int at = rung(part);
        if (at != outside) {
            is_there[static_cast<std::size_t>(at)] = true;
            if (part != ladder[static_cast<std::size_t>(at)]) grades.is_exact = false;
            continue;
        }
        grades.is_exact = false;
        if (const auto range = range_of(part)) {
            for (int i = (*range)[0]; i <= (*range)[1]; ++i) {
                // From pre-kindergarten on, transitional kindergarten is seldom meant.
                if (ladder[static_cast<std::size_t>(i)] == "TK" && i != (*range)[0]) continue;
                is_there[static_cast<std::size_t>(i)] = true;
            }
            continue;
        }
        if (grades.unknown.empty()) grades.unknown = tidy_text(part);
        strange.push_back(tidy_text(part));
    }
    const auto add = [&](std::string_view grade) {
        if (!grades.text.empty()) grades.text += ',';
        grades.text += grade;
    };
    for (std::size_t i = 0; i < ladder.size(); ++i) {
        if (is_there[i]) add(ladder[i]);
    }
    for (const auto& grade : strange) add(grade);
    return grades;
}

}  // namespace rapport::roster
