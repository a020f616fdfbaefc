#include "platform/timetables/source_store.hpp"

#include <unordered_map>

#include "kernel/crypto/crypto.hpp"

namespace rapport::timetables::store {

namespace sql {
constexpr Sql meetings{"timetables.kept_meetings", R"(
    SELECT id, source_key, purpose, subject, classes, room, term, begins_on, ends_on
      FROM meeting
     WHERE district_id = $1 AND building_id = $2 AND source_key IS NOT NULL
     ORDER BY source_key)"};
constexpr Sql meeting_slots{"timetables.kept_slots", R"(
    SELECT s.meeting_id, s.day_type_id, s.period_id
      FROM meeting m
      JOIN meeting_slot s ON s.district_id = m.district_id AND s.meeting_id = m.id
     WHERE m.district_id = $1 AND m.building_id = $2 AND m.source_key IS NOT NULL)"};
constexpr Sql meeting_people{"timetables.kept_people", R"(
    SELECT x.meeting_id, x.teacher_key
      FROM meeting m
      JOIN meeting_person x ON x.district_id = m.district_id AND x.meeting_id = m.id
     WHERE m.district_id = $1 AND m.building_id = $2 AND m.source_key IS NOT NULL
     ORDER BY x.meeting_id, x.teacher_key)"};
constexpr Sql remove_slots{"timetables.remove_slots", R"(
    DELETE FROM meeting_slot
     WHERE district_id = $1 AND meeting_id = $2)"};
constexpr Sql remove_people{"timetables.remove_people", R"(
    DELETE FROM meeting_person
     WHERE district_id = $1 AND meeting_id = $2)"};
constexpr Sql remove_meeting{"timetables.remove_meeting", R"(
    DELETE FROM meeting
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql end_meeting{"timetables.end_meeting", R"(
    UPDATE meeting
       SET source_key = NULL,
           ends_on = CASE WHEN ends_on < $3 THEN ends_on ELSE $3 END
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql candidates{"timetables.candidates", R"(
    SELECT id, name, folded, COALESCE(email, ''), building_id
      FROM person
     WHERE district_id = $1 AND ended_on IS NULL
     ORDER BY sort_name, id)"};
constexpr Sql remembered{"timetables.remembered", R"(
    SELECT teacher_key, name, person_id, matched_by
      FROM timetable_person
     WHERE district_id = $1 AND building_id = $2)"};
constexpr Sql remember{"timetables.remember", R"(
    INSERT INTO timetable_person (district_id, building_id, teacher_key, name, email, person_id,
                                  matched_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (district_id, building_id, teacher_key)
           DO UPDATE SET name = excluded.name, email = excluded.email,
                         person_id = excluded.person_id, matched_by = excluded.matched_by)"};
constexpr Sql rename_attendee{"timetables.rename_attendee", R"(
    UPDATE meeting_person
       SET person_id = $4
     WHERE district_id = $1 AND teacher_key = $3
       AND meeting_id IN (SELECT id FROM meeting WHERE district_id = $1 AND building_id = $2))"};
constexpr Sql terms{"timetables.terms", R"(
    SELECT title, begins_on, ends_on
      FROM term
     WHERE district_id = $1 AND ended_on IS NULL
     ORDER BY begins_on, title)"};
constexpr Sql zone{"timetables.zone", R"(
    SELECT zone
      FROM building
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert_source{"timetables.insert_source", R"(
    INSERT INTO timetable_source (district_id, id, building_id, actor_id, made_at, file_name,
                                  format, state, begins_on, bells, terms)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'looked', $8, $9, $10))"};
constexpr Sql add_file{"timetables.add_file", R"(
    INSERT INTO timetable_file (district_id, source_id, seq, name, body)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql files{"timetables.files", R"(
    SELECT name, body
      FROM timetable_file
     WHERE district_id = $1 AND source_id = $2
     ORDER BY seq)"};
constexpr Sql forget_files{"timetables.forget_files", R"(
    DELETE FROM timetable_file
     WHERE district_id = $1 AND source_id = $2)"};
constexpr Sql forget_waiting{"timetables.forget_waiting", R"(
    DELETE FROM timetable_file
     WHERE district_id = $1
       AND source_id IN (SELECT id
                           FROM timetable_source
                          WHERE district_id = $1 AND building_id = $2 AND state = 'looked'))"};
constexpr Sql supersede{"timetables.supersede", R"(
    UPDATE timetable_source
       SET state = 'superseded'
     WHERE district_id = $1 AND building_id = $2 AND state = 'looked')"};
constexpr Sql set_applied{"timetables.set_applied", R"(
    UPDATE timetable_source
       SET state = 'applied', applied_at = $3, added = $4, changed = $5, ended = $6
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql set_wishes{"timetables.set_wishes", R"(
    UPDATE timetable_source
       SET begins_on = $3, bells = $4, terms = $5
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql sources{"timetables.sources", R"(
    SELECT s.id, s.building_id, COALESCE(p.name, ''), s.made_at, s.file_name, s.format, s.state,
           s.begins_on, s.bells, s.terms, s.added, s.changed, s.ended
      FROM timetable_source s
      LEFT JOIN person p ON p.district_id = s.district_id AND p.id = s.actor_id
     WHERE s.district_id = $1 AND s.building_id = $2 AND ($3 = '' OR s.id = $3)
     ORDER BY s.made_at DESC, s.id
     LIMIT $4)"};
}  // namespace sql

std::vector<KeptMeeting> kept_meetings(ReadTx& tx, BuildingId building) {
    std::vector<KeptMeeting> kept;
    std::unordered_map<std::string, std::size_t> places;
    tx.each(
        sql::meetings,
        [&](const db::Row& row) {
            KeptMeeting one;
            one.id = row.id<MeetingId>(0);
            one.key = row.text(1);
            one.meeting.use = parse_use(row.view(2)).value_or(Use::unknown);
            one.meeting.subject = row.text(3);
            one.meeting.classes = row.text(4);
            one.meeting.room = row.text(5);
            one.meeting.term = row.text(6);
            one.meeting.begins_on = row.maybe_day(7);
            one.meeting.ends_on = row.maybe_day(8);
            places.emplace(row.text(0), kept.size());
            kept.push_back(std::move(one));
        },
        tx.district(), building);
    tx.each(
        sql::meeting_slots,
        [&](const db::Row& row) {
            kept[places.at(row.text(0))].meeting.slots.push_back(
                {row.id<DayTypeId>(1), row.id<PeriodId>(2)});
        },
        tx.district(), building);
    tx.each(
        sql::meeting_people,
        [&](const db::Row& row) { kept[places.at(row.text(0))].keys.push_back(row.text(1)); },
        tx.district(), building);
    return kept;
}

void remove_meeting(WriteTx& tx, MeetingId id) {
    tx.run(sql::remove_slots, tx.district(), id);
    tx.run(sql::remove_people, tx.district(), id);
    tx.run(sql::remove_meeting, tx.district(), id);
}

void end_meeting(WriteTx& tx, MeetingId id, Day last) {
    tx.run(sql::end_meeting, tx.district(), id, last);
}

std::vector<Candidate> candidates(ReadTx& tx) {
    return tx.all<Candidate>(
        sql::candidates,
        [](const db::Row& row) {
            return Candidate{row.id<PersonId>(0), row.text(1), row.text(2), row.text(3),
                             row.maybe_id<BuildingId>(4)};
        },
        tx.district());
}

std::vector<Remembered> remembered(ReadTx& tx, BuildingId building) {
    return tx.all<Remembered>(
        sql::remembered,
        [](const db::Row& row) {
            return Remembered{row.text(0), row.text(1), row.maybe_id<PersonId>(2), row.text(3)};
        },
        tx.district(), building);
}

void remember(WriteTx& tx, BuildingId building, const Match& match) {
    tx.run(sql::remember, tx.district(), building, match.key, match.name, match.email, match.person,
           code(match.by));
}

void rename_attendee(WriteTx& tx, BuildingId building, std::string_view key,
                     const std::optional<PersonId>& person) {
    tx.run(sql::rename_attendee, tx.district(), building, key, person);
}

std::vector<Term> terms(ReadTx& tx) {
    return tx.all<Term>(
        sql::terms,
        [](const db::Row& row) { return Term{row.text(0), row.day(1), row.day(2)}; },
        tx.district());
}

std::string zone_of(ReadTx& tx, BuildingId building) {
    const auto zone = tx.maybe<std::string>(
        sql::zone, [](const db::Row& row) { return row.text(0); }, tx.district(), building);
    return zone.value_or("UTC");
}

void insert_source(WriteTx& tx, const Source& source, std::string_view format) {
    const auto actor = tx.actor().is_none() ? std::nullopt : std::optional(tx.actor());
    tx.run(sql::insert_source, tx.district(), source.id, source.building, actor, tx.now(),
           source.file_name, format, source.wishes.begins_on, source.wishes.bells,
           source.wishes.terms);
}

void add_file(WriteTx& tx, SourceId source, int seq, const SheetFile& file) {
    tx.run(sql::add_file, tx.district(), source, seq, file.name, crypto::base64url(file.bytes));
}

std::vector<SheetFile> files(ReadTx& tx, SourceId source) {
    return tx.all<SheetFile>(
        sql::files,
        [](const db::Row& row) {
            return SheetFile{row.text(0), crypto::from_base64url(row.view(1)).value_or("")};
        },
        tx.district(), source);
}

void forget_files(WriteTx& tx, SourceId source) {
    tx.run(sql::forget_files, tx.district(), source);
}

void supersede(WriteTx& tx, BuildingId building) {
    tx.run(sql::forget_waiting, tx.district(), building);
    tx.run(sql::supersede, tx.district(), building);
}

void set_applied(WriteTx& tx, SourceId source, const Look& look) {
    tx.run(sql::set_applied, tx.district(), source, tx.now(), look.count(Change::Kind::added),
           look.count(Change::Kind::changed), look.count(Change::Kind::ended));
}

void set_wishes(WriteTx& tx, SourceId source, const Wishes& wishes) {
    tx.run(sql::set_wishes, tx.district(), source, wishes.begins_on, wishes.bells, wishes.terms);
}

std::vector<Source> sources(ReadTx& tx, BuildingId building, std::string_view id, int max) {
    return tx.all<Source>(
        sql::sources,
        [](const db::Row& row) {
            return Source{.id = row.id<SourceId>(0),
                          .building = row.id<BuildingId>(1),
                          .actor = row.text(2),
                          .made_at = row.instant(3),
                          .file_name = row.text(4),
                          .format = row.text(5),
                          .state = row.text(6),
                          .wishes = {row.maybe_day(7), row.text(8), row.text(9)},
                          .added = row.integer(10),
                          .changed = row.integer(11),
                          .ended = row.integer(12)};
        },
        tx.district(), building, id, max);
}

}  // namespace rapport::timetables::store
