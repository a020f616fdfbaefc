#include "insight/programme/programme.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "insight/programme/cube.hpp"

namespace rapport::programme {

namespace {

constexpr std::array<std::string_view, group_count> group_codes{
    "lessons", "fixing", "sessions", "preparing", "programme", "rest"};

constexpr int team_count = 3;

int team_of(const std::optional<requests::Branch>& branch) {
    if (!branch) return 2;
    return *branch == requests::Branch::coach ? 0 : 1;
}

std::optional<requests::Branch> branch_of(int team) {
    if (team == 2) return std::nullopt;
    return team == 0 ? requests::Branch::coach : requests::Branch::support;
}

// Help by building and group.
struct Help {
    Rows rows;
    Cube cube;
};

Help help_of(ReadTx& tx, const Span& span, std::int64_t cell_min) {
    const auto given = contacts::given(tx, {span.from, span.to});
    Rows rows;
    for (const auto& share : given) rows.add(share.building);
    rows.number();
    Cube cube(Cube::Of::help, rows.size(), group_count);
    const auto place_of = [&](const contacts::Share& share) {
        return Cube::Place{rows.of(share.building), static_cast<int>(group_of(share.kind_code))};
    };
    for (const auto& share : given) {
        cube.add_doer(place_of(share), share.who.view(), {share.contacts, share.minutes});
    }
    for (const auto& share : contacts::had(tx, {span.from, span.to})) {
        cube.add_had(place_of(share), share.who.view(), {share.contacts, share.minutes});
    }
    cube.hide(cell_min);
    return {std::move(rows), std::move(cube)};
}

// What was asked, by building and team.
struct Wishes {
    std::vector<requests::Count> counts;
    Rows rows;
    Cube cube;
};

requests::Times times_of(const Span& span, const Zone& zone) {
    return {zone.instant({span.from, 0, 0}), zone.instant({span.to.plus(1), 0, 0})};
}

Wishes wishes_of(ReadTx& tx, const Span& span, const Rules& rules) {
    auto counts = requests::counts(tx, times_of(span, *rules.zone));
    Rows rows;
    for (const auto& count : counts) rows.add(count.building);
    rows.number();
    Cube cube(Cube::Of::wishes, rows.size(), team_count);
    for (const auto& count : counts) {
        const Cube::Place place{rows.of(count.building), team_of(count.branch)};
        for (const auto& [who, asked] : count.askers) cube.add_had(place, who.view(), {asked, 0});
        for (const PersonId who : count.workers) cube.add_doer(place, who.view(), {1, 0});
    }
    cube.hide(rules.cell_min);
    return {std::move(counts), std::move(rows), std::move(cube)};
}

void fill_help(const Cube& cube, int row, Report& report) {
    for (int column = 0; column < group_count; ++column) {
        report.groups[static_cast<std::size_t>(column)] = {
            static_cast<Group>(column), cube.contacts(row, column), cube.minutes(row, column)};
    }
    report.contacts = cube.contacts(row, group_count);
    report.minutes = cube.minutes(row, group_count);
    report.why = cube.why(row, group_count);
    report.people = cube.people(row, group_count).count();
    report.coaches = cube.doers(row, group_count).count();
    if (report.contacts) return;
    report.people.reset();
    report.coaches.reset();
}

// The requests of one building or of all, one team: done ones and waits.
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

// How quickly a team of one or two answers is how quickly those one or two do.
TeamCount team_in(const Wishes& wishes, const std::optional<BuildingId>& building, int row,
                  const Rules& rules, int column) {
    TeamCount team;
    team.branch = branch_of(column);
    team.asked = wishes.cube.contacts(row, column);
    const bool is_enough = team.asked && *team.asked >= rules.cell_min &&
                           wishes.cube.doers(row, column).count() >= coaches_least;
    if (!is_enough) return team;
    const auto sum = gathered(wishes.counts, building, column);
    team.done_percent = (sum.done * 20 + *team.asked / 2) / *team.asked * 5;
    if (std::ssize(sum.waits) >= rules.cell_min) team.median_wait = sum.waits[sum.waits.size() / 2];
    return team;
}

// Nothing happened: every number is nobody's, and can be said.
Report nothing() {
    Report report;
    for (int column = 0; column < group_count; ++column) {
        report.groups.push_back({static_cast<Group>(column), 0, 0});
    }
    for (int team = 0; team < team_count; ++team) {
        report.teams.push_back({branch_of(team), 0, std::nullopt, std::nullopt});
    }
    report.contacts = report.minutes = report.people = report.coaches = report.asked = 0;
    return report;
}

Report report_of(const Help& help, const Wishes& wishes, const std::optional<BuildingId>& building,
                 const Rules& rules) {
    Report report = nothing();
    const auto helped = building ? help.rows.find(*building) : help.rows.size();
    if (helped) fill_help(help.cube, *helped, report);
    const auto asked = building ? wishes.rows.find(*building) : wishes.rows.size();
    if (!asked) return report;
    for (int column = 0; column < team_count; ++column) {
        report.teams[static_cast<std::size_t>(column)] =
            team_in(wishes, building, *asked, rules, column);
    }
    report.asked = wishes.cube.contacts(*asked, team_count);
    return report;
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

bool overlap(const Span& a, const Span& b) { return a.from <= b.to && b.from <= a.to; }

std::vector<Span> without_overlap(std::vector<Span> spans) {
    // Shortest first: a term that contains another is left out, and so is the later of two that
    // cross.
    std::ranges::sort(spans, {}, [](const Span& span) {
        return std::tuple(span.to.number() - span.from.number(), span.from);
    });
    std::vector<Span> kept;
    for (Span& span : spans) {
        const bool is_apart =
            std::ranges::none_of(kept, [&](const Span& other) { return overlap(span, other); });
        if (is_apart && span.from <= span.to) kept.push_back(std::move(span));
    }
    std::ranges::sort(kept, std::greater(), &Span::from);
    return kept;
}

const Report& Release::of(const std::optional<BuildingId>& building) const {
    static const Report none = nothing();
    if (!building) return district;
    const auto at =
        std::ranges::find(buildings, *building, [](const auto& one) { return one.first; });
    return at == buildings.end() ? none : at->second;
}

Release counted(ReadTx& tx, const Span& span, const Rules& rules) {
    const Help help = help_of(tx, span, rules.cell_min);
    const Wishes wishes = wishes_of(tx, span, rules);
    Release release{.span = span,
                    .cell_min = rules.cell_min,
                    .district = report_of(help, wishes, std::nullopt, rules),
                    .buildings = {}};
    std::set<BuildingId> buildings;
    for (const BuildingId one : help.rows.buildings()) buildings.insert(one);
    for (const BuildingId one : wishes.rows.buildings()) buildings.insert(one);
    for (const BuildingId one : buildings) {
        release.buildings.emplace_back(one, report_of(help, wishes, one, rules));
    }
    return release;
}

}  // namespace rapport::programme
