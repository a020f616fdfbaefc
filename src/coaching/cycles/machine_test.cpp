// The state machine: what it forbids it says why, and no sequence of acts gets around its guards.
#include "coaching/cycles/machine.hpp"

#include <gtest/gtest.h>

#include "coaching/cycles/cycles_cast.hpp"
#include "tests/support/walked.hpp"

namespace rapport::cycles::cast {
namespace {

TEST(CycleMachine, every_state_but_closed_can_be_stopped_at_any_time) {
    for (int state = 0; state < state_count; ++state) {
        const auto now = static_cast<State>(state);
        EXPECT_EQ(against(Act::stop, now).has_value(), now == State::closed);
        EXPECT_EQ(against(Act::leave, now).has_value(), now == State::closed);
    }
}

TEST(CycleMachine, every_forbidden_act_has_its_reason_in_every_language) {
    const int forbidden = test::forbidden_with_reasons<Act, State>(act_count, state_count);
    EXPECT_EQ(forbidden, 45);  // Of 108.
}

TEST(CycleMachine, every_transition_that_is_allowed_has_its_journey) {
    const auto allowed = test::allowed_by_machine<Act, State>(act_count, state_count);
    EXPECT_EQ(allowed.size(), 63u);
    EXPECT_EQ(test::walked_by("transitions"), allowed);
}

// What a monkey at the keys may do. Everything goes through the rules, as pages and programs do.
class Monkey {
  public:
    Monkey(School& school, std::uint64_t seed) : school_(school), random_(seed) {
        address_ = proposed(school_, {&school_.teacher, &school_.colleague});
    }

    void act_once() {
        const std::vector<Client*> all{&school_.coach, &school_.teacher, &school_.colleague};
        const Client& who = *all[pick(all.size())];
        const bool was_met = is_met();
        const bool had_both = has_both();
        const auto one = pick(11);
        const bool happened = school_.db()
                                  .write(who.scope(),
                                         [&](WriteTx& tx) -> Result<Done> {
                                             auto hand = in_hand(tx, id_of(address_));
                                             if (!hand) return Refusal{"cycles.not_there"};
                                             return one_of(tx, *hand, one);
                                         })
                                  .has_value();
        if (!was_met && is_met()) {
            ++met;
            EXPECT_TRUE(had_both) << "reached without baseline and evidence";
        }
        done += happened ? 1 : 0;
        watch();
    }
    // Whoever is no member now finds nothing; and whoever was asked finds no evidence.
    void watch() {
        const auto now = cycle(school_, address_);
        for (Client* who : {&school_.teacher, &school_.colleague}) {
            const auto hand = seen(school_, *who, address_);
            const Member* member = now.member(who->id());
            EXPECT_EQ(hand.has_value(), member != nullptr);
            if (member == nullptr) ++gone;
            if (hand && !member->has_agreed()) {
                EXPECT_TRUE(hand->evidence.empty());
            }
        }
        if (now.state == State::doing) {
            EXPECT_TRUE(seen(school_, school_.coach, address_)->has(Moment::before));
        }
    }
    int met = 0, done = 0, gone = 0;

  private:
    std::size_t pick(std::size_t size) { return random_.number() % size; }
    bool is_met() { return cycle(school_, address_).outcome == Outcome::met; }
    bool has_both() {
        const auto hand = seen(school_, school_.coach, address_);
        return hand->has(Moment::before) && hand->has(Moment::after);
    }
    static Result<Done> only(const Result<EvidenceId>& result) {
        if (!result) return result.refusal();
        return Done{};
    }
    Result<Done> one_of(WriteTx& tx, Hand& hand, std::size_t one) {
        switch (one) {
            case 0:
                return agree(tx, hand, 1);
            case 1:
                return move(tx, hand, Way::begin);
            case 2:
            case 3:
                return move(tx, hand, Way::on);
            case 4:
                return move(tx, hand, Way::back);
            case 5:
            case 6: {
                Evidence evidence;
                evidence.moment = one == 5 ? Moment::before : Moment::after;
                evidence.on = {2026, 11, 2};
                evidence.words = "Seen";
                return only(keep_evidence(tx, hand, evidence));
            }
            case 7: {
                if (hand.evidence.empty()) return Refusal{"cycles.not_there"};
                const auto id = hand.evidence[pick(hand.evidence.size())].id;
                return drop_evidence(tx, hand, id);
            }
            case 8:
                // Leaving and coming back are rare, or nothing else would happen.
                if (pick(8) != 0) return Refusal{"cycles.not_there"};
                return pick(2) == 0 ? leave(tx, hand, school_.colleague.id())
                                    : invite(tx, hand, school_.colleague.id());
            case 9:
                return close(tx, hand, Outcome::met, "");
            default:
                if (pick(40) != 0) return Refusal{"cycles.not_there"};
                return close(tx, hand, static_cast<Outcome>(pick(outcome_count)), "");
        }
    }

    School& school_;
    SeededRandom random_;
    std::string address_;
};

TEST(CycleMachine, no_sequence_of_acts_gets_around_the_guards) {
    int met = 0, done = 0, gone = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        School school;
        Monkey monkey(school, seed);
        for (int i = 0; i < 120; ++i) monkey.act_once();
        met += monkey.met;
        done += monkey.done;
        gone += monkey.gone;
    }
    // The test looks at something: goals were reached, people left, acts happened.
    EXPECT_GE(met, 3);
    EXPECT_GE(gone, 20);
    EXPECT_GE(done, 100);
}

}  // namespace
}  // namespace rapport::cycles::cast
