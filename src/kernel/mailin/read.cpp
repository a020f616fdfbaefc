#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "kernel/mailin/content.hpp"
#include "kernel/mailin/mailin.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/encoding.hpp"
#include "kernel/text/text.hpp"

namespace rapport::mailin {

namespace {

struct FreeOptions {
    void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};

void ready() {
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

std::string_view view(const char* text) { return text == nullptr ? "" : text; }

// Headers are one line each, whatever was sent.
std::string one_line(std::string_view raw) {
    std::string out = text::to_utf8(raw, "");
    for (char& c : out) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    }
    return std::string(text::trimmed(out));
}

// "\r\n" and lone "\r" as "\n".
std::string with_plain_ends(std::string text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r') {
            out += text[at];
        } else if (at + 1 == text.size() || text[at + 1] != '\n') {
            out += '\n';
        }
    }
    return out;
}

std::vector<Mailbox> mailboxes(InternetAddressList* list) {
    constexpr int most = 500;
    std::vector<Mailbox> out;
    if (list == nullptr) return out;
    const int count = std::min(internet_address_list_length(list), most);
    for (int i = 0; i < count; ++i) {
        InternetAddress* const one = internet_address_list_get_address(list, i);
        Mailbox box{.name = one_line(view(internet_address_get_name(one))), .address = {}};
        if (INTERNET_ADDRESS_IS_MAILBOX(one)) {
            box.address =
                one_line(view(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one))));
        } else if (INTERNET_ADDRESS_IS_GROUP(one)) {
            auto* const members = internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one));
            for (int m = 0; m < std::min(internet_address_list_length(members), most); ++m) {
                InternetAddress* const member = internet_address_list_get_address(members, m);
                if (!INTERNET_ADDRESS_IS_MAILBOX(member)) continue;
                out.push_back({one_line(view(internet_address_get_name(member))),
                               one_line(view(internet_address_mailbox_get_addr(
                                   INTERNET_ADDRESS_MAILBOX(member))))});
            }
            continue;
        }
        out.push_back(std::move(box));
    }
    return out;
}

// "<a@b> <c@d>" as its ids; what stands between is left out.
std::vector<std::string> ids_of(std::string_view text) {
    constexpr std::size_t most = 100;
    std::vector<std::string> out;
    while (out.size() < most) {
        const auto open = text.find('<');
        if (open == text.npos) break;
        const auto close = text.find('>', open);
        if (close == text.npos) break;
        out.emplace_back(text::trimmed(text.substr(open + 1, close - open - 1)));
        text.remove_prefix(close + 1);
    }
    return out;
}

// False where the letter broke off before a line that ends the last of its parts.
bool has_end(GMimeMultipart* parts, std::string_view message) {
    if (parts->write_end_boundary != FALSE) return true;
    return text::trimmed(message).ends_with(
        "\n--" + std::string(view(g_mime_multipart_get_boundary(parts))));
}

std::string type_of(GMimeObject* object) {
    GMimeContentType* const type = g_mime_object_get_content_type(object);
    if (type == nullptr) return "text/plain";
    return text::lower_ascii(
        one_line(std::string(view(g_mime_content_type_get_media_type(type))) + "/" +
                 std::string(view(g_mime_content_type_get_media_subtype(type)))));
}

// Where a part stands among others.
struct Standing {
    std::string_view within;  // "multipart/mixed"; "" at the top.
    bool is_first = true;
    bool is_ended = true;  // False for the last part of a letter that breaks off.
    std::size_t depth = 0;
};

// What a person reads and what came along, told apart as RFC 8621, section 4.1.4 does. A text that
// breaks off, or is not in the encoding it names, came along; it is read where nothing else is.
class Walk {
  public:
    Walk(Received& into, std::string_view message, const Limits& limits)
        : into_(into), message_(message), limits_(limits) {}

    std::vector<Body>& broken() { return broken_; }

    void object(GMimeObject* object, const Standing& standing) {
        if (object == nullptr) return;
        if (++parts_ > limits_.parts_max || standing.depth > limits_.depth_max) {
            into_.is_cut = true;
            return;
        }
        if (GMIME_IS_MULTIPART(object)) return multipart(object, standing.depth);
        if (GMIME_IS_MESSAGE_PART(object)) return message(object);
        if (GMIME_IS_PART(object)) return leaf(object, standing);
    }

