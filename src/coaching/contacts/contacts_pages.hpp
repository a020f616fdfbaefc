// What the pages of the log show, and where they are mounted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coaching/contacts/contacts.hpp"
#include "coaching/notes/notes_pages.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::contacts {

// What stands on the page at once, for a thumb; more is one press away.
inline constexpr int recents_max = 12, promises_max = 100;
inline constexpr std::size_t first_kinds = 9;

struct Option {
    std::string value, label;
    bool is_chosen = false;
};

struct PersonPick {
    PersonId id;
    std::string name, next_step;
    bool is_chosen = false;
};

struct TeamPick {
    TeamId id;
    std::string name;
    std::int64_t size = 0;
    bool is_chosen = false;
};

struct StepLine {
    ContactId contact;
    std::string words;
    Day promised_on;
    std::optional<Day> on;
};

// Everything about a contact that is optional and may come later.
struct MoreView {
    std::vector<Option> teams, buildings, focus, requests;
    std::vector<Option> began_by, places, tiers;
    std::optional<Day> on, next_on;
    std::optional<std::int64_t> heads, students;
    std::string next_step;
    bool finishes = false;
    bool is_correction = false;
    bool is_open = false;
    escrow::StandingView kept;  // How the district keeps notes.
};
void render(Html&, const MoreView&);

// The log: who, what, minutes. One page, three taps.
struct LogView {
    std::string zone;  // Of the building: what is logged without a network gets its date from here.
    std::vector<PersonPick> people;
    std::vector<TeamPick> teams;       // Chosen ones, and what the search found.
    std::vector<std::string> carried;  // Chosen people, kept through a search.
    std::vector<std::string> carried_teams;
    std::vector<StepLine> steps;  // From last time, of the one person chosen.
    std::string person_name;      // Of that person, or of the one team.
    std::string q;
    bool found_nobody = false;
    std::vector<Option> kinds, more_kinds;
    bool is_more_kinds_open = false;
    std::vector<int> chips;
    MoreView more;
    std::string timer_href;  // Starts the timer without a script.
    std::string since;       // Set while it runs.
    std::int64_t minutes_so_far = 0;
    std::string again_href, again_words;  // The last contact once more.
};
void render(Html&, const LogView&);

// The log for a device without a network. Those helped lately first, then everybody by name.
struct OfflineView {
    std::string zone;  // As in LogView.
    std::vector<Option> people, more_people, kinds, more_kinds;
    std::vector<int> chips;
};
void render(Html&, const OfflineView&);

// A contact in a list of one's own.
struct ContactLine {
    ContactId id;
    Day on;
    bool begins_day = false;
    std::string what, whom;  // "Fixing something", "Amina Diallo and 3 others"
    std::int64_t minutes = 0;
    std::string building;
};
struct MineView {
    std::vector<ContactLine> contacts;
    std::string older_href;
    std::string q;
    bool is_search = false;
    Day from, to;  // What an export covers as a rule.
};
void render(Html&, const MineView&);

// One contact, as these eyes may see it.
struct ContactView {
    ContactId id;
    std::string sentence;  // "You fixed something."
    Day on;
    std::string coach_name;
    bool is_own = false, shows_minutes = false, is_helped = false;
    std::int64_t minutes = 0;
    std::vector<PersonPick> people;
    std::string building, began_by, place, focus;
    std::int64_t heads = 0;
    bool has_more_heads = false;
    std::optional<std::int64_t> students;
    std::string next_step;
    std::optional<Day> next_on;
    bool is_step_open = false, is_step_done = false;
    std::string request_href;
    std::string corrects_href, replaced_href;
    bool is_withdrawn = false, can_change = false;
    Day open_until;
    notes::NotesView notes;
};
void render(Html&, const ContactView&);

struct CorrectionView {
    ContactId id;
    std::vector<PersonPick> people;
    std::vector<Option> kinds;
    std::int64_t minutes = 0;
    MoreView more;
};
void render(Html&, const CorrectionView&);

// Shared by the log and the correction; log_pages.cpp.
MoreView more_of(const Choices&, const locale::Speech&, const Draft& chosen);
std::vector<Option> kind_options(const std::vector<kinds::Kind>&, const locale::Speech&,
                                 KindId chosen);
// "Amina Diallo", "Amina Diallo and Jo Park", "Amina Diallo and 3 others"; "" for nobody.
std::string whom(const Contact&, const locale::Speech&);

http::Response show_mine(desk::Reading&);  // The list, for forms that stand under it.
// Of the last contacts of the actor, those whose people, kind, building or promise match.
std::vector<Contact> search_mine(ReadTx&, const std::string& typed, const locale::Speech&);

void mount_log(desk::Routes&);
void mount_offline(desk::Routes&);
void mount_suggestions(desk::Routes&);
void mount_export(desk::Routes&);
void mount_contacts_api(desk::Routes&);
// All of the above, the list, one contact, its correction, and notes.
void mount_contacts(desk::Routes&);

}  // namespace rapport::contacts
