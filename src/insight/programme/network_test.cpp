// The network's page: what each district released, as counts, for its representative alone.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "insight/programme/programme.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::programme {
namespace {

using test::Client;
using test::School;

namespace json = boost::json;

constexpr std::int64_t day_s = 86'400;

// Twelve teachers helped in November by three, and the numbers are out.
void help_and_release(School& school) {
    Client* const helpers[] = {&school.coach, &school.other_coach, &school.technician};
    std::vector<std::string> teachers;
    for (int i = 0; i < 12; ++i) {
        const auto name = "Teacher Number" + std::to_string(i);
        teachers.push_back(school.add(name, Role::teacher, school.cedar).id().text());
    }
    for (std::size_t i = 0; i < 13; ++i) {
        const auto logged = helpers[i % 3]->post("/contacts", {{"person", teachers[i % 12]},
                                                               {"kind", school.kind("1c")},
                                                               {"minutes", "30"},
                                                               {"note", "SECRETNOTE"},
                                                               {"next_step", "SECRETSTEP"}});
        ASSERT_EQ(logged.status, 303) << logged.body;
    }
    test::clock().advance_seconds(46 * day_s);
    ASSERT_EQ(publish(school.db(), school.scope().district), 1);
}

json::array districts_seen(Client& who, const std::string& query = "") {
    const auto reply = who.api_get("/api/v1/network" + query);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return json::parse(reply.body).at("districts").as_array();
}

TEST(Network, only_a_representative_has_this_page) {
    School school;
    for (Client* who : {&school.coach, &school.teacher, &school.principal, &school.director,
                        &school.admin, &school.technician}) {
        EXPECT_EQ(who->get("/network").status, 403);
        EXPECT_EQ(who->api_get("/api/v1/network").status, 403);
    }
    EXPECT_EQ(school.nobody.get("/network").status, 303);
    EXPECT_EQ(school.representative.get("/").location, "/network");
}

TEST(Network, a_first_day_names_the_districts_and_says_that_nothing_is_out) {
    School school;
    const auto page = school.representative.get("/network");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Great Lakes"));
    EXPECT_TRUE(page.shows("Lakeside Unified"));
    EXPECT_TRUE(page.shows("Elsewhere"));
    EXPECT_TRUE(page.shows("Nothing released yet"));
}

TEST(Network, each_district_shows_what_it_released) {
    School school;
    help_and_release(school);
    const auto seen = districts_seen(school.representative);
    ASSERT_EQ(seen.size(), 2u);
    EXPECT_EQ(seen[0].at("name").as_string(), "Elsewhere");
    EXPECT_TRUE(seen[0].at("contacts").is_null());
    EXPECT_EQ(seen[1].at("from").as_string(), "2026-11-01");
    EXPECT_EQ(seen[1].at("coaches").as_int64(), 3);
    EXPECT_EQ(seen[1].at("people").as_int64(), 12);
    EXPECT_EQ(seen[1].at("contacts").as_int64(), 13);
    EXPECT_EQ(seen[1].at("minutes").as_int64(), 390);
    EXPECT_TRUE(school.representative.get("/network").shows("6 h 30 min"));
}

TEST(Network, a_district_with_one_helper_says_no_number_at_all) {
    School school;
    const auto logged = school.coach.post(
        "/contacts",
        {{"person", school.teacher.id().text()}, {"kind", school.kind("1c")}, {"minutes", "30"}});
    ASSERT_EQ(logged.status, 303);
    test::clock().advance_seconds(46 * day_s);
    publish(school.db(), school.scope().district);
    const auto lakeside = districts_seen(school.representative)[1];
    EXPECT_EQ(lakeside.at("to").as_string(), "2026-11-30");
    for (const char* number : {"coaches", "people", "contacts", "minutes"}) {
        EXPECT_TRUE(lakeside.at(number).is_null()) << number;
    }
    EXPECT_TRUE(school.representative.get("/network").shows("too few to show"));
}

TEST(Network, a_district_of_another_network_is_not_there) {
    School school;
    School another;  // A network of its own, of the same name.
    help_and_release(another);
    EXPECT_EQ(districts_seen(school.representative).size(), 2u);
    for (const auto& one : districts_seen(school.representative)) {
        EXPECT_TRUE(one.at("contacts").is_null());
    }
}

TEST(Network, no_name_no_word_and_no_building_is_on_the_page) {
    School school;
    help_and_release(school);
    for (const auto& reply : {school.representative.get("/network"),
                              school.representative.api_get("/api/v1/network")}) {
        for (const char* word : {"SECRET", "Teacher Number", "Rosa Lima", "Cedar"}) {
            EXPECT_FALSE(reply.shows(word)) << word;
        }
    }
}

TEST(Network, an_earlier_time_shows_what_was_out_then) {
    School school;
    help_and_release(school);
    EXPECT_TRUE(districts_seen(school.representative, "?until=2026-10-31")[1].at("from").is_null());
    EXPECT_EQ(school.representative.get("/network?until=nonsense").status, 404);
    EXPECT_EQ(school.representative.get("/network?cursor=nonsense").status, 404);
}

TEST(Network, a_long_list_goes_on_from_its_cursor) {
    School school;
    const auto first =
        json::parse(school.representative.api_get("/api/v1/network?limit=1").body).as_object();
    EXPECT_EQ(first.at("districts").as_array()[0].at("name").as_string(), "Elsewhere");
    const std::string next(first.at("next").as_string());
    const auto rest = districts_seen(school.representative, "?limit=1&cursor=" + next);
    ASSERT_EQ(rest.size(), 1u);
    EXPECT_EQ(rest[0].at("name").as_string(), "Lakeside Unified");
}

}  // namespace
}  // namespace rapport::programme
