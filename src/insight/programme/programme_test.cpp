// The Programme page: counts, for those who may see them, and never a name.
#include "insight/programme/programme.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/people/people.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::programme {
namespace {

using test::Client;
using test::Reply;
using test::School;

namespace json = boost::json;

constexpr std::int64_t day_s = 86'400;

// A school where `count` teachers of Cedar were helped in November 2026 by three people in turn, 30
// minutes each, the first of them once more; seen from the middle of December, when November is
// closed.
struct Helped {
    School school;
    std::vector<Client> teachers;

    explicit Helped(int count) {
        for (int i = 0; i < count; ++i) {
            teachers.push_back(
                school.add("Teacher Number" + std::to_string(i), Role::teacher, school.cedar));
            help(helper(i), teachers.back(), "1c", "30");
        }
        if (count > 0) help(school.coach, teachers.front(), "1c", "20");
    }
    Client& helper(int i) {
        Client* const helpers[] = {&school.coach, &school.other_coach, &school.technician};
        return *helpers[i % 3];
    }
    void help(Client& who, const Client& teacher, std::string_view kind,
              const std::string& minutes) {
        const auto logged = who.post("/contacts", {{"person", teacher.id().text()},
                                                   {"kind", school.kind(kind)},
                                                   {"minutes", minutes},
                                                   {"note", "SECRETNOTE"}});
        EXPECT_EQ(logged.status, 303) << logged.body;
    }
    int release(std::int64_t days_later = 46) {
        test::clock().advance_seconds(days_later * day_s);
        return publish(school.db(), school.scope().district);
    }
    json::object counts(Client& who, const std::string& query = "") {
        const auto reply = who.api_get("/api/v1/programme" + query);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return json::parse(reply.body).as_object();
    }
};

TEST(Programme, teachers_technicians_and_strangers_do_not_see_the_page) {
    School school;
    EXPECT_EQ(school.teacher.get("/programme").status, 403);
    EXPECT_EQ(school.technician.get("/programme").status, 403);
    EXPECT_EQ(school.nobody.get("/programme").status, 303);
}

TEST(Programme, a_first_day_says_kindly_when_the_first_numbers_come) {
    Helped it(1);
    const auto page = it.school.director.get("/programme");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("No numbers yet"));
    EXPECT_TRUE(page.shows("The next numbers come out on Thursday, December 17, 2026."));
}

TEST(Programme, a_time_that_can_still_change_is_not_counted) {
    Helped it(12);
    EXPECT_EQ(it.release(44), 0);  // December 16: some building may still log for November.
    EXPECT_TRUE(it.counts(it.school.director).at("from").is_null());
    EXPECT_EQ(it.release(1), 1);
    EXPECT_EQ(it.counts(it.school.director).at("from").as_string(), "2026-11-01");
}

TEST(Programme, enough_people_make_a_number) {
    Helped it(12);
    it.release();
    const auto counts = it.counts(it.school.director);
    EXPECT_EQ(counts.at("people").as_int64(), 12);
    EXPECT_EQ(counts.at("coaches").as_int64(), 3);
    EXPECT_EQ(counts.at("contacts").as_int64(), 13);
    EXPECT_EQ(counts.at("minutes").as_int64(), 380);
    const auto page = it.school.director.get("/programme");
    EXPECT_TRUE(page.shows("12 people were helped"));
    EXPECT_TRUE(page.shows("6 h 20"));
}

TEST(Programme, fewer_than_ten_are_not_counted_aloud) {
    Helped it(9);
    it.release();
    const auto counts = it.counts(it.school.director);
    EXPECT_TRUE(counts.at("people").is_null());
    EXPECT_TRUE(counts.at("contacts").is_null());
    const auto page = it.school.director.get("/programme");
    EXPECT_TRUE(page.shows("too few to show"));
    EXPECT_TRUE(page.shows("fewer than 10 people"));
    EXPECT_FALSE(page.shows("4 h 50"));  // Their time; what is said of twelve, the test above asks.
}

TEST(Programme, the_work_of_one_or_two_is_not_counted_aloud) {
    Helped it(0);
    for (int i = 0; i < 12; ++i) {
        const Client teacher =
            it.school.add("Teacher Number" + std::to_string(i), Role::teacher, it.school.cedar);
        it.help(it.helper(i % 2), teacher, "1c", i == 0 ? "60" : "10");
    }
    it.release();
    EXPECT_TRUE(it.counts(it.school.director).at("contacts").is_null());
    EXPECT_TRUE(it.school.director.get("/programme").shows("Fewer than three people helped here"));
}

