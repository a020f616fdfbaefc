// T-01 and T-03: a program at work loses its power, or its life, at a random moment; what it had
// answered must be there afterwards.
//   power_cut power|kill CYCLES SEED -- WRITER… -- CHECKER…
// The writer first looks whether what was answered in earlier cycles is there, then prints a line
// for each answered act; the checker only looks. {folder}, {cycle} and {answered} stand for the
// disk, the number of the cycle and a file, elsewhere, with all the lines so far.
// With `power` the folder is an ext4 of its own in a file: the file system is told to stop without
// flushing anything, as when the power fails, and is mounted again. That needs root; without it
// the program prints SKIP and ends with 77. Otherwise 0 if every cycle was good, 1 if one was not.
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "kernel/id/random.hpp"
#include "tests/durability/ground.hpp"
#include "tests/durability/process.hpp"

namespace rapport::durability {
namespace {

using namespace std::chrono_literals;

struct Plan {
    How how = How::power;
    int cycles = 0;
    std::uint64_t seed = 0;
    Words writer = {};
    Words checker = {};
};

Words filled(const Words& words, const std::string& hole, const std::string& with) {
    Words out = words;
    for (std::string& word : out) {
        if (word == hole) word = with;
    }
    return out;
}

// A disk, what was answered on it, and the lives of programs that work there.
class Trial {
  public:
    explicit Trial(const Plan& plan) : plan_(plan), dice_(plan.seed), ground_(plan.how) {}

    int run_all() {
        for (; cycle_ < plan_.cycles; ++cycle_) {
            if (!live_once()) begin_anew();
        }
        if (!is_good()) ++bad_;
        fmt::print("{}: {} cycles, {} acts answered, {} bad cycles; seed {}\n",
                   plan_.how == How::power ? "power cut" : "kill -9", plan_.cycles, count_, bad_,
                   plan_.seed);
        return bad_ == 0 ? 0 : 1;
    }

  private:
    Words filled_all(const Words& words) const {
        return filled(filled(filled(words, "{folder}", ground_.folder()), "{answered}", answered()),
                      "{cycle}", fmt::format("{}", cycle_));
    }
    std::string answered() const { return (notes_.path() / "answered").string(); }

    // False if the writer found that something is not as it was left.
    bool live_once() {
        ground_.put_on();
        {
            Process writer(filled_all(plan_.writer));
            if (!writer.listen_for_first(30s)) return false;
            const auto after = std::chrono::milliseconds(50 + dice_.number() % 750);
            if (!writer.listen_until(std::chrono::steady_clock::now() + after)) {
                fmt::print("the writer ended by itself in cycle {}\n", cycle_);
                ++bad_;
            }
            // What is said once the power is going counts for nothing: the machine that says it is
            // no longer there. sync_race shows why: a sync that is under way while this file system
            // is stopped may return well and have kept nothing.
            if (plan_.how == How::kill) writer.kill_all();
            const std::size_t said = writer.lines().size();
            ground_.cut();
            writer.kill_all();
            note(writer.lines(), said);
        }
        ground_.take_off();
        return true;
    }
    void note(const Words& lines, std::size_t said) {
        std::ofstream out(answered(), std::ios::app);
        for (std::size_t i = 0; i < said; ++i) out << lines[i] << '\n';
        count_ += static_cast<std::int64_t>(said);
    }
    bool is_good() {
        ground_.put_on();
        return run(filled_all(plan_.checker)) == 0;
    }
    // The checker says once more what is wrong, then the next cycle begins on an empty disk.
    void begin_anew() {
        if (is_good()) throw Skip{"the writer did not begin"};
        ++bad_;
        ground_.begin_anew();
        std::filesystem::remove(answered());
    }

    const Plan& plan_;
    SeededRandom dice_;
    Scratch notes_{How::kill, "cut_notes"};
    Ground ground_;
    int cycle_ = 0, bad_ = 0;
    std::int64_t count_ = 0;
};

template <class Number>
bool parse(const char* word, Number& number) {
    const char* end = word + std::strlen(word);
    return std::from_chars(word, end, number).ptr == end;
}

bool parse_plan(int count, char** words, Plan& plan) {
    if (count < 8) return false;
    const std::string how = words[1];
    plan.how = how == "power" ? How::power : How::kill;
    if (how != "power" && how != "kill") return false;
    if (!parse(words[2], plan.cycles) || !parse(words[3], plan.seed)) return false;
    Words* into = nullptr;
    for (int i = 4; i < count; ++i) {
        const std::string word = words[i];
        if (word == "--") {
            into = into == nullptr ? &plan.writer : &plan.checker;
        } else if (into == nullptr) {
            return false;
        } else {
            into->push_back(word);
        }
    }
    return !plan.writer.empty() && !plan.checker.empty();
}

}  // namespace
}  // namespace rapport::durability

int main(int count, char** words) {
    using namespace rapport::durability;
    Plan plan;
    if (!parse_plan(count, words, plan)) {
        fmt::print(stderr, "power_cut power|kill CYCLES SEED -- WRITER... -- CHECKER...\n");
        return 2;
    }
    try {
        return Trial(plan).run_all();
    } catch (const Skip& skip) {
        fmt::print("SKIP power cut: {}\n", skip.why);
        return skipped;
    }
}
