// A letter by mail: that something waits or has happened, and where to read it. Never a word of it,
// and no name of anybody it is about but the reader's own, whoever looks over a shoulder at a
// phone. An act leaves it in its own transaction; the runner writes it afterwards, once, in the
// language of each reader. Not to the one who acted, nor, as a rule, to anybody who has left by
// then.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/jobs/jobs.hpp"
#include "kernel/locale/key.hpp"

namespace rapport::letters {

// One more sentence. It may list {names}: of who holds what for all, such as an escrow.
struct Sentence {
    Key says;
    std::string names = {};
};

// Whom a letter still reaches.
enum class Reach : std::uint8_t { who_is_here, who_has_left_too };
std::string_view code(Reach);

struct Letter {
    std::string_view event;  // "cycle.asked": what happened.
    std::string thing;       // To what: its id.
    std::string path;        // Where it is read: "/cycles/…".
    Key says;                // One sentence without arguments.
    std::vector<PersonId> to;
    Key subject = "letters.subject";
    std::vector<Sentence> more = {};  // Below it.
    Reach reach = Reach::who_is_here;
};

inline constexpr std::string_view letter_job = "letter";

// Leaves it for the runner; nothing where nobody but the actor would read it.
void leave(WriteTx&, Letter);

// Writes the mails of one letter that was left.
void tell(WriteTx&, std::string_view left, std::string_view base_url);

// Tells the runner how to do it. Called once by main.
void mount_letters(jobs::Runner&, Db&, std::string base_url);

}  // namespace rapport::letters
