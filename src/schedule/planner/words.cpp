// Visits, prices and refusals in sentences.
#include <fmt/format.h>

#include <charconv>

#include "schedule/planner/acts.hpp"
#include "schedule/planner/week_words.hpp"

namespace rapport::planner {

namespace {

std::string clock_of(int minutes, Day on, const locale::Speech& speech) {
    return speech.clock(speech.zone().instant({on, minutes / 60, minutes % 60}));
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string all;
    for (const std::string& part : parts) {
        if (!all.empty()) all += between;
        all += part;
    }
    return all;
}

std::optional<int> number_of(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// "2026-11-30T545 2026-12-01T600" as "tomorrow, 9:05 AM; Tuesday, 10:00 AM".
std::string next_times(std::string_view marks, const locale::Speech& speech) {
    std::vector<std::string> times;
    while (!marks.empty()) {
        const std::string_view one = marks.substr(0, marks.find(' '));
        marks.remove_prefix(std::min(one.size() + 1, marks.size()));
        const auto on = Day::parse(one.substr(0, one.find('T')));
        const auto minutes = number_of(one.substr(std::min(one.find('T') + 1, one.size())));
        if (!on || !minutes) continue;
        times.push_back(speech.near_day(*on) + ", " + clock_of(*minutes, *on, speech));
    }
    if (times.empty()) return speech.say("planner.next_none");
    return speech.say("planner.next_free", {{"times", joined(times, "; ")}});
}

}  // namespace

Refusal told(Refusal refusal, const locale::Speech& speech) {
    for (Argument& argument : refusal.with) {
        const auto* text = std::get_if<std::string>(&argument.value);
        if (argument.name != "next" || text == nullptr) continue;
        argument.value = next_times(*text, speech);
        return refusal;
    }
    refusal.with.push_back({"next", std::string()});  // Nobody looked for other times.
    return refusal;
}

std::string hours(const Ring& ring, Day on, const Zone& zone, const locale::Speech& reader) {
    const locale::Speech speech = reader.in(zone);
    std::string begins = clock_of(ring.begins, on, speech);
    const std::string ends = clock_of(ring.ends, on, speech);
    // "AM" and "PM" are said once, when they are the same.
    const auto space = begins.rfind(' ');
    const bool is_said_twice = space != begins.npos && ends.ends_with(begins.substr(space)) &&
                               begins.find_first_of("0123456789", space) == begins.npos;
    if (is_said_twice) begins.resize(space);
    return begins + "–" + ends;
}

std::string veiled(const Visit& visit, const locale::Speech& speech) {
    if (visit.team_name.empty()) return speech.say("planner.booked_veiled");
    return speech.say("planner.booked_with", {{"team", visit.team_name}});
}

std::vector<std::string> sentences(const Price& price, const locale::Speech& speech) {
    std::vector<std::string> said;
    if (price.travel_minutes > 0) {
        said.push_back(
            speech.say("planner.price_road", {{"count", std::int64_t{price.travel_minutes}}}));
    }
    if (!price.uses_planning.empty()) {
        said.push_back(
            speech.say("planner.price_planning", {{"names", joined(price.uses_planning, ", ")}}));
    }
    if (!price.unknown.empty()) {
        said.push_back(
            speech.say("planner.price_unknown", {{"names", joined(price.unknown, ", ")}}));
    }
    if (price.week_minutes_over > 0) {
        said.push_back(
            speech.say("planner.price_over", {{"count", std::int64_t{price.week_minutes_over}}}));
    }
    if (price.leaves_no_lunch) said.push_back(speech.say("planner.price_lunch"));
    return said;
}

std::string called(const Visit& visit, const locale::Speech& speech) {
    if (visit.is_veiled) return veiled(visit, speech);
    if (!visit.team_name.empty()) return visit.team_name;
    std::vector<std::string> names;
    for (const Helped& person : visit.people) names.push_back(person.name);
    if (names.empty()) return visit.title.empty() ? speech.say(label(visit.kind)) : visit.title;
    if (names.size() > 3) {
        return speech.say("planner.several_people",
                          {{"name", names.front()}, {"count", std::ssize(names) - 1}});
    }
    return joined(names, ", ");
}

std::string called(const Wish& wish, const locale::Speech& speech) {
    Visit visit;
    visit.kind = wish.kind;
    visit.title = wish.title;
    visit.team_name = wish.team_name;
    visit.people = wish.people;
    return called(visit, speech);
}

std::string wall(int minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); }

std::optional<int> minutes_of(std::string_view typed) {
    const auto colon = typed.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto hour = number_of(typed.substr(0, colon)),
               minute = number_of(typed.substr(colon + 1));
    if (!hour || !minute || *hour < 0 || *hour > 24 || *minute < 0 || *minute > 59) {
        return std::nullopt;
    }
    return *hour * 60 + *minute;
}

}  // namespace rapport::planner
