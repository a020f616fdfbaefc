#include "coaching/rounds/rounds.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/people/people.hpp"
#include "tests/support/letters.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::rounds {
namespace {

using test::Client;
using test::Form;
using test::Reply;
using test::School;
namespace json = boost::json;

Reply choose(Client& who, int round) {
    return who.post("/round/answer", {{"round", std::to_string(round)}});
}

// The newest round that is not over on the day of the tests.
int open_round(School& school) {
    const auto page = json::parse(school.teacher.api_get("/api/v1/round").body).as_object();
    return static_cast<int>(
        page.at("choices").as_array().at(0).as_object().at("number").as_int64());
}

json::array waiting_in(Client& coach, int round) {
    const auto whole = json::parse(coach.api_get("/api/v1/round").body).as_object();
    for (const json::value& one : whole.at("rounds").as_array()) {
        if (one.as_object().at("number") == round) return one.as_object().at("waiting").as_array();
    }
    return {};
}

std::string path_of(const json::value& waiting) {
    return "/round/enrolments/" + std::string(waiting.as_object().at("id").as_string());
}

std::string name_of(const json::value& waiting) {
    return std::string(waiting.as_object().at("name").as_string());
}

std::ptrdiff_t mail_count(School& school) { return std::ssize(test::mails(school)); }

// --- Capacity: the four weeks of practice, in teachers.

TEST(Rounds, the_formula_gives_the_four_figures_of_the_field) {
    const auto room = [](std::int64_t visits, std::int64_t meeting, std::int64_t visit,
                         std::int64_t preparation) {
        return Week{
            .meeting = meeting, .visits = visits, .visit = visit, .preparation = preparation}
            .room();
    };
    EXPECT_NEAR(room(1, 45, 45, 30), 11.25, 0.01);
    EXPECT_NEAR(room(1, 40, 50, 40), 10.38, 0.01);
    EXPECT_NEAR(room(2, 45, 45, 45), 7.5, 0.01);
    EXPECT_NEAR(room(3, 40, 50, 60), 5.4, 0.01);
    EXPECT_EQ((Week{}.places()), 11);
}

TEST(Rounds, half_a_post_the_road_and_own_lessons_take_their_share) {
    EXPECT_NEAR((Week{.fte_percent = 50}.room()), 11.25 / 2, 0.01);
    EXPECT_NEAR((Week{.travel = 225, .taught = 225}.room()), 11.25 * 0.8, 0.01);
    EXPECT_EQ((Week{.fte_percent = 20, .travel = 300, .taught = 300}.places()), 0);
}

// --- The rounds of a year.

TEST(Rounds, there_are_four_and_a_district_may_have_others) {
    const auto rounds = rounds_in(default_begins, default_weeks, 2026);
    ASSERT_TRUE(rounds);
    ASSERT_EQ(rounds->size(), 4u);
    EXPECT_EQ(rounds->at(0).begins, (Day{2026, 9, 7}));
    EXPECT_EQ(rounds->at(0).ends, (Day{2026, 10, 30}));  // A Friday.
    EXPECT_EQ(rounds->at(3).begins, (Day{2027, 4, 5}));
    EXPECT_EQ(school_year(Day{2027, 6, 30}), 2026);
    EXPECT_EQ(school_year(Day{2027, 7, 1}), 2027);
}

TEST(Rounds, days_that_are_none_overlap_or_are_too_many_are_refused_in_words) {
    School school;
    const auto save = [&](const std::string& begins) {
        return school.admin.post("/settings/rounds", {{"begins", begins},
                                                      {"weeks", "8"},
                                                      {"criterion", "never"},
                                                      {"criterion", "waited"},
                                                      {"criterion", "building"},
                                                      {"criterion", "first"}});
    };
    EXPECT_TRUE(save("09-31").shows("“09-31” is no day."));
    EXPECT_TRUE(save("09-07, 10-01").shows("Round 2 would begin before"));
    EXPECT_TRUE(save("").shows("Give one to 8 first days."));
    EXPECT_TRUE(save("09-07, soon").shows("value=\"09-07, soon\""));
    EXPECT_EQ(save("09-07, 11-16").status, 303);
    EXPECT_EQ(school.coach.get("/settings/rounds").status, 403);
}

// --- Inviting and answering.

TEST(Rounds, each_teacher_is_invited_once_a_year_and_never_who_has_answered) {
    School school;
    choose(school.colleague, open_round(school));
    const auto before = mail_count(school);
    EXPECT_EQ(school.coach.post("/round/invitations").status, 303);
    const auto sent = mail_count(school) - before;
    EXPECT_GE(sent, 1);
    EXPECT_EQ(school.coach.post("/round/invitations").status, 303);
    EXPECT_EQ(mail_count(school), before + sent);
    EXPECT_TRUE(school.teacher.post("/round/invitations").shows("Only"));
    EXPECT_EQ(mail_count(school), before + sent);
}

TEST(Rounds, a_teacher_says_which_round_suits_and_may_change_their_mind) {
    School school;
    const int round = open_round(school);
    EXPECT_TRUE(school.teacher.get("/round").shows("Which round suits you?"));
    EXPECT_EQ(choose(school.teacher, 99).status, 422);
    EXPECT_EQ(choose(school.teacher, round).status, 303);
    EXPECT_TRUE(
        school.teacher.get("/round").shows("You have asked for round " + std::to_string(round)));
    EXPECT_EQ(waiting_in(school.coach, round).size(), 1u);
    EXPECT_EQ(choose(school.teacher, 0).status, 303);
    EXPECT_TRUE(school.teacher.get("/round").shows("Not this year, you said."));
    EXPECT_TRUE(waiting_in(school.coach, round).empty());
    EXPECT_EQ(choose(school.coach, round).status, 422);  // Teaches nobody.
}

TEST(Rounds, nobody_but_coaches_of_the_building_learns_who_waits) {
    School school;
    const int round = open_round(school);
    choose(school.teacher, round);
    const std::string path = path_of(waiting_in(school.coach, round).at(0));
    for (Client* who : {&school.principal, &school.director, &school.admin, &school.technician}) {
        EXPECT_EQ(who->get("/round").status, 403);
        EXPECT_EQ(who->get(path).status, 403);
        EXPECT_EQ(who->api_get("/api/v1/round").status, 403);
    }
    for (Client* who : {&school.colleague, &school.stranger}) {
        EXPECT_EQ(who->get(path).status, 404);
        EXPECT_EQ(who->post(path + "/acceptance").status, 404);
        EXPECT_FALSE(who->get("/round").shows("Amina Diallo"));
    }
    school.db().write(school.admin.scope(), [&](WriteTx& tx) {
        people::give_role(tx, school.coach.id(), Role::principal, school.cedar);
    });
    EXPECT_FALSE(school.coach.get("/round").shows("Amina Diallo"));
    EXPECT_EQ(school.coach.get(path).status, 404);
    EXPECT_FALSE(school.admin.get("/settings/audit").shows("round_answered"));
}

// --- The waiting list.

Enrolment waits(int at, bool had_cycle, std::int64_t earlier_years) {
    Enrolment made;
    made.round = 1;
    made.answered_at = Instant{at};
    made.had_cycle = had_cycle;
    made.earlier_years = earlier_years;
    made.teachers = 10;
    return made;
}

TEST(Rounds, the_rule_decides_in_its_order) {
    std::vector<Enrolment> list{waits(1, true, 0), waits(2, true, 1), waits(3, false, 0)};
    put_in_order(list, Rule{}, 1);
    EXPECT_EQ(list[0].answered_at->ms, 3);  // Never in a cycle.
    EXPECT_EQ(list[1].answered_at->ms, 2);  // Waited last year.
    put_in_order(list,
                 Rule{2,
                      {Criterion::first, Criterion::never, Criterion::waited, Criterion::building},
                      std::nullopt},
                 1);
    EXPECT_EQ(list[0].answered_at->ms, 1);
}

TEST(Rounds, the_building_where_the_fewest_had_a_turn_comes_first) {
    std::vector<Enrolment> list{waits(1, true, 0), waits(2, true, 0)};
    list[0].reached = 5;
    list[1].reached = 1;
    put_in_order(list, Rule{}, 1);
    EXPECT_EQ(list[0].answered_at->ms, 2);
}

TEST(Rounds, a_changed_rule_is_a_new_version_that_everybody_reads) {
    School school;
    EXPECT_TRUE(school.teacher.get("/round").shows("Version 1 of the rule."));
    Form form{{"begins", std::string(default_begins)},
              {"weeks", "8"},
              {"criterion", "first"},
              {"criterion", "never"},
              {"criterion", "waited"},
              {"criterion", "waited"}};
    EXPECT_TRUE(school.admin.post("/settings/rounds", form).shows("Name each of the four once."));
    form.back().second = "building";
    EXPECT_EQ(school.admin.post("/settings/rounds", form).status, 303);
    EXPECT_EQ(school.admin.post("/settings/rounds", form).status, 303);  // The same: no version.
    for (Client* who : {&school.teacher, &school.coach}) {
        EXPECT_TRUE(who->get("/round").shows("Version 2 of the rule."));
    }
}

// --- Accepting.

TEST(Rounds, a_coach_takes_somebody_in_and_the_teacher_reads_with_whom) {
    School school;
    const int round = open_round(school);
    choose(school.teacher, round);
    const std::string path = path_of(waiting_in(school.coach, round).at(0));
    EXPECT_TRUE(school.coach.get(path).shows("Take Amina Diallo into round"));
    EXPECT_EQ(school.coach.post(path + "/acceptance").status, 303);
    EXPECT_TRUE(school.teacher.get("/round").shows("with Rosa Lima"));
    EXPECT_TRUE(waiting_in(school.coach, round).empty());
    const Reply twice = school.coach.post(path + "/acceptance");
    EXPECT_EQ(twice.status, 422);
    EXPECT_TRUE(twice.shows("They are not waiting any more."));
    EXPECT_TRUE(school.coach.get("/round").shows("/cycles/new?person="));
}

TEST(Rounds, who_was_taken_in_gets_one_letter_in_their_language_and_no_word_of_it) {
    School school;
    const int round = open_round(school);
    school.teacher.post("/account/language", {{"language", "fr"}});
    choose(school.teacher, round);
    const std::string path = path_of(waiting_in(school.coach, round).at(0));
    test::mails_taken(school);
    school.coach.post(path + "/acceptance");
    school.other_coach.post(path + "/acceptance");
    const auto sent = test::mails_taken(school);
    ASSERT_EQ(sent.size(), 1u);
    for (const char* said : {"Bonjour Amina Diallo", "ce que vous avez demandé a sa place",
                             "http://rapport.test/round"}) {
        EXPECT_NE(sent[0].find(said), std::string::npos) << sent[0];
    }
    for (const char* hidden : {"Rosa", "Lima", "coach", "période"}) {
        EXPECT_EQ(sent[0].find(hidden), std::string::npos) << hidden;
    }
}

TEST(Rounds, a_cycle_with_who_was_taken_in_begins_with_them_chosen) {
    School school;
    const int round = open_round(school);
    choose(school.teacher, round);
    school.coach.post(path_of(waiting_in(school.coach, round).at(0)) + "/acceptance");
    const std::string id = school.teacher.id().text();
    EXPECT_TRUE(school.coach.get("/round").shows("/cycles/new?person=" + id));
    const Reply page = school.coach.get("/cycles/new?person=" + id);
    EXPECT_TRUE(page.shows("name=\"person\" value=\"" + id + "\" checked>")) << page.body;
    EXPECT_FALSE(school.coach.get("/cycles/new").shows(" value=\"" + id + "\" checked>"));
}

TEST(Rounds, beyond_the_room_of_the_week_it_asks_and_explains) {
    School school;
    const int round = open_round(school);
    const Reply full = school.coach.post("/round/week", {{"fte_percent", "5"}});
    EXPECT_EQ(full.status, 303) << full.body;
    EXPECT_TRUE(school.coach.get("/round").shows("Your week has room for 0 teachers."));
    choose(school.teacher, round);
    const std::string path = path_of(waiting_in(school.coach, round).at(0));
    EXPECT_TRUE(school.coach.get(path).shows("That is more than your week has room for"));
    const Reply refused = school.coach.post(path + "/acceptance");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("With 1 you would be beyond the 0 your week has room for."));
    EXPECT_EQ(waiting_in(school.coach, round).size(), 1u);
    EXPECT_EQ(school.coach.post(path + "/acceptance", {{"beyond", "1"}}).status, 303);
    EXPECT_TRUE(school.coach.get("/round").shows("beyond your room, knowingly"));
}

