#include "schedule/planner/coach_week_pages.hpp"

#include <algorithm>

#include "kernel/text/text.hpp"
#include "schedule/planner/week_changes.hpp"

namespace rapport::planner {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr std::size_t kept_max = 10;
constexpr std::int64_t days_ahead = 366;
constexpr WindowKind window_kinds[] = {WindowKind::test, WindowKind::handout, WindowKind::other};

std::string weekday_name(int weekday, const Speech& speech) {
    const std::string key = "locale.weekday." + std::to_string(weekday);
    return speech.say(Key::of(key));
}

std::string numbered(std::string_view field, int number) {
    return std::string(field) + "_" + std::to_string(number);
}

CoachWeek week_at(ReadTx& tx, const Reading& request) {
    const auto id = request.path<PersonId>("coach");
    for (CoachWeek& week : coaches(tx)) {
        if (week.coach == id) return std::move(week);
    }
    throw desk::NotFound();
}

void fill_hours(const CoachWeek& week, const Reading& request, CoachWeekView& view) {
    const Speech& speech = request.speech();
    for (int day = 1; day <= 7; ++day) {
        const auto& shift = week.shifts[static_cast<std::size_t>(day - 1)];
        view.shifts.push_back(
            {.weekday = day,
             .day = weekday_name(day, speech),
             .begins = typed_or(request, numbered("begins", day), shift ? wall(shift->begins) : ""),
             .ends = typed_or(request, numbered("ends", day), shift ? wall(shift->ends) : "")});
    }
    const std::size_t rows = std::min(kept_max, week.protected_times.size() + 1);
    for (std::size_t i = 0; i < rows; ++i) {
        const bool is_there = i < week.protected_times.size();
        const Protected time = is_there ? week.protected_times[i] : Protected{};
        const int number = static_cast<int>(i) + 1;
        KeptRow row{
            .number = number, .days = {}, .label = "", .begins = "", .ends = "", .words = ""};
        row.label = speech.say("coach_week.kept_number", {{"number", std::int64_t{number}}});
        const auto chosen =
            typed_or(request, numbered("kept_day", number), std::to_string(time.weekday));
        for (int day = 1; day <= 7; ++day) {
            const std::string value = std::to_string(day);
            row.days.push_back({value, weekday_name(day, speech), value == chosen});
        }
        row.begins = typed_or(request, numbered("kept_begins", number),
                              is_there ? wall(time.ring.begins) : "");
        row.ends =
            typed_or(request, numbered("kept_ends", number), is_there ? wall(time.ring.ends) : "");
        row.words = typed_or(request, numbered("kept_words", number), time.words);
        view.kept.push_back(std::move(row));
    }
}

void fill_numbers(ReadTx& tx, const CoachWeek& week, const Reading& request, CoachWeekView& view) {
    const auto number = [&](std::string_view field, int value) {
        return typed_or(request, field, std::to_string(value));
    };
    const std::string home = typed_or(request, "home", week.home ? week.home->text() : "");
    view.homes = building_options(tx, BuildingId::parse(home));
    view.capacity = number("capacity_minutes", week.capacity_minutes);
    view.fte = number("fte_percent", week.fte_percent);
    view.lunch = number("lunch_minutes", week.lunch_minutes);
    view.lunch_begins = typed_or(request, "lunch_begins", wall(week.lunch.begins));
    view.lunch_ends = typed_or(request, "lunch_ends", wall(week.lunch.ends));
    view.preparation = number("preparation_minutes", week.preparation_minutes);
    view.version =
        parse_count(typed_or(request, "version", std::to_string(week.version))).value_or(0);
}

void fill_roads(ReadTx& tx, const Reading& request, CoachWeekView& view) {
    const Speech& speech = request.speech();
    const Roads known = roads(tx);
    view.road_otherwise = speech.minutes(known.otherwise());
    view.from_buildings = building_options(tx, BuildingId::parse(typed_or(request, "from", "")));
    view.to_buildings = building_options(tx, BuildingId::parse(typed_or(request, "to", "")));
    const auto name = [&](BuildingId id) -> std::string {
        for (const Option& one : view.from_buildings) {
            if (one.value == id.view()) return one.label;
        }
        return "";
    };
    for (const Travel& travel : known.said()) {
        view.roads.push_back({name(travel.from), name(travel.to), speech.minutes(travel.minutes)});
    }
}

void fill_windows(ReadTx& tx, const Reading& request, WindowsView& view) {
    const Speech& speech = request.speech();
    for (const Window& window : windows(tx, {speech.today(), speech.today().plus(days_ahead)})) {
        const std::string where = window.building_name.empty() ? speech.say("coach_week.everywhere")
                                                               : window.building_name;
        view.windows.push_back(
            {window.id, window.name,
             speech.say("week.from_to", {{"from", speech.day(window.dates.from)},
                                         {"to", speech.day(window.dates.until)}}),
             speech.say("coach_week.takes",
                        {{"percent", std::int64_t{window.percent}}, {"where", where}})});
    }
    const std::string kind = typed_or(request, "window_kind", "test");
    for (const WindowKind one : window_kinds) {
        const std::string key = "coach_week.window_" + std::string(code(one));
        view.kinds.push_back({std::string(code(one)), speech.say(Key::of(key)), code(one) == kind});
    }
    view.buildings =
        building_options(tx, BuildingId::parse(typed_or(request, "window_building", "")));
    view.name = typed_or(request, "name", "");
    view.from = typed_or(request, "window_from", "");
    view.until = typed_or(request, "until", "");
    view.percent = typed_or(request, "percent", "50");
}

Response show_settings(Reading& request) {
    CoachWeekView view;
    request.read([&](ReadTx& tx) {
        const CoachWeek week = week_at(tx, request);
        view.coach = week.coach;
        view.name = week.name;
        view.is_said = week.is_said;
        view.coaches = coach_options(coaches(tx), week.coach);
        fill_hours(week, request, view);
        fill_numbers(tx, week, request, view);
        fill_roads(tx, request, view);
        view.windows.coach = week.coach;
        fill_windows(tx, request, view.windows);
    });
    return request.page(request.speech().say("coach_week.title", {{"name", view.name}}), view);
}

// Both times empty: not there. One alone is a slip.
Result<std::optional<Ring>> ring_in(const http::Fields& form, const std::string& begins_field,
                                    const std::string& ends_field) {
    const auto begins_typed = text::trimmed(form.first(begins_field));
    const auto ends_typed = text::trimmed(form.first(ends_field));
    if (begins_typed.empty() && ends_typed.empty()) return std::optional<Ring>();
    const auto begins = minutes_of(begins_typed);
    if (!begins) return Refusal{.key = "week.no_time", .field = begins_field};
    const auto ends = minutes_of(ends_typed);
    if (!ends) return Refusal{.key = "week.no_time", .field = ends_field};
    return std::optional<Ring>(Ring{*begins, *ends});
}

Result<int> count_in(const http::Fields& form, std::string_view field) {
    const auto count = parse_count(form.first(field));
    if (!count) return Refusal{.key = "coach_week.no_number", .field = std::string(field)};
    return *count;
}

Result<Done> read_hours(const http::Fields& form, CoachWeek& week) {
    for (int day = 1; day <= 7; ++day) {
        const auto ring = ring_in(form, numbered("begins", day), numbered("ends", day));
        if (!ring) return ring.refusal();
        week.shifts[static_cast<std::size_t>(day - 1)] = *ring;
    }
    week.protected_times.clear();
    for (int number = 1; number <= static_cast<int>(kept_max); ++number) {
        const auto ring =
            ring_in(form, numbered("kept_begins", number), numbered("kept_ends", number));
        if (!ring) return ring.refusal();
        if (!*ring) continue;
        const auto day = parse_count(form.first(numbered("kept_day", number)));
        week.protected_times.push_back(
            {.weekday = day.value_or(0),
             .ring = **ring,
             .words = std::string(text::trimmed(form.first(numbered("kept_words", number))))});
    }
    return Done{};
}

Result<CoachWeek> week_of_form(const http::Fields& form, PersonId coach) {
    CoachWeek week;
    week.coach = coach;
    if (const auto good = read_hours(form, week); !good) return good.refusal();
    week.home = BuildingId::parse(form.first("home"));
    const auto lunch = ring_in(form, "lunch_begins", "lunch_ends");
    if (!lunch) return lunch.refusal();
    if (*lunch) week.lunch = **lunch;
    const std::pair<std::string_view, int*> counts[] = {
        {"capacity_minutes", &week.capacity_minutes},
        {"fte_percent", &week.fte_percent},
        {"lunch_minutes", &week.lunch_minutes},
        {"preparation_minutes", &week.preparation_minutes},
    };
    for (const auto& [field, into] : counts) {
        const auto count = count_in(form, field);
        if (!count) return count.refusal();
        *into = *count;
    }
    week.version = parse_count(form.first("version")).value_or(0);
    return week;
}

// The rules speak of the hours as a whole; a form has a first field for them.
Refusal at_its_field(Refusal refusal) {
    if (refusal.field == "shift") refusal.field = "begins_1";
    if (refusal.field == "protected") refusal.field = "kept_begins_1";
    return refusal;
}

std::string page_of(const Reading& request) {
    return "/week/coaches/" + request.path<PersonId>("coach").text();
}

Response say_week(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto week = week_of_form(request.form(), week_at(tx, request).coach);
            if (!week) return week.refusal();
            const auto said = set_week(tx, *week);
            if (!said) return at_its_field(said.refusal());
            return Answer::go(page_of(request), "coach_week.saved");
        },
        show_settings);
}

