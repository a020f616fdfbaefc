// The district's own words (coach = integrator = e-coach …), as the whole
// interface says them. Kept as settings 'words.<word>.<language>': the name of
// a shipped choice.
#pragma once

#include <string>
#include <string_view>

#include "platform/settings/settings.hpp"

namespace rapport::settings {

inline constexpr std::string_view choosable_words[] = {"coach", "teacher", "principal"};

locale::Words words_of(const Settings&, locale::Language);
std::string setting_name(std::string_view word, locale::Language);

}  // namespace rapport::settings
