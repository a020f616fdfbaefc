// Where a body ends: by its length, or chunk by chunk. Own code, since Beast's takes chunk
// extensions and trailers, which hardly anybody sends but smugglers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/http/head.hpp"

namespace rapport::http {

class Body {
  public:
    enum class State { more, whole, too_large, broken };

    Body() = default;  // Without a body: whole at once.
    Body(const Framing&, std::uint64_t size_max);

    // Appends what `bytes` hold of the body to `out` and takes it off `bytes`. When it says
    // `more`, what is left of `bytes` must be shown again, with what follows.
    State take(std::string_view& bytes, std::string& out);
    std::uint64_t size() const { return size_; }  // Taken so far.

  private:
    enum class Part { data, data_end, size_line, last_line };
    // One step; no state when there is another one to take.
    std::optional<State> step(std::string_view& bytes, std::string& out);
    std::optional<State> take_data(std::string_view& bytes, std::string& out);
    std::optional<State> take_size_line(std::string_view& bytes);

    bool is_chunked_ = false;
    Part part_ = Part::data;
    std::uint64_t left_ = 0;  // Of the body, or of this chunk.
    std::uint64_t size_ = 0;
    std::uint64_t size_max_ = 0;
};

}  // namespace rapport::http
