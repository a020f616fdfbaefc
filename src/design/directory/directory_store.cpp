#include "design/directory/directory_store.hpp"

namespace rapport::directory::store {

namespace sql {
constexpr Sql keep_source{"directory.keep_source", R"(
    INSERT INTO directory_source (district_id, name, source, licence, read_at, rows_read,
                                  rows_refused)
    VALUES ($1, $2, $3, $4, $5, 0, 0)
    ON CONFLICT (district_id, name) DO UPDATE
       SET source = excluded.source, licence = excluded.licence, read_at = excluded.read_at)"};
constexpr Sql count_source{"directory.count_source", R"(
    UPDATE directory_source
       SET rows_read = $3, rows_refused = $4
     WHERE district_id = $1 AND name = $2)"};
constexpr Sql school{"directory.school", R"(
    SELECT scheme, identifier, name, level, street, city, region, county, postal_code, country,
           phone, website, agency, latitude, longitude
      FROM directory_school
     WHERE district_id = $1 AND scheme = $2 AND identifier = $3)"};
constexpr Sql add{"directory.add", R"(
    INSERT INTO directory_school (district_id, scheme, identifier, source_name, name, level,
                                  street, city, region, county, postal_code, country, phone,
                                  website, agency, latitude, longitude)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17))"};
constexpr Sql change{"directory.change", R"(
    UPDATE directory_school
       SET source_name = $4, name = $5, level = $6, street = $7, city = $8, region = $9,
           county = $10, postal_code = $11, country = $12, phone = $13, website = $14,
           agency = $15, latitude = $16, longitude = $17
     WHERE district_id = $1 AND scheme = $2 AND identifier = $3)"};
constexpr Sql count{"directory.count", R"(
    SELECT COUNT(*)
      FROM directory_school
     WHERE district_id = $1)"};
}  // namespace sql

namespace {

std::optional<double> maybe_real(const db::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return row.real(column);
}

School school_of(const db::Row& row) {
    return {.scheme = row.text(0),
            .identifier = row.text(1),
            .name = row.text(2),
            .level = row.text(3),
            .street = row.text(4),
            .city = row.text(5),
            .region = row.text(6),
            .county = row.text(7),
            .postal_code = row.text(8),
            .country = row.text(9),
            .phone = row.text(10),
            .website = row.text(11),
            .agency = row.text(12),
            .latitude = maybe_real(row, 13),
            .longitude = maybe_real(row, 14)};
}

void write(WriteTx& tx, const Sql& sql, const School& one, std::string_view source_name) {
    tx.run(sql, tx.district(), one.scheme, one.identifier, source_name, one.name, one.level,
           one.street, one.city, one.region, one.county, one.postal_code, one.country, one.phone,
           one.website, one.agency, one.latitude, one.longitude);
}

}  // namespace

void keep_source(WriteTx& tx, const Origin& origin) {
    tx.run(sql::keep_source, tx.district(), origin.name, origin.source, origin.licence, tx.now());
}

void count_source(WriteTx& tx, const Origin& origin, const Report& report) {
    tx.run(sql::count_source, tx.district(), origin.name, report.rows, report.refused);
}

std::optional<School> school(ReadTx& tx, std::string_view scheme, std::string_view identifier) {
    return tx.maybe<School>(sql::school, school_of, tx.district(), scheme, identifier);
}

void add(WriteTx& tx, const School& one, std::string_view source_name) {
    write(tx, sql::add, one, source_name);
}

void change(WriteTx& tx, const School& one, std::string_view source_name) {
    write(tx, sql::change, one, source_name);
}

std::int64_t count(ReadTx& tx) { return tx.number(sql::count, tx.district()); }

}  // namespace rapport::directory::store
