#include "kernel/text/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace rapport::text {
namespace {

struct Pair {
    std::string_view written, wanted;
};

TEST(Text, a_heap_of_marks_does_not_pass_for_one_letter) {
    std::string heap = "a";
    for (int i = 0; i < 5000; ++i) heap += "\u0301";
    EXPECT_GT(length(heap), 150u);
    EXPECT_EQ(length("\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"), 1u);
}

TEST(Text, words_are_tidied_without_losing_a_line) {
    EXPECT_EQ(tidied("  one \r\n\r\n two\t"), "one\n\ntwo");
    EXPECT_EQ(tidied(" \r\n "), "");
}

TEST(Text, names_of_many_cultures_fold_to_what_a_keyboard_types) {
    const Pair names[] = {{"Amina Diallo", "amina diallo"},
                          {"Nguyễn-Lê Thị Hương", "nguyen le thi huong"},
                          {"Łukasz Størmer", "lukasz stormer"},
                          {"Siobhán O’Brien", "siobhan obrien"},
                          {"siobhan o'brien", "siobhan obrien"},
                          {"Siobhan O´Brien", "siobhan obrien"},
                          {"Işık Yıldız", "isik yildiz"},
                          {"İbrahim ÇELİK", "ibrahim celik"},
                          {"Đặng Văn Đức", "dang van duc"},
                          {"Jürgen Groß", "jurgen gross"},
                          {"Æsa Þórsdóttir", "aesa thorsdottir"},
                          {"Zoë Cœur", "zoe coeur"},
                          {"Niʻihau Kealoha", "niihau kealoha"},
                          {"Əliyev Fərid", "eliyev ferid"},
                          {"María José Carreño Quiñones", "maria jose carreno quinones"},
                          {"J. R. \"Bob\" Smith, Jr.", "j r bob smith jr"},
                          {"Ｙａｍａｄａ", "yamada"},
                          {"Ελένη Παπαδοπούλου", "ελενη παπαδοπουλου"},
                          {"Фёдор Достоевский", "федор достоевскии"},
                          {"李小龙", "李小龙"},
                          {"がくせい", "がくせい"},
                          {"김민준", "김민준"},
                          {"अनुष्का शर्मा", "अनुष्का शर्मा"},
                          {"أَحْمَد", "احمد"},
                          {"مـحـمـد", "محمد"},
                          {"לֵאָה", "לאה"},
                          {"สมชาย", "สมชาย"},
                          {"  Anna   \t Maria  ", "anna maria"},
                          {"👩‍🏫", ""},
                          {"", ""}};
    for (const Pair& name : names) EXPECT_EQ(folded(name.written), name.wanted) << name.written;
}

TEST(Text, folding_twice_changes_nothing_more) {
    for (const std::string_view name : {"Nguyễn-Lê Thị", "Łukasz Størmer", "אֶסְתֵּר", "Ünsal", "Ǆ",
                                        "ﬁ ﬂ", "ẞ", "Ἀθηνᾶ", "ｶﾞ", "각"}) {
        EXPECT_EQ(folded(folded(name)), folded(name)) << name;
    }
}

TEST(Text, two_ways_to_write_an_accent_fold_alike) {
    EXPECT_EQ(folded("Zo\u00eb"), folded("Zoe\u0308"));
    EXPECT_EQ(folded("\u1ec7"), folded("e\u0323\u0302"));
}

int found(std::string_view typed, std::string_view name) {
    return match(folded(typed), folded(name));
}

TEST(Text, search_forgives_accents_dashes_and_one_slip) {
    const Pair finds[] = {{"nguyen", "Nguyễn Thị Hương"},
                          {"obrien", "Siobhán O’Brien"},
                          {"o brien", "Siobhán O’Brien"},
                          {"jonson", "Magnus Johnson"},
                          {"dialo", "Amina Diallo"},
                          {"am dia", "Amina Diallo"},
                          {"diallo amina", "Amina Diallo"},
                          {"mc donald", "Fergus McDonald"},
                          {"vandenberg", "Pieter van den Berg"},
                          {"berg", "Pieter van den Berg"},
                          {"catherine", "Katherine Hall"},
                          {"jsoe", "José García"},
                          {"garcia", "José García Márquez"},
                          {"marquez", "José García-Márquez"},
                          {"小龙", "李小龙"},
                          {"李", "李小龙"},
                          {"mohamed", "Mohammed Al-Sayed"},
                          {"alsayed", "Mohammed Al-Sayed"},
                          {"steph", "Stephanie Kowalczyk"},
                          {"kowalcyk", "Stephanie Kowalczyk"},
                          {"isik", "Işık Yıldız"},
                          {"शर्मा", "अनुष्का शर्मा"}};
    for (const Pair& pair : finds) {
        EXPECT_GT(found(pair.written, pair.wanted), 0) << pair.written << " / " << pair.wanted;
    }
}

TEST(Text, search_does_not_find_somebody_else) {
    const Pair strangers[] = {
        {"amina", "Bruno Keller"}, {"li", "Amina Diallo"},         {"ana", "Tom Field"},
        {"smith", "Amina Diallo"}, {"amina kone", "Amina Diallo"}, {"x", "Amina Diallo"},
        {"bob", "Rob Meyer"},      {"", "Amina Diallo"},           {"amina amina", "Amina Diallo"}};
    for (const Pair& pair : strangers) {
        EXPECT_EQ(found(pair.written, pair.wanted), 0) << pair.written << " / " << pair.wanted;
    }
}

TEST(Text, the_better_answer_stands_first) {
    const std::string_view ranks[][3] = {{"ann", "Ann Field", "Annika Field"},
                                         {"ann", "Annika Field", "Joann Field"},
                                         {"field", "Ann Field", "Ann Fielding"},
                                         {"diallo", "Amina Diallo", "Amina Dialo"},
                                         {"amina diallo", "Amina Diallo", "Amina Diallo Koné"},
                                         {"jonson", "Ben Jonson", "Ben Johnson"},
                                         {"ma", "Maria Weber", "Anna Maria Weber"},
                                         {"amina d", "Amina Diallo", "Diane Amina"}};
    for (const auto& rank : ranks) {
        EXPECT_GT(found(rank[0], rank[1]), found(rank[0], rank[2]))
            << rank[0] << ": " << rank[1] << " before " << rank[2];
    }
}

TEST(Text, a_whole_name_is_a_thousand_and_nothing_is_more) {
    EXPECT_EQ(found("amina diallo", "Amina Diallo"), 1000);
    EXPECT_LT(found("amina", "Amina Diallo"), 1000);
    EXPECT_LE(found("diallo amina", "Amina Diallo"), 999);
}

TEST(Text, distance_counts_slips_and_stops_at_its_cap) {
    EXPECT_EQ(distance("diallo", "diallo", 3), 0);
    EXPECT_EQ(distance("diallo", "dialo", 3), 1);
    EXPECT_EQ(distance("amina", "amnia", 3), 1);  // Two neighbours swapped.
    EXPECT_EQ(distance("kitten", "sitting", 5), 3);
    EXPECT_EQ(distance("kitten", "sitting", 2), 2);
    EXPECT_EQ(distance("", "abc", 9), 3);
    EXPECT_EQ(distance("小龙", "小明", 3), 1);
}

TEST(Text, distance_is_the_same_both_ways) {
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string a, b;
        for (int i = 0; i < 7; ++i) {
            if (random() % 4 != 0) a += static_cast<char>('a' + random() % 3);
            if (random() % 4 != 0) b += static_cast<char>('a' + random() % 3);
        }
        EXPECT_EQ(distance(a, b, 9), distance(b, a, 9)) << a << " " << b;
        EXPECT_EQ(distance(a, b, 9) == 0, a == b) << a << " " << b;
    }
}

