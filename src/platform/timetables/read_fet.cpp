// FET: the data file says who meets for how long; the activities file, the timetable CSV, or, in a
// solved data file, the constraints say when. Schemas 5.x and 6.x.
#include <algorithm>
#include <map>

#include "kernel/text/text.hpp"
#include "platform/timetables/readers.hpp"
#include "platform/timetables/sheet_maker.hpp"
#include "platform/timetables/xml.hpp"

namespace rapport::timetables {
namespace {

struct Placing {
    std::string day, hour, room, where;
};

struct Activity {
    std::vector<std::string> teachers, students;
    std::string subject, room;
    int duration = 1;
    bool is_active = true;
    std::vector<Placing> placings;
};

// What the files said, by activity id and in the order of the files.
struct Fet {
    std::vector<std::string> ids;
    std::map<std::string, Activity, std::less<>> activities;
    std::vector<std::string> days, hours, real_days, real_hours, teachers;
    std::string title;
    bool has_data = false, is_in_halves = false;
    int days_per_term = 0;  // 0: no terms.

    Activity& activity(const std::string& id) {
        const auto [place, is_new] = activities.try_emplace(id);
        if (is_new) ids.push_back(id);
        return place->second;
    }
};

std::vector<std::string> names_in(pugi::xml_node list, const char* item) {
    std::vector<std::string> names;
    for (const auto node : list.children(item)) names.push_back(text_of(node, "Name"));
    return names;
}

void read_activity(pugi::xml_node node, Fet& fet) {
    Activity& activity = fet.activity(text_of(node, "Id"));
    for (const auto teacher : node.children("Teacher")) {
        activity.teachers.emplace_back(text::trimmed(teacher.text().get()));
    }
    for (const auto students : node.children("Students")) {
        activity.students.emplace_back(text::trimmed(students.text().get()));
    }
    activity.subject = text_of(node, "Subject");
    activity.duration = std::max(1, number_of(node, "Duration"));
    activity.is_active = text_of(node, "Active") != "false";
}

// "100", "100.0": what must be so, and what FET writes for each activity it placed.
bool is_binding(pugi::xml_node constraint) {
    return text_of(constraint, "Active") != "false" &&
           text_of(constraint, "Weight_Percentage").starts_with("100");
}

std::string text_of_either(pugi::xml_node node, const char* name, const char* other) {
    std::string found = text_of(node, name);
    return found.empty() ? text_of(node, other) : found;
}

void read_constraints(pugi::xml_node root, Fet& fet) {
    for (const auto node :
         root.child("Time_Constraints_List").children("ConstraintActivityPreferredStartingTime")) {
        const auto found = fet.activities.find(text_of(node, "Activity_Id"));
        if (!is_binding(node) || found == fet.activities.end()) continue;
        found->second.placings.push_back({text_of_either(node, "Preferred_Day", "Day"),
                                          text_of_either(node, "Preferred_Hour", "Hour"), "",
                                          "<Activity_Id> " + found->first});
    }
    for (const auto node :
         root.child("Space_Constraints_List").children("ConstraintActivityPreferredRoom")) {
        const auto found = fet.activities.find(text_of(node, "Activity_Id"));
        if (is_binding(node) && found != fet.activities.end()) {
            found->second.room = text_of(node, "Room");
        }
    }
}

void read_data(pugi::xml_node root, Fet& fet) {
    fet.has_data = true;
    fet.title = text_of(root, "Institution_Name");
    fet.is_in_halves = text_of(root, "Mode") == "Mornings_Afternoons";
    if (text_of(root, "Mode") == "Terms") {
        fet.days_per_term = number_of(root, "Number_of_Days_Per_Term");
    }
    fet.days = names_in(root.child("Days_List"), "Day");
    fet.hours = names_in(root.child("Hours_List"), "Hour");
    fet.real_days = names_in(root.child("Real_Days_List"), "Real_Day");
    fet.real_hours = names_in(root.child("Real_Hours_List"), "Real_Hour");
    fet.teachers = names_in(root.child("Teachers_List"), "Teacher");
    for (const auto node : root.child("Activities_List").children("Activity")) {
        read_activity(node, fet);
    }
    read_constraints(root, fet);
}

// Placings of a companion, before it is known whether there is a data file.
using Placings = std::vector<std::pair<std::string, Placing>>;

void read_placings(pugi::xml_node root, Placings& placings) {
    for (const auto node : root.children("Activity")) {
        const std::string id = text_of(node, "Id");
        placings.emplace_back(id, Placing{text_of(node, "Day"), text_of(node, "Hour"),
                                          text_of(node, "Room"), "<Activity> " + id});
    }
}

struct Columns {
    std::size_t id = 0, day = 0, hour = 0, students = 0, subject = 0, teachers = 0, room = 0;
};

std::optional<Columns> columns_of(const Row& header) {
    Columns columns;
    const auto find = [&](const char* name, std::size_t& place) {
        const auto found = std::ranges::find(header, std::string(name));
        place = static_cast<std::size_t>(found - header.begin());
        return found != header.end();
    };
    const bool is_whole =
        find("Activity Id", columns.id) && find("Day", columns.day) && find("Hour", columns.hour);
    find("Students Sets", columns.students);
    find("Subject", columns.subject);
    find("Teachers", columns.teachers);
    find("Room", columns.room);
    return is_whole ? std::optional(columns) : std::nullopt;
}

// Of the rows of one activity, the first describes it; all of them say when.
void read_table(const SheetFile& file, Fet& described, Placings& placings) {
    std::optional<Columns> columns;
    each_row(file.bytes, [&](std::int64_t number, const Row& row) {
        if (number == 1) columns = columns_of(row);
        if (number == 1 || !columns) return;
        const auto cell = [&](std::size_t at) { return at < row.size() ? row[at] : std::string(); };
        const std::string id = cell(columns->id);
        if (id.empty()) return;
        if (!described.activities.contains(id)) {
            Activity& activity = described.activity(id);
            activity.teachers = parts_of(cell(columns->teachers), '+');
            activity.students = parts_of(cell(columns->students), '+');
            activity.subject = cell(columns->subject);
        }
        placings.emplace_back(id, Placing{cell(columns->day), cell(columns->hour),
                                          cell(columns->room), row_text(number)});
    });
}

// What the companions say wins over what the data file has fixed.
void apply(const Placings& placings, const Fet& described, Fet& fet, SheetMaker& maker) {
    if (placings.empty()) return;
    for (auto& [id, activity] : fet.activities) activity.placings.clear();
    if (!fet.has_data) {
        fet.ids = described.ids;
        fet.activities = described.activities;
    }
    for (const auto& [id, placing] : placings) {
        const auto found = fet.activities.find(id);
        if (found == fet.activities.end()) {
            maker.flaw("timetable_flaws.no_activity", placing.where, {{"id", name_of(id)}});
            continue;
        }
        if (placing.day.empty() && placing.hour.empty()) continue;
        if (!placing.room.empty()) found->second.room = placing.room;
        found->second.placings.push_back(placing);
    }
}

// Days and hours of a table alone.
void name_from_placings(Fet& fet) {
    for (const std::string& id : fet.ids) {
        for (const Placing& placing : fet.activities.find(id)->second.placings) {
            const auto add = [](std::vector<std::string>& list, const std::string& name) {
                if (std::ranges::find(list, name) == list.end() && list.size() < days_max) {
                    list.push_back(name);
                }
            };
            add(fet.days, placing.day);
            add(fet.hours, placing.hour);
        }
    }
}

std::string half_label(const std::string& morning, const std::string& afternoon) {
    std::size_t same = 0;
    while (same < std::min(morning.size(), afternoon.size()) && morning[same] == afternoon[same]) {
        ++same;
    }
    const std::string shared(text::trimmed(std::string_view(morning).substr(0, same)));
    const bool is_word = shared.size() >= 3 && text::is_utf8(shared);
    return is_word ? shared : morning + " / " + afternoon;
}

// Lays FET's days and hours onto those of a week: a "day" of mornings and afternoons is half of
// one, and a day of terms comes again in each.
class Layout {
  public:
    Layout(const Fet& fet, SheetMaker& maker) {
        halves_ = fet.is_in_halves && fet.days.size() % 2 == 0 && !fet.days.empty() ? 2 : 1;
        const auto per_term = static_cast<std::size_t>(std::max(0, fet.days_per_term));
        if (per_term > 0 && fet.days.size() % per_term == 0) per_term_ = fet.days_per_term;
        hours_ = static_cast<int>(fet.hours.size());
        const int grid = maker.grid("");
        add_days(fet, maker);
        for (std::size_t i = 0; i < fet.hours.size() * static_cast<std::size_t>(halves_); ++i) {
            maker.add_period(period_label(fet, i), grid);
        }
        for (std::size_t i = 0; i < fet.days.size(); ++i) day_of_.try_emplace(fet.days[i], int(i));
        for (std::size_t i = 0; i < fet.hours.size(); ++i) {
            hour_of_.try_emplace(fet.hours[i], int(i));
        }
    }

