// Other programs, as the durability tests need them: begun, listened to, killed.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace rapport::durability {

using Words = std::vector<std::string>;  // A program and its arguments.

// Runs to the end with `input` on its standard input; returns its exit code, 128 and more if
// killed.
int run(const Words& words, const std::string& input = "");

// Runs to the end; the lines it printed, and its exit code.
struct Ran {
    std::vector<std::string> lines;
    int code = 0;
};
Ran run_and_listen(const Words& words);

// A program in a process group of its own, whose lines are collected. It dies with the thread that
// made it.
class Process {
  public:
    explicit Process(const Words& words);
    ~Process();  // Kills it and all it has begun.
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    // Reads what it prints until then, or until its end; false if it ended.
    bool listen_until(std::chrono::steady_clock::time_point until);
    // Reads until the first line; false if it ended without one.
    bool listen_for_first(std::chrono::seconds at_most);
    bool has_ended() const;
    int end();  // Waits for its end, once it says nothing more; its exit code.
    // SIGKILL to it and to all that it and they have begun, at one moment: they are stopped first,
    // so that none is born meanwhile. Reads what it had printed.
    void kill_all();
    const std::vector<std::string>& lines() const { return lines_; }

  private:
    bool read_some();
    pid_t pid_ = -1;
    int out_ = -1;
    std::string rest_;  // Of a line that has not ended: not an answer.
    std::vector<std::string> lines_;
};

}  // namespace rapport::durability
