// A building's timetable as an administrator sets it: bells, kinds of day, which date is which,
// hours; and what was brought in.
#include <algorithm>
#include <charconv>

#include "kernel/text/text.hpp"
#include "platform/districts/districts.hpp"
#include "platform/timetables/clock_times.hpp"
#include "platform/timetables/timetables_pages.hpp"
#include "platform/timetables/timetables_store.hpp"

namespace rapport::timetables {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr int history_max = 20;

std::string path_of(const std::string& building) { return "/settings/timetables/" + building; }

std::string label_of(const Pattern& pattern, const DayTypeId& id) {
    const auto found = std::ranges::find(pattern.day_types, id, &DayType::id);
    return found == pattern.day_types.end() ? "–" : found->label;
}

std::string grid_said(const Grid& grid, const locale::Speech& speech) {
    return grid.name.empty() ? speech.say("timetables.usual_bells") : grid.name;
}

// "A, B" of a turn; a line a week, from Monday on, otherwise.
std::string days_text(const Pattern& pattern, const DayPlan& plan) {
    const int width = plan.kind == PlanKind::weekly ? 5 : plan.length;
    const int lines = plan.kind == PlanKind::weekly ? plan.length : 1;
    std::string text;
    for (int line = 0; line < lines; ++line) {
        for (int i = 0; i < width; ++i) {
            const auto found = std::ranges::find(plan.days, line * 7 + i, &PlanDay::seq);
            if (i > 0) text += ", ";
            text += found == plan.days.end() ? "–" : label_of(pattern, found->day);
        }
        text += "\n";
    }
    return text;
}

PlanView plan_view(const Pattern& pattern, const DayPlan& plan, const locale::Speech& speech) {
    const std::string kind = "timetables.plan_" + std::string(code(plan.kind));
    const std::string closure = "timetables.closure_" + std::string(code(plan.on_closure));
    std::string days = days_text(pattern, plan);
    std::ranges::replace(days, '\n', ' ');
    return {.begins_on = speech.day(plan.begins_on),
            .says = speech.say(Key::of(kind), {{"count", plan.length}}) + " " + days + "· " +
                    speech.say(Key::of(closure)),
            .remove = path_of(pattern.building.text()) + "/plans/" + plan.begins_on.iso()};
}

DatedView dated_view(const Pattern& pattern, const DatedDay& day, const locale::Speech& speech) {
    DatedView view;
    view.day = day.on;
    view.on = day.on.iso();
    view.remove = path_of(pattern.building.text()) + "/dated-days/" + view.on;
    const auto add = [&](const std::string& more) {
        if (!view.says.empty()) view.says += " · ";
        view.says += more;
    };
    if (!day.name.empty()) add(day.name);
    if (day.day) add(label_of(pattern, *day.day));
    if (day.grid) {
        const auto grid = std::ranges::find(pattern.grids, *day.grid, &Grid::id);
        if (grid != pattern.grids.end()) add(grid_said(*grid, speech));
    }
    const auto at = [&](int minutes) { return clock_said(speech, day.on, minutes); };
    if (day.begins) add(speech.say("timetables.begins_at", {{"time", at(*day.begins)}}));
    if (day.ends) add(speech.say("timetables.ends_at", {{"time", at(*day.ends)}}));
    return view;
}

void fill_bells(const Pattern& pattern, std::string_view chosen, const locale::Speech& speech,
                SettingView& view) {
    for (const Grid& grid : pattern.grids) {
        GridView one{.id = grid.id.text(),
                     .name = grid_said(grid, speech),
                     .periods = bells_text(grid.periods),
                     .href = ""};
        one.href = "?grid=" + one.id + "#bells-head";
        if (one.id == chosen) {
            view.grid = one.id;
            view.grid_name = grid.name;
            view.periods = one.periods;
        }
        view.more.day_grids.push_back({one.id, one.name});
        view.more.dated_grids.push_back({one.id, one.name});
        view.grids.push_back(std::move(one));
    }
    view.has_bells = !view.grids.empty();
}

void fill_days(const Pattern& pattern, const locale::Speech& speech, SettingView& view) {
    for (const DayType& day : pattern.day_types) {
        view.more.days.push_back({day.id.text(), day.label});
        view.more.dated_days.push_back({day.id.text(), day.label});
        const auto grid = std::ranges::find(pattern.grids, day.grid.value_or(GridId()), &Grid::id);
        view.more.day_types.push_back(
            grid == pattern.grids.end() ? day.label : day.label + " · " + grid_said(*grid, speech));
    }
    for (const DayPlan& plan : pattern.plans) {
        view.plans.push_back(plan_view(pattern, plan, speech));
    }
    const DayPlan last = pattern.plans.empty() ? DayPlan{} : pattern.plans.back();
    if (!pattern.plans.empty()) {
        view.plan_days = days_text(pattern, last);
        view.plan_begins_on = last.begins_on.iso();
    } else {
        for (const DayType& day : pattern.day_types) {
            view.plan_days += (view.plan_days.empty() ? "" : ", ") + day.label;
        }
    }
    for (const PlanKind kind : {PlanKind::weekly, PlanKind::rotating}) {
        const std::string key = "timetables.kind_" + std::string(code(kind));
        view.kinds.push_back(
            {std::string(code(kind)), speech.say(Key::of(key)), kind == last.kind});
    }
    for (const OnClosure what : {OnClosure::bump, OnClosure::skip}) {
        const std::string key = "timetables.closure_" + std::string(code(what));
        view.closures.push_back(
            {std::string(code(what)), speech.say(Key::of(key)), what == last.on_closure});
    }
    for (const DatedDay& day : pattern.dated) {
        view.more.dated.push_back(dated_view(pattern, day, speech));
    }
}

void fill_hours(const Pattern& pattern, SettingView& view) {
    if (!pattern.hours) return;
    view.work_begins = clock_text(pattern.hours->work.begins);
    view.work_ends = clock_text(pattern.hours->work.ends);
    if (!pattern.hours->lunch) return;
    view.lunch_begins = clock_text(pattern.hours->lunch->begins);
    view.lunch_ends = clock_text(pattern.hours->lunch->ends);
}

std::string building_name(ReadTx& tx, BuildingId id) {
    for (const auto& building : districts::buildings(tx)) {
        if (building.id == id) return building.name;
    }
    return "";
}

Response show_settings_list(Reading& request) {
    SettingListView view;
    request.read([&](ReadTx& tx) {
        for (const auto& building : districts::buildings(tx)) {
            const auto latest = sources(tx, building.id, 1);
            view.buildings.push_back({path_of(building.id.text()), building.name,
                                      latest.empty()
                                          ? request.speech().say("timetables.nothing_yet")
                                          : latest.front().file_name});
        }
    });
    return request.page(Key{"timetables.settings"}, view);
}

using Rule = Result<Done> (*)(WriteTx&, BuildingId, const http::Fields&);

Response change(Writing& request, Rule rule) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto id = building_in(tx, request);
            const auto done = rule(tx, id, request.form());
            if (!done) return done.refusal();
            return Answer::go(path_of(id.text()), "timetables.saved");
        },
        show_setting);
}

