// What does the kernel say while the power is being cut? Threads append records to plain files and
// sync each; the file system is stopped as power_cut stops it; then the disk is asked which of the
// records it has. No storage of ours is in this: what it shows is true of the cut itself.
//   sync_race CYCLES [SEED]
// Prints how many syncs returned well before the stop was begun and while or after it was under
// way, and how many records of each are missing. Ends with 0 if none of the first kind is: then
// "answered before the cut" is the rule to hold storage to. 77 without root.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <thread>
#include <vector>

#include "kernel/id/random.hpp"
#include "tests/durability/ground.hpp"

namespace rapport::durability {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int writers = 4;
constexpr std::size_t record_size = 4096;

struct Synced {
    std::uint64_t number = 0;
    Clock::time_point asked, told;
};

std::array<std::uint64_t, record_size / 8> record_of(std::uint64_t number) {
    std::array<std::uint64_t, record_size / 8> record;
    record.fill(number);
    return record;
}

std::string name_of(const std::string& folder, int writer) {
    return fmt::format("{}/log{}", folder, writer);
}

// Appends and syncs until something fails, as it must once the file system has stopped.
std::vector<Synced> append(const std::string& name) {
    std::vector<Synced> good;
    const int file = open(name.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    for (std::uint64_t number = 1; file >= 0; ++number) {
        const auto record = record_of(number);
        if (write(file, record.data(), record_size) != static_cast<ssize_t>(record_size)) break;
        const auto asked = Clock::now();
        if (fdatasync(file) != 0) break;
        good.push_back({number, asked, Clock::now()});
    }
    if (file >= 0) close(file);
    return good;
}

bool is_there(int file, std::uint64_t number) {
    std::array<std::uint64_t, record_size / 8> found = {};
    const auto at = static_cast<off_t>((number - 1) * record_size);
    return pread(file, found.data(), record_size, at) == static_cast<ssize_t>(record_size) &&
           found == record_of(number);
}

struct Count {
    std::int64_t all = 0, missing = 0;
    void add(bool is_missing) {
        ++all;
        missing += is_missing ? 1 : 0;
    }
};

struct Tally {
    Count before, under_way, asked_after;
};

void cut_once(Ground& ground, Random& dice, Tally& tally) {
    ground.begin_anew();
    ground.put_on();
    std::array<std::vector<Synced>, writers> said;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        auto& mine = said[static_cast<std::size_t>(writer)];
        threads.emplace_back(
            [&mine, name = name_of(ground.folder(), writer)] { mine = append(name); });
    }
    poll(nullptr, 0, static_cast<int>(30 + dice.number() % 200));
    const auto begun = Clock::now();
    ground.cut();
    const auto done = Clock::now();
    for (auto& thread : threads) thread.join();
    ground.take_off();
    ground.put_on();
    for (int writer = 0; writer < writers; ++writer) {
        const int file = open(name_of(ground.folder(), writer).c_str(), O_RDONLY | O_CLOEXEC);
        for (const Synced& synced : said[static_cast<std::size_t>(writer)]) {
            const bool is_missing = !is_there(file, synced.number);
            if (synced.told < begun) {
                tally.before.add(is_missing);
            } else if (synced.asked < done) {
                tally.under_way.add(is_missing);
            } else {
                tally.asked_after.add(is_missing);
            }
        }
        if (file >= 0) close(file);
    }
}

int run_cycles(int cycles, std::uint64_t seed) {
    SeededRandom dice(seed);
    Ground ground(How::power);
    Tally tally;
    for (int cycle = 0; cycle < cycles; ++cycle) cut_once(ground, dice, tally);
    fmt::print(
        "syncs that returned well, plain files, {} cuts: before the cut {}, {} of them missing; "
        "while it was under way {}, {} missing; asked for after it {}, {} missing; seed {}\n",
        cycles, tally.before.all, tally.before.missing, tally.under_way.all,
        tally.under_way.missing, tally.asked_after.all, tally.asked_after.missing, seed);
    return tally.before.missing == 0 ? 0 : 1;
}

}  // namespace
}  // namespace rapport::durability

int main(int count, char** words) {
    using namespace rapport::durability;
    int cycles = 0;
    std::uint64_t seed = 1;
    const auto parse = [](const char* word, auto& number) {
        const char* end = word + std::strlen(word);
        return std::from_chars(word, end, number).ptr == end;
    };
    if (count < 2 || !parse(words[1], cycles) || (count > 2 && !parse(words[2], seed))) {
        fmt::print(stderr, "sync_race CYCLES [SEED]\n");
        return 2;
    }
    try {
        return run_cycles(cycles, seed);
    } catch (const Skip& skip) {
        fmt::print("SKIP sync race: {}\n", skip.why);
        return skipped;
    }
}
