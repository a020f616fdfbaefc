#include "platform/backup/backup_store.hpp"

namespace rapport::backup {

namespace sql {
constexpr Sql district{"backup.district", R"(
    SELECT id, name, zone, language, created_at
      FROM district
     WHERE id = $1)"};
constexpr Sql accounts{"backup.accounts", R"(
    SELECT a.id, a.email, a.language, a.created_at, a.disabled_at
      FROM account a
     WHERE EXISTS (SELECT 1
                     FROM person p
                    WHERE p.district_id = $1 AND p.account_id = a.id)
     ORDER BY a.id)"};
}  // namespace sql

namespace {

using Type = db::Column::Type;

}  // namespace

const db::Table& district_table() {
    static const db::Table table{.name = "district",
                                 .columns = {{"id", Type::text},
                                             {"name", Type::text},
                                             {"zone", Type::text},
                                             {"language", Type::text},
                                             {"created_at", Type::integer}},
                                 .key = {0}};
    return table;
}

const db::Table& account_table() {
    static const db::Table table{.name = "account",
                                 .columns = {{"id", Type::text},
                                             {"email", Type::text},
                                             {"language", Type::text},
                                             {"created_at", Type::integer},
                                             {"disabled_at", Type::integer}},
                                 .key = {0}};
    return table;
}

void each_district_row(ReadTx& tx, const RowReader& reader) {
    tx.each(
        sql::district, [&](const db::Row& row) { reader(row); }, tx.district());
}

void each_account_row(ReadTx& tx, const RowReader& reader) {
    tx.each(
        sql::accounts, [&](const db::Row& row) { reader(row); }, tx.district());
}

}  // namespace rapport::backup
