// The teacher's page: one box to ask for help, where each request stands, the help there was, and
// what is private, said once.
#pragma once

#include <string>
#include <vector>

#include "coaching/cycles/cycles_pages.hpp"
#include "coaching/requests/requests.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"
#include "schedule/planner/planner_pages.hpp"

namespace rapport::my_help {

struct AskedView {
    requests::RequestId id;
    std::string words, stands, shape, signal;
};
struct HelpView {
    Day on;
    std::string says;
    std::int64_t minutes = 0;
};
struct MyHelpView {
    bool is_first_day = false;      // Nothing asked and nothing given yet.
    std::vector<AskedView> open;    // Newest first.
    std::vector<AskedView> closed;  // Of the last weeks.
    std::vector<HelpView> history;
    planner::OwnVisitsView visits;
    cycles::RowsView cycles;
};
void render(Html&, const MyHelpView&);
MyHelpView my_help(ReadTx&, const locale::Speech&);  // Of the actor.

void mount_my_help(desk::Routes&);
void mount_my_help_api(desk::Routes&);

}  // namespace rapport::my_help
