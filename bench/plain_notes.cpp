// The program with notes in the open, to weigh sealed ones against (bench/notes.sh): the one door
// to sealed words hands out what lies in the table. Found before the project's own; never shipped.
#include "platform/keys/keys.hpp"

namespace rapport::keys {

Opener::Found Opener::open(std::string_view, const Sealed& sealed) {
    return {State::open, sealed.text};
}

}  // namespace rapport::keys
