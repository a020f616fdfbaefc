// Whom a letter reaches. Private to the slice.
#pragma once

#include "platform/letters/letters.hpp"

namespace rapport::letters::store {

struct Reader {
    std::string name, address, language, zone;
};
// None: has no account, or has left.
std::optional<Reader> reader(ReadTx&, std::string_view person);

}  // namespace rapport::letters::store