Response post_bells(Writing& request) { return change(request, put_bells); }
Response post_day_bells(Writing& request) { return change(request, put_day_bells); }
Response post_plan(Writing& request) { return change(request, put_plan); }
Response post_dated(Writing& request) { return change(request, put_dated); }
Response post_hours(Writing& request) { return change(request, put_hours); }

Response remove(Writing& request, Result<Done> (*rule)(WriteTx&, BuildingId, Day)) {
    const Day day = day_in_path(request);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto id = building_in(tx, request);
            const auto done = rule(tx, id, day);
            if (!done) return done.refusal();
            return Answer::go(path_of(id.text()), "timetables.saved");
        },
        show_setting);
}

Response remove_plan(Writing& request) { return remove(request, unplan_days); }
Response remove_dated(Writing& request) { return remove(request, undate_day); }

// The kind of day of this name, made when it is new.
Result<DayTypeId> day_named(WriteTx& tx, BuildingId building, std::string_view label) {
    const Pattern now = pattern_of(tx, building);
    for (const DayType& day : now.day_types) {
        if (day.label == label) return day.id;
    }
    return make_day_type(tx, building, {std::string(label), std::nullopt, std::nullopt, 0});
}

// A time typed; none when the field is empty.
Result<std::optional<int>> time_in(const http::Fields& form, const char* field) {
    const auto typed = text::trimmed(form.first(field));
    if (typed.empty()) return std::optional<int>();
    const auto time = clock_time(typed);
    if (!time) return Refusal{.key = "timetables.no_hours", .field = field};
    return time;
}

