#include "schedule/planner/proposals_store.hpp"

#include <boost/json.hpp>

namespace rapport::planner::store {

namespace json = boost::json;

namespace sql {
constexpr Sql proposals{"planner.proposals", R"(
    SELECT r.id, r.purpose, r.progress, r.made_by, p.name, r.made_at, r.ended_at, r.ordered,
           r.found, r.failure
      FROM proposal r
      JOIN person p ON p.district_id = r.district_id AND p.id = r.made_by
     WHERE r.district_id = $1 AND ($2 = '' OR r.id = $2)
     ORDER BY r.made_at DESC, r.id
     LIMIT $3)"};
constexpr Sql running{"planner.running", R"(
    SELECT COUNT(*)
      FROM proposal
     WHERE district_id = $1 AND made_by = $2 AND progress IN ('waiting', 'working'))"};
constexpr Sql insert{"planner.insert_proposal", R"(
    INSERT INTO proposal (district_id, id, purpose, progress, made_by, made_at, ordered)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql advance{"planner.advance_proposal", R"(
    UPDATE proposal
       SET progress = $4, ended_at = $5, found = $6, failure = $7
     WHERE district_id = $1 AND id = $2 AND progress = $3)"};
constexpr Sql append{"planner.append_event", R"(
    INSERT INTO proposal_event (district_id, proposal_id, seq, seconds, value, bound, gap_percent)
    SELECT $1, $2, COALESCE(MAX(e.seq), 0) + 1, CAST($3 AS DOUBLE PRECISION),
           CAST($4 AS BIGINT), CAST($5 AS DOUBLE PRECISION), CAST($6 AS DOUBLE PRECISION)
      FROM proposal_event e
     WHERE e.district_id = $1 AND e.proposal_id = $2)"};
constexpr Sql events{"planner.events", R"(
    SELECT seq, seconds, value, bound, gap_percent
      FROM proposal_event
     WHERE district_id = $1 AND proposal_id = $2 AND seq > $3
     ORDER BY seq
     LIMIT 1000)"};
constexpr Sql insert_move{"planner.insert_move", R"(
    INSERT INTO proposal_move (district_id, id, proposal_id, fate, wish_id, occurrence, visit_id,
                               visit_version, was_promised, coach_before, on_before, begins_before,
                               coach_after, on_after, begins_after, building_after, minutes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17))"};
constexpr Sql moves{"planner.moves", R"(
    SELECT id, fate, wish_id, occurrence, visit_id, visit_version, was_promised, coach_before,
           on_before, begins_before, coach_after, on_after, begins_after, building_after, minutes,
           accepted_at
      FROM proposal_move
     WHERE district_id = $1 AND proposal_id = $2
     ORDER BY COALESCE(on_after, on_before), COALESCE(begins_after, begins_before), id)"};
constexpr Sql accept{"planner.accept_move", R"(
    UPDATE proposal_move
       SET accepted_at = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert_reason{"planner.insert_reason", R"(
    INSERT INTO proposal_reason (district_id, proposal_id, wish_id, occurrence, reason)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql reasons{"planner.reasons", R"(
    SELECT wish_id, occurrence, reason
      FROM proposal_reason
     WHERE district_id = $1 AND proposal_id = $2
     ORDER BY wish_id, occurrence)"};
// $2 is one wish; '' for all of them. A proposal without any has a row of its own.
constexpr Sql newest_reasons{"planner.newest_reasons", R"(
    SELECT r.id, r.ordered, x.wish_id, x.occurrence, x.reason
      FROM (SELECT id, ordered, made_at
              FROM proposal
             WHERE district_id = $1 AND progress IN ('ready', 'accepted') AND purpose <> 'what_if'
             ORDER BY made_at DESC, id
             LIMIT 5) r
      LEFT JOIN proposal_reason x
        ON x.district_id = $1 AND x.proposal_id = r.id AND ($2 = '' OR x.wish_id = $2)
     ORDER BY r.made_at DESC, r.id, x.wish_id, x.occurrence)"};
}  // namespace sql

namespace {

int whole(const db::Row& row, int column) { return static_cast<int>(row.integer(column)); }

std::string text_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

std::int64_t number_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_int64() ? value->as_int64() : 0;
}

double real_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_number() ? value->to_number<double>() : 0;
}

json::object object_of(std::string_view text) {
    boost::system::error_code error;
    json::value value = json::parse(text, error);
    return error || !value.is_object() ? json::object() : std::move(value.as_object());
}

std::string ordered_json(const Proposal& proposal) {
    const Ordered& ordered = proposal.ordered;
    json::object object{{"from", ordered.dates.from.iso()},
                        {"until", ordered.dates.until.iso()},
                        {"seconds", ordered.seconds},
                        {"seed", ordered.seed}};
    json::array coaches;
    for (const PersonId coach : ordered.coaches) coaches.emplace_back(coach.view());
    object["coaches"] = std::move(coaches);
    if (!proposal.supposition) return json::serialize(object);
    object["change"] = code(proposal.supposition->change);
    object["minutes"] = proposal.supposition->minutes;
    if (proposal.supposition->coach) object["coach"] = proposal.supposition->coach->view();
    if (proposal.supposition->building) object["building"] = proposal.supposition->building->view();
    return json::serialize(object);
}

void read_ordered(std::string_view text, Proposal& proposal) {
    const json::object object = object_of(text);
    Ordered& ordered = proposal.ordered;
    ordered.dates.from = Day::parse(text_at(object, "from")).value_or(Day());
    ordered.dates.until = Day::parse(text_at(object, "until")).value_or(Day());
    ordered.seconds = static_cast<int>(number_at(object, "seconds"));
    ordered.seed = number_at(object, "seed");
    if (const auto* coaches = object.if_contains("coaches"); coaches && coaches->is_array()) {
        for (const auto& one : coaches->as_array()) {
            if (const auto coach = PersonId::parse(one.as_string())) {
                ordered.coaches.push_back(*coach);
            }
        }
    }
    const auto change = parse_suppose(text_at(object, "change"));
    if (!change) return;
    proposal.supposition = Supposition{.change = *change,
                                       .coach = PersonId::parse(text_at(object, "coach")),
                                       .building = BuildingId::parse(text_at(object, "building")),
                                       .minutes = static_cast<int>(number_at(object, "minutes"))};
}

json::object tally_json(const Tally& tally) {
    return {{"placed", tally.placed},
            {"wishes", tally.wishes},
            {"reached", tally.reached},
            {"travel_minutes", tally.travel_minutes},
            {"value", tally.value},
            {"cycles", tally.cycles}};
}

Tally tally_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_object()) return {};
    const json::object& tally = value->as_object();
    return {.placed = number_at(tally, "placed"),
            .wishes = number_at(tally, "wishes"),
            .reached = number_at(tally, "reached"),
            .travel_minutes = number_at(tally, "travel_minutes"),
            .value = number_at(tally, "value"),
            .cycles = number_at(tally, "cycles")};
}

std::string found_json(const Proposal& proposal) {
    json::object object{{"before", tally_json(proposal.before)},
                        {"after", tally_json(proposal.after)},
                        {"seconds", proposal.seconds}};
    if (proposal.gap_percent) object["gap_percent"] = *proposal.gap_percent;
    return json::serialize(object);
}

Proposal proposal_of(const db::Row& row) {
    Proposal proposal;
    proposal.id = row.id<ProposalId>(0);
    proposal.purpose = parse_purpose(row.view(1)).value_or(Purpose::week);
    proposal.progress = parse_progress(row.view(2)).value_or(Progress::interrupted);
    proposal.made_by = row.id<PersonId>(3);
    proposal.made_by_name = row.text(4);
    proposal.made_at = row.instant(5);
    proposal.ended_at = row.maybe_instant(6);
    read_ordered(row.view(7), proposal);
    const json::object found = object_of(row.view(8));
    proposal.before = tally_of(found, "before");
    proposal.after = tally_of(found, "after");
    proposal.seconds = real_at(found, "seconds");
    if (found.contains("gap_percent")) proposal.gap_percent = real_at(found, "gap_percent");
    proposal.failure = row.text(9);
    return proposal;
}

std::optional<Spot> spot_of(const db::Row& row, int first) {
    if (row.is_null(first)) return std::nullopt;
    return Spot{.coach = row.id<PersonId>(first),
                .on = row.day(first + 1),
                .begins = whole(row, first + 2),
                .building = std::nullopt,
                .room = ""};
}

MoveRow move_of(const db::Row& row) {
    MoveRow move;
    move.id = row.id<MoveId>(0);
    move.fate = parse_fate(row.view(1)).value_or(Fate::kept);
    move.wish = row.id<WishId>(2);
    move.occurrence = row.text(3);
    move.visit = row.maybe_id<VisitId>(4);
    move.visit_version = row.maybe_integer(5).value_or(0);
    move.was_promised = row.flag(6);
    move.before = spot_of(row, 7);
    move.after = spot_of(row, 10);
    if (move.after) move.after->building = row.maybe_id<BuildingId>(13);
    move.minutes = whole(row, 14);
    move.is_accepted = !row.is_null(15);
    return move;
}

}  // namespace

