// Calls: offered, booked by somebody without an account, reminded of, called off, erased.
#include "design/calls/calls.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>

#include "design/calls/calls_store.hpp"
#include "tests/support/school.hpp"

namespace rapport::calls {
namespace {

namespace json = boost::json;
using test::Client;
using test::Form;
using test::Reply;
using test::School;

std::string day_ahead(School& school, int days) {
    return school.db().read(school.scope(),
                            [&](ReadTx& tx) { return Zone::utc().day(tx.now()).plus(days).iso(); });
}

Reply offer(School& school, Client& who, const std::string& from = "15:30",
            const std::string& count = "2") {
    return who.post("/calls", {{"day", day_ahead(school, 10)},
                               {"from", from},
                               {"minutes", "30"},
                               {"in_a_row", count},
                               {"place", "https://meet.example/CANARYPLACE"}});
}

json::object calls_of(Client& who) {
    return json::parse(who.api_get("/api/v1/calls").body).as_object();
}

std::string page_of(Client& who) {
    const std::string link(calls_of(who).at("link").as_string());
    return link.substr(link.find("/calls/"));
}

std::string time_of(Client& who, std::size_t which) {
    const json::object calls = calls_of(who);
    return std::string(calls.at("times").as_array().at(which).at("id").as_string());
}

Form guest(const std::string& time) {
    return {{"time", time},
            {"name", "Mina Peer"},
            {"email", "mina@elsewhere.example"},
            {"words", "How do you divide your week?"}};
}

std::int64_t mails_to(School& school, const std::string& to, const std::string& part) {
    return school.db().read(school.scope(), [&](ReadTx& tx) {
        constexpr Sql mails{"test.mails", R"(
            SELECT COUNT(*)
              FROM job
             WHERE district_id = $1 AND kind = 'mail' AND payload LIKE $2 AND payload LIKE $3)"};
        return tx.number(mails, tx.district(), "%" + to + "%", "%" + part + "%");
    });
}

TEST(Calls, somebody_without_an_account_books_a_time_and_both_sides_know) {
    School school;
    ASSERT_EQ(offer(school, school.coach).status, 303);
    const std::string page = page_of(school.coach);
    const Reply free = school.nobody.get(page);
    EXPECT_TRUE(free.shows("Call with Rosa Lima"));
    EXPECT_FALSE(free.shows("CANARYPLACE"));  // Who has booked reads it, nobody else.
    const Reply made = school.nobody.post(page + "/bookings", guest(time_of(school.coach, 0)));
    ASSERT_EQ(made.status, 303) << made.body;
    EXPECT_TRUE(school.nobody.get(made.location).shows("CANARYPLACE"));
    const Reply own = school.coach.get("/calls");
    EXPECT_TRUE(own.shows("Mina Peer"));
    EXPECT_TRUE(own.shows("How do you divide your week?"));
    EXPECT_EQ(mails_to(school, "mina@elsewhere.example", "BEGIN:VCALENDAR"), 1);
    EXPECT_FALSE(school.nobody.get(page).shows("value=\"" + time_of(school.coach, 0) + "\""));
    EXPECT_TRUE(school.nobody.get(page).shows("value=\"" + time_of(school.coach, 1) + "\""));
}

TEST(Calls, of_two_who_book_at_once_one_has_it_and_the_others_words_stay) {
    School school;
    ASSERT_EQ(offer(school, school.coach, "09:00", "1").status, 303);
    const std::string page = page_of(school.coach), time = time_of(school.coach, 0);
    Client first(school), second(school);
    Reply one, two;
    std::thread other([&] { one = first.post(page + "/bookings", guest(time)); });
    two = second.post(page + "/bookings", guest(time));
    other.join();
    EXPECT_EQ(one.status + two.status, 303 + 422);
    const Reply& late = one.status == 422 ? one : two;
    EXPECT_TRUE(late.shows("Somebody was first"));
    EXPECT_TRUE(late.shows("How do you divide your week?"));
}

TEST(Calls, a_guest_calls_it_off_and_the_time_is_free_again) {
    School school;
    ASSERT_EQ(offer(school, school.coach).status, 303);
    const std::string page = page_of(school.coach), time = time_of(school.coach, 0);
    const std::string mine = school.nobody.post(page + "/bookings", guest(time)).location;
    EXPECT_EQ(school.nobody.del(page + "/bookings/" + std::string(26, 'z')).status, 404);
    EXPECT_EQ(school.nobody.del(mine).status, 303);
    EXPECT_EQ(school.nobody.get(mine).status, 404);
    EXPECT_TRUE(school.nobody.get(page).shows(time));
    EXPECT_EQ(mails_to(school, "mina@elsewhere.example", "METHOD:CANCEL"), 1);
    EXPECT_FALSE(school.coach.get("/calls").shows("Mina Peer"));
}

TEST(Calls, a_host_takes_a_booked_time_back_and_the_guest_is_told) {
    School school;
    ASSERT_EQ(offer(school, school.coach).status, 303);
    const std::string page = page_of(school.coach), time = time_of(school.coach, 0);
    const std::string mine = school.nobody.post(page + "/bookings", guest(time)).location;
    EXPECT_EQ(school.other_coach.del("/calls/" + time).status, 422);
    EXPECT_EQ(school.coach.del("/calls/" + time).status, 303);
    EXPECT_EQ(school.nobody.get(mine).status, 404);
    EXPECT_EQ(mails_to(school, "mina@elsewhere.example", "METHOD:CANCEL"), 1);
}

TEST(Calls, a_time_that_passed_and_nobody_booked_is_not_kept) {
    School school;
    const TimeId past = school.db().write(school.scope(), [&](WriteTx& tx) {
        const Time one{.id = tx.new_id<TimeId>(),
                       .host = tx.actor(),
                       .starts_at = tx.now().plus_seconds(-7200),
                       .place = "CANARYPAST",
                       .booking = std::nullopt};
        store::insert(tx, one);
        return one.id;
    });
    const auto is_there = [&] {
        return school.db().read(school.scope(),
                                [&](ReadTx& tx) { return store::time(tx, past).has_value(); });
    };
    EXPECT_TRUE(is_there());
    ASSERT_EQ(offer(school, school.coach).status, 303);
    EXPECT_FALSE(is_there());
}

TEST(Calls, what_cannot_be_offered_or_booked_is_said_at_its_field) {
    School school;
    const auto refused = [&](const Form& form, const char* says) {
        const Reply reply = school.coach.post("/calls", form);
        EXPECT_EQ(reply.status, 422) << says;
        EXPECT_TRUE(reply.shows(says)) << says;
    };
    const std::string day = day_ahead(school, 10);
    refused({{"day", "soon"}, {"from", "10:00"}}, "Choose a day.");
    refused({{"day", day}, {"from", "25:00"}}, "Write a time of the day");
    refused({{"day", day}, {"from", "10:00"}, {"minutes", "31"}, {"place", "x"}},
            "Choose how long.");
    refused({{"day", day}, {"from", "10:00"}, {"minutes", "30"}}, "Say where");
    refused({{"day", day_ahead(school, -2)}, {"from", "10:00"}, {"minutes", "30"}, {"place", "x"}},
            "That time has passed.");
    refused({{"day", day_ahead(school, 400)}, {"from", "10:00"}, {"minutes", "30"}, {"place", "x"}},
            "days ahead.");
    ASSERT_EQ(offer(school, school.coach).status, 303);
    EXPECT_TRUE(offer(school, school.coach, "15:45").shows("You offer a time then already."));

    const std::string page = page_of(school.coach), time = time_of(school.coach, 0);
    Form form = guest(time);
    form[2].second = "no address";
    const Reply no_address = school.nobody.post(page + "/bookings", form);
    EXPECT_EQ(no_address.status, 422);
    EXPECT_TRUE(no_address.shows("Mina Peer"));
    EXPECT_EQ(school.nobody.post(page + "/bookings", guest("")).status, 422);
    form = guest(time);
    form.emplace_back("website", "https://spam.example");
    EXPECT_EQ(school.nobody.post(page + "/bookings", form).status, 422);
}

TEST(Calls, a_guest_is_nobody_elses_to_read) {
    School school;
    ASSERT_EQ(offer(school, school.coach).status, 303);
    const std::string page = page_of(school.coach);
    school.nobody.post(page + "/bookings", guest(time_of(school.coach, 0)));
    for (Client* who : {&school.other_coach, &school.admin, &school.director, &school.stranger}) {
        EXPECT_FALSE(who->get("/calls").shows("Mina Peer"));
        EXPECT_FALSE(who->api_get("/api/v1/calls").shows("Mina Peer"));
        EXPECT_FALSE(who->get(page).shows("Mina Peer"));
    }
    EXPECT_EQ(school.teacher.get("/calls").status, 403);
    EXPECT_EQ(school.nobody.get("/calls/with/" + std::string(26, 'z')).status, 404);
}

}  // namespace
}  // namespace rapport::calls
