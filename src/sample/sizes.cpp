#include "sample/sample.hpp"

namespace rapport::sample {

Plan plan_of(std::string_view size) {
    if (size == "building") {
        return {.districts = 1,
                .buildings = 1,
                .teachers_per_building = 30,
                .coaches = 1,
                .technicians = 1,
                .contacts = 400,
                .requests = 40};
    }
    if (size == "twelve") return {.coaches = 11};  // With the technician, twelve weeks to plan.
    if (size == "network") {
        return {.districts = 200,
                .buildings = 8,
                .teachers_per_building = 35,
                .coaches = 10,
                .technicians = 3,
                .contacts = 15'000,
                .requests = 300};
    }
    return {};
}

}  // namespace rapport::sample
