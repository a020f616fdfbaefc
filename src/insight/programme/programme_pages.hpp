// The Programme page: for a principal of their buildings, for a director, an administrator or a
// coach of the district.
#pragma once

#include <string>
#include <vector>

#include "insight/programme/programme.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::programme {

struct LinkView {
    std::string href, label;
    bool is_current = false;
};
struct BarView {
    std::string label, contacts, time;  // "too few to show" where hidden.
    int percent = 0;                    // Of the longest bar.
    int y = 0;                          // Of its row in the picture, in pixels.
    int text_y = 0, bar_y = 0;
    bool is_few = false;
};
struct TeamView {
    std::string label, asked, done, wait;
    bool is_few = false;
};
struct ProgrammeView {
    std::string lead, place, when;  // "38 people were helped", "Cedar School", "September 2026".
    std::string summary;            // Contacts and hours, as a sentence.
    std::string reason;             // Why there is no number, when there is none.
    std::string next;               // "The next numbers come out on 17 December."
    std::vector<LinkView> places, spans;
    std::vector<BarView> bars;
    int chart_height = 0;
    std::vector<TeamView> teams;
    bool has_release = false, has_contacts = false, has_requests = false;
    std::int64_t cell_min = people_least;
};
void render(Html&, const ProgrammeView&);

// A district of the network, in one line of a table.
struct NetworkRow {
    std::string name;
    std::string when;  // "" while nothing is released.
    std::string coaches, people, contacts, time;
    bool is_few = false;
};
struct NetworkView {
    std::string name, until;
    bool has_network = false;
    std::vector<NetworkRow> rows;
    std::vector<LinkView> times;
    std::string next_href;
    std::int64_t people_min = people_least;
};
void render(Html&, const NetworkView&);

// "Fall term · Sep 1 to Dec 20".
std::string title_of(const Span&, const locale::Speech&);

void mount_programme(desk::Routes&);  // And the network's page, below.
void mount_network(desk::Routes&);

}  // namespace rapport::programme
