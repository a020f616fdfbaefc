#include "platform/timetables/matching.hpp"

#include <algorithm>
#include <unordered_map>

#include "kernel/text/text.hpp"

namespace rapport::timetables {

namespace {

// "Diallo, Amina" and "Amina Diallo" are one name: its words in the order of the alphabet.
std::string sorted_words(std::string_view folded) {
    auto words = text::split(folded, ' ');
    std::ranges::sort(words);
    std::string sorted;
    for (const std::string_view word : words) {
        if (word.empty()) continue;
        if (!sorted.empty()) sorted += ' ';
        sorted += word;
    }
    return sorted;
}

// "a diallo" for "amina diallo": every word is one of the name's, one of them at length.
bool is_short_for(std::string_view given, std::string_view name) {
    const auto words = text::split(given, ' '), whole = text::split(name, ' ');
    bool has_long = false;
    for (const std::string_view word : words) {
        const bool fits = std::ranges::any_of(whole, [&](std::string_view one) {
            return word.size() == 1 ? one.starts_with(word) : one == word;
        });
        if (!fits) return false;
        has_long = has_long || word.size() > 2;
    }
    return has_long && words.size() > 1 && words.size() <= whole.size();
}

// How well a name fits: 3 the same, 2 with a slip, 1 in short, 0 not at all.
int fit(std::string_view sorted, const store::Candidate& person) {
    const std::string theirs = sorted_words(person.folded);
    if (sorted == theirs) return 3;
    const int slips = sorted.size() >= 12 ? 2 : sorted.size() >= 6 ? 1 : 0;
    if (slips > 0 && text::distance(sorted, theirs, slips + 1) <= slips) return 2;
    return is_short_for(sorted, theirs) ? 1 : 0;
}

std::string name_of(const SheetTeacher& teacher) {
    return teacher.name.empty() ? teacher.key : teacher.name;
}

}  // namespace

std::optional<PersonId> person_named(std::string_view name, BuildingId building,
                                     const std::vector<store::Candidate>& people) {
    const std::string sorted = sorted_words(text::folded(name));
    if (sorted.empty()) return std::nullopt;
    int best = 0;
    std::vector<PersonId> found;
    for (const auto& person : people) {
        const bool is_here = person.building == building;
        const int how = fit(sorted, person);
        if (how == 0 || (how == 1 && !is_here)) continue;  // A short name is sure at home alone.
        const int rank = how * 2 + (is_here ? 1 : 0);
        if (rank > best) found.clear();
        if (rank >= best) found.push_back(person.id);
        best = std::max(best, rank);
    }
    if (found.size() != 1) return std::nullopt;
    return found.front();
}

std::vector<Match> matches_of(const Sheet& sheet, BuildingId building,
                              const std::vector<store::Candidate>& people,
                              const std::vector<store::Remembered>& remembered) {
    std::unordered_map<std::string, const store::Remembered*> before;
    for (const auto& one : remembered) before.emplace(one.key, &one);
    std::unordered_map<std::string, const store::Candidate*> by_email;
    std::unordered_map<std::string, std::string> names;
    for (const auto& person : people) {
        if (!person.email.empty()) by_email.emplace(text::folded(person.email), &person);
        names.emplace(person.id.text(), person.name);
    }
    std::vector<Match> matches;
    for (const SheetTeacher& teacher : sheet.teachers) {
        Match match;
        match.key = teacher.key;
        match.name = name_of(teacher);
        match.email = teacher.email;
        const auto known = before.find(teacher.key);
        const auto address = by_email.find(text::folded(teacher.email));
        if (known != before.end() && known->second->by == "hand") {
            match.person = known->second->person;
            match.by = MatchedBy::hand;
        } else if (!teacher.email.empty() && address != by_email.end()) {
            match.person = address->second->id;
            match.by = MatchedBy::email;
        } else if (known != before.end() && known->second->person &&
                   known->second->name == match.name) {
            match.person = known->second->person;
            match.by = MatchedBy::name;
        } else if (const auto person = person_named(match.name, building, people)) {
            match.person = person;
            match.by = MatchedBy::name;
        }
        if (match.person) match.person_name = names[match.person->text()];
        matches.push_back(std::move(match));
    }
    return matches;
}

}  // namespace rapport::timetables
