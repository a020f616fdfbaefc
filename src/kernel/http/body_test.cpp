#include "kernel/http/body.hpp"

#include <gtest/gtest.h>

namespace rapport::http {

namespace {

struct Taken {
    Body::State state;
    std::string body, left;
};

// Shows `bytes` in pieces of `size`, as a slow network would.
Taken take(const Framing& framing, std::uint64_t size_max, std::string_view bytes,
           std::size_t size) {
    Body body(framing, size_max);
    Taken taken{Body::State::more, "", ""};
    std::string unread;
    while (taken.state == Body::State::more && !bytes.empty()) {
        unread += bytes.substr(0, size);
        bytes.remove_prefix(std::min(size, bytes.size()));
        std::string_view view = unread;
        taken.state = body.take(view, taken.body);
        unread.erase(0, unread.size() - view.size());
    }
    taken.left = unread + std::string(bytes);
    return taken;
}

Framing chunked() {
    Framing framing;
    framing.is_chunked = true;
    return framing;
}

}  // namespace

TEST(Body, chunks_that_two_servers_could_read_differently_are_refused) {
    for (const char* bad :
         {"5;a=b\r\nhello\r\n0\r\n\r\n", "0;\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n",
          "0x5\r\nhello\r\n0\r\n\r\n", "+5\r\nhello\r\n0\r\n\r\n", "-1\r\n", "\r\n", "g\r\n",
          "5\nhello\r\n0\r\n\r\n", "5\r\nhello0\r\n\r\n", "5\r\nhello\n0\r\n\r\n",
          "5\r\nhello!\r\n0\r\n\r\n", "0\r\nX: y\r\n\r\n", "0\r\nContent-Length: 3\r\n\r\n",
          "00000000000000000\r\n\r\n", "10000000000000000\r\n", "0\r\nx"}) {
        for (std::size_t size = 1; size < 8; ++size) {
            EXPECT_EQ(take(chunked(), 100, bad, size).state, Body::State::broken) << bad;
        }
    }
}

TEST(Body, chunks_are_joined_however_they_arrive) {
    const std::string_view bytes = "5\r\nhello\r\nA\r\n, teachers\r\n0\r\n\r\nGET /";
    for (std::size_t size = 1; size <= bytes.size(); ++size) {
        const auto taken = take(chunked(), 100, bytes, size);
        EXPECT_EQ(taken.state, Body::State::whole);
        EXPECT_EQ(taken.body, "hello, teachers");
        EXPECT_EQ(taken.left, "GET /");
    }
}

TEST(Body, a_body_ends_where_its_length_says) {
    Framing framing;
    framing.length = 5;
    for (std::size_t size = 1; size < 12; ++size) {
        const auto taken = take(framing, 5, "helloGET /", size);
        EXPECT_EQ(taken.state, Body::State::whole);
        EXPECT_EQ(taken.body, "hello");
        EXPECT_EQ(taken.left, "GET /");
    }
}

TEST(Body, a_body_beyond_the_limit_is_refused_before_it_is_kept) {
    Framing framing;
    framing.length = 6;
    EXPECT_EQ(take(framing, 5, "hello!", 6).state, Body::State::too_large);
    for (const char* large : {"6\r\nhello!", "3\r\nhel\r\n3\r\nlo!", "ffffffffffffffff\r\n",
                              "3\r\nhel\r\nfffffffffffffffe\r\n"}) {
        EXPECT_EQ(take(chunked(), 5, large, 30).state, Body::State::too_large) << large;
    }
    EXPECT_EQ(take(chunked(), 5, "5\r\nhello\r\n0\r\n\r\n", 30).state, Body::State::whole);
}

}  // namespace rapport::http
