// When somebody is where this week, and who of a building can be met now and next.
#include <algorithm>
#include <map>

#include "kernel/text/text.hpp"
#include "platform/districts/districts.hpp"
#include "platform/people/people.hpp"
#include "platform/timetables/timetables_pages.hpp"
#include "platform/timetables/timetables_store.hpp"

namespace rapport::timetables {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr int common_least = 15;

// At the weekend people look ahead.
Day day_looked_at(const Reading& request) {
    if (const auto asked = Day::parse(request.query("on"))) return *asked;
    const Day today = request.speech().today();
    return today.weekday() > 5 ? today.plus(8 - today.weekday()) : today;
}

// The person of the path, if whoever asks may see their week.
people::Person person_in(ReadTx& tx, const Reading& request, PersonId id) {
    auto person = people::find(tx, id);
    if (!person || person->is_ended || !may_see_week(request.viewer(), id, person->building_id)) {
        throw desk::NotFound();
    }
    return std::move(*person);
}

PieceView piece_of(const Span& span, const PersonDay& day, const locale::Speech& speech) {
    PieceView piece;
    const bool is_busy_said = span.is_said && span.use == Use::teaching;
    piece.what = is_busy_said ? speech.say("timetables.not_free") : use_said(speech, span.use);
    if (span.use == Use::teaching && !span.title.empty()) piece.what = span.title;
    if (span.use != Use::teaching && !span.title.empty()) piece.detail = span.title;
    if (!span.room.empty()) {
        if (!piece.detail.empty()) piece.detail += " · ";
        piece.detail += speech.say("timetables.room", {{"room", span.room}});
    }
    piece.time = ring_said(speech, day.on, span.ring);
    piece.is_open = span.use == Use::planning || span.use == Use::common;
    piece.is_said = span.is_said;
    const bool can_say = span.is_inferred || span.is_said;
    if (can_say && span.period_id && day.day_type_id) {
        piece.slot = day.day_type_id->text() + "." + span.period_id->text();
    }
    return piece;
}

std::string label_of(const Span& span, const locale::Speech& speech) {
    return span.period.empty() ? use_said(speech, span.use) : span.period;
}

// Columns are the periods of the week, in the order in which they ring.
std::vector<std::string> periods_of(const std::vector<PersonDay>& days,
                                    const locale::Speech& speech) {
    std::map<std::string, int> first;
    for (const PersonDay& day : days) {
        for (const Span& span : day.spans) {
            if (span.use == Use::free && span.period.empty()) continue;
            if (span.use == Use::unknown && span.period.empty()) continue;
            const auto [at, is_new] = first.emplace(label_of(span, speech), span.ring.begins);
            if (!is_new) at->second = std::min(at->second, span.ring.begins);
        }
    }
    std::vector<std::string> labels;
    for (const auto& [label, begins] : first) labels.push_back(label);
    std::ranges::sort(labels, {},
                      [&](const std::string& label) { return std::pair(first[label], label); });
    return labels;
}

DayRow row_of(const PersonDay& day, const std::vector<std::string>& periods,
              const locale::Speech& speech) {
    DayRow row;
    row.on = day.on;
    row.title = speech.day(day.on);
    row.kind = day.day_type;
    for (const std::string& label : periods) row.cells.push_back({label, {}});
    bool has_any = false;
    for (const Span& span : day.spans) {
        const auto at = std::ranges::find(periods, label_of(span, speech));
        if (at == periods.end()) continue;
        has_any = true;
        row.cells[static_cast<std::size_t>(at - periods.begin())].pieces.push_back(
            piece_of(span, day, speech));
    }
    if (has_any) return row;
    row.cells.clear();
    row.says =
        speech.say(day.is_school_day ? Key{"timetables.day_unknown"} : Key{"timetables.no_school"});
    return row;
}

WeekView week_of(ReadTx& tx, const Reading& request, PersonId person, const std::string& path) {
    const auto& speech = request.speech();
    const Day asked = day_looked_at(request);
    const Day monday = asked.plus(1 - asked.weekday());
    const PersonId one[] = {person};
    const auto days = days_of(tx, one, monday, monday.plus(4));
    WeekView view;
    view.action = path + "/slots";
    view.on = monday.iso();
    view.earlier_href = path + "?on=" + monday.plus(-7).iso();
    view.later_href = path + "?on=" + monday.plus(7).iso();
    view.week = speech.long_day(monday);
    view.periods = periods_of(days, speech);
    view.width = std::max<std::int64_t>(1, std::ssize(view.periods));
    const auto is_known = [](const PersonDay& day) {
        return std::ranges::any_of(day.spans,
                                   [](const Span& span) { return span.use != Use::unknown; });
    };
    view.is_unknown = std::ranges::none_of(days, is_known);
    for (const PersonDay& day : days) view.days.push_back(row_of(day, view.periods, speech));
    return view;
}

Response show_my_week(Reading& request) {
    const auto view = request.read([&](ReadTx& tx) {
        auto week = week_of(tx, request, request.viewer().person, "/my-week");
        week.is_own = true;
        week.name = request.speech().say("timetables.my_week");
        return week;
    });
    return request.page(Key{"timetables.my_week"}, view);
}

Response show_week(Reading& request) {
    const auto id = request.path<PersonId>("person");
    const auto view = request.read([&](ReadTx& tx) {
        const auto person = person_in(tx, request, id);
        auto week = week_of(tx, request, id, "/people/" + id.text() + "/week");
        week.name = request.speech().say("timetables.week_of", {{"name", person.name}});
        week.back = person.name;
        if (request.viewer().may(Right::see_people)) week.back_href = "/people/" + id.text();
        return week;
    });
    return request.page(view.name, view);
}

Response say(Writing& request, PersonId person, const std::string& path, desk::Show again) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            person_in(tx, request, person);
            const auto done = put_slot(tx, person, request.form());
            if (!done) return done.refusal();
            const auto on = Day::parse(request.form("on"));
            return Answer::go(on ? path + "?on=" + on->iso() : path, "timetables.said");
        },
        again);
}

