// Feeds the reader of requests whatever the fuzzer thinks of, in pieces whose size it chooses. The
// promise: it always comes to an end, never keeps a byte twice, and what it takes for one request
// it takes for the same however it was cut. Built with clang: cmake/fuzz_http.cmake.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "kernel/http/exchange.hpp"

namespace {

using rapport::http::Exchange;
using Step = Exchange::Step;

std::string seen;  // Of the requests, as the handler saw them.

rapport::http::Site& site() {
    static rapport::http::Site it;
    if (!it.handler) {
        it.limits.body_max = 4096;
        it.handler = [](rapport::http::Request& request) {
            seen += request.path + "|" + std::to_string(static_cast<int>(request.method)) + "|" +
                    request.body;
            for (const auto& [name, value] : request.query.entries()) seen += name + "=" + value;
            for (const auto& [name, value] : request.form.entries()) seen += name + "=" + value;
            for (const auto& upload : request.uploads) seen += upload.file_name;
            seen += "\n" + std::string(request.cookie("s"));
            return rapport::http::plain(200, "");
        };
        it.upload_max = [](const std::string& path) { return path == "/import" ? 64 * 1024 : 0; };
        it.upload_folder = "/nowhere";
    }
    return it;
}

// What the requests in `bytes` were taken for.
std::string read(std::string_view bytes, std::size_t piece) {
    seen.clear();
    Exchange exchange(site());
    std::string unread;
    while (!bytes.empty()) {
        unread += bytes.substr(0, piece);
        bytes.remove_prefix(std::min(piece, bytes.size()));
        for (auto step = Step::respond; step == Step::respond && !unread.empty();) {
            std::string_view view = unread;
            step = exchange.take(view);
            if (view.size() > unread.size()) std::abort();
            unread.erase(0, unread.size() - view.size());
            if (step == Step::refuse) return seen + "refused";
            if (step == Step::spool && !exchange.spool()) return seen + "refused";
            if (step != Step::respond) continue;
            exchange.respond("fuzzer");
            if (exchange.answer().after() == rapport::http::After::close) return seen + "closed";
            exchange.end();
        }
    }
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = read(bytes, bytes.size());
    if (read(bytes, 1u + data[0] % 32) != whole) std::abort();
    return 0;
}
