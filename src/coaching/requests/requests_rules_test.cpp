// What may be done when, and by whom: every act in every state.
#include "coaching/requests/requests_rules.hpp"

#include <gtest/gtest.h>

#include <map>

#include "coaching/requests/requests_cast.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::requests {
namespace {

using namespace cast;

constexpr State all_states[] = {State::waiting,   State::taken,    State::scheduled,
                                State::working,   State::done,     State::declined,
                                State::withdrawn, State::duplicate};

// One letter for each act, in the order of Act: T riage, H and over, s P lit, S chedule, B egin,
// F inish, R eopen, D ecline, W ithdraw, = duplicate. "." where it is refused.
const std::map<State, std::string> allowed_acts{
    {State::waiting, "T.P....DW="},   {State::taken, ".HPSBF.DW="},
    {State::scheduled, ".HPSBF.DW="}, {State::working, ".HPS.F.DW="},
    {State::done, "......R..."},      {State::declined, ".........."},
    {State::withdrawn, ".........."}, {State::duplicate, ".........."}};

TEST(RequestRules, each_state_allows_what_the_table_says_and_nothing_else) {
    for (const State state : all_states) {
        const std::string& row = allowed_acts.at(state);
        for (int act = 0; act < act_count; ++act) {
            const bool is_allowed = !against(static_cast<Act>(act), state).has_value();
            EXPECT_EQ(is_allowed, row[static_cast<std::size_t>(act)] != '.')
                << code(state) << ", act " << act;
        }
    }
}

TEST(RequestRules, every_refusal_of_a_state_is_a_sentence_in_every_language) {
    const locale::Words words;
    for (const auto language : locale::shipped_languages) {
        const locale::Speech speech(language, words, Zone::utc(), Instant{});
        for (const State state : all_states) {
            for (int act = 0; act < act_count; ++act) {
                const auto reason = against(static_cast<Act>(act), state);
                if (!reason) continue;
                EXPECT_FALSE(speech.say(*reason, {{"name", "Rosa"}}).empty());
            }
        }
    }
}

// A request brought to each state by its acts.
RequestId in_state(School& school, State state) {
    const RequestId id = asked(school, school.teacher);
    const auto press_all = [&](std::initializer_list<std::pair<const char*, Form>> buttons) {
        for (const auto& [noun, fields] : buttons) {
            const auto reply = press(school, school.coach, id, noun, fields);
            EXPECT_EQ(reply.status, 303) << noun << " " << reply.body;
        }
    };
    const Form mine{{"to", "coach/" + school.coach.id().text()}};
    const Form later{{"on", "2027-01-12"}, {"at", "10:40"}};
    switch (state) {
        case State::waiting:
            break;
        case State::taken:
            press_all({{"triage", mine}});
            break;
        case State::scheduled:
            press_all({{"triage", mine}, {"schedule", later}});
            break;
        case State::working:
            press_all({{"triage", mine}, {"start", {}}});
            break;
        case State::done:
            press_all({{"triage", mine}, {"closure", {}}});
            break;
        case State::declined:
            press_all({{"declination", {{"reason", "Not this term."}}}});
            break;
        case State::withdrawn:
            press(school, school.teacher, id, "withdrawal");
            break;
        case State::duplicate:
            press_all({{"duplicate", {{"original", asked(school, school.teacher).text()}}}});
            break;
    }
    EXPECT_EQ(line(school, id).state, state);
    return id;
}

Reply press_act(School& school, Client& who, RequestId id, Act act) {
    const std::string other = school.other_coach.id().text();
    switch (act) {
        case Act::triage:
            return press(school, who, id, "triage", {{"to", "coach/" + other}});
        case Act::hand_over:
            return press(school, who, id, "handoff", {{"to", "coach/" + other}});
        case Act::split:
            return press(school, who, id, "split", {{"half", "The microphones."}});
        case Act::schedule:
            return press(school, who, id, "schedule", {{"on", "2027-02-09"}, {"at", "09:15"}});
        case Act::start:
            return press(school, who, id, "start");
        case Act::finish:
            return press(school, who, id, "closure");
        case Act::reopen:
            return who.del(address(id, "closure"),
                           {{"version", std::to_string(line(school, id).version)}});
        case Act::decline:
            return press(school, who, id, "declination", {{"reason", "No room."}});
        case Act::withdraw:
            return press(school, who, id, "withdrawal");
        case Act::duplicate:
            return press(school, who, id, "duplicate",
                         {{"original", asked(school, school.teacher, "Another").text()}});
    }
    return {};
}

TEST(RequestRules, every_button_in_every_state_does_what_the_table_says) {
    School school;
    for (const State state : all_states) {
        for (int act = 0; act < act_count; ++act) {
            const RequestId id = in_state(school, state);
            const auto before = line(school, id).version;
            Client& who = static_cast<Act>(act) == Act::withdraw ? school.teacher : school.coach;
            const auto reply = press_act(school, who, id, static_cast<Act>(act));
            const bool is_allowed = allowed_acts.at(state)[static_cast<std::size_t>(act)] != '.';
            EXPECT_EQ(reply.status, is_allowed ? 303 : 422) << code(state) << ", act " << act;
            // A refused button leaves no trace.
            EXPECT_EQ(line(school, id).version, before + (is_allowed ? 1 : 0));
        }
    }
}

TEST(RequestRules, what_somebody_has_is_scheduled_begun_and_finished_by_them_alone) {
    School school;
    for (const char* noun : {"start", "closure", "declination"}) {
        const RequestId id = asked(school, school.teacher);
        take(school, school.coach, id);
        const auto reply = press(school, school.other_coach, id, noun, {{"reason", "No room."}});
        EXPECT_EQ(reply.status, 422) << noun;
        EXPECT_TRUE(reply.shows("Rosa Lima has it. Take it over first, then go on.")) << noun;
    }
}

TEST(RequestRules, a_colleague_takes_over_what_somebody_has_and_goes_on) {
    School school;
    const RequestId id = asked(school, school.teacher);
    take(school, school.coach, id);
    const Form mine{{"to", "coach/" + school.other_coach.id().text()}};
    EXPECT_EQ(press(school, school.other_coach, id, "handoff", mine).status, 303);
    EXPECT_EQ(press(school, school.other_coach, id, "closure").status, 303);
}

TEST(RequestRules, a_request_goes_only_to_somebody_who_helps_in_that_building) {
    School school;
    auto away = school.add("Ines Silva", Role::coach, school.harbor);
    const RequestId id = asked(school, school.teacher);
    for (const auto& holder : {away.id(), school.colleague.id(), school.principal.id()}) {
        const auto reply =
            press(school, school.coach, id, "triage", {{"to", "coach/" + holder.text()}});
        EXPECT_EQ(reply.status, 422);
        EXPECT_TRUE(reply.shows("That person does not help in this building."));
    }
}

TEST(RequestRules, a_request_is_opened_again_until_the_next_school_day_is_over) {
    const Monday monday;
    School school;
    const RequestId soon_enough = in_state(school, State::done);
    const RequestId too_late = in_state(school, State::done);
    test::clock().advance_seconds(24 * 3600);
    EXPECT_EQ(press_act(school, school.coach, soon_enough, Act::reopen).status, 303);
    test::clock().advance_seconds(24 * 3600);
    const auto reply = press_act(school, school.coach, too_late, Act::reopen);
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("The next school day is over."));
}

