#include "schedule/files/files.hpp"
#include "schedule/files/kinds.hpp"
#include "schedule/files/reading.hpp"

namespace rapport::schedule_files {

namespace {

using namespace solver;

class InstanceReader {
  public:
    Instance read(const json::object& file) {
        instance_.name = in_.text(file.if_contains("name"), "name");
        instance_.days = in_.number(file.if_contains("days"), "days");
        read_sites(file);
        read_rules(in_.object(file.if_contains("rules"), "rules"));
        each(file, "coaches", [&](const auto& o, const auto& where) { read_coach(o, where); });
        each(file, "people", [&](const auto& o, const auto& where) { read_person(o, where); });
        each(file, "tasks", [&](const auto& o, const auto& where) { read_task(o, where); });
        if (in_.find(file, "pinned") != nullptr) {
            each(file, "pinned", [&](const auto& o, const auto& where) {
                instance_.pinned.push_back(visit(o, where));
            });
        }
        if (in_.find(file, "current") != nullptr) {
            each(file, "current", [&](const auto& o, const auto& where) {
                instance_.current.push_back(visit(o, where));
            });
        }
        if (in_.find(file, "pairs") != nullptr) {
            each(file, "pairs", [&](const auto& o, const auto& where) { read_pair(o, where); });
        }
        if (const json::value* weight = in_.find(file, "stability_weight")) {
            instance_.stability_weight = in_.whole(weight, "stability_weight");
        }
        return std::move(instance_);
    }

    const Reading& reading() const { return in_; }

  private:
    template <class F>
    void each(const json::object& file, const std::string& name, F&& take) {
        const json::array& list = in_.list(file.if_contains(name), name);
        for (std::size_t i = 0; i < list.size() && in_.is_good(); ++i) {
            take(in_.object(&list[i], at(name, i)), at(name, i));
        }
    }

    void add(Index& index, const std::string& id, std::size_t position, const std::string& where) {
        if (!index.emplace(id, static_cast<int>(position)).second) in_.wrong(where);
    }

    void read_sites(const json::object& file) {
        const json::array& sites = in_.list(file.if_contains("sites"), "sites");
        for (std::size_t i = 0; i < sites.size(); ++i) {
            instance_.sites.push_back(in_.text(&sites[i], at("sites", i)));
            add(sites_, instance_.sites.back(), i, at("sites", i));
        }
        const json::array& rows = in_.list(file.if_contains("travel_minutes"), "travel_minutes");
        for (std::size_t i = 0; i < rows.size() && in_.is_good(); ++i) {
            const std::string where = at("travel_minutes", i);
            const json::array& row = in_.list(&rows[i], where);
            if (row.size() != sites.size()) in_.wrong(where);
            for (const json::value& minutes : row) {
                instance_.travel_minutes.push_back(in_.number(&minutes, where));
            }
        }
    }

    void read_rules(const json::object& rules) {
        instance_.rules.travel_weight =
            in_.whole(rules.if_contains("travel_weight"), "rules.travel_weight");
        instance_.rules.max_run_minutes =
            in_.number_or(in_.find(rules, "max_run_minutes"), 0, "rules.max_run_minutes");
        instance_.rules.break_minutes =
            in_.number_or(in_.find(rules, "break_minutes"), 0, "rules.break_minutes");
    }

    void read_coach(const json::object& file, const std::string& where) {
        Coach coach;
        coach.id = in_.text(file.if_contains("id"), where + ".id");
        coach.home = in_.named_or_none(sites_, in_.find(file, "home"), where + ".home");
        coach.capacity_minutes =
            in_.whole(file.if_contains("capacity_minutes"), where + ".capacity_minutes");
        const json::array& days = in_.list(file.if_contains("days"), where + ".days");
        for (std::size_t i = 0; i < days.size() && in_.is_good(); ++i) {
            coach.days.emplace_back();
            if (days[i].is_null()) continue;
            const std::string there = at(where + ".days", i);
            const json::object& shift = in_.object(&days[i], there);
            coach.days.back() = Shift{.start = in_.number(shift.if_contains("start"), there),
                                      .end = in_.number(shift.if_contains("end"), there)};
        }
        add(coaches_, coach.id, instance_.coaches.size(), where + ".id");
        instance_.coaches.push_back(std::move(coach));
    }

    void read_person(const json::object& file, const std::string& where) {
        Person person;
        person.id = in_.text(file.if_contains("id"), where + ".id");
        person.touch_bonus = in_.whole(file.if_contains("touch_bonus"), where + ".touch_bonus");
        add(people_, person.id, instance_.people.size(), where + ".id");
        instance_.people.push_back(std::move(person));
    }

