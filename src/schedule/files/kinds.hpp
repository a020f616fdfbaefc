// The kinds of task, as files say them.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "schedule/solver/solver.hpp"

namespace rapport::schedule_files {

struct KindName {
    solver::Kind kind;
    std::string_view name;
};
inline constexpr std::array<KindName, 8> kind_names{{
    {solver::Kind::plan, "plan"},
    {solver::Kind::in_class, "in_class"},
    {solver::Kind::debrief, "debrief"},
    {solver::Kind::group_session, "group_session"},
    {solver::Kind::esupport, "esupport"},
    {solver::Kind::test_session, "test_session"},
    {solver::Kind::rest, "break"},
    {solver::Kind::other, "other"},
}};

inline std::optional<solver::Kind> parse_kind(std::string_view name) {
    for (const KindName& known : kind_names) {
        if (known.name == name) return known.kind;
    }
    return std::nullopt;
}

inline std::string_view name_of(solver::Kind kind) {
    for (const KindName& known : kind_names) {
        if (known.kind == kind) return known.name;
    }
    return "other";
}

}  // namespace rapport::schedule_files
