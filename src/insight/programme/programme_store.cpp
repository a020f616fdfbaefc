#include "insight/programme/programme.hpp"

namespace rapport::programme {

namespace sql {
constexpr Sql terms{"programme.terms", R"(
    SELECT title, begins_on, ends_on
      FROM term
     WHERE district_id = $1 AND ended_on IS NULL AND begins_on <= $2
     ORDER BY begins_on DESC, ends_on, id
     LIMIT 200)"};
}  // namespace sql

namespace {

constexpr int months_shown = 12, spans_shown = 12;

std::vector<Span> months(Day today) {
    std::vector<Span> months;
    Day first{today.year, today.month, 1};
    Day last = today;
    for (int i = 0; i < months_shown; ++i) {
        months.push_back({"", first, last});
        last = first.plus(-1);
        first = Day{last.year, last.month, 1};
    }
    return months;
}

}  // namespace

std::vector<Span> spans(ReadTx& tx, Day today) {
    auto terms = without_overlap(tx.all<Span>(
        sql::terms,
        [](const db::Row& row) {
            return Span{row.text(0), row.day(1), row.day(2)};
        },
        tx.district(), today));
    if (terms.empty()) return months(today);
    if (terms.size() > spans_shown) terms.resize(spans_shown);
    return terms;
}

}  // namespace rapport::programme
