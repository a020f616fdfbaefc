// The sample's rows, written straight: the rules would stamp everything with
// today.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/cycles/cycles.hpp"
#include "platform/calendar/calendar.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::sample {

using KindId = Id<struct KindTag>;
using RequestId = Id<struct RequestTag>;
using ContactId = Id<struct ContactTag>;
using NoteId = Id<struct NoteTag>;

struct KindRow {
    KindId id;
    std::string code;
};
std::vector<KindRow> kinds(ReadTx&);

struct ContactRow {
    PersonId coach, teacher;
    std::vector<PersonId> others;
    KindId kind;
    Day on;
    Instant at;
    int minutes = 15;
    BuildingId building;
    std::string_view began_by, place;
    std::optional<RequestId> request;
    std::string_view next_step;
    std::optional<Day> next_step_on;
    std::optional<Instant> next_done_at;
};
ContactId add_contact(WriteTx&, const ContactRow&);

struct RequestRow {
    PersonId teacher;
    BuildingId building;
    std::string_view words, times, state, branch;
    std::optional<PersonId> holder;
    int severity = 0, impact = 0, priority = 0;  // 0: none.
    Instant made_at;
    std::optional<Instant> answer_by, finish_by, answered_at, scheduled_for, closed_at, due_at;
};
RequestId add_request(WriteTx&, const RequestRow&);

struct StepRow {
    RequestId request;
    int seq = 1;
    Instant at;
    PersonId actor;
    std::string_view step, branch;
    std::optional<PersonId> other;
};
void add_step(WriteTx&, const StepRow&);

struct NoteRow {
    ContactId contact;
    PersonId author;
    std::string_view tier, body;
    Instant at;
};
void add_note(WriteTx&, const NoteRow&);

void add_closure(WriteTx&, const calendar::NewClosure&);
void add_team(WriteTx&, std::string_view name, BuildingId, const std::vector<PersonId>&);

// Somebody's place in the rounds of a year.
struct EnrolmentRow {
    PersonId teacher;
    int school_year = 0;
    std::optional<PersonId> invited_by = {}, coach = {};
    std::optional<Instant> invited_at = {}, answered_at = {}, accepted_at = {};
    std::int64_t round = 0;  // Read where there is an answer.
};
void add_enrolment(WriteTx&, const EnrolmentRow&);

// When something that was acted out today is to have happened.
struct Earlier {
    Instant began_at;
    Day began_on;
    std::optional<Instant> ended_at = {};
};
void move_cycle(WriteTx&, cycles::CycleId, const Earlier&);
void move_agreement(WriteTx&, agreements::AgreementId, const Earlier&);  // Its first version.

struct CastRow {
    std::string role, name, email;
};
// One person of each role who can sign in, oldest account first.
std::vector<CastRow> cast_rows(ReadTx&);

}  // namespace rapport::sample
