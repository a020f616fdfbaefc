// Mail that comes in by a pipe: one letter, one run of the program.
#include <sysexits.h>

#include <cstdio>

#include "cli/cli.hpp"
#include "coaching/intake/intake.hpp"
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

}  // namespace rapport::cli
