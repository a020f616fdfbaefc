#include "schedule/planner/visits_store.hpp"

#include <map>

namespace rapport::planner::store {

namespace sql {
// $4 is one person who is helped, $5 a coach, each '' for any; $6 whether those that did not happen
// are wanted too; $7 one of them that is wanted whatever its state. A row for each person.
constexpr Sql visits{"planner.visits", R"(
    SELECT v.id, v.wish_id, v.occurrence, w.kind, w.title, COALESCE(t.name, ''), v.coach_id, c.name,
           v.on_day, v.begins, v.ends, v.building_id, COALESCE(b.name, ''),
           COALESCE(b.zone, (SELECT d.zone FROM district d WHERE d.id = $1)), v.room, v.state,
           v.is_pinned, v.contact_id, w.request_id,
           w.chain_id, w.step, v.made_by, v.version, p.id, p.name
      FROM visit v
      JOIN wish w ON w.district_id = v.district_id AND w.id = v.wish_id
      JOIN person c ON c.district_id = v.district_id AND c.id = v.coach_id
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = v.district_id AND b.id = v.building_id
      LEFT JOIN visit_person vp ON vp.district_id = v.district_id AND vp.visit_id = v.id
      LEFT JOIN person p ON p.district_id = vp.district_id AND p.id = vp.person_id
     WHERE v.district_id = $1 AND v.on_day >= $2 AND v.on_day <= $3
       AND ($4 = '' OR EXISTS (SELECT 1 FROM visit_person o
                                WHERE o.district_id = $1 AND o.visit_id = v.id
                                  AND o.person_id = $4))
       AND ($5 = '' OR v.coach_id = $5)
       AND ($6 = TRUE OR v.id = $7 OR v.state IN ('proposed', 'agreed', 'done'))
     ORDER BY v.on_day, v.begins, c.sort_name, v.id, p.sort_name, p.id)"};
constexpr Sql one{"planner.one_visit", R"(
    SELECT v.id, v.wish_id, v.occurrence, w.kind, w.title, COALESCE(t.name, ''), v.coach_id, c.name,
           v.on_day, v.begins, v.ends, v.building_id, COALESCE(b.name, ''),
           COALESCE(b.zone, (SELECT d.zone FROM district d WHERE d.id = $1)), v.room, v.state,
           v.is_pinned, v.contact_id, w.request_id,
           w.chain_id, w.step, v.made_by, v.version, p.id, p.name
      FROM visit v
      JOIN wish w ON w.district_id = v.district_id AND w.id = v.wish_id
      JOIN person c ON c.district_id = v.district_id AND c.id = v.coach_id
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = v.district_id AND b.id = v.building_id
      LEFT JOIN visit_person vp ON vp.district_id = v.district_id AND vp.visit_id = v.id
      LEFT JOIN person p ON p.district_id = vp.district_id AND p.id = vp.person_id
     WHERE v.district_id = $1 AND v.id = $2
     ORDER BY p.sort_name, p.id)"};
// What one booking has to know of $2 to $3: the visits of the coach $4, of whoever is in the wish
// $5, in the room $7 of the building $6, and of the wish itself. A row for each person.
constexpr Sql about{"planner.visits_about", R"(
    SELECT v.id, v.wish_id, v.occurrence, w.kind, w.title, COALESCE(t.name, ''), v.coach_id, c.name,
           v.on_day, v.begins, v.ends, v.building_id, COALESCE(b.name, ''),
           COALESCE(b.zone, (SELECT d.zone FROM district d WHERE d.id = $1)), v.room, v.state,
           v.is_pinned, v.contact_id, w.request_id,
           w.chain_id, w.step, v.made_by, v.version, p.id, p.name
      FROM (SELECT id
              FROM visit
             WHERE district_id = $1 AND coach_id = $4 AND on_day >= $2 AND on_day <= $3
             UNION
            SELECT vp.visit_id
              FROM wish_person wp
              JOIN visit_person vp
                ON vp.district_id = wp.district_id AND vp.person_id = wp.person_id
             WHERE wp.district_id = $1 AND wp.wish_id = $5
             UNION
            SELECT id
              FROM visit
             WHERE district_id = $1 AND $7 <> '' AND room = $7 AND building_id = $6
               AND on_day >= $2 AND on_day <= $3
             UNION
            SELECT id
              FROM visit
             WHERE district_id = $1 AND wish_id = $5) n
      JOIN visit v ON v.district_id = $1 AND v.id = n.id
      JOIN wish w ON w.district_id = v.district_id AND w.id = v.wish_id
      JOIN person c ON c.district_id = v.district_id AND c.id = v.coach_id
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = v.district_id AND b.id = v.building_id
      LEFT JOIN visit_person vp ON vp.district_id = v.district_id AND vp.visit_id = v.id
      LEFT JOIN person p ON p.district_id = vp.district_id AND p.id = vp.person_id
     WHERE v.on_day >= $2 AND v.on_day <= $3 AND v.state IN ('proposed', 'agreed', 'done')
     ORDER BY v.on_day, v.begins, v.id, p.sort_name, p.id)"};
// $2 is one chain; '' for those of the open wishes that touch $3 to $4. A row for each person.
constexpr Sql chains{"planner.visits_of_chains", R"(
    SELECT v.id, v.wish_id, v.occurrence, w.kind, w.title, COALESCE(t.name, ''), v.coach_id, c.name,
           v.on_day, v.begins, v.ends, v.building_id, COALESCE(b.name, ''),
           COALESCE(b.zone, (SELECT d.zone FROM district d WHERE d.id = $1)), v.room, v.state,
           v.is_pinned, v.contact_id, w.request_id,
           w.chain_id, w.step, v.made_by, v.version, p.id, p.name
      FROM wish w
      JOIN visit v ON v.district_id = w.district_id AND v.wish_id = w.id
      JOIN person c ON c.district_id = v.district_id AND c.id = v.coach_id
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = v.district_id AND b.id = v.building_id
      LEFT JOIN visit_person vp ON vp.district_id = v.district_id AND vp.visit_id = v.id
      LEFT JOIN person p ON p.district_id = vp.district_id AND p.id = vp.person_id
     WHERE w.district_id = $1 AND v.state IN ('proposed', 'agreed', 'done')
       AND (w.chain_id = $2
            OR ($2 = '' AND w.chain_id IN (SELECT o.chain_id FROM wish o
                                            WHERE o.district_id = $1 AND o.chain_id IS NOT NULL
                                              AND o.ended_at IS NULL AND o.ends_on >= $3
                                              AND o.begins_on <= $4)))
     ORDER BY v.on_day, v.begins, v.id, p.sort_name, p.id)"};
// Of the newest steps alone, whatever became of the visits. A row for each person.
constexpr Sql of_steps{"planner.visits_of_steps", R"(
    SELECT v.id, v.wish_id, v.occurrence, w.kind, w.title, COALESCE(t.name, ''), v.coach_id, c.name,
           v.on_day, v.begins, v.ends, v.building_id, COALESCE(b.name, ''),
           COALESCE(b.zone, (SELECT d.zone FROM district d WHERE d.id = $1)), v.room, v.state,
           v.is_pinned, v.contact_id, w.request_id,
           w.chain_id, w.step, v.made_by, v.version, p.id, p.name
      FROM (SELECT DISTINCT l.visit_id
              FROM (SELECT visit_id
                      FROM visit_step
                     WHERE district_id = $1 AND at >= $2
                     ORDER BY at DESC, visit_id, seq DESC
                     LIMIT $3) l) n
      JOIN visit v ON v.district_id = $1 AND v.id = n.visit_id
      JOIN wish w ON w.district_id = v.district_id AND w.id = v.wish_id
      JOIN person c ON c.district_id = v.district_id AND c.id = v.coach_id
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = v.district_id AND b.id = v.building_id
      LEFT JOIN visit_person vp ON vp.district_id = v.district_id AND vp.visit_id = v.id
      LEFT JOIN person p ON p.district_id = vp.district_id AND p.id = vp.person_id
     ORDER BY v.id, p.sort_name, p.id)"};
constexpr Sql last_steps{"planner.last_steps", R"(
    SELECT s.visit_id, s.step
      FROM visit v
      JOIN visit_step s ON s.district_id = v.district_id AND s.visit_id = v.id
     WHERE v.district_id = $1 AND v.on_day >= $2 AND v.on_day <= $3 AND s.at >= $4
       AND s.step IN ('booked', 'moved', 'agreed', 'undone')
     ORDER BY s.visit_id, s.seq)"};
// A row for each person of the first few from a day on: which have ended, the building's wall says.
constexpr Sql next{"planner.next_visit", R"(
    SELECT v.id, v.wish_id, v.occurrence, w.kind, w.title, COALESCE(t.name, ''), v.coach_id, c.name,
           v.on_day, v.begins, v.ends, v.building_id, COALESCE(b.name, ''),
           COALESCE(b.zone, (SELECT d.zone FROM district d WHERE d.id = $1)), v.room, v.state,
           v.is_pinned, v.contact_id, w.request_id,
           w.chain_id, w.step, v.made_by, v.version, p.id, p.name
      FROM (SELECT id
              FROM visit
             WHERE district_id = $1 AND coach_id = $2 AND on_day >= $3
               AND state IN ('proposed', 'agreed')
             ORDER BY on_day, begins
             LIMIT 24) n
      JOIN visit v ON v.district_id = $1 AND v.id = n.id
      JOIN wish w ON w.district_id = v.district_id AND w.id = v.wish_id
      JOIN person c ON c.district_id = v.district_id AND c.id = v.coach_id
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = v.district_id AND b.id = v.building_id
      LEFT JOIN visit_person vp ON vp.district_id = v.district_id AND vp.visit_id = v.id
      LEFT JOIN person p ON p.district_id = vp.district_id AND p.id = vp.person_id
     ORDER BY v.on_day, v.begins, v.id, p.sort_name, p.id)"};
constexpr Sql take{"planner.take_days", R"(
    INSERT INTO taken_day (district_id, holder_id, on_day, times)
    SELECT $1, h.holder_id, $4, 1
      FROM (SELECT person_id AS holder_id FROM wish_person WHERE district_id = $1 AND wish_id = $2
             UNION
            SELECT id FROM person WHERE district_id = $1 AND id = $3) h
     WHERE TRUE
     ORDER BY h.holder_id
        ON CONFLICT (district_id, holder_id, on_day) DO UPDATE SET times = taken_day.times + 1)"};
constexpr Sql insert{"planner.insert_visit", R"(
    INSERT INTO visit (district_id, id, wish_id, occurrence, coach_id, on_day, begins, ends,
                       building_id, room, state, is_pinned, made_by, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1))"};
constexpr Sql insert_people{"planner.insert_visit_people", R"(
    INSERT INTO visit_person (district_id, visit_id, person_id)
    SELECT wp.district_id, $2, wp.person_id
      FROM wish_person wp
     WHERE wp.district_id = $1 AND wp.wish_id = $3)"};
constexpr Sql save{"planner.save_visit", R"(
    UPDATE visit
       SET coach_id = $4, on_day = $5, begins = $6, ends = $7, building_id = $8, room = $9,
           state = $10, is_pinned = $11, contact_id = $12, made_by = $13, version = version + 1
     WHERE district_id = $1 AND id = $2 AND version = $3)"};
constexpr Sql park{"planner.park_visit", R"(
    UPDATE visit
       SET begins = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql append{"planner.append_step", R"(
    INSERT INTO visit_step (district_id, visit_id, seq, batch_id, at, actor_id, step, coach_before,
                            on_before, begins_before, building_before, room_before, state_before,
                            words, nth)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
            (SELECT COALESCE(MAX(o.nth), 0) + 1
               FROM visit_step o
              WHERE o.district_id = $1 AND o.actor_id = $6 AND o.batch_id <> $4)))"};
// $2 is when, $3 one batch or ''.
constexpr Sql steps{"planner.steps", R"(
    SELECT s.visit_id, s.seq, s.batch_id, s.at, s.actor_id, p.name, s.step, s.coach_before,
           s.on_before, s.begins_before, s.building_before, COALESCE(b.name, ''), s.room_before,
           s.state_before, s.words
      FROM visit_step s
      JOIN person p ON p.district_id = s.district_id AND p.id = s.actor_id
      LEFT JOIN building b ON b.district_id = s.district_id AND b.id = s.building_before
     WHERE s.district_id = $1 AND s.at >= $2 AND ($3 = '' OR s.batch_id = $3)
     ORDER BY s.at DESC, s.visit_id, s.seq DESC
     LIMIT $4)"};
constexpr Sql last_batch{"planner.last_batch", R"(
    SELECT batch_id
      FROM visit_step
     WHERE district_id = $1 AND actor_id = $2 AND undone_at IS NULL
       AND step IN ('booked', 'moved', 'cancelled')
     ORDER BY nth DESC
     LIMIT 1)"};
constexpr Sql mark_undone{"planner.mark_undone", R"(
    UPDATE visit_step
       SET undone_at = $3
     WHERE district_id = $1 AND batch_id = $2)"};
}  // namespace sql

namespace {

constexpr std::string_view never = "";

int whole(const db::Row& row, int column) { return static_cast<int>(row.integer(column)); }

Visit visit_of(const db::Row& row) {
    Visit visit;
    visit.id = row.id<VisitId>(0);
    visit.wish = row.id<WishId>(1);
    visit.occurrence = row.text(2);
    visit.kind = parse_kind(row.view(3)).value_or(Kind::planning);
    visit.title = row.text(4);
    visit.team_name = row.text(5);
    visit.coach = row.id<PersonId>(6);
    visit.coach_name = row.text(7);
    visit.on = row.day(8);
    visit.ring = {whole(row, 9), whole(row, 10)};
    visit.building = row.maybe_id<BuildingId>(11);
    visit.building_name = row.text(12);
    const Zone* zone = Zone::find(row.view(13));
    visit.zone = zone == nullptr ? &Zone::utc() : zone;
    visit.room = row.text(14);
    visit.state = parse_state(row.view(15)).value_or(State::cancelled);
    visit.is_pinned = row.flag(16);
    visit.contact = row.maybe_id<contacts::ContactId>(17);
    visit.request = row.maybe_id<RequestId>(18);
    visit.chain = row.maybe_id<ChainId>(19);
    visit.step = whole(row, 20);
    visit.made_by = row.id<PersonId>(21);
    visit.version = row.integer(22);
    return visit;
}

// Rows in the order of visits, one for each person, whose columns follow those of the visit.
std::vector<Visit> gathered(ReadTx& tx, Sql statement, const auto&... with) {
    std::vector<Visit> found;
    const auto gather = [&](const db::Row& row) {
        if (found.empty() || found.back().id != row.id<VisitId>(0)) found.push_back(visit_of(row));
        if (!row.is_null(23)) found.back().people.push_back({row.id<PersonId>(23), row.text(24)});
    };
    tx.each(statement, gather, tx.district(), with...);
    return found;
}

struct Which {
    std::string_view from, until, person = "", coach = "";
    bool all = false;
    std::string_view also = "";
};

std::vector<Visit> load(ReadTx& tx, const Which& which) {
    return gathered(tx, sql::visits, which.from, which.until, which.person, which.coach, which.all,
                    which.also);
}

Step step_of(const db::Row& row) {
    Step step{.visit = row.id<VisitId>(0),
              .seq = row.integer(1),
              .batch = row.text(2),
              .at = row.instant(3),
              .actor = row.id<PersonId>(4),
              .actor_name = row.text(5),
              .step = row.text(6),
              .before = std::nullopt,
              .building_before = row.text(11),
              .state_before = std::nullopt,
              .words = row.text(14)};
    if (row.is_null(7)) return step;
    step.before = Spot{.coach = row.id<PersonId>(7),
                       .on = row.day(8),
                       .begins = whole(row, 9),
                       .building = row.maybe_id<BuildingId>(10),
                       .room = row.text_or_empty(12)};
    step.state_before = parse_state(row.view(13));
    return step;
}

}  // namespace

std::vector<Visit> visits(ReadTx& tx, const Dates& dates, const std::optional<VisitId>& also) {
    const std::string from = dates.from.iso(), until = dates.until.iso();
    return load(tx, {.from = from, .until = until, .also = also ? also->view() : ""});
}

std::vector<Visit> visits_about(ReadTx& tx, WishId wish, const Spot& spot, const Dates& dates) {
    return gathered(tx, sql::about, dates.from, dates.until, spot.coach, wish, spot.building,
                    spot.room);
}

std::vector<Visit> visits_of_person(ReadTx& tx, PersonId person, const Dates& dates) {
    const std::string from = dates.from.iso(), until = dates.until.iso();
    return load(tx, {.from = from, .until = until, .person = person.view(), .all = true});
}

std::vector<Visit> visits_of_coach(ReadTx& tx, PersonId coach, const Dates& dates) {
    const std::string from = dates.from.iso(), until = dates.until.iso();
    return load(tx, {.from = from, .until = until, .coach = coach.view()});
}

std::vector<Visit> visits_of_chain(ReadTx& tx, ChainId chain) {
    return gathered(tx, sql::chains, chain, never, never);
}

std::vector<Visit> visits_of_chains(ReadTx& tx, const Dates& dates) {
    return gathered(tx, sql::chains, "", dates.from, dates.until);
}

std::optional<Visit> visit(ReadTx& tx, VisitId id) {
    auto found = gathered(tx, sql::one, id);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::optional<Visit> next_of_coach(ReadTx& tx, PersonId coach, Day from) {
    for (Visit& one : gathered(tx, sql::next, coach, from)) {
        if (one.ends_at() > tx.now()) return std::move(one);
    }
    return std::nullopt;
}

void take_days(WriteTx& tx, WishId wish, PersonId coach, Day on) {
    tx.run(sql::take, tx.district(), wish, coach, on);
}

void insert(WriteTx& tx, const Visit& visit) {
    tx.run(sql::insert, tx.district(), visit.id, visit.wish, visit.occurrence, visit.coach,
           visit.on, visit.ring.begins, visit.ring.ends, visit.building, visit.room,
           code(visit.state), visit.is_pinned, visit.made_by);
    tx.run(sql::insert_people, tx.district(), visit.id, visit.wish);
}

bool save(WriteTx& tx, Visit& visit) {
    const auto changed =
        tx.run(sql::save, tx.district(), visit.id, visit.version, visit.coach, visit.on,
               visit.ring.begins, visit.ring.ends, visit.building, visit.room, code(visit.state),
               visit.is_pinned, visit.contact, visit.made_by);
    ++visit.version;
    return changed == 1;
}

void park(WriteTx& tx, VisitId visit, int place) {
    tx.run(sql::park, tx.district(), visit, -1 - place);
}

void append(WriteTx& tx, const Step& step) {
    std::optional<PersonId> coach;
    std::optional<Day> on;
    std::optional<std::int64_t> begins;
    std::optional<BuildingId> building;
    std::optional<std::string> room, state;
    if (step.before) {
        coach = step.before->coach;
        on = step.before->on;
        begins = step.before->begins;
        building = step.before->building;
        room = step.before->room;
    }
    if (step.state_before) state = std::string(code(*step.state_before));
    tx.run(sql::append, tx.district(), step.visit, step.seq, step.batch, tx.now(), tx.actor(),
           step.step, coach, on, begins, building, room, state, step.words);
}

std::vector<Step> steps_since(ReadTx& tx, Instant since, int max) {
    return tx.all<Step>(sql::steps, step_of, tx.district(), since, "", max);
}

std::vector<Visit> visits_of_steps(ReadTx& tx, Instant since, int max) {
    return gathered(tx, sql::of_steps, since, max);
}

std::map<VisitId, std::string> last_steps(ReadTx& tx, const Dates& dates, Instant since) {
    std::map<VisitId, std::string> found;
    tx.each(
        sql::last_steps, [&](const db::Row& row) { found[row.id<VisitId>(0)] = row.text(1); },
        tx.district(), dates.from, dates.until, since);
    return found;
}

std::vector<Step> last_batch(ReadTx& tx) {
    const auto batch = tx.maybe<std::string>(
        sql::last_batch, [](const db::Row& row) { return row.text(0); }, tx.district(), tx.actor());
    if (!batch) return {};
    return tx.all<Step>(sql::steps, step_of, tx.district(), Instant{}, *batch, 10'000);
}

void mark_undone(WriteTx& tx, std::string_view batch) {
    tx.run(sql::mark_undone, tx.district(), batch, tx.now());
}

}  // namespace rapport::planner::store
