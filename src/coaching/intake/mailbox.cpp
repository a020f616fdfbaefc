#include "coaching/intake/mailbox.hpp"

#include "coaching/intake/intake.hpp"
#include "coaching/intake/intake_store.hpp"

namespace rapport::intake {

Looked look_into(Db& db, const imap::Account& account, const imap::Reading& reading) {
    const std::string name = account.user + " " + account.url;
    const auto keep = [&](const imap::Place& place) {
        db.write(Scope::whole(), [&](WriteTx& tx) { store::keep_place(tx, name, place); });
    };
    const auto from = db.read(Scope::whole(), [&](ReadTx& tx) { return store::place(tx, name); });
    Looked looked;
    const auto reached = imap::read_since(
        account, from, db.clock().now(), reading,
        [&](const imap::Place& place, const std::string& letter) {
            const Fate fate = letter.empty() ? Fate::too_large : accept_of_mailbox(db, letter);
            keep(place);
            ++looked.came;
            if (fate == Fate::too_large || fate == Fate::nobody) ++looked.stayed;
        });
    if (looked.came == 0) keep(reached);
    return looked;
}

}  // namespace rapport::intake
