// The transport alone: answers every request with the same few bytes, through the worker pool.
// bench/http_vs_nginx.sh compares it with nginx serving those bytes as a file.
//
//   http_hello <port> [bytes] [workers]
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "kernel/http/server.hpp"

namespace {

rapport::http::Server* serving = nullptr;

long number_of(int count, char** words, int index, long otherwise) {
    return index < count ? std::strtol(words[index], nullptr, 10) : otherwise;
}

}  // namespace

int main(int count, char** words) {
    using namespace rapport;
    const std::string body(static_cast<std::size_t>(number_of(count, words, 2, 12)), 'x');
    http::Limits limits;
    limits.workers = static_cast<int>(number_of(count, words, 3, limits.workers));
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
