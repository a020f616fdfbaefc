// Why a wish waits, as it is kept: ids in the place of the solver's indices, so that it can be said
// in any language and with as many names as the reader may see. Private to the slice.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/planner/bridge.hpp"

namespace rapport::planner {

struct Reason {
    solver::Cause cause = solver::Cause::no_option;
    std::vector<WishId> blocking;
    std::optional<PersonId> coach;
    std::optional<Day> day;
    std::int64_t minutes_short = 0;
    solver::Remedy remedy = solver::Remedy::none_found;
    std::optional<PersonId> remedy_coach;
    std::optional<Day> remedy_day;
    std::optional<WishId> remedy_other;
    std::string remedy_resource;  // "person/date/slot"
    std::int64_t amount = 0, loses = 0;
    bool is_confirmed = false;
};
Reason kept(const solver::Reason&, const Bridge&, const Material&);
std::string to_json(const Reason&);
Reason parse_reason(std::string_view json);  // What cannot be read is "no option".

struct Called {  // How things are called before the reader.
    std::function<std::string(WishId)> wish;
    std::function<std::string(PersonId)> person;
};
std::string why(WishId, const Reason&, const Called&, const locale::Speech&);
std::string what_helps(WishId, const Reason&, const Called&, const locale::Speech&);

}  // namespace rapport::planner
