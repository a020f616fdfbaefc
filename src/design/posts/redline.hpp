// What changed between two texts, word by word, and between two versions of a job description.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "design/posts/posts.hpp"

namespace rapport::posts {

enum class Mark : std::uint8_t { same, gone, fresh };

struct Piece {
    Mark mark = Mark::same;
    std::string text;
};

// All pieces that are not `fresh`, one after another, are `before`; all that are not `gone`,
// `after`.
std::vector<Piece> redline(std::string_view before, std::string_view after);

struct Change {
    std::string section;  // Its code; "" for a duty.
    const Duty* before = nullptr;
    const Duty* after = nullptr;  // Of a duty; none where there was or is none.
    std::vector<Piece> pieces;
};
// Only what differs: sections in their order, then duties. Points into the two, which must outlive
// it.
std::vector<Change> changes(const Hand& before, const Hand& after);

}  // namespace rapport::posts
