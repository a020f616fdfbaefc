#include "sample/sample.hpp"

#include "coaching/contacts/contacts.hpp"
#include "coaching/requests/promises.hpp"
#include "kernel/text/text.hpp"
#include "platform/districts/districts.hpp"
#include "platform/people/people.hpp"
#include "platform/signin/signin.hpp"
#include "sample/asking.hpp"
#include "sample/giving.hpp"
#include "sample/names.hpp"
#include "sample/posting.hpp"
#include "sample/rounds.hpp"
#include "sample/sample_store.hpp"
#include "sample/school_year.hpp"
#include "sample/week.hpp"
#include "sample/week_plan.hpp"
#include "sample/words.hpp"

namespace rapport::sample {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t days_back = 180;

constexpr std::array<std::string_view, 4> building_names{
    "Cedar Elementary", "Lakeside Middle School", "Harbor High School", "Maple Street Campus"};
constexpr std::array<int, 11> usual_minutes{2, 5, 5, 10, 10, 15, 15, 15, 30, 45, 60};
// How often each kind of help happens, by its shipped code.
constexpr std::array<std::string_view, 16> usual_kinds{
    "1a", "1a", "1b", "1b", "1b", "1c", "1c", "1c", "1d", "1d", "1e", "1f", "5", "5", "6", "3"};
constexpr std::array<std::string_view, 6> openers{"teacher", "teacher", "teacher",
                                                  "coach",   "coach",   "leader"};
constexpr std::array<std::string_view, 6> spots{"classroom", "classroom", "hall",
                                                "office",    "mail",      "call"};

struct Worker {
    PersonId id;
    BuildingId building;
    std::string name, email;
};

// One district being filled.
class District {
  public:
    District(WriteTx& tx, const Plan& plan, const Zone& zone, int number)
        : tx_(tx), plan_(plan), zone_(zone), number_(number) {}

    std::vector<CastMember> fill(const std::function<void(WriteTx&)>& furnish) {
        furnish(tx_);
        kinds_ = kinds(tx_);
        add_buildings();
        add_days_off();
        add_staff();
        add_teams();
        add_contacts();
        contacts::rebuild_acquaintances(tx_);
        add_requests();
        if (number_ == 0) add_timetables();
        return cast_;
    }
    Staff staff() const {
        Staff ids{.coaches = {}, .teachers = {}, .pairing = pairing(), .director = director_};
        for (const Worker& coach : coaches_) ids.coaches.push_back(coach.id);
        for (const Worker& teacher : teachers_) ids.teachers.push_back(teacher.id);
        return ids;
    }
    Pairing pairing() const {  // Of the first building, for its cycles.
        Pairing made{.coach = coaches_.front().id, .principal = principal_, .teachers = {}};
        const auto last = std::min<std::size_t>(teachers_.size(), 7);
        for (auto i = 3u; i < last; ++i) made.teachers.push_back(teachers_[i].id);
        return made;
    }

  private:
    std::size_t pick(std::size_t size) { return tx_.random().number() % size; }
    template <class List>
    auto& any(List& list) {
        return list[pick(list.size())];
    }

    Worker hire(Role role, std::optional<BuildingId> building, std::string title,
                std::string_view teaches) {
        const std::size_t index = static_cast<std::size_t>(number_) * 400 + hired_++;
        const PersonName name = person_name(index % 1700);
        Worker worker{.id = {},
                      .building = building.value_or(buildings_.front()),
                      .name = name.name,
                      .email = name.mail + "@" + domain()};
        const std::string room =
            building && role == Role::teacher ? std::to_string(100 + pick(240)) : "";
        worker.id = people::add(tx_, {.name = name.name,
                                      .sort_name = name.sort_name,
                                      .email = worker.email,
                                      .title = std::move(title),
                                      .room = room,
                                      .teaches = std::string(teaches),
                                      .building = worker.building});
        people::give_role(tx_, worker.id, role, building);
        return worker;
    }

    std::string domain() const {
        return number_ == 0 ? "lakeside.example" : "d" + std::to_string(number_) + ".example";
    }

