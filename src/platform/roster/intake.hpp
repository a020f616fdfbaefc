// One pass over a bundle. Files are read in the order that lets each row be judged at once: places,
// terms, courses, roles, users, classes, enrolments.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "platform/roster/bundle.hpp"
#include "platform/roster/id_table.hpp"
#include "platform/roster/incoming.hpp"

namespace rapport::roster {

class Intake {
  public:
    Intake(Bundle&, const Known&, Reading&);
    void run();

  private:
    // What the users table says of somebody: kind and number.
    enum class Who : std::uint32_t { student, staff, other, left_out };
    static constexpr std::uint32_t number_mask = (1u << 28) - 1;
    static constexpr std::uint32_t seen_bit = 1u << 31;  // Has had a row in users.csv.
    static std::uint32_t pack(Who who, std::uint32_t number) {
        return static_cast<std::uint32_t>(who) << 28 | number;
    }
    static Who who(std::uint32_t value) { return static_cast<Who>(value >> 28 & 3u); }
    static std::uint32_t number(std::uint32_t value) { return value & number_mask; }

    // The ids of one file: place in its list by hash, and the ids without their capitals.
    struct Ids {
        IdTable places, folded, known;
        bool is_bulk = false;  // Then what the district has already does not count.
        bool has(std::string_view key) const {
            const auto hash = id_hash(key);
            return places.has(hash) || (!is_bulk && known.has(hash));
        }
    };

    // intake.cpp
    bool has_any_file() const;
    void read_manifest();
    void take_property(std::string_view name, std::string_view value);
    void decide_version();
    Mode mode_of(std::string_view file);
    template <class F>
    void read_file(std::string_view file, Mode& mode, std::span<const Column> columns, F&& take) {
        mode = mode_of(file);
        if (mode == Mode::absent) return;
        bundle_.stream(*bundle_.find(file), flaws_, [&](csv::Source source) {
            Table table(file, std::move(source), columns, flaws_);
            if (!table.is_usable()) {
                mode = Mode::absent;
                return;
            }
            while (table.next()) {
                ++in_.row_count;
                take(table);
            }
        });
    }
    bool take_id(Table&, std::size_t column);
    // The number of a new row, or nothing when the id was there before (and named as such).
    bool is_new_id(Table&, Ids&, std::size_t column, std::size_t next);
    bool is_ended(Table&, std::size_t status, Mode);
    void check_modified(Table&, std::size_t column, Mode);
    std::optional<Day> day_in(Table&, std::size_t column, SlashOrder);
    void reject(Table&, Kind, std::size_t column);
    // The same for rows that may be about a student: only these columns are kept.
    void reject_unseen(Table&, Kind, std::size_t column, std::initializer_list<std::size_t> kept);
    void note_case(IdTable& folded, std::string_view id, const Where&);
    // One tidy line of text; what had to change in it is named.
    std::string text_in(Table&, std::size_t column);
    std::string name_or(Table&, std::size_t column, std::string_view otherwise);

    // intake_places.cpp
    void read_orgs();
    void take_org(Table&);
    void check_parents();
    void read_terms();
    void take_term(Table&, SlashOrder);
    SlashOrder order_of_terms();
    void read_courses();
    const OrgIn* org(std::string_view key) const;
    // The school an org belongs to: itself, or above a department. Empty when there is none.
    std::string_view school_of(std::string_view org_key) const;  // A view of its own or the key's.

    // intake_roles.cpp
    void read_roles();
    void take_role(Table&);
    void place_role(Table&, RoleIn&, std::size_t column);
    void settle_roles_without_users();

    // intake_people.cpp
    void read_users();
    void take_user(Table&);
    void take_student(Table&, std::uint32_t& place);
    void take_staff(Table&, std::uint32_t& place, std::vector<RoleIn> roles, PersonIn::Roles);
    std::vector<RoleIn> roles_in_row(Table&, Who&);
    PersonIn person_in(Table&);
    std::string_view home_of(Table&, const PersonIn&);
    void meet_twin(Table&, PersonIn& twin, PersonIn&& other);
    void note_shared_addresses();

    // intake_classes.cpp
    void read_classes();
    void take_class(Table&);
    std::string terms_in(Table&);
    std::string_view keep(std::string_view text) { return in_.texts.keep(text); }
    std::string_view once(std::string_view text) { return in_.texts.once(text); }
    void read_enrollments();
    void take_enrollment(Table&);
    // `place` is none for a class known from before.
    void enroll_student(Table&, const std::uint32_t* place);
    void enroll_staff(Table&, std::string_view role, bool is_ended);
    void count_students();

    Bundle& bundle_;
    Incoming& in_;
    Flaws& flaws_;
    Rejects& rejects_;
    std::map<std::string, std::string, std::less<>> properties_;  // Of the manifest.
    bool has_manifest_ = false;
    bool has_student_rows_ = false;

    Ids orgs_, terms_, courses_, classes_;
    Ids users_;      // Places hold pack(who, number) with seen_bit.
    IdTable seats_;  // Class and person, hashed together: place in seat_list.
    std::vector<std::vector<RoleIn>> pending_roles_;  // Of roles.csv, until users.csv is read.
    std::vector<std::string> pending_keys_;
    std::vector<std::vector<std::uint32_t>> students_of_;  // Of each class, as numbers.
    std::uint32_t students_ = 0;
    Mode roles_ = Mode::absent;
};

}  // namespace rapport::roster
