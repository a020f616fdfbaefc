#include "insight/programme/shares.hpp"

#include <gtest/gtest.h>

#include <random>

#include "insight/programme/cube.hpp"
#include "insight/programme/programme_store.hpp"

namespace rapport::programme {
namespace {

// `count` people with these many contacts each, 10 minutes a contact; the first has `first`.
Shares shares(int count, std::int64_t each, std::int64_t first) {
    Shares made;
    for (int i = 0; i < count; ++i) {
        const std::int64_t contacts = i == 0 ? first : each;
        made.add("person" + std::to_string(i), {contacts, contacts * 10});
    }
    return made;
}

TEST(Shares, a_number_needs_ten_people_and_three_who_helped) {
    EXPECT_EQ(against(shares(10, 2, 3), shares(3, 6, 8), 10), Why::shown);
    EXPECT_EQ(against(shares(9, 2, 3), shares(3, 6, 8), 10), Why::few_people);
    EXPECT_EQ(against(shares(10, 2, 3), shares(2, 9, 11), 10), Why::few_coaches);
    EXPECT_EQ(against(shares(12, 2, 3), shares(3, 6, 8), 13), Why::few_people);
}

TEST(Shares, nobody_may_have_more_than_sixty_percent_of_a_number) {
    // Of 11 people 10 have one each: 15 of 25 are 60 %, 16 of 26 are more.
    EXPECT_EQ(against(shares(11, 1, 15), shares(3, 8, 9), 10), Why::shown);
    EXPECT_EQ(against(shares(11, 1, 16), shares(3, 8, 9), 10), Why::one_person);
    EXPECT_EQ(against(shares(11, 2, 3), shares(3, 1, 9), 10), Why::one_person);
}

TEST(Shares, minutes_count_like_contacts) {
    Shares people = shares(11, 2, 3);
    people.add("person1", {0, 2000});
    EXPECT_EQ(against(people, shares(3, 8, 9), 10), Why::one_person);
}

TEST(Shares, a_number_in_which_all_are_alike_tells_of_each) {
    EXPECT_EQ(against(shares(12, 1, 1), shares(3, 4, 4), 10), Why::one_person);
    EXPECT_EQ(against(shares(12, 1, 2), shares(3, 4, 5), 10), Why::shown);
}

TEST(Shares, what_is_done_alone_is_about_those_who_did_it) {
    EXPECT_EQ(against(Shares(), shares(3, 4, 4), 10), Why::shown);
    EXPECT_EQ(against(Shares(), shares(2, 4, 4), 10), Why::few_coaches);
    EXPECT_EQ(against(Shares(), shares(3, 1, 9), 10), Why::one_person);
    EXPECT_EQ(against(Shares(), Shares(), 10), Why::shown);
}

// --- Whole releases ------------------------------------------------------------------------------

struct Deed {
    Cube::Place place;
    std::string coach, person;
    Part part;
};

// A made-up district: some buildings busy, some with one coach, some with a handful of teachers.
std::vector<Deed> district(std::mt19937_64& random, int rows, int columns) {
    std::vector<Deed> deeds;
    for (int row = 0; row < rows; ++row) {
        const auto teachers = 1 + random() % 25, coaches = 1 + random() % 5;
        const auto count = random() % 120;
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto column = static_cast<int>(random() % static_cast<std::uint64_t>(columns));
            const std::string where = std::to_string(row) + ".";
            deeds.push_back({{row, column},
                             "coach" + std::to_string(random() % coaches),
                             "teacher" + where + std::to_string(random() % teachers),
                             {1, static_cast<std::int64_t>(5 + random() % 60)}});
        }
    }
    return deeds;
}

Cube cube_of(const std::vector<Deed>& deeds, int rows, int columns) {
    Cube cube(Cube::Of::help, rows, columns);
    for (const Deed& deed : deeds) {
        cube.add_doer(deed.place, deed.coach, deed.part);
        cube.add_had(deed.place, deed.person, deed.part);
    }
    cube.hide(people_least);
    return cube;
}

TEST(Shares, in_two_hundred_districts_no_number_that_is_said_tells_of_one_person) {
    std::mt19937_64 random(34);
    int said = 0, hidden = 0;
    for (int round = 0; round < 200; ++round) {
        const int rows = 1 + static_cast<int>(random() % 5), columns = 4;
        const Cube cube = cube_of(district(random, rows, columns), rows, columns);
        for (int row = 0; row <= rows; ++row) {
            for (int column = 0; column <= columns; ++column) {
                const auto shown = cube.contacts(row, column);
                ++(shown ? said : hidden);
                if (!shown || *shown == 0) continue;
                ASSERT_GE(cube.people(row, column).count(), people_least);
                ASSERT_GE(cube.doers(row, column).count(), coaches_least);
                ASSERT_FALSE(cube.people(row, column).is_mostly_one());
                ASSERT_FALSE(cube.doers(row, column).is_mostly_one());
                ASSERT_FALSE(cube.people(row, column).are_alike());
            }
        }
    }
    EXPECT_GT(said, 500);
    EXPECT_GT(hidden, 500);
}

TEST(Shares, a_release_is_read_as_it_was_written) {
    Release release{.span = {"Fall term", {2026, 9, 1}, {2026, 12, 20}},
                    .cell_min = 12,
                    .district = {},
                    .buildings = {}};
    release.district.groups.assign(group_count, {Group::rest, std::nullopt, 15});
    release.district.teams = {{requests::Branch::coach, 14, 80, std::nullopt}};
    release.district.people = 14;
    release.district.why = Why::beside;
    const std::string body = written(release);
    const Release again = read_release(release.span, body);
    EXPECT_EQ(written(again), body);
    EXPECT_EQ(again.district.people, 14);
    EXPECT_FALSE(again.district.groups[0].contacts);
    EXPECT_EQ(again.district.why, Why::beside);
}

TEST(Shares, months_fill_the_time_beside_terms_and_nothing_is_counted_twice) {
    store::Calendar calendar;
    calendar.first = Day{2026, 7, 3};
    calendar.terms = {{"Fall", {2026, 9, 1}, {2026, 11, 20}}};
    calendar.released = {{"", {2026, 7, 1}, {2026, 7, 31}}};
    std::string due;
    for (const Span& span : still_due(calendar, {2026, 12, 5})) due += span.from.iso() + " ";
    EXPECT_EQ(due, "2026-08-01 2026-09-01 2026-12-01 ");  // November is partly the term's.
    calendar.released.push_back({"", {2026, 9, 1}, {2026, 9, 30}});
    due.clear();
    for (const Span& span : still_due(calendar, {2026, 12, 5})) due += span.from.iso() + " ";
    EXPECT_EQ(due, "2026-08-01 2026-10-01 2026-11-01 2026-12-01 ");
}

TEST(Shares, nothing_is_due_before_anything_happened) {
    EXPECT_TRUE(still_due({}, {2026, 12, 5}).empty());
    EXPECT_EQ(comes_out_on({2026, 11, 30}, 15).iso(), "2026-12-17");
}

}  // namespace
}  // namespace rapport::programme
