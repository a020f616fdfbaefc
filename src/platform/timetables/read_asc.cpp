// aSc Timetables XML: a lesson says who meets, its cards say when. 2012: masks of days, weeks and
// terms ("10000"); 2008: a day number. Cards of one lesson in one room are one meeting.
#include <algorithm>
#include <map>
#include <tuple>

#include "kernel/text/text.hpp"
#include "platform/timetables/clock_times.hpp"
#include "platform/timetables/readers.hpp"
#include "platform/timetables/sheet_maker.hpp"
#include "platform/timetables/xml.hpp"

namespace rapport::timetables {
namespace {

constexpr std::size_t mask_max = 60;  // Days of a cycle, weeks, terms.

// "columns" lists the attributes that are to be believed; others are left over from elsewhere.
std::string attribute(pugi::xml_node node, std::string_view name) {
    const std::string_view columns = node.parent().attribute("columns").value();
    if (!columns.empty()) {
        const auto valid = text::split(columns, ',');
        const bool is_valid = std::ranges::any_of(
            valid, [&](std::string_view column) { return text::trimmed(column) == name; });
        if (!is_valid) return "";
    }
    return std::string(text::trimmed(node.attribute(std::string(name).c_str()).value()));
}

struct Named {
    std::string name, brief;
};
using ById = std::map<std::string, Named, std::less<>>;

ById named(pugi::xml_node list, const char* item) {
    ById all;
    for (const auto node : list.children(item)) {
        std::string name = attribute(node, "name");
        if (name.empty()) {
            name = text::trimmed(attribute(node, "firstname") + " " + attribute(node, "lastname"));
        }
        all.try_emplace(attribute(node, "id"), Named{name, attribute(node, "short")});
    }
    return all;
}

std::string name_in(const ById& all, const std::string& id) {
    const auto found = all.find(id);
    if (found == all.end()) return id;
    return found->second.name.empty() ? found->second.brief : found->second.name;
}

// The places of the ones: "01000" is 1. Empty when it is no mask.
std::vector<int> ones(std::string_view mask) {
    std::vector<int> places;
    if (mask.size() > mask_max || mask.find_first_not_of("01") != mask.npos) return places;
    for (std::size_t i = 0; i < mask.size(); ++i) {
        if (mask[i] == '1') places.push_back(static_cast<int>(i));
    }
    return places;
}

// A dimension of masks: how many places, and their names where a definition has a single one.
struct Masks {
    std::vector<std::string> names;
    std::map<std::string, std::string, std::less<>> by_id;

    void fit(std::string_view mask) {
        if (!ones(mask).empty()) names.resize(std::max(names.size(), mask.size()));
    }
    std::vector<int> places(const std::string& mask) const {
        auto found = ones(mask);
        // No mask, or "1" where there are more: all of them.
        const bool is_all = found.empty() || (mask == "1" && names.size() > 1);
        if (!is_all) return found;
        found.clear();
        for (std::size_t i = 0; i < names.size(); ++i) found.push_back(static_cast<int>(i));
        return found;
    }
};

Masks masks_of(pugi::xml_node list, const char* item, const char* field) {
    Masks masks;
    for (const auto node : list.children(item)) {
        const std::string mask = attribute(node, field);
        masks.by_id.try_emplace(attribute(node, "id"), mask);
        // Several masks, one after the other: "10000,01000" is "any one day".
        if (mask.find(',') != mask.npos) continue;
        masks.fit(mask);
        const auto places = ones(mask);
        if (places.size() != 1) continue;
        std::string& name = masks.names[static_cast<std::size_t>(places[0])];
        if (name.empty()) name = attribute(node, "name");
    }
    return masks;
}

struct Asc {
    ById teachers, classes, subjects, rooms, groups;
    std::map<std::string, std::string, std::less<>> emails;
    Masks days, weeks, terms;
    std::map<std::string, int, std::less<>> period_of;  // By the file's number.
    std::map<std::string, pugi::xml_node, std::less<>> lessons;
    int first_day = 0;  // 2008 counts from 0 or 1.
};

void read_days(pugi::xml_node root, Asc& asc) {
    asc.days = masks_of(root.child("daysdefs"), "daysdef", "days");
    asc.weeks = masks_of(root.child("weeksdefs"), "weeksdef", "weeks");
    asc.terms = masks_of(root.child("termsdefs"), "termsdef", "terms");
    const pugi::xml_node old = root.child("days");
    if (old) asc.first_day = number_in(attribute(old.child("day"), "day"), 0) == 1 ? 1 : 0;
    for (const auto node : old.children("day")) {
        const int place = number_in(attribute(node, "day"), -1) - asc.first_day;
        if (place < 0 || place >= static_cast<int>(mask_max)) continue;
        auto& names = asc.days.names;
        names.resize(std::max(names.size(), static_cast<std::size_t>(place) + 1));
        names[static_cast<std::size_t>(place)] = attribute(node, "name");
    }
    for (const auto card : root.child("cards").children("card")) {
        asc.days.fit(attribute(card, "days"));
        asc.weeks.fit(attribute(card, "weeks"));
        asc.terms.fit(attribute(card, "terms"));
    }
    if (asc.weeks.names.empty()) asc.weeks.names.resize(1);
    if (asc.terms.names.empty()) asc.terms.names.resize(1);
}

// A period that begins before the one before it in the grid has ended belongs to another grid.
void part_grids(SheetMaker& maker) {
    auto& periods = maker.sheet.periods;
    const bool have_times = std::ranges::all_of(
        periods, [](const SheetPeriod& period) { return period.ring.has_value(); });
    if (!have_times) return;
    std::vector<std::size_t> order;
    order.reserve(periods.size());
    for (std::size_t i = 0; i < periods.size(); ++i) order.push_back(i);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return periods[i].ring->begins; });
    std::vector<int> until;  // By grid.
    for (const std::size_t i : order) {
        const Ring ring = *periods[i].ring;
        const auto fits =
            std::ranges::find_if(until, [&](int ends) { return ends <= ring.begins; });
        periods[i].grid = static_cast<int>(fits - until.begin());
        if (fits == until.end()) {
            maker.grid(until.empty() ? "" : std::to_string(until.size() + 1));
            until.push_back(ring.ends);
        } else {
            *fits = ring.ends;
        }
    }
}

