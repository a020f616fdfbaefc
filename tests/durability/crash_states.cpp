// T-02: what could the disk hold if the power failed here? Every byte that storage sends to the
// disk is recorded; at every step the files are rebuilt as a disk might have kept them (none, all
// or some of what was not yet synced, torn at 512 bytes), opened by the product's own storage, and
// judged: nothing answered is lost, nothing is there by half.
//   crash_states full|normal|off STATES [SEED] [THREADS]
// Prints one line. Ends with 0 if no state was bad, 1 if one was, 2 on wrong usage.
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <thread>

#include "tests/durability/workload.hpp"
#include "tests/support/shim_vfs.hpp"

namespace rapport::durability {
namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t sector = 512;
constexpr int disks_a_step = 6;

struct Step {
    enum class Kind { write, truncate, sync, erase, answer } kind;
    std::string name;  // Of the file; of the act that was answered.
    std::int64_t offset = 0;
    Bytes bytes = {};
};

// Everything that happened, in order. Acts are noted after they were answered.
class Tape final : public test::Disk {
  public:
    int on_write(const std::string& path, std::span<const std::uint8_t> bytes,
                 std::int64_t offset) override {
        return note({Step::Kind::write, path, offset, Bytes(bytes.begin(), bytes.end())});
    }
    int on_sync(const std::string& path) override { return note({Step::Kind::sync, path}); }
    int on_truncate(const std::string& path, std::int64_t size) override {
        return note({Step::Kind::truncate, path, size});
    }
    int on_delete(const std::string& path) override { return note({Step::Kind::erase, path}); }
    void answer(const std::string& act) { note({Step::Kind::answer, act}); }
    std::size_t length() {
        const std::lock_guard lock(mutex_);
        return steps_.size();
    }
    const std::vector<Step>& steps() const { return steps_; }

  private:
    int note(Step step) {
        step.name = fs::path(step.name).filename().string();
        const std::lock_guard lock(mutex_);
        steps_.push_back(std::move(step));
        return 0;
    }
    std::mutex mutex_;
    std::vector<Step> steps_;
};

// One file: what is surely on the disk, and what was sent since.
struct File {
    std::optional<Bytes> durable;
    std::vector<const Step*> pending;
};

void put(Bytes& content, std::size_t offset, const std::uint8_t* bytes, std::size_t size) {
    if (content.size() < offset + size) content.resize(offset + size);
    std::memcpy(content.data() + offset, bytes, size);
}

void apply(std::optional<Bytes>& content, const Step& step) {
    if (step.kind == Step::Kind::erase) {
        content.reset();
        return;
    }
    if (!content) content.emplace();
    if (step.kind == Step::Kind::truncate) content->resize(static_cast<std::size_t>(step.offset));
    if (step.kind == Step::Kind::write) {
        put(*content, static_cast<std::size_t>(step.offset), step.bytes.data(), step.bytes.size());
    }
}

// A write of which only some sectors reached the platter.
void apply_torn(std::optional<Bytes>& content, const Step& step, Random& dice) {
    if (!content) content.emplace();
    const auto first = static_cast<std::size_t>(step.offset);
    const std::size_t end = first + step.bytes.size();
    for (std::size_t at = first; at < end;) {
        const std::size_t next = std::min(end, (at / sector + 1) * sector);
        if (dice.number() & 1) put(*content, at, step.bytes.data() + (at - first), next - at);
        at = next;
    }
}

enum class Kept { none, all, some };

class Disks {
  public:
    void take(const Step& step) {
        if (step.kind == Step::Kind::answer) {
            answered.push_back(step.name);
        } else if (step.kind == Step::Kind::sync) {
            sync(step.name);
        } else {
            files_[step.name].pending.push_back(&step);
        }
    }
    bool is_anything_pending() const {
        for (const auto& [name, file] : files_) {
            if (!file.pending.empty()) return true;
        }
        return false;
    }
    void write_out(const fs::path& folder, Kept kept, Random& dice) const {
        for (const auto& [name, file] : files_) {
            const auto content = kept_of(file, kept, dice);
            if (!content) continue;
            std::ofstream out(folder / name, std::ios::binary);
            out.write(reinterpret_cast<const char*>(content->data()),
                      static_cast<std::streamsize>(content->size()));
        }
    }
    std::vector<std::string> answered;

