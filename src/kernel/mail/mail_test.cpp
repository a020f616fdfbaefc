#include "kernel/mail/mail.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "kernel/crypto/crypto.hpp"
#include "kernel/mail/names.hpp"
#include "kernel/text/text.hpp"

namespace rapport::mail {

namespace {

const Sender sender{"Rapport", "rapport@school.example", "school.example"};
const Instant when{1'795'253'400'000};  // 2026-11-21T09:30:00Z

Message to_amina() {
    return {"Amina Diallo", "amina@school.example", "Your request", "Hello\n\nSee you at ten.\n",
            "en"};
}

std::string composed(const Message& message) { return compose(message, sender, "r/1", when); }

std::string head_of(const std::string& eml) { return eml.substr(0, eml.find("\r\n\r\n") + 2); }
std::string body_of(const std::string& eml) { return eml.substr(eml.find("\r\n\r\n") + 4); }

int count_of(const std::string& text, std::string_view what) {
    int count = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++count;
    return count;
}

int digit(char c) { return c <= '9' ? c - '0' : c - 'A' + 10; }

std::string decoded(std::string_view text) {  // Quoted-printable.
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '=') {
            out += text[at];
        } else {
            if (text.substr(at, 3) != "=\r\n") {
                out += static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2]));
            }
            at += 2;
        }
    }
    return out;
}

// The text of a header, encoded words joined and decoded.
std::string header(const std::string& eml, const std::string& name) {
    const auto head = "\r\n" + head_of(eml);
    auto at = head.find("\r\n" + name + ": ");
    if (at == head.npos) return "";
    at += name.size() + 4;
    std::string raw;
    for (;;) {
        const auto end = head.find("\r\n", at);
        raw += head.substr(at, end - at);
        if (head[end + 2] != ' ') break;
        at = end + 2;
    }
    std::string out;
    for (std::size_t i = 0; i < raw.size();) {
        const auto end = raw.find("?=", i + 10);
        if (raw.compare(i, 10, "=?utf-8?Q?") != 0 || end == raw.npos) {
            out += raw[i++];
            continue;
        }
        for (std::size_t k = i + 10; k < end; ++k) out += raw[k] == '_' ? ' ' : raw[k];
        i = end + 2;
        if (raw.compare(i, 11, " =?utf-8?Q?") == 0) ++i;
    }
    return decoded(out);
}

}  // namespace

TEST(Mail, a_name_or_subject_cannot_smuggle_a_header_in) {
    const std::string attack = "Hello\r\nBcc: everyone@school.example\r\n\r\nNot mine\n.\n";
    for (const auto& text : {attack, "é" + attack, std::string("a\nBcc: x"),
                             std::string("a\rBcc: x"), "=?utf-8?Q?a=0D=0ABcc:_x?=" + attack}) {
        auto message = to_amina();
        message.to_name = message.subject = message.language = text;
        const auto eml = composed(message);
        EXPECT_EQ(count_of(head_of(eml), "\r\n"), count_of(head_of(eml), "\n"));
        EXPECT_EQ(header(eml, "Bcc"), "") << eml;
        EXPECT_EQ(body_of(eml), "Hello\r\n\r\nSee you at ten.\r\n");
    }
}

TEST(Mail, an_address_that_would_be_more_than_one_is_refused) {
    for (const char* bad : {"", "amina", "a@b,c@d", "a@b\r\nBcc: c@d", "<a@b>", "a b@c", "a@b@c",
                            "@b", "a@", "a@b;c", "\"a\"@b", "é@b", "a@b\n"}) {
        EXPECT_FALSE(is_address(bad)) << bad;
        auto message = to_amina();
        message.to_address = bad;
        EXPECT_THROW(composed(message), std::invalid_argument) << bad;
    }
    EXPECT_TRUE(is_address("a.o'neil+x@mail.school.example"));
}

TEST(Mail, an_answer_goes_where_the_message_says) {
    auto message = to_amina();
    message.reply_to = "r+a1@school.example";
    EXPECT_EQ(header(composed(message), "Reply-To"), "r+a1@school.example");
    message.reply_to = "r+a1@school.example\r\nBcc: eve@elsewhere.example";
    EXPECT_THROW(composed(message), std::invalid_argument);
}

