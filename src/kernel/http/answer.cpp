#include "kernel/http/answer.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <utility>

#include "kernel/check.hpp"
#include "kernel/http/escape.hpp"

namespace rapport::http {

namespace {

constexpr std::size_t small_body = 1024;  // Below it compression saves no packet.

void append_number(std::string& out, std::uint64_t number) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

void append_two(std::string& out, int number) {
    out += static_cast<char>('0' + number / 10);
    out += static_cast<char>('0' + number % 10);
}

// "Date: Sat, 21 Nov 2026 09:30:00 GMT", made once a second by each thread that answers.
class DateLine {
  public:
    std::string_view now() {
        timespec at = {};
        clock_gettime(CLOCK_REALTIME_COARSE, &at);
        if (at.tv_sec != second_) make(at.tv_sec);
        return line_;
    }

  private:
    void make(std::time_t second) {
        static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        std::tm at = {};
        gmtime_r(&second, &at);
        line_ = std::string("Date: ") + days[at.tm_wday] + ", ";
        append_two(line_, at.tm_mday);
        line_ = line_ + ' ' + months[at.tm_mon] + ' ';
        append_number(line_, static_cast<std::uint64_t>(at.tm_year + 1900));
        line_ += ' ';
        append_two(line_, at.tm_hour);
        line_ += ':';
        append_two(line_, at.tm_min);
        line_ += ':';
        append_two(line_, at.tm_sec);
        line_ += " GMT\r\n";
        second_ = second;
    }

    std::time_t second_ = -1;
    std::string line_;
};

bool breaks_out(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
    must(!name.empty() && !breaks_out(name) && !breaks_out(value),
         "a response header that would break out of its line");
    out.append(name).append(": ").append(value).append("\r\n");
}

bool has_header(const Response& response, std::string_view name) {
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&](const auto& header) { return is_same_word(header.first, name); });
}

}  // namespace

std::string_view reason(int status) {
    static constexpr std::pair<int, const char*> known[] = {
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {417, "Expectation Failed"},
        {422, "Unprocessable Content"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
        {507, "Insufficient Storage"}};
    for (const auto& [number, words] : known) {
        if (number == status) return words;
    }
    return "Status";
}

void encode(Response& response, const Request& request, Gzip& gzip) {
    if (has_header(response, "Content-Encoding")) return;
    const bool is_asset = !response.asset.empty();
    if (is_asset
            ? response.asset_gzip.empty()
            : response.body.size() <= small_body || !is_worth_compressing(response.content_type)) {
        return;
    }
    response.header("Vary", "Accept-Encoding");
    if (!accepts_gzip(request.header("accept-encoding"))) return;
    if (is_asset) {
        response.asset = response.asset_gzip;
    } else {
        auto packed = gzip.compressed(response.body);
        if (packed.empty()) return;
        response.body = std::move(packed);
    }
    response.header("Content-Encoding", "gzip");
}

void Answer::begin(Response response, Method method, After after) {
    static thread_local DateLine date;
    clear();
    response_ = std::move(response);
    after_ = after;
    const int status = response_.status;
    must(status >= 200 && status <= 599, "a status that is none");
    const bool has_body = status != 204 && status != 304;
    if (has_body) body_ = response_.asset.empty() ? response_.body : response_.asset;
    head_ += "HTTP/1.1 ";
    append_number(head_, static_cast<std::uint64_t>(status));
    head_.append(" ").append(reason(status)).append("\r\n").append(date.now());
    if (has_body && !response_.content_type.empty()) {
        append_header(head_, "Content-Type", response_.content_type);
    }
    for (const auto& [name, value] : response_.headers) append_header(head_, name, value);
    if (has_body) {
        head_ += "Content-Length: ";
        append_number(head_, body_.size());
        head_ += "\r\n";
    }
    head_ += after == After::close ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n";
    if (method == Method::head) body_ = {};
}

void Answer::clear() {
    head_.clear();
    { const Response gone = std::exchange(response_, {}); }  // Assigning alone would keep its body.
    body_ = {};
    sent_ = 0;
}

std::array<iovec, 2> Answer::rest() const {
    const auto of_head = std::string_view(head_).substr(std::min(sent_, head_.size()));
    const auto of_body = body_.substr(sent_ - (head_.size() - of_head.size()));
    return {iovec{const_cast<char*>(of_head.data()), of_head.size()},
            iovec{const_cast<char*>(of_body.data()), of_body.size()}};
}

}  // namespace rapport::http
