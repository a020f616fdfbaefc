#include "cli/settings_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "kernel/text/text.hpp"

namespace rapport::cli {

namespace {

constexpr SettingKey keys[] = {
    {"data", "--data", "RAPPORT_DATA"},
    {"database", "--database", "RAPPORT_DATABASE"},
    {"listen", "--listen", "RAPPORT_LISTEN"},
    {"base_url", "--base-url", "RAPPORT_BASE_URL"},
    {"mail_dir", "--mail-dir", "RAPPORT_MAIL_DIR"},
    {"smtp", "--smtp", "RAPPORT_SMTP"},
    {"smtp_user", "--smtp-user", "RAPPORT_SMTP_USER"},
    {"smtp_password", "", "RAPPORT_SMTP_PASSWORD"},
    {"mail_from", "--mail-from", "RAPPORT_MAIL_FROM"},
    {"imap", "--imap", "RAPPORT_IMAP"},
    {"imap_user", "--imap-user", "RAPPORT_IMAP_USER"},
    {"imap_password", "", "RAPPORT_IMAP_PASSWORD"},
    {"neighbours", "--neighbours", "RAPPORT_NEIGHBOURS"},
    {"workers", "--workers", "RAPPORT_WORKERS"},
};
constexpr int slips_max = 3;  // Letters a suggestion may be away.

struct Target {
    std::string_view name;
    std::string* text;
};

[[noreturn]] void refuse(const std::string& path, const toml::source_position& at,
                         const std::string& why) {
    throw WrongSettings(fmt::format("{}:{}: {}", path, at.line, why));
}

std::string suggestion_for(std::string_view name) {
    std::string_view nearest;
    int least = slips_max + 1;
    for (const SettingKey& key : keys) {
        const int away = text::distance(name, key.name, slips_max + 1);
        if (away >= least) continue;
        least = away;
        nearest = key.name;
    }
    if (!nearest.empty()) return fmt::format("did you mean \"{}\"?", nearest);
    std::string all;
    for (const SettingKey& key : keys) all += (all.empty() ? "" : ", ") + std::string(key.name);
    return "the settings are " + all;
}

void refuse_open_secret(const std::string& path, const toml::source_position& at) {
    struct stat found = {};
    if (::stat(path.c_str(), &found) != 0 || (found.st_mode & (S_IROTH | S_IWOTH)) == 0) return;
    refuse(path, at,
           fmt::format("this file holds a password and everybody on this machine can read it: "
                       "chmod 640 {}",
                       path));
}

void read_workers(const std::string& path, const toml::node& node, Serving& serving) {
    const auto number = node.value_exact<std::int64_t>();
    if (!number || *number < workers_min || *number > workers_max) {
        refuse(path, node.source().begin,
               fmt::format("workers is a number between {} and {}, such as workers = 96",
                           workers_min, workers_max));
    }
    serving.workers = static_cast<int>(*number);
}

void read_one(const std::string& path, std::string_view name, const toml::node& node,
              std::span<const Target> targets, Serving& serving) {
    const auto at = node.source().begin;
    if (name == "workers") return read_workers(path, node, serving);
    for (const Target& target : targets) {
        if (target.name != name) continue;
        const auto text = node.value_exact<std::string>();
        if (!text) {
            refuse(path, at, fmt::format("{0} is text, such as {0} = \"…\"", name));
        }
        if (name.ends_with("_password")) refuse_open_secret(path, at);
        *target.text = *text;
        return;
    }
    refuse(path, at, fmt::format("there is no setting \"{}\"; {}", name, suggestion_for(name)));
}

// The value of --NAME or --NAME=… among the arguments; the last one counts.
std::string argument(int argc, const char* const* argv, std::string_view flag) {
    std::string found;
    for (int i = 1; i < argc; ++i) {
        const std::string_view given = argv[i];
        if (given == flag && i + 1 < argc) found = argv[i + 1];
        if (given.starts_with(flag) && given.substr(flag.size()).starts_with('=')) {
            found = given.substr(flag.size() + 1);
        }
    }
    return found;
}

std::string said(int argc, const char* const* argv, std::string_view flag, const char* variable) {
    const std::string given = argument(argc, argv, flag);
    if (!given.empty()) return given;
    const char* set = std::getenv(variable);
    return set == nullptr ? "" : set;
}

}  // namespace

std::span<const SettingKey> setting_keys() { return keys; }

void read_settings(const std::string& path, Common& common, Serving& serving) {
    const Target targets[] = {
        {"data", &common.data},
        {"database", &common.database},
        {"listen", &serving.listen},
        {"base_url", &serving.base_url},
        {"mail_dir", &serving.mail_dir},
        {"smtp", &serving.smtp_url},
        {"smtp_user", &serving.smtp_user},
        {"smtp_password", &serving.smtp_password},
        {"mail_from", &serving.mail_from},
        {"imap", &serving.imap.url},
        {"imap_user", &serving.imap.user},
        {"imap_password", &serving.imap.password},
        {"neighbours", &serving.neighbours},
    };
    if (::access(path.c_str(), R_OK) != 0) {
        throw WrongSettings(path + ": the settings file cannot be read");
    }
    try {
        const toml::table file = toml::parse_file(path);
        for (const auto& [name, node] : file) {
            read_one(path, name.str(), node, targets, serving);
        }
    } catch (const toml::parse_error& error) {
        refuse(path, error.source().begin, std::string(error.description()));
    }
}

void read_environment(Common& common) {
    const std::pair<const char*, std::string*> variables[] = {
        {"RAPPORT_CONFIG", &common.config},
        {"RAPPORT_DATA", &common.data},
        {"RAPPORT_DATABASE", &common.database},
    };
    for (const auto& [name, target] : variables) {
        const char* set = std::getenv(name);
        if (set != nullptr && *set != '\0') *target = set;
    }
}

std::string settings_path(int argc, const char* const* argv) {
    const std::string named = said(argc, argv, "--config", "RAPPORT_CONFIG");
    if (!named.empty()) return named;
    const std::string data = said(argc, argv, "--data", "RAPPORT_DATA");
    const std::string beside = (data.empty() ? Common().data : data) + "/rapport.toml";
    return std::filesystem::exists(beside) ? beside : "";
}

}  // namespace rapport::cli
