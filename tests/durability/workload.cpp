#include "tests/durability/workload.hpp"

#include "kernel/db/engine.hpp"
#include "kernel/db/sqlite_connection.hpp"

namespace rapport::durability {

namespace {

constexpr int account_count = 8;

constexpr const char* tables = R"(
    CREATE TABLE IF NOT EXISTS account (
        district_id TEXT NOT NULL, id TEXT NOT NULL, total BIGINT NOT NULL, story TEXT NOT NULL,
        PRIMARY KEY (district_id, id));
    CREATE TABLE IF NOT EXISTS entry (
        district_id TEXT NOT NULL, id TEXT NOT NULL, account_id TEXT NOT NULL,
        points BIGINT NOT NULL, PRIMARY KEY (district_id, id),
        FOREIGN KEY (district_id, account_id) REFERENCES account (district_id, id));
    CREATE INDEX IF NOT EXISTS entry_account ON entry (district_id, account_id, points);
    CREATE TABLE IF NOT EXISTS act (
        district_id TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (district_id, id));)";

namespace sql {
constexpr Sql add_account{"bank.add_account", R"(
    INSERT INTO account (district_id, id, total, story) VALUES ($1, $2, 0, '')
        ON CONFLICT (district_id, id) DO NOTHING)"};
constexpr Sql add_act{"bank.add_act", "INSERT INTO act (district_id, id) VALUES ($1, $2)"};
constexpr Sql add_entry{"bank.add_entry", R"(
    INSERT INTO entry (district_id, id, account_id, points) VALUES ($1, $2, $3, $4))"};
constexpr Sql add_total{"bank.add_total", R"(
    UPDATE account SET total = total + $3 WHERE district_id = $1 AND id = $2)"};
constexpr Sql least{"bank.least", R"(
    SELECT id, points FROM entry WHERE district_id = $1 AND account_id = $2
     ORDER BY points, id LIMIT 1)"};
constexpr Sql erase{"bank.erase", "DELETE FROM entry WHERE district_id = $1 AND id = $2"};
constexpr Sql tell{"bank.tell", R"(
    UPDATE account SET story = $3 WHERE district_id = $1 AND id = $2)"};
constexpr Sql acts{"bank.acts", "SELECT id FROM act WHERE district_id = $1"};
// Totals are kept beside their entries, so that an act that is there by half is seen.
constexpr Sql torn{"bank.torn", R"(
    SELECT COUNT(*) FROM account a
     WHERE a.district_id = $1
       AND a.total <> (SELECT COALESCE(SUM(e.points), 0) FROM entry e
                        WHERE e.district_id = $1 AND e.account_id = a.id))"};
constexpr Sql damage{"bank.damage", "PRAGMA integrity_check"};
constexpr Sql dangling{"bank.dangling", "SELECT COUNT(*) FROM pragma_foreign_key_check"};
}  // namespace sql

std::string account_id(std::uint64_t number) {
    return std::string("account") + static_cast<char>('0' + number % account_count);
}

void change(WriteTx& tx, const std::string& account, std::int64_t points) {
    tx.run(sql::add_entry, tx.district(), tx.new_id<PersonId>(), account, points);
    tx.run(sql::add_total, tx.district(), account, points);
}

void erase_least(WriteTx& tx, const std::string& account) {
    struct Entry {
        std::string id;
        std::int64_t points;
    };
    const auto found = tx.maybe<Entry>(
        sql::least,
        [](const db::Row& row) {
            return Entry{row.text(0), row.integer(1)};
        },
        tx.district(), account);
    if (!found) return;
    tx.run(sql::erase, tx.district(), found->id);
    tx.run(sql::add_total, tx.district(), account, -found->points);
}

}  // namespace

bool parse_sync(std::string_view word, Sync& sync) {
    if (word == "full") sync = Sync::full;
    if (word == "normal") sync = Sync::normal;
    if (word == "off") sync = Sync::off;
    return word == "full" || word == "normal" || word == "off";
}

Bank::Bank(const std::string& path, Sync sync, std::uint64_t seed) : random_(seed) {
    scope_.district = *DistrictId::parse("0000000000000000000000bank");
    const db::Options options{.url = path, .readers = 1};
    db::SqliteFile file = db::sqlite_file(options);
    file.synchronous = sync == Sync::full ? 2 : sync == Sync::normal ? 1 : 0;
    db_ = std::make_unique<Db>(db::open_sqlite(file, options), clock_, random_);
    make();
}

void Bank::make() {
    db_->script(tables);
    db_->write(scope_, [](WriteTx& tx) {
        for (std::uint64_t i = 0; i < account_count; ++i) {
            tx.run(sql::add_account, tx.district(), account_id(i));
        }
    });
}

void Bank::act(const std::string& id) {
    db_->write(scope_, [&](WriteTx& tx) {
        const std::uint64_t dice = tx.random().number();
        const std::string from = account_id(dice >> 8);
        const std::string to = account_id(dice >> 16);
        const auto points = static_cast<std::int64_t>(dice % 100);
        tx.run(sql::add_act, tx.district(), id);
        switch (dice >> 32 & 7) {
            case 0:
                erase_least(tx, from);
                break;
            case 1:
                tx.run(sql::tell, tx.district(), from, std::string(dice >> 40 & 8191, 's'));
                break;
            case 2:
            case 3:
                change(tx, from, -points);
                change(tx, to, points);
                break;
            default:
                change(tx, to, points);
        }
    });
}

Bank::Finding Bank::look() {
    Finding finding;
    db_->read(scope_, [&](ReadTx& tx) {
        tx.each(sql::damage, [&](const db::Row& row) {
            if (row.view(0) != "ok") finding.damage += row.text(0) + "\n";
        });
        if (tx.number(sql::dangling) != 0) finding.damage += "dangling keys\n";
        if (tx.number(sql::torn, tx.district()) != 0) finding.damage += "half an act\n";
        tx.each(
            sql::acts, [&](const db::Row& row) { finding.acts.insert(row.text(0)); },
            tx.district());
    });
    return finding;
}

Verdict judge(const std::string& path, Sync sync, const std::vector<std::string>& answered) {
    Verdict verdict;
    try {
        const auto found = Bank(path, sync, 0).look();
        verdict.damage = found.damage;
        for (const std::string& id : answered) verdict.lost += found.acts.contains(id) ? 0 : 1;
    } catch (const db::Fault& fault) {
        verdict.damage = fault.what();
    }
    return verdict;
}

}  // namespace rapport::durability
