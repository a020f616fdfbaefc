#include "coaching/cycles/templates.hpp"

namespace rapport::cycles::store {

namespace sql {
constexpr Sql own{"cycles.templates", R"(
    SELECT t.code, t.number, t.name, t.weeks, t.rhythm_days, t.is_offered, s.phase, s.stage,
           s.name, s.prompt
      FROM cycle_template t
      JOIN cycle_stage s
        ON s.district_id = t.district_id AND s.code = t.code AND s.number = t.number
     WHERE t.district_id = $1 AND ($2 = '' OR t.code = $2)
     ORDER BY t.code, t.number, s.position)"};
constexpr Sql insert_version{"cycles.insert_template", R"(
    INSERT INTO cycle_template (district_id, code, number, name, weeks, rhythm_days, is_offered,
                                made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr Sql insert_stage{"cycles.insert_stage", R"(
    INSERT INTO cycle_stage (district_id, code, number, position, phase, stage, name, prompt)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
}  // namespace sql

std::vector<Template> own_templates(ReadTx& tx, std::string_view code) {
    std::vector<Template> found;
    const auto add = [&](const db::Row& row) {
        const bool is_next = found.empty() || found.back().code != row.view(0) ||
                             found.back().number != row.integer(1);
        if (is_next) {
            found.push_back({.code = row.text(0),
                             .number = row.integer(1),
                             .name = row.text(2),
                             .weeks = static_cast<int>(row.integer(3)),
                             .rhythm_days = static_cast<int>(row.integer(4)),
                             .is_offered = row.flag(5),
                             .stages = {}});
        }
        found.back().stages.push_back({.phase = parse_phase(row.view(6)).value(),
                                       .code = row.text(7),
                                       .name = row.text(8),
                                       .prompt = row.text(9)});
    };
    tx.each(sql::own, add, tx.district(), code);
    return found;
}

void insert_template(WriteTx& tx, const Template& made) {
    tx.run(sql::insert_version, tx.district(), made.code, made.number, made.name, made.weeks,
           made.rhythm_days, made.is_offered, tx.actor(), tx.now());
    std::int64_t position = 0;
    for (const Stage& stage : made.stages) {
        tx.run(sql::insert_stage, tx.district(), made.code, made.number, position++,
               cycles::code(stage.phase), stage.code, stage.name, stage.prompt);
    }
}

}  // namespace rapport::cycles::store