void read_periods(pugi::xml_node root, Asc& asc, SheetMaker& maker) {
    const int grid = maker.grid("");
    for (const auto node : root.child("periods").children("period")) {
        const std::string number = attribute(node, "period");
        std::string label = attribute(node, "short");
        if (label.empty()) label = attribute(node, "name");
        if (label.empty()) label = number;
        const int index = maker.add_period(label, grid);
        const auto begins = clock_time(attribute(node, "starttime"));
        const auto ends = clock_time(attribute(node, "endtime"));
        if (begins && ends && *begins < *ends) {
            maker.sheet.periods[static_cast<std::size_t>(index)].ring = Ring{*begins, *ends};
        }
        asc.period_of.try_emplace(number, index);
    }
    part_grids(maker);
}

// One kind of day for each week and day.
void add_days(const Asc& asc, SheetMaker& maker) {
    const std::size_t weeks = asc.weeks.names.size();
    for (std::size_t week = 0; week < weeks; ++week) {
        for (std::size_t day = 0; day < asc.days.names.size(); ++day) {
            std::string label = asc.days.names[day];
            if (label.empty()) label = std::to_string(day + 1);
            if (weeks > 1) {
                std::string name = asc.weeks.names[week];
                if (name.empty()) name = std::to_string(week + 1);
                label = name + " " + label;
            }
            const int index = maker.add_day(label);
            maker.sheet.days[static_cast<std::size_t>(index)].week = static_cast<int>(week);
        }
    }
}

std::string either_attribute(pugi::xml_node node, const char* several, const char* one) {
    std::string found = attribute(node, several);
    return found.empty() ? attribute(node, one) : found;
}

struct Card {
    std::string lesson, room, terms, where;
    std::vector<SheetSlot> slots;
};

std::optional<Card> read_card(pugi::xml_node node, std::int64_t number, const Asc& asc,
                              SheetMaker& maker) {
    Card card{.lesson = attribute(node, "lessonid"),
              .room = either_attribute(node, "classroomids", "classroomid"),
              .terms = attribute(node, "terms"),
              .where = "<card> " + std::to_string(number),
              .slots = {}};
    const std::string day = attribute(node, "day"), days = attribute(node, "days");
    if (days.empty() && day.empty()) return std::nullopt;  // Not placed.
    std::vector<int> places = ones(days);
    if (!day.empty() && days.empty()) {
        places.assign(1, number_in(day, -1) - asc.first_day);
    }
    const auto period = asc.period_of.find(attribute(node, "period"));
    const auto count = static_cast<int>(asc.days.names.size());
    const bool are_days = !places.empty() && std::ranges::all_of(places, [&](int place) {
        return place >= 0 && place < count;
    });
    if (period == asc.period_of.end() || !are_days) {
        maker.flaw("timetable_flaws.no_slot", card.where,
                   {{"day", name_of(days.empty() ? day : days)},
                    {"period", name_of(attribute(node, "period"))}});
        return std::nullopt;
    }
    for (const int week : asc.weeks.places(attribute(node, "weeks"))) {
        for (const int place : places) card.slots.push_back({week * count + place, period->second});
    }
    return card;
}

std::vector<std::string> terms_of(const Asc& asc, const std::string& mask) {
    const auto places = asc.terms.places(mask);
    if (places.size() == asc.terms.names.size()) return {""};
    std::vector<std::string> terms;
    terms.reserve(places.size());
    for (const int place : places) {
        const std::string& name = asc.terms.names[static_cast<std::size_t>(place)];
        terms.push_back(name.empty() ? std::to_string(place + 1) : name);
    }
    return terms;
}

