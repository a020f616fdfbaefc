#include "schedule/planner/planner_pages.hpp"

#include "schedule/planner/coach_week_pages.hpp"
#include "schedule/planner/own_visits_pages.hpp"
#include "schedule/planner/proposals_pages.hpp"
#include "schedule/planner/visits_pages.hpp"
#include "schedule/planner/week_pages.hpp"
#include "schedule/planner/wishes_pages.hpp"

namespace rapport::planner {

void mount_planner_pages(desk::Routes& on) {
    mount_week_pages(on);
    mount_changes_pages(on);
    mount_places_pages(on);
    mount_visits_pages(on);
    mount_wishes_pages(on);
    mount_proposals_pages(on);
    mount_away_pages(on);
    mount_coach_week_pages(on);
    mount_own_visits_pages(on);
}

}  // namespace rapport::planner
