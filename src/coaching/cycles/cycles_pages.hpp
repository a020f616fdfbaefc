// What the pages of cycles show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coaching/agreements/agreements_pages.hpp"
#include "coaching/cycles/cycles.hpp"
#include "coaching/meetings/meetings_pages.hpp"
#include "coaching/places/places_pages.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::cycles {

// One cycle in a list, also on My help.
struct CycleRow {
    CycleId id;
    std::string href, topic, with, stands;
    std::string shape, signal;
};
CycleRow row_of(const Cycle&, const Template&, PersonId reader, const locale::Speech&);
// Those open now, as rows; at most `max`.
std::vector<CycleRow> open_rows(ReadTx&, const locale::Speech&, int max);

// Those the coach should think of, for Today.
std::vector<CycleRow> due_rows(const std::vector<Due>&, const locale::Speech&);

struct RowsView {
    std::vector<CycleRow> rows;
};
void render(Html&, const RowsView&);
struct CyclesView {
    PersonId reader;
    bool can_propose = false, is_teacher = false, is_empty = false;
    RowsView asked, open, over;
};
void render(Html&, const CyclesView&);

struct StageRow {
    std::string name, mark;  // "done", "now", "".
    std::string state;       // The mark in words.
};
struct EvidenceRow {
    EvidenceId id;
    Day on;
    std::string moment, source, words, levels;
};
// Before and after, one beside the other.
struct LevelRow {
    std::string name, before, after, says;
    int before_percent = 0, after_percent = 0;
    int text_y = 0, before_y = 0, after_y = 0;
};
struct StepRow {
    StepId id;
    std::string words, who, shape, signal;
    std::string log_href;  // Of a done one, for the coach: the log, filled in.
};
struct PersonChoice {
    PersonId id;
    std::string name;
    bool is_chosen = false;
};
// Parts of the page of a cycle.
struct StepsView {
    CycleId id;
    std::vector<StepRow> open, done;
    std::vector<PersonChoice> people;  // Who may do one.
    Day check_on;
    bool can_step = false, can_place = false;
};
void render(Html&, const StepsView&);
struct WorkView {
    CycleId id;
    std::vector<LevelRow> levels;
    int chart_height = 0;
    std::vector<EvidenceRow> evidence;
    bool can_measure = false;
};
void render(Html&, const WorkView&);
struct MemberRow {
    PersonId id;
    std::string name, says;
    std::string units_href;  // "" where the reader may not see their units.
    bool can_leave = false, is_self = false;
};
struct Fact {
    std::string name, words;
};
struct CycleView {
    CycleId id;
    std::int64_t version = 1;
    std::string topic, with, stands, shape, now_asks, week, next, gentle;
    std::vector<StageRow> stages;
    std::vector<Fact> goal, plan;
    std::string frame;  // "Toward improving … try … with …."
    StepsView steps;
    WorkView work;
    meetings::MeetingsView meetings;
    places::PlacesView places;
    std::vector<MemberRow> members;
    std::string celebration, outcome, next_stage;
    bool is_open = false, is_coach = false, is_closed = false, can_begin = false, can_go_on = false,
         can_go_back = false, can_conclude = false, can_invite = false, can_succeed = false,
         can_celebrate = false, needs_baseline = false, is_waiting = false;
};
void render(Html&, const CycleView&);

// What a teacher who is asked in reads first.
struct InvitationView {
    CycleId id;
    std::string topic, coach_name, model, model_says, goal, others, weeks;
    std::vector<StageRow> stages;
    std::string question, answer;
    bool has_agreement = false;
    agreements::AgreementId agreement_id;
    std::int64_t agreement_number = 0;
    agreements::VersionView agreement;
    std::int64_t version = 1;
};
void render(Html&, const InvitationView&);

struct Tick {
    std::string code, label, help;
    bool is_chosen = false;
};
struct GoalView {
    CycleId id;
    std::int64_t version = 1;
    Goal goal;
    std::vector<Tick> peers;
};
void render(Html&, const GoalView&);
struct PlanView {
    CycleId id;
    std::int64_t version = 1;
    Plan plan;
    std::vector<Tick> moves;
    bool is_coach = false;
};
void render(Html&, const PlanView&);
struct EvidenceView {
    CycleId id;
    bool is_before = false;
    Day on;
};
void render(Html&, const EvidenceView&);
struct ClosureView {
    CycleId id;
    std::int64_t version = 1;
    std::vector<Tick> outcomes;
    std::string celebration;
    bool is_group_member = false;
};
void render(Html&, const ClosureView&);
struct MembersView {
    CycleId id;
    std::string topic, q;
    std::vector<PersonChoice> found;
    bool found_nobody = false;
};
void render(Html&, const MembersView&);
struct NewView {
    std::string q, topic, follows, follows_as, lead;
    std::vector<PersonChoice> people;  // Chosen, or found by the letters.
    std::vector<Tick> templates;
    bool has_people = false, found_nobody = false;
};
void render(Html&, const NewView&);

struct SharedView {
    std::vector<Shared> rows;
};
void render(Html&, const SharedView&);

// Settings: the ways to run a cycle.
struct TemplateRow {
    std::string code, name, says, length;
    bool is_offered = true;
};
struct TemplatesView {
    std::vector<TemplateRow> rows;
};
void render(Html&, const TemplatesView&);
struct StageField {
    std::string name_field, prompt_field, phase_field, code_field, code, name, prompt, phase;
    std::string label;
};
struct TemplateView {
    std::string code, name, says;
    std::int64_t number = 1;
    int weeks = 1, rhythm_days = 0;
    bool is_offered = true;
    std::vector<StageField> stages;
};
void render(Html&, const TemplateView&);

std::string stands(const Cycle&, const Template&, PersonId reader, const locale::Speech&);
std::string rhythm_says(Rhythm, const locale::Speech&);  // "" while there is nothing to say.
std::string names_of(const Cycle&, PersonId reader, const locale::Speech&);
CycleView cycle_view(const Hand&, PersonId reader, const locale::Speech&);
std::string level_name(int level, const locale::Speech&);
std::string say_code(std::string_view stem, std::string_view code, const locale::Speech&);

Template template_in(const Template& before, const http::Fields&);

// The page of a cycle, or for who is asked in the invitation; also where a form was refused.
http::Response show_cycle(desk::Reading&);

void mount_cycles_api(desk::Routes&);
void mount_cycle_forms(desk::Routes&);
void mount_templates(desk::Routes&);

}  // namespace rapport::cycles
