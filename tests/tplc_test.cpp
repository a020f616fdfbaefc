// What the template compiler refuses, and what it makes of what it takes. Runs
// the built compiler on small templates in a folder of its own.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace {

namespace fs = std::filesystem;

struct Outcome {
    bool is_taken = false;
    std::string said;  // Errors, without the folder.
    std::string code;  // Generated C++.
};

std::string read(const fs::path& path) {
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return {};
    std::string text(static_cast<std::size_t>(fs::file_size(path)), '\0');
    text.resize(std::fread(text.data(), 1, text.size(), file));
    std::fclose(file);
    return text;
}

void write(const fs::path& path, std::string_view text) {
    fs::create_directories(path.parent_path());
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    ASSERT_NE(file, nullptr) << path;
    std::fwrite(text.data(), 1, text.size(), file);
    std::fclose(file);
}

void remove_all_of(std::string& text, const std::string& part) {
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part)) {
        text.erase(at, part.size());
    }
}

// A repository with one slice, gone at the end of the test.
class Repository {
  public:
    Repository() {
        std::string name = (fs::temp_directory_path() / "tplc test XXXXXX").string();
        EXPECT_NE(mkdtemp(name.data()), nullptr);
        root_ = name;
        write(root_ / "src/demo/demo.en.txt",
              "demo.saved = Saved.\n"
              "demo.left = {count, plural, one {# visit} other {# visits}} of {the "
              "coach}"
              " with {name}\n");
        write(root_ / "src/demo/row.html",
              "{{view rapport::demo::Row from "
              "\"demo/rows.hpp\"}}\n<li>{{name}}</li>\n");
    }
    ~Repository() { fs::remove_all(root_); }
    const fs::path& root() const { return root_; }

    Outcome compile(std::string_view body) const {
        return compile_whole("{{view rapport::demo::View from \"demo/demo.hpp\"}}\n" +
                             std::string(body));
    }

    Outcome compile_whole(std::string_view text) const {
        write(root_ / "src/demo/page.html", text);
        const fs::path out = root_ / "page.cpp", errors = root_ / "errors";
        fs::remove(out);
        const std::string command = "'" + std::string(RAPPORT_TPLC) + "' --root '" +
                                    root_.string() + "' demo/page.html '" + out.string() + "' 2>'" +
                                    errors.string() + "'";
        Outcome outcome{
            .is_taken = std::system(command.c_str()) == 0, .said = read(errors), .code = read(out)};
        remove_all_of(outcome.said, root_.string() + "/src/demo/");
        return outcome;
    }

  private:
    fs::path root_;
};

struct Case {
    std::string_view body;  // From line 2 on.
    std::string_view said;
};

void expect_refused(const std::initializer_list<Case>& cases) {
    const Repository repository;
    for (const Case& one : cases) {
        const Outcome outcome = repository.compile(one.body);
        EXPECT_FALSE(outcome.is_taken) << one.body;
        EXPECT_EQ(outcome.said, "page.html:" + std::string(one.said) + "\n") << one.body;
        EXPECT_TRUE(outcome.code.empty()) << one.body;
    }
}

// What the template sends out, holes as C++ calls without their values.
std::string sent(std::string_view body) {
    const Outcome outcome = Repository().compile(body);
    EXPECT_TRUE(outcome.is_taken) << outcome.said;
    std::string made;
    std::string_view rest = outcome.code;
    rest.remove_prefix(std::min(rest.find("{\n") + 2, rest.size()));
    while (!rest.empty()) {
        const std::size_t stop = std::min(rest.find('\n'), rest.size() - 1);
        std::string_view line = rest.substr(0, stop);
        rest.remove_prefix(stop + 1);
        while (line.starts_with(' ')) line.remove_prefix(1);
        if (line.starts_with('"')) {
            made += line.substr(1, line.find_last_of('"') - 1);
        } else if (line.starts_with("out.") && !line.starts_with("out.literal")) {
            made += "[" + std::string(line.substr(4, line.find('(') - 4)) + "]";
        }
    }
    return made;
}

