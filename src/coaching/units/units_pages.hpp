// What the expansion map shows.
#pragma once

#include <string>
#include <vector>

#include "coaching/units/units.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::units {

struct UnitRow {
    std::string name, shape, signal, by, reached, href;
};
struct TeamLink {
    std::string href, name;
};
struct UnitsView {
    std::string name, path, key, back_href;
    std::string lines;      // What is there, or what a team's units offer.
    std::string from_team;  // Says so; "" otherwise.
    bool is_of_team = false, is_coach = false;
    std::vector<UnitRow> rows;
    std::string plan;                        // When the last has its turn at one a semester.
    std::string so_far, forecast, how_sure;  // "" before there is something to go by.
    std::vector<TeamLink> teams;
};
void render(Html&, const UnitsView&);

// What {person} or {team} of the address names; NotFound where it is not for the viewer's eyes.
template <class IdType>
Course course_at(ReadTx& tx, const desk::Reading& request) {
    constexpr bool is_of_team = std::is_same_v<IdType, teams::TeamId>;
    auto course = course_of(tx, request.path<IdType>(is_of_team ? "team" : "person"));
    if (!course) throw desk::NotFound();
    return std::move(*course);
}

void mount_units_api(desk::Routes&);

}  // namespace rapport::units
