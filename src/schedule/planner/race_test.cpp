// Again and again, four people want the same moment of a coach at once. Through the router, with a
// thread each, on the engine under test. tests/planner/run does it a thousand times on both.
#include <atomic>
#include <cstdlib>
#include <thread>

#include "schedule/planner/planner_cast.hpp"

namespace rapport::planner {
namespace {

using test::Client;
using test::Reply;

struct Tally4 {
    std::atomic<int> booked{0}, kind{0}, unkind{0};
};

void want_it(Client& who, const std::string& body, Tally4& tally) {
    // A busy server may ask to press again; nothing is doubled by that.
    for (int tries = 0; tries < 20; ++tries) {
        const Reply reply = who.api_post("/api/v1/visits", body);
        if (reply.status == 503) continue;
        if (reply.status == 201) ++tally.booked;
        const bool is_kind = reply.status == 422 && reply.shows("Free next: ");
        if (is_kind) ++tally.kind;
        if (reply.status != 201 && !is_kind) ++tally.unkind;
        return;
    }
    ++tally.unkind;
}

int slot_count() {
    const char* said = std::getenv("RAPPORT_RACE_SLOTS");
    return said != nullptr && std::string_view(said) == "1000" ? 1000 : 24;
}

// Slots of 20 minutes over the school days of seven weeks, for as many coaches as it takes.
TEST(PlannerRace, of_four_who_want_one_moment_one_gets_it_and_three_hear_what_is_free_next) {
    PlannedSchool school;
    constexpr int a_day = 20, wanters = 4;
    const int slots = slot_count();
    std::vector<Client*> callers{&school.coach, &school.other_coach, &school.technician};
    Client fourth = school.add("Fay Fourth", Role::coach, std::nullopt);
    callers.push_back(&fourth);
    std::vector<PersonId> coaches{school.coach.id(), school.other_coach.id(),
                                  school.technician.id(), fourth.id()};
    std::vector<std::string> people;
    for (int i = 0; i < wanters; ++i) {
        people.push_back(school
                             .add("Teacher " + std::string(1, static_cast<char>('A' + i)),
                                  Role::teacher, school.harbor)
                             .id()
                             .text());
    }
    Tally4 tally;
    for (int slot = 0; slot < slots; ++slot) {
        const auto coach = coaches[static_cast<std::size_t>(slot) % coaches.size()];
        const int place = slot / static_cast<int>(coaches.size());
        const int of_day = place % a_day, day = place / a_day;
        const Day on = Day{2026, 11, 3}.plus(day / 5 * 7 + day % 5 + (day % 5 == 4 ? 2 : 0));
        const int begins = 450 + of_day * 24;
        std::vector<std::string> bodies;
        for (const std::string& person : people) {
            const std::string wish =
                school.wish(R"("kind":"planning","minutes":20,"until":"2027-01-29","people":[")" +
                                person + "\"]",
                            school.coach);
            bodies.push_back(R"({"wish":")" + wish + R"(","coach":")" + coach.text() +
                             R"(","on":")" + on.iso() + R"(","begins":")" +
                             std::to_string(begins / 60) + ":" + std::to_string(begins % 60) +
                             "\"}");
        }
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < wanters; ++i) {
            threads.emplace_back([&, i] { want_it(*callers[i], bodies[i], tally); });
        }
        for (std::thread& thread : threads) thread.join();
    }
    EXPECT_EQ(tally.unkind, 0);
    EXPECT_EQ(tally.booked + tally.kind, slots * wanters);
    EXPECT_EQ(tally.booked, slots);
    const auto all = school.db().read(school.scope(), [](ReadTx& tx) {
        return visits(tx, {}, {Day{2026, 11, 1}, Day{2027, 2, 1}});
    });
    int doubles = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = i + 1; j < all.size() && all[j].on == all[i].on; ++j) {
            const bool overlap =
                all[i].ring.begins < all[j].ring.ends && all[j].ring.begins < all[i].ring.ends;
            if (overlap && all[i].coach == all[j].coach) ++doubles;
        }
    }
    EXPECT_EQ(doubles, 0);
    EXPECT_EQ(all.size(), static_cast<std::size_t>(slots));
}

}  // namespace
}  // namespace rapport::planner