TEST(Mail, a_message_says_who_what_when_and_that_nobody_need_reply) {
    const auto eml = composed(to_amina());
    EXPECT_EQ(header(eml, "From"), "\"Rapport\" <rapport@school.example>");
    EXPECT_EQ(header(eml, "To"), "\"Amina Diallo\" <amina@school.example>");
    EXPECT_EQ(header(eml, "Subject"), "Your request");
    EXPECT_EQ(eml.find("Reply-To"), eml.npos);  // Nobody reads an answer, unless it says where.
    EXPECT_EQ(header(eml, "Date"), "Sat, 21 Nov 2026 09:30:00 +0000");
    EXPECT_EQ(header(eml, "Message-ID"), "<r/1@school.example>");
    EXPECT_EQ(header(eml, "Auto-Submitted"), "auto-generated");
    EXPECT_EQ(header(eml, "Content-Language"), "en");
    EXPECT_EQ(body_of(eml), "Hello\r\n\r\nSee you at ten.\r\n");
}

TEST(Mail, names_and_subjects_of_every_script_arrive) {
    for (const std::string text :
         {"Nguyễn-Lê Thị \"Minh\"", "李小龙", "O'Brien, Shaun \\ (coach)", "محمد علي", "😀😀😀",
          "Un très long sujet, plus long que ce qu'une seule ligne d'un message peut porter, été",
          "A long subject of plain words that goes on until it no longer fits on one line at all",
          "=?utf-8?Q?not_a_word?=", "a  b", " blank "}) {
        auto message = to_amina();
        message.subject = message.to_name = text;
        const auto eml = composed(message);
        EXPECT_EQ(header(eml, "Subject"), text);
        auto to = header(eml, "To");
        EXPECT_NE(to.find(" <amina@school.example>"), to.npos) << to;
        for (std::size_t at = 0, end; (end = eml.find("\r\n", at)) != eml.npos; at = end + 2) {
            EXPECT_LE(end - at, 78u) << eml;
        }
        EXPECT_EQ(std::count_if(eml.begin(), eml.end(), [](char c) { return (c & 0x80) != 0; }), 0);
    }
}

TEST(Mail, every_text_arrives_as_it_was_written) {
    const std::string texts[] = {"",
                                 "one line",
                                 ".\n..\nFrom here\n=3D\n",
                                 "ends in blanks  \nand a tab\t\nÉlève\n",
                                 std::string(5000, 'x') + "\n" + std::string(200, '=') + "\n",
                                 "李" + std::string(100, ' ') + "龙\n"};
    for (const auto& text : texts) {
        auto message = to_amina();
        message.text = text;
        const auto body = body_of(composed(message));
        std::string expected;
        for (const char c : text) expected += c == '\n' ? "\r\n" : std::string(1, c);
        if (!text.empty() && text.back() != '\n') expected += "\r\n";
        EXPECT_EQ(decoded(body), expected);
        EXPECT_EQ(body.find("\r\n.\r\n"), body.npos);
        EXPECT_NE(body.substr(0, 1), ".");
        for (std::size_t at = 0, end; (end = body.find("\r\n", at)) != body.npos; at = end + 2) {
            EXPECT_LE(end - at, 76u);
            EXPECT_FALSE(end > at && body[end - 1] == ' ');
        }
    }
}

TEST(Mail, two_events_never_share_a_name) {
    EXPECT_EQ(message_name("request.triaged/abc/2"), "request.triaged/abc/2");
    EXPECT_EQ(file_name("a-b_c.d"), "a-b_c.d");
    const char* alike[] = {"a/b", "a_b", "a b", "a..b", "a._b", "../a", ".a", "a.", "", "é", "è"};
    for (const auto* one : alike) {
        EXPECT_EQ(file_name(one).find('/'), std::string::npos);
        EXPECT_NE(file_name(one).substr(0, 1), ".");
        for (const auto* other : alike) {
            if (one == other) continue;
            EXPECT_NE(file_name(one), file_name(other));
            EXPECT_NE(message_name(one), message_name(other));
        }
    }
    EXPECT_LT(message_name(std::string(5000, 'a')).size(), 200u);
    EXPECT_NE(message_name(std::string(5000, 'a')), message_name(std::string(5001, 'a')));
}

