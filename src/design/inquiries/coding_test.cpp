// Letters to an inquiry, and what is made of its answers.
#include <gtest/gtest.h>

#include "design/inquiries/inquiries_cast.hpp"

namespace rapport::inquiries {
namespace {

using namespace cast;

TEST(InquiryMail, a_letter_is_kept_among_the_answers_and_nowhere_else) {
    Study study;
    EXPECT_EQ(study.receive("peer", "1. CANARYLETTER"), Fate::answer);
    static constexpr Sql count{"test.mail_in", R"(
        SELECT COUNT(*) FROM mail_in WHERE district_id = $1)"};
    EXPECT_EQ(study.school.db().read(study.school.scope(),
                                     [](ReadTx& tx) { return tx.number(count, tx.district()); }),
              0);
    EXPECT_FALSE(study.school.admin.get("/settings/mail").shows("CANARYLETTER"));
    EXPECT_TRUE(study.school.coach.get(study.path).shows("CANARYLETTER"));
    EXPECT_EQ(study.receive("peer", "1. CANARYLETTER"), Fate::repeated);
    EXPECT_EQ(study.responses().size(), 1U);
}

TEST(InquiryMail, letters_that_could_not_be_divided_are_no_doubles_of_each_other) {
    Study study;
    EXPECT_EQ(study.receive("one", "We have two of them."), Fate::answer);
    EXPECT_EQ(study.receive("other", "Nobody does that here."), Fate::answer);
    for (const json::value& one : study.responses()) EXPECT_FALSE(one.at("is_double").as_bool());
    EXPECT_EQ(study.receive("third", "Nobody does that here."), Fate::answer);
    int doubles = 0;
    for (const json::value& one : study.responses()) doubles += one.at("is_double").as_bool();
    EXPECT_EQ(doubles, 1);
}

TEST(InquiryMail, machines_floods_and_closed_doors_are_turned_away) {
    Study study;
    EXPECT_EQ(study.receive("robot", "Away until Monday", "Auto-Submitted: auto-replied\r\n"),
              Fate::automatic);
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(study.receive("many", "1. " + std::to_string(i)), Fate::answer);
    }
    EXPECT_EQ(study.receive("many", "1. once more"), Fate::nobody);
    EXPECT_EQ(study.receive("blank", " \r\n"), Fate::nobody);
    EXPECT_EQ(study.school.coach.post(study.path + "/closure").status, 303);
    EXPECT_EQ(study.receive("late", "1. Yes"), Fate::nobody);
    EXPECT_EQ(intake::accept(study.school.db(), "q+" + std::string(26, 'z') + "@" + study.domain,
                             "From: a@b.example\r\n\r\n1. Yes"),
              Fate::nobody);
    EXPECT_EQ(study.responses().size(), 10U);
}

TEST(InquiryMail, words_of_the_link_are_not_corrected_by_somebody_else) {
    Study study;
    study.school.nobody.post(study.link + "/responses", {{"answer", "Mine"}, {"school", ""}});
    const std::string id = text_of(study.responses()[0], "id");
    EXPECT_EQ(study.school.coach.get(study.path + "/responses/" + id).status, 404);
    EXPECT_EQ(study.school.coach
                  .post(study.path + "/responses/" + id, {{"answer", "Theirs"}, {"school", ""}})
                  .status,
              404);
    EXPECT_EQ(study.receive("peer", "no number at all"), Fate::answer);
    for (const json::value& one : study.responses()) {
        if (text_of(one, "channel") != "mail") continue;
        const std::string page = study.path + "/responses/" + text_of(one, "id");
        EXPECT_EQ(study.school.other_coach.get(page).status, 404);
        EXPECT_TRUE(study.school.coach.get(page).shows("no number at all"));
        EXPECT_TRUE(study.school.coach.post(page, {{"answer", ""}, {"school", ""}})
                        .shows("Answer at least one question."));
    }
}

TEST(InquirySorting, two_windows_do_not_undo_each_other) {
    Study study;
    for (const char* words : {"One", "Two"}) {
        study.school.nobody.post(study.link + "/responses", {{"answer", words}, {"school", ""}});
    }
    const std::string category = study.category(1, "Some");
    const auto all = study.responses();
    const std::string one = category + ":" + text_of(all[0], "id"),
                      two = category + ":" + text_of(all[1], "id");
    const std::string sorting = study.path + "/questions/1/sorting";
    // Both windows show nothing ticked; each ticks another.
    EXPECT_EQ(study.school.coach.post(sorting, {{"code", one}}).status, 303);
    EXPECT_EQ(study.school.coach.post(sorting, {{"code", two}}).status, 303);
    EXPECT_EQ(study.table().at("code").as_array().size(), 2U);
    EXPECT_EQ(study.school.coach.post(sorting, {{"was", one}, {"was", two}, {"code", two}}).status,
              303);
    EXPECT_EQ(study.table().at("code").as_array().size(), 1U);
    EXPECT_EQ(study.school.other_coach.post(sorting, {{"code", one}}).status, 404);
    EXPECT_TRUE(study.school.coach.post(study.path + "/questions/1/categories", {{"name", "SOME"}})
                    .shows("There is a category of that name."));
    EXPECT_EQ(study.school.coach.get(study.path + "/questions/6").status, 404);
    EXPECT_EQ(study.school.coach.post(study.path + "/categories/" + category + "/erasure").status,
              303);
    EXPECT_EQ(study.table().at("code").as_array().size(), 0U);
}

TEST(InquirySorting, a_quote_of_another_window_stays_where_this_one_left_it_alone) {
    Study study;
    study.school.nobody.post(study.link + "/responses",
                             {{"answer", "Said"}, {"school", ""}, {"may_quote", "1"}});
    const std::string id = text_of(study.responses()[0], "id");
    const std::string page = study.path + "/questions/1";
    const auto save = [&](const std::string& quote, const std::string& was) {
        return study.school.coach
            .post(page + "/sorting", {{"quotable", id}, {"quote", quote}, {"quote_was", was}})
            .status;
    };
    EXPECT_EQ(save("QUOTED HERE", ""), 303);
    EXPECT_EQ(save("", ""), 303);  // It shows no quote yet, and changes none.
    EXPECT_TRUE(study.school.coach.get(page).shows("QUOTED HERE</textarea>"));
    EXPECT_EQ(save("", "QUOTED HERE"), 303);
    EXPECT_FALSE(study.school.coach.get(page).shows("QUOTED HERE"));
}

TEST(InquirySorting, one_quote_that_is_refused_keeps_the_others_from_being_half_saved) {
    Study study;
    for (const char* agreed : {"1", ""}) {
        study.school.nobody.post(
            study.link + "/responses",
            {{"answer", std::string("Said ") + agreed}, {"school", ""}, {"may_quote", agreed}});
    }
    Form form;
    for (const bool may : {true, false}) {
        for (const json::value& one : study.responses()) {
            if (one.at("may_quote").as_bool() != may) continue;
            form.emplace_back("quotable", text_of(one, "id"));
            form.emplace_back("quote", "HALF SAVED");
        }
    }
    const std::string page = study.path + "/questions/1";
    EXPECT_EQ(study.school.coach.post(page + "/sorting", form).status, 422);
    EXPECT_FALSE(study.school.coach.get(page).shows("HALF SAVED"));
}

TEST(InquirySorting, the_asker_alone_is_named_as_who_can_see_it) {
    Study study;
    const std::string page =
        "/who-can-see/inquiry/" + study.path.substr(std::string_view("/inquiries/").size());
    EXPECT_TRUE(study.school.coach.get(page).shows("Asked, and reads the answers."));
    EXPECT_FALSE(study.school.coach.get(page).shows("Whoever has the link"));
    for (Client* who : {&study.school.other_coach, &study.school.director, &study.school.admin}) {
        EXPECT_EQ(who->get(page).status, 404);
    }
}

TEST(InquirySorting, nothing_is_published_of_fewer_than_five) {
    Study study;
    for (const char* words : {"One", "Two", "Three", "Four"}) {
        study.school.nobody.post(study.link + "/responses", {{"answer", words}, {"school", ""}});
    }
    ASSERT_EQ(study.school.coach.post(study.path + "/closure").status, 303);
    const Reply few =
        study.school.coach.post(study.path + "/publication", {{"conclusion", "Typed and kept"}});
    EXPECT_TRUE(few.shows("Fewer than 5 people are counted."));
    EXPECT_TRUE(few.shows("Typed and kept"));
}

// Two inquiries of one coach to the same people: the second follows the first.
struct Twice {
    test::School school;
    std::string first, second;

