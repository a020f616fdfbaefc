// Ed-Fi: class periods and bell schedules say when it rings, sections and their staff who meets,
// calendar dates when there is no school. XML interchanges or the JSON of the API.
#include <algorithm>
#include <map>
#include <set>

#include "kernel/text/encoding.hpp"
#include "kernel/text/text.hpp"
#include "platform/timetables/clock_times.hpp"
#include "platform/timetables/edfi_tree.hpp"
#include "platform/timetables/readers.hpp"
#include "platform/timetables/sheet_maker.hpp"
#include "platform/timetables/xml.hpp"

namespace rapport::timetables {
namespace {

using AtSchool = std::pair<std::string, std::string>;  // School and name.

struct Schedule {
    std::string school, name, alternate_day;
    std::vector<std::string> periods, dates;
};
struct Section {
    std::string key, school, session, subject, code, room;
    std::vector<std::string> periods;
};
struct Person {
    std::string name, email;
};
struct Term {
    std::optional<Day> begins_on, ends_on;
};

struct Edfi {
    std::map<AtSchool, std::optional<Ring>> periods;
    std::vector<AtSchool> period_order;
    std::vector<Schedule> schedules;
    std::vector<Section> sections;
    std::map<std::string, std::vector<std::string>, std::less<>> staff_of;  // By section key.
    std::map<std::string, Person, std::less<>> people;
    std::map<AtSchool, Term> terms;
    std::vector<std::pair<Day, std::string>> closed;
    std::set<std::string> schools;
};

// "uri://ed-fi.org/CalendarEventDescriptor#Holiday" is "Holiday".
std::string without_namespace(const std::string& descriptor) {
    const std::size_t mark = descriptor.find_last_of('#');
    return mark == descriptor.npos ? descriptor : descriptor.substr(mark + 1);
}

std::string section_key(pugi::xml_node node) {
    return text_below(node, "SchoolId") + "|" + text_below(node, "SessionName") + "|" +
           text_below(node, "LocalCourseCode") + "|" + text_below(node, "SectionIdentifier");
}

std::vector<std::string> texts_below(pugi::xml_node node, std::string_view name) {
    std::vector<std::string> texts;
    for (const auto found : all_below(node, name)) {
        texts.emplace_back(text::trimmed(found.text().get()));
    }
    return texts;
}

void read_period(pugi::xml_node node, Edfi& edfi) {
    const AtSchool at{text_below(node, "SchoolId"), text_below(node, "ClassPeriodName")};
    const auto begins = clock_time(text_below(node, "StartTime"));
    const auto ends = clock_time(text_below(node, "EndTime"));
    std::optional<Ring> ring;
    if (begins && ends && *begins < *ends) ring = Ring{*begins, *ends};
    if (edfi.periods.try_emplace(at, ring).second) edfi.period_order.push_back(at);
    edfi.schools.insert(at.first);
}

void read_section(pugi::xml_node node, Edfi& edfi) {
    Section section{.key = section_key(node),
                    .school = text_below(node, "SchoolId"),
                    .session = text_below(node, "SessionName"),
                    .subject = text_below(node, "SectionName"),
                    .code = text_below(node, "SectionIdentifier"),
                    .room = text_below(node, "ClassroomIdentificationCode"),
                    .periods = texts_below(node, "ClassPeriodName")};
    if (section.subject.empty()) section.subject = text_below(node, "LocalCourseTitle");
    if (section.subject.empty()) section.subject = text_below(node, "LocalCourseCode");
    edfi.schools.insert(section.school);
    edfi.sections.push_back(std::move(section));
}

// Days on which nobody is taught; whatever else a calendar says of a day, there is school.
void read_date(pugi::xml_node node, Edfi& edfi) {
    constexpr std::string_view off[] = {
        "holiday", "non instructional", "teacher only", "weather", "emergency",
        "strike",  "no school",         "break"};
    const auto day = Day::parse(text_below(node, "Date"));
    std::string event = text_below(node, "CalendarEventDescriptor");
    if (event.empty()) event = text_below(node, "CalendarEvent");
    event = without_namespace(event);
    const std::string word = text::folded(event);
    const bool is_off = std::ranges::any_of(
        off, [&](std::string_view part) { return word.find(part) != word.npos; });
    if (day && is_off) edfi.closed.emplace_back(*day, event);
}

void read_person(pugi::xml_node node, Edfi& edfi) {
    const std::string name = text_below(node, "FirstName") + " " + text_below(node, "LastSurname");
    edfi.people.try_emplace(text_below(node, "StaffUniqueId"),
                            Person{name_of(name), text_below(node, "ElectronicMailAddress")});
}

void read_tree(pugi::xml_node root, Edfi& edfi) {
    for (const auto node : root.children()) {
        const std::string_view kind = node.name();
        if (kind == "ClassPeriod") read_period(node, edfi);
        if (kind == "Section") read_section(node, edfi);
        if (kind == "CalendarDate") read_date(node, edfi);
        if (kind == "Staff") read_person(node, edfi);
        if (kind == "BellSchedule") {
            edfi.schedules.push_back(
                {text_below(node, "SchoolId"), text_below(node, "BellScheduleName"),
                 text_below(node, "AlternateDayName"), texts_below(node, "ClassPeriodName"),
                 texts_below(node, "Date")});
            edfi.schools.insert(edfi.schedules.back().school);
        }
        if (kind == "StaffSectionAssociation") {
            edfi.staff_of[section_key(node)].push_back(text_below(node, "StaffUniqueId"));
        }
        if (kind == "Session") {
            edfi.terms.try_emplace({text_below(node, "SchoolId"), text_below(node, "SessionName")},
                                   Term{Day::parse(text_below(node, "BeginDate")),
                                        Day::parse(text_below(node, "EndDate"))});
        }
    }
}

// Where a class period of a school stands, on each kind of day.
class Bells {
  public:
    Bells(const Edfi& edfi, SheetMaker& maker) : edfi_(edfi), maker_(maker) {
        add_days();
        for (const Schedule& schedule : edfi.schedules) add(schedule);
        for (const AtSchool& at : edfi.period_order) {
            if (!slots_.contains(at)) ring(at, maker.grid(at.first), every_day_);
        }
        for (const Section& section : edfi.sections) {
            for (const std::string& period : section.periods) {
                const AtSchool at{section.school, period};
                if (!slots_.contains(at)) ring(at, maker.grid(at.first), every_day_);
            }
        }
    }
    const std::vector<SheetSlot>& slots(const AtSchool& at) const { return slots_.at(at); }