TEST(RequestRules, the_teacher_may_open_a_finished_request_again) {
    School school;
    const RequestId id = in_state(school, State::done);
    EXPECT_EQ(press_act(school, school.teacher, id, Act::reopen).status, 303);
    EXPECT_EQ(line(school, id).state, State::taken);
    EXPECT_EQ(line(school, id).holder, school.coach.id());
}

TEST(RequestRules, only_the_teacher_or_who_noted_it_takes_a_request_back) {
    School school;
    const RequestId id = asked(school, school.teacher);
    EXPECT_EQ(press(school, school.coach, id, "withdrawal").status, 422);
    EXPECT_EQ(press(school, school.teacher, id, "withdrawal").status, 303);
}

TEST(RequestRules, a_duplicate_is_one_of_the_same_teacher) {
    School school;
    const RequestId mine = asked(school, school.teacher);
    const RequestId theirs = asked(school, school.colleague);
    const auto reply =
        press(school, school.coach, mine, "duplicate", {{"original", theirs.text()}});
    EXPECT_EQ(reply.status, 422);
    const auto itself = press(school, school.coach, mine, "duplicate", {{"original", mine.text()}});
    EXPECT_EQ(itself.status, 422);
}

TEST(RequestRules, no_chain_of_duplicates_is_made) {
    School school;
    const RequestId first = asked(school, school.teacher), second = asked(school, school.teacher),
                    third = asked(school, school.teacher);
    press(school, school.coach, first, "duplicate", {{"original", second.text()}});
    const auto reply =
        press(school, school.coach, third, "duplicate", {{"original", first.text()}});
    EXPECT_TRUE(reply.shows("That one goes on with another request already."));
}

