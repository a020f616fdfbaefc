// What is not as it should be in a roster, and what was done about it. A flaw names its file, its
// rows, its field and what stood there; the same flaw on many rows is one flaw with many rows, so
// that a report of a quarter million users stays small. Nothing of a student's identity gets in:
// rows about students are named by their number alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kernel/locale/key.hpp"

namespace rapport::roster {

enum class Kind : std::uint8_t {
    // The bundle.
    nothing_here,
    no_manifest,
    manifest_value,
    version_unknown,
    version_differs,
    file_missing,
    file_unexpected,
    file_unknown,
    file_kept_out,
    file_nested,
    file_named_otherwise,
    file_twice,
    file_damaged,
    file_locked,
    path_unsafe,
    too_large,
    too_many_files,
    file_empty,
    key_column_missing,
    column_missing,
    column_misspelt,
    column_unknown,
    column_kept_out,
    column_unnamed,
    column_twice,
    // A row as text.
    quote_not_closed,
    text_after_quote,
    not_utf8,
    nul_byte,
    row_too_long,
    row_wide,
    row_narrow,
    // Single values.
    id_missing,
    id_too_long,
    id_letters,
    id_twice,
    id_twice_same,
    id_twice_newer,
    id_case,
    schools_merged,
    status_unknown,
    status_in_bulk,
    status_missing,
    date_unreadable,
    date_missing,
    date_form,
    date_order,
    flag_form,
    flag_unknown,
    grade_form,
    grade_unknown,
    role_form,
    role_unknown,
    role_missing,
    role_ended,
    role_without_rights,
    type_form,
    type_unknown,
    term_type_unknown,
    name_missing,
    name_partial,
    title_missing,
    text_long,
    text_unseen,
    email_form,
    email_shared,
    user_disabled,
    modified_missing,
    // What points to something else.
    orphan_parent,
    orphan_org,
    orphan_school,
    orphan_term,
    orphan_course,
    orphan_class,
    orphan_user,
    school_is_department,
    school_differs,
    class_ended,
    student_teaches,
    staff_enrolled_as_student,
    enrolled_twice,
    counts_unchanged,
    building_ends_with_people,
    names_alike,
};
inline constexpr int kind_count = static_cast<int>(Kind::names_alike) + 1;

// How much a flaw matters: what the reader wants to see first.
enum class Weight : std::uint8_t {
    note,  // Read as it was meant; nothing is lost.
    loss,  // A row or a value was left out.
    stop,  // Nothing may be brought in before somebody has looked.
};

struct KindText {
    Kind kind;
    std::string_view code;  // "orphan_school", for machines.
    Weight weight;
    Key found;  // What was found; {found} {field} {file}.
    Key done;   // What was done about it.
};
const KindText& text_of(Kind);
Kind kind_of(std::string_view code);  // A Bug for a code that is none.

struct RowRange {
    std::int64_t first, last;
};

struct Flaw {
    Kind kind;
    std::string file;   // "users.csv"; empty for the whole bundle.
    std::string field;  // "enabledUser"; empty for the whole row.
    std::string found;  // What stood there, at most 80 characters.
    std::int64_t count = 0;
    std::vector<RowRange> rows;  // Empty for a whole file.
};

// One place in the bundle.
struct Where {
    std::string_view file = {};
    std::int64_t row = 0;  // 0: the whole file.
    std::string_view field = {};
    std::string_view found = {};
};

class Flaws {
  public:
    void add(Kind, const Where&);
    const std::vector<Flaw>& all() const { return flaws_; }
    bool has_stop() const;
    std::int64_t count(Weight) const;
    std::int64_t count(Kind) const;

  private:
    std::vector<Flaw> flaws_;
    std::unordered_map<std::string, std::size_t> places_;
    std::string key_;  // Reused, so that a note on every row costs no allocation.
    std::size_t ranges_ = 0;
};

// "2–14, 17 and 20" as people say row numbers, at most `max` parts.
std::string rows_said(const Flaw&, std::size_t max);

}  // namespace rapport::roster