Response say_road(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto from = BuildingId::parse(request.form("from"));
            if (!from) return Refusal{.key = "week.no_building", .field = "from"};
            const auto to = BuildingId::parse(request.form("to"));
            if (!to) return Refusal{.key = "week.no_building", .field = "to"};
            const auto minutes = count_in(request.form(), "minutes");
            if (!minutes) return minutes.refusal();
            const auto said = set_travel(tx, {*from, *to, *minutes});
            if (!said) return said.refusal();
            return Answer::go(page_of(request), "coach_week.saved");
        },
        show_settings);
}

Response open_window(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            Window window;
            window.kind =
                parse_window_kind(request.form("window_kind")).value_or(WindowKind::other);
            window.name = request.form("name");
            window.building = BuildingId::parse(request.form("window_building"));
            const auto from = Day::parse(request.form("window_from"));
            if (!from) return Refusal{.key = "week.no_day", .field = "window_from"};
            const auto until = Day::parse(request.form("until"));
            if (!until) return Refusal{.key = "week.no_day", .field = "until"};
            window.dates = {*from, *until};
            const auto percent = count_in(request.form(), "percent");
            if (!percent) return percent.refusal();
            window.percent = *percent;
            const auto made = add_window(tx, window);
            if (!made) return made.refusal();
            return Answer::go(page_of(request), "coach_week.saved");
        },
        show_settings);
}

Response close_window(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = end_window(tx, request.path<WindowId>("window"));
            if (!done) return done.refusal();
            return Answer::go(page_of(request), "coach_week.saved");
        },
        show_settings);
}

}  // namespace

void mount_coach_week_pages(desk::Routes& on) {
    const Right right = Right::plan_weeks;
    const std::string one = "/week/coaches/{coach}";
    on.get(one, right, show_settings);
    on.post(one, right, say_week);
    on.post(one + "/roads", right, say_road);
    on.post(one + "/windows", right, open_window);
    on.del(one + "/windows/{window}", right, close_window);
}

}  // namespace rapport::planner