    Twice() {
        school.nobody.from(school.scope().district.text());
        first = school.coach
                    .post("/inquiries",
                          {{"title", "Then"}, {"question", "How sure are you?"}, {"pairs", "1"}})
                    .location;
        school.coach.post(first + "/opening");
    }
    void answer(const std::string& path, const std::string& words, const std::string& own_word) {
        const Reply sent = school.nobody.post(
            "/asked/" + path.substr(std::string_view("/inquiries/").size()) + "/responses",
            {{"answer", words}, {"school", ""}, {"own_word", own_word}});
        must(sent.status == 303, sent.body.c_str());
    }
    void again() {
        school.coach.post(first + "/closure");
        second = school.coach.post(first + "/again").location;
        school.coach.post(second + "/opening");
    }
    // Everybody whose answer begins with "Sure" into the category of that name.
    void sort(const std::string& path) {
        school.coach.post(path + "/questions/1/categories", {{"name", "Sure"}});
        const auto table = json::parse(school.coach.api_get("/api/v1" + path + "/table").body);
        const std::string category = text_of(table.at("categories").as_array().at(0), "id");
        const auto all = json::parse(school.coach.api_get("/api/v1" + path + "/responses").body);
        Form form;
        for (const json::value& one : all.at("responses").as_array()) {
            if (!one.at("answer").as_array()[0].as_string().starts_with("Sure")) continue;
            form.emplace_back("code", category + ":" + text_of(one, "id"));
        }
        school.coach.post(path + "/questions/1/sorting", form);
    }
};

TEST(InquiryPairs, two_answers_of_one_person_are_counted_side_by_side) {
    Twice study;
    const char* words[] = {"Maple 14", "oak 3b", "Érable 9", "birch 77", "willow 5"};
    for (int i = 0; i < 5; ++i) {
        study.answer(study.first, (i < 2 ? "Sure " : "Not ") + std::to_string(i), words[i]);
    }
    study.again();
    const std::string page = study.second + "/pairs";
    EXPECT_TRUE(study.school.coach.get(page).shows("Nobody answered both times"));
    // The same word, however it is typed; one person comes anew, and one has none.
    const char* typed[] = {"maple14", "OAK 3B", "erable 9", "Birch-77", "willow 5"};
    for (int i = 0; i < 4; ++i) study.answer(study.second, "Sure " + std::to_string(i), typed[i]);
    study.answer(study.second, "Sure, new", "cedar 1");
    study.answer(study.second, "Sure, wordless", "");
    const Reply four = study.school.coach.get(page);
    EXPECT_TRUE(four.shows("4 people answered both times"));
    EXPECT_TRUE(four.shows("Fewer than five people answered both times."));
    study.answer(study.second, "Not any more", typed[4]);
    study.sort(study.first);
    study.sort(study.second);
    const auto pairs = json::parse(study.school.coach.api_get("/api/v1" + page).body);
    EXPECT_EQ(pairs.at("people").as_int64(), 5);
    const auto& row = pairs.at("questions").as_array().at(0).at("rows").as_array().at(0);
    EXPECT_EQ(row.at("before").as_int64(), 2);
    EXPECT_EQ(row.at("after").as_int64(), 4);
    EXPECT_EQ(row.at("both").as_int64(), 2);
    EXPECT_TRUE(study.school.coach.get(page).shows("Of those who answered both times"));
    EXPECT_EQ(study.school.other_coach.get(page).status, 404);
    EXPECT_EQ(study.school.coach.get(study.first + "/pairs").status, 404);
    // The word itself is nowhere to be read.
    for (const std::string& path : {study.first, study.second}) {
        EXPECT_FALSE(study.school.coach.get(path).shows("aple"));
        EXPECT_FALSE(study.school.coach.api_get("/api/v1" + path + "/responses").shows("aple"));
    }
}

TEST(InquiryPairs, questions_that_come_again_stay_and_a_short_word_is_said_to_be_one) {
    Twice study;
    const Reply brief = study.school.nobody.post(
        "/asked/" + study.first.substr(std::string_view("/inquiries/").size()) + "/responses",
        {{"answer", "Kept"}, {"school", ""}, {"own_word", "a1"}});
    EXPECT_EQ(brief.status, 422);
    EXPECT_TRUE(brief.shows("Choose a word of at least 4 letters."));
    EXPECT_TRUE(brief.shows("Kept</textarea>"));
    study.school.coach.post(study.first + "/closure");
    const std::string again = study.school.coach.post(study.first + "/again").location;
    const Reply other = study.school.coach.post(
        again + "/words", {{"title", "Now"}, {"question", "How glad are you?"}, {"version", "1"}});
    EXPECT_EQ(other.status, 422);
    EXPECT_TRUE(other.shows("This question stays as it was asked the first time."));
    EXPECT_EQ(study.school.coach
                  .post(again + "/words",
                        {{"title", "Now"}, {"question", "How sure are you?"}, {"version", "1"}})
                  .status,
              303);
    Study unpaired;
    unpaired.school.coach.post(unpaired.path + "/closure");
    EXPECT_TRUE(
        unpaired.school.coach.post(unpaired.path + "/again").shows("chose no word of their own"));
}

}  // namespace
}  // namespace rapport::inquiries
