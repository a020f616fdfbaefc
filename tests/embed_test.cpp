// What is built into the program: sentences, migrations, style sheets, scripts,
// fonts and icons.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "kernel/html/assets.hpp"

namespace {

namespace fs = std::filesystem;

struct Outcome {
    bool is_taken = false;
    std::string said, code;
};

std::string read(const fs::path& path) {
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return {};
    std::string text(static_cast<std::size_t>(fs::file_size(path)), '\0');
    text.resize(std::fread(text.data(), 1, text.size(), file));
    std::fclose(file);
    return text;
}

// A repository to build in, gone at the end of the test.
class Repository {
  public:
    Repository() {
        std::string name = (fs::temp_directory_path() / "embed test XXXXXX").string();
        EXPECT_NE(mkdtemp(name.data()), nullptr);
        root_ = name;
    }
    ~Repository() { fs::remove_all(root_); }

    Repository& with(std::string_view path, std::string_view text) {
        fs::create_directories((root_ / path).parent_path());
        std::FILE* const file = std::fopen((root_ / path).c_str(), "wb");
        EXPECT_NE(file, nullptr) << path;
        if (file == nullptr) return *this;
        std::fwrite(text.data(), 1, text.size(), file);
        std::fclose(file);
        return *this;
    }

    Outcome embed(const std::string& kind) const {
        const fs::path out = root_ / "out.cpp", errors = root_ / "errors";
        fs::remove(out);
        const std::string command = "'" + std::string(RAPPORT_EMBED) + "' " + kind + " '" +
                                    root_.string() + "' '" + out.string() + "' 2>'" +
                                    errors.string() + "'";
        Outcome outcome{
            .is_taken = std::system(command.c_str()) == 0, .said = read(errors), .code = read(out)};
        for (std::size_t at = outcome.said.find(root_.string()); at != std::string::npos;
             at = outcome.said.find(root_.string())) {
            outcome.said.erase(at, root_.string().size() + 1);
        }
        return outcome;
    }

