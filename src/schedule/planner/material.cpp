// What a plan is made of, read at once; and where a visit of a plan is.
#include <algorithm>

#include "platform/settings/settings.hpp"
#include "schedule/planner/bridge.hpp"

namespace rapport::planner {

Material material_of(ReadTx& tx, const Ordered& ordered) {
    Material material;
    material.ordered = ordered;
    auto coaches = ordered.coaches;
    if (coaches.empty()) {
        for (const CoachWeek& week : planner::coaches(tx)) coaches.push_back(week.coach);
    }
    material.wishes = wishes(tx, ordered.dates);
    // Steps of a chain in their order.
    std::ranges::stable_sort(material.wishes, {}, &Wish::step);
    std::vector<PersonId> people;
    for (const Wish& wish : material.wishes) {
        for (const Helped& person : wish.people) people.push_back(person.id);
    }
    std::ranges::sort(people);
    people.erase(std::unique(people.begin(), people.end()), people.end());
    material.canvas = canvas_of(tx, {.coaches = coaches,
                                     .people = people,
                                     .dates = {monday_of(ordered.dates.from), ordered.dates.until},
                                     .chain = std::nullopt});
    material.elsewhere =
        store::placed_elsewhere(tx, {monday_of(ordered.dates.from), ordered.dates.until});
    material.last_helps = store::last_helps(tx);
    material.max_run_minutes =
        static_cast<int>(settings::number(tx, "planner.max_run_minutes", 180));
    return material;
}

Spot Bridge::spot_of(const solver::Visit& visit) const {
    const auto& task = instance.tasks[static_cast<std::size_t>(visit.task)];
    const auto& option = task.options[static_cast<std::size_t>(visit.option)];
    return {.coach = coaches[static_cast<std::size_t>(visit.coach)],
            .on = first.plus(option.day),
            .begins = visit.start,
            .building = sites[static_cast<std::size_t>(option.site)],
            .room = ""};
}

}  // namespace rapport::planner
