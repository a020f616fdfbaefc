// Who is around a request: what somebody may see, who works in a branch, whom mail goes to.

#include "coaching/requests/requests_store.hpp"
#include "platform/desk/rights.hpp"

namespace rapport::requests {

namespace sql {
constexpr Sql sight{"requests.sight", R"(
    SELECT d.zone, COALESCE(h.role, ''), h.building_id, COALESCE(h.begins_on, ''),
           COALESCE(h.ends_on, '')
      FROM district d
      LEFT JOIN role_held h ON h.district_id = $1 AND h.person_id = $2
     WHERE d.id = $1)"};
constexpr Sql workers{"requests.workers", R"(
    SELECT p.id, p.name,
           MAX(CASE WHEN c.role = 'coach' THEN 1 ELSE 0 END),
           MAX(CASE WHEN c.role = 'technician' THEN 1 ELSE 0 END)
      FROM role_held c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.district_id = $1 AND c.role IN ('coach', 'technician')
       AND (c.building_id IS NULL OR $2 = '' OR c.building_id = $2)
       AND (c.begins_on IS NULL OR c.begins_on <= $3)
       AND (c.ends_on IS NULL OR c.ends_on >= $3)
       AND (p.ended_on IS NULL OR p.ended_on > $3)
       AND NOT EXISTS (SELECT 1 FROM role_held x
                        WHERE x.district_id = $1 AND x.person_id = p.id AND x.role = 'principal'
                          AND (x.begins_on IS NULL OR x.begins_on <= $3)
                          AND (x.ends_on IS NULL OR x.ends_on >= $3))
     GROUP BY p.id, p.name, p.sort_name
     ORDER BY p.sort_name, p.id
     LIMIT 100)"};
constexpr Sql people{"requests.people", R"(
    SELECT p.id, p.name, p.folded, COALESCE(b.name, '')
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.id <> $2 AND (p.ended_on IS NULL OR p.ended_on > $4)
       AND ($3 = TRUE OR p.building_id IS NULL
            OR EXISTS (SELECT 1 FROM role_held c
                        WHERE c.district_id = $1 AND c.person_id = $2
                          AND c.role IN ('coach', 'technician')
                          AND c.building_id = p.building_id
                          AND (c.begins_on IS NULL OR c.begins_on <= $4)
                          AND (c.ends_on IS NULL OR c.ends_on >= $4)))
     ORDER BY p.sort_name, p.id
     LIMIT 10000)"};
// The same people, one of them; or the person who asks, for themselves.
constexpr Sql teacher{"requests.teacher", R"(
    SELECT p.building_id, COALESCE(b.zone, '')
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.id = $6 AND (p.ended_on IS NULL OR p.ended_on > $5)
       AND (p.id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR p.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = p.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5))))))"};
constexpr Sql reader{"requests.reader", R"(
    SELECT p.id, p.name, a.email, COALESCE(a.language, d.language)
      FROM person p
      JOIN account a ON a.id = p.account_id
      JOIN district d ON d.id = p.district_id
     WHERE p.district_id = $1 AND p.id = $2 AND a.disabled_at IS NULL
       AND (p.ended_on IS NULL OR p.ended_on > $3))"};
constexpr Sql team{"requests.team", R"(
    SELECT p.id, p.name, a.email, COALESCE(a.language, d.language),
           CASE WHEN c.building_id IS NULL THEN 1 ELSE 0 END AS is_district_wide
      FROM role_held c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
      JOIN account a ON a.id = p.account_id
      JOIN district d ON d.id = p.district_id
     WHERE c.district_id = $1 AND c.role = $2
       AND (c.building_id IS NULL OR $3 = '' OR c.building_id = $3)
       AND (c.begins_on IS NULL OR c.begins_on <= $4)
       AND (c.ends_on IS NULL OR c.ends_on >= $4)
       AND a.disabled_at IS NULL AND (p.ended_on IS NULL OR p.ended_on > $4)
     ORDER BY is_district_wide, p.sort_name, p.id
     LIMIT 5)"};
constexpr Sql around{"requests.around", R"(
    SELECT r.teacher_id, r.holder_id, r.branch, r.building_id, COALESCE(b.zone, d.zone)
      FROM request r
      JOIN district d ON d.id = r.district_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.id = $2)"};
constexpr Sql settings{"requests.settings", R"(
    SELECT name, value
      FROM setting
     WHERE district_id = $1
       AND name IN ('requests.matrix', 'requests.targets', 'requests.answer_days'))"};
}  // namespace sql

