// Requests as people meet them.
#include "coaching/requests/requests.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "coaching/requests/requests_cast.hpp"
#include "kernel/text/text.hpp"

namespace rapport::requests {
namespace {

using namespace cast;

RequestId id_in(const Reply& reply) {
    return RequestId::parse(reply.location.substr(reply.location.rfind('/') + 1)).value();
}

TEST(Requests, a_request_without_words_is_refused_and_keeps_the_times) {
    School school;
    const auto reply = school.teacher.post("/my-help", {{"words", " \n "}, {"times", "Tuesday"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("A few words are enough, half an idea too."));
    EXPECT_TRUE(reply.shows("Tuesday"));
}

TEST(Requests, words_that_never_end_are_refused_and_none_is_lost) {
    School school;
    const std::string endless(words_max + 1, 'e');
    const auto reply = school.teacher.post("/my-help", {{"words", endless}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows(endless));
}

TEST(Requests, a_teacher_asks_in_one_box_and_sees_where_it_stands) {
    School school;
    EXPECT_EQ(school.teacher.post("/my-help", {{"words", wish}}).location, "/my-help");
    const auto page = school.teacher.get("/my-help");
    EXPECT_TRUE(page.shows(wish));
    EXPECT_TRUE(page.shows("Nobody has looked at it yet."));
}

TEST(Requests, words_come_back_byte_for_byte) {
    School school;
    const std::string words = "  <b>Ünïcode</b> & \"quotes\"\r\n\ttabs, \xE2\x80\x8F marks  ";
    EXPECT_EQ(line(school, asked(school, school.teacher, words)).words, words);
}

TEST(Requests, pressing_the_button_twice_asks_once) {
    School school;
    for (int i = 0; i < 2; ++i) {
        school.teacher.with_key("one-key-for-one-press-1").post("/my-help", {{"words", wish}});
    }
    const auto open = school.db().read(
        school.scope(), [&](ReadTx& tx) { return open_of_teacher(tx, school.teacher.id()); });
    EXPECT_EQ(open.size(), 1u);
}

TEST(Requests, a_coach_notes_a_request_for_a_teacher_by_name_however_it_is_spelt) {
    School school;
    const auto reply = school.coach.post("/requests", {{"who", "amina dialo"}, {"words", wish}});
    ASSERT_EQ(reply.status, 303) << reply.body;
    EXPECT_EQ(line(school, id_in(reply)).teacher, school.teacher.id());
    EXPECT_TRUE(school.teacher.get(reply.location).shows("noted by Rosa Lima"));
}

TEST(Requests, a_name_that_two_people_could_bear_is_asked_about_and_nothing_is_lost) {
    School school;
    school.add("Amina Duarte", Role::teacher, school.cedar);
    const auto reply = school.coach.post("/requests", {{"who", "amina"}, {"words", wish}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Several people could be meant. Choose one below."));
    EXPECT_TRUE(reply.shows("Amina Duarte") && reply.shows("Amina Diallo") && reply.shows(wish));
}

TEST(Requests, a_coach_notes_nothing_for_somebody_they_do_not_cover) {
    School school;
    auto harbor_coach = school.add("Hana Harbor", Role::coach, school.harbor);
    const auto by_name = harbor_coach.post("/requests", {{"who", "Amina Diallo"}, {"words", wish}});
    const auto by_id =
        harbor_coach.post("/requests", {{"person", school.teacher.id().text()}, {"words", wish}});
    EXPECT_EQ(by_name.status, 422);
    EXPECT_EQ(by_id.status, 422);
    EXPECT_TRUE(by_id.shows("Nobody of that name works in your buildings."));
}

TEST(Requests, a_teacher_asks_only_for_themselves) {
    School school;
    EXPECT_EQ(school.teacher.post("/requests", {{"who", "Bao"}, {"words", wish}}).status, 403);
    const auto reply =
        school.teacher.api_post("/api/v1/requests", R"({"words":"For somebody else","person":")" +
                                                        school.colleague.id().text() + "\"}");
    EXPECT_EQ(reply.status, 422);
}

TEST(Requests, one_tap_takes_a_request_and_the_teacher_reads_who_has_it) {
    School school;
    const RequestId id = asked(school, school.teacher);
    EXPECT_TRUE(school.coach.get(address(id)).shows("I have it"));
    EXPECT_EQ(take(school, school.coach, id).location, address(id));
    EXPECT_TRUE(school.teacher.get("/my-help").shows("Rosa Lima has it."));
    EXPECT_TRUE(school.coach.get(address(id)).shows("You have it."));
}

TEST(Requests, the_teacher_reads_when_somebody_comes_by) {
    const Monday monday;
    School school;
    const RequestId id = asked(school, school.teacher);
    take(school, school.coach, id);
    press(school, school.coach, id, "schedule", {{"on", "2026-11-03"}, {"at", "10:40"}});
    const auto page = school.teacher.get("/my-help");
    EXPECT_TRUE(page.shows("Rosa Lima has it and will come by tomorrow, 10:40")) << page.body;
}

TEST(Requests, the_later_of_two_people_is_told_kindly_and_sees_how_it_stands) {
    School school;
    const RequestId id = asked(school, school.teacher);
    take(school, school.coach, id);
    const auto late = school.other_coach.post(
        address(id, "declination"),
        {{"version", "1"}, {"reason", "We have no microphones before spring."}});
    EXPECT_EQ(late.status, 422);
    EXPECT_TRUE(late.shows("Rosa Lima changed this a moment ago."));
    EXPECT_TRUE(late.shows("Rosa Lima has it."));
    EXPECT_TRUE(late.shows("We have no microphones before spring."));
    EXPECT_EQ(line(school, id).state, State::taken);
}

TEST(Requests, a_split_request_is_two_that_know_each_other_and_both_teams_read_the_history) {
    School school;
    const RequestId id = asked(school, school.teacher);
    press(school, school.coach, id, "split", {{"half", "Two microphones do not work."}});
    const auto open = school.db().read(
        school.scope(), [&](ReadTx& tx) { return open_of_teacher(tx, school.teacher.id()); });
    ASSERT_EQ(open.size(), 2u);
    const auto& half = open[0].id == id ? open[1] : open[0];
    EXPECT_EQ(half.branch, Branch::support);
    EXPECT_EQ(line(school, id).branch, Branch::coach);
    EXPECT_EQ(line(school, id).holder, school.coach.id());
    for (Client* who : {&school.technician, &school.coach, &school.teacher}) {
        EXPECT_TRUE(who->get(address(id)).shows("Two microphones do not work."));
        EXPECT_TRUE(
            who->get(address(half.id)).shows("Rosa Lima made this out of another request."));
    }
}

TEST(Requests, a_hand_over_takes_its_history_along_for_both_teams_and_the_teacher) {
    School school;
    const RequestId id = asked(school, school.teacher);
    take(school, school.coach, id);
    press(school, school.coach, id, "handoff",
          {{"to", "support"}, {"severity", "1"}, {"impact", "4"}, {"note", "It hums, too."}});
    for (Client* who : {&school.technician, &school.coach, &school.teacher}) {
        const auto page = who->get(address(id));
        EXPECT_TRUE(page.shows("Amina Diallo asked."));
        EXPECT_TRUE(page.shows("Rosa Lima took it."));
        EXPECT_TRUE(page.shows("Rosa Lima gave it to the technicians."));
        EXPECT_TRUE(page.shows("It hums, too."));
    }
}

TEST(Requests, a_no_without_a_word_is_refused) {
    School school;
    const RequestId id = asked(school, school.teacher);
    const auto reply = press(school, school.coach, id, "declination", {{"instead", "The library"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("The library"));
}

TEST(Requests, a_no_says_why_and_where_to_go_instead) {
    School school;
    const RequestId id = asked(school, school.teacher);
    press(school, school.coach, id, "declination",
          {{"reason", "The studio is booked until May."}, {"instead", "The library lends kits."}});
    const auto page = school.teacher.get(address(id));
    EXPECT_TRUE(page.shows("The studio is booked until May."));
    EXPECT_TRUE(page.shows("The library lends kits."));
}

TEST(Requests, finishing_one_opens_the_log_filled_in) {
    School school;
    const RequestId id = asked(school, school.teacher);
    take(school, school.coach, id);
    EXPECT_EQ(press(school, school.coach, id, "closure").location,
              "/log?person=" + school.teacher.id().text() + "&request=" + id.text());
}

TEST(Requests, the_steps_are_numbered_and_none_is_ever_changed) {
    School school;
    const RequestId id = asked(school, school.teacher);
    take(school, school.coach, id);
    press(school, school.coach, id, "start");
    press(school, school.coach, id, "closure");
    school.teacher.del(address(id, "closure"), {{"version", "4"}});
    std::string told;
    for (const auto& step : steps(school, id)) told += std::to_string(step.seq) + step.step + " ";
    EXPECT_EQ(told, "1asked 2triaged 3started 4done 5reopened ");
}

TEST(Requests, what_is_late_is_said_calmly_and_stands_on_its_shelf) {
    const Monday monday;
    School school;
    const RequestId id = asked(school, school.teacher);
    EXPECT_FALSE(school.coach.get("/requests?show=late").shows("podcast"));
    EXPECT_FALSE(school.coach.get("/requests?show=due").shows("podcast"));
    test::clock().advance_seconds(36 * 3600);
    EXPECT_TRUE(school.coach.get("/requests?show=due").shows("podcast"));
    test::clock().advance_seconds(36 * 3600);
    const auto late = school.coach.get("/requests?show=late");
    EXPECT_TRUE(late.shows("podcast"));
    EXPECT_TRUE(late.shows("Was due "));
    EXPECT_TRUE(school.coach.get(address(id)).shows("A first answer was promised by"));
}

TEST(Requests, each_shelf_holds_what_its_name_says) {
    School school;
    const RequestId mine = asked(school, school.teacher, "Mine indeed");
    const RequestId theirs = asked(school, school.teacher, "For the technicians");
    const RequestId done = asked(school, school.teacher, "Finished already");
    asked(school, school.teacher, "Nobody looked");
    take(school, school.coach, mine);
    press(school, school.coach, theirs, "triage", {{"to", "support"}});
    take(school, school.coach, done);
    press(school, school.coach, done, "closure");
    const auto shows = [&](const char* shelf, const char* words) {
        return school.coach.get(std::string("/requests?show=") + shelf).shows(words);
    };
    EXPECT_TRUE(shows("waiting", "Nobody looked") && !shows("waiting", "Mine indeed"));
    EXPECT_TRUE(shows("mine", "Mine indeed") && !shows("mine", "Nobody looked"));
    EXPECT_TRUE(shows("other", "For the technicians") && !shows("other", "Mine indeed"));
    EXPECT_TRUE(shows("finished", "Finished already") && !shows("finished", "Mine indeed"));
}

TEST(Requests, what_waits_for_a_coach_is_theirs_or_nobodys_oldest_first) {
    const Monday monday;
    School school;
    const RequestId first = asked(school, school.teacher, "First");
    test::clock().advance_seconds(60);
    const RequestId second = asked(school, school.colleague, "Second");
    const RequestId taken = asked(school, school.colleague, "Somebody has it");
    take(school, school.other_coach, taken);
    take(school, school.coach, second);
    const auto waiting = school.db().read(
        school.scope(), [&](ReadTx& tx) { return waiting_for(tx, school.coach.id(), 5); });
    ASSERT_EQ(waiting.size(), 2u);
    EXPECT_TRUE(waiting[0].id == first && !waiting[0].is_yours);
    EXPECT_TRUE(waiting[1].id == second && waiting[1].is_yours);
    EXPECT_EQ(waiting[0].teacher_name, "Amina Diallo");
}

TEST(Requests, the_list_takes_the_same_few_statements_for_one_row_and_for_fifty) {
    School school;
    const auto statements = [&](const char* target) {
        test::clock().advance_seconds(60);  // No page kept from before.
        const auto before = Db::statements_of_this_thread();
        EXPECT_EQ(school.coach.get(target).status, 200);
        return Db::statements_of_this_thread() - before;
    };
    const RequestId one = asked(school, school.teacher);
    statements("/requests");  // The district's settings are read once.
    const auto for_one = statements("/requests");
    for (int i = 0; i < 60; ++i) asked(school, i % 2 == 0 ? school.teacher : school.colleague);
    EXPECT_EQ(statements("/requests"), for_one);
    EXPECT_LE(for_one, 5);
    EXPECT_LE(statements(address(one).c_str()), 8);
}

TEST(Requests, a_long_list_goes_on_where_it_stopped) {
    School school;
    for (int i = 0; i < 5; ++i) asked(school, school.teacher, "Wish " + std::to_string(i));
    std::string after, seen;
    int pages = 0;
    do {
        const auto reply = school.coach.api_get("/api/v1/requests?show=waiting&limit=2" + after);
        const auto body = boost::json::parse(reply.body).as_object();
        for (const auto& one : body.at("requests").as_array()) {
            seen += std::string(one.at("words").as_string()) + ";";
        }
        const auto& next = body.at("next");
        after = next.is_null() ? "" : "&cursor=" + std::string(next.as_string());
        ++pages;
    } while (!after.empty());
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(text::split(seen, ';').size(), 6u) << seen;
    EXPECT_EQ(school.coach.api_get("/api/v1/requests?cursor=tampered").status, 404);
}

TEST(Requests, a_program_does_all_that_the_page_does) {
    const Monday monday;
    School school;
    const auto made = school.teacher.api_post("/api/v1/requests", R"({"words":"By a program"})");
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string at = made.location;
    const auto step = [&](const std::string& noun, const std::string& fields, int version) {
        const auto reply = school.coach.api_post(
            at + noun, "{\"version\":" + std::to_string(version) + fields + "}");
        EXPECT_EQ(reply.status, 200) << noun << reply.body;
        return std::string(boost::json::parse(reply.body).at("state").as_string());
    };
    EXPECT_EQ(step("/triage", R"(,"branch":"coach")", 1), "taken");
    EXPECT_EQ(step("/schedule", R"(,"on":"2026-12-01","at":"10:40")", 2), "scheduled");
    EXPECT_EQ(step("/start", "", 3), "working");
    EXPECT_EQ(step("/closure", "", 4), "done");
    const auto seen = school.teacher.api_get(at);
    EXPECT_EQ(boost::json::parse(seen.body).at("steps").as_array().size(), 5u);
    EXPECT_FALSE(seen.header("ETag").empty());
}

TEST(Requests, a_program_that_saw_an_older_state_is_refused) {
    School school;
    const RequestId id = asked(school, school.teacher);
    take(school, school.coach, id);
    const auto reply = school.coach.api_post("/api/v1" + address(id, "start"), R"({"version":1})");
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("/problems/requests.changed"));
}

TEST(Requests, every_page_reads_well_in_french) {
    School school;
    const RequestId id = asked(school, school.teacher);
    school.db().write(Scope::whole(), [&](WriteTx& tx) {
        constexpr Sql speak{"test.speak",
                            "UPDATE account SET language = 'fr' WHERE id IN "
                            "(SELECT account_id FROM person WHERE district_id = $1)"};
        tx.run(speak, school.scope().district);
    });
    EXPECT_TRUE(school.coach.get("/requests").shows("Une demande attend un premier regard"));
    EXPECT_TRUE(school.coach.get(address(id)).shows("Je m’en occupe"));
    EXPECT_TRUE(school.teacher.get("/my-help").shows("Personne ne l’a encore regardée."));
}

}  // namespace
}  // namespace rapport::requests
