// Credentials: each enters their own, who hires has seen the evidence, plans are nobody else's, and
// an end is warned of.
#include "design/credentials/credentials.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "design/credentials/credentials_jobs.hpp"
#include "design/credentials/network.hpp"
#include "kernel/locale/catalogue.hpp"
#include "tests/support/letters.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"
#include "tests/support/world.hpp"

namespace rapport::credentials {
namespace {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

Form iste(const std::string& obtained = "2026-01-31") {
    return {{"type", "iste_certified"},
            {"edition", ""},
            {"name", ""},
            {"obtained_on", obtained},
            {"expires_on", ""},
            {"evidence", "CANARYEVIDENCE"},
            {"version", "1"}};
}

Form with(Form form, const std::string& name, const std::string& value) {
    for (auto& [field, old] : form) {
        if (field == name) old = value;
    }
    return form;
}

std::vector<Credential> held(School& school, const Client& who) {
    return school.db().read(who.scope(), [](ReadTx& tx) { return mine(tx); });
}

TEST(Credentials, every_type_has_its_name_and_what_it_takes_in_every_language) {
    for (const auto language : locale::shipped_languages) {
        for (const Type& type : types()) {
            for (const char* stem : {"credential.", "credential_means."}) {
                const std::string key = stem + std::string(type.code);
                EXPECT_NE(locale::catalogue(language).find(Key::of(key)), nullptr) << key;
            }
            EXPECT_FALSE(type.editions.empty()) << type.code;
            EXPECT_TRUE(type.link.starts_with("https://")) << type.code;
        }
    }
}

TEST(Credentials, one_holds_as_long_as_the_edition_it_was_got_under) {
    School school;
    EXPECT_EQ(school.coach.post("/credentials", iste()).status, 303);
    test::clock().advance_seconds(1);
    const Form google =
        with(with(iste("2019-08-31"), "type", "google_educator"), "edition", "24 months");
    EXPECT_EQ(school.coach.post("/credentials", google).status, 303);
    test::clock().advance_seconds(1);
    EXPECT_EQ(school.coach.post("/credentials", with(google, "edition", "")).status, 303);
    const auto all = held(school, school.coach);
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].expires_on, (Day{2029, 1, 31}));
    EXPECT_EQ(all[1].expires_on, (Day{2021, 8, 31}));
    EXPECT_EQ(all[1].state, State::lapsed);
    EXPECT_EQ(all[2].expires_on, (Day{2022, 8, 31}));
}

TEST(Credentials, each_field_says_what_it_lacks_and_keeps_what_was_typed) {
    School school;
    const std::pair<const char*, const char*> wrong[] = {
        {"type", "nothing"},           {"type", "other"},
        {"edition", "24 months"},      {"obtained_on", "2026-13-01"},
        {"obtained_on", "2027-01-01"}, {"expires_on", "2020-01-01"}};
    for (const auto& [field, value] : wrong) {
        const Reply reply = school.coach.post("/credentials", with(iste(), field, value));
        EXPECT_EQ(reply.status, 422) << field << " " << value;
        EXPECT_TRUE(reply.shows("CANARYEVIDENCE")) << field;
    }
    EXPECT_TRUE(held(school, school.coach).empty());
}

TEST(Credentials, another_confirms_having_seen_the_evidence_and_a_correction_undoes_it) {
    School school;
    school.director.post("/credentials", iste());
    const std::string own = "/credentials/" + held(school, school.director).at(0).id.text();
    EXPECT_EQ(school.director.post(own + "/confirmation").status, 422);
    EXPECT_EQ(school.coach.post(own + "/confirmation").status, 403);
    EXPECT_EQ(school.admin.post(own + "/confirmation").status, 303);
    EXPECT_TRUE(school.director.get("/credentials").shows("seen by Ada Quill"));
    EXPECT_EQ(school.director.post(own, with(iste(), "evidence", "Another")).status, 303);
    EXPECT_FALSE(school.director.get("/credentials").shows("seen by"));
    EXPECT_EQ(school.coach.post(own, iste()).status, 404);  // Not one's own.
    EXPECT_EQ(school.coach.get(own).status, 404);
    EXPECT_EQ(school.coach.del(own).status, 422);
    EXPECT_EQ(school.director.del(own).status, 303);
}

