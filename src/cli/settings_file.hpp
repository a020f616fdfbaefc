// The settings file, in TOML: what flags and the environment say, said once for good. A flag goes
// before the environment, the environment before the file.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "cli/cli.hpp"

namespace rapport::cli {

// One key of the file. docs/operating.md tells of every one; a test compares.
struct SettingKey {
    std::string_view name, flag, variable;
};
std::span<const SettingKey> setting_keys();

// The file is wrong; names it with the line, and says what to write instead.
struct WrongSettings : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Reads a file over what is in `common` and `serving`. Throws WrongSettings.
void read_settings(const std::string& path, Common& common, Serving& serving);

// RAPPORT_CONFIG, RAPPORT_DATA and RAPPORT_DATABASE, where they are set: after the file, before the
// flags.
void read_environment(Common&);

// Which file counts: --config, then RAPPORT_CONFIG, then rapport.toml in the data folder if it is
// there; "" for none. Looks at the arguments before anything else does.
std::string settings_path(int argc, const char* const* argv);

}  // namespace rapport::cli
