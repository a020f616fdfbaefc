// What a coach sees of giving and asking, and what is noted there.
#include "coaching/ledger/ledger_cast.hpp"

namespace rapport::ledger::cast {
namespace {

TEST(Ledger, nobody_types_a_standing_it_follows_from_what_was_logged) {
    School school;
    EXPECT_TRUE(school.coach.get(credit_of(school.teacher)).shows("Nothing between Amina Diallo"));
    help(school, school.teacher, 2);
    EXPECT_EQ(of_json(credit_json(school, school.teacher), "advice"), "give_first");
    help(school, school.teacher, 1);
    const auto page = school.coach.get(credit_of(school.teacher));
    EXPECT_TRUE(page.shows("You have given Amina Diallo enough lately"));
    EXPECT_TRUE(page.shows("A good moment to ask."));
    EXPECT_TRUE(page.shows("You fixed something."));
    EXPECT_TRUE(page.shows("A small help. It gives."));
}

TEST(Ledger, an_empty_or_endless_invitation_is_refused_and_not_lost) {
    School school;
    EXPECT_EQ(invite(school, school.teacher, "  ").status, 422);
    const Reply reply = invite(school, school.teacher, "Record <one> " + std::string(200, '.'));
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Record &lt;one&gt; ..."));
    EXPECT_TRUE(reply.shows("At most 200 characters."));
}

TEST(Ledger, an_invitation_has_a_day_that_was) {
    School school;
    for (const char* day : {"2026-11-03", "2026-08-01", "2026-13-01"}) {
        const Reply reply = invite(school, school.teacher, "A podcast", {{"asked_on", day}});
        EXPECT_EQ(reply.status, 422) << day;
        EXPECT_TRUE(reply.shows("id=\"asked_on-why\"")) << day;
        EXPECT_TRUE(reply.shows("A podcast")) << day;
    }
    EXPECT_EQ(invite(school, school.teacher, "A podcast", {{"asked_on", "2026-10-30"}}).status,
              303);
}

TEST(Ledger, asking_costs_and_the_answer_is_noted_beside_it) {
    School school;
    help(school, school.teacher, 3);
    EXPECT_EQ(invite(school, school.teacher, "Teach the podcast unit together").status, 303);
    EXPECT_EQ(of_json(credit_json(school, school.teacher), "advice"), "give_first");
    const std::string address = newest(school);
    EXPECT_EQ(school.coach.post(address + "/reply", {{"reply", "perhaps"}}).status, 422);
    EXPECT_EQ(school.coach.post(address + "/reply", {{"reply", "later"}, {"reason", "Report week"}})
                  .status,
              303);
    // A press on the page changes the answer and leaves the reason.
    EXPECT_EQ(school.coach.post(address + "/reply", {{"reply", "accepted"}}).status, 303);
    const auto page = school.coach.get(credit_of(school.teacher));
    EXPECT_TRUE(page.shows("Teach the podcast unit together"));
    EXPECT_TRUE(page.shows("yes, Mon 2 Nov") || page.shows("yes, ")) << page.body;
    EXPECT_TRUE(page.shows("Report week"));
}

TEST(Ledger, an_invitation_noted_by_mistake_is_taken_back) {
    School school;
    help(school, school.teacher, 3);
    invite(school, school.teacher, "A podcast");
    EXPECT_EQ(school.coach.del(newest(school)).status, 303);
    EXPECT_EQ(of_json(credit_json(school, school.teacher), "advice"), "ask");
    EXPECT_EQ(listed(school), 0u);
}

TEST(Ledger, after_two_pushes_it_asks_and_explains_and_the_coach_decides) {
    School school;
    help(school, school.teacher, 12);
    days_later(1);
    EXPECT_EQ(invite(school, school.teacher, "A podcast").status, 303);
    EXPECT_EQ(invite(school, school.teacher, "A film").status, 303);
    const Reply asked = invite(school, school.teacher, "A play");
    EXPECT_EQ(asked.status, 422);
    EXPECT_TRUE(asked.shows("You have asked Amina Diallo twice with no help between."));
    EXPECT_TRUE(asked.shows("value=\"A play\""));
    EXPECT_EQ(invite(school, school.teacher, "A play", {{"guard", "heard"}}).status, 303);
    days_later(1);
    help(school, school.teacher, 1);
    EXPECT_EQ(invite(school, school.teacher, "A song").status, 303);
}

TEST(Ledger, promises_earn_when_kept_and_cost_while_they_are_not) {
    School school;
    log(school, school.teacher, "1c", "30",
        {{"next_step", "Bring a microphone"}, {"next_on", "2026-11-05"}});
    days_later(6);  // Three days late is still in time.
    EXPECT_FALSE(school.coach.get(credit_of(school.teacher)).shows("Bring a microphone"));
    days_later(1);
    EXPECT_TRUE(school.coach.get(credit_of(school.teacher))
                    .shows("You promised, and have not done it yet: Bring a microphone"));
    const auto contact = boost::json::parse(school.coach.api_get("/api/v1/contacts").body);
    const std::string id = of_json(contact.at("contacts").as_array().at(0), "id");
    EXPECT_EQ(school.coach.post("/contacts/" + id + "/next-step/completion").status, 303);
    EXPECT_TRUE(school.coach.get(credit_of(school.teacher))
                    .shows("You did it, later than you said: Bring a microphone"));
}

TEST(Ledger, a_promise_kept_in_time_earns) {
    School school;
    log(school, school.teacher, "1c", "30",
        {{"next_step", "Bring a microphone"}, {"next_on", "2026-11-05"}});
    const auto contact = boost::json::parse(school.coach.api_get("/api/v1/contacts").body);
    const std::string id = of_json(contact.at("contacts").as_array().at(0), "id");
    school.coach.post("/contacts/" + id + "/next-step/completion");
    const auto page = school.coach.get(credit_of(school.teacher));
    EXPECT_TRUE(page.shows("You did what you promised: Bring a microphone"));
    EXPECT_TRUE(page.shows("A promise kept. It gives."));
}

TEST(Ledger, what_was_corrected_or_withdrawn_counts_no_more) {
    School school;
    help(school, school.teacher, 3);
    const auto contacts = boost::json::parse(school.coach.api_get("/api/v1/contacts").body);
    const std::string id = of_json(contacts.at("contacts").as_array().at(0), "id");
    EXPECT_EQ(school.coach.post("/contacts/" + id + "/withdrawal").status, 303);
    EXPECT_EQ(of_json(credit_json(school, school.teacher), "advice"), "give_first");
}

TEST(Ledger, mostly_small_help_is_said_with_a_kind_way_to_say_no) {
    School school;
    school.teacher.post("/my-help", {{"words", "The projector is dark again"}});
    help(school, school.teacher, 4);
    const auto page = school.coach.get(credit_of(school.teacher));
    EXPECT_TRUE(page.shows("Mostly small help, lately"));
    EXPECT_TRUE(page.shows("The projector is dark again"));
    const auto at = page.body.find("/requests/");
    const auto link = page.body.substr(at, page.body.find('"', at) - at);
    const auto request = school.coach.get(link);
    EXPECT_EQ(request.status, 200);
    EXPECT_TRUE(request.shows("I would like to keep our time for your lessons."));
    EXPECT_FALSE(school.coach.get(link.substr(0, link.find('?'))).shows("keep our time for"));
    log(school, school.teacher, "1c", "45");
    log(school, school.teacher, "1d", "45");
    EXPECT_FALSE(school.coach.get(credit_of(school.teacher)).shows("Mostly small help"));
}

TEST(Ledger, how_well_an_advice_has_held_is_shown_from_ten_answers_on) {
    School school;
    for (int i = 0; i < 10; ++i) {
        help(school, school.teacher, 4);
        invite(school, school.teacher, "Stretch " + std::to_string(i));
        const auto before = school.coach.get(credit_of(school.teacher));
        EXPECT_FALSE(before.shows("in a hundred")) << i;
        school.coach.post(newest(school) + "/reply", {{"reply", i < 7 ? "accepted" : "declined"}});
    }
    const auto page = school.coach.get(credit_of(school.teacher));
    EXPECT_TRUE(
        page.shows("Of 10 invitations you made at a good moment, 7 got a yes. Chance set "
                   "aside, that speaks for 39 to 91 in a hundred."))
        << page.body;
    const auto json = credit_json(school, school.teacher);
    EXPECT_EQ(json.at("record").as_array().at(0).at("low_percent").as_int64(), 39);
}

TEST(Ledger, the_half_life_of_the_district_is_heard) {
    School school;
    help(school, school.teacher, 4);
    days_later(28);
    EXPECT_EQ(of_json(credit_json(school, school.teacher), "standing"), "enough");
    EXPECT_EQ(school.admin.post("/settings/ledger", {{"half_life_weeks", "1"}}).status, 422);
    EXPECT_EQ(school.admin.post("/settings/ledger", {{"half_life_weeks", "4"}}).status, 303);
    EXPECT_EQ(of_json(credit_json(school, school.teacher), "standing"), "little");
}

TEST(Ledger, pressing_twice_notes_one) {
    School school;
    for (int i = 0; i < 2; ++i) {
        school.coach.with_key("a-key-of-the-stretch-01");
        EXPECT_EQ(school.coach
                      .post("/people/" + school.teacher.id().text() + "/stretches",
                            {{"words", "A podcast"}})
                      .status,
                  303);
    }
    EXPECT_EQ(listed(school), 1u);
}

TEST(Ledger, a_program_invites_and_notes_answers_by_the_same_rules) {
    School school;
    help(school, school.teacher, 3);
    const std::string at = "/api/v1/people/" + school.teacher.id().text() + "/stretches";
    EXPECT_EQ(school.coach.api_post(at, R"({"words": ""})").status, 422);
    const Reply made = school.coach.api_post(at, R"({"words": "A podcast"})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_FALSE(made.shows("podcast"));
    EXPECT_EQ(school.coach.api_post(made.location + "/reply", R"({"reply": "declined"})").status,
              200);
    EXPECT_TRUE(school.coach.api_get(made.location).shows(R"("reply":"declined")"));
    EXPECT_EQ(school.coach.api_del(made.location).status, 200);
    EXPECT_EQ(school.coach.api_get(made.location).status, 404);
}

TEST(Ledger, a_coach_takes_the_invitations_along_as_a_table) {
    School school;
    invite(school, school.teacher, "A podcast, at last");
    const auto table = school.coach.get("/stretches/table");
    EXPECT_TRUE(table.shows("\"A podcast, at last\""));
    EXPECT_TRUE(table.shows("2026-11-02"));
}

TEST(Ledger, the_pages_take_the_same_few_statements_however_much_there_is) {
    School school;
    school.teacher.post("/my-help", {{"words", "The projector is dark again"}});
    help(school, school.teacher, 4);
    const auto statements = [&](const std::string& path) {
        const auto before = Db::statements_of_this_thread();
        EXPECT_EQ(school.coach.get(path).status, 200);
        return Db::statements_of_this_thread() - before;
    };
    const std::string credit = credit_of(school.teacher);
    const std::string person = "/people/" + school.teacher.id().text();
    statements(credit);  // The district's settings are read once.
    statements(person);
    const auto of_person = statements(person);
    const auto for_few = statements(credit);
    EXPECT_TRUE(school.coach.get(credit).shows("Mostly small help"));  // The longest page there is.
    for (int i = 0; i < 5; ++i) {
        help(school, school.teacher, 5);
        invite(school, school.teacher, "Stretch");
    }
    EXPECT_EQ(statements(credit), for_few);
    EXPECT_LE(for_few, 8);
    EXPECT_LE(of_person, 8);
    EXPECT_LE(statements("/stretches"), 8);
}

}  // namespace
}  // namespace rapport::ledger::cast