TEST(Programme, a_number_that_is_mostly_one_persons_is_not_said) {
    Helped it(12);
    for (int i = 0; i < 9; ++i) it.help(it.school.coach, it.teachers[3], "1c", "60");
    it.release();
    EXPECT_TRUE(it.counts(it.school.director).at("contacts").is_null());
}

TEST(Programme, a_number_in_which_all_are_alike_is_not_said) {
    Helped it(12);
    for (std::size_t i = 1; i < 12; ++i) {
        it.help(it.helper(static_cast<int>(i)), it.teachers[i], "1c", "20");
    }
    it.release();
    EXPECT_TRUE(it.counts(it.school.director).at("contacts").is_null());
}

TEST(Programme, a_small_kind_beside_a_large_one_is_not_told_by_the_total) {
    Helped it(12);
    it.help(it.school.coach, it.teachers[0], "1b", "10");
    it.release();
    const auto counts = it.counts(it.school.director);
    int hidden = 0;
    for (const auto& group : counts.at("groups").as_array()) {
        hidden += group.at("contacts").is_null() ? 1 : 0;
    }
    EXPECT_TRUE(hidden >= 2 || counts.at("contacts").is_null());
}

TEST(Programme, what_was_said_once_stays_as_it_was_said) {
    Helped it(12);
    it.release();
    const auto before = it.counts(it.school.director);
    for (int i = 0; i < 3; ++i) it.help(it.helper(i), it.teachers[0], "1c", "15");
    EXPECT_EQ(publish(it.school.db(), it.school.scope().district), 0);
    EXPECT_EQ(json::serialize(it.counts(it.school.director)), json::serialize(before));
}

TEST(Programme, a_district_may_raise_the_threshold_and_never_lower_it) {
    for (const auto& [setting, is_shown] : {std::pair("13", false), std::pair("2", true)}) {
        Helped it(12);
        it.school.admin.api_post("/api/v1/settings/numbers",
                                 R"({"programme.cell_min":)" + std::string(setting) + "}");
        it.release();
        EXPECT_EQ(it.counts(it.school.director).at("people").is_int64(), is_shown) << setting;
        EXPECT_GE(it.counts(it.school.director).at("cell_min").as_int64(), 10) << setting;
    }
}

TEST(Programme, a_principal_sees_their_own_building_and_no_other) {
    Helped it(12);
    it.release();
    const auto own = it.counts(it.school.principal);
    EXPECT_EQ(own.at("building").as_string(), it.school.cedar.view());
    EXPECT_EQ(own.at("people").as_int64(), 12);
    EXPECT_EQ(it.school.principal.get("/programme?building=" + it.school.harbor.text()).status,
              404);
    EXPECT_FALSE(it.school.principal.get("/programme").shows("Harbor High School"));
    EXPECT_FALSE(it.school.principal.get("/programme").shows("The whole district"));
}

TEST(Programme, a_principal_who_also_coaches_sees_no_more_than_a_principal) {
    School school;
    auto head = school.add("Hal Both", Role::coach, std::nullopt);
    school.db().write({.district = school.scope().district, .actor = {}}, [&](WriteTx& tx) {
        people::give_role(tx, head.id(), Role::principal, school.harbor);
    });
    EXPECT_EQ(head.get("/programme?building=" + school.cedar.text()).status, 404);
    EXPECT_EQ(head.get("/programme").status, 200);
}

TEST(Programme, no_name_no_word_and_no_note_is_on_the_page_for_anybody) {
    Helped it(12);
    for (auto& teacher : it.teachers) {
        teacher.post("/my-help", {{"words", "SECRETWISH of a teacher"}});
    }
    it.release();
    for (Client* who : {&it.school.principal, &it.school.director, &it.school.admin}) {
        for (const auto& reply : {who->get("/programme"), who->api_get("/api/v1/programme"),
                                  who->get("/programme?building=" + it.school.cedar.text())}) {
            EXPECT_EQ(reply.status, 200);
            EXPECT_FALSE(reply.shows("SECRET"));
            EXPECT_FALSE(reply.shows("Teacher Number"));
        }
    }
}

