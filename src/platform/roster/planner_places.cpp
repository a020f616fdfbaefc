#include <algorithm>

#include "kernel/text/text.hpp"
#include "platform/roster/planner.hpp"
#include "platform/roster/vanished.hpp"

namespace rapport::roster {

namespace {

std::string digits_of(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
                 [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

// "St. Mary's School" and "St Marys School": one slip or two, but never another number.
bool is_spelling_variant(const std::string& a, const std::string& b) {
    constexpr std::size_t shortest = 8;
    return a.size() >= shortest && b.size() >= shortest && digits_of(a) == digits_of(b) &&
           text::distance(a, b, 3) <= 2;
}

}  // namespace

// A building there is already under another id, or made by hand: the same identifier, or the same
// name but for its spelling.
std::int32_t Planner::like_building(const OrgIn& org, Merge::Why& why) const {
    const std::string name = text::folded(org.name);
    std::int32_t found = none;
    for (std::size_t i = 0; i < state_.buildings.size(); ++i) {
        const auto& row = state_.buildings[i];
        if (buildings_matched_[i]) continue;
        if (!is_free(in_.orgs, in_.org_list, orgs_in_, row.key)) continue;
        if (!org.identifier.empty() && org.identifier == row.identifier) {
            why = Merge::Why::identifier;
            return static_cast<std::int32_t>(i);
        }
        if (!row.key.empty() && lower_ascii(row.key) == lower_ascii(org.key)) {
            why = Merge::Why::id_case;
            return static_cast<std::int32_t>(i);
        }
        const std::string other = text::folded(row.name);
        if (other == name || (found == none && is_spelling_variant(other, name))) {
            why = Merge::Why::name;
            found = static_cast<std::int32_t>(i);
        }
    }
    return found;
}

void Planner::plan_buildings() {
    buildings_matched_.assign(state_.buildings.size(), false);
    for (std::size_t i = 0; i < in_.org_list.size(); ++i) {
        const auto& org = in_.org_list[i];
        if (org.is_ended || org.type != OrgType::school) continue;
        const auto existing = buildings_.find(org.key);
        plan_.buildings[i] = existing;
        if (existing != none) buildings_matched_[static_cast<std::size_t>(existing)] = true;
    }
    for (std::size_t i = 0; i < in_.org_list.size(); ++i) {
        const auto& org = in_.org_list[i];
        if (org.is_ended || org.type != OrgType::school) continue;
        const auto incoming = static_cast<std::int32_t>(i);
        auto existing = plan_.buildings[i];
        Merge::Why why = Merge::Why::name;
        if (existing == none) existing = like_building(org, why);
        if (existing != none && plan_.buildings[i] == none) {
            const auto& row = at(state_.buildings, existing);
            const bool is_taken = is_same_by_choice(org.key, true);
            plan_.merges.push_back(
                {Entity::building, incoming, existing, org.name, row.key, org.key, why, is_taken});
            if (!is_taken) existing = none;
        }
        if (existing == none) {
            put({.entity = Entity::building,
                 .act = Act::add,
                 .incoming = incoming,
                 .name = org.name,
                 .building = plan_.texts.once(org.name)});
            continue;
        }
        plan_.buildings[i] = existing;
        buildings_matched_[static_cast<std::size_t>(existing)] = true;
        const auto& row = at(state_.buildings, existing);
        Step step{.entity = Entity::building,
                  .act = Act::change,
                  .incoming = incoming,
                  .existing = existing,
                  .name = org.name,
                  .building = plan_.texts.once(org.name)};
        step.is_back = row.is_ended;
        differ(step, "id", row.key, org.key);
        if (is_corrected(row.corrected, "name")) {
            if (row.name != org.name) plan_.left.push_back({row.name, "name", row.name, org.name});
        } else {
            differ(step, "name", row.name, org.name);
        }
        if (!org.identifier.empty()) differ(step, "identifier", row.identifier, org.identifier);
        if (step.fields.empty() && !step.is_back) {
            ++tally(Entity::building).same;
        } else {
            put(std::move(step));
        }
    }
    end_the_vanished(Entity::building, in_.orgs, in_.org_list, state_.buildings,
                     buildings_matched_);
}

Ref Planner::building_ref(std::string_view school_key) const {
    const auto incoming = orgs_in_.find(school_key);
    if (incoming != none) {
        const auto& org = at(in_.org_list, incoming);
        if (org.type == OrgType::school && !org.is_ended) {
            return {incoming, at(plan_.buildings, incoming)};
        }
    }
    return {none, buildings_.find(school_key)};
}

void Planner::plan_terms() {
    std::vector<bool> matched(state_.terms.size(), false);
    for (std::size_t i = 0; i < in_.term_list.size(); ++i) {
        const auto& term = in_.term_list[i];
        const auto existing = terms_.find(term.key);
        plan_.terms[i] = existing;
        if (term.is_ended) continue;
        Step step{.entity = Entity::term,
                  .act = Act::change,
                  .incoming = static_cast<std::int32_t>(i),
                  .existing = existing,
                  .name = term.title,
                  .building = {}};
        if (existing == none) {
            step.act = Act::add;
            put(std::move(step));
            continue;
        }
        matched[static_cast<std::size_t>(existing)] = true;
        const auto& row = at(state_.terms, existing);
        step.is_back = row.is_ended;
        differ(step, "title", row.title, term.title);
        differ(step, "kind", row.kind, term.kind);
        differ(step, "begins", row.begins.iso(), term.begins.iso());
        differ(step, "ends", row.ends.iso(), term.ends.iso());
        if (step.fields.empty() && !step.is_back) {
            ++tally(Entity::term).same;
        } else {
            put(std::move(step));
        }
    }
    end_the_vanished(Entity::term, in_.terms, in_.term_list, state_.terms, matched);
}

void Planner::plan_courses() {
    std::vector<bool> matched(state_.courses.size(), false);
    for (std::size_t i = 0; i < in_.course_list.size(); ++i) {
        const auto& course = in_.course_list[i];
        const auto existing = courses_.find(course.key);
        plan_.courses[i] = existing;
        if (course.is_ended) continue;
        Step step{.entity = Entity::course,
                  .act = Act::change,
                  .incoming = static_cast<std::int32_t>(i),
                  .existing = existing,
                  .name = course.title,
                  .building = {}};
        if (existing == none) {
            step.act = Act::add;
            put(std::move(step));
            continue;
        }
        matched[static_cast<std::size_t>(existing)] = true;
        const auto& row = at(state_.courses, existing);
        step.is_back = row.is_ended;
        differ(step, "title", row.title, course.title);
        if (step.fields.empty() && !step.is_back) {
            ++tally(Entity::course).same;
        } else {
            put(std::move(step));
        }
    }
    end_the_vanished(Entity::course, in_.courses, in_.course_list, state_.courses, matched);
}

std::string_view Planner::course_title(const ClassIn& made, std::int32_t existing) const {
    if (made.course_key.empty()) return {};
    const auto incoming = courses_in_.find(made.course_key);
    if (incoming != none) return at(in_.course_list, incoming).title;
    if (in_.courses == Mode::bulk) return {};
    const auto known = courses_.find(made.course_key);
    if (known != none) return at(state_.courses, known).title;
    if (existing == none || at(state_.classes, existing).course_key != made.course_key) return {};
    return at(state_.classes, existing).course;
}

void Planner::plan_classes() {
    std::vector<bool> matched(state_.classes.size(), false);
    for (std::size_t i = 0; i < in_.class_list.size(); ++i) {
        plan_class(static_cast<std::int32_t>(i), matched);
    }
    end_the_vanished(Entity::class_, in_.classes, in_.class_list, state_.classes, matched);
}

void Planner::plan_class(std::int32_t incoming, std::vector<bool>& matched) {
    const auto& made = at(in_.class_list, incoming);
    const auto existing = classes_.find(made.key);
    const auto place = static_cast<std::size_t>(incoming);
    plan_.classes[place] = existing;
    if (made.is_ended) return;
    const Ref building = building_ref(made.org_key);
    plan_.course_titles[place] = course_title(made, existing);
    Step step{.entity = Entity::class_,
              .act = Act::change,
              .incoming = incoming,
              .existing = existing,
              .name = std::string(made.title),
              .building = building_name(building)};
    if (existing == none) {
        step.act = Act::add;
        return put(std::move(step));
    }
    matched[static_cast<std::size_t>(existing)] = true;
    const auto& row = at(state_.classes, existing);
    step.is_back = row.is_ended;
    differ(step, "title", row.title, made.title);
    differ(step, "course", row.course, plan_.course_titles[place]);
    differ(step, "course_id", row.course_key, made.course_key);
    differ(step, "grades", row.grades, made.grades);
    differ(step, "subjects", row.subjects, made.subjects);
    differ(step, "room", row.room, made.room);
    differ(step, "terms", row.terms, made.terms);
    if (row.building != building.existing || (row.building == none && building != Ref{})) {
        step.fields.push_back(
            {"building", std::string(building_name(row.building)), std::string(step.building)});
    }
    if (in_.seats == Mode::bulk) {
        differ(step, "students", std::to_string(row.student_count),
               std::to_string(made.student_count));
    }
    if (step.fields.empty() && !step.is_back) {
        ++tally(Entity::class_).same;
        return;
    }
    put(std::move(step));
}

// A building may end while people still work there: their rows stay, and somebody should know.
void Planner::note_buildings_with_people() {
    std::vector<std::int64_t> heads(state_.buildings.size(), 0);
    for (std::size_t i = 0; i < state_.people.size(); ++i) {
        const auto& row = state_.people[i];
        if (row.is_ended || row.building == none || !people_matched_[i]) continue;
        ++heads[static_cast<std::size_t>(row.building)];
    }
    for (const auto& step : plan_.steps) {
        if (step.entity != Entity::building || step.act != Act::end) continue;
        const auto people = heads[static_cast<std::size_t>(step.existing)];
        if (people == 0) continue;
        plan_.flaws.add(
            Kind::building_ends_with_people,
            {.file = "orgs.csv", .found = step.name + " (" + std::to_string(people) + ")"});
    }
}

}  // namespace rapport::roster
