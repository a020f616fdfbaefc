// What goals.py measures with: one word, an instance, and the rest as name=value; each answer is a
// line of JSON. Figures in CPU seconds do not mind who else is at work on the machine.
//
//   schedule_bench solve INSTANCE seconds=S bound=S seed=N [by=cpu] [out=PLAN]
//   schedule_bench judge INSTANCE            plans on stdin, one a line: "valid OBJECTIVE" or
//   "invalid" schedule_bench absence INSTANCE seed=N coach=K seconds=S schedule_bench explain
//   INSTANCE seed=N seconds=S schedule_bench size INSTANCE steps=N     of the search, for each task
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "schedule/files/files.hpp"

namespace {

using namespace rapport;
using namespace rapport::solver;

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double wall_seconds() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

class Words {
  public:
    Words(int count, char** words) {
        for (int i = 3; i < count; ++i) {
            const std::string word = words[i];
            const std::size_t sign = word.find('=');
            if (sign != word.npos) named_[word.substr(0, sign)] = word.substr(sign + 1);
        }
    }
    std::string text(const std::string& name) const {
        const auto found = named_.find(name);
        return found == named_.end() ? "" : found->second;
    }
    double number(const std::string& name, double otherwise) const {
        const std::string said = text(name);
        double value = otherwise;
        std::from_chars(said.data(), said.data() + said.size(), value);
        return value;
    }

