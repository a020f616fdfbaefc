// What the roster's rules ask of storage.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/roster/plan.hpp"

namespace rapport::roster {

using ImportId = Id<struct RosterImportTag>;

// roster_store.cpp: what is there.
State load_state(ReadTx&, Day today);
Known load_known(ReadTx&);
Settings load_settings(ReadTx&);
bool has_open_work(ReadTx&, PersonId);
Day today_of(ReadTx&);  // In the district's zone.

// roster_apply_store.cpp: one row each.
struct BuildingWrite {
    std::string_view key, name, identifier;
};
BuildingId add_building(WriteTx&, const BuildingWrite&, std::string_view zone);
void change_building(WriteTx&, BuildingId, const BuildingWrite&);
void end_building(WriteTx&, BuildingId, Day);
std::string zone_of_district(ReadTx&);

void add_term(WriteTx&, const TermIn&);
void change_term(WriteTx&, TermId, const TermIn&);
void end_term(WriteTx&, TermId, Day);

void put_course(WriteTx&, std::string_view key, std::string_view title);
void rename_course_of_classes(WriteTx&, std::string_view key, std::string_view title);
void end_course(WriteTx&, std::string_view key, Day);

struct ClassWrite {
    const ClassIn& in;
    std::string_view course;
    std::optional<BuildingId> building;
};
ClassId add_class(WriteTx&, const ClassWrite&);
void change_class(WriteTx&, ClassId, const ClassWrite&);
void count_class(WriteTx&, ClassId, std::int64_t students);
void end_class(WriteTx&, ClassId, Day);

struct PersonWrite {
    std::string_view key;
    const PersonAfter& after;
    std::optional<BuildingId> building;
};
PersonId add_person(WriteTx&, const PersonWrite&);
void change_person(WriteTx&, PersonId, const PersonWrite&);
void flag_missing(WriteTx&, PersonId);
// Ends somebody and signs them out of the district.
void end_person(WriteTx&, PersonId, Day);

struct RoleWrite {
    PersonId person;
    Role role;
    std::optional<BuildingId> building;
    std::optional<Day> begins, ends;
};
void add_role(WriteTx&, const RoleWrite&);
void remove_role(WriteTx&, HeldId);

void put_seat(WriteTx&, ClassId, PersonId, std::string_view role);
void remove_seat(WriteTx&, ClassId, PersonId);

// roster_import_store.cpp: the history.
struct ImportWrite {
    std::string source_name, report;
    bool is_stopped = false, is_applied = false;
    Tally sum;
    std::int64_t left_out = 0;
};
struct ImportRow {
    ImportId id;
    Instant made_at;
    std::optional<Instant> applied_at;
    std::string source_name, state, actor, report;
    bool is_stopped = false;
    Tally sum;
    std::int64_t left_out = 0;
};
enum class PartKind : std::uint8_t { stage, changes, rejects };
struct Part {
    std::string label, body;
};
ImportId add_import(WriteTx&, const ImportWrite&);
void mark_applied(WriteTx&, ImportId, const ImportWrite&);
// Earlier dry runs can no longer be brought in; what was read for them is removed.
void supersede_imports(WriteTx&);
void remove_parts(WriteTx&, ImportId, PartKind);
void remove_old_rejects(WriteTx&, Instant before);
void add_part(WriteTx&, ImportId, PartKind, std::string_view label, std::int64_t seq,
              std::string_view body);
std::vector<Part> parts(ReadTx&, ImportId, PartKind, std::string_view label);
// The first part of each label, at most `max`.
std::vector<Part> first_parts(ReadTx&, ImportId, int max);  // Of changes.
struct PartsFrom {
    ImportId id;
    PartKind kind;
    std::string_view label;
    std::int64_t seq;
};
std::vector<Part> parts_from(ReadTx&, const PartsFrom&, int max);
// One part at a time, so that a stage of many megabytes need not be in memory twice.
void each_part(ReadTx&, ImportId, PartKind, const std::function<void(std::string_view body)>&);
std::vector<ImportRow> imports(ReadTx&, int max);
std::optional<ImportRow> find_import(ReadTx&, ImportId);

}  // namespace rapport::roster
