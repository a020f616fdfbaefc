#include "catalogue.hpp"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "kernel/locale/sentence.hpp"
#include "tplc/source.hpp"

namespace catalogue {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

bool is_key(std::string_view key) {
    const bool has_dot = key.find('.') != std::string_view::npos;
    return has_dot && std::all_of(key.begin(), key.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
                      c == '-';
           });
}

void complain(std::string& mistakes, const std::string& file, std::size_t line,
              std::string_view sentence) {
    mistakes += file + ":" + std::to_string(line) + ":1: error: " + std::string(sentence) + "\n";
}

// A line that begins with white space goes on with the sentence above it.
void read(const std::string& file, std::string_view text, std::vector<Entry>& entries,
          std::string& mistakes) {
    const std::size_t first = entries.size();
    std::size_t line_number = 0;
    while (!text.empty()) {
        const std::size_t stop = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, stop);
        text.remove_prefix(std::min(stop + 1, text.size()));
        ++line_number;
        const std::string_view words = trimmed(line);
        if (words.empty() || words[0] == '#') continue;
        if (is_blank(line[0]) && entries.size() > first) {
            entries.back().sentence += " " + std::string(words);
            continue;
        }
        const std::size_t equals = words.find('=');
        if (equals == std::string_view::npos) {
            complain(mistakes, file, line_number, "write `key = sentence`");
            continue;
        }
        const std::string_view key = trimmed(words.substr(0, equals));
        if (!is_key(key)) {
            complain(mistakes, file, line_number,
                     "\"" + std::string(key) + "\" is no key such as slice.what_happened");
        }
        entries.push_back(
            {std::string(key), std::string(trimmed(words.substr(equals + 1))), file, line_number});
    }
}

// French sets a space before : ; ? ! » and after «. It must not end a line, and writers need not
// think of it.
std::string with_firm_spaces(std::string_view sentence) {
    constexpr std::string_view firm = "\u00a0", opening = "\u00ab", closing = "\u00bb";
    std::string set;
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        const std::string_view rest = sentence.substr(at + 1);
        const bool is_before_sign =
            !rest.empty() && (std::string_view(":;?!").find(rest[0]) != std::string_view::npos ||
                              rest.starts_with(closing));
        if (sentence[at] == ' ' && (is_before_sign || set.ends_with(opening))) {
            set += firm;
        } else {
            set += sentence[at];
        }
    }
    return set;
}

void check(const std::vector<Entry>& entries, std::string& mistakes) {
    for (std::size_t at = 0; at < entries.size(); ++at) {
        const Entry& entry = entries[at];
        if (at > 0 && entries[at - 1].key == entry.key) {
            complain(mistakes, entry.file, entry.line,
                     entry.key + " stands already at " + entries[at - 1].file + ":" +
                         std::to_string(entries[at - 1].line));
        }
        const auto sentence = rapport::locale::parse_sentence(entry.sentence);
        if (entry.sentence.empty())
            complain(mistakes, entry.file, entry.line, "a key says nothing");
        if (!sentence.mistake.empty()) {
            complain(mistakes, entry.file, entry.line, sentence.mistake);
        }
    }
}

}  // namespace

std::vector<Entry> read_all(const std::string& root, std::string_view language,
                            std::string& mistakes) {
    const std::string ending = "." + std::string(language) + ".txt";
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root + "/src", error)) {
        if (entry.path().string().ends_with(ending)) files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    std::vector<Entry> entries;
    for (const std::string& file : files) {
        read(file, tplc::read_file(file).value_or(""), entries, mistakes);
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.key, a.file, a.line) < std::tie(b.key, b.file, b.line);
    });
    if (language == "fr") {
        for (Entry& entry : entries) entry.sentence = with_firm_spaces(entry.sentence);
    }
    check(entries, mistakes);
    return entries;
}

}  // namespace catalogue
