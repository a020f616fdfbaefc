#include "design/credentials/credentials_store.hpp"

#include <algorithm>
#include <set>

namespace rapport::credentials::store {

namespace sql {
// Rides credential_person.
constexpr Sql of{"credentials.of", R"(
    SELECT c.id, c.person_id, p.name, c.type, c.edition, c.name, c.obtained_on, c.expires_on,
           c.evidence, c.confirmed_at, COALESCE(b.name, ''), c.version
      FROM credential c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
      LEFT JOIN person b ON b.district_id = c.district_id AND b.id = c.confirmed_by
     WHERE c.district_id = $1 AND c.person_id = $2
     ORDER BY c.entered_at, c.id)"};
constexpr Sql all{"credentials.all", R"(
    SELECT c.id, c.person_id, p.name, c.type, c.edition, c.name, c.obtained_on, c.expires_on,
           c.evidence, c.confirmed_at, COALESCE(b.name, ''), c.version
      FROM credential c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
      LEFT JOIN person b ON b.district_id = c.district_id AND b.id = c.confirmed_by
     WHERE c.district_id = $1
     ORDER BY p.sort_name, p.id, c.entered_at, c.id)"};
constexpr Sql one{"credentials.one", R"(
    SELECT c.id, c.person_id, p.name, c.type, c.edition, c.name, c.obtained_on, c.expires_on,
           c.evidence, c.confirmed_at, COALESCE(b.name, ''), c.version
      FROM credential c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
      LEFT JOIN person b ON b.district_id = c.district_id AND b.id = c.confirmed_by
     WHERE c.district_id = $1 AND c.id = $2)"};
constexpr Sql insert{"credentials.insert", R"(
    INSERT INTO credential (district_id, id, person_id, type, edition, name, obtained_on,
                            expires_on, evidence, entered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))"};
constexpr Sql put{"credentials.put", R"(
    UPDATE credential
       SET type = $3, edition = $4, name = $5, obtained_on = $6, expires_on = $7, evidence = $8,
           confirmed_by = NULL, confirmed_at = NULL, version = version + 1
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql erase{"credentials.erase", R"(
    DELETE FROM credential
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql confirm{"credentials.confirm", R"(
    UPDATE credential
       SET confirmed_by = $3, confirmed_at = $4
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql plans{"credentials.plans", R"(
    SELECT id, type, by_on
      FROM credential_plan
     WHERE district_id = $1 AND person_id = $2
     ORDER BY made_at, id)"};
constexpr Sql insert_plan{"credentials.insert_plan", R"(
    INSERT INTO credential_plan (district_id, id, person_id, type, by_on, made_at)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING)"};
constexpr Sql erase_plan{"credentials.erase_plan", R"(
    DELETE FROM credential_plan
     WHERE district_id = $1 AND id = $2 AND person_id = $3)"};
constexpr Sql network{"credentials.network", R"(
    SELECT n.id, n.name
      FROM district d
      JOIN network n ON n.id = d.network_id
     WHERE d.id = $1)"};
constexpr Sql networks{"credentials.networks", R"(
    SELECT id, name
      FROM network
     ORDER BY id)"};
constexpr Sql districts{"credentials.districts", R"(
    SELECT id
      FROM district
     WHERE network_id = $1
     ORDER BY id)"};
constexpr Sql integrators{"credentials.integrators", R"(
    SELECT DISTINCT r.person_id
      FROM role_held r
      JOIN person p ON p.district_id = r.district_id AND p.id = r.person_id
     WHERE r.district_id = $1 AND r.role = 'coach'
       AND COALESCE(r.begins_on, $2) <= $2 AND COALESCE(r.ends_on, $2) >= $2
       AND (p.ended_on IS NULL OR p.ended_on > $2))"};
constexpr Sql held{"credentials.held", R"(
    SELECT DISTINCT person_id, type
      FROM credential
     WHERE district_id = $1 AND type <> 'other'
       AND (expires_on IS NULL OR expires_on >= $2)
       AND (obtained_on IS NULL OR obtained_on <= $2))"};
constexpr Sql hoped{"credentials.hoped", R"(
    SELECT person_id, type
      FROM credential_plan
     WHERE district_id = $1)"};
constexpr Sql is_released{"credentials.is_released", R"(
    SELECT COUNT(*)
      FROM credential_release
     WHERE network_id = $1 AND as_of = $2)"};
constexpr Sql insert_release{"credentials.insert_release", R"(
    INSERT INTO credential_release (network_id, as_of, type, place, holders, willing)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql last_release{"credentials.last_release", R"(
    SELECT as_of
      FROM credential_release
     WHERE network_id = $1
     ORDER BY as_of DESC
     LIMIT 1)"};
constexpr Sql released{"credentials.released", R"(
    SELECT r.type, r.place, COALESCE(d.name, ''), r.holders, r.willing
      FROM credential_release r
      LEFT JOIN district d ON d.id = r.place
     WHERE r.network_id = $1 AND r.as_of = $2
     ORDER BY r.type, COALESCE(d.name, ''), r.place)"};
}  // namespace sql

namespace {

Credential credential_of(const db::Row& row) {
    return {.id = row.id<CredentialId>(0),
            .holder = row.id<PersonId>(1),
            .holder_name = row.text(2),
            .type = row.text(3),
            .edition = row.text(4),
            .name = row.text(5),
            .obtained_on = row.maybe_day(6),
            .expires_on = row.maybe_day(7),
            .evidence = row.text(8),
            .confirmed_at = row.maybe_instant(9),
            .confirmed_by = row.text(10),
            .version = row.integer(11)};
}

Network network_of(const db::Row& row) { return {row.text(0), row.text(1)}; }

}  // namespace

std::vector<Credential> of(ReadTx& tx, PersonId person) {
    return tx.all<Credential>(sql::of, credential_of, tx.district(), person);
}

std::vector<Credential> all(ReadTx& tx) {
    return tx.all<Credential>(sql::all, credential_of, tx.district());
}

std::optional<Credential> find(ReadTx& tx, CredentialId id) {
    return tx.maybe<Credential>(sql::one, credential_of, tx.district(), id);
}

void insert(WriteTx& tx, const Credential& one) {
    tx.run(sql::insert, tx.district(), one.id, one.holder, one.type, one.edition, one.name,
           one.obtained_on, one.expires_on, one.evidence, tx.now());
}

void put(WriteTx& tx, const Credential& one) {
    tx.run(sql::put, tx.district(), one.id, one.type, one.edition, one.name, one.obtained_on,
           one.expires_on, one.evidence);
}

void erase(WriteTx& tx, CredentialId id) { tx.run(sql::erase, tx.district(), id); }

void put_confirmation(WriteTx& tx, CredentialId id) {
    tx.run(sql::confirm, tx.district(), id, tx.actor(), tx.now());
}

std::vector<Plan> plans_of_actor(ReadTx& tx) {
    return tx.all<Plan>(
        sql::plans,
        [](const db::Row& row) {
            return Plan{row.id<PlanId>(0), row.text(1), row.maybe_day(2)};
        },
        tx.district(), tx.actor());
}

bool insert(WriteTx& tx, const Plan& one) {
    return tx.run(sql::insert_plan, tx.district(), one.id, tx.actor(), one.type, one.by, tx.now()) >
           0;
}

bool erase_own(WriteTx& tx, PlanId id) {
    return tx.run(sql::erase_plan, tx.district(), id, tx.actor()) > 0;
}

std::optional<Network> network(ReadTx& tx) {
    return tx.maybe<Network>(sql::network, network_of, tx.district());
}

std::vector<Network> networks(ReadTx& tx) { return tx.all<Network>(sql::networks, network_of); }

std::vector<DistrictId> districts(ReadTx& tx, const Network& network) {
    return tx.all<DistrictId>(
        sql::districts, [](const db::Row& row) { return row.id<DistrictId>(0); }, network.id);
}

Count count(ReadTx& tx, DistrictId district, Day as_of) {
    std::set<std::string, std::less<>> people;
    tx.each(
        sql::integrators, [&](const db::Row& row) { people.insert(row.text(0)); }, district, as_of);
    Count count{.district = district, .integrators = std::ssize(people), .types = {}};
    std::set<std::string> holdings;
    const auto hold = [&](const db::Row& row) {
        if (!people.contains(row.view(0))) return;
        ++count.types[row.text(1)].holders;
        holdings.insert(row.text(0) + row.text(1));
    };
    tx.each(sql::held, hold, district, as_of);
    const auto hope = [&](const db::Row& row) {
        if (!people.contains(row.view(0)) || holdings.contains(row.text(0) + row.text(1))) return;
        ++count.types[row.text(1)].hopeful;
    };
    tx.each(sql::hoped, hope, district);
    return count;
}

bool is_released(ReadTx& tx, const Network& network, Day as_of) {
    return tx.number(sql::is_released, network.id, as_of) > 0;
}

void insert(WriteTx& tx, const Network& network, Day as_of, const Released& one) {
    tx.run(sql::insert_release, network.id, as_of, one.type,
           one.district.is_none() ? std::string_view() : one.district.view(), one.holders,
           one.willing);
}

std::optional<Day> last_release(ReadTx& tx, const Network& network) {
    return tx.maybe<Day>(
        sql::last_release, [](const db::Row& row) { return row.day(0); }, network.id);
}

std::vector<ReleasedRow> released(ReadTx& tx, const Network& network, Day as_of) {
    return tx.all<ReleasedRow>(
        sql::released,
        [](const db::Row& row) {
            return ReleasedRow{row.text(0), row.text(1), row.text(2), row.maybe_integer(3),
                               row.maybe_integer(4)};
        },
        network.id, as_of);
}

}  // namespace rapport::credentials::store
