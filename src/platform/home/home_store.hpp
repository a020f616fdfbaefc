// The one row that the program writes to learn whether writing works.
#pragma once

#include "kernel/db/db.hpp"

namespace rapport::home {

void beat(WriteTx&);  // The write that /readyz makes to learn whether writing
                      // works.

}  // namespace rapport::home
