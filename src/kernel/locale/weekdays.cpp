#include "kernel/locale/weekdays.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "kernel/text/text.hpp"

namespace rapport::locale {
namespace {

constexpr int days_of_week = 7;

struct Names {  // Of one language, folded; index 0 is Monday.
    std::array<std::string, days_of_week> whole;
    std::array<std::string, days_of_week> brief;
};

std::array<std::string, days_of_week> names_of(const icu::DateFormatSymbols& symbols,
                                               icu::DateFormatSymbols::DtWidthType width) {
    std::array<std::string, days_of_week> names;
    std::int32_t count = 0;
    const icu::UnicodeString* const from =
        symbols.getWeekdays(count, icu::DateFormatSymbols::STANDALONE, width);
    for (int day = 0; day < days_of_week && count > days_of_week; ++day) {
        std::string name;
        from[day == days_of_week - 1 ? 1 : day + 2].toUTF8String(name);  // ICU: 1 is Sunday.
        names[static_cast<std::size_t>(day)] = text::folded(name);
    }
    return names;
}

// Where two languages read the labels equally well, the earlier has it.
constexpr const char* languages[] = {
    "en", "fr", "es", "de", "it", "pt", "nl", "pl", "ro", "ca", "gl", "eu", "sv",
    "da", "nb", "nn", "fi", "is", "et", "lv", "lt", "cs", "sk", "sl", "hr", "bs",
    "sr", "mk", "bg", "uk", "ru", "be", "el", "hu", "sq", "tr", "az", "kk", "ka",
    "hy", "he", "ar", "fa", "ur", "hi", "bn", "ta", "te", "id", "ms", "vi", "th",
    "ko", "ja", "zh", "sw", "so", "am", "ga", "cy", "mt", "lb", "af", "fil"};

const std::vector<Names>& all_names() {
    static const std::vector<Names> all = [] {
        std::vector<Names> made;
        for (const char* language : languages) {
            UErrorCode status = U_ZERO_ERROR;
            const icu::DateFormatSymbols symbols(icu::Locale(language), status);
            if (U_FAILURE(status) != 0) continue;
            made.push_back({names_of(symbols, icu::DateFormatSymbols::WIDE),
                            names_of(symbols, icu::DateFormatSymbols::ABBREVIATED)});
        }
        return made;
    }();
    return all;
}

// Whether the words of `name` stand in `label`, one after the other.
bool has_words(const std::string& label, const std::string& name) {
    return !name.empty() && (" " + label + " ").find(" " + name + " ") != std::string::npos;
}

std::optional<int> named(const std::string& label, const Names& names) {
    std::optional<int> found;
    std::size_t longest = 0;
    for (std::size_t day = 0; day < days_of_week; ++day) {
        for (const std::string& name : {names.whole[day], names.brief[day]}) {
            // A lone letter or number is as well a kind of day.
            const bool counts = name.size() >= 2 && name.find_first_of("0123456789") == name.npos;
            if (!counts || name.size() <= longest || !has_words(label, name)) continue;
            longest = name.size();
            found = static_cast<int>(day) + 1;
        }
    }
    return found;
}

// "h k sz cs p": each begins its own day, in the order of a week from Monday or Sunday on.
std::vector<std::optional<int>> in_order(const std::vector<std::string>& folded) {
    constexpr std::size_t fewest = 5;
    if (folded.size() < fewest || folded.size() > days_of_week) return {};
    for (const Names& names : all_names()) {
        for (const std::size_t first : {std::size_t{0}, std::size_t{days_of_week - 1}}) {
            std::vector<std::optional<int>> days;
            for (std::size_t i = 0; i < folded.size(); ++i) {
                const std::size_t day = (first + i) % days_of_week;
                if (folded[i].empty() || !names.whole[day].starts_with(folded[i])) break;
                days.emplace_back(static_cast<int>(day) + 1);
            }
            if (days.size() == folded.size()) return days;
        }
    }
    return {};
}

}  // namespace

std::vector<std::optional<int>> weekdays_of(const std::vector<std::string>& labels) {
    std::vector<std::string> folded;
    for (const std::string& label : labels) folded.push_back(text::folded(label));
    std::vector<std::optional<int>> best(labels.size());
    std::ptrdiff_t best_count = 0;
    for (const Names& names : all_names()) {
        std::vector<std::optional<int>> days;
        for (const std::string& label : folded) days.push_back(named(label, names));
        const auto count = std::ranges::count_if(days, [](const auto& d) { return d.has_value(); });
        if (count > best_count) {
            best_count = count;
            best = std::move(days);
        }
    }
    if (best_count * 2 > static_cast<std::ptrdiff_t>(labels.size())) return best;
    auto ordered = in_order(folded);
    return ordered.empty() ? best : ordered;
}

}  // namespace rapport::locale
