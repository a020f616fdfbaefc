// Who has how much of a number, and whether the number tells too much about one of them. The rules
// are those of R-34: at least `people_min` people helped and three who helped, nobody with more
// than 60 % of it, and not everybody alike (whoever knows of one would know of all). Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "kernel/suppression/suppression.hpp"

namespace rapport::programme {

using suppression::people_least;
inline constexpr std::int64_t coaches_least = 3;
inline constexpr std::int64_t share_most = 60;  // Percent of a number that is one person's.

// What one person has of a number.
struct Part {
    std::int64_t contacts = 0, minutes = 0;  // Of requests: how many, and 0.
};

class Shares {
  public:
    void add(std::string_view who, const Part&);
    std::int64_t count() const { return static_cast<std::int64_t>(parts_.size()); }
    // Somebody has more than `share_most` percent, of the contacts or of the minutes.
    bool is_mostly_one() const;
    // Several, and each has as many as the next.
    bool are_alike() const;

  private:
    std::map<std::string, Part, std::less<>> parts_;
};

// Why a number is not shown; `beside` when it would tell another one that is not.
enum class Why : std::uint8_t { shown, few_people, few_coaches, one_person, beside };
std::string_view code(Why);

// What the shares of a number say against it. A number about nobody is about those who did it
// alone.
Why against(const Shares& people, const Shares& coaches, std::int64_t people_min);
// The same where who did it is not what is counted: how many asked.
Why against(const Shares& people, std::int64_t people_min);

}  // namespace rapport::programme
