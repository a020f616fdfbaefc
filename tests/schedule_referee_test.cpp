// Our judge and the referee that shares no code with us, over the same plans.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "schedule/files/files.hpp"
#include "tests/support/weeks.hpp"

namespace rapport::schedule_files {
namespace {

using namespace solver;
namespace fs = std::filesystem;

std::string referee() {
    for (const char* up : {"/../shared/tools", "/../../shared/tools"}) {
        const fs::path found = fs::path(RAPPORT_SOURCE_DIR + std::string(up)) / "schedule_check.py";
        if (fs::exists(found)) return fs::canonical(found).string();
    }
    return "";
}

// A folder for the files of one test.
class Desk {
  public:
    Desk() {
        std::string name = (fs::temp_directory_path() / "referee-XXXXXX").string();
        place_ = ::mkdtemp(name.data());
    }
    ~Desk() { fs::remove_all(place_); }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    std::string path(const std::string& name) const { return (place_ / name).string(); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path(name), std::ios::binary) << text;
    }

  private:
    fs::path place_;
};

// Each line is a list of an instance and its plans; the answer is "valid OBJECTIVE" or "invalid"
// for each plan in turn.
constexpr const char* judge = R"(
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("referee", sys.argv[1])
referee = importlib.util.module_from_spec(spec); spec.loader.exec_module(referee)
for line in open(sys.argv[2]):
    instance, plans = json.loads(line)
    for plan in plans:
        errors, objective, _, _ = referee.referee(instance, plan)
        print("invalid" if errors else "valid %d" % objective)
)";

std::vector<std::string> lines_of(const std::string& command) {
    std::vector<std::string> lines;
    FILE* out = ::popen(command.c_str(), "r");
    std::array<char, 256> line{};
    while (std::fgets(line.data(), static_cast<int>(line.size()), out) != nullptr) {
        lines.emplace_back(line.data());
        lines.back().pop_back();
    }
    EXPECT_EQ(::pclose(out), 0) << command;
    return lines;
}

TEST(ScheduleReferee, agrees_with_our_judge_about_hundreds_of_plans_right_and_wrong) {
    if (referee().empty()) GTEST_SKIP() << "the referee is not here";
    const Desk desk;
    std::string all;
    std::vector<std::string> ours;
    int valid = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const Instance week = test::made_up_instance(seed, 30, 3);
        Orders orders;
        orders.seconds = 0;
        orders.iterations = 200;
        orders.threads = 1;
        orders.is_polite = false;
        const Plan good = solve(week, orders).plan;
        std::string plans;
        for (std::uint64_t change = 0; change < 60; ++change) {
            Plan plan = change == 0 ? good : test::mutated(week, good, 100 * seed + change);
            const Verdict verdict = check(week, plan);
            const bool is_unknown =
                !verdict.is_valid() && verdict.violations[0].fault == Fault::unknown;
            if (is_unknown) continue;  // Cannot be written by name.
            plans += (plans.empty() ? "" : ",") + written(week, PlanFile{.plan = plan}, nullptr);
            valid += verdict.is_valid() ? 1 : 0;
            ours.push_back(verdict.is_valid() ? "valid " + std::to_string(verdict.score.objective())
                                              : "invalid");
        }
        all += "[" + written(week) + ",[" + plans + "]]\n";
    }
    desk.write("judge.py", judge);
    desk.write("plans", all);
    const auto theirs = lines_of("python3 '" + desk.path("judge.py") + "' '" + referee() + "' '" +
                                 desk.path("plans") + "'");
    EXPECT_EQ(theirs, ours);
    EXPECT_GT(ours.size(), 500u);
    EXPECT_GT(valid, 50);
    EXPECT_LT(valid, 500);
}

}  // namespace
}  // namespace rapport::schedule_files
