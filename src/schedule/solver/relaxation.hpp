// The problem with its ties between days cut: every rule that joins several days (a task once, a
// resource once, capacity, the order of a cycle, reaching somebody) becomes a row with a price, and
// what is left falls into one Oracle a day. For any prices at or above nothing, value() is at least
// as much as any plan is worth.
#pragma once

#include <cstdint>
#include <vector>

#include "schedule/solver/model.hpp"
#include "schedule/solver/oracle.hpp"

namespace rapport::solver {

class Relaxation {
  public:
    explicit Relaxation(const Model&);

    std::size_t row_count() const { return limits_.size(); }
    std::size_t route_count() const { return oracles_.size(); }
    // Prices to begin with: what minutes are worth, and what each task is worth beyond its minutes.
    std::vector<double> first_prices() const;
    double price_max(std::size_t row) const { return price_max_[row]; }

    // In three steps, of which the middle may be shared out among threads, each route once.
    void set_prices(const std::vector<double>& prices);
    void look_at_route(std::size_t route);
    // The bound; `slack` becomes what each row leaves unused (less than nothing: overused).
    double value(std::vector<double>& slack) const;

  private:
    struct Use {
        int row = 0;
        float amount = 0;
    };
    // A person with several tasks: the bonus is had once, if any of them is placed.
    struct Touch {
        int row = 0;
        double bonus = 0;
    };

    void lift_pins();
    int add_row(double limit);
    void use(int candidate, int row, double amount);
    void add_tasks();
    void add_resources();
    void add_capacity();
    void add_touches();
    void add_cycles();
    void add_step(int task, int coach);
    void add_order(int task, int coach, int day);
    void add_order_row(const std::vector<int>& later, const std::vector<int>& earlier);
    void pack();
    double minute_price(int coach) const;

    const Model& model_;
    double scale_ = 64;
    double lifted_ = 0;  // What pinned visits are worth more here than they are.
    std::vector<Oracle> oracles_;
    std::vector<double> worth_;  // By candidate.
    std::vector<double> limits_, price_max_;
    std::vector<int> task_row_, capacity_row_;
    std::vector<Touch> touches_;
    std::vector<std::vector<Use>> uses_;  // By candidate; packed into the next two.
    std::vector<Use> packed_;
    std::vector<std::size_t> packed_begin_;
    std::vector<double> prices_;
    std::vector<std::int32_t> candidate_prices_;
    std::vector<std::int64_t> days_;  // By route: what its best day is worth, scaled.
};

}  // namespace rapport::solver
