// For tests: a server on a port of its own, and a client that says exactly what it is told, byte
// for byte, over a real socket.
#pragma once

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>

#include "kernel/http/server.hpp"

namespace rapport::http {

struct Said {        // What came back.
    int status = 0;  // 0: nothing that is an answer.
    std::string head, body;
    bool has(std::string_view text) const { return head.find(text) != head.npos; }
};

class Client {
  public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to = {};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        is_open_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool is_open() const { return is_open_; }
    int socket() const { return socket_; }

    // False when the server has hung up.
    bool say(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void say_no_more() { ::shutdown(socket_, SHUT_WR); }

    Said ask(std::string_view bytes) {
        say(bytes);
        return hear();
    }
    // The next answer. `is_head` when the question was HEAD, so that no body follows.
    enum class Body { follows, none };
    Said hear(Body body = Body::follows) {
        Said said;
        std::size_t end;
        while ((end = heard_.find("\r\n\r\n")) == heard_.npos) {
            if (!hear_more()) return said;
        }
        said.head = heard_.substr(0, end + 2);
        heard_.erase(0, end + 4);
        said.status = static_cast<int>(number_after(said.head, "HTTP/1.1 "));
        if (body == Body::none) return said;
        const auto size = number_after(said.head, "\r\nContent-Length: ");
        while (heard_.size() < size) {
            if (!hear_more()) return said;
        }
        said.body = heard_.substr(0, size);
        heard_.erase(0, size);
        return said;
    }
    // True when the server hangs up within `ms` without another word.
    bool hears_the_end(int ms = 5000) {
        while (wait(ms)) {
            char byte;
            if (::recv(socket_, &byte, 1, 0) <= 0) return true;
            heard_ += byte;
        }
        return false;
    }

  private:
    static std::size_t number_after(std::string_view text, std::string_view mark) {
        const auto at = text.find(mark);
        std::size_t number = 0;
        if (at == text.npos) return 0;
        std::from_chars(text.data() + at + mark.size(), text.data() + text.size(), number);
        return number;
    }
    bool wait(int ms) {
        pollfd poll_this{socket_, POLLIN, 0};
        return ::poll(&poll_this, 1, ms) == 1;
    }
    bool hear_more() {
        char buffer[65536];
        if (!wait(10'000)) return false;
        const auto size = ::recv(socket_, buffer, sizeof buffer, 0);
        if (size <= 0) return false;
        heard_.append(buffer, static_cast<std::size_t>(size));
        return true;
    }

    int socket_;
    bool is_open_ = false;
    std::string heard_;
};

// A folder that is empty at first and gone at the end.
class Folder {
  public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "rapport-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) std::abort();
        path_ = pattern;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string path() const { return path_.string(); }
    int count() const {
        const std::filesystem::directory_iterator files(path_);
        return static_cast<int>(std::distance(begin(files), end(files)));
    }

  private:
    std::filesystem::path path_;
};

class Serving {
  public:
    explicit Serving(Handler handler, const Limits& limits = small())
        : server(any_address(), 0, limits, folder.path(), std::move(handler)) {
        server.allow_uploads([max = limits.upload_max](const std::string& path) {
            return path == "/import" ? max : std::size_t{0};
        });
        thread_ = std::thread([this] { server.run(); });
    }
    ~Serving() { end(); }
    void end() {
        if (!thread_.joinable()) return;
        server.drain();
        thread_.join();
    }
    std::uint16_t port() const { return server.port(); }

    static std::string any_address() { return "127.0.0.1"; }
    static Limits small() {
        Limits limits;
        limits.workers = 4;
        limits.drain_seconds = 5;
        return limits;
    }

    Folder folder;
    Server server;

  private:
    std::thread thread_;
};

inline std::string get(std::string_view target) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: school\r\n\r\n";
}
inline std::string post(std::string_view target, std::string_view type, std::string_view body) {
    return "POST " + std::string(target) +
           " HTTP/1.1\r\nHost: school\r\nContent-Type: " + std::string(type) +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}
inline std::string post_form(std::string_view target, std::string_view body) {
    return post(target, "application/x-www-form-urlencoded", body);
}

}  // namespace rapport::http
