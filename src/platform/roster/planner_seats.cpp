// Who teaches and helps in which class.
#include <unordered_map>

#include "platform/roster/planner.hpp"

namespace rapport::roster {

namespace {
std::uint64_t pair_key(std::int32_t class_place, std::int32_t person_place) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(class_place)) << 32 |
           static_cast<std::uint32_t>(person_place);
}
}  // namespace

Ref Planner::class_ref(std::string_view key) const {
    const auto incoming = classes_in_.find(key);
    if (incoming != none && !at(in_.class_list, incoming).is_ended) {
        return {incoming, at(plan_.classes, incoming)};
    }
    if (incoming != none || in_.classes == Mode::bulk) return {};
    return {none, classes_.find(key)};
}

Ref Planner::person_ref(std::string_view key) const {
    const auto incoming = people_in_.find(key);
    if (incoming != none) {
        const auto& person = at(in_.person_list, incoming);
        if (person.is_ended) return {};
        const auto existing = at(plan_.people, incoming);
        if (existing == none && !person.has_row) return {};
        return {incoming, existing};
    }
    if (in_.people == Mode::bulk) return {};
    return {none, people_.find(key)};
}

// Seats of new people and new classes go without saying; the others are named.
void Planner::put_seat(Act act, const Ref& made, const Ref& person, std::string_view role) {
    plan_.seats.push_back({act, made, person, role});
    if (made.existing == none || person.existing == none) {
        ++tally(Entity::seat).added;
        return;
    }
    const auto& class_row = at(state_.classes, made.existing);
    std::string name(at(state_.people, person.existing).name);
    name.append(" · ").append(class_row.title);
    Step step{.entity = Entity::seat,
              .act = act,
              .incoming = none,
              .existing = none,
              .name = name,
              .building = building_name(class_row.building)};
    step.fields.push_back({"role", act == Act::end ? std::string(role) : "",
                           act == Act::end ? "" : std::string(role)});
    put(std::move(step));
}

void Planner::plan_seats() {
    if (in_.seats == Mode::absent) return;
    std::unordered_map<std::uint64_t, std::size_t> existing;
    existing.reserve(state_.seats.size());
    std::vector<bool> is_named(state_.seats.size(), false);
    for (std::size_t i = 0; i < state_.seats.size(); ++i) {
        existing.emplace(pair_key(state_.seats[i].class_place, state_.seats[i].person), i);
    }
    for (const auto& seat : in_.seat_list) {
        const Ref made = class_ref(seat.class_key), person = person_ref(seat.person_key);
        if (made == Ref{} || person == Ref{}) continue;
        const auto found = made.existing == none || person.existing == none
                               ? existing.end()
                               : existing.find(pair_key(made.existing, person.existing));
        if (found == existing.end()) {
            if (!seat.is_ended) put_seat(Act::add, made, person, seat.role);
            continue;
        }
        const auto& row = state_.seats[found->second];
        if (seat.is_ended) {
            is_named[found->second] = true;
            ++removed_[static_cast<std::size_t>(Entity::seat)];
            put_seat(Act::end, made, person, row.role);
            continue;
        }
        is_named[found->second] = true;
        if (row.role == seat.role) {
            ++tally(Entity::seat).same;
        } else {
            put_seat(Act::change, made, person, seat.role);
        }
    }
    if (in_.seats != Mode::bulk) return;
    for (std::size_t i = 0; i < state_.seats.size(); ++i) {
        // Seats of a class that has ended stay as its history, until it comes back.
        const auto& seat = state_.seats[i];
        const auto& class_row = at(state_.classes, seat.class_place);
        if (is_named[i] || class_row.key.empty()) continue;
        const Ref made = class_ref(class_row.key);
        if (made == Ref{} || (class_row.is_ended && made.incoming == none)) continue;
        ++removed_[static_cast<std::size_t>(Entity::seat)];
        put_seat(Act::end, {none, seat.class_place}, {none, seat.person}, seat.role);
    }
}

}  // namespace rapport::roster