TEST(Credentials, what_one_holds_is_read_by_who_hires_here_and_by_nobody_else) {
    School school, other;
    school.coach.post("/credentials", iste());
    EXPECT_TRUE(school.director.get("/credentials/register").shows("CANARYEVIDENCE"));
    EXPECT_FALSE(other.director.get("/credentials/register").shows("CANARYEVIDENCE"));
    for (Client* who : {&school.principal, &school.other_coach, &school.teacher}) {
        EXPECT_EQ(who->get("/credentials/register").status, 403);
        EXPECT_FALSE(who->get("/credentials").shows("CANARYEVIDENCE"));
    }
}

// Every page and every answer of the API: with a plan, they read to the letter as without one.
TEST(Credentials, a_plan_is_felt_by_nobody_but_whose_it_is) {
    test::World world;
    School& school = world.school;
    const auto all_of = [&] {
        std::string all;
        for (auto& [name, who] : world.cast()) {
            if (name == "coach") continue;
            for (const desk::Route& route : school.app().routes()) {
                const bool is_of_it = route.pattern.find("credential") != std::string::npos ||
                                      route.pattern.find("vacanc") != std::string::npos ||
                                      route.pattern.find("audit") != std::string::npos;
                if (route.method != http::Method::get || !is_of_it) continue;
                all += who->api_get(world.path_of(route.pattern)).body;
            }
        }
        return all;
    };
    const std::string before = all_of();
    const Form plan{{"plan_type", "maine_680"}, {"by", "2027-06-30"}};
    ASSERT_EQ(school.coach.post("/credential-plans", plan).status, 303);
    EXPECT_TRUE(school.coach.api_get("/api/v1/credential-plans").shows("maine_680"));
    EXPECT_EQ(all_of(), before);
    const Reply page = school.admin.get("/settings/audit");
    EXPECT_FALSE(page.shows("credential"));
}

TEST(Credentials, a_plan_is_made_once_and_given_up_by_its_own_alone) {
    School school;
    const Form plan{{"plan_type", "cetl"}, {"by", ""}};
    EXPECT_EQ(school.coach.post("/credential-plans", plan).status, 303);
    EXPECT_EQ(school.coach.post("/credential-plans", plan).status, 422);
    const auto mine = school.db().read(school.coach.scope(), my_plans);
    ASSERT_EQ(mine.size(), 1u);
    const std::string path = "/credential-plans/" + mine[0].id.text();
    for (Client* who : {&school.director, &school.admin, &school.principal}) {
        EXPECT_EQ(who->del(path).status, 422);
    }
    EXPECT_EQ(school.coach.del(path).status, 303);
    EXPECT_EQ(school.coach.post("/credential-plans", {{"plan_type", "cetl"}, {"by", "2020-01-01"}})
                  .status,
              422);
}

void run_warnings(School& school) {
    const Scope program{.district = school.scope().district, .actor = {}};
    const auto left = school.db().read(program, [](ReadTx& tx) {
        return tx.all<std::string>(
            Sql{"test.warnings", R"(SELECT payload FROM job WHERE district_id = $1
                                       AND kind = 'credential_warning' AND run_at <= $2)"},
            [](const db::Row& row) { return row.text(0); }, tx.district(), tx.now());
    });
    for (const std::string& one : left) {
        school.db().write(program, [&](WriteTx& tx) {
            warn(tx, one);
            tx.run(Sql{"test.warned", R"(DELETE FROM job WHERE district_id = $1
                                            AND kind = 'credential_warning' AND payload = $2)"},
                   tx.district(), one);
        });
    }
}

