// `rapport schedule …`: plans made, judged and explained from files, without a database.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>

#include "cli/cli.hpp"
#include "kernel/locale/words.hpp"
#include "schedule/files/files.hpp"
#include "schedule/files/wording.hpp"

namespace rapport::cli {

namespace {

using namespace solver;

locale::Speech speech() {
    constexpr auto language = locale::Language::english;
    return {language, locale::default_words(language), Zone::utc(), Instant{}};
}

std::optional<std::string> text_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

// What the file holds, or nothing and the reason on stderr.
template <class Read>
auto read_or_refuse(const std::string& path, Read&& read)
    -> std::optional<typename decltype(read(std::string_view()))::value_type> {
    const auto text = text_of(path);
    if (!text) {
        refuse(fmt::format("cannot read {}", path));
        return std::nullopt;
    }
    auto result = read(*text);
    if (!result) {
        const Refusal& refusal = result.refusal();
        refuse(path + ": " + speech().say(refusal.key, refusal.with));
        return std::nullopt;
    }
    return std::move(*result);
}

std::optional<Instance> instance_of(const std::string& path) {
    return read_or_refuse(path, schedule_files::read_instance);
}

std::optional<Plan> plan_of(const Instance& instance, const std::string& path) {
    return read_or_refuse(
        path, [&](std::string_view text) { return schedule_files::read_plan(instance, text); });
}

// One line that is written over until the work is done; nothing when nobody watches.
void show(const Progress& progress) {
    constexpr int width = 24;
    const double gap = progress.gap_percent.value_or(100);
    const int filled = static_cast<int>(width * std::max(0.0, 1 - gap / 10));
    const std::string bar = std::string(static_cast<std::size_t>(filled), '#') +
                            std::string(static_cast<std::size_t>(width - filled), '.');
    const std::string closeness = progress.gap_percent
                                      ? fmt::format("[{}] at most {:.2f} % from the best", bar, gap)
                                      : std::string("searching");
    fmt::print(stderr, "\r{:6.1f} s  value {}  {}   ", progress.seconds, progress.net_of_breaks,
               closeness);
    std::fflush(stderr);
}

Orders orders_of(const ScheduleOrder& order) {
    Orders orders;
    orders.seed = order.seed;
    orders.seconds = order.iterations > 0 ? 0 : order.seconds;
    orders.iterations = order.iterations;
    orders.bound_seconds = order.bound_seconds < 0 ? order.seconds : order.bound_seconds;
    orders.threads = order.threads;
    orders.is_polite = false;
    if (order.shows_progress) orders.on_progress = show;
    return orders;
}

std::string summary(const Instance& instance, const Score& score,
                    const std::optional<double>& bound, const std::optional<double>& gap) {
    std::string line = fmt::format(
        "{}: value {} net of breaks, {} of {} placed, {} reached, {} min on the road, {} of {} "
        "cycles whole",
        instance.name, score.net_of_breaks(), score.placed, score.tasks, score.reached,
        score.travel_minutes, score.cycles_whole, instance.cycles.size());
    if (score.breaks < score.breaks_wanted) {
        line += fmt::format(", {} breaks dropped", score.breaks_wanted - score.breaks);
    }
    if (!instance.current.empty()) line += fmt::format(", {} moved", score.moved);
    if (gap) {
        line += fmt::format("; at most {:.2f} % from the best (bound {:.0f})", *gap, *bound);
    }
    return line;
}

std::vector<Reason> reasons_for(const Instance& instance, const Plan& plan,
                                const ScheduleOrder& order) {
    ExplainOrders explaining;
    explaining.seed = order.seed;
    explaining.seconds = order.explain_seconds;
    if (order.task.empty()) return explain(instance, plan, explaining);
    for (std::size_t i = 0; i < instance.tasks.size(); ++i) {
        if (instance.tasks[i].id != order.task) continue;
        return {explain_task(instance, plan, static_cast<int>(i), explaining)};
    }
    return {};
}

void print_reasons(const Instance& instance, const std::vector<Reason>& reasons) {
    const locale::Speech says = speech();
    const auto names = schedule_files::names_of(instance, says);
    for (const Reason& reason : reasons) {
        fmt::print("{}\n", schedule_files::why(reason, names, says));
        const std::string help = schedule_files::what_helps(reason, names, says);
        if (!help.empty()) fmt::print("    {}\n", help);
    }
}

int write_plan(const Instance& instance, const schedule_files::PlanFile& file,
               const std::string& path) {
    const locale::Speech says = speech();
    const auto names = schedule_files::names_of(instance, says);
    const std::string text = schedule_files::written(instance, file, [&](const Reason& reason) {
        return schedule_files::why(reason, names, says);
    });
    std::ofstream out(path, std::ios::binary);
    out << text << '\n';
    return out ? 0 : refuse(fmt::format("cannot write {}", path));
}

void print_outlook(const char* when, const Instance& instance, const Outlook& outlook) {
    fmt::print("{}: {}\n", when, summary(instance, outlook.score, std::nullopt, std::nullopt));
}

int index_of_coach(const Instance& instance, const std::string& id) {
    for (std::size_t i = 0; i < instance.coaches.size(); ++i) {
        if (instance.coaches[i].id == id) return static_cast<int>(i);
    }
    return none;
}

int index_of_site(const Instance& instance, const std::string& id) {
    for (std::size_t i = 0; i < instance.sites.size(); ++i) {
        if (instance.sites[i] == id) return static_cast<int>(i);
    }
    return none;
}

std::optional<Supposition> supposition_of(const Instance& instance, const ScheduleOrder& order) {
    Supposition found;
    found.minutes = order.minutes;
    found.coach = index_of_coach(instance, order.coach);
    found.site = index_of_site(instance, order.site);
    if (order.change == "wider") {
        found.change = Change::wider_periods;
        return found;
    }
    if (found.coach == none) return std::nullopt;
    if (order.change == "away") found.change = Change::coach_away;
    if (order.change == "more") found.change = Change::coach_more;
    if (order.change == "capacity") found.change = Change::more_capacity;
    if (order.change == "home") {
        found.change = Change::another_home;
        if (found.site == none) return std::nullopt;
    }
    return found;
}

}  // namespace

int schedule_solve(const ScheduleOrder& order) {
    const auto instance = instance_of(order.instance);
    if (!instance) return 1;
    Orders orders = orders_of(order);
    if (!order.plan.empty()) {
        orders.start = plan_of(*instance, order.plan);
        if (!orders.start) return 1;
        if (!check(*instance, *orders.start).is_valid()) {
            return refuse("the plan to begin with is not valid; see rapport schedule check");
        }
    }
    const Solution solution = solve(*instance, orders);
    if (order.shows_progress) fmt::print(stderr, "\n");
    schedule_files::PlanFile file{.plan = solution.plan,
                                  .unplaced = {},
                                  .score = solution.score,
                                  .upper_bound = solution.upper_bound,
                                  .gap_percent = solution.gap_percent,
                                  .seconds = solution.seconds,
                                  .seed = order.seed};
    if (order.explains) file.unplaced = reasons_for(*instance, solution.plan, order);
    fmt::print("{}\n",
               summary(*instance, solution.score, solution.upper_bound, solution.gap_percent));
    fmt::print("first plan after {:.0f} ms, {} steps, {:.1f} s\n", solution.first_seconds * 1000,
               solution.iterations, solution.seconds);
    return order.out.empty() ? 0 : write_plan(*instance, file, order.out);
}

int schedule_check(const ScheduleOrder& order) {
    const auto instance = instance_of(order.instance);
    if (!instance) return 1;
    const auto plan = plan_of(*instance, order.plan);
    if (!plan) return 1;
    const Verdict verdict = check(*instance, *plan);
    const locale::Speech says = speech();
    const auto names = schedule_files::names_of(*instance, says);
    for (const Violation& violation : verdict.violations) {
        fmt::print(stderr, "{}\n", schedule_files::what_is_wrong(violation, names, says));
    }
    if (!verdict.is_valid()) return 1;
    fmt::print("valid, objective {}\n{}\n", verdict.score.objective(),
               summary(*instance, verdict.score, std::nullopt, std::nullopt));
    return 0;
}

int schedule_explain(const ScheduleOrder& order) {
    const auto instance = instance_of(order.instance);
    if (!instance) return 1;
    const auto plan = plan_of(*instance, order.plan);
    if (!plan) return 1;
    if (!check(*instance, *plan).is_valid()) {
        return refuse("that plan is not valid; see rapport schedule check");
    }
    const auto reasons = reasons_for(*instance, *plan, order);
    print_reasons(*instance, reasons);
    if (order.out.empty()) return 0;
    const schedule_files::PlanFile file{.plan = *plan,
                                        .unplaced = reasons,
                                        .score = score_of(*instance, *plan),
                                        .upper_bound = std::nullopt,
                                        .gap_percent = std::nullopt,
                                        .seconds = 0,
                                        .seed = order.seed};
    return write_plan(*instance, file, order.out);
}

int schedule_what_if(const ScheduleOrder& order) {
    const auto instance = instance_of(order.instance);
    if (!instance) return 1;
    const auto supposition = supposition_of(*instance, order);
    if (!supposition) return refuse("name a coach and, for a home, a site of that file");
    Orders orders = orders_of(order);
    orders.bound_seconds = std::max(order.bound_seconds, 0.0);
    const WhatIf found = what_if(*instance, *supposition, orders);
    if (order.shows_progress) fmt::print(stderr, "\n");
    print_outlook("before", *instance, found.before);
    print_outlook("after", *instance, found.after);
    return 0;
}

}  // namespace rapport::cli
