// What the pages of places show.
#pragma once

#include <string>
#include <vector>

#include "coaching/places/places.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::places {

struct PlacedRow {
    std::string href, when, says, shape, signal;
    std::string finish;  // A POST to it says that it happened, and logs it; "" before its hour.
};
// {{part coaching/places/places.html places}}: on the page of a cycle.
struct PlacesView {
    cycles::CycleId cycle;
    std::vector<PlacedRow> rows;
    bool can_ask = false;
};
void render(Html&, const PlacesView&);
void fill(ReadTx&, const cycles::Hand&, const locale::Speech&, PlacesView&);

struct Choice {
    std::string value, label;
    bool is_chosen = false;
};
struct AskView {
    cycles::CycleId cycle;
    std::string topic, step, step_words, from, until;
    std::vector<Choice> kinds, people, lengths, lessons;
};
void render(Html&, const AskView&);

}  // namespace rapport::places