TEST(Tplc, holes_are_refused_where_nothing_can_be_made_safe) {
    expect_refused({
        {"<a title={{x}}>a</a>", "2:10: error: put this value in quotes: a space would end it"},
        {"<script>let a = {{x}};</script>",
         "2:17: error: a hole cannot stand in <script>; put the value in a data- "
         "attribute"},
        {"<style>a { color: {{x}} }</style>",
         "2:19: error: a hole cannot stand in <style>; put the value in a data- "
         "attribute"},
        {"<p style=\"color: {{x}}\">a</p>",
         "2:4: error: style= is blocked by our own policy; write a class"},
        {"<p onclick=\"go({{x}})\">a</p>",
         "2:4: error: onclick= is blocked by our own policy; see assets/js"},
        {"<!-- {{x}} -->", "2:6: error: a hole cannot stand in an HTML comment"},
        {"<p data-{{x}}=\"a\">a</p>", "2:9: error: a hole cannot be part of an attribute's name"},
        {"<p {{x}}>a</p>", "2:4: error: a value cannot stand inside a tag without quotes"},
        {"<p class=\"{{csrf}}\">a</p>", "2:11: error: {{csrf}} stands between tags"},
        {"<title>{{icon phone}}</title>", "2:8: error: {{icon}} stands between tags"},
        {"<img alt=\"\" srcset=\"{{x}} 2x\">", "2:13: error: srcset cannot be made safe here"},
    });
}

TEST(Tplc, an_address_is_one_hole_or_begins_with_text) {
    expect_refused({
        {"<a href=\"{{x}}/edit\">a</a>",
         "2:15: error: a hole that begins an address must be the whole of it"},
        {"<a href=\"{{x}}{{y}}\">a</a>",
         "2:15: error: a hole that begins an address must be the whole of it"},
        {"<a href=\"/a?{{t demo.saved}}\">a</a>",
         "2:13: error: a sentence cannot be part of an address"},
    });
    EXPECT_EQ(sent("<a href=\"{{x}}\">a</a>"), "<a href=\\\"[whole_url]\\\">a</a>");
    EXPECT_EQ(sent("<a href=\"/a/{{x}}?b={{y}}\">a</a>"),
              "<a href=\\\"/a/[url_part]?b=[url_part]\\\">a</a>");
    EXPECT_EQ(sent("<a href=\"{{if x}}/a{{else}}{{y}}{{end}}\">a</a>"),
              "<a href=\\\"/a[whole_url]\\\">a</a>");
}

TEST(Tplc, a_form_that_posts_carries_its_guard) {
    expect_refused({
        {"<form method=\"post\" action=\"/a\"></form>",
         "2:1: error: a form that posts needs {{csrf}}"},
        {"<form method=POST action=\"/a\"></form>", "2:1: error: a form that posts needs {{csrf}}"},
        {"<form method=\"post\">{{if x}}{{csrf}}{{end}}</form>",
         "2:1: error: a form that posts needs {{csrf}}"},
    });
    EXPECT_EQ(sent("<form method=\"post\">{{csrf}}</form>"),
              "<form method=\\\"post\\\">[guard]</form>");
    EXPECT_EQ(sent("<form action=\"/search\"></form>"), "<form action=\\\"/search\\\"></form>");
}

TEST(Tplc, every_field_has_a_name_people_can_hear) {
    expect_refused({
        {"<input name=\"a\">",
         "2:1: error: this <input> needs an id and a "
         "<label for>, or a <label> around it, or "
         "aria-label"},
        {"<select id=\"a\"></select>", "2:1: error: no <label for=\"a\"> names this <select>"},
        {"<img src=\"/a.png\">", "2:1: error: an <img> needs alt; alt=\"\" when it says nothing"},
    });
    for (const std::string_view good :
         {"<label for=\"a\">A</label><input id=\"a\">", "<label>A <input></label>",
          "<input aria-label=\"{{t demo.saved}}\">", "<input type=\"hidden\" name=\"a\">",
          "<label for=\"a-{{x}}\">A</label><textarea id=\"a-{{x}}\"></textarea>",
          "<img src=\"/a.png\" alt=\"\">"}) {
        EXPECT_TRUE(Repository().compile(good).is_taken) << good;
    }
}