  private:
    // The alternate days of the schedules ("A", "Red"); without them a week.
    void add_days() {
        constexpr std::string_view names[] = {"Monday", "Tuesday", "Wednesday", "Thursday",
                                              "Friday"};
        for (const Schedule& schedule : edfi_.schedules) {
            if (!schedule.alternate_day.empty()) maker_.day(schedule.alternate_day);
        }
        const bool is_week = maker_.sheet.days.empty();
        for (int i = 0; is_week && i < 5; ++i) {
            maker_.add_day(names[i]);
            maker_.sheet.days[static_cast<std::size_t>(i)].weekday = i + 1;
        }
        for (std::size_t i = 0; i < maker_.sheet.days.size(); ++i) {
            every_day_.push_back(static_cast<int>(i));
        }
    }

    // Of several schedules for one kind of day the first is the usual one.
    void add(const Schedule& schedule) {
        std::string name = schedule.name;
        if (edfi_.schools.size() > 1) name += " · " + schedule.school;
        const int grid = maker_.grid(name);
        std::vector<int> days = every_day_;
        if (!schedule.alternate_day.empty()) days.assign(1, maker_.day(schedule.alternate_day));
        for (const std::string& period : schedule.periods) {
            const AtSchool at{schedule.school, period};
            std::vector<int> not_yet;
            for (const int day : days) {
                const auto known = slots_.find(at);
                const bool is_there =
                    known != slots_.end() &&
                    std::ranges::any_of(known->second,
                                        [&](const SheetSlot& slot) { return slot.day == day; });
                if (!is_there) not_yet.push_back(day);
            }
            ring(at, grid, not_yet);
        }
        for (const std::string& text : schedule.dates) {
            const auto on = Day::parse(text);
            if (on && maker_.sheet.dates.size() <= dates_max) {
                maker_.sheet.dates.push_back({.on = *on, .grid = grid, .name = name_of(name)});
            }
        }
    }

