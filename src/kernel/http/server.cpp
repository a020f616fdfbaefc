#include "kernel/http/server.hpp"

#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <stdexcept>

#include "kernel/http/connection.hpp"
#include "kernel/id/random.hpp"

namespace rapport::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

static constexpr milliseconds sweep_interval{250}, drain_sweep_interval{50};
static constexpr milliseconds accept_pause{100};  // When the system has no more descriptors.

struct Server::Impl {
    explicit Impl(const Limits& limits) : hall(limits) {}
    ~Impl() {
        if (drain_signal >= 0) ::close(drain_signal);
    }
    void listen(const std::string& address, std::uint16_t wanted);
    void accept();
    void sweep();
    void begin_drain();
    void run();

    std::uint16_t port = 0;  // Kept, since the acceptor forgets it when it closes.
    Hall hall;
    tcp::acceptor acceptor{hall.io};
    asio::steady_timer accept_timer{hall.io}, sweep_timer{hall.io}, drain_timer{hall.io};
    // Written to by drain(), which may run in a signal handler: write() to a descriptor is allowed
    // there, nearly nothing else is. Kept apart from drain_wait, whose copy Asio owns.
    int drain_signal = -1;
    asio::posix::stream_descriptor drain_wait{hall.io};
};

void Server::Impl::listen(const std::string& address, std::uint16_t wanted) {
    const std::string place = "port " + std::to_string(wanted) + " of " + address;
    try {
        const tcp::endpoint endpoint(asio::ip::make_address(address), wanted);
        acceptor.open(endpoint.protocol());
        acceptor.set_option(tcp::acceptor::reuse_address(true));
        acceptor.bind(endpoint);
        acceptor.listen(SOMAXCONN);
        port = acceptor.local_endpoint().port();
    } catch (const boost::system::system_error& fault) {
        if (fault.code() == boost::system::errc::address_in_use) {
            throw std::runtime_error("Another program already serves on " + place + ".");
        }
        throw std::runtime_error("Cannot serve on " + place + ": " + fault.code().message() + ".");
    }
    drain_signal = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (drain_signal < 0) throw std::runtime_error("The system gives no event descriptor.");
    drain_wait.assign(::dup(drain_signal));
}

void Server::Impl::accept() {
    acceptor.async_accept([this](error_code ec, tcp::socket socket) {
        if (hall.has_begun_drain) return;
        if (ec == boost::system::errc::too_many_files_open ||
            ec == boost::system::errc::too_many_files_open_in_system ||
            ec == boost::system::errc::not_enough_memory) {
            accept_timer.expires_after(accept_pause);
            accept_timer.async_wait([this](error_code) { accept(); });
            return;
        }
        if (!ec) hall.take_in(std::move(socket));
        accept();
    });
}

void Server::Impl::sweep() {
    hall.close_overdue();
    sweep_timer.expires_after(hall.has_begun_drain ? drain_sweep_interval : sweep_interval);
    sweep_timer.async_wait([this](error_code ec) {
        if (!ec) sweep();
    });
}

void Server::Impl::begin_drain() {
    hall.has_begun_drain = true;
    error_code ignored;
    acceptor.close(ignored);
    drain_timer.expires_after(std::chrono::seconds(hall.site.limits.drain_seconds));
    drain_timer.async_wait([this](error_code) { hall.io.stop(); });
    sweep();  // Replaces the sweep that was to come.
    hall.end_if_drained();
}

void Server::Impl::run() {
    drain_wait.async_wait(asio::posix::stream_descriptor::wait_read,
                          [this](error_code) { begin_drain(); });
    accept();
    sweep();
    hall.io.run();
}

Server::Server(const std::string& address, std::uint16_t port, const Limits& limits,
               std::string upload_folder, Handler handler)
    : impl_(std::make_unique<Impl>(limits)) {
    auto& site = impl_->hall.site;
    site.upload_folder = std::move(upload_folder);
    site.handler = std::move(handler);
    site.id_prefix = SystemRandom().token(3);
    impl_->listen(address, port);
}

Server::~Server() = default;

std::uint16_t Server::port() const { return impl_->port; }

void Server::allow_uploads(std::function<std::size_t(const std::string& path)> upload_max) {
    impl_->hall.site.upload_max = std::move(upload_max);
}

void Server::run() { impl_->run(); }

void Server::drain() {
    impl_->hall.site.is_draining = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(impl_->drain_signal, &one, sizeof one);
}

bool Server::is_draining() const { return impl_->hall.site.is_draining; }

}  // namespace rapport::http
