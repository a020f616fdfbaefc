// What a district has set for itself: numbers, choices and its own words. A
// district that has set nothing has the default that each caller names.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/db/db.hpp"
#include "kernel/locale/speech.hpp"

namespace rapport::settings {

// The setting that holds the programme's address, at which letters come in; in small letters.
inline constexpr std::string_view mail_address = "mail.address";

// Inside a transaction.
std::optional<std::string> text(ReadTx&, std::string_view name);
std::int64_t number(ReadTx&, std::string_view name, std::int64_t otherwise);
void put(WriteTx&, std::string_view name,
         std::string_view value);  // Also tells every page.

// All settings of a district with the words they give, as pages use them.
struct Settings {
    std::map<std::string, std::string, std::less<>> values;
    locale::Words english, french;
    const locale::Words& words(locale::Language) const;
    std::string_view get(std::string_view name, std::string_view otherwise = "") const;
};
Settings load(ReadTx&);

}  // namespace rapport::settings