Response say_my_slot(Writing& request) {
    return say(request, request.viewer().person, "/my-week", show_my_week);
}

Response say_slot_for(Writing& request) {
    const auto id = request.path<PersonId>("person");
    return say(request, id, "/people/" + id.text() + "/week", show_week);
}

void add_free(const PersonDay& day, const std::string& name, const locale::Speech& speech,
              BuildingDayView& view, const std::vector<Period>& periods) {
    for (std::size_t i = 0; i < periods.size(); ++i) {
        for (const Span& span : day.spans) {
            if (span.use != Use::planning && span.use != Use::common) continue;
            const Ring both{std::max(span.ring.begins, periods[i].ring.begins),
                            std::min(span.ring.ends, periods[i].ring.ends)};
            if (both.ends - both.begins < common_least) continue;
            const bool is_whole = both == periods[i].ring;
            view.periods[i].people.push_back(
                {.href = "/people/" + day.person.text() + "/week?on=" + day.on.iso(),
                 .name = name,
                 .time = is_whole ? "" : ring_said(speech, day.on, both),
                 .is_common = span.use == Use::common});
        }
    }
}

// What rings now, and what rings next.
void mark_now(BuildingDayView& view, const std::vector<Period>& periods, int minute) {
    bool has_next = false;
    for (std::size_t i = 0; i < periods.size(); ++i) {
        const Ring& ring = periods[i].ring;
        view.periods[i].is_now = ring.begins <= minute && minute < ring.ends;
        view.periods[i].is_next = !has_next && ring.begins > minute;
        has_next = has_next || view.periods[i].is_next;
    }
}

Response show_building_day(Reading& request) {
    const auto& speech = request.speech();
    const Day on = day_looked_at(request);
    BuildingDayView view;
    view.on = on;
    request.read([&](ReadTx& tx) {
        const auto id = request.path<BuildingId>("building");
        const auto buildings = districts::buildings(tx);
        const auto own = std::ranges::find(buildings, id, &districts::Building::id);
        const bool is_there = own != buildings.end();
        if (!is_there || !may_see_building(request.viewer(), id)) throw desk::NotFound();
        view.id = id.text();
        view.name = own->name;
        const auto teachers = store::teachers_of(tx, id);
        std::vector<PersonId> ids;
        for (const auto& one : teachers) ids.push_back(one.id);
        const Known known = known_of(tx, {.people = ids, .building = id, .from = on, .until = on});
        const BuildingDay& today = known.of_building.front();
        view.is_school_day = today.is_school_day;
        view.kind = today.day_type;
        for (const Period& period : today.periods) {
            view.periods.push_back({period.label, ring_said(speech, on, period.ring)});
        }
        if (on == speech.today()) {
            const auto wall = speech.zone().wall(speech.now());
            mark_now(view, today.periods, wall.hour * 60 + wall.minute);
        }
        for (const PersonDay& day : known.days) {
            const auto& name = std::ranges::find(teachers, day.person, &store::Teacher::id)->name;
            const bool is_unknown = day.spans.size() == 1 && day.spans[0].use == Use::unknown;
            if (is_unknown) {
                view.unknown.push_back({"/people/" + day.person.text() + "/week", name, ""});
            }
            add_free(day, name, speech, view, today.periods);
        }
    });
    const std::string path = "/buildings/" + view.id + "/day?on=";
    view.earlier_href = path + on.plus(on.weekday() == 1 ? -3 : -1).iso();
    view.later_href = path + on.plus(on.weekday() == 5 ? 3 : 1).iso();
    return request.page(view.name, view);
}