TEST(Tplc, an_id_stands_once) {
    expect_refused({
        {"<p id=\"a\">a</p><p id=\"a\">b</p>",
         "2:19: error: the id \"a\" stands in this template twice"},
        {"{{if x}}<p id=\"a\">a</p>{{end}}<p id=\"a\">b</p>",
         "2:34: error: the id \"a\" stands in this template twice"},
        {"{{each row in rows}}<p id=\"a\">a</p>{{end}}",
         "2:24: error: inside each, an id needs a hole to be the only one"},
        {"<p tabindex=\"2\">a</p>",
         "2:4: error: tabindex is 0 or -1; order the page itself otherwise"},
        {"<p class=\"a\" class=\"b\">a</p>", "2:14: error: the attribute class stands here twice"},
    });
    EXPECT_TRUE(
        Repository().compile("{{if x}}<p id=\"a\">a</p>{{else}}<p id=\"a\">b</p>{{end}}").is_taken);
    EXPECT_TRUE(
        Repository().compile("<p {{if x}}class=\"a\"{{else}}class=\"b\"{{end}}>b</p>").is_taken);
}

TEST(Tplc, blocks_and_tags_are_closed) {
    expect_refused({
        {"{{if x}}a", "2:1: error: this {{if}} has no {{end}}"},
        {"{{each row in rows}}a{{else}}b", "2:1: error: this {{each}} has no {{end}}"},
        {"a{{end}}", "2:2: error: {{end}} closes nothing"},
        {"{{if x}}a{{else}}b{{else}}c{{end}}", "2:19: error: this block has an {{else}} already"},
        {"a {{name", "2:3: error: this {{ is never closed"},
        {"<div>a", "2:1: error: <div> is never closed"},
        {"<div><b>a</div></b>",
         "2:10: error: </div> stands where </b> is awaited\n"
         "page.html:2:16: error: </b> closes nothing"},
        {"<p class=\"a", "2:1: error: this tag is never closed"},
        {"{{if x}}<div>{{end}}a</div>",
         "2:1: error: what an if opens it must close, as it may be skipped\n"
         "page.html:2:22: error: </div> closes nothing"},
        {"{{each row in rows}}</b>{{end}}", "2:21: error: </b> closes nothing"},
        {"1 < 2", "2:3: error: write &lt; for a < that begins no tag"},
    });
}

TEST(Tplc, only_the_forms_of_the_language_are_known) {
    expect_refused({
        {"{{unless x}}a{{end}}",
         "2:3: error: no form of this language is {{unless …}}\n"
         "page.html:2:14: error: {{end}} closes nothing"},
        {"{{name()}}", "2:3: error: \"name()\" is not a value of the view"},
        {"{{a..b}}", "2:3: error: \"a..b\" is not a value of the view"},
        {"{{}}", "2:1: error: these braces are empty"},
        {"{{each row rows}}a{{end}}", "2:1: error: write {{each row in rows}}"},
        {"{{each v in rows}}a{{end}}", "2:8: error: choose another name than v"},
        {"{{if}}", "2:3: error: {{if}} needs a value"},
        {"{{if why}}{{why}}{{end}}",
         "2:6: error: {{why}} is the refusal of the form: call this value otherwise"},
        {"{{part demo/none.html row}}", "2:8: error: there is no template src/demo/none.html"},
        {"{{part demo/row.html}}", "2:1: error: write {{part folder/file.html value}}"},
        {"{{form.a b}}", "2:1: error: write {{form.field}} or {{form.field or value}}"},
        {"<p {{checked a b}}>a</p>", "2:4: error: a tag <p> cannot be checked"},
    });
    const Outcome outcome = Repository().compile_whole("<p>a</p>");
    EXPECT_EQ(outcome.said,
              "page.html:1:1: error: the first line must be {{view "
              "TYPE from \"HEADER\"}}\n");
}

