#include <gtest/gtest.h>

#include "kernel/csv/csv.hpp"
#include "platform/roster/bundles_for_tests.hpp"

namespace rapport::roster::test {
namespace {

using rapport::test::School;

// A look at these files, kept in the school's district as its administrator would.
std::string keep(School& school, const Files& files) {
    const Scope scope = school.admin.scope();
    LoadedBundle bundle(files);
    const auto id = school.db().write(scope, [&](WriteTx& tx) {
        Look look;
        look.source_name = "lakeside.zip";
        look.reading = read_bundle(bundle, load_known(tx));
        const State state = load_state(tx, today_of(tx));
        look.plan =
            make_plan({.incoming = look.reading.incoming,
                       .state = state,
                       .settings = look.settings,
                       .today = today_of(tx),
                       .has_open_work = [&](PersonId who) { return has_open_work(tx, who); }});
        return keep_look(tx, look);
    });
    return "/settings/roster/" + id.text();
}

TEST(RosterPages, only_the_administrator_gets_to_the_roster) {
    School school;
    EXPECT_EQ(school.admin.get("/settings/roster").status, 200);
    for (auto* other : {&school.coach, &school.teacher, &school.principal, &school.director}) {
        EXPECT_EQ(other->get("/settings/roster").status, 403);
    }
    EXPECT_EQ(school.nobody.get("/settings/roster").status, 303);
}

TEST(RosterPages, a_look_shows_names_by_building_and_changes_nothing) {
    School school;
    const auto page = school.admin.get(keep(school, good_files()));
    ASSERT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Harbor High School"));
    EXPECT_TRUE(page.shows("Chidi Okafor"));
    EXPECT_TRUE(page.shows("Bring these changes in"));
    EXPECT_FALSE(page.shows("Secretname"));
    EXPECT_FALSE(page.shows("⟦"));
    EXPECT_FALSE(school.admin.get("/settings/people").shows("Helen Marsh, "));
}

TEST(RosterPages, pressing_the_button_brings_the_changes_in_once) {
    School school;
    const auto address = keep(school, good_files());
    const auto reply = school.admin.post(address + "/application", {{"merges", "asked"}});
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(reply.location, address);
    EXPECT_FALSE(school.admin.get(address).shows("Bring these changes in"));
    EXPECT_TRUE(school.admin.get("/settings/roster").shows("brought in"));
    EXPECT_EQ(school.admin.post(address + "/application").status, 422);
    EXPECT_TRUE(school.admin.get("/settings/people?q=Helen").shows("Helen Marsh"));
}

TEST(RosterPages, a_stopped_roster_says_why_and_waits_for_a_tick) {
    School school;
    school.admin.post(keep(school, good_files()) + "/application", {{"merges", "asked"}});
    Files smaller = good_files();
    auto& users = smaller["users.csv"];
    users.erase(users.find("p2,"), users.find("p3,") - users.find("p2,"));
    const auto address = keep(school, smaller);
    EXPECT_TRUE(school.admin.get(address).shows("1 of 4 people would go"));
    const auto refused = school.admin.post(address + "/application");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("More would go than this district lets go unasked"));
    EXPECT_EQ(school.admin.post(address + "/application", {{"accept", "yes"}}).status, 303);
}

TEST(RosterPages, rows_left_out_come_back_as_a_file_with_the_reason) {
    School school;
    Files files = good_files();
    files["orgs.csv"] += ",,,=Nameless,school,,d\n";
    const auto address = keep(school, files);
    EXPECT_TRUE(school.admin.get(address).shows("orgs.csv, 1 row"));
    const auto csv = school.admin.get(address + "/rejects?file=orgs.csv");
    EXPECT_EQ(csv.status, 200);
    EXPECT_TRUE(csv.body.starts_with(csv::byte_order_mark));  // Or Excel spoils every accent.
    EXPECT_TRUE(csv.shows("parentSourcedId,error"));
    EXPECT_TRUE(csv.shows("'=Nameless"));
    EXPECT_TRUE(csv.shows("Row 5. sourcedId is empty."));
    EXPECT_EQ(school.admin.get(address + "/rejects?file=users.csv").status, 404);
}

TEST(RosterPages, all_changes_of_a_building_have_a_page_of_their_own) {
    School school;
    const auto address = keep(school, good_files());
    const auto page = school.admin.get(address + "/changes?building=Harbor%20High%20School");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Physics 9"));
    EXPECT_EQ(school.admin.get(address + "/changes?building=Atlantis").status, 404);
}

TEST(RosterPages, another_district_finds_no_trace_of_it) {
    School school;
    const auto address = keep(school, good_files());
    School other;
    EXPECT_EQ(other.admin.get(address).status, 404);
    EXPECT_EQ(other.admin.get(address + "/rejects?file=orgs.csv").status, 404);
    EXPECT_EQ(other.admin.post(address + "/application").status, 404);
}

TEST(RosterPages, a_zip_sent_up_becomes_a_look) {
    const auto zip = shared_data() / "oneroster/catalyst-moodle/Test_full_data_set.zip";
    if (shared_data().empty() || !std::filesystem::exists(zip)) {
        GTEST_SKIP() << "the shared bundles are not here";
    }
    School school;
    const auto reply = send_up(school, zip.string());
    ASSERT_EQ(reply.status, 303);
    const auto page = school.admin.get(reply.location);
    EXPECT_TRUE(page.shows("lakeside.zip"));
    EXPECT_TRUE(page.shows("Jim Smith"));
    EXPECT_FALSE(page.shows("Password1"));
}

TEST(RosterPages, what_is_no_zip_is_refused_at_its_field) {
    School school;
    const auto reply = send_up(school, std::string(RAPPORT_SOURCE_DIR) + "/CMakeLists.txt");
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("That is not a zip file."));
}

TEST(RosterPages, a_zip_without_any_roster_file_says_so_and_brings_nothing_in) {
    School school;
    const ZipFile zip(Files{{"users.json", "[]"}, {"readme.txt", "hello"}});
    const auto reply = send_up(school, zip.path());
    ASSERT_EQ(reply.status, 303);
    const auto page = school.admin.get(reply.location);
    EXPECT_TRUE(page.shows("No file of a roster is in here"));
    EXPECT_TRUE(page.shows("users.json"));
    EXPECT_FALSE(page.shows("Everything is already as this roster says"));
    EXPECT_FALSE(page.shows("Bring these changes in"));
}

TEST(RosterPages, the_addresses_of_coaches_are_kept) {
    School school;
    school.admin.post("/settings/roster/rules",
                      {{"coach_emails", "rosa@lake.example"}, {"technician_emails", ""}});
    EXPECT_TRUE(school.admin.get("/settings/roster").shows("rosa@lake.example"));
}

TEST(RosterPages, programs_read_the_report_and_bring_it_in_too) {
    School school;
    const auto address = keep(school, good_files());
    const auto id = address.substr(address.rfind('/') + 1);
    EXPECT_TRUE(school.admin.api_get("/api/v1/roster-imports").shows(id));
    EXPECT_TRUE(school.admin.api_get("/api/v1/roster-imports/" + id).shows("\"counts\""));
    EXPECT_EQ(school.coach.api_get("/api/v1/roster-imports").status, 403);
    const auto done =
        school.admin.api_post("/api/v1/roster-imports/" + id + "/application", "{\"same\":[]}");
    EXPECT_EQ(done.status, 200);
    EXPECT_TRUE(done.shows("\"applied\""));
}

}  // namespace
}  // namespace rapport::roster::test
