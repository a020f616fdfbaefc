// Does what a look says: bells, kinds of day, the plan, who is who, and the meetings.
#include <algorithm>
#include <unordered_map>

#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/timetables/import.hpp"
#include "platform/timetables/source_store.hpp"

namespace rapport::timetables {

namespace {

class Application {
  public:
    Application(WriteTx& tx, BuildingId building, const Look& look)
        : tx_(tx), building_(building), look_(look), sheet_(look.sheet) {}

    void apply() {
        write_bells();
        write_days();
        const Pattern now = pattern_of(tx_, building_);
        find_ids(now);
        if (look_.makes_plan) write_plan();
        write_dates(now);
        write_people();
        for (const auto& one : store::kept_meetings(tx_, building_)) {
            kept_.emplace(one.id, one.meeting.begins_on);
        }
        for (const MeetingId id : look_.ends) end(id);
        for (const WantedMeeting& wanted : look_.wanted) {
            if (wanted.is_changed) write_meeting(wanted);
        }
        record();
    }

  private:
    void write_bells() {
        for (std::size_t i = 0; i < sheet_.grids.size(); ++i) {
            NewGrid grid{.name = sheet_.grids[i], .periods = {}};
            for (const SheetPeriod& period : sheet_.periods) {
                if (static_cast<std::size_t>(period.grid) == i) {
                    grid.periods.push_back({period.label, period.ring});
                }
            }
            if (grid.periods.empty()) continue;
            const Pattern now = pattern_of(tx_, building_);
            const auto there = std::ranges::find(now.grids, grid.name, &Grid::name);
            if (there == now.grids.end()) {
                must(make_grid(tx_, building_, grid).has_value(), "bells of a sheet were refused");
            } else if (!is_same(*there, grid)) {
                must(change_grid(tx_, building_, there->id, grid).has_value(),
                     "bells of a sheet were refused");
            }
        }
    }

    static bool is_same(const Grid& there, const NewGrid& wanted) {
        return std::ranges::equal(there.periods, wanted.periods,
                                  [](const GridPeriod& a, const NewPeriod& b) {
                                      return a.label == b.label && a.ring == b.ring;
                                  });
    }

    void write_days() {
        const Pattern now = pattern_of(tx_, building_);
        for (const SheetDay& day : sheet_.days) {
            NewDayType wanted{day.label, std::nullopt, day.weekday, day.week};
            if (day.grid) wanted.grid = find_grid(now, *day.grid);
            const auto there = std::ranges::find(now.day_types, day.label, &DayType::label);
            if (there == now.day_types.end()) {
                must(make_day_type(tx_, building_, wanted).has_value(),
                     "a kind of day of a sheet was refused");
            } else if (wanted.grid && wanted.grid != there->grid) {
                must(change_day_type(tx_, building_, there->id, wanted).has_value(),
                     "a kind of day of a sheet was refused");
            }
        }
    }

    std::optional<GridId> find_grid(const Pattern& now, int grid) const {
        const auto& name = sheet_.grids[static_cast<std::size_t>(grid)];
        const auto found = std::ranges::find(now.grids, name, &Grid::name);
        return found == now.grids.end() ? std::nullopt : std::optional(found->id);
    }

    void find_ids(const Pattern& now) {
        for (const SheetDay& day : sheet_.days) {
            days_.push_back(
                std::ranges::find(now.day_types, day.label, &DayType::label)->id);
        }
        for (const SheetPeriod& period : sheet_.periods) {
            const auto& name = sheet_.grids[static_cast<std::size_t>(period.grid)];
            const auto grid = std::ranges::find(now.grids, name, &Grid::name);
            periods_.push_back(
                std::ranges::find(grid->periods, period.label, &GridPeriod::label)->id);
        }
    }

