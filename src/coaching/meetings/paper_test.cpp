// A text that several people write at once: nothing anyone typed is lost.
#include "coaching/meetings/paper.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "coaching/meetings/writers_cast.hpp"

namespace rapport::meetings::cast {
namespace {

const PersonId rosa = *PersonId::parse(std::string(26, 'r'));
const PersonId amina = *PersonId::parse(std::string(26, 'a'));
const PersonId bao = *PersonId::parse(std::string(26, 'b'));

Paper together(const std::string& seen, const std::string& one, const std::string& other) {
    const Paper before = typed(seen, rosa);
    return merged(before, rewritten(before, one, amina), rewritten(before, other, bao), 100);
}

TEST(Paper, what_two_change_in_different_places_comes_together_by_itself) {
    EXPECT_EQ(text_of(together("a\nb\nc", "A\nb\nc", "a\nb\nC")), "A\nb\nC");
    EXPECT_EQ(text_of(together("a\nb", "A\nb", "a\nB")), "A\nB");
    EXPECT_EQ(text_of(together("a\nb\nc", "b\nc", "a\nb\nc\nd")), "b\nc\nd");
}

TEST(Paper, neighbouring_lines_do_not_get_in_each_others_way) {
    const Paper paper = together("We look at three recordings.\nNext time: the rubric.",
                                 "We look at four recordings.\nNext time: the rubric, first.\nOne.",
                                 "We look at five recordings.\nNext time: the rubric.\nTwo.");
    EXPECT_EQ(text_of(paper),
              "We look at four recordings.\nWe look at five recordings.\n"
              "Next time: the rubric, first.\nOne.\nTwo.");
    EXPECT_NE(paper[1].difference, 0);
    EXPECT_EQ(paper[2].difference, 0);
}

TEST(Paper, what_two_add_in_the_same_place_stands_one_after_the_other) {
    const Paper paper = together("a", "a\nfrom Amina", "a\nfrom Bao");
    EXPECT_EQ(text_of(paper), "a\nfrom Amina\nfrom Bao");
    EXPECT_EQ(paper[1].by, amina);
    EXPECT_EQ(paper[2].by, bao);
    EXPECT_EQ(paper[1].difference, 0);
    EXPECT_EQ(text_of(together("", "hello", "world")), "hello\nworld");
}

TEST(Paper, the_same_change_by_two_is_there_once) {
    EXPECT_EQ(text_of(together("a\nb", "a\nc", "a\nc")), "a\nc");
    EXPECT_EQ(text_of(together("a", "a\nb", "a\nb\nc")), "a\nb\nc");
}

TEST(Paper, where_two_change_the_same_line_both_stand_and_say_who_wrote_which) {
    const Paper paper = together("a\nb\nc", "a\nBA\nc", "a\nBB\nc");
    ASSERT_EQ(text_of(paper), "a\nBA\nBB\nc");
    EXPECT_EQ(paper[1].difference, 100);
    EXPECT_EQ(paper[2].difference, 100);
    EXPECT_NE(paper[1].side, paper[2].side);
    EXPECT_EQ(paper[1].by, amina);
    EXPECT_EQ(paper[2].by, bao);
}

TEST(Paper, a_third_one_joins_the_difference) {
    const Paper before = typed("b", rosa);
    const Paper two = together("b", "BA", "BB");
    const Paper paper = merged(before, two, rewritten(before, "BC", rosa), 200);
    ASSERT_EQ(text_of(paper), "BA\nBB\nBC");
    std::set<std::int64_t> sides;
    for (const Line& line : paper) {
        EXPECT_EQ(line.difference, 100);
        sides.insert(line.side);
    }
    EXPECT_EQ(sides.size(), 3u);
}

TEST(Paper, what_one_took_out_and_another_worked_on_stays) {
    EXPECT_EQ(text_of(together("a\nb\nc", "a\nc", "a\nb, and why\nc")), "a\nb, and why\nc");
    // Who takes out everything takes out nothing around what another has just worked on.
    EXPECT_EQ(text_of(together("a\nb\nc", "", "a\nb, and why\nc")), "a\nb, and why\nc");
}

TEST(Paper, a_difference_is_settled_by_choosing_one_or_all_of_it) {
    const Paper paper = together("a\nb", "a\nBA", "a\nBB");
    const auto after = [&](std::optional<std::int64_t> side) {
        return merged(paper, paper, chosen(paper, {100, side}), 300);
    };
    EXPECT_EQ(text_of(after(0)), "a\nBA");
    EXPECT_EQ(text_of(after(1)), "a\nBB");
    EXPECT_EQ(text_of(after({})), "a\nBA\nBB");
    for (const auto side : {std::optional<std::int64_t>(0), std::optional<std::int64_t>()}) {
        for (const Line& line : after(side)) EXPECT_EQ(line.difference, 0);
    }
}

TEST(Paper, who_settles_does_not_settle_a_side_they_have_not_seen) {
    const Paper before = typed("b", rosa);
    const Paper two = together("b", "BA", "BB");
    const Paper three = merged(before, two, rewritten(before, "BC", rosa), 200);
    EXPECT_EQ(text_of(merged(two, three, chosen(two, {100, 0}), 300)), "BA\nBC");
    const Paper all = merged(two, three, chosen(two, {100, {}}), 300);
    EXPECT_EQ(text_of(all), "BA\nBB\nBC");
    EXPECT_EQ(all[0].difference, 100);
}

TEST(Paper, it_comes_back_from_its_fold_as_it_was_and_nothing_else_does) {
    const Paper paper = together("a\n\n  b ", "a\n\n  b! ", "a\n\n é b");
    const auto back = unfolded(folded_up(paper));
    ASSERT_TRUE(back);
    EXPECT_EQ(folded_up(*back), folded_up(paper));
    for (const char* text : {"", "paper 2\n", "paper 1\nx", "paper 1\nx 0 0 a\n"}) {
        EXPECT_FALSE(unfolded(text)) << text;
    }
}

TEST(Paper, line_ends_of_any_system_are_line_ends) {
    EXPECT_EQ(text_of(typed("a\r\nb\rc\nd\n\n", rosa)), "a\nb\nc\nd");
}

TEST(Paper, endless_texts_change_as_a_whole_and_lose_nothing) {
    std::string one, other;
    for (int i = 0; i < 3000; ++i) {
        one += "one " + std::to_string(i) + "\n";
        other += "other " + std::to_string(i) + "\n";
    }
    const std::string text = text_of(together("a\nb", one, other));
    EXPECT_NE(text.find("one 2999"), std::string::npos);
    EXPECT_NE(text.find("other 2999"), std::string::npos);
}

// Three people with what each has before them; one table without a database.
class Table {
  public:
    Paper now;
    std::array<Paper, 3> seen;
    std::array<std::string, 3> draft;

