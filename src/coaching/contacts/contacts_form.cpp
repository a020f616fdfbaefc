#include "coaching/contacts/contacts_form.hpp"

#include <algorithm>

#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::contacts {

namespace {

std::optional<std::int64_t> parse_number(std::string_view typed) {
    return text::number<std::int64_t>(text::trimmed(typed));
}

// An optional field that must be right when it is there.
template <class T, class Parse>
Result<Done> take(const http::Fields& fields, const Refusal& refusal, std::optional<T>& into,
                  Parse&& parse) {
    const auto typed = text::trimmed(fields.first(refusal.field));
    if (typed.empty()) return Done{};
    into = parse(typed);
    if (!into) return refusal;
    return Done{};
}

// Every value of a repeated field, each once.
template <class IdType>
Result<Done> take_all(const http::Fields& fields, std::string_view name, const Refusal& refusal,
                      std::vector<IdType>& into) {
    for (const std::string_view typed : fields.all(name)) {
        if (typed.empty()) continue;
        const auto id = IdType::parse(typed);
        if (!id) return refusal;
        if (std::find(into.begin(), into.end(), *id) == into.end()) into.push_back(*id);
    }
    return Done{};
}

// Minutes by chip, by hand, or by a timer that began at `since`.
Result<Done> take_minutes(const http::Fields& fields, Instant now, Draft& draft) {
    const std::string_view chip = fields.first("minutes");
    const std::string_view typed = chip.empty() ? fields.first("minutes_typed") : chip;
    if (chip == "timer") {
        const auto since = parse_number(fields.first("since"));
        if (!since || *since > now.ms) return Refusal{"contacts.minutes_missing", "minutes"};
        const std::int64_t minutes = (now.ms - *since + 30'000) / 60'000;
        draft.minutes = std::max<std::int64_t>(1, minutes);
        return Done{};
    }
    const auto minutes = parse_number(typed);
    if (!minutes) return Refusal{"contacts.minutes_missing", "minutes"};
    draft.minutes = *minutes;
    return Done{};
}

Result<Done> take_whom(const http::Fields& fields, Draft& draft) {
    const Refusal unknown{"contacts.person_unknown", "person"};
    return take_all(fields, "person", unknown, draft.people)
        .and_then([&](Done) { return take_all(fields, "people", unknown, draft.people); })
        .and_then([&](Done) {
            return take_all(fields, "team", {"contacts.team_unknown", "team"}, draft.teams);
        })
        .and_then([&](Done) {
            return take(fields, {"contacts.heads_odd", "heads"}, draft.heads, parse_number);
        })
        .and_then([&](Done) {
            return take(fields, {"contacts.students_unreadable", "students"}, draft.students,
                        parse_number);
        });
}

Result<Done> take_where(const http::Fields& fields, Draft& draft) {
    return take(fields, {"contacts.day_unreadable", "on"}, draft.on, Day::parse)
        .and_then([&](Done) {
            return take(fields, {"contacts.building_unknown", "building"}, draft.building,
                        BuildingId::parse);
        })
        .and_then([&](Done) {
            return take(fields, {"contacts.began_by_unknown", "began_by"}, draft.began_by,
                        parse_began_by);
        })
        .and_then([&](Done) {
            return take(fields, {"contacts.place_unknown", "place"}, draft.place, parse_place);
        })
        .and_then([&](Done) {
            return take_all(fields, "focus", {"contacts.focus_unknown", "focus"}, draft.focus);
        });
}

Result<Done> take_after(const http::Fields& fields, Draft& draft) {
    draft.next_step = fields.first("next_step");
    if (text::trimmed(draft.next_step).empty()) draft.next_step.clear();
    draft.finishes_request = fields.first("finishes") == "1" || fields.first("finishes") == "true";
    return take(fields, {"contacts.day_unreadable", "next_on"}, draft.next_on, Day::parse)
        .and_then([&](Done) {
            return take(fields, {"contacts.request_unknown", "request"}, draft.request,
                        RequestId::parse);
        })
        .and_then([&](Done) {
            return take_all(fields, "step_done", {"contacts.step_unknown", "step_done"},
                            draft.steps_done);
        });
}

Result<Done> take_note(const http::Fields& fields, Draft& draft) {
    const std::string_view body = fields.first("note");
    if (text::trimmed(body).empty()) return Done{};
    std::optional<notes::Tier> tier;
    const auto read = take(fields, {"notes.tier_unknown", "tier"}, tier, notes::parse_tier);
    if (!read) return read.refusal();
    draft.note = notes::Draft{tier.value_or(notes::Tier::only_me), std::string(body)};
    return Done{};
}

}  // namespace

Result<Draft> parse(const http::Fields& fields, Instant now) {
    Draft draft;
    const auto whole = take_whom(fields, draft)
                           .and_then([&](Done) -> Result<Done> {
                               const auto kind = KindId::parse(fields.first("kind"));
                               if (!kind) return Refusal{"contacts.kind_missing", "kind"};
                               draft.kind = *kind;
                               return Done{};
                           })
                           .and_then([&](Done) { return take_minutes(fields, now, draft); })
                           .and_then([&](Done) { return take_where(fields, draft); })
                           .and_then([&](Done) { return take_after(fields, draft); })
                           .and_then([&](Done) { return take_note(fields, draft); });
    if (!whole) return whole.refusal();
    return draft;
}

Refusal told(Refusal refusal, const locale::Speech& speech) {
    for (Argument& argument : refusal.with) {
        const auto* text = std::get_if<std::string>(&argument.value);
        const auto day = text == nullptr ? std::nullopt : Day::parse(*text);
        if (argument.name == "day" && day) argument.value = speech.long_day(*day);
    }
    return refusal;
}

}  // namespace rapport::contacts
