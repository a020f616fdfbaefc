#include "schedule/planner/bridge.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace rapport::planner {

namespace {

// As in schedule.md's instances: a break is worth so much that a good plan never drops one.
constexpr std::int64_t break_value = 5000, blocked_value = 20'000;
constexpr std::int64_t touch_max = 60;  // Never helped, or not for half a year.
constexpr std::int64_t days_per_bonus = 3;
constexpr std::int64_t weight_value = 40;  // Of one step of importance.
constexpr std::int64_t request_value = 20, last_chance_value = 30;
constexpr std::array<solver::Kind, kind_count> solver_kinds{
    solver::Kind::plan,          solver::Kind::in_class, solver::Kind::debrief,
    solver::Kind::group_session, solver::Kind::esupport, solver::Kind::test_session,
    solver::Kind::other};

class Builder {
  public:
    Builder(const Material& material, std::int64_t stability)
        : material_(material), canvas_(material.canvas) {
        bridge_.first = std::max(material.ordered.dates.from, canvas_.reach.today);
        bridge_.instance.stability_weight = stability;
    }

    Bridge build() {
        solver::Instance& instance = bridge_.instance;
        instance.name = bridge_.first.iso();
        instance.days =
            static_cast<int>(std::max<std::int64_t>(0, Dates{bridge_.first, last()}.count()));
        instance.rules = {.travel_weight = 1,
                          .max_run_minutes = material_.max_run_minutes,
                          .break_minutes = material_.break_minutes};
        add_sites();
        add_coaches();
        for (std::size_t i = 0; i < material_.wishes.size(); ++i) add_wish(i);
        add_breaks();
        loosen_impossible_pins();
        give_pins_their_minutes();
        return std::move(bridge_);
    }

  private:
    Day last() const { return material_.ordered.dates.until; }
    int index_of(Day on) const { return static_cast<int>(on.number() - bridge_.first.number()); }

    void add_sites() {
        auto& sites = bridge_.sites;
        for (const auto& building : canvas_.buildings) sites.emplace_back(building.id);
        sites.emplace_back(std::nullopt);
        for (const auto& from : sites) {
            bridge_.instance.sites.push_back(from ? from->text() : "anywhere");
            for (const auto& to : sites) {
                bridge_.instance.travel_minutes.push_back(canvas_.roads.minutes(from, to));
            }
        }
    }

    int site_of(const std::optional<BuildingId>& building) const {
        const auto at = std::ranges::find(bridge_.sites, building);
        const auto found = at == bridge_.sites.end() ? std::prev(bridge_.sites.end()) : at;
        return static_cast<int>(found - bridge_.sites.begin());
    }

    // Of today, only what is still to come.
    std::optional<solver::Shift> shift_of(const CoachWeek& week, Day on) const {
        if (!canvas_.calendar.of(week.home).is_school_day(on)) return std::nullopt;
        auto shift = canvas_.shift(week, on);
        if (!shift) return std::nullopt;
        const WallTime wall = canvas_.zone_of(week.home).wall(canvas_.now);
        if (on == wall.day)
            shift->begins = std::max(shift->begins, wall.hour * 60 + wall.minute + 1);
        if (shift->begins >= shift->ends) return std::nullopt;
        return solver::Shift{shift->begins, shift->ends};
    }

    void add_coaches() {
        for (const CoachWeek& week : canvas_.coaches) {
            solver::Coach coach;
            coach.id = week.coach.text();
            coach.home = week.home ? site_of(week.home) : solver::none;
            for (Day on = bridge_.first; on <= last(); on = on.plus(1)) {
                coach.days.push_back(shift_of(week, on));
            }
            for (Day monday = monday_of(bridge_.first); monday <= last(); monday = monday.plus(7)) {
                coach.capacity_minutes +=
                    capacity_of(week, monday, canvas_.absences, canvas_.windows);
            }
            for (const Visit& visit : canvas_.visits) {
                if (visit.coach != week.coach || is_ahead(visit)) continue;
                coach.capacity_minutes -= visit.ring.ends - visit.ring.begins;
            }
            coach.capacity_minutes = std::max<std::int64_t>(0, coach.capacity_minutes);
            coach_index_[week.coach] = static_cast<int>(bridge_.coaches.size());
            bridge_.coaches.push_back(week.coach);
            bridge_.instance.coaches.push_back(std::move(coach));
        }
    }

