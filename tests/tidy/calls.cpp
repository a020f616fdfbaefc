// What is never called, with what to call instead, and how tests are named.
#include <algorithm>
#include <array>
#include <string>

#include "tests/tidy/rules.hpp"

namespace rapport::tidy {
namespace {

struct Ban {
    std::string_view word;   // A whole word in code.
    std::string_view after;  // What must follow to count, past spaces: "(", "<",
                             // "" for anything.
    std::string_view instead;
    std::array<std::string_view, 4> may;  // Where it is at home.
};

constexpr Ban bans[] = {
    {"atoi", "(", "std::from_chars, which can say no", {}},
    {"atol", "(", "std::from_chars, which can say no", {}},
    {"stoi", "(", "std::from_chars, which can say no", {}},
    {"stol", "(", "std::from_chars, which can say no", {}},
    {"stoll", "(", "std::from_chars, which can say no", {}},
    {"stoul", "(", "std::from_chars, which can say no", {}},
    {"stoull", "(", "std::from_chars, which can say no", {}},
    {"stod", "(", "std::from_chars, which can say no", {}},
    {"strtol", "(", "std::from_chars, which can say no", {"bench/"}},
    {"tolower", "(", "text::folded, which knows all scripts", {"src/kernel/text/"}},
    {"toupper", "(", "text::folded, which knows all scripts", {"src/kernel/text/"}},
    {"isalpha", "(", "a comparison with the letters meant", {"src/kernel/text/"}},
    {"isspace", "(", "text::trimmed, or a comparison", {"src/kernel/text/"}},
    {"strftime", "(", "Speech or Day::iso", {}},
    {"localtime", "(", "Zone::wall", {}},
    {"localtime_r", "(", "Zone::wall", {}},
    {"gmtime", "(", "Instant::rfc3339", {}},
    {"mktime", "(", "Zone::instant", {}},
    {"system_clock", "", "Clock, which a test can set", {"src/kernel/clock/"}},
    {"rand", "(", "Random, which a test can seed", {}},
    {"srand", "(", "Random, which a test can seed", {}},
    {"random_device", "", "Random, which a test can seed", {}},
    {"printf", "(", "fmt", {"bench/", "tools/", "tests/durability/"}},
    {"sprintf", "(", "fmt::format", {}},
    {"snprintf", "(", "fmt::format", {}},
    {"strcpy", "(", "std::string", {}},
    {"strtok", "(", "text::split", {}},
    {"shared_ptr", "", "one owner: std::unique_ptr, and references for the rest", {}},
    {"make_shared", "", "one owner: std::unique_ptr, and references for the rest", {}},
    {"system", "(", "nothing: no other program is run for a request", {"tests/"}},
    {"popen", "(", "nothing: no other program is run for a request", {"tests/"}},
    {"fork", "(", "nothing: one process", {"tests/"}},
    {"execvp", "(", "nothing: no other program is run for a request", {"tests/"}},
    {"getenv", "(", "the settings of main", {"src/main.cpp", "tests/", "src/cli/"}},
    {"sleep_for",
     "(",
     "the clock: set it forward",
     {"src/kernel/", "src/cli/", "tests/durability/", "bench/"}},
    {"usleep", "(", "the clock: set it forward", {"bench/"}},
    {"exit", "(", "return from main", {"src/main.cpp", "tools/"}},
    {"co_await", "", "a callback: gcc 12 miscompiles coroutines", {}},
    {"make_safe_html", "(", "a template, which escapes", {"src/kernel/html/"}},
    {"thread_local", "", "a parameter", {"src/kernel/"}},
};

std::size_t past_space(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n')) ++at;
    return at;
}

void look_for(const Ban& ban, const File& file, Findings& found) {
    if (std::any_of(ban.may.begin(), ban.may.end(), [&](std::string_view folder) {
            return !folder.empty() && file.is_under(folder);
        })) {
        return;
    }
    if (ban.word == "getenv" && file.is_test()) return;
    for (const std::size_t at : places_of_word(file.code, ban.word)) {
        const std::size_t next = past_space(file.code, at + ban.word.size());
        if (!std::string_view(file.code).substr(next).starts_with(ban.after)) continue;
        // A member of that name, or a function of ours, is another thing.
        const bool is_member = at > 0 && (file.code[at - 1] == '.' || file.code[at - 1] == '>');
        if (is_member) continue;
        found.push_back({"banned", file.path + ":" + std::string(ban.word), line_of(file.code, at),
                         "instead of " + std::string(ban.word) + ": " + std::string(ban.instead)});
    }
}

void look_for_new(const File& file, Findings& found) {
    for (const std::size_t at : places_of_word(file.code, "new")) {
        const std::size_t before = file.code.find_last_not_of(" \n", at == 0 ? 0 : at - 1);
        const bool is_operator = before != std::string::npos && before >= 7 &&
                                 file.code.compare(before - 7, 8, "operator") == 0;
        const bool is_header = at > 0 && file.code.compare(at - 1, 5, "<new>") == 0;
        if (is_operator || is_header) continue;
        found.push_back({"banned", file.path + ":new", line_of(file.code, at),
                         "instead of new: std::make_unique"});
    }
}

// A key only looks at its text: one that is kept or handed back must not be of a text put together
// on the spot, which is gone by then.
void look_for_outlived_texts(const File& file, Findings& found) {
    constexpr std::string_view call = "Key::of(";
    for (std::size_t at = file.code.find(call); at != file.code.npos;
         at = file.code.find(call, at + call.size())) {
        const std::string_view before = std::string_view(file.code).substr(0, at);
        const std::size_t last = before.find_last_not_of(" \n");
        if (last == before.npos) continue;
        const bool is_kept = before[last] == '=' || before.substr(0, last + 1).ends_with("return");
        const auto rest = std::string_view(file.code).substr(at, file.code.find(';', at) - at);
        if (!is_kept || rest.find(" + ") == rest.npos) continue;
        found.push_back({"banned", file.path + ":Key", line_of(file.code, at),
                         "instead of a key kept of a passing text: say it at once"});
    }
}

// Only the edges catch everything: the request's, the job's, main's.
void look_for_catch_all(const File& file, Findings& found) {
    constexpr std::array edges{
        "src/kernel/http/", "src/kernel/jobs/", "src/kernel/db/", "src/platform/desk/",
        "src/main.cpp",     "src/cli/",         "tools/"};
    if (std::any_of(edges.begin(), edges.end(),
                    [&](const char* edge) { return file.is_under(edge); })) {
        return;
    }
    for (const std::size_t at : places_of_word(file.code, "catch")) {
        const std::size_t open = past_space(file.code, at + 5);
        const bool is_all = std::string_view(file.code).substr(open).starts_with("(...)");
        if (is_all || (!file.is_test() && !file.is_under("src/kernel/") && file.is_under("src/"))) {
            found.push_back({"banned", file.path + ":catch", line_of(file.code, at),
                             "rules, stores and pages catch nothing; the request edge does"});
        }
    }
}

void look_into_header(const File& file, Findings& found) {
    if (!file.ends_with(".hpp")) return;
    if (!file.text.starts_with("//") || file.text.find("#pragma once") == std::string::npos) {
        found.push_back({"header", file.path, 1,
                         "a header opens with what it is for, in sentences, then "
                         "#pragma once"});
    }
    const std::size_t at = file.code.find("using namespace");
    if (at != std::string::npos) {
        found.push_back({"header", file.path + ":using", line_of(file.code, at),
                         "no using namespace in a header"});
    }
}

std::vector<std::string_view> words_of(std::string_view name) {
    std::vector<std::string_view> words;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('_'), name.size());
        words.push_back(name.substr(0, end));
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return words;
}

std::string wrong_with_name(std::string_view name) {
    const auto words = words_of(name);
    if (words.size() < 3) return "say what is promised, as a sentence";
    for (const char* empty : {"test", "works", "correct", "correctly", "properly"}) {
        if (words.back() == empty) return "'" + std::string(empty) + "' promises nothing";
    }
    if (name.starts_with("DISABLED")) return "a test that is not run promises nothing";
    return "";
}

}  // namespace

