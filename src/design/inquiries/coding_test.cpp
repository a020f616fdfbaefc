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

}  // namespace
}  // namespace rapport::inquiries
