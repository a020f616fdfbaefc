// What a district may set for itself: its words, and a few numbers with their bounds. The same for
// the pages and for programs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/http/message.hpp"
#include "kernel/result.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::settings {

// A number a district may set.
struct NumberRule {
    std::string_view name;
    std::int64_t otherwise, least, most;
    Key label, help;
};
const std::vector<NumberRule>& number_rules();

// A word a district may choose, in one language.
struct WordChoice {
    std::string name;  // "words.coach.en"
    std::string_view word;
    locale::Language language;
    std::string chosen;
    std::vector<std::string> choices;
};
std::vector<WordChoice> word_choices(const Settings&);

// A form names every setting; a program names those it means.
enum class Missing { refused, left_as_it_is };
Result<Done> choose_words(WriteTx&, const http::Fields&, Missing);
Result<Done> set_numbers(WriteTx&, const http::Fields&, Missing);

}  // namespace rapport::settings
