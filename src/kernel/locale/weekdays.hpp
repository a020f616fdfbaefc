// Which weekday a word means, in whatever language a timetable was written.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace rapport::locale {

// For each label its weekday, 1 = Monday … 7, where it names one: "Monday", "1 - maanantai",
// "Thứ Hai", "Mi". The labels are of one language: that in which most of them are weekdays. Five
// to seven letters in the order of a week ("M T W Th F", "h k sz cs p") are weekdays too; fewer,
// or "A B", are not. Names: the calendars of ICU.
std::vector<std::optional<int>> weekdays_of(const std::vector<std::string>& labels);

}  // namespace rapport::locale
