// What the expansion map shows.
#pragma once

#include <string>
#include <vector>

#include "coaching/units/units.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::units {

struct UnitRow {
    std::string name, shape, signal, by, href;
};
struct UnitsView {
    PersonId person;
    std::string name, lines, forecast, back_href;
    std::vector<UnitRow> rows;
};
void render(Html&, const UnitsView&);

}  // namespace rapport::units
