#include "platform/letters/letters_store.hpp"

namespace rapport::letters::store {

namespace sql {
constexpr Sql reader{"letters.reader", R"(
    SELECT p.name, COALESCE(a.email, p.email, ''), COALESCE(a.language, d.language), d.zone
      FROM person p
      JOIN district d ON d.id = p.district_id
      LEFT JOIN account a ON a.id = p.account_id
     WHERE p.district_id = $1 AND p.id = $2
       AND ($4 = 'who_has_left_too'
            OR (a.disabled_at IS NULL AND (p.ended_on IS NULL OR p.ended_on > $3))))"};
}  // namespace sql

std::optional<Reader> reader(ReadTx& tx, std::string_view person, Reach reach) {
    const auto reader_of = [](const db::Row& row) {
        return Reader{row.text(0), row.text(1), row.text(2), row.text(3)};
    };
    return tx.maybe<Reader>(sql::reader, reader_of, tx.district(), person,
                            Zone::utc().day(tx.now()), code(reach));
}

}  // namespace rapport::letters::store
