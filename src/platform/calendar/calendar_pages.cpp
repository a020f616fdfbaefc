#include "platform/calendar/calendar_pages.hpp"

#include <algorithm>

#include "kernel/html/escape.hpp"
#include "kernel/text/text.hpp"
#include "platform/calendar/holidays_pages.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::calendar {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr Part parts[] = {Part::day, Part::morning, Part::afternoon};

std::string part_label(Part part, const locale::Speech& speech) {
    const std::string key = "calendar.part_" + std::string(code(part));
    return speech.say(Key::of(key));
}

std::string when_of(const Closure& closure, const locale::Speech& speech) {
    if (closure.begins_on == closure.ends_on) return speech.day(closure.begins_on);
    return speech.say("calendar.from_to", {{"from", speech.day(closure.begins_on)},
                                           {"to", speech.day(closure.ends_on)}});
}

ClosureView view_of(const Closure& closure, const locale::Speech& speech, bool can_change) {
    ClosureView view{.id = closure.id.text(),
                     .name = closure.name,
                     .when = when_of(closure, speech),
                     .where = closure.building_name,
                     .half = "",
                     .begins_on = closure.begins_on,
                     .can_change = can_change};
    if (closure.part != Part::day) view.half = part_label(closure.part, speech);
    return view;
}

// A heading a month, in the order of the calendar.
void add(std::vector<MonthView>& months, ClosureView closure, const locale::Speech& speech) {
    const std::string title = speech.month(closure.begins_on);
    if (months.empty() || months.back().title != title) months.push_back({title, {}});
    months.back().closures.push_back(std::move(closure));
}

// The form as the address says it: "undo" of a removal fills it in.
void fill_form(const Reading& request, CalendarView& view) {
    view.name = request.query("name");
    view.begins_on = request.query("begins_on");
    view.ends_on = request.query("ends_on");
    view.was_removed = !request.query("removed").empty();
    const auto part = parse_part(request.query("part")).value_or(Part::day);
    for (const Part one : parts) {
        view.parts.push_back(
            {std::string(code(one)), part_label(one, request.speech()), one == part});
    }
}

Response add_closure(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = closure_of(request.form()).and_then([&](const NewClosure& closure) {
                return close(tx, closure);
            });
            if (!made) return made.refusal();
            return Answer::go("/settings/calendar", "calendar.saved");
        },
        show_calendar);
}

// Off at once; the form holds it, to be put back with one press.
std::string address_of(const Closure& closure) {
    std::string address = "/settings/calendar?removed=1&begins_on=" + closure.begins_on.iso() +
                          "&ends_on=" + closure.ends_on.iso() +
                          "&part=" + std::string(code(closure.part)) + "&name=";
    html::url_encode_into(address, closure.name);
    if (closure.building) address += "&building=" + closure.building->text();
    return address;
}

Response remove_closure(Writing& request) {
    const auto id = request.path<ClosureId>("closure");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto closure = open(tx, id);
            if (!closure) throw desk::NotFound();
            return Answer::go(address_of(*closure));
        },
        show_calendar);
}

}  // namespace

Response show_calendar(Reading& request) {
    const auto& speech = request.speech();
    CalendarView view;
    view.can_change = request.viewer().may(Right::change_settings);
    const bool is_past_shown = request.query("show") == "all";
    if (view.can_change) fill_form(request, view);
    request.read([&](ReadTx& tx) {
        const Calendar calendar = load(tx, is_past_shown ? Day{} : speech.today());
        for (const Closure& closure : calendar.closures()) {
            add(view.months, view_of(closure, speech, view.can_change), speech);
        }
        if (!view.can_change) return;
        for (const auto& building : districts::buildings(tx)) {
            view.buildings.push_back({building.id.text(), building.name,
                                      building.id.view() == request.query("building")});
        }
    });
    if (!is_past_shown) view.earlier_href = "/settings/calendar?show=all";
    return request.page(Key{"calendar.title"}, view);
}

Result<NewClosure> closure_of(const http::Fields& fields) {
    NewClosure closure;
    const auto begins_on = Day::parse(text::trimmed(fields.first("begins_on")));
    if (!begins_on) return Refusal{.key = "calendar.no_day", .field = "begins_on"};
    closure.begins_on = closure.ends_on = *begins_on;
    if (const auto typed = text::trimmed(fields.first("ends_on")); !typed.empty()) {
        const auto ends_on = Day::parse(typed);
        if (!ends_on) return Refusal{.key = "calendar.no_day", .field = "ends_on"};
        closure.ends_on = *ends_on;
    }
    if (const auto part = fields.first("part"); !part.empty()) {
        const auto parsed = parse_part(part);
        if (!parsed) return Refusal{.key = "calendar.no_part", .field = "part"};
        closure.part = *parsed;
    }
    if (const auto building = fields.first("building"); !building.empty()) {
        closure.building = BuildingId::parse(building);
        if (!closure.building) return Refusal{.key = "calendar.no_building", .field = "building"};
    }
    closure.name = fields.first("name");
    return closure;
}

void mount_calendar(desk::Routes& on) {
    on.get("/settings/calendar", Right::signed_in, show_calendar);
    on.post("/settings/calendar", Right::change_settings, add_closure);
    on.del("/settings/calendar/{closure}", Right::change_settings, remove_closure);
    mount_calendar_api(on);
    mount_holidays(on);
}

}  // namespace rapport::calendar
