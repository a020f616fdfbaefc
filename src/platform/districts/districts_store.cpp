#include "platform/districts/districts.hpp"

namespace rapport::districts {

namespace sql {
constexpr Sql add_network{"districts.add_network", R"(
    INSERT INTO network (id, name)
    VALUES ($1, $2))"};
constexpr Sql add{"districts.add", R"(
    INSERT INTO district (id, network_id, name, zone, language, created_at)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql all{"districts.all", R"(
    SELECT id
      FROM district
     ORDER BY id)"};
constexpr Sql by_name{"districts.by_name", R"(
    SELECT id
      FROM district
     WHERE name = $1)"};
constexpr Sql name{"districts.name", R"(
    SELECT name
      FROM district
     WHERE id = $1)"};
constexpr Sql zone{"districts.zone", R"(
    SELECT zone
      FROM district
     WHERE id = $1)"};
constexpr Sql add_building{"districts.add_building", R"(
    INSERT INTO building (district_id, id, name, zone, identifier)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql add_division{"districts.add_division", R"(
    INSERT INTO division (district_id, id, building_id, name)
    VALUES ($1, $2, $3, $4))"};
constexpr Sql buildings{"districts.buildings", R"(
    SELECT b.id, b.name, b.zone, COUNT(p.id)
      FROM building b
      LEFT JOIN person p ON p.district_id = b.district_id AND p.building_id = b.id
                        AND p.ended_on IS NULL
     WHERE b.district_id = $1 AND b.ended_on IS NULL
     GROUP BY b.id, b.name, b.zone
     ORDER BY b.name, b.id)"};
}  // namespace sql

namespace {
std::optional<std::string_view> unless_empty(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return text;
}
}  // namespace

NetworkId add_network(WriteTx& tx, std::string_view name) {
    const auto id = tx.new_id<NetworkId>();
    tx.run(sql::add_network, id, name);
    return id;
}

DistrictId add_district(WriteTx& tx, const NewDistrict& district) {
    const auto id = tx.new_id<DistrictId>();
    tx.run(sql::add, id, district.network, district.name, district.zone, district.language,
           tx.now());
    return id;
}

std::vector<DistrictId> all(ReadTx& tx) {
    return tx.all<DistrictId>(sql::all, [](const db::Row& row) { return row.id<DistrictId>(0); });
}

std::optional<DistrictId> by_name(ReadTx& tx, std::string_view name) {
    return tx.maybe<DistrictId>(
        sql::by_name, [](const db::Row& row) { return row.id<DistrictId>(0); }, name);
}

static std::string text_of(ReadTx& tx, const Sql& sql) {
    return tx
        .maybe<std::string>(
            sql, [](const db::Row& row) { return row.text(0); }, tx.district())
        .value_or("");
}

std::string name(ReadTx& tx) { return text_of(tx, sql::name); }

const Zone& zone(ReadTx& tx) {
    const Zone* const found = Zone::find(text_of(tx, sql::zone));
    return found != nullptr ? *found : Zone::utc();
}

BuildingId add_building(WriteTx& tx, const NewBuilding& building) {
    const auto id = tx.new_id<BuildingId>();
    tx.run(sql::add_building, tx.district(), id, building.name, building.zone,
           unless_empty(building.identifier));
    return id;
}

DivisionId add_division(WriteTx& tx, BuildingId building, std::string_view name) {
    const auto id = tx.new_id<DivisionId>();
    tx.run(sql::add_division, tx.district(), id, building, name);
    return id;
}

std::vector<Building> buildings(ReadTx& tx) {
    return tx.all<Building>(
        sql::buildings,
        [](const db::Row& row) {
            return Building{row.id<BuildingId>(0), row.text(1), row.text(2), row.integer(3)};
        },
        tx.district());
}

}  // namespace rapport::districts
