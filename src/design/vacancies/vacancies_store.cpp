#include "design/vacancies/vacancies_store.hpp"

#include <algorithm>

namespace rapport::vacancies::store {

namespace sql {
constexpr Sql hirers{"vacancies.hirers", R"(
    SELECT DISTINCT r.person_id
      FROM role_held r
      JOIN person p ON p.district_id = r.district_id AND p.id = r.person_id
     WHERE r.district_id = $1 AND r.role IN ('director', 'district_admin')
       AND COALESCE(r.begins_on, $2) <= $2 AND COALESCE(r.ends_on, $2) >= $2
       AND (p.ended_on IS NULL OR p.ended_on > $2)
     ORDER BY r.person_id)"};
constexpr Sql all{"vacancies.all", R"(
    SELECT id, number, state, title, place, summary, begins, hours, pay, apply_how,
           takes_applications, apply_by, post_id, post_number, language, made_at, changed_at,
           posted_on, ended_on, erase_on, version
      FROM vacancy
     WHERE district_id = $1
     ORDER BY number DESC)"};
constexpr Sql one{"vacancies.one", R"(
    SELECT id, number, state, title, place, summary, begins, hours, pay, apply_how,
           takes_applications, apply_by, post_id, post_number, language, made_at, changed_at,
           posted_on, ended_on, erase_on, version
      FROM vacancy
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql numbered{"vacancies.numbered", R"(
    SELECT id, number, state, title, place, summary, begins, hours, pay, apply_how,
           takes_applications, apply_by, post_id, post_number, language, made_at, changed_at,
           posted_on, ended_on, erase_on, version
      FROM vacancy
     WHERE district_id = $1 AND number = $2)"};
constexpr Sql last_number{"vacancies.last_number", R"(
    SELECT COALESCE(MAX(number), 0)
      FROM vacancy
     WHERE district_id = $1)"};
constexpr Sql insert{"vacancies.insert", R"(
    INSERT INTO vacancy (district_id, id, number, state, title, place, summary, begins, hours, pay,
                         apply_how, takes_applications, apply_by, post_id, language, made_by,
                         made_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17))"};
constexpr Sql put{"vacancies.put", R"(
    UPDATE vacancy
       SET state = $3, title = $4, place = $5, summary = $6, begins = $7, hours = $8, pay = $9,
           apply_how = $10, takes_applications = $11, apply_by = $12, post_id = $13,
           post_number = $14, language = $15, changed_at = $16, posted_on = $17, ended_on = $18,
           erase_on = $19, version = version + 1
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql requirements{"vacancies.requirements", R"(
    SELECT vacancy_id, wording, credential, words
      FROM vacancy_requirement
     WHERE district_id = $1
     ORDER BY vacancy_id, position)"};
constexpr Sql requirements_of{"vacancies.requirements_of", R"(
    SELECT vacancy_id, wording, credential, words
      FROM vacancy_requirement
     WHERE district_id = $1 AND vacancy_id = $2
     ORDER BY position)"};
constexpr Sql erase_requirements{"vacancies.erase_requirements", R"(
    DELETE FROM vacancy_requirement
     WHERE district_id = $1 AND vacancy_id = $2)"};
constexpr Sql insert_requirement{"vacancies.insert_requirement", R"(
    INSERT INTO vacancy_requirement (district_id, vacancy_id, position, wording, credential, words)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql append_event{"vacancies.append_event", R"(
    INSERT INTO vacancy_event (district_id, vacancy_id, seq, at, actor_id, act)
    SELECT $1, $2, COALESCE(MAX(seq), 0) + 1, $3, $4, $5
      FROM vacancy_event
     WHERE district_id = $1 AND vacancy_id = $2)"};
constexpr Sql events{"vacancies.events", R"(
    SELECT p.name, e.act, e.at
      FROM vacancy_event e
      JOIN person p ON p.district_id = e.district_id AND p.id = e.actor_id
     WHERE e.district_id = $1 AND e.vacancy_id = $2
     ORDER BY e.seq)"};
constexpr Sql address{"vacancies.address", R"(
    SELECT address
      FROM vacancy_board
     WHERE district_id = $1)"};
constexpr Sql district_at{"vacancies.district_at", R"(
    SELECT district_id
      FROM vacancy_board
     WHERE address = $1)"};
constexpr Sql take_address{"vacancies.take_address", R"(
    INSERT INTO vacancy_board (district_id, address)
    VALUES ($1, $2)
        ON CONFLICT DO NOTHING)"};
}  // namespace sql

namespace {

Vacancy vacancy_of(const db::Row& row) {
    const auto state = parse_state(row.view(2));
    must(state.has_value(), "a stored vacancy has no state");
    return {.id = row.id<VacancyId>(0),
            .number = row.integer(1),
            .state = *state,
            .title = row.text(3),
            .place = row.text(4),
            .summary = row.text(5),
            .begins = row.text(6),
            .hours = row.text(7),
            .pay = row.text(8),
            .apply_how = row.text(9),
            .takes_applications = row.flag(10),
            .apply_by = row.maybe_day(11),
            .post = row.maybe_id<posts::PostId>(12),
            .post_number = row.maybe_integer(13),
            .language = row.text(14),
            .made_at = row.instant(15),
            .changed_at = row.instant(16),
            .posted_on = row.maybe_day(17),
            .ended_on = row.maybe_day(18),
            .erase_on = row.maybe_day(19),
            .version = row.integer(20),
            .requirements = {}};
}

Requirement requirement_of(const db::Row& row) {
    const auto wording = parse_wording(row.view(1));
    must(wording.has_value(), "a stored requirement has no wording");
    return {*wording, row.text(2), row.text(3)};
}

std::optional<Vacancy> with_requirements(ReadTx& tx, std::optional<Vacancy> found) {
    if (found) {
        found->requirements =
            tx.all<Requirement>(sql::requirements_of, requirement_of, tx.district(), found->id);
    }
    return found;
}

}  // namespace

std::vector<PersonId> hirers(ReadTx& tx) {
    return tx.all<PersonId>(
        sql::hirers, [](const db::Row& row) { return row.id<PersonId>(0); }, tx.district(),
        Zone::utc().day(tx.now()));
}

std::vector<Vacancy> vacancies(ReadTx& tx) {
    auto found = tx.all<Vacancy>(sql::all, vacancy_of, tx.district());
    const auto add = [&](const db::Row& row) {
        const auto at = std::ranges::find(found, row.id<VacancyId>(0), &Vacancy::id);
        if (at != found.end()) at->requirements.push_back(requirement_of(row));
    };
    tx.each(sql::requirements, add, tx.district());
    return found;
}

std::optional<Vacancy> vacancy(ReadTx& tx, VacancyId id) {
    return with_requirements(tx, tx.maybe<Vacancy>(sql::one, vacancy_of, tx.district(), id));
}

std::optional<Vacancy> numbered(ReadTx& tx, std::int64_t number) {
    return with_requirements(tx,
                             tx.maybe<Vacancy>(sql::numbered, vacancy_of, tx.district(), number));
}

std::int64_t last_number(ReadTx& tx) { return tx.number(sql::last_number, tx.district()); }

void insert(WriteTx& tx, const Vacancy& one) {
    tx.run(sql::insert, tx.district(), one.id, one.number, code(one.state), one.title, one.place,
           one.summary, one.begins, one.hours, one.pay, one.apply_how, one.takes_applications,
           one.apply_by, one.post, one.language, tx.actor(), tx.now());
    put_requirements(tx, one);
}

void put(WriteTx& tx, const Vacancy& one) {
    tx.run(sql::put, tx.district(), one.id, code(one.state), one.title, one.place, one.summary,
           one.begins, one.hours, one.pay, one.apply_how, one.takes_applications, one.apply_by,
           one.post, one.post_number, one.language, tx.now(), one.posted_on, one.ended_on,
           one.erase_on);
}

void put_requirements(WriteTx& tx, const Vacancy& one) {
    tx.run(sql::erase_requirements, tx.district(), one.id);
    std::int64_t position = 0;
    for (const Requirement& each : one.requirements) {
        tx.run(sql::insert_requirement, tx.district(), one.id, ++position, code(each.wording),
               each.credential, each.words);
    }
}

void append_event(WriteTx& tx, VacancyId id, std::string_view act) {
    tx.run(sql::append_event, tx.district(), id, tx.now(), tx.actor(), act);
}

std::vector<Event> events(ReadTx& tx, VacancyId id) {
    return tx.all<Event>(
        sql::events,
        [](const db::Row& row) {
            return Event{row.text(0), row.text(1), row.instant(2)};
        },
        tx.district(), id);
}

std::optional<std::string> address(ReadTx& tx) {
    return tx.maybe<std::string>(
        sql::address, [](const db::Row& row) { return row.text(0); }, tx.district());
}

std::optional<DistrictId> district_at(ReadTx& tx, std::string_view address) {
    return tx.maybe<DistrictId>(
        sql::district_at, [](const db::Row& row) { return row.id<DistrictId>(0); }, address);
}

bool take_address(WriteTx& tx, std::string_view address) {
    return tx.run(sql::take_address, tx.district(), address) > 0;
}

}  // namespace rapport::vacancies::store