    void read_task(const json::object& file, const std::string& where) {
        Task task;
        task.id = in_.text(file.if_contains("id"), where + ".id");
        const auto kind = parse_kind(in_.text(file.if_contains("kind"), where + ".kind"));
        if (!kind) in_.wrong(where + ".kind");
        task.kind = kind.value_or(Kind::other);
        task.value = in_.whole(file.if_contains("value"), where + ".value");
        task.minutes = in_.number(file.if_contains("minutes"), where + ".minutes");
        task.person = in_.named_or_none(people_, in_.find(file, "person"), where + ".person");
        read_cycle(file, where, task);
        for (const json::value& coach : in_.list(file.if_contains("coaches"), where + ".coaches")) {
            task.coaches.push_back(in_.named(coaches_, &coach, where + ".coaches"));
        }
        const std::string options = where + ".options";
        const json::array& list = in_.list(file.if_contains("options"), options);
        for (std::size_t i = 0; i < list.size() && in_.is_good(); ++i) {
            const std::string there = at(options, i);
            task.options.push_back(option(in_.object(&list[i], there), there));
        }
        add(tasks_, task.id, instance_.tasks.size(), where + ".id");
        instance_.tasks.push_back(std::move(task));
    }

    void read_cycle(const json::object& file, const std::string& where, Task& task) {
        const json::value* cycle = in_.find(file, "cycle");
        if (cycle == nullptr) return;
        task.cycle = numbered(cycles_, instance_.cycles, in_.text(cycle, where + ".cycle"));
        task.step = in_.number(file.if_contains("step"), where + ".step");
        const json::array& gap = in_.list(file.if_contains("gap_days"), where + ".gap_days");
        if (gap.size() != 2) return in_.wrong(where + ".gap_days");
        task.gap_min = in_.number(&gap[0], where + ".gap_days");
        task.gap_max = in_.number(&gap[1], where + ".gap_days");
    }

    Option option(const json::object& file, const std::string& where) {
        Option option;
        option.day = in_.number(file.if_contains("day"), where + ".day");
        option.earliest = in_.number(file.if_contains("earliest"), where + ".earliest");
        option.latest = in_.number(file.if_contains("latest"), where + ".latest");
        option.site = in_.named(sites_, file.if_contains("site"), where + ".site");
        if (const json::value* penalty = in_.find(file, "penalty")) {
            option.penalty = in_.whole(penalty, where + ".penalty");
        }
        if (const json::value* resources = in_.find(file, "resources")) {
            for (const json::value& resource : in_.list(resources, where + ".resources")) {
                option.resources.push_back(numbered(resources_, instance_.resources,
                                                    in_.text(&resource, where + ".resources")));
            }
        }
        return option;
    }

    int numbered(Index& index, std::vector<std::string>& names, const std::string& name) {
        const auto [found, is_fresh] = index.emplace(name, static_cast<int>(names.size()));
        if (is_fresh) names.push_back(name);
        return found->second;
    }

    Visit visit(const json::object& file, const std::string& where) {
        return {.task = in_.named(tasks_, file.if_contains("task"), where + ".task"),
                .option = in_.number(file.if_contains("option"), where + ".option"),
                .coach = in_.named(coaches_, file.if_contains("coach"), where + ".coach"),
                .start = in_.number(file.if_contains("start"), where + ".start")};
    }

    void read_pair(const json::object& file, const std::string& where) {
        Pair pair{.person = in_.named(people_, file.if_contains("person"), where + ".person"),
                  .coach = in_.named(coaches_, file.if_contains("coach"), where + ".coach"),
                  .value = std::nullopt};
        if (const json::value* value = in_.find(file, "value")) {
            pair.value = in_.whole(value, where + ".value");
        }
        instance_.pairs.push_back(pair);
    }

    Reading in_;
    Instance instance_;
    Index sites_, coaches_, people_, tasks_, cycles_, resources_;
};

}  // namespace

Result<json::value> parsed(std::string_view text, std::string_view format) {
    boost::system::error_code error;
    json::value value = json::parse({text.data(), text.size()}, error);
    if (error || !value.is_object()) return Refusal{"schedule_files.not_json"};
    const json::value* said = value.get_object().if_contains("format");
    if (said == nullptr || !said->is_string() || said->get_string() != format) {
        return Refusal{"schedule_files.other_format", "", {{"format", std::string(format)}}};
    }
    return value;
}

Result<Instance> read_instance(std::string_view text) {
    const auto file = parsed(text, "rapport-schedule/1");
    if (!file) return file.refusal();
    InstanceReader reader;
    Instance instance = reader.read((*file).get_object());
    std::string flaw = reader.reading().is_good() ? flaw_of(instance) : reader.reading().where();
    if (!flaw.empty()) {
        return Refusal{"schedule_files.wrong_at", "", {{"where", std::move(flaw)}}};
    }
    return instance;
}

}  // namespace rapport::schedule_files
