// What the server promises when clients are slow, many, or gone, and when it has to end.
#include <gtest/gtest.h>
#include <zlib.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <semaphore>
#include <vector>

#include "kernel/http/encoding.hpp"
#include "kernel/http/loopback.hpp"

namespace rapport::http {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::int64_t ms_since(steady_clock::time_point start) {
    return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start).count();
}

Response hello(Request&) { return plain(200, "hello"); }

// A handler that stops in the middle until it is let go.
struct Gate {
    std::counting_semaphore<> arrived{0}, let_go{0};
    Handler handler() {
        return [this](Request& request) {
            if (request.path != "/wait") return plain(200, "hello");
            arrived.release();
            let_go.acquire();
            return plain(200, "done");
        };
    }
};

std::string unzipped(const std::string& packed) {
    z_stream z = {};
    inflateInit2(&z, 15 + 16);
    std::string out(1 << 20, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    z.avail_in = static_cast<uInt>(packed.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    const int end = inflate(&z, Z_FINISH);
    out.resize(z.total_out);
    inflateEnd(&z);
    return end == Z_STREAM_END ? out : "";
}

}  // namespace

TEST(ServerLimits, clients_that_dawdle_are_let_go_while_others_are_served) {
    auto limits = Serving::small();
    limits.read_seconds = 1;
    limits.idle_seconds = 1;
    const Serving serving(hello, limits);
    std::vector<std::unique_ptr<Client>> slow;
    for (int i = 0; i < 60; ++i) slow.push_back(std::make_unique<Client>(serving.port()));
    const auto start = steady_clock::now();
    for (std::size_t i = 0; i < slow.size(); ++i) {
        if (i % 3 == 0) slow[i]->say("GET / HTTP/1.1\r\nHost:");
        if (i % 3 == 1) slow[i]->say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
    }
    Client quick(serving.port());
    while (ms_since(start) < 700) {
        EXPECT_EQ(quick.ask(get("/")).status, 200);
        for (const auto& client : slow) client->say("");
        for (std::size_t i = 0; i < slow.size(); i += 3) slow[i]->say("x");
    }
    for (const auto& client : slow) EXPECT_TRUE(client->hears_the_end(4000));
    EXPECT_LT(ms_since(start), 4000);
}

TEST(ServerLimits, a_client_that_does_not_take_its_answer_is_let_go) {
    auto limits = Serving::small();
    limits.write_seconds = 1;
    const Serving serving([](Request&) { return plain(200, std::string(20'000'000, 'x')); },
                          limits);
    Client client(serving.port());
    client.say(get("/"));
    std::this_thread::sleep_for(milliseconds(2000));
    // What the system had taken by then still arrives; the rest never does.
    EXPECT_LT(client.hear().body.size(), 20'000'000u);
}

TEST(ServerLimits, a_long_answer_reaches_a_client_that_reads_it_slowly) {
    const Serving serving([](Request&) { return plain(200, std::string(8'000'000, 'x')); });
    Client client(serving.port());
    client.say(get("/") + get("/"));
    std::this_thread::sleep_for(milliseconds(200));
    EXPECT_EQ(client.hear().body.size(), 8'000'000u);
    EXPECT_EQ(client.hear().body.size(), 8'000'000u);
}

TEST(ServerLimits, more_than_it_can_queue_is_turned_away_at_once) {
    auto limits = Serving::small();
    limits.workers = 2;
    limits.queue_max = 3;
    Gate gate;
    Serving serving(gate.handler(), limits);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 2; ++i) {
        clients.push_back(std::make_unique<Client>(serving.port()));
        clients.back()->say(get("/wait"));
        gate.arrived.acquire();
    }
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<Client>(serving.port()));
        clients.back()->say(get("/"));
    }
    Client refused(serving.port());
    Said said;
    // The three before are read in the order of the sockets, so the last may need a second try.
    for (int i = 0; i < 100 && said.status != 503; ++i) {
        Client late(serving.port());
        late.say(get("/"));
        pollfd answer{late.socket(), POLLIN, 0};
        if (::poll(&answer, 1, 50) == 1) said = late.hear();
    }
    EXPECT_EQ(said.status, 503);
    EXPECT_TRUE(said.has("Retry-After: 1\r\n"));
    EXPECT_TRUE(said.has("Connection: keep-alive\r\n"));
    gate.let_go.release(2);
    for (std::size_t i = 0; i < clients.size(); ++i) {
        EXPECT_EQ(clients[i]->hear().body, i < 2 ? "done" : "hello");
    }
}

