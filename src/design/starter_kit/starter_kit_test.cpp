// The starter kit: what its steps ask, what they make, and who reads it.
#include "design/starter_kit/starter_kit.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "kernel/text/ascii.hpp"
#include "tests/support/school.hpp"

namespace rapport::starter_kit {
namespace {

namespace json = boost::json;
using test::Client;
using test::Form;
using test::Reply;
using test::School;

Reply answer(Client& who, const std::string& step, Form form, const std::string& version = "0") {
    form.emplace_back("version", version);
    return who.post("/starter-kit/" + step, form);
}

std::string address_of(School& school) {
    return "kit-" + text::lower_ascii(school.scope().district.view());
}

// Answers every step as a superintendent might who begins.
void answer_all(School& school) {
    Client& who = school.director;
    const std::pair<const char*, Form> steps[] = {
        {"why", {{"better", "Pupils explain what they found."}, {"seen_by", "By their films."}}},
        {"where", {{"buildings", "Cedar Elementary\nMeadow School"}}},
        {"who", {{"candidate", "new_post"}, {"asked", "teachers"}, {"asked", "parents"}}},
        {"model", {{"model", "pool"}, {"model_why", "Two small schools."}}},
        {"ratio", {{"teachers", "60"}, {"fte_percent", "100"}}},
        {"supervisor", {{"leads", "principal"}, {"evaluator", "superintendent"}}},
        {"money", {{"sources", "grant"}, {"ends_on", "2029-06-30"}, {"cost", "80000"}}},
        {"agreement", {{"profile", "topic"}}},
        {"job-description", {{"job_title", "Technology coach"}, {"template", "district"}}},
        {"advertisement",
         {{"ad_title", "Technology coach"},
          {"place", "Cedar and Meadow"},
          {"summary", "Plan lessons with teachers."},
          {"required", "Three years of teaching"},
          {"advertise", "now"}}},
        {"role-page", {{"address", address_of(school)}, {"publish", "now"}}},
        {"first-days", {{"starts_on", "2027-08-16"}, {"first_30", "Visit everybody"}}},
    };
    for (const auto& [step, form] : steps) {
        const Reply reply = answer(who, step, form);
        EXPECT_EQ(reply.status, 303) << step << reply.body;
    }
}

// A job description leads to its version in hand.
Reply follow(Client& who, const std::string& path) { return who.get(who.get(path).location); }

std::string made(School& school, const std::string& step) {
    const json::value kit = json::parse(school.director.api_get("/api/v1/starter-kit").body);
    for (const json::value& one : kit.at("steps").as_array()) {
        if (one.at("step").as_string() == step) return std::string(one.at("made").as_string());
    }
    return "";
}

TEST(StarterKit, twelve_steps_end_in_a_description_an_advertisement_and_a_public_page) {
    School school;
    answer_all(school);
    const Reply kit = school.director.get("/starter-kit");
    EXPECT_TRUE(kit.shows("12 steps of 12 are answered."));
    const Reply description = follow(school.director, made(school, "job-description"));
    EXPECT_TRUE(description.shows("Pupils explain what they found."));
    EXPECT_TRUE(description.shows("Daily work: The principal"));
    EXPECT_TRUE(description.shows("The money for this post lasts until"));
    const Reply vacancy = school.director.get(made(school, "advertisement"));
    EXPECT_TRUE(vacancy.shows("Three years of teaching"));
    EXPECT_TRUE(school.nobody.get("/about/" + address_of(school)).shows("Will I be evaluated?"));
}

TEST(StarterKit, a_school_that_is_there_is_not_made_again) {
    School school;
    const auto count = [&] {
        return school.db().read(school.scope(), [](ReadTx& tx) {
            constexpr Sql buildings{"test.buildings",
                                    "SELECT COUNT(*) FROM building WHERE district_id = $1"};
            return tx.number(buildings, tx.district());
        });
    };
    const auto before = count();
    answer(school.admin, "where", {{"buildings", "cedar elementary\nHarbor High School\nMeadow"}});
    EXPECT_EQ(count(), before + 1);
    answer(school.admin, "where", {{"buildings", "MEADOW\n\nCedar Elementary"}}, "1");
    EXPECT_EQ(count(), before + 1);
}

TEST(StarterKit, the_advertisement_is_read_by_everybody_once_it_was_wanted_at_once) {
    School school;
    answer_all(school);
    const std::string vacancy = made(school, "advertisement");
    const Reply page = school.director.get(vacancy);
    const auto at = page.body.find("/jobs/");
    ASSERT_NE(at, std::string::npos);
    const std::string link = page.body.substr(at, page.body.find('"', at) - at);
    EXPECT_TRUE(school.nobody.get(link).shows("Plan lessons with teachers."));
}

TEST(StarterKit, what_is_missing_is_said_at_its_field_and_what_was_typed_stays) {
    School school;
    const Reply money =
        answer(school.director, "money", {{"sources", "grant"}, {"pay", "As teachers"}});
    EXPECT_EQ(money.status, 422);
    EXPECT_TRUE(money.shows("A grant ends some day. Say when."));
    EXPECT_TRUE(money.shows("id=\"ends_on-why\">A grant ends some day. Say when."));
    EXPECT_TRUE(money.shows("As teachers"));
    const Reply ratio =
        answer(school.director, "ratio", {{"teachers", "sixty"}, {"fte_percent", "100"}});
    EXPECT_EQ(ratio.status, 422);
    EXPECT_TRUE(ratio.shows("sixty"));
    EXPECT_EQ(answer(school.director, "ratio", {{"teachers", "0"}, {"fte_percent", "1"}}).status,
              422);
    EXPECT_EQ(answer(school.director, "model", {{"model", "no_such"}}).status, 422);
    EXPECT_EQ(answer(school.director, "model", {}).status, 422);
    EXPECT_EQ(
        answer(school.director, "who", {{"candidate", "new_post"}, {"candidate", "shared"}}).status,
        422);
    EXPECT_EQ(answer(school.director, "first-days", {{"starts_on", "2027-02-30"}}).status, 422);
    EXPECT_EQ(answer(school.director, "role-page", {{"address", "A b"}, {"publish", "now"}}).status,
              422);
    EXPECT_TRUE(school.director.get("/starter-kit").shows("Nothing is answered yet."));
    EXPECT_EQ(school.director.get("/starter-kit/proposal").status, 404);
}

TEST(StarterKit, of_two_who_answer_at_once_the_second_is_told_and_keeps_the_words) {
    School school;
    EXPECT_EQ(answer(school.director, "why", {{"better", "Words of the first"}}).status, 303);
    const Reply second = answer(school.admin, "why", {{"better", "Words of the second"}});
    EXPECT_EQ(second.status, 422);
    EXPECT_TRUE(second.shows("Somebody else answered this step meanwhile."));
    EXPECT_TRUE(second.shows("Words of the second"));
}

TEST(StarterKit, what_a_step_made_is_made_once) {
    School school;
    const Form form = {{"job_title", "Coach"}, {"template", "building"}};
    school.director.with_key("job-description-once");
    EXPECT_EQ(answer(school.director, "job-description", form).status, 303);
    school.director.with_key("job-description-once");
    EXPECT_EQ(answer(school.director, "job-description", form).status, 303);  // Pressed twice.
    const std::string path = made(school, "job-description");
    EXPECT_EQ(answer(school.admin, "job-description", form, "1").status, 422);
    EXPECT_EQ(made(school, "job-description"), path);
    EXPECT_TRUE(school.admin.get("/starter-kit/job-description").shows(path));
}

TEST(StarterKit, the_proposal_says_the_same_on_the_page_in_the_pdf_and_for_word_processors) {
    School school;
    answer_all(school);
    const Reply page = school.director.get("/starter-kit/proposal");
    for (const char* words :
         {"Pupils explain what they found.", "Meadow School", "From a district pool",
          "Teachers, Parents", "Visit everybody", "June 30, 2029",
          "To establish the post “Technology coach”.", "Virginia Department of Education"}) {
        EXPECT_TRUE(page.shows(words)) << words;
    }
    EXPECT_TRUE(school.director.get("/starter-kit/proposal.pdf").body.starts_with("%PDF-"));
    EXPECT_TRUE(school.director.get("/starter-kit/proposal.docx").body.starts_with("PK"));
}

TEST(StarterKit, what_is_proposed_comes_from_the_steps_before) {
    School school;
    answer(school.director, "why", {{"better", "Pupils dare to ask."}});
    answer(school.director, "where", {{"buildings", "Cedar Elementary\nMeadow"}});
    answer(school.director, "job-description",
           {{"job_title", "Integrator"}, {"template", "building"}});
    const Reply advert = school.director.get("/starter-kit/advertisement");
    EXPECT_TRUE(advert.shows("value=\"Integrator\""));
    EXPECT_TRUE(advert.shows("Cedar Elementary, Meadow"));
    EXPECT_TRUE(advert.shows("Pupils dare to ask."));
    EXPECT_TRUE(advert.shows("What you would do:"));
}

TEST(StarterKit, the_profile_is_what_a_coach_finds_chosen_in_a_new_agreement) {
    School school;
    answer(school.director, "agreement", {{"profile", "topic"}});
    const Reply form = school.coach.get("/agreements/new?person=" + school.teacher.id().text());
    EXPECT_TRUE(form.shows("value=\"topic\" checked"));
}

TEST(StarterKit, only_those_who_hire_read_and_answer_it) {
    School school;
    answer_all(school);
    for (Client* who : {&school.coach, &school.teacher, &school.principal, &school.technician,
                        &school.representative}) {
        EXPECT_EQ(who->get("/starter-kit").status, 403);
        EXPECT_EQ(who->get("/starter-kit/proposal.pdf").status, 403);
        EXPECT_EQ(answer(*who, "why", {{"better", "x"}}, "1").status, 403);
    }
    EXPECT_EQ(school.director.get("/starter-kit/no-such-step").status, 404);
}

TEST(StarterKit, to_begin_again_leaves_what_was_made) {
    School school;
    answer_all(school);
    const std::string path = made(school, "job-description");
    EXPECT_EQ(school.director.del("/starter-kit").status, 303);
    EXPECT_TRUE(school.director.get("/starter-kit").shows("Nothing is answered yet."));
    EXPECT_EQ(follow(school.director, path).status, 200);
}

}  // namespace
}  // namespace rapport::starter_kit