namespace {

Message with_invitation(ical::Method method) {
    auto message = to_amina();
    message.text = "Hello\n";
    message.invitation = Invitation{
        method, ical::write({.name = "",
                             .method = method,
                             .events = {{.uid = "visit-7@rapport",
                                         .sequence = 2,
                                         .changed_at = when,
                                         .begins_at = when,
                                         .ends_at = when.plus_seconds(1800),
                                         .summary = "Planning",
                                         .invited = {{"Amina Diallo", "amina@school.example"}}}}})};
    return message;
}

std::string event(const std::string& status) {
    const bool is_off = status == "CANCELLED";
    return "BEGIN:VEVENT\r\n"
           "ORGANIZER;CN=3D\"Rapport\":mailto:rapport@school.example\r\n"
           "UID:visit-7@rapport\r\n"
           "SEQUENCE:2\r\n"
           "DTSTAMP:20261121T093000Z\r\n"
           "LAST-MODIFIED:20261121T093000Z\r\n"
           "DTSTART:20261121T093000Z\r\n"
           "DTEND:20261121T100000Z\r\n"
           "SUMMARY:Planning\r\n"
           "STATUS:" +
           status + "\r\nTRANSP:" + (is_off ? "TRANSPARENT" : "OPAQUE") +
           "\r\nATTENDEE;CUTYPE=3DINDIVIDUAL;ROLE=3DREQ-PARTICIPANT;PARTSTAT=3DNEEDS-ACTION=\r\n" +
           (is_off ? ";CN=3D\"A\r\n mina Diallo\":mailto:amina@school.example\r\n"
                   : ";RSVP=3D\r\n TRUE;CN=3D\"Amina Diallo\":mailto:amina@school.example\r\n") +
           "END:VEVENT\r\n";
}

std::string calendar(const std::string& method, const std::string& status) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rapport//Rapport//EN\r\n"
           "CALSCALE:GREGORIAN\r\nMETHOD:" +
           method + "\r\n" + event(status) + "END:VCALENDAR\r\n";
}

// All after the first headers, as Outlook, Google and Apple want it (iMIP).
std::string parts(const std::string& method, const std::string& file, const std::string& status) {
    const std::string ics = calendar(method, status);
    const std::string qp = "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
    const std::string name = crypto::blake2b_hex("r/1").substr(0, 16);
    const std::string outer = "--=_mixed_" + name, inner = "--=_either_" + name;
    return "\r\n" + outer + "\r\nContent-Type: multipart/alternative; boundary=\"" +
           inner.substr(2) + "\"\r\n\r\n" + inner +
           "\r\nContent-Type: text/plain; charset=utf-8\r\n" + qp + "Hello\r\n\r\n" + inner +
           "\r\nContent-Type: text/calendar; charset=utf-8; method=" + method + "\r\n" + qp + ics +
           "\r\n" + inner + "--\r\n\r\n" + outer +
           "\r\nContent-Disposition: attachment; filename=\"" + file +
           "\"\r\nContent-Type: application/ics; name=\"" + file + "\"\r\n" + qp + ics + "\r\n" +
           outer + "--\r\n";
}

}  // namespace

TEST(Mail, an_invitation_is_put_together_to_the_byte) {
    const auto asks = composed(with_invitation(ical::Method::request));
    const std::string outer = "=_mixed_" + crypto::blake2b_hex("r/1").substr(0, 16);
    EXPECT_NE(head_of(asks).find("Content-Type: multipart/mixed; boundary=\"" + outer + "\"\r\n"),
              std::string::npos);
    EXPECT_EQ(body_of(asks), parts("REQUEST", "request.ics", "CONFIRMED").substr(2));
    const auto ends = composed(with_invitation(ical::Method::cancel));
    EXPECT_EQ(body_of(ends), parts("CANCEL", "cancel.ics", "CANCELLED").substr(2));
}

TEST(Mail, no_word_of_an_invitation_ends_its_part_early) {
    auto message = with_invitation(ical::Method::request);
    const std::string end = "--=_mixed_" + crypto::blake2b_hex("r/1").substr(0, 16) + "--";
    message.text = "Hello\n" + end + "\n";
    const auto eml = composed(message);
    EXPECT_EQ(count_of(eml, "\r\n" + end), 1);
}

