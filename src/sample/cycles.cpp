#include "sample/cycles.hpp"

#include "coaching/cycles/cycles.hpp"
#include "coaching/meetings/meetings.hpp"
#include "coaching/ratings/ratings.hpp"
#include "coaching/units/units.hpp"
#include "sample/sample_store.hpp"

namespace rapport::sample {

namespace {

using cycles::CycleId;
using cycles::Hand;
using cycles::Moment;
using cycles::Outcome;
using cycles::Way;

constexpr std::string_view units_of_the_year =
    "Reading a map of the county\nWater, and who needs it\nStories of our town\n"
    "Numbers in the news\nA play for the spring";

template <class T>
T good(const Result<T>& result) {
    must(result.has_value(), "the sample was refused something");
    return *result;
}

// The coach and the teachers of a small story, each acting for themselves.
class Story {
  public:
    Story(Db& db, DistrictId district, const Pairing& pairing)
        : db_(db), district_(district), pairing_(pairing) {}

    void tell() {
        agree_with_principal();
        const auto signed_before = sign(pairing_.teachers[0], agreements::Profile::topic);
        move_agreement(signed_before, 450);
        name_units();
        carry_through("Reading a map of the county", 430, 60);
        carry_through("Water, and who needs it", 215, 70);
        under_way();
        closed();
        asked();
    }

  private:
    template <class F>
    auto as(PersonId actor, F&& body) {
        return db_.write({.district = district_, .actor = actor}, std::forward<F>(body));
    }
    template <class F>
    void in(PersonId actor, CycleId cycle, F&& body) {
        as(actor, [&](WriteTx& tx) {
            Hand hand = cycles::in_hand(tx, cycle).value();
            body(tx, hand);
        });
    }

    agreements::AgreementId offer(PersonId partner, const std::string& wording,
                                  agreements::Profile profile) {
        return as(pairing_.coach, [&](WriteTx& tx) {
            const Day today = agreements::today(tx);
            return good(agreements::propose(tx, partner,
                                            {.wording = wording,
                                             .profile = profile,
                                             .words = "",
                                             .begins_on = today,
                                             .review_on = today.plus(90)},
                                            agreements::Told::along));
        });
    }

    void agree_with_principal() {
        offer(pairing_.principal, "principal_1", agreements::Profile::topic);
    }

    agreements::AgreementId sign(PersonId teacher, agreements::Profile profile) {
        const auto agreement = offer(teacher, "teacher_1", profile);
        as(teacher, [&](WriteTx& tx) {
            return good(agreements::sign(tx, agreement, 1, agreements::Told::along));
        });
        return agreement;
    }

    // Everything is acted out today; some of it is to have happened days ago.
    static Earlier earlier(WriteTx& tx, std::int64_t days_ago) {
        return {.began_at = tx.now().plus_seconds(-days_ago * 86400),
                .began_on = agreements::today(tx).plus(-days_ago)};
    }

    void move_agreement(agreements::AgreementId agreement, std::int64_t days_ago) {
        as(pairing_.coach,
           [&](WriteTx& tx) { sample::move_agreement(tx, agreement, earlier(tx, days_ago)); });
    }

    // What the teacher's year is made of, and the team's.
    void name_units() {
        const PersonId teacher = pairing_.teachers[0];
        as(teacher, [&](WriteTx& tx) {
            good(units::set(tx, units::course_of(tx, teacher).value(), units_of_the_year));
            for (const auto& team : teams::of_person(tx, teacher)) {
                good(units::set(tx, units::course_of(tx, team.id).value(), units_of_the_year));
            }
        });
    }

    // A unit a semester, begun so many days ago.
    void carry_through(const std::string& unit, std::int64_t days_ago, std::int64_t days) {
        const PersonId teacher = pairing_.teachers[0];
        const auto cycle = propose("unit", unit, {teacher});
        say_yes(teacher, cycle);
        in(teacher, cycle, [&](WriteTx& tx, Hand& hand) {
            cycles::Goal goal;
            goal.topic = unit;
            goal.unit = unit;
            good(cycles::set_goal(tx, hand, goal));
        });
        move(cycle, Way::begin);
        look(teacher, cycle, Moment::before, {{11, 9, 4, 0}});
        while (state_of(cycle) != cycles::State::reflecting) move(cycle, Way::on);
        in(teacher, cycle,
           [](WriteTx& tx, Hand& hand) { good(cycles::close(tx, hand, Outcome::partly, "")); });
        as(pairing_.coach, [&](WriteTx& tx) {
            Earlier to = earlier(tx, days_ago);
            to.ended_at = to.began_at.plus_seconds(days * 86400);
            move_cycle(tx, cycle, to);
        });
    }

    cycles::State state_of(CycleId cycle) {
        return as(pairing_.coach,
                  [&](WriteTx& tx) { return cycles::in_hand(tx, cycle).value().cycle.state; });
    }

