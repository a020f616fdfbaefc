// What the page "Who can see this?" shows.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"

namespace rapport::who {

struct SeerLine {
    std::string name, reason;
};
struct WhoView {
    std::string title;
    std::vector<SeerLine> seers;
};
void render(Html&, const WhoView&);

}  // namespace rapport::who
