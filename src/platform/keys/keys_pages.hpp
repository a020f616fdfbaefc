// One's notes key: choosing a passphrase, unlocking, the recovery code, beginning again.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "platform/escrow/escrow_pages.hpp"
#include "platform/keys/keys.hpp"

namespace rapport::keys {

// What helps when a passphrase is lost, as notes are kept here.
struct WaysBackView {
    escrow::StandingView kept;
};
void render(Html&, const WaysBackView&);

// `next` is where to go afterwards: a path of our own, or empty.
struct ChoosingView {  // No passphrase yet.
    std::string next;
    WaysBackView ways;
};
void render(Html&, const ChoosingView&);

struct UnlockingView {
    std::string next;
    bool is_recovering = false;  // The code was refused: its form stays open.
    WaysBackView ways;
};
void render(Html&, const UnlockingView&);

struct OpenView {
    std::string next;
    std::vector<Waiting> waiting;  // Partners to give back to.
    escrow::StandingView kept;
};
void render(Html&, const OpenView&);

// Shown once, for printing.
struct NotesCodeView {
    std::string code, digits, next;
};
void render(Html&, const NotesCodeView&);

struct NewBeginningView {
    WaysBackView ways;
};
void render(Html&, const NewBeginningView&);

}  // namespace rapport::keys
