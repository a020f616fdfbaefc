#include "design/standards/wording_store.hpp"

namespace rapport::standards::store {

namespace sql {
constexpr Sql licence{"standards.licence", R"(
    SELECT licence, language, version
      FROM standard_licence
     WHERE district_id = $1 AND framework = $2 AND edition = $3)"};
constexpr Sql codes{"standards.codes", R"(
    SELECT code, words
      FROM standard_wording
     WHERE district_id = $1 AND framework = $2 AND edition = $3
     ORDER BY code)"};
constexpr Sql put_licence{"standards.put_licence", R"(
    INSERT INTO standard_licence (district_id, framework, edition, licence, language, version,
                                  saved_by, saved_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (district_id, framework, edition)
        DO UPDATE SET licence = excluded.licence, language = excluded.language,
                      version = excluded.version, saved_by = excluded.saved_by,
                      saved_at = excluded.saved_at)"};
constexpr Sql put_code{"standards.put_code", R"(
    INSERT INTO standard_wording (district_id, framework, edition, code, words)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql remove_codes{"standards.remove_codes", R"(
    DELETE FROM standard_wording
     WHERE district_id = $1 AND framework = $2 AND edition = $3)"};
constexpr Sql remove_licence{"standards.remove_licence", R"(
    DELETE FROM standard_licence
     WHERE district_id = $1 AND framework = $2 AND edition = $3)"};
}  // namespace sql

std::optional<Wording> licence(ReadTx& tx, const Framework& of) {
    return tx.maybe<Wording>(
        sql::licence,
        [](const db::Row& row) {
            return Wording{.licence = row.text(0),
                           .language = row.text(1),
                           .version = row.integer(2),
                           .codes = {}};
        },
        tx.district(), of.id, of.edition);
}

std::vector<Worded> codes(ReadTx& tx, const Framework& of) {
    return tx.all<Worded>(
        sql::codes,
        [](const db::Row& row) {
            return Worded{row.text(0), row.text(1)};
        },
        tx.district(), of.id, of.edition);
}

void put(WriteTx& tx, const Framework& of, const Wording& wording) {
    tx.run(sql::put_licence, tx.district(), of.id, of.edition, wording.licence, wording.language,
           wording.version, tx.actor(), tx.now());
    tx.run(sql::remove_codes, tx.district(), of.id, of.edition);
    for (const Worded& one : wording.codes) {
        tx.run(sql::put_code, tx.district(), of.id, of.edition, one.code, one.words);
    }
}

void remove(WriteTx& tx, const Framework& of) {
    tx.run(sql::remove_codes, tx.district(), of.id, of.edition);
    tx.run(sql::remove_licence, tx.district(), of.id, of.edition);
}

}  // namespace rapport::standards::store
