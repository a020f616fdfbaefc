// Two holders answer the same matter in the same instant, again and again: with a thread each, on
// the engine under test. One answer counts; the other holder is told so kindly.
#include <gtest/gtest.h>

#include <thread>

#include "platform/escrow/escrow.hpp"
#include "tests/support/escrow_trio.hpp"
#include "tests/support/letters.hpp"

namespace rapport::escrow {
namespace {

using test::Browser;
using test::EscrowTrio;
using test::Reply;

Reply answer(Browser& who, const std::string& path) {
    // A busy server may ask to press again; nothing is doubled by that.
    Reply reply = who.post(path);
    for (int tries = 0; reply.status == 503 && tries < 20; ++tries) reply = who.post(path);
    return reply;
}

std::int64_t audited(EscrowTrio& it, const char* what) {
    return it.school.db().read(it.school.scope(), [&](ReadTx& tx) {
        return tx.number(Sql{"test.audited", R"(SELECT COUNT(*) FROM audit
                                                 WHERE district_id = $1 AND action = $2)"},
                         tx.district(), what);
    });
}

TEST(EscrowRace, of_two_who_answer_at_once_one_answer_counts_and_one_is_told_so) {
    EscrowTrio it;
    it.hold();
    it.note("shared");
    constexpr int matters = 6;
    int agreed = 0, refused = 0;
    for (int i = 0; i < matters; ++i) {
        const std::string path = it.ask(it.ada, "reading");
        test::mails_taken(it.school);
        // Now two yeses, now a yes and a no.
        const std::string other_answer = i % 2 == 0 ? "/agreement" : "/refusal";
        Reply first, second;
        std::thread one([&] { first = answer(it.tom, path + "/agreement"); });
        std::thread other([&] { second = answer(it.dmitri, path + other_answer); });
        one.join();
        other.join();
        const bool is_first = first.status == 303;
        EXPECT_NE(is_first, second.status == 303) << first.status << " " << second.status;
        const Reply& told = is_first ? second : first;
        EXPECT_EQ(told.status, 422);
        EXPECT_TRUE(told.shows("answered already")) << told.body;
        const bool is_agreed = is_first || i % 2 == 0;
        is_agreed ? ++agreed : ++refused;
        // Each of the two whose notes they are gets one letter, or nobody does.
        EXPECT_EQ(test::mails_taken(it.school).size(), is_agreed ? 2u : 0u);
    }
    EXPECT_EQ(audited(it, "escrow.agreed"), agreed);
    EXPECT_EQ(audited(it, "escrow.refused"), refused);
}

}  // namespace
}  // namespace rapport::escrow
