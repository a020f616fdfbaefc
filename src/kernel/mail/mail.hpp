// Mail out. A message becomes a job in the transaction of its cause; the runner hands it to a
// Postman: a folder of .eml files by default, or SMTP.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/clock/clock.hpp"
#include "kernel/db/db.hpp"
#include "kernel/ical/ical.hpp"
#include "kernel/id/random.hpp"

namespace rapport::mail {

// Something for the reader's calendar (iMIP, RFC 6047).
struct Invitation {
    ical::Method method = ical::Method::request;
    std::string ics;  // As ical::write() gave it, of the same method.
};

struct Message {
    std::string to_name, to_address;
    std::string subject;
    std::string text;           // Plain text; the only form a person gets, so it must read well.
    std::string language;       // "en", "fr": Content-Language.
    std::string reply_to = {};  // Where an answer goes; empty: nobody reads one.
    std::optional<Invitation> invitation = {};
};

struct Sender {
    std::string name, address;  // "Rapport", "rapport@localhost"
    std::string host;           // Right side of Message-ID.
};

// RFC 5322 text with CRLF: UTF-8 text part, encoded words in headers, Message-ID <dedup@host>,
// Auto-Submitted: auto-generated. Names and subjects cannot smuggle headers in.
//
// With an invitation it is multipart/mixed of { multipart/alternative of { text/plain,
// text/calendar; method=… }, application/ics }: Outlook looks for the calendar in the first part
// alone, others offer the attachment. The sender is the organizer, or answers would go astray.
std::string compose(const Message&, const Sender&, std::string_view dedup, Instant date);

// Enqueues a mail job; one per (recipient, event): `event` names what happened, such as
// "request.triaged/<id>/<version>". A recipient without an address that mail can carry gets none.
void send(WriteTx&, const Message&, std::string_view event);

class Postman {
  public:
    virtual ~Postman() = default;
    virtual void deliver(const std::string& from, const std::string& to, const std::string& eml,
                         std::string_view dedup) = 0;  // Throws to retry.
};
std::unique_ptr<Postman> folder_postman(std::string folder);  // <dedup>.eml, written then renamed.
std::unique_ptr<Postman> smtp_postman(std::string url, std::string user, std::string password);

// Reads a "mail" job's payload and delivers it.
void deliver_job(Postman&, const Sender&, Clock&, std::string_view payload, std::string_view dedup);

}  // namespace rapport::mail
