// The administrator's page of mail that came in: the programme's address, letters that wait, and
// addresses that mail came back from. Never the words of a letter.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::intake {

struct WaitingRow {
    std::string id, from, subject, why;
    Instant at;
};
struct BouncedRow {
    std::string address, says;
    Instant at;
};
struct IntakeView {
    std::string address, relay;
    std::vector<WaitingRow> waiting;
    std::vector<BouncedRow> bounced;
};
void render(Html&, const IntakeView&);

void mount_intake(desk::Routes&);

}  // namespace rapport::intake