    bool is_ahead(const Visit& visit) const {
        return is_live(visit.state) && visit.on >= bridge_.first && visit.begins_at() > canvas_.now;
    }

    const Visit* visit_of(const Wish& wish, const std::string& occurrence) const {
        for (const Visit& visit : canvas_.visits) {
            if (visit.wish == wish.id && visit.occurrence == occurrence) return &visit;
        }
        return nullptr;
    }

    void add_wish(std::size_t index) {
        const Wish& wish = material_.wishes[index];
        if (!wish.is_weekly) {
            if (!std::ranges::binary_search(material_.elsewhere, wish.id)) {
                add_task(index, "", {bridge_.first, last()});
            }
            return;
        }
        for (Day monday = monday_of(bridge_.first); monday <= last(); monday = monday.plus(7)) {
            add_task(index, monday.iso(),
                     {std::max(monday, bridge_.first), std::min(monday.plus(6), last())});
        }
    }

    void add_task(std::size_t index, const std::string& occurrence, Dates dates) {
        const Wish& wish = material_.wishes[index];
        const Visit* visit = visit_of(wish, occurrence);
        // What is over, or with a coach who is not planned now, stays out.
        if (visit != nullptr && (!is_ahead(*visit) || !coach_index_.contains(visit->coach))) return;
        dates = {std::max(dates.from, wish.dates.from), std::min(dates.until, wish.dates.until)};
        solver::Task task;
        task.id = wish.id.text() + (occurrence.empty() ? "" : "@" + occurrence);
        task.kind = solver_kinds[static_cast<std::size_t>(wish.kind)];
        task.minutes = wish.minutes;
        task.value = value_of(wish);
        task.person = person_of(wish);
        for (const auto& [coach, at] : coach_index_) {
            if (canvas_.may(wish, coach)) task.coaches.push_back(at);
        }
        TaskOf of{.wish = index, .occurrence = occurrence, .visit = visit};
        if (!takes_its_turn(wish, task, dates)) return;
        add_options(wish, task, dates);
        of.is_promised = visit != nullptr && (visit->state == State::agreed || visit->is_pinned);
        if (visit != nullptr) keep_today(*visit, wish, task, of.is_promised);
        std::ranges::sort(task.coaches);
        bridge_.instance.tasks.push_back(std::move(task));
        bridge_.tasks.push_back(std::move(of));
    }

    std::int64_t value_of(const Wish& wish) const {
        std::int64_t value = wish.weight * weight_value + wish.minutes;
        if (wish.request) value += request_value;
        if (wish.dates.until <= last() && !wish.is_weekly) value += last_chance_value;
        return value;
    }

    // A wish for one person reaches that person; one for several reaches nobody in particular.
    int person_of(const Wish& wish) {
        if (wish.people.size() != 1) return solver::none;
        const PersonId person = wish.people.front().id;
        const auto [at, is_new] =
            person_index_.try_emplace(person, static_cast<int>(bridge_.instance.people.size()));
        if (is_new) bridge_.instance.people.push_back({person.text(), bonus_of(person)});
        return at->second;
    }

    std::int64_t bonus_of(PersonId person) const {
        for (const auto& last_help : material_.last_helps) {
            if (last_help.person != person) continue;
            const auto days = bridge_.first.number() - last_help.on.number();
            return std::clamp<std::int64_t>(days / days_per_bonus, 0, touch_max);
        }
        return touch_max;
    }

