// A text that several people write at once, line by line. Whoever saves says what they had before
// them; what others wrote meanwhile and what they wrote come together here. Where two changed the
// same lines differently, both stand in the text, marked as a difference until somebody settles it.
// Nothing anyone typed is lost: a line goes only when somebody who had it before them took it out
// and nobody else changed it meanwhile.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/id/id.hpp"

namespace rapport::meetings {

struct Line {
    std::string text;
    PersonId by;
    std::int64_t difference = 0;  // 0: none.
    std::int64_t side = 0;        // Of the difference: 0, 1 …
};
using Paper = std::vector<Line>;

// What was typed, as its lines; line ends of any system, none at the end.
Paper typed(std::string_view text, PersonId by);
std::string text_of(const Paper&);

// What `by` made of the lines they had before them: those they left are whose they were.
Paper rewritten(const Paper& seen, std::string_view text, PersonId by);

// The paper as it stands (`now`) with what was made of an older state of it (`seen` -> `fresh`).
// Differences that arise are numbered from `first_difference` on.
Paper merged(const Paper& seen, const Paper& now, const Paper& fresh,
             std::int64_t first_difference);

struct Choice {
    std::int64_t difference = 0;
    std::optional<std::int64_t> side;  // None: all of them stay.
};
// What is left of the paper once somebody has chosen; the lines of the other sides are taken out.
Paper chosen(const Paper&, const Choice&);

// As it is sealed; and back. None: it is no paper.
std::string folded_up(const Paper&);
std::optional<Paper> unfolded(std::string_view);

}  // namespace rapport::meetings
