// The states of a vacancy: what they forbid they say why, and what the table says is so.
#include "design/vacancies/machine.hpp"

#include <gtest/gtest.h>

#include "design/vacancies/vacancies_cast.hpp"
#include "tests/support/walked.hpp"

namespace rapport::vacancies::cast {
namespace {

TEST(VacancyMachine, every_forbidden_act_has_its_reason_in_every_language) {
    EXPECT_EQ((test::forbidden_with_reasons<Act, State>(act_count, state_count)), 15);  // Of 25.
}

// A vacancy in the state asked for.
std::string brought_to(School& school, State wanted) {
    const std::string address = requisition(school.director);
    if (wanted == State::requisition) return address;
    if (wanted != State::closed) school.director.post(address + "/posting");
    if (wanted == State::past_day) test::clock().advance_seconds(60 * 86400);
    if (wanted == State::filled) school.director.post(address + "/filling");
    if (wanted == State::closed) school.director.post(address + "/closure");
    return address;
}

TEST(VacancyMachine, each_act_is_done_or_refused_as_the_table_says) {
    const std::pair<Act, const char*> nouns[] = {{Act::write, "/words"},
                                                 {Act::post, "/posting"},
                                                 {Act::fill, "/filling"},
                                                 {Act::close, "/closure"}};
    for (int i = 0; i < state_count; ++i) {
        const auto state = static_cast<State>(i);
        for (const auto& [act, noun] : nouns) {
            School school;
            const std::string address = brought_to(school, state);
            ASSERT_EQ(seen(school, address).state, state);
            Form form;
            if (act == Act::write) {
                form = with(words(), "version", std::to_string(seen(school, address).version));
            }
            const Reply reply = school.director.post(address + noun, form);
            const bool is_done = !against(act, state);
            EXPECT_EQ(reply.status, is_done ? 303 : 422) << code(act) << " " << code(state);
        }
    }
}

TEST(VacancyMachine, one_applies_while_it_is_posted_and_at_no_other_time) {
    for (int i = 0; i < state_count; ++i) {
        const auto state = static_cast<State>(i);
        School school;
        posted(school);  // So that there is a board.
        const std::string address = brought_to(school, state);
        const int status = Sender(school, public_path(school, address)).send().status;
        const int expected = state == State::posted ? 303 : state == State::past_day ? 422 : 404;
        EXPECT_EQ(status, expected) << code(state);
    }
}

}  // namespace
}  // namespace rapport::vacancies::cast
