// What may happen to a job description when, by whom, and why not.
#include "design/posts/machine.hpp"

#include <gtest/gtest.h>

#include "design/posts/posts_cast.hpp"
#include "kernel/locale/catalogue.hpp"

namespace rapport::posts::cast {
namespace {

TEST(PostMachine, every_forbidden_act_has_its_reason_in_every_language) {
    int forbidden = 0;
    for (int act = 0; act < act_count; ++act) {
        for (int state = 0; state < state_count; ++state) {
            const auto reason = against(static_cast<Act>(act), static_cast<State>(state));
            if (!reason) continue;
            ++forbidden;
            for (const auto language : locale::shipped_languages) {
                EXPECT_NE(locale::catalogue(language).find(*reason), nullptr) << reason->name;
            }
        }
    }
    EXPECT_EQ(forbidden, 71);  // Of 96.
}

TEST(PostMachine, what_is_in_force_is_never_written) {
    for (const State state : {State::in_force, State::review_due, State::revised, State::retired}) {
        for (const Act act : {Act::write, Act::consult, Act::comment, Act::answer, Act::send,
                              Act::endorse, Act::approve, Act::give_back, Act::set_aside}) {
            EXPECT_TRUE(against(act, state).has_value()) << code(act) << " " << code(state);
        }
    }
}

TEST(PostMachine, a_coach_writes_only_a_draft_of_their_own) {
    const Standing maker{.is_coach = true, .is_maker = true};
    const Standing other{.is_coach = true};
    EXPECT_FALSE(against(Act::write, State::draft, maker));
    EXPECT_TRUE(against(Act::write, State::consultation, maker));
    EXPECT_TRUE(against(Act::write, State::draft, other));
    EXPECT_TRUE(against(Act::approve, State::board, maker));
    EXPECT_TRUE(against(Act::write, State::draft, Standing{.is_maker = true}));
    EXPECT_FALSE(against(Act::approve, State::board, Standing{.is_author = true}));
}

// Brings a fresh description to a state; gives its address.
std::string brought_to(School& school, State state) {
    if (state == State::draft) return drafted(school.director);
    if (state == State::in_force || state == State::review_due || state == State::revised ||
        state == State::retired) {
        const std::string address = in_force(school);
        if (state == State::retired) decide(school.admin, address, "retirement");
        if (state == State::review_due) test::clock().advance_seconds(5 * 366 * 86'400LL);
        if (state != State::revised) return address;
        std::string fresh = school.director.post(address + "/revision").location;
        ask(school, fresh, school.teacher);
        for (const char* noun : {"sending", "endorsement", "approval"}) {
            decide(school.admin, fresh, noun);
        }
        return address;
    }
    const std::string address = drafted(school.director);
    ask(school, address, school.teacher);
    if (state == State::consultation) return address;
    decide(school.admin, address, "sending");
    if (state == State::board) decide(school.admin, address, "endorsement");
    return address;
}

// Does an act through the pages, with all it needs, by somebody who may.
Reply tried(School& school, const std::string& address, Act act) {
    const Hand hand = seen(school, school.admin, address).value();
    const std::string duty = hand.duties.front().id.text();
    switch (act) {
        case Act::write:
            return school.admin.post(address + "/sections/purpose", {{"purpose", "Something new"}});
        case Act::consult:
            return ask(school, address, school.colleague);
        case Act::comment:
            return (seen(school, school.teacher, address) ? school.teacher : school.admin)
                .post(address + "/comments", {{"duty", duty}, {"words", "Yes."}});
        case Act::answer: {
            const auto said = school.db().read(school.admin.scope(),
                                               [&](ReadTx& tx) { return comments(tx, hand); });
            const std::string id = said.empty() ? std::string(26, 'z') : said.front().id.text();
            return school.admin.post(address + "/comments/" + id + "/answer", {{"words", "So."}});
        }
        case Act::send:
            return decide(school.admin, address, "sending");
        case Act::endorse:
            return decide(school.admin, address, "endorsement");
        case Act::approve:
            return decide(school.admin, address, "approval");
        case Act::give_back:
            return decide(school.admin, address, "return");
        case Act::set_aside:
            return decide(school.admin, address, "setting-aside");
        case Act::revise:
            return decide(school.admin, address, "revision");
        case Act::review:
            return decide(school.admin, address, "review");
        case Act::retire:
            return decide(school.admin, address, "retirement");
    }
    bug("no such act", __FILE__, __LINE__);
}

TEST(PostMachine, each_transition_through_the_pages_is_done_or_refused_with_its_reason) {
    for (int s = 0; s < state_count; ++s) {
        for (int a = 0; a < act_count; ++a) {
            const auto wanted = static_cast<State>(s);
            const auto act = static_cast<Act>(a);
            if (act == Act::answer) continue;  // Needs a comment first; below.
            School school;
            const std::string address = brought_to(school, wanted);
            ASSERT_EQ(state(school, address), wanted) << code(wanted);
            const Reply reply = tried(school, address, act);
            const auto reason = against(act, wanted);
            EXPECT_EQ(reply.status == 303, !reason) << code(act) << " " << code(wanted);
            if (!reason) continue;
            EXPECT_EQ(reply.status, 422) << code(act) << " " << code(wanted);
            EXPECT_EQ(state(school, address), wanted) << code(act) << " " << code(wanted);
        }
    }
}

}  // namespace
}  // namespace rapport::posts::cast
