#include "platform/audit/audit.hpp"

#include "kernel/crypto/crypto.hpp"

namespace rapport::audit {

std::string link(const Entry& entry, std::string_view district) {
    std::string bound;
    const auto add = [&](std::string_view part) {
        bound += std::to_string(part.size());
        bound += ':';
        bound += part;
    };
    add(district);
    add(std::to_string(entry.seq));
    add(std::to_string(entry.at.ms));
    add(entry.actor_id);
    add(entry.action);
    add(entry.object);
    add(entry.detail);
    add(entry.prev);
    return crypto::blake2b_hex(bound);
}

}  // namespace rapport::audit
