#include <stdexcept>
#include <vector>

#include "kernel/crypto/crypto.hpp"
#include "kernel/mail/mail.hpp"
#include "kernel/mail/names.hpp"
#include "kernel/text/ascii.hpp"

namespace rapport::mail {

namespace {

constexpr std::size_t line_max = 76;
constexpr std::size_t word_bytes_max = 60;   // 75 by RFC 2047, but the name stands before it.
constexpr std::size_t plain_words_max = 60;  // So that no header of plain words needs folding.
constexpr std::string_view word_begin = "=?utf-8?Q?", word_end = "?=";

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

void append_hex(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '=';
    out += digits[byte / 16];
    out += digits[byte % 16];
}

// Line ends and other control characters are what smuggles headers; a space says as much.
std::string one_line(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    }
    return out;
}

// Short printable ASCII that nothing would take for an encoded word.
bool is_plain(std::string_view text) {
    if (text.size() > plain_words_max || text.find("=?") != text.npos) return false;
    for (const char c : text) {
        if (c < 0x20 || c > 0x7e) return false;
    }
    return text.empty() || (text.front() != ' ' && text.back() != ' ');
}

// RFC 2047, "Q"; a word ends only between two characters.
std::vector<std::string> encoded_words(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    while (!text.empty()) {
        std::size_t size = 1;
        while (size < text.size() && size < 4 && is_continuation(text[size])) ++size;
        std::string piece;
        for (const char c : text.substr(0, size)) {
            if (is_letter_or_digit(c)) {
                piece += c;
            } else if (c == ' ') {
                piece += '_';
            } else {
                append_hex(piece, c);
            }
        }
        text.remove_prefix(size);
        if (word_begin.size() + word.size() + piece.size() + word_end.size() > word_bytes_max) {
            words.push_back(std::string(word_begin) + word + std::string(word_end));
            word.clear();
        }
        word += piece;
    }
    words.push_back(std::string(word_begin) + word + std::string(word_end));
    return words;
}

// The pieces of a header, folded before a line grows too long.
void append_header(std::string& out, std::string_view name,
                   const std::vector<std::string>& pieces) {
    out.append(name).append(":");
    std::size_t column = name.size() + 1;
    for (const auto& piece : pieces) {
        if (column + 1 + piece.size() > line_max && column > name.size() + 1) {
            out += "\r\n";
            column = 0;
        }
        out.append(" ").append(piece);
        column += 1 + piece.size();
    }
    out += "\r\n";
}

std::vector<std::string> words(std::string_view raw) {
    auto text = one_line(raw);
    if (is_plain(text)) return {text};
    return encoded_words(text);
}

std::vector<std::string> mailbox(std::string_view raw_name, const std::string& address) {
    if (!is_address(address)) throw std::invalid_argument("an address that mail cannot carry");
    const auto name = one_line(raw_name);
    if (name.empty()) return {address};
    std::vector<std::string> pieces;
    if (is_plain(name)) {
        std::string quoted = "\"";
        for (const char c : name) {
            if (c == '"' || c == '\\') quoted += '\\';
            quoted += c;
        }
        pieces = {quoted + "\""};
    } else {
        pieces = encoded_words(name);
    }
    pieces.push_back("<" + address + ">");
    return pieces;
}

// "Sat, 21 Nov 2026 09:30:00 +0000".
std::string internet_date(Instant at) {
    static constexpr const char* days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto text = at.rfc3339();  // "2026-11-21T09:30:00.000Z"
    const auto day = Day::parse(std::string_view(text).substr(0, 10)).value_or(Day{});
    return std::string(days[day.weekday() - 1]) + ", " + std::to_string(day.day) + " " +
           months[day.month - 1] + " " + std::to_string(day.year) + " " + text.substr(11, 8) +
           " +0000";
}

// One line of the body: soft ends before it grows too long, nothing that a server on the way might
// take for its own (a dot alone, "From ", a blank at the end).
void append_line(std::string& out, std::string_view line) {
    std::size_t column = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        const bool is_blank = c == ' ' || c == '\t';
        const bool is_first_of_trap = at == 0 && (c == '.' || line.substr(0, 5) == "From ");
        std::string piece;
        if (c == '=' || c > 0x7e || (c < 0x20 && c != '\t') || is_first_of_trap ||
            (is_blank && at + 1 == line.size())) {
            append_hex(piece, c);
        } else {
            piece += c;
        }
        if (column + piece.size() > line_max - 1) {
            out += "=\r\n";
            column = 0;
        }
        out += piece;
        column += piece.size();
    }
    out += "\r\n";
}

void append_body(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        append_line(out, line);
    }
}

// The two headers of a part, and what it says.
void append_part(std::string& out, const std::string& type, std::string_view text) {
    append_header(out, "Content-Type", {type});
    append_header(out, "Content-Transfer-Encoding", {"quoted-printable"});
    out += "\r\n";
    append_body(out, text);
}

void append_with_invitation(std::string& out, const Message& message, const Sender& sender,
                            std::string_view dedup) {
    const Invitation& invitation = *message.invitation;
    const std::string ics = ical::organized_by(invitation.ics, {sender.name, sender.address});
    const std::string method(ical::code(invitation.method));
    // "=_" stands in no line of quoted-printable text, so that no part ends early.
    const std::string name = crypto::blake2b_hex(dedup).substr(0, 16);
    const std::string outer = "=_mixed_" + name, inner = "=_either_" + name;
    append_header(out, "Content-Type", {"multipart/mixed;", "boundary=\"" + outer + "\""});
    out += "\r\n--" + outer + "\r\n";
    append_header(out, "Content-Type", {"multipart/alternative;", "boundary=\"" + inner + "\""});
    out += "\r\n--" + inner + "\r\n";
    append_part(out, "text/plain; charset=utf-8", message.text);
    out += "\r\n--" + inner + "\r\n";
    append_part(out, "text/calendar; charset=utf-8; method=" + method, ics);
    out += "\r\n--" + inner + "--\r\n\r\n--" + outer + "\r\n";
    append_header(out, "Content-Disposition",
                  {"attachment;", "filename=\"" + text::lower_ascii(method) + ".ics\""});
    append_part(out, "application/ics; name=\"" + text::lower_ascii(method) + ".ics\"", ics);
    out += "\r\n--" + outer + "--\r\n";
}

}  // namespace

std::string compose(const Message& message, const Sender& sender, std::string_view dedup,
                    Instant date) {
    std::string out;
    append_header(out, "From", mailbox(sender.name, sender.address));
    append_header(out, "To", mailbox(message.to_name, message.to_address));
    if (!message.reply_to.empty()) append_header(out, "Reply-To", mailbox("", message.reply_to));
    append_header(out, "Subject", words(message.subject));
    append_header(out, "Date", {internet_date(date)});
    std::string id = "<";
    id.append(message_name(dedup)).append("@").append(sender.host).append(">");
    append_header(out, "Message-ID", {id});
    append_header(out, "MIME-Version", {"1.0"});
    append_header(out, "Auto-Submitted", {"auto-generated"});  // No holiday replies (RFC 3834).
    append_header(out, "Content-Language", {one_line(message.language)});
    if (message.invitation) {
        append_with_invitation(out, message, sender, dedup);
    } else {
        append_part(out, "text/plain; charset=utf-8", message.text);
    }
    return out;
}

}  // namespace rapport::mail
