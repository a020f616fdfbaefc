// Letters of a mailbox that is kept elsewhere (IMAP4rev1, RFC 3501). Nothing there is moved or
// deleted; the server marks as read what was read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

#include "kernel/clock/clock.hpp"

namespace rapport::imap {

struct Account {
    std::string url;  // "imaps://mail.school.example/INBOX"
    std::string user, password;
};

// Up to where a mailbox was read.
struct Place {
    std::int64_t validity = 0;  // UIDVALIDITY: UIDs mean something while it stays. 0: never read.
    std::int64_t last = 0;      // The UID of the last letter taken.
    Instant at = {};            // When it was looked at last.
};

// Why a mailbox could not be read, in a sentence for whoever keeps the machine.
struct Fault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Reading {
    std::size_t bytes_max = std::size_t{25} << 20;
    int letters_max = 200;  // At a time.
    // Asked while the server is waited for: true ends the reading with a Fault.
    std::function<bool()> is_stopping = [] { return false; };
};
using Take = std::function<void(const Place& reached, const std::string& letter)>;

// Hands each letter after `from` to `take` with the place that is reached once it is kept. What
// `take` throws ends the reading. Returns the place at the end. A mailbox never read begins at its
// end: what waited there before is nobody's news. One whose UIDs were given anew is read from the
// day before it was last looked at, so letters may come twice. A letter beyond `bytes_max` comes as
// an empty text. Throws Fault.
Place read_since(const Account&, const Place& from, Instant now, const Reading&, const Take&);

}  // namespace rapport::imap
