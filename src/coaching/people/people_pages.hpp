// The people of a district, and one page for each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coaching/contacts/contacts.hpp"
#include "coaching/notes/notes_pages.hpp"
#include "coaching/people/people.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::coachees {

struct PersonRow {
    PersonId id;
    std::string name, initials, title, teaches, room, building;
    std::optional<Day> last_on;
};
struct BuildingTab {
    std::string href, name;
    bool is_current = false;
};
struct PeopleView {
    std::string q;
    bool is_search = false, is_empty_district = false;
    std::vector<BuildingTab> buildings;
    std::vector<PersonRow> people;
};
void render(Html&, const PeopleView&);

struct HelpRow {
    contacts::ContactId id;
    Day on;
    std::string sentence;
    bool shows_minutes = false, is_own = false;
    std::int64_t minutes = 0;
    std::string coach_name;
    std::vector<notes::NoteLine> notes;
    std::int64_t locked_count = 0;
};
struct PromiseRow {
    contacts::ContactId contact;
    std::string words;
    Day promised_on;
    std::optional<Day> on;
};
struct RequestRow {
    std::string href, words, stands;
};
struct PersonView {
    PersonId id;
    std::string name, title, room, teaches, building;
    bool is_teacher = false;
    std::string week_href;  // "" when it is not for the one who looks.
    bool has_left = false, can_log = false, can_propose = false, has_ledger = false,
         has_units = false;
    std::vector<PromiseRow> promises;  // Of the coach who looks, from last time.
    std::vector<RequestRow> requests;
    std::vector<HelpRow> history;
    std::string older_href, unlock_href;
    std::string cycle_id, cycle_topic;  // The newest open one of the coach with this person.
};
void render(Html&, const PersonView&);

// The rows of a history: also what a teacher sees on My help. Notes are added to the rows they lie
// beside.
std::vector<HelpRow> history_rows(const std::vector<contacts::Help>&,
                                  const std::vector<notes::Note>&, const locale::Speech&);

void mount_people_api(desk::Routes&);
void mount_people(desk::Routes&);

}  // namespace rapport::coachees
