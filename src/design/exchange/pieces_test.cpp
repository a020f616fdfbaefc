// What districts write for each other: which model they have, with their figures, and advice.
#include "design/exchange/pieces.hpp"

#include <gtest/gtest.h>

#include "design/exchange/exchange_cast.hpp"

namespace rapport::exchange {
namespace {

using cast::a_day_later;
using cast::District;
using test::Client;
using test::Form;
using test::Reply;

Form a_model() {
    return {{"kind", "model"},   {"title", "A pool of two"},
            {"model", "pool"},   {"how", "Better in the second year."},
            {"teachers", "120"}, {"buildings", "4"},
            {"posts", "2,5"},    {"cost", "90000"},
            {"version", "0"}};
}
Form an_advice() {
    return {{"kind", "advice"},
            {"title", "Begin small"},
            {"words", "Three schools first."},
            {"situation", "Eighteen schools asked at once."},
            {"version", "0"}};
}
Form with(Form form, const std::string& name, const std::string& value) {
    for (auto& [known, words] : form) {
        if (known == name) words = value;
    }
    return form;
}

// The page of a new piece.
std::string written_by(Client& who, const Form& form) {
    const Reply reply = who.post("/exchange/pieces", form);
    must(reply.status == 303, reply.body.c_str());
    return reply.location;
}

std::string ticked(const std::string& kind, const std::string& page) {
    return kind + ":" + page.substr(page.size() - 26);
}

TEST(ExchangePieces, a_coach_writes_and_others_only_read) {
    District lakes;
    auto& school = lakes.school;
    for (Client* one : {&school.principal, &school.teacher, &school.representative}) {
        EXPECT_EQ(one->post("/exchange/pieces", an_advice()).status, 403);
        EXPECT_EQ(one->get("/exchange/pieces/form?kind=advice").status, 403);
    }
    const std::string page = written_by(school.coach, an_advice());
    EXPECT_TRUE(school.principal.get(page).shows("Three schools first."));
    EXPECT_FALSE(school.principal.get(page).shows("<textarea"));
    EXPECT_EQ(school.principal.del(page).status, 403);
    EXPECT_EQ(school.stranger.get(page).status, 404);
    EXPECT_EQ(school.director.get("/exchange/pieces/form?kind=model").status, 200);
}

TEST(ExchangePieces, what_is_missing_or_no_number_is_said_at_its_field) {
    District lakes;
    Client& coach = lakes.school.coach;
    const std::vector<std::pair<Form, std::string>> table{
        {with(an_advice(), "title", " "), "Give it a title."},
        {with(an_advice(), "title", std::string(121, 'x')), "too long for a title"},
        {with(an_advice(), "words", ""), "Say something here."},
        {with(an_advice(), "situation", std::string(2001, 'x')), "longer than 2,000"},
        {with(a_model(), "model", "moon"), "Choose a model"},
        {with(a_model(), "teachers", "many"), "Enter a whole number"},
        {with(a_model(), "buildings", "-1"), "Enter a whole number"},
        {with(a_model(), "posts", "nan"), "a number such as 2.5"},
        {with(a_model(), "posts", "1e99"), "a number such as 2.5"},
        {with(a_model(), "cost", "99999999999999999999"), "Enter a whole number"},
    };
    for (const auto& [form, reason] : table) {
        const Reply reply = coach.post("/exchange/pieces", form);
        EXPECT_EQ(reply.status, 422) << reason;
        EXPECT_TRUE(reply.shows(reason)) << reason << reply.body;
        EXPECT_TRUE(reply.shows(form.back().second)) << "what was typed stays";
    }
    EXPECT_TRUE(coach.get("/exchange/pieces").shows("Nothing is written yet."));
    const std::string page = written_by(coach, a_model());
    EXPECT_TRUE(coach.get(page).shows(R"(value="2.5")"));
    EXPECT_EQ(coach.post(page, with(a_model(), "version", "1")).status, 303);
    EXPECT_EQ(coach.post(page, with(a_model(), "version", "1")).status, 422) << "meanwhile";
}

TEST(ExchangePieces, a_model_is_read_with_its_figures_and_laid_beside_another) {
    District lakes, coast, hills;
    const std::string one = written_by(lakes.school.coach, a_model());
    const std::string other = written_by(
        coast.school.director, with(with(a_model(), "title", "A pool of one"), "posts", "1"));
    EXPECT_EQ(lakes.publish({}).status, 303);
    EXPECT_FALSE(lakes.school.nobody.get(lakes.path()).shows("A pool of two")) << "not ticked";
    lakes.publish({ticked("model", one)});
    coast.publish({ticked("model", other)});
    hills.reads(lakes.url());
    hills.reads(coast.url());
    ASSERT_EQ(hills.copies().size(), 2U);
    const Reply having = hills.school.coach.get("/exchange/models/pool");
    EXPECT_TRUE(having.shows("A pool of two"));
    EXPECT_TRUE(having.shows("A pool of one"));
    EXPECT_FALSE(hills.school.coach.get("/exchange/models/state").shows("A pool of two"));
    EXPECT_EQ(hills.school.coach.get("/exchange/models/moon").status, 404);
    EXPECT_TRUE(hills.school.coach.get("/models").shows("/exchange/models/pool"));
    EXPECT_FALSE(hills.school.teacher.get("/models").shows("/exchange/models/pool"));
    std::string path = "/exchange/comparison?";
    for (const Copy& copy : hills.copies()) path += "with=" + copy.id.text() + "&";
    const Reply both = hills.school.coach.get(path);
    for (const char* words : {"From a district pool", "120 teachers", "4 buildings",
                              "Full posts: 2.5", "Full posts: 1", "Better in the second year."}) {
        EXPECT_TRUE(both.shows(words)) << words;
    }
    EXPECT_TRUE(both.shows("% of all.")) << "what the figures come to";
}

TEST(ExchangePieces, what_is_taken_over_is_ones_own_and_says_whose_it_was) {
    District lakes, hills, coast;
    const std::string advice = written_by(lakes.school.coach, an_advice());
    const std::string model = written_by(lakes.school.coach, a_model());
    lakes.publish({ticked("advice", advice), ticked("model", model)}, "cc-by-sa-4.0");
    hills.reads(lakes.url());
    std::vector<std::string> made;
    std::string of_advice;
    for (const Copy& copy : hills.copies()) {
        const std::string at = "/exchange/items/" + copy.id.text() + "/adoption";
        EXPECT_EQ(hills.school.principal.post(at).status, 403);
        const Reply reply = hills.school.coach.post(at);
        ASSERT_EQ(reply.status, 303) << reply.body;
        EXPECT_TRUE(hills.school.coach.get(reply.location).shows("of District " + lakes.name));
        made.push_back(ticked(std::string(code(copy.kind)), reply.location));
        if (copy.kind == Kind::advice) of_advice = reply.location;
        if (copy.kind == Kind::model) {
            EXPECT_FALSE(hills.school.coach.get(reply.location).shows(R"(value="120")"))
                << "their figures are theirs";
        }
    }
    hills.publish(made, "cc0-1.0");
    coast.reads(hills.url());
    ASSERT_EQ(coast.copies().size(), 2U);
    for (const Copy& copy : coast.copies()) {
        const Reply page = coast.school.coach.get("/exchange/items/" + copy.id.text());
        EXPECT_TRUE(page.shows("of District " + lakes.name));
        EXPECT_TRUE(page.shows("CC BY-SA 4.0")) << "share alike holds";
    }
    EXPECT_TRUE(hills.school.coach.get(of_advice).shows("It is still as you took it over."));
    lakes.school.coach.post(advice,
                            with(with(an_advice(), "version", "1"), "words", "Two schools first."));
    lakes.publish({ticked("advice", advice)});
    a_day_later();
    EXPECT_TRUE(hills.school.coach.get(of_advice).shows("Changed since"));
    lakes.publish({});
    a_day_later();
    const Reply after = hills.school.coach.get(of_advice);
    EXPECT_TRUE(after.shows("Its author has taken it back."));
    EXPECT_TRUE(after.shows("Three schools first.")) << "the copy stays";
}

TEST(ExchangePieces, what_is_removed_is_taken_back_at_once) {
    District lakes, hills;
    const std::string page = written_by(lakes.school.coach, an_advice());
    lakes.publish({ticked("advice", page)});
    hills.reads(lakes.url());
    ASSERT_EQ(hills.copies().size(), 1U);
    EXPECT_EQ(lakes.school.coach.del(page).status, 303);
    EXPECT_EQ(lakes.school.coach.get(page).status, 404);
    EXPECT_TRUE(lakes.school.nobody.get(lakes.path()).shows(R"("withdrawn":true)"));
    a_day_later();
    EXPECT_TRUE(hills.copies().empty());
}

TEST(ExchangePieces, a_model_of_a_later_program_is_shown_and_wild_figures_are_refused) {
    const auto key = sealing::Secret::random();
    Item item;
    item.id = std::string(26, '1');
    item.kind = Kind::model;
    item.title = "From the moon";
    item.language = "en";
    item.licence = "cc-by-4.0";
    item.model = "moon";
    item.sections = {{"how", "Well", 0}};
    EXPECT_EQ(read_item(written(item, key), "").flaw, Flaw::none);
    EXPECT_EQ(read_item(written(item, key), "").item.model, "moon");
    item.figures.teachers = -1;
    EXPECT_EQ(read_item(written(item, key), "").flaw, Flaw::shape);
    item.figures.teachers = figures_max.teachers + 1;
    EXPECT_EQ(read_item(written(item, key), "").flaw, Flaw::shape);
    item.figures = {};
    item.model = std::string(41, 'x');
    EXPECT_EQ(read_item(written(item, key), "").flaw, Flaw::shape);
}

}  // namespace
}  // namespace rapport::exchange
