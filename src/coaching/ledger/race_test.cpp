// A coach notes two invitations to a stretch at once, from two devices, again and again: the guard
// counts both. Through the router, with a thread each, on the engine under test.
#include <atomic>
#include <thread>

#include "coaching/ledger/ledger_cast.hpp"

namespace rapport::ledger::cast {
namespace {

struct Tally {
    std::atomic<int> noted{0}, kind{0}, unkind{0};
};

void ask(Client& coach, const std::string& path, const std::string& words, Tally& tally) {
    // A busy server may ask to press again; nothing is doubled by that.
    for (int tries = 0; tries < 20; ++tries) {
        const test::Reply reply = coach.api_post(path, R"({"words":")" + words + "\"}");
        if (reply.status == 503) continue;
        const bool is_kind = reply.status == 422 && reply.shows("guard");
        if (reply.status == 201) ++tally.noted;
        if (is_kind) ++tally.kind;
        if (reply.status != 201 && !is_kind) ++tally.unkind;
        return;
    }
    ++tally.unkind;
}

TEST(LedgerRace, of_two_invitations_at_once_the_guard_stops_the_one_too_many) {
    School school;
    constexpr int teachers = 12;
    Tally tally;
    for (int i = 0; i < teachers; ++i) {
        const Client teacher = school.add("Teacher " + std::string(1, static_cast<char>('A' + i)),
                                          Role::teacher, school.cedar);
        EXPECT_EQ(invite(school, teacher, "The first push").status, 303);
        const std::string path = "/api/v1/people/" + teacher.id().text() + "/stretches";
        std::thread one([&] { ask(school.coach, path, "From the laptop", tally); });
        std::thread other([&] { ask(school.coach, path, "From the phone", tally); });
        one.join();
        other.join();
    }
    EXPECT_EQ(tally.unkind, 0);
    EXPECT_EQ(tally.noted, teachers);
    EXPECT_EQ(tally.kind, teachers);
    EXPECT_EQ(listed(school), static_cast<std::size_t>(2 * teachers));
}

}  // namespace
}  // namespace rapport::ledger::cast
