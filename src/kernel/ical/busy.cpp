// From what a file says to when somebody is busy.
#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "kernel/ical/ical.hpp"
#include "kernel/ical/reading.hpp"

namespace rapport::ical {

namespace {

constexpr std::int64_t length_max = 366 * day_seconds;  // Nobody is in one meeting for longer.
constexpr std::size_t spans_max = 200'000;

std::int64_t floor_seconds(Instant at) { return at.ms / 1000 - (at.ms % 1000 < 0 ? 1 : 0); }
std::int64_t ceil_seconds(Instant at) { return -floor_seconds({-at.ms}); }

// One calendar of the file, with the zones it brought along.
class Reading {
  public:
    Reading(const RawCalendar& raw, const Span& window, const Zone& wall, Budget& budget, Busy& out)
        : raw_(raw),
          from_(floor_seconds(window.begins_at)),
          until_(ceil_seconds(window.ends_at)),
          budget_(budget),
          out_(out) {
        const Zone* named = zone_named(raw.zone);
        floating_.zone = named != nullptr ? named : &wall;
        says_zone_ = named != nullptr;
    }

    void read() {
        // An event that is said again with a higher sequence replaces the earlier; of equals both
        // stand, since some programs give one uid to all.
        std::map<std::string_view, std::vector<const RawEvent*>> masters, replacing;
        for (const RawEvent& event : raw_.events) {
            (event.replaces ? replacing : masters)[event.uid].push_back(&event);
        }
        for (auto& [uid, events] : masters) {
            std::int64_t newest = events.front()->sequence;
            for (const RawEvent* one : events) newest = std::max(newest, one->sequence);
            if (!uid.empty()) {
                std::erase_if(events, [&](auto* one) { return one->sequence != newest; });
            }
            const auto found = replacing.find(uid);
            static const std::vector<const RawEvent*> none;
            for (const RawEvent* one : events) {
                read_event(*one, found == replacing.end() ? none : newest_of(found->second));
            }
        }
        for (auto& [uid, events] : replacing) {
            for (const RawEvent* one : newest_of(events)) add_single(*one);
        }
        for (const RawPeriod& period : raw_.busy) add_period(period);
    }

  private:
    // Of what replaces the same occurrence, that with the highest sequence; the later of equals.
    std::vector<const RawEvent*> newest_of(const std::vector<const RawEvent*>& all) {
        std::map<std::int64_t, const RawEvent*> newest;
        for (const RawEvent* one : all) {
            const RawEvent*& kept = newest[utc_of(*one->replaces)];
            if (kept == nullptr || kept->sequence <= one->sequence) kept = one;
        }
        std::vector<const RawEvent*> found;
        for (const auto& [at, one] : newest) found.push_back(one);
        return found;
    }

    const Clockwork& clockwork_of(const std::string& tzid) {
        if (tzid.empty()) return floating_;
        if (const auto known = known_.find(tzid); known != known_.end()) return known->second;
        return known_.emplace(tzid, found(tzid)).first->second;
    }

    Clockwork found(const std::string& tzid) {
        if (const Zone* zone = zone_named(tzid)) return {zone, nullptr};
        const auto raw = raw_.zones.find(tzid);
        if (raw == raw_.zones.end()) return floating_;
        if (const Zone* zone = zone_named(raw->second.location)) return {zone, nullptr};
        auto spelled = std::make_unique<SpelledZone>(raw->second.observances,
                                                     until_ + 400 * day_seconds, budget_);
        if (spelled->is_empty()) return floating_;
        spelled_.push_back(std::move(spelled));
        return {nullptr, spelled_.back().get()};
    }

    std::int64_t utc_of(const Moment& moment) {
        if (moment.is_utc) return moment.wall.seconds;
        if (moment.wall.is_day) return floating_.utc_of(moment.wall.seconds);
        return clockwork_of(moment.tzid).utc_of(moment.wall.seconds);
    }

    // On which wall an event comes round. Google writes what recurs in UTC and means the zone of
    // the calendar.
    const Clockwork& wall_of(const Moment& begins) {
        static const Clockwork utc{&Zone::utc(), nullptr};
        if (begins.is_utc) return says_zone_ ? floating_ : utc;
        return begins.wall.is_day ? floating_ : clockwork_of(begins.tzid);
    }

