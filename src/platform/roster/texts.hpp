// Where the texts of a big roster live: one after another in large blocks, repeated ones once. A
// quarter million users would otherwise be millions of small allocations.
#pragma once

#include <memory>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace rapport::roster {

class Texts {
  public:
    Texts() = default;
    Texts(Texts&&) = default;  // The views stay good: blocks do not move.
    Texts& operator=(Texts&&) = default;

    // The same text, for as long as this object lives.
    std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        if (text.size() > left_) grow(text.size());
        char* const at = next_;
        text.copy(at, text.size());
        next_ += text.size();
        left_ -= text.size();
        return {at, text.size()};
    }
    // The same, kept once however often it comes: rooms, terms, subjects.
    std::string_view once(std::string_view text) {
        if (text.empty()) return {};
        const auto found = known_.find(text);
        return found != known_.end() ? *found : *known_.insert(keep(text)).first;
    }

  private:
    void grow(std::size_t wanted) {
        constexpr std::size_t block = 64 * 1024;
        left_ = wanted > block ? wanted : block;
        blocks_.push_back(std::make_unique<char[]>(left_));
        next_ = blocks_.back().get();
    }
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::unordered_set<std::string_view> known_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
};

}  // namespace rapport::roster
