// Mail that came in, as plain data. Whatever a stranger's program wrote is read here, within limits
// and without judgement: a header is what somebody claims, never what we know.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rapport::mailin {

// What one message may hold. Beyond `bytes_max` it is refused; beyond the others the rest is left
// out and `is_cut` says so.
struct Limits {
    std::size_t bytes_max = std::size_t{25} << 20;  // The message as it was sent.
    std::size_t header_bytes_max = std::size_t{256} << 10;
    std::size_t headers_max = 500;
    std::size_t parts_max = 200;
    std::size_t depth_max = 20;                         // Parts within parts.
    std::size_t text_bytes_max = std::size_t{1} << 20;  // Of the text, after decoding.
};

struct Mailbox {
    std::string name, address;  // The address as written; either may be empty.
};

struct Attachment {
    std::string name;  // As the sender called it: for showing only, never a path. May be empty.
    std::string type;  // "image/png", in small letters, as the sender claims.
    std::string bytes;
    bool is_inline = false;  // A picture within the text.
};

// One part of what a person reads, decoded to UTF-8 with "\n" for line ends.
struct Body {
    bool is_html = false;
    std::string text;
};

struct Header {
    std::string name, value;  // The name in small letters; the value decoded and unfolded.
};

struct Received {
    std::vector<Mailbox> from, to, cc, reply_to;
    std::string sender;  // The address of Sender, else "".
    std::string subject;
    std::optional<std::int64_t> sent_at;  // Milliseconds since 1970, as the sender claims.
    std::string message_id;               // Without angle brackets.
    std::vector<std::string> in_reply_to, references;
    std::vector<Body> bodies;  // As they came; text is made of them.
    std::string text;          // What is read: the plain form, or the HTML one turned into text.
    std::vector<Attachment> attachments;
    std::vector<Header> headers;  // The top ones, in their order.
    std::string type;             // "multipart/report" and the like.
    std::size_t size = 0;
    bool is_cut = false;

    // The first header of that name (in small letters), "" when absent.
    std::string_view header(std::string_view name) const;
};

// Reads a message of any bytes at all. nullopt: it is larger than `bytes_max`, or its headers are.
std::optional<Received> read(std::string_view message, const Limits& = {});

// What a person would read in HTML: no tags, no scripts, quoted passages behind "> ". UTF-8 in and
// out; of any bytes, in time that grows with their number alone.
std::string text_of_html(std::string_view html);

// What the writer of a letter says, without the letters quoted below or above it, the lines that
// announce them and what a mail program adds. A letter that is nothing but a quotation is itself.
// Words taken out are lost here: the caller keeps the whole text too.
struct Said {
    std::string words;
    std::string signature;  // What stood at its end: after "-- ", or "Sent from my telephone".
};
Said said_in(std::string_view text);

// What a machine says about a letter of ours.
enum class Notice : std::uint8_t { none, bounce, complaint, automatic_reply };

struct Failure {
    std::string recipient;     // "" when the notice does not say.
    std::string status;        // "5.1.1" (RFC 3463), "" when it does not say.
    bool is_permanent = true;  // False where the notice says that it was in vain for now.
};

struct Report {
    Notice kind = Notice::none;
    std::vector<Failure> failures;
};

// Delivery reports (RFC 3464), complaints (RFC 5965), replies by machine (RFC 3834), and the
// reports of servers that keep to none of these.
Report report_of(const Received&);

}  // namespace rapport::mailin
