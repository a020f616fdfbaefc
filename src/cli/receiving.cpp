// Mail that comes in by a pipe, one letter and one run of the program; and a mailbox looked into.
#include <fmt/format.h>
#include <sysexits.h>

#include <cstdio>

#include "cli/cli.hpp"
#include "coaching/intake/intake.hpp"
#include "coaching/intake/mailbox.hpp"
#include "kernel/crypto/crypto.hpp"
#include "kernel/mailin/mailin.hpp"

namespace rapport::cli {

namespace {

// All of standard input, or as much of it as shows that it is too much.
std::string letter_from_input() {
    const std::size_t most = mailin::Limits{}.bytes_max + 1;
    std::string letter;
    char piece[65536];
    std::size_t size = 0;
    while (letter.size() < most && (size = std::fread(piece, 1, sizeof piece, stdin)) > 0) {
        letter.append(piece, size);
    }
    return letter;
}

int exit_code_of(intake::Fate fate) {
    if (fate == intake::Fate::nobody) return EX_NOUSER;
    if (fate == intake::Fate::too_large) return EX_DATAERR;
    return EX_OK;
}

}  // namespace

int receive_mail(const Common& common, const std::string& to) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    try {
        const auto db = open_existing(common, clock, random);
        return exit_code_of(intake::accept(*db, to, letter_from_input()));
    } catch (const std::exception& fault) {  // Nobody knows whether it is kept: send it again.
        refuse(fault.what());
        return EX_TEMPFAIL;
    }
}

int look_for_mail(const Common& common, const imap::Account& account) {
    if (account.url.empty()) return refuse("which mailbox? --imap imaps://host/INBOX");
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_existing(common, clock, random);
    const auto looked = intake::look_into(*db, account);
    fmt::print("{} came since the last look, {} stayed where they are\n", looked.came,
               looked.stayed);
    return 0;
}

}  // namespace rapport::cli
