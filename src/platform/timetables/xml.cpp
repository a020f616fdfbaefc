#include "platform/timetables/xml.hpp"

#include <algorithm>
#include <charconv>

#include "kernel/text/encoding.hpp"
#include "kernel/text/text.hpp"

namespace rapport::timetables {
namespace {

// A tree takes some 60 bytes a mark.
constexpr std::ptrdiff_t marks_max = 6'000'000;

std::string_view declared_encoding(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, bytes.substr(0, 200).find("?>"));
    const std::size_t at = head.find("encoding=");
    if (!head.starts_with("<?xml") || at == head.npos || at + 10 >= head.size()) return "";
    const std::string_view rest = head.substr(at + 10);
    return rest.substr(0, rest.find(head[at + 9]));
}

}  // namespace

Result<Done> load_xml(const SheetFile& file, pugi::xml_document& tree) {
    const std::string text = text::to_utf8(file.bytes, declared_encoding(file.bytes));
    const auto marks = std::ranges::count(text, '<') + std::ranges::count(text, '=');
    if (marks > marks_max) return Refusal{.key = "timetable_flaws.too_much"};
    const auto parsed =
        tree.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (parsed) return Done{};
    const auto offset = std::min(static_cast<std::size_t>(parsed.offset), text.size());
    const auto line =
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
    return Refusal{.key = "timetable_flaws.cut",
                   .with = {{"file", file.name}, {"line", static_cast<std::int64_t>(line)}}};
}

int number_in(std::string_view text, int otherwise) {
    text = text::trimmed(text);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

std::string text_of(pugi::xml_node parent, const char* child) {
    return std::string(text::trimmed(parent.child(child).text().get()));
}

int number_of(pugi::xml_node parent, const char* child) {
    return number_in(parent.child(child).text().get(), 0);
}

}  // namespace rapport::timetables
