// Vacancies: who writes, what everybody reads, at which address, in which forms.
#include "design/vacancies/vacancies.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "design/posts/posts_cast.hpp"
#include "design/vacancies/feeds.hpp"
#include "design/vacancies/vacancies_cast.hpp"
#include "tests/hostile/reading.hpp"

namespace rapport::vacancies::cast {
namespace {

namespace json = boost::json;

TEST(Vacancies, only_those_who_hire_write_or_read_a_requisition) {
    School school;
    const std::string address = requisition(school.director);
    EXPECT_EQ(school.admin.get(address).status, 200);
    for (Client* who : {&school.coach, &school.principal, &school.teacher, &school.stranger}) {
        EXPECT_EQ(who->get("/vacancies").status, 403);
        EXPECT_EQ(who->get(address).status, 403);
        EXPECT_EQ(who->post("/vacancies", words()).status, 403);
        EXPECT_EQ(who->api_get("/api/v1" + address).status, 403);
    }
}

TEST(Vacancies, another_districts_director_finds_nothing) {
    School school, other;
    const std::string address = posted(school);
    Sender(school, public_path(school, address)).send();
    for (const std::string part : {"", "/words"}) {
        EXPECT_EQ(other.director.get(address + part).status, 404);
    }
    EXPECT_EQ(other.director.api_get("/api/v1" + address + "/applications").status, 404);
    EXPECT_FALSE(other.director.get("/vacancies").shows("Technology coach"));
    EXPECT_EQ(other.director.post(address + "/closure").status, 404);
    EXPECT_EQ(seen(school, address).state, State::posted);
}

TEST(Vacancies, each_field_says_what_it_lacks_and_keeps_what_was_typed) {
    School school;
    for (const char* field : {"title", "place", "summary"}) {
        const Reply reply = school.director.post("/vacancies", with(words(), field, " "));
        EXPECT_EQ(reply.status, 422) << field;
        EXPECT_TRUE(reply.shows("A few words are needed here.")) << field;
        EXPECT_TRUE(reply.shows("A kind ear")) << field;
        EXPECT_TRUE(reply.shows("value=\"willing iste_certified\" selected")) << field;
    }
    const std::pair<const char*, const char*> wrong[] = {{"apply_by", "2026-02-30"},
                                                         {"apply_by", "2026-11-01"},
                                                         {"apply_by", "2029-01-01"},
                                                         {"credential", "required nothing"},
                                                         {"credential", "maine_680"}};
    for (const auto& [field, value] : wrong) {
        EXPECT_EQ(school.director.post("/vacancies", with(words(), field, value)).status, 422)
            << value;
    }
    EXPECT_TRUE(school.director.get("/vacancies").shows("There is no vacancy."));
}

TEST(Vacancies, nobody_outside_reads_it_before_it_is_posted_nor_after_its_end) {
    School school;
    posted(school);
    const std::string address = requisition(school.director);
    const std::string path = public_path(school, address);
    const auto is_public = [&] {
        return school.nobody.get(path).status == 200 &&
               school.nobody.get(path + "/pdf").status == 200;
    };
    EXPECT_FALSE(is_public());
    school.director.post(address + "/posting");
    EXPECT_TRUE(is_public());
    const Reply page = school.nobody.get(path);
    for (const char* said : {"Two elementary schools", "A kind ear", "Some French",
                             "Willing to get", "ISTE Certified Educator", "Lakeside Unified"}) {
        EXPECT_TRUE(page.shows(said)) << said;
    }
    school.director.post(address + "/filling");
    EXPECT_FALSE(is_public());
}

TEST(Vacancies, the_page_is_marked_as_a_job_posting_without_a_script) {
    School school;
    const Reply page = school.nobody.get(public_path(school, posted(school)));
    for (const char* mark :
         {"itemtype=\"https://schema.org/JobPosting\"",
          "itemprop=\"title\" content=\"Technology coach\"",
          "itemprop=\"datePosted\" content=\"2026-11-02\"",
          "itemprop=\"validThrough\" content=\"2026-12-15\"", "itemprop=\"hiringOrganization\"",
          "itemprop=\"jobLocation\"", "itemprop=\"description\"", "itemprop=\"identifier\""}) {
        EXPECT_TRUE(page.shows(mark)) << mark;
    }
    EXPECT_FALSE(page.shows("ld+json"));
}

TEST(Vacancies, its_address_stays_whatever_becomes_of_the_words) {
    School school;
    const std::string address = posted(school);
    const std::string path = public_path(school, address);
    const std::string version = std::to_string(seen(school, address).version);
    const Form form = with(with(words("Integrator"), "version", version), "place", "One school");
    EXPECT_EQ(school.director.post(address + "/words", form).status, 303);
    const Reply page = school.nobody.get(path);
    EXPECT_TRUE(page.shows("Integrator"));
    EXPECT_TRUE(page.shows("One school"));
}

TEST(Vacancies, two_districts_of_one_name_have_two_boards) {
    School one, other;
    EXPECT_NE(public_path(one, posted(one)), public_path(other, posted(other)));
}

TEST(Vacancies, words_that_somebody_replaced_meanwhile_are_not_written_over) {
    School school;
    const std::string address = requisition(school.director);
    EXPECT_EQ(school.admin.post(address + "/words", words("Of the administrator")).status, 303);
    const Reply late = school.director.post(address + "/words", words("Of the director"));
    EXPECT_EQ(late.status, 422);
    EXPECT_TRUE(late.shows("Of the director"));
    EXPECT_EQ(seen(school, address).title, "Of the administrator");
}

TEST(Vacancies, nothing_is_posted_to_which_nobody_could_apply) {
    School school;
    const std::string address =
        requisition(school.director, with(words(), "takes_applications", "0"));
    const Reply refused = school.director.post(address + "/posting");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("Say how people apply"));
    test::clock().advance_seconds(60 * 86400);
    const std::string late = requisition(school.director, with(words(), "apply_by", "2027-01-10"));
    test::clock().advance_seconds(60 * 86400);
    EXPECT_TRUE(school.director.post(late + "/posting").shows("The last day to apply is over."));
}

TEST(Vacancies, it_says_the_duties_of_its_job_description_in_force) {
    School school;
    const std::string draft = posts::cast::drafted(school.director, "Coach", "district");
    Form form = words();
    form.emplace_back("post", posts::cast::post_in(draft).text());
    EXPECT_EQ(school.director.post("/vacancies", form).status, 422);  // Not in force.
    const std::string description = posts::cast::in_force(school);
    const auto hand = posts::cast::seen(school, school.admin, description).value();
    form.back().second = posts::cast::post_in(description).text();
    const std::string path = public_path(school, posted(school, form));
    const auto page = test::read_page(school.nobody.get(path).body);
    ASSERT_FALSE(hand.duties.empty());
    for (const auto& duty : hand.duties) EXPECT_TRUE(page.holds(duty.words)) << duty.words;
}

TEST(Vacancies, hostile_words_stay_words_on_the_page_and_in_the_feeds) {
    School school;
    const std::string hostile = "<script>alert(1)</script> & ]]> \"Łukasz\" \u202e";
    const std::string path = public_path(school, posted(school, words(hostile)));
    const Reply page = school.nobody.get(path);
    EXPECT_FALSE(page.shows("<script>alert"));
    const std::string board = path.substr(0, path.rfind('/'));
    const Reply atom = school.nobody.get(board + "/feed/atom");
    EXPECT_EQ(atom.status, 200);
    EXPECT_FALSE(atom.shows("<script>"));
    EXPECT_TRUE(atom.shows("&lt;script&gt;alert(1)&lt;/script&gt; &amp; ]]&gt;"));
    const auto feed = json::parse(school.nobody.get(board + "/feed/json").body);
    EXPECT_EQ(feed.at("items").at(0).at("title").as_string(), hostile);
}

TEST(Vacancies, feeds_hold_what_is_open_and_are_sent_once) {
    School school;
    const std::string first = posted(school, words("First"));
    const std::string path = public_path(school, first);
    posted(school, words("Second"));
    requisition(school.director, words("Unposted"));
    const std::string board = path.substr(0, path.rfind('/'));
    for (const std::string kind : {"/feed/atom", "/feed/json"}) {
        const Reply feed = school.nobody.get(board + kind);
        EXPECT_EQ(feed.status, 200);
        EXPECT_TRUE(feed.shows("First") && feed.shows("Second")) << kind;
        EXPECT_FALSE(feed.shows("Unposted")) << kind;
        const std::string tag(feed.header("ETag"));
        http::Request again;
        again.method = http::Method::get;
        again.target = again.path = board + kind;
        again.peer = "127.0.0.1";
        again.headers = {{"host", "rapport.test"}, {"if-none-match", tag}};
        const Reply same = school.nobody.send(again);
        EXPECT_EQ(same.status, 304) << kind;
        EXPECT_TRUE(same.body.empty());
    }
    const std::string before(school.nobody.get(board + "/feed/atom").header("ETag"));
    school.director.post(first + "/closure");
    const Reply fewer = school.nobody.get(board + "/feed/atom");
    EXPECT_NE(fewer.header("ETag"), before);
    EXPECT_FALSE(fewer.shows("First"));
    const auto feed = json::parse(school.nobody.get(board + "/feed/json").body);
    EXPECT_EQ(feed.at("version").as_string(), "https://jsonfeed.org/version/1.1");
    ASSERT_EQ(feed.at("items").as_array().size(), 1u);
    EXPECT_EQ(feed.at("items").at(0).at("title").as_string(), "Second");
    EXPECT_TRUE(school.nobody.get(board).shows("Second"));
}

TEST(Vacancies, a_feed_of_nothing_is_still_a_feed) {
    const Feed empty{
        .title = "T", .language = "en", .home = "h", .own = "o", .author = "A", .entries = {}};
    EXPECT_NE(atom(empty).find("<updated>1970-01-01T00:00:00.000Z</updated>"), std::string::npos);
    EXPECT_EQ(json::parse(json_feed(empty)).at("items").as_array().size(), 0u);
    EXPECT_EQ(atom({.title = std::string("a\x01z\x0b") + "\xEF\xBF\xBE"}).find('\x01'),
              std::string::npos);
}

TEST(Vacancies, programs_of_those_who_hire_do_the_same) {
    School school;
    const Reply made = school.director.api_post(
        "/api/v1/vacancies",
        R"({"title": "Coach", "place": "Here", "summary": "Helps.", "required": ["Patience"],
            "credential": ["preferred cetl"], "takes_applications": true})");
    ASSERT_EQ(made.status, 201) << made.body;
    const auto body = json::parse(made.body);
    EXPECT_EQ(body.at("required").at(0).as_string(), "Patience");
    EXPECT_EQ(body.at("credential").at(0).as_string(), "preferred cetl");
    const std::string path = "/api/v1/vacancies/" + std::string(body.at("id").as_string());
    EXPECT_EQ(school.director.api_post(path + "/posting", "{}").status, 200);
    EXPECT_EQ(school.director.api_post(path + "/posting", "{}").status, 422);
    EXPECT_TRUE(school.admin.api_get(path).shows("\"state\":\"posted\""));
    EXPECT_EQ(school.admin.api_post(path + "/filling", "{}").status, 200);
}

}  // namespace
}  // namespace rapport::vacancies::cast
