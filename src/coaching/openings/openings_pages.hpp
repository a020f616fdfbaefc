// The page on which a holder of the escrow reads what two of them have opened: notes, and what was
// written in meetings, by those people in those days.
#pragma once

#include <string>
#include <vector>

#include "platform/desk/app.hpp"
#include "platform/escrow/escrow.hpp"

namespace rapport::openings {

struct OpeningView {
    std::string back_href, people;
    std::vector<escrow::Opened> texts;  // Oldest first.
};
void render(Html&, const OpeningView&);

void mount_openings(desk::Routes&);

}  // namespace rapport::openings
