// What was done or looked at, by whom. Rows are only ever appended, in
// the transaction of the act itself, each bound by its hash to the one before;
// a changed, missing or added row shows in verify(). No free text and no
// content: ids, codes and counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::audit {

// Appends one row to the district's chain. `object` names the thing
// ("contact/<id>") or is empty; `detail` is a JSON object of small facts.
void record(WriteTx&, std::string_view action, std::string_view object,
            std::string_view detail = "{}");
// The same for an act of nobody's district yet, such as signing in: says whose
// chain and who.
void record_for(WriteTx&, const Scope& whose, std::string_view action, std::string_view object,
                std::string_view detail = "{}");

struct Entry {
    std::int64_t seq;
    Instant at;
    std::string actor_id, actor, action, object, detail, prev, hash;
};

// Newest first, older than `before`. Acts on notes, agreements and cycles are
// left out: that they exist is nobody's business but those two people's, and
// even a gap in the numbers would tell.
std::vector<Entry> entries(ReadTx&, Instant before, int max);

struct Verdict {
    std::int64_t rows = 0;
    std::optional<std::int64_t> broken_at;  // First seq that does not follow from the one before.
    bool is_head_missing = false;           // Rows were cut off the end.
};
Verdict verify(ReadTx&);

// The hash that binds a row to the one before it (BLAKE2b over all its fields,
// length-prefixed).
std::string link(const Entry&, std::string_view district);

void mount_audit(desk::Routes&);

}  // namespace rapport::audit
