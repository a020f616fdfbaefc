// An XML file as a tree, safely: no entity is expanded, no other file is read, and a file with more
// marks than any timetable needs is refused before a tree is made of it.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "platform/timetables/sheet.hpp"

namespace rapport::timetables {

// Refuses a file that is cut off or is no XML, with its line.
Result<Done> load_xml(const SheetFile&, pugi::xml_document&);

// The trimmed text of a child, "" without one; its number, 0 without one.
std::string text_of(pugi::xml_node parent, const char* child);
int number_of(pugi::xml_node parent, const char* child);
int number_in(std::string_view text, int otherwise);

}  // namespace rapport::timetables
