#include "coaching/agreements/agreements.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "kernel/crypto/crypto.hpp"
#include "kernel/text/text.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::agreements {
namespace {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

// It is Monday 2026-11-02 in the buildings; a test that moves on says so.
void days_later(std::int64_t days) { test::clock().advance_seconds(days * 86400); }

std::string propose_to(School& school, const Client& who, const Form& more = {}) {
    Form fields{{"person", who.id().text()}};
    fields.insert(fields.end(), more.begin(), more.end());
    const Reply reply = school.coach.post("/agreements", fields);
    EXPECT_EQ(reply.status, 303) << reply.body;
    return reply.location;
}

std::string signed_with(School& school, Client& who, const std::string& profile) {
    const std::string address = propose_to(school, who, {{"profile", profile}});
    const Reply reply = who.post(address + "/signature", {{"number", "1"}});
    EXPECT_EQ(reply.status, 303) << reply.body;
    return address;
}

Profile profile_of(School& school, const Client& teacher, Day day) {
    return school.db().read(school.scope(), [&](ReadTx& tx) {
        return effective(tx, {school.coach.id(), teacher.id()}, day);
    });
}

const Day monday{2026, 11, 2};

TEST(Agreements, only_a_coach_proposes_and_only_to_a_teacher_or_a_principal) {
    School school;
    const Form form{{"person", school.colleague.id().text()}};
    EXPECT_EQ(school.teacher.post("/agreements", form).status, 422);
    EXPECT_EQ(school.principal.post("/agreements", form).status, 422);
    for (Client* who : {&school.technician, &school.director, &school.admin}) {
        EXPECT_EQ(who->post("/agreements", form).status, 403);
    }
    for (const Client* who : {&school.other_coach, &school.director, &school.stranger}) {
        const Reply reply = school.coach.post("/agreements", {{"person", who->id().text()}});
        EXPECT_EQ(reply.status, 422);
    }
}

TEST(Agreements, nothing_holds_before_both_have_signed) {
    School school;
    const std::string address = propose_to(school, school.teacher, {{"profile", "topic"}});
    EXPECT_EQ(profile_of(school, school.teacher, monday), Profile::sealed);
    EXPECT_EQ(school.coach.post(address + "/signature", {{"number", "1"}}).status, 422);
    EXPECT_EQ(school.teacher.post(address + "/signature", {{"number", "1"}}).status, 303);
    EXPECT_EQ(profile_of(school, school.teacher, monday), Profile::topic);
    EXPECT_EQ(profile_of(school, school.colleague, monday), Profile::sealed);
}

TEST(Agreements, a_teacher_reads_first_that_this_is_no_evaluation) {
    School school;
    const std::string address = propose_to(school, school.teacher);
    const Reply page = school.teacher.get(address);
    const auto question = page.body.find("Will I be evaluated?");
    const auto button = page.body.find("Sign this agreement");
    ASSERT_NE(question, std::string::npos) << page.body;
    ASSERT_NE(button, std::string::npos);
    EXPECT_LT(question, button);
    EXPECT_TRUE(page.shows("No. Coaching is no part of any evaluation. Rosa Lima does not"));
    EXPECT_TRUE(school.teacher.get("/agreements").shows("Will I be evaluated?"));
}

TEST(Agreements, the_profile_stands_in_words_before_anything_is_signed) {
    School school;
    const std::string address = propose_to(school, school.teacher, {{"profile", "open"}});
    const Reply page = school.teacher.get(address);
    EXPECT_LT(page.body.find("Our goal, and what we reached"),
              page.body.find("Sign this agreement"));
    school.teacher.post("/account/language", {{"language", "fr"}, {"back", "/agreements"}});
    EXPECT_TRUE(school.teacher.get(address).shows("Signer cet accord"));
}

TEST(Agreements, a_teacher_proposes_something_closer_and_the_coach_signs_that) {
    School school;
    const std::string address = propose_to(school, school.teacher, {{"profile", "open"}});
    EXPECT_EQ(school.teacher.post(address + "/versions", {{"profile", "sealed"}}).status, 303);
    // The first proposal is gone; who has read only that one cannot sign the other unseen.
    const Reply stale = school.coach.post(address + "/signature", {{"number", "1"}});
    EXPECT_EQ(stale.status, 422);
    EXPECT_TRUE(stale.shows("Something else was proposed meanwhile"));
    EXPECT_EQ(school.coach.post(address + "/signature", {{"number", "2"}}).status, 303);
    EXPECT_EQ(profile_of(school, school.teacher, monday), Profile::sealed);
    EXPECT_TRUE(school.coach.get(address).shows("and set aside: “Our goal"));
}

TEST(Agreements, a_new_version_holds_from_its_day_on_and_never_before) {
    School school;
    const std::string address = signed_with(school, school.teacher, "topic");
    days_later(10);
    const Reply past = school.coach.post(address + "/versions",
                                         {{"profile", "open"}, {"begins_on", "2026-11-02"}});
    EXPECT_EQ(past.status, 422);
    EXPECT_TRUE(past.shows("It cannot hold for what was before."));
    school.coach.post(address + "/versions", {{"profile", "open"}, {"begins_on", "2026-11-20"}});
    EXPECT_EQ(school.teacher.post(address + "/signature", {{"number", "2"}}).status, 303);
    EXPECT_EQ(profile_of(school, school.teacher, monday), Profile::topic);
    EXPECT_EQ(profile_of(school, school.teacher, {2026, 11, 19}), Profile::topic);
    EXPECT_EQ(profile_of(school, school.teacher, {2026, 11, 20}), Profile::open);
}

TEST(Agreements, one_that_is_signed_late_holds_from_the_day_of_the_signature) {
    School school;
    const std::string address = propose_to(school, school.teacher, {{"profile", "topic"}});
    days_later(5);
    school.teacher.post(address + "/signature", {{"number", "1"}});
    EXPECT_EQ(profile_of(school, school.teacher, {2026, 11, 6}), Profile::sealed);
    EXPECT_EQ(profile_of(school, school.teacher, {2026, 11, 7}), Profile::topic);
}

TEST(Agreements, the_closer_of_what_the_teacher_and_the_principal_signed_holds) {
    School school;
    signed_with(school, school.teacher, "open");
    signed_with(school, school.harbor_teacher, "open");
    const std::string address = signed_with(school, school.principal, "counts");
    EXPECT_EQ(profile_of(school, school.teacher, monday), Profile::counts);
    EXPECT_EQ(profile_of(school, school.harbor_teacher, monday), Profile::open);
    school.principal.post(address + "/ending");
    EXPECT_EQ(profile_of(school, school.teacher, monday), Profile::open);
}

TEST(Agreements, either_may_end_it_without_a_reason_and_then_all_is_sealed) {
    School school;
    const std::string address = signed_with(school, school.teacher, "open");
    EXPECT_EQ(school.teacher.post(address + "/ending").status, 303);
    EXPECT_EQ(profile_of(school, school.teacher, monday), Profile::sealed);
    EXPECT_EQ(school.coach.post(address + "/versions", {{"profile", "topic"}}).status, 422);
    EXPECT_NE(propose_to(school, school.teacher), address);
}

TEST(Agreements, a_review_keeps_it_and_asks_again_later) {
    School school;
    const std::string address = signed_with(school, school.teacher, "topic");
    days_later(91);
    EXPECT_TRUE(school.teacher.get("/agreements").shows("look again"));
    EXPECT_EQ(school.teacher.post(address + "/review", {{"review_on", "2026-01-05"}}).status, 422);
    EXPECT_EQ(school.teacher.post(address + "/review", {{"review_on", "2027-05-03"}}).status, 303);
    EXPECT_FALSE(school.teacher.get("/agreements").shows("look again"));
}

TEST(Agreements, nobody_but_the_two_finds_it) {
    School school;
    const std::string address = signed_with(school, school.teacher, "open");
    for (Client* who : {&school.colleague, &school.other_coach, &school.principal}) {
        EXPECT_EQ(who->get(address).status, 404);
        EXPECT_EQ(who->post(address + "/ending").status, 404);
        EXPECT_FALSE(who->get("/agreements").shows(address));
    }
    for (Client* who : {&school.director, &school.admin, &school.technician}) {
        EXPECT_EQ(who->get(address).status, 403);
    }
    EXPECT_EQ(school.stranger.get(address).status, 404);
}

TEST(Agreements, the_record_that_administrators_read_does_not_tell_of_them) {
    School school;
    const Reply before = school.admin.get("/settings/audit");
    signed_with(school, school.teacher, "open");
    EXPECT_FALSE(school.admin.get("/settings/audit").shows("agreement."));
    EXPECT_FALSE(before.shows("Amina Diallo"));
    EXPECT_FALSE(school.admin.get("/settings/audit").shows("Amina Diallo"));
}

TEST(Agreements, endless_words_are_refused_and_not_lost) {
    School school;
    const std::string endless = "we meet <b>weekly</b> " + std::string(4100, '.');
    const Reply reply = school.coach.post(
        "/agreements", {{"person", school.teacher.id().text()}, {"words", endless}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("we meet &lt;b&gt;weekly&lt;/b&gt; ..."));
    EXPECT_TRUE(reply.shows("At most 4000 characters.") ||
                reply.shows("At most 4,000 characters."));
}

TEST(Agreements, pressing_twice_makes_one) {
    School school;
    for (int i = 0; i < 2; ++i) {
        school.coach.with_key("a-key-of-the-agreement-1")
            .post("/agreements", {{"person", school.teacher.id().text()}});
    }
    const auto all = boost::json::parse(school.coach.api_get("/api/v1/agreements").body);
    EXPECT_EQ(all.at("agreements").as_array().size(), 1u);
    EXPECT_EQ(all.at("agreements").as_array()[0].at("versions").as_array().size(), 1u);
}

TEST(Agreements, a_program_proposes_and_signs_by_the_same_rules) {
    School school;
    const Reply made =
        school.coach.api_post("/api/v1/agreements", R"({"profile": "topic", "person": ")" +
                                                        school.teacher.id().text() + "\"}");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(school.teacher.api_post(made.location + "/signature", R"({"number": 2})").status,
              422);
    const Reply done = school.teacher.api_post(made.location + "/signature", R"({"number": 1})");
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_TRUE(done.shows("Signed by both"));
}

// What people signed refers to these words. They are never edited: a better wording is a template
// of its own ("teacher_2"), and the old one stays.
TEST(Agreements, the_words_of_a_template_that_may_have_been_signed_never_change) {
    const std::string folder = std::string(RAPPORT_SOURCE_DIR) + "/src/coaching/agreements/";
    std::string words;
    for (const char* name : {"agreements.en.txt", "agreements.fr.txt"}) {
        std::ifstream in(folder + name);
        for (std::string line; std::getline(in, line);) {
            const bool is_signed =
                line.starts_with("agreement_text.") || line.starts_with("agreements.profile_") ||
                line.starts_with("agreements.means_") || line.starts_with("agreements.leader_");
            if (is_signed) words += line + "\n";
        }
    }
    EXPECT_EQ(crypto::blake2b_hex(words).substr(0, 16), "e5cec9a92b6c1ded");
}

}  // namespace
}  // namespace rapport::agreements
