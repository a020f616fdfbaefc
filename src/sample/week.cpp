#include "sample/week.hpp"

#include <algorithm>
#include <array>

#include "coaching/people/people.hpp"
#include "schedule/planner/planner.hpp"

namespace rapport::sample {

namespace {

using namespace planner;

constexpr int visits_a_week = 9, waiting_each = 4;
constexpr std::int64_t iterations = 2000;  // Of the proposal.
constexpr int places_seen = 60;

struct Pattern {
    Kind kind;
    int minutes;
    std::string_view title;
};
constexpr std::array<Pattern, 5> patterns{{{Kind::planning, 45, ""},
                                           {Kind::planning, 30, "Slides with sound"},
                                           {Kind::debrief, 20, ""},
                                           {Kind::esupport, 20, "The projector"},
                                           {Kind::planning, 40, "A class blog"}}};

// One coach, who plans for the people of every building in turn.
class Coach {
  public:
    Coach(WriteTx& tx, int number) : tx_(tx), number_(number) {
        for (const auto& building : coachees::buildings(tx)) {
            people_.push_back(coachees::in_building(tx, building.id));
        }
        std::erase_if(people_, [](const auto& list) { return list.empty(); });
    }

    void plan(const Dates& dates) {
        for (int i = 0; i < visits_a_week && !people_.empty(); ++i) {
            const auto id = wish(i, dates);
            if (!id) continue;
            const auto spot = place(*id, dates, i);
            if (!spot) continue;
            const auto standing = i % 3 == 2 ? Standing::proposed : Standing::agreed;
            // What does not fit after all stays a wish.
            if (!book(tx_, *id, *spot, standing)) continue;
        }
    }

    void wait(const Dates& dates) {
        for (int i = 0; i < waiting_each && !people_.empty(); ++i) {
            if (!wish(20 + i, dates)) continue;
        }
    }

  private:
    Result<WishId> wish(int index, const Dates& dates) {
        const auto at = static_cast<std::size_t>(number_ * 7 + index);
        const Pattern& pattern = patterns[at % patterns.size()];
        const auto& building = people_[(at / 3) % people_.size()];
        Wish wish;
        wish.kind = pattern.kind;
        wish.title = pattern.title;
        wish.minutes = pattern.minutes;
        wish.weight = 2 + static_cast<int>(at % 4);
        wish.people = {{building[(at * 5 + 1) % building.size()].id, ""}};
        wish.coaches = {tx_.actor()};
        wish.dates = dates;
        return want(tx_, wish);
    }

    // Spread over the week: the first on Monday, the next on Tuesday.
    std::optional<Spot> place(WishId wish, const Dates& dates, int index) {
        const auto found = places(tx_, wish, dates, places_seen);
        if (found.empty()) return std::nullopt;
        const Day on = dates.from.plus(index % 5);
        const auto at = std::ranges::find(found, on, [](const Place& one) { return one.spot.on; });
        return at == found.end() ? found.front().spot : at->spot;
    }

    WriteTx& tx_;
    int number_;
    std::vector<std::vector<coachees::Person>> people_;
};

}  // namespace

void plan_weeks(Db& db, DistrictId district, const std::vector<PersonId>& coaches) {
    if (coaches.empty()) return;
    int number = 0;
    Dates next{};
    for (const PersonId coach : coaches) {
        db.write({.district = district, .actor = coach}, [&](WriteTx& tx) {
            const Day today = Zone::utc().day(tx.now());
            next = {monday_of(today).plus(7), monday_of(today).plus(13)};
            Coach planning(tx, number);
            planning.plan({today, monday_of(today).plus(6)});
            planning.plan(next);
            planning.wait(next);
        });
        ++number;
    }
    const Scope scope{.district = district, .actor = coaches.front()};
    const auto ordered = db.write(scope, [&](WriteTx& tx) {
        return propose(tx, {.dates = next, .coaches = {}, .seconds = 1});
    });
    if (ordered) make_steadily(db, district, *ordered, iterations);
}

}  // namespace rapport::sample
