// Something to lose: writes acts into a database without end, and prints the id of each once it is
// durable; or checks that every id on its input is there and nothing is there by half.
//   bank_at_work write FOLDER full|normal|off NAME     ends with 0 on the first failing write
//   bank_at_work check FOLDER                          ends with 0 if all is well, 1 if not
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <thread>

#include "tests/durability/workload.hpp"

namespace rapport::durability {
namespace {

constexpr int writers = 8;

// Straight to the descriptor: an id that was only buffered would count as never answered.
bool say(const std::string& id) {
    const std::string line = id + "\n";
    return write(STDOUT_FILENO, line.data(), line.size()) == static_cast<ssize_t>(line.size());
}

int work(const std::string& path, Sync sync, const std::string& name) {
    Bank bank(path, sync, std::hash<std::string>{}(name));
    std::atomic<bool> is_over = false;
    std::vector<std::thread> people;
    for (int person = 0; person < writers; ++person) {
        people.emplace_back([&, person] {
            for (int i = 0; !is_over; ++i) {
                const std::string id = fmt::format("{}-{}-{}", name, person, i);
                try {
                    bank.act(id);
                } catch (const db::Fault&) {
                    is_over = true;  // The power is gone, or nobody knows: not answered.
                    return;
                }
                if (!say(id)) is_over = true;
            }
        });
    }
    for (auto& person : people) person.join();
    return 0;
}

int check(const std::string& path) {
    std::vector<std::string> answered;
    std::array<char, 256> line;
    while (std::fgets(line.data(), static_cast<int>(line.size()), stdin) != nullptr) {
        answered.emplace_back(line.data(), std::strcspn(line.data(), "\n"));
    }
    const Verdict verdict = judge(path, Sync::full, answered);
    fmt::print("{} answered, {} lost{}{}\n", answered.size(), verdict.lost,
               verdict.damage.empty() ? "" : ", damage: ", verdict.damage);
    return verdict.is_good() ? 0 : 1;
}

}  // namespace
}  // namespace rapport::durability

int main(int count, char** words) {
    using namespace rapport::durability;
    const std::string verb = count > 1 ? words[1] : "";
    Sync sync = Sync::full;
    if (verb == "write" && count == 5 && parse_sync(words[3], sync)) {
        return work(std::string(words[2]) + "/bank.db", sync, words[4]);
    }
    if (verb == "check" && count == 3) return check(std::string(words[2]) + "/bank.db");
    fmt::print(stderr, "bank_at_work write FOLDER full|normal|off NAME | check FOLDER\n");
    return 2;
}