// Twelve teachers ask, the first one twice, and each is answered by one of `holders` in an hour.
json::object asked_of(Helped& it, const std::vector<Client*>& holders) {
    for (auto& teacher : it.teachers) teacher.post("/my-help", {{"words", "A wish"}});
    it.teachers[0].post("/my-help", {{"words", "One more wish"}});
    test::clock().advance_seconds(3600);
    const auto waiting = json::parse(it.school.coach.api_get("/api/v1/requests").body);
    std::size_t next = 0;
    for (const auto& one : waiting.at("requests").as_array()) {
        const std::string id(one.at("id").as_string());
        Client& holder = *holders[next++ % holders.size()];
        const auto taken = holder.api_post(
            "/api/v1/requests/" + id + "/triage",
            R"({"version":1,"branch":"coach","holder":")" + holder.id().text() + "\"}");
        EXPECT_EQ(taken.status, 200) << taken.body;
    }
    it.release();
    return it.counts(it.school.director);
}

TEST(Programme, requests_are_counted_by_team_with_the_time_half_of_them_waited) {
    Helped it(12);
    auto third = it.school.add("Third Coach", Role::coach, std::nullopt);
    const auto counts = asked_of(it, {&it.school.coach, &it.school.other_coach, &third});
    const auto& team = counts.at("teams").as_array()[0].as_object();
    EXPECT_EQ(counts.at("requests").as_int64(), 13);
    EXPECT_EQ(team.at("asked").as_int64(), 13);
    EXPECT_EQ(team.at("median_wait_minutes").as_int64(), 60);
}

TEST(Programme, how_fast_a_team_of_two_answers_is_not_said) {
    Helped it(12);
    const auto counts = asked_of(it, {&it.school.coach, &it.school.other_coach});
    const auto& team = counts.at("teams").as_array()[0].as_object();
    EXPECT_EQ(team.at("asked").as_int64(), 13);
    EXPECT_TRUE(team.at("median_wait_minutes").is_null());
    EXPECT_TRUE(team.at("done_percent").is_null());
}

TEST(Programme, a_span_nobody_offers_is_not_there) {
    School school;
    EXPECT_EQ(school.director.get("/programme?from=2026-11-02").status, 404);
    EXPECT_EQ(school.director.get("/programme?from=nonsense").status, 404);
    EXPECT_EQ(school.director.get("/programme?building=nonsense").status, 404);
}

TEST(Programme, spans_never_overlap_so_that_none_is_the_difference_of_two) {
    const auto kept = without_overlap({{"Year", {2026, 8, 1}, {2027, 6, 30}},
                                       {"Fall", {2026, 8, 1}, {2026, 12, 20}},
                                       {"Spring", {2027, 1, 7}, {2027, 6, 30}},
                                       {"First quarter", {2026, 8, 1}, {2026, 10, 15}},
                                       {"Second quarter", {2026, 10, 16}, {2026, 12, 20}}});
    std::string titles;
    for (const Span& span : kept) titles += span.title + ";";
    EXPECT_EQ(titles, "Spring;Second quarter;First quarter;");
}

TEST(Programme, every_shipped_kind_belongs_to_a_group) {
    EXPECT_EQ(group_of("1a"), Group::lessons);
    EXPECT_EQ(group_of("1b"), Group::fixing);
    EXPECT_EQ(group_of("10"), Group::sessions);
    EXPECT_EQ(group_of("12"), Group::rest);
    EXPECT_EQ(group_of(""), Group::rest);
}

TEST(Programme, the_page_takes_the_same_few_statements_however_much_there_is) {
    Helped it(12);
    it.release();
    const auto statements = [&] {
        test::clock().advance_seconds(60);  // No page kept from before.
        const auto before = Db::statements_of_this_thread();
        EXPECT_EQ(it.school.director.get("/programme").status, 200);
        return Db::statements_of_this_thread() - before;
    };
    statements();
    const auto for_one = statements();
    for (int i = 0; i < 8; ++i) {
        it.help(it.helper(i), it.school.teacher, i % 2 == 0 ? "1b" : "3", "10");
    }
    EXPECT_EQ(it.release(), 1);
    statements();  // Signs in again, too.
    EXPECT_EQ(statements(), for_one);
    EXPECT_LE(for_one, 8);
}

}  // namespace
}  // namespace rapport::programme