    // Weekdays make a weekly plan; kinds of day without one follow each other.
    void write_plan() {
        const bool is_weekly =
            std::ranges::all_of(sheet_.days, [](const SheetDay& day) { return day.weekday.has_value(); });
        DayPlan plan{.begins_on = look_.begins_on,
                     .kind = is_weekly ? PlanKind::weekly : PlanKind::rotating,
                     .length = is_weekly ? 1 : static_cast<int>(sheet_.days.size()),
                     .on_closure = is_weekly ? OnClosure::skip : OnClosure::bump,
                     .days = {}};
        if (is_weekly) plan.begins_on = plan.begins_on.plus(1 - plan.begins_on.weekday());
        for (std::size_t i = 0; i < sheet_.days.size(); ++i) {
            const SheetDay& day = sheet_.days[i];
            const int seq = is_weekly ? day.week * 7 + *day.weekday - 1 : static_cast<int>(i);
            if (is_weekly) plan.length = std::max(plan.length, day.week + 1);
            const bool is_taken =
                std::ranges::find(plan.days, seq, &PlanDay::seq) != plan.days.end();
            if (!is_taken) plan.days.push_back({seq, days_[i]});
        }
        // A longer turn than a plan can hold is left for somebody to plan.
        if (const auto done = plan_days(tx_, building_, plan); !done) return;
    }

    void write_dates(const Pattern& now) {
        for (const SheetDate& date : sheet_.dates) {
            const std::string name = date.name;
            if (date.is_closed) {
                // Refused when it is on the calendar already, which is as well.
                if (const auto closed = calendar::close(
                        tx_, {.building = building_,
                              .begins_on = date.on,
                              .ends_on = date.on,
                              .part = calendar::Part::day,
                              .name = name.empty() ? date.on.iso() : name});
                    !closed) {
                    continue;
                }
                continue;
            }
            DatedDay day{.on = date.on, .day = std::nullopt, .grid = std::nullopt,
                         .begins = std::nullopt, .ends = std::nullopt, .name = name};
            if (date.day) day.day = days_[static_cast<std::size_t>(*date.day)];
            if (date.grid) day.grid = find_grid(now, *date.grid);
            if (const auto done = date_day(tx_, building_, day); !done) continue;
        }
    }

    void write_people() {
        std::unordered_map<std::string, std::optional<PersonId>> before;
        for (const auto& one : store::remembered(tx_, building_)) before.emplace(one.key, one.person);
        for (const Match& match : look_.matches) {
            store::remember(tx_, building_, match);
            const auto found = before.find(match.key);
            if (found != before.end() && found->second != match.person) {
                store::rename_attendee(tx_, building_, match.key, match.person);
            }
        }
    }

    // What was in force stays known for the days before.
    void end(MeetingId id) {
        const auto begins_on = kept_.at(id);
        if (begins_on && *begins_on >= look_.begins_on) return store::remove_meeting(tx_, id);
        store::end_meeting(tx_, id, look_.begins_on.plus(-1));
    }

    void write_meeting(const WantedMeeting& wanted) {
        if (wanted.replaces) end(*wanted.replaces);
        NewMeeting meeting = wanted.meeting;
        if (!kept_.empty() || look_.wishes.begins_on) {
            meeting.begins_on = std::max(meeting.begins_on.value_or(look_.begins_on),
                                         look_.begins_on);
        }
        if (meeting.begins_on && meeting.ends_on && *meeting.ends_on < *meeting.begins_on) {
            meeting.begins_on = wanted.meeting.begins_on;
        }
        for (const SheetSlot& slot : wanted.slots) {
            meeting.slots.push_back({days_[static_cast<std::size_t>(slot.day)],
                                     periods_[static_cast<std::size_t>(slot.period)]});
        }
        std::ranges::sort(meeting.slots);
        meeting.slots.erase(std::ranges::unique(meeting.slots).begin(), meeting.slots.end());
        std::vector<store::Attendee> attendees;
        for (const std::size_t who : wanted.people) {
            attendees.push_back({look_.matches[who].key, look_.matches[who].person});
        }
        store::insert_meeting(tx_, tx_.new_id<MeetingId>(), building_, wanted.key, meeting,
                              attendees);
    }