TEST(Rounds, figures_out_of_range_are_refused_at_their_field_and_kept) {
    School school;
    const Reply reply = school.coach.post("/round/week", {{"meeting", "soon"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Write a whole number from 0 to 300."));
    EXPECT_TRUE(reply.shows("value=\"soon\""));
    const Form nothing{{"meeting", "0"}, {"visits", "0"}, {"preparation", "0"}};
    EXPECT_TRUE(school.coach.post("/round/week", nothing).shows("takes some time"));
}

TEST(Rounds, whoever_changes_their_mind_leaves_the_round_and_comes_last) {
    School school;
    const int round = open_round(school);
    choose(school.teacher, round);
    const std::string path = path_of(waiting_in(school.coach, round).at(0));
    school.coach.post(path + "/acceptance");
    choose(school.teacher, 0);
    EXPECT_FALSE(school.coach.get("/round").shows("/cycles/new?person="));
    test::clock().advance_seconds(60);
    choose(school.colleague, round);
    test::clock().advance_seconds(60);
    choose(school.teacher, round);
    for (const json::value& one : waiting_in(school.coach, round)) {
        EXPECT_FALSE(name_of(one).empty());
    }
}

TEST(Rounds, its_page_takes_few_statements) {
    School school;
    choose(school.teacher, open_round(school));
    for (Client* who : {&school.coach, &school.teacher}) {
        who->get("/round");  // The district's settings are read once, at its first page.
        const auto before = Db::statements_of_this_thread();
        EXPECT_EQ(who->get("/round").status, 200);
        EXPECT_LE(Db::statements_of_this_thread() - before, 8);
    }
}

}  // namespace
}  // namespace rapport::rounds
