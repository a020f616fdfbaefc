// What goes out by mail about job descriptions, and the reminders of their days, once each.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "design/posts/posts_cast.hpp"
#include "design/posts/posts_jobs.hpp"
#include "platform/letters/letters.hpp"

namespace rapport::posts::cast {
namespace {

constexpr Sql due{"test.post_jobs_due", R"(
    SELECT kind, payload FROM job
     WHERE district_id = $1 AND run_at <= $2 AND done_at IS NULL ORDER BY run_at, id)"};
constexpr Sql done{"test.post_jobs_done", R"(
    UPDATE job SET done_at = $2 WHERE district_id = $1 AND run_at <= $2 AND done_at IS NULL)"};

struct Left {
    std::string kind, payload;
};

std::vector<Left> take(School& school) {
    return school.db().write({.district = school.scope().district, .actor = {}}, [](WriteTx& tx) {
        auto all = tx.all<Left>(
            due,
            [](const db::Row& row) {
                return Left{row.text(0), row.text(1)};
            },
            tx.district(), tx.now());
        tx.run(done, tx.district(), tx.now());
        return all;
    });
}

// Lets the runner do what is due, and gives whose mails came of it, by first name.
std::string readers(School& school) {
    const Scope nobody{.district = school.scope().district, .actor = {}};
    std::vector<std::string> names;
    for (int round = 0; round < 3; ++round) {
        for (const Left& job : take(school)) {
            if (job.kind == reminder_job) {
                school.db().write(nobody, [&](WriteTx& tx) { remind(tx, job.payload); });
            } else if (job.kind == letters::letter_job) {
                school.db().write(nobody, [&](WriteTx& tx) {
                    letters::tell(tx, job.payload, "http://rapport.test");
                });
            } else if (job.kind == "mail") {
                const auto mail = boost::json::parse(job.payload);
                const std::string name(mail.at("to_name").as_string());
                names.push_back(name.substr(0, name.find(' ')));
            }
        }
    }
    std::ranges::sort(names);
    std::string all;
    for (const auto& name : names) all += name + " ";
    return all;
}

void go_on_to(Day day) { test::clock().set(Zone::utc().instant({day, 20, 0})); }

TEST(PostLetters, who_is_asked_is_told_once_and_reminded_once_while_silent) {
    School school;
    const std::string address = drafted(school.director);
    EXPECT_EQ(readers(school), "");
    ask(school, address, school.teacher);
    test::clock().advance_seconds(1);
    ask(school, address, school.colleague);
    test::clock().advance_seconds(1);
    ask(school, address, school.teacher);
    EXPECT_EQ(readers(school), "Amina Bao ");
    school.teacher.post(address + "/comments", {{"words", "Good"}});
    EXPECT_EQ(readers(school), "");
    go_on_to({2026, 11, 14});
    EXPECT_EQ(readers(school), "Bao ");
    go_on_to({2026, 11, 17});
    EXPECT_EQ(readers(school), "Ada Dmitri ");
    go_on_to({2026, 12, 1});
    EXPECT_EQ(readers(school), "");
    EXPECT_EQ(school.teacher.post(address + "/comments", {{"words", "Late"}}).status, 422);
}

TEST(PostLetters, no_reminder_comes_when_the_end_was_moved_or_it_went_on) {
    School school;
    const std::string address = drafted(school.director);
    ask(school, address, school.teacher);
    readers(school);
    school.director.post(address + "/consultation", {{"until", "2026-12-10"}});
    go_on_to({2026, 11, 17});
    EXPECT_EQ(readers(school), "");
    decide(school.admin, address, "sending");
    go_on_to({2026, 12, 12});
    EXPECT_EQ(readers(school), "");
}

TEST(PostLetters, authors_are_reminded_of_the_review_on_its_day_and_then_it_is_due) {
    School school;
    const std::string address = in_force(school);
    EXPECT_EQ(readers(school), "Amina Amina Dmitri ");  // Asked, and in force; the maker, too.
    go_on_to({2031, 11, 1});
    EXPECT_EQ(readers(school), "");
    EXPECT_EQ(state(school, address), State::in_force);
    go_on_to({2031, 11, 2});
    EXPECT_EQ(readers(school), "Ada Dmitri ");
    EXPECT_EQ(state(school, address), State::review_due);
    EXPECT_EQ(decide(school.director, address, "review").status, 303);
    EXPECT_EQ(state(school, address), State::in_force);
    EXPECT_EQ(readers(school), "");
}

TEST(PostLetters, a_proposal_of_a_coach_is_told_to_those_who_decide) {
    School school;
    drafted(school.coach);
    EXPECT_EQ(readers(school), "Ada Dmitri ");
}

TEST(PostLetters, an_answer_is_told_to_whoever_commented) {
    School school;
    const std::string address = drafted(school.director);
    ask(school, address, school.teacher);
    school.teacher.post(address + "/comments", {{"words", "Why?"}});
    readers(school);
    const auto said = school.db().read(school.teacher.scope(), [&](ReadTx& tx) {
        return comments(tx, in_hand(tx, post_in(address), 1).value());
    });
    school.director.post(address + "/comments/" + said.at(0).id.text() + "/answer",
                         {{"words", "Because."}});
    EXPECT_EQ(readers(school), "Amina ");
}

}  // namespace
}  // namespace rapport::posts::cast