    Length length_of(const RawEvent& event) {
        const Moment& begins = *event.begins;
        if (event.ends && begins.wall.is_day && event.ends->wall.is_day) {
            const std::int64_t seconds = event.ends->wall.seconds - begins.wall.seconds;
            return {std::max<std::int64_t>(seconds / day_seconds, 1), 0};
        }
        if (event.ends) {
            return {0, std::max<std::int64_t>(utc_of(*event.ends) - utc_of(begins), 0)};
        }
        if (event.length && begins.wall.is_day) {  // In whole days, at least one.
            const std::int64_t seconds = event.length->days * day_seconds + event.length->seconds;
            return {std::max<std::int64_t>((seconds + day_seconds - 1) / day_seconds, 1), 0};
        }
        if (event.length) {
            return {std::max<std::int64_t>(event.length->days, 0),
                    std::max<std::int64_t>(event.length->seconds, 0)};
        }
        return begins.wall.is_day ? Length{1, 0} : Length{};
    }

    void add(std::int64_t begins, std::int64_t ends) {
        begins = std::max(begins, from_);
        ends = std::min(ends, until_);
        if (begins >= ends) return;
        if (out_.spans.size() >= spans_max) {
            out_.is_cut_short = true;
            return;
        }
        out_.spans.push_back({{begins * 1000}, {ends * 1000}});
    }

    void add_at(const Clockwork& clock, std::int64_t wall, const Length& length) {
        const std::int64_t begins = clock.utc_of(wall);
        const std::int64_t last =
            length.days == 0 ? begins : clock.utc_of(wall + length.days * day_seconds);
        add(begins, std::min(last + length.seconds, begins + length_max));
    }

    // A wall time and its instant, in the event's own zone.
    std::int64_t wall_in(const Clockwork& clock, const Moment& moment) {
        if (!moment.is_utc && (moment.wall.is_day || &clockwork_of(moment.tzid) == &clock)) {
            return moment.wall.seconds;
        }
        return clock.wall_of(utc_of(moment));
    }

    void add_single(const RawEvent& event) {
        if (event.is_free || event.is_cancelled) return;
        add_at(wall_of(*event.begins), wall_in(wall_of(*event.begins), *event.begins),
               length_of(event));
    }

    void add_period(const RawPeriod& period) {
        const std::int64_t begins = utc_of(period.begins);
        std::int64_t ends = begins;
        if (period.ends) ends = utc_of(*period.ends);
        if (period.length)
            ends = begins + period.length->days * day_seconds + period.length->seconds;
        add(begins, std::min(ends, begins + length_max));
    }

    // Walls that do not count: said one by one, as a day, or by a rule.
    struct Except {
        std::set<std::int64_t> walls, days;
        bool has(std::int64_t wall) const {
            return walls.contains(wall) || days.contains(day_of(wall));
        }
        static std::int64_t day_of(std::int64_t wall) {
            return wall / day_seconds - (wall % day_seconds < 0 ? 1 : 0);
        }
    };

    struct Shift {  // "This and following": from a wall on, so much later, and so long.
        std::int64_t from, by;
        const RawEvent* event;
    };

    void read_event(const RawEvent& event, const std::vector<const RawEvent*>& replacing) {
        const Clockwork& clock = wall_of(*event.begins);
        const bool is_day = event.begins->wall.is_day;
        const Wall first{wall_in(clock, *event.begins), is_day};
        const Length length = length_of(event);
        const std::int64_t reach =
            std::min(length.days * day_seconds + length.seconds, length_max) + 2 * day_seconds;
        Stretch stretch{clock.wall_of(from_) - reach, clock.wall_of(until_) + 2 * day_seconds};
        Except except = excepted(event, clock, first, stretch);
        std::vector<Shift> shifts;
        for (const RawEvent* one : replacing) {
            const std::int64_t wall = wall_in(clock, *one->replaces);
            if (one->replaces->wall.is_day) {
                except.days.insert(Except::day_of(wall));
            } else {
                except.walls.insert(wall);
            }
            if (!one->replaces_following) continue;
            shifts.push_back({wall, wall_in(clock, *one->begins) - wall, one});
            stretch.from -= std::min(std::abs(shifts.back().by), length_max);
            stretch.until += std::min(std::abs(shifts.back().by), length_max);
        }
        std::ranges::sort(shifts, {}, &Shift::from);
        if (event.is_free && shifts.empty()) return;
        if (event.is_cancelled) return;
        for (const std::int64_t wall : walls_of(event, clock, first, stretch)) {
            if (!except.has(wall)) add_shifted(event, clock, wall, shifts);
        }
        for (const RawPeriod& also : event.also) {
            const std::int64_t wall = wall_in(clock, also.begins);
            if (except.has(wall)) continue;
            if (!also.ends && !also.length) {
                add_shifted(event, clock, wall, shifts);
            } else if (!event.is_free) {
                add_period(also);
            }
        }
    }

