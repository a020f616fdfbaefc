#include "insight/programme/programme_store.hpp"

#include <algorithm>
#include <charconv>

namespace rapport::programme {

namespace sql {
constexpr Sql rules{"programme.rules", R"(
    SELECT 'zone', zone
      FROM district
     WHERE id = $1
     UNION ALL
    SELECT name, value
      FROM setting
     WHERE district_id = $1 AND name IN ('programme.cell_min', 'contacts.close_day'))"};
// 1: terms; 2: releases; 3: the first day of any contact; 4: the first instant of any request.
constexpr Sql calendar{"programme.calendar", R"(
    SELECT 1, title, begins_on, ends_on, 0
      FROM term
     WHERE district_id = $1 AND ended_on IS NULL AND begins_on <= $2
     UNION ALL
    SELECT 2, title, from_on, to_on, 0
      FROM programme_release
     WHERE district_id = $1
     UNION ALL
    SELECT 3, '', first.happened_on, '', 0
      FROM (SELECT happened_on
              FROM contact
             WHERE district_id = $1
             ORDER BY happened_on
             LIMIT 1) first
     UNION ALL
    SELECT 4, '', '', '', asked.made_at
      FROM (SELECT made_at
              FROM request
             WHERE district_id = $1
             ORDER BY made_at
             LIMIT 1) asked
     ORDER BY 1, 3 DESC, 4)"};
constexpr Sql released{"programme.released", R"(
    SELECT title, from_on, to_on
      FROM programme_release
     WHERE district_id = $1
     ORDER BY from_on DESC
     LIMIT 12)"};
constexpr Sql find{"programme.find", R"(
    SELECT title, from_on, to_on, body
      FROM programme_release
     WHERE district_id = $1 AND from_on = $2)"};
constexpr Sql keep{"programme.keep", R"(
    INSERT INTO programme_release (district_id, from_on, to_on, title, body, released_at)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (district_id, from_on) DO NOTHING)"};
constexpr Sql keep_for_network{"programme.keep_for_network", R"(
    INSERT INTO network_release (district_id, from_on, to_on, title, coaches, people, contacts,
                                 minutes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (district_id, from_on) DO NOTHING)"};
constexpr Sql network{"programme.network", R"(
    SELECT n.id, n.name
      FROM district d
      JOIN network n ON n.id = d.network_id
     WHERE d.id = $1)"};
// Rides network_release_end, once a district.
constexpr Sql network_lines{"programme.network_lines", R"(
    SELECT d.id, d.name, r.title, r.from_on, r.to_on, r.coaches, r.people, r.contacts, r.minutes
      FROM district d
      LEFT JOIN network_release r
        ON r.district_id = d.id
       AND r.to_on = (SELECT MAX(x.to_on)
                        FROM network_release x
                       WHERE x.district_id = d.id AND x.to_on <= $2)
     WHERE d.network_id = $1 AND (d.name, d.id) > ($3, $4)
     ORDER BY d.name, d.id
     LIMIT $5)"};
constexpr Sql network_times{"programme.network_times", R"(
    SELECT DISTINCT SUBSTR(r.to_on, 1, 7)
      FROM district d
      JOIN network_release r ON r.district_id = d.id
     WHERE d.network_id = $1
     ORDER BY 1 DESC
     LIMIT 12)"};
}  // namespace sql

namespace {

constexpr std::int64_t close_day_most = 28;

std::int64_t number_in(std::string_view text, std::int64_t otherwise) {
    std::from_chars(text.data(), text.data() + text.size(), otherwise);
    return otherwise;
}

Span span_of(const db::Row& row) { return {row.text(0), row.day(1), row.day(2)}; }

NetworkLine line_of(const db::Row& row) {
    NetworkLine line;
    line.district = row.id<DistrictId>(0);
    line.name = row.text(1);
    if (row.is_null(3)) return line;
    line.span = Span{row.text(2), row.day(3), row.day(4)};
    line.coaches = row.maybe_integer(5);
    line.people = row.maybe_integer(6);
    line.contacts = row.maybe_integer(7);
    line.minutes = row.maybe_integer(8);
    return line;
}

}  // namespace

namespace store {

Calendar calendar(ReadTx& tx, const Rules& rules) {
    Calendar found;
    const auto look = [&](const db::Row& row) {
        switch (row.integer(0)) {
            case 1:
                found.terms.push_back({row.text(1), row.day(2), row.day(3)});
                return;
            case 2:
                found.released.push_back({row.text(1), row.day(2), row.day(3)});
                return;
            case 3:
                found.first = row.day(2);
                return;
            default:
                const Day asked = rules.zone->day(row.instant(4));
                if (!found.first || asked < *found.first) found.first = asked;
        }
    };
    tx.each(sql::calendar, look, tx.district(), rules.today);
    return found;
}

bool keep(WriteTx& tx, const Release& release) {
    const Span& span = release.span;
    const auto added = tx.run(sql::keep, tx.district(), span.from, span.to, span.title,
                              written(release), tx.now());
    if (added == 0) return false;
    const Report& whole = release.district;
    tx.run(sql::keep_for_network, tx.district(), span.from, span.to, span.title, whole.coaches,
           whole.people, whole.contacts, whole.minutes);
    return true;
}

}  // namespace store

Rules rules(ReadTx& tx) {
    Rules rules;
    rules.zone = &Zone::utc();
    const auto look = [&](const db::Row& row) {
        const std::string_view name = row.view(0);
        if (name == "programme.cell_min") rules.cell_min = number_in(row.view(1), people_least);
        if (name == "contacts.close_day") {
            rules.close_day = number_in(row.view(1), contacts::close_day_default);
        }
        if (name != "zone") return;
        if (const Zone* zone = Zone::find(row.view(1))) rules.zone = zone;
    };
    tx.each(sql::rules, look, tx.district());
    rules.cell_min = std::max(rules.cell_min, people_least);
    rules.close_day = std::clamp<std::int64_t>(rules.close_day, 1, close_day_most);
    rules.today = rules.zone->day(tx.now());
    return rules;
}

std::vector<Span> released(ReadTx& tx) {
    return tx.all<Span>(sql::released, span_of, tx.district());
}

std::optional<Release> find_release(ReadTx& tx, Day from) {
    return tx.maybe<Release>(
        sql::find, [](const db::Row& row) { return read_release(span_of(row), row.view(3)); },
        tx.district(), from);
}

std::optional<Network> network_of(ReadTx& tx, DistrictId district) {
    return tx.maybe<Network>(
        sql::network,
        [](const db::Row& row) {
            return Network{row.text(0), row.text(1)};
        },
        district);
}

std::vector<NetworkLine> network_lines(ReadTx& tx, const NetworkAsked& asked) {
    return tx.all<NetworkLine>(sql::network_lines, line_of, asked.network, asked.until,
                               asked.after.name, asked.after.district, asked.max);
}

std::vector<Day> network_times(ReadTx& tx, std::string_view network) {
    return tx.all<Day>(
        sql::network_times,
        [](const db::Row& row) {
            const Day first = *Day::parse(row.text(0) + "-01");
            const Day next{first.month == 12 ? first.year + 1 : first.year,
                           first.month == 12 ? 1 : first.month + 1, 1};
            return next.plus(-1);
        },
        network);
}

}  // namespace rapport::programme
