// The servers of these tests stand on this machine, where a fetcher of the public web never goes.
#include "kernel/fetch/fetch.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <atomic>
#include <thread>
#include <vector>

namespace rapport::fetch {
namespace {

std::string answer(const std::string& status, const std::string& headers, const std::string& body) {
    return "HTTP/1.1 " + status + "\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" +
           body;
}

// Gives the same answer to every visitor, until it goes.
class Server {
  public:
    explicit Server(std::string says) : says_(std::move(says)) {
        listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in at = {};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        ::bind(listening_, reinterpret_cast<sockaddr*>(&at), size);
        ::listen(listening_, 8);
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&at), &size);
        port = std::to_string(ntohs(at.sin_port));
        thread_ = std::thread([this] { serve(); });
    }
    ~Server() {
        ::shutdown(listening_, SHUT_RDWR);
        thread_.join();
        ::close(listening_);
    }
    std::string url(const std::string& path = "/") const {
        return "http://127.0.0.1:" + port + path;
    }
    std::string port;
    std::atomic<int> visits = 0;
    std::string asked;  // Of the last visitor, once it was answered.

  private:
    void serve() {
        for (;;) {
            const int visitor = ::accept(listening_, nullptr, nullptr);
            if (visitor < 0) return;
            ++visits;
            std::string head;
            char c;
            while (head.find("\r\n\r\n") == head.npos && ::recv(visitor, &c, 1, 0) == 1) head += c;
            asked = head;
            std::string_view rest = says_;
            while (!rest.empty()) {
                const auto sent = ::send(visitor, rest.data(), rest.size(), MSG_NOSIGNAL);
                if (sent <= 0) break;
                rest.remove_prefix(static_cast<std::size_t>(sent));
            }
            ::close(visitor);
        }
    }
    const std::string says_;
    int listening_ = -1;
    std::thread thread_;
};

std::string gzipped(const std::string& text) {
    z_stream stream = {};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
    std::string out(text.size() / 100 + 1000, '\0');
    std::string in = text;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

const Fetcher& anywhere() {
    static const Fetcher fetcher(Reach::anywhere);
    return fetcher;
}

TEST(Fetch, only_addresses_of_the_public_internet_are_public) {
    for (const char* address : {"127.0.0.1",
                                "127.255.255.255",
                                "10.1.2.3",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.168.1.1",
                                "169.254.169.254",
                                "100.64.0.1",
                                "0.0.0.0",
                                "192.0.2.1",
                                "198.18.0.1",
                                "198.51.100.7",
                                "203.0.113.9",
                                "224.0.0.1",
                                "240.0.0.1",
                                "255.255.255.255",
                                "::1",
                                "::",
                                "::ffff:8.8.8.8",
                                "::ffff:127.0.0.1",
                                "64:ff9b::7f00:1",
                                "fe80::1",
                                "fc00::1",
                                "fd12::1",
                                "ff02::1",
                                "2001:db8::1",
                                "2001::1",
                                "2002:7f00:1::1",
                                "3fff::1",
                                "no address",
                                "",
                                "127.1"}) {
        EXPECT_FALSE(is_public(address)) << address;
    }
    for (const char* address : {"8.8.8.8", "172.32.0.1", "172.15.255.255", "100.128.0.1",
                                "192.169.0.1", "2606:4700::1111", "2a00:1450:4001::1"}) {
        EXPECT_TRUE(is_public(address)) << address;
    }
}

TEST(Fetch, this_machine_is_never_reached_whatever_it_is_called) {
    const Server server(answer("200 OK", "", "secret"));
    const Fetcher fetcher(Reach::public_web);
    for (const std::string& host :
         {std::string("127.0.0.1"), std::string("localhost"), std::string("127.1"),
          std::string("2130706433"), std::string("0x7f.1"), std::string("[::1]"),
          std::string("[::ffff:127.0.0.1]"), std::string("0.0.0.0")}) {
        EXPECT_EQ(fetcher.get({.url = "https://" + host + "/"}).outcome, Outcome::not_allowed)
            << host;
        EXPECT_EQ(fetcher.get({.url = "https://" + host + ":" + server.port + "/"}).outcome,
                  Outcome::not_allowed)
            << host;
    }
    EXPECT_EQ(server.visits, 0);
    EXPECT_EQ(fetcher.get({.url = "https://169.254.169.254/latest"}).outcome, Outcome::not_allowed);
}

TEST(Fetch, only_https_is_spoken_to_the_web) {
    const Server server(answer("200 OK", "", "secret"));
    const Fetcher fetcher(Reach::public_web);
    EXPECT_EQ(fetcher.get({.url = server.url()}).outcome, Outcome::not_allowed);
    for (const char* url : {"file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/",
                            "dict://127.0.0.1:11211/", "nonsense", "", "https://"}) {
        EXPECT_EQ(fetcher.get({.url = url}).outcome, Outcome::not_allowed) << url;
    }
    EXPECT_EQ(server.visits, 0);
}

TEST(Fetch, a_page_is_read_with_its_tag_and_not_again_while_it_is_unchanged) {
    Server server(answer("200 OK", "ETag: \"v1\"\r\n", "BEGIN:VCALENDAR"));
    const Got got = anywhere().get({.url = server.url("/a.ics")});
    EXPECT_EQ(got.outcome, Outcome::read);
    EXPECT_EQ(got.body, "BEGIN:VCALENDAR");
    EXPECT_EQ(got.etag, "\"v1\"");
    Server still("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(anywhere().get({.url = still.url(), .etag = "\"v1\""}).outcome, Outcome::unchanged);
    EXPECT_NE(still.asked.find("If-None-Match: \"v1\"\r\n"), std::string::npos) << still.asked;
}

