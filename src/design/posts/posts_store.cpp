#include "design/posts/posts_store.hpp"

#include <algorithm>

namespace rapport::posts::store {

namespace sql {
constexpr Sql standing{"posts.standing", R"(
    SELECT COUNT(CASE WHEN role IN ('director', 'district_admin') THEN 1 END),
           COUNT(CASE WHEN role = 'coach' THEN 1 END)
      FROM role_held
     WHERE district_id = $1 AND person_id = $2
       AND COALESCE(begins_on, $3) <= $3 AND COALESCE(ends_on, $3) >= $3)"};
constexpr Sql all{"posts.all", R"(
    SELECT j.post_id, j.number, j.state, j.made_by, m.name, COALESCE(s.words, ''), j.made_at,
           j.consult_until, j.in_force_on, j.review_on, j.ended_on, j.version, c.asked_at
      FROM job_description j
      JOIN person m ON m.district_id = j.district_id AND m.id = j.made_by
      LEFT JOIN description_section s
        ON s.district_id = j.district_id AND s.post_id = j.post_id AND s.number = j.number
       AND s.code = 'title'
      LEFT JOIN consulted_person c
        ON c.district_id = j.district_id AND c.post_id = j.post_id AND c.number = j.number
       AND c.person_id = $2
     WHERE j.district_id = $1
     ORDER BY j.post_id, j.number DESC)"};
constexpr Sql of_post{"posts.of_post", R"(
    SELECT j.post_id, j.number, j.state, j.made_by, m.name, COALESCE(s.words, ''), j.made_at,
           j.consult_until, j.in_force_on, j.review_on, j.ended_on, j.version, c.asked_at
      FROM job_description j
      JOIN person m ON m.district_id = j.district_id AND m.id = j.made_by
      LEFT JOIN description_section s
        ON s.district_id = j.district_id AND s.post_id = j.post_id AND s.number = j.number
       AND s.code = 'title'
      LEFT JOIN consulted_person c
        ON c.district_id = j.district_id AND c.post_id = j.post_id AND c.number = j.number
       AND c.person_id = $2
     WHERE j.district_id = $1 AND j.post_id = $3
     ORDER BY j.number DESC)"};
constexpr Sql sections{"posts.sections", R"(
    SELECT code, words, version
      FROM description_section
     WHERE district_id = $1 AND post_id = $2 AND number = $3)"};
constexpr Sql duties{"posts.duties", R"(
    SELECT id, origin_id, place, heading, words, share, is_essential, version, changed_at
      FROM duty
     WHERE district_id = $1 AND post_id = $2 AND number = $3
     ORDER BY place DESC, position, id)"};
constexpr Sql duty_kinds{"posts.duty_kinds", R"(
    SELECT k.duty_id, k.kind_id
      FROM duty d
      JOIN duty_kind k ON k.district_id = d.district_id AND k.duty_id = d.id
     WHERE d.district_id = $1 AND d.post_id = $2 AND d.number = $3
     ORDER BY k.duty_id, k.kind_id)"};
constexpr Sql duty_standards{"posts.duty_standards", R"(
    SELECT s.duty_id, s.framework, s.edition, s.code
      FROM duty d
      JOIN duty_standard s ON s.district_id = d.district_id AND s.duty_id = d.id
     WHERE d.district_id = $1 AND d.post_id = $2 AND d.number = $3
     ORDER BY s.duty_id, s.framework, s.edition, s.code)"};
constexpr Sql insert_post{"posts.insert_post", R"(
    INSERT INTO post (district_id, id, made_at)
    VALUES ($1, $2, $3))"};
constexpr Sql insert{"posts.insert", R"(
    INSERT INTO job_description (district_id, post_id, number, state, made_by, made_at)
    VALUES ($1, $2, $3, 'draft', $4, $5))"};
constexpr Sql put{"posts.put", R"(
    UPDATE job_description
       SET state = $4, consult_until = $5, in_force_on = $6, review_on = $7, ended_on = $8,
           version = version + 1
     WHERE district_id = $1 AND post_id = $2 AND number = $3)"};
constexpr Sql put_section{"posts.put_section", R"(
    INSERT INTO description_section (district_id, post_id, number, code, words)
    VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (district_id, post_id, number, code)
        DO UPDATE SET words = excluded.words, version = description_section.version + 1)"};
constexpr Sql insert_duty{"posts.insert_duty", R"(
    INSERT INTO duty (district_id, id, post_id, number, origin_id, place, heading, position, words,
                      share, is_essential, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))"};
constexpr Sql put_duty{"posts.put_duty", R"(
    UPDATE duty
       SET place = $3, heading = $4, words = $5, is_essential = $6, version = version + 1,
           changed_at = $7
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql put_share{"posts.put_share", R"(
    UPDATE duty
       SET share = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert_kind{"posts.insert_kind", R"(
    INSERT INTO duty_kind (district_id, duty_id, kind_id)
    VALUES ($1, $2, $3))"};
constexpr Sql insert_standard{"posts.insert_standard", R"(
    INSERT INTO duty_standard (district_id, duty_id, framework, edition, code)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql erase_kinds{"posts.erase_kinds", R"(
    DELETE FROM duty_kind
     WHERE district_id = $1 AND duty_id = $2)"};
constexpr Sql erase_standards{"posts.erase_standards", R"(
    DELETE FROM duty_standard
     WHERE district_id = $1 AND duty_id = $2)"};
constexpr Sql part_from_duty{"posts.part_from_duty", R"(
    UPDATE duty_comment
       SET duty_id = NULL
     WHERE district_id = $1 AND duty_id = $2)"};
constexpr Sql erase_duty{"posts.erase_duty", R"(
    DELETE FROM duty
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql last_position{"posts.last_position", R"(
    SELECT COALESCE(MAX(position), 0)
      FROM duty
     WHERE district_id = $1 AND post_id = $2 AND number = $3)"};
}  // namespace sql

namespace {

Description description_of(const db::Row& row) {
    Description found;
    found.post = row.id<PostId>(0);
    found.number = row.integer(1);
    const auto state = parse_state(row.view(2));
    must(state.has_value(), "a stored job description has no known state");
    found.state = *state;
    found.made_by = row.id<PersonId>(3);
    found.made_by_name = row.text(4);
    found.title = row.text(5);
    found.made_at = row.instant(6);
    found.consult_until = row.maybe_day(7);
    found.in_force_on = row.maybe_day(8);
    found.review_on = row.maybe_day(9);
    found.ended_on = row.maybe_day(10);
    found.version = row.integer(11);
    found.is_consulted = !row.is_null(12);
    return found;
}

Duty duty_of(const db::Row& row) {
    const auto place = parse_place(row.view(2));
    must(place.has_value(), "a stored duty has no known place");
    return {.id = row.id<DutyId>(0),
            .origin = row.id<DutyId>(1),
            .place = *place,
            .heading = row.text(3),
            .words = row.text(4),
            .share = row.integer(5),
            .is_essential = row.flag(6),
            .kinds = {},
            .standards = {},
            .version = row.integer(7),
            .changed_at = row.instant(8)};
}

void put_links(WriteTx& tx, const Duty& duty) {
    for (const kinds::KindId kind : duty.kinds) {
        tx.run(sql::insert_kind, tx.district(), duty.id, kind);
    }
    for (const standards::Ref& ref : duty.standards) {
        tx.run(sql::insert_standard, tx.district(), duty.id, ref.framework, ref.edition, ref.code);
    }
}

void erase_links(WriteTx& tx, DutyId duty) {
    tx.run(sql::erase_kinds, tx.district(), duty);
    tx.run(sql::erase_standards, tx.district(), duty);
}

}  // namespace

Standing standing(ReadTx& tx) {
    const auto of_row = [](const db::Row& row) {
        return Standing{.is_author = row.integer(0) > 0, .is_coach = row.integer(1) > 0};
    };
    return tx
        .maybe<Standing>(sql::standing, of_row, tx.district(), tx.actor(),
                         Zone::utc().day(tx.now()))
        .value_or(Standing{});
}

std::vector<Description> descriptions(ReadTx& tx) {
    return tx.all<Description>(sql::all, description_of, tx.district(), tx.actor());
}

std::vector<Description> descriptions(ReadTx& tx, PostId post) {
    return tx.all<Description>(sql::of_post, description_of, tx.district(), tx.actor(), post);
}

std::vector<Section> sections(ReadTx& tx, const Description& of) {
    const auto section_of = [](const db::Row& row) {
        return Section{row.text(0), row.text(1), row.integer(2)};
    };
    return tx.all<Section>(sql::sections, section_of, tx.district(), of.post, of.number);
}

std::vector<Duty> duties(ReadTx& tx, const Description& of) {
    auto found = tx.all<Duty>(sql::duties, duty_of, tx.district(), of.post, of.number);
    const auto with = [&](DutyId id) {
        return std::ranges::find(found, id, &Duty::id);  // Few: a list will do.
    };
    tx.each(
        sql::duty_kinds,
        [&](const db::Row& row) {
            with(row.id<DutyId>(0))->kinds.push_back(row.id<kinds::KindId>(1));
        },
        tx.district(), of.post, of.number);
    tx.each(
        sql::duty_standards,
        [&](const db::Row& row) {
            with(row.id<DutyId>(0))->standards.push_back({row.text(1), row.text(2), row.text(3)});
        },
        tx.district(), of.post, of.number);
    return found;
}

void insert_post(WriteTx& tx, PostId post) {
    tx.run(sql::insert_post, tx.district(), post, tx.now());
}

void insert(WriteTx& tx, const Description& one) {
    tx.run(sql::insert, tx.district(), one.post, one.number, tx.actor(), tx.now());
}

void put(WriteTx& tx, const Description& one) {
    tx.run(sql::put, tx.district(), one.post, one.number, code(one.state), one.consult_until,
           one.in_force_on, one.review_on, one.ended_on);
}

void put_section(WriteTx& tx, const Description& of, const Section& section) {
    tx.run(sql::put_section, tx.district(), of.post, of.number, section.code, section.words);
}

void insert_duty(WriteTx& tx, const Description& of, const Duty& duty, std::int64_t position) {
    tx.run(sql::insert_duty, tx.district(), duty.id, of.post, of.number, duty.origin,
           code(duty.place), duty.heading, position, duty.words, duty.share, duty.is_essential,
           tx.now());
    put_links(tx, duty);
}

void put_duty(WriteTx& tx, const Duty& duty) {
    tx.run(sql::put_duty, tx.district(), duty.id, code(duty.place), duty.heading, duty.words,
           duty.is_essential, tx.now());
    erase_links(tx, duty.id);
    put_links(tx, duty);
}

void put_share(WriteTx& tx, DutyId duty, std::int64_t share) {
    tx.run(sql::put_share, tx.district(), duty, share);
}

void erase_duty(WriteTx& tx, DutyId duty) {
    erase_links(tx, duty);
    tx.run(sql::part_from_duty, tx.district(), duty);
    tx.run(sql::erase_duty, tx.district(), duty);
}

std::int64_t last_position(ReadTx& tx, const Description& of) {
    return tx.number(sql::last_position, tx.district(), of.post, of.number);
}

}  // namespace rapport::posts::store