    // Looks again; who has typed something keeps it first.
    void open(std::size_t who) {
        if (draft[who] != text_of(seen[who])) return save(who);
        seen[who] = now;
        draft[who] = text_of(now);
    }
    void save(std::size_t who) {
        now = merged(seen[who], now, rewritten(seen[who], draft[who], people[who]), ++saves * 100);
        seen[who] = now;
        draft[who] = text_of(now);
    }
    std::int64_t saves = 0;

  private:
    std::array<PersonId, 3> people{rosa, amina, bao};
};

TEST(Paper, in_six_thousand_interleavings_of_three_writers_no_word_is_lost) {
    std::int64_t words = 0, differences = 0;
    for (std::uint64_t seed = 1; seed <= 6000; ++seed) {
        SeededRandom random(seed);
        Typist typist(random);
        Table table;
        for (std::size_t i = 0; i < 12; ++i) {
            const std::size_t who = random.number() % 3;
            if (random.number() % 4 == 0) table.open(who);
            table.draft[who] = typist.typed_into(table.draft[who]);
            if (random.number() % 2 == 0) table.save(who);
        }
        for (std::size_t who = 0; who < 3; ++who) table.save(who);
        const std::string text = text_of(table.now);
        for (const std::string& word : typist.words()) {
            ASSERT_NE(text.find(word), std::string::npos) << "seed " << seed << "\n" << text;
        }
        words += static_cast<std::int64_t>(typist.words().size());
        for (const Line& line : table.now) differences += line.difference != 0 ? 1 : 0;
    }
    // They did write, and did get in each other's way.
    EXPECT_GT(words, 60'000);
    EXPECT_GT(differences, 2500);
}

}  // namespace
}  // namespace rapport::meetings::cast
