// Something to lose: a coach's program that logs contacts over HTTP without end, and prints each
// once its answer has come. Before that it looks whether all that was ever answered is there.
//   coach_at_work work|check --folder FOLDER --rapport PROGRAM --answered FILE [--life N]
//                 [--postgres SCRIPT] [--preload LIBRARY] [--believe answered|sent]
// FILE has a line for each act that was answered in earlier lives. What was still under way in the
// life before is sent once more, with the same key: it must happen once. With --believe sent it
// prints what it has merely sent: a control, which must be caught.
// Ends with 0 if all is well, 1 if something is lost, doubled, damaged or there by half.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "tests/durability/house.hpp"

namespace rapport::durability {
namespace {

constexpr std::uint64_t lanes = 16;
constexpr std::uint64_t acts_max = 1'000'000;  // Of a lane in one life.

struct Settings {
    std::string verb, answered, believe = "answered";
    std::uint64_t life = 0;
    Plan plan;
};

// One act by its place: who, in which life, and the how manieth.
struct Act {
    std::uint64_t life = 0, lane = 0, number = 0;
    std::string step() const { return fmt::format("{}-{}-{}", life, lane, number); }
    std::uint64_t whole() const { return (life * lanes + lane) * acts_max + number; }
};

Act parsed(const std::string& step) {
    Act act;
    const char* end = step.data() + step.size();
    auto at = std::from_chars(step.data(), end, act.life).ptr;
    if (at < end) at = std::from_chars(at + 1, end, act.lane).ptr;
    if (at < end) std::from_chars(at + 1, end, act.number);
    return act;
}

// Straight to the descriptor: what was only buffered would count as never answered.
void say(const Act& act) {
    const std::string line = act.step() + "\n";
    if (write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
        _exit(1);
    }
}

bool is_all_there(const House& house, const std::vector<std::string>& steps,
                  const std::string& answered) {
    const std::set<std::string> there(steps.begin(), steps.end());
    std::int64_t lost = 0, count = 0;
    std::ifstream lines(answered);
    for (std::string line; std::getline(lines, line); ++count) lost += there.contains(line) ? 0 : 1;
    const auto doubled = static_cast<std::int64_t>(steps.size() - there.size());
    fmt::print(stderr, "{} answered, {} lost, {} doubled, ready in {} ms{}{}\n", count, lost,
               doubled, house.until_ready().count(),
               house.damage().empty() ? "" : ", damage: ", house.damage());
    return lost == 0 && doubled == 0 && house.damage().empty();
}

// The last act of each lane that arrived before the end came, and the one after it, which may or
// may not have been on its way.
std::vector<Act> under_way(const std::vector<std::string>& steps, std::uint64_t life) {
    std::vector<Act> last;
    for (std::uint64_t lane = 0; lane < lanes; ++lane) last.push_back({life, lane, 0});
    for (const std::string& step : steps) {
        const Act act = parsed(step);
        if (act.life != life || act.lane >= lanes) continue;
        auto& number = last[act.lane].number;
        number = std::max(number, act.number);
    }
    return last;
}

// False if the product refused what it must accept; anything else may be the end that comes.
bool send_again(const House& house, const std::vector<std::string>& steps, std::uint64_t life) {
    for (Act act : under_way(steps, life)) {
        for (int next = 0; next < 2; ++next, ++act.number) {
            const Answer answer = house.log(act.whole(), act.step());
            if (answer.status >= 400 && answer.status < 500) {
                fmt::print(stderr, "{}: {} {}\n", act.step(), answer.status, answer.body);
                return false;
            }
            if (answer.is_acknowledgement()) say(act);
        }
    }
    return true;
}

// Acts until nobody answers any more. What was not accepted now is sent again, with the same key.
void act_on(const House& house, Act act, bool is_sent_enough) {
    for (int status = 200; status != 0;) {
        if (is_sent_enough) say(act);
        const Answer answer = house.log(act.whole(), act.step());
        status = answer.status;
        if (!answer.is_acknowledgement()) continue;
        if (!is_sent_enough) say(act);
        ++act.number;
    }
}

void work(const House& house, const Settings& settings) {
    std::vector<std::thread> threads;
    for (std::uint64_t lane = 0; lane < lanes; ++lane) {
        threads.emplace_back([&house, &settings, lane] {
            act_on(house, {settings.life, lane, 0}, settings.believe == "sent");
        });
    }
    for (auto& thread : threads) thread.join();
}

int run_life(const Settings& settings) {
    const House house(settings.plan);
    const auto steps = house.steps();
    if (!is_all_there(house, steps, settings.answered)) return 1;
    if (settings.verb == "check") return 0;
    if (settings.life > 0 && !send_again(house, steps, settings.life - 1)) return 1;
    work(house, settings);
    return 0;
}

bool read_settings(int count, char** words, Settings& settings) {
    if (count < 2) return false;
    settings.verb = words[1];
    const std::map<std::string_view, std::string*> texts = {
        {"--folder", &settings.plan.folder},     {"--rapport", &settings.plan.rapport},
        {"--postgres", &settings.plan.postgres}, {"--preload", &settings.plan.preload},
        {"--answered", &settings.answered},      {"--believe", &settings.believe}};
    for (int i = 2; i + 1 < count; i += 2) {
        const std::string_view name = words[i], value = words[i + 1];
        if (const auto text = texts.find(name); text != texts.end()) {
            *text->second = value;
        } else if (name == "--life") {
            std::from_chars(value.data(), value.data() + value.size(), settings.life);
        } else {
            return false;
        }
    }
    settings.plan.log = settings.answered + ".log";
    return (settings.verb == "work" || settings.verb == "check") && !settings.plan.folder.empty() &&
           !settings.plan.rapport.empty() && !settings.answered.empty();
}

}  // namespace
}  // namespace rapport::durability

int main(int count, char** words) {
    using namespace rapport::durability;
    Settings settings;
    if (!read_settings(count, words, settings)) {
        fmt::print(stderr, "coach_at_work work|check --folder F --rapport P --answered F …\n");
        return 2;
    }
    try {
        return run_life(settings);
    } catch (const std::exception& fault) {
        fmt::print(stderr, "coach_at_work: {}\n", fault.what());
        return 1;
    }
}