std::vector<Proposal> proposals(ReadTx& tx, int max) {
    return tx.all<Proposal>(sql::proposals, proposal_of, tx.district(), "", max);
}

std::optional<Proposal> proposal(ReadTx& tx, ProposalId id) {
    return tx.maybe<Proposal>(sql::proposals, proposal_of, tx.district(), id, 1);
}

bool is_one_running(ReadTx& tx, PersonId made_by) {
    return tx.number(sql::running, tx.district(), made_by) > 0;
}

void insert(WriteTx& tx, const Proposal& proposal) {
    tx.run(sql::insert, tx.district(), proposal.id, code(proposal.purpose), code(proposal.progress),
           proposal.made_by, tx.now(), ordered_json(proposal));
}

bool advance(WriteTx& tx, const Proposal& proposal, Progress from) {
    return tx.run(sql::advance, tx.district(), proposal.id, code(from), code(proposal.progress),
                  proposal.ended_at, found_json(proposal), proposal.failure) == 1;
}

void append(WriteTx& tx, ProposalId proposal, const Event& event) {
    tx.run(sql::append, tx.district(), proposal, event.seconds, event.value, event.bound,
           event.gap_percent);
}

std::vector<Event> events(ReadTx& tx, ProposalId proposal, std::int64_t after) {
    return tx.all<Event>(
        sql::events,
        [](const db::Row& row) {
            Event event{.seq = row.integer(0),
                        .seconds = row.real(1),
                        .value = row.integer(2),
                        .bound = std::nullopt,
                        .gap_percent = std::nullopt};
            if (!row.is_null(3)) event.bound = row.real(3);
            if (!row.is_null(4)) event.gap_percent = row.real(4);
            return event;
        },
        tx.district(), proposal, after);
}