  private:
    // Syncing one file also makes earlier removals of names durable, as ext4 and xfs do it.
    void sync(const std::string& name) {
        for (auto& [other, file] : files_) {
            std::size_t sure = other == name ? file.pending.size() : 0;
            for (std::size_t i = sure; i < file.pending.size(); ++i) {
                if (file.pending[i]->kind == Step::Kind::erase) sure = i + 1;
            }
            for (std::size_t i = 0; i < sure; ++i) apply(file.durable, *file.pending[i]);
            file.pending.erase(file.pending.begin(),
                               file.pending.begin() + static_cast<std::ptrdiff_t>(sure));
        }
    }
    static std::optional<Bytes> kept_of(const File& file, Kept kept, Random& dice) {
        std::optional<Bytes> content = file.durable;
        const std::uint64_t odds = 1 + dice.number() % 7;  // Of eight.
        for (const Step* step : file.pending) {
            if (kept == Kept::none) break;
            const bool is_kept = kept == Kept::all || dice.number() % 8 < odds;
            // A name that is still there keeps what was written under it later from existing.
            if (!is_kept && step->kind == Step::Kind::erase) break;
            if (is_kept && kept == Kept::some && step->kind == Step::Kind::write &&
                dice.number() % 4 == 0) {
                apply_torn(content, *step, dice);
            } else if (is_kept) {
                apply(content, *step);
            }
        }
        return content;
    }
    std::map<std::string, File> files_;
};

fs::path scratch(const std::string& name) {
    const fs::path memory = "/dev/shm";
    const fs::path base = access(memory.c_str(), W_OK) == 0 ? memory : fs::temp_directory_path();
    const fs::path folder = base / ("rapport_crash_" + std::to_string(getpid()) + "_" + name);
    fs::remove_all(folder);
    fs::create_directory(folder);
    return folder;
}

// Three people at work until the tape is long enough, with the log folded and the database closed
// and opened now and then.
void record(Tape& tape, Sync sync, std::uint64_t seed, std::size_t steps) {
    const test::ShimVfs vfs(tape);
    const fs::path folder = scratch("tape");
    const std::string path = (folder / "bank.db").string();
    std::atomic<int> count = 0;
    for (int opening = 0; tape.length() < steps; ++opening) {
        Bank bank(path, sync, seed + static_cast<std::uint64_t>(opening));
        std::vector<std::thread> people;
        for (int person = 0; person < 3; ++person) {
            people.emplace_back([&] {
                for (int i = 0; i < 40; ++i) {
                    const std::string act = "act" + std::to_string(++count);
                    bank.act(act);
                    tape.answer(act);
                    if (count % 25 == 0) bank.fold_log();
                }
            });
        }
        for (auto& person : people) person.join();
    }
    fs::remove_all(folder);
}

struct Tally {
    std::atomic<std::int64_t> states = 0;
    std::atomic<std::int64_t> losing = 0;
    std::atomic<std::int64_t> damaged = 0;
    std::mutex mutex = {};
    std::string first_bad = {};

    void add(const Verdict& verdict, std::size_t step) {
        ++states;
        losing += verdict.lost > 0 ? 1 : 0;
        damaged += verdict.damage.empty() ? 0 : 1;
        if (verdict.is_good()) return;
        const std::lock_guard lock(mutex);
        if (first_bad.empty()) {
            first_bad =
                fmt::format("first at step {}: {} lost {}", step, verdict.lost, verdict.damage);
        }
    }
};

// One thread's share of the steps.
void explore(const Tape& tape, std::int64_t states_max, std::uint64_t seed, std::size_t mine,
             std::size_t threads, Tally& tally) {
    SeededRandom dice(seed * 1'000 + mine);
    const fs::path folder = scratch("disk" + std::to_string(mine));
    Disks disks;
    for (std::size_t i = 0; i < tape.steps().size() && tally.states < states_max; ++i) {
        const Step& step = tape.steps()[i];
        disks.take(step);
        const bool is_ours = i % threads == mine;
        if (!is_ours || step.kind == Step::Kind::answer) continue;
        const int count = disks.is_anything_pending() ? disks_a_step : 1;
        for (int disk = 0; disk < count; ++disk) {
            fs::remove_all(folder);
            fs::create_directory(folder);
            const Kept kept = disk == 0 ? Kept::none : disk == 1 ? Kept::all : Kept::some;
            disks.write_out(folder, kept, dice);
            tally.add(judge((folder / "bank.db").string(), Sync::off, disks.answered), i);
        }
    }
    fs::remove_all(folder);
}

int run(Sync sync, const char* word, std::int64_t states, std::uint64_t seed, std::size_t threads) {
    Tape tape;
    record(tape, sync, seed, static_cast<std::size_t>(states) / (disks_a_step - 1) + 200);
    Tally tally;
    std::vector<std::thread> explorers;
    for (std::size_t mine = 0; mine < threads; ++mine) {
        explorers.emplace_back([&, mine] { explore(tape, states, seed, mine, threads, tally); });
    }
    for (auto& explorer : explorers) explorer.join();
    fmt::print("crash states ({}): {} states, {} lose an answered act, {} damaged; seed {}\n", word,
               tally.states.load(), tally.losing.load(), tally.damaged.load(), seed);
    if (!tally.first_bad.empty()) fmt::print("  {}\n", tally.first_bad);
    return tally.losing == 0 && tally.damaged == 0 ? 0 : 1;
}

template <class Number>
bool parse(const char* word, Number& number) {
    const char* end = word + std::strlen(word);
    return std::from_chars(word, end, number).ptr == end;
}

}  // namespace
}  // namespace rapport::durability

int main(int count, char** words) {
    using namespace rapport::durability;
    Sync sync = Sync::full;
    std::int64_t states = 0;
    std::uint64_t seed = 1;
    std::size_t threads = 1;
    const bool is_understood = count >= 3 && parse_sync(words[1], sync) &&
                               parse(words[2], states) && (count < 4 || parse(words[3], seed)) &&
                               (count < 5 || parse(words[4], threads)) && threads > 0;
    if (!is_understood) {
        fmt::print(stderr, "crash_states full|normal|off STATES [SEED] [THREADS]\n");
        return 2;
    }
    return run(sync, words[1], states, seed, threads);
}
