#include "kernel/html/html.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "kernel/html/assets.hpp"
#include "kernel/html/escape.hpp"
#include "kernel/locale/words.hpp"

namespace rapport {
namespace {

// What was typed into a form, for a page shown again.
class FakeForm final : public Typed {
  public:
    FakeForm(std::initializer_list<std::pair<std::string, std::string>> fields) : fields_(fields) {}
    bool is_empty() const override { return fields_.empty(); }
    std::string_view first(std::string_view field) const override {
        for (const auto& [name, value] : fields_) {
            if (name == field) return value;
        }
        return {};
    }
    bool has(std::string_view field, std::string_view value) const override {
        for (const auto& [name, typed] : fields_) {
            if (name == field && typed == value) return true;
        }
        return false;
    }

  private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

const Instant morning = *Instant::parse_rfc3339("2026-03-03T16:40:00.000Z");

// A page in a district of Chicago, in English unless said otherwise.
struct Page {
    locale::Speech speech{locale::Language::english,
                          locale::default_words(locale::Language::english),
                          *Zone::find("America/Chicago"), morning};
    PageContext context{.speech = &speech, .csrf_token = "tok\"en", .idempotency_key = "key"};
    Html html{context};
};

template <class Write>
std::string written(Write write) {
    Page page;
    write(page.html);
    return page.html.take();
}

// Reads escaped text as a browser would.
std::string read_back(std::string_view markup) {
    static const std::map<std::string_view, char> entities = {{"&amp;", '&'},  {"&lt;", '<'},
                                                              {"&gt;", '>'},   {"&quot;", '"'},
                                                              {"&#39;", '\''}, {"&#13;", '\r'}};
    std::string text;
    for (std::size_t at = 0; at < markup.size();) {
        if (markup[at] != '&') {
            text += markup[at++];
            continue;
        }
        const std::size_t stop = markup.find(';', at);
        text += entities.at(markup.substr(at, stop - at + 1));
        at = stop + 1;
    }
    return text;
}

TEST(Html, hostile_text_comes_back_byte_for_byte_and_stays_text) {
    std::mt19937 random(20260303);
    const std::string_view pieces[] = {"<",  ">",           "&",        "\"",  "'",  "\r",
                                       "\n", "amp;",        "<script>", "é",   "李", "&lt;",
                                       "x",  "plain words", "\t",       "]]>", "--"};
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (auto left = random() % 12; left > 0; --left) text += pieces[random() % 17];
        const std::string markup = html::escaped(text);
        EXPECT_EQ(read_back(markup), text);
        EXPECT_EQ(markup.find_first_of("<>\"'\r"), std::string::npos) << markup;
    }
}

TEST(Html, every_byte_is_escaped_wherever_it_stands) {
    for (int byte = 1; byte < 128; ++byte) {
        for (std::size_t before = 0; before < 20; ++before) {
            const std::string text = std::string(before, 'a') + static_cast<char>(byte) + "bcd";
            EXPECT_EQ(read_back(html::escaped(text)), text);
            const bool is_special = std::string_view("&<>\"'\r").find(static_cast<char>(byte)) !=
                                    std::string_view::npos;
            EXPECT_EQ(html::escaped(text) != text, is_special) << byte << " after " << before;
        }
    }
}

TEST(Html, an_address_of_another_kind_goes_nowhere) {
    for (const std::string_view good :
         {"https://example.org/a?b=c", "HTTP://example.org", "mailto:ana@example.org", "/today",
          "/", "#top", "?after=3", "", "/a//b"}) {
        EXPECT_TRUE(html::is_safe_url(good)) << good;
    }
    for (const std::string_view bad :
         {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x",
          "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
          "java\nscript:alert(1)", "vbscript:x", "ftp://x", "today", "\x01https://x", "https:x"}) {
        EXPECT_FALSE(html::is_safe_url(bad)) << bad;
        EXPECT_EQ(written([&](Html& out) { out.whole_url(bad); }), "#");
    }
    EXPECT_EQ(written([](Html& out) { out.whole_url("/a?b=1&c=\"2\""); }),
              "/a?b=1&amp;c=&quot;2&quot;");
}

TEST(Html, a_part_of_an_address_cannot_leave_its_place) {
    const auto part = [](auto value) { return written([&](Html& out) { out.url_part(value); }); };
    EXPECT_EQ(part(std::string_view("a/b?c&d=é#\"<..")), "a%2Fb%3Fc%26d%3D%C3%A9%23%22%3C..");
    EXPECT_EQ(part(std::int64_t{-5}), "-5");
    EXPECT_EQ(part(Day{2026, 3, 3}), "2026-03-03");
    EXPECT_EQ(part(std::optional<std::string>("a b")), "a%20b");
    EXPECT_EQ(part(PersonId()), "00000000000000000000000000");
}

TEST(Html, values_are_written_when_they_are_there) {
    const auto text = [](auto value) { return written([&](Html& out) { out.text(value); }); };
    EXPECT_EQ(text(std::optional<std::string>("<b>")), "&lt;b&gt;");
    EXPECT_EQ(text(std::optional<std::string>()), "");
    EXPECT_EQ(text(std::optional<int>(7)), "7");
    EXPECT_EQ(text(std::size_t{1204}), "1204");
    EXPECT_EQ(text(-3), "-3");
    EXPECT_EQ(text(Key{"locale.today"}), "today");
}

TEST(Html, a_page_asks_whether_something_is_there) {
    const int number = 0;
    EXPECT_FALSE(is_there(false) || is_there(0) || is_there(std::string()) ||
                 is_there(std::string_view()) || is_there(std::vector<int>()) ||
                 is_there(std::optional<int>()) || is_there(SafeHtml()) || is_there(PersonId()) ||
                 is_there(static_cast<const int*>(nullptr)));
    EXPECT_TRUE(is_there(true) && is_there(-1) && is_there(std::string("x")) &&
                is_there(std::vector<int>(1)) && is_there(std::optional<int>(0)) &&
                is_there(&number));
}

TEST(Html, days_and_times_carry_their_exact_value) {
    EXPECT_EQ(written([](Html& out) {
                  out.day(Day{2026, 3, 4});
              }),
              "<time datetime=\"2026-03-04\" title=\"Wednesday, March 4, 2026\">Wed 4 Mar</time>");
    EXPECT_EQ(written([](Html& out) {
                  out.near_day(Day{2026, 3, 4});
              }),
              "<time datetime=\"2026-03-04\" title=\"Wednesday, March 4, 2026\">tomorrow</time>");
    EXPECT_EQ(written([](Html& out) { out.ago(morning.plus_seconds(-600)); }),
              "<time datetime=\"2026-03-03T16:30:00.000Z\" "
              "title=\"Tuesday, March 3, 2026, 10:30 AM\">10 minutes ago</time>");
    EXPECT_EQ(written([](Html& out) { out.minutes(75); }),
              "<time datetime=\"PT75M\">1 h 15 min</time>");
    EXPECT_EQ(written([](Html& out) { out.number(1204); }), "1,204");
    EXPECT_EQ(written([](Html& out) { out.day(std::optional<Day>()); }), "");
}

TEST(Html, attributes_take_days_as_inputs_want_them) {
    const auto attribute = [](auto value) {
        return written([&](Html& out) { out.attribute(value); });
    };
    EXPECT_EQ(attribute(Day{2026, 3, 4}), "2026-03-04");
    EXPECT_EQ(attribute(std::optional<Day>()), "");
    EXPECT_EQ(attribute(morning), "2026-03-03T16:40:00.000Z");
    EXPECT_EQ(attribute(std::string("\"x")), "&quot;x");
}

TEST(Html, a_sentence_with_a_hostile_name_stays_text) {
    Page page;
    page.html.say(Key{"locale.when"}, {page.html.argument("day", std::string("<b>'Ana'")),
                                       page.html.argument("clock", Day{2026, 3, 3})});
    EXPECT_EQ(page.html.take(), "&lt;b&gt;&#39;Ana&#39;, Tue 3 Mar");
}

TEST(Html, a_form_carries_its_guard) {
    EXPECT_EQ(written([](Html& out) { out.guard(); }),
              "<input type=\"hidden\" name=\"_token\" value=\"tok&quot;en\">"
              "<input type=\"hidden\" name=\"_key\" value=\"key\">");
}

TEST(Html, every_form_of_a_page_is_an_act_of_its_own) {
    const auto keys = [](Page& page) {
        page.html.guard();
        page.html.guard();
        const std::string markup = page.html.take();
        return std::pair(markup.find("value=\"key\"") != std::string::npos,
                         markup.find("value=\"key.2\"") != std::string::npos);
    };
    Page page, again;
    EXPECT_EQ(keys(page), std::pair(true, true));
    again.context.is_key_exact = true;
    EXPECT_EQ(keys(again), std::pair(true, false));
}

TEST(Html, a_refusal_stands_at_its_field_and_nowhere_else) {
    Page page;
    const Refusal refusal{Key{"locale.minutes_ago"}, "minutes", {{"count", 3}}};
    page.context.refusal = &refusal;
    page.html.why("minutes");
    page.html.invalid("minutes", "minutes-hint");
    EXPECT_EQ(page.html.take(),
              "<p class=\"why\" id=\"minutes-why\">3 minutes ago</p>"
              " aria-invalid=\"true\" aria-describedby=\"minutes-why minutes-hint\"");
    page.html.why("note");
    page.html.why("");
    page.html.invalid("note");
    EXPECT_EQ(page.html.take(), "");
    page.html.invalid("note", "note-hint");
    EXPECT_EQ(page.html.take(), " aria-describedby=\"note-hint\"");
}

TEST(Html, a_refusal_of_the_whole_form_is_announced) {
    Page page;
    const Refusal refusal{Key{"locale.today"}};
    page.context.refusal = &refusal;
    page.html.why("");
    EXPECT_EQ(page.html.take(), "<p class=\"why\" role=\"alert\">today</p>");
}

TEST(Html, nothing_typed_is_lost_when_a_form_comes_back) {
    Page page;
    const FakeForm form{{"note", "<mine>"}, {"minutes", ""}, {"kind", "b"}};
    page.context.typed = &form;
    page.html.typed_or_text("note", std::string("old"));
    page.html.typed_or_text("minutes", 15);  // Emptied on purpose.
    page.html.typed_or_text("other", 15);
    EXPECT_EQ(page.html.take(), "&lt;mine&gt;15");
    page.html.mark(" checked", "kind", std::string_view("a"), true);
    page.html.mark(" checked", "kind", std::string_view("b"), false);
    EXPECT_EQ(page.html.take(), " checked");
}

TEST(Html, a_fresh_form_shows_what_is_kept) {
    Page page;
    page.html.typed_or_text("minutes", 15);
    page.html.mark(" selected", "count", 15, true);
    page.html.mark(" checked", "kind", PersonId(), false);
    EXPECT_EQ(page.html.take(), "15 selected");
    EXPECT_EQ(page.html.typed("minutes"), "");
    EXPECT_EQ(page.html.typed_or("minutes", "5"), "5");
}

TEST(Html, assets_are_named_by_their_content) {
    for (const assets::Asset& asset : assets::all()) {
        EXPECT_EQ(assets::find(asset.path), &asset);
        EXPECT_EQ(assets::url(asset.name), asset.path);
        EXPECT_TRUE(asset.path.starts_with("/assets/")) << asset.path;
        if (!asset.gzip.empty()) {
            EXPECT_LT(asset.gzip.size(), asset.bytes.size()) << asset.path;
            EXPECT_TRUE(asset.gzip.starts_with("\x1f\x8b")) << asset.path;
        }
    }
    for (const assets::Icon& icon : assets::icons()) {
        EXPECT_EQ(assets::icon(icon.name), icon.svg);
        EXPECT_NE(icon.svg.find("aria-hidden=\"true\""), std::string_view::npos) << icon.name;
    }
    EXPECT_EQ(assets::find("/assets/none.css"), nullptr);
    EXPECT_EQ(assets::icon("no such icon"), "");
    EXPECT_THROW(assets::url("none.css"), Bug);
}

}  // namespace
}  // namespace rapport
