// Which language a reader is spoken to in.
#include <algorithm>

#include "kernel/locale/speech.hpp"

namespace rapport::locale {
namespace {

bool is_tag_of(std::string_view tag, std::string_view language) {
    if (tag.size() < language.size()) return false;
    for (std::size_t at = 0; at < language.size(); ++at) {
        if ((tag[at] | 0x20) != language[at]) return false;
    }
    return tag.size() == language.size() || tag[language.size()] == '-' ||
           tag[language.size()] == '_';
}

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// "q=0.8" as 800; anything else counts as 1000, a q of 0 as never.
int weight_of(std::string_view parameters) {
    const std::size_t at = parameters.find("q=");
    if (at == std::string_view::npos) return 1000;
    int weight = 0;
    int scale = 1000;
    for (const char c : parameters.substr(at + 2)) {
        if (c == '.') continue;
        if (c < '0' || c > '9' || scale == 0) break;
        weight += (c - '0') * scale;
        scale /= 10;
    }
    return std::min(weight, 1000);
}

}  // namespace

std::string_view tag(Language language) {
    switch (language) {
        case Language::french:
            return "fr";
        case Language::pseudo:
            return "en-XA";
        case Language::english:
            break;
    }
    return "en";
}

std::string_view own_name(Language language) {
    switch (language) {
        case Language::french:
            return "Français";
        case Language::pseudo:
            return "Þšéûðö";
        case Language::english:
            break;
    }
    return "English";
}

Language parse_language(std::string_view tag) {
    if (tag == "en-XA") return Language::pseudo;
    return is_tag_of(tag, "fr") ? Language::french : Language::english;
}

Language preferred(std::string_view accept_language) {
    Language best = Language::english;
    int best_weight = 0;
    while (!accept_language.empty()) {
        const std::size_t comma = std::min(accept_language.find(','), accept_language.size());
        const std::string_view item = accept_language.substr(0, comma);
        accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));
        const std::size_t semicolon = std::min(item.find(';'), item.size());
        const std::string_view tag = without_blanks(item.substr(0, semicolon));
        const int weight = weight_of(item.substr(semicolon));
        if (weight <= best_weight) continue;
        if (is_tag_of(tag, "fr")) best = Language::french;
        if (is_tag_of(tag, "en")) best = Language::english;
        if (is_tag_of(tag, "fr") || is_tag_of(tag, "en")) best_weight = weight;
    }
    return best;
}

}  // namespace rapport::locale