TEST(Mail, the_same_message_again_replaces_itself_in_the_folder) {
    namespace fs = std::filesystem;
    const auto folder = fs::temp_directory_path() / ("rapport-mail-" + std::to_string(::getpid()));
    fs::remove_all(folder);
    const auto postman = folder_postman(folder.string());
    SetClock clock(when);
    const char* payload = R"({"to_name":"Amina","to_address":"amina@school.example",)"
                          R"("subject":"Été","text":"Hello\n","language":"fr"})";
    for (int i = 0; i < 2; ++i) deliver_job(*postman, sender, clock, payload, "request.asked/1/2");
    int files = 0;
    std::string eml;
    for (const auto& file : fs::directory_iterator(folder)) {
        ++files;
        EXPECT_EQ(file.path().extension(), ".eml");
        std::ifstream in(file.path(), std::ios::binary);
        eml.assign(std::istreambuf_iterator<char>(in), {});
    }
    EXPECT_EQ(files, 1);
    EXPECT_EQ(header(eml, "Subject"), "Été");
    EXPECT_EQ(header(eml, "Message-ID"), "<request.asked/1/2@school.example>");
    fs::remove_all(folder);
    EXPECT_THROW(postman->deliver("a@b", "c@d", eml, "x"), std::runtime_error);
    EXPECT_ANY_THROW(deliver_job(*postman, sender, clock, "{}", "x"));
}

namespace {

// A mail server for one visit: writes down what it is told, and refuses the recipient if asked to.
class MailServer {
  public:
    explicit MailServer(std::string answer_to_recipient = "250 Good")
        : listening_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in at = {};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        ::bind(listening_, reinterpret_cast<sockaddr*>(&at), size);
        ::listen(listening_, 1);
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&at), &size);
        url = "smtp://127.0.0.1:" + std::to_string(ntohs(at.sin_port));
        thread_ = std::thread([this, answer_to_recipient] { serve(answer_to_recipient); });
    }
    ~MailServer() { end(); }
    void end() {
        if (thread_.joinable()) thread_.join();
        ::close(std::exchange(listening_, -1));
    }
    std::string url, commands, message;

  private:
    void serve(const std::string& answer_to_recipient) {
        const int visitor = ::accept(listening_, nullptr, nullptr);
        const auto say = [&](const std::string& line) {
            ::send(visitor, (line + "\r\n").data(), line.size() + 2, MSG_NOSIGNAL);
        };
        say("220 school.example");
        std::string line;
        bool is_in_data = false;
        char c;
        while (::recv(visitor, &c, 1, 0) == 1) {
            line += c;
            if (c != '\n') continue;
            if (is_in_data) {
                is_in_data = line != ".\r\n";
                if (is_in_data) {
                    message += line;
                } else {
                    say("250 Taken");
                }
            } else {
                commands += line;
                is_in_data = line == "DATA\r\n";
                say(is_in_data                    ? "354 Go on"
                    : line.substr(0, 4) == "RCPT" ? answer_to_recipient
                    : line.substr(0, 4) == "QUIT" ? "221 Bye"
                                                  : "250 Good");
            }
            line.clear();
        }
        ::close(visitor);
    }
    int listening_;
    std::thread thread_;
};

}  // namespace

TEST(Mail, a_mail_server_gets_the_message_and_its_envelope) {
    MailServer server;
    const auto eml = composed(to_amina());
    smtp_postman(server.url, "", "")
        ->deliver("rapport@school.example", "amina@school.example", eml, "x");
    server.end();
    EXPECT_NE(server.commands.find("MAIL FROM:<rapport@school.example>"), std::string::npos);
    EXPECT_NE(server.commands.find("RCPT TO:<amina@school.example>"), std::string::npos);
    EXPECT_EQ(server.message, eml);
}

TEST(Mail, a_refused_recipient_is_a_fault_to_be_tried_again) {
    MailServer server("550 Nobody of that name");
    const auto postman = smtp_postman(server.url, "", "");
    EXPECT_THROW(postman->deliver("a@b.example", "c@d.example", "x\r\n", "x"), std::runtime_error);
    EXPECT_THROW(postman->deliver("a@b", "c@d\r\nRCPT TO:<e@f>", "x", "x"), std::invalid_argument);
}

TEST(Mail, a_password_never_travels_in_the_clear) {
    MailServer server;
    const auto postman = smtp_postman(server.url, "rapport", "hunter2hunter2");
    EXPECT_THROW(postman->deliver("a@b.example", "c@d.example", "x\r\n", "x"), std::runtime_error);
    server.end();
    EXPECT_EQ(server.commands.find("AUTH"), std::string::npos);
    EXPECT_EQ(server.message, "");
}

}  // namespace rapport::mail