    CycleId propose(const std::string& model, const std::string& topic,
                    const std::vector<PersonId>& teachers) {
        return as(pairing_.coach, [&](WriteTx& tx) {
            return good(cycles::propose(tx, {.template_code = model,
                                             .topic = topic,
                                             .teachers = teachers,
                                             .follows = {},
                                             .follows_as = ""}));
        });
    }

    void say_yes(PersonId teacher, CycleId cycle) {
        in(teacher, cycle, [](WriteTx& tx, Hand& hand) { good(cycles::agree(tx, hand, 1)); });
    }

    void move(CycleId cycle, Way way) {
        in(pairing_.coach, cycle,
           [&](WriteTx& tx, Hand& hand) { good(cycles::move(tx, hand, way)); });
    }

    void look(PersonId teacher, CycleId cycle, Moment moment, const cycles::Levels& levels) {
        in(teacher, cycle, [&](WriteTx& tx, Hand& hand) {
            cycles::Evidence one;
            one.moment = moment;
            one.on = agreements::today(tx);
            one.source = "Three-sentence exit slips";
            one.levels = levels;
            good(cycles::keep_evidence(tx, hand, one));
        });
    }

    void under_way() {
        const PersonId teacher = pairing_.teachers[0];
        const auto cycle = propose("challenge", "Spoken feedback in writing", {teacher});
        say_yes(teacher, cycle);
        in(teacher, cycle, [](WriteTx& tx, Hand& hand) {
            good(cycles::set_goal(
                tx, hand,
                {.topic = "Spoken feedback in writing",
                 .goal = "Students revise a paragraph after hearing feedback, and can say why.",
                 .unit = "Stories of our town",
                 .standard = "Revise writing with help from others",
                 .target = "18 of 24 students make two changes and name the reason",
                 .peers = {"p", "e", "m"}}));
            good(cycles::set_plan(tx, hand,
                                  {.toward = "how students revise",
                                   .trying = "one minute of recorded feedback",
                                   .with = "the voice comments of our documents"}));
            good(cycles::set_moves(tx, hand, {"plan", "model", "look"}));
        });
        move(cycle, Way::begin);
        look(teacher, cycle, Moment::before, {{13, 8, 3, 0}});
        for (int i = 0; i < 3; ++i) move(cycle, Way::on);
        meet(cycle, teacher);
        add_step(cycle, pairing_.coach, "Show the voice comments in period 2", 3);
        add_step(cycle, teacher, "Record feedback for one table of four", 6);
    }

    // A meeting with an agenda and notes of both, and where the teacher sees a lesson.
    void meet(CycleId cycle, PersonId teacher) {
        using meetings::Part;
        meetings::MeetingId meeting;
        in(pairing_.coach, cycle, [&](WriteTx& tx, Hand& hand) {
            meeting = good(meetings::add(tx, hand, agreements::today(tx)));
            good(
                meetings::write(tx, hand, {meeting, Part::agenda},
                                {0, "Listen to three recordings\nWhat did they change, and why?"}));
            good(meetings::write(tx, hand, {meeting, Part::notes},
                                 {0, "Two of three changed the ending after listening."}));
        });
        in(teacher, cycle, [&](WriteTx& tx, Hand& hand) {
            good(meetings::write(tx, hand, {meeting, Part::notes},
                                 {1,
                                  "Two of three changed the ending after listening.\n"
                                  "One asked to record it again: keep the timer visible."}));
            good(ratings::rate(tx, hand,
                               {.id = {},
                                .rater = teacher,
                                .rater_name = "",
                                .framework = "samr",
                                .edition = "",
                                .on = agreements::today(tx),
                                .levels = {2},
                                .words = "The same task; they hear themselves now.",
                                .rated_at = {}}));
        });
    }

    void add_step(CycleId cycle, PersonId who, const std::string& words, std::int64_t days) {
        in(pairing_.coach, cycle, [&](WriteTx& tx, Hand& hand) {
            cycles::Step step;
            step.who = who;
            step.words = words;
            step.check_on = agreements::today(tx).plus(days);
            good(cycles::add_step(tx, hand, step));
        });
    }

    void closed() {
        const PersonId teacher = pairing_.teachers[1];
        const auto cycle = propose("mini", "Asking better questions of a map", {teacher});
        say_yes(teacher, cycle);
        move(cycle, Way::begin);
        look(teacher, cycle, Moment::before, {{9, 10, 3, 0}});
        move(cycle, Way::on);
        move(cycle, Way::on);
        look(teacher, cycle, Moment::after, {{2, 6, 11, 3}});
        in(teacher, cycle, [](WriteTx& tx, Hand& hand) {
            good(cycles::close(tx, hand, Outcome::met,
                               "A student asked why the river bends, and nobody wanted the bell."));
        });
    }

    void asked() {
        propose("unit", "A podcast for the end of the unit",
                {pairing_.teachers[2], pairing_.teachers[3]});
    }

    Db& db_;
    DistrictId district_;
    const Pairing& pairing_;
};

}  // namespace

void run_cycles(Db& db, DistrictId district, const Pairing& pairing) {
    if (pairing.teachers.size() < 4) return;
    Story(db, district, pairing).tell();
}

}  // namespace rapport::sample
