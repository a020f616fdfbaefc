#include "platform/audit/audit.hpp"

#include <gtest/gtest.h>

#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::audit {
namespace {

using test::School;

void write_some(School& school, int rows) {
    for (int i = 0; i < rows; ++i) {
        school.db().write(school.scope(), [&](WriteTx& tx) {
            record(tx, "test.done", "thing/" + std::to_string(i), R"({"count":1})");
        });
    }
}

Verdict verdict_of(School& school) {
    return school.db().read(school.scope(), [](ReadTx& tx) { return verify(tx); });
}

void tamper(School& school, const char* statement, std::int64_t seq) {
    school.db().write(school.scope(), [&](WriteTx& tx) {
        tx.run(Sql{"test.tamper", statement}, tx.district(), seq);
    });
}

TEST(Audit, an_untouched_record_is_whole) {
    School school;
    write_some(school, 5);
    const Verdict verdict = verdict_of(school);
    EXPECT_EQ(verdict.rows, 5);
    EXPECT_FALSE(verdict.broken_at.has_value());
    EXPECT_FALSE(verdict.is_head_missing);
}

TEST(Audit, a_changed_row_shows) {
    School school;
    write_some(school, 5);
    tamper(school,
           "UPDATE audit SET action = 'test.undone' WHERE district_id = $1 AND "
           "seq = $2",
           3);
    EXPECT_EQ(verdict_of(school).broken_at, 3);
}

TEST(Audit, a_row_taken_out_of_the_middle_shows) {
    School school;
    write_some(school, 5);
    tamper(school, "DELETE FROM audit WHERE district_id = $1 AND seq = $2", 2);
    EXPECT_TRUE(verdict_of(school).broken_at.has_value());
}

TEST(Audit, a_row_cut_off_the_end_shows) {
    School school;
    write_some(school, 5);
    tamper(school, "DELETE FROM audit WHERE district_id = $1 AND seq = $2", 5);
    EXPECT_TRUE(verdict_of(school).is_head_missing);
}

TEST(Audit, a_refused_act_leaves_no_row) {
    School school;
    const auto before = verdict_of(school).rows;
    EXPECT_EQ(school.admin.post("/settings/people", {{"name", ""}, {"role", "teacher"}}).status,
              422);
    EXPECT_EQ(verdict_of(school).rows, before);
}

}  // namespace
}  // namespace rapport::audit