TEST(Tplc, a_sentence_is_there_and_gets_just_what_it_mentions) {
    expect_refused({
        {"{{t demo.lost}}", "2:5: error: no .en.txt has the sentence demo.lost"},
        {"{{t demo.left count=n}}", "2:5: error: demo.left needs name=…"},
        {"{{t demo.saved name=n}}", "2:16: error: demo.saved does not mention {name}"},
        {"é {{t demo.saved n=1}}", "2:18: error: demo.saved does not mention {n}"},
        {"{{t demo.left n}}", "2:15: error: an argument is written name=value"},
    });
    EXPECT_TRUE(Repository().compile("{{t demo.left count=3 name=\"Ana\"}}").is_taken);
}

TEST(Tplc, white_space_that_orders_the_file_is_not_sent) {
    EXPECT_EQ(sent("\n<ul>\n  {{each row in rows}}\n    <li>{{row}}</li>\n  "
                   "{{end}}\n</ul>\n"),
              "<ul>\\n<li>[text]</li>\\n</ul>\\n");
    EXPECT_EQ(sent("<p>\n\n   a   b\n</p>"), "<p>\\na b\\n</p>");
    EXPECT_EQ(sent("<!-- why -->\n{{# why }}\n<b>{{x}}</b> <i>{{y}}</i>"),
              "<b>[text]</b> <i>[text]</i>");
    EXPECT_EQ(sent("<pre>\n  a\n\n    b</pre>"), "<pre>\\n  a\\n\\n    b</pre>");
    EXPECT_EQ(sent("<a  class=\"x  y\"\n   title='{{x}}' >a</a>"),
              "<a class=\\\"x  y\\\" title='[attribute]'>a</a>");
    EXPECT_EQ(sent("<label>a <input required {{checked a b}}></label>"),
              "<label>a <input required[mark]></label>");
    EXPECT_EQ(sent("<option {{if x}}disabled{{end}} value=\"a\">a</option>"),
              "<option disabled value=\\\"a\\\">a</option>");
}

TEST(Tplc, a_text_area_keeps_the_line_end_it_begins_with) {
    EXPECT_EQ(sent("<label>a <textarea name=\"n\">{{form.n}}</textarea></label>"),
              "<label>a <textarea name=\\\"n\\\">\\n[attribute]</textarea></label>");
}

TEST(Tplc, dates_are_plain_where_time_has_no_place) {
    EXPECT_EQ(sent("<p title=\"{{day d}}\">{{day d}}</p>"), "<p title=\\\"[plain]\\\">[day]</p>");
    EXPECT_EQ(sent("<option>{{day d}}</option>"), "<option>[plain]</option>");
}

TEST(Tplc, a_value_stands_at_its_own_line_and_column) {
    const Outcome outcome = Repository().compile("<p>é {{name}}</p>\n\n<p>{{row.name}}</p>");
    EXPECT_NE(outcome.code.find("#line 2\n     v.name"), std::string::npos) << outcome.code;
    EXPECT_NE(outcome.code.find("#line 4\n   v.row.name"), std::string::npos) << outcome.code;
}

TEST(Tplc, a_part_brings_its_own_header_and_view) {
    const Outcome outcome =
        Repository().compile("<ul>{{each row in rows}}{{part demo/row.html row}}{{end}}</ul>");
    ASSERT_TRUE(outcome.is_taken) << outcome.said;
    EXPECT_NE(outcome.code.find("#include \"demo/rows.hpp\""), std::string::npos);
    EXPECT_NE(outcome.code.find("::rapport::demo::render(out,"), std::string::npos);
}

TEST(Tplc, an_icon_is_there_once_there_are_icons) {
    const Repository repository;
    EXPECT_TRUE(repository.compile("{{icon phone}}").is_taken);
    write(repository.root() / "assets/icons/mail.svg", "<svg/>");
    EXPECT_EQ(repository.compile("{{icon phone}}").said,
              "page.html:2:8: error: there is no assets/icons/phone.svg\n");
    EXPECT_TRUE(repository.compile("{{icon mail}}{{icon row.icon}}").is_taken);
}

}  // namespace