    void let_in(const Worker& worker, Role role) {
        signin::bind_person(tx_, worker.id, signin::account_for(tx_, worker.email));
        cast_.push_back({role, worker.name, worker.email});
    }

    void add_buildings() {
        for (int i = 0; i < plan_.buildings; ++i) {
            const auto name = building_names[static_cast<std::size_t>(i) % building_names.size()];
            buildings_.push_back(districts::add_building(
                tx_, {.name = std::string(name),
                      .zone = std::string(zone_.name()),
                      .identifier = "0600" + std::to_string(1001 + number_ * 10 + i)}));
        }
        districts::add_division(tx_, buildings_.back(), "Elementary division");
        districts::add_division(tx_, buildings_.back(), "Upper division");
    }

    // A school year back, and to the end of the next.
    void add_days_off() {
        const Day today = zone_.day(tx_.now());
        std::vector<calendar::Closure> closures;
        for (const auto& day : days_off(today.plus(-365), today.plus(365), buildings_)) {
            add_closure(tx_, day);
            closures.push_back({.building = day.building,
                                .begins_on = day.begins_on,
                                .ends_on = day.ends_on,
                                .part = day.part,
                                .name = day.name});
        }
        calendar_ = calendar::Calendar(std::move(closures));
        const auto days = calendar_.of(std::nullopt);
        for (std::int64_t ago = 0; ago < days_back; ++ago) {
            const Day day = today.plus(-ago);
            if (days.is_school_day(day)) school_days_.push_back(day);
        }
    }

    void add_staff() {
        for (int i = 0; i < plan_.coaches; ++i) {
            coaches_.push_back(hire(Role::coach, std::nullopt, "Technology coach", ""));
            if (i == 0) let_in(coaches_.back(), Role::coach);
        }
        for (const BuildingId building : buildings_) {
            for (int i = 0; i < plan_.teachers_per_building; ++i) {
                teachers_.push_back(hire(Role::teacher, building, "", any(subjects)));
            }
        }
        let_in(teachers_[3 % teachers_.size()], Role::teacher);
        for (std::size_t i = 0; i < buildings_.size(); ++i) {
            const Worker head = hire(Role::principal, buildings_[i], "Principal", "");
            if (i == 0) let_in(head, Role::principal);
            if (i == 0) principal_ = head.id;
        }
        const Worker lead = hire(Role::director, std::nullopt, "Director of technology", "");
        let_in(lead, Role::director);
        director_ = lead.id;
        let_in(hire(Role::district_admin, std::nullopt, "District office", ""),
               Role::district_admin);
        for (int i = 0; i < plan_.technicians; ++i) {
            technicians_.push_back(hire(Role::technician, std::nullopt, "eSupport", ""));
            if (i == 0) let_in(technicians_.back(), Role::technician);
        }
        if (number_ > 0) return;
        let_in(hire(Role::network_rep, std::nullopt, "Coaching network", ""), Role::network_rep);
    }

    void add_timetables() {
        for (std::size_t b = 0; b < buildings_.size(); ++b) {
            std::vector<PersonId> here;
            for (const Worker& teacher : teachers_) {
                if (teacher.building == buildings_[b]) here.push_back(teacher.id);
            }
            add_timetable(tx_, static_cast<int>(b), buildings_[b], here, zone_.day(tx_.now()));
        }
    }

    void add_teams() {
        for (std::size_t b = 0; b < buildings_.size(); ++b) {
            std::vector<PersonId> team;
            for (const Worker& teacher : teachers_) {
                if (teacher.building == buildings_[b] && team.size() < 5)
                    team.push_back(teacher.id);
            }
            add_team(tx_, "Grade " + std::to_string(4 + b) + " team", buildings_[b], team);
        }
    }

    KindId usual_kind() {
        const auto code = any(usual_kinds);
        for (const KindRow& row : kinds_) {
            if (row.code == code) return row.id;
        }
        return kinds_.front().id;
    }

