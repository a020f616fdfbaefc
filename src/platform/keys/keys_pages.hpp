// One's notes key: choosing a passphrase, unlocking, the recovery code, beginning again.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "platform/keys/keys.hpp"

namespace rapport::keys {

// `next` is where to go afterwards: a path of our own, or empty.
struct ChoosingView {  // No passphrase yet.
    std::string next;
    bool is_server_protected = false;  // So the district chose: a passphrase guards older notes.
};
void render(Html&, const ChoosingView&);

struct UnlockingView {
    std::string next;
    bool is_recovering = false;  // The code was refused: its form stays open.
};
void render(Html&, const UnlockingView&);

struct OpenView {
    std::string next;
    std::vector<Waiting> waiting;  // Partners to give back to.
};
void render(Html&, const OpenView&);

// Shown once, for printing.
struct NotesCodeView {
    std::string code, digits, next;
};
void render(Html&, const NotesCodeView&);

struct NewBeginningView {};
void render(Html&, const NewBeginningView&);

}  // namespace rapport::keys
