// A network's representative chooses what is worth reading, and a district reads the list.
#include "design/exchange/curating.hpp"

#include <gtest/gtest.h>

#include "design/exchange/exchange_cast.hpp"
#include "design/exchange/followed.hpp"
#include "design/posts/posts_cast.hpp"

namespace rapport::exchange {
namespace {

using cast::a_day_later;
using cast::District;
using cast::follows;
using test::Client;
using test::Form;
using test::Reply;

constexpr const char* list_page = "/network/list";

std::int64_t version_of(const Reply& page) {
    const std::string_view before = R"(name="version" value=")";
    const auto at = page.body.find(before);
    if (at == page.body.npos) return 0;
    const auto from = at + before.size();
    return text::number<std::int64_t>(
               std::string_view(page.body).substr(from, page.body.find('"', from) - from))
        .value_or(0);
}

// A representative at the desk, with the network's list.
struct Desk {
    District home;
    std::string name = "n-" + home.name.substr(2);
    Client& who() { return home.school.representative; }

    Reply save(Form more = {}) {
        Form form{{"name", "Worth reading"},
                  {"introduction", "For those who begin."},
                  {"address", name},
                  {"version", std::to_string(version_of(who().get(list_page)))}};
        for (auto& one : more) form.push_back(std::move(one));
        return who().post(list_page, form);
    }
    std::vector<CuratedEntry> entries() {
        return home.school.db().read(
            who().scope(), [](ReadTx& tx) { return curated_entries(tx, network(tx).value()); });
    }
    // Chooses everything there is.
    Reply choose_all() {
        Form form;
        const std::string page = who().get("/network/list/choice").body;
        const std::string before = R"(name="item" value=")";
        for (auto at = page.find(before); at != page.npos; at = page.find(before, at + 1)) {
            const auto from = at + before.size();
            form.emplace_back("item", page.substr(from, page.find('"', from) - from));
        }
        return who().post("/network/list/choice", form);
    }
    std::string path() const { return "/published/" + name + "/curated.json"; }
    std::string url() const {
        return "http://127.0.0.1:" + std::to_string(home.serving.port()) + path();
    }
};

TEST(Curating, only_who_represents_the_network_makes_its_list) {
    Desk desk;
    auto& school = desk.home.school;
    for (const char* path : {list_page, "/network/list/choice", "/network/list/sources"}) {
        for (Client* one : {&school.admin, &school.director, &school.coach, &school.teacher}) {
            EXPECT_EQ(one->get(path).status, 403) << path;
            EXPECT_EQ(one->post(path, {{"name", "x"}}).status, 403) << path;
        }
        EXPECT_EQ(desk.who().get(path).status, 200) << path;
    }
    EXPECT_EQ(desk.who().get("/exchange/lists").status, 403);
    EXPECT_EQ(school.coach.get("/exchange/lists").status, 403);
    EXPECT_EQ(school.admin.get("/exchange/lists").status, 200);
}

TEST(Curating, a_list_is_begun_chosen_published_and_readable_by_everybody) {
    Desk desk;
    auto& school = desk.home.school;
    EXPECT_EQ(desk.who().post("/network/list/choice").status, 422) << "no list yet";
    EXPECT_TRUE(desk.save({{"name", ""}}).status == 303);
    EXPECT_EQ(school.nobody.get(desk.path()).status, 404) << "nothing is in it yet";
    desk.home.publish({cast::value_of(posts::cast::in_force(school))});
    EXPECT_EQ(desk.choose_all().status, 303);
    ASSERT_EQ(desk.entries().size(), 1U);
    EXPECT_TRUE(desk.who().get(list_page).shows("not published yet"));
    EXPECT_EQ(school.nobody.get(desk.path()).status, 404);
    const std::string id = desk.entries().front().id.text();
    EXPECT_EQ(desk.save({{"words_" + id, std::string(301, 'x')}}).status, 422);
    EXPECT_EQ(desk.save({{"words_" + id, "Says what a coach is not."}}).status, 303);
    const Reply document = school.nobody.get(desk.path());
    EXPECT_EQ(document.header_type, "application/json");
    const ReadCurated read = read_curated(document.body, "");
    ASSERT_EQ(read.flaw, Flaw::none);
    ASSERT_EQ(read.curated.picks.size(), 1U);
    EXPECT_EQ(read.curated.author, "Great Lakes");
    EXPECT_EQ(read.curated.picks.front().words, "Says what a coach is not.");
    const Reply page = school.nobody.get("/published/" + desk.name + "/curated");
    EXPECT_TRUE(page.shows("Says what a coach is not."));
    EXPECT_TRUE(page.shows("Chosen by Great Lakes"));
    EXPECT_TRUE(page.shows("District " + desk.home.name));
    EXPECT_EQ(desk.save({{"version", "0"}}).status, 303) << "the first one counts";
    EXPECT_EQ(desk.who()
                  .post(list_page, {{"name", "Late"}, {"version", "1"}, {"introduction", ""}})
                  .status,
              422);
    EXPECT_EQ(desk.who().del(list_page).status, 303);
    EXPECT_EQ(school.nobody.get("/published/" + desk.name + "/curated").status, 404);
    EXPECT_TRUE(school.nobody.get(desk.path()).shows(R"("withdrawn":true)"));
    EXPECT_FALSE(school.nobody.get(desk.path()).shows("Technology coach"));
    EXPECT_EQ(desk.who().del(list_page).status, 422);
}

