// A few threads that do many small rounds of work together, without being made anew each time.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace rapport::solver {

enum class Manners { equal, polite };  // Polite threads step behind all others of the machine.

class Crew {
  public:
    // The caller works too: a crew of one has no threads of its own.
    Crew(int threads, Manners);
    ~Crew();
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    // Calls work(0) … work(count − 1), each once, and returns when all are done.
    void share(std::size_t count, const std::function<void(std::size_t)>& work);

  private:
    void stand_by(Manners);
    void take_part();

    std::vector<std::thread> threads_;
    const std::function<void(std::size_t)>* work_ = nullptr;
    std::size_t count_ = 0;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<int> busy_ = 0;
    std::atomic<int> round_ = 0;  // Less than 0: go home.
};

}  // namespace rapport::solver
