#include "sample/week_plan.hpp"

#include <array>
#include <map>
#include <string>

#include "platform/timetables/timetables.hpp"

namespace rapport::sample {

namespace {

using timetables::DayTypeId;
using timetables::NewGrid;
using timetables::OnClosure;
using timetables::PeriodId;
using timetables::PlanKind;
using timetables::Ring;
using timetables::Slot;
using timetables::Use;

constexpr std::int64_t weeks_back = 12;
constexpr std::array<std::string_view, 6> specials{"Art",     "Music",      "Physical education",
                                                   "Library", "Technology", "Spanish"};
constexpr std::array<std::string_view, 5> team_subjects{"English", "Mathematics", "Science",
                                                        "Social studies", "Reading"};
constexpr std::array<std::string_view, 8> courses{
    "Algebra", "Biology", "World history", "English", "Chemistry", "French", "Geometry", "Civics"};

constexpr Ring ring(int hour, int minute, int minutes) {
    return {hour * 60 + minute, hour * 60 + minute + minutes};
}

class School {
  public:
    School(WriteTx& tx, BuildingId building, std::span<const PersonId> teachers, Day today)
        : tx_(tx),
          building_(building),
          teachers_(teachers),
          monday_(today.plus(1 - today.weekday() - 7 * weeks_back)) {}

    // Grades K to 5, four classes each; the specials of a grade are its teachers' planning. Six
    // days go round, so that every class meets every special.
    void elementary() {
        bells({"",
               {{"1", ring(8, 30, 45)},
                {"2", ring(9, 20, 45)},
                {"3", ring(10, 10, 45)},
                {"Lunch", ring(11, 0, 40)},
                {"4", ring(11, 45, 45)},
                {"5", ring(12, 35, 45)},
                {"6", ring(13, 25, 45)}}});
        rotate({"Day 1", "Day 2", "Day 3", "Day 4", "Day 5", "Day 6"});
        const std::size_t room_teachers = known() > 6 ? known() - 6 : 0;
        for (std::size_t i = 0; i < room_teachers; ++i) {
            const std::size_t grade = i / 4 % 6;
            const std::string own = grade_name(grade) + letter(i % 4);
            std::vector<Slot> slots;
            for (const DayTypeId day : days_) {
                for (std::size_t period = 0; period < 6; ++period) {
                    if (period != grade) slots.push_back(slot(day, period + 1));
                }
            }
            meet(Use::teaching, "", own, {teachers_[i]}, std::move(slots));
            special(room_teachers, i, grade, own);
        }
        for (std::size_t grade = 0; grade < 6; ++grade) common_of_grade(room_teachers, grade);
        hours(ring(8, 0, 435));
    }

    // Teams of five: one period together, one of one's own, and advisory on Wednesdays.
    void middle() {
        const NewGrid usual{"",
                            {{"1", ring(8, 0, 48)},
                             {"2", ring(8, 52, 48)},
                             {"3", ring(9, 44, 48)},
                             {"4", ring(10, 36, 48)},
                             {"Lunch", ring(11, 28, 32)},
                             {"5", ring(12, 4, 48)},
                             {"6", ring(12, 56, 48)},
                             {"7", ring(13, 48, 48)}}};
        bells(usual);
        NewGrid advisory{"Advisory Wednesday", {{"Advisory", ring(8, 0, 30)}}};
        int begins = 8 * 60 + 34;
        for (const auto& period : usual.periods) {
            const int length = period.label == "Lunch" ? 32 : 43;
            advisory.periods.push_back({period.label, Ring{begins, begins + length}});
            begins += length + 4;
        }
        const auto wednesday = made(timetables::make_grid(tx_, building_, advisory));
        week({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}, wednesday);
        for (std::size_t i = 0; i < known(); ++i) {
            const std::size_t team = i / 5, together = team % 7 + 1;
            const std::size_t alone = (together + 1 + i % 5) % 7 + 1;
            for (std::size_t period = 1; period <= 7; ++period) {
                if (period == together || period == alone) continue;
                meet(Use::teaching, std::string(team_subjects[i % 5]),
                     std::to_string(6 + team % 3) + letter(period % 5), {teachers_[i]},
                     every_day(period));
            }
        }
        for (std::size_t first = 0; first < known(); first += 5) {
            std::vector<PersonId> team;
            for (std::size_t i = first; i < std::min(first + 5, known()); ++i) {
                team.push_back(teachers_[i]);
            }
            meet(Use::common, "Team planning", "", team, every_day(first / 5 % 7 + 1));
        }
        hours(ring(7, 40, 435));
    }

    // Four blocks, eight courses: one block of planning on A days and one on B days.
    void high() {
        bells({"",
               {{"Block 1", ring(7, 50, 84)},
                {"Block 2", ring(9, 20, 84)},
                {"Lunch", ring(10, 48, 36)},
                {"Block 3", ring(11, 28, 84)},
                {"Block 4", ring(12, 58, 84)}}});
        rotate({"A", "B"});
        for (std::size_t i = 0; i < known(); ++i) {
            for (std::size_t block = 1; block <= 4; ++block) {
                for (std::size_t day = 0; day < days_.size(); ++day) {
                    if (block == (i + day * 2) % 4 + 1) continue;
                    const bool is_duty = block == (i + 1) % 4 + 1 && day == 0 && i % 3 == 0;
                    meet(is_duty ? Use::duty : Use::teaching,
                         is_duty ? "Study hall" : std::string(courses[i % courses.size()]),
                         "Grade " + std::to_string(9 + (i + block + day) % 4), {teachers_[i]},
                         {slot(days_[day], block)});
                }
            }
        }
        hours(ring(7, 30, 435));
    }