// Whole classes by their name, parts of one with the part: "4B", "4B Girls".
std::vector<std::string> groups_of(pugi::xml_node lesson, pugi::xml_node groups, const Asc& asc) {
    std::vector<std::string> names;
    const auto ids = parts_of(either_attribute(lesson, "groupids", "groupid"), ',');
    for (const std::string& id : ids) {
        const auto node = groups.find_child_by_attribute("group", "id", id.c_str());
        if (!node) continue;
        const std::string of_class = name_in(asc.classes, attribute(node, "classid"));
        const bool is_whole = attribute(node, "entireclass") == "1";
        names.push_back(name_of(is_whole ? of_class : of_class + " " + attribute(node, "name")));
    }
    if (!names.empty()) return names;
    for (const std::string& id : parts_of(either_attribute(lesson, "classids", "classid"), ',')) {
        names.push_back(name_of(name_in(asc.classes, id)));
    }
    return names;
}

using Meetings =
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<SheetSlot>>;

void meet(const Meetings& meetings, pugi::xml_node groups, const Asc& asc, SheetMaker& maker) {
    std::map<std::string, std::vector<std::string>, std::less<>> groups_by_lesson;
    for (const auto& [place, slots] : meetings) {
        const auto& [lesson_id, room, term] = place;
        const pugi::xml_node lesson = asc.lessons.find(lesson_id)->second;
        const auto [known, is_new] = groups_by_lesson.try_emplace(lesson_id);
        if (is_new) known->second = groups_of(lesson, groups, asc);
        SheetMeeting& meeting = maker.meet(lesson_id);
        meeting.subject = name_of(name_in(asc.subjects, attribute(lesson, "subjectid")));
        meeting.groups = known->second;
        std::string rooms;
        for (const std::string& id : parts_of(room, ',')) {
            rooms += (rooms.empty() ? "" : ", ") + name_in(asc.rooms, id);
        }
        meeting.room = name_of(rooms);
        meeting.term = name_of(term);
        for (const std::string& id :
             parts_of(either_attribute(lesson, "teacherids", "teacherid"), ',')) {
            maker.attend(meeting, maker.teacher(id, name_in(asc.teachers, id)));
        }
        for (const SheetSlot& slot : slots) maker.place(meeting, slot);
    }
}

Meetings read_cards(pugi::xml_node root, const Asc& asc, SheetMaker& maker) {
    Meetings meetings;
    std::int64_t number = 0, unplaced = 0;
    std::size_t placed = 0;
    for (const auto node : root.child("cards").children("card")) {
        ++number;
        const std::size_t flaws = maker.sheet.flaws.size();
        const auto card = read_card(node, number, asc, maker);
        if (!card) {
            if (maker.sheet.flaws.size() == flaws) ++unplaced;
            continue;
        }
        if (!asc.lessons.contains(card->lesson)) {
            maker.flaw("timetable_flaws.no_activity", card->where, {{"id", name_of(card->lesson)}});
            continue;
        }
        for (const std::string& term : terms_of(asc, card->terms)) {
            auto& slots = meetings[{card->lesson, card->room, term}];
            placed += card->slots.size();
            if (placed > placed_max) break;
            slots.insert(slots.end(), card->slots.begin(), card->slots.end());
        }
    }
    if (unplaced > 0) maker.flaw("timetable_flaws.unplaced", "", {{"count", unplaced}});
    return meetings;
}

}  // namespace

bool is_asc(const SheetFile& file) {
    const std::string head = beginning_of(file);
    return has_root(head, "timetable") && head.find("ed-fi") == head.npos;
}

Result<Sheet> read_asc(const Files& files) {
    SheetMaker maker(Format::asc);
    for (const SheetFile& file : files) {
        if (!is_asc(file)) continue;
        pugi::xml_document tree;
        const auto loaded = load_xml(file, tree);
        if (!loaded) return loaded.refusal();
        const pugi::xml_node root = tree.child("timetable");
        if (!root.child("cards").child("card")) {
            return Refusal{.key = "timetable_flaws.asc_no_cards"};
        }
        Asc asc;
        asc.teachers = named(root.child("teachers"), "teacher");
        asc.classes = named(root.child("classes"), "class");
        asc.subjects = named(root.child("subjects"), "subject");
        asc.rooms = named(root.child("classrooms"), "classroom");
        for (const auto lesson : root.child("lessons").children("lesson")) {
            asc.lessons.try_emplace(attribute(lesson, "id"), lesson);
        }
        read_days(root, asc);
        read_periods(root, asc, maker);
        add_days(asc, maker);
        for (const auto& [id, teacher] : asc.teachers) maker.teacher(id, teacher.name);
        for (const auto node : root.child("teachers").children("teacher")) {
            const auto index = maker.find_teacher(attribute(node, "id"));
            if (index) {
                maker.sheet.teachers[static_cast<std::size_t>(*index)].email =
                    name_of(attribute(node, "email"));
            }
        }
        meet(read_cards(root, asc, maker), root.child("groups"), asc, maker);
        maker.sort_periods();
        return maker.finish();
    }
    return Refusal{.key = "timetable_flaws.asc_not_one"};
}

}  // namespace rapport::timetables
