// The exchange, as three districts meet it.
#include "design/exchange/exchange.hpp"

#include <gtest/gtest.h>

#include "design/exchange/adopting.hpp"
#include "design/exchange/exchange_cast.hpp"
#include "design/posts/posts_cast.hpp"
#include "tests/support/letters.hpp"

namespace rapport::exchange {
namespace {

using cast::District;
using posts::cast::in_force;
using test::Client;
using test::Form;
using test::Reply;
using test::School;

std::string page_of(const Copy& copy) { return "/exchange/items/" + copy.id.text(); }

std::vector<Adoption> adoptions_in(District& one) {
    return one.school.db().read(one.school.scope(), [](ReadTx& tx) { return adoptions(tx); });
}

// Takes over the only thing that is there; the draft's address.
std::string adopted(District& one) {
    const auto copies = one.copies();
    must(copies.size() == 1, "not one thing to take over");
    const Reply reply = one.school.admin.post(page_of(copies.front()) + "/adoption");
    must(reply.status == 303, reply.body.c_str());
    return reply.location + "/versions/1";
}

void bring_in_force(School& school, const std::string& address) {
    posts::cast::ask(school, address, school.teacher);
    for (const char* noun : {"sending", "endorsement", "approval"}) {
        must(posts::cast::decide(school.director, address, noun).status == 303, noun);
    }
}

// The next version, with other words, in force.
void revise(School& school, const std::string& description, const std::string& purpose) {
    const std::string next = school.director.post(description + "/revision").location;
    const auto draft = posts::cast::seen(school, school.director, next).value();
    const auto wrote = school.director.post(
        next + "/sections/purpose",
        {{"purpose", purpose}, {"seen_purpose", std::to_string(draft.version_of("purpose"))}});
    must(wrote.status == 303, wrote.body.c_str());
    bring_in_force(school, next);
}

TEST(Exchange, nothing_leaves_the_district_that_nobody_ticked) {
    District lakes;
    const std::string post = in_force(lakes.school), other = in_force(lakes.school);
    const Reply never = lakes.school.nobody.get("/published/no-such-district/index.json");
    EXPECT_EQ(never.status, 404);
    EXPECT_EQ(lakes.school.nobody.get(lakes.path()).body, never.body);
    EXPECT_EQ(lakes.publish({cast::value_of(post)}).status, 303);
    const Reply index = lakes.school.nobody.get(lakes.path());
    EXPECT_EQ(index.header_type, "application/json");
    const auto items = boost::json::parse(index.body).at("items").as_array();
    ASSERT_EQ(items.size(), 1U);
    const std::string id(items[0].at("id").as_string());
    const std::string at = "/published/" + lakes.name + "/items/";
    const Reply item = lakes.school.nobody.get(at + id + ".json");
    EXPECT_EQ(item.status, 200);
    EXPECT_TRUE(item.shows("Rosa Lima")) << "the contact";
    for (const char* name : {"Ada Quill", "Dmitri Volkov", "Amina Diallo", "By letter"}) {
        EXPECT_FALSE(item.shows(name)) << name;
    }
    const Reply unknown = lakes.school.nobody.get(at + std::string(26, '0') + ".json");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(lakes.publish({}).status, 303);
    EXPECT_EQ(lakes.school.nobody.get(at + id + ".json").body, unknown.body);
    EXPECT_EQ(lakes.school.nobody.get(at + id).body, unknown.body);
    EXPECT_TRUE(lakes.school.nobody.get(lakes.path()).shows("\"withdrawn\":true"));
    EXPECT_FALSE(lakes.school.nobody.get(lakes.path()).shows("Technology coach"));
}

TEST(Exchange, an_index_that_has_not_changed_is_not_sent_again) {
    District lakes;
    lakes.publish({});
    http::Client raw(lakes.serving.port());
    const auto first = raw.ask(http::get(lakes.path()));
    ASSERT_EQ(first.status, 200);
    const auto at = first.head.find("ETag: ") + 6;
    const std::string etag = first.head.substr(at, first.head.find("\r\n", at) - at);
    http::Client again(lakes.serving.port());
    EXPECT_EQ(again
                  .ask("GET " + lakes.path() + " HTTP/1.1\r\nHost: x\r\nIf-None-Match: " + etag +
                       "\r\n\r\n")
                  .status,
              304);
}

TEST(Exchange, three_districts_publish_subscribe_adopt_change_notice_and_withdraw) {
    District lakes, hills, coast;
    const std::string first = in_force(lakes.school);
    ASSERT_EQ(lakes.publish({cast::value_of(first)}).status, 303);
    const std::string peer = hills.reads(lakes.url());
    const Reply there = hills.school.admin.get(peer);
    EXPECT_TRUE(there.shows("District " + lakes.name)) << there.body;
    EXPECT_TRUE(there.shows(fingerprint_of(hills.peer_at(peer).public_key)));
    EXPECT_TRUE(lakes.school.admin.get("/exchange/own")
                    .shows(fingerprint_of(hills.peer_at(peer).public_key)));
    ASSERT_EQ(hills.copies().size(), 1U);
    EXPECT_TRUE(hills.school.coach.get("/exchange?q=TECHNOLOGY+coách").shows("Technology coach"));
    EXPECT_FALSE(hills.school.coach.get("/exchange?q=zebra").shows("Technology coach"));
    const std::string item = page_of(hills.copies().front());
    EXPECT_TRUE(hills.school.coach.get(item).shows("CC BY 4.0"));
    EXPECT_TRUE(hills.school.coach.get(item).shows("<h2 id=\"part-week_hours\">Hours of work<"));

    const std::string draft = adopted(hills);
    EXPECT_TRUE(hills.school.admin.get(draft).shows("of District " + lakes.name));
    const auto mine = posts::cast::seen(hills.school, hills.school.admin, draft).value();
    const auto theirs = posts::cast::seen(lakes.school, lakes.school.admin, first).value();
    EXPECT_EQ(mine.duties.size(), theirs.duties.size());
    EXPECT_EQ(mine.share(), theirs.share());
    EXPECT_EQ(mine.words("purpose"), theirs.words("purpose"));

    // Hills publishes what it made of it, and Coast sees where it comes from.
    bring_in_force(hills.school, draft);
    ASSERT_EQ(hills.publish({cast::value_of(draft)}).status, 303);
    coast.reads(hills.url());
    ASSERT_EQ(coast.copies().size(), 1U);
    EXPECT_TRUE(
        coast.school.coach.get(page_of(coast.copies().front())).shows("of District " + lakes.name));

    revise(lakes.school, first, "Quite another purpose");
    EXPECT_TRUE(lakes.school.admin.get("/exchange/own").shows("newer here"));
    ASSERT_EQ(lakes.publish({cast::value_of(first)}).status, 303);
    test::mails_taken(hills.school);
    test::clock().advance_seconds(27 * 3600);
    cast::look();
    EXPECT_TRUE(hills.school.coach.get("/exchange").shows("Changed since"));
    const std::string changes = "/exchange/adoptions/" + adoptions_in(hills).front().id.text();
    const Reply seen = hills.school.coach.get(changes);
    EXPECT_TRUE(seen.shows("another")) << seen.body;
    EXPECT_TRUE(seen.shows("From their version 1 to their version 2"));
    const auto told = test::mails_taken(hills.school);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_NE(told.front().find("has changed there"), std::string::npos);

    ASSERT_EQ(lakes.publish({}).status, 303);
    test::clock().advance_seconds(27 * 3600);
    cast::look();
    EXPECT_TRUE(hills.copies().empty()) << "what was kept to be read goes";
    EXPECT_EQ(hills.school.coach.get(item).status, 404);
    EXPECT_TRUE(hills.school.coach.get(changes).shows("Its author has taken it back"));
    EXPECT_TRUE(hills.school.admin.get(draft).shows("of District " + lakes.name));
    EXPECT_EQ(test::mails_taken(hills.school).size(), 1U);
    EXPECT_EQ(coast.copies().size(), 1U) << "what Hills made is Hills'";
}

TEST(Exchange, a_coach_reads_and_adopts_and_does_not_publish) {
    District lakes, hills;
    lakes.publish({cast::value_of(in_force(lakes.school))});
    hills.reads(lakes.url());
    School& school = hills.school;
    for (const char* path : {"/exchange/own", "/exchange/peers"}) {
        EXPECT_EQ(school.coach.get(path).status, 403) << path;
        EXPECT_EQ(school.coach.post(path, {{"address", lakes.url()}}).status, 403) << path;
        EXPECT_EQ(school.teacher.get(path).status, 403) << path;
        EXPECT_EQ(school.director.get(path).status, 200) << path;
    }
    EXPECT_EQ(school.teacher.get("/exchange").status, 403);
    EXPECT_EQ(school.nobody.get("/exchange").status, 303);
    const std::string item = page_of(hills.copies().front());
    EXPECT_EQ(school.stranger.get(item).status, 404);
    EXPECT_EQ(school.principal.get(item).status, 200);
    EXPECT_EQ(school.principal.post(item + "/adoption").status, 422);
    EXPECT_EQ(school.coach.post(item + "/adoption").status, 303);
}

TEST(Exchange, what_is_to_be_asked_for_first_is_not_taken) {
    District lakes, hills;
    lakes.publish({cast::value_of(in_force(lakes.school))}, "ask-first");
    hills.reads(lakes.url());
    const std::string item = page_of(hills.copies().front());
    EXPECT_TRUE(hills.school.admin.get(item).shows("They would like to be asked before"));
    EXPECT_EQ(hills.school.admin.post(item + "/adoption").status, 422);
}

TEST(Exchange, share_alike_holds_for_what_comes_of_it) {
    District lakes, hills, coast;
    lakes.publish({cast::value_of(in_force(lakes.school))}, "cc-by-sa-4.0");
    hills.reads(lakes.url());
    const std::string draft = adopted(hills);
    bring_in_force(hills.school, draft);
    hills.publish({cast::value_of(draft)}, "cc0-1.0");
    coast.reads(hills.url());
    const Copy copy = coast.copies().front();
    EXPECT_TRUE(coast.school.coach.get(page_of(copy)).shows("CC BY-SA 4.0"));
}

TEST(Exchange, a_question_reaches_the_person_named_by_letter_and_on_a_page) {
    District lakes;
    lakes.publish({cast::value_of(in_force(lakes.school))});
    const auto index = boost::json::parse(lakes.school.nobody.get(lakes.path()).body);
    const std::string id(index.at("items").at(0).at("id").as_string());
    const std::string form = "/published/" + lakes.name + "/questions/" + id;
    Client& asker = lakes.school.nobody;
    EXPECT_TRUE(asker.get(form).shows("Rosa Lima reads what you write here"));
    const Form good{{"words", "How many schools has one coach?"}, {"reply_to", "a@hills.example"}};
    EXPECT_EQ(asker.post(form, {{"words", ""}, {"reply_to", "a@hills.example"}}).status, 422);
    EXPECT_TRUE(asker.post(form, {{"words", "Kept"}, {"reply_to", "nowhere"}}).shows("Kept"));
    EXPECT_EQ(asker.post(form, {{"words", "x"}, {"website", "y"}}).status, 422);
    test::mails_taken(lakes.school);
    EXPECT_EQ(asker.post(form, good).status, 303);
    EXPECT_EQ(test::mails_taken(lakes.school).size(), 1U);
    EXPECT_TRUE(lakes.school.coach.get("/exchange/questions").shows("How many schools"));
    EXPECT_EQ(lakes.school.other_coach.get("/exchange/questions").status, 403);
    EXPECT_EQ(asker.get("/published/" + lakes.name + "/questions/" + std::string(26, '0')).status,
              404);
    int taken = 0;
    for (int i = 0; i < 20; ++i) taken += asker.post(form, good).status == 303 ? 1 : 0;
    EXPECT_LT(taken, 10) << "a flood is held";
}

TEST(Exchange, what_somebody_changed_meanwhile_is_not_written_over) {
    District lakes;
    lakes.publish({});
    const Form late{{"name", "X"},
                    {"contact", lakes.school.coach.id().text()},
                    {"licence", "cc0-1.0"},
                    {"version", "0"}};
    const Reply reply = lakes.school.admin.post("/exchange/own", late);
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Somebody else changed this"));
    Form wrong = late;
    wrong[3].second = "1";
    wrong[0].second = " ";
    EXPECT_TRUE(lakes.school.admin.post("/exchange/own", wrong).shows("A name is needed here."));
    wrong[0].second = "X";
    wrong[1].second = lakes.school.teacher.id().text();
    EXPECT_TRUE(lakes.school.admin.post("/exchange/own", wrong).shows("Choose a person"));
}

Form role_words(const std::string& address, const std::string& version) {
    return {{"does", "Plans lessons"},
            {"does_not", "Evaluates nobody"},
            {"who_fixes", "A screen: the technician"},
            {"asking", "Say a word."},
            {"evaluation", "No."},
            {"address", address},
            {"version", version}};
}

TEST(Exchange, the_role_page_goes_out_and_comes_back_when_it_is_public_no_more) {
    District lakes, hills;
    School& school = lakes.school;
    EXPECT_EQ(school.admin.post("/role-page/words", role_words(lakes.name, "0")).status, 303);
    lakes.publish({"profile:"});
    EXPECT_FALSE(school.nobody.get(lakes.path()).shows("\"profile\"")) << "not public";
    school.admin.post("/role-page/publication");
    lakes.publish({"profile:"});
    hills.reads(lakes.url());
    ASSERT_EQ(hills.copies().size(), 1U);
    const std::string item = page_of(hills.copies().front());
    EXPECT_TRUE(hills.school.principal.get(item).shows("Evaluates nobody"));
    EXPECT_EQ(hills.school.admin.post(item + "/adoption").status, 422);
    school.admin.del("/role-page/publication");
    follow_withdrawals(test::database(), "http://rapport.test");
    EXPECT_TRUE(school.nobody.get(lakes.path()).shows("\"withdrawn\":true"));
    test::clock().advance_seconds(27 * 3600);
    cast::look();
    EXPECT_TRUE(hills.copies().empty());
}

TEST(Exchange, an_inquiry_goes_out_by_its_link_once_its_table_is_public) {
    District lakes, hills;
    School& school = lakes.school;
    const std::string path = school.coach
                                 .post("/inquiries", {{"title", "What is the job like?"},
                                                      {"question", "Is there such a post?"}})
                                 .location;
    const std::string id = path.substr(path.size() - 26), link = "/asked/" + id;
    school.coach.post(path + "/opening");
    school.nobody.from(lakes.name);
    for (int i = 0; i < 6; ++i) {
        const Reply said =
            school.nobody.post(link + "/responses", {{"answer", "Answer " + std::to_string(i)}});
        EXPECT_EQ(said.status, 303) << said.body;
    }
    const auto out = [&] {
        return school.admin.post("/exchange/own", {{"name", "Lakes"},
                                                   {"address", lakes.name},
                                                   {"contact", school.coach.id().text()},
                                                   {"licence", "cc0-1.0"},
                                                   {"version", std::to_string(lakes.version())},
                                                   {"inquiry", "https://x.example" + link}});
    };
    const Reply early = out();
    EXPECT_TRUE(early.shows("with a public table has this link")) << early.status << early.body;
    EXPECT_EQ(school.nobody.get(lakes.path()).status, 404) << "refused, nothing is there";
    school.coach.post(path + "/closure");
    EXPECT_EQ(school.coach.post(path + "/publication", {{"conclusion", "Most have one."}}).status,
              303);
    EXPECT_EQ(out().status, 303);
    hills.reads(lakes.url());
    ASSERT_EQ(hills.copies().size(), 1U);
    const Reply page = hills.school.coach.get(page_of(hills.copies().front()));
    EXPECT_TRUE(page.shows("Most have one."));
    EXPECT_TRUE(page.shows("Is there such a post?"));
    EXPECT_FALSE(page.shows("Answer 1")) << "answers are not quoted unasked";
}

TEST(Exchange, without_the_servers_key_a_new_one_signs_and_readers_are_asked) {
    District lakes, hills;
    const std::string post = in_force(lakes.school);
    lakes.publish({cast::value_of(post)});
    const std::string peer = hills.reads(lakes.url());
    lakes.school.db().write(lakes.school.scope(), [](WriteTx& tx) {
        tx.run(Sql{"test.lose_key",
                   "UPDATE exchange_profile SET signing_key = 'lost' WHERE district_id = $1"},
               tx.district());
    });
    EXPECT_EQ(lakes.publish({cast::value_of(post)}).status, 303);
    hills.look_again(peer);
    EXPECT_TRUE(hills.school.admin.get(peer).shows("They sign with another key than before."));
    EXPECT_EQ(hills.school.admin.post(peer + "/key").status, 303);
    cast::look();
    EXPECT_EQ(hills.copies().size(), 1U);
    EXPECT_TRUE(hills.school.admin.get(peer).shows("1 thing is here"));
}

}  // namespace
}  // namespace rapport::exchange
