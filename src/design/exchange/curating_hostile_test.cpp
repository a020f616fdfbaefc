// Lists of somebody who means no good: each is refused with its reason, nothing it names is
// fetched, and what was read before stays.
#include <gtest/gtest.h>

#include "design/exchange/curated.hpp"
#include "design/exchange/exchange_cast.hpp"

namespace rapport::exchange {
namespace {

using cast::District;
using cast::follows;
using cast::http_answer;
using cast::Wild;
using test::Reply;

Pick a_pick(char last, const std::string& address = "https://lakes.example/x/index.json") {
    return {.address = address,
            .item = std::string(25, '1') + last,
            .title = "A post",
            .credit = "Lakes",
            .digest = std::string(64, 'a'),
            .words = "Read it"};
}

class CuratingHostile : public testing::Test {
  protected:
    Curated made() {
        return {.author = "Wild network",
                .address = "https://wild.example/published/wild/curated.json",
                .name = "Wild list",
                .introduction = "Words",
                .language = "en",
                .sequence = 5,
                .published_at = {},
                .is_withdrawn = false,
                .picks = {a_pick('1')}};
    }
    std::string says_of(const std::string& bytes) {
        Wild wild([&](const std::string&) { return bytes; });
        const std::string list = follows(us, url_of(wild));
        const Reply page = us.school.admin.get(list);
        EXPECT_EQ(us.school.admin.del(list).status, 303);
        EXPECT_EQ(wild.visits, 1) << "nothing a list names is fetched";
        return page.body;
    }
    static std::string url_of(const Wild& wild) {
        const std::string index = wild.url();
        return index.substr(0, index.rfind('/')) + "/curated.json";
    }
    sealing::Secret key = sealing::Secret::random();
    District us;
};

TEST_F(CuratingHostile, each_bad_list_is_refused_with_its_reason) {
    const Curated good = made();
    Curated own = good, script = good, many = good, long_title = good, twice = good, words = good;
    own.picks = {a_pick('1', own.address)};
    script.picks = {a_pick('1', "javascript:alert(1)//index.json")};
    for (int i = 0; i < 10'000; ++i) many.picks.push_back(a_pick('1'));
    Curated some = good;
    some.picks.clear();
    for (std::size_t i = 0; i <= picks_max; ++i) {
        some.picks.push_back(
            a_pick('1', "https://lakes.example/" + std::to_string(i) + "/index.json"));
    }
    long_title.picks.front().title = std::string(1024 * 1024, 'x');
    twice.picks.push_back(twice.picks.front());
    words.picks.front().words = std::string(pick_words_max + 1, 'x');
    Curated back = good;
    back.is_withdrawn = true;
    std::string changed = written(good, key);
    changed.replace(changed.find("Lakes"), 5, "Hills");
    const std::vector<std::pair<std::string, std::string>> table{
        {http_answer(std::string(3 * 1024 * 1024, ' ')), "larger than such a thing may be"},
        {http_answer(written(many, key)), "larger than such a thing may be"},
        {http_answer(written(long_title, key)), "larger than such a thing may be"},
        {http_answer(written(some, key)), "too long or of the wrong kind"},
        {http_answer(written(own, key)), "too long or of the wrong kind"},
        {http_answer(written(script, key)), "too long or of the wrong kind"},
        {http_answer(written(twice, key)), "too long or of the wrong kind"},
        {http_answer(written(words, key)), "too long or of the wrong kind"},
        {http_answer(written(back, key)), "too long or of the wrong kind"},
        {http_answer(changed), "changed after it was signed"},
        {http_answer(std::string(100'000, '[')), "nested too deeply"},
        {http_answer(written(Index{.author = "x", .address = "x", .sequence = 1}, key)),
         "does not know"},
        {http_answer(written(good, key), "text/html"), "is no JSON document"},
        {"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:22/\r\nContent-Length: 0\r\n\r\n",
         "sends us elsewhere"},
    };
    for (const auto& [bytes, reason] : table) {
        EXPECT_NE(says_of(bytes).find(reason), std::string::npos) << reason;
    }
    const std::string page = says_of(http_answer(written(good, key)));
    EXPECT_NE(page.find("Wild list"), std::string::npos);
    for (const char* address : {"", "lakes", "javascript:/curated.json", "https://x.example/",
                                "https://x.example/index.json", "ftp://x.example/curated.json",
                                "https://u:p@x.example/curated.json"}) {
        EXPECT_EQ(us.school.admin.post("/exchange/lists", {{"address", address}}).status, 422)
            << address;
    }
}

TEST_F(CuratingHostile, an_older_list_and_another_key_are_not_believed) {
    Curated now = made();
    sealing::Secret thief = sealing::Secret::random();
    bool is_stolen = false;
    Wild wild(
        [&](const std::string&) { return http_answer(written(now, is_stolen ? thief : key)); });
    const std::string list = follows(us, url_of(wild));
    now.sequence = 4;
    now.picks.clear();
    EXPECT_EQ(us.school.admin.post(list + "/look").status, 303);
    cast::look();
    EXPECT_TRUE(us.school.admin.get(list).shows("older than what was seen before"));
    EXPECT_TRUE(us.school.admin.get(list).shows("A post")) << "what was read stays";
    is_stolen = true;
    now.sequence = 9;
    us.school.admin.post(list + "/look");
    cast::look();
    EXPECT_TRUE(us.school.admin.get(list).shows("They sign with another key than before."));
    EXPECT_TRUE(us.school.admin.get(list).shows("A post"));
    EXPECT_EQ(us.school.admin.post(list + "/look").status, 422);
    EXPECT_EQ(us.school.admin.post(list + "/key").status, 303);
    EXPECT_FALSE(us.school.admin.get(list).shows("A post")) << "signed by whom?";
    cast::look();
    EXPECT_TRUE(us.school.admin.get(list).shows("Nothing is in this list yet."));
    us.school.admin.del(list);
}

TEST_F(CuratingHostile, who_is_silent_is_left_alone) {
    Wild wild([](const std::string&) { return http_answer("{}"); });
    const std::string list = follows(us, url_of(wild));
    for (int i = 0; i < 10; ++i) {
        test::clock().advance_seconds(5 * 24 * 3600);
        cast::look();
    }
    EXPECT_EQ(wild.visits, 8);
    EXPECT_TRUE(us.school.admin.get(list).shows("could not be read many times in a row"));
    us.school.admin.del(list);
}

TEST_F(CuratingHostile, hostile_words_are_words) {
    Curated bad = made();
    bad.name = "<script>alert(1)</script>\u202etxt";
    bad.author = "<img src=x onerror=alert(1)>";
    bad.introduction = "</p><script>alert(2)</script>";
    bad.language = "\"><b>";
    bad.picks.front().title = "{{csrf}}<script>alert(3)</script>";
    bad.picks.front().words = "\u2066<b>";
    Wild wild([&](const std::string&) { return http_answer(written(bad, key)); });
    const std::string list = follows(us, url_of(wild));
    for (const std::string& at : {list, std::string("/exchange/lists"), std::string("/exchange")}) {
        const Reply page = us.school.admin.get(at);
        EXPECT_EQ(page.status, 200);
        for (const char* words : {"<script>alert", "<img src=x", "\u202e", "\u2066", "\"><b>"}) {
            EXPECT_FALSE(page.shows(words)) << at << " " << words;
        }
    }
    us.school.admin.del(list);
}

TEST_F(CuratingHostile, what_is_followed_is_what_was_seen) {
    Curated two = made();
    two.picks.push_back(a_pick('1', "https://other.example/x/index.json"));
    Wild wild([&](const std::string&) { return http_answer(written(two, key)); });
    const std::string list = follows(us, url_of(wild));
    const std::string press = list + "/entries/" + two.picks.front().item + "/following";
    const Reply made = us.school.admin.post(press, {{"address", two.picks[1].address}});
    ASSERT_EQ(made.status, 303);
    EXPECT_EQ(us.peer_at(made.location).address, two.picks[1].address);
    us.school.admin.del(made.location);
    us.school.admin.del(list);
}

}  // namespace
}  // namespace rapport::exchange