void insert(WriteTx& tx, ProposalId proposal, const MoveRow& move) {
    std::optional<PersonId> coach_before, coach_after;
    std::optional<Day> on_before, on_after;
    std::optional<std::int64_t> begins_before, begins_after, version;
    std::optional<BuildingId> building;
    if (move.before) coach_before = move.before->coach;
    if (move.before) on_before = move.before->on;
    if (move.before) begins_before = move.before->begins;
    if (move.after) coach_after = move.after->coach;
    if (move.after) on_after = move.after->on;
    if (move.after) begins_after = move.after->begins;
    if (move.after) building = move.after->building;
    if (move.visit) version = move.visit_version;
    tx.run(sql::insert_move, tx.district(), tx.new_id<MoveId>(), proposal, code(move.fate),
           move.wish, move.occurrence, move.visit, version, move.was_promised, coach_before,
           on_before, begins_before, coach_after, on_after, begins_after, building, move.minutes);
}

std::vector<MoveRow> moves(ReadTx& tx, ProposalId proposal) {
    return tx.all<MoveRow>(sql::moves, move_of, tx.district(), proposal);
}

void mark_accepted(WriteTx& tx, MoveId move) { tx.run(sql::accept, tx.district(), move, tx.now()); }

void insert(WriteTx& tx, ProposalId proposal, const ReasonRow& row) {
    tx.run(sql::insert_reason, tx.district(), proposal, row.wish, row.occurrence,
           to_json(row.reason));
}

std::vector<ReasonRow> reasons(ReadTx& tx, ProposalId proposal) {
    return tx.all<ReasonRow>(
        sql::reasons,
        [](const db::Row& row) {
            return ReasonRow{row.id<WishId>(0), row.text(1), parse_reason(row.view(2))};
        },
        tx.district(), proposal);
}

std::vector<NewestReason> newest_reasons(ReadTx& tx, const Dates& dates,
                                         const std::optional<WishId>& wish) {
    std::vector<NewestReason> found;
    std::string looked_at;  // The proposal whose dates were read last.
    std::string newest;
    tx.each(
        sql::newest_reasons,
        [&](const db::Row& row) {
            if (newest.empty() && looked_at != row.view(0)) {
                looked_at = row.text(0);
                Proposal proposal;
                read_ordered(row.view(1), proposal);
                const Dates& of = proposal.ordered.dates;
                if (of.from <= dates.until && dates.from <= of.until) newest = looked_at;
            }
            if (row.view(0) != newest || row.is_null(2)) return;
            found.push_back({row.id<WishId>(2), row.text(3), row.text(4)});
        },
        tx.district(), wish ? wish->view() : "");
    return found;
}

}  // namespace rapport::planner::store
