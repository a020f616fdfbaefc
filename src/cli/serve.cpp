// The server: storage, pages, jobs, mail, and an orderly end.
#include <malloc.h>
#include <spdlog/spdlog.h>
#include <sys/prctl.h>

#include <charconv>
#include <csignal>
#include <filesystem>
#include <thread>

#include "cli/cli.hpp"
#include "cli/slices.hpp"
#include "coaching/intake/mailbox.hpp"
#include "design/exchange/exchange.hpp"
#include "kernel/crypto/crypto.hpp"
#include "kernel/http/server.hpp"
#include "kernel/jobs/jobs.hpp"
#include "kernel/mail/mail.hpp"
#include "platform/desk/app.hpp"
#include "platform/desk/idempotency.hpp"
#include "schedule/calendars/calendars.hpp"

namespace rapport::cli {

namespace {

http::Server* running = nullptr;

void on_signal(int) {
    if (running != nullptr) running->drain();
}

struct Address {
    std::string host;
    std::uint16_t port = 0;
};

Address address_of(const std::string& listen) {
    const auto colon = listen.rfind(':');
    if (colon == std::string::npos) throw std::runtime_error("--listen needs HOST:PORT");
    Address address{.host = listen.substr(0, colon), .port = 0};
    int port = 0;
    const auto digits = listen.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc() || port < 0 || port > 65535) {
        throw std::runtime_error("--listen needs a port between 0 and 65535");
    }
    address.port = static_cast<std::uint16_t>(port);
    return address;
}

std::unique_ptr<mail::Postman> postman_of(const Common& common, const Serving& serving) {
    if (!serving.smtp_url.empty()) {
        return mail::smtp_postman(serving.smtp_url, serving.smtp_user, serving.smtp_password);
    }
    const std::string folder = serving.mail_dir.empty() ? common.data + "/mail" : serving.mail_dir;
    std::filesystem::create_directories(folder);
    return mail::folder_postman(folder);
}

// Work that comes round: sessions seen, old idempotency keys, numbers that come out.
class Rounds {
  public:
    Rounds(Db& db, desk::Services& services)
        : thread_([&db, &services](std::stop_token stop) { walk(stop, db, services); }) {}

  private:
    static void walk(std::stop_token stop, Db& db, desk::Services& services) {
        for (int second = 1; !stop.stop_requested(); ++second) {
            std::this_thread::sleep_for(std::chrono::seconds(1));
            try {
                if (second % 15 == 0) services.seen.write(db);
                if (second % 15 == 3) come_round_often(db);
                if (second % 3600 == 0) db.write(Scope::whole(), desk::forget_old);
                if (second % 3600 == 5) come_round(db);
                if (second % 3600 == 9) exchange::follow_withdrawals(db, services.base_url);
            } catch (const std::exception& fault) {
                spdlog::warn("rounds: {}", fault.what());
            }
        }
    }
    std::jthread thread_;
};

// Reads what stands elsewhere when its time has come: calendars, what other districts publish. Each
// on a thread of its own: a slow server of somebody's must keep nothing else waiting.
class Elsewhere {
  public:
    using ReadDue = int (*)(Db&, const fetch::Fetcher&, int max);
    Elsewhere(Db& db, ReadDue read_due, const char* name, fetch::Neighbours neighbours = {})
        : fetcher_(fetch::Reach::public_web, std::move(neighbours)),
          thread_([this, &db, read_due, name](std::stop_token stop) {
              walk(stop, db, read_due, name);
          }) {}

  private:
    void walk(std::stop_token stop, Db& db, ReadDue read_due, const char* name) const {
        for (int second = 1; !stop.stop_requested(); ++second) {
            std::this_thread::sleep_for(std::chrono::seconds(1));
            if (second % 5 != 0) continue;
            try {
                while (!stop.stop_requested() && read_due(db, fetcher_, 1) > 0) {
                }
            } catch (const std::exception& fault) {
                spdlog::warn("{}: {}", name, fault.what());
            }
        }
    }
    const fetch::Fetcher fetcher_;
    std::jthread thread_;
};

// Reads the mailbox in which letters come in, when there is one.
class Mailbox {
  public:
    Mailbox(Db& db, const imap::Account& account) {
        if (account.url.empty()) return;
        thread_ = std::jthread([&db, &account](std::stop_token stop) { walk(stop, db, account); });
    }

  private:
    static void walk(std::stop_token stop, Db& db, const imap::Account& account) {
        for (int second = 0; !stop.stop_requested(); ++second) {
            if (second % 60 == 0) look(stop, db, account);
            std::this_thread::sleep_for(std::chrono::seconds(1));
        }
    }
    // A slow mail server keeps nobody from ending the program.
    static void look(const std::stop_token& stop, Db& db, const imap::Account& account) {
        imap::Reading reading;
        reading.is_stopping = [&stop] { return stop.stop_requested(); };
        try {
            const auto looked = intake::look_into(db, account, reading);
            if (looked.stayed > 0) {
                spdlog::info("mailbox: {} of {} letters are for nobody here, or too large",
                             looked.stayed, looked.came);
            }
        } catch (const std::exception& fault) {
            spdlog::warn("mailbox: {}", fault.what());
        }
    }
    std::jthread thread_;
};

void harden() {
    prctl(PR_SET_DUMPABLE,
          0);                 // No core dumps: they would hold what people wrote.
    mallopt(M_ARENA_MAX, 4);  // Memory stays small with many threads.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGTERM, on_signal);
    std::signal(SIGINT, on_signal);
}

}  // namespace

int serve(const Common& common, const Serving& serving) {
    harden();
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_and_migrate(common, clock, random);
    const Address address = address_of(serving.listen);
    const auto neighbours = fetch::Neighbours::parse(serving.neighbours);
    if (!neighbours) return refuse("--neighbours needs addresses like https://coach.lakes.example");
    const std::string base_url =
        serving.base_url.empty() ? "http://" + serving.listen : serving.base_url;
    jobs::Runner runner(*db);
    const auto postman = postman_of(common, serving);
    const mail::Sender sender{.name = "Rapport",
                              .address = serving.mail_from,
                              .host = serving.mail_from.substr(serving.mail_from.find('@') + 1)};
    runner.on("mail", [&](const jobs::Job& job) {
        mail::deliver_job(*postman, sender, clock, job.payload, job.dedup);
    });
    wire_jobs(runner, *db, base_url);
    desk::Services services(*db, base_url);
    services.runner = &runner;
    wire(services);
    desk::App app(services, all_routes());
    http::Limits limits;
    limits.workers = serving.workers;
    const std::string uploads = common.data + "/uploads";
    std::filesystem::create_directories(uploads);
    http::Server server(address.host, address.port, limits, uploads,
                        [&app](http::Request& request) { return app.answer(request); });
    server.allow_uploads([&app](const std::string& path) { return app.upload_max(path); });
    services.routes = &app.routes();
    services.is_draining = [&server] { return server.is_draining(); };
    running = &server;
    runner.start(2);  // Mail does not wait behind a plan that is being made.
    {
        const Rounds rounds(*db, services);
        const Elsewhere calendars(*db, calendars::read_due, "calendars");
        const Elsewhere peers(*db, exchange::read_due, "exchange", *neighbours);
        const Mailbox mailbox(*db, serving.imap);
        spdlog::info("Rapport serves on http://{}:{}", address.host, server.port());
        server.run();
    }
    running = nullptr;
    services.seen.write(*db);
    runner.stop();
    return 0;
}

}  // namespace rapport::cli
