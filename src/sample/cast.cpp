// Whom one may sign in as, in a filled database.
#include <algorithm>

#include "sample/sample.hpp"
#include "sample/sample_store.hpp"

namespace rapport::sample {

std::vector<CastMember> cast(Db& db) {
    std::vector<CastMember> found;
    for (const CastRow& row : db.read(Scope::whole(), cast_rows)) {
        Role role;
        if (!parse_role(row.role, role)) continue;
        const bool is_new = std::ranges::find(found, role, &CastMember::role) == found.end();
        if (is_new) found.push_back({role, row.name, row.email});
    }
    return found;
}

}  // namespace rapport::sample
