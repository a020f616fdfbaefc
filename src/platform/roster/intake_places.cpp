// Orgs, academic sessions and courses.
#include <algorithm>
#include <array>

#include "kernel/text/text.hpp"
#include "platform/roster/intake.hpp"

namespace rapport::roster {

namespace {

enum Org : std::size_t { o_id, o_status, o_modified, o_name, o_type, o_identifier, o_parent };
constexpr std::array<Column, 7> org_columns = {{{"sourcedId", Need::key},
                                                {"status"},
                                                {"dateLastModified"},
                                                {"name", Need::required},
                                                {"type", Need::required},
                                                {"identifier"},
                                                {"parentSourcedId"}}};

enum Term : std::size_t { t_id, t_status, t_modified, t_title, t_type, t_start, t_end, t_parent };
constexpr std::array<Column, 8> term_columns = {{{"sourcedId", Need::key},
                                                 {"status"},
                                                 {"dateLastModified"},
                                                 {"title", Need::required},
                                                 {"type", Need::required},
                                                 {"startDate", Need::required},
                                                 {"endDate", Need::required},
                                                 {"parentSourcedId"}}};

enum Course : std::size_t { c_id, c_status, c_modified, c_title };
constexpr std::array<Column, 4> course_columns = {
    {{"sourcedId", Need::key}, {"status"}, {"dateLastModified"}, {"title", Need::required}}};

constexpr int department_depth_max = 10;

}  // namespace

void Intake::read_orgs() {
    read_file("orgs.csv", in_.orgs, org_columns, [&](Table& table) { take_org(table); });
    orgs_.is_bulk = in_.orgs == Mode::bulk;
    check_parents();
}

void Intake::take_org(Table& table) {
    if (!take_id(table, o_id) || !is_new_id(table, orgs_, o_id, in_.org_list.size())) return;
    check_modified(table, o_modified, in_.orgs);
    OrgIn org{.key = std::string(table[o_id]),
              .name = name_or(table, o_name, table[o_id]),
              .identifier = text_in(table, o_identifier),
              .parent = std::string(table[o_parent]),
              .is_ended = is_ended(table, o_status, in_.orgs),
              .row = table.row()};
    if (const auto type = parse_org_type(table[o_type])) {
        org.type = type->value;
        if (!type->is_exact) table.flaw(Kind::type_form, o_type);
    } else {
        table.flaw(Kind::type_unknown, o_type);
    }
    in_.org_list.push_back(std::move(org));
}

void Intake::check_parents() {
    for (const auto& org : in_.org_list) {
        if (org.parent.empty() || orgs_.has(org.parent)) continue;
        // A district keeps only its schools, so in a delta the parent may be its own district.
        if (in_.orgs == Mode::delta) continue;
        flaws_.add(
            Kind::orphan_parent,
            {.file = "orgs.csv", .row = org.row, .field = "parentSourcedId", .found = org.parent});
    }
}

const OrgIn* Intake::org(std::string_view key) const {
    const auto* place = orgs_.places.find(id_hash(key));
    return place == nullptr ? nullptr : &in_.org_list[*place];
}

std::string_view Intake::school_of(std::string_view org_key) const {
    std::string_view key = org_key;
    for (int depth = 0; depth < department_depth_max && !key.empty(); ++depth) {
        const OrgIn* found = org(key);
        if (found == nullptr) return orgs_.has(key) ? key : std::string_view();
        if (found->type == OrgType::school) return found->key;
        if (found->type != OrgType::department) return {};
        key = found->parent;
    }
    return {};
}

// The days of some terms tell how all of them are written.
SlashOrder Intake::order_of_terms() {
    SlashOrder order = SlashOrder::unknown;
    const BundleFile* file = bundle_.find("academicSessions.csv");
    if (file == nullptr) return order;
    Flaws named_later;
    bundle_.stream(*file, named_later, [&](csv::Source source) {
        Table table("academicSessions.csv", std::move(source), term_columns, named_later);
        while (table.is_usable() && order == SlashOrder::unknown && table.next()) {
            order = slash_order(table[t_start]);
            if (order == SlashOrder::unknown) order = slash_order(table[t_end]);
        }
    });
    return order;
}

void Intake::read_terms() {
    const SlashOrder order = order_of_terms();
    read_file("academicSessions.csv", in_.terms, term_columns,
              [&](Table& table) { take_term(table, order); });
    terms_.is_bulk = in_.terms == Mode::bulk;
}

void Intake::take_term(Table& table, SlashOrder order) {
    if (!take_id(table, t_id) || !is_new_id(table, terms_, t_id, in_.term_list.size())) return;
    check_modified(table, t_modified, in_.terms);
    TermIn term{.key = std::string(table[t_id]),
                .title = name_or(table, t_title, table[t_id]),
                .kind = "term",
                .begins = {},
                .ends = {},
                .is_ended = is_ended(table, t_status, in_.terms)};
    bool is_known = false;
    for (const std::string_view kind : {"term", "semester", "gradingPeriod", "schoolYear"}) {
        if (lower_ascii(table[t_type]) != lower_ascii(kind)) continue;
        term.kind = kind;
        is_known = true;
        if (table[t_type] != kind) table.flaw(Kind::type_form, t_type);
    }
    if (!is_known) table.flaw(Kind::term_type_unknown, t_type);
    const auto begins = day_in(table, t_start, order), ends = day_in(table, t_end, order);
    if (!begins || !ends) {
        // A term that is going away needs no days.
        if (!term.is_ended) {
            terms_.places.put(id_hash(term.key), number_mask);
            return reject(table, Kind::date_missing, begins ? t_end : t_start);
        }
    } else {
        term.begins = std::min(*begins, *ends);
        term.ends = std::max(*begins, *ends);
        if (*begins > *ends) table.flaw(Kind::date_order, t_end);
        // In 1.2 the last day is the first one after the term.
        if (in_.version == Version::v1_2 && term.ends > term.begins) term.ends = term.ends.plus(-1);
    }
    in_.term_list.push_back(std::move(term));
}

void Intake::read_courses() {
    read_file("courses.csv", in_.courses, course_columns, [&](Table& table) {
        if (!take_id(table, c_id) || !is_new_id(table, courses_, c_id, in_.course_list.size())) {
            return;
        }
        check_modified(table, c_modified, in_.courses);
        in_.course_list.push_back({std::string(table[c_id]), name_or(table, c_title, table[c_id]),
                                   is_ended(table, c_status, in_.courses)});
    });
    courses_.is_bulk = in_.courses == Mode::bulk;
}

}  // namespace rapport::roster
