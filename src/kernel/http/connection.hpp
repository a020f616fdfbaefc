// The transport's inside: a connection, and the hall all connections share. Boost.Asio lives here,
// in connection.cpp and in server.cpp; nobody else includes this header.
//
// How a request travels. One I/O thread (the caller of Server::run) owns every connection. It reads
// and frames a request, then passes the connection's baton to a worker, which answers and writes to
// the socket itself; only what the socket does not take at once comes back to the I/O thread. While
// the worker has the baton the I/O thread already waits for the next bytes, so that in the usual
// case the baton goes back without waking anybody: by one compare-and-swap.
//
// Deadlines: one is set before every read and every write and looked at four times a second. That
// is cheaper than a timer for each operation, and no operation can be without one.
#pragma once

#ifdef __SANITIZE_THREAD__
// The thread sanitizer knows no fences. One thread runs all handlers, so none is missed.
#define BOOST_ASIO_DISABLE_FENCED_BLOCK
#endif

#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kernel/http/exchange.hpp"
#include "kernel/http/pool.hpp"

namespace rapport::http {

class Hall;

class Connection final : public Task {
  public:
    Connection(Hall&, boost::asio::ip::tcp::socket, std::string peer);

    // On the I/O thread.
    void begin();
    void close();  // The connection may be gone afterwards.
    bool is_overdue(std::int64_t now_ms) const;
    bool is_idle() const;  // Between two requests.

    void work() override;  // On a worker.

  private:
    friend class Hall;
    enum class Turn { io, worker, worker_and_bytes_wait, back };
    enum class Sent { all, some, broken };

    void wait_to_read();
    void wait_to_write();
    void on_readable();
    void on_writable();
    void read();
    void proceed();
    void keep_unread(std::size_t count);
    void set_body_deadline();
    void read_on();
    void pass_to_worker();
    void send_from_io();
    void take_back();
    void after_answer();
    void set_deadline(int seconds);
    Sent send();
    void finish_answer();

    Hall& hall_;
    boost::asio::ip::tcp::socket socket_;
    const std::string peer_;
    Exchange exchange_;
    std::string unread_;  // Bytes read and not taken yet.
    Exchange::Step step_ = Exchange::Step::read_on;
    std::atomic<Turn> turn_ = Turn::io;
    std::int64_t deadline_ = 0;  // All times in milliseconds of the steady clock.
    std::int64_t body_since_ = 0;
    bool is_lingering_ = false;  // All is said; only the client's end is waited for.
    bool is_broken_ = false;
    bool is_waiting_to_read_ = false, is_waiting_to_write_ = false;
    bool is_closed_ = false;
    std::size_t place_ = 0;  // In the hall.
};

// What connections share. All but the pool and the site belongs to the I/O thread.
class Hall {
  public:
    explicit Hall(const Limits&);

    void take_in(boost::asio::ip::tcp::socket);
    void forget(Connection&);  // Once nothing on its way will call it again.
    void close_overdue();      // While draining: the idle ones too.
    void watch_backlog();      // After each push to the pool.
    void end_if_drained();

    Site site;
    boost::asio::io_context io{1};
    std::array<char, 64 * 1024> scratch = {};
    bool has_begun_drain = false;

  private:
    bool close_idlest(const std::string* of_peer);

    boost::asio::steady_timer backlog_timer_{io};
    bool is_watching_backlog_ = false;
    std::map<std::string, int, std::less<>> per_peer_;
    std::vector<std::unique_ptr<Connection>> connections_;

  public:
    Pool pool;  // Last, so that its threads end before what they use.
};

}  // namespace rapport::http