TEST(RequestRules, a_visit_is_planned_for_a_time_to_come) {
    const Monday monday;
    School school;
    const RequestId id = asked(school, school.teacher);
    take(school, school.coach, id);
    for (const auto& [on, at] : {std::pair("2026-10-01", "10:00"), std::pair("2031-01-01", "10:00"),
                                 std::pair("2026-13-01", "10:00"), std::pair("2026-12-01", "25:00"),
                                 std::pair("2026-12-01", ""), std::pair("", "10:00")}) {
        EXPECT_EQ(press(school, school.coach, id, "schedule", {{"on", on}, {"at", at}}).status, 422)
            << on << " " << at;
    }
    EXPECT_EQ(line(school, id).state, State::taken);
}

TEST(RequestRules, the_time_of_a_visit_is_one_on_the_wall_of_the_building) {
    const Monday monday;
    School school;
    const RequestId id = asked(school, school.teacher);
    take(school, school.coach, id);
    press(school, school.coach, id, "schedule", {{"on", "2027-01-12"}, {"at", "10:40"}});
    EXPECT_EQ(line(school, id).scheduled_for->rfc3339(), "2027-01-12T15:40:00.000Z");
}

TEST(RequestRules, urgency_outside_the_matrix_is_refused) {
    School school;
    for (const char* bad : {"0", "5", "-1", "x"}) {
        const RequestId id = asked(school, school.teacher);
        EXPECT_EQ(press(school, school.coach, id, "triage", {{"to", "support"}, {"severity", bad}})
                      .status,
                  422)
            << bad;
    }
}

TEST(RequestRules, the_support_targets_count_from_triage_and_the_first_answer_from_asking) {
    const Monday monday;
    School school;
    const RequestId lesson = asked(school, school.teacher),
                    projector = asked(school, school.teacher);
    EXPECT_EQ(line(school, lesson).answer_by->rfc3339(), "2026-11-04T14:00:00.000Z");
    test::clock().advance_seconds(1800);
    press(school, school.coach, lesson, "triage", {{"to", "coach"}});
    press(school, school.coach, projector, "triage",
          {{"to", "support"}, {"severity", "1"}, {"impact", "3"}});
    EXPECT_EQ(line(school, lesson).answer_by->rfc3339(), "2026-11-04T14:00:00.000Z");
    EXPECT_EQ(line(school, projector).priority, 2);
    EXPECT_EQ(line(school, projector).answer_by->rfc3339(), "2026-11-02T15:30:00.000Z");
    EXPECT_EQ(line(school, projector).finish_by->rfc3339(), "2026-11-03T14:30:00.000Z");
}

TEST(RequestRules, a_district_sets_its_own_matrix_targets_and_days) {
    const Monday monday;
    School school;
    school.db().write({.district = school.scope().district, .actor = {}}, [](WriteTx& tx) {
        settings::put(tx, "requests.matrix", "44444 44444 44444 44444");
        settings::put(tx, "requests.targets", "15m/4h 1h/1d 3d/5d 2h/6h");
        settings::put(tx, "requests.answer_days", "1");
    });
    const RequestId id = asked(school, school.teacher);
    EXPECT_EQ(line(school, id).answer_by->rfc3339(), "2026-11-03T14:00:00.000Z");
    press(school, school.coach, id, "triage", {{"to", "support"}, {"severity", "1"}});
    EXPECT_EQ(line(school, id).priority, 4);
    EXPECT_EQ(line(school, id).answer_by->rfc3339(), "2026-11-02T16:00:00.000Z");
}

TEST(RequestRules, an_answer_is_given_when_the_one_who_has_it_acts) {
    School school;
    const RequestId id = asked(school, school.teacher);
    press(school, school.coach, id, "triage", {{"to", "coach/" + school.other_coach.id().text()}});
    EXPECT_FALSE(line(school, id).answered_at.has_value());
    press(school, school.other_coach, id, "start");
    EXPECT_TRUE(line(school, id).answered_at.has_value());
}

TEST(RequestRules, a_logged_contact_finishes_a_request_in_any_open_state_and_leaves_closed_ones) {
    School school;
    for (const State state : all_states) {
        const RequestId id = in_state(school, state);
        const auto done = school.db().write(
            school.scope(), [&](WriteTx& tx) { return mark_done_by_contact(tx, id); });
        EXPECT_TRUE(done.has_value());
        EXPECT_EQ(line(school, id).state, is_open(state) ? State::done : state) << code(state);
        EXPECT_FALSE(line(school, id).due_at.has_value());
    }
}

TEST(RequestRules, a_contact_of_somebody_who_may_not_see_the_request_finishes_nothing) {
    School school;
    const RequestId id = asked(school, school.teacher);
    for (const Client* who : {&school.colleague, &school.principal, &school.stranger}) {
        const auto done = school.db().write(
            who->scope(), [&](WriteTx& tx) { return mark_done_by_contact(tx, id); });
        EXPECT_FALSE(done.has_value());
    }
    EXPECT_EQ(line(school, id).state, State::waiting);
}

}  // namespace
}  // namespace rapport::requests
