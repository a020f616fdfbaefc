// Memory that a page is written into. A std::string that is kept as large as its room, so that
// writing is a copy and a sum; several times as fast as appending to it.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace rapport::html {

class Buffer {
  public:
    void put(std::string_view piece) {
        if (piece.empty()) return;  // An empty view may point nowhere.
        if (piece.size() > text_.size() - used_) grow(piece.size());
        std::memcpy(text_.data() + used_, piece.data(), piece.size());
        used_ += piece.size();
    }
    void put(char c) { put(std::string_view(&c, 1)); }

    // Room for `size` bytes, to be written and then counted by advance().
    char* room(std::size_t size) {
        if (size > text_.size() - used_) grow(size);
        return text_.data() + used_;
    }
    void advance(std::size_t size) { used_ += size; }

    std::size_t size() const { return used_; }
    std::string take() {
        text_.resize(used_);
        used_ = 0;
        return std::exchange(text_, {});
    }

  private:
    void grow(std::size_t size);

    std::string text_;
    std::size_t used_ = 0;
};

}  // namespace rapport::html
