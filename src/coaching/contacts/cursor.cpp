// Places in long lists, as an address carries them.
#include <algorithm>

#include "coaching/contacts/contacts.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/desk/json.hpp"

namespace rapport::contacts {

namespace {

constexpr int limit_max = 200;
constexpr int limit_default = 50;

}  // namespace

std::optional<Cursor> parse_cursor(std::string_view opaque) {
    if (opaque.empty()) return std::nullopt;
    const auto key = desk::key_of_cursor(opaque);
    if (!key) return std::nullopt;
    const auto parts = text::split(*key, ' ');
    if (parts.size() != 3) return std::nullopt;
    const auto on = Day::parse(parts[0]);
    const auto at = text::number<std::int64_t>(parts[1]);
    const auto id = ContactId::parse(parts[2]);
    if (!on || !at || !id) return std::nullopt;
    return Cursor{*on, {*at}, *id};
}

std::string cursor_after(const Cursor& cursor) {
    return desk::cursor_of(cursor.on.iso() + " " + std::to_string(cursor.at.ms) + " " +
                           cursor.id.text());
}

int page_limit(std::string_view typed) {
    const auto asked = text::number<std::int64_t>(typed).value_or(limit_default);
    return static_cast<int>(std::clamp<std::int64_t>(asked, 1, limit_max));
}

}  // namespace rapport::contacts
