// The pages of requests: the list of a coach or technician, and one request as everybody who may
// see it reads it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coaching/requests/requests_rules.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::requests {

struct TabView {
    std::string href, label;
    bool is_current = false;
};
struct RowView {
    RequestId id;
    std::string title, words, stands, building, shape, signal;
};
struct CandidateView {
    PersonId id;
    std::string name, building;
};
struct ListView {
    std::string lead;  // "Two requests wait for a first look."
    std::string tabs_label;
    std::vector<TabView> tabs;
    std::vector<RowView> rows;
    std::string empty;  // When there is no row.
    std::string next_href;
    std::string person;  // Whom the form is for, when that is known.
    std::string who;
    std::vector<CandidateView> candidates;  // After a name that fits several.
};
void render(Html&, const ListView&);

struct StepView {
    Instant at;
    std::string says, words, instead;
    std::string link;  // To the request it names; empty when none.
};
struct ChoiceView {
    std::string value, name;
    bool is_chosen = false;
};
struct LinkView {
    RequestId id;
    std::string words, stands;
};
// What is rarely done, folded away: give it to somebody, split, decline, duplicate.
struct MoreView {
    RequestId id;
    std::int64_t version = 1;
    std::string words, place_action, place_title;
    bool can_place = false, can_split = false, can_decline = false, can_duplicate = false;
    bool is_place_open = false, is_split_open = false, is_decline_open = false;
    std::string no_words;            // To begin a kind no with, when the reader comes for that.
    bool is_duplicate_open = false;  // Open when the form in it was refused.
    std::string coach_value = "coach", support_value = "support";
    std::vector<ChoiceView> coaches, technicians, severities, impacts, originals;
    bool is_anything() const { return can_place || can_split || can_decline || can_duplicate; }
};
void render(Html&, const MoreView&);

struct RequestView {
    RequestId id;
    std::int64_t version = 1;
    std::string teacher_name, building, words, times, stands, promise;
    std::string entered_by;  // "" when the teacher asked.
    std::string priority;    // In words; "" when none.
    Instant made_at;
    bool is_teacher = false, works = false, is_late = false;
    bool can_take = false, can_schedule = false, can_start = false, can_finish = false;
    bool can_reopen = false, can_withdraw = false, can_do_more = false;
    std::string take_to, take_action, on, at;
    MoreView more;
    std::vector<std::string> kept_words;  // Typed into a form that is no longer offered.
    std::vector<LinkView> linked;
    std::vector<StepView> steps;
};
void render(Html&, const RequestView&);

void mount_requests(desk::Routes&);
void mount_requests_api(desk::Routes&);  // Called by mount_requests.

}  // namespace rapport::requests
