// Plans and instances, written; plans, read.
#include "schedule/files/files.hpp"
#include "schedule/files/kinds.hpp"
#include "schedule/files/reading.hpp"

namespace rapport::schedule_files {

namespace {

using namespace solver;

const Task& task_at(const Instance& instance, int task) {
    return instance.tasks[static_cast<std::size_t>(task)];
}

template <class List>
const std::string& name_at(const List& list, int index) {
    return list[static_cast<std::size_t>(index)].id;
}

int index_of(const Index& index, const json::value* value) {
    if (value == nullptr || !value->is_string()) return none;
    const auto found = index.find(std::string(value->get_string()));
    return found == index.end() ? none : found->second;
}

template <class List>
Index index_of_all(const List& list) {
    Index index;
    for (std::size_t i = 0; i < list.size(); ++i) index.emplace(list[i].id, static_cast<int>(i));
    return index;
}

json::object written_visit(const Instance& instance, const Visit& visit) {
    return {{"task", task_at(instance, visit.task).id},
            {"option", visit.option},
            {"coach", name_at(instance.coaches, visit.coach)},
            {"start", visit.start}};
}

json::array written_visits(const Instance& instance, const std::vector<Visit>& visits) {
    json::array list;
    for (const Visit& visit : visits) list.push_back(written_visit(instance, visit));
    return list;
}

json::object written_reason(const Instance& instance, const Reason& reason, const Why& say) {
    json::array blocking;
    for (const int task : reason.blocking) blocking.push_back(task_at(instance, task).id.c_str());
    json::object why{{"code", code(reason.cause)},      {"text", say ? say(reason) : ""},
                     {"blocking", std::move(blocking)}, {"remedy", code(reason.remedy)},
                     {"amount", reason.amount},         {"loses", reason.loses},
                     {"confirmed", reason.is_confirmed}};
    if (reason.coach != none) why["coach"] = name_at(instance.coaches, reason.coach);
    return {{"task", task_at(instance, reason.task).id}, {"why", std::move(why)}};
}

json::object written_option(const Instance& instance, const Option& option) {
    json::array resources;
    for (const int resource : option.resources) {
        resources.push_back(instance.resources[static_cast<std::size_t>(resource)].c_str());
    }
    return {{"day", option.day},
            {"earliest", option.earliest},
            {"latest", option.latest},
            {"site", instance.sites[static_cast<std::size_t>(option.site)]},
            {"penalty", option.penalty},
            {"resources", std::move(resources)}};
}

json::object written_task(const Instance& instance, const Task& task) {
    json::array coaches, options;
    for (const int coach : task.coaches) {
        coaches.push_back(name_at(instance.coaches, coach).c_str());
    }
    for (const Option& option : task.options) options.push_back(written_option(instance, option));
    json::object file{{"id", task.id},
                      {"kind", name_of(task.kind)},
                      {"value", task.value},
                      {"minutes", task.minutes},
                      {"person", nullptr},
                      {"coaches", std::move(coaches)},
                      {"cycle", nullptr},
                      {"step", task.step},
                      {"gap_days", {task.gap_min, task.gap_max}},
                      {"options", std::move(options)}};
    if (task.person != none) file["person"] = name_at(instance.people, task.person);
    if (task.cycle != none) {
        file["cycle"] = instance.cycles[static_cast<std::size_t>(task.cycle)];
    }
    return file;
}

json::object written_coach(const Instance& instance, const Coach& coach) {
    json::array days;
    for (const auto& shift : coach.days) {
        days.push_back(shift ? json::value{{"start", shift->start}, {"end", shift->end}}
                             : json::value(nullptr));
    }
    json::object file{{"id", coach.id},
                      {"home", nullptr},
                      {"capacity_minutes", coach.capacity_minutes},
                      {"days", std::move(days)}};
    if (coach.home != none) file["home"] = instance.sites[static_cast<std::size_t>(coach.home)];
    return file;
}

void write_lists(const Instance& instance, json::object& file) {
    json::array sites, travel, coaches, people, tasks, pairs;
    for (std::size_t from = 0; from < instance.sites.size(); ++from) {
        sites.push_back(instance.sites[from].c_str());
        json::array row;
        for (std::size_t to = 0; to < instance.sites.size(); ++to) {
            row.push_back(instance.travel(static_cast<int>(from), static_cast<int>(to)));
        }
        travel.push_back(std::move(row));
    }
    for (const Coach& coach : instance.coaches) coaches.push_back(written_coach(instance, coach));
    for (const Person& person : instance.people) {
        people.push_back({{"id", person.id}, {"touch_bonus", person.touch_bonus}});
    }
    for (const Task& task : instance.tasks) tasks.push_back(written_task(instance, task));
    for (const Pair& pair : instance.pairs) {
        pairs.push_back({{"person", name_at(instance.people, pair.person)},
                         {"coach", name_at(instance.coaches, pair.coach)},
                         {"value", pair.value ? json::value(*pair.value) : json::value(nullptr)}});
    }
    file["sites"] = std::move(sites);
    file["travel_minutes"] = std::move(travel);
    file["coaches"] = std::move(coaches);
    file["people"] = std::move(people);
    file["tasks"] = std::move(tasks);
    if (!pairs.empty()) file["pairs"] = std::move(pairs);
}

}  // namespace

std::string written(const Instance& instance) {
    json::object file{{"format", "rapport-schedule/1"},
                      {"name", instance.name},
                      {"days", instance.days},
                      {"rules",
                       {{"travel_weight", instance.rules.travel_weight},
                        {"max_run_minutes", instance.rules.max_run_minutes},
                        {"break_minutes", instance.rules.break_minutes}}}};
    write_lists(instance, file);
    if (!instance.pinned.empty()) file["pinned"] = written_visits(instance, instance.pinned);
    if (!instance.current.empty()) file["current"] = written_visits(instance, instance.current);
    if (instance.stability_weight != 0) file["stability_weight"] = instance.stability_weight;
    return json::serialize(file);
}

Result<Plan> read_plan(const Instance& instance, std::string_view text) {
    const auto file = parsed(text, "rapport-plan/1");
    if (!file) return file.refusal();
    const Index tasks = index_of_all(instance.tasks), coaches = index_of_all(instance.coaches);
    Reading in;
    Plan plan;
    const json::array& visits = in.list((*file).get_object().if_contains("visits"), "visits");
    for (std::size_t i = 0; i < visits.size() && in.is_good(); ++i) {
        const std::string where = at("visits", i);
        const json::object& visit = in.object(&visits[i], where);
        plan.visits.push_back({.task = index_of(tasks, visit.if_contains("task")),
                               .option = in.number(visit.if_contains("option"), where + ".option"),
                               .coach = index_of(coaches, visit.if_contains("coach")),
                               .start = in.number(visit.if_contains("start"), where + ".start")});
    }
    if (!in.is_good()) return Refusal{"schedule_files.wrong_at", "", {{"where", in.where()}}};
    return plan;
}

std::string written(const Instance& instance, const PlanFile& plan, const Why& why) {
    json::array unplaced;
    for (const Reason& reason : plan.unplaced) {
        unplaced.push_back(written_reason(instance, reason, why));
    }
    json::object file{
        {"format", "rapport-plan/1"},      {"visits", written_visits(instance, plan.plan.visits)},
        {"unplaced", std::move(unplaced)}, {"objective", plan.score.objective()},
        {"upper_bound", nullptr},          {"gap_percent", nullptr},
        {"seconds", plan.seconds},         {"seed", plan.seed}};
    if (plan.upper_bound) file["upper_bound"] = *plan.upper_bound;
    if (plan.gap_percent) file["gap_percent"] = *plan.gap_percent;
    return json::serialize(file);
}

}  // namespace rapport::schedule_files