TEST(Fetch, an_answer_that_is_no_file_is_told_apart) {
    Server gone(answer("410 Gone", "", "bye"));
    const Got got = anywhere().get({.url = gone.url()});
    EXPECT_EQ(got.outcome, Outcome::refused);
    EXPECT_EQ(got.status, 410);
    EXPECT_EQ(got.body, "");
    EXPECT_EQ(anywhere().get({.url = "http://127.0.0.1:1/"}).outcome, Outcome::unreachable);
    Server noise("what is this");
    EXPECT_EQ(anywhere().get({.url = noise.url()}).body, "");
}

TEST(Fetch, a_redirect_leads_to_no_file_and_does_not_go_round_for_ever) {
    Server to_file(answer("302 Found", "Location: file:///etc/passwd\r\n", ""));
    EXPECT_EQ(anywhere().get({.url = to_file.url()}).outcome, Outcome::not_allowed);
    Server round(answer("302 Found", "Location: /again\r\n", ""));
    EXPECT_EQ(anywhere().get({.url = round.url()}).outcome, Outcome::unreachable);
    EXPECT_EQ(round.visits, 4);  // The first, and three redirects.
}

TEST(Fetch, what_is_too_large_is_dropped_whether_it_says_so_or_not) {
    const std::string large(300'000, 'x');
    Server honest(answer("200 OK", "", large));
    EXPECT_EQ(anywhere().get({.url = honest.url(), .bytes_max = 100'000}).outcome,
              Outcome::too_large);
    Server silent("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + large);
    EXPECT_EQ(anywhere().get({.url = silent.url(), .bytes_max = 100'000}).outcome,
              Outcome::too_large);
    EXPECT_EQ(anywhere().get({.url = silent.url(), .bytes_max = 400'000}).body.size(),
              large.size());
}

TEST(Fetch, a_small_bomb_is_a_large_page) {
    Server bomb(answer("200 OK", "Content-Encoding: gzip\r\n",
                       gzipped(std::string(64 * 1024 * 1024, '0'))));
    EXPECT_EQ(anywhere().get({.url = bomb.url()}).outcome, Outcome::too_large);
    Server honest(answer("200 OK", "Content-Encoding: gzip\r\n", gzipped("BEGIN:VCALENDAR")));
    EXPECT_EQ(anywhere().get({.url = honest.url()}).body, "BEGIN:VCALENDAR");
}

TEST(Fetch, a_server_that_says_nothing_is_left_in_time) {
    const int listening = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in at = {};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    ::bind(listening, reinterpret_cast<sockaddr*>(&at), size);
    ::listen(listening, 8);  // Connections are taken, and nobody ever answers them.
    ::getsockname(listening, reinterpret_cast<sockaddr*>(&at), &size);
    const std::string url = "http://127.0.0.1:" + std::to_string(ntohs(at.sin_port)) + "/";
    EXPECT_EQ(anywhere().get({.url = url, .seconds_max = 1}).outcome, Outcome::too_slow);
    ::close(listening);
}

TEST(Fetch, a_neighbour_is_read_and_nobody_beside_it) {
    const Server server(answer("200 OK", "", "ours"));
    const Server beside(answer("200 OK", "", "secret"));
    const auto named = Neighbours::parse("https://coach.lakes.example, " + server.url());
    ASSERT_TRUE(named);
    const Fetcher fetcher(Reach::public_web, *named);
    EXPECT_EQ(fetcher.get({.url = server.url("/published/x/index.json")}).body, "ours");
    for (const std::string& other :
         {beside.url(), "http://localhost:" + server.port + "/", std::string("https://127.0.0.1/"),
          "http://x@127.0.0.1:" + server.port + "/",
          "http://127.0.0.1:" + server.port + "@127.0.0.1:" + beside.port + "/"}) {
        EXPECT_EQ(fetcher.get({.url = other}).outcome, Outcome::not_allowed) << other;
    }
    EXPECT_EQ(server.visits, 1);
    EXPECT_EQ(beside.visits, 0);
}

TEST(Fetch, a_neighbour_sends_nobody_on) {
    const Server inside(answer("200 OK", "", "secret"));
    const Server server(answer("302 Found", "Location: " + inside.url() + "\r\n", ""));
    const Fetcher fetcher(Reach::public_web, Neighbours::parse(server.url()).value());
    const Got got = fetcher.get({.url = server.url()});
    EXPECT_EQ(got.outcome, Outcome::refused);
    EXPECT_EQ(got.status, 302);
    EXPECT_EQ(inside.visits, 0);
}

TEST(Fetch, a_neighbour_is_named_by_scheme_name_and_port_alone) {
    EXPECT_TRUE(Neighbours::parse(""));
    EXPECT_TRUE(Neighbours::parse("https://Lakes.example , http://[fd12::1]:8080,"));
    EXPECT_TRUE(Neighbours::parse("https://lakes.example")->has("https://LAKES.example:443/x"));
    EXPECT_FALSE(Neighbours::parse("https://lakes.example")->has("https://lakes.example.evil/x"));
    for (const char* wrong : {"lakes.example", "ftp://lakes.example", "https://lakes.example/x",
                              "https://u:p@lakes.example", "https://lakes.example?x", "https://"}) {
        EXPECT_FALSE(Neighbours::parse(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace rapport::fetch
