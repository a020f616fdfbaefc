#include "coaching/ledger/interval.hpp"

#include <boost/math/special_functions/beta.hpp>

#include "kernel/check.hpp"

namespace rapport::ledger {

Interval credible(int accepted, int of) {
    must(of >= 1 && accepted >= 0 && accepted <= of, "no share of invitations");
    constexpr double tail = 0.025;
    const double yes = accepted + 0.5, no = of - accepted + 0.5;
    return {accepted == 0 ? 0 : boost::math::ibeta_inv(yes, no, tail),
            accepted == of ? 1 : boost::math::ibetac_inv(yes, no, tail)};
}

}  // namespace rapport::ledger
