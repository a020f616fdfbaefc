// The mailbox in which letters to a programme come in, where no mail server hands them over: read
// every minute, each letter taken as one that was handed over.
#pragma once

#include "kernel/db/db.hpp"
#include "kernel/imap/imap.hpp"

namespace rapport::intake {

struct Looked {
    int came = 0;    // Since the last look.
    int stayed = 0;  // Of them: nobody here receives them, or they are too large.
};

// Takes what came since the last look and keeps the place with each letter. Throws imap::Fault and
// db::Fault: the next look begins at the letter that was not taken.
Looked look_into(Db&, const imap::Account&, const imap::Reading& = {});

}  // namespace rapport::intake
