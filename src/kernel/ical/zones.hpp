// The zones a calendar names or spells out. Inside ical only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/ical/ical.hpp"
#include "kernel/ical/rules.hpp"

namespace rapport::ical {

// A clock change of a VTIMEZONE, as it is written there.
struct Observance {
    Wall begins;
    int from = 0, to = 0;  // Seconds ahead of UTC.
    std::string rule;
    std::vector<Wall> also;  // RDATE.
};

// A zone that only the file knows.
class SpelledZone {
  public:
    SpelledZone(const std::vector<Observance>&, std::int64_t until, Budget&);
    bool is_empty() const { return turns_.empty(); }
    std::int64_t utc_of(std::int64_t wall) const;
    std::int64_t wall_of(std::int64_t utc) const;

  private:
    struct Turn {
        std::int64_t at = 0;  // UTC seconds.
        std::int64_t from = 0, to = 0;
    };
    std::int64_t offset_at(std::int64_t utc) const;
    std::vector<Turn> turns_;
};

// One or the other.
struct Clockwork {
    const Zone* zone = nullptr;
    const SpelledZone* spelled = nullptr;
    std::int64_t utc_of(std::int64_t wall) const;
    std::int64_t wall_of(std::int64_t utc) const;
};

}  // namespace rapport::ical
