#include "kernel/http/connection.hpp"

#include <string.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <ctime>
#include <span>

#include "kernel/registers.hpp"

namespace rapport::http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::int64_t slowest_bytes_a_second = 64 * 1024;  // Of uploads.
constexpr std::size_t unread_kept = 4096;                   // Memory an idle connection may keep.
constexpr int linger_seconds = 2;
constexpr std::chrono::milliseconds patience{10};  // Of a task, before it gets a worker of its own.

std::int64_t now_ms() {
    timespec at = {};
    clock_gettime(CLOCK_MONOTONIC_COARSE, &at);
    return static_cast<std::int64_t>(at.tv_sec) * 1000 + at.tv_nsec / 1'000'000;
}

}  // namespace

Connection::Connection(Hall& hall, tcp::socket socket, std::string peer)
    : hall_(hall), socket_(std::move(socket)), peer_(std::move(peer)), exchange_(hall.site) {}

// --- On the I/O thread ---------------------------------------------------------------------------

void Connection::begin() {
    set_deadline(hall_.site.limits.idle_seconds);
    wait_to_read();
}

void Connection::wait_to_read() {
    if (is_waiting_to_read_) return;
    is_waiting_to_read_ = true;
    socket_.async_wait(tcp::socket::wait_read, [this](error_code) {
        is_waiting_to_read_ = false;
        is_closed_ ? hall_.forget(*this) : on_readable();
    });
}

void Connection::wait_to_write() {
    is_waiting_to_write_ = true;
    socket_.async_wait(tcp::socket::wait_write, [this](error_code) {
        is_waiting_to_write_ = false;
        is_closed_ ? hall_.forget(*this) : on_writable();
    });
}

void Connection::close() {
    if (is_closed_) return;
    is_closed_ = true;
    error_code ignored;
    socket_.close(ignored);  // Ends the waits, whose handlers forget the connection.
    if (!is_waiting_to_read_ && !is_waiting_to_write_) hall_.forget(*this);
}

void Connection::on_readable() {
    auto turn = Turn::worker;
    if (turn_.compare_exchange_strong(turn, Turn::worker_and_bytes_wait)) return;
    if (turn == Turn::io && !is_waiting_to_write_) read();
}

void Connection::read() {
    auto& scratch = hall_.scratch;
    const auto size = ::recv(socket_.native_handle(), scratch.data(), scratch.size(), MSG_DONTWAIT);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return wait_to_read();
    if (size <= 0) return close();
    const auto heard = std::span(scratch).first(static_cast<std::size_t>(size));
    if (!is_lingering_) unread_.append(heard.begin(), heard.end());
    explicit_bzero(heard.data(), heard.size());
    if (is_lingering_) return wait_to_read();  // Nobody reads what comes after the last answer.
    if (is_idle()) set_deadline(hall_.site.limits.read_seconds);
    proceed();  // May be the end of this connection.
    forget_registers();
}

// The last so many bytes. What a request held is zeroed: a connection may be idle for a while.
void Connection::keep_unread(std::size_t count) {
    if (count == unread_.size()) return;
    std::string rest = unread_.substr(unread_.size() - count);
    explicit_bzero(unread_.data(), unread_.size());
    if (count == 0 && unread_.capacity() <= unread_kept) return unread_.clear();
    unread_.swap(rest);
}

void Connection::proceed() {
    const bool was_in_body = exchange_.is_in_body();
    std::string_view bytes = unread_;
    step_ = exchange_.take(bytes);
    keep_unread(bytes.size());
    if (exchange_.is_in_body() && !was_in_body) body_since_ = now_ms();
    if (exchange_.is_in_body()) set_body_deadline();
    switch (step_) {
        case Exchange::Step::read_on:
            return read_on();
        case Exchange::Step::refuse:
            return send_from_io();
        case Exchange::Step::spool:
        case Exchange::Step::respond:
            return pass_to_worker();
    }
}

// An ordinary body has its seconds; an upload has them too, and more as it goes on arriving.
void Connection::set_body_deadline() {
    const auto bytes = exchange_.is_upload() ? exchange_.body_size() : 0;
    deadline_ = body_since_ + hall_.site.limits.read_seconds * 1000 +
                static_cast<std::int64_t>(bytes) * 1000 / slowest_bytes_a_second;
}

void Connection::read_on() {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    if (exchange_.take_continue()) {
        const auto size = ::send(socket_.native_handle(), go_on.data(), go_on.size(),
                                 MSG_DONTWAIT | MSG_NOSIGNAL);
        if (size != static_cast<ssize_t>(go_on.size())) return close();
    }
    wait_to_read();
}

void Connection::pass_to_worker() {
    // With bytes of the next request at hand nothing need be waited for.
    if (unread_.empty()) wait_to_read();
    turn_ = unread_.empty() ? Turn::worker : Turn::worker_and_bytes_wait;
    if (hall_.pool.push(*this)) return hall_.watch_backlog();
    turn_ = Turn::io;
    exchange_.refuse_as_busy();
    send_from_io();
}

void Connection::send_from_io() {
    set_deadline(hall_.site.limits.write_seconds);
    const auto sent = send();
    if (sent == Sent::broken) return close();
    if (sent == Sent::some) return wait_to_write();
    finish_answer();
    // By a detour, so that a thousand refused requests in one packet do not fill the stack.
    turn_ = Turn::back;
    asio::post(hall_.io, [this] { take_back(); });
}

void Connection::on_writable() {
    const auto sent = send();
    if (sent == Sent::broken) return close();
    if (sent == Sent::some) return wait_to_write();
    finish_answer();
    after_answer();
}

