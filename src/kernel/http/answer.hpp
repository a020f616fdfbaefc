// A response as bytes: one head, one body, one system call.
#pragma once

#include <sys/uio.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "kernel/http/encoding.hpp"
#include "kernel/http/message.hpp"

namespace rapport::http {

std::string_view reason(int status);  // "Not Found"; "Status" for one that nobody named.

enum class After { keep_open, close };  // What becomes of the connection.

// Compresses the body, or takes the compressed asset, for a client that asked for it. The ETag
// stays as it is: it would have to differ only if parts of a body were ever answered (206).
void encode(Response&, const Request&, Gzip&);

class Answer {
  public:
    // Takes the response over. HEAD, 204 and 304 get no body; HEAD still says how long it would
    // be. A header that would break out of its line is a Bug.
    void begin(Response, Method, After);
    void clear();  // Gives the memory back.

    // What is still to be sent, in at most two pieces.
    std::array<iovec, 2> rest() const;
    void sent(std::size_t bytes) { sent_ += bytes; }
    bool is_sent() const { return sent_ == head_.size() + body_.size(); }
    After after() const { return after_; }

  private:
    std::string head_;
    Response response_;      // Owns the body.
    std::string_view body_;  // response_.body, an asset, or nothing.
    std::size_t sent_ = 0;
    After after_ = After::close;
};

}  // namespace rapport::http
