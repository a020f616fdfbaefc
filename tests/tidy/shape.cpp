// How text stands on the page: widths, lengths, stray characters, marks of the
// unfinished.
#include <algorithm>
#include <array>
#include <filesystem>
#include <string>

#include "tests/tidy/rules.hpp"

namespace rapport::tidy {
namespace {

bool is_made_by_a_program(const File& file) {
    return file.path == "docs/schema.sql" || file.path == "docs/statements.sql" ||
           file.name() == "package-lock.json" || file.path == "LICENSE";
}

// What people read and write; the rest (lock files, licence, data) keeps its
// own form.
bool is_ours(const File& file) {
    constexpr std::array kinds{".cpp", ".hpp", ".html", ".css", ".js",
                               ".mjs", ".sql", ".txt",  ".md",  ".cmake"};
    if (is_made_by_a_program(file)) return false;
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](const char* kind) { return file.ends_with(kind); }) ||
           file.is_under("bin/") || file.is_under(".ci/");
}

// Width in characters: continuation bytes of UTF-8 do not count.
int width_of(std::string_view line) {
    return static_cast<int>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

int widest(const File& file) {
    if (file.ends_with(".md") || file.ends_with(".css")) return 120;
    if (file.ends_with(".txt") || file.ends_with(".html")) return 0;  // A sentence is one line.
    return 100;
}

// Where a function starts and ends in blanked code. Namespaces and types are
// looked into; tables of data are not functions.
struct Span {
    std::string name;
    int first = 0, last = 0;
};

std::string name_before(std::string_view header) {
    const std::size_t open = header.find('(');
    if (open == std::string_view::npos) return "";
    std::size_t end = open;
    while (end > 0 && header[end - 1] == ' ') --end;
    std::size_t begin = end;
    while (begin > 0 && (is_word_char(header[begin - 1]) || header[begin - 1] == ':' ||
                         header[begin - 1] == '~')) {
        --begin;
    }
    return std::string(header.substr(begin, end - begin));
}

bool opens_function(std::string_view header) {
    const bool is_type = !places_of_word(header, "class").empty() ||
                         !places_of_word(header, "struct").empty() ||
                         !places_of_word(header, "enum").empty();
    const std::size_t parenthesis = header.find('(');
    if (parenthesis == std::string_view::npos) return false;
    if (is_type && header.find("template") == std::string_view::npos) return false;
    const std::size_t equals = header.find('=');
    return equals == std::string_view::npos || equals > parenthesis;
}

std::vector<Span> functions_of(std::string_view code) {
    std::vector<Span> found;
    std::vector<bool> is_function;  // One for each open brace.
    int depth_in_function = 0;
    Span current;
    std::size_t header_begin = 0;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '{') {
            const std::string_view header = code.substr(header_begin, i - header_begin);
            const bool opens = depth_in_function == 0 && opens_function(header);
            is_function.push_back(opens || depth_in_function > 0);
            if (opens) {
                const std::size_t first = header.find_first_not_of(" \n");
                current = {name_before(header), line_of(code, header_begin + first), 0};
            }
            if (is_function.back()) ++depth_in_function;
        } else if (c == '}' && !is_function.empty()) {
            if (is_function.back() && --depth_in_function == 0) {
                current.last = line_of(code, i);
                found.push_back(current);
            }
            is_function.pop_back();
        }
        if (depth_in_function == 0 && (c == ';' || c == '{' || c == '}')) header_begin = i + 1;
    }
    return found;
}

}  // namespace

Findings long_lines(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (!is_ours(file) || widest(file) == 0) continue;
        int number = 0;
        bool is_fenced = false;  // What a document shows as code keeps its own width.
        for (const std::string_view line : lines_of(file.text)) {
            ++number;
            if (file.ends_with(".md") && line.starts_with("```")) is_fenced = !is_fenced;
            const int width = width_of(line);
            const bool is_table = file.ends_with(".md") && line.starts_with("|");
            if (width > widest(file) && !is_table && !is_fenced &&
                line.find("https://") == line.npos) {
                found.push_back(
                    {"long_line", file.path, number,
                     std::to_string(width) + " wide; break it at " + std::to_string(widest(file))});
            }
        }
    }
    return found;
}

Findings long_functions(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (!file.is_cpp() || file.is_under("bench/")) continue;
        for (const Span& span : functions_of(file.code)) {
            const int size = span.last - span.first + 1;
            if (size > 60) {
                found.push_back({"function_length", file.path + ":" + span.name, span.first,
                                 std::to_string(size) + " lines; 60 are plenty: let the parent "
                                                        "branch and the leaves compute",
                                 size});
            }
        }
    }
    return found;
}

