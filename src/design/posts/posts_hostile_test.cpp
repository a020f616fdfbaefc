// Whatever is typed into a job description comes back as it was typed, on the page, as JSON and as
// Markdown, and breaks out of nowhere.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "design/posts/posts_cast.hpp"
#include "design/posts/posts_store.hpp"
#include "kernel/text/text.hpp"
#include "tests/hostile/reading.hpp"
#include "tests/hostile/strings.hpp"

namespace rapport::posts::cast {
namespace {

namespace json = boost::json;

void expect_held(const Reply& reply, const std::string& text) {
    EXPECT_EQ(reply.status, 200) << text;
    const test::Page page = test::read_page(reply.body);
    EXPECT_TRUE(page.holds(text)) << text;
    for (const auto& mistake : page.mistakes) ADD_FAILURE() << mistake << " by " << text;
}

void by_page(School& school, const std::string& typed, const std::string& text) {
    const Reply made = school.admin.post("/job-descriptions", {{"title", typed}});
    ASSERT_EQ(made.status, 303) << typed;
    const std::string address(made.location);
    const Form duty{{"words", typed}, {"place", "district"}, {"heading", "other"}};
    ASSERT_EQ(school.admin.post(address + "/duties", duty).status, 303) << typed;
    const Form sections{{"purpose", typed}};
    ASSERT_EQ(school.admin.post(address + "/sections/purpose", sections).status, 303) << typed;
    const Hand hand = seen(school, school.admin, address).value();
    const Form share{{"duty", hand.duties.at(0).id.text()}, {"share", "100"}};
    ASSERT_EQ(school.admin.post(address + "/shares", share).status, 303);
    ASSERT_EQ(ask(school, address, school.teacher).status, 303);
    ASSERT_EQ(school.teacher.post(address + "/comments", {{"words", typed}}).status, 303) << typed;
    expect_held(school.teacher.get(address), text);
    expect_held(school.admin.get(address), text);
    expect_held(school.admin.get(address + "/sections/purpose"), text);
    expect_held(school.admin.get(address + "/duties/" + hand.duties.at(0).id.text()), text);
    const auto body = json::parse(school.teacher.api_get("/api/v1" + address).body);
    EXPECT_EQ(std::string(body.at("title").as_string()), text);
    EXPECT_EQ(std::string(body.at("duties").at(0).at("words").as_string()), text);
    EXPECT_EQ(std::string(body.at("sections").at("purpose").as_string()), text);
    EXPECT_EQ(std::string(body.at("comments").at(0).at("words").as_string()), text);
}

TEST(PostsHostile, every_word_comes_back_as_it_was_typed) {
    School school;
    for (const std::string& typed : test::hostile_strings()) {
        const std::string text = kept(typed);
        if (text.empty() || text::length(text) > line_max) continue;
        by_page(school, typed, text);
    }
}

TEST(PostsHostile, markdown_carries_no_markup_of_those_who_wrote) {
    School school;
    const std::string address = drafted(school.admin, "# <b>Title</b> [x](javascript:1)", "");
    const Form duty{{"words", "- *not* a list\n# nor a heading <script>"},
                    {"place", "district"},
                    {"heading", "other"}};
    school.admin.post(address + "/duties", duty);
    const Reply reply = school.admin.get(address + "/markdown");
    EXPECT_EQ(reply.header_type, "text/markdown");
    EXPECT_FALSE(reply.shows("<b>") || reply.shows("<script>") || reply.shows("[x]("));
    EXPECT_FALSE(reply.shows("\n# nor"));
    EXPECT_TRUE(reply.shows("\\*not\\*"));
}

}  // namespace
}  // namespace rapport::posts::cast
