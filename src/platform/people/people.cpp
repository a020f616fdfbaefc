#include "platform/people/people.hpp"

#include "kernel/text/text.hpp"

namespace rapport::people {

std::string sort_name_of(std::string_view name) {
    const auto whole = text::trimmed(name);
    const auto space = whole.rfind(' ');
    if (space == std::string_view::npos) return std::string(whole);
    return std::string(whole.substr(space + 1)) + ", " + std::string(whole.substr(0, space));
}

bool is_address(std::string_view email) {
    const auto at = email.find('@');
    if (at == std::string_view::npos || at == 0 || at + 1 >= email.size()) return false;
    if (email.find('@', at + 1) != std::string_view::npos || email.size() > 254) return false;
    return std::ranges::none_of(email, [](char c) {
        return c == ' ' || c == '<' || c == '>' || c == ',' || static_cast<unsigned char>(c) < 32;
    });
}

}  // namespace rapport::people