  private:
    void multipart(GMimeObject* object, std::size_t depth) {
        const std::string type = type_of(object);
        auto* const parts = GMIME_MULTIPART(object);
        const int count = g_mime_multipart_get_count(parts);
        const bool is_alternative = type == "multipart/alternative";
        const std::size_t bodies = into_.bodies.size();
        for (int i = 0; i < count && !into_.is_cut; ++i) {
            this->object(g_mime_multipart_get_part(parts, i),
                         {.within = type,
                          .is_first = is_alternative || i == 0,
                          .is_ended = i + 1 < count || has_end(parts, message_),
                          .depth = depth + 1});
        }
        if (is_alternative) choose(bodies);
    }

    // The same in several forms: the plain one is read; the HTML one where it alone has words.
    void choose(std::size_t bodies) {
        const auto begin = into_.bodies.begin() + static_cast<std::ptrdiff_t>(bodies);
        const auto any = [&](auto is) { return std::any_of(begin, into_.bodies.end(), is); };
        const bool has_plain = any([](const Body& body) { return !body.is_html; });
        const bool is_plain_read =
            any([](const Body& body) { return !body.is_html && has_words(body); }) ||
            (has_plain && !any([](const Body& body) { return body.is_html && has_words(body); }));
        into_.bodies.erase(
            std::remove_if(begin, into_.bodies.end(),
                           [&](const Body& body) { return body.is_html == is_plain_read; }),
            into_.bodies.end());
    }

    static bool has_words(const Body& body) {
        return !text::trimmed(body.is_html ? text_of_html(body.text) : body.text).empty();
    }

    void message(GMimeObject* object) {
        GMimeMessage* const inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        std::string name = name_of(object);
        if (inner == nullptr) return;
        if (name.empty()) name = one_line(view(g_mime_message_get_subject(inner)));
        into_.attachments.push_back({.name = std::move(name),
                                     .type = type_of(object),
                                     .bytes = written(GMIME_OBJECT(inner))});
    }

    void leaf(GMimeObject* object, const Standing& standing) {
        const std::string type = type_of(object);
        const std::string name = name_of(object);
        const std::string disposition =
            text::lower_ascii(view(g_mime_object_get_disposition(object)));
        const bool is_text = type == "text/plain" || type == "text/html";
        const bool is_read =
            disposition != "attachment" && is_text &&
            (standing.is_first || (standing.within != "multipart/related" && name.empty()));
        auto [bytes, is_whole] = content_of(GMIME_PART(object));
        const bool is_broken = !is_whole || !standing.is_ended;
        const auto keep = [&](std::string kept) {
            into_.attachments.push_back({.name = name,
                                         .type = type,
                                         .bytes = std::move(kept),
                                         .is_inline = disposition == "inline"});
        };
        if (!is_read) return keep(std::move(bytes));
        if (is_broken) keep(bytes);
        if (bytes.size() > limits_.text_bytes_max - std::min(limits_.text_bytes_max, read_)) {
            bytes.resize(limits_.text_bytes_max - std::min(limits_.text_bytes_max, read_));
            into_.is_cut = true;
        }
        read_ += bytes.size();
        const auto charset = view(g_mime_object_get_content_type_parameter(object, "charset"));
        (is_broken ? broken_ : into_.bodies)
            .push_back({.is_html = type == "text/html",
                        .text = with_plain_ends(text::to_utf8(bytes, charset))});
    }

    static std::string name_of(GMimeObject* object) {
        if (GMIME_IS_PART(object)) {
            return one_line(view(g_mime_part_get_filename(GMIME_PART(object))));
        }
        return one_line(view(g_mime_object_get_content_disposition_parameter(object, "filename")));
    }

    Received& into_;
    const std::string_view message_;
    const Limits& limits_;
    std::vector<Body> broken_;
    std::size_t parts_ = 0, read_ = 0;
};