  private:
    fs::path root_;
};

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string served_css(std::string_view css) {
    const Outcome outcome = Repository().with("assets/css/10-a.css", css).embed("assets");
    EXPECT_TRUE(outcome.is_taken) << outcome.said;
    const std::string type = "\"text/css; charset=utf-8\",\n    {\"";
    const std::size_t begin = outcome.code.find(type) + type.size();
    return outcome.code.substr(begin, outcome.code.find("\\012\", ", begin) - begin);
}

TEST(Embed, sentences_are_sorted_and_joined_over_lines) {
    const Outcome outcome = Repository()
                                .with("src/b/b.en.txt", "b.one = One,\n    and more.\n# a note\n")
                                .with("src/a/a.en.txt", "\na.two = Two = 2\n")
                                .embed("catalogues");
    ASSERT_TRUE(outcome.is_taken) << outcome.said;
    EXPECT_TRUE(holds(outcome.code,
                      "{\"a.two\"sv, \"Two = 2\"sv},\n    {\"b.one\"sv, \"One, and more.\"sv}"))
        << outcome.code;
}

TEST(Embed, a_sentence_that_cannot_be_said_stops_the_build) {
    const Outcome outcome = Repository()
                                .with("src/a.en.txt", "a.b = {name\n")
                                .with("src/b.fr.txt", "no sentence\nB.c = x\na.d =\n")
                                .with("src/c.en.txt", "a.b = again\n")
                                .embed("catalogues");
    EXPECT_FALSE(outcome.is_taken);
    EXPECT_EQ(outcome.said,
              "src/a.en.txt:1:1: error: a { is left open\n"
              "src/c.en.txt:1:1: error: a.b stands already at src/a.en.txt:1\n"
              "src/b.fr.txt:1:1: error: write `key = sentence`\n"
              "src/b.fr.txt:2:1: error: \"B.c\" is no key such as slice.what_happened\n"
              "src/b.fr.txt:3:1: error: a key says nothing\n");
}

TEST(Embed, french_signs_never_begin_or_end_a_line_alone) {
    const Outcome outcome = Repository()
                                .with("src/a.fr.txt", "a.b = Quoi : « oui » ou non ?\n")
                                .with("src/a.en.txt", "a.b = What : that\n")
                                .embed("catalogues");
    ASSERT_TRUE(outcome.is_taken) << outcome.said;
    constexpr std::string_view set =
        R"(Quoi\302\240: \302\253\302\240oui\302\240\302\273 ou non\302\240\077)";
    EXPECT_TRUE(holds(outcome.code, set)) << outcome.code;
    EXPECT_TRUE(holds(outcome.code, "What : that"));
}

TEST(Embed, migrations_come_in_order_each_number_once) {
    const Outcome good = Repository()
                             .with("migrations/0002_b.sql", "SELECT '\\?\"';\n")
                             .with("migrations/0001_a.sql", "SELECT 1;")
                             .embed("migrations");
    ASSERT_TRUE(good.is_taken) << good.said;
    EXPECT_TRUE(holds(good.code,
                      "{\"0001_a\",\n    \"SELECT 1;\"},\n    {\"0002_b\",\n    "
                      "\"SELECT '\\\\\\077\\\"';\\012\"}"))
        << good.code;
    const Outcome bad = Repository()
                            .with("migrations/0001_a.sql", "")
                            .with("migrations/0001_b.sql", "")
                            .embed("migrations");
    EXPECT_FALSE(bad.is_taken);
    EXPECT_TRUE(holds(bad.said, "0001_b.sql:1:1: error: a migration is called NNNN_words.sql"));
}

TEST(Embed, css_loses_notes_and_space_but_no_meaning) {
    EXPECT_EQ(served_css("/* note */\na  :hover ,\n b > c { color : red ; "
                         "margin: 0 auto; }\n"),
              "a :hover,b > c{color : red;margin: 0 auto}");
    EXPECT_EQ(served_css("a{width:calc(1px  +  2px);content:\"/* ; } \"}"),
              "a{width:calc(1px + 2px);content:\\\"/* ; } \\\"}");
    EXPECT_EQ(served_css("@media (min-width: 40em) and (x) { a { b: c } }"),
              "@media (min-width: 40em) and (x){a{b: c}}");
    EXPECT_EQ(served_css("a/**/b{}"), "a b{}");
}

TEST(Embed, style_sheets_are_one_in_the_order_of_their_names) {
    const Outcome outcome = Repository()
                                .with("assets/css/20-b.css", "b{}")
                                .with("assets/css/10-a.css", "@layer a;")
                                .embed("assets");
    EXPECT_TRUE(holds(outcome.code, "@layer a;\\012b{}")) << outcome.code;
    EXPECT_TRUE(holds(outcome.code, "\"app.css\", \"/assets/app-")) << outcome.code;
}

TEST(Embed, a_changed_font_changes_every_name_that_leads_to_it) {
    const auto names = [](std::string_view font) {
        const Outcome outcome = Repository()
                                    .with("assets/fonts/text.woff2", font)
                                    .with("assets/css/a.css", "a{src:url('../fonts/text.woff2')}")
                                    .embed("assets");
        const std::size_t at = outcome.code.find("/assets/app-");
        const std::size_t used = outcome.code.find("url(/assets/text-");
        EXPECT_NE(used, std::string::npos) << outcome.code;
        return std::pair(outcome.code.substr(at, 24), outcome.code.substr(used, 25));
    };
    EXPECT_NE(names("one").first, names("two").first);
    EXPECT_NE(names("one").second, names("two").second);
    EXPECT_EQ(names("one"), names("one"));
}

TEST(Embed, modules_import_each_other_by_their_served_names) {
    const Outcome outcome = Repository()
                                .with("assets/js/app.js", "import {a} from './part.js';\n")
                                .with("assets/js/part.js", "export const a = 1;\n")
                                .embed("assets");
    ASSERT_TRUE(outcome.is_taken) << outcome.said;
    EXPECT_TRUE(holds(outcome.code, "import {a} from '/assets/part-")) << outcome.code;
    const Outcome ring = Repository()
                             .with("assets/js/a.js", "import './b.js';")
                             .with("assets/js/b.js", "import './a.js';")
                             .embed("assets");
    EXPECT_TRUE(holds(ring.said, "assets/js/a.js:1:1: error: this module imports itself"))
        << ring.said;
}

TEST(Embed, scripts_lose_notes_and_indentation_but_no_meaning) {
    const auto served = [](std::string_view js) {
        return Repository().with("assets/js/a.js", js).embed("assets").code;
    };
    const std::string code =
        served("// A note.\nif (a) {\n    // Another.\n    b('// no note');\n\n}\n");
    EXPECT_TRUE(holds(code, "if (a) {b('// no note');\\012}")) << code;
    EXPECT_TRUE(
        holds(served("a\nb({\n  c,\n})\nd; // x;\ne\n"), "a\\012b({c,})\\012d; // x;\\012e"));
    EXPECT_FALSE(holds(code, "note.")) << code;
    EXPECT_FALSE(holds(code, "Another")) << code;
    EXPECT_FALSE(holds(code, "    b(")) << code;
    const std::string whole = served("const poem = `\n    // not a note\n`;\n");
    EXPECT_TRUE(holds(whole, "    // not a note")) << whole;
}

TEST(Embed, the_scripts_of_the_program_stay_small) {
    std::size_t bytes = 0;
    for (const auto& asset : rapport::assets::all()) {
        if (asset.name.ends_with(".js")) bytes += asset.bytes.size();
    }
    EXPECT_GT(bytes, 10'000u);
    EXPECT_LE(bytes, 25u * 1024) << "docs/decisions/0007 promises 25 KB, all modules together";
}

TEST(Embed, a_missing_picture_stops_the_build) {
    const Outcome outcome =
        Repository().with("assets/css/a.css", "a{background:url(../img/no.png)}").embed("assets");
    EXPECT_FALSE(outcome.is_taken);
    EXPECT_TRUE(holds(outcome.said, "no asset is ../img/no.png")) << outcome.said;
}

TEST(Embed, an_icon_stands_in_the_page_hidden_from_screen_readers) {
    const Outcome outcome =
        Repository()
            .with("assets/icons/phone.svg",
                  "<?xml version=\"1.0\"?>\n<!-- mine "
                  "-->\n<svg viewBox=\"0 0 24 24\">\n"
                  "  <path\n   d=\"M0 0\"/>\n</svg>\n")
            .with("assets/icons/mail.svg", "<svg class=\"icon\" aria-hidden=\"true\"><g/></svg>")
            .embed("assets");
    EXPECT_TRUE(holds(outcome.code,
                      "{\"mail\", \"<svg focusable=\\\"false\\\" class=\\\"icon\\\" "
                      "aria-hidden=\\\"true\\\"><g/></svg>\"}"))
        << outcome.code;
    EXPECT_TRUE(holds(outcome.code, " d=\\\"M0 0\\\"/></svg>\"}")) << outcome.code;
}

TEST(Embed, a_folder_without_anything_is_an_empty_table) {
    for (const std::string kind : {"catalogues", "assets", "migrations"}) {
        const Outcome outcome = Repository().embed(kind);
        EXPECT_TRUE(outcome.is_taken) << outcome.said;
        EXPECT_TRUE(holds(outcome.code, "return {};")) << outcome.code;
    }
}

}  // namespace
