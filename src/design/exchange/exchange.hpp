// The exchange: districts show each other what they made, without anybody in the middle. Whoever
// publishes signs it and puts it at a public address; whoever wants to read it enters the address,
// and from then on their own program looks every day. What is found is read, compared, and taken
// over as a draft of one's own that says whom it came from; when its author changes it or takes it
// back, that is told.
//
// Only what somebody ticked leaves the district. What comes in is believed in nothing: it is
// fetched in the background, within limits, its signature and shape are looked at, and what is
// wrong is refused with its reason.
#pragma once

#include <string_view>

#include "design/exchange/facts.hpp"
#include "kernel/db/db.hpp"
#include "kernel/fetch/fetch.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::exchange {

// Looks at peers whose time has come, at most `max`; each is claimed first, so that two programs do
// not look at the same. Returns how many. Waits for slow servers: call it on a thread that has
// nothing else to do.
int read_due(Db&, const fetch::Fetcher&, int max);

// Takes back what somebody published and the district no longer shows: a role page that is not
// public any more, an inquiry, a job description that ended. `base` is the address of this program.
void follow_withdrawals(Db&, std::string_view base);

// /exchange, /published, and the twins below /api/v1.
void mount_exchange(desk::Routes&);

}  // namespace rapport::exchange