    void ring(const AtSchool& at, int grid, const std::vector<int>& days) {
        const int index = maker_.period(at.second, grid);
        const auto known = edfi_.periods.find(at);
        if (known != edfi_.periods.end() &&
            static_cast<std::size_t>(index) < maker_.sheet.periods.size()) {
            maker_.sheet.periods[static_cast<std::size_t>(index)].ring = known->second;
        }
        for (const int day : days) slots_[at].push_back({day, index});
    }

    const Edfi& edfi_;
    SheetMaker& maker_;
    std::vector<int> every_day_;
    std::map<AtSchool, std::vector<SheetSlot>> slots_;
};

void meet(const Edfi& edfi, const Bells& bells, SheetMaker& maker) {
    for (const Section& section : edfi.sections) {
        SheetMeeting& meeting = maker.meet(section.key);
        meeting.subject = name_of(section.subject);
        meeting.groups.push_back(name_of(section.code));
        meeting.room = name_of(section.room);
        meeting.term = name_of(section.session);
        const auto term = edfi.terms.find({section.school, section.session});
        if (term != edfi.terms.end()) {
            meeting.begins_on = term->second.begins_on;
            meeting.ends_on = term->second.ends_on;
        }
        for (const std::string& period : section.periods) {
            for (const SheetSlot& slot : bells.slots({section.school, period})) {
                maker.place(meeting, slot);
            }
        }
        const auto staff = edfi.staff_of.find(section.key);
        if (staff == edfi.staff_of.end()) continue;
        for (const std::string& id : staff->second) {
            const auto person = edfi.people.find(id);
            const bool is_known = person != edfi.people.end();
            const int index = maker.teacher(id, is_known ? person->second.name : "");
            maker.attend(meeting, index);
            if (is_known && static_cast<std::size_t>(index) < maker.sheet.teachers.size()) {
                maker.sheet.teachers[static_cast<std::size_t>(index)].email =
                    name_of(person->second.email);
            }
        }
    }
}

Result<Done> read_file(const SheetFile& file, Edfi& edfi) {
    pugi::xml_document tree;
    const std::string text = text::to_utf8(file.bytes, "");
    const std::string_view start = text::trimmed(text);
    if (start.starts_with("{") || start.starts_with("[")) {
        constexpr std::ptrdiff_t marks_max = 6'000'000;
        if (std::ranges::count(text, ',') + std::ranges::count(text, '[') > marks_max) {
            return Refusal{.key = "timetable_flaws.too_much"};
        }
        if (!append_json(text, tree)) {
            return Refusal{.key = "timetable_flaws.not_json", .with = {{"file", file.name}}};
        }
        read_tree(tree, edfi);
        return Done{};
    }
    if (!start.starts_with("<")) return Done{};
    const auto loaded = load_xml(file, tree);
    if (loaded) read_tree(tree.document_element(), edfi);
    return loaded;
}

}  // namespace

bool is_edfi(const SheetFile& file) {
    const std::string head = beginning_of(file);
    if (head.find("<Interchange") != head.npos) return head.find("ed-fi.org") != head.npos;
    const std::string_view start = text::trimmed(head);
    if (!start.starts_with("{") && !start.starts_with("[")) return false;
    constexpr std::string_view fields[] = {"\"classPeriodName\"", "\"bellScheduleName\"",
                                           "\"calendarEvents\"", "\"sectionIdentifier\"",
                                           "\"staffUniqueId\""};
    return std::ranges::any_of(
        fields, [&](std::string_view field) { return start.find(field) != start.npos; });
}

Result<Sheet> read_edfi(const Files& files) {
    Edfi edfi;
    for (const SheetFile& file : files) {
        const auto read = read_file(file, edfi);
        if (!read) return read.refusal();
    }
    if (edfi.periods.empty() && edfi.schedules.empty() && edfi.sections.empty() &&
        edfi.closed.empty()) {
        return Refusal{.key = "timetable_flaws.edfi_nothing"};
    }
    SheetMaker maker(Format::edfi);
    const Bells bells(edfi, maker);
    meet(edfi, bells, maker);
    for (const auto& [on, name] : edfi.closed) {
        SheetDate date{.on = on, .is_closed = true, .name = name_of(name)};
        maker.sheet.dates.push_back(std::move(date));
    }
    if (edfi.schools.size() > 1) {
        maker.flaw("timetable_flaws.edfi_schools", "",
                   {{"count", static_cast<std::int64_t>(edfi.schools.size())}});
    }
    maker.sort_periods();
    return maker.finish();
}

}  // namespace rapport::timetables
