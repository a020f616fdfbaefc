#include "schedule/files/files.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/support/weeks.hpp"

namespace rapport::schedule_files {
namespace {

using namespace solver;
namespace json = boost::json;

// A file with everything in it, to be spoilt in one place.
json::object file() {
    return json::parse(R"({
        "format": "rapport-schedule/1", "name": "small", "days": 2,
        "sites": ["north", "south"], "travel_minutes": [[0, 10], [10, 0]],
        "rules": {"travel_weight": 1, "max_run_minutes": 180, "break_minutes": 10},
        "coaches": [{"id": "ana", "home": "north", "capacity_minutes": 600,
                     "days": [{"start": 480, "end": 900}, null]}],
        "people": [{"id": "ben", "touch_bonus": 20}],
        "tasks": [{"id": "talk", "kind": "plan", "value": 50, "minutes": 30, "person": "ben",
                   "coaches": ["ana"], "cycle": "k", "step": 1, "gap_days": [0, 0],
                   "options": [{"day": 0, "earliest": 500, "latest": 520, "site": "south",
                                "penalty": 2, "resources": ["ben/1"]}]},
                  {"id": "lunch", "kind": "break", "value": 900, "minutes": 30, "person": null,
                   "coaches": ["ana"], "cycle": null, "step": 0, "gap_days": [0, 0],
                   "options": [{"day": 0, "earliest": 700, "latest": 720, "site": "north"}]}],
        "pinned": [{"task": "lunch", "option": 0, "coach": "ana", "start": 710}],
        "current": [{"task": "talk", "option": 0, "coach": "ana", "start": 505}],
        "stability_weight": 9,
        "pairs": [{"person": "ben", "coach": "ana", "value": 4}]})")
        .as_object();
}

Result<Instance> reading(const json::object& object) {
    return read_instance(json::serialize(object));
}

// Where the reader is sent to look.
std::string place_of(const Result<Instance>& result) {
    if (result) return "nothing is wrong";
    return std::string(result.refusal().key.name) + " " +
           (result.refusal().with.empty() ? ""
                                          : std::get<std::string>(result.refusal().with[0].value));
}

TEST(ScheduleFiles, what_the_file_says_is_what_is_planned) {
    const auto read = reading(file());
    ASSERT_TRUE(read) << place_of(read);
    const Instance& week = *read;
    EXPECT_EQ(week.days, 2);
    EXPECT_EQ(week.travel(0, 1), 10);
    EXPECT_EQ(week.coaches[0].home, 0);
    EXPECT_EQ(week.coaches[0].days[0], (Shift{.start = 480, .end = 900}));
    EXPECT_FALSE(week.coaches[0].days[1]);
    EXPECT_EQ(week.tasks[0].person, 0);
    EXPECT_EQ(week.tasks[0].options[0].site, 1);
    EXPECT_EQ(week.tasks[0].options[0].penalty, 2);
    EXPECT_EQ(week.resources, std::vector<std::string>{"ben/1"});
    EXPECT_EQ(week.tasks[1].kind, Kind::rest);
    EXPECT_EQ(week.tasks[1].options[0].penalty, 0);
    EXPECT_EQ(week.pinned[0].start, 710);
    EXPECT_EQ(week.stability_weight, 9);
    EXPECT_EQ(week.pairs[0].value, 4);
}

TEST(ScheduleFiles, what_was_written_is_read_back_the_same) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const Instance week = test::made_up_instance(seed, 30, 3);
        const std::string text = written(week);
        const auto read = read_instance(text);
        ASSERT_TRUE(read) << "seed " << seed << ": " << place_of(read);
        EXPECT_EQ(written(*read), text) << "seed " << seed;
    }
    const auto whole = reading(file());
    EXPECT_EQ(json::parse(written(*whole)).at("pairs"), file().at("pairs"));
}

TEST(ScheduleFiles, what_is_no_file_of_ours_is_refused) {
    EXPECT_EQ(place_of(read_instance("{")), "schedule_files.not_json ");
    EXPECT_EQ(place_of(read_instance("[]")), "schedule_files.not_json ");
    EXPECT_EQ(place_of(read_instance("{}")), "schedule_files.other_format rapport-schedule/1");
    auto object = file();
    object["format"] = "rapport-plan/1";
    EXPECT_EQ(place_of(reading(object)), "schedule_files.other_format rapport-schedule/1");
}