namespace {

bool is_in_force(const db::Row& row, Day today) {
    const std::string begins = row.text(3), ends = row.text(4), on = today.iso();
    return (begins.empty() || begins <= on) && (ends.empty() || ends >= on);
}

void add_role(Sight& sight, Role role, bool is_district_wide) {
    if (role == Role::coach) sight.coaches = true;
    if (role == Role::technician) sight.supports = true;
    if (role == Role::teacher) sight.teaches = true;
    if (is_district_wide && (role == Role::coach || role == Role::technician)) {
        sight.everywhere = true;
    }
}

store::Reader reader_of(const db::Row& row) {
    return {.id = row.id<PersonId>(0),
            .name = row.text(1),
            .address = row.text(2),
            .language = row.text(3)};
}

std::string text_or_empty(const std::optional<BuildingId>& building) {
    return building ? building->text() : "";
}

}  // namespace

Sight sight_of(ReadTx& tx, PersonId person) {
    Sight sight;
    sight.person = person;
    sight.zone = &Zone::utc();
    bool evaluates = false;
    tx.each(
        sql::sight,
        [&](const db::Row& row) {
            if (const Zone* zone = Zone::find(row.view(0))) sight.zone = zone;
            sight.today = sight.zone->day(tx.now());
            Role role{};
            if (!parse_role(row.view(1), role) || !is_in_force(row, sight.today)) return;
            if (role == Role::principal) evaluates = true;
            add_role(sight, role, row.is_null(2));
        },
        tx.district(), person);
    sight.works = (sight.coaches || sight.supports) && !evaluates;
    sight.everywhere = sight.everywhere && sight.works;
    return sight;
}

namespace store {

std::vector<Worker> workers(ReadTx& tx, Day today, const std::optional<BuildingId>& building) {
    return tx.all<Worker>(
        sql::workers,
        [](const db::Row& row) {
            return Worker{.id = row.id<PersonId>(0),
                          .name = row.text(1),
                          .coaches = row.flag(2),
                          .supports = row.flag(3)};
        },
        tx.district(), text_or_empty(building), today);
}

std::vector<Name> people_covered(ReadTx& tx, const Sight& sight) {
    if (!sight.works) return {};
    return tx.all<Name>(
        sql::people,
        [](const db::Row& row) {
            return Name{.id = row.id<PersonId>(0),
                        .name = row.text(1),
                        .folded = row.text(2),
                        .building = row.text(3)};
        },
        tx.district(), sight.person, sight.everywhere, sight.today);
}

std::optional<Teacher> teacher(ReadTx& tx, const Sight& sight, PersonId person) {
    return tx.maybe<Teacher>(
        sql::teacher,
        [&](const db::Row& row) {
            const Zone* zone = Zone::find(row.view(1));
            return Teacher{.building = row.maybe_id<BuildingId>(0),
                           .zone = zone != nullptr ? zone : sight.zone};
        },
        tx.district(), sight.person, sight.works, sight.everywhere, sight.today, person);
}

std::optional<Reader> reader(ReadTx& tx, PersonId person, Day today) {
    return tx.maybe<Reader>(sql::reader, reader_of, tx.district(), person, today);
}

std::vector<Reader> team(ReadTx& tx, const Team& team, Day today) {
    std::vector<Reader> readers;
    bool has_own = false;
    const std::string_view role = team.branch == Branch::coach ? "coach" : "technician";
    tx.each(
        sql::team,
        [&](const db::Row& row) {
            const bool is_district_wide = row.flag(4);
            if (is_district_wide && has_own) return;
            has_own = has_own || !is_district_wide;
            readers.push_back(reader_of(row));
        },
        tx.district(), role, text_or_empty(team.building), today);
    return readers;
}

std::optional<Around> around(ReadTx& tx, RequestId request) {
    return tx.maybe<Around>(
        sql::around,
        [&](const db::Row& row) {
            const Zone* found = Zone::find(row.view(4));
            const Zone* zone = found != nullptr ? found : &Zone::utc();
            return Around{.teacher = row.id<PersonId>(0),
                          .holder = row.maybe_id<PersonId>(1),
                          .branch = row.is_null(2) ? std::nullopt : parse_branch(row.view(2)),
                          .building = row.maybe_id<BuildingId>(3),
                          .zone = zone,
                          .today = zone->day(tx.now())};
        },
        tx.district(), request);
}

Promises promises(ReadTx& tx) {
    Promises promises;
    tx.each(
        sql::settings,
        [&](const db::Row& row) {
            if (row.view(0) == "requests.matrix") promises.set_matrix(row.view(1));
            if (row.view(0) == "requests.targets") promises.set_targets(row.view(1));
            if (row.view(0) != "requests.answer_days") return;
            if (const auto span = Span::parse(row.text(1) + "d")) promises.coach_answer = *span;
        },
        tx.district());
    return promises;
}

}  // namespace store
}  // namespace rapport::requests
