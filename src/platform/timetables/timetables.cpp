// What a person's day leaves: inside contract hours, a period nobody meets them in is planning.
#include "platform/timetables/timetables.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "kernel/text/text.hpp"
#include "platform/timetables/days.hpp"
#include "platform/timetables/sheet_maker.hpp"
#include "platform/timetables/timetables_store.hpp"

namespace rapport::timetables {

namespace {

constexpr int least_minutes = 15;  // A shorter gap is for walking, not for planning.

// How the files of several countries name the midday meal, folded.
constexpr std::array<std::string_view, 9> lunch_words{"lunch",    "lunches", "dejeuner",
                                                      "diner",    "mittag",  "mittagspause",
                                                      "almuerzo", "pranzo",  "lounas"};

bool is_lunch(std::string_view label) {
    const std::string folded = text::folded(label);
    return std::ranges::any_of(text::split(folded, ' '), [](std::string_view word) {
        return std::ranges::find(lunch_words, word) != lunch_words.end();
    });
}

// A building, and its dates between the two days asked for.
struct Place {
    Pattern pattern;
    std::vector<DateKind> dates;
};

class Places {
  public:
    Places(std::vector<Pattern>&& patterns, calendar::Calendar calendar, Day from, Day until)
        : from_(from), calendar_(std::move(calendar)) {
        for (Pattern& pattern : patterns) {
            Place& place = places_[pattern.building];
            place.pattern = std::move(pattern);
            place.dates = dates_of(place.pattern, calendar_, from, until);
        }
    }
    const Place* find(const BuildingId& building) const {
        const auto found = places_.find(building);
        return found == places_.end() ? nullptr : &found->second;
    }
    const DateKind& date(const Place& place, Day on) const {
        return place.dates[static_cast<std::size_t>(on.number() - from_.number())];
    }

    calendar::Calendar take_calendar() { return std::move(calendar_); }

  private:
    const Day from_;
    calendar::Calendar calendar_;
    std::map<BuildingId, Place> places_;
};

// What is known of one person, whatever the date.
struct Life {
    store::PersonRow person;
    std::vector<store::SlotRow> slots;
    std::vector<store::SaidRow> said;
    const Place* base = nullptr;  // Where they are when nobody meets them.
    const Grid* grid = nullptr;   // By whose bells they live there.
};

Span span_of(const Ring& ring, Use use) {
    Span span;
    span.ring = ring;
    span.use = use;
    return span;
}

bool overlap(const Ring& a, const Ring& b) { return a.begins < b.ends && b.begins < a.ends; }

// What is left of a stretch without the spans, where it is worth naming.
std::vector<Ring> left_of(const Ring& stretch, const std::vector<Span>& taken) {
    std::vector<Ring> left{stretch};
    for (const Span& span : taken) {
        std::vector<Ring> next;
        for (const Ring& piece : left) {
            if (!overlap(piece, span.ring)) {
                next.push_back(piece);
                continue;
            }
            if (piece.begins < span.ring.begins) next.push_back({piece.begins, span.ring.begins});
            if (span.ring.ends < piece.ends) next.push_back({span.ring.ends, piece.ends});
        }
        left = std::move(next);
    }
    std::erase_if(left, [&](const Ring& piece) {
        return piece != stretch && piece.ends - piece.begins < least_minutes;
    });
    return left;
}

// One day of one person, span by span.
class DayMaker {
  public:
    DayMaker(const Places& places, const Life& life, Day on)
        : places_(places), life_(life), on_(on) {}

    PersonDay make() {
        PersonDay day;
        day.person = life_.person.id;
        day.on = on_;
        add_meetings();
        if (life_.base == nullptr) {
            day.is_school_day = on_.weekday() <= 5;
            if (day.is_school_day && spans_.empty()) add_unknown({0, day_minutes});
        } else {
            date_ = &places_.date(*life_.base, on_);
            day.building = life_.base->pattern.building;
            day.is_school_day = date_->is_school_day;
            if (date_->type != nullptr) {
                day.day_type = date_->type->label;
                day.day_type_id = date_->type->id;
            }
            if (date_->is_school_day) fill();
        }
        std::ranges::stable_sort(spans_, {}, [](const Span& span) {
            return std::pair(span.ring.begins, span.ring.ends);
        });
        day.spans = std::move(spans_);
        return day;
    }

