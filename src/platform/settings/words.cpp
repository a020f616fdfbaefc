#include "platform/settings/words.hpp"

#include "kernel/locale/words.hpp"

namespace rapport::settings {

std::string setting_name(std::string_view word, locale::Language language) {
    return "words." + std::string(word) + "." + std::string(locale::tag(language));
}

locale::Words words_of(const Settings& settings, locale::Language language) {
    locale::Words words = locale::default_words(language);
    for (auto& [word, forms] : words.entries) {
        const auto chosen = settings.get(setting_name(word, language));
        for (const auto& preset : locale::presets(word, language)) {
            if (preset.name == chosen) forms = preset.forms;
        }
    }
    return words;
}

}  // namespace rapport::settings