TEST(Text, only_well_formed_utf8_passes_the_edge) {
    for (const std::string_view good :
         {"", "plain", "é", "李", "👩‍🏫", "\xf4\x8f\xbf\xbf", "\u0000"}) {
        EXPECT_TRUE(is_utf8(good)) << good;
    }
    for (const std::string_view bad :
         {"\x80", "\xc0\xaf", "\xc1\xbf", "\xc3", "\xe0\x80\xaf", "\xe2\x82", "\xed\xa0\x80",
          "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "12345678\xff",
          "1234567\xc3", "12345678901234\xe2\x82"}) {
        EXPECT_FALSE(is_utf8(bad)) << bad.size();
    }
}

TEST(Text, white_space_of_any_script_is_trimmed_at_the_ends_only) {
    EXPECT_EQ(trimmed("  a b\u00a0\u3000\n"), "a b");
    EXPECT_EQ(trimmed("\u2003é\u2003"), "é");
    EXPECT_EQ(trimmed(" \t\n"), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(Text, length_counts_what_a_person_counts) {
    EXPECT_EQ(length("hello"), 5u);
    EXPECT_EQ(length("e\u0301te\u0301"), 3u);
    EXPECT_EQ(length("👩‍👩‍👧‍👦🇨🇦"), 2u);
    EXPECT_EQ(length("नमस्ते"), 3u);
    EXPECT_EQ(length(""), 0u);
}

TEST(Text, shortening_never_cuts_a_letter_in_two) {
    EXPECT_EQ(shortened("short", 5), "short");
    EXPECT_EQ(shortened("a longer note", 9), "a longer…");
    EXPECT_EQ(shortened("a longer note", 3), "a…");
    EXPECT_EQ(shortened("👩‍🏫👩‍🏫👩‍🏫", 2), "👩‍🏫…");
    EXPECT_EQ(shortened("👩‍🏫👩‍🏫", 2), "👩‍🏫👩‍🏫");
    EXPECT_EQ(shortened("anything", 0), "");
}

TEST(Text, initials_are_the_first_and_the_last_name) {
    const Pair names[] = {{"Amina Diallo", "AD"},    {"李 小龙", "李小"},
                          {"amina diallo", "AD"},    {"Pieter van den Berg", "PB"},
                          {"Madonna", "M"},          {"Élodie Œuvrard", "ÉŒ"},
                          {"John Smith Jr.", "JS"},  {"  ", ""},
                          {"अमित शर्मा", "अश"},       {"(Dr) Ana Ruiz", "DR"},
                          {"Siobhán O’Brien", "SO"}, {"E\u0301milie Roy", "E\u0301R"}};
    for (const Pair& name : names) EXPECT_EQ(initials(name.written), name.wanted) << name.written;
}

TEST(Text, splitting_keeps_empty_parts) {
    EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
}

}  // namespace
}  // namespace rapport::text