  private:
    void add_meetings() {
        for (const store::SlotRow& slot : life_.slots) {
            if (slot.begins_on.value_or(on_) > on_ || slot.ends_on.value_or(on_) < on_) continue;
            is_known_ = true;
            const Place* place = places_.find(slot.building);
            if (place == nullptr) continue;
            const DateKind& date = places_.date(*place, on_);
            if (date.type == nullptr || date.type->id != slot.slot.day) continue;
            const auto ring = ring_on(place->pattern, date, slot.slot.period);
            if (!ring) continue;
            Span span = span_of(*ring, slot.use);
            span.period = label_of(place->pattern, slot.slot.period);
            span.title = slot.subject;
            if (!slot.subject.empty() && !slot.classes.empty()) span.title += " · ";
            span.title += slot.classes;
            span.room = slot.room;
            span.meeting = slot.meeting;
            span.period_id = slot.slot.period;
            spans_.push_back(std::move(span));
        }
    }

    static std::string label_of(const Pattern& pattern, PeriodId id) {
        for (const Grid& grid : pattern.grids) {
            for (const GridPeriod& period : grid.periods) {
                if (period.id == id) return period.label;
            }
        }
        return "";
    }

    std::optional<Hours> hours() const {
        auto hours = life_.person.hours;
        const auto& usual = life_.base->pattern.hours;
        if (!hours) return usual;
        if (!hours->lunch && usual) hours->lunch = usual->lunch;
        return hours;
    }

    void fill() {
        const auto periods = life_.grid == nullptr || date_->type == nullptr
                                 ? std::vector<Period>()
                                 : periods_on(life_.base->pattern, *date_, *life_.grid);
        const bool has_said = add_said();
        if (!is_known_ || date_->type == nullptr) {
            for (const Period& period : periods) {
                if (has_said) add_rest(period, Use::unknown);
            }
            if (spans_.empty()) add_unknown(whole_day(periods));
            return;
        }
        const auto contract = hours();
        const Ring work = contract ? contract->work : Ring{0, day_minutes};
        if (contract && contract->lunch) add_lunch(periods, *contract->lunch);
        for (Period period : periods) {
            period.ring = {std::max(period.ring.begins, work.begins),
                           std::min(period.ring.ends, work.ends)};
            if (period.ring.begins >= period.ring.ends) continue;
            add_rest(period, is_lunch(period.label) ? Use::lunch : Use::planning);
        }
        if (work.begins > 0) add_free({0, work.begins});
        if (work.ends < day_minutes) add_free({work.ends, day_minutes});
    }

    // What the person said of this kind of day stands in the place of whatever was there.
    bool add_said() {
        bool has_said = false;
        for (const store::SaidRow& said : life_.said) {
            if (date_->type == nullptr || date_->type->id != said.slot.day) continue;
            const auto ring = ring_on(life_.base->pattern, *date_, said.slot.period);
            if (!ring) continue;
            std::erase_if(spans_,
                          [&](const Span& span) { return span.period_id == said.slot.period; });
            Span span = span_of(*ring, said.use);
            span.period = label_of(life_.base->pattern, said.slot.period);
            span.period_id = said.slot.period;
            span.is_said = true;
            spans_.push_back(std::move(span));
            has_said = true;
        }
        return has_said;
    }

    void add_inferred(const Ring& ring, Use use, const Period* period) {
        Span span = span_of(ring, use);
        span.is_inferred = true;
        if (period != nullptr) {
            span.period = period->label;
            span.period_id = period->id;
        }
        spans_.push_back(std::move(span));
    }

    void add_rest(const Period& period, Use use) {
        for (const Ring& ring : left_of(period.ring, spans_)) add_inferred(ring, use, &period);
    }

    void add_free(const Ring& stretch) {
        for (const Ring& ring : left_of(stretch, spans_)) add_inferred(ring, Use::free, nullptr);
    }

    void add_unknown(const Ring& ring) { add_inferred(ring, Use::unknown, nullptr); }

    void add_lunch(const std::vector<Period>& periods, const Ring& lunch) {
        const bool is_named = std::ranges::any_of(
            periods, [](const Period& period) { return is_lunch(period.label); });
        const bool is_known =
            std::ranges::any_of(spans_, [](const Span& span) { return span.use == Use::lunch; });
        if (is_named || is_known || !overlap(lunch, date_->open)) return;
        for (const Ring& ring : left_of(lunch, spans_)) add_inferred(ring, Use::lunch, nullptr);
    }

    Ring whole_day(const std::vector<Period>& periods) const {
        if (const auto contract = hours()) return contract->work;
        if (periods.empty()) return {0, day_minutes};
        Ring whole = periods.front().ring;
        for (const Period& period : periods) whole.ends = std::max(whole.ends, period.ring.ends);
        return whole;
    }