Findings long_files(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        const bool is_template = file.ends_with(".html") && file.is_under("src/");
        const int most = is_template ? 120 : 400;
        if (!file.is_cpp() && !is_template && !file.ends_with(".css") && !file.ends_with(".js") &&
            !file.ends_with(".mjs")) {
            continue;
        }
        const int size = static_cast<int>(lines_of(file.text).size());
        if (size > most) {
            found.push_back({"file_length", file.path, 1,
                             std::to_string(size) + " lines; part it by what changes together",
                             size});
        }
    }
    return found;
}

Findings stray_characters(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (is_made_by_a_program(file)) continue;
        int number = 0;
        for (const std::string_view line : lines_of(file.text)) {
            ++number;
            const char* what = nullptr;
            if (line.find('\t') != line.npos) what = "a tab; indent with spaces";
            if (line.find('\r') != line.npos) what = "a carriage return; lines end with LF";
            if (line.ends_with(' ')) what = "a space at the end of the line";
            if (what != nullptr) found.push_back({"stray_character", file.path, number, what});
        }
        if (!file.text.empty() && file.text.back() != '\n') {
            found.push_back({"stray_character", file.path, number, "no newline at the end"});
        }
    }
    return found;
}

Findings unfinished_marks(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (file.is_under("tests/tidy/")) continue;
        for (const char* mark : {"FIXME", "XXX", "TODO"}) {
            for (const std::size_t at : places_of_word(file.text, mark)) {
                const std::string_view rest = std::string_view(file.text).substr(at);
                if (rest.starts_with("TODO(soon)") || rest.starts_with("TODO(perf)") ||
                    rest.starts_with("TODO(port)") || file.ends_with(".md")) {
                    continue;
                }
                found.push_back({"unfinished", file.path, line_of(file.text, at),
                                 "finish it, or say its kind: TODO(soon), TODO(perf), TODO(port)"});
            }
        }
    }
    return found;
}

Findings places_and_hosts(const Tree& tree) {
    // In two pieces, so that this file does not find itself.
    constexpr std::array<std::array<const char*, 2>, 9> places{{{"/wo", "rk/"},
                                                                {"/fa", "rm/"},
                                                                {"/ro", "ot/"},
                                                                {"/ho", "me/"},
                                                                {"/tm", "p/"},
                                                                {"registry.", "npmjs"},
                                                                {"deb.", "debian.org"},
                                                                {"py", "pi.org"},
                                                                {"crates", ".io"}}};
    Findings found;
    for (const File& file : tree.files) {
        for (const auto& halves : places) {
            const std::string place = std::string(halves[0]) + halves[1];
            for (std::size_t at = file.text.find(place); at != std::string::npos;
                 at = file.text.find(place, at + 1)) {
                const bool is_rooted = place[0] != '/' || at == 0 ||
                                       (!is_word_char(file.text[at - 1]) &&
                                        file.text[at - 1] != '.' && file.text[at - 1] != '}');
                if (is_rooted) {
                    found.push_back({"machine_path", file.path, line_of(file.text, at),
                                     place + " belongs to one machine; take it from a flag, "
                                             "mktemp or the package's own settings"});
                }
            }
        }
    }
    return found;
}

Findings several_titles(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (!file.ends_with(".md")) continue;
        int titles = 0;
        bool is_code = false;
        for (const std::string_view line : lines_of(file.text)) {
            if (line.starts_with("```")) is_code = !is_code;
            if (!is_code && line.starts_with("# ")) ++titles;
        }
        if (titles != 1) {
            found.push_back({"one_title", file.path, 1,
                             std::to_string(titles) + " first-level headings; a document has one"});
        }
    }
    return found;
}

Findings dead_references(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (!file.ends_with(".md")) continue;
        for (const char* root : {"bin/", "src/", "docs/", "tests/", "migrations/", "tools/"}) {
            for (std::size_t at = file.text.find(root); at != std::string::npos;
                 at = file.text.find(root, at + 1)) {
                if (at > 0 && (is_word_char(file.text[at - 1]) || file.text[at - 1] == '/' ||
                               file.text[at - 1] == '.')) {
                    continue;
                }
                std::size_t end = at;
                while (end < file.text.size() &&
                       (is_word_char(file.text[end]) || file.text[end] == '/' ||
                        file.text[end] == '.' || file.text[end] == '-')) {
                    ++end;
                }
                std::string path = file.text.substr(at, end - at);
                // A name with a hole or a wildcard is a pattern, not a promise.
                if (end < file.text.size() &&
                    std::string_view("<*{$N").find(file.text[end]) != std::string_view::npos) {
                    continue;
                }
                while (path.ends_with('.') || path.ends_with('/')) path.pop_back();
                if (path.find("NNNN") != std::string::npos) continue;
                if (!std::filesystem::exists(std::filesystem::path(RAPPORT_SOURCE_DIR) / path)) {
                    found.push_back({"dead_reference", file.path + ":" + path,
                                     line_of(file.text, at), "names something that is not there"});
                }
            }
        }
    }
    return found;
}

}  // namespace rapport::tidy
