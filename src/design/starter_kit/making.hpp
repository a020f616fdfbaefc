// What a step makes: the real things. Private to the slice.
#pragma once

#include "design/models/models.hpp"
#include "design/starter_kit/starter_kit.hpp"

namespace rapport::starter_kit {

// Makes what the step makes of its answers, which stand in the kit. Where it lives, "" where the
// step makes nothing with a page of its own. Refuses, at its field, what the thing itself refuses.
Result<std::string> make(WriteTx&, const Kit&, Step, const locale::Speech&);

// A school year by the usual week, with the answers of "ratio" and "money" in it.
models::Numbers numbers_of(const Answers&);
models::Numbers numbers_of(const Kit&);

}  // namespace rapport::starter_kit
