// The states of somebody's place in the rounds: what they forbid they say why, and what the table
// says is so.
#include "coaching/rounds/machine.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "coaching/rounds/rounds.hpp"
#include "tests/support/letters.hpp"
#include "tests/support/test_db.hpp"
#include "tests/support/walked.hpp"

namespace rapport::rounds {
namespace {

using test::Client;
using test::School;
namespace json = boost::json;

TEST(RoundMachine, every_forbidden_act_has_its_reason_in_every_language) {
    const int forbidden = test::forbidden_with_reasons<Act, State>(act_count, state_count);
    EXPECT_EQ(forbidden, 8);  // Of 20.
}

TEST(RoundMachine, every_transition_that_is_allowed_has_its_journey) {
    const auto allowed = test::allowed_by_machine<Act, State>(act_count, state_count);
    EXPECT_EQ(allowed.size(), 12u);
    EXPECT_EQ(test::walked_by("round_transitions"), allowed);
}

// A teacher whose place is in the state asked for.
class Place {
  public:
    explicit Place(State wanted) {
        const auto page = json::parse(school.teacher.api_get("/api/v1/round").body).as_object();
        for (const json::value& one : page.at("choices").as_array()) {
            rounds.push_back(one.as_object().at("number").as_int64());
        }
        if (wanted == State::uninvited) return;
        invites();
        if (wanted == State::invited) return;
        says(wanted == State::not_this_year ? 0 : rounds.front());
        if (wanted == State::taken_in) accepts();
    }
    std::optional<Enrolment> place() {
        const int year = school_year(Zone::utc().day(test::clock().now()));
        return school.db().read(school.teacher.scope(), [&](ReadTx& tx) { return mine(tx, year); });
    }
    State state() { return state_of(place()); }

    // The key of the reason, where it was refused; "" where it happened.
    std::string_view act(Act what) {
        if (what == Act::invite) return invites();
        if (what == Act::ask) return says(rounds.back());
        return what == Act::decline ? says(0) : accepts();
    }

  private:
    // Nobody but the teacher is looked at: the others are invited along.
    std::string_view invites() {
        const bool was_there = place().has_value();
        const auto sent =
            school.db().write(school.coach.scope(), [](WriteTx& tx) { return invite(tx); });
        if (!sent) return sent.refusal().key.name;
        return was_there ? "rounds.all_were_invited" : "";
    }
    std::string_view says(std::int64_t round) {
        const auto done = school.db().write(school.teacher.scope(),
                                            [&](WriteTx& tx) { return answer(tx, round); });
        return done ? "" : done.refusal().key.name;
    }
    std::string_view accepts() {
        const auto one = place();
        const EnrolmentId id = one ? one->id : EnrolmentId();
        const auto done = school.db().write(
            school.coach.scope(), [&](WriteTx& tx) { return accept(tx, id, Beyond::yes); });
        return done ? "" : done.refusal().key.name;
    }
    School school;
    std::vector<std::int64_t> rounds;
};

// Where an act leads to.
State after(Act act) {
    if (act == Act::invite) return State::invited;
    if (act == Act::ask) return State::waiting;
    return act == Act::decline ? State::not_this_year : State::taken_in;
}

TEST(RoundMachine, the_rules_do_what_the_table_says_in_every_state) {
    for (int state = 0; state < state_count; ++state) {
        for (int act = 0; act < act_count; ++act) {
            const auto when = static_cast<State>(state);
            const auto what = static_cast<Act>(act);
            Place place(when);
            ASSERT_EQ(place.state(), when) << code(when);
            const auto reason = against(what, when);
            const auto refused = place.act(what);
            EXPECT_EQ(refused, reason ? reason->name : "") << code(what) << " " << code(when);
            EXPECT_EQ(place.state(), reason ? when : after(what)) << code(what) << code(when);
        }
    }
}

}  // namespace
}  // namespace rapport::rounds
