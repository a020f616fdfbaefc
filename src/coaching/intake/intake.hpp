// What becomes of a letter that came in. An answer to a letter of ours joins its request, when it
// comes to the address made for that one person; a letter to the programme's address becomes a
// request of its writer, when a relay that the district trusts vouches for the address. A letter to
// the address of an inquiry is an answer to it, whoever writes, and is kept there alone. Everything
// else waits for an administrator. Nobody gets an account by writing, and no header decides
// anything but whether a machine wrote it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "coaching/requests/requests.hpp"
#include "kernel/db/db.hpp"

namespace rapport::intake {

enum class Fate : std::uint8_t {
    request,    // It is a request now.
    message,    // It joined its request.
    answer,     // It answers an inquiry.
    waiting,    // An administrator looks at it.
    bounce,     // A server says that a letter of ours did not arrive; its address is marked.
    automatic,  // A machine wrote it: kept, and nobody is bothered.
    repeated,   // It is here already. The sender did not hear so; now it does.
    nobody,     // No district receives mail at that address.
    too_large,  // Beyond 25 MB, or with headers without end.
};

// Takes a letter for the address it was sent to, durably: once this returns, it is kept. Throws
// db::Fault where nobody knows; the sender repeats it then, and a repeated letter is one.
Fate accept(Db&, std::string_view to, std::string_view letter);

// The same for a letter of a mailbox, where nobody says any more to whom it was sent: to the first
// address of Delivered-To, X-Original-To, Envelope-To, To and Cc that receives mail here.
Fate accept_of_mailbox(Db&, std::string_view letter);

// The address at which this person answers about this request, for 90 days: "r+<token>@…". None
// where the district has no address of its own. The token is kept hashed.
std::optional<std::string> reply_address(WriteTx&, PersonId, requests::RequestId);

// Whether letters to this address, or answers to its letters, would reach another district: two
// have no address in common.
bool is_of_another_district(Db&, DistrictId own, std::string_view address);

// Whether a relay that the district trusts vouches for the address: its first
// Authentication-Results (RFC 8601) says that DMARC passed, or that DKIM or SPF did for the very
// domain. `results` is the header's value, `trusted` the name of the relay.
bool is_vouched_for(std::string_view results, std::string_view trusted, std::string_view address);

// A setting of a district: the relay whose word on senders counts.
inline constexpr std::string_view relay_setting = "mail.relay";

}  // namespace rapport::intake
