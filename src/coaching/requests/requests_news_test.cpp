// What goes out by mail: once, to the right people, in their language, and never a private word.
#include "coaching/requests/requests_news.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "coaching/requests/requests_cast.hpp"
#include "platform/people/people.hpp"

namespace rapport::requests {
namespace {

using namespace cast;

constexpr Sql payloads{"test.payloads", R"(
    SELECT payload FROM job WHERE district_id = $1 AND kind = $2 ORDER BY run_at, id)"};
constexpr Sql forget{"test.forget", "DELETE FROM job WHERE district_id = $1"};

std::vector<std::string> jobs_of(School& school, std::string_view kind) {
    return school.db().read(school.scope(), [&](ReadTx& tx) {
        return tx.all<std::string>(
            payloads, [](const db::Row& row) { return row.text(0); }, tx.district(), kind);
    });
}

// Lets the runner do its round, and reads what it sent.
std::vector<std::string> mails(School& school) {
    const Scope nobody{.district = school.scope().district, .actor = {}};
    for (const auto& news : jobs_of(school, news_job)) {
        const auto takes_no_mail = [](WriteTx&, PersonId, RequestId) { return std::nullopt; };
        school.db().write(nobody, [&](WriteTx& tx) {
            tell(tx, parse_news(news).value(), {"http://rapport.test", takes_no_mail});
        });
    }
    return jobs_of(school, "mail");
}

// Whom the mails go to, by first name, in order of the alphabet.
std::string readers(School& school) {
    std::vector<std::string> names;
    for (const auto& mail : mails(school)) {
        const std::string name(boost::json::parse(mail).at("to_name").as_string());
        names.push_back(name.substr(0, name.find(' ')));
    }
    std::ranges::sort(names);
    std::string all;
    for (const auto& name : names) all += name + " ";
    school.db().write(school.scope(), [](WriteTx& tx) { tx.run(forget, tx.district()); });
    return all;
}

TEST(RequestNews, a_teacher_who_asks_is_not_told_but_the_coaches_are) {
    School school;
    asked(school, school.teacher);
    EXPECT_EQ(readers(school), "Jo Rosa ");
}

TEST(RequestNews, the_coach_of_the_building_is_told_rather_than_the_whole_district) {
    School school;
    school.add("Cleo Cedar", Role::coach, school.cedar);
    school.add("Hana Harbor", Role::coach, school.harbor);
    asked(school, school.teacher);
    EXPECT_EQ(readers(school), "Cleo ");
}

TEST(RequestNews, each_change_is_told_to_whom_it_concerns_and_not_to_who_made_it) {
    const Monday monday;
    School school;
    const RequestId id = asked(school, school.teacher);
    readers(school);
    take(school, school.coach, id);
    EXPECT_EQ(readers(school), "Amina ");
    press(school, school.coach, id, "schedule", {{"on", "2026-12-01"}, {"at", "10:40"}});
    EXPECT_EQ(readers(school), "Amina ");
    press(school, school.coach, id, "handoff", {{"to", "support"}});
    EXPECT_EQ(readers(school), "Amina Tom ");
    press(school, school.technician, id, "handoff", {{"to", "coach/" + school.coach.id().text()}});
    EXPECT_EQ(readers(school), "Amina Rosa ");
    press(school, school.coach, id, "start");
    EXPECT_EQ(readers(school), "");
    press(school, school.coach, id, "closure");
    EXPECT_EQ(readers(school), "Amina ");
    school.teacher.del(address(id, "closure"), {{"version", "7"}});
    EXPECT_EQ(readers(school), "Rosa ");
    press(school, school.teacher, id, "withdrawal");
    EXPECT_EQ(readers(school), "Rosa ");
}

TEST(RequestNews, a_teacher_is_told_of_a_request_noted_for_them) {
    School school;
    school.coach.post("/requests", {{"who", "Amina Diallo"}, {"words", wish}});
    EXPECT_EQ(readers(school), "Amina Jo ");
}

TEST(RequestNews, one_change_is_one_mail_however_often_the_runner_comes_round) {
    School school;
    asked(school, school.teacher);
    const auto once = mails(school).size();
    EXPECT_EQ(mails(school).size(), once);
}

TEST(RequestNews, a_button_pressed_twice_leaves_one_piece_of_news) {
    School school;
    for (int i = 0; i < 2; ++i) {
        school.teacher.with_key("pressed-twice-by-mistake").post("/my-help", {{"words", wish}});
    }
    EXPECT_EQ(jobs_of(school, news_job).size(), 1u);
}

TEST(RequestNews, a_refused_change_leaves_no_news) {
    School school;
    const RequestId id = asked(school, school.teacher);
    readers(school);
    press(school, school.coach, id, "start");
    EXPECT_TRUE(jobs_of(school, news_job).empty());
}

TEST(RequestNews, no_mail_holds_what_was_asked_or_said_or_any_other_name) {
    School school;
    const RequestId id = asked(school, school.teacher, "SECRETWORDS");
    press(school, school.coach, id, "triage",
          {{"to", "coach/" + school.other_coach.id().text()}, {"note", "SECRETNOTE"}});
    press(school, school.other_coach, id, "declination",
          {{"reason", "SECRETREASON"}, {"instead", "SECRETPLACE"}});
    const auto all = mails(school);
    EXPECT_EQ(all.size(), 3u);  // Amina twice, Jo once; the team no more, for Jo has it.
    for (const auto& mail : all) {
        EXPECT_EQ(mail.find("SECRET"), std::string::npos) << mail;
        const auto object = boost::json::parse(mail).as_object();
        const std::string text(object.at("text").as_string());
        EXPECT_NE(text.find("http://rapport.test/requests/" + id.text()), std::string::npos);
        for (const char* name : {"Amina", "Rosa", "Jo Park"}) {
            const bool is_own = object.at("to_name").as_string().starts_with(name);
            EXPECT_TRUE(is_own || text.find(name) == std::string::npos) << mail;
        }
    }
    for (const auto& news : jobs_of(school, news_job)) {
        EXPECT_EQ(news.find("SECRET"), std::string::npos) << news;
    }
}

TEST(RequestNews, nobody_who_has_left_is_written_to) {
    School school;
    const RequestId id = asked(school, school.teacher);
    readers(school);
    take(school, school.coach, id);
    school.db().write({.district = school.scope().district, .actor = {}}, [&](WriteTx& tx) {
        people::end(tx, school.teacher.id(), Day{2026, 11, 1});
    });
    EXPECT_EQ(readers(school), "");
}

TEST(RequestNews, each_reader_is_written_to_in_their_own_language) {
    School school;
    school.db().write(Scope::whole(), [&](WriteTx& tx) {
        constexpr Sql speak{"test.speak_one",
                            "UPDATE account SET language = 'fr' WHERE id IN (SELECT account_id "
                            "FROM person WHERE district_id = $1 AND id = $2)"};
        tx.run(speak, school.scope().district, school.teacher.id());
    });
    const RequestId id = asked(school, school.teacher);
    readers(school);
    take(school, school.coach, id);
    const auto all = mails(school);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_NE(all[0].find("Bonjour Amina Diallo,"), std::string::npos) << all[0];
    EXPECT_EQ(boost::json::parse(all[0]).at("language").as_string(), "fr");
}

TEST(RequestNews, news_survives_being_written_down) {
    const News news{.event = Event::placed,
                    .request = RequestId::parse(std::string(26, 'a')).value(),
                    .version = 7,
                    .actor = {},
                    .had_it = PersonId::parse(std::string(26, 'b'))};
    const auto read = parse_news(to_json(news));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(to_json(*read), to_json(news));
    for (const char* bad : {"", "[]", "{}", R"({"event":"placed"})"}) {
        EXPECT_FALSE(parse_news(bad).has_value()) << bad;
    }
}

}  // namespace
}  // namespace rapport::requests
