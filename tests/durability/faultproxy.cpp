// A bad network, made to order: stands between a client and a server on loopback and does to each
// connection what its seed says. The same seed and the same order of connections do the same.
//
//   faultproxy --listen 9000 --to 8080 --seed 7 [--drop 10] [--reset 8] [--half-close 3]
//              [--duplicate 5] [--delay 6] [--slow 3]          (percent of the connections each)
//
//   drop        the server answers, the client never hears it
//   reset       the connection breaks somewhere in the question or in the answer
//   half-close  the answer stops in the middle, politely
//   duplicate   the whole question is said a second time, on a connection of its own
//   delay       the answer comes up to 300 ms late
//   slow        both directions trickle byte by byte at first
//
// Prints what it did when it ends (SIGTERM).
#include <fcntl.h>
#include <fmt/core.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace {

constexpr std::array<std::string_view, 7> fates = {"none",      "drop",  "reset", "half-close",
                                                   "duplicate", "delay", "slow"};
enum Fate { none, drop, reset, half_close, duplicate, delay, slow };

struct Settings {
    std::uint16_t listen = 0, to = 0;
    std::uint64_t seed = 1;
    std::array<unsigned, fates.size()> percent = {0, 10, 8, 3, 5, 6, 3};
};

std::atomic<bool> is_ending = false;
std::atomic<int> connections_open = 0;
std::array<std::atomic<int>, fates.size()> done = {};