    // A school day of the half year (nobody is helped in holidays), not later than an hour ago.
    Instant school_moment(std::int64_t days_ago) {
        const auto place = days_ago * std::ssize(school_days_) / days_back;
        const Day day = school_days_[static_cast<std::size_t>(place)];
        const WallTime wall{day, static_cast<int>(8 + pick(8)), static_cast<int>(pick(60))};
        const Instant at = zone_.instant(wall);
        return at.ms < tx_.now().ms - hour_ms ? at : Instant{tx_.now().ms - hour_ms};
    }

    // One to three days later, in the school's hours.
    Instant some_school_days_after(Instant at, const calendar::SchoolDays& days) {
        WallTime wall = zone_.wall(at);
        const Day last = zone_.day(tx_.now()).plus(-1);
        for (auto left = 1 + pick(3); left > 0 && days.next(wall.day) <= last; --left) {
            wall.day = days.next(wall.day);
        }
        return zone_.instant(wall);
    }

    void add_contacts() {
        for (int i = 0; i < plan_.contacts; ++i) {
            // Each coach knows some teachers well and some hardly at all.
            const std::size_t c = pick(coaches_.size());
            const std::size_t reach = teachers_.size() * 4 / 5;
            const std::size_t near = std::min(pick(reach), pick(reach));
            const Worker& teacher = teachers_[(near * coaches_.size() + c) % teachers_.size()];
            add_one_contact(coaches_[c], teacher, static_cast<std::int64_t>(pick(days_back)));
        }
    }

    void add_one_contact(const Worker& coach, const Worker& teacher, std::int64_t days_ago) {
        ContactRow row;
        row.coach = coach.id;
        row.teacher = teacher.id;
        row.kind = usual_kind();
        row.at = school_moment(days_ago);
        row.on = zone_.day(row.at);
        row.minutes = any(usual_minutes);
        row.building = teacher.building;
        row.began_by = any(openers);
        row.place = any(spots);
        if (pick(12) == 0) row.others.push_back(any(teachers_).id);
        if (pick(4) == 0) {
            row.next_step = any(next_steps);
            row.next_step_on = row.on.plus(static_cast<std::int64_t>(3 + pick(15)));
            const bool is_past = *row.next_step_on < zone_.day(tx_.now()).plus(-2);
            if (is_past) row.next_done_at = row.at.plus_seconds(6 * 86400);
        }
        const ContactId id = add_contact(tx_, row);
        if (pick(7) != 0) return;
        add_note(tx_, {.contact = id,
                       .author = coach.id,
                       .tier = pick(3) == 0 ? "shared" : "private",
                       .body = any(notes),
                       .at = row.at});
    }

    void add_requests() {
        const int still_open = std::min(14, plan_.requests / 4);
        for (int i = 0; i < plan_.requests; ++i) {
            const bool is_open = i < still_open;
            const std::int64_t days_ago =
                is_open ? i / 3 : static_cast<std::int64_t>(4 + pick(days_back - 4));
            add_one_request(i, is_open, days_ago);
        }
    }

