#include "insight/programme/programme.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace rapport::programme {

namespace {

constexpr std::array<std::string_view, group_count> group_codes{
    "lessons", "fixing", "sessions", "preparing", "programme", "rest"};

constexpr int team_count = 3;

int team_of(const std::optional<requests::Branch>& branch) {
    if (!branch) return 2;
    return *branch == requests::Branch::coach ? 0 : 1;
}

// Buildings get rows in the order of their ids, so that everybody's table is the same one.
class Rows {
  public:
    template <class Counts>
    explicit Rows(const Counts& counts) {
        for (const auto& count : counts) row_[key(count.building)] = 0;
        int next = 0;
        for (auto& [building, row] : row_) row = next++;
    }
    int size() const { return static_cast<int>(row_.size()); }
    int of(const std::optional<BuildingId>& building) const { return row_.at(key(building)); }
    // The row a reader asked for: the totals when no building is named.
    std::optional<int> asked(const std::optional<BuildingId>& building) const {
        if (!building) return size();
        const auto at = row_.find(key(building));
        if (at == row_.end()) return std::nullopt;
        return at->second;
    }

  private:
    static std::string key(const std::optional<BuildingId>& building) {
        return building ? building->text() : "";
    }
    std::map<std::string, int, std::less<>> row_;
};

// One number of a masked table. Nothing happened where there is no row.
Shown shown(const Mask& mask, const std::optional<int>& row, int column, std::int64_t value) {
    if (!row) return 0;
    if (mask.is_hidden(*row, column)) return std::nullopt;
    return value;
}

struct Minutes {
    std::vector<std::int64_t> sums;  // By row and column, totals included.
    int columns;
    Minutes(int rows, int columns_given)
        : sums(static_cast<std::size_t>((rows + 1) * (columns_given + 1)), 0),
          columns(columns_given) {}
    std::int64_t& at(int row, int column) {
        return sums[static_cast<std::size_t>(row * (columns + 1) + column)];
    }
};

void fill_contacts(ReadTx& tx, const Asked& asked, Report& report) {
    const notes::Span span{asked.span.from, asked.span.to};
    const auto counts = contacts::counts(tx, span, std::nullopt);
    const Rows rows(counts);
    Table table(rows.size(), group_count);
    Minutes minutes(rows.size(), group_count);
    for (const auto& count : counts) {
        const int row = rows.of(count.building);
        const int column = static_cast<int>(group_of(count.kind.code));
        Cell& cell = table.at(row, column);
        // Somebody helped in two ways is one person: the largest count is the safe one.
        cell.people = std::max(cell.people, count.people);
        cell.amount += count.contacts;
        for (const int r : {row, rows.size()}) {
            for (const int c : {column, int{group_count}}) minutes.at(r, c) += count.minutes;
        }
    }
    table.total();
    const Mask mask = suppressed(table, asked.cell_min);
    const auto row = rows.asked(asked.building);
    const int r = row.value_or(rows.size());
    for (int c = 0; c < group_count; ++c) {
        report.groups.push_back({static_cast<Group>(c), shown(mask, row, c, table.at(r, c).amount),
                                 shown(mask, row, c, minutes.at(r, c))});
    }
    report.contacts = shown(mask, row, group_count, table.at(r, group_count).amount);
    report.minutes = shown(mask, row, group_count, minutes.at(r, group_count));
    report.people = contacts::people_reached(tx, span, asked.building);
    const bool is_few = *report.people > 0 && *report.people < asked.cell_min;
    if (is_few || !report.contacts) report.people.reset();
    report.is_anything_hidden |= mask.hidden_count() > 0 || is_few;
}

Shown median(const std::vector<std::int64_t>& sorted, std::int64_t n) {
    if (std::ssize(sorted) < n) return std::nullopt;
    return sorted[sorted.size() / 2];
}

requests::Times times_of(const Span& span, const Zone& zone) {
    return {zone.instant({span.from, 0, 0}), zone.instant({span.to.plus(1), 0, 0})};
}

// The requests of the row a reader asked for, one team: done ones and waits.
requests::Count gathered(const std::vector<requests::Count>& counts,
                         const std::optional<BuildingId>& building, int team) {
    requests::Count sum;
    for (const auto& count : counts) {
        if (team_of(count.branch) != team) continue;
        if (building && count.building != building) continue;
        sum.done += count.done;
        sum.waits.insert(sum.waits.end(), count.waits.begin(), count.waits.end());
    }
    std::ranges::sort(sum.waits);
    return sum;
}

void fill_requests(ReadTx& tx, const Asked& asked, Report& report) {
    const auto counts = requests::counts(tx, times_of(asked.span, *asked.zone));
    const Rows rows(counts);
    Table table(rows.size(), team_count);
    for (const auto& count : counts) {
        Cell& cell = table.at(rows.of(count.building), team_of(count.branch));
        cell.people += count.teachers;
        cell.amount += count.asked;
    }
    table.total();
    const Mask mask = suppressed(table, asked.cell_min);
    const auto row = rows.asked(asked.building);
    const int r = row.value_or(rows.size());
    for (int c = 0; c < team_count; ++c) {
        TeamCount team;
        if (c < 2) team.branch = c == 0 ? requests::Branch::coach : requests::Branch::support;
        const auto sum = gathered(counts, asked.building, c);
        team.asked = shown(mask, row, c, table.at(r, c).amount);
        if (team.asked && *team.asked >= asked.cell_min) {
            team.done_percent = (sum.done * 20 + *team.asked / 2) / *team.asked * 5;
        }
        if (team.asked) team.median_wait = median(sum.waits, asked.cell_min);
        report.teams.push_back(team);
    }
    report.asked = shown(mask, row, team_count, table.at(r, team_count).amount);
    report.is_anything_hidden |= mask.hidden_count() > 0;
}

}  // namespace

std::string_view code(Group group) { return group_codes[static_cast<std::size_t>(group)]; }

Group group_of(std::string_view kind) {
    if (kind == "1b" || kind == "6") return Group::fixing;
    if (kind.starts_with("1") && kind.size() == 2 && kind[1] >= 'a') return Group::lessons;
    if (kind == "3" || kind == "10") return Group::sessions;
    if (kind == "2" || kind == "5") return Group::preparing;
    if (kind == "7" || kind == "8" || kind == "9") return Group::programme;
    return Group::rest;
}

std::vector<Span> without_overlap(std::vector<Span> spans) {
    // Shortest first: a term that contains another is left out, and so is the later of two that
    // cross.
    std::ranges::stable_sort(
        spans, {}, [](const Span& span) { return span.to.number() - span.from.number(); });
    std::vector<Span> kept;
    for (Span& span : spans) {
        const bool is_apart = std::ranges::all_of(
            kept, [&](const Span& other) { return span.to < other.from || other.to < span.from; });
        if (is_apart && span.from <= span.to) kept.push_back(std::move(span));
    }
    std::ranges::sort(kept, std::greater(), &Span::from);
    return kept;
}

Report report(ReadTx& tx, const Asked& asked) {
    Report report;
    fill_contacts(tx, asked, report);
    fill_requests(tx, asked, report);
    return report;
}

}  // namespace rapport::programme
