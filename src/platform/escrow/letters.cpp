// The letters of escrow. None holds a reason, a word of a note, or whose notes they are.
#include "platform/letters/letters.hpp"

#include <algorithm>

#include "platform/escrow/escrow_store.hpp"

namespace rapport::escrow {

namespace {

Key mail_of(Kind kind) {
    if (kind == Kind::reading) return "escrow.mail_reading";
    if (kind == Kind::giving_back) return "escrow.mail_giving_back";
    return kind == Kind::holding ? Key{"escrow.mail_holding"} : Key{"escrow.mail_lifting"};
}

letters::Sentence in_words(const Standing& now) {
    if (now.mode == Mode::none) return {"escrow.standing_none"};
    if (now.mode == Mode::server) return {"escrow.standing_server"};
    if (!now.is_in_escrow()) return {"escrow.standing_waiting"};
    return {"escrow.standing_escrow", named(now)};
}

}  // namespace

std::string named(const Standing& now) {
    std::string all;
    for (const std::string& name : now.holders) all += (all.empty() ? "" : ", ") + name;
    return all;
}

// Whoever has left is told as well: the notes are theirs.
void tell_agreed(WriteTx& tx, const Matter& matter) {
    letters::leave(tx, {.event = "escrow.agreed",
                        .thing = matter.id.text(),
                        .path = "/notes-escrow",
                        .says = mail_of(matter.kind),
                        .to = store::people_of(tx, matter.id),
                        .subject = "escrow.mail_subject",
                        .reach = letters::Reach::who_has_left_too});
}

void tell_waiting(WriteTx& tx, const Matter& matter) {
    auto holders = store::holders_to_tell(tx);
    std::erase_if(holders, [&](PersonId one) { return concerns(matter, one); });
    letters::leave(tx, {.event = "escrow.waits",
                        .thing = matter.id.text(),
                        .path = "/notes-escrow/matters/" + matter.id.text(),
                        .says = "escrow.mail_waits",
                        .to = std::move(holders),
                        .subject = "escrow.mail_waits_subject"});
}

void tell_chosen(WriteTx& tx, const Ceremony& ceremony) {
    std::vector<PersonId> chosen;
    for (const Holder& holder : ceremony.holders) chosen.push_back(holder.person);
    letters::leave(tx, {.event = "escrow.chosen",
                        .thing = ceremony.id.text(),
                        .path = "/notes-escrow",
                        .says = "escrow.mail_hold",
                        .to = std::move(chosen),
                        .subject = "escrow.mail_hold_subject"});
}

void tell_mode(WriteTx& tx) {
    const Standing now = standing(tx);
    letters::leave(tx, {.event = "escrow.mode",
                        .thing = std::string(code(now.mode)),
                        .path = "/notes-escrow",
                        .says = "escrow.mail_mode",
                        .to = store::people_with_notes(tx),
                        .subject = "escrow.mail_mode_subject",
                        .more = {in_words(now), {"escrow.mode_means"}}});
}

}  // namespace rapport::escrow
