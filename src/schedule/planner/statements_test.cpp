// How often each page of the planner, and of the weeks it looks at, asks the database.
#include "schedule/planner/planner_cast.hpp"

namespace rapport::planner {
namespace {

using test::School;

std::string wish(School& school) {
    return PlannedSchool::id_in(school.coach.api_post(
        "/api/v1/wishes", R"({"kind":"planning","minutes":30,"from":"2026-11-02",)"
                          R"("until":"2026-11-13","people":[")" +
                              school.teacher.id().text() + "\"]}"));
}

std::string visit(School& school, const std::string& time, const std::string& state) {
    return PlannedSchool::id_in(school.coach.api_post(
        "/api/v1/visits", R"({"wish":")" + wish(school) + R"(","state":")" + state + "\"," +
                              PlannedSchool::spot(school.coach, "2026-11-04", time) + "}"));
}

TEST(PlannerStatements, each_page_takes_eight_statements_at_most_however_much_there_is) {
    School school;
    const auto statements = [&](test::Client& who, const std::string& address) {
        const auto before = Db::statements_of_this_thread();
        EXPECT_EQ(who.get(address).status, 200) << address;
        return Db::statements_of_this_thread() - before;
    };
    const std::string one = visit(school, "08:00", "agreed"), waits = wish(school);
    const std::string person = school.teacher.id().text(), cedar = school.cedar.text();
    const std::vector<std::string> pages{"/week?who=all&on=2026-11-02",
                                         "/week?on=2026-11-02&did=agreed&visit=" + one,
                                         "/week?view=month&who=all&on=2026-11-02",
                                         "/week?view=term&on=2026-11-02",
                                         "/week/changes",
                                         "/visits/" + one,
                                         "/visits/" + one + "/place",
                                         "/wishes/" + waits,
                                         "/people/" + person + "/week?on=2026-11-02",
                                         "/buildings/" + cedar + "/day?on=2026-11-02"};
    statements(school.coach, "/today");  // The district's settings are read once.
    std::map<std::string, std::int64_t> few;
    for (const std::string& page : pages) few[page] = statements(school.coach, page);
    for (const std::string page : {"/my-week", "/my-visits"}) {
        few[page] = statements(school.teacher, page);
    }
    for (const std::string time : {"09:00", "10:00", "11:00", "13:00", "14:00"}) {
        visit(school, time, "agreed");
        wish(school);
    }
    for (const auto& [page, count] : few) {
        EXPECT_LE(count, 8) << page;
        test::Client& who = page.starts_with("/my-") ? school.teacher : school.coach;
        EXPECT_EQ(statements(who, page), count) << page;
    }
}

}  // namespace
}  // namespace rapport::planner
