// Letters that came in, as rows. Inside intake only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/requests/requests.hpp"
#include "kernel/imap/imap.hpp"

namespace rapport::intake {
using LetterId = Id<struct LetterTag>;
}

namespace rapport::intake::store {

struct Letter {
    std::string digest, from_name, from_address, subject, words, left_out;
    std::string fate, reason;
    std::optional<PersonId> person;
    std::optional<requests::RequestId> request;
};

// One that waits, without its words: an administrator decides by who wrote, when, and about what.
struct Waiting {
    LetterId id;
    Instant received_at;
    std::string from_name, from_address, subject, reason;
};
std::vector<Waiting> waiting(ReadTx&, int max);  // Newest first.
bool discard(WriteTx&, LetterId);                // False: none that waits.

struct Bounced {
    std::string address, status;
    bool is_permanent = true;
    Instant last_at;
};
std::vector<Bounced> bounced(ReadTx&, int max);  // Newest first.

bool is_known(ReadTx&, std::string_view digest);
void keep(WriteTx&, const Letter&);
std::int64_t count_from(ReadTx&, std::string_view address, Instant since);

// The one person who works here under that address (in small letters); none when there are two.
std::optional<PersonId> person_at(ReadTx&, std::string_view address);

struct Token {
    PersonId person;
    requests::RequestId request;
    Instant ends_at;
};
std::optional<Token> token(ReadTx&, std::string_view hash);
void keep_token(WriteTx&, std::string_view hash, const Token&);

// Up to where a mailbox was read; the beginning of one that never was.
imap::Place place(ReadTx&, std::string_view mailbox);
void keep_place(WriteTx&, std::string_view mailbox, const imap::Place&);

void keep_bounce(WriteTx&, std::string_view address, std::string_view status, bool is_permanent);

}  // namespace rapport::intake::store