TEST(Curating, only_what_the_own_network_publishes_is_offered) {
    Desk desk;
    District other;  // Of a network of its own.
    other.publish({cast::value_of(posts::cast::in_force(other.school))});
    desk.save();
    EXPECT_FALSE(desk.who().get("/network/list/choice").shows("Technology coach"));
    const std::string item(boost::json::parse(other.school.nobody.get(other.path()).body)
                               .at("items")
                               .at(0)
                               .at("id")
                               .as_string());
    const Reply forced = desk.who().post("/network/list/choice",
                                         {{"item", item + " http://rapport.test" + other.path()}});
    EXPECT_EQ(forced.status, 422);
    EXPECT_TRUE(desk.entries().empty());
    EXPECT_EQ(desk.who().post(list_page, {{"name", "x"}, {"version", "1"}}).status, 303);
}

TEST(Curating, the_address_of_a_district_is_not_a_lists_and_the_other_way_round) {
    Desk desk;
    District lakes;
    lakes.publish({});
    Form form{{"name", "x"}, {"address", lakes.name}, {"version", "0"}};
    EXPECT_TRUE(desk.who().post(list_page, form).shows("has this name"));
    desk.save();
    District hills;
    hills.name = desk.name;
    EXPECT_EQ(hills.publish({}).status, 422);
}

TEST(Curating, a_district_follows_an_entry_with_one_press_and_nothing_by_itself) {
    Desk desk;
    District lakes, hills;
    const std::string post = posts::cast::in_force(lakes.school);
    lakes.publish({cast::value_of(post)});
    desk.save();
    const Reply source = desk.who().post("/network/list/sources", {{"address", lakes.url()}});
    ASSERT_EQ(source.status, 303);
    cast::look();
    EXPECT_TRUE(desk.who().get(source.location).shows("Technology coach"));
    ASSERT_EQ(desk.choose_all().status, 303);
    const CuratedEntry chosen = desk.entries().front();
    EXPECT_EQ(chosen.pick.address, lakes.url());
    desk.save({{"words_" + chosen.id.text(), "Short and honest."}});

    const std::string list = follows(hills, desk.url());
    const Reply page = hills.school.coach.get(list);
    EXPECT_TRUE(page.shows("Chosen by Great Lakes"));
    EXPECT_TRUE(page.shows("Short and honest."));
    EXPECT_FALSE(page.shows("Read this district<")) << "a coach does not say whom to read";
    EXPECT_TRUE(hills.school.coach.get("/exchange").shows("Worth reading"));
    a_day_later();
    EXPECT_TRUE(hills.copies().empty()) << "nothing is followed by itself";
    const std::string press = list + "/entries/" + chosen.pick.item + "/following";
    EXPECT_EQ(hills.school.coach.post(press, {{"address", lakes.url()}}).status, 403);
    EXPECT_EQ(hills.school.admin.post(press, {{"address", hills.url()}}).status, 422);
    EXPECT_EQ(hills.school.admin.post(press, {{"address", lakes.url()}}).status, 303);
    EXPECT_EQ(hills.school.admin.post(press, {{"address", lakes.url()}}).status, 422) << "twice";
    EXPECT_TRUE(hills.school.admin.get(list).shows("This district is read."));
    cast::look();
    ASSERT_EQ(hills.copies().size(), 1U);
    EXPECT_TRUE(hills.school.coach.get(list).shows("/exchange/items/"));

    // Its author takes it back: it leaves the list, and those who read the list see that.
    lakes.publish({});
    a_day_later();
    follow_withdrawals(test::database(), "http://rapport.test");
    EXPECT_TRUE(desk.entries().empty());
    a_day_later();
    EXPECT_FALSE(hills.school.coach.get(list).shows("Short and honest."));
    EXPECT_EQ(hills.school.admin.del(list).status, 303);
    EXPECT_EQ(hills.school.admin.get(list).status, 404);
    desk.who().del(source.location);
}

TEST(Curating, what_is_chosen_and_not_published_does_not_slip_out_when_another_goes) {
    Desk desk;
    auto& school = desk.home.school;
    const std::string first = posts::cast::in_force(school);
    desk.home.publish({cast::value_of(first)});
    desk.save();
    desk.choose_all();
    desk.save();
    const std::string second = posts::cast::in_force(school);
    desk.home.publish({cast::value_of(first), cast::value_of(second)});
    desk.choose_all();
    ASSERT_EQ(desk.entries().size(), 2U);
    desk.home.publish({cast::value_of(second)});
    follow_withdrawals(test::database(), "http://rapport.test");
    ASSERT_EQ(desk.entries().size(), 1U);
    EXPECT_TRUE(read_curated(school.nobody.get(desk.path()).body, "").curated.picks.empty());
}

TEST(Curating, a_list_taken_back_is_told_and_its_words_go) {
    Desk desk;
    District hills;
    desk.home.publish({cast::value_of(posts::cast::in_force(desk.home.school))});
    desk.save();
    desk.choose_all();
    desk.save({{"words_" + desk.entries().front().id.text(), "Read this first."}});
    const std::string list = follows(hills, desk.url());
    EXPECT_TRUE(hills.school.coach.get(list).shows("Read this first."));
    desk.who().del(list_page);
    a_day_later();
    const Reply page = hills.school.coach.get(list);
    EXPECT_TRUE(page.shows("They have taken this list back."));
    EXPECT_FALSE(page.shows("Read this first."));
    hills.school.admin.del(list);
}

}  // namespace
}  // namespace rapport::exchange
