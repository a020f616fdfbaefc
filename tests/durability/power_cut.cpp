// T-01 and T-03: a program at work loses its power, or its life, at a random moment; what it had
// answered must be there afterwards.
//   power_cut power|kill CYCLES SEED -- WRITER… -- CHECKER…
// The writer prints a line for each answered act; {folder} and {cycle} stand for where and when.
// The checker reads all the lines of all cycles and ends with 0 if every one is there.
// With `power` the folder is an ext4 of its own in a file: the file system is told to stop without
// flushing anything, as when the power fails, and is mounted again. That needs root; without it
// the program prints SKIP and ends with 77. Otherwise 0 if every cycle was good, 1 if one was not.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <filesystem>

#include "kernel/id/random.hpp"
#include "tests/durability/process.hpp"

namespace rapport::durability {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr unsigned long shut_down = 0x8004587d;  // EXT4_IOC_SHUTDOWN and its like.
constexpr std::uint32_t without_flush = 2;
constexpr int skipped = 77;

struct Skip {
    std::string why;
};

enum class How { power, kill };

struct Plan {
    How how = How::power;
    int cycles = 0;
    std::uint64_t seed = 0;
    Words writer = {};
    Words checker = {};
};

// The disk under test: a folder, on an ext4 of its own where the power is cut.
class Ground {
  public:
    explicit Ground(How how)
        : how_(how), base_(fs::temp_directory_path() / fmt::format("rapport_cut_{}", getpid())) {
        fs::create_directory(base_);
        fs::create_directory(folder());
        if (how_ == How::kill) return;
        // A mount of our own name space: nobody else sees it, and it goes when we go.
        if (geteuid() != 0) throw Skip{"only root can mount a file system"};
        if (unshare(CLONE_NEWNS) != 0 ||
            mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
            throw Skip{"no mount name space of our own"};
        }
        format();
    }
    ~Ground() {
        take_off();
        fs::remove_all(base_);
    }
    Ground(const Ground&) = delete;
    Ground& operator=(const Ground&) = delete;

    std::string folder() const { return (base_ / "disk").string(); }

    void begin_anew() {
        take_off();
        if (how_ == How::power) return format();
        fs::remove_all(folder());
        fs::create_directory(folder());
    }
    void put_on() {
        if (how_ == How::kill || is_on_) return;
        if (run({"mount", "-o", "loop", image(), folder()}) != 0) throw Skip{"no loop mount here"};
        is_on_ = true;
    }
    void take_off() {
        for (int tries = 0; is_on_ && tries < 100; ++tries) {
            if (umount(folder().c_str()) == 0) is_on_ = false;
            if (is_on_) poll(nullptr, 0, 20);
        }
        if (is_on_) fmt::print("the disk cannot be taken off: {}\n", std::strerror(errno));
    }
    void cut() {
        if (how_ == How::kill) return;
        const int root = open(folder().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        std::uint32_t flags = without_flush;
        const bool is_cut = root >= 0 && ioctl(root, shut_down, &flags) == 0;
        if (root >= 0) close(root);
        if (!is_cut) throw Skip{"the file system cannot be stopped"};
    }

  private:
    std::string image() const { return (base_ / "image").string(); }
    void format() {
        const int file = open(image().c_str(), O_CREAT | O_RDWR | O_TRUNC | O_CLOEXEC, 0600);
        const bool is_long = file >= 0 && ftruncate(file, 400 << 20) == 0;
        if (file >= 0) close(file);
        if (!is_long || run({"mkfs.ext4", "-q", "-F", image()}) != 0) throw Skip{"no mkfs.ext4"};
    }
    const How how_;
    const fs::path base_;
    bool is_on_ = false;
};

Words filled(const Words& words, const std::string& folder, int cycle) {
    Words out = words;
    for (std::string& word : out) {
        if (word == "{folder}") word = folder;
        if (word == "{cycle}") word = fmt::format("c{}", cycle);
    }
    return out;
}

struct Tally {
    std::int64_t answered = 0;
    int bad = 0;
};

// One life of the writer. Adds to what was answered; true if all of that is still there.
bool live_once(Ground& ground, const Plan& plan, int cycle, Random& dice, std::string& answered,
               Tally& tally) {
    ground.put_on();
    {
        Process writer(filled(plan.writer, ground.folder(), cycle));
        if (!writer.listen_for_first(30s)) throw Skip{"the writer did not begin"};
        const auto after = std::chrono::milliseconds(50 + dice.number() % 750);
        writer.listen_until(std::chrono::steady_clock::now() + after);
        // What is said once the power is going counts for nothing: the machine that says it is no
        // longer there. (A sync that races with the stop of the file system may return well.)
        if (plan.how == How::kill) writer.kill_all();
        const std::size_t said = writer.lines().size();
        ground.cut();
        writer.kill_all();
        for (std::size_t i = 0; i < said; ++i) answered += writer.lines()[i] + "\n";
        tally.answered += static_cast<std::int64_t>(said);
    }
    ground.take_off();
    ground.put_on();
    const int code = run(filled(plan.checker, ground.folder(), cycle), answered);
    return code == 0;
}

int run_plan(const Plan& plan) {
    SeededRandom dice(plan.seed);
    Ground ground(plan.how);
    Tally tally;
    std::string answered;
    for (int cycle = 0; cycle < plan.cycles; ++cycle) {
        if (live_once(ground, plan, cycle, dice, answered, tally)) continue;
        fmt::print("bad: cycle {}, the line above says why\n", cycle);
        ++tally.bad;
        answered.clear();
        ground.begin_anew();
    }
    fmt::print("{}: {} cycles, {} acts answered, {} bad cycles; seed {}\n",
               plan.how == How::power ? "power cut" : "kill -9", plan.cycles, tally.answered,
               tally.bad, plan.seed);
    return tally.bad == 0 ? 0 : 1;
}

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
        return run_plan(plan);
    } catch (const Skip& skip) {
        fmt::print("SKIP power cut: {}\n", skip.why);
        return skipped;
    }
}