    std::optional<int> day(const std::string& name) const { return find(day_of_, name); }
    std::optional<int> hour(const std::string& name) const { return find(hour_of_, name); }
    int hours() const { return hours_; }
    SheetSlot slot(int day, int hour) const {
        const int in_term = per_term_ > 0 ? day % per_term_ : day;
        return {in_term / halves_, hour + (in_term % halves_) * hours_};
    }
    std::string term(int day) const {
        return per_term_ > 0 ? std::to_string(day / per_term_ + 1) : "";
    }

  private:
    using Places = std::map<std::string, int, std::less<>>;
    static std::optional<int> find(const Places& places, const std::string& name) {
        const auto found = places.find(name);
        return found == places.end() ? std::nullopt : std::optional(found->second);
    }

    void add_days(const Fet& fet, SheetMaker& maker) const {
        const std::size_t count =
            per_term_ > 0 ? static_cast<std::size_t>(per_term_) : fet.days.size();
        for (std::size_t i = 0; i + static_cast<std::size_t>(halves_) <= count;
             i += static_cast<std::size_t>(halves_)) {
            if (halves_ == 1) {
                maker.add_day(fet.days[i]);
            } else if (fet.real_days.size() * 2 == fet.days.size()) {
                maker.add_day(fet.real_days[i / 2]);
            } else {
                maker.add_day(half_label(fet.days[i], fet.days[i + 1]));
            }
        }
    }

