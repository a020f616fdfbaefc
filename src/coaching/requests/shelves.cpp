#include "coaching/requests/shelves.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "coaching/requests/requests_words.hpp"
#include "platform/desk/json.hpp"

namespace rapport::requests {

namespace {

constexpr std::array<std::string_view, shelf_count> shelf_codes{
    "waiting", "mine", "other", "due", "late", "finished", "open"};

// Ids are lower-case letters and digits: "{" sorts after all of them.
constexpr std::int64_t end_of_time = std::int64_t{1} << 60;

store::Mark first_mark(Shelf shelf) {
    return shelf == Shelf::finished ? store::Mark{{end_of_time}, "{"} : store::Mark{{0}, ""};
}

std::optional<store::Mark> mark_of(const Slice& slice) {
    if (slice.after.empty()) return first_mark(slice.shelf);
    const auto key = desk::key_of_cursor(slice.after);
    if (!key) return std::nullopt;
    const auto space = key->find(' ');
    store::Mark mark;
    const auto read = std::from_chars(key->data(), key->data() + key->size(), mark.at.ms);
    if (read.ec != std::errc() || space == std::string::npos) return std::nullopt;
    mark.id = key->substr(space + 1);
    return mark;
}

Instant order_of(Shelf shelf, const RequestLine& line) {
    switch (shelf) {
        case Shelf::due:
        case Shelf::late:
            return line.due_at.value_or(line.made_at);
        case Shelf::finished:
            return line.closed_at.value_or(line.made_at);
        default:
            return line.made_at;
    }
}

Branch other_than(Branch branch) {
    return branch == Branch::coach ? Branch::support : Branch::coach;
}

std::vector<RequestLine> lines_on(ReadTx& tx, const Sight& sight, Shelf shelf,
                                  const store::Part& part, const calendar::Calendar& calendar) {
    const Instant now = tx.now();
    switch (shelf) {
        case Shelf::waiting:
            return store::waiting(tx, sight, part);
        case Shelf::mine:
            return store::held_by_actor(tx, sight, part);
        case Shelf::other:
            return store::of_branch(tx, sight, other_than(sight.branch()), part);
        case Shelf::due:
            return store::due_between(tx, sight, {now, soon(now, *sight.zone, calendar)}, part);
        case Shelf::late:
            return store::due_between(tx, sight, {{0}, now}, part);
        case Shelf::finished:
            return store::finished(tx, sight, part);
        case Shelf::open:
            return store::open(tx, sight, part);
    }
    return {};
}

}  // namespace

std::string_view code(Shelf shelf) { return shelf_codes[static_cast<std::size_t>(shelf)]; }

std::optional<Shelf> parse_shelf(std::string_view text) {
    const auto at = std::ranges::find(shelf_codes, text);
    if (at == shelf_codes.end()) return std::nullopt;
    return static_cast<Shelf>(at - shelf_codes.begin());
}

std::optional<Found> look(ReadTx& tx, const Slice& slice) {
    const auto mark = mark_of(slice);
    if (!mark) return std::nullopt;
    const Sight sight = sight_of(tx, tx.actor());
    Found found;
    // One more than asked for, to know whether anything follows.
    found.calendar = calendar::load(tx);
    const store::Part part{.after = *mark, .max = slice.max + 1};
    found.lines = lines_on(tx, sight, slice.shelf, part, found.calendar);
    if (std::ssize(found.lines) <= slice.max) return found;
    found.lines.resize(static_cast<std::size_t>(slice.max));
    const RequestLine& last = found.lines.back();
    found.next =
        desk::cursor_of(std::to_string(order_of(slice.shelf, last).ms) + " " + last.id.text());
    return found;
}

}  // namespace rapport::requests
