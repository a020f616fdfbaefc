// classes.csv and enrollments.csv: who teaches what, and how many students are in it.
#include <algorithm>
#include <array>

#include "kernel/text/text.hpp"
#include "platform/roster/intake.hpp"

namespace rapport::roster {

namespace {

enum Class : std::size_t {
    k_id,
    k_status,
    k_modified,
    k_title,
    k_grades,
    k_course,
    k_code,
    k_type,
    k_location,
    k_school,
    k_terms,
    k_subjects
};
constexpr std::array<Column, 12> class_columns = {{{"sourcedId", Need::key},
                                                   {"status"},
                                                   {"dateLastModified"},
                                                   {"title", Need::required},
                                                   {"grades"},
                                                   {"courseSourcedId"},
                                                   {"classCode"},
                                                   {"classType"},
                                                   {"location"},
                                                   {"schoolSourcedId", Need::required},
                                                   {"termSourcedIds"},
                                                   {"subjects"}}};

enum Seat : std::size_t { e_id, e_status, e_modified, e_class, e_school, e_user, e_role };
constexpr std::array<Column, 7> seat_columns = {{{"sourcedId", Need::optional},
                                                 {"status"},
                                                 {"dateLastModified"},
                                                 {"classSourcedId", Need::key},
                                                 {"schoolSourcedId"},
                                                 {"userSourcedId", Need::key},
                                                 {"role", Need::key}}};

// Beyond this many students, double rows are found at the end, all at once.
constexpr std::size_t looked_through_max = 256;

}  // namespace

void Intake::read_classes() {
    read_file("classes.csv", in_.classes, class_columns, [&](Table& table) { take_class(table); });
    classes_.is_bulk = in_.classes == Mode::bulk;
}

void Intake::take_class(Table& table) {
    if (!take_id(table, k_id) || !is_new_id(table, classes_, k_id, in_.class_list.size())) return;
    check_modified(table, k_modified, in_.classes);
    const Grades grades = parse_grades(table[k_grades]);
    if (!grades.unknown.empty()) {
        table.flaw(Kind::grade_unknown, k_grades, grades.unknown);
    } else if (!grades.is_exact) {
        table.flaw(Kind::grade_form, k_grades, std::string(table[k_grades]) + " → " + grades.text);
    }
    const auto spare = table[k_code].empty() ? table[k_id] : table[k_code];
    std::string subjects;
    for (const auto subject : list_of(table[k_subjects])) {
        subjects += subjects.empty() ? "" : ", ";
        subjects += tidy_text(subject);
    }
    const ClassIn made{.key = keep(table[k_id]),
                       .title = keep(name_or(table, k_title, spare)),
                       .course_key = once(table[k_course]),
                       .grades = once(grades.text),
                       .subjects = once(subjects),
                       .room = once(text_in(table, k_location)),
                       .org_key = once(school_of(table[k_school])),
                       .terms = once(terms_in(table)),
                       .is_ended = is_ended(table, k_status, in_.classes)};
    const auto school = table[k_school];
    if (!school.empty() && !orgs_.has(school)) {
        table.flaw(Kind::orphan_school, k_school);
    } else if (made.org_key != school) {
        table.flaw(Kind::school_is_department, k_school);
    }
    if (!made.course_key.empty() && !courses_.has(made.course_key) && in_.courses != Mode::delta) {
        table.flaw(Kind::orphan_course, k_course);
    }
    in_.class_list.push_back(made);
    students_of_.emplace_back();
}

std::string Intake::terms_in(Table& table) {
    std::vector<std::string_view> keys;
    for (const auto key : list_of(table[k_terms])) {
        if (!terms_.has(key) && in_.terms != Mode::absent) {
            table.flaw(Kind::orphan_term, k_terms, key);
            continue;
        }
        keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::string joined;
    for (const auto key : keys) {
        if (!joined.empty()) joined += ',';
        joined += key;
    }
    return joined;
}

void Intake::read_enrollments() {
    read_file("enrollments.csv", in_.seats, seat_columns,
              [&](Table& table) { take_enrollment(table); });
    count_students();
    if (in_.seats == Mode::delta && has_student_rows_) {
        flaws_.add(Kind::counts_unchanged, {.file = "enrollments.csv"});
    }
}

void Intake::take_enrollment(Table& table) {
    const auto role = parse_user_role(table[e_role]);
    if (!role) return reject_unseen(table, Kind::role_unknown, e_role, {e_class, e_role});
    if (!role->is_exact) table.flaw(Kind::role_form, e_role);
    const bool is_of_staff = is_staff(role->value);
    check_modified(table, e_modified, in_.seats);
    const auto class_hash = id_hash(table[e_class]);
    const auto* place = classes_.places.find(class_hash);
    if (place == nullptr && !classes_.has(table[e_class])) {
        if (is_of_staff) return reject(table, Kind::orphan_class, e_class);
        return reject_unseen(table, Kind::orphan_class, e_class, {e_class, e_school, e_role});
    }
    const ClassIn* in = place == nullptr ? nullptr : &in_.class_list[*place];
    if (in != nullptr && in->is_ended) return table.flaw(Kind::class_ended, e_class);
    const auto school = table[e_school];
    if (in != nullptr && !school.empty() && !in->org_key.empty() && school != in->org_key &&
        school_of(school) != in->org_key) {
        table.flaw(Kind::school_differs, e_school);
    }
    const bool is_gone = is_ended(table, e_status, in_.seats);
    if (is_of_staff) return enroll_staff(table, code(role->value), is_gone);
    if (role->value != UserRole::student) return;
    has_student_rows_ = true;
    if (!is_gone) enroll_student(table, place);
}

void Intake::enroll_student(Table& table, const std::uint32_t* in) {
    bool is_new = false;
    const bool has_users = in_.people == Mode::bulk;
    const auto hash = id_hash(table[e_user]);
    std::uint32_t* place = users_.places.find(hash);
    if (place == nullptr && (has_users || table[e_user].empty())) {
        return reject_unseen(table, Kind::orphan_user, e_user, {e_class, e_school, e_role});
    }
    // Without a whole list of users, whoever is enrolled as a student is one.
    if (place == nullptr) {
        if (users_.known.has(hash)) {
            return table.flaw_unseen(Kind::staff_enrolled_as_student, e_user);
        }
        place = &users_.places.at(hash, pack(Who::student, students_), is_new);
        ++students_;
    }
    if (who(*place) == Who::left_out) return;
    if (who(*place) != Who::student) {
        return table.flaw_unseen(Kind::staff_enrolled_as_student, e_user);
    }
    if (in == nullptr) return;
    auto& students = students_of_[*in];
    const auto student = number(*place);
    if (students.size() < looked_through_max &&
        std::find(students.begin(), students.end(), student) != students.end()) {
        return table.flaw_unseen(Kind::enrolled_twice, e_user);
    }
    students.push_back(student);
}

void Intake::enroll_staff(Table& table, std::string_view role, bool is_gone) {
    const auto user = table[e_user];
    const auto hash = id_hash(user);
    const auto* place = users_.places.find(hash);
    const bool is_known = !users_.is_bulk && users_.known.has(hash);
    if (user.empty() || (place == nullptr && !is_known)) {
        return reject(table, Kind::orphan_user, e_user);
    }
    if (place != nullptr && who(*place) == Who::left_out) return;
    if (place != nullptr && who(*place) != Who::staff) {
        return reject_unseen(table, Kind::student_teaches, e_user, {e_class, e_school, e_role});
    }
    if (is_gone && in_.seats == Mode::bulk) return;
    const auto both = id_hash(table[e_class]) * 31 ^ hash;
    bool is_new = false;
    const auto next = static_cast<std::uint32_t>(in_.seat_list.size());
    auto& seat = seats_.at(both == 0 ? 1 : both, next, is_new);
    if (is_new) {
        // The texts of the class and the person serve again.
        const auto* made = classes_.places.find(id_hash(table[e_class]));
        const bool is_here = place != nullptr && who(*place) == Who::staff;
        in_.seat_list.push_back({made == nullptr ? keep(table[e_class]) : in_.class_list[*made].key,
                                 is_here ? in_.person_list[number(*place)].key : keep(user),
                                 once(role), is_gone});
        return;
    }
    // A delta may end one enrolment and begin another of the same two.
    SeatIn& before = in_.seat_list[seat];
    if (before.is_ended && !is_gone) before.role = once(role);
    before.is_ended = before.is_ended && is_gone;
    if (!is_gone) table.flaw(Kind::enrolled_twice, e_user);
}

void Intake::count_students() {
    for (std::size_t i = 0; i < students_of_.size(); ++i) {
        auto& students = students_of_[i];
        std::sort(students.begin(), students.end());
        const auto end = std::unique(students.begin(), students.end());
        if (end != students.end()) {
            flaws_.add(Kind::enrolled_twice, {.file = "enrollments.csv", .field = "userSourcedId"});
        }
        in_.class_list[i].student_count = end - students.begin();
    }
    students_of_.clear();
}

}  // namespace rapport::roster
