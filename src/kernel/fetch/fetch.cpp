#include "kernel/fetch/fetch.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::fetch {

namespace {

constexpr long connect_seconds = 5;
constexpr std::uint16_t https_port = 443;

struct Block {  // An address in the order of the network, and how many of its bits count.
    std::array<std::uint8_t, 16> bytes;
    int bits;
};

// Special-purpose addresses: the registries of IANA (RFC 6890 and its successors).
constexpr Block blocked_v4[] = {{{0}, 8},
                                {{10}, 8},
                                {{100, 64}, 10},
                                {{127}, 8},
                                {{169, 254}, 16},
                                {{172, 16}, 12},
                                {{192, 0, 0}, 24},
                                {{192, 0, 2}, 24},
                                {{192, 88, 99}, 24},
                                {{192, 168}, 16},
                                {{198, 18}, 15},
                                {{198, 51, 100}, 24},
                                {{203, 0, 113}, 24},
                                {{224}, 4},
                                {{240}, 4}};
// Of IPv6 only 2000::/3 is given out at all; these parts of it are not the public web: protocol
// assignments and Teredo, documentation twice, 6to4.
constexpr Block unicast_v6{{0x20}, 3};
constexpr Block blocked_v6[] = {{{0x20, 0x01, 0x00}, 23},
                                {{0x20, 0x01, 0x0d, 0xb8}, 32},
                                {{0x20, 0x02}, 16},
                                {{0x3f, 0xff, 0x00}, 20}};

bool is_in(const std::uint8_t* address, const Block& block) {
    for (int bit = 0; bit < block.bits; ++bit) {
        const auto at = static_cast<std::size_t>(bit / 8);
        const int mask = 0x80 >> (bit % 8);
        if ((address[at] & mask) != (block.bytes[at] & mask)) return false;
    }
    return true;
}

bool is_public_v4(const std::uint8_t* address) {
    for (const Block& block : blocked_v4) {
        if (is_in(address, block)) return false;
    }
    return true;
}

bool is_public_v6(const std::uint8_t* address) {
    for (const Block& block : blocked_v6) {
        if (is_in(address, block)) return false;
    }
    return is_in(address, unicast_v6);
}

struct Guard {
    bool is_guarded = true;
    bool has_refused = false;
};

bool may_connect(const curl_sockaddr& to) {
    if (to.family == AF_INET) {
        sockaddr_in at = {};
        std::memcpy(&at, &to.addr, sizeof at);
        return ntohs(at.sin_port) == https_port &&
               is_public_v4(reinterpret_cast<const std::uint8_t*>(&at.sin_addr));
    }
    if (to.family == AF_INET6) {
        sockaddr_in6 at = {};
        std::memcpy(&at, &to.addr, sizeof at);
        return ntohs(at.sin6_port) == https_port && is_public_v6(at.sin6_addr.s6_addr);
    }
    return false;
}

// libcurl asks for a socket to the very address it is about to connect to: what is looked at here
// is what is connected to, whatever the name said before or says later.
curl_socket_t open_socket(void* given, curlsocktype, curl_sockaddr* to) {
    auto& guard = *static_cast<Guard*>(given);
    if (guard.is_guarded && !may_connect(*to)) {
        guard.has_refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

struct Body {
    std::string bytes;
    std::size_t bytes_max;
    bool is_too_large = false;
};

// Bytes after decompression, so that a small bomb is a large body.
std::size_t take(char* bytes, std::size_t size, std::size_t count, void* given) {
    auto& body = *static_cast<Body*>(given);
    if (body.bytes.size() + size * count > body.bytes_max) {
        body.is_too_large = true;
        return 0;
    }
    body.bytes.append(bytes, size * count);
    return size * count;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* given) {
    std::string_view line(bytes, size * count);
    auto& etag = *static_cast<std::string*>(given);
    if (line.starts_with("HTTP/")) etag.clear();  // A redirect's does not count.
    constexpr std::string_view name = "etag:";
    if (line.size() > name.size() && ::strncasecmp(line.data(), name.data(), name.size()) == 0) {
        line.remove_prefix(name.size());
        const auto begin = line.find_first_not_of(" \t");
        const auto end = line.find_last_not_of(" \t\r\n");
        if (begin != line.npos && end - begin < 200) etag = line.substr(begin, end - begin + 1);
    }
    return size * count;
}

struct CurlEnd {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct ListEnd {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void set_limits(CURL* curl, const Order& order, const Guard& guard) {
    const char* protocols = guard.is_guarded ? "https" : "http,https";
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols);
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, protocols);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, order.redirects_max > 0 ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, static_cast<long>(order.redirects_max));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(order.seconds_max));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");  // A proxy would connect in our place, unguarded.
    curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Rapport");
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(order.bytes_max));
}

