// What a log can choose from, all in one statement: a page has few to spend.
#include <algorithm>
#include <utility>

#include "coaching/contacts/contacts_store.hpp"
#include "kernel/text/text.hpp"

namespace rapport::contacts {

namespace sql {
// 1: kinds with how often the coach used them lately; 2: focus; 3: teams with their size;
// 4: buildings.
constexpr Sql choices{"contacts.choices", R"(
    SELECT 1, k.id, k.code, k.label, k.shape, k.branch, k.position, COALESCE(u.uses, 0)
      FROM contact_kind k
      LEFT JOIN (SELECT lately.kind_id, COUNT(*) AS uses
                   FROM (SELECT kind_id
                           FROM contact
                          WHERE district_id = $1 AND coach_id = $2
                          ORDER BY happened_on DESC, happened_at DESC
                          LIMIT 200) lately
                  GROUP BY lately.kind_id) u ON u.kind_id = k.id
     WHERE k.district_id = $1 AND k.ended_at IS NULL
     UNION ALL
    SELECT 2, f.id, f.code, f.label, '', '', f.position, 0
      FROM focus f
     WHERE f.district_id = $1 AND f.ended_at IS NULL
     UNION ALL
    SELECT 3, t.id, '', t.name, '', '', 0, COUNT(*)
      FROM team t
      JOIN team_member m ON m.district_id = t.district_id AND m.team_id = t.id
      JOIN person p ON p.district_id = m.district_id AND p.id = m.person_id
     WHERE t.district_id = $1 AND t.ended_at IS NULL AND p.ended_on IS NULL
     GROUP BY t.id, t.name
     UNION ALL
    SELECT 4, b.id, '', b.name, b.zone, '', 0, 0
      FROM building b
     WHERE b.district_id = $1 AND b.ended_on IS NULL
     ORDER BY 1, 7)"};
constexpr Sql focus_of{"contacts.focus_of", R"(
    SELECT focus
      FROM contact_focus
     WHERE district_id = $1 AND contact_id = $2)"};
constexpr Sql focus_between{"contacts.focus_between", R"(
    SELECT f.contact_id, f.focus
      FROM contact c
      JOIN contact_focus f ON f.district_id = c.district_id AND f.contact_id = c.id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND c.happened_on BETWEEN $3 AND $4
       AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL)"};
}  // namespace sql

namespace {

using Used = std::pair<std::int64_t, kinds::Kind>;

kinds::Kind kind_of(const db::Row& row) {
    const auto shape = kinds::parse_shape(row.view(4));
    const auto branch = kinds::parse_branch(row.view(5));
    must(shape && branch, "a stored kind has no known shape or branch");
    return {row.id<KindId>(1), {row.text(2), row.text(3)}, *shape, *branch};
}

template <class Thing>
void sort_by_name(std::vector<Thing>& things) {
    std::sort(things.begin(), things.end(), [](const Thing& a, const Thing& b) {
        return text::folded(a.name) < text::folded(b.name);
    });
}

}  // namespace

Choices choices(ReadTx& tx) {
    Choices found;
    std::vector<Used> kinds;
    const auto look = [&](const db::Row& row) {
        switch (row.integer(0)) {
            case 1:
                kinds.emplace_back(row.integer(7), kind_of(row));
                break;
            case 2:
                found.focus.push_back({row.id<FocusId>(1), {row.text(2), row.text(3)}});
                break;
            case 3:
                found.teams.push_back({.id = row.id<TeamId>(1),
                                       .name = row.text(3),
                                       .building = std::nullopt,
                                       .building_name = "",
                                       .size = row.integer(7)});
                break;
            default:
                found.buildings.push_back({row.id<BuildingId>(1), row.text(3), row.text(4)});
        }
    };
    tx.each(sql::choices, look, tx.district(), tx.actor());
    std::ranges::stable_sort(kinds, [](const Used& a, const Used& b) { return a.first > b.first; });
    for (Used& used : kinds) found.kinds.push_back(std::move(used.second));
    sort_by_name(found.teams);
    sort_by_name(found.buildings);
    return found;
}

std::vector<FocusId> focus_of(ReadTx& tx, ContactId contact) {
    std::vector<FocusId> found;
    const auto look = [&](const db::Row& row) {
        if (const auto focus = FocusId::parse(row.view(0))) found.push_back(*focus);
    };
    tx.each(sql::focus_of, look, tx.district(), contact);
    return found;
}

std::vector<std::pair<ContactId, FocusId>> focus_between(ReadTx& tx, const notes::Span& span) {
    std::vector<std::pair<ContactId, FocusId>> found;
    const auto look = [&](const db::Row& row) {
        const auto focus = FocusId::parse(row.view(1));
        if (focus) found.emplace_back(row.id<ContactId>(0), *focus);
    };
    tx.each(sql::focus_between, look, tx.district(), tx.actor(), span.from, span.to);
    return found;
}

}  // namespace rapport::contacts
