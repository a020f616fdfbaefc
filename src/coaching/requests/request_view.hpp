// One request as a page shows it to whoever has it in hand.
#pragma once

#include "coaching/requests/requests_pages.hpp"

namespace rapport::requests {

// At most three statements more. A form that was refused comes back unfolded.
RequestView request_view(ReadTx&, const Hand&, const locale::Speech&, const Refusal*);

}  // namespace rapport::requests
