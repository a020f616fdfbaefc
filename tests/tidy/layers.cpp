// Who may include whom: arrows point from what people see to what the machine
// keeps.
#include <algorithm>
#include <array>
#include <string>

#include "tests/tidy/rules.hpp"

namespace rapport::tidy {
namespace {

constexpr std::array areas{"coaching", "schedule",  "design",   "exchange",
                           "learning", "resources", "promotion"};

bool is_area(std::string_view name) {
    return std::find(areas.begin(), areas.end(), name) != areas.end();
}

// kernel 0, platform 1, the areas 2, insight 3; -1 for what stands outside and
// wires the rest (main.cpp, cli).
int level_of(std::string_view path) {
    const std::string_view top = path.substr(0, path.find('/'));
    if (top == "kernel") return 0;
    if (top == "platform") return 1;
    if (is_area(top)) return 2;
    if (top == "insight") return 3;
    return -1;
}

std::string_view folder_of(std::string_view path) { return path.substr(0, path.find_last_of('/')); }

std::string_view last_of(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

struct Include {
    int line = 0;
    std::string_view path;
    bool is_system = false;
};

std::vector<Include> includes_of(const File& file) {
    std::vector<Include> found;
    int number = 0;
    for (const std::string_view line : lines_of(file.text)) {
        ++number;
        if (!line.starts_with("#include ")) continue;
        const bool is_system = line.find('<') != line.npos;
        const std::size_t begin = line.find_first_of("<\"");
        const std::size_t end = line.find_first_of(">\"", begin + 1);
        if (begin == line.npos || end == line.npos) continue;
        found.push_back({number, line.substr(begin + 1, end - begin - 1), is_system});
    }
    return found;
}

// What one slice may see of another: the header that carries its name, a header
// under which a whole folder stands (platform/desk), and from a page also the
// other's pages, as parts.
bool is_open_to_others(std::string_view from, std::string_view to) {
    const std::string_view folder = folder_of(to);
    const std::string slice(last_of(folder));
    if (folder == "platform/desk") return true;
    if (last_of(to) == slice + ".hpp") return true;
    return last_of(to) == slice + "_pages.hpp" && from.find("_pages.") != from.npos;
}

std::string wrong_about(std::string_view from, std::string_view to) {
    const int below = level_of(to), above = level_of(from);
    if (below < 0 || above < 0) return "";
    if (below > above) return "looks up: " + std::string(folder_of(to)) + " stands above it";
    if (below == 3 && above == 3 && folder_of(from) != folder_of(to)) {
        return "insight is included by nobody";
    }
    if (below == 0) {
        const bool is_inner = from.ends_with("_store.cpp") || from.ends_with("_store.hpp");
        if (above > 0 && is_inner && to.starts_with("kernel/http/")) return "a store knows no HTTP";
        if (above > 0 && to == "kernel/http/server.hpp") return "only main serves";
        return "";
    }
    if (folder_of(from) == folder_of(to)) {
        const bool is_page = from.find("_pages.") != from.npos || from.find("_api.") != from.npos ||
                             from.find("_jobs.") != from.npos || from.find("_view.") != from.npos ||
                             from.ends_with(".html");
        const bool is_page_header = to.find("_pages.hpp") != to.npos;
        if (is_page_header && !is_page && folder_of(from) != "platform/desk") {
            return "a rule or a store knows no page";
        }
        return "";
    }
    if (is_open_to_others(from, to)) return "";
    const std::string slice(last_of(folder_of(to)));
    return "a slice shows others one header: take " + std::string(folder_of(to)) + "/" + slice +
           ".hpp";
}

struct Home {
    std::string_view header;  // Or the beginning of one.
    std::array<std::string_view, 4> may;
};

constexpr Home homes[] = {
    {"sqlite3.h", {"src/kernel/db/"}},
    {"libpq-fe.h", {"src/kernel/db/"}},
    {"boost/asio", {"src/kernel/http/"}},
    {"boost/beast", {"src/kernel/http/"}},
    {"boost/math", {"src/coaching/ledger/", "src/coaching/units/"}},
    {"sodium", {"src/kernel/crypto/", "src/kernel/sealing/", "src/kernel/id/", "src/kernel/db/"}},
    {"openssl/", {"src/kernel/crypto/", "src/kernel/http/"}},
    {"curl/", {"src/kernel/mail/", "src/kernel/fetch/", "src/kernel/imap/"}},
    {"unicode/", {"src/kernel/text/", "src/kernel/locale/"}},
    {"date/", {"src/kernel/clock/"}},
    {"zip.h", {"src/kernel/", "src/platform/roster/"}},
    {"xlsxwriter", {"src/kernel/"}},
    {"qrencode", {"src/kernel/", "src/platform/signin/"}},
    {"libical/", {"src/kernel/ical/"}},
    {"gmime/", {"src/kernel/mailin/"}},
    {"pugixml.hpp", {"src/platform/timetables/"}},
    {"pango/", {"src/kernel/document/"}},
    {"cairo-pdf.h", {"src/kernel/document/"}},
    {"spdlog/", {"src/kernel/", "src/cli/", "src/platform/desk/"}},
    {"CLI/", {"src/main.cpp", "src/cli/", "tools/"}},
    {"thread", {"src/kernel/", "src/cli/", "src/schedule/solver/"}},
    {"mutex", {"src/kernel/", "src/cli/", "src/platform/desk/"}},
    {"condition_variable", {"src/kernel/"}},
    {"future", {"tests/durability/", "src/schedule/solver/"}},
    {"regex", {}},
    {"iostream", {}},
    {"coroutine", {}},
};

}  // namespace

Findings wrong_arrows(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (!file.is_under("src/") || !file.is_cpp() || file.is_test()) continue;
        const std::string_view from = std::string_view(file.path).substr(4);
        for (const Include& include : includes_of(file)) {
            if (include.is_system) continue;
            const std::string wrong = wrong_about(from, include.path);
            if (!wrong.empty()) {
                found.push_back({"include_arrow", file.path + ">" + std::string(include.path),
                                 include.line, wrong});
            }
        }
    }
    return found;
}

Findings libraries_out_of_place(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (!file.is_cpp()) continue;
        for (const Include& include : includes_of(file)) {
            for (const Home& home : homes) {
                if (!include.is_system || !include.path.starts_with(home.header)) continue;
                if (home.header.find('/') == home.header.npos && include.path != home.header &&
                    home.header != "sodium" && home.header != "xlsxwriter" &&
                    home.header != "qrencode") {
                    continue;
                }
                const bool is_never = home.may[0].empty();
                const bool is_home =
                    std::any_of(home.may.begin(), home.may.end(), [&](std::string_view folder) {
                        return !folder.empty() && file.is_under(folder);
                    });
                if (is_home || (file.is_test() && !is_never)) continue;
                found.push_back(
                    {"library", file.path + ">" + std::string(include.path), include.line,
                     is_never
                         ? "this header is never included: too heavy or unsound"
                         : "this library is used in one place only: " + std::string(home.may[0])});
            }
        }
    }
    return found;
}

Findings domain_words_in_the_kernel(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (!file.is_under("src/kernel/") || !file.is_cpp() || file.is_test()) continue;
        const std::string code = lower(file.code);
        for (const char* word : {"coach", "teacher", "principal", "student", "pupil", "lesson",
                                 "roster", "contact", "building"}) {
            const std::size_t at = code.find(word);
            if (at != std::string::npos) {
                found.push_back({"domain_word", file.path + ":" + word, line_of(code, at),
                                 "the kernel knows no word of the domain; move it to platform"});
            }
        }
    }
    return found;
}

}  // namespace rapport::tidy
