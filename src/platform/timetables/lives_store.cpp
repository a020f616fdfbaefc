// Reading: what is known of people's days, and of how the buildings they are in make theirs.
#include <algorithm>

#include "platform/timetables/timetables_store.hpp"

namespace rapport::timetables::store {

namespace sql {
// Ids are all of one length, so a list of them travels as one text: $2 holds $3 people, $4 holds $5
// buildings, asked for beside those of the people. $6 and $7 are the first day and the last, $8
// whether what is no more is wanted too. One table under the other, each row saying what it is.
constexpr Sql lives{"timetables.lives", R"(
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $3
    ), asked (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM asked WHERE n + 1 < $5
    ), one (n, id, building_id) AS (
        SELECT wanted.n, p.id, p.building_id
          FROM wanted
          JOIN person p ON p.district_id = $1 AND p.id = SUBSTR($2, wanted.n * 26 + 1, 26)
         WHERE p.ended_on IS NULL
    ), met (n, person_id, id, building_id, purpose, subject, classes, room, begins_on, ends_on) AS (
        SELECT one.n, one.id, m.id, m.building_id, m.purpose, m.subject, m.classes, m.room,
               m.begins_on, m.ends_on
          FROM one
          JOIN meeting_person x ON x.district_id = $1 AND x.person_id = one.id
          JOIN meeting m ON m.district_id = x.district_id AND m.id = x.meeting_id
         WHERE COALESCE(m.ends_on, $6) >= $6 AND COALESCE(m.begins_on, $7) <= $7
    ), site (id) AS (
        SELECT SUBSTR($4, asked.n * 26 + 1, 26) FROM asked
         UNION
        SELECT building_id FROM one WHERE building_id IS NOT NULL
         UNION
        SELECT building_id FROM met
    )
    SELECT 'person' AS what, one.n AS a, CAST(NULL AS BIGINT) AS b, CAST(NULL AS BIGINT) AS c,
           CAST(NULL AS BIGINT) AS d, one.id AS id, one.building_id AS other,
           CAST(NULL AS TEXT) AS third, CAST(NULL AS TEXT) AS whose, CAST(NULL AS TEXT) AS place,
           CAST(NULL AS TEXT) AS purpose, CAST(NULL AS TEXT) AS words, CAST(NULL AS TEXT) AS more,
           CAST(NULL AS TEXT) AS most, CAST(NULL AS TEXT) AS begins_on,
           CAST(NULL AS TEXT) AS ends_on, h.begins AS e, h.ends AS f, h.lunch_begins AS g,
           h.lunch_ends AS h
      FROM one
      LEFT JOIN contract_hours h ON h.district_id = $1 AND h.person_id = one.id
     UNION ALL
    SELECT 'said', one.n, NULL, NULL, NULL, one.id, s.day_type_id, s.period_id, NULL, NULL,
           s.purpose, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM one
      JOIN slot_said s ON s.district_id = $1 AND s.person_id = one.id
     UNION ALL
    SELECT 'slot', met.n, NULL, NULL, NULL, met.id, s.day_type_id, s.period_id, met.person_id,
           met.building_id, met.purpose, met.subject, met.classes, met.room, met.begins_on,
           met.ends_on, NULL, NULL, NULL, NULL
      FROM met
      JOIN meeting_slot s ON s.district_id = $1 AND s.meeting_id = met.id
     UNION ALL
    SELECT 'grid', CASE WHEN g.is_former THEN 1 ELSE 0 END, g.seq,
           CASE WHEN p.is_former THEN 1 ELSE 0 END, p.seq, g.id, NULL, p.id, NULL, g.building_id,
           NULL, g.name, p.label, NULL, NULL, NULL, p.begins, p.ends, NULL, NULL
      FROM site
      JOIN bell_grid g ON g.district_id = $1 AND g.building_id = site.id
      LEFT JOIN bell_period p
        ON p.district_id = g.district_id AND p.grid_id = g.id AND (NOT p.is_former OR $8)
     WHERE NOT g.is_former OR $8
     UNION ALL
    SELECT 'hours', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, site.id, NULL, NULL, NULL, NULL,
           NULL, NULL, h.begins, h.ends, h.lunch_begins, h.lunch_ends
      FROM site
      JOIN contract_hours h ON h.district_id = $1 AND h.building_id = site.id
     UNION ALL
    SELECT 'type', CASE WHEN t.is_former THEN 1 ELSE 0 END, t.seq, NULL, NULL, t.id, t.grid_id,
           NULL, NULL, t.building_id, NULL, t.label, NULL, NULL, NULL, NULL, t.weekday, t.week,
           NULL, NULL
      FROM site
      JOIN day_type t ON t.district_id = $1 AND t.building_id = site.id
     WHERE NOT t.is_former OR $8
     UNION ALL
    SELECT 'plan', NULL, NULL, d.seq, NULL, NULL, d.day_type_id, NULL, NULL, p.building_id, p.kind,
           p.on_closure, NULL, NULL, p.begins_on, NULL, p.length, NULL, NULL, NULL
      FROM site
      JOIN day_plan p ON p.district_id = $1 AND p.building_id = site.id
      LEFT JOIN day_plan_day d
        ON d.district_id = p.district_id AND d.building_id = p.building_id
       AND d.begins_on = p.begins_on
     UNION ALL
    SELECT 'dated', NULL, NULL, NULL, NULL, NULL, d.day_type_id, d.grid_id, NULL, d.building_id,
           NULL, d.name, NULL, NULL, d.falls_on, NULL, d.begins, d.ends, NULL, NULL
      FROM site
      JOIN dated_day d ON d.district_id = $1 AND d.building_id = site.id
     WHERE d.falls_on >= $6 AND d.falls_on <= $7
     UNION ALL
    SELECT 'closure', NULL, NULL, NULL, NULL, NULL, c.building_id, c.id, NULL, NULL, c.part, c.name,
           COALESCE(b.name, ''), NULL, c.begins_on, c.ends_on, NULL, NULL, NULL, NULL
      FROM closure c
      LEFT JOIN building b ON b.district_id = c.district_id AND b.id = c.building_id
     WHERE c.district_id = $1
       AND (c.ends_on >= $6 OR c.ends_on >= (SELECT MIN(p.begins_on)
                                               FROM site
                                               JOIN day_plan p
                                                 ON p.district_id = $1 AND p.building_id = site.id))
     ORDER BY what, a, b, id, place, begins_on, c, d, other, third)"};
}  // namespace sql