    const Places& places_;
    const Life& life_;
    const Day on_;
    const DateKind* date_ = nullptr;
    bool is_known_ = false;
    std::vector<Span> spans_;
};

// The home building, or the one where most of their slots are when none is at home.
std::optional<BuildingId> base_of(const Life& life) {
    std::map<BuildingId, int> counts;
    for (const store::SlotRow& slot : life.slots) ++counts[slot.building];
    if (counts.empty() || (life.person.building && counts.contains(*life.person.building))) {
        return life.person.building;
    }
    return std::ranges::max_element(counts, {}, [](const auto& one) { return one.second; })->first;
}

const Grid* grid_of(const Life& life) {
    const auto& grids = life.base->pattern.grids;
    if (grids.empty()) return nullptr;
    const Grid* most = &grids.front();
    std::int64_t most_count = 0;
    for (const Grid& grid : grids) {
        const auto count = std::ranges::count_if(life.slots, [&](const store::SlotRow& slot) {
            return std::ranges::find(grid.periods, slot.slot.period, &GridPeriod::id) !=
                   grid.periods.end();
        });
        if (count > most_count) {
            most = &grid;
            most_count = count;
        }
    }
    return most;
}

std::vector<Life> lives_of(store::Lives&& known) {
    std::vector<Life> lives;
    std::map<PersonId, std::size_t> places;
    for (auto& person : known.people) {
        if (places.emplace(person.id, lives.size()).second) lives.push_back({person, {}, {}});
    }
    for (auto& slot : known.slots) {
        lives[places.at(slot.person)].slots.push_back(std::move(slot));
    }
    for (auto& said : known.said) lives[places.at(said.person)].said.push_back(said);
    return lives;
}

std::vector<PersonDay> days_in(const Places& places, std::vector<Life> lives, Day from, Day until) {
    std::vector<PersonDay> found;
    for (Life& life : lives) {
        const auto base = base_of(life);
        life.base = base ? places.find(*base) : nullptr;
        if (life.base != nullptr) life.grid = grid_of(life);
        for (Day on = from; on <= until; on = on.plus(1)) {
            found.push_back(DayMaker(places, life, on).make());
        }
    }
    return found;
}

BuildingDay day_in(const Place& place, const DateKind& date) {
    BuildingDay day;
    day.on = date.on;
    day.is_school_day = date.is_school_day;
    const auto& grids = place.pattern.grids;
    if (date.is_school_day && date.type != nullptr && !grids.empty()) {
        day.day_type = date.type->label;
        day.grid = bells_on(place.pattern, date)->name;
        day.periods = periods_on(place.pattern, date, grids.front());
    }
    return day;
}

}  // namespace

Known known_of(ReadTx& tx, const Knowing& wanted) {
    store::Living living{
        .people = wanted.people, .buildings = {}, .from = wanted.from, .until = wanted.until};
    if (wanted.building) living.buildings = std::span(&*wanted.building, 1);
    store::Lives lives = store::lives(tx, living);
    Places places(std::move(lives.patterns), calendar::Calendar(std::move(lives.closures)),
                  wanted.from, wanted.until);
    Known known;
    known.days = days_in(places, lives_of(std::move(lives)), wanted.from, wanted.until);
    if (wanted.building) {
        const Place& place = *places.find(*wanted.building);
        for (const DateKind& date : place.dates) known.of_building.push_back(day_in(place, date));
    }
    known.calendar = places.take_calendar();
    return known;
}

std::vector<PersonDay> days_of(ReadTx& tx, std::span<const PersonId> people, Day from, Day until) {
    return known_of(tx, {.people = people, .building = {}, .from = from, .until = until}).days;
}

std::vector<BuildingDay> days_of_building(ReadTx& tx, BuildingId building, Day from, Day until) {
    return known_of(tx, {.people = {}, .building = building, .from = from, .until = until})
        .of_building;
}

std::vector<Unknown> unknown_people(ReadTx& tx, std::optional<BuildingId> building, int max) {
    return store::unknown(tx, building, Zone::utc().day(tx.now()), max);
}

Pattern pattern_of(ReadTx& tx, BuildingId building) {
    const store::Living wanted{.people = {},
                               .buildings = std::span(&building, 1),
                               .from = store::first_day,
                               .until = store::last_day};
    return std::move(store::lives(tx, wanted).patterns.front());
}

bool may_see_building(const Viewer& viewer, BuildingId building) {
    if (viewer.is(Role::principal)) return false;
    return viewer.may(Right::change_timetables) || viewer.is_in(Role::coach, building) ||
           viewer.is_in(Role::technician, building);
}

bool may_see_week(const Viewer& viewer, PersonId person,
                  const std::optional<BuildingId>& of_the_person) {
    if (viewer.person == person) return true;
    if (of_the_person) return may_see_building(viewer, *of_the_person);
    if (viewer.is(Role::principal)) return false;
    return viewer.may(Right::see_timetables);
}

}  // namespace rapport::timetables
