// Notes that two holders of the escrow have opened. The keys come with the opening; without them
// what is found here says nothing.
#include "coaching/notes/notes_store.hpp"
#include "platform/escrow/escrow.hpp"

namespace rapport::notes {

namespace sql {
constexpr Sql of_circle{"notes.of_circle", R"(
    SELECT n.id, p.name, n.written_at, n.sealed, n.epoch, n.version
      FROM note n
      JOIN person p ON p.district_id = n.district_id AND p.id = n.author_id
     WHERE n.district_id = $1 AND n.circle_id = $2 AND n.written_at >= $3 AND n.written_at < $4
     ORDER BY n.written_at, n.id)"};
}  // namespace sql

std::vector<escrow::Opened> in_opening(ReadTx& tx, const escrow::Opening& opening,
                                       const locale::Speech& speech) {
    const auto opened = [&](const db::Row& row) {
        const keys::Sealed sealed{row.text(3), opening.circle, row.integer(4), row.integer(5)};
        auto body = escrow::read(tx, opening, row.view(0), sealed);
        return escrow::Opened{.what = speech.say("notes.opened_note"),
                              .author_name = row.text(1),
                              .written_at = row.instant(2),
                              .body = body.value_or(""),
                              .is_lost = !body.has_value()};
    };
    return tx.all<escrow::Opened>(sql::of_circle, opened, tx.district(), opening.circle,
                                  speech.zone().instant({opening.from, 0, 0}),
                                  speech.zone().instant({opening.until.plus(1), 0, 0}));
}

}  // namespace rapport::notes