    std::string period_label(const Fet& fet, std::size_t at) const {
        if (halves_ == 1) return fet.hours[at];
        if (fet.real_hours.size() == fet.hours.size() * 2) return fet.real_hours[at];
        if (at < fet.hours.size()) return fet.hours[at];
        const std::string& hour = fet.hours[at - fet.hours.size()];
        const int number = number_in(hour, -1);
        return number >= 0 ? std::to_string(number + hours_) : hour + " (2)";
    }

    Places day_of_, hour_of_;
    int halves_ = 1, per_term_ = 0, hours_ = 0;
};

// The slots of an activity by term. A table may have a row for each hour, or one for the first.
void place(const Activity& activity, const std::string& id, const Layout& layout,
           SheetMaker& maker) {
    std::map<int, std::vector<int>> hours_of;  // By FET's day.
    for (const Placing& placing : activity.placings) {
        const auto day = layout.day(placing.day);
        const auto hour = layout.hour(placing.hour);
        if (!day || !hour) {
            maker.flaw("timetable_flaws.no_slot", placing.where,
                       {{"day", name_of(placing.day)}, {"period", name_of(placing.hour)}});
            continue;
        }
        hours_of[*day].push_back(*hour);
    }
    for (auto& [day, hours] : hours_of) {
        SheetMeeting& meeting = maker.meet(id);
        meeting.subject = name_of(activity.subject);
        for (const std::string& group : activity.students) meeting.groups.push_back(name_of(group));
        meeting.room = name_of(activity.room);
        meeting.term = layout.term(day);
        for (const std::string& name : activity.teachers) {
            maker.attend(meeting, maker.teacher(name, name));
        }
        const int first = *std::ranges::min_element(hours);
        const int last = std::min(first + activity.duration, layout.hours());
        for (int hour = first; hour < last; ++hour) hours.push_back(hour);
        if (first + activity.duration > layout.hours()) {
            maker.flaw("timetable_flaws.past_the_day", "<Activity> " + id, {});
        }
        for (const int hour : hours) maker.place(meeting, layout.slot(day, hour));
    }
}

Result<Sheet> made(Fet& fet, SheetMaker& maker) {
    std::int64_t placed = 0, count = 0;
    for (const auto& [id, activity] : fet.activities) {
        if (!activity.is_active) continue;
        ++count;
        if (!activity.placings.empty()) ++placed;
    }
    if (count == 0) return Refusal{.key = "timetable_flaws.fet_no_activities"};
    // A few fixed lessons are a wish, no timetable.
    if (placed * 2 < count) {
        return Refusal{.key = "timetable_flaws.fet_unsolved",
                       .with = {{"placed", placed}, {"count", count}}};
    }
    if (!fet.has_data) name_from_placings(fet);
    maker.sheet.title = name_of(fet.title);
    for (const std::string& name : fet.teachers) maker.teacher(name, name);
    const Layout layout(fet, maker);
    for (const std::string& id : fet.ids) {
        const Activity& activity = fet.activities.find(id)->second;
        if (activity.is_active) place(activity, id, layout, maker);
    }
    if (!fet.has_data) maker.sort_as_named();
    if (placed < count) {
        maker.flaw("timetable_flaws.unplaced", "", {{"count", count - placed}});
    }
    return maker.finish();
}

}  // namespace

bool is_fet(const SheetFile& file) {
    const std::string head = beginning_of(file);
    return has_root(head, "fet") || has_root(head, "Activities_Timetable") ||
           columns_of(first_row_of(file)).has_value();
}

Result<Sheet> read_fet(const Files& files) {
    Fet fet, described;
    Placings rows, elements;
    SheetMaker maker(Format::fet);
    for (const SheetFile& file : files) {
        const std::string head = beginning_of(file);
        if (columns_of(first_row_of(file))) {
            read_table(file, described, rows);
        } else if (has_root(head, "fet") || has_root(head, "Activities_Timetable")) {
            pugi::xml_document tree;
            const auto loaded = load_xml(file, tree);
            if (!loaded) return loaded.refusal();
            if (const auto root = tree.child("fet")) read_data(root, fet);
            read_placings(tree.child("Activities_Timetable"), elements);
        }
    }
    if (!fet.has_data && rows.empty()) {
        return Refusal{.key = elements.empty() ? Key{"timetable_flaws.fet_not_one"}
                                               : Key{"timetable_flaws.fet_times_only"}};
    }
    apply(rows.empty() ? elements : rows, described, fet, maker);
    return made(fet, maker);
}

}  // namespace rapport::timetables
