// What the page of a school of the directory shows.
#pragma once

#include <string>
#include <vector>

#include "design/directory/directory.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::directory {

struct FactRow {
    std::string name, words;
};
struct SchoolView {
    std::string name, website;  // The website where it is an address.
    std::vector<FactRow> facts;
};
void render(Html&, const SchoolView&);

}  // namespace rapport::directory
