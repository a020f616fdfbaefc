#include "tests/tidy/tree.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

namespace rapport::tidy {
namespace {

// One pass over C++ text that knows comments, quotes and raw strings. Calls
// back for each literal.
template <class OnLiteral>
std::string scanned(std::string_view cpp, OnLiteral&& on_literal) {
    std::string out(cpp);
    const auto blank = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to && i < out.size(); ++i) {
            if (out[i] != '\n') out[i] = ' ';
        }
    };
    std::size_t i = 0;
    while (i < cpp.size()) {
        if (cpp.substr(i, 2) == "//") {
            const std::size_t end = std::min(cpp.find('\n', i), cpp.size());
            blank(i, end);
            i = end;
        } else if (cpp.substr(i, 2) == "/*") {
            const std::size_t end = std::min(cpp.find("*/", i + 2), cpp.size() - 2) + 2;
            blank(i, end);
            i = end;
        } else if (cpp.substr(i, 2) == "R\"" && (i == 0 || !is_word_char(cpp[i - 1]))) {
            const std::size_t open = cpp.find('(', i);
            const std::string close = ")" + std::string(cpp.substr(i + 2, open - i - 2)) + "\"";
            const std::size_t end = std::min(cpp.find(close, open), cpp.size());
            on_literal(Literal{open + 1, std::string(cpp.substr(open + 1, end - open - 1)), true});
            blank(open + 1, end);
            i = end + close.size();
        } else if (cpp[i] == '"') {
            std::size_t end = i + 1;
            while (end < cpp.size() && cpp[end] != '"') end += cpp[end] == '\\' ? 2u : 1u;
            on_literal(Literal{i + 1, std::string(cpp.substr(i + 1, end - i - 1)), false});
            blank(i + 1, end);
            i = end + 1;
        } else if (cpp[i] == '\'' && (i == 0 || !is_word_char(cpp[i - 1]))) {
            std::size_t end = i + 1;
            while (end < cpp.size() && cpp[end] != '\'') end += cpp[end] == '\\' ? 2u : 1u;
            blank(i + 1, end);
            i = end + 1;
        } else {
            ++i;
        }
    }
    return out;
}

std::string read_whole(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// In a clone git knows what is ours. In an unpacked archive everything is, but
// what we build.
std::vector<std::string> tracked_paths(const std::string& root) {
    const std::string command = "git -c safe.directory='*' -C '" + root +
                                "' ls-files -z --cached --others --exclude-standard 2>/dev/null";
    const auto close = [](std::FILE* pipe) { pclose(pipe); };
    const std::unique_ptr<std::FILE, decltype(close)> pipe(popen(command.c_str(), "r"), close);
    std::string listed;
    std::array<char, 65536> buffer;
    while (pipe) {
        const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe.get());
        if (got == 0) break;
        listed.append(buffer.data(), got);
    }
    std::vector<std::string> paths;
    for (std::size_t at = 0; at < listed.size();) {
        const std::size_t end = listed.find('\0', at);
        paths.push_back(listed.substr(at, end - at));
        at = end + 1;
    }
    if (!paths.empty()) return paths;
    for (auto it = std::filesystem::recursive_directory_iterator(root);
         it != std::filesystem::recursive_directory_iterator(); ++it) {
        const std::string name = it->path().filename().string();
        if (name == "build" || name == "var" || name == "node_modules" || name == ".git") {
            it.disable_recursion_pending();
        } else if (it->is_regular_file()) {
            paths.push_back(std::filesystem::relative(it->path(), root).string());
        }
    }
    return paths;
}

}  // namespace

std::string_view File::name() const {
    return std::string_view(path).substr(path.find_last_of('/') + 1);
}

const File* Tree::find(std::string_view path) const {
    const auto found = std::find_if(files.begin(), files.end(),
                                    [&](const File& file) { return file.path == path; });
    return found == files.end() ? nullptr : &*found;
}

File make_file(std::string path, std::string text) {
    File file{std::move(path), std::move(text), {}, {}};
    if (file.is_cpp()) {
        file.code = scanned(file.text,
                            [&](Literal literal) { file.literals.push_back(std::move(literal)); });
    }
    return file;
}

Tree tracked_files() {
    const std::string root = RAPPORT_SOURCE_DIR;
    Tree tree;
    for (const std::string& path : tracked_paths(root)) {
        std::string text = read_whole(std::filesystem::path(root) / path);
        if (text.find('\0') != std::string::npos) continue;  // A picture or a font.
        tree.files.push_back(make_file(path, std::move(text)));
    }
    if (tree.files.empty()) throw std::runtime_error("found no file of the project");
    return tree;
}

int line_of(std::string_view text, std::size_t offset) {
    return 1 +
           static_cast<int>(std::count(
               text.begin(),
               text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size())), '\n'));
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool is_word_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::vector<std::size_t> places_of_word(std::string_view text, std::string_view word) {
    std::vector<std::size_t> places;
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !is_word_char(text[at - 1]);
        const std::size_t after = at + word.size();
        if (begins && (after == text.size() || !is_word_char(text[after]))) places.push_back(at);
    }
    return places;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

}  // namespace rapport::tidy
