#include "platform/signin/signin.hpp"

#include "kernel/text/text.hpp"

namespace rapport::signin {

namespace {

constexpr std::size_t shortest = 12, longest = 128;
constexpr std::size_t token_name_max = 80;

// Words that guessers try first. Long enough passwords are rarely common ones;
// these are.
constexpr std::string_view common[] = {
    "123456789012", "password1234",    "passwordpassword",     "qwertyuiop12",   "letmeinletmein",
    "iloveyou1234", "adminadminadmin", "welcome12345",         "teacherteacher", "schoolschool",
    "azertyuiop12", "motdepasse12",    "motdepassemotdepasse", "bonjourbonjour",
};

bool is_one_letter(std::string_view password) {
    return password.find_first_not_of(password.front()) == std::string_view::npos;
}

bool holds(std::string_view whole, std::string_view part) {
    return part.size() >= 4 && whole.find(part) != std::string_view::npos;
}

bool is_guessable(std::string_view password, std::string_view email) {
    const std::string folded = text::folded(password);
    if (is_one_letter(password)) return true;
    for (const auto word : common) {
        if (folded == word) return true;
    }
    const std::string name = text::folded(email.substr(0, email.find('@')));
    return holds(folded, name) && folded.size() < name.size() + 6;
}

struct Named {
    std::string_view mark, name;
};
constexpr Named browsers[] = {{"Edg/", "Edge"},
                              {"OPR/", "Opera"},
                              {"Firefox/", "Firefox"},
                              {"Chrome/", "Chrome"},
                              {"Safari/", "Safari"}};
constexpr Named systems[] = {{"CrOS", "Chromebook"}, {"Android", "Android"}, {"iPad", "iPad"},
                             {"iPhone", "iPhone"},   {"Windows", "Windows"}, {"Mac OS", "Mac"},
                             {"Linux", "Linux"}};

template <std::size_t n>
std::string_view first_of(const Named (&names)[n], std::string_view agent) {
    for (const Named& one : names) {
        if (agent.find(one.mark) != std::string_view::npos) return one.name;
    }
    return "";
}

}  // namespace

Result<Done> check_new_password(std::string_view password, std::string_view email) {
    const std::string field = "password";
    const std::size_t length = text::length(password);
    if (length < shortest) {
        return Refusal{.key = "signin.password_short",
                       .field = field,
                       .with = {{"count", static_cast<std::int64_t>(shortest)}}};
    }
    if (length > longest) {
        return Refusal{.key = "signin.password_long",
                       .field = field,
                       .with = {{"count", static_cast<std::int64_t>(longest)}}};
    }
    if (is_guessable(password, email)) {
        return Refusal{.key = "signin.password_guessable", .field = field};
    }
    return Done{};
}

std::string own_path(std::string_view typed, std::string_view otherwise) {
    const bool is_ours = typed.size() > 1 && typed[0] == '/' && typed[1] != '/' &&
                         typed.find_first_of("\t\r\n\\") == std::string_view::npos;
    return std::string(is_ours ? typed : otherwise);
}

bool is_token_name(std::string_view name) {
    return !name.empty() && text::length(name) <= token_name_max;
}

std::string device_of(std::string_view agent) {
    const auto browser = first_of(browsers, agent);
    const auto system = first_of(systems, agent);
    std::string device(browser);
    if (!browser.empty() && !system.empty()) device += " · ";
    device += system;
    return device;
}

}  // namespace rapport::signin
