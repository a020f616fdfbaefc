#include "schedule/planner/planner_pages.hpp"

namespace rapport::planner {

void mount_planner(desk::Routes& on) {
    mount_planner_pages(on);
    mount_week_api(on);
    mount_visits_api(on);
    mount_schedules_api(on);
}

}  // namespace rapport::planner
