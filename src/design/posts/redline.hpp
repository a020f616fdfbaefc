// What changed between two texts, word by word.
#pragma once

#include <string_view>
#include <vector>

#include "design/posts/posts.hpp"

namespace rapport::posts {

// All pieces that are not `fresh`, one after another, are `before`; all that are not `gone`,
// `after`.
std::vector<Piece> redline(std::string_view before, std::string_view after);

}  // namespace rapport::posts
