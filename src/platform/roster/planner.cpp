#include "platform/roster/planner.hpp"

#include <algorithm>

#include "platform/roster/values.hpp"

namespace rapport::roster {

std::string_view code(Entity entity) {
    switch (entity) {
        case Entity::building:
            return "building";
        case Entity::term:
            return "term";
        case Entity::course:
            return "course";
        case Entity::class_:
            return "class";
        case Entity::person:
            return "person";
        case Entity::seat:
            return "seat";
    }
    return "";
}

std::string_view code(Act act) {
    switch (act) {
        case Act::add:
            return "add";
        case Act::change:
            return "change";
        case Act::end:
            return "end";
        case Act::keep:
            return "keep";
    }
    return "";
}

Planner::Planner(const Planning& planning)
    : p_(planning),
      in_(planning.incoming),
      state_(planning.state),
      orgs_in_(in_.org_list),
      terms_in_(in_.term_list),
      courses_in_(in_.course_list),
      classes_in_(in_.class_list),
      people_in_(in_.person_list),
      buildings_(state_.buildings),
      terms_(state_.terms),
      courses_(state_.courses),
      classes_(state_.classes),
      people_(state_.people) {
    plan_.buildings.assign(in_.org_list.size(), none);
    plan_.terms.assign(in_.term_list.size(), none);
    plan_.courses.assign(in_.course_list.size(), none);
    plan_.classes.assign(in_.class_list.size(), none);
    plan_.people.assign(in_.person_list.size(), none);
    plan_.course_titles.assign(in_.class_list.size(), {});
    plan_.rooms.assign(in_.person_list.size(), "");
    plan_.teaches.assign(in_.person_list.size(), "");
}

Plan Planner::make() {
    plan_buildings();
    plan_terms();
    plan_courses();
    plan_classes();
    describe_from_classes();
    plan_people();
    plan_seats();
    note_buildings_with_people();
    plan_stops();
    return std::move(plan_);
}

Plan make_plan(const Planning& planning) { return Planner(planning).make(); }

void Planner::put(Step step) {
    Tally& sums = tally(step.entity);
    switch (step.act) {
        case Act::add:
            ++sums.added;
            break;
        case Act::change:
            ++sums.changed;
            break;
        case Act::end:
            ++sums.ended;
            break;
        case Act::keep:
            ++sums.kept;
            break;
    }
    plan_.steps.push_back(std::move(step));
}

void Planner::differ(Step& step, std::string_view field, std::string_view before,
                     std::string_view after) {
    if (before != after) {
        step.fields.push_back({field, std::string(before), std::string(after)});
    }
}

bool Planner::is_same_by_choice(std::string_view new_key, bool otherwise) const {
    if (!p_.same) return otherwise;
    return std::find(p_.same->begin(), p_.same->end(), new_key) != p_.same->end();
}

std::string_view Planner::building_name(const Ref& ref) {
    if (ref.incoming != none) return plan_.texts.once(at(in_.org_list, ref.incoming).name);
    return building_name(ref.existing);
}

std::string_view Planner::building_name(std::int32_t existing) {
    if (existing == none) return {};
    return plan_.texts.once(at(state_.buildings, existing).name);
}

// More than the threshold gone of anything is seldom a school year's change, and often a broken
// export: a person decides.
void Planner::plan_stops() {
    const auto active = [](const auto& rows) {
        return std::count_if(rows.begin(), rows.end(),
                             [](const auto& row) { return !row.key.empty() && !row.is_ended; });
    };
    std::int64_t of[entity_count] = {};
    of[static_cast<int>(Entity::building)] = active(state_.buildings);
    of[static_cast<int>(Entity::term)] = active(state_.terms);
    of[static_cast<int>(Entity::course)] = active(state_.courses);
    of[static_cast<int>(Entity::class_)] = active(state_.classes);
    of[static_cast<int>(Entity::person)] = active(state_.people);
    of[static_cast<int>(Entity::seat)] = static_cast<std::int64_t>(state_.seats.size());
    for (int i = 0; i < entity_count; ++i) {
        const std::int64_t removed = removed_[static_cast<std::size_t>(i)];
        if (removed * 100 > of[i] * p_.settings.stop_percent) {
            plan_.stops.push_back({static_cast<Entity>(i), removed, of[i]});
        }
    }
}

}  // namespace rapport::roster
