#include "platform/roster/values.hpp"

#include <algorithm>
#include <array>

#include "kernel/text/text.hpp"

namespace rapport::roster {

namespace {

// Letters and digits in lower case, nothing else: "Site Administrator" and "siteAdministrator".
std::string bare(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    }
    return out;
}

template <class T>
struct Said {
    std::string_view exact;  // As the standard writes it.
    T value;
};

template <class T, std::size_t n>
std::optional<Meant<T>> look_up(std::string_view text, const std::array<Said<T>, n>& words) {
    const auto trimmed = text::trimmed(text);
    for (const auto& word : words) {
        if (trimmed == word.exact) return Meant<T>{word.value, text == trimmed};
    }
    const std::string wanted = bare(text);
    for (const auto& word : words) {
        if (wanted == bare(word.exact)) return Meant<T>{word.value, false};
    }
    return std::nullopt;
}

bool is_far_east(std::string_view text) {
    if (text.size() < 3) return false;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (byte(0) < 0xE3 || byte(0) > 0xED) return false;
    const unsigned letter = (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
    return (letter >= 0x3040 && letter < 0xA000) || (letter >= 0xAC00 && letter < 0xD7B0);
}

}  // namespace

std::string squeezed(std::string_view text) {
    std::string out;
    for (const char c : lower_ascii(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    }
    return out;
}

std::optional<Meant<bool>> parse_flag(std::string_view text) {
    if (text == "true") return Meant<bool>{true, true};
    if (text == "false") return Meant<bool>{false, true};
    const std::string word = bare(text);
    for (const auto yes : {"true", "1", "yes", "y", "t", "oui", "enabled", "active"}) {
        if (word == yes) return Meant<bool>{true, false};
    }
    for (const auto no : {"false", "0", "no", "n", "f", "non", "disabled", "inactive"}) {
        if (word == no) return Meant<bool>{false, false};
    }
    return std::nullopt;
}

std::optional<Meant<Status>> parse_status(std::string_view text) {
    static constexpr std::array<Said<Status>, 6> words = {{{"active", Status::active},
                                                           {"tobedeleted", Status::ended},
                                                           {"inactive", Status::ended},
                                                           {"deleted", Status::ended},
                                                           {"enabled", Status::active},
                                                           {"current", Status::active}}};
    return look_up(text, words);
}

std::optional<Meant<OrgType>> parse_org_type(std::string_view text) {
    static constexpr std::array<Said<OrgType>, 8> words = {{{"school", OrgType::school},
                                                            {"department", OrgType::department},
                                                            {"district", OrgType::district},
                                                            {"local", OrgType::district},
                                                            {"state", OrgType::above},
                                                            {"national", OrgType::above},
                                                            {"campus", OrgType::school},
                                                            {"building", OrgType::school}}};
    return look_up(text, words);
}

std::optional<Meant<UserRole>> parse_user_role(std::string_view text) {
    static constexpr std::array<Said<UserRole>, 24> words = {
        {{"student", UserRole::student},
         {"teacher", UserRole::teacher},
         {"parent", UserRole::parent},
         {"guardian", UserRole::parent},
         {"relative", UserRole::parent},
         {"aide", UserRole::aide},
         {"counselor", UserRole::counselor},
         {"proctor", UserRole::proctor},
         {"principal", UserRole::principal},
         {"administrator", UserRole::administrator},
         {"siteAdministrator", UserRole::administrator},
         {"districtAdministrator", UserRole::administrator},
         {"systemAdministrator", UserRole::administrator},
         {"admin", UserRole::administrator},
         {"staff", UserRole::other_staff},
         {"counsellor", UserRole::counselor},
         {"pupil", UserRole::student},
         {"learner", UserRole::student},
         {"students", UserRole::student},
         {"teachers", UserRole::teacher},
         {"instructor", UserRole::teacher},
         {"faculty", UserRole::teacher},
         {"assistant", UserRole::aide},
         {"paraprofessional", UserRole::aide}}};
    const auto trimmed = text::trimmed(text);
    if (trimmed.starts_with("ext:")) return Meant<UserRole>{UserRole::other_staff, true};
    return look_up(text, words);
}

std::string_view code(UserRole role) {
    switch (role) {
        case UserRole::student:
            return "student";
        case UserRole::parent:
            return "parent";
        case UserRole::teacher:
            return "teacher";
        case UserRole::aide:
            return "aide";
        case UserRole::counselor:
            return "counselor";
        case UserRole::proctor:
            return "proctor";
        case UserRole::principal:
            return "principal";
        case UserRole::administrator:
            return "administrator";
        case UserRole::other_staff:
            return "staff";
    }
    return "";
}

bool is_staff(UserRole role) { return role != UserRole::student && role != UserRole::parent; }

bool is_plain_id(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '.' || c == '/' || c == '@' || c == '_' || c == '-';
    });
}

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || text.size() > 254) return false;
    const auto host = text.substr(at + 1);
    const auto dot = host.find('.');
    if (dot == std::string_view::npos || dot == 0 || host.back() == '.') return false;
    return text.find_first_of(" \t\r\n,;:<>()[]\\\"") == std::string_view::npos &&
           host.find('@') == std::string_view::npos;
}

std::vector<std::string_view> list_of(std::string_view text) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(",;|"), text.size());
        const auto part = text::trimmed(text.substr(0, end));
        if (!part.empty()) parts.push_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string tidy_text(std::string_view text) {
    constexpr std::size_t characters_max = 200;
    std::string line(text::trimmed(text));
    for (char& c : line) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    }
    if (line.size() > characters_max) line = text::shortened(line, characters_max);
    return line;
}

Names names_of(std::string_view given, std::string_view family) {
    const std::string first = tidy_text(given), last = tidy_text(family);
    if (first.empty()) return {last, last};
    if (last.empty()) return {first, first};
    if (is_far_east(first) && is_far_east(last)) return {last + " " + first, last + " " + first};
    return {first + " " + last, last + ", " + first};
}

}  // namespace rapport::roster
