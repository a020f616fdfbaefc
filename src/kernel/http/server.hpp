// The transport: sockets, parsing, deadlines, limits, a bounded worker pool, graceful drain.
// Boost.Asio lives in server.cpp and connection.cpp alone, Boost.Beast in head.cpp.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "kernel/http/message.hpp"

namespace rapport::http {

struct Limits {
    std::size_t head_max = 16 * 1024;
    std::size_t body_max = 1024 * 1024;           // Ordinary posts, in memory.
    std::size_t upload_max = 512u * 1024 * 1024;  // Multipart files, on disk.
    int connections_max = 2000;
    int connections_per_peer_max = 1000;  // A school is one address.
    int workers = 96;                     // Threads that run the handler.
    int queue_max = 512;                  // Requests waiting; beyond it 503 with Retry-After.
    int read_seconds = 10;                // For a head or a body, from its first byte.
    int write_seconds = 30;
    int idle_seconds = 60;  // Keep-alive.
    int drain_seconds = 25;
};

using Handler = std::function<Response(Request&)>;

class Server {
  public:
    // Binds at once; throws std::runtime_error with a readable sentence when the port is taken.
    Server(const std::string& address, std::uint16_t port, const Limits&, std::string upload_folder,
           Handler);
    ~Server();
    std::uint16_t port() const;
    // How many bytes of uploads (multipart) this path takes, at most upload_max; 0 where it takes
    // none: others get 413 above body_max.
    void allow_uploads(std::function<std::size_t(const std::string& path)>);
    void run();  // Until drained, at the latest drain_seconds after drain(). Blocks.
    void
    drain();  // Signal-safe: no new connections, requests in hand are finished, then run() ends.
    bool is_draining() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace rapport::http
