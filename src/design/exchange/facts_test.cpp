// Facts from the literature: there from the first day, told apart from what districts say.
#include "design/exchange/facts.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/school.hpp"

namespace rapport::exchange {
namespace {

using test::Reply;
using test::School;

std::size_t count_of(const Reply& page, std::string_view words) {
    std::size_t count = 0;
    for (auto at = page.body.find(words); at != page.body.npos;
         at = page.body.find(words, at + 1)) {
        ++count;
    }
    return count;
}

constexpr std::string_view label = ">A fact from the literature<";

TEST(ExchangeFacts, an_exchange_where_nobody_is_read_yet_is_not_empty) {
    School school;
    const Reply page = school.coach.get("/exchange");
    EXPECT_TRUE(page.shows("Nothing is here yet."));
    EXPECT_EQ(count_of(page, label), 6U);
    const Reply all = school.coach.get("/exchange?kind=fact");
    EXPECT_GE(count_of(all, label), 25U);
    EXPECT_EQ(count_of(all, label), count_of(all, "It stands in"));
    EXPECT_FALSE(all.shows("Take a copy"));
    EXPECT_FALSE(all.shows("Nothing is here yet."));
}

TEST(ExchangeFacts, they_are_found_by_words_and_kept_out_of_other_kinds) {
    School school;
    const Reply found = school.coach.get("/exchange?q=SNAPSHOT");
    EXPECT_EQ(count_of(found, label), 1U);
    EXPECT_TRUE(found.shows("https://fcit.usf.edu/matrix"));
    EXPECT_EQ(count_of(school.coach.get("/exchange?kind=inquiry"), label), 0U);
    EXPECT_TRUE(school.coach.get("/exchange?kind=fact&q=zebra").shows("No fact has all these"));
    EXPECT_EQ(school.coach.get("/exchange?kind=%3Cscript%3E").status, 200);
}

TEST(ExchangeFacts, everybody_who_is_signed_in_reads_them_by_topic) {
    School school;
    EXPECT_EQ(school.nobody.get("/exchange/facts").status, 303);
    const Reply all = school.teacher.get("/exchange/facts");
    EXPECT_EQ(all.status, 200);
    std::size_t sum = 0;
    for (const Topic topic : all_topics) {
        const auto count = count_of(
            school.teacher.get("/exchange/facts?topic=" + std::string(code(topic))), label);
        EXPECT_GT(count, 2U) << code(topic);
        sum += count;
    }
    EXPECT_EQ(sum, count_of(all, label));
    EXPECT_TRUE(all.shows("/models#model-pool")) << "told once, shown here, too";
    school.teacher.post("/account/language", {{"language", "fr"}});
    EXPECT_TRUE(school.teacher.get("/exchange/facts").shows("Un fait tiré de la littérature"));
}

TEST(ExchangeFacts, each_has_a_source_and_no_two_have_one_name) {
    for (const auto language : locale::shipped_languages) {
        const locale::Words words;
        const locale::Speech speech(language, words, Zone::utc(), {});
        std::set<std::string> codes;
        for (const Fact& one : facts(std::nullopt, "", speech)) {
            EXPECT_TRUE(codes.insert(one.code).second) << one.code;
            EXPECT_FALSE(one.source.empty()) << one.code;
            EXPECT_TRUE(one.link.empty() || one.link.starts_with("http")) << one.code;
            EXPECT_FALSE(one.words.empty()) << one.code;
        }
    }
}

}  // namespace
}  // namespace rapport::exchange
