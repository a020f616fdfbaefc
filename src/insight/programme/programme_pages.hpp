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
    std::vector<LinkView> places, spans;
    std::vector<BarView> bars;
    int chart_height = 0;
    std::vector<TeamView> teams;
    bool has_contacts = false, has_requests = false, is_anything_hidden = false;
    std::int64_t cell_min = 5;
};
void render(Html&, const ProgrammeView&);

void mount_programme(desk::Routes&);

}  // namespace rapport::programme
