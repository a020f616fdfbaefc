// The words a district may choose for itself, as the program ships them: what is said until a
// district chooses, and the names other districts use for the same person.
#pragma once

#include <span>
#include <string_view>

#include "kernel/locale/speech.hpp"

namespace rapport::locale {

// One choice offered in the settings.
struct Preset {
    std::string_view name;  // "Technology integrator": what the list shows.
    Word forms;
};

// What is said for a word (one of word_names) until the district chooses; the first is the default.
// An unknown word has none. The pseudo-locale offers English.
std::span<const Preset> presets(std::string_view word, Language);

// The first preset of every word.
const Words& default_words(Language);

}  // namespace rapport::locale
