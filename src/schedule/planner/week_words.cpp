#include "schedule/planner/week_words.hpp"

#include <array>
#include <charconv>

#include "coaching/people/people.hpp"
#include "kernel/text/text.hpp"

namespace rapport::planner {

using locale::Speech;

namespace {

constexpr std::array kinds{Kind::planning, Kind::in_class,     Kind::debrief, Kind::group_session,
                           Kind::esupport, Kind::test_session, Kind::other};

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string line;
    for (const std::string_view part : parts) {
        if (part.empty()) continue;
        if (!line.empty()) line += " · ";
        line += part;
    }
    return line;
}

const Zone& zone_of(const Visit& visit, const Speech& speech) {
    return visit.zone == nullptr ? speech.zone() : *visit.zone;
}

}  // namespace

std::string what_and_where(const Visit& visit, const Speech& speech) {
    if (visit.is_veiled) return "";
    return joined({speech.say(label(visit.kind)), visit.building_name, visit.room});
}

std::string what_and_where(const Wish& wish, const Speech& speech) {
    return joined({speech.say(label(wish.kind)), wish.building_name, wish.room});
}

std::string when(const Visit& visit, const Speech& speech) {
    return speech.say("week.day_and_hours",
                      {{"day", speech.near_day(visit.on)},
                       {"hours", hours(visit.ring, visit.on, zone_of(visit, speech), speech)}});
}

std::string when(const Spot& spot, int ends, const Speech& speech) {
    const Ring ring{spot.begins, ends};
    return speech.say("week.day_and_hours",
                      {{"day", speech.near_day(spot.on)},
                       {"hours", hours(ring, spot.on, speech.zone(), speech)}});
}

std::optional<int> parse_count(std::string_view typed) {
    const std::string_view digits = text::trimmed(typed);
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size() || number < 0) return {};
    return number;
}

std::vector<Option> coach_options(const std::vector<CoachWeek>& coaches,
                                  const std::optional<PersonId>& chosen) {
    std::vector<Option> options;
    for (const CoachWeek& coach : coaches) {
        options.push_back({coach.coach.text(), coach.name, chosen == coach.coach});
    }
    return options;
}

std::vector<Option> building_options(ReadTx& tx, const std::optional<BuildingId>& chosen) {
    std::vector<Option> options;
    for (const auto& building : coachees::buildings(tx)) {
        options.push_back({building.id.text(), building.name, chosen == building.id});
    }
    return options;
}

std::vector<Option> kind_options(const Speech& speech, std::optional<Kind> chosen) {
    std::vector<Option> options;
    for (const Kind kind : kinds) {
        options.push_back({std::string(code(kind)), speech.say(label(kind)), kind == chosen});
    }
    return options;
}

std::string place_value(const Spot& spot) {
    return spot.coach.text() + "." + spot.on.iso() + "." + std::to_string(spot.begins);
}

Result<Spot> spot_of(const http::Fields& fields) {
    Spot spot;
    if (const auto place = fields.first("place"); !place.empty()) {
        const auto parts = text::split(place, '.');
        if (parts.size() != 3) return Refusal{.key = "week.no_place"};
        const auto coach = PersonId::parse(parts[0]);
        const auto on = Day::parse(parts[1]);
        const auto begins = parse_count(parts[2]);
        if (!coach || !on || !begins) return Refusal{.key = "week.no_place"};
        spot.coach = *coach;
        spot.on = *on;
        spot.begins = *begins;
        return spot;
    }
    const auto coach = PersonId::parse(fields.first("coach"));
    if (!coach) return Refusal{.key = "week.no_coach", .field = "coach"};
    const auto on = Day::parse(text::trimmed(fields.first("on")));
    if (!on) return Refusal{.key = "week.no_day", .field = "on"};
    const auto begins = minutes_of(fields.first("at"));
    if (!begins) return Refusal{.key = "week.no_time", .field = "at"};
    spot.coach = *coach;
    spot.on = *on;
    spot.begins = *begins;
    return spot;
}

std::string typed_or(const desk::Reading& request, std::string_view field, std::string otherwise) {
    const http::Fields& typed = request.typed();
    return typed.has(field) ? std::string(typed.first(field)) : std::move(otherwise);
}

}  // namespace rapport::planner
