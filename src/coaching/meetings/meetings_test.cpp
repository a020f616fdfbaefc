#include "tests/support/meetings.hpp"

#include <gtest/gtest.h>

#include <array>
#include <boost/json.hpp>

#include "coaching/meetings/writers_cast.hpp"

namespace rapport::meetings::cast {
namespace {

TEST(Meetings, nobody_meets_before_everybody_has_said_yes_nor_after_the_end) {
    School school;
    const std::string cycle = cycles::cast::proposed(school, {&school.teacher});
    const Reply early = school.coach.post(cycle + "/meetings", {{"on", "2026-11-03"}});
    EXPECT_EQ(early.status, 422);
    cycles::cast::say_yes(school.teacher, cycle);
    for (const char* day : {"", "soon", "2036-01-01", "2026-02-30"}) {
        EXPECT_EQ(school.coach.post(cycle + "/meetings", {{"on", day}}).status, 422) << day;
    }
    const std::string one = meeting(school, cycle);
    EXPECT_TRUE(school.teacher.get(cycle).shows(one));
    EXPECT_EQ(school.teacher.post(one + "/day", {{"on", "2026-11-05"}}).status, 303);
    EXPECT_TRUE(school.coach.get(one).shows("value=\"2026-11-05\""));
    cycles::cast::press(school, school.teacher, cycle, "closure", {{"outcome", "stopped"}});
    const Reply late = school.coach.post(cycle + "/meetings", {{"on", "2026-11-04"}});
    EXPECT_EQ(late.status, 422);
    EXPECT_TRUE(late.shows("This cycle is closed."));
}

TEST(Meetings, two_who_write_at_once_both_find_their_words) {
    School school;
    const std::string one = meeting(school, cycle_of_three(school));
    save(school.coach, one, 0, "Start with the recordings\nThen the rubric");
    save(school.teacher, one, 1, "Start with two recordings\nThen the rubric");
    const Reply second = save(school.colleague, one, 1, "Start with the recordings\nNo rubric yet");
    EXPECT_EQ(second.location, one);
    const Reply page = school.coach.get(one);
    EXPECT_TRUE(page.shows("Start with two recordings")) << page.body;
    EXPECT_TRUE(page.shows("No rubric yet"));
    EXPECT_FALSE(page.shows("You wrote different things here"));
}

TEST(Meetings, where_two_changed_the_same_line_both_stand_by_name_until_one_settles_it) {
    School school;
    const std::string one = meeting(school, cycle_of_three(school));
    save(school.coach, one, 0, "We meet in room 4");
    save(school.teacher, one, 1, "We meet in room 12");
    save(school.colleague, one, 1, "We meet in the library");
    const Reply page = school.coach.get(one);
    EXPECT_TRUE(page.shows("You wrote different things here"));
    for (const char* words :
         {"We meet in room 12", "Amina Diallo", "We meet in the library", "Bao Nguyễn"}) {
        EXPECT_TRUE(page.shows(words)) << words;
    }
    const Reply settled = school.teacher.post(
        one + "/settlement",
        {{"part", "notes"}, {"seen", "3"}, {"difference", "3000"}, {"keep", "1"}});
    EXPECT_EQ(settled.status, 303);
    EXPECT_EQ(text_of(notes_for(school, school.coach, one).paper), "We meet in the library");
    EXPECT_FALSE(school.coach.get(one).shows("You wrote different things here"));
    // What was taken out can be found again.
    const Reply earlier = school.coach.get(one + "/earlier?part=notes&number=3");
    EXPECT_TRUE(earlier.shows("We meet in room 12"));
}

TEST(Meetings, keeping_all_of_a_difference_keeps_every_line) {
    School school;
    const std::string one = meeting(school, cycle_of_three(school));
    save(school.coach, one, 0, "b");
    save(school.teacher, one, 1, "b1");
    save(school.colleague, one, 1, "b2");
    school.coach.post(one + "/settlement",
                      {{"part", "notes"}, {"seen", "3"}, {"difference", "3000"}, {"keep", "all"}});
    const Paper paper = notes_for(school, school.teacher, one).paper;
    EXPECT_EQ(text_of(paper), "b1\nb2");
    EXPECT_EQ(paper[0].difference, 0);
}

TEST(Meetings, saving_what_is_there_already_makes_no_new_version) {
    School school;
    const std::string one = meeting(school, cycle_of_three(school));
    save(school.coach, one, 0, "a");
    save(school.teacher, one, 1, "a");
    EXPECT_EQ(notes_for(school, school.coach, one).number, 1);
}

TEST(Meetings, what_is_typed_while_the_cycle_is_closed_is_kept) {
    School school;
    const std::string cycle = cycle_of_three(school), one = meeting(school, cycle);
    cycles::cast::press(school, school.coach, cycle, "closure", {{"outcome", "stopped"}});
    EXPECT_EQ(save(school.teacher, one, 0, "A last word").status, 303);
    EXPECT_TRUE(school.coach.get(one).shows("A last word"));
}

TEST(Meetings, who_was_put_out_or_signed_out_while_typing_finds_the_words_to_copy) {
    School school;
    const std::string cycle = cycle_of_three(school), one = meeting(school, cycle);
    school.coach.del(cycle + "/members/" + school.colleague.id().text());
    const Reply gone = save(school.colleague, one, 0, "Long words <of mine>");
    EXPECT_EQ(gone.status, 404);
    EXPECT_TRUE(gone.shows("Long words &lt;of mine&gt;"));
    const Reply nobody = save(school.nobody, one, 0, "Long words <of mine>");
    EXPECT_EQ(nobody.status, 403);
    EXPECT_TRUE(nobody.shows("Long words &lt;of mine&gt;"));
    EXPECT_TRUE(nobody.shows("You were signed out meanwhile"));
}

TEST(Meetings, an_endless_text_is_refused_with_every_letter_of_it) {
    School school;
    const std::string one = meeting(school, cycle_of_three(school));
    const Reply reply = save(school.coach, one, 0, std::string(text_max + 1, 'w'));
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows(std::string(text_max + 1, 'w')));
    EXPECT_TRUE(reply.shows("This is longer than 100,000 characters."));
}

TEST(Meetings, nobody_but_those_in_the_cycle_finds_one) {
    School school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    const std::string one = meeting(school, cycle);
    save(school.coach, one, 0, "CANARYMEETING");
    for (const std::string path : {"", "/notes", "/agenda", "/earlier?part=notes&number=1"}) {
        for (Client* who : {&school.colleague, &school.other_coach, &school.stranger}) {
            EXPECT_EQ(who->get(one + path).status, 404) << path;
            EXPECT_EQ(save(*who, one, 0, "x").status, 404);
        }
        for (Client* who : {&school.principal, &school.director, &school.admin}) {
            EXPECT_EQ(who->get(one + path).status, 403) << path;
        }
    }
    // Who is asked in later has not said yes.
    school.coach.post(cycle + "/members", {{"person", school.colleague.id().text()}});
    EXPECT_EQ(school.colleague.get(one).status, 404);
    EXPECT_EQ(school.colleague.api_get("/api/v1" + one).status, 404);
    // A meeting of another cycle is not found through this one.
    const std::string other = cycles::cast::begun(school, school.colleague);
    EXPECT_EQ(school.colleague.get(other + one.substr(cycle.size())).status, 404);
}

TEST(Meetings, a_program_reads_them_sealed_and_writes_what_a_person_reads) {
    School school;
    const std::string cycle = cycle_of_three(school), one = meeting(school, cycle);
    const Reply made = school.teacher.api_post("/api/v1" + one + "/notes",
                                               R"({"text": "CANARYMEETING", "seen": 0})");
    EXPECT_EQ(made.status, 200) << made.body;
    EXPECT_FALSE(school.coach.api_get("/api/v1" + one).shows("CANARYMEETING"));
    EXPECT_TRUE(school.coach.get(one).shows("CANARYMEETING"));
    const auto list =
        boost::json::parse(school.coach.api_get("/api/v1" + cycle + "/meetings").body);
    EXPECT_EQ(list.at("meetings").as_array().at(0).at("notes_number").as_int64(), 1);
    const Reply second =
        school.coach.api_post("/api/v1" + cycle + "/meetings", R"({"on": "2026-11-10"})");
    EXPECT_EQ(second.status, 201) << second.body;
    EXPECT_EQ(school.coach.api_post(second.location + "/day", R"({"on": "2026-11-11"})").status,
              200);
    EXPECT_EQ(school.coach.api_post(second.location + "/agenda", R"({"text": "One"})").status, 200);
}

// Three who type, save and look again in whatever order, through the rules and the database.
TEST(Meetings, in_two_hundred_interleavings_of_three_writers_no_word_is_lost) {
    School school;
    const std::string cycle = cycle_of_three(school);
    const std::vector<Client*> people{&school.coach, &school.teacher, &school.colleague};
    SeededRandom random(7);
    std::int64_t words = 0, differences = 0, meetings_left = 0;
    std::string address;
    cycles::CycleId id = cycle_in(cycle);
    for (int round = 0; round < 200; ++round) {
        if (meetings_left-- == 0) {
            id = cycle_in(round == 0 ? cycle : cycle_of_three(school));
            meetings_left = meetings_of_cycle - 1;
        }
        const auto place = school.db().write(school.scope(), [&](WriteTx& tx) -> Result<Place> {
            const auto made = add(tx, *cycles::in_hand(tx, id), Day{2026, 11, 3});
            if (!made) return made.refusal();
            return Place{*made, Part::notes};
        });
        ASSERT_TRUE(place);
        Typist typist(random);
        std::array<std::int64_t, 3> seen{0, 0, 0};
        std::array<std::string, 3> draft;
        const auto keep = [&](std::size_t who) {
            const auto kept =
                school.db().write(people[who]->scope(), [&](WriteTx& tx) -> Result<Done> {
                    const auto hand = *cycles::in_hand(tx, id);
                    const auto saved = write(tx, hand, *place, {seen[who], draft[who]});
                    if (!saved) return saved.refusal();
                    EXPECT_FALSE(saved->is_for_later);
                    const Sheet now = sheet(tx, hand, *place, saved->number);
                    seen[who] = now.number;
                    draft[who] = text_of(now.paper);
                    return Done{};
                });
            EXPECT_TRUE(kept);
        };
        const std::size_t first = random.number() % 3;
        for (int i = 0; i < 3; ++i) draft[first] = typist.typed_into(draft[first]);
        for (std::size_t who = 0; who < 3; ++who) keep((first + who) % 3);
        for (int i = 0; i < 6; ++i) {
            const std::size_t who = random.number() % 3;
            draft[who] = typist.typed_into(draft[who]);
            if (random.number() % 5 == 0) keep(who);
        }
        for (std::size_t who = 0; who < 3; ++who) keep(who);
        const Sheet now = school.db().read(school.scope(), [&](ReadTx& tx) {
            const auto hand = *cycles::in_hand(tx, id);
            return sheet(tx, hand, *place, find(tx, hand, place->meeting)->notes);
        });
        const std::string text = text_of(now.paper);
        for (const std::string& word : typist.words()) {
            ASSERT_NE(text.find(word), std::string::npos) << "round " << round << "\n" << text;
        }
        words += static_cast<std::int64_t>(typist.words().size());
        for (const Line& line : now.paper) differences += line.difference != 0 ? 1 : 0;
    }
    EXPECT_GT(words, 800);
    EXPECT_GT(differences, 10);
}

}  // namespace
}  // namespace rapport::meetings::cast
