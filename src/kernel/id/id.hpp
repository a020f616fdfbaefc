// Names of things: 128 random bits, written as 26 letters and digits (Crockford's base 32, lower
// case, no i l o u). Random, so that nobody can guess a neighbour's: those made one after another
// have the first 32 bits in common (decision 0008), and 96 of their own. Each kind of thing has its
// own type; a teacher's id cannot be passed where a building's is meant.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rapport {

inline constexpr std::size_t id_length = 26;

// 16 bytes to 26 letters. Pure.
std::array<char, id_length> id_text(const std::array<std::uint8_t, 16>& bytes);
// True if `text` could be an id: 26 letters of the alphabet. Pure.
bool is_id_text(std::string_view text);

template <class Tag>
class Id {
  public:
    Id() { text_.fill('0'); }  // Nobody and nothing; is_none().
    explicit Id(const std::array<char, id_length>& text) : text_(text) {}
    static std::optional<Id> parse(std::string_view text) {
        if (!is_id_text(text)) return std::nullopt;
        Id id;
        text.copy(id.text_.data(), id_length);
        return id;
    }
    std::string text() const { return std::string(view()); }
    std::string_view view() const { return {text_.data(), text_.size()}; }
    bool is_none() const { return *this == Id(); }
    friend auto operator<=>(const Id&, const Id&) = default;

  private:
    std::array<char, id_length> text_;
};

// The two kinds of id that storage itself must know: whose rows, and who acts.
using DistrictId = Id<struct DistrictTag>;
using PersonId = Id<struct PersonTag>;

}  // namespace rapport
