// The list of everything that can be wrong with a roster: its code, its weight, its sentences.
#include "kernel/check.hpp"
#include "platform/roster/flaws.hpp"

namespace rapport::roster {

namespace {

using enum Weight;

constexpr Key read{"roster.done.read"}, left_out{"roster.done.left_out"},
    untouched{"roster.done.untouched"}, kept_out{"roster.done.kept_out"},
    without{"roster.done.without"}, waits{"roster.done.waits"}, once{"roster.done.once"},
    ignored{"roster.done.ignored"}, kept{"roster.done.kept"},
    not_counted{"roster.done.not_counted"};
constexpr KindText texts[] = {
    {Kind::nothing_here, "nothing_here", stop, Key{"roster.flaw.nothing_here"},
     Key{"roster.done.nothing"}},
    {Kind::no_manifest, "no_manifest", note, Key{"roster.flaw.no_manifest"},
     Key{"roster.done.guessed"}},
    {Kind::manifest_value, "manifest_value", note, Key{"roster.flaw.manifest_value"}, ignored},
    {Kind::version_unknown, "version_unknown", note, Key{"roster.flaw.version_unknown"},
     Key{"roster.done.guessed"}},
    {Kind::version_differs, "version_differs", note, Key{"roster.flaw.version_differs"},
     Key{"roster.done.by_columns"}},
    {Kind::file_missing, "file_missing", loss, Key{"roster.flaw.file_missing"}, untouched},
    {Kind::file_unexpected, "file_unexpected", loss, Key{"roster.flaw.file_unexpected"}, ignored},
    {Kind::file_unknown, "file_unknown", note, Key{"roster.flaw.file_unknown"}, ignored},
    {Kind::file_kept_out, "file_kept_out", note, Key{"roster.flaw.file_kept_out"}, kept_out},
    {Kind::file_nested, "file_nested", note, Key{"roster.flaw.file_nested"}, read},
    {Kind::file_named_otherwise, "file_named_otherwise", note,
     Key{"roster.flaw.file_named_otherwise"}, read},
    {Kind::file_twice, "file_twice", loss, Key{"roster.flaw.file_twice"}, ignored},
    {Kind::file_damaged, "file_damaged", stop, Key{"roster.flaw.file_damaged"}, waits},
    {Kind::file_locked, "file_locked", stop, Key{"roster.flaw.file_locked"}, waits},
    {Kind::path_unsafe, "path_unsafe", loss, Key{"roster.flaw.path_unsafe"}, ignored},
    {Kind::too_large, "too_large", stop, Key{"roster.flaw.too_large"}, waits},
    {Kind::too_many_files, "too_many_files", stop, Key{"roster.flaw.too_many_files"}, waits},
    {Kind::file_empty, "file_empty", loss, Key{"roster.flaw.file_empty"}, untouched},
    {Kind::key_column_missing, "key_column_missing", loss, Key{"roster.flaw.column_missing"},
     untouched},
    {Kind::column_missing, "column_missing", loss, Key{"roster.flaw.column_missing"},
     Key{"roster.done.file_without"}},
    {Kind::column_misspelt, "column_misspelt", note, Key{"roster.flaw.column_misspelt"}, read},
    {Kind::column_unknown, "column_unknown", note, Key{"roster.flaw.column_unknown"}, ignored},
    {Kind::column_kept_out, "column_kept_out", note, Key{"roster.flaw.column_kept_out"}, kept_out},
    {Kind::column_unnamed, "column_unnamed", note, Key{"roster.flaw.column_unnamed"}, ignored},
    {Kind::column_twice, "column_twice", note, Key{"roster.flaw.column_twice"},
     Key{"roster.done.first_column"}},
    {Kind::quote_not_closed, "quote_not_closed", loss, Key{"roster.flaw.quote_not_closed"},
     Key{"roster.done.line_alone"}},
    {Kind::text_after_quote, "text_after_quote", note, Key{"roster.flaw.text_after_quote"}, kept},
    {Kind::not_utf8, "not_utf8", note, Key{"roster.flaw.not_utf8"}, Key{"roster.done.windows"}},
    {Kind::nul_byte, "nul_byte", note, Key{"roster.flaw.nul_byte"}, Key{"roster.done.removed"}},
    {Kind::row_too_long, "row_too_long", loss, Key{"roster.flaw.row_too_long"}, left_out},
    {Kind::row_wide, "row_wide", note, Key{"roster.flaw.row_wide"}, Key{"roster.done.surplus"}},
    {Kind::row_narrow, "row_narrow", note, Key{"roster.flaw.row_narrow"}, Key{"roster.done.blank"}},
    {Kind::id_missing, "id_missing", loss, Key{"roster.flaw.id_missing"}, left_out},
    {Kind::id_too_long, "id_too_long", loss, Key{"roster.flaw.id_too_long"}, left_out},
    {Kind::id_letters, "id_letters", note, Key{"roster.flaw.id_letters"}, kept},
    {Kind::id_twice, "id_twice", loss, Key{"roster.flaw.id_twice"}, Key{"roster.done.first_row"}},
    {Kind::id_twice_same, "id_twice_same", note, Key{"roster.flaw.id_twice_same"}, once},
    {Kind::id_twice_newer, "id_twice_newer", note, Key{"roster.flaw.id_twice"},
     Key{"roster.done.newer_row"}},
    {Kind::id_case, "id_case", note, Key{"roster.flaw.id_case"}, Key{"roster.done.both"}},
    {Kind::schools_merged, "schools_merged", note, Key{"roster.flaw.schools_merged"},
     Key{"roster.done.merged"}},
    {Kind::status_unknown, "status_unknown", note, Key{"roster.flaw.status_unknown"},
     Key{"roster.done.active"}},
    {Kind::status_in_bulk, "status_in_bulk", note, Key{"roster.flaw.status_in_bulk"}, read},
    {Kind::status_missing, "status_missing", note, Key{"roster.flaw.status_missing"},
     Key{"roster.done.active"}},
    {Kind::date_unreadable, "date_unreadable", loss, Key{"roster.flaw.date_unreadable"}, without},
    {Kind::date_missing, "date_missing", loss, Key{"roster.flaw.date_missing"}, left_out},
    {Kind::date_form, "date_form", note, Key{"roster.flaw.date_form"}, read},
    {Kind::date_order, "date_order", note, Key{"roster.flaw.date_order"},
     Key{"roster.done.swapped"}},
    {Kind::flag_form, "flag_form", note, Key{"roster.flaw.flag_form"}, read},
    {Kind::flag_unknown, "flag_unknown", note, Key{"roster.flaw.flag_unknown"},
     Key{"roster.done.active"}},
    {Kind::grade_form, "grade_form", note, Key{"roster.flaw.grade_form"}, read},
    {Kind::grade_unknown, "grade_unknown", note, Key{"roster.flaw.grade_unknown"}, kept},
    {Kind::role_form, "role_form", note, Key{"roster.flaw.role_form"}, read},
    {Kind::role_unknown, "role_unknown", loss, Key{"roster.flaw.role_unknown"}, left_out},
    {Kind::role_missing, "role_missing", loss, Key{"roster.flaw.role_missing"}, left_out},
    {Kind::role_ended, "role_ended", note, Key{"roster.flaw.role_ended"},
     Key{"roster.done.no_role"}},
    {Kind::role_without_rights, "role_without_rights", note, Key{"roster.flaw.role_without_rights"},
     Key{"roster.done.staff_alone"}},
    {Kind::type_form, "type_form", note, Key{"roster.flaw.type_form"}, read},
    {Kind::type_unknown, "type_unknown", note, Key{"roster.flaw.type_unknown"},
     Key{"roster.done.as_school"}},
    {Kind::term_type_unknown, "term_type_unknown", note, Key{"roster.flaw.type_unknown"},
     Key{"roster.done.as_term"}},
    {Kind::name_missing, "name_missing", loss, Key{"roster.flaw.name_missing"}, left_out},
    {Kind::name_partial, "name_partial", note, Key{"roster.flaw.name_partial"}, kept},
    {Kind::title_missing, "title_missing", note, Key{"roster.flaw.title_missing"},
     Key{"roster.done.other_name"}},
    {Kind::text_long, "text_long", loss, Key{"roster.flaw.text_long"}, Key{"roster.done.cut"}},
    {Kind::text_unseen, "text_unseen", note, Key{"roster.flaw.text_unseen"},
     Key{"roster.done.spaces"}},
    {Kind::email_form, "email_form", loss, Key{"roster.flaw.email_form"}, without},
    {Kind::email_shared, "email_shared", note, Key{"roster.flaw.email_shared"},
     Key{"roster.done.both"}},
    {Kind::user_disabled, "user_disabled", note, Key{"roster.flaw.user_disabled"},
     Key{"roster.done.no_role"}},
    {Kind::modified_missing, "modified_missing", note, Key{"roster.flaw.modified_missing"}, read},
    {Kind::orphan_parent, "orphan_parent", note, Key{"roster.flaw.orphan_parent"}, without},
    {Kind::orphan_org, "orphan_org", loss, Key{"roster.flaw.orphan_org"}, without},
    {Kind::orphan_school, "orphan_school", loss, Key{"roster.flaw.orphan_school"}, without},
    {Kind::orphan_term, "orphan_term", note, Key{"roster.flaw.orphan_term"}, without},
    {Kind::orphan_course, "orphan_course", note, Key{"roster.flaw.orphan_course"}, without},
    {Kind::orphan_class, "orphan_class", loss, Key{"roster.flaw.orphan_class"}, left_out},
    {Kind::orphan_user, "orphan_user", loss, Key{"roster.flaw.orphan_user"}, left_out},
    {Kind::school_is_department, "school_is_department", note,
     Key{"roster.flaw.school_is_department"}, Key{"roster.done.its_school"}},
    {Kind::school_differs, "school_differs", note, Key{"roster.flaw.school_differs"},
     Key{"roster.done.class_school"}},
    {Kind::class_ended, "class_ended", note, Key{"roster.flaw.class_ended"},
     Key{"roster.done.with_class"}},
    {Kind::student_teaches, "student_teaches", loss, Key{"roster.flaw.student_teaches"}, left_out},
    {Kind::staff_enrolled_as_student, "staff_enrolled_as_student", note,
     Key{"roster.flaw.staff_enrolled_as_student"}, not_counted},
    {Kind::enrolled_twice, "enrolled_twice", note, Key{"roster.flaw.enrolled_twice"}, once},
    {Kind::counts_unchanged, "counts_unchanged", note, Key{"roster.flaw.counts_unchanged"},
     Key{"roster.done.next_full"}},
    {Kind::building_ends_with_people, "building_ends_with_people", note,
     Key{"roster.flaw.building_ends_with_people"}, Key{"roster.done.people_stay"}},
    {Kind::names_alike, "names_alike", note, Key{"roster.flaw.names_alike"},
     Key{"roster.done.both"}},
};

static_assert(std::size(texts) == kind_count);

}  // namespace

const KindText& text_of(Kind kind) {
    const auto& text = texts[static_cast<std::size_t>(kind)];
    must(text.kind == kind, "the flaws are out of order");
    return text;
}

Kind kind_of(std::string_view code) {
    for (const auto& text : texts) {
        if (text.code == code) return text.kind;
    }
    bug("no flaw has this code", __FILE__, __LINE__);
}

}  // namespace rapport::roster
