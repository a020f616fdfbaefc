#include "kernel/imap/imap.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::imap {

namespace {

constexpr long connect_seconds = 10;
constexpr long order_seconds = 120;
constexpr std::size_t answer_max = std::size_t{4} << 20;  // Of lines, not letters.

struct CurlEnd {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};

// What came, and how much may.
struct Heard {
    std::string bytes;
    std::size_t bytes_max = answer_max;
    bool is_too_large = false;
};

std::size_t hear(char* bytes, std::size_t size, std::size_t count, void* given) {
    auto& heard = *static_cast<Heard*>(given);
    if (heard.bytes.size() + size * count > heard.bytes_max) {
        heard.is_too_large = true;
        return 0;
    }
    heard.bytes.append(bytes, size * count);
    return size * count;
}

// libcurl asks while it waits, about once a second; anything but 0 ends the order.
int ask_whether_to_stop(void* given, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return (*static_cast<const std::function<bool()>*>(given))() ? 1 : 0;
}

// The number after a word of an answer: "* OK [UIDVALIDITY 7]" has 7 after "[UIDVALIDITY ".
std::int64_t number_after(std::string_view line, std::string_view word) {
    const auto at = line.find(word);
    if (at == line.npos) return 0;
    const auto rest = line.substr(at + word.size());
    return text::number<std::int64_t>(rest.substr(0, rest.find_first_not_of("0123456789")))
        .value_or(0);
}

// "27-Nov-2026", the day before, by any calendar on earth.
std::string day_before(Instant at) {
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Day day = Zone::utc().day(at).plus(-1);
    return fmt::format("{}-{}-{:04}", day.day, months[day.month - 1], day.year);
}

// One connection, with the mailbox opened.
class Session {
  public:
    Session(const Account& account, const std::function<bool()>& is_stopping)
        : account_(account), curl_(curl_easy_init()) {
        if (!curl_) throw std::bad_alloc();
        set(CURLOPT_PROTOCOLS_STR, "imap,imaps");
        // A password never travels in the open; on this machine it does not travel.
        set(CURLOPT_USE_SSL,
            static_cast<long>(is_here(account.url) ? CURLUSESSL_NONE : CURLUSESSL_ALL));
        set(CURLOPT_USERNAME, account.user.c_str());
        set(CURLOPT_PASSWORD, account.password.c_str());
        set(CURLOPT_CONNECTTIMEOUT, connect_seconds);
        set(CURLOPT_TIMEOUT, order_seconds);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, ask_whether_to_stop);
        set(CURLOPT_XFERINFODATA, const_cast<void*>(static_cast<const void*>(&is_stopping)));
        set(CURLOPT_HEADERFUNCTION, hear);
        set(CURLOPT_WRITEFUNCTION, hear);
    }

    // All lines that the server says to an order; the first one also has those of SELECT.
    std::vector<std::string> lines_of(const std::string& order) {
        Heard lines, rest;
        set(CURLOPT_URL, account_.url.c_str());
        set(CURLOPT_CUSTOMREQUEST, order.c_str());
        perform(lines, rest);
        std::vector<std::string> out;
        for (const auto line : text::split(lines.bytes, '\n')) {
            out.emplace_back(text::trimmed(line));
        }
        return out;
    }

    // Nothing when it is there no more; an empty text when it is too large.
    std::optional<std::string> letter(std::int64_t uid, std::size_t bytes_max) {
        Heard lines{.bytes = {}, .bytes_max = bytes_max + answer_max};
        Heard body{.bytes = {}, .bytes_max = bytes_max};
        const std::string slash = account_.url.ends_with('/') ? "" : "/";
        const std::string url = account_.url + slash + ";UID=" + std::to_string(uid);
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_CUSTOMREQUEST, static_cast<const char*>(nullptr));
        const CURLcode outcome = run(lines, body);
        if (body.is_too_large) return "";
        if (outcome == CURLE_REMOTE_FILE_NOT_FOUND) return std::nullopt;
        refuse(outcome);
        return std::move(body.bytes);
    }

  private:
    template <class Value>
    void set(CURLoption option, Value value) {
        curl_easy_setopt(curl_.get(), option, value);
    }
    static bool is_here(std::string_view url) {
        for (const char* here : {"imap://127.0.0.1", "imap://localhost", "imap://[::1]"}) {
            const std::string_view whole(here);
            if (!url.starts_with(whole)) continue;
            const auto rest = url.substr(whole.size());
            return rest.empty() || rest[0] == ':' || rest[0] == '/';
        }
        return false;
    }
    CURLcode run(Heard& lines, Heard& body) {
        set(CURLOPT_HEADERDATA, static_cast<void*>(&lines));
        set(CURLOPT_WRITEDATA, static_cast<void*>(&body));
        return curl_easy_perform(curl_.get());
    }
    void perform(Heard& lines, Heard& body) { refuse(run(lines, body)); }
    static void refuse(CURLcode outcome) {
        if (outcome == CURLE_OK) return;
        throw Fault(std::string("the mailbox could not be read: ") + curl_easy_strerror(outcome));
    }

    const Account& account_;
    const std::unique_ptr<CURL, CurlEnd> curl_;
};

std::vector<std::int64_t> numbers_of_search(const std::vector<std::string>& lines) {
    std::vector<std::int64_t> out;
    for (const std::string_view line : lines) {
        constexpr std::string_view mark = "* SEARCH";
        if (!line.starts_with(mark)) continue;
        for (const auto word : text::split(line.substr(mark.size()), ' ')) {
            if (const auto uid = text::number<std::int64_t>(word)) out.push_back(*uid);
        }
    }
    std::ranges::sort(out);
    return out;
}

std::int64_t validity_of(const std::vector<std::string>& lines) {
    std::int64_t out = 0;
    for (const auto& line : lines) out = std::max(out, number_after(line, "[UIDVALIDITY "));
    return out;
}

}  // namespace

Place read_since(const Account& account, const Place& from, Instant now, const Reading& reading,
                 const Take& take) {
    Session session(account, reading.is_stopping);
    const std::string to_the_end = "UID SEARCH UID *";
    const bool is_first = from.validity == 0;
    const auto lines =
        session.lines_of(is_first ? to_the_end : fmt::format("UID SEARCH UID {}:*", from.last + 1));
    Place reached{.validity = validity_of(lines), .last = from.last, .at = now};
    if (reached.validity == 0) throw Fault("the mailbox could not be read: it numbers no letters");
    auto uids = numbers_of_search(lines);
    bool is_at_its_end = is_first;
    if (!is_first && reached.validity != from.validity) {
        reached.last = 0;
        uids = numbers_of_search(session.lines_of("UID SEARCH SINCE " + day_before(from.at)));
        // Nothing so young, and what is older shall be no news to the next look either.
        is_at_its_end = uids.empty();
        if (is_at_its_end) uids = numbers_of_search(session.lines_of(to_the_end));
    }
    if (is_at_its_end) {
        reached.last = uids.empty() ? 0 : uids.back();
        return reached;
    }
    int taken = 0;
    for (const std::int64_t uid : uids) {
        if (uid <= reached.last) continue;  // "9:*" names the last letter, even when that is 8.
        if (taken++ == reading.letters_max) break;
        const auto letter = session.letter(uid, reading.bytes_max);
        reached.last = uid;
        if (letter) take(reached, *letter);
    }
    return reached;
}

}  // namespace rapport::imap