TEST(ScheduleFiles, whoever_wrote_a_wrong_file_is_told_where_to_look) {
    const auto wrong_at = [](auto spoil) {
        auto object = file();
        spoil(object);
        return place_of(reading(object));
    };
    const auto task = [](json::object& o) -> json::object& {
        return o["tasks"].as_array()[0].as_object();
    };
    const std::string at = "schedule_files.wrong_at ";
    EXPECT_EQ(wrong_at([](auto& o) { o.erase("days"); }), at + "days");
    EXPECT_EQ(wrong_at([](auto& o) { o["days"] = "two"; }), at + "days");
    EXPECT_EQ(wrong_at([](auto& o) { o["days"] = -1; }), at + "days");
    EXPECT_EQ(wrong_at([](auto& o) { o["travel_minutes"].as_array().pop_back(); }),
              at + "travel_minutes");
    EXPECT_EQ(wrong_at([](auto& o) { o["rules"] = nullptr; }), at + "rules");
    EXPECT_EQ(
        wrong_at([](auto& o) { o["coaches"].as_array().push_back(o["coaches"].as_array()[0]); }),
        at + "coaches[1].id");
    EXPECT_EQ(wrong_at([&](auto& o) { task(o)["coaches"] = {"nobody"}; }), at + "tasks[0].coaches");
    EXPECT_EQ(wrong_at([&](auto& o) { task(o)["kind"] = "party"; }), at + "tasks[0].kind");
    EXPECT_EQ(wrong_at([&](auto& o) { task(o)["minutes"] = -5; }), at + "tasks[0].minutes");
    EXPECT_EQ(wrong_at([&](auto& o) { task(o)["value"] = 1.5; }), at + "tasks[0].value");
    EXPECT_EQ(wrong_at([&](auto& o) { task(o)["gap_days"] = {1}; }), at + "tasks[0].gap_days");
    EXPECT_EQ(wrong_at([&](auto& o) { task(o)["options"].as_array()[0].as_object()["day"] = 9; }),
              at + "tasks[0].options[0].day");
    EXPECT_EQ(
        wrong_at([&](auto& o) { task(o)["options"].as_array()[0].as_object()["site"] = "west"; }),
        at + "tasks[0].options[0].site");
    EXPECT_EQ(wrong_at([](auto& o) { o["pinned"].as_array()[0].as_object()["option"] = 3; }),
              at + "pinned[0]");
}

TEST(ScheduleFiles, a_plan_is_written_with_its_reasons_and_read_back) {
    const auto week = reading(file());
    PlanFile plan;
    plan.plan.visits = {{.task = 0, .option = 0, .coach = 0, .start = 505}};
    plan.score = score_of(*week, plan.plan);
    plan.upper_bound = 1000;
    plan.gap_percent = 1.5;
    plan.unplaced = {{.task = 1, .cause = Cause::coach_full, .blocking = {0}, .coach = 0}};
    const std::string text =
        written(*week, plan, [](const Reason&) { return std::string("no minutes left"); });
    const auto read = read_plan(*week, text);
    ASSERT_TRUE(read);
    EXPECT_EQ((*read).visits, plan.plan.visits);
    const json::value said = json::parse(text);
    EXPECT_EQ(said.at("objective").as_int64(), plan.score.objective());
    const json::value& why = said.at("unplaced").at(0);
    EXPECT_EQ(why.at("task"), "lunch");
    EXPECT_EQ(why.at("why").at("code"), "coach_full");
    EXPECT_EQ(why.at("why").at("text"), "no minutes left");
    EXPECT_EQ(why.at("why").at("blocking").at(0), "talk");
}

TEST(ScheduleFiles, a_plan_of_another_week_is_a_wrong_plan_and_no_unreadable_one) {
    const auto week = reading(file());
    const auto plan = read_plan(*week, R"({"format": "rapport-plan/1", "visits": [
        {"task": "someone", "option": 0, "coach": "ana", "start": 500}]})");
    ASSERT_TRUE(plan);
    ASSERT_EQ((*plan).visits.size(), 1u);
    EXPECT_EQ(check(*week, *plan).violations[0].fault, Fault::unknown);
    EXPECT_FALSE(read_plan(*week, R"({"format": "rapport-plan/1", "visits": [7]})"));
    EXPECT_FALSE(read_plan(*week, R"({"format": "rapport-plan/1"})"));
    EXPECT_FALSE(read_plan(*week, "no plan"));
}

}  // namespace
}  // namespace rapport::schedule_files
