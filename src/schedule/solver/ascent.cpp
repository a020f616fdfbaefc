// The best prices for the relaxation, by steps against the slack of its rows. Every value on the
// way is a bound, so it may stop at any time.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "schedule/solver/crew.hpp"
#include "schedule/solver/relaxation.hpp"
#include "schedule/solver/solve.hpp"

namespace rapport::solver {

namespace {

// Chosen by measuring; see bench/schedule.
constexpr double stride_first = 1.5;   // Of the way that would close the gap were the bound smooth.
constexpr double stride_last = 2e-4;   // Shorter ones find nothing any more.
constexpr double stride_shrink = 0.7;  // After this many looks in vain:
constexpr int patience = 50;
constexpr double memory = 0.7;  // How much of the last direction is kept, against zigzags.

class Ascent {
  public:
    Ascent(const Model& model, const BoundOrders& orders)
        : orders_(orders),
          relaxation_(model),
          crew_(orders.threads, orders.is_polite ? Manners::polite : Manners::equal),
          prices_(relaxation_.first_prices()),
          best_prices_(prices_),
          direction_(prices_.size(), 0) {}

    double run() {
        int in_vain = 0;
        double told = std::numeric_limits<double>::infinity();
        do {
            const double value = look();
            in_vain = value < best_ - worth_telling ? 0 : in_vain + 1;
            if (value < best_) {
                best_ = value;
                best_prices_ = prices_;
            }
            if (orders_.on_progress && best_ < told - 1) orders_.on_progress(told = best_);
            if (in_vain >= patience) {
                in_vain = 0;
                stride_ *= stride_shrink;
                prices_ = best_prices_;
                std::fill(direction_.begin(), direction_.end(), 0.0);
                look();
            }
            if (!step(value)) break;
        } while (!is_over());
        return best_;
    }

  private:
    static constexpr double worth_telling = 0.25;

    double look() {
        relaxation_.set_prices(prices_);
        crew_.share(relaxation_.route_count(),
                    [this](std::size_t route) { relaxation_.look_at_route(route); });
        return relaxation_.value(slack_);
    }

    // False when there is nowhere to go.
    bool step(double value) {
        double length = 0;
        for (std::size_t row = 0; row < prices_.size(); ++row) {
            const auto is_stuck = [&](double way) {
                return (prices_[row] <= 0 && way > 0) ||
                       (prices_[row] >= relaxation_.price_max(row) && way < 0);
            };
            const double slack = is_stuck(slack_[row]) ? 0 : slack_[row];
            double& way = direction_[row];
            way = memory * way + (1 - memory) * slack;
            if (is_stuck(way)) way = 0;
            length += way * way;
        }
        if (length < 1e-9) return false;
        const double goal =
            orders_.known ? static_cast<double>(*orders_.known) : best_ - 0.03 * std::abs(best_);
        const double by = stride_ * std::max(value - goal, 0.5) / length;
        for (std::size_t row = 0; row < prices_.size(); ++row) {
            prices_[row] =
                std::clamp(prices_[row] - by * direction_[row], 0.0, relaxation_.price_max(row));
        }
        return true;
    }

    bool is_over() const {
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - began_;
        // All worths are whole: a bound less than one above the plan says that it is the best.
        const bool is_closed = orders_.known && best_ < static_cast<double>(*orders_.known) + 1;
        return is_closed || stride_ < stride_last || spent.count() >= orders_.seconds ||
               (orders_.is_cancelled && orders_.is_cancelled());
    }

    const BoundOrders& orders_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    Relaxation relaxation_;
    Crew crew_;
    std::vector<double> prices_, best_prices_, direction_, slack_;
    double best_ = std::numeric_limits<double>::infinity();
    double stride_ = stride_first;
};

}  // namespace

double upper_bound(const Instance& instance, const BoundOrders& orders) {
    const Model model(instance);
    BoundOrders inner = orders;
    // The search's numbers count what stays as told; total() counts what moves.
    if (inner.known) *inner.known += model.told_worth;
    if (orders.on_progress) {
        inner.on_progress = [&](double bound) {
            orders.on_progress(bound - static_cast<double>(model.told_worth));
        };
    }
    const double bound = Ascent(model, inner).run() - static_cast<double>(model.told_worth);
    // Rounded up by more than double arithmetic can have lost, then down, since totals are whole.
    return std::floor(bound + 1e-6 * std::max(1.0, std::abs(bound) * 1e-3));
}

}  // namespace rapport::solver
