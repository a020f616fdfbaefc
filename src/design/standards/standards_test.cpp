#include "design/standards/standards.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/school.hpp"

namespace rapport::standards {
namespace {

TEST(Standards, each_code_stands_once_in_its_edition_and_indicators_follow_their_standard) {
    for (const Framework& one : all()) {
        std::set<std::string_view> codes;
        std::string_view above;
        for (const Standard& standard : one.standards) {
            EXPECT_TRUE(codes.insert(standard.code).second) << one.id << " " << standard.code;
            if (standard.depth == 0) above = standard.code;
            EXPECT_TRUE(standard.code.starts_with(above)) << standard.code;
            EXPECT_EQ(standard.name.empty(), standard.depth > 0) << standard.code;
        }
    }
}

TEST(Standards, coaches_have_seven_standards_and_twenty_six_indicators_in_both_late_editions) {
    for (const char* edition : {"2019", "2024"}) {
        const Framework& one = *find("iste_coaches", edition);
        EXPECT_EQ(std::ranges::count(one.standards, 0, &Standard::depth), 7);
        EXPECT_EQ(std::ranges::count(one.standards, 1, &Standard::depth), 26);
    }
    EXPECT_EQ(find("iste_coaches", "2011")->standards.size(), 6u);
    const Framework& late = *find("iste_coaches", "2024");
    for (const Standard& one : late.standards) {
        EXPECT_NE(find("iste_coaches", "2019")->find(one.before), nullptr) << one.code;
    }
}

TEST(Standards, a_code_is_known_with_its_framework_and_edition_alone) {
    EXPECT_TRUE(parse("iste_coaches/2024/4.5.a").has_value());
    EXPECT_TRUE(parse("iste_coaches/2019/5a").has_value());
    for (const char* odd : {"", "4.5.a", "iste_coaches/4.5.a", "iste_coaches/2019/4.5.a",
                            "iste_coaches/2024/4.5.z", "iste/2024/4.5.a", "a/b/c/d", "//"}) {
        EXPECT_FALSE(parse(odd).has_value()) << odd;
    }
    EXPECT_EQ(called({"iste_coaches", "2024", "4.5.a"}), "4.5.a Professional Learning Facilitator");
    EXPECT_EQ(called({"gone", "1", "2"}), "gone/1/2");
}

TEST(Standards, what_an_earlier_edition_asks_lives_on_in_codes_of_the_newest) {
    const auto codes = [](const char* framework, const char* edition, const char* code) {
        std::vector<std::string> out;
        for (const Ref& ref : carried_on({framework, edition, code})) {
            EXPECT_NE(find(ref), nullptr) << ref.text();
            out.push_back(ref.code);
        }
        return out;
    };
    using List = std::vector<std::string>;
    EXPECT_EQ(codes("iste_coaches", "2019", "5a"), List{"4.5.a"});
    EXPECT_EQ(codes("iste_coaches", "2011", "5"), (List{"4.1.b", "4.7"}));
    EXPECT_EQ(codes("iste_conditions", "14", "4"), List{});
    EXPECT_EQ(codes("iste_coaches", "2024", "4.5.a"), List{});
    EXPECT_EQ(codes("iste_coaches", "2011", "9"), List{});
    for (const Framework& one : all()) {
        for (const Standard& standard : one.standards) {
            const auto on = codes(one.id.data(), one.edition.data(), standard.code.data());
            if (&newest(one.id) == &one || one.id == "iste_coaches") {
                EXPECT_EQ(on.empty(), &newest(one.id) == &one) << one.edition << standard.code;
            }
        }
    }
    test::School school;
    EXPECT_TRUE(school.teacher.get("/standards/iste_coaches/2011").shows("4.2 Connected Learner"));
    const auto told = school.teacher.api_get("/api/v1/standards/iste_coaches/2011");
    EXPECT_TRUE(told.shows("\"today\":[\"4.1.b\",\"4.7\"]"));
    EXPECT_FALSE(school.teacher.get("/standards/iste_coaches/2024").shows("There is a newer one"));
}

TEST(Standards, every_edition_is_read_on_a_page_and_by_a_program) {
    test::School school;
    EXPECT_EQ(school.nobody.get("/standards").status, 303);
    for (const Framework& one : all()) {
        const std::string path =
            "/standards/" + std::string(one.id) + "/" + std::string(one.edition);
        for (const char* language : {"en", "fr"}) {
            const auto page = school.teacher.speaking(language).get(path);
            EXPECT_EQ(page.status, 200) << path;
            EXPECT_FALSE(page.shows("⟦")) << path;
            EXPECT_TRUE(page.shows(one.standards.back().code)) << path;
        }
        EXPECT_TRUE(school.teacher.get("/standards").shows(path));
        EXPECT_EQ(school.teacher.api_get("/api/v1" + path).status, 200) << path;
    }
    EXPECT_EQ(school.teacher.get("/standards/iste_coaches/1999").status, 404);
}

}  // namespace
}  // namespace rapport::standards
