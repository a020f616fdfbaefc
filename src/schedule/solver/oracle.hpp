// The best day of one coach when every visit has a price: a longest path through time, sites and
// the breaks taken. It forgets that a task is placed once, resources, the order of steps and runs
// of work, so what it answers is never less than the truth. (Days that forget none of these were
// tried: a hundred times the work, and a bound 0.01 % lower.) All numbers are whole, in fractions
// of worth, prices rounded up and roads down, so that a bound made of them stays one.
#pragma once

#include <cstdint>
#include <vector>

#include "schedule/solver/model.hpp"

namespace rapport::solver {

class Oracle {
  public:
    Oracle(const Model&, int route, double scale);

    // `prices` by candidate of the model: what each is worth now, scaled.
    std::int64_t best_day(const std::vector<std::int32_t>& prices);
    // The day that best_day() found: candidates of the model, in order.
    const std::vector<int>& day() const { return day_; }
    const std::vector<int>& candidates() const { return candidates_; }  // All of this route.

  private:
    struct Item {
        int candidate = none;
        int site = 0;                               // Ours.
        int earliest = 0, latest = 0, minutes = 0;  // In ticks from the start of the shift.
        int bit = 0;                                // Of a break, so that it is taken once.
    };

    void take_items(const Model&, int route);
    void take_travel(const Model&, double scale);
    // A live item while it may begin, all that the inner loop reads of it.
    struct Open {
        int earliest = 0, minutes = 0, bit = 0;
        std::int32_t price = 0;
    };
    // What one site offers, going backwards in time.
    struct Door {
        std::vector<int> closed;  // Live items, the last to begin last.
        std::vector<Open> open;
        int next_to_close = 0;  // The latest `earliest` of what is open.
    };

    int site_index(int site);
    void open_and_close(Door&, int t) const;
    std::int64_t choose_items(const std::vector<std::int32_t>& prices);
    void look_ahead();
    template <int bits>
    void look_ahead_with();
    template <int bits>
    void look_ahead_at(int site, int t);
    template <int bits>
    void look_down_the_roads(int t);
    int first_site() const;
    void follow();
    bool follow_item(int& site, int& bits, int& t);
    bool follow_road(int& site, int bits, int& t);

    std::size_t pair(int from, int to) const {
        return static_cast<std::size_t>(from * sites_count_ + to);
    }
    std::size_t cell(int site, int bits, int t) const {
        return static_cast<std::size_t>((t * sites_count_ + site) * bits_ + bits);
    }

    int tick_ = 1;    // Minutes; more than one when a day has very many.
    int length_ = 0;  // Of the shift, in ticks.
    int bits_ = 1;
    int sites_count_ = 0;
    int home_ = none;
    std::vector<int> sites_, candidates_;
    std::vector<int> travel_;
    std::vector<std::int32_t> toll_;
    std::vector<Item> items_;

    // What can still be had from (time, site, bits) on; bits side by side, so that one instruction
    // looks at all of them.
    std::vector<std::int32_t> ahead_;
    std::vector<int> live_;            // Items that are worth something now.
    std::vector<std::int32_t> price_;  // By item.
    std::vector<Door> doors_;          // By site.
    std::vector<int> day_, instant_;
};

}  // namespace rapport::solver