// The baton came back by post, so there is something to do.
void Connection::take_back() {
    turn_ = Turn::io;
    if (is_broken_) return close();
    if (!exchange_.answer().is_sent()) return wait_to_write();
    after_answer();
}

void Connection::after_answer() {
    if (is_lingering_) return wait_to_read();
    if (unread_.empty()) {
        if (!is_waiting_to_read_) read();
        return;
    }
    if (!exchange_.is_in_body()) set_deadline(hall_.site.limits.read_seconds);
    proceed();
}

bool Connection::is_overdue(std::int64_t now) const { return turn_ == Turn::io && now > deadline_; }

bool Connection::is_idle() const {
    return turn_ == Turn::io && !is_lingering_ && !is_waiting_to_write_ && unread_.empty() &&
           !exchange_.is_in_body();
}

// --- With the baton, on a worker or on the I/O thread --------------------------------------------

void Connection::work() {
    if (step_ == Exchange::Step::respond) exchange_.respond(peer_);
    const bool is_answered = step_ == Exchange::Step::respond || !exchange_.spool();
    bool is_io_needed = false;
    if (is_answered) {
        set_deadline(hall_.site.limits.write_seconds);
        const auto sent = send();
        is_broken_ = sent == Sent::broken;
        is_io_needed = sent != Sent::all;
        if (sent == Sent::all) finish_answer();
    } else {
        deadline_ = std::max(deadline_, now_ms() + hall_.site.limits.read_seconds * 1000);
    }
    auto turn = Turn::worker;
    // Once this has succeeded the connection may be gone.
    if (!is_io_needed && turn_.compare_exchange_strong(turn, Turn::io)) return;
    turn_ = Turn::back;
    asio::post(hall_.io, [this] { take_back(); });
}

Connection::Sent Connection::send() {
    auto& answer = exchange_.answer();
    while (!answer.is_sent()) {
        auto pieces = answer.rest();
        msghdr message = {};
        message.msg_iov = pieces.data();
        message.msg_iovlen = pieces.size();
        const auto size = ::sendmsg(socket_.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (size < 0 && errno == EINTR) continue;
        if (size < 0 && errno == EAGAIN) return Sent::some;
        if (size < 0) return Sent::broken;
        answer.sent(static_cast<std::size_t>(size));
        set_deadline(hall_.site.limits.write_seconds);
    }
    return Sent::all;
}

// Closing at once could destroy the answer on its way, when bytes of the client are unread; so the
// client is told that this was all, and its end is waited for.
void Connection::finish_answer() {
    is_lingering_ = exchange_.answer().after() == After::close;
    exchange_.end();
    if (is_lingering_) ::shutdown(socket_.native_handle(), SHUT_WR);
    set_deadline(is_lingering_ ? linger_seconds : hall_.site.limits.idle_seconds);
}

void Connection::set_deadline(int seconds) { deadline_ = now_ms() + seconds * 1000; }

// --- The hall ------------------------------------------------------------------------------------

Hall::Hall(const Limits& limits) : pool(limits.workers, limits.queue_max) { site.limits = limits; }

void Hall::take_in(tcp::socket socket) {
    error_code ec;
    const auto endpoint = socket.remote_endpoint(ec);
    if (ec) return;  // Gone already.
    auto peer = endpoint.address().to_string();
    const auto of_peer = per_peer_.find(peer);
    if (of_peer != per_peer_.end() && of_peer->second >= site.limits.connections_per_peer_max) {
        if (!close_idlest(&peer)) return;
    } else if (static_cast<int>(connections_.size()) >= site.limits.connections_max) {
        if (!close_idlest(nullptr)) return;
    }
    ++per_peer_[peer];
    socket.set_option(tcp::no_delay(true), ec);
    auto connection = std::make_unique<Connection>(*this, std::move(socket), std::move(peer));
    connection->place_ = connections_.size();
    connections_.push_back(std::move(connection));
    connections_.back()->begin();
}

// Whoever only holds a connection makes room for those who want something. False when nobody does.
bool Hall::close_idlest(const std::string* of_peer) {
    Connection* idlest = nullptr;
    for (const auto& connection : connections_) {
        if (connection->is_closed_ || !connection->is_idle()) continue;
        if (of_peer != nullptr && connection->peer_ != *of_peer) continue;
        if (idlest == nullptr || connection->deadline_ < idlest->deadline_) {
            idlest = connection.get();
        }
    }
    if (idlest != nullptr) idlest->close();
    return idlest != nullptr;
}

void Hall::forget(Connection& connection) {
    if (connection.is_waiting_to_read_ || connection.is_waiting_to_write_) return;
    const auto peer = per_peer_.find(connection.peer_);
    if (--peer->second == 0) per_peer_.erase(peer);
    const auto place = connection.place_;
    std::swap(connections_[place], connections_.back());
    connections_[place]->place_ = place;
    connections_.pop_back();
    end_if_drained();
}

void Hall::close_overdue() {
    const auto now = now_ms();
    for (auto i = connections_.size(); i-- > 0;) {
        auto& connection = *connections_[i];
        if (connection.is_overdue(now) || (has_begun_drain && connection.is_idle())) {
            connection.close();
        }
    }
}

void Hall::end_if_drained() {
    if (has_begun_drain && connections_.empty()) io.stop();
}

void Hall::watch_backlog() {
    if (is_watching_backlog_ || !pool.has_backlog()) return;
    is_watching_backlog_ = true;
    pool.mark();
    backlog_timer_.expires_after(patience);
    backlog_timer_.async_wait([this](error_code ec) {
        is_watching_backlog_ = false;
        if (ec) return;
        pool.catch_up();
        watch_backlog();
    });
}

}  // namespace rapport::http