    void add_one_request(int index, bool is_open, std::int64_t days_ago) {
        // A few ask often, most now and then.
        const int who = index % 5 == 4 ? index / 5 % 16 : index * 7 + 3;
        const Worker& teacher = teachers_[static_cast<std::size_t>(who) % teachers_.size()];
        // Thirteen has no factor in common with their number: nobody asks the same thing soon.
        const std::size_t wish = static_cast<std::size_t>(index * 13 + index / 30) % wishes.size();
        const bool is_support = wish % 4 == 1 || wish == 4 || wish == 7;
        RequestRow row;
        row.teacher = teacher.id;
        row.building = teacher.building;
        row.words = wishes[wish];
        row.times = any(times);
        row.made_at = school_moment(days_ago);
        const auto days = calendar_.of(teacher.building);
        row.answer_by = requests::due(promises_.coach_answer, row.made_at, zone_, days);
        const bool is_new = is_open && index % 2 == 0;
        row.state = is_new ? "waiting" : is_open ? "taken" : "done";
        if (is_new) {
            row.due_at = row.answer_by;
            begin_steps(row, teacher);
            return;
        }
        const Worker& holder = is_support && !technicians_.empty()
                                   ? technicians_.front()
                                   : coaches_[static_cast<std::size_t>(index) % coaches_.size()];
        row.branch = is_support ? "support" : "coach";
        if (is_support) promise_support(row);
        row.holder = holder.id;
        row.answered_at = row.made_at.plus_seconds(60 * std::int64_t(10 + pick(50)));
        if (is_open) row.due_at = row.finish_by;
        if (!is_open) row.closed_at = some_school_days_after(*row.answered_at, days);
        const RequestId id = begin_steps(row, teacher);
        add_step(tx_, {.request = id,
                       .seq = 2,
                       .at = *row.answered_at,
                       .actor = holder.id,
                       .step = "triaged",
                       .branch = row.branch,
                       .other = holder.id});
        if (is_open) return;
        add_step(tx_, {.request = id,
                       .seq = 3,
                       .at = *row.closed_at,
                       .actor = holder.id,
                       .step = "done",
                       .branch = row.branch,
                       .other = std::nullopt});
    }

    // As triage does: a small fault for a few people, finished within its target.
    void promise_support(RequestRow& row) {
        row.severity = 3;
        row.impact = 4;
        row.priority = promises_.priority(row.severity, row.impact);
        const auto& target = promises_.targets[static_cast<std::size_t>(row.priority - 1)];
        const auto days = calendar_.of(row.building);
        row.answer_by = requests::due(target.answer, row.made_at, zone_, days);
        row.finish_by = requests::due(target.finish, row.made_at, zone_, days);
    }

    RequestId begin_steps(const RequestRow& row, const Worker& teacher) {
        const RequestId id = add_request(tx_, row);
        add_step(tx_, {.request = id,
                       .seq = 1,
                       .at = row.made_at,
                       .actor = teacher.id,
                       .step = "asked",
                       .branch = "",
                       .other = std::nullopt});
        return id;
    }

    WriteTx& tx_;
    const Plan& plan_;
    const Zone& zone_;
    int number_;
    const requests::Promises promises_;
    std::size_t hired_ = 0;
    PersonId principal_;  // Of the first building.
    PersonId director_;
    std::vector<KindRow> kinds_;
    std::vector<BuildingId> buildings_;
    calendar::Calendar calendar_;
    std::vector<Day> school_days_;  // Of the half year, newest first.
    std::vector<Worker> coaches_, teachers_, technicians_;
    std::vector<CastMember> cast_;
};

}  // namespace

std::vector<CastMember> make(Db& db, const Plan& plan,
                             const std::function<void(WriteTx&)>& furnish) {
    const Zone& zone = *Zone::find("America/New_York");
    const auto network = db.write(Scope::whole(), [](WriteTx& tx) {
        return districts::add_network(tx, "Great Lakes Coaching Network");
    });
    std::vector<CastMember> cast;
    for (int i = 0; i < plan.districts; ++i) {
        const std::string name =
            i == 0 ? "Lakeside Unified" : "Lakeside District " + std::to_string(i);
        const auto district = db.write(Scope::whole(), [&](WriteTx& tx) {
            return districts::add_district(tx, {.name = name,
                                                .zone = std::string(zone.name()),
                                                .language = "en",
                                                .network = network});
        });
        Staff staff;
        auto made = db.write({.district = district, .actor = {}}, [&](WriteTx& tx) {
            District filled(tx, plan, zone, i);
            auto people = filled.fill(furnish);
            staff = filled.staff();
            return people;
        });
        if (i > 0) continue;
        plan_weeks(db, district, staff.coaches);
        run_cycles(db, district, staff.pairing);
        hold_rounds(db, district, staff);
        note_invitations(db, district, staff.pairing);
        seek_somebody(db, district, staff);
        ask_peers(db, district, staff);
        cast = std::move(made);
    }
    notes::seal_old(db);
    return cast;
}

}  // namespace rapport::sample
