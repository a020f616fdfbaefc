// How sure a share is: of so many invitations so many were accepted.
#pragma once

namespace rapport::ledger {

struct Interval {
    double low = 0, high = 1;
};

// Holds the true share with 95 % credibility, after Jeffreys' prior Beta(1/2, 1/2); at none and at
// all the open side is 0 or 1 (Brown, Cai and DasGupta, 2001, "Interval Estimation for a Binomial
// Proportion"). `of` is at least 1, `accepted` between 0 and `of`.
Interval credible(int accepted, int of);

}  // namespace rapport::ledger
