// Forms that anybody in the world may send: what holds a flood and a machine, without a puzzle for
// people. A form has room for as many tries of one network as a full classroom needs, and a
// field that people do not see; whoever fills it in is told, in case it was their browser.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::strangers {

// Tries of one network at one kind of form.
struct Room {
    std::string_view form;  // "answer", "call" …
    double most = 10, a_minute = 1;
};

// The answer to one that is held, with the form again and all that was typed; none to everybody
// else. `field`: where a flood is told of.
std::optional<http::Response> held(desk::Writing&, const Room&, desk::Show form, std::string field);

// The field that people do not see, as a part of the form.
struct Trap {
    bool is_shown = false;  // To whoever filled it in.
};
Trap trap_of(const desk::Reading&);
void render(Html&, const Trap&);

}  // namespace rapport::strangers
