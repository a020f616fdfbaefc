// Does what a plan says, in the order that lets each row point to the ones before: places, terms,
// courses, classes, people, roles, seats.
#include <unordered_map>

#include "platform/keys/keys.hpp"
#include "platform/roster/roster.hpp"

namespace rapport::roster {

namespace {

class Applier {
  public:
    Applier(WriteTx& tx, const Incoming& in, const State& state, const Plan& plan)
        : tx_(tx), in_(in), state_(state), plan_(plan), today_(today_of(tx)) {}

    void run() {
        know_buildings();
        for (const Entity entity :
             {Entity::building, Entity::term, Entity::course, Entity::class_, Entity::person}) {
            for (const auto& step : plan_.steps) {
                if (step.entity == entity) take(step);
            }
        }
        for (const auto& step : plan_.roles) take_role(step);
        for (const auto& step : plan_.seats) take_seat(step);
    }

  private:
    template <class Rows>
    static const auto& at(const Rows& rows, std::int32_t place) {
        return rows[static_cast<std::size_t>(place)];
    }

    void know_buildings() {
        for (const auto& row : state_.buildings) {
            if (!row.key.empty()) buildings_.emplace(row.key, row.id);
        }
        for (std::size_t i = 0; i < in_.org_list.size(); ++i) {
            if (plan_.buildings[i] == none) continue;
            buildings_.insert_or_assign(in_.org_list[i].key,
                                        at(state_.buildings, plan_.buildings[i]).id);
        }
        classes_.resize(in_.class_list.size());
        people_.resize(in_.person_list.size());
    }

    void take(const Step& step) {
        switch (step.entity) {
            case Entity::building:
                return take_building(step);
            case Entity::term:
                return take_term(step);
            case Entity::course:
                return take_course(step);
            case Entity::class_:
                return take_class(step);
            case Entity::person:
                return take_person(step);
            case Entity::seat:
                return;
        }
    }

    void take_building(const Step& step) {
        if (step.act == Act::end) {
            return end_building(tx_, at(state_.buildings, step.existing).id, today_);
        }
        const auto& org = at(in_.org_list, step.incoming);
        BuildingWrite it{org.key, org.name, org.identifier};
        if (step.act == Act::add) {
            buildings_.insert_or_assign(org.key, add_building(tx_, it, zone_of_district(tx_)));
            return;
        }
        const auto& row = at(state_.buildings, step.existing);
        if (is_corrected(row.corrected, "name")) it.name = row.name;
        change_building(tx_, row.id, it);
    }

    void take_term(const Step& step) {
        if (step.act == Act::end) return end_term(tx_, at(state_.terms, step.existing).id, today_);
        const auto& term = at(in_.term_list, step.incoming);
        if (step.act == Act::add) return add_term(tx_, term);
        change_term(tx_, at(state_.terms, step.existing).id, term);
    }

    void take_course(const Step& step) {
        if (step.act == Act::end) {
            return end_course(tx_, at(state_.courses, step.existing).key, today_);
        }
        const auto& course = at(in_.course_list, step.incoming);
        put_course(tx_, course.key, course.title);
        if (step.act == Act::change) rename_course_of_classes(tx_, course.key, course.title);
    }

    void take_class(const Step& step) {
        if (step.act == Act::end)
            return end_class(tx_, at(state_.classes, step.existing).id, today_);
        const auto& made = at(in_.class_list, step.incoming);
        const ClassWrite it{made, at(plan_.course_titles, step.incoming),
                            building_of(made.org_key)};
        if (step.act == Act::add) {
            classes_[static_cast<std::size_t>(step.incoming)] = add_class(tx_, it);
            return;
        }
        const ClassId id = at(state_.classes, step.existing).id;
        change_class(tx_, id, it);
        if (in_.seats == Mode::bulk) count_class(tx_, id, made.student_count);
    }

    void take_person(const Step& step) {
        if (step.act == Act::end)
            return end_person(tx_, at(state_.people, step.existing).id, today_);
        if (step.act == Act::keep) return flag_missing(tx_, at(state_.people, step.existing).id);
        const auto& person = at(in_.person_list, step.incoming);
        if (!person.has_row) return;
        const Described made{at(plan_.rooms, step.incoming), at(plan_.teaches, step.incoming),
                             in_.seats == Mode::bulk && in_.classes == Mode::bulk};
        const PersonRow* row = step.existing == none ? nullptr : &at(state_.people, step.existing);
        const PersonAfter after = person_after(person, row, made);
        auto building = building_of(person.home_key);
        const bool is_silent = !building && in_.orgs != Mode::bulk;
        if (row != nullptr && (after.is_building_kept || is_silent)) {
            building.reset();
            if (row->building != none) building = at(state_.buildings, row->building).id;
        }
        const PersonWrite it{person.key, after, building};
        if (row == nullptr) {
            people_[static_cast<std::size_t>(step.incoming)] = add_person(tx_, it);
        } else {
            change_person(tx_, row->id, it);
        }
    }

    void take_role(const RoleStep& step) {
        if (step.ends_existing != none) {
            const auto& held = at(state_.roles, step.ends_existing);
            return remove_role(tx_, held.id);
        }
        RoleWrite it{person_of(step.person), step.role, {}, step.begins, step.ends};
        if (step.building.incoming != none) {
            it.building = building_of(at(in_.org_list, step.building.incoming).key);
        } else if (step.building.existing != none) {
            it.building = at(state_.buildings, step.building.existing).id;
        }
        add_role(tx_, it);
        const bool is_in_force =
            it.begins.value_or(today_) <= today_ && it.ends.value_or(today_) >= today_;
        if (is_in_force) keys::come_to(tx_, it.person, it.role);
    }

    void take_seat(const SeatStep& step) {
        const ClassId made = step.class_ref.existing != none
                                 ? at(state_.classes, step.class_ref.existing).id
                                 : at(classes_, step.class_ref.incoming);
        const PersonId person = person_of(step.person);
        if (step.act == Act::end) return remove_seat(tx_, made, person);
        put_seat(tx_, made, person, step.role);
    }

    std::optional<BuildingId> building_of(std::string_view key) const {
        const auto found = buildings_.find(std::string(key));
        if (key.empty() || found == buildings_.end()) return std::nullopt;
        return found->second;
    }
    PersonId person_of(const Ref& ref) const {
        return ref.existing != none ? at(state_.people, ref.existing).id
                                    : at(people_, ref.incoming);
    }

    WriteTx& tx_;
    const Incoming& in_;
    const State& state_;
    const Plan& plan_;
    Day today_;
    std::unordered_map<std::string, BuildingId> buildings_;
    std::vector<ClassId> classes_;
    std::vector<PersonId> people_;
};

}  // namespace

void apply(WriteTx& tx, const Incoming& in, const State& state, const Plan& plan) {
    Applier(tx, in, state, plan).run();
}

}  // namespace rapport::roster
