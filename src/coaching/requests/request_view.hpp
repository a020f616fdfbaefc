// One request as a page shows it to whoever has it in hand.
#pragma once

#include "coaching/requests/requests_pages.hpp"

namespace rapport::requests {

// At most three statements more. A form that was refused comes back unfolded; words typed into one
// that is no longer offered stay on the page.
struct Tried {
    const Refusal* refusal = nullptr;  // None: the page is shown afresh.
    const http::Fields& typed;
};
RequestView request_view(ReadTx&, const Hand&, const locale::Speech&, const Tried&);

}  // namespace rapport::requests
