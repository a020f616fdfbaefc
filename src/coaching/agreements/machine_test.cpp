// The states of an agreement: what they forbid they say why, and what the table says is so.
#include "coaching/agreements/machine.hpp"

#include <gtest/gtest.h>

#include "coaching/agreements/agreements.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"
#include "tests/support/walked.hpp"

namespace rapport::agreements {
namespace {

using test::School;

TEST(AgreementMachine, every_forbidden_act_has_its_reason_in_every_language) {
    const int forbidden = test::forbidden_with_reasons<Act, State>(act_count, state_count);
    EXPECT_EQ(forbidden, 14);  // Of 30.
}

TEST(AgreementMachine, every_transition_that_is_allowed_has_its_journey) {
    const auto allowed = test::allowed_by_machine<Act, State>(act_count, state_count);
    EXPECT_EQ(allowed.size(), 16u);
    EXPECT_EQ(test::walked_by("agreement_transitions"), allowed);
}

// A coach and a teacher, and an agreement of theirs in the state asked for.
class Pairing {
    template <class F>
    auto as(test::Client& who, F&& body) {
        return school.db().write(who.scope(), std::forward<F>(body));
    }

  public:
    explicit Pairing(State wanted) {
        const Day today = as(school.coach, [](WriteTx& tx) { return agreements::today(tx); });
        const bool is_later = wanted == State::to_come;
        const Terms first = terms(is_later ? today.plus(7) : today);
        id = *as(school.coach,
                 [&](WriteTx& tx) { return propose(tx, school.teacher.id(), first, Told::along); });
        if (wanted == State::proposed) return;
        if (wanted == State::open) {
            good(as(school.teacher, [&](WriteTx& tx) { return set_aside(tx, id, 1); }));
            return;
        }
        good(as(school.teacher, [&](WriteTx& tx) { return sign(tx, id, 1, Told::along); }));
        if (wanted == State::changing) {
            good(as(school.coach, [&](WriteTx& tx) { return propose_anew(tx, id, terms(today)); }));
        }
        if (wanted == State::ended)
            good(as(school.coach, [&](WriteTx& tx) { return end(tx, id); }));
    }

    State state() {
        return as(school.coach,
                  [&](WriteTx& tx) { return find(tx, id)->state(agreements::today(tx)); });
    }
    Result<Done> act(Act what) {
        return as(school.teacher, [&](WriteTx& tx) -> Result<Done> {
            const Day today = agreements::today(tx);
            const std::int64_t number = find(tx, id)->versions.front().number;
            switch (what) {
                case Act::propose:
                    return propose_anew(tx, id, terms(today));
                case Act::sign:
                    return sign(tx, id, number, Told::along);
                case Act::set_aside:
                    return set_aside(tx, id, number);
                case Act::review:
                    return review(tx, id, today.plus(30));
                default:
                    return end(tx, id);
            }
        });
    }

  private:
    static void good(const Result<Done>& done) { ASSERT_TRUE(done.has_value()); }
    static Terms terms(Day begins) {
        return {.wording = "teacher_1",
                .profile = Profile::sealed,
                .words = "",
                .begins_on = begins,
                .review_on = begins.plus(review_days)};
    }
    School school;
    AgreementId id;
};

TEST(AgreementMachine, the_rules_do_what_the_table_says_in_every_state) {
    for (int state = 0; state < state_count; ++state) {
        for (int act = 0; act < act_count; ++act) {
            const auto when = static_cast<State>(state);
            const auto what = static_cast<Act>(act);
            Pairing pair(when);
            ASSERT_EQ(pair.state(), when) << code(when);
            const auto reason = against(what, when);
            const auto done = pair.act(what);
            EXPECT_EQ(done.has_value(), !reason.has_value()) << code(what) << " " << code(when);
            if (reason && !done) {
                EXPECT_EQ(done.refusal().key, *reason);
            }
        }
    }
}

}  // namespace
}  // namespace rapport::agreements