Response show_timetables(Reading& request) {
    TimetablesView view;
    const auto& viewer = request.viewer();
    view.can_change = viewer.may(Right::change_timetables);
    request.read([&](ReadTx& tx) {
        const auto unknown = unknown_people(tx, std::nullopt, unknown_max);
        for (const auto& building : districts::buildings(tx)) {
            if (!may_see_building(viewer, building.id)) continue;
            UnknownGroup group{.name = building.name, .people = {}};
            for (const Unknown& one : unknown) {
                if (one.building_name != building.name) continue;
                group.people.push_back({"/people/" + one.person.text() + "/week", one.name, ""});
            }
            view.buildings.push_back(
                {"/buildings/" + building.id.text() + "/day", building.name,
                 request.speech().say(
                     "timetables.unknown_count",
                     {{"count", static_cast<std::int64_t>(group.people.size())}})});
            if (!group.people.empty()) view.unknown.push_back(std::move(group));
        }
    });
    return request.page(Key{"timetables.title"}, view);
}

}  // namespace

BuildingId building_in(ReadTx& tx, const Reading& request) {
    const auto id = request.path<BuildingId>("building");
    if (!store::is_building(tx, id)) throw desk::NotFound();
    return id;
}

std::string clock_said(const locale::Speech& speech, Day on, int minutes) {
    return speech.clock(speech.zone().instant({on, minutes / 60 % 24, minutes % 60}));
}

std::string ring_said(const locale::Speech& speech, Day on, const Ring& ring) {
    return clock_said(speech, on, ring.begins) + "–" + clock_said(speech, on, ring.ends);
}

std::string use_said(const locale::Speech& speech, Use use) {
    const std::string key = "timetables.use_" + std::string(code(use));
    return speech.say(Key::of(key));
}

// "day.period.use" as the buttons have it, or three fields as programs have them. "none": no word
// any more; "busy": not free.
Result<Done> put_slot(WriteTx& tx, PersonId person, const http::Fields& form) {
    std::string_view day = form.first("day"), period = form.first("period"),
                     use = form.first("use");
    const auto parts = text::split(form.first("say"), '.');
    if (parts.size() == 3) {
        day = parts[0];
        period = parts[1];
        use = parts[2];
    }
    const auto day_id = DayTypeId::parse(day);
    const auto period_id = PeriodId::parse(period);
    if (!day_id || !period_id) return Refusal{.key = "timetables.no_slot"};
    std::optional<Use> said;
    if (use == "busy") {
        said = Use::teaching;
    } else if (use != "none") {
        said = parse_use(use);
        if (!said || *said == Use::unknown) {
            return Refusal{.key = "timetables.no_use", .field = "use"};
        }
    }
    return say_slot(tx, person, {*day_id, *period_id}, said);
}

void mount_weeks(desk::Routes& on) {
    on.get("/my-week", Right::ask_for_help, show_my_week);
    on.post("/my-week/slots", Right::ask_for_help, say_my_slot);
    on.get("/people/{person}/week", Right::see_timetables, show_week);
    on.post("/people/{person}/week/slots", Right::see_timetables, say_slot_for);
    on.get("/buildings/{building}/day", Right::see_timetables, show_building_day);
    on.get("/timetables", Right::see_timetables, show_timetables);
}

void mount_timetables(desk::Routes& on) {
    mount_weeks(on);
    mount_settings(on);
    mount_imports(on);
    mount_timetables_api(on);
    mount_imports_api(on);
}

}  // namespace rapport::timetables
