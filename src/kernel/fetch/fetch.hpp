// Reads an address of the web that a person typed. Such an address may point anywhere, also at this
// machine and its neighbours, so nothing is trusted: https alone, port 443 alone, only addresses of
// the public internet (looked at when the connection is made, each time anew, so that no name can
// turn round in between), few redirects, little time, few bytes. What the machine's operator names
// as a neighbour may be read besides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rapport::fetch {

// Where a fetcher may go. `anywhere` is for tests, whose servers stand on this machine: plain http,
// any port, any address.
enum class Reach : std::uint8_t { public_web, anywhere };

struct Order {
    std::string url;
    std::string etag = {};                     // Of what is kept already; "" when nothing is.
    std::size_t bytes_max = 16 * 1024 * 1024;  // Counted after decompression.
    int seconds_max = 10;
    int redirects_max = 3;  // 0: an answer that sends elsewhere is `refused`, its status says so.
};

enum class Outcome : std::uint8_t {
    read,
    unchanged,    // What is kept already still stands.
    not_allowed,  // An address that may not be read: not https, or not of the public web.
    unreachable,  // No such name, no answer, no good certificate, too many redirects.
    refused,      // It answered, and not with a file.
    too_large,
    too_slow,
};

struct Got {
    Outcome outcome = Outcome::unreachable;
    int status = 0;  // Of HTTP; 0 when there was no answer.
    std::string body = {};
    std::string etag = {};
    std::string type = {};  // "application/json", as the server said it; in small letters.
};

// Servers of one's own network that may be read though no public address leads to them. Only the
// operator of the machine names them; nobody who types an address into a page does.
class Neighbours {
  public:
    Neighbours() = default;
    // Of origins parted by commas: "https://coach.lakes.example, http://10.4.0.12:8080". Nothing
    // when one of them is none (a path behind it, another scheme).
    static std::optional<Neighbours> parse(std::string_view text);
    bool has(const std::string& url) const;

  private:
    std::vector<std::string> origins_;  // "http://10.4.0.12:8080", the port always said.
};

class Fetcher {
  public:
    explicit Fetcher(Reach, Neighbours = {});
    ~Fetcher();
    Fetcher(const Fetcher&) = delete;
    Fetcher& operator=(const Fetcher&) = delete;
    Got get(const Order&) const;  // Safe to call from several threads; waits up to seconds_max.

  private:
    const Reach reach_;
    const Neighbours neighbours_;
};

// True for an address, written as numbers, that lies in the public internet: not private, loopback,
// link-local, shared, reserved, multicast, documentation, nor an IPv4 address in IPv6 clothes.
bool is_public(std::string_view address);

}  // namespace rapport::fetch
