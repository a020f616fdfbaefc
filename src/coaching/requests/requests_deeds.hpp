// What a form or an API call asks to be done with a request, read from its fields once for both.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/requests/requests_rules.hpp"
#include "kernel/http/message.hpp"

namespace rapport::requests {

struct Outcome {
    Key notice;                 // Said on the next page.
    std::string location = {};  // Where the page goes on; empty: the request itself.
};
using Deed = Result<Outcome> (*)(WriteTx&, Hand&, const http::Fields&);

Result<Outcome> do_triage(WriteTx&, Hand&, const http::Fields&);
Result<Outcome> do_hand_over(WriteTx&, Hand&, const http::Fields&);
Result<Outcome> do_split(WriteTx&, Hand&, const http::Fields&);
Result<Outcome> do_schedule(WriteTx&, Hand&, const http::Fields&);
Result<Outcome> do_start(WriteTx&, Hand&, const http::Fields&);
Result<Outcome> do_finish(WriteTx&, Hand&, const http::Fields&);
Result<Outcome> do_reopen(WriteTx&, Hand&, const http::Fields&);
Result<Outcome> do_decline(WriteTx&, Hand&, const http::Fields&);
Result<Outcome> do_withdraw(WriteTx&, Hand&, const http::Fields&);
Result<Outcome> do_mark_duplicate(WriteTx&, Hand&, const http::Fields&);

// Finds the request for its actor, checks that it stands as they saw it (field "version"), and does
// it. None when it is not there for them.
std::optional<Result<Outcome>> deal(WriteTx&, RequestId, const http::Fields&, Deed);

// Whom a coach asks for: the id in "person", or the one whose name "who" says. Several that may be
// meant are a refusal, and the page offers them: a request in the wrong name reaches a stranger.
Result<PersonId> person_asked_for(ReadTx&, const Sight&, const http::Fields&);
struct Candidate {
    PersonId id;
    std::string name, building;
};
std::vector<Candidate> candidates(ReadTx&, const Sight&, std::string_view who);  // At most 8.

}  // namespace rapport::requests
