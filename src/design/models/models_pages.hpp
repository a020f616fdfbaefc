// What the pages of models show.
#pragma once

#include <string>
#include <vector>

#include "design/models/models.hpp"
#include "kernel/html/html.hpp"

namespace rapport::models {

struct LinkView {
    std::string name, href;  // "" when there is none.
};
struct ModelView {
    std::string code, name, means;
    std::vector<std::string> facts, told;
    std::vector<LinkView> sources;
};
void render(Html&, const ModelView&);

struct ModelsView {
    std::vector<ModelView> models;
    std::vector<Choice> choices;
    std::string refused;       // Too few or too many were chosen.
    bool sees_others = false;  // May read what other districts publish.
};
void render(Html&, const ModelsView&);

struct CompareView {
    std::vector<ModelView> models;
};
void render(Html&, const CompareView&);

struct NumberField {
    std::string code, label, help, value, why;
};
struct OutcomeRow {
    std::string name;
    std::vector<std::string> cells;
};
struct WhatIfView {
    std::vector<NumberField> fields;
    std::vector<std::string> heads;
    std::vector<OutcomeRow> rows;  // None while something cannot be read.
    bool may_plan = false;         // May try it on the district's own timetable.
};
void render(Html&, const WhatIfView&);

}  // namespace rapport::models
