#include "coaching/cycles/cycles.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::cycles {

Hand hand_of_member(ReadTx& tx, const desk::Reading& request) {
    auto hand = in_hand(tx, request.path<CycleId>("cycle"));
    if (!hand || hand->is_invited) throw desk::NotFound();
    return std::move(*hand);
}

}  // namespace rapport::cycles
