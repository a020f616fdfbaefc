#include "tests/hostile/strings.hpp"

#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace rapport::test {

namespace {

namespace fs = std::filesystem;

std::string repeated(std::string_view piece, int times) {
    std::string made;
    for (int i = 0; i < times; ++i) made += piece;
    return made;
}

std::vector<std::string> list_in(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::vector<std::string> strings;
    const boost::json::value list = boost::json::parse(text);
    for (const auto& one : list.as_array()) {
        strings.emplace_back(one.as_string());
    }
    return strings;
}

fs::path public_list() {
    std::vector<std::string> folders;
    if (const char* named = std::getenv("RAPPORT_SHARED_DATA")) folders.emplace_back(named);
    for (const char* up : {"/../shared/data", "/../../shared/data"}) {
        folders.push_back(std::string(RAPPORT_SOURCE_DIR) + up);
    }
    for (const std::string& folder : folders) {
        const fs::path path = fs::path(folder) / "strings/blns/blns.json";
        if (fs::exists(path)) return path;
    }
    return {};
}

std::vector<std::string> invisible() {
    return {"\u202Etxt.exe is backwards\u202C",
            "\u2066isolated\u2069 and \u200Fmarked\u200E",
            "zero\u200Bwidth\u200Cand\u200Djoined\uFEFF",
            "\uFEFFbegins with a mark",
            "\u0301\u0308 begins with lone marks",
            "e\u0301 and \u00E9 stay two spellings",
            "\u00AD\u200B",
            "soft\u00ADhyphen",
            "\uFFFE\uFFFF no letters",
            "\U0001FFFE\U0010FFFF the last ones",
            "\u2028line\u2029paragraph",
            "\x01\x02\x07\x08\x0B\x0C\x0E\x1B[31m\x7F controls",
            "\xC2\x85next line\xC2\x9F",
            "\u3000wide spaces\u3000",
            "_x0041_ and _x000D_ and _x005F_ and _X0041_"};
}

std::vector<std::string> written_strangely() {
    return {"\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 family",
            "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F flag",
            "\U0001F469\U0001F3FD\u200D\U0001F3EB teacher",
            "\u0645\u062F\u0631\u0633\u0629 and \u05D1\u05D9\u05EA \u05E1\u05E4\u05E8",
            "Nguy\u1EC5n-L\u00EA Th\u1ECB \"Minh\" O\u2019Brien & S\u00F8n",
            "\uFDFD\uFDFD",
            "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E"
            "a\u0351\u036Bl\u0343g\u036Ao\u0302",
            repeated("W", 280),
            repeated("\u00FC", 55),
            repeated("verylongwordwithoutanybreak", 10)};
}

std::vector<std::string> placeholders() {
    return {"{{csrf}}",
            "{{t desk.title}}",
            "{{part x}}",
            "{name}",
            "{count}",
            "{The coach}",
            "{coach}",
            "{0} %s %n %d %%",
            "{count, plural, one {x} other {y}}",
            "{",
            "}",
            "{{",
            "}}",
            "{{{",
            "\\{name\\}",
            "\\n",
            "$1 $2 ?1 :name",
            "'; DROP TABLE district; --",
            "%_%"};
}

std::vector<std::string> headers_and_lines() {
    return {"Hello\r\nBcc: everyone@example.org\r\n\r\nNot mine",
            "a\nX-Injected: yes",
            "a\rSet-Cookie: s=1",
            "a\r\n\r\n<h1>two</h1>",
            "\nbegins with a line end",
            "\r\nbegins with two",
            "ends with one\n",
            "one\n\n\ntwo",
            "=?utf-8?Q?=0D=0ABcc:_x?=",
            "tab\tinside"};
}

std::vector<std::string> formulas() {
    return {"=1+1",
            "=HYPERLINK(\"https://canary.example\",\"x\")",
            "+1+1",
            "-1+1",
            "-5",
            "+49 30 123",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "'=1",
            "\"=1\"",
            "\",=1,\"",
            ";=1",
            "\uFF1D1+1",
            "\uFF0B1",
            "\uFF0D1",
            "\uFF20x",
            "{=1}",
            "1e5",
            "007",
            "TRUE",
            "2026-11-02",
            "https://canary.example/",
            "mailto:x@canary.example",
            "internal:Sheet1!A1"};
}

std::vector<std::string> fragments() {
    return {"<b>bold</b>",
            "a & b &amp; c &lt; d",
            "&#39;&quot;",
            "<",
            ">",
            "\"",
            "'",
            "`",
            "</main>",
            "<!--",
            "]]>",
            "null",
            "undefined",
            "0",
            "false",
            "[]",
            "../../etc/passwd",
            "//canary.example",
            "a?b=c&d#e",
            "%00%0d%0a",
            "\\u0000",
            "-",
            ".",
            "\\",
            "/"};
}

}  // namespace

const std::vector<std::string>& own_strings() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> made;
        for (const auto& some : {invisible(), written_strangely(), placeholders(),
                                 headers_and_lines(), formulas(), fragments()}) {
            made.insert(made.end(), some.begin(), some.end());
        }
        return made;
    }();
    return all;
}

const std::vector<std::string>& probes() {
    static const auto all = list_in(RAPPORT_SOURCE_DIR "/tests/hostile/probes.json");
    return all;
}

const std::vector<std::string>& naughty_strings() {
    static const std::vector<std::string> all = [] {
        const fs::path path = public_list();
        if (!path.empty()) return list_in(path);
        std::puts("the public list of naughty strings is not here: only our own are tried");
        return std::vector<std::string>();
    }();
    return all;
}

std::vector<std::string> hostile_strings() {
    std::vector<std::string> all = own_strings();
    for (const auto& more : {probes(), naughty_strings()}) {
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

}  // namespace rapport::test