    // Seven courses, five a day: each day two drop, and all come round in seven days.
    void campus() {
        bells({"",
               {{"1", ring(8, 10, 62)},
                {"2", ring(9, 16, 62)},
                {"3", ring(10, 22, 62)},
                {"Lunch", ring(11, 28, 34)},
                {"4", ring(12, 6, 62)},
                {"5", ring(13, 12, 62)}}});
        rotate({"A", "B", "C", "D", "E", "F", "G"});
        for (std::size_t i = 0; i < known(); ++i) {
            for (std::size_t course = 0; course < 7; ++course) {
                if (course == i % 7 || course == (i + 3) % 7) continue;  // Planning.
                std::vector<Slot> slots;
                for (std::size_t day = 0; day < 7; ++day) {
                    const std::size_t period = (course + 7 - day) % 7;
                    if (period < 5) slots.push_back(slot(days_[day], period + 1));
                }
                meet(Use::teaching, std::string(courses[(i + course) % courses.size()]),
                     "Group " + std::to_string(course + 1), {teachers_[i]}, std::move(slots));
            }
        }
        hours(ring(7, 50, 435));
    }

  private:
    template <class T>
    static T made(const Result<T>& result) {
        must(result.has_value(), "the sample was refused");
        return *result;
    }

    // The last of every ten teachers has said nothing yet, and no file names them.
    std::size_t known() const { return teachers_.size() - teachers_.size() / 10; }

    static std::string grade_name(std::size_t grade) {
        return grade == 0 ? "K" : std::to_string(grade);
    }
    static std::string letter(std::size_t number) {
        return {static_cast<char>('A' + static_cast<char>(number % 26))};
    }

    void bells(const NewGrid& grid) {
        made(timetables::make_grid(tx_, building_, grid));
        const auto pattern = timetables::pattern_of(tx_, building_);
        for (const auto& period : pattern.grids.front().periods) {
            if (period.label != "Lunch") periods_.push_back(period.id);
        }
    }

    void add_days(std::initializer_list<std::string_view> labels, PlanKind kind) {
        for (const std::string_view label : labels) {
            days_.push_back(made(timetables::make_day_type(
                tx_, building_, {std::string(label), std::nullopt, std::nullopt, 0})));
        }
        timetables::DayPlan plan{
            .begins_on = monday_,
            .kind = kind,
            .length = kind == PlanKind::weekly ? 1 : static_cast<int>(days_.size()),
            .on_closure = kind == PlanKind::weekly ? OnClosure::skip : OnClosure::bump,
            .days = {}};
        for (std::size_t i = 0; i < days_.size(); ++i) {
            plan.days.push_back({static_cast<int>(i), days_[i]});
        }
        made(timetables::plan_days(tx_, building_, plan));
    }
    void rotate(std::initializer_list<std::string_view> labels) {
        add_days(labels, PlanKind::rotating);
    }
    void week(std::initializer_list<std::string_view> labels, timetables::GridId wednesday) {
        add_days(labels, PlanKind::weekly);
        made(timetables::change_day_type(tx_, building_, days_[2],
                                         {"Wednesday", wednesday, std::nullopt, 0}));
    }

    Slot slot(DayTypeId day, std::size_t period) const { return {day, periods_[period - 1]}; }
    std::vector<Slot> every_day(std::size_t period) const {
        std::vector<Slot> slots;
        for (const DayTypeId day : days_) slots.push_back(slot(day, period));
        return slots;
    }

    void meet(Use use, std::string subject, std::string classes, std::vector<PersonId> people,
              std::vector<Slot> slots) {
        timetables::make_meeting(tx_, building_,
                                 {.use = use,
                                  .subject = std::move(subject),
                                  .classes = std::move(classes),
                                  .room = "",
                                  .term = "",
                                  .people = std::move(people),
                                  .slots = std::move(slots),
                                  .begins_on = std::nullopt,
                                  .ends_on = std::nullopt});
    }

    // Class `i` of its grade is with another special every day.
    void special(std::size_t first, std::size_t i, std::size_t grade, const std::string& own) {
        for (std::size_t day = 0; day < days_.size(); ++day) {
            const std::size_t which = (i % 4 + day) % specials.size();
            if (first + which >= known()) continue;
            meet(Use::teaching, std::string(specials[which]), own, {teachers_[first + which]},
                 {slot(days_[day], grade + 1)});
        }
    }

    void common_of_grade(std::size_t room_teachers, std::size_t grade) {
        std::vector<PersonId> team;
        for (std::size_t i = grade * 4; i < std::min(grade * 4 + 4, room_teachers); ++i) {
            team.push_back(teachers_[i]);
        }
        if (team.size() < 2) return;
        const auto name = grade == 0 ? std::string("Kindergarten") : "Grade " + grade_name(grade);
        meet(Use::common, name + " team", "", std::move(team), {slot(days_[0], grade + 1)});
    }

    void hours(const Ring& work) {
        made(timetables::set_hours(tx_, building_, {work, std::nullopt}));
    }

    WriteTx& tx_;
    const BuildingId building_;
    const std::span<const PersonId> teachers_;
    const Day monday_;
    std::vector<DayTypeId> days_;
    std::vector<PeriodId> periods_;  // Without lunch, in the order of the day.
};

}  // namespace

void add_timetable(WriteTx& tx, int number, BuildingId building, std::span<const PersonId> teachers,
                   Day today) {
    School school(tx, building, teachers, today);
    switch (number % 4) {
        case 0:
            return school.elementary();
        case 1:
            return school.middle();
        case 2:
            return school.high();
        default:
            return school.campus();
    }
}

}  // namespace rapport::sample