Result<std::optional<Ring>> ring_in_fields(const http::Fields& form, const char* begins,
                                           const char* ends) {
    const auto from = time_in(form, begins);
    if (!from) return from.refusal();
    const auto until = time_in(form, ends);
    if (!until) return until.refusal();
    if (!*from && !*until) return std::optional<Ring>();
    if (!*from || !*until || **until <= **from) {
        return Refusal{.key = "timetables.no_hours", .field = ends};
    }
    return std::optional(Ring{**from, **until});
}

Refusal of_field(Refusal refusal, const std::string& prefix) {
    if (!refusal.field.empty()) refusal.field = prefix + refusal.field;
    return refusal;
}

}  // namespace

Response show_setting(Reading& request) {
    const auto& speech = request.speech();
    SettingView view;
    request.read([&](ReadTx& tx) {
        const auto id = building_in(tx, request);
        view.id = id.text();
        view.name = building_name(tx, id);
        const Pattern pattern = pattern_of(tx, id);
        fill_bells(pattern, request.query("grid"), speech, view);
        fill_days(pattern, speech, view);
        view.more.id = view.id;
        view.has_days = !pattern.day_types.empty();
        fill_hours(pattern, view);
        for (const Source& source : sources(tx, id, history_max)) {
            const std::string state = "timetables.state_" + source.state;
            view.sources.push_back(
                {.href = path_of(view.id) + "/imports/" + source.id.text(),
                 .file = source.file_name,
                 .says = source.state != "applied"
                             ? ""
                             : speech.say("timetables.sum", {{"added", source.added},
                                                             {"changed", source.changed},
                                                             {"ended", source.ended}}),
                 .state = speech.say(Key::of(state)),
                 .actor = source.actor.empty() ? speech.say("timetables.by_command") : source.actor,
                 .made_at = source.made_at});
        }
    });
    return request.page(view.name, view);
}

Day day_in_path(const Reading& request) {
    const auto day = Day::parse(request.path_text("day"));
    if (!day) throw desk::NotFound();
    return *day;
}

Result<Done> put_bells(WriteTx& tx, BuildingId building, const http::Fields& form) {
    auto periods = parse_bells(form.first("periods"));
    if (!periods) {
        Refusal refusal = periods.refusal();
        refusal.field = "periods";
        return refusal;
    }
    const NewGrid grid{std::string(form.first("name")), std::move(*periods)};
    if (const auto typed = form.first("grid"); !typed.empty()) {
        const auto id = GridId::parse(typed);
        if (!id) return Refusal{.key = "timetables.no_grid", .field = "periods"};
        return change_grid(tx, building, *id, grid);
    }
    const auto made = make_grid(tx, building, grid);
    if (!made) return made.refusal();
    return Done{};
}

