// What an act leaves behind: the row, its step, the audit, the news. Who may, and whether it fits,
// was decided before. Private to the slice.
#pragma once

#include <string>
#include <string_view>

#include "schedule/planner/canvas.hpp"
#include "schedule/planner/visits_store.hpp"

namespace rapport::planner {

using BatchId = Id<struct BatchTag>;

std::string occurrence_of(const Wish&, Day);
Spot spot_of(const Visit&);
// The wish's place and room where the spot names none.
Spot filled(const Wish&, Spot);

// Leaves of a visit what anybody may know.
void veil(Visit&);
// Of everybody within the dates, veiled where the actor does not cover them; of these dates
// `also` whatever its state. One statement.
std::vector<Visit> seen_visits(ReadTx&, const Reach&, const Dates&,
                               const std::optional<VisitId>& also);
// find_visit() and find_wish() of whoever has this reach. One statement each.
std::optional<Visit> find_visit(ReadTx&, VisitId, const Reach&);
std::optional<Wish> find_wish(ReadTx&, WishId, const Reach&);
// Veils those of them.
void veil_unseen(std::vector<Visit>&, const Reach&);

// Checks as things stand now, and takes the place; a refusal names the next free times.
Result<VisitId> take(WriteTx&, const Wish&, const Spot&, State);

enum class Pin : std::uint8_t { set, loose };

// Acts of one batch are taken back together.
class Acts {
  public:
    explicit Acts(WriteTx& tx);
    VisitId put(const Wish&, const Spot&, State);
    // Whoever is helped is asked whether the new time suits, even if the old one was agreed.
    void move(Visit&, const Spot&);
    void shift(Visit&, const Spot&, State, std::string_view step);
    void set_state(Visit&, State, std::string_view step, std::string_view words);
    void set_pinned(Visit&, Pin);
    const std::string& batch() const { return batch_; }

  private:
    void leave(const Visit& before, const Visit& now, std::string_view step,
               std::string_view words);
    WriteTx& tx_;
    std::string batch_;
};

// What the people concerned are told by mail: that something about a visit is new, and where to
// read it.
struct News {
    VisitId visit;
    std::int64_t version = 0;
    PersonId actor;
    std::string step;
};
inline constexpr std::string_view news_job = "planner.news";
void leave_news(WriteTx&, const News&);

// The dates a booking looks at: the week of the day and the next, for the next free times.
Dates weeks_around(Day);

}  // namespace rapport::planner
