// Ed-Fi's JSON as the tree its XML would be, so that both are read alike: a resource is told by its
// fields, "classPeriodName" is <ClassPeriodName>, a list is the element repeated.
#pragma once

#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "platform/timetables/sheet.hpp"

namespace rapport::timetables {

// An array of resources, an object a line, or one object. Appends to `tree`; false when it is no
// JSON at all.
bool append_json(std::string_view text, pugi::xml_document& tree);

// The first element of this name below a node, at any depth; and all of them.
pugi::xml_node below(pugi::xml_node, const char* name);
std::vector<pugi::xml_node> all_below(pugi::xml_node, std::string_view name);
// The trimmed text of the first; "" without one.
std::string text_below(pugi::xml_node, const char* name);

}  // namespace rapport::timetables
