#include <algorithm>
#include <array>

#include "platform/timetables/timetables.hpp"

namespace rapport::timetables {

namespace {

constexpr std::array<std::string_view, 2> kind_codes{"weekly", "rotating"};
constexpr std::array<std::string_view, 2> closure_codes{"bump", "skip"};

template <class Kind, std::size_t size>
std::optional<Kind> found_in(const std::array<std::string_view, size>& codes,
                             std::string_view code) {
    const auto at = std::ranges::find(codes, code);
    if (at == codes.end()) return std::nullopt;
    return static_cast<Kind>(at - codes.begin());
}

}  // namespace

std::string_view code(PlanKind kind) { return kind_codes[static_cast<std::size_t>(kind)]; }
std::optional<PlanKind> parse_plan_kind(std::string_view code) {
    return found_in<PlanKind>(kind_codes, code);
}

std::string_view code(OnClosure what) { return closure_codes[static_cast<std::size_t>(what)]; }
std::optional<OnClosure> parse_on_closure(std::string_view code) {
    return found_in<OnClosure>(closure_codes, code);
}

}  // namespace rapport::timetables
