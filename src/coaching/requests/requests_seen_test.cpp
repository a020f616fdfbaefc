// Who sees a request: the one condition, by every role, on every road.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "coaching/requests/requests_cast.hpp"
#include "coaching/requests/shelves.hpp"
#include "platform/people/people.hpp"

namespace rapport::requests {
namespace {

using namespace cast;

struct Look {
    const char* who;
    Client* client;
    bool sees;
};

// Amina's request at Cedar, with everybody who could be near it.
struct Case {
    School school;
    Client cedar_coach = school.add("Cleo Cedar", Role::coach, school.cedar);
    Client harbor_coach = school.add("Hana Harbor", Role::coach, school.harbor);
    Client cedar_technician = school.add("Theo Cedar", Role::technician, school.cedar);
    Client rep = school.add("Nora Network", Role::network_rep, std::nullopt);
    RequestId id = asked(school, school.teacher);

    std::vector<Look> looks() {
        return {{"the teacher", &school.teacher, true},
                {"a district coach", &school.coach, true},
                {"another district coach", &school.other_coach, true},
                {"the technician", &school.technician, true},
                {"a coach of the building", &cedar_coach, true},
                {"a technician of the building", &cedar_technician, true},
                {"a coach of another building", &harbor_coach, false},
                {"a teacher of the same building", &school.colleague, false},
                {"a teacher of another building", &school.harbor_teacher, false},
                {"the principal", &school.principal, false},
                {"the director", &school.director, false},
                {"the administrator", &school.admin, false},
                {"the representative", &rep, false},
                {"a stranger", &school.stranger, false}};
    }
};

TEST(RequestSeen, the_page_is_there_for_those_who_may_see_it_and_for_nobody_else) {
    Case it;
    for (const Look& look : it.looks()) {
        EXPECT_EQ(look.client->get(address(it.id)).status, look.sees ? 200 : 404) << look.who;
        EXPECT_EQ(look.client->api_get("/api/v1" + address(it.id)).status, look.sees ? 200 : 404)
            << look.who;
    }
    EXPECT_EQ(it.school.nobody.get(address(it.id)).status, 303);
}

TEST(RequestSeen, no_list_shows_it_to_anybody_else) {
    Case it;
    for (const Look& look : it.looks()) {
        for (const char* shelf : {"open", "waiting", "due", "late", "mine", "other", "finished"}) {
            const auto reply = look.client->api_get(std::string("/api/v1/requests?show=") + shelf);
            const bool is_there =
                std::string_view(shelf) == "open" || std::string_view(shelf) == "waiting";
            EXPECT_EQ(reply.shows(it.id.text()), look.sees && is_there) << look.who << shelf;
            EXPECT_EQ(reply.shows("podcast"), look.sees && is_there) << look.who << shelf;
        }
    }
}

TEST(RequestSeen, no_reader_of_another_slice_gets_it_either) {
    Case it;
    for (const Look& look : it.looks()) {
        it.school.db().read(look.client->scope(), [&](ReadTx& tx) {
            EXPECT_EQ(find(tx, it.id).has_value(), look.sees) << look.who;
            EXPECT_EQ(open_of_teacher(tx, it.school.teacher.id()).size(), look.sees ? 1u : 0u);
            EXPECT_EQ(all_of_teacher(tx, it.school.teacher.id(), 9).size(), look.sees ? 1u : 0u);
            EXPECT_EQ(who_can_see(tx, it.id).empty(), !look.sees) << look.who;
        });
    }
}

TEST(RequestSeen, nobody_else_changes_it_and_a_try_tells_nothing) {
    Case it;
    for (const Look& look : it.looks()) {
        if (look.sees) continue;
        const auto reply = look.client->post(address(it.id, "withdrawal"), {{"version", "1"}});
        EXPECT_EQ(reply.status, 404) << look.who;
        EXPECT_FALSE(reply.shows("podcast") || reply.shows("Amina")) << look.who;
    }
    EXPECT_EQ(line(it.school, it.id).version, 1);
}

TEST(RequestSeen, the_answer_by_name_is_exactly_who_can_open_it) {
    Case it;
    std::set<std::string> named;
    it.school.db().read(it.school.scope(), [&](ReadTx& tx) {
        for (const Seer& seer : who_can_see(tx, it.id)) named.insert(seer.name);
    });
    EXPECT_EQ(named, (std::set<std::string>{"Amina Diallo", "Cleo Cedar", "Jo Park", "Rosa Lima",
                                            "Theo Cedar", "Tom Weaver"}));
}

TEST(RequestSeen, an_evaluator_sees_nothing_whatever_else_they_hold) {
    Case it;
    it.school.db().write({.district = it.school.scope().district, .actor = {}}, [&](WriteTx& tx) {
        people::give_role(tx, it.cedar_coach.id(), Role::principal, it.school.harbor);
    });
    EXPECT_EQ(it.cedar_coach.get(address(it.id)).status, 404);
    it.school.db().read(it.school.scope(), [&](ReadTx& tx) {
        for (const Seer& seer : who_can_see(tx, it.id)) EXPECT_NE(seer.name, "Cleo Cedar");
    });
}

TEST(RequestSeen, an_evaluator_still_reads_what_they_asked_for_themselves) {
    Case it;
    const RequestId own = asked(it.school, it.cedar_coach);
    it.school.db().write({.district = it.school.scope().district, .actor = {}}, [&](WriteTx& tx) {
        people::give_role(tx, it.cedar_coach.id(), Role::principal, it.school.cedar);
    });
    EXPECT_EQ(it.cedar_coach.get(address(own)).status, 200);
}

TEST(RequestSeen, whoever_loses_the_role_loses_the_sight_even_of_what_they_noted) {
    Case it;
    const auto noted = it.cedar_coach.post(
        "/requests", {{"person", it.school.teacher.id().text()}, {"words", "Noted in the hall."}});
    ASSERT_EQ(noted.status, 303) << noted.body;
    it.school.db().write({.district = it.school.scope().district, .actor = {}}, [&](WriteTx& tx) {
        for (const auto& role : people::roles_of(tx, it.cedar_coach.id())) {
            people::take_role(tx, role.id);
        }
        people::give_role(tx, it.cedar_coach.id(), Role::district_admin, std::nullopt);
    });
    EXPECT_EQ(it.cedar_coach.get(noted.location).status, 404);
}

TEST(RequestSeen, a_request_handed_to_a_coach_elsewhere_stays_with_those_who_see_the_building) {
    Case it;
    const auto reply = press(it.school, it.school.coach, it.id, "triage",
                             {{"to", "coach/" + it.harbor_coach.id().text()}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_EQ(it.harbor_coach.get(address(it.id)).status, 404);
}

TEST(RequestSeen, the_request_of_a_teacher_without_a_building_is_seen_by_every_branch_worker) {
    School school;
    auto floating = school.add("Fay Floating", Role::teacher, std::nullopt);
    auto harbor_coach = school.add("Hana Harbor", Role::coach, school.harbor);
    const RequestId id = asked(school, floating);
    EXPECT_EQ(harbor_coach.get(address(id)).status, 200);
    EXPECT_EQ(school.principal.get(address(id)).status, 404);
}

TEST(RequestSeen, every_statement_that_reads_requests_carries_the_same_condition) {
    std::ifstream file(RAPPORT_SOURCE_DIR "/src/coaching/requests/requests_store.cpp");
    std::stringstream text;
    text << file.rdbuf();
    const std::string store = text.str();
    const auto begin = store.find("       AND (r.teacher_id = $2");
    const auto end = store.find(")))))", begin);
    ASSERT_TRUE(begin != std::string::npos && end != std::string::npos);
    const std::string condition = store.substr(begin, end - begin + 5);
    const auto count = [&](const std::string& what) {
        int found = 0;
        for (auto at = store.find(what); at != std::string::npos; at = store.find(what, at + 1)) {
            ++found;
        }
        return found;
    };
    EXPECT_EQ(count("FROM request r"), 9);
    EXPECT_EQ(count(condition), count("FROM request r"));
}

}  // namespace
}  // namespace rapport::requests
