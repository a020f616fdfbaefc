#include "platform/roster/planner.hpp"

#include <algorithm>

#include "platform/roster/values.hpp"

namespace rapport::roster {

namespace {

template <class Row, class Key>
std::unordered_map<std::string_view, std::int32_t> by_id(const std::vector<Row>& rows, Key key) {
    std::unordered_map<std::string_view, std::int32_t> map;
    map.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        map.emplace((rows[i].*key).view(), static_cast<std::int32_t>(i));
    }
    return map;
}

}  // namespace

std::string_view code(Entity entity) {
    switch (entity) {
        case Entity::building: return "building";
        case Entity::term: return "term";
        case Entity::course: return "course";
        case Entity::class_: return "class";
        case Entity::person: return "person";
        case Entity::seat: return "seat";
    }
    return "";
}

std::string_view code(Act act) {
    switch (act) {
        case Act::add: return "add";
        case Act::change: return "change";
        case Act::end: return "end";
        case Act::keep: return "keep";
    }
    return "";
}

Known State::known() const {
    Known known;
    const auto keys = [](const auto& rows, std::vector<std::string>& into) {
        for (const auto& row : rows) {
            if (!row.key.empty()) into.push_back(row.key);
        }
    };
    keys(buildings, known.buildings);
    keys(terms, known.terms);
    keys(courses, known.courses);
    keys(classes, known.classes);
    keys(people, known.people);
    return known;
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
      people_(state_.people),
      building_by_id_(by_id(state_.buildings, &BuildingRow::id)),
      person_by_id_(by_id(state_.people, &PersonRow::id)),
      class_by_id_(by_id(state_.classes, &ClassRow::id)) {
    plan_.buildings.assign(in_.org_list.size(), none);
    plan_.terms.assign(in_.term_list.size(), none);
    plan_.courses.assign(in_.course_list.size(), none);
    plan_.classes.assign(in_.class_list.size(), none);
    plan_.people.assign(in_.person_list.size(), none);
    plan_.course_titles.assign(in_.class_list.size(), "");
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
        case Act::add: ++sums.added; break;
        case Act::change: ++sums.changed; break;
        case Act::end: ++sums.ended; break;
        case Act::keep: ++sums.kept; break;
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

std::string Planner::building_name(const Ref& ref) const {
    if (ref.incoming != none) return at(in_.org_list, ref.incoming).name;
    if (ref.existing != none) return at(state_.buildings, ref.existing).name;
    return {};
}

std::string Planner::building_name(const std::optional<BuildingId>& id) const {
    if (!id) return {};
    const auto found = building_by_id_.find(id->view());
    return found == building_by_id_.end() ? std::string() : at(state_.buildings, found->second).name;
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
