// What the pages of rounds show.
#pragma once

#include <string>
#include <vector>

#include "coaching/rounds/rounds.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::rounds {

struct RuleView {
    std::int64_t number = 1;
    std::optional<Instant> published_at;
    std::vector<Key> criteria;
};
void render(Html&, const RuleView&);

struct Choice {
    int number = 0;
    Day begins, ends;
    bool is_chosen = false;
};
struct PersonRow {
    EnrolmentId id;
    PersonId teacher;
    std::string name, building;
    std::vector<Key> reasons;
    bool is_beyond = false;
};
struct RoundRow {
    int number = 0;
    Day begins, ends;
    std::int64_t places = 0, taken = 0;
    bool is_over = false, is_full = false;
    std::vector<PersonRow> in, waiting;
};
struct RoundView {
    bool is_teacher = false, is_coach = false, is_changing = false;
    std::int64_t year = 0, next_year = 0;
    bool is_answered = false, is_not_this_year = false;
    std::string state;        // Of a teacher's place, as a code; "" for others.
    std::string taken_by;     // Name of the coach; or empty.
    std::int64_t chosen = 0;  // A round.
    std::vector<Choice> choices;
    RuleView rule;
    Week week;
    std::string room;  // "11.2".
    std::int64_t places = 0, each = 0, cycles_now = 0;
    std::vector<RoundRow> rounds;
};
void render(Html&, const RoundView&);

struct OutlookView {
    EnrolmentId id;
    std::string name;
    std::int64_t round = 0, places = 0, taken = 0, with_one_more = 0, each = 0;
    bool is_beyond = false, is_much = false;
};
void render(Html&, const OutlookView&);

struct Option {
    std::string value;
    Key label;
    bool is_chosen = false;
};
struct Rank {
    std::int64_t number = 0;
    std::vector<Option> options;
};
struct RoundSettingsView {
    std::string begins;
    std::int64_t weeks = 0;
    RuleView rule;
    std::vector<Rank> ranks;
};
void render(Html&, const RoundSettingsView&);

Key label(Criterion);
RoundView round_view(ReadTx&, const desk::Reading&);
Outlook outlook_at(ReadTx&, const desk::Reading&);  // Of the path; throws NotFound.
// What {enrolment} names, waiting or not; NotFound where it is not for the viewer.
EnrolmentId enrolment_in_reach(ReadTx&, const desk::Reading&);
// What a form or a program says.
Week week_in(const http::Fields&, const Week& before);
std::int64_t round_in(const http::Fields&);  // -1: none.
Result<Done> save_settings(WriteTx&, const http::Fields&);

void mount_rounds_api(desk::Routes&);

}  // namespace rapport::rounds
