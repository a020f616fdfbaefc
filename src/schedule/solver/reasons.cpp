// The names of causes and remedies.
#include "schedule/solver/explain.hpp"

namespace rapport::solver {

std::string_view code(Cause cause) {
    switch (cause) {
        case Cause::no_option:
            return "no_option";
        case Cause::step_before:
            return "step_before";
        case Cause::cycle_order:
            return "cycle_order";
        case Cause::no_common_slot:
            return "no_common_slot";
        case Cause::coach_busy:
            return "coach_busy";
        case Cause::coach_full:
            return "coach_full";
        case Cause::travel:
            return "travel";
        case Cause::rest:
            return "rest";
        case Cause::outweighed:
            return "outweighed";
    }
    return "no_option";
}

std::string_view code(Remedy remedy) {
    switch (remedy) {
        case Remedy::none_found:
            return "none_found";
        case Remedy::move_others:
            return "move_others";
        case Remedy::more_minutes:
            return "more_minutes";
        case Remedy::wider_period:
            return "wider_period";
        case Remedy::free_resource:
            return "free_resource";
        case Remedy::drop_other:
            return "drop_other";
        case Remedy::another_coach:
            return "another_coach";
        case Remedy::another_gap:
            return "another_gap";
        case Remedy::longer_day:
            return "longer_day";
    }
    return "none_found";
}

}  // namespace rapport::solver