// The length of the headers: up to the first empty line.
std::size_t header_bytes(std::string_view message) {
    for (std::size_t at = 0; at < message.size();) {
        const auto end = message.find_first_of("\r\n", at);
        if (end == at) return at;
        if (end == message.npos) return message.size();
        at = end + (message.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    return message.size();
}

// Old Macs ended lines with "\r" alone, and some mailers still do; nothing reads that.
std::string with_line_feeds(std::string_view message) {
    std::string out(message);
    std::replace(out.begin(), out.end(), '\r', '\n');
    return out;
}

void read_headers(Received& into, GMimeObject* message, const Limits& limits) {
    GMimeHeaderList* const headers = g_mime_object_get_header_list(message);
    const int count = g_mime_header_list_get_count(headers);
    into.is_cut = into.is_cut || static_cast<std::size_t>(count) > limits.headers_max;
    for (int i = 0; i < std::min(count, static_cast<int>(limits.headers_max)); ++i) {
        GMimeHeader* const header = g_mime_header_list_get_header_at(headers, i);
        into.headers.push_back({text::lower_ascii(one_line(view(g_mime_header_get_name(header)))),
                                one_line(view(g_mime_header_get_value(header)))});
    }
}

void read_envelope(Received& into, GMimeMessage* message) {
    into.from = mailboxes(g_mime_message_get_from(message));
    into.to = mailboxes(g_mime_message_get_to(message));
    into.cc = mailboxes(g_mime_message_get_cc(message));
    into.reply_to = mailboxes(g_mime_message_get_reply_to(message));
    const auto sender = mailboxes(g_mime_message_get_sender(message));
    if (!sender.empty()) into.sender = sender.front().address;
    into.subject = one_line(view(g_mime_message_get_subject(message)));
    if (GDateTime* const date = g_mime_message_get_date(message); date != nullptr) {
        into.sent_at = g_date_time_to_unix(date) * 1000;
    }
    into.message_id = one_line(view(g_mime_message_get_message_id(message)));
    into.in_reply_to = ids_of(into.header("in-reply-to"));
    into.references = ids_of(into.header("references"));
}

std::string joined(const std::vector<Body>& bodies) {
    std::string out;
    for (const Body& body : bodies) {
        const std::string text = body.is_html ? text_of_html(body.text) : body.text;
        if (!out.empty() && out.back() != '\n') out += '\n';
        out += text;
    }
    return out;
}

Owned<GMimeMessage> parse(std::string_view message) {
    const Owned<GMimeStream> stream(
        g_mime_stream_mem_new_with_buffer(message.data(), message.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const std::unique_ptr<GMimeParserOptions, FreeOptions> options(g_mime_parser_options_new());
    const char* fallbacks[] = {"utf-8", "windows-1252", nullptr};
    g_mime_parser_options_set_fallback_charsets(options.get(), fallbacks);
    return Owned<GMimeMessage>(g_mime_parser_construct_message(parser.get(), options.get()));
}

// Where the mark that ends all parts begins, if it stands behind the last of them without a line
// end of its own: "Kind regards--mark--". Else npos.
std::size_t unseparated_end(GMimeMessage* parsed, std::string_view message) {
    GMimeObject* const root = parsed == nullptr ? nullptr : g_mime_message_get_mime_part(parsed);
    if (root == nullptr || !GMIME_IS_MULTIPART(root)) return message.npos;
    auto* const parts = GMIME_MULTIPART(root);
    const auto boundary = view(g_mime_multipart_get_boundary(parts));
    const std::string mark = "--" + std::string(boundary) + "--";
    const auto rest = text::trimmed(message);
    if (has_end(parts, message) || boundary.empty() || !rest.ends_with(mark)) return message.npos;
    return static_cast<std::size_t>(rest.data() - message.data()) + rest.size() - mark.size();
}

}  // namespace

std::string_view Received::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const Header& header) { return header.name == name; });
    return found == headers.end() ? std::string_view{} : std::string_view(found->value);
}

std::optional<Received> read(std::string_view message, const Limits& limits) {
    if (message.size() > limits.bytes_max) return std::nullopt;
    std::string of_mac;
    const std::size_t size = message.size();
    if (message.find('\n') == message.npos && message.find('\r') != message.npos) {
        of_mac = with_line_feeds(message);
        message = of_mac;
    }
    if (header_bytes(message) > limits.header_bytes_max) return std::nullopt;
    ready();
    Owned<GMimeMessage> parsed = parse(message);
    std::string ended;
    if (const auto at = unseparated_end(parsed.get(), message); at != message.npos) {
        ended = std::string(message.substr(0, at)) + "\n" + std::string(message.substr(at));
        message = ended;
        parsed = parse(message);
    }
    Received out;
    out.size = size;
    if (parsed == nullptr) {  // No header at all: the whole is what somebody says.
        out.type = "text/plain";
        out.bodies.push_back(
            {.text = with_plain_ends(text::to_utf8(message.substr(0, limits.text_bytes_max), ""))});
        out.text = joined(out.bodies);
        return out;
    }
    read_headers(out, GMIME_OBJECT(parsed.get()), limits);
    read_envelope(out, parsed.get());
    GMimeObject* const root = g_mime_message_get_mime_part(parsed.get());
    Walk walk(out, message, limits);
    if (root != nullptr) {
        out.type = type_of(root);
        walk.object(root, {});
    }
    out.text = joined(out.bodies);
    if (text::trimmed(out.text).empty()) out.text += joined(walk.broken());
    return out;
}

}  // namespace rapport::mailin
