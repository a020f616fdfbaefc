#include "kernel/http/server.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "kernel/http/loopback.hpp"
#include "kernel/http/pool.hpp"

namespace rapport::http {

namespace {

// Says back what it understood.
Response echo(Request& request) {
    std::ostringstream out;
    out << text(request.method) << ' ' << request.path;
    for (const auto& [name, value] : request.query.entries()) out << '|' << name << '=' << value;
    out << '|' << request.body.size();
    for (const auto& [name, value] : request.form.entries()) out << '|' << name << '=' << value;
    for (const auto& upload : request.uploads) {
        out << '|' << upload.field << ':' << upload.file_name << ':' << upload.size << ':'
            << std::ifstream(upload.path).rdbuf();
    }
    return plain(200, out.str());
}

Said once(std::string_view bytes) {
    const Serving serving(echo);
    Client client(serving.port());
    client.say(bytes);
    return client.hear();
}

std::string multipart(std::string_view file) {
    return "--sep\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
           "--sep\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.csv\"\r\n\r\n" +
           std::string(file) + "\r\n--sep--\r\n";
}

}  // namespace

TEST(Server, requests_that_two_servers_could_read_differently_are_refused) {
    const Serving serving(echo);
    const std::pair<int, const char*> smuggled[] = {
        {400,
         "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"},
        {400,
         "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nhello"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\nhello"},
        {501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"},
        {501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n"},
        {501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n"},
        {501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \"chunked\"\r\n\r\n"},
        {501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n"},
        {400,
         "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
         "chunked\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding\x0b: chunked\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\n Transfer-Encoding: chunked\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nX: y\r\n\tz\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nX:\r\n y\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: a\nContent-Length: 5\r\n\r\nhello"},
        {400, "POST / HTTP/1.1\r\nHost: a\rContent-Length: 5\r\n\r\nhello"},
        {505, "POST / HTTP/1.1\nHost: a\r\n\r\n"},
        {400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x\r\nhello\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
        {400, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {505, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"},
        {505, "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"},
        {400, "GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n"},
        {400, "CONNECT b:443 HTTP/1.1\r\nHost: a\r\n\r\n"},
        {417, "POST / HTTP/1.1\r\nHost: a\r\nExpect: a miracle\r\nContent-Length: 1\r\n\r\nx"},
        {400, "\x16\x03\x01\x02"},
        {400, "\r\n\r\n"},
    };
    for (const auto& [status, bytes] : smuggled) {
        Client client(serving.port());
        client.say(bytes);
        client.say(get("/smuggled"));
        EXPECT_EQ(client.hear().status, status) << bytes;
        client.say_no_more();
        EXPECT_EQ(client.hear().status, 0) << "answered what came behind: " << bytes;
    }
    std::string with_nul = "GET / HTTP/1.1\r\nHost: a\r\nX: a?b\r\n\r\n";
    with_nul[with_nul.find('?')] = '\0';
    EXPECT_EQ(Client(serving.port()).ask(with_nul).status, 400);
}

TEST(Server, heads_and_bodies_beyond_the_limits_are_refused) {
    EXPECT_EQ(once("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(17000, 'x')).status, 431);
    std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 200; ++i) many += "X: y\r\n";
    EXPECT_EQ(once(many + "\r\n").status, 431);
    EXPECT_EQ(once(get("/" + std::string(9000, 'a'))).status, 414);
    EXPECT_EQ(once(get("/" + std::string(8000, 'a'))).status, 200);
    EXPECT_EQ(once("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n").status, 413);
    EXPECT_EQ(once("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                   "100001\r\nhello")
                  .status,
              413);
    EXPECT_EQ(once(post_form("/", "a=%")).status, 400);
    EXPECT_EQ(once(post("/", "text/plain", std::string(1048576, 'x'))).body, "POST /|1048576");
}

TEST(Server, a_question_is_understood_and_answered) {
    EXPECT_EQ(once(get("/a%20b?q=1&q=%C3%A9")).body, "GET /a b|q=1|q=é|0");
    EXPECT_EQ(once(post_form("/a", "x=1+2&y=%26")).body, "POST /a|11|x=1 2|y=&");
    EXPECT_EQ(once("PUT /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
                   "3\r\nabc\r\n0\r\n\r\n")
                  .body,
              "PUT /a|3");
    EXPECT_EQ(once("DELETE /a HTTP/1.1\r\nHost: a\r\n\r\n").body, "DELETE /a|0");
    EXPECT_EQ(once("BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n").body, "OTHER /pot|0");
}

TEST(Server, an_answer_carries_its_length_type_and_date) {
    const auto said = once(get("/"));
    EXPECT_TRUE(said.has("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(said.has("Content-Type: text/plain; charset=utf-8\r\n"));
    EXPECT_TRUE(said.has("Content-Length: " + std::to_string(said.body.size()) + "\r\n"));
    EXPECT_TRUE(said.has(" GMT\r\n"));
}

TEST(Server, head_gets_the_length_but_no_body) {
    const Serving serving(echo);
    Client client(serving.port());
    client.say("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n" + get("/b"));
    const auto head = client.hear(Client::Body::none);
    EXPECT_TRUE(head.has("Content-Length: 9\r\n"));
    EXPECT_EQ(client.hear().body, "GET /b|0");
}

TEST(Server, an_answer_without_content_has_no_body) {
    const Serving serving([](Request& request) {
        Response response = plain(request.path == "/304" ? 304 : 204, "not to be seen");
        return response.header("ETag", "\"x\"");
    });
    Client client(serving.port());
    client.say(get("/204") + get("/304") + get("/204"));
    for (const int status : {204, 304, 204}) {
        const auto said = client.hear();
        EXPECT_EQ(said.status, status);
        EXPECT_TRUE(said.has("ETag: \"x\"\r\n"));
        EXPECT_FALSE(said.has("Content-"));
    }
}

TEST(Server, a_connection_is_kept_for_the_next_question) {
    const Serving serving(echo);
    Client client(serving.port());
    for (int i = 0; i < 50; ++i) {
        const auto target = "/" + std::to_string(i);
        EXPECT_EQ(client.ask(get(target)).body, "GET " + target + "|0");
    }
    client.say("GET /bye HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const auto last = client.hear();
    EXPECT_TRUE(last.has("Connection: close\r\n"));
    EXPECT_TRUE(client.hears_the_end());
}

TEST(Server, an_old_client_is_let_go_unless_it_asks_to_stay) {
    const Serving serving(echo);
    Client client(serving.port());
    EXPECT_TRUE(client.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                    .has("Connection: keep-alive\r\n"));
    EXPECT_TRUE(client.ask("GET / HTTP/1.0\r\n\r\n").has("Connection: close\r\n"));
    EXPECT_TRUE(client.hears_the_end());
}

TEST(Server, questions_sent_at_once_are_answered_in_order) {
    const Serving serving(echo);
    Client client(serving.port());
    std::string all;
    for (int i = 0; i < 500; ++i) {
        all +=
            i % 2 == 0 ? get("/" + std::to_string(i)) : post_form("/" + std::to_string(i), "a=1");
    }
    std::thread speaker([&] { client.say(all); });
    for (int i = 0; i < 500; ++i) {
        const auto said = client.hear();
        EXPECT_EQ(said.body, (i % 2 == 0 ? "GET /" : "POST /") + std::to_string(i) +
                                 (i % 2 == 0 ? "|0" : "|3|a=1"));
    }
    speaker.join();
}

TEST(Server, a_question_in_single_bytes_is_understood) {
    const Serving serving(echo);
    Client client(serving.port());
    for (const char byte : post_form("/slowly", "a=1") + get("/next")) client.say({&byte, 1});
    EXPECT_EQ(client.hear().body, "POST /slowly|3|a=1");
    EXPECT_EQ(client.hear().body, "GET /next|0");
}

TEST(Server, a_client_that_waits_to_be_told_is_told_to_go_on) {
    const Serving serving(echo);
    Client client(serving.port());
    const std::string head = "POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";
    EXPECT_EQ(client.ask(head + "Content-Length: 3\r\n\r\n").status, 100);
    EXPECT_EQ(client.ask("abc").body, "POST /a|3");
    EXPECT_EQ(client.ask(head + "Content-Length: 9999999\r\n\r\n").status, 413);
}

TEST(Server, an_upload_lies_on_disk_until_it_is_answered) {
    const Serving serving(echo);
    Client client(serving.port());
    const auto body = multipart("name,grade");
    const auto said = client.ask(post("/import", "multipart/form-data; boundary=sep", body));
    EXPECT_EQ(said.body, "POST /import|0|note=hello|f:a.csv:10:name,grade");
    const auto longer = multipart(std::string(5'000'000, 'x'));
    EXPECT_EQ(client.ask(post("/import", "multipart/form-data; boundary=sep", longer)).body.size(),
              std::string("POST /import|0|note=hello|f:a.csv:5000000:").size() + 5'000'000);
    EXPECT_EQ(serving.folder.count(), 0);
}

TEST(Server, an_upload_that_breaks_off_leaves_nothing_behind) {
    const Serving serving(echo);
    const auto body = multipart(std::string(2'000'000, 'x'));
    const auto whole = post("/import", "multipart/form-data; boundary=sep", body);
    {
        Client client(serving.port());
        client.say(std::string_view(whole).substr(0, 1'500'000));
    }
    Client bad(serving.port());
    const auto cut = post("/import", "multipart/form-data; boundary=sep",
                          std::string_view(body).substr(0, 1'000'000));
    EXPECT_EQ(bad.ask(cut).status, 400);
    for (int i = 0; i < 100 && serving.folder.count() > 0; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_EQ(serving.folder.count(), 0);
}

TEST(Server, files_are_taken_only_where_they_are_expected) {
    const auto type = "multipart/form-data; boundary=sep";
    EXPECT_EQ(once(post("/note", type, multipart("x"))).status, 415);
    EXPECT_EQ(once(post("/note", type, multipart(std::string(1'100'000, 'x')))).status, 413);
    EXPECT_EQ(once(post("/note", type,
                        "--sep\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--sep--"))
                  .body,
              "POST /note|0|a=1");
}

TEST(Server, a_fault_in_a_page_is_answered_with_its_number_and_nothing_else) {
    const Serving serving([](Request& request) -> Response {
        if (request.path == "/odd") throw 7;
        if (request.path == "/split") return plain(200, "").header("X", "a\r\nSet-Cookie: b");
        throw std::runtime_error("secret");
    });
    Client client(serving.port());
    for (const char* path : {"/", "/odd", "/split"}) {
        const auto said = client.ask(get(path));
        EXPECT_EQ(said.status, 500);
        EXPECT_EQ(said.body.find("500 Internal Server Error\n"), 0u);
        EXPECT_EQ((said.head + said.body).find("secret"), std::string::npos);
        EXPECT_FALSE(said.has("Set-Cookie"));
    }
}

TEST(Server, every_request_has_a_number_of_its_own) {
    const Serving serving([](Request& request) { return plain(200, request.id); });
    Client client(serving.port());
    const auto first = client.ask(get("/")).body, second = client.ask(get("/")).body;
    EXPECT_NE(first, second);
    EXPECT_LE(first.size(), 12u);
    EXPECT_EQ(first.substr(0, 4), second.substr(0, 4));
}

TEST(Server, a_taken_port_is_reported_in_a_sentence) {
    const Serving serving(echo);
    try {
        Server second("127.0.0.1", serving.port(), {}, "", echo);
        FAIL();
    } catch (const std::runtime_error& fault) {
        EXPECT_EQ(std::string(fault.what()), "Another program already serves on port " +
                                                 std::to_string(serving.port()) + " of 127.0.0.1.");
    }
}

TEST(Server, it_is_known_while_somebody_is_served) {
    bool was_served = false;
    {
        const Serving serving([&](Request&) {
            was_served = Pool::is_somebody_served();
            return plain(200, "hello");
        });
        EXPECT_FALSE(Pool::is_somebody_served());
        Client client(serving.port());
        client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_EQ(200, client.hear().status);
    }
    EXPECT_TRUE(was_served);
    EXPECT_FALSE(Pool::is_somebody_served());
}

}  // namespace rapport::http
