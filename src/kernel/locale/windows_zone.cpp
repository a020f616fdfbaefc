#include "kernel/locale/windows_zone.hpp"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

namespace rapport::locale {

std::string zone_of_windows(std::string_view name) {
    icu::UnicodeString found;
    UErrorCode error = U_ZERO_ERROR;
    const auto windows = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    icu::TimeZone::getIDForWindowsID(windows, nullptr, found, error);
    std::string out;
    if (U_SUCCESS(error)) found.toUTF8String(out);
    return out;
}

}  // namespace rapport::locale
