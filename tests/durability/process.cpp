#include "tests/durability/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <thread>

#include "kernel/check.hpp"

namespace rapport::durability {

namespace {

[[noreturn]] void become(const Words& words) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    _exit(127);
}

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

}  // namespace

int run(const Words& words, const std::string& input) {
    int ends[2];
    must(pipe2(ends, O_CLOEXEC) == 0, "no pipe");
    const pid_t pid = fork();
    must(pid >= 0, "no process");
    if (pid == 0) {
        dup2(ends[0], STDIN_FILENO);
        become(words);
    }
    close(ends[0]);
    signal(SIGPIPE, SIG_IGN);
    for (std::size_t at = 0; at < input.size();) {
        const ssize_t put = write(ends[1], input.data() + at, input.size() - at);
        if (put <= 0) break;
        at += static_cast<std::size_t>(put);
    }
    close(ends[1]);
    int status = 0;
    waitpid(pid, &status, 0);
    return code_of(status);
}

Process::Process(const Words& words) {
    int ends[2];
    must(pipe2(ends, O_CLOEXEC) == 0, "no pipe");
    pid_ = fork();
    must(pid_ >= 0, "no process");
    if (pid_ == 0) {
        setpgid(0, 0);
        dup2(ends[1], STDOUT_FILENO);
        become(words);
    }
    setpgid(pid_, pid_);
    close(ends[1]);
    out_ = ends[0];
}

Process::~Process() { kill_all(); }

bool Process::read_some() {
    std::array<char, 65536> bytes;
    const ssize_t got = read(out_, bytes.data(), bytes.size());
    if (got <= 0) return false;
    rest_.append(bytes.data(), static_cast<std::size_t>(got));
    for (;;) {
        const auto end = rest_.find('\n');
        if (end == std::string::npos) return true;
        lines_.push_back(rest_.substr(0, end));
        rest_.erase(0, end + 1);
    }
}

bool Process::listen_until(std::chrono::steady_clock::time_point until) {
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return true;
        pollfd waiting{.fd = out_, .events = POLLIN, .revents = 0};
        if (poll(&waiting, 1, static_cast<int>(left.count())) > 0 && !read_some()) return false;
    }
}

bool Process::listen_for_first(std::chrono::seconds at_most) {
    const auto end = std::chrono::steady_clock::now() + at_most;
    while (lines_.empty() && std::chrono::steady_clock::now() < end) {
        const auto next = std::chrono::steady_clock::now() + std::chrono::milliseconds(20);
        if (!listen_until(next)) return !lines_.empty();
    }
    return !lines_.empty();
}

void Process::kill_all() {
    if (pid_ < 0) return;
    kill(-pid_, SIGKILL);
    int status = 0;
    waitpid(pid_, &status, 0);
    while (read_some()) {
    }
    close(out_);
    pid_ = -1;
}

}  // namespace rapport::durability