    // A step waits for the step before. Where that one stands fast, or outside of these weeks, its
    // day and coach are known; where it is being placed too, the solver keeps the order.
    bool takes_its_turn(const Wish& wish, solver::Task& task, Dates& dates) {
        if (!wish.chain) return true;
        task.gap_min = wish.gap_min;
        task.gap_max = wish.gap_max;
        if (wish.step > 0) {
            const Visit* before = nullptr;
            for (const Visit& visit : canvas_.chains) {
                if (visit.chain == wish.chain && visit.step == wish.step - 1) before = &visit;
            }
            const bool is_fast =
                before != nullptr && (!is_ahead(*before) || is_fast_visit(*before));
            if (is_fast) {
                dates.from = std::max(dates.from, before->on.plus(std::max(wish.gap_min, 1)));
                dates.until = std::min(dates.until, before->on.plus(wish.gap_max));
                task.coaches.clear();
                const auto at = coach_index_.find(before->coach);
                if (at != coach_index_.end()) task.coaches.push_back(at->second);
                return true;
            }
            if (!cycle_index_.contains(*wish.chain)) return false;
        }
        const auto [at, is_new] =
            cycle_index_.try_emplace(*wish.chain, static_cast<int>(bridge_.instance.cycles.size()));
        if (is_new) bridge_.instance.cycles.push_back(wish.chain->text());
        task.cycle = at->second;
        task.step = wish.step;
        return true;
    }

    bool is_fast_visit(const Visit& visit) const {
        return visit.state == State::agreed || visit.is_pinned;
    }

    // The hours in which any coach is there that day.
    std::optional<Ring> hours_of(const solver::Task& task, int day) const {
        std::optional<Ring> hours;
        for (const int coach : task.coaches) {
            const auto& shift = bridge_.instance.coaches[static_cast<std::size_t>(coach)]
                                    .days[static_cast<std::size_t>(day)];
            if (!shift) continue;
            if (!hours) hours = Ring{shift->start, shift->end};
            hours->begins = std::min(hours->begins, shift->start);
            hours->ends = std::max(hours->ends, shift->end);
        }
        return hours;
    }

    int resource_of(const std::string& mark) {
        const auto [at, is_new] =
            resource_index_.try_emplace(mark, static_cast<int>(bridge_.instance.resources.size()));
        if (is_new) bridge_.instance.resources.push_back(mark);
        return at->second;
    }

    void add_options(const Wish& wish, solver::Task& task, const Dates& dates) {
        const auto school_days = canvas_.calendar.of(wish.building);
        for (Day on = dates.from; on <= dates.until; on = on.plus(1)) {
            const int day = index_of(on);
            const auto hours = hours_of(task, day);
            if (!hours || !school_days.is_school_day(on)) continue;
            for (const Slot& slot : slots_of(canvas_, wish, on, *hours)) {
                solver::Option option{.day = day,
                                      .earliest = slot.ring.begins,
                                      .latest = slot.ring.ends - wish.minutes,
                                      .site = site_of(wish.building),
                                      .penalty = slot.penalty,
                                      .resources = {}};
                for (const auto& mark : slot.uses) option.resources.push_back(resource_of(mark));
                task.options.push_back(std::move(option));
            }
        }
    }

    // Today's place stays possible, whatever has become of the timetable; a promise stays there.
    void keep_today(const Visit& visit, const Wish& wish, solver::Task& task, bool is_promised) {
        const int day = index_of(visit.on), site = site_of(visit.building);
        const int start = visit.ring.begins;
        const int coach = coach_index_.at(visit.coach);
        const auto holds = [&](const solver::Option& option) {
            return option.day == day && option.site == site && option.earliest <= start &&
                   start <= option.latest;
        };
        auto at = std::ranges::find_if(task.options, holds);
        if (at == task.options.end()) {
            solver::Option option{.day = day, .earliest = start, .latest = start, .site = site};
            for (const auto& mark : uses_of(canvas_, wish, visit.on, visit.ring)) {
                option.resources.push_back(resource_of(mark));
            }
            task.options.push_back(std::move(option));
            at = std::prev(task.options.end());
        }
        if (std::ranges::count(task.coaches, coach) == 0) task.coaches.push_back(coach);
        const solver::Visit now{.task = static_cast<int>(bridge_.instance.tasks.size()),
                                .option = static_cast<int>(at - task.options.begin()),
                                .coach = coach,
                                .start = start};
        bridge_.instance.current.push_back(now);
        if (!is_promised) return;
        task.cycle = solver::none;
        bridge_.instance.pinned.push_back(now);
    }

