// Agendas and notes of meetings that two holders of the escrow have opened: each saving by itself.
#include "coaching/meetings/meetings_store.hpp"

namespace rapport::meetings {

namespace sql {
constexpr Sql of_circle{"meetings.of_circle", R"(
    SELECT w.meeting_id, w.part, w.number, m.meets_on, p.name, w.written_at, w.sealed, w.epoch
      FROM cycle_writing w
      JOIN cycle_meeting m ON m.district_id = w.district_id AND m.id = w.meeting_id
      JOIN person p ON p.district_id = w.district_id AND p.id = w.author_id
     WHERE w.district_id = $1 AND w.circle_id = $2 AND w.written_at >= $3 AND w.written_at < $4
     ORDER BY w.written_at, w.meeting_id, w.part, w.number)"};
}  // namespace sql

namespace {

escrow::Opened opened(ReadTx& tx, const db::Row& row, const escrow::Opening& opening,
                      const locale::Speech& speech) {
    const auto part = parse_part(row.view(1)).value_or(Part::notes);
    const keys::Sealed sealed{row.text(6), opening.circle, row.integer(7), 1};
    const auto folded =
        escrow::read(tx, opening, thing_of({row.id<MeetingId>(0), part}, row.integer(2)), sealed);
    const auto paper = folded ? unfolded(*folded) : std::nullopt;
    const Key what =
        part == Part::agenda ? Key{"meetings.opened_agenda"} : Key{"meetings.opened_notes"};
    return {.what = speech.say(what, {{"day", speech.day(row.day(3))}}),
            .author_name = row.text(4),
            .written_at = row.instant(5),
            .body = paper ? text_of(*paper) : "",
            .is_lost = !paper.has_value()};
}

}  // namespace

std::vector<escrow::Opened> in_opening(ReadTx& tx, const escrow::Opening& opening,
                                       const locale::Speech& speech) {
    return tx.all<escrow::Opened>(
        sql::of_circle, [&](const db::Row& row) { return opened(tx, row, opening, speech); },
        tx.district(), opening.circle, speech.zone().instant({opening.from, 0, 0}),
        speech.zone().instant({opening.until.plus(1), 0, 0}));
}

}  // namespace rapport::meetings
