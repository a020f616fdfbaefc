// The head of a request: request line and header fields. Boost.Beast reads it, in head.cpp alone;
// what Beast lets through but two servers in a row could read differently is refused on top
// (request smuggling): folded lines, a length given twice or beside a transfer coding, any coding
// but plain "chunked", a missing or second Host.
#pragma once

#include <cstdint>
#include <string_view>

#include "kernel/http/message.hpp"

namespace rapport::http {

struct Framing {  // What the head says about the body and the connection.
    std::uint64_t length = 0;
    bool is_chunked = false;
    bool is_kept_alive = false;
    bool is_waiting_for_continue = false;  // Expect: 100-continue.
    bool is_version_10 = false;

    bool has_body() const { return is_chunked || length > 0; }
};

// Fills request and framing from a whole head, the empty line included. Returns 0, or the status
// to refuse with: 400, 414, 417, 431, 501, 505.
int parse_head(std::string_view head, Request& request, Framing& framing);

}  // namespace rapport::http
