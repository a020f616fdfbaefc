#include "coaching/agreements/agreements_store.hpp"

namespace rapport::agreements {

namespace sql {
constexpr Sql zone{"agreements.zone", R"(
    SELECT d.zone
      FROM district d
     WHERE d.id = $1)"};
// $2 is one of the two; $3 one agreement, $4 the other of the two, or ''.
constexpr Sql of_person{"agreements.of_person", R"(
    SELECT a.id, a.side, a.coach_id, c.name, a.partner_id, p.name, COALESCE(b.name, ''),
           a.ended_on
      FROM agreement a
      JOIN person c ON c.district_id = a.district_id AND c.id = a.coach_id
      JOIN person p ON p.district_id = a.district_id AND p.id = a.partner_id
      LEFT JOIN building b ON b.district_id = a.district_id AND b.id = a.building_id
     WHERE a.district_id = $1 AND (a.coach_id = $2 OR a.partner_id = $2)
       AND ($3 = '' OR a.id = $3) AND ($4 = '' OR a.partner_id = $4)
     ORDER BY a.made_at DESC, a.id DESC)"};
constexpr Sql versions{"agreements.versions", R"(
    SELECT v.agreement_id, v.number, v.template, v.profile, v.words, v.begins_on, v.review_on,
           v.proposed_by, v.proposed_at, v.signed_at, v.aside_at, v.reviewed_on
      FROM agreement a
      JOIN agreement_version v ON v.district_id = a.district_id AND v.agreement_id = a.id
     WHERE a.district_id = $1 AND (a.coach_id = $2 OR a.partner_id = $2)
       AND ($3 = '' OR a.id = $3) AND ($4 = '' OR a.partner_id = $4)
     ORDER BY v.agreement_id, v.number DESC)"};
constexpr Sql roles{"agreements.roles", R"(
    SELECT p.name, p.building_id, COALESCE(h.role, ''), h.building_id
      FROM person p
      LEFT JOIN role_held h
        ON h.district_id = p.district_id AND h.person_id = p.id
       AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3
     WHERE p.district_id = $1 AND p.id = $2 AND p.ended_on IS NULL)"};
constexpr Sql insert{"agreements.insert", R"(
    INSERT INTO agreement (district_id, id, side, coach_id, partner_id, building_id, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql append{"agreements.append", R"(
    INSERT INTO agreement_version (district_id, agreement_id, number, template, profile, words,
                                   begins_on, review_on, proposed_by, proposed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))"};
constexpr Sql set_signed{"agreements.set_signed", R"(
    UPDATE agreement_version
       SET signed_by = $4, signed_at = $5, begins_on = $6
     WHERE district_id = $1 AND agreement_id = $2 AND number = $3)"};
constexpr Sql set_aside{"agreements.set_aside", R"(
    UPDATE agreement_version
       SET aside_at = $4
     WHERE district_id = $1 AND agreement_id = $2 AND number = $3)"};
constexpr Sql set_reviewed{"agreements.set_reviewed", R"(
    UPDATE agreement_version
       SET reviewed_on = $4, review_on = $5
     WHERE district_id = $1 AND agreement_id = $2 AND number = $3)"};
constexpr Sql set_ended{"agreements.set_ended", R"(
    UPDATE agreement
       SET ended_on = $3
     WHERE district_id = $1 AND id = $2)"};
// Rides agreement_building.
constexpr Sql of_building{"agreements.of_building", R"(
    SELECT v.profile
      FROM person t
      JOIN agreement a
        ON a.district_id = t.district_id AND a.building_id = t.building_id
       AND a.coach_id = $2 AND a.side = 'principal'
      JOIN agreement_version v ON v.district_id = a.district_id AND v.agreement_id = a.id
     WHERE t.district_id = $1 AND t.id = $3
       AND (a.ended_on IS NULL OR a.ended_on > $4)
       AND v.signed_at IS NOT NULL AND v.begins_on <= $4
       AND NOT EXISTS (SELECT 1
                         FROM agreement_version n
                        WHERE n.district_id = $1 AND n.agreement_id = v.agreement_id
                          AND n.number > v.number AND n.signed_at IS NOT NULL
                          AND n.begins_on <= $4))"};
}  // namespace sql

namespace {

Agreement agreement_of(const db::Row& row) {
    return {.id = row.id<AgreementId>(0),
            .side = row.view(1) == "principal" ? Side::principal : Side::teacher,
            .coach = row.id<PersonId>(2),
            .partner = row.id<PersonId>(4),
            .coach_name = row.text(3),
            .partner_name = row.text(5),
            .building_name = row.text(6),
            .ended_on = row.maybe_day(7),
            .versions = {}};
}

Profile profile_in(const db::Row& row, int column) {
    const auto profile = parse_profile(row.view(column));
    must(profile.has_value(), "a stored profile is none");
    return *profile;
}

Version version_of(const db::Row& row) {
    return {.number = row.integer(1),
            .terms = {.wording = row.text(2),
                      .profile = profile_in(row, 3),
                      .words = row.text(4),
                      .begins_on = row.day(5),
                      .review_on = row.day(6)},
            .proposed_by = row.id<PersonId>(7),
            .proposed_at = row.instant(8),
            .signed_at = row.maybe_instant(9),
            .aside_at = row.maybe_instant(10),
            .reviewed_on = row.maybe_day(11)};
}

struct Wanted {
    PersonId person;
    std::string agreement, partner;  // "" for all.
};

// Two statements, whatever the number of agreements.
std::vector<Agreement> look_up(ReadTx& tx, const Wanted& wanted) {
    auto found = tx.all<Agreement>(sql::of_person, agreement_of, tx.district(), wanted.person,
                                   wanted.agreement, wanted.partner);
    if (found.empty()) return found;
    const auto add = [&](const db::Row& row) {
        const auto id = row.id<AgreementId>(0);
        for (Agreement& agreement : found) {
            if (agreement.id == id) agreement.versions.push_back(version_of(row));
        }
    };
    tx.each(sql::versions, add, tx.district(), wanted.person, wanted.agreement, wanted.partner);
    return found;
}

}  // namespace

Day today(ReadTx& tx) {
    const auto name = tx.maybe<std::string>(
        sql::zone, [](const db::Row& row) { return row.text(0); }, tx.district());
    const Zone* zone = name ? Zone::find(*name) : nullptr;
    return (zone != nullptr ? *zone : Zone::utc()).day(tx.now());
}

std::vector<Agreement> mine(ReadTx& tx) { return look_up(tx, {tx.actor(), "", ""}); }

std::optional<Agreement> find(ReadTx& tx, AgreementId agreement) {
    auto found = look_up(tx, {tx.actor(), agreement.text(), ""});
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::optional<Agreement> between(ReadTx& tx, const Pair& pair) {
    for (Agreement& agreement : look_up(tx, {pair.coach, "", pair.teacher.text()})) {
        if (agreement.coach == pair.coach && !agreement.ended_on) return std::move(agreement);
    }
    return std::nullopt;
}

namespace store {

Roles roles(ReadTx& tx, PersonId person, Day day) {
    Roles found;
    const auto look = [&](const db::Row& row) {
        found.name = row.text(0);
        const auto role = row.view(2);
        if (role == "coach") found.coaches = true;
        if (role == "teacher") found.teaches = true;
        if (role != "principal") return;
        found.leads = true;
        found.leads_building = row.maybe_id<BuildingId>(row.is_null(3) ? 1 : 3);
    };
    tx.each(sql::roles, look, tx.district(), person, day);
    return found;
}

void insert(WriteTx& tx, AgreementId agreement, const Partner& partner) {
    tx.run(sql::insert, tx.district(), agreement, code(partner.side), tx.actor(), partner.id,
           partner.building, tx.now());
}

void append(WriteTx& tx, AgreementId agreement, std::int64_t number, const Terms& terms) {
    tx.run(sql::append, tx.district(), agreement, number, terms.wording, code(terms.profile),
           terms.words, terms.begins_on, terms.review_on, tx.actor(), tx.now());
}

void mark_signed(WriteTx& tx, AgreementId agreement, std::int64_t number, Day begins_on) {
    tx.run(sql::set_signed, tx.district(), agreement, number, tx.actor(), tx.now(), begins_on);
}

void mark_aside(WriteTx& tx, AgreementId agreement, std::int64_t number) {
    tx.run(sql::set_aside, tx.district(), agreement, number, tx.now());
}

void mark_reviewed(WriteTx& tx, AgreementId agreement, const Version& version, Day today,
                   Day next) {
    tx.run(sql::set_reviewed, tx.district(), agreement, version.number, today, next);
}

void mark_ended(WriteTx& tx, AgreementId agreement, Day day) {
    tx.run(sql::set_ended, tx.district(), agreement, day);
}

std::vector<Profile> of_building(ReadTx& tx, const Pair& pair, Day day) {
    return tx.all<Profile>(
        sql::of_building, [](const db::Row& row) { return profile_in(row, 0); }, tx.district(),
        pair.coach, pair.teacher, day);
}

}  // namespace store

}  // namespace rapport::agreements