    void record() {
        const auto counted = [&](Change::Kind kind) { return std::to_string(look_.count(kind)); };
        audit::record(tx_, "timetable.imported", "building/" + building_.text(),
                      R"({"added":)" + counted(Change::Kind::added) + R"(,"changed":)" +
                          counted(Change::Kind::changed) + R"(,"ended":)" +
                          counted(Change::Kind::ended) + "}");
    }

    WriteTx& tx_;
    const BuildingId building_;
    const Look& look_;
    const Sheet& sheet_;
    std::map<MeetingId, std::optional<Day>> kept_;  // What came before, and since when.
    std::vector<DayTypeId> days_;
    std::vector<PeriodId> periods_;
};

}  // namespace

void bring_in(WriteTx& tx, BuildingId building, const Look& look) {
    Application(tx, building, look).apply();
}

Result<Done> match_by_hand(WriteTx& tx, BuildingId building, std::string_view teacher_key,
                           const std::optional<PersonId>& person) {
    if (!store::is_building(tx, building)) {
        return Refusal{.key = "timetables.no_building", .field = "building"};
    }
    if (person) {
        const PersonId one[] = {*person};
        if (store::people(tx, one).empty()) return Refusal{.key = "timetables.no_person"};
    }
    Match match;
    match.key = teacher_key;
    match.name = teacher_key;
    for (const auto& known : store::remembered(tx, building)) {
        if (known.key == teacher_key) match.name = known.name;
    }
    match.person = person;
    match.by = MatchedBy::hand;
    store::remember(tx, building, match);
    store::rename_attendee(tx, building, teacher_key, person);
    audit::record(tx, "timetable.matched", "building/" + building.text());
    return Done{};
}

SourceId keep_source(WriteTx& tx, BuildingId building, Format format,
                     const std::vector<SheetFile>& files, const Wishes& wishes) {
    store::supersede(tx, building);
    Source source;
    source.id = tx.new_id<SourceId>();
    source.building = building;
    for (const SheetFile& file : files) {
        if (!source.file_name.empty()) source.file_name += ", ";
        source.file_name += file.name;
    }
    source.file_name = text::shortened(source.file_name, 200);
    source.wishes = wishes;
    store::insert_source(tx, source, code(format));
    for (int seq = 0; const SheetFile& file : files) store::add_file(tx, source.id, seq++, file);
    audit::record(tx, "timetable.looked", "building/" + building.text());
    return source.id;
}

std::optional<Source> find_source(ReadTx& tx, BuildingId building, SourceId id) {
    auto found = store::sources(tx, building, id.view(), 1);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<Source> sources(ReadTx& tx, BuildingId building, int max) {
    return store::sources(tx, building, "", max);
}

void set_wishes(WriteTx& tx, SourceId source, const Wishes& wishes) {
    store::set_wishes(tx, source, wishes);
}

Result<Look> look_again(ReadTx& tx, const Source& source) {
    const auto format = parse_format(source.format);
    if (source.state != "looked" || !format) return Refusal{.key = "timetables.waits_no_more"};
    auto sheet = read_sheet(*format, store::files(tx, source.id));
    if (!sheet) return sheet.refusal();
    return look_at(tx, source.building, std::move(*sheet), source.wishes);
}

Result<Look> bring_in(WriteTx& tx, const Source& source) {
    auto look = look_again(tx, source);
    if (!look) return look.refusal();
    bring_in(tx, source.building, *look);
    store::set_applied(tx, source.id, *look);
    store::forget_files(tx, source.id);
    return std::move(*look);
}

std::string_view code(MatchedBy by) {
    constexpr std::string_view codes[] = {"none", "email", "name", "hand"};
    return codes[static_cast<std::size_t>(by)];
}

std::string_view code(Change::Kind kind) {
    constexpr std::string_view codes[] = {"added", "changed", "ended"};
    return codes[static_cast<std::size_t>(kind)];
}

}  // namespace rapport::timetables
