// The transport alone: answers every request with the same few bytes, through the worker pool.
// bench/http_vs_nginx.sh compares it with nginx serving those bytes as a file.
//
//   http_hello <port> [bytes] [workers]
#include <charconv>
#include <csignal>
#include <string>
#include <string_view>

#include "kernel/http/server.hpp"

namespace {

rapport::http::Server* serving = nullptr;

int number_of(int count, char** words, int index, int otherwise) {
    if (index >= count) return otherwise;
    const std::string_view word = words[index];
    std::from_chars(word.data(), word.data() + word.size(), otherwise);
    return otherwise;
}

}  // namespace

int main(int count, char** words) {
    using namespace rapport;
    const std::string body(static_cast<std::size_t>(number_of(count, words, 2, 12)), 'x');
    http::Limits limits;
    limits.workers = number_of(count, words, 3, limits.workers);
    http::Server server("127.0.0.1", static_cast<std::uint16_t>(number_of(count, words, 1, 8099)),
                        limits, "/tmp", [&](http::Request&) {
                            return http::Response{200, "text/html; charset=utf-8", body, {}};
                        });
    serving = &server;
    std::signal(SIGTERM, [](int) { serving->drain(); });
    std::signal(SIGINT, [](int) { serving->drain(); });
    server.run();
    return 0;
}
