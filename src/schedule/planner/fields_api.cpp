// What forms and calls of the API say.
#include <algorithm>
#include <charconv>

#include "kernel/text/text.hpp"
#include "schedule/planner/planner_docs.hpp"
#include "schedule/planner/planner_pages.hpp"

namespace rapport::planner {

namespace {

Refusal no(Key key, std::string_view field) { return {.key = key, .field = std::string(field)}; }

// A number that may be left out; words are refused.
Result<int> number_in(const http::Fields& fields, std::string_view name, int otherwise) {
    const auto typed = text::trimmed(fields.first(name));
    if (typed.empty()) return otherwise;
    int value = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    if (error != std::errc() || end != typed.data() + typed.size()) {
        return no("planner.no_number", name);
    }
    return value;
}

Result<Day> day_in(const http::Fields& fields, std::string_view name,
                   std::optional<Day> otherwise) {
    const auto typed = text::trimmed(fields.first(name));
    if (typed.empty() && otherwise) return *otherwise;
    if (const auto day = Day::parse(typed)) return *day;
    return no("planner.no_day", name);
}

bool flag_in(const http::Fields& fields, std::string_view name) {
    const auto typed = fields.first(name);
    return typed == "true" || typed == "1" || typed == "on";
}

template <class IdType>
std::vector<IdType> ids_in(const http::Fields& fields, std::string_view name) {
    std::vector<IdType> ids;
    for (const std::string_view typed : fields.all(name)) {
        if (const auto id = IdType::parse(typed)) ids.push_back(*id);
    }
    return ids;
}

// "08:00-15:30"
std::optional<Ring> ring_of(std::string_view typed) {
    const auto dash = typed.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto begins = minutes_of(text::trimmed(typed.substr(0, dash)));
    const auto ends = minutes_of(text::trimmed(typed.substr(dash + 1)));
    if (!begins || !ends || *begins >= *ends) return std::nullopt;
    return Ring{*begins, *ends};
}

Result<Done> hours_in(const http::Fields& fields, CoachWeek& week) {
    for (const std::string_view typed : fields.all("shifts")) {
        if (text::trimmed(typed).empty()) continue;
        const int weekday = typed.empty() ? 0 : typed.front() - '0';
        const auto ring = typed.size() > 2 ? ring_of(typed.substr(2)) : std::nullopt;
        if (weekday < 1 || weekday > 7 || !ring) return no("planner.hours_wrong", "shifts");
        week.shifts[static_cast<std::size_t>(weekday - 1)] = *ring;
    }
    for (const std::string_view typed : fields.all("protected")) {
        if (text::trimmed(typed).empty()) continue;
        const int weekday = typed.front() - '0';
        const std::string_view rest = typed.size() > 2 ? typed.substr(2) : "";
        const auto ring = ring_of(rest.substr(0, rest.find(' ')));
        if (weekday < 1 || weekday > 7 || !ring) return no("planner.hours_wrong", "protected");
        const auto space = rest.find(' ');
        const std::string words(space == rest.npos ? "" : text::trimmed(rest.substr(space)));
        week.protected_times.push_back({weekday, *ring, words});
    }
    return Done{};
}

}  // namespace

Result<Dates> dates_in(const http::Fields& fields, const locale::Speech& speech) {
    const auto from = day_in(fields, "from", monday_of(speech.today()));
    if (!from) return from.refusal();
    const auto until = day_in(fields, "until", from->plus(6));
    if (!until) return until.refusal();
    if (*until < *from || until->number() - from->number() > 400) {
        return no("planner.dates_wrong", "until");
    }
    return Dates{*from, *until};
}

Result<Spot> spot_in(const http::Fields& fields) {
    const auto coach = PersonId::parse(fields.first("coach"));
    if (!coach) return no("planner.no_such_coach", "coach");
    const auto on = day_in(fields, "on", std::nullopt);
    if (!on) return on.refusal();
    const auto begins = minutes_of(text::trimmed(fields.first("begins")));
    if (!begins) return no("planner.no_clock", "begins");
    return Spot{.coach = *coach,
                .on = *on,
                .begins = *begins,
                .building = BuildingId::parse(fields.first("building")),
                .room = std::string(text::trimmed(fields.first("room")))};
}

Result<Wish> wish_in(const http::Fields& fields, const locale::Speech& speech) {
    Wish wish;
    const auto kind = parse_kind(fields.first("kind"));
    if (!kind) return no("planner.no_kind", "kind");
    wish.kind = *kind;
    wish.title = fields.first("title");
    for (const PersonId person : ids_in<PersonId>(fields, "people"))
        wish.people.push_back({person, ""});
    for (const PersonId person : ids_in<PersonId>(fields, "person"))
        wish.people.push_back({person, ""});
    wish.team = TeamId::parse(fields.first("team"));
    wish.building = BuildingId::parse(fields.first("building"));
    wish.room = fields.first("room");
    wish.lesson = fields.first("lesson");
    wish.coaches = ids_in<PersonId>(fields, "coaches");
    wish.is_weekly = flag_in(fields, "is_weekly");
    wish.chain = ChainId::parse(fields.first("chain"));
    const auto from = day_in(fields, "from", speech.today());
    if (!from) return from.refusal();
    const auto until = day_in(fields, "until", from->plus(20));
    if (!until) return until.refusal();
    wish.dates = {*from, *until};
    const auto hours = text::trimmed(fields.first("hours"));
    if (!hours.empty()) {
        wish.hours = ring_of(hours);
        if (!wish.hours) return no("planner.wish_hours_wrong", "hours");
    }
    const struct {
        std::string_view name;
        int* into;
    } numbers[] = {{"minutes", &wish.minutes},
                   {"weight", &wish.weight},
                   {"step", &wish.step},
                   {"gap_min", &wish.gap_min},
                   {"gap_max", &wish.gap_max}};
    for (const auto& [name, into] : numbers) {
        const auto number = number_in(fields, name, *into);
        if (!number) return number.refusal();
        *into = *number;
    }
    return wish;
}

Result<CoachWeek> week_in(const http::Fields& fields, PersonId coach) {
    CoachWeek week;
    week.coach = coach;
    week.home = BuildingId::parse(fields.first("home"));
    if (auto good = hours_in(fields, week); !good) return good.refusal();
    const auto fte = number_in(fields, "fte_percent", 100);
    if (!fte) return fte.refusal();
    week.fte_percent = *fte;
    week.capacity_minutes = usual_capacity * *fte / 100;
    int version = 0;
    const struct {
        std::string_view name;
        int* into;
    } numbers[] = {{"capacity_minutes", &week.capacity_minutes},
                   {"lunch_minutes", &week.lunch_minutes},
                   {"preparation_minutes", &week.preparation_minutes},
                   {"version", &version}};
    for (const auto& [name, into] : numbers) {
        const auto number = number_in(fields, name, *into);
        if (!number) return number.refusal();
        *into = *number;
    }
    week.version = version;
    const auto lunch = text::trimmed(fields.first("lunch"));
    if (!lunch.empty()) {
        const auto ring = ring_of(lunch);
        if (!ring) return no("planner.lunch_wrong", "lunch");
        week.lunch = *ring;
    }
    return week;
}

Result<Absence> absence_in(const http::Fields& fields) {
    Absence absence;
    const auto coach = PersonId::parse(fields.first("coach"));
    if (!coach) return no("planner.no_such_coach", "coach");
    absence.coach = *coach;
    absence.why = parse_away(fields.first("why")).value_or(Away::other);
    const auto from = day_in(fields, "from", std::nullopt);
    if (!from) return from.refusal();
    const auto until = day_in(fields, "until", *from);
    if (!until) return until.refusal();
    absence.dates = {*from, *until};
    const auto hours = text::trimmed(fields.first("hours"));
    if (hours.empty()) return absence;
    absence.hours = ring_of(hours);
    if (!absence.hours) return no("planner.hours_wrong", "hours");
    return absence;
}

Result<Window> window_in(const http::Fields& fields) {
    Window window;
    window.kind = parse_window_kind(fields.first("kind")).value_or(WindowKind::other);
    window.name = fields.first("name");
    window.building = BuildingId::parse(fields.first("building"));
    const auto from = day_in(fields, "from", std::nullopt);
    if (!from) return from.refusal();
    const auto until = day_in(fields, "until", *from);
    if (!until) return until.refusal();
    window.dates = {*from, *until};
    const auto percent = number_in(fields, "percent", 50);
    if (!percent) return percent.refusal();
    window.percent = *percent;
    return window;
}

Result<Travel> travel_in(const http::Fields& fields) {
    const auto from = BuildingId::parse(fields.first("from"));
    if (!from) return no("planner.no_such_building", "from");
    const auto to = BuildingId::parse(fields.first("to"));
    if (!to) return no("planner.no_such_building", "to");
    const auto minutes = number_in(fields, "minutes", -1);
    if (!minutes) return minutes.refusal();
    return Travel{*from, *to, *minutes};
}

Result<Ordered> ordered_in(const http::Fields& fields, const locale::Speech& speech) {
    Ordered ordered;
    const auto from = day_in(fields, "from", speech.today());
    if (!from) return from.refusal();
    const auto weeks = number_in(fields, "weeks", 1);
    if (!weeks) return weeks.refusal();
    if (*weeks < 1 || *weeks > 8) return no("planner.weeks_wrong", "weeks");
    const Day monday = monday_of(*from);
    ordered.dates = {monday, monday.plus(std::int64_t{7} * *weeks - 1)};
    ordered.coaches = ids_in<PersonId>(fields, "coaches");
    const auto seconds = number_in(fields, "seconds", 10);
    if (!seconds) return seconds.refusal();
    ordered.seconds = *seconds;
    const auto seed = number_in(fields, "seed", 1);
    if (!seed) return seed.refusal();
    ordered.seed = *seed;
    return ordered;
}

Result<Supposition> supposition_in(const http::Fields& fields) {
    const auto change = parse_suppose(fields.first("change"));
    if (!change) return no("planner.no_change", "change");
    const auto minutes = number_in(fields, "minutes", 0);
    if (!minutes) return minutes.refusal();
    return Supposition{.change = *change,
                       .coach = PersonId::parse(fields.first("coach")),
                       .building = BuildingId::parse(fields.first("building")),
                       .minutes = *minutes};
}

OwnAsking own_in(const http::Fields& fields) {
    OwnAsking asking;
    asking.title = fields.first("title");
    if (const auto coach = PersonId::parse(fields.first("coach"))) asking.coach = *coach;
    if (const auto kind = parse_kind(fields.first("kind"))) asking.kind = *kind;
    const auto minutes = number_in(fields, "minutes", 30);
    asking.minutes = minutes ? *minutes : 0;
    return asking;
}

}  // namespace rapport::planner