Findings banned_calls(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (!file.is_cpp()) continue;
        for (const Ban& ban : bans) look_for(ban, file, found);
        look_for_new(file, found);
        look_for_outlived_texts(file, found);
        look_for_catch_all(file, found);
        look_into_header(file, found);
    }
    return found;
}

Findings nameless_tests(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (!file.is_cpp() || !file.is_test()) continue;
        for (const char* macro : {"TEST", "TEST_F", "TEST_P"}) {
            for (const std::size_t at : places_of_word(file.code, macro)) {
                const std::size_t comma = file.code.find(',', at);
                const std::size_t close = file.code.find(')', at);
                if (comma == std::string::npos || comma > close) continue;
                const std::size_t begin = past_space(file.code, comma + 1);
                const std::string name = file.code.substr(begin, close - begin);
                const std::string wrong = wrong_with_name(name);
                if (!wrong.empty()) {
                    found.push_back(
                        {"test_name", file.path + ":" + name, line_of(file.code, at), wrong});
                }
            }
        }
        for (const std::size_t at : places_of_word(file.code, "GTEST_SKIP")) {
            if (file.code.compare(at, 15, "GTEST_SKIP() <<") == 0) continue;  // Says why.
            found.push_back({"test_skipped", file.path, line_of(file.code, at),
                             "say why: GTEST_SKIP() << reason"});
        }
    }
    return found;
}

}  // namespace rapport::tidy
