// How requests are spoken of: where one stands, what is promised, what happened to it.
#pragma once

#include <optional>
#include <string>

#include "coaching/requests/requests_store.hpp"
#include "kernel/locale/speech.hpp"

namespace rapport::requests {

// Where it stands, to this reader: "You have it." where others read "Rosa has it."
std::string stands_to(PersonId reader, const RequestLine&, const locale::Speech&);

// What is promised next, in words; empty when nothing is.
std::string promise_of(const RequestLine&, const locale::Speech&);

// One step of the history: "Rosa Delgado handed it to the tech support team."
std::string told(const store::Step&, const RequestLine&, const locale::Speech&);

// Everything due before this is due soon: the end of the next school day of the whole district.
Instant soon(Instant now, const Zone&, const calendar::Calendar&);

}  // namespace rapport::requests
