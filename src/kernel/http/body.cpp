#include "kernel/http/body.hpp"

#include <algorithm>
#include <charconv>

namespace rapport::http {

namespace {

constexpr std::size_t size_line_max = 18;  // 16 hexadecimal digits, CR, LF.

// Takes CRLF off the front: true, false when there is something else, nothing when too short.
std::optional<bool> take_line_end(std::string_view& bytes) {
    if (!bytes.empty() && bytes[0] != '\r') return false;
    if (bytes.size() < 2) return std::nullopt;
    if (bytes[1] != '\n') return false;
    bytes.remove_prefix(2);
    return true;
}

}  // namespace

Body::Body(const Framing& framing, std::uint64_t size_max)
    : is_chunked_(framing.is_chunked),
      part_(framing.is_chunked ? Part::size_line : Part::data),
      left_(framing.length),
      size_max_(size_max) {}

Body::State Body::take(std::string_view& bytes, std::string& out) {
    for (;;) {
        if (const auto state = step(bytes, out)) return *state;
    }
}

std::optional<Body::State> Body::step(std::string_view& bytes, std::string& out) {
    if (part_ == Part::data) return take_data(bytes, out);
    if (part_ == Part::size_line) return take_size_line(bytes);
    const auto is_line_end = take_line_end(bytes);
    if (!is_line_end) return State::more;
    if (!*is_line_end) return State::broken;  // Bytes beyond the chunk, or a trailer.
    if (part_ == Part::last_line) return State::whole;
    part_ = Part::size_line;
    return std::nullopt;
}

std::optional<Body::State> Body::take_data(std::string_view& bytes, std::string& out) {
    if (left_ > size_max_ - size_) return State::too_large;
    const auto taken = bytes.substr(0, std::min<std::uint64_t>(left_, bytes.size()));
    out += taken;
    bytes.remove_prefix(taken.size());
    left_ -= taken.size();
    size_ += taken.size();
    if (left_ > 0) return State::more;
    if (!is_chunked_) return State::whole;
    part_ = Part::data_end;
    return std::nullopt;
}

std::optional<Body::State> Body::take_size_line(std::string_view& bytes) {
    const auto line = bytes.substr(0, size_line_max);
    const auto end = line.find("\r\n");
    if (end == line.npos) {
        return line.size() == size_line_max ? State::broken : State::more;
    }
    const auto stop = line.data() + end;
    const auto [at, failure] = std::from_chars(line.data(), stop, left_, 16);
    if (at != stop || failure != std::errc()) return State::broken;
    bytes.remove_prefix(end + 2);
    part_ = left_ == 0 ? Part::last_line : Part::data;
    return std::nullopt;
}

}  // namespace rapport::http
