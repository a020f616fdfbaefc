// The evaluation wall: what coaching learns about a teacher reaches nobody who evaluates, whatever
// else they are; who comes to lead parts from what they wrote for themselves alone; and where two
// people break the glass, for a reason, the teacher is told.
#include <gtest/gtest.h>

#include "platform/keys/keys.hpp"
#include "platform/people/people.hpp"
#include "platform/roster/bundles_for_tests.hpp"
#include "tests/support/escrow_trio.hpp"
#include "tests/support/letters.hpp"
#include "tests/support/world.hpp"

namespace rapport::test {
namespace {

enum class How { server_kept, own_passphrase, server_mode };
constexpr How all_hows[] = {How::server_kept, How::own_passphrase, How::server_mode};
constexpr const char* leading_roles[] = {"principal", "director", "district_admin"};

void give(School& school, Client& who, const std::string& role) {
    const Reply reply =
        school.admin.post("/settings/people/" + who.id().text() + "/roles", {{"role", role}});
    EXPECT_EQ(reply.status, 303) << reply.body;
}

// Every page and every answer of the API.
std::string all_pages(World& world, Client& who) {
    std::string all;
    for (const desk::Route& route : world.school.app().routes()) {
        if (route.method != http::Method::get || route.pattern == "/readyz") continue;
        const std::string path = world.path_of(route.pattern);
        for (const Reply& reply : {who.get(path), who.api_get(path)}) all += reply.body;
    }
    return all;
}

bool holds_any(const std::string& text) {
    for (const std::string_view mark : {private_mark, shared_mark, std::string_view("CANARYTOPIC")})
        if (text.find(mark) != std::string::npos) return true;
    return false;
}

TEST(Wall, a_coach_who_evaluates_reads_no_word_on_any_page_not_even_as_administrator) {
    World world;
    EXPECT_TRUE(holds_any(all_pages(world, world.school.coach)));  // The search can find.
    give(world.school, world.school.coach, "principal");
    EXPECT_FALSE(holds_any(all_pages(world, world.school.coach)));
    give(world.school, world.school.coach, "district_admin");
    EXPECT_FALSE(holds_any(all_pages(world, world.school.coach)));
}

TEST(Wall, the_door_opens_nothing_for_who_evaluates_whatever_a_page_asks_of_it) {
    for (const How how : {How::server_kept, How::server_mode}) {
        NotesPair it;
        if (how == How::server_mode) {
            EXPECT_EQ(it.school.admin
                          .post("/settings/notes/mode", {{"mode", "server"}, {"accepted", "1"}})
                          .status,
                      303);
        }
        const std::vector<PersonId> pair{it.school.coach.id(), it.school.teacher.id()};
        const std::string thing(26, 'n');
        const auto sealed = it.school.db().write(it.school.coach.scope(), [&](WriteTx& tx) {
            return keys::seal(tx, pair, {.thing = thing, .version = 1, .text = secret});
        });
        const auto opened = [&] {
            return it.school.db().read(it.school.coach.scope(), [&](ReadTx& tx) {
                return keys::Opener(tx).open(thing, sealed).text;
            });
        };
        EXPECT_EQ(opened(), secret);
        give(it.school, it.school.coach, "principal");
        EXPECT_EQ(opened(), "");
    }
}

// Each role that leads, however the notes were kept.
TEST(Wall, who_comes_to_lead_loses_the_earlier_private_notes_and_no_others) {
    for (const std::string role : leading_roles) {
        for (const How how : all_hows) {
            NotesPair it;
            if (how == How::own_passphrase) it.coach.choose();
            if (how == How::server_mode) {
                it.school.admin.post("/settings/notes/mode",
                                     {{"mode", "server"}, {"accepted", "1"}});
            }
            const auto own = it.note("private");
            const auto shared = it.note("shared", "Ours.");
            EXPECT_TRUE(it.reads(it.coach, own));
            give(it.school, it.school.coach, role);
            const bool evaluates = role == "principal";
            EXPECT_FALSE(it.reads(it.coach, own)) << role;
            EXPECT_EQ(it.reads(it.coach, shared, "Ours."), !evaluates) << role;
            EXPECT_TRUE(it.reads(it.teacher, shared, "Ours.")) << role;
            const auto later = it.note("private", "Since then.");
            EXPECT_EQ(it.reads(it.coach, later, "Since then."), !evaluates) << role;
            EXPECT_FALSE(it.reads(it.coach, own)) << role;
        }
    }
}

TEST(Wall, a_role_that_ends_gives_nothing_back) {
    NotesPair it;
    const auto own = it.note("private");
    give(it.school, it.school.coach, "principal");
    it.as_program(it.school.admin, [&](WriteTx& tx) {
        tx.run(Sql{"test.over", R"(DELETE FROM role_held WHERE district_id = $1 AND person_id = $2
                                                           AND role = 'principal')"},
               tx.district(), it.school.coach.id());
    });
    EXPECT_EQ(it.coach.get(NotesPair::path(own)).status, 200);
    EXPECT_FALSE(it.reads(it.coach, own));
}

void add_role(NotesPair& it, const std::string& role, Day begins) {
    it.as_program(it.school.admin, [&](WriteTx& tx) {
        tx.run(Sql{"test.role", R"(INSERT INTO role_held (district_id, id, person_id, role,
                                                          begins_on, source)
                                   VALUES ($1, $2, $3, $4, $5, 'roster'))"},
               tx.district(), tx.new_id<PersonId>(), it.school.coach.id(), role, begins);
    });
}

TEST(Wall, a_role_that_begins_later_acts_when_it_begins) {
    for (const std::string role : leading_roles) {
        NotesPair it;
        const auto own = it.note("private");
        add_role(it, role, Zone::utc().day(clock().now()).plus(10));
        keys::follow_roles(it.school.db());
        EXPECT_TRUE(it.reads(it.coach, own)) << role;
        clock().advance_seconds(11LL * 24 * 3600);
        EXPECT_GE(keys::follow_roles(it.school.db()), 1) << role;
        it.coach.come_back();
        EXPECT_FALSE(it.reads(it.coach, own)) << role;
    }
}

TEST(Wall, a_role_from_the_roster_counts_like_one_from_the_page) {
    roster::test::District district;
    auto files = roster::test::good_files();
    district.bring_in(files);
    district.state();
    const PersonId bao = district.person("p2")->id;
    const Scope scope{.district = district.scope().district, .actor = bao};
    Db& db = database();
    const std::string thing(26, 'n');
    const auto sealed = db.write(scope, [&](WriteTx& tx) {
        return keys::seal(tx, {bao}, {.thing = thing, .version = 1, .text = secret});
    });
    const auto opened = [&] {
        return db.read(scope,
                       [&](ReadTx& tx) { return keys::Opener(tx).open(thing, sealed).text; });
    };
    EXPECT_EQ(opened(), secret);
    std::string& users = files["users.csv"];
    const auto at = users.find("s1,teacher,bao");
    users.replace(at, std::string("s1,teacher,bao").size(), "s1,principal,bao");
    district.bring_in(files);
    EXPECT_EQ(opened(), "");
    db.read(scope, [&](ReadTx& tx) {
        EXPECT_EQ(tx.number(Sql{"test.left", R"(SELECT COUNT(*) FROM notes_epoch_key
                                                 WHERE district_id = $1 AND person_id = $2)"},
                            tx.district(), bao),
                  0);
    });
}

// Break-glass: two people, a reason, and the teacher knows.
TEST(Wall, one_alone_or_without_a_reason_breaks_no_glass) {
    EscrowTrio it;
    it.hold();
    const auto contact = it.note("shared");
    Form form = it.asking("reading");
    form[2].second = "";
    EXPECT_TRUE(it.ada.post("/notes-escrow/matters", form).shows("Write the reason"));
    const std::string path = it.ask(it.ada, "reading");
    EXPECT_EQ(it.ada.post(path + "/agreement").status, 422);
    EXPECT_FALSE(it.ada.post(path + "/reading").shows(secret));
    EXPECT_FALSE(it.reads(it.ada, contact));
    give(it.school, it.school.technician, "principal");  // The second comes to evaluate.
    EXPECT_EQ(it.tom.post(path + "/agreement").status, 404);
    EXPECT_FALSE(it.ada.post(path + "/reading").shows(secret));
}

TEST(Wall, where_two_break_it_for_a_reason_the_teacher_is_told_by_page_and_mail) {
    EscrowTrio it;
    it.hold();
    it.note("shared");
    const std::string path = it.settle("reading");
    EXPECT_TRUE(it.ada.post(path + "/reading").shows(secret));
    const Reply page = it.teacher.get("/notes-escrow");
    EXPECT_TRUE(page.shows("Ada Quill and Tom Weaver agreed to it."));
    EXPECT_TRUE(page.shows(good_reason));
    const std::string address = it.address_of(it.school.teacher);
    std::vector<std::string> told;
    for (const std::string& mail : mails(it.school)) {
        const bool is_to_teacher = mail.find(address) != std::string::npos;
        const bool is_of_it = mail.find("have opened coaching notes of yours") != std::string::npos;
        if (is_to_teacher && is_of_it) told.push_back(mail);
    }
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].find(secret), std::string::npos);
    EXPECT_EQ(told[0].find("case 12"), std::string::npos);  // The reason stands behind sign-in.
}

}  // namespace
}  // namespace rapport::test
