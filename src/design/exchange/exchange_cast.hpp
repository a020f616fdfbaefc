// For tests of the exchange: districts that serve what they publish on a port of this machine, and
// a server that says whatever it is told to.
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <string>

#include "design/exchange/exchange.hpp"
#include "design/exchange/peers.hpp"
#include "kernel/http/loopback.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::exchange::cast {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

inline const fetch::Fetcher& anywhere() {
    static const fetch::Fetcher fetcher(fetch::Reach::anywhere);
    return fetcher;
}

inline void look() { read_due(test::database(), anywhere(), 1000); }

// A district with its own server.
struct District {
    School school;
    http::Serving serving{[this](http::Request& request) { return school.app().answer(request); }};
    std::string name = "d-" + text::lower_ascii(school.scope().district.view());

    std::string path() const { return "/published/" + name + "/index.json"; }
    std::string url() const {
        return "http://127.0.0.1:" + std::to_string(serving.port()) + path();
    }
    std::int64_t version() {
        const auto found = school.nobody.get(path());
        if (found.status != 200) return 0;
        return boost::json::parse(found.body).at("sequence").as_int64();
    }
    Reply publish(const std::vector<std::string>& items, const std::string& licence = "cc-by-4.0") {
        Form form{{"name", "District " + name},
                  {"address", name},
                  {"contact", school.coach.id().text()},
                  {"licence", licence},
                  {"version", std::to_string(version())}};
        for (const auto& item : items) form.emplace_back("item", item);
        return school.admin.post("/exchange/own", form);
    }
    // Its peer's page.
    std::string reads(const std::string& url) {
        const Reply reply = school.admin.post("/exchange/peers", {{"address", url}});
        must(reply.status == 303, reply.body.c_str());
        look();
        return reply.location;
    }
    void look_again(const std::string& peer) {
        must(school.admin.post(peer + "/look").status == 303, "could not look again");
        look();
    }
    std::vector<Copy> copies() {
        return school.db().read(school.scope(),
                                [](ReadTx& tx) { return search(tx, "", std::nullopt); });
    }
    Peer peer_at(const std::string& page) {
        return school.db()
            .read(school.scope(),
                  [&](ReadTx& tx) {
                      return peer(tx, PeerId::parse(page.substr(page.size() - 26)).value());
                  })
            .value();
    }
};

// What is ticked to publish the job description at "/job-descriptions/…".
inline std::string value_of(const std::string& description) {
    return "job_description:" + description.substr(std::string("/job-descriptions/").size(), 26);
}

// Answers each visitor with what `says` makes of the path, byte for byte; `drips` lets a byte fall
// now and then.
class Wild {
  public:
    using Says = std::function<std::string(const std::string& path)>;
    explicit Wild(Says says) : says_(std::move(says)) {
        listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in at = {};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        ::bind(listening_, reinterpret_cast<sockaddr*>(&at), size);
        ::listen(listening_, 8);
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&at), &size);
        port_ = std::to_string(ntohs(at.sin_port));
        thread_ = std::thread([this] { serve(); });
    }
    ~Wild() {
        ::shutdown(listening_, SHUT_RDWR);
        thread_.join();
        ::close(listening_);
    }
    std::string url() const { return "http://127.0.0.1:" + port_ + "/x/index.json"; }
    int visits = 0;
    bool drips = false;

  private:
    void serve() {
        for (;;) {
            const int visitor = ::accept(listening_, nullptr, nullptr);
            if (visitor < 0) return;
            ++visits;
            std::string head;
            char c;
            while (head.find("\r\n\r\n") == head.npos && ::recv(visitor, &c, 1, 0) == 1) head += c;
            const auto from = head.find(' ') + 1;
            const std::string said = says_(head.substr(from, head.find(' ', from) - from));
            std::string_view rest = said;
            while (!rest.empty()) {
                const auto sent =
                    ::send(visitor, rest.data(), drips ? 1 : rest.size(), MSG_NOSIGNAL);
                if (sent <= 0) break;
                rest.remove_prefix(static_cast<std::size_t>(sent));
                pollfd wait{visitor, POLLRDHUP, 0};
                if (drips && ::poll(&wait, 1, 100) > 0) break;
            }
            ::close(visitor);
        }
    }
    const Says says_;
    std::string port_;
    int listening_ = -1;
    std::thread thread_;
};

inline std::string http_answer(const std::string& body,
                               const std::string& type = "application/json",
                               const std::string& more = "") {
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" +
           body;
}

// The page of a list that a district follows.
inline std::string follows(District& one, const std::string& url) {
    const Reply reply = one.school.admin.post("/exchange/lists", {{"address", url}});
    must(reply.status == 303, reply.body.c_str());
    look();
    return reply.location;
}

inline void a_day_later() {
    test::clock().advance_seconds(27 * 3600);
    look();
}

}  // namespace rapport::exchange::cast