Result<Done> put_day_bells(WriteTx& tx, BuildingId building, const http::Fields& form) {
    const auto id = DayTypeId::parse(form.first("day"));
    const Pattern now = pattern_of(tx, building);
    const auto found = std::ranges::find(now.day_types, id.value_or(DayTypeId()), &DayType::id);
    if (found == now.day_types.end()) {
        return Refusal{.key = "timetables.no_day_type", .field = "day"};
    }
    NewDayType day{found->label, GridId::parse(form.first("day_grid")), found->weekday,
                   found->week};
    if (const auto label = text::trimmed(form.first("label")); !label.empty()) day.label = label;
    return change_day_type(tx, building, found->id, day);
}

Result<Done> put_plan(WriteTx& tx, BuildingId building, const http::Fields& form) {
    const auto begins_on = Day::parse(text::trimmed(form.first("begins_on")));
    if (!begins_on) return Refusal{.key = "timetables.no_date", .field = "begins_on"};
    const auto kind = parse_plan_kind(form.first("kind"));
    if (!kind) return Refusal{.key = "timetables.no_kind", .field = "kind"};
    const auto on_closure = parse_on_closure(form.first("on_closure"));
    if (!on_closure) return Refusal{.key = "timetables.no_kind", .field = "on_closure"};
    DayPlan plan{*begins_on, *kind, 0, *on_closure, {}};
    const bool is_weekly = *kind == PlanKind::weekly;
    for (const std::string_view line : text::split(form.first("days"), '\n')) {
        if (text::trimmed(line).empty()) continue;
        int place = is_weekly ? plan.length * 7 : plan.length;
        for (const std::string_view word : text::split(line, ',')) {
            const auto label = text::trimmed(word);
            const bool is_none = label.empty() || label == "-" || label == "–";
            if (!is_none) {
                const auto day = day_named(tx, building, label);
                if (!day) {
                    Refusal refusal = day.refusal();
                    refusal.field = "days";
                    return refusal;
                }
                plan.days.push_back({place, *day});
            }
            ++place;
        }
        plan.length = is_weekly ? plan.length + 1 : place;
    }
    return plan_days(tx, building, plan);
}

Result<Done> put_dated(WriteTx& tx, BuildingId building, const http::Fields& form) {
    const auto on = Day::parse(text::trimmed(form.first("on")));
    if (!on) return Refusal{.key = "timetables.no_date", .field = "on"};
    const auto begins = time_in(form, "dated_begins");
    if (!begins) return begins.refusal();
    const auto ends = time_in(form, "dated_ends");
    if (!ends) return ends.refusal();
    const auto done = date_day(tx, building,
                               {.on = *on,
                                .day = DayTypeId::parse(form.first("dated_day")),
                                .grid = GridId::parse(form.first("dated_grid")),
                                .begins = *begins,
                                .ends = *ends,
                                .name = std::string(form.first("dated_name"))});
    if (!done) return of_field(done.refusal(), "dated_");
    return Done{};
}

Result<Done> put_hours(WriteTx& tx, BuildingId building, const http::Fields& form) {
    const auto work = ring_in_fields(form, "work_begins", "work_ends");
    if (!work) return work.refusal();
    if (!*work) return Refusal{.key = "timetables.no_hours", .field = "work_begins"};
    const auto lunch = ring_in_fields(form, "lunch_begins", "lunch_ends");
    if (!lunch) return lunch.refusal();
    return set_hours(tx, building, {**work, *lunch});
}

void mount_settings(desk::Routes& on) {
    const Right right = Right::change_timetables;
    on.get("/settings/timetables", right, show_settings_list);
    on.get("/settings/timetables/{building}", right, show_setting);
    on.post("/settings/timetables/{building}/bells", right, post_bells);
    on.post("/settings/timetables/{building}/day-bells", right, post_day_bells);
    on.post("/settings/timetables/{building}/plans", right, post_plan);
    on.del("/settings/timetables/{building}/plans/{day}", right, remove_plan);
    on.post("/settings/timetables/{building}/dated-days", right, post_dated);
    on.del("/settings/timetables/{building}/dated-days/{day}", right, remove_dated);
    on.post("/settings/timetables/{building}/hours", right, post_hours);
}

}  // namespace rapport::timetables