  private:
    std::map<std::string, std::string> named_;
};

Orders orders_of(const Words& words) {
    Orders orders;
    orders.seconds = words.number("seconds", 3);
    orders.seed = static_cast<std::uint64_t>(words.number("seed", 1));
    orders.is_polite = false;
    return orders;
}

// As many steps as two cores that nobody else uses would do in `seconds`.
void count_steps_instead(const Instance& instance, Orders& orders) {
    Orders trial = orders;
    trial.iterations = 2000;
    trial.seconds = 0;
    const double before = cpu_seconds();
    const auto done = static_cast<double>(solve(instance, trial).iterations);
    const double rate = done / (cpu_seconds() - before);  // Of all searches, for one core.
    orders.iterations = static_cast<std::int64_t>(rate * orders.seconds);
    orders.seconds = 0;
}

double bound_of(const Instance& instance, const Words& words, std::int64_t known) {
    BoundOrders orders;
    orders.known = known;
    orders.is_polite = false;
    orders.seconds = words.number("bound", 3);
    if (words.text("by") == "cpu") {
        const double until = cpu_seconds() + 2 * orders.seconds;
        orders.seconds = 1e9;
        orders.is_cancelled = [until] { return cpu_seconds() >= until; };
    }
    return upper_bound(instance, orders);
}

void write_plan(const Instance& instance, const Solution& solution, const std::string& path) {
    if (path.empty()) return;
    const schedule_files::PlanFile file{.plan = solution.plan,
                                        .unplaced = {},
                                        .score = solution.score,
                                        .upper_bound = solution.upper_bound,
                                        .gap_percent = solution.gap_percent,
                                        .seconds = solution.seconds,
                                        .seed = 0};
    std::ofstream(path, std::ios::binary) << schedule_files::written(instance, file, nullptr);
}

int solve_one(const Instance& instance, const Words& words) {
    Orders orders = orders_of(words);
    if (words.text("by") == "cpu") count_steps_instead(instance, orders);
    const double cpu = cpu_seconds(), wall = wall_seconds();
    Solution solution = solve(instance, orders);
    const double search_cpu = cpu_seconds() - cpu, search_wall = wall_seconds() - wall;
    const double breaks = static_cast<double>(solution.score.break_values);
    double bound = 0;
    if (words.number("bound", 3) > 0) {
        bound = bound_of(instance, words, solution.score.total());
        solution.upper_bound = bound;
        bound -= breaks;
    }
    write_plan(instance, solution, words.text("out"));
    fmt::print(
        "{{\"net\": {}, \"bound\": {}, \"placed\": {}, \"breaks\": {}, \"breaks_wanted\": {}, "
        "\"first_ms\": {:.1f}, \"steps\": {}, \"cpu\": {:.1f}, \"wall\": {:.1f}, "
        "\"bound_cpu\": {:.1f}}}\n",
        solution.score.net_of_breaks(), bound, solution.score.placed, solution.score.breaks,
        solution.score.breaks_wanted, solution.first_seconds * 1000, solution.iterations,
        search_cpu, search_wall, cpu_seconds() - cpu - search_cpu);
    return 0;
}

int judge_all(const Instance& instance) {
    std::string line;
    for (int c = std::getchar(); c != EOF; c = std::getchar()) {
        if (c != '\n') {
            line += static_cast<char>(c);
            continue;
        }
        const auto plan = schedule_files::read_plan(instance, line);
        const Verdict verdict = plan ? check(instance, *plan) : Verdict{.violations = {{}}};
        fmt::print("{}\n", verdict.is_valid() ? fmt::format("valid {}", verdict.score.objective())
                                              : std::string("invalid"));
        line.clear();
    }
    return 0;
}

Solution solved(const Instance& instance, Orders orders, const Words& words) {
    if (words.text("by") == "cpu") count_steps_instead(instance, orders);
    return solve(instance, orders);
}

// A plan of 20 seconds, one coach away for the week: mended in one second, and made anew in 20.
int mend(const Instance& instance, const Words& words) {
    Orders orders = orders_of(words);
    const Solution told = solved(instance, orders, words);
    const Absence absence{.coach = static_cast<int>(words.number("coach", 0)), .days = {}};
    const auto weight = static_cast<std::int64_t>(words.number("weight", 20));
    const Instance changed = with_absence(instance, told.plan, absence, weight);
    Orders mending = orders;
    mending.seconds = 1;
    mending.start = told.plan;
    const bool is_by_cpu = words.text("by") == "cpu";
    if (is_by_cpu) count_steps_instead(changed, mending);
    const double before = wall_seconds(), cpu = cpu_seconds();
    const Solution mended = solve(changed, mending);
    const double seconds = wall_seconds() - before, cpu_used = cpu_seconds() - cpu;
    Instance free = changed;  // Made anew, without a thought for what was told.
    free.current.clear();
    const Solution anew = solved(free, orders, words);
    write_plan(changed, mended, words.text("out"));
    int told_visits = 0;
    for (const Visit& visit : changed.current) {
        const auto task = static_cast<std::size_t>(visit.task);
        told_visits += instance.tasks[task].kind != Kind::rest ? 1 : 0;
    }
    fmt::print(
        "{{\"seconds\": {:.2f}, \"cpu\": {:.2f}, \"mended\": {}, \"anew\": {}, "
        "\"moved\": {}, \"unaffected\": {}}}\n",
        seconds, cpu_used, mended.score.net_of_breaks(), anew.score.net_of_breaks(),
        mended.score.moved, told_visits);
    return 0;
}

// Whether the changed instance has a valid plan with the task in it that loses nothing: solved here
// with the task made worth more than all others together, beginning with the plan.
bool holds(const Instance& changed, const Plan& plan, int task) {
    Instance wanted = changed;
    std::int64_t all = 1;
    for (const Task& one : wanted.tasks) all += std::max<std::int64_t>(one.value, 0);
    wanted.tasks[static_cast<std::size_t>(task)].value += all;
    Orders orders;
    orders.seconds = 0;
    orders.iterations = 3000;
    orders.seed = 99;
    orders.is_polite = false;
    orders.start = plan;
    const Solution after = solve(wanted, orders);
    const bool is_placed = std::any_of(after.plan.visits.begin(), after.plan.visits.end(),
                                       [&](const Visit& visit) { return visit.task == task; });
    // What the change itself takes away (tasks that stood in its place) is no loss.
    Plan kept = plan;
    std::erase_if(kept.visits, [&](const Visit& visit) {
        return changed.tasks[static_cast<std::size_t>(visit.task)].options.empty();
    });
    return is_placed && check(changed, after.plan).is_valid() &&
           score_of(changed, after.plan).total() >= score_of(changed, kept).total();
}

int explain_all(const Instance& instance, const Words& words) {
    const Orders orders = orders_of(words);
    const Solution solution = solve(instance, orders);
    ExplainOrders explaining;
    const auto most = static_cast<int>(words.number("most", 1e9));
    std::map<std::string, int> causes, remedies;
    int count = 0, confirmed = 0, held = 0;
    const double before = cpu_seconds();
    std::vector<bool> is_placed(instance.tasks.size(), false);
    for (const Visit& visit : solution.plan.visits) {
        is_placed[static_cast<std::size_t>(visit.task)] = true;
    }
    for (int task = 0; task < static_cast<int>(instance.tasks.size()) && count < most; ++task) {
        const auto at = static_cast<std::size_t>(task);
        if (is_placed[at] || instance.tasks[at].kind == Kind::rest) continue;
        const Reason reason = explain_task(instance, solution.plan, task, explaining);
        ++count;
        ++causes[std::string(code(reason.cause))];
        ++remedies[std::string(code(reason.remedy))];
        confirmed += reason.is_confirmed ? 1 : 0;
        const bool is_true =
            holds(without_cause(instance, solution.plan, reason), solution.plan, task);
        held += is_true ? 1 : 0;
        if (is_true) continue;
        fmt::print(stderr, "{}: {}", instance.tasks[at].id, code(reason.cause));
        for (const Cause also : reason.also) fmt::print(stderr, " + {}", code(also));
        fmt::print(stderr, "{}\n", reason.is_confirmed ? "" : ", not confirmed by the product");
    }
    std::string said;
    for (const auto& [cause, times] : causes) said += fmt::format(" {} {}", cause, times);
    said += ";";
    for (const auto& [remedy, times] : remedies) said += fmt::format(" {} {}", remedy, times);
    fmt::print(
        "{{\"tasks\": {}, \"confirmed\": {}, \"held\": {}, \"cpu\": {:.1f}, "
        "\"said\": \"{}\"}}\n",
        count, confirmed, held, cpu_seconds() - before, said);
    return 0;
}

int measure_size(const Instance& instance, const Words& words) {
    Orders orders = orders_of(words);
    const auto tasks = static_cast<double>(instance.tasks.size());
    orders.seconds = 0;
    orders.iterations = static_cast<std::int64_t>(words.number("steps", 100) * tasks / 2);
    const double before = cpu_seconds();
    const Solution solution = solve(instance, orders);
    const double search = cpu_seconds() - before;
    BoundOrders proof;
    proof.is_polite = false;
    proof.known = solution.score.total();
    int looks = 0;  // As many for every size.
    proof.seconds = 1e9;
    proof.is_cancelled = [&] { return ++looks > 30; };
    upper_bound(instance, proof);
    write_plan(instance, solution, words.text("out"));
    fmt::print(
        "{{\"tasks\": {}, \"placed\": {}, \"first_ms\": {:.0f}, \"search\": {:.2f}, "
        "\"proof\": {:.2f}, \"peak\": {:.0f}}}\n",
        instance.tasks.size(), solution.plan.visits.size(), solution.first_seconds * 1000, search,
        cpu_seconds() - before - search, peak_megabytes());
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (count < 3) return 2;
    std::ifstream in(words[2], std::ios::binary);
    const auto instance =
        schedule_files::read_instance(std::string(std::istreambuf_iterator<char>(in), {}));
    if (!instance) return 1;
    const std::string word = words[1];
    const Words named(count, words);
    if (word == "solve") return solve_one(*instance, named);
    if (word == "judge") return judge_all(*instance);
    if (word == "absence") return mend(*instance, named);
    if (word == "explain") return explain_all(*instance, named);
    if (word == "size") return measure_size(*instance, named);
    return 2;
}
