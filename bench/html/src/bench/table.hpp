// The page the HTML bench renders: a hundred contacts in a table of six columns.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"

namespace rapport::bench {

struct Row {
    PersonId id;
    std::string name, building, kind, note;
    std::string on;
    int minutes = 0;
};

struct Table {
    std::string title;
    std::vector<Row> rows;
};

void render(Html&, const Table&);

}  // namespace rapport::bench
