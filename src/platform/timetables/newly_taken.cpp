#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "platform/timetables/days.hpp"
#include "platform/timetables/import.hpp"

namespace rapport::timetables {

namespace {

bool is_in_force(const NewMeeting& meeting, Day on) {
    return meeting.begins_on.value_or(on) <= on && on <= meeting.ends_on.value_or(on);
}

// A changed meeting keeps most of its slots: who teaches then already is not newly taken.
void leave_out_what_stays(ReadTx& tx, const std::pair<Day, Day>& dates,
                          std::vector<Stretch>& found) {
    std::set<PersonId> people;
    for (const Stretch& one : found) people.insert(one.person);
    const std::vector<PersonId> asked(people.begin(), people.end());
    std::map<std::pair<PersonId, Day>, PersonDay> known;
    for (PersonDay& day : days_of(tx, asked, dates.first, dates.second)) {
        known.emplace(std::pair(day.person, day.on), std::move(day));
    }
    std::erase_if(found, [&](const Stretch& one) {
        const auto day = known.find({one.person, one.on});
        return day != known.end() && std::ranges::any_of(day->second.spans, [&](const Span& span) {
                   const bool is_taken = span.use == Use::teaching || span.use == Use::duty;
                   return span.meeting && is_taken && span.ring == one.ring;
               });
    });
}

}  // namespace

std::vector<Stretch> newly_taken(ReadTx& tx, BuildingId building, const Look& look, int days) {
    const Pattern pattern = pattern_of(tx, building);
    const Day from = look.begins_on;
    const Day first = pattern.plans.empty() ? from : std::min(from, pattern.plans[0].begins_on);
    const auto calendar = calendar::load(tx, first);
    std::vector<Stretch> found;
    for (const DateKind& date : dates_of(pattern, calendar, from, from.plus(days - 1))) {
        if (date.type == nullptr) continue;
        for (const WantedMeeting& wanted : look.wanted) {
            if (!wanted.is_changed || !is_in_force(wanted.meeting, date.on)) continue;
            for (const SheetSlot& slot : wanted.slots) {
                const auto& day = look.sheet.days[static_cast<std::size_t>(slot.day)];
                const auto& period = look.sheet.periods[static_cast<std::size_t>(slot.period)];
                if (day.label != date.type->label || !period.ring) continue;
                for (const std::size_t who : wanted.people) {
                    const auto& person = look.matches[who].person;
                    if (person) found.push_back({*person, date.on, *period.ring});
                }
            }
        }
    }
    leave_out_what_stays(tx, {from, from.plus(days - 1)}, found);
    return found;
}

}  // namespace rapport::timetables
