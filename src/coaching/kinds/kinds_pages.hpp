// The settings page where a district words its kinds and focus tags.
#pragma once

#include <string>
#include <vector>

#include "coaching/kinds/kinds.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::kinds {

struct KindRow {
    std::string id, label, shipped_label, shape_label;
    bool is_first = false, is_last = false;
};
struct ShapeOption {
    std::string value, label;
    bool is_chosen = false;
};
struct KindsView {
    std::vector<KindRow> kinds, retired_kinds, focus, retired_focus;
    std::vector<ShapeOption> shapes, branches;
};
void render(Html&, const KindsView&);

// What a form or a program says of a new kind, and which way to move one.
Result<NewKind> parse_new(const http::Fields&);
Step step_in(const http::Fields&);

void mount_kinds_api(desk::Routes&);

}  // namespace rapport::kinds
