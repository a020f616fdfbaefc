// What the columns of a plain table are called, in English and French, and what the words in them
// mean.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/timetables/readers.hpp"
#include "platform/timetables/sheet.hpp"

namespace rapport::timetables {

// Where each column stands; none where the table has no such column.
struct CsvColumns {
    std::optional<std::size_t> teacher, key, email, first_name, last_name, day, period, begins,
        ends, subject, group, room, week, term, use;
    bool has_teacher() const { return teacher || key || email || last_name; }
    bool has_period() const { return period || begins; }
};
CsvColumns csv_columns(const Row& header);

// "prep", "plan", "Préparation" → planning. None for a word that says nothing of the kind.
std::optional<Use> use_of(std::string_view words);

}  // namespace rapport::timetables
