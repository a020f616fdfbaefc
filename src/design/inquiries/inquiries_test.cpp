// Inquiries: asked by a coach, answered by whoever has the link, read by the asker alone.
#include "design/inquiries/inquiries.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"
#include "tests/support/world.hpp"

namespace rapport::inquiries {
namespace {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

const Form questions{{"title", "What is the job like?"},
                     {"about", "We think about a post."},
                     {"question", "Is there such a post?"},
                     {"why", "To see how common it is."},
                     {"question", ""},
                     {"why", ""},
                     {"question", "Who pays for it?"},
                     {"why", ""},
                     {"version", "1"}};

std::string begun(Client& who, const Form& form = questions) {
    const Reply reply = who.post("/inquiries", form);
    must(reply.status == 303, reply.body.c_str());
    return reply.location;
}

std::string opened(School& school) {
    const std::string path = begun(school.coach);
    must(school.coach.post(path + "/opening").status == 303, "it could not be opened");
    return path;
}

std::string link_of(const std::string& path) {
    return "/asked/" + path.substr(std::string_view("/inquiries/").size());
}

Form answers(const std::string& first, const std::string& second = "") {
    return {{"answer", first}, {"answer", second}, {"school", "middle"}, {"name", "Mina Peer"}};
}

TEST(Inquiries, somebody_without_an_account_answers_and_the_asker_reads_it) {
    School school;
    const std::string path = opened(school), link = link_of(path);
    const Reply page = school.nobody.get(link);
    EXPECT_EQ(page.status, 200);
    for (const char* said : {"Is there such a post?", "To see how common it is.",
                             "Who pays for it?", "We think about a post."}) {
        EXPECT_TRUE(page.shows(said)) << said;
    }
    const Reply sent = school.nobody.post(link + "/responses", answers("Yes, CANARYANSWER"));
    EXPECT_EQ(sent.status, 303) << sent.body;
    EXPECT_TRUE(school.nobody.get(sent.location).shows("Thank you"));
    const Reply read = school.coach.get(path);
    for (const char* said : {"Yes, CANARYANSWER", "Mina Peer", "Middle school", "not to be quoted",
                             "1 person did not answer this one."}) {
        EXPECT_TRUE(read.shows(said)) << said;
    }
    for (Client* who : {&school.nobody, &school.other_coach, &school.admin, &school.director,
                        &school.principal, &school.teacher, &school.stranger}) {
        for (const std::string& target :
             {path, path + "/words", "/api/v1" + path, "/api/v1" + path + "/responses", link,
              std::string("/inquiries"), std::string("/api/v1/inquiries")}) {
            EXPECT_FALSE(who->get(target).shows("CANARYANSWER")) << target;
            EXPECT_FALSE(who->api_get(target).shows("CANARYANSWER")) << target;
        }
        EXPECT_FALSE(who->get("/inquiries").shows("What is the job like?"));
    }
}

TEST(Inquiries, whoever_answered_reads_their_own_again_and_takes_them_back) {
    School school;
    const std::string path = opened(school), link = link_of(path);
    const std::string mine = school.nobody.post(link + "/responses", answers("Mine")).location;
    const std::string other = school.nobody.post(link + "/responses", answers("Other")).location;
    const Reply page = school.nobody.get(mine);
    EXPECT_TRUE(page.shows("Mine"));
    EXPECT_TRUE(page.shows("Is there such a post?"));
    EXPECT_FALSE(page.shows("Other"));
    EXPECT_EQ(school.nobody.get(link + "/mine/" + std::string(26, 'z')).status, 404);
    const Reply gone = school.nobody.del(mine);
    EXPECT_EQ(gone.status, 303) << gone.body;
    EXPECT_EQ(school.nobody.get(mine).status, 404);
    EXPECT_EQ(school.nobody.del(mine).status, 404);
    EXPECT_FALSE(school.coach.get(path).shows("Mine"));
    EXPECT_TRUE(school.coach.get(path).shows("Other"));
    EXPECT_EQ(school.nobody.get(other).status, 200);
}

TEST(Inquiries, names_are_erased_a_year_after_the_inquiry_was_closed) {
    School school;
    const std::string path = opened(school);
    const Form named = answers("Words that stay");
    ASSERT_EQ(school.nobody.post(link_of(path) + "/responses", named).status, 303);
    const auto kept = [&] {
        forget_names(test::database());
        return school.db().read(school.scope(), [&](ReadTx& tx) {
            const auto id = InquiryId::parse(path.substr(path.size() - 26));
            return responses(tx, asked(tx, id.value()).value()).front();
        });
    };
    ASSERT_EQ(school.coach.post(path + "/closure").status, 303);
    test::clock().advance_seconds(364 * 86400);
    EXPECT_EQ(kept().name, "Mina Peer");
    test::clock().advance_seconds(3 * 86400);
    EXPECT_EQ(kept().name, "");
    EXPECT_EQ(kept().answers.front(), "Words that stay");
}

TEST(Inquiries, a_letter_is_erased_with_the_names_once_it_was_looked_over) {
    School school;
    const std::string path = opened(school);
    const auto id = InquiryId::parse(path.substr(path.size() - 26)).value();
    const auto in = [&](auto act) {
        school.db().write(school.coach.scope(),
                          [&](WriteTx& tx) { act(tx, asked(tx, id).value()); });
    };
    TypedResponse letter{.channel = Channel::letter,
                         .name = "",
                         .source = "A letter",
                         .answers = {},
                         .whole = "Yes.\nCanary Wells"};
    in([&](WriteTx& tx, const Inquiry& one) { ASSERT_TRUE(answer(tx, one, letter)); });
    letter.whole = "Nothing that fits";
    in([&](WriteTx& tx, const Inquiry& one) { ASSERT_TRUE(answer(tx, one, letter)); });
    in([&](WriteTx& tx, const Inquiry& one) {
        // One is looked over; the other is all there is of it.
        for (const Response& each : responses(tx, one)) {
            if (!each.whole.starts_with("Yes.")) continue;
            TypedResponse corrected = letter;
            corrected.answers.assign(one.questions.size(), "");
            corrected.answers.front() = "Yes.";
            ASSERT_TRUE(correct(tx, one, each, corrected));
        }
        ASSERT_TRUE(close(tx, one));
    });
    test::clock().advance_seconds(367 * 86400);
    forget_names(test::database());
    in([&](WriteTx& tx, const Inquiry& one) {
        std::vector<std::string> kept;
        for (const Response& each : responses(tx, one)) kept.push_back(each.whole);
        std::ranges::sort(kept);
        EXPECT_EQ(kept, (std::vector<std::string>{"", "Nothing that fits"}));
    });
}

TEST(Inquiries, the_asker_has_no_key_to_what_others_answered) {
    School school;
    const std::string path = opened(school), link = link_of(path);
    const std::string mine = school.nobody.post(link + "/responses", answers("Mine")).location;
    const std::string seen = school.coach.get("/api/v1" + path).body;
    const std::string list = school.coach.get("/api/v1" + path + "/responses").body;
    EXPECT_EQ(seen.find(mine.substr(mine.rfind('/') + 1)), seen.npos);
    ASSERT_NE(list.find("\"id\":\""), list.npos) << list;
    const std::string id = list.substr(list.find("\"id\":\"") + 6, 26);
    EXPECT_EQ(school.coach.get(link + "/mine/" + id).status, 404);
    EXPECT_EQ(school.coach.del(link + "/mine/" + id).status, 404);
    EXPECT_EQ(school.nobody.get(mine).status, 200);
}

TEST(Inquiries, what_the_asker_entered_is_not_read_by_its_address) {
    School school;
    const std::string path = opened(school);
    const Reply added = school.coach.api_post(
        "/api/v1" + path + "/responses",
        R"({"channel": "talk", "source": "In the hall", "answer": ["CANARYTALK"]})");
    ASSERT_EQ(added.status, 201) << added.body;
    const auto id = added.body.substr(added.body.find("\"id\":\"") + 6, 26);
    const std::string address = link_of(path) + "/mine/" + id;
    EXPECT_EQ(school.nobody.get(address).status, 404);
    EXPECT_EQ(school.nobody.del(address).status, 404);
}

TEST(Inquiries, a_draft_is_nobody_elses_and_a_closed_one_takes_no_more) {
    School school;
    const std::string path = begun(school.coach), link = link_of(path);
    EXPECT_EQ(school.nobody.get(link).status, 404);
    EXPECT_EQ(school.nobody.post(link + "/responses", answers("Yes")).status, 404);
    EXPECT_TRUE(school.coach.post(path + "/closure").shows("It is not open for answers yet."));
    EXPECT_EQ(school.coach.post(path + "/opening").status, 303);
    EXPECT_TRUE(school.coach.post(path + "/opening").shows("It is open already."));
    EXPECT_EQ(school.nobody.post(link + "/responses", answers("Yes")).status, 303);
    EXPECT_EQ(school.coach.post(path + "/closure").status, 303);
    EXPECT_TRUE(school.coach.post(path + "/closure").shows("It is closed already."));
    const Reply late = school.nobody.post(link + "/responses", answers("Late"));
    EXPECT_EQ(late.status, 422);
    EXPECT_TRUE(late.shows("This inquiry is closed."));
    EXPECT_TRUE(late.shows("Late</textarea>"));
    EXPECT_TRUE(school.nobody.get(link).shows("This inquiry is closed."));
    EXPECT_EQ(school.coach.post(path + "/opening").status, 303);
    EXPECT_EQ(school.nobody.post(link + "/responses", answers("Not late")).status, 303);
    EXPECT_EQ(school.coach.post(path + "/words", questions).status, 422);
}

TEST(Inquiries, each_field_says_what_it_lacks_and_keeps_what_was_typed) {
    School school;
    const auto refused = [&](Form form, const char* says) {
        form.emplace_back("about", "Kept, whatever happens.");
        const Reply reply = school.coach.post("/inquiries", form);
        EXPECT_EQ(reply.status, 422) << says;
        EXPECT_TRUE(reply.shows(says)) << says;
        EXPECT_TRUE(reply.shows("Kept, whatever happens.")) << says;
    };
    refused({{"title", " "}, {"question", "A"}}, "A few words are needed here.");
    refused({{"title", "A"}, {"question", " "}}, "Write at least one question.");
    refused({{"title", "A"}, {"question", "B"}, {"why", ""}, {"question", ""}, {"why", "Because"}},
            "Write the question, or leave its reason empty too.");
    refused({{"title", "A"}, {"question", std::string(201, 'q')}},
            "That is longer than 200 characters.");
    Form many{{"title", "A"}};
    for (int i = 0; i < 13; ++i) many.emplace_back("question", "Q" + std::to_string(i));
    refused(many, "That is more than 12 questions.");

    const std::string link = link_of(opened(school));
    const Reply silent = school.nobody.post(
        link + "/responses",
        {{"answer", " "}, {"answer", ""}, {"school", "high"}, {"name", "Somebody typed this"}});
    EXPECT_EQ(silent.status, 422);
    EXPECT_TRUE(silent.shows("Answer at least one question."));
    EXPECT_TRUE(silent.shows("Somebody typed this"));
    EXPECT_TRUE(silent.shows("value=\"high\" selected"));
    const Reply trapped = school.nobody.post(
        link + "/responses", {{"answer", "Buy now"}, {"school", ""}, {"website", "x.example"}});
    EXPECT_TRUE(trapped.shows("Leave this field empty, then send once more."));
    EXPECT_TRUE(trapped.shows("Buy now"));
}

TEST(Inquiries, what_came_another_way_stands_beside_the_others_with_where_it_was_found) {
    School school;
    const std::string path = opened(school);
    const Form post{{"channel", "post"}, {"school", "high"},   {"may_quote", "1"},
                    {"answer", ""},      {"answer", "Grants"}, {"source", "A thread, 3 November"}};
    Form sourceless = post;
    sourceless.back().second = "";
    EXPECT_TRUE(school.coach.post(path + "/responses", sourceless).shows("Say where you found it"));
    EXPECT_EQ(school.coach.post(path + "/responses", post).status, 303);
    const Reply page = school.coach.get(path);
    for (const char* said : {"Grants", "out of a post", "may be quoted", "A thread, 3 November"}) {
        EXPECT_TRUE(page.shows(said)) << said;
    }
    EXPECT_FALSE(page.shows("Word for word"));
    EXPECT_EQ(school.coach.post(path + "/responses", post).status, 303);
    EXPECT_TRUE(school.coach.get(path).shows("Word for word as an earlier answer"));
    EXPECT_EQ(school.other_coach.post(path + "/responses", post).status, 404);
}

TEST(Inquiries, an_answer_is_erased_with_its_words) {
    School school;
    const std::string path = opened(school);
    school.nobody.post(link_of(path) + "/responses", answers("CANARYGONE"));
    const auto list =
        boost::json::parse(school.coach.api_get("/api/v1" + path + "/responses").body);
    const std::string id(list.at("responses").as_array().at(0).at("id").as_string());
    EXPECT_EQ(school.other_coach.post(path + "/responses/" + id + "/erasure").status, 404);
    EXPECT_EQ(school.coach.post(path + "/responses/" + id + "/erasure").status, 303);
    EXPECT_FALSE(school.coach.get(path).shows("CANARYGONE"));
    EXPECT_TRUE(school.coach.post(path + "/responses/" + id + "/erasure").shows("gone already"));
}

TEST(Inquiries, two_windows_do_not_overwrite_each_other) {
    School school;
    const std::string path = begun(school.coach);
    EXPECT_EQ(school.coach.post(path + "/words", questions).status, 303);
    Form second = questions;
    second[0].second = "Typed in the other window";
    const Reply reply = school.coach.post(path + "/words", second);
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("saved in another window"));
    EXPECT_TRUE(reply.shows("Typed in the other window"));
}

TEST(Inquiries, the_founding_five_are_there_to_begin_with) {
    School school;
    const Reply page = school.coach.get("/inquiries/new?from=five");
    EXPECT_TRUE(page.shows("Is it a certified teaching post, or support staff?"));
    EXPECT_TRUE(page.shows("Does it count as a leadership post"));
}

TEST(Inquiries, a_flood_from_one_network_is_held_and_nothing_typed_is_lost) {
    School school;
    school.nobody.from("192.0.2.77");
    const std::string link = link_of(opened(school));
    Reply reply;
    int last = 0;
    for (int i = 0; i < 62; ++i) {
        last = i;
        reply = school.nobody.post(link + "/responses", answers("Answer " + std::to_string(i)));
        if (reply.status != 303) break;
    }
    EXPECT_EQ(reply.status, 429);
    EXPECT_TRUE(reply.shows("Much came from your network"));
    EXPECT_GT(last, 20);
    EXPECT_TRUE(reply.shows("Answer " + std::to_string(last)));
}

}  // namespace
}  // namespace rapport::inquiries
