// A client of HTTP as the durability tests need one: it says a question whole, and believes only an
// answer that it heard whole. One connection a question.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rapport::durability {

struct Answer {
    int status = 0;  // 0: none that is whole.
    std::string location, body;
    bool is_acknowledgement() const { return (status >= 200 && status < 300) || status == 303; }
};

struct Question {
    std::string method = "GET", path;
    std::vector<std::string> headers = {};  // "Name: value".
    std::string type = {}, body = {};       // Of a POST.
};

// The question as bytes, for the server at `port` of this machine.
std::string bytes_of(const Question& question, std::uint16_t port);

// One question on its way.
class Call {
  public:
    Call(std::uint16_t port, std::string_view question);  // Bytes.
    ~Call();
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    // Waits until the server closes, as it is asked to, at most ten seconds.
    Answer hear();

  private:
    int socket_;
    bool is_over_ = false;
    std::string heard_;
};

Answer ask(std::uint16_t port, const Question& question);

// SplitMix64: the n-th number of a seed without keeping a state.
std::uint64_t number_of(std::uint64_t seed, std::uint64_t n);

// An idempotency key that is the same whenever the same is asked: 32 hexadecimal digits.
std::string key_of(std::uint64_t seed, std::uint64_t n);

}  // namespace rapport::durability