    void add_shifted(const RawEvent& event, const Clockwork& clock, std::int64_t wall,
                     const std::vector<Shift>& shifts) {
        const auto after = std::ranges::upper_bound(shifts, wall, {}, &Shift::from);
        if (after == shifts.begin()) {
            if (!event.is_free) add_at(clock, wall, length_of(event));
            return;
        }
        const Shift& shift = *std::prev(after);
        if (shift.event->is_free || shift.event->is_cancelled) return;
        add_at(clock, wall + shift.by, length_of(*shift.event));
    }

    std::vector<std::int64_t> walls_of(const RawEvent& event, const Clockwork& clock,
                                       const Wall& first, const Stretch& stretch) {
        std::vector<std::int64_t> walls;
        if (first.seconds >= stretch.from && first.seconds < stretch.until) {
            walls.push_back(first.seconds);
        }
        for (const std::string& rule : event.rules) {
            expand_into(rule, clock, first, stretch, walls);
        }
        std::ranges::sort(walls);
        const auto twice = std::ranges::unique(walls);
        walls.erase(twice.begin(), twice.end());
        return walls;
    }

    void expand_into(const std::string& rule, const Clockwork& clock, const Wall& first,
                     const Stretch& stretch, std::vector<std::int64_t>& walls) {
        const bool is_old = rule.find('=') == rule.npos;
        const std::string modern = is_old ? rule_of_vcalendar(rule) : rule;
        expand(
            modern, first, stretch, [&](std::int64_t utc) { return clock.wall_of(utc); }, budget_,
            walls);
    }

    Except excepted(const RawEvent& event, const Clockwork& clock, const Wall& first,
                    const Stretch& stretch) {
        Except except;
        for (const Moment& one : event.except) {
            const std::int64_t wall = wall_in(clock, one);
            if (one.wall.is_day) {
                except.days.insert(Except::day_of(wall));
            } else {
                except.walls.insert(wall);
            }
        }
        std::vector<std::int64_t> walls;
        for (const std::string& rule : event.not_rules) {
            expand_into(rule, clock, first, stretch, walls);
        }
        except.walls.insert(walls.begin(), walls.end());
        return except;
    }

    const RawCalendar& raw_;
    const std::int64_t from_, until_;  // UTC seconds.
    Budget& budget_;
    Busy& out_;
    Clockwork floating_;
    bool says_zone_ = false;
    std::map<std::string, Clockwork> known_;
    std::vector<std::unique_ptr<SpelledZone>> spelled_;
};

}  // namespace

std::vector<Span> merged(std::vector<Span> spans) {
    std::erase_if(spans, [](const Span& span) { return span.begins_at >= span.ends_at; });
    std::ranges::sort(spans, {}, &Span::begins_at);
    std::vector<Span> out;
    for (const Span& span : spans) {
        if (!out.empty() && span.begins_at <= out.back().ends_at) {
            out.back().ends_at = std::max(out.back().ends_at, span.ends_at);
        } else {
            out.push_back(span);
        }
    }
    return out;
}

Busy busy(std::string_view file, const Span& window, const Zone& wall) {
    if (file.size() > bytes_max) return {.flaw = Busy::Flaw::too_large};
    RawFile raw = raw_file(decoded(file));
    if (raw.calendars.empty()) return {.flaw = Busy::Flaw::no_calendar};
    Busy out;
    out.unread = raw.unread;
    out.is_cut_short = raw.is_cut_short;
    Budget budget;
    for (const RawCalendar& calendar : raw.calendars) {
        out.events += static_cast<int>(calendar.events.size() + calendar.busy.size());
        Reading(calendar, window, wall, budget, out).read();
    }
    out.is_cut_short = out.is_cut_short || budget.is_spent;
    out.spans = merged(std::move(out.spans));
    return out;
}

}  // namespace rapport::ical
