#include "tests/durability/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>

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

// Stops a program and all that it has begun, and adds them to `found`. PostgreSQL's processes lead
// groups of their own, so the group alone would not do.
void stop_family(pid_t pid, std::vector<pid_t>& found) {
    kill(pid, SIGSTOP);
    found.push_back(pid);
    std::error_code gone;
    const std::string threads = "/proc/" + std::to_string(pid) + "/task";
    for (const auto& thread : std::filesystem::directory_iterator(threads, gone)) {
        std::ifstream children(thread.path() / "children");
        for (pid_t child = 0; children >> child;) stop_family(child, found);
    }
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

Ran run_and_listen(const Words& words) {
    Process process(words);
    while (process.listen_until(std::chrono::steady_clock::now() + std::chrono::seconds(1))) {
    }
    const int code = process.end();
    return {process.lines(), code};
}

Process::Process(const Words& words) {
    int ends[2];
    must(pipe2(ends, O_CLOEXEC) == 0, "no pipe");
    // Nobody else may have time to wait for an orphan, and a PostgreSQL that nobody has waited for
    // counts as running.
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    pid_ = fork();
    must(pid_ >= 0, "no process");
    if (pid_ == 0) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
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

bool Process::has_ended() const {
    siginfo_t ended = {};
    const auto id = static_cast<id_t>(pid_);
    return waitid(P_PID, id, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == pid_;
}

int Process::end() {
    int status = 0;
    waitpid(pid_, &status, 0);
    close(out_);
    pid_ = -1;
    return code_of(status);
}

void Process::kill_all() {
    if (pid_ < 0) return;
    std::vector<pid_t> family;
    stop_family(pid_, family);
    for (const pid_t one : family) kill(one, SIGKILL);
    // Parents first: once one has ended, its children are ours to wait for.
    for (const pid_t one : family) waitpid(one, nullptr, 0);
    while (read_some()) {
    }
    close(out_);
    pid_ = -1;
}

}  // namespace rapport::durability
