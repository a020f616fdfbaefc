// Notes written before notes were sealed: read once, as they were, and sealed.
#include "coaching/notes/notes_store.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::notes {

namespace sql {
constexpr Sql old_ones{"notes.old_ones", R"(
    SELECT id, contact_id, request_id, author_id, tier, body
      FROM note
     WHERE district_id = $1 AND sealed = ''
     ORDER BY id
     LIMIT 200)"};
}  // namespace sql

namespace {

struct Old {
    NoteId id;
    std::optional<contacts::ContactId> contact;
    std::optional<requests::RequestId> request;
    PersonId author;
    bool is_shared = false;
    std::string body;
};

Old old_of(const db::Row& row) {
    return {row.id<NoteId>(0),
            row.maybe_id<contacts::ContactId>(1),
            row.maybe_id<requests::RequestId>(2),
            row.id<PersonId>(3),
            row.view(4) == "shared",
            row.text(5)};
}

void seal_one(WriteTx& tx, const Old& old) {
    std::vector<PersonId> readers{old.author};
    if (old.is_shared) {
        const Subject beside = old.contact ? Subject(*old.contact) : Subject(*old.request);
        for (const PersonId person : store::about(tx, beside)) readers.push_back(person);
    }
    store::seal_anew(tx, old.id,
                     keys::seal(tx, readers, {.thing = old.id.view(), .text = old.body}));
}

}  // namespace

std::int64_t seal_old(Db& db) {
    std::int64_t sealed = 0;
    const auto districts = db.read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx); });
    for (const DistrictId district : districts) {
        const Scope scope{.district = district, .actor = {}};
        for (std::int64_t some = 1; some > 0; sealed += some) {
            some = db.write(scope, [](WriteTx& tx) {
                const auto old = tx.all<Old>(sql::old_ones, old_of, tx.district());
                for (const Old& one : old) seal_one(tx, one);
                return static_cast<std::int64_t>(old.size());
            });
        }
    }
    if (sealed > 0) db.checkpoint();
    return sealed;
}

}  // namespace rapport::notes
