#include "design/role_page/role_page_store.hpp"

namespace rapport::role_page::store {

namespace sql {
constexpr Sql page{"role_page.page", R"(
    SELECT p.does, p.does_not, p.who_fixes, p.asking, p.evaluation, p.language, a.address,
           d.name, p.is_public, p.version
      FROM role_page p
      JOIN role_address a ON a.district_id = p.district_id
      JOIN district d ON d.id = p.district_id
     WHERE p.district_id = $1)"};
constexpr Sql district_at{"role_page.district_at", R"(
    SELECT district_id
      FROM role_address
     WHERE address = $1)"};
constexpr Sql put{"role_page.put", R"(
    INSERT INTO role_page (district_id, does, does_not, who_fixes, asking, evaluation, language,
                           is_public, version, saved_by, saved_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (district_id)
        DO UPDATE SET does = excluded.does, does_not = excluded.does_not,
                      who_fixes = excluded.who_fixes, asking = excluded.asking,
                      evaluation = excluded.evaluation, language = excluded.language,
                      version = excluded.version, saved_by = excluded.saved_by,
                      saved_at = excluded.saved_at)"};
constexpr Sql give_address_up{"role_page.give_address_up", R"(
    DELETE FROM role_address
     WHERE district_id = $1)"};
constexpr Sql take_address{"role_page.take_address", R"(
    INSERT INTO role_address (district_id, address)
    VALUES ($1, $2)
        ON CONFLICT DO NOTHING)"};
constexpr Sql set_public{"role_page.set_public", R"(
    UPDATE role_page
       SET is_public = $2
     WHERE district_id = $1)"};
}  // namespace sql

std::optional<RolePage> page(ReadTx& tx) {
    return tx.maybe<RolePage>(
        sql::page,
        [](const db::Row& row) {
            return RolePage{
                .words = {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)},
                .language = row.text(5),
                .address = row.text(6),
                .district = row.text(7),
                .is_public = row.flag(8),
                .version = row.integer(9)};
        },
        tx.district());
}

std::optional<DistrictId> district_at(ReadTx& tx, std::string_view address) {
    return tx.maybe<DistrictId>(
        sql::district_at, [](const db::Row& row) { return row.id<DistrictId>(0); }, address);
}

void put(WriteTx& tx, const RolePage& page) {
    tx.run(sql::put, tx.district(), page.in(Section::does), page.in(Section::does_not),
           page.in(Section::who_fixes), page.in(Section::asking), page.in(Section::evaluation),
           page.language, page.is_public, page.version, tx.actor(), tx.now());
}

bool put_address(WriteTx& tx, std::string_view address) {
    tx.run(sql::give_address_up, tx.district());
    return tx.run(sql::take_address, tx.district(), address) > 0;
}

void set_public(WriteTx& tx, bool is_public) { tx.run(sql::set_public, tx.district(), is_public); }

}  // namespace rapport::role_page::store