TEST(ServerLimits, a_task_behind_blocked_workers_gets_one_of_its_own) {
    Gate gate;
    auto limits = Serving::small();
    limits.workers = 40;
    Serving serving(gate.handler(), limits);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 30; ++i) {
        clients.push_back(std::make_unique<Client>(serving.port()));
        clients.back()->say(get("/wait"));
    }
    for (int i = 0; i < 30; ++i) gate.arrived.acquire();
    Client quick(serving.port());
    EXPECT_EQ(quick.ask(get("/")).body, "hello");
    gate.let_go.release(30);
    for (const auto& client : clients) EXPECT_EQ(client->hear().body, "done");
}

TEST(ServerLimits, one_address_holds_only_so_many_connections) {
    auto limits = Serving::small();
    limits.connections_per_peer_max = 5;
    const Serving serving(hello, limits);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<Client>(serving.port()));
        EXPECT_EQ(clients.back()->ask(get("/")).status, 200);
    }
    EXPECT_TRUE(Client(serving.port()).hears_the_end());
    clients.pop_back();
    Said said;
    for (int i = 0; i < 100 && said.status == 0; ++i) said = Client(serving.port()).ask(get("/"));
    EXPECT_EQ(said.status, 200);
}

TEST(ServerLimits, a_drain_finishes_what_is_in_hand_and_lets_the_idle_go) {
    Gate gate;
    Serving serving(gate.handler());
    Client idle(serving.port()), busy(serving.port());
    EXPECT_EQ(idle.ask(get("/")).status, 200);
    busy.say(get("/wait"));
    gate.arrived.acquire();
    serving.server.drain();
    EXPECT_TRUE(serving.server.is_draining());
    EXPECT_TRUE(idle.hears_the_end());
    gate.let_go.release();
    const auto said = busy.hear();
    EXPECT_EQ(said.body, "done");
    EXPECT_TRUE(said.has("Connection: close\r\n"));
    EXPECT_TRUE(busy.hears_the_end());
    EXPECT_FALSE(Client(serving.port()).is_open());
}

TEST(ServerLimits, a_drain_finishes_a_request_that_is_still_arriving) {
    Serving serving(hello);
    Client client(serving.port());
    client.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na");
    std::this_thread::sleep_for(milliseconds(50));
    serving.server.drain();
    std::this_thread::sleep_for(milliseconds(50));
    EXPECT_EQ(client.ask("bc").body, "hello");
    EXPECT_TRUE(client.hears_the_end());
}

TEST(ServerLimits, a_drain_ends_in_time_whatever_hangs) {
    Gate gate;
    auto limits = Serving::small();
    limits.drain_seconds = 1;
    Serving serving(gate.handler(), limits);
    Client client(serving.port());
    client.say(get("/wait"));
    gate.arrived.acquire();
    const auto start = steady_clock::now();
    serving.end();
    EXPECT_LT(ms_since(start), 2500);
    gate.let_go.release();
}

TEST(ServerLimits, text_is_compressed_for_those_who_ask) {
    static const std::string page(5000, 'x');
    static const std::string asset = "body{}", packed = "packed";
    const Serving serving([](Request& request) {
        if (request.path == "/small") return plain(200, "small");
        Response response{200, request.path == "/image" ? "image/png" : "text/html", page, {}};
        if (request.path == "/asset") {
            response = {200, "text/css", "", {}};
            response.asset = asset;
            response.asset_gzip = packed;
        }
        return response;
    });
    Client client(serving.port());
    const auto ask = [&](const std::string& path, const std::string& accepted) {
        return client.ask("GET " + path + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: " + accepted +
                          "\r\n\r\n");
    };
    const auto zipped = ask("/", "br, gzip;q=0.5");
    EXPECT_TRUE(zipped.has("Content-Encoding: gzip\r\n") && zipped.has("Vary: Accept-Encoding"));
    EXPECT_LT(zipped.body.size(), 100u);
    EXPECT_EQ(unzipped(zipped.body), page);
    for (const char* no : {"", "identity", "gzip;q=0", "gzip; q=0.0", "xgzip"}) {
        EXPECT_EQ(ask("/", no).body, page) << no;
    }
    EXPECT_EQ(ask("/image", "gzip").body, page);
    EXPECT_EQ(ask("/small", "gzip").body, "small");
    EXPECT_EQ(ask("/asset", "gzip").body, packed);
    EXPECT_EQ(ask("/asset", "identity").body, asset);
}

}  // namespace rapport::http
