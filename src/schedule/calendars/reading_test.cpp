// A calendar that somebody publishes elsewhere, read again and again. The server stands on this
// machine, where only a test lets the program go.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "schedule/calendars/calendars.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::calendars {
namespace {

using test::School;

// Gives one answer to each visitor, in order, and goes.
class Elsewhere {
  public:
    explicit Elsewhere(std::vector<std::string> answers) : answers_(std::move(answers)) {
        listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in at = {};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        ::bind(listening_, reinterpret_cast<sockaddr*>(&at), size);
        ::listen(listening_, 8);
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&at), &size);
        url = "http://127.0.0.1:" + std::to_string(ntohs(at.sin_port)) + "/mine.ics";
        thread_ = std::thread([this] { serve(); });
    }
    ~Elsewhere() {
        ::shutdown(listening_, SHUT_RDWR);
        thread_.join();
        ::close(listening_);
    }
    std::string url;

  private:
    void serve() {
        for (const std::string& answer : answers_) {
            const int visitor = ::accept(listening_, nullptr, nullptr);
            if (visitor < 0) return;
            std::string head;
            char c;
            while (head.find("\r\n\r\n") == head.npos && ::recv(visitor, &c, 1, 0) == 1) head += c;
            ::send(visitor, answer.data(), answer.size(), MSG_NOSIGNAL);
            ::close(visitor);
        }
    }
    const std::vector<std::string> answers_;
    int listening_ = -1;
    std::thread thread_;
};

std::string good(const std::string& day) {
    return "HTTP/1.1 200 OK\r\nETag: \"" + day +
           "\"\r\nConnection: close\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n"
           "SUMMARY:CANARYTITLE\r\nDTSTART:202611" +
           day + "T150000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}

constexpr Sql move{"reading_test.move", R"(
    UPDATE calendar_feed SET address = $2 WHERE district_id = $1)"};

std::string busy_days(School& school) {
    const PersonId person = school.teacher.id();
    std::string days;
    school.db().read(school.scope(), [&](ReadTx& tx) {
        const auto all = busy_of(tx, std::span(&person, 1), {}, tx.now().plus_seconds(86'400 * 99));
        for (const auto& span : all.at(0).spans)
            days += span.begins_at.rfc3339().substr(8, 5) + " ";
    });
    return days;
}

TEST(CalendarsReading, a_calendar_is_read_again_and_what_was_kept_stands_while_it_fails) {
    School school;
    const fetch::Fetcher fetcher(fetch::Reach::anywhere);
    const auto read = [&] {
        test::clock().advance_seconds(4 * 3600);
        while (read_due(school.db(), fetcher, 10) > 0) {
        }
    };
    read();  // What the schools of other tests left.
    const Elsewhere server({good("03"), "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n",
                            good("04"), "HTTP/1.1 410 Gone\r\nConnection: close\r\n\r\n",
                            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<html>Sign in</html>"});
    school.teacher.post("/account/calendar/feeds", {{"address", "https://127.0.0.1/x.ics"}});
    school.db().write(school.scope(),
                      [&](WriteTx& tx) { tx.run(move, tx.district(), server.url); });
    read();
    EXPECT_EQ(busy_days(school), "03T15 ");
    const auto page = school.teacher.get("/account/calendar");
    EXPECT_TRUE(page.shows("Last read"));
    EXPECT_FALSE(page.shows("CANARYTITLE"));
    EXPECT_FALSE(page.shows("mine.ics")) << "an address is a secret: its host alone is shown";
    read();
    EXPECT_EQ(busy_days(school), "03T15 ") << "unchanged";
    read();
    EXPECT_EQ(busy_days(school), "04T15 ");
    read();
    EXPECT_EQ(busy_days(school), "04T15 ") << "gone";
    EXPECT_TRUE(school.teacher.get("/account/calendar").shows("It is no longer there"));
    read();
    EXPECT_EQ(busy_days(school), "04T15 ") << "another page";
    EXPECT_TRUE(school.teacher.get("/account/calendar").shows("What is there is no calendar"));
}

}  // namespace
}  // namespace rapport::calendars