// "application/json" of "Application/JSON; charset=utf-8".
std::string type_of(CURL* curl) {
    const char* said = nullptr;
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &said);
    std::string_view type = said == nullptr ? "" : said;
    type = type.substr(0, type.find_first_of("; \t"));
    return text::lower_ascii(type.substr(0, 100));
}

Outcome outcome_of(CURLcode code, int status, const Body& body, const Guard& guard) {
    if (body.is_too_large || code == CURLE_FILESIZE_EXCEEDED) return Outcome::too_large;
    if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT) {
        return Outcome::not_allowed;
    }
    if (code == CURLE_OPERATION_TIMEDOUT) return Outcome::too_slow;
    if (code != CURLE_OK) return guard.has_refused ? Outcome::not_allowed : Outcome::unreachable;
    if (status == 304) return Outcome::unchanged;
    return status == 200 ? Outcome::read : Outcome::refused;
}

struct UrlEnd {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

struct Parted {
    std::string origin, path;  // "https://lakes.example:443" and "/x"; both "" of what is no URL.
};

// By the rules of the library that connects, so that both read an address alike.
Parted parted(const std::string& text) {
    const std::unique_ptr<CURLU, UrlEnd> url(curl_url());
    if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return {};
    const auto part = [&](CURLUPart which) -> std::string {
        char* said = nullptr;
        if (curl_url_get(url.get(), which, &said, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
        const std::unique_ptr<char, decltype(&curl_free)> kept(said, &curl_free);
        return said;
    };
    const std::string scheme = part(CURLUPART_SCHEME);
    if (scheme != "https" && scheme != "http") return {};
    if (!part(CURLUPART_USER).empty()) return {};
    return {scheme + "://" + text::lower_ascii(part(CURLUPART_HOST)) + ":" + part(CURLUPART_PORT),
            part(CURLUPART_PATH) + part(CURLUPART_QUERY) + part(CURLUPART_FRAGMENT)};
}

}  // namespace

bool is_public(std::string_view address) {
    const std::string text(address);
    std::uint8_t bytes[16] = {};
    if (::inet_pton(AF_INET, text.c_str(), bytes) == 1) return is_public_v4(bytes);
    return ::inet_pton(AF_INET6, text.c_str(), bytes) == 1 && is_public_v6(bytes);
}

std::optional<Neighbours> Neighbours::parse(std::string_view text) {
    Neighbours out;
    for (const std::string_view part : text::split(text, ',')) {
        const std::string one(text::trimmed(part));
        if (one.empty()) continue;
        const auto [origin, path] = parted(one);
        if (origin.empty() || path != "/") return std::nullopt;
        out.origins_.push_back(origin);
    }
    return out;
}

bool Neighbours::has(const std::string& url) const {
    if (origins_.empty()) return false;
    const std::string origin = parted(url).origin;
    return !origin.empty() && std::ranges::find(origins_, origin) != origins_.end();
}

Fetcher::Fetcher(Reach reach, Neighbours neighbours)
    : reach_(reach), neighbours_(std::move(neighbours)) {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        throw std::runtime_error("libcurl did not start");
    }
}

Fetcher::~Fetcher() { curl_global_cleanup(); }

Got Fetcher::get(const Order& order) const {
    const std::unique_ptr<CURL, CurlEnd> curl(curl_easy_init());
    if (!curl) throw std::bad_alloc();
    const bool is_neighbour = neighbours_.has(order.url);
    Guard guard{.is_guarded = reach_ == Reach::public_web && !is_neighbour};
    Body body{.bytes = {}, .bytes_max = order.bytes_max};
    Got got;
    std::unique_ptr<curl_slist, ListEnd> headers;
    if (!order.etag.empty() && order.etag.find_first_of("\r\n") == order.etag.npos) {
        headers.reset(curl_slist_append(nullptr, ("If-None-Match: " + order.etag).c_str()));
        curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    }
    set_limits(curl.get(), order, guard);
    // A neighbour sends nobody on: only it was named.
    if (is_neighbour) curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl.get(), CURLOPT_URL, order.url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl.get(), CURLOPT_OPENSOCKETDATA, &guard);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &body);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &got.etag);
    const CURLcode code = curl_easy_perform(curl.get());
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    got.status = static_cast<int>(status);
    got.outcome = outcome_of(code, got.status, body, guard);
    got.type = type_of(curl.get());
    if (got.outcome == Outcome::read) got.body = std::move(body.bytes);
    return got;
}

}  // namespace rapport::fetch