// SplitMix64: the n-th number of a seed without keeping a state.
std::uint64_t number(std::uint64_t seed, std::uint64_t n) {
    std::uint64_t mixed = seed + (n + 1) * 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

Fate fate_of(const Settings& settings, std::uint64_t connection) {
    auto throw_of_dice = number(settings.seed, connection * 2) % 100;
    for (std::size_t fate = 1; fate < fates.size(); ++fate) {
        if (throw_of_dice < settings.percent[fate]) return static_cast<Fate>(fate);
        throw_of_dice -= settings.percent[fate];
    }
    return none;
}

void pause_ms(std::uint64_t ms) { ::poll(nullptr, 0, static_cast<int>(ms)); }

class Socket {
  public:
    explicit Socket(int number) : number_(number) {}
    ~Socket() {
        if (number_ >= 0) ::close(number_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    int number() const { return number_; }

    bool say(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto size = ::send(number_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (size <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(size));
        }
        return true;
    }
    void break_off() const {  // Closing now sends a reset.
        const linger at_once{1, 0};
        ::setsockopt(number_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }

  private:
    int number_;
};

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in at = {};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return at;
}

int connected(std::uint16_t port) {
    const auto at = loopback(port);
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(made, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0) return made;
    ::close(made);
    return -1;
}

// One connection and what becomes of it.
class Passage {
  public:
    Passage(const Settings& settings, int client, std::uint64_t connection)
        : settings_(settings),
          client_(client),
          server_(connected(settings.to)),
          fate_(fate_of(settings, connection)),
          amount_(number(settings.seed, connection * 2 + 1)) {}

    void run() {
        if (server_.number() < 0) return;
        ++done[fate_];
        bool client_speaks = true, server_speaks = true;
        while ((client_speaks || server_speaks) && !is_ending) {
            std::array<pollfd, 2> ends = {
                pollfd{client_.number(), static_cast<short>(client_speaks ? POLLIN : 0), 0},
                pollfd{server_.number(), static_cast<short>(server_speaks ? POLLIN : 0), 0}};
            if (::poll(ends.data(), ends.size(), 200) < 0) return;
            if (ends[0].revents != 0 && client_speaks && !pass_question(client_speaks)) return;
            if (ends[1].revents != 0 && server_speaks && !pass_answer(server_speaks)) return;
            if ((ends[0].revents & (POLLERR | POLLHUP)) != 0 && !client_speaks) return;
        }
    }

  private:
    // Each is false when the connection has met its end.
    bool pass_question(bool& speaks) {
        const auto bytes = heard(client_, speaks);
        if (!speaks) ::shutdown(server_.number(), SHUT_WR);
        if (bytes.empty()) return true;
        question_ += bytes;
        if (fate_ == reset && amount_ % 2 == 0) {
            server_.say(bytes.substr(0, amount_ / 2 % (bytes.size() + 1)));
            return break_both_off();
        }
        return passed(bytes, server_);
    }

    bool pass_answer(bool& speaks) {
        const auto bytes = heard(server_, speaks);
        if (!speaks) ::shutdown(client_.number(), SHUT_WR);
        if (bytes.empty()) return true;
        if (fate_ == drop) return false;
        const auto some = bytes.substr(0, amount_ / 2 % bytes.size());
        if (fate_ == reset) {
            client_.say(some);
            return break_both_off();
        }
        if (fate_ == half_close) {
            client_.say(some);
            ::shutdown(client_.number(), SHUT_WR);
            return false;
        }
        if (fate_ == duplicate && !std::exchange(is_repeated_, true)) say_again();
        if (fate_ == delay && !std::exchange(is_repeated_, true)) pause_ms(amount_ % 300);
        return passed(bytes, client_);
    }

    std::string_view heard(const Socket& from, bool& speaks) {
        const auto size = ::recv(from.number(), buffer_.data(), buffer_.size(), 0);
        speaks = size > 0;
        return {buffer_.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
    }

    bool passed(std::string_view bytes, const Socket& to) {
        for (; fate_ == slow && !bytes.empty() && trickled_ < 100; ++trickled_) {
            if (!to.say(bytes.substr(0, 1))) return false;
            bytes.remove_prefix(1);
            pause_ms(1);
        }
        return to.say(bytes);
    }

    void say_again() {
        const Socket second(connected(settings_.to));
        std::array<char, 4096> ignored;
        if (second.number() < 0 || !second.say(question_)) return;
        pollfd answer{second.number(), POLLIN, 0};
        if (::poll(&answer, 1, 2000) == 1)
            ::recv(second.number(), ignored.data(), ignored.size(), 0);
    }

    bool break_both_off() {
        client_.break_off();
        server_.break_off();
        return false;
    }

    const Settings& settings_;
    const Socket client_, server_;
    const Fate fate_;
    const std::uint64_t amount_;
    std::string question_;
    bool is_repeated_ = false;
    int trickled_ = 0;
    std::array<char, 16384> buffer_;
};

bool read_settings(int count, char** words, Settings& settings) {
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view name = words[i], value = words[i + 1];
        std::uint64_t parsed = 0;
        const auto end = value.data() + value.size();
        if (std::from_chars(value.data(), end, parsed).ptr != end) return false;
        bool is_known = false;
        for (std::size_t fate = 1; fate < fates.size(); ++fate) {
            if (name.substr(0, 2) != "--" || name.substr(2) != fates[fate]) continue;
            settings.percent[fate] = static_cast<unsigned>(parsed);
            is_known = true;
        }
        if (name == "--listen") settings.listen = static_cast<std::uint16_t>(parsed);
        if (name == "--to") settings.to = static_cast<std::uint16_t>(parsed);
        if (name == "--seed") settings.seed = parsed;
        if (!is_known && name != "--listen" && name != "--to" && name != "--seed") return false;
    }
    return settings.listen != 0 && settings.to != 0;
}

int listening_on(std::uint16_t port) {
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const auto at = loopback(port);
    const bool is_ours = ::bind(made, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0 &&
                         ::listen(made, 1024) == 0;
    return is_ours ? made : -1;
}

}  // namespace

int main(int count, char** words) {
    Settings settings;
    if (!read_settings(count, words, settings)) {
        fmt::print(stderr,
                   "faultproxy --listen <port> --to <port> [--seed n] [--drop percent] …\n");
        return 2;
    }
    for (const int signal : {SIGTERM, SIGINT}) std::signal(signal, [](int) { is_ending = true; });
    const Socket door(listening_on(settings.listen));
    if (door.number() < 0) {
        fmt::print(stderr, "faultproxy: port {} is taken\n", settings.listen);
        return 1;
    }
    for (std::uint64_t connection = 0; !is_ending; ++connection) {
        pollfd knock{door.number(), POLLIN, 0};
        while (!is_ending && ::poll(&knock, 1, 100) != 1) {
        }
        if (is_ending) break;
        const int client = ::accept4(door.number(), nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        const int on = 1;
        ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ++connections_open;
        std::thread([&settings, client, connection] {
            Passage(settings, client, connection).run();
            --connections_open;
        }).detach();
    }
    while (connections_open > 0) pause_ms(10);
    for (std::size_t fate = 0; fate < fates.size(); ++fate) {
        fmt::print("{} {}{}", fates[fate], done[fate].load(),
                   fate + 1 == fates.size() ? "\n" : ", ");
    }
    return 0;
}