namespace {

struct Col {
    enum : int {
        what,
        a,
        b,
        c,
        d,
        id,
        other,
        third,
        whose,
        place,
        purpose,
        words,
        more,
        most,
        begins_on,
        ends_on,
        e,
        f,
        g,
        h
    };
};

// All ids one after the other, as the statement takes them apart.
template <class IdType>
std::string row_of(std::span<const IdType> ids) {
    std::string row;
    row.reserve(ids.size() * id_length);
    for (const IdType& one : ids) row += one.view();
    return row;
}

int whole(const db::Row& row, int column) { return static_cast<int>(row.integer(column)); }

std::optional<int> maybe_minutes(const db::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return whole(row, column);
}

std::optional<Ring> maybe_ring(const db::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Ring{whole(row, column), whole(row, column + 1)};
}

std::optional<Hours> maybe_hours(const db::Row& row) {
    const auto work = maybe_ring(row, Col::e);
    if (!work) return std::nullopt;
    return Hours{*work, maybe_ring(row, Col::g)};
}

Use use_of(const db::Row& row) {
    const auto use = parse_use(row.view(Col::purpose));
    must(use.has_value(), "a stored purpose is none");
    return *use;
}

Slot slot_at(const db::Row& row) {
    return {row.id<DayTypeId>(Col::other), row.id<PeriodId>(Col::third)};
}

// The rows of one reading, each put where it belongs.
class Gathering {
  public:
    explicit Gathering(std::span<const BuildingId> asked) {
        for (const BuildingId& one : asked) pattern(one);
    }

    void add(const db::Row& row) {
        const std::string_view kind = row.view(Col::what);
        if (kind == "person") return add_person(row);
        if (kind == "said") return add_said(row);
        if (kind == "slot") return add_slot(row);
        if (kind == "closure") return add_closure(row);
        Pattern& of = pattern(row.id<BuildingId>(Col::place));
        if (kind == "grid") return add_grid(row, of);
        if (kind == "type") return add_day_type(row, of);
        if (kind == "plan") return add_plan(row, of);
        if (kind == "dated") return add_dated(row, of);
        of.hours = maybe_hours(row);
    }

    Lives take() { return std::move(lives_); }

  private:
    Pattern& pattern(const BuildingId& building) {
        auto& patterns = lives_.patterns;
        const auto found = std::ranges::find(patterns, building, &Pattern::building);
        if (found != patterns.end()) return *found;
        patterns.emplace_back();
        patterns.back().building = building;
        return patterns.back();
    }

