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

namespace {

struct Row {
    OpenedNote note;
    NoteId id;
    keys::Sealed sealed;
};

}  // namespace

std::vector<OpenedNote> in_opening(ReadTx& tx, const escrow::Opening& opening, const Zone& zone) {
    std::vector<OpenedNote> found;
    auto rows = tx.all<Row>(
        sql::of_circle,
        [&](const db::Row& row) {
            return Row{{row.text(1), row.instant(2), "", true},
                       row.id<NoteId>(0),
                       {row.text(3), opening.circle, row.integer(4), row.integer(5)}};
        },
        tx.district(), opening.circle, zone.instant({opening.from, 0, 0}),
        zone.instant({opening.until.plus(1), 0, 0}));
    for (Row& row : rows) {
        for (const auto& [epoch, key] : opening.epochs) {
            if (epoch != row.sealed.epoch) continue;
            auto opened = sealing::open(key,
                                        {.district = tx.district().view(),
                                         .circle = opening.circle.view(),
                                         .thing = row.id.view(),
                                         .epoch = epoch,
                                         .version = row.sealed.version},
                                        row.sealed.text);
            row.note.is_lost = !opened.text.has_value();
            if (opened.text) row.note.body = std::move(*opened.text);
        }
        found.push_back(std::move(row.note));
    }
    return found;
}

}  // namespace rapport::notes
