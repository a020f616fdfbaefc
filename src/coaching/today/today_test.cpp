#include "coaching/today/today.hpp"

#include <gtest/gtest.h>

#include "coaching/contacts/contacts.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::today {
namespace {

using test::Reply;
using test::School;

// `count` past contacts of the coach with Amina, a day apart, the newest `days_ago`.
void remember(School& school, int count, int days_ago) {
    const auto kind = *kinds::KindId::parse(school.kind("1b"));
    school.db().write(school.scope(), [&](WriteTx& tx) {
        const Day today = Zone::utc().day(tx.now());
        for (int i = 0; i < count; ++i) {
            contacts::Past past;
            past.coach = tx.actor();
            past.draft.kind = kind;
            past.draft.people = {school.teacher.id()};
            past.draft.minutes = 10;
            past.draft.on = today.plus(-days_ago - i);
            past.at = tx.now().plus_seconds(-86'400 * (days_ago + i));
            contacts::append_past(tx, past);
        }
        contacts::rebuild_acquaintances(tx);
    });
}

TEST(Today, the_first_day_has_one_thing_to_do) {
    School school;
    const Reply page = school.coach.get("/today");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Nothing waits for you."));
    EXPECT_TRUE(page.shows("Your day begins here."));
}

TEST(Today, a_promise_for_today_is_what_comes_next) {
    School school;
    const Reply logged = school.coach.post("/contacts", {{"person", school.teacher.id().text()},
                                                         {"kind", school.kind("1b")},
                                                         {"minutes", "5"},
                                                         {"next_step", "Bring the cable"},
                                                         {"next_on", "2026-11-02"}});
    ASSERT_EQ(logged.status, 303) << logged.body;
    const Reply page = school.coach.get("/today");
    EXPECT_TRUE(page.shows("Next, today, with Amina Diallo: Bring the cable"));
    const std::string id = logged.location.substr(logged.location.find("saved=") + 6);
    school.coach.post("/contacts/" + id + "/next-step/completion");
    EXPECT_FALSE(school.coach.get("/today").shows("Bring the cable"));
}

TEST(Today, somebody_nobody_has_visited_for_long_is_named_gently) {
    School school;
    remember(school, 1, 100);
    EXPECT_TRUE(school.coach.get("/today").shows("Amina Diallo has not been visited since July."));
    remember(school, 1, 3);
    EXPECT_FALSE(school.coach.get("/today").shows("has not been visited"));
}

TEST(Today, a_visit_of_another_coach_is_a_visit) {
    School school;
    remember(school, 1, 100);
    school.other_coach.post(
        "/contacts",
        {{"person", school.teacher.id().text()}, {"kind", school.kind("1b")}, {"minutes", "5"}});
    EXPECT_FALSE(school.coach.get("/today").shows("has not been visited"));
}

TEST(Today, a_closing_month_is_said_in_its_last_days) {
    School school;
    EXPECT_FALSE(school.coach.get("/today").shows("The log for October closes"));
    school.db().write(school.scope(), [](WriteTx& tx) {
        tx.run(Sql{"test.setting", R"(INSERT INTO setting (district_id, name, value)
                                      VALUES ($1, 'contacts.close_day', '4'))"},
               tx.district());
    });
    EXPECT_TRUE(school.coach.get("/today").shows("The log for October closes"));
}

TEST(Today, nobody_but_those_who_log_has_this_page) {
    School school;
    EXPECT_EQ(school.teacher.get("/today").status, 403);
    EXPECT_EQ(school.principal.get("/today").status, 403);
    EXPECT_EQ(school.nobody.get("/today").status, 303);
}

TEST(Today, its_statements_are_few_and_do_not_grow_with_the_rows) {
    School school;
    const auto statements = [&](const std::string& address) {
        const auto before = Db::statements_of_this_thread();
        EXPECT_EQ(school.coach.get(address).status, 200);
        return Db::statements_of_this_thread() - before;
    };
    remember(school, 2, 0);
    const std::string person = school.teacher.id().text();
    statements("/today");  // The district's settings are read once, at its first page.
    for (const std::string& address :
         {std::string("/today"), std::string("/log"), "/log?person=" + person,
          std::string("/contacts"), std::string("/people"), "/people/" + person}) {
        const auto few = statements(address);
        EXPECT_LE(few, 8) << address;
    }
    remember(school, 1, 0);
    const auto before = statements("/today");
    EXPECT_GT(before, 0);
    remember(school, 60, 0);
    EXPECT_EQ(statements("/today"), before);
}

}  // namespace
}  // namespace rapport::today
