// What a form or an API call asks to be done with a cycle, read from its fields once for both.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "coaching/cycles/cycles.hpp"
#include "kernel/http/message.hpp"

namespace rapport::cycles {

struct Deed {
    std::string_view noun;  // Of the address: "goal".
    Result<Done> (*act)(WriteTx&, Hand&, const http::Fields&);
    Key notice;
    bool as_seen = false;  // Refused where somebody else has changed the cycle meanwhile.
};

extern const Deed deed_agree, deed_move, deed_goal, deed_plan, deed_moves, deed_evidence, deed_step,
    deed_invite, deed_close, deed_celebrate;

// Finds the cycle for its actor and does it. None when it is not there for them.
std::optional<Result<Done>> deal(WriteTx&, CycleId, const http::Fields&, const Deed&);

Result<Proposal> proposal_in(const http::Fields&);

}  // namespace rapport::cycles
