// Two coaches take in the same teacher in the same instant, again and again: through the router,
// with a thread each, on the engine under test.
#include <gtest/gtest.h>

#include <atomic>
#include <boost/json.hpp>
#include <thread>

#include "coaching/rounds/rounds.hpp"
#include "tests/support/letters.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::rounds {
namespace {

using test::Client;
using test::Reply;
using test::School;
namespace json = boost::json;

struct Tally {
    std::atomic<int> taken{0}, kind{0}, unkind{0};
};

void take(Client& coach, const std::string& path, Tally& tally) {
    // A busy server may ask to press again; nothing is doubled by that.
    for (int tries = 0; tries < 20; ++tries) {
        const Reply reply = coach.api_post(path, R"({"beyond":"1"})");
        if (reply.status == 503) continue;
        const bool is_kind = reply.status == 422 && reply.shows("They are not waiting any more.");
        if (reply.status == 200) ++tally.taken;
        if (is_kind) ++tally.kind;
        if (reply.status != 200 && !is_kind) ++tally.unkind;
        return;
    }
    ++tally.unkind;
}

TEST(RoundRace, of_two_who_take_in_one_teacher_one_does_and_one_hears_it_kindly) {
    School school;
    const auto page = json::parse(school.teacher.api_get("/api/v1/round").body).as_object();
    const auto round = page.at("choices").as_array().at(0).as_object().at("number").as_int64();
    constexpr int teachers = 12;
    Tally tally;
    for (int i = 0; i < teachers; ++i) {
        Client teacher = school.add("Teacher " + std::string(1, static_cast<char>('A' + i)),
                                    Role::teacher, school.cedar);
        teacher.post("/round/answer", {{"round", std::to_string(round)}});
        const int year = static_cast<int>(page.at("year").as_int64());
        const auto place =
            school.db().read(teacher.scope(), [&](ReadTx& tx) { return mine(tx, year).value(); });
        test::mails_taken(school);
        const std::string path = "/api/v1/round/enrolments/" + place.id.text() + "/acceptance";
        std::thread one([&] { take(school.coach, path, tally); });
        std::thread other([&] { take(school.other_coach, path, tally); });
        one.join();
        other.join();
        EXPECT_EQ(test::mails(school).size(), 1u);
    }
    EXPECT_EQ(tally.unkind, 0);
    EXPECT_EQ(tally.taken, teachers);
    EXPECT_EQ(tally.kind, teachers);
    std::size_t taken = 0;
    for (Client* coach : {&school.coach, &school.other_coach}) {
        taken += school.db().read(coach->scope(), [](ReadTx& tx) {
            return taken_by_me(tx, school_year(Zone::utc().day(tx.now()))).size();
        });
    }
    EXPECT_EQ(taken, static_cast<std::size_t>(teachers));
}

}  // namespace
}  // namespace rapport::rounds
