#include "schedule/solver/search.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>

#include "schedule/solver/check.hpp"
#include "tests/support/weeks.hpp"

namespace {
std::atomic<std::int64_t> allocations = 0;
}  // namespace

// The sanitizers bring allocators of their own, which nothing may stand before.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__)
void* operator new(std::size_t size) {
    ++allocations;
    void* const place = std::malloc(size == 0 ? 1 : size);
    if (place == nullptr) throw std::bad_alloc();
    return place;
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
constexpr bool is_counting = true;
#else
constexpr bool is_counting = false;
#endif

namespace rapport::solver {
namespace {

TEST(Search, a_step_asks_for_no_memory) {
    if (!is_counting) GTEST_SKIP() << "this build has an allocator of its own";
    const Instance week = test::made_up_instance(2, 100, 5);
    const Model model(week);
    Search search(model, 1, Tuning{});
    const std::int64_t before_first = allocations;
    EXPECT_GT(before_first, 0);
    search.construct();
    const std::int64_t before = allocations;
    search.step(3000, 0, 1);
    EXPECT_EQ(allocations - before, 0);
}

// The total that moves along with each change is the total of the plan counted anew.
TEST(Search, what_is_counted_step_by_step_is_what_the_plan_is_worth) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const Instance week = test::made_up_instance(seed, 50, 4);
        const Model model(week);
        Search search(model, seed, Tuning{});
        search.construct();
        for (int leg = 0; leg < 5; ++leg) {
            search.step(40, 0.2 * leg, 0.2 * leg + 0.2);
            const Plan now = search.state().plan();
            const Verdict verdict = check(week, now);
            EXPECT_TRUE(verdict.is_valid()) << "seed " << seed;
            EXPECT_EQ(search.state().total(), verdict.score.total()) << "seed " << seed;
            EXPECT_EQ(search.best_total(), score_of(week, search.best_plan()).total());
        }
    }
}

// Cycles of six steps that hardly fit beside each other: a step may be out and in again in a round
// in which the first of its cycle finds no place.
TEST(Search, no_step_stays_when_one_before_it_is_gone) {
    Instance week = test::empty_week(12);
    for (int cycle = 0; cycle < 8; ++cycle) {
        for (int step = 0; step < 6; ++step) {
            const int task = test::add_task(week, 50 + 7 * cycle + step);
            for (int day = 0; day < week.days; ++day) {
                test::add_option(week, task, day, 480 + 30 * ((cycle + step) % 6),
                                 540 + 10 * cycle);
            }
            if (step > 0) test::make_step(week, task - 1, task, 0, 3);
        }
    }
    Tuning hot;
    hot.heat_first = hot.heat_last = 20;
    const Model model(week);
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        Search search(model, seed, hot);
        search.construct();
        for (int leg = 0; leg < 400; ++leg) {
            search.step(10, 0, 1);
            ASSERT_TRUE(check(week, search.state().plan()).is_valid()) << "seed " << seed;
        }
    }
}

TEST(Search, a_valid_plan_is_taken_over_whole) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Instance week = test::made_up_instance(seed, 60, 4);
        const Model model(week);
        Search search(model, seed, Tuning{});
        search.construct();
        search.step(200, 0, 1);
        const Plan plan = search.best_plan();
        State state(model);
        state.place(plan);
        EXPECT_EQ(state.plan().visits.size(), plan.visits.size()) << "seed " << seed;
        EXPECT_EQ(state.total(), search.best_total()) << "seed " << seed;
    }
}

TEST(Search, what_is_taken_back_was_never_there) {
    const Instance week = test::made_up_instance(4, 50, 4);
    const Model model(week);
    Search search(model, 1, Tuning{});
    search.construct();
    State state(model);
    state.place(search.best_plan());
    const std::int64_t total = state.total();
    const Plan plan = state.plan();
    state.begin();
    for (const Visit& visit : plan.visits) state.remove(visit.task);
    EXPECT_EQ(state.total(), 0);
    EXPECT_TRUE(state.plan().visits.empty());
    state.undo();
    EXPECT_EQ(state.total(), total);
    EXPECT_EQ(state.plan().visits, plan.visits);
}

}  // namespace
}  // namespace rapport::solver