    void add_person(const db::Row& row) {
        const auto home = row.maybe_id<BuildingId>(Col::other);
        if (home) pattern(*home);
        lives_.people.push_back({row.id<PersonId>(Col::id), home, maybe_hours(row)});
    }

    void add_said(const db::Row& row) {
        lives_.said.push_back({row.id<PersonId>(Col::id), slot_at(row), use_of(row)});
    }

    void add_slot(const db::Row& row) {
        lives_.slots.push_back({.person = row.id<PersonId>(Col::whose),
                                .meeting = row.id<MeetingId>(Col::id),
                                .building = row.id<BuildingId>(Col::place),
                                .use = use_of(row),
                                .subject = row.text(Col::words),
                                .classes = row.text(Col::more),
                                .room = row.text(Col::most),
                                .begins_on = row.maybe_day(Col::begins_on),
                                .ends_on = row.maybe_day(Col::ends_on),
                                .slot = slot_at(row)});
        pattern(lives_.slots.back().building);
    }

    void add_closure(const db::Row& row) {
        const auto part = calendar::parse_part(row.view(Col::purpose));
        must(part.has_value(), "a stored closure is of no known part");
        lives_.closures.push_back({.id = row.id<calendar::ClosureId>(Col::third),
                                   .building = row.maybe_id<BuildingId>(Col::other),
                                   .building_name = row.text(Col::more),
                                   .begins_on = row.day(Col::begins_on),
                                   .ends_on = row.day(Col::ends_on),
                                   .part = *part,
                                   .name = row.text(Col::words)});
    }

    static void add_grid(const db::Row& row, Pattern& of) {
        const auto grid = row.id<GridId>(Col::id);
        if (of.grids.empty() || of.grids.back().id != grid) {
            of.grids.push_back({grid, row.text(Col::words), {}});
        }
        if (row.is_null(Col::third)) return;
        of.grids.back().periods.push_back(
            {row.id<PeriodId>(Col::third), row.text(Col::more), maybe_ring(row, Col::e)});
    }

    static void add_day_type(const db::Row& row, Pattern& of) {
        of.day_types.push_back({.id = row.id<DayTypeId>(Col::id),
                                .label = row.text(Col::words),
                                .grid = row.maybe_id<GridId>(Col::other),
                                .weekday = maybe_minutes(row, Col::e),
                                .week = whole(row, Col::f)});
    }

    static void add_plan(const db::Row& row, Pattern& of) {
        const Day begins = row.day(Col::begins_on);
        if (of.plans.empty() || of.plans.back().begins_on != begins) {
            const auto kind = parse_plan_kind(row.view(Col::purpose));
            const auto on_closure = parse_on_closure(row.view(Col::words));
            must(kind && on_closure, "a stored plan is of no known kind");
            of.plans.push_back({.begins_on = begins,
                                .kind = *kind,
                                .length = whole(row, Col::e),
                                .on_closure = *on_closure,
                                .days = {}});
        }
        if (row.is_null(Col::c)) return;
        of.plans.back().days.push_back({whole(row, Col::c), row.id<DayTypeId>(Col::other)});
    }

    static void add_dated(const db::Row& row, Pattern& of) {
        of.dated.push_back({.on = row.day(Col::begins_on),
                            .day = row.maybe_id<DayTypeId>(Col::other),
                            .grid = row.maybe_id<GridId>(Col::third),
                            .begins = maybe_minutes(row, Col::e),
                            .ends = maybe_minutes(row, Col::f),
                            .name = row.text(Col::words)});
    }

    Lives lives_;
};

enum class Former : std::uint8_t { left_out, wanted };

Lives load(ReadTx& tx, const Living& wanted, Former former) {
    Gathering gathering(wanted.buildings);
    tx.each(
        sql::lives, [&](const db::Row& row) { gathering.add(row); }, tx.district(),
        row_of(wanted.people), std::ssize(wanted.people), row_of(wanted.buildings),
        std::ssize(wanted.buildings), wanted.from, wanted.until, former == Former::wanted);
    return gathering.take();
}

}  // namespace

Lives lives(ReadTx& tx, const Living& wanted) { return load(tx, wanted, Former::left_out); }

std::vector<PersonRow> people(ReadTx& tx, std::span<const PersonId> people) {
    return lives(tx, {.people = people, .buildings = {}, .from = first_day, .until = first_day})
        .people;
}

Pattern whole_pattern(ReadTx& tx, BuildingId building) {
    const Living wanted{
        .people = {}, .buildings = std::span(&building, 1), .from = first_day, .until = last_day};
    return load(tx, wanted, Former::wanted).patterns.front();
}

}  // namespace rapport::timetables::store
