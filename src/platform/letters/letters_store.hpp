// Whom a letter reaches. Private to the slice.
#pragma once

#include "platform/letters/letters.hpp"

namespace rapport::letters::store {

struct Reader {
    std::string name, address, language, zone;
};
// None: may not sign in any more, or has left, and the letter is for who is here.
std::optional<Reader> reader(ReadTx&, std::string_view person, Reach);

}  // namespace rapport::letters::store
