#include "platform/calendar/calendar_store.hpp"

namespace rapport::calendar::store {

namespace sql {
// Rides closure_ends.
constexpr Sql closures{"calendar.closures", R"(
    SELECT c.id, c.building_id, COALESCE(b.name, ''), c.begins_on, c.ends_on, c.part, c.name
      FROM closure c
      LEFT JOIN building b ON b.district_id = c.district_id AND b.id = c.building_id
     WHERE c.district_id = $1 AND c.ends_on >= $2
     ORDER BY c.begins_on, c.ends_on, c.name, c.id)"};
constexpr Sql one{"calendar.one", R"(
    SELECT c.id, c.building_id, COALESCE(b.name, ''), c.begins_on, c.ends_on, c.part, c.name
      FROM closure c
      LEFT JOIN building b ON b.district_id = c.district_id AND b.id = c.building_id
     WHERE c.district_id = $1 AND c.id = $2)"};
constexpr Sql is_there{"calendar.is_there", R"(
    SELECT COUNT(*)
      FROM closure
     WHERE district_id = $1 AND begins_on = $2 AND ends_on = $3 AND part = $4
       AND COALESCE(building_id, '') = $5)"};
constexpr Sql is_building{"calendar.is_building", R"(
    SELECT COUNT(*)
      FROM building
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert{"calendar.insert", R"(
    INSERT INTO closure (district_id, id, building_id, begins_on, ends_on, part, name)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql remove{"calendar.remove", R"(
    DELETE FROM closure
     WHERE district_id = $1 AND id = $2)"};
}  // namespace sql

namespace {

Closure closure_of(const db::Row& row) {
    const auto part = parse_part(row.view(5));
    must(part.has_value(), "a stored closure is of no known part");
    return {.id = row.id<ClosureId>(0),
            .building = row.maybe_id<BuildingId>(1),
            .building_name = row.text(2),
            .begins_on = row.day(3),
            .ends_on = row.day(4),
            .part = *part,
            .name = row.text(6)};
}

}  // namespace

std::vector<Closure> closures(ReadTx& tx, Day from) {
    return tx.all<Closure>(sql::closures, closure_of, tx.district(), from);
}

std::optional<Closure> one(ReadTx& tx, ClosureId id) {
    return tx.maybe<Closure>(sql::one, closure_of, tx.district(), id);
}

bool is_there(ReadTx& tx, const NewClosure& closure) {
    const std::string building = closure.building ? closure.building->text() : "";
    return tx.number(sql::is_there, tx.district(), closure.begins_on, closure.ends_on,
                     code(closure.part), building) > 0;
}

bool is_building(ReadTx& tx, BuildingId id) {
    return tx.number(sql::is_building, tx.district(), id) > 0;
}

void insert(WriteTx& tx, const Closure& closure) {
    tx.run(sql::insert, tx.district(), closure.id, closure.building, closure.begins_on,
           closure.ends_on, code(closure.part), closure.name);
}

void remove(WriteTx& tx, ClosureId id) { tx.run(sql::remove, tx.district(), id); }

}  // namespace rapport::calendar::store
