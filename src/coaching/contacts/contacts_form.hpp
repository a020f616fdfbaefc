// From what was typed, tapped or sent to a draft: one reading for the page and the API.
#pragma once

#include "coaching/contacts/contacts.hpp"
#include "kernel/http/message.hpp"
#include "kernel/locale/speech.hpp"

namespace rapport::contacts {

// Fields: person (repeated; `people` in JSON), team, kind, minutes (a number, or "timer" beside
// `since`), minutes_typed, on, building, focus (repeated), began_by, place, heads, students,
// request, finishes, next_step, next_on, step_done (repeated), note, tier. Refuses what is not well
// formed, naming its field.
Result<Draft> parse(const http::Fields&, Instant now);

// The refusal in the reader's own dates: rules name days as ISO, people do not.
Refusal told(Refusal, const locale::Speech&);

}  // namespace rapport::contacts
