#include "tests/durability/caller.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>

namespace rapport::durability {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto patience = std::chrono::seconds(10);

std::string header_of(std::string_view head, std::string_view name) {
    const auto at = head.find(fmt::format("\r\n{}: ", name));
    if (at == head.npos) return "";
    const auto from = at + name.size() + 4;
    return std::string(head.substr(from, head.find("\r\n", from) - from));
}

int number_in(std::string_view text) {
    int found = 0;
    std::from_chars(text.data(), text.data() + text.size(), found);
    return found;
}

// A half answer is none: the client cannot know that it was the whole.
Answer parsed(const std::string& heard) {
    const auto end = heard.find("\r\n\r\n");
    if (end == heard.npos || heard.compare(0, 9, "HTTP/1.1 ") != 0) return {};
    const auto head = std::string_view(heard).substr(0, end + 2);
    Answer answer{number_in(head.substr(9)), header_of(head, "Location"), heard.substr(end + 4)};
    const auto size = static_cast<std::size_t>(number_in(header_of(head, "Content-Length")));
    return answer.body.size() < size ? Answer{} : answer;
}

}  // namespace

std::string bytes_of(const Question& question, std::uint16_t port) {
    auto out = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n",
                           question.method, question.path, port);
    for (const auto& header : question.headers) out += header + "\r\n";
    if (question.method == "POST") {
        out += fmt::format("Content-Type: {}\r\nContent-Length: {}\r\n", question.type,
                           question.body.size());
    }
    return out + "\r\n" + question.body;
}

Call::Call(std::uint16_t port, std::string_view question)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in to = {};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    is_over_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0 ||
               ::send(socket_, question.data(), question.size(), MSG_NOSIGNAL) !=
                   static_cast<ssize_t>(question.size());
}

Call::~Call() { ::close(socket_); }

Answer Call::hear() {
    const auto until = Clock::now() + patience;
    std::array<char, 16384> buffer;
    while (!is_over_ && Clock::now() < until) {
        pollfd wait{socket_, POLLIN, 0};
        if (::poll(&wait, 1, 100) != 1) continue;
        const auto size = ::recv(socket_, buffer.data(), buffer.size(), 0);
        is_over_ = size <= 0;
        if (size > 0) heard_.append(buffer.data(), static_cast<std::size_t>(size));
    }
    return parsed(heard_);
}

Answer ask(std::uint16_t port, const Question& question) {
    return Call(port, bytes_of(question, port)).hear();
}

std::uint64_t number_of(std::uint64_t seed, std::uint64_t n) {
    std::uint64_t mixed = seed + (n + 1) * 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

std::string key_of(std::uint64_t seed, std::uint64_t n) {
    return fmt::format("{:016x}{:016x}", number_of(seed ^ 0x5eed, n), number_of(seed ^ 0xfeed, n));
}

}  // namespace rapport::durability