    // Where the coach may be that day: a break is taken there, not on a detour. Least of all
    // "anywhere", which no road leads to.
    std::set<int> sites_of(int coach, int day) const {
        std::set<int> found;
        for (const solver::Task& task : bridge_.instance.tasks) {
            if (std::ranges::count(task.coaches, coach) == 0) continue;
            for (const auto& option : task.options) {
                if (option.day == day) found.insert(option.site);
            }
        }
        const int home = bridge_.instance.coaches[static_cast<std::size_t>(coach)].home;
        if (home != solver::none) found.insert(home);
        if (found.empty()) found.insert(site_of({}));
        if (found.size() > 1) found.erase(site_of({}));
        return found;
    }

    void add_break(int coach, int day, const Ring& within, int minutes, std::int64_t value) {
        solver::Task task;
        task.id = "break/" + std::to_string(bridge_.instance.tasks.size());
        task.kind = solver::Kind::rest;
        task.value = value;
        task.minutes = minutes;
        task.coaches = {coach};
        for (const int site : break_sites_) {
            task.options.push_back({.day = day,
                                    .earliest = within.begins,
                                    .latest = within.ends - minutes,
                                    .site = site,
                                    .penalty = 0,
                                    .resources = {}});
        }
        bridge_.instance.tasks.push_back(std::move(task));
        bridge_.tasks.push_back({.occurrence = "", .is_break = true});
    }

    void add_breaks_of(const CoachWeek& week, int coach, int day, const solver::Shift& shift) {
        break_sites_ = sites_of(coach, day);
        const auto within = [&](Ring ring) {
            return Ring{std::max(ring.begins, shift.start), std::min(ring.ends, shift.end)};
        };
        for (const Ring& blocked : canvas_.blocked(week, bridge_.first.plus(day))) {
            const Ring ring = within(blocked);
            if (ring.begins < ring.ends) {
                add_break(coach, day, ring, ring.ends - ring.begins, blocked_value);
            }
        }
        const Ring lunch = within(week.lunch), all{shift.start, shift.end};
        if (week.lunch_minutes > 0 && lunch.ends - lunch.begins >= week.lunch_minutes) {
            add_break(coach, day, lunch, week.lunch_minutes, break_value);
        }
        if (week.preparation_minutes > 0 && all.ends - all.begins >= week.preparation_minutes) {
            add_break(coach, day, all, week.preparation_minutes, break_value);
        }
    }

    void add_breaks() {
        for (const CoachWeek& week : canvas_.coaches) {
            const int coach = coach_index_.at(week.coach);
            for (int day = 0; day < bridge_.instance.days; ++day) {
                const auto& shift = bridge_.instance.coaches[static_cast<std::size_t>(coach)]
                                        .days[static_cast<std::size_t>(day)];
                if (shift) add_breaks_of(week, coach, day, *shift);
            }
        }
    }

    // A coach who fell ill cannot keep a promise: what breaks a rule is free to move.
    void loosen_impossible_pins() {
        auto& pinned = bridge_.instance.pinned;
        for (;;) {
            const auto verdict = solver::check(bridge_.instance, {pinned});
            const auto before = pinned.size();
            for (const auto& violation : verdict.violations) {
                if (violation.fault == solver::Fault::over_capacity) continue;
                const auto at = std::ranges::find_if(pinned, [&](const solver::Visit& visit) {
                    return violation.task != solver::none ? visit.task == violation.task
                                                          : visit.coach == violation.coach;
                });
                if (at == pinned.end()) continue;
                pinned.erase(at);
                break;
            }
            if (pinned.size() == before) return;
        }
    }

    void give_pins_their_minutes() {
        std::map<int, std::int64_t> minutes;
        for (const auto& visit : bridge_.instance.pinned) {
            minutes[visit.coach] +=
                bridge_.instance.tasks[static_cast<std::size_t>(visit.task)].minutes;
        }
        for (const auto& [coach, sum] : minutes) {
            auto& capacity =
                bridge_.instance.coaches[static_cast<std::size_t>(coach)].capacity_minutes;
            capacity = std::max(capacity, sum);
        }
    }

    const Material& material_;
    const Canvas& canvas_;
    Bridge bridge_;
    std::map<PersonId, int> coach_index_, person_index_;
    std::map<ChainId, int> cycle_index_;
    std::map<std::string, int> resource_index_;
    std::set<int> break_sites_;
};

}  // namespace

Bridge bridge_of(const Material& material, std::int64_t stability) {
    return Builder(material, stability).build();
}

}  // namespace rapport::planner
