// How a plan is made: places first, then classes, people and their roles, then who teaches what,
// since each points to the ones before.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/roster/plan.hpp"

namespace rapport::roster {

// Key to place in a list. The keys' texts must outlive it.
class Places {
  public:
    template <class Rows>
    explicit Places(const Rows& rows) {
        by_key_.reserve(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!rows[i].key.empty()) by_key_.emplace(rows[i].key, static_cast<std::int32_t>(i));
        }
    }
    std::int32_t find(std::string_view key) const {
        const auto at = by_key_.find(key);
        return at == by_key_.end() ? none : at->second;
    }

  private:
    std::unordered_map<std::string_view, std::int32_t> by_key_;
};

class Planner {
  public:
    explicit Planner(const Planning&);
    Plan make();

  private:
    // planner.cpp
    template <class Rows>
    static const auto& at(const Rows& rows, std::int32_t place) {
        return rows[static_cast<std::size_t>(place)];
    }
    Tally& tally(Entity entity) { return plan_.tallies[static_cast<int>(entity)]; }
    void put(Step step);
    static void differ(Step&, std::string_view field, std::string_view before,
                       std::string_view after);
    template <class In, class Rows>
    void end_the_vanished(Entity, Mode, const In&, const Rows&, const std::vector<bool>& matched);
    template <class In>
    bool is_free(Mode, const In&, const Places& incoming, std::string_view key) const;
    void plan_stops();
    bool is_same_by_choice(std::string_view new_key, bool otherwise) const;
    // Views that live as long as the plan.
    std::string_view building_name(const Ref&);
    std::string_view building_name(std::int32_t existing);

    // planner_places.cpp
    void plan_buildings();
    std::int32_t like_building(const OrgIn&, Merge::Why&) const;
    void plan_terms();
    void plan_courses();
    void plan_classes();
    void plan_class(std::int32_t incoming, std::vector<bool>& matched);
    std::string_view course_title(const ClassIn&, std::int32_t existing) const;
    Ref building_ref(std::string_view school_key) const;
    void note_buildings_with_people();

    // planner_people.cpp
    void plan_people();
    std::int32_t same_person(const PersonIn&, Merge::Why&, bool& is_sure) const;
    std::int32_t find_person(std::int32_t incoming);
    void plan_person(std::int32_t incoming, std::int32_t existing);
    void compare_person(Step&, const PersonIn&, const PersonRow&);
    void vanish(std::int32_t existing);
    void describe_from_classes();
    Described described(std::int32_t incoming) const;

    // planner_roles.cpp
    void plan_roles(Step&, const PersonIn&, std::int32_t existing);
    std::vector<RoleStep> wanted_roles(const PersonIn&);
    void add_wanted(std::vector<RoleStep>&, const PersonIn&, const RoleIn&);
    std::string role_said(const RoleStep&);

    // planner_seats.cpp
    void plan_seats();
    Ref class_ref(std::string_view key) const;
    Ref person_ref(std::string_view key) const;
    void put_seat(Act, const Ref& class_ref, const Ref& person, std::string_view role);

    const Planning& p_;
    const Incoming& in_;
    const State& state_;
    Plan plan_;
    Places orgs_in_, terms_in_, courses_in_, classes_in_, people_in_;
    Places buildings_, terms_, courses_, classes_, people_;
    std::unordered_map<std::string_view, std::vector<std::int32_t>> people_by_email_;
    std::unordered_map<std::string, std::int32_t> people_by_lower_key_;
    std::unordered_map<std::int32_t, std::vector<std::int32_t>> roles_of_;
    std::vector<bool> people_matched_, buildings_matched_;
    std::vector<std::int64_t> removed_ = std::vector<std::int64_t>(entity_count, 0);
};

}  // namespace rapport::roster
