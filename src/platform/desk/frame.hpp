// The frame around every page, and the page for what went wrong.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kernel/html/html.hpp"

namespace rapport::desk {

struct Context;

// The whole document: layout, navigation for this reader, notice, refusal
// summary, body.
std::string laid_out(Context&, const PageContext&, std::string title, SafeHtml body);

struct TypedField {
    std::string name, value;
};

struct ErrorView {
    std::string title, says, number;
    bool can_retry = false;               // Offers the same button again, with all that was typed.
    Key press = Key{"desk.press_again"};  // What that button says.
    std::string action;
    std::vector<TypedField> typed;
    std::vector<std::string> words;  // What was typed, to be copied.
};
void render(Html&, const ErrorView&);

}  // namespace rapport::desk