TEST(Credentials, half_a_year_before_an_end_its_holder_is_warned_by_letter_and_on_the_page) {
    School school;
    const Form two_years = with(iste(), "expires_on", "2028-06-30");
    school.coach.post("/credentials", two_years);
    test::clock().advance_seconds(1);
    school.coach.post("/credentials", with(two_years, "expires_on", "2028-07-31"));
    const auto corrected = held(school, school.coach).at(1);
    school.coach.post("/credentials/" + corrected.id.text(), with(two_years, "expires_on", ""));
    test::clock().set(Zone::utc().instant({Day{2028, 6, 30}.plus(-181), 20, 0}));
    run_warnings(school);
    EXPECT_EQ(test::mails(school).size(), 0u);
    EXPECT_FALSE(school.coach.get("/credentials").shows("Ends soon"));
    test::clock().set(Zone::utc().instant({Day{2028, 6, 30}.plus(-180), 20, 0}));
    run_warnings(school);
    const auto mails = test::mails(school);
    ASSERT_EQ(mails.size(), 1u);
    EXPECT_NE(mails[0].find("Rosa Lima"), std::string::npos);
    EXPECT_EQ(mails[0].find("ISTE"), std::string::npos);
    EXPECT_TRUE(school.coach.get("/credentials").shows("Ends soon"));
    EXPECT_TRUE(school.coach.get("/credentials").shows("1 ends within half a year"));
    // The day of the one that was corrected comes, and nobody is warned of it.
    test::clock().set(Zone::utc().instant({Day{2028, 7, 31}.plus(-180), 20, 0}));
    run_warnings(school);
    EXPECT_EQ(test::mails(school).size(), 1u);
}

TEST(Credentials, a_network_counts_once_a_quarter_and_what_was_said_stays) {
    School school;
    std::vector<Client> hired;
    for (int i = 0; i < 24; ++i) {
        hired.push_back(school.add("Coach " + std::to_string(i), Role::coach, std::nullopt));
    }
    for (int i = 0; i < 14; ++i) hired[static_cast<std::size_t>(i)].post("/credentials", iste());
    test::clock().set(Zone::utc().instant({Day{2027, 1, 5}, 12, 0}));
    publish(school.db());
    const auto said = [&] {
        return school.db().read(school.scope(), [](ReadTx& tx) { return figures(tx); });
    };
    const Figures first = said();
    EXPECT_EQ(first.as_of, (Day{2027, 1, 1}));
    EXPECT_EQ(first.integrators, 27);  // With Rosa Lima, Jo Park, and Sam of the other district.
    EXPECT_EQ(first.holders("iste_certified"), 14);
    EXPECT_EQ(first.holders("cetl"), 0);
    for (int i = 14; i < 16; ++i) hired[static_cast<std::size_t>(i)].post("/credentials", iste());
    test::clock().set(Zone::utc().instant({Day{2027, 3, 31}, 12, 0}));
    publish(school.db());
    EXPECT_EQ(said().holders("iste_certified"), 14);
    test::clock().set(Zone::utc().instant({Day{2027, 4, 1}, 12, 0}));
    publish(school.db());
    EXPECT_EQ(said().holders("iste_certified"), 16);
    EXPECT_TRUE(school.teacher.get("/credentials/network").shows("16"));
}

TEST(Credentials, few_are_never_said_and_a_district_without_a_network_reads_so) {
    School school;
    for (Client* who : {&school.coach, &school.other_coach}) who->post("/credentials", iste());
    test::clock().set(Zone::utc().instant({Day{2027, 1, 5}, 12, 0}));
    publish(school.db());
    const Figures all = school.db().read(school.scope(), [](ReadTx& tx) { return figures(tx); });
    EXPECT_EQ(all.integrators, std::nullopt);
    EXPECT_EQ(all.holders("iste_certified"), std::nullopt);
    EXPECT_TRUE(school.coach.get("/credentials/network").shows("too few to say"));
    const Scope alone = test::make_district(school.db());
    EXPECT_FALSE(school.db().read(alone, [](ReadTx& tx) { return figures(tx); }).as_of);
}

TEST(Credentials, quarters_begin_on_four_days) {
    EXPECT_EQ(first_of_quarter({2026, 11, 28}), (Day{2026, 10, 1}));
    EXPECT_EQ(first_of_quarter({2026, 1, 1}), (Day{2026, 1, 1}));
    EXPECT_EQ(first_of_quarter({2026, 9, 30}), (Day{2026, 7, 1}));
}

}  // namespace
}  // namespace rapport::credentials
