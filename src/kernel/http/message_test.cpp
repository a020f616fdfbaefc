#include "kernel/http/message.hpp"

#include <gtest/gtest.h>
#include <unicode/utf8.h>

#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "kernel/http/escape.hpp"
#include "kernel/id/random.hpp"

namespace rapport::http {

namespace {

std::string escaped(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out += c;
        } else if (c == ' ') {
            out += '+';
        } else {
            out += '%';
            out += digits[byte / 16];
            out += digits[byte % 16];
        }
    }
    return out;
}

void expect_round_trip(const std::string& text) {
    const auto fields = Fields::parse(escaped(text) + "=" + escaped(text) + "&" + escaped(text));
    ASSERT_TRUE(fields) << text;
    ASSERT_EQ(fields->entries().size(), 2u) << text;
    EXPECT_EQ(fields->entries()[0], std::make_pair(text, text));
    EXPECT_EQ(fields->entries()[1], std::make_pair(text, std::string()));
}

// Up to twenty characters of all the lengths that UTF-8 has.
std::string random_text(Random& random) {
    static constexpr std::uint64_t ends[] = {0x7f, 0x7ff, 0xd7ff, 0x10ffff};
    std::string out;
    for (auto length = 1 + random.number() % 20; length > 0; --length) {
        auto c = static_cast<std::uint32_t>(1 + random.number() % ends[random.number() % 4]);
        if (c >= 0xd800 && c < 0xe000) c -= 0x800;  // No surrogates.
        std::uint8_t bytes[4];
        std::int32_t size = 0;
        U8_APPEND_UNSAFE(bytes, size, c);
        out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    }
    return out;
}

std::string naughty_strings() {
    for (const char* up : {"/../shared", "/../../shared"}) {
        const auto file = std::string(RAPPORT_SOURCE_DIR) + up + "/data/strings/blns/blns.json";
        if (std::filesystem::exists(file)) return file;
    }
    return "";
}

}  // namespace

TEST(Form, a_broken_escape_is_refused) {
    for (const char* bad : {"%", "%1", "a=%g1", "a=%1g", "%%41", "a=1&b=%", "note=50%"}) {
        EXPECT_FALSE(Fields::parse(bad)) << bad;
    }
}

TEST(Form, bytes_that_are_no_text_are_refused) {
    for (const char* bad : {"a=%FF", "a=%C3", "a=%ED%A0%80", "a=%C0%80", "a=%00", "%00=a",
                            "a=%F5%80%80%80", "a=\xff"}) {
        EXPECT_FALSE(Fields::parse(bad)) << bad;
    }
}

TEST(Form, a_nul_in_what_was_typed_is_left_for_the_page_to_speak_of) {
    const auto form = Fields::parse_form("words=a%00b&times=now");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->first("words"), std::string_view("a\0b", 3));
    EXPECT_FALSE(Fields::parse_form("%00=a"));
}

TEST(Form, a_thousand_fields_are_taken_and_one_more_is_refused) {
    std::string form;
    for (int i = 0; i < 1000; ++i) form += "a=1&";
    ASSERT_TRUE(Fields::parse(form));
    EXPECT_EQ(Fields::parse(form)->entries().size(), 1000u);
    EXPECT_FALSE(Fields::parse(form + "b"));
}

TEST(Form, fields_come_in_order_and_as_often_as_they_were_sent) {
    const auto fields = Fields::parse("tag=robot&note=a+b%2Bc&tag=video&&empty=&alone&x==y");
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->all("tag"), (std::vector<std::string_view>{"robot", "video"}));
    EXPECT_EQ(fields->first("note"), "a b+c");
    EXPECT_EQ(fields->first("x"), "=y");
    EXPECT_TRUE(fields->has("empty") && fields->has("alone") && fields->has("tag", "video"));
    EXPECT_FALSE(fields->has("nothing") || fields->has("tag", "tablet"));
    EXPECT_TRUE(Fields::parse("")->is_empty());
}

TEST(Form, whatever_is_typed_arrives_as_it_was_typed) {
    for (const char* text : {"", "a&b=c", "+", "100 %", "line\r\nline", "\t", "O'Brien; \"x\"",
                             "<script>alert(1)</script>", "Nguyễn Lê", "李小龙", "😀", "\u202e"}) {
        if (*text != '\0') expect_round_trip(text);
    }
    const auto seed = SystemRandom().number();
    SCOPED_TRACE("seed " + std::to_string(seed));
    SeededRandom random(seed);
    for (int i = 0; i < 2000; ++i) expect_round_trip(random_text(random));
}

TEST(Form, the_big_list_of_naughty_strings_arrives_as_it_was_sent) {
    const auto file = naughty_strings();
    if (file.empty()) {
        std::fputs("SKIP: the shared strings are not here\n", stderr);
        return;
    }
    std::ifstream in(file);
    const std::string json{std::istreambuf_iterator<char>(in), {}};
    const auto strings = boost::json::parse(json).as_array();
    for (const auto& value : strings) {
        const std::string text(value.as_string());
        if (!text.empty()) expect_round_trip(text);
    }
    EXPECT_GT(strings.size(), 400u);
}

TEST(Path, what_two_servers_could_read_differently_is_refused) {
    for (const char* bad : {"",        "people",         "//evil.example/",
                            "/a//b",   "/../etc/passwd", "/a/..",
                            "/a/.",    "/./a",           "/%2e%2e/a",
                            "/a/%2E",  "/a%2fb",         "/a%2Fb",
                            "/%",      "/%zz",           "/a%00b",
                            "/a%0Ab",  "/a%0d%0a",       "/a%7f",
                            "/%ff",    "/caf\xc3\xa9",   "/a#b",
                            "/a b",    "http://school/", "*",
                            "/?q=%zz", "/?q=%ff"}) {
        EXPECT_FALSE(parse_target(bad)) << bad;
    }
}

TEST(Path, a_path_is_decoded_once) {
    const auto target = parse_target("/people/caf%C3%A9%20x/%252e?q=a%2Fb+c&q=2");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/people/café x/%2e");
    EXPECT_EQ(target->query.all("q"), (std::vector<std::string_view>{"a/b c", "2"}));
    EXPECT_EQ(parse_target("/")->path, "/");
    EXPECT_EQ(parse_target("/people/")->path, "/people/");
    EXPECT_EQ(parse_target("/a+b?")->path, "/a+b");
}

TEST(Request, a_cookie_is_found_by_its_whole_name) {
    Request request;
    request.headers = {{"accept", "x"}, {"cookie", "xs=1; s=2;t=a=b"}, {"cookie", "late=3"}};
    EXPECT_EQ(request.cookie("s"), "2");
    EXPECT_EQ(request.cookie("xs"), "1");
    EXPECT_EQ(request.cookie("t"), "a=b");
    EXPECT_EQ(request.cookie("late"), "3");
    EXPECT_EQ(request.cookie("none"), "");
    EXPECT_EQ(request.header("accept"), "x");
    EXPECT_EQ(request.header("host"), "");
}

}  // namespace rapport::http
