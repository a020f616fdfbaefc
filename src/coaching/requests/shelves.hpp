// The shelves of the Requests page: what is waiting, mine, the other branch's, due, late, finished.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/requests/requests_store.hpp"

namespace rapport::requests {

enum class Shelf : std::uint8_t { waiting, mine, other, due, late, finished, open };
inline constexpr int shelf_count = 7;
std::string_view code(Shelf);
std::optional<Shelf> parse_shelf(std::string_view code);

struct Slice {  // A part of a shelf.
    Shelf shelf = Shelf::waiting;
    std::string after;  // A cursor; empty: from the first.
    int max = 50;
};
struct Found {
    std::vector<RequestLine> lines;
    std::string next;  // The cursor of what follows; empty at the end.
    calendar::Calendar calendar;
};
// None when the cursor is no cursor. Three statements, whatever the number of rows.
std::optional<Found> look(ReadTx&, const Slice&);

}  // namespace rapport::requests
