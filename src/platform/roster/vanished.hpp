// What a bundle no longer names. Shared by the planner's parts.
#pragma once

#include "platform/roster/planner.hpp"

namespace rapport::roster {

template <class Row>
std::string name_of_row(const Row& row) {
    if constexpr (requires { row.title; }) {
        return std::string(row.title);
    } else {
        return std::string(row.name);
    }
}

// Whether an entry that is there may turn out to be a new one: it was made by hand, or the roster
// no longer has its key.
template <class In>
bool Planner::is_free(Mode mode, const In& list, const Places& incoming,
                      std::string_view key) const {
    if (key.empty()) return true;
    const auto place = incoming.find(key);
    if (place == none) return mode == Mode::bulk;
    return at(list, place).is_ended;
}

// Ends what a whole list does not name, and what any list says is to go.
template <class In, class Rows>
void Planner::end_the_vanished(Entity entity, Mode mode, const In& list, const Rows& rows,
                               const std::vector<bool>& matched) {
    if (mode == Mode::absent) return;
    const Places incoming(list);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        if (matched[i] || row.is_ended || row.key.empty()) continue;
        if (!is_free(mode, list, incoming, row.key)) continue;
        Step step{.entity = entity,
                  .act = Act::end,
                  .incoming = none,
                  .existing = static_cast<std::int32_t>(i),
                  .name = name_of_row(row),
                  .building = {}};
        if constexpr (requires { row.building; }) step.building = building_name(row.building);
        if (entity == Entity::building) step.building = plan_.texts.once(step.name);
        ++removed_[static_cast<std::size_t>(entity)];
        put(std::move(step));
    }
}

}  // namespace rapport::roster
