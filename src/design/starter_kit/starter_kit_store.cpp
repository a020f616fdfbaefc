#include "design/starter_kit/starter_kit_store.hpp"

#include <boost/json.hpp>

namespace rapport::starter_kit::store {

namespace json = boost::json;

namespace sql {
constexpr Sql all{"starter_kit.all", R"(
    SELECT step, answers, made, version
      FROM starter_step
     WHERE district_id = $1)"};
constexpr Sql insert{"starter_kit.insert", R"(
    INSERT INTO starter_step (district_id, step, answers, made, version, saved_by, saved_at)
    VALUES ($1, $2, $3, $4, 1, $5, $6)
        ON CONFLICT DO NOTHING)"};
constexpr Sql update{"starter_kit.update", R"(
    UPDATE starter_step
       SET answers = $3, made = $4, version = version + 1, saved_by = $5, saved_at = $6
     WHERE district_id = $1 AND step = $2 AND version = $7)"};
constexpr Sql clear{"starter_kit.clear", R"(
    DELETE FROM starter_step
     WHERE district_id = $1)"};
}  // namespace sql

namespace {

std::optional<Step> step_of(std::string_view stored) {
    for (int i = 0; i < step_count; ++i) {
        if (code(static_cast<Step>(i)) == stored) return static_cast<Step>(i);
    }
    return std::nullopt;
}

std::string written(const Answers& answers) {
    json::object object;
    for (const auto& [field, words] : answers) object[field] = words;
    return json::serialize(object);
}

Answers read_back(std::string_view stored) {
    Answers answers;
    const json::value value = json::parse(stored);
    for (const auto& [field, words] : value.as_object()) {
        answers.emplace(std::string(field), std::string(words.as_string()));
    }
    return answers;
}

}  // namespace

Kit kit(ReadTx& tx) {
    Kit kit;
    tx.each(
        sql::all,
        [&](const db::Row& row) {
            const auto step = step_of(row.text(0));
            if (!step) return;
            kit.steps[static_cast<std::size_t>(*step)] = {read_back(row.text(1)), row.text(2),
                                                          row.integer(3)};
        },
        tx.district());
    return kit;
}

bool put(WriteTx& tx, Step step, const Saved& saved, std::int64_t seen) {
    const std::string answers = written(saved.answers);
    const auto changed = seen == 0 ? tx.run(sql::insert, tx.district(), code(step), answers,
                                            saved.made, tx.actor(), tx.now())
                                   : tx.run(sql::update, tx.district(), code(step), answers,
                                            saved.made, tx.actor(), tx.now(), seen);
    return changed == 1;
}

void clear(WriteTx& tx) { tx.run(sql::clear, tx.district()); }

}  // namespace rapport::starter_kit::store
