// Each unsafe request that succeeded, kept seven days with its answer:
// pressed again, it answers the same and does nothing twice.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/desk/desk.hpp"

namespace rapport::desk {

struct Kept {
    std::string request_hash;
    Answer answer;
    std::string notice;
};

// The answer kept for this key, if there is one; finding it writes, so that its
// commit waits for the same durability as the first did (reliability.md,
// finding 3).
std::optional<Kept> recall(WriteTx&, std::string_view key);
void keep(WriteTx&, std::string_view key, std::string_view request_hash, const Answer&);
void forget_old(WriteTx&);  // Older than seven days.

}  // namespace rapport::desk
