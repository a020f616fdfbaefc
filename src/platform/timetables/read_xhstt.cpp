// XHSTT-2014: an archive with instances and groups of solutions. The first solution that names an
// instance of the archive is read; each of its events is a meeting. Pupils are left out: classes
// are named, children are not.
#include <algorithm>
#include <map>

#include "kernel/text/text.hpp"
#include "platform/timetables/readers.hpp"
#include "platform/timetables/sheet_maker.hpp"
#include "platform/timetables/xml.hpp"

namespace rapport::timetables {
namespace {

std::string id_of(pugi::xml_node node) { return node.attribute("Id").value(); }
std::string reference_of(pugi::xml_node node) { return node.attribute("Reference").value(); }

using NamesById = std::map<std::string, std::string, std::less<>>;

struct Times {
    std::map<std::string, std::size_t, std::less<>> index;
    std::vector<SheetSlot> slots;  // In the order of the file: a long event goes on to the next.
};

struct Person {
    std::string id, type;  // The resource; "" for one still to be chosen.
    std::string role;
};

struct Event {
    std::string name, course, time;
    std::vector<Person> people;
    int duration = 1;
};

struct Instance {
    Times times;
    NamesById resource_types, resource_names, course_names;
    std::map<std::string, Event, std::less<>> events;
};

// A time without a day stands on a day of its own name, "".
void read_times(pugi::xml_node times, Instance& instance, SheetMaker& maker) {
    const pugi::xml_node groups = times.child("TimeGroups");
    NamesById weeks;
    for (const auto week : groups.children("Week")) {
        weeks.try_emplace(id_of(week), std::to_string(weeks.size()));
    }
    std::map<std::string, int, std::less<>> days;
    for (const auto day : groups.children("Day")) {
        days.try_emplace(id_of(day), maker.add_day(text_of(day, "Name")));
    }
    const int grid = maker.grid("");
    std::map<int, int> used;  // Periods of each day.
    for (const auto time : times.children("Time")) {
        const std::string day_id = reference_of(time.child("Day"));
        const auto [place, is_new] = days.try_emplace(day_id, 0);
        if (is_new) place->second = maker.add_day(day_id);
        const int day = place->second, period = used[day]++;
        if (period >= static_cast<int>(maker.sheet.periods.size())) {
            maker.add_period(std::to_string(period + 1), grid);
        }
        const auto week = weeks.find(reference_of(time.child("Week")));
        if (week != weeks.end() && day < static_cast<int>(maker.sheet.days.size())) {
            maker.sheet.days[static_cast<std::size_t>(day)].week = number_in(week->second, 0);
        }
        if (period >= static_cast<int>(periods_max)) continue;
        instance.times.index.try_emplace(id_of(time), instance.times.slots.size());
        instance.times.slots.push_back({day, period});
    }
}

void read_resources(pugi::xml_node resources, Instance& instance) {
    NamesById types;
    for (const auto type : resources.child("ResourceTypes").children("ResourceType")) {
        types.try_emplace(id_of(type), text::folded(text_of(type, "Name")));
    }
    for (const auto resource : resources.children("Resource")) {
        const std::string id = id_of(resource);
        const std::string type = reference_of(resource.child("ResourceType"));
        const auto known = types.find(type);
        const std::string word =
            known == types.end() || known->second.empty() ? text::folded(type) : known->second;
        instance.resource_types.try_emplace(id, word);
        instance.resource_names.try_emplace(id, text_of(resource, "Name"));
    }
}

std::vector<Person> people_in(pugi::xml_node resources) {
    std::vector<Person> people;
    for (const auto resource : resources.children("Resource")) {
        people.push_back({reference_of(resource), reference_of(resource.child("ResourceType")),
                          text_of(resource, "Role")});
    }
    return people;
}

void read_events(pugi::xml_node events, Instance& instance) {
    const pugi::xml_node groups = events.child("EventGroups");
    for (const auto course : groups.children("Course")) {
        instance.course_names.try_emplace(id_of(course), text_of(course, "Name"));
    }
    for (const auto node : events.children("Event")) {
        Event event{.name = text_of(node, "Name"),
                    .course = reference_of(node.child("Course")),
                    .time = reference_of(node.child("Time")),
                    .people = people_in(node.child("Resources")),
                    .duration = std::max(1, number_of(node, "Duration"))};
        instance.events.try_emplace(id_of(node), std::move(event));
    }
}

// "teacher", "teachers": what its publisher calls the type.
bool is_of(const Instance& instance, const std::string& id, std::string_view type) {
    const auto found = instance.resource_types.find(id);
    return found != instance.resource_types.end() && found->second.starts_with(type);
}

std::string name_in(const NamesById& names, const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() || found->second.empty() ? id : found->second;
}

struct Tally {
    std::int64_t without_time = 0, past_the_end = 0;
};

void meet(pugi::xml_node solved, const Instance& instance, SheetMaker& maker, Tally& tally) {
    const std::string id = reference_of(solved);
    const auto known = instance.events.find(id);
    if (known == instance.events.end()) {
        maker.flaw("timetable_flaws.no_activity", "<Event> " + name_of(id), {{"id", name_of(id)}});
        return;
    }
    const Event& event = known->second;
    const std::string time = solved.child("Time") ? reference_of(solved.child("Time")) : event.time;
    const auto first = instance.times.index.find(time);
    if (first == instance.times.index.end()) {
        ++tally.without_time;
        return;
    }
    SheetMeeting& meeting = maker.meet(id);
    meeting.subject =
        name_of(event.course.empty() ? event.name : name_in(instance.course_names, event.course));
    // Whoever the instance fixed, and whom the solution chose.
    std::vector<Person> people = event.people;
    for (Person& person : people_in(solved.child("Resources"))) people.push_back(std::move(person));
    for (const Person& person : people) {
        if (is_of(instance, person.id, "teacher")) {
            maker.attend(meeting,
                         maker.teacher(person.id, name_in(instance.resource_names, person.id)));
        } else if (is_of(instance, person.id, "class")) {
            meeting.groups.push_back(name_of(name_in(instance.resource_names, person.id)));
        } else if (is_of(instance, person.id, "room") && meeting.room.empty()) {
            meeting.room = name_of(name_in(instance.resource_names, person.id));
        }
    }
    const int said = number_of(solved, "Duration");
    const auto duration = static_cast<std::size_t>(said > 0 ? said : event.duration);
    const std::size_t count = instance.times.slots.size();
    if (first->second + duration > count) ++tally.past_the_end;
    for (std::size_t i = first->second; i < std::min(count, first->second + duration); ++i) {
        maker.place(meeting, instance.times.slots[i]);
    }
}

pugi::xml_node instance_named(pugi::xml_node archive, const std::string& id) {
    return archive.child("Instances").find_child_by_attribute("Instance", "Id", id.c_str());
}

Result<Sheet> made(pugi::xml_node archive, pugi::xml_node solution) {
    SheetMaker maker(Format::xhstt);
    const pugi::xml_node node = instance_named(archive, reference_of(solution));
    Instance instance;
    maker.sheet.title = name_of(text_of(node.child("MetaData"), "Name"));
    read_times(node.child("Times"), instance, maker);
    read_resources(node.child("Resources"), instance);
    read_events(node.child("Events"), instance);
    for (const auto resource : node.child("Resources").children("Resource")) {
        const std::string id = id_of(resource);
        if (is_of(instance, id, "teacher")) maker.teacher(id, text_of(resource, "Name"));
    }
    Tally tally;
    for (const auto event : solution.child("Events").children("Event")) {
        meet(event, instance, maker, tally);
    }
    if (tally.without_time > 0) {
        maker.flaw("timetable_flaws.unplaced", "", {{"count", tally.without_time}});
    }
    if (tally.past_the_end > 0) maker.flaw("timetable_flaws.past_the_day", "", {});
    return maker.finish();
}

}  // namespace

bool is_xhstt(const SheetFile& file) {
    return has_root(beginning_of(file), "HighSchoolTimetableArchive");
}

Result<Sheet> read_xhstt(const Files& files) {
    for (const SheetFile& file : files) {
        if (!is_xhstt(file)) continue;
        pugi::xml_document tree;
        const auto loaded = load_xml(file, tree);
        if (!loaded) return loaded.refusal();
        const pugi::xml_node archive = tree.child("HighSchoolTimetableArchive");
        for (const auto group : archive.child("SolutionGroups").children("SolutionGroup")) {
            for (const auto solution : group.children("Solution")) {
                const bool is_here = !instance_named(archive, reference_of(solution)).empty();
                if (is_here) return made(archive, solution);
            }
        }
        return Refusal{.key = "timetable_flaws.xhstt_no_solution"};
    }
    return Refusal{.key = "timetable_flaws.xhstt_not_one"};
}

}  // namespace rapport::timetables
