#include "insight/programme/programme_pages.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "platform/desk/context.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::programme {

namespace json = boost::json;
using desk::Reading;
using http::Response;
using locale::Speech;

namespace {

constexpr std::int64_t cell_least = 5;
constexpr int bar_step = 48;  // Pixels from one bar to the next.

const Key group_labels[] = {"programme.lessons",   "programme.fixing",    "programme.sessions",
                            "programme.preparing", "programme.programme", "programme.rest"};
const Key team_labels[] = {"programme.team_coach", "programme.team_support",
                           "programme.team_nobody"};

// Where somebody may look: everywhere, or only at the buildings they head.
struct Sight {
    bool is_everywhere = false;
    std::vector<BuildingId> buildings;
    bool covers(BuildingId building) const {
        return is_everywhere || std::ranges::find(buildings, building) != buildings.end();
    }
};

// A principal of a building sees that one, whatever else they hold: others there are judged by
// other people.
Sight sight_of(const Viewer& viewer) {
    Sight sight{.is_everywhere = true, .buildings = viewer.buildings_as(Role::principal)};
    const bool is_principal = viewer.is(Role::principal);
    const bool heads_all = std::ranges::any_of(viewer.held, [](const Held& held) {
        return held.role == Role::principal && held.building.is_none();
    });
    const bool sees_district = viewer.is(Role::director) || viewer.is(Role::district_admin);
    sight.is_everywhere = !is_principal || heads_all || sees_district;
    return sight;
}

std::int64_t cell_min(Reading& request) {
    const auto text = request.context().settings->get("programme.cell_min", "5");
    std::int64_t least = cell_least;
    std::from_chars(text.data(), text.data() + text.size(), least);
    return std::max(least, cell_least);
}

struct Choice {
    std::vector<Span> spans;
    std::vector<districts::Building> buildings;
    Asked asked;
};

// What the address asks for, within what the viewer may see. Anything else is not there.
Choice choice_of(ReadTx& tx, Reading& request) {
    const Sight sight = sight_of(request.viewer());
    Choice choice;
    const Zone* zone = Zone::find(request.context().guest->district_zone);
    choice.asked.zone = zone != nullptr ? zone : &Zone::utc();
    choice.spans = spans(tx, choice.asked.zone->day(tx.now()));
    choice.asked.span = choice.spans.front();
    choice.asked.cell_min = cell_min(request);
    for (auto& building : districts::buildings(tx)) {
        if (sight.covers(building.id)) choice.buildings.push_back(std::move(building));
    }
    if (const auto from = request.query("from"); !from.empty()) {
        const auto at =
            std::ranges::find(choice.spans, from, [](const Span& span) { return span.from.iso(); });
        if (at == choice.spans.end()) throw desk::NotFound();
        choice.asked.span = *at;
    }
    choice.asked.building = BuildingId::parse(request.query("building"));
    if (!choice.asked.building && !request.query("building").empty()) throw desk::NotFound();
    if (!choice.asked.building && !sight.is_everywhere) {
        if (choice.buildings.empty()) throw desk::NotFound();
        choice.asked.building = choice.buildings.front().id;
    }
    const bool is_known =
        !choice.asked.building || std::ranges::any_of(choice.buildings, [&](const auto& building) {
            return building.id == *choice.asked.building;
        });
    if (!is_known) throw desk::NotFound();
    return choice;
}

std::string title_of(const Span& span, const Speech& speech) {
    const std::string dates = speech.say(
        "programme.dates", {{"from", speech.day(span.from)}, {"to", speech.day(span.to)}});
    return span.title.empty() ? dates : span.title + " · " + dates;
}

std::string address(const std::optional<BuildingId>& building, const Span& span) {
    std::string href = "/programme?from=" + span.from.iso();
    if (building) href += "&building=" + building->text();
    return href;
}

std::string number(const Shown& shown, const Speech& speech) {
    return shown ? speech.number(*shown) : speech.say("programme.few");
}

std::string time(const Shown& shown, const Speech& speech) {
    return shown ? speech.minutes(*shown) : speech.say("programme.few");
}

void fill_bars(ProgrammeView& view, const Report& report, const Speech& speech) {
    std::int64_t longest = 1;
    for (const auto& group : report.groups) {
        longest = std::max(longest, group.minutes.value_or(0));
    }
    for (const auto& group : report.groups) {
        if (group.contacts == std::int64_t{0}) continue;
        BarView bar;
        const int top = static_cast<int>(view.bars.size()) * bar_step;
        bar.label = speech.say(group_labels[static_cast<std::size_t>(group.group)]);
        bar.contacts = number(group.contacts, speech);
        bar.time = time(group.minutes, speech);
        // The longest bar leaves room for its label.
        bar.percent = static_cast<int>(group.minutes.value_or(0) * 70 / longest);
        bar.text_y = top + 16;
        bar.bar_y = top + 22;
        bar.y = top + 36;
        bar.is_few = !group.minutes;
        view.bars.push_back(std::move(bar));
    }
    view.chart_height = static_cast<int>(view.bars.size()) * bar_step;
}

void fill_teams(ProgrammeView& view, const Report& report, const Speech& speech) {
    for (std::size_t i = 0; i < report.teams.size(); ++i) {
        const TeamCount& team = report.teams[i];
        if (team.asked == std::int64_t{0}) continue;
        view.teams.push_back(
            {.label = speech.say(team_labels[i]),
             .asked = number(team.asked, speech),
             .done = team.done_percent
                         ? speech.say("programme.percent", {{"percent", *team.done_percent}})
                         : speech.say("programme.few"),
             .wait = time(team.median_wait, speech),
             .is_few = !team.asked});
    }
}

void fill_links(ProgrammeView& view, const Choice& choice, bool is_everywhere,
                const Speech& speech) {
    const auto& asked = choice.asked;
    view.place = speech.say("programme.district");
    if (is_everywhere) {
        view.places.push_back(
            {address(std::nullopt, asked.span), view.place, !asked.building.has_value()});
    }
    for (const auto& building : choice.buildings) {
        const bool is_current = asked.building == building.id;
        if (is_current) view.place = building.name;
        view.places.push_back({address(building.id, asked.span), building.name, is_current});
    }
    for (const Span& span : choice.spans) {
        view.spans.push_back(
            {address(asked.building, span), title_of(span, speech), span.from == asked.span.from});
    }
    view.when = title_of(asked.span, speech);
}

ProgrammeView view_of(const Choice& choice, const Report& report, bool is_everywhere,
                      const Speech& speech) {
    ProgrammeView view;
    fill_links(view, choice, is_everywhere, speech);
    view.lead = report.people ? speech.say("programme.lead", {{"count", *report.people}})
                              : speech.say("programme.lead_few");
    if (report.contacts && report.minutes) {
        view.summary = speech.say("programme.summary", {{"count", *report.contacts},
                                                        {"time", speech.minutes(*report.minutes)}});
    }
    fill_bars(view, report, speech);
    fill_teams(view, report, speech);
    view.has_contacts = !view.bars.empty();
    view.has_requests = !view.teams.empty();
    view.is_anything_hidden = report.is_anything_hidden;
    view.cell_min = choice.asked.cell_min;
    return view;
}

Response show(Reading& request) {
    const bool is_everywhere = sight_of(request.viewer()).is_everywhere;
    const ProgrammeView view = request.read([&](ReadTx& tx) {
        const Choice choice = choice_of(tx, request);
        return view_of(choice, report(tx, choice.asked), is_everywhere, request.speech());
    });
    return request.page(Key{"programme.title"}, view);
}

json::value value_of(const Shown& shown) { return shown ? json::value(*shown) : nullptr; }

json::object to_json(const Choice& choice, const Report& report) {
    json::array groups, teams, spans;
    for (const auto& group : report.groups) {
        groups.push_back({{"group", code(group.group)},
                          {"contacts", value_of(group.contacts)},
                          {"minutes", value_of(group.minutes)}});
    }
    for (const auto& team : report.teams) {
        const auto& branch = team.branch;
        teams.push_back({{"branch", branch ? json::value(requests::code(*branch)) : nullptr},
                         {"asked", value_of(team.asked)},
                         {"done_percent", value_of(team.done_percent)},
                         {"median_wait_minutes", value_of(team.median_wait)}});
    }
    for (const Span& span : choice.spans) {
        spans.push_back({{"title", span.title}, {"from", span.from.iso()}, {"to", span.to.iso()}});
    }
    const auto& asked = choice.asked;
    return {{"from", asked.span.from.iso()},
            {"to", asked.span.to.iso()},
            {"building", asked.building ? json::value(asked.building->view()) : nullptr},
            {"cell_min", asked.cell_min},
            {"people", value_of(report.people)},
            {"contacts", value_of(report.contacts)},
            {"minutes", value_of(report.minutes)},
            {"groups", std::move(groups)},
            {"requests", value_of(report.asked)},
            {"teams", std::move(teams)},
            {"spans", std::move(spans)}};
}

Response show_json(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) {
        const Choice choice = choice_of(tx, request);
        return to_json(choice, report(tx, choice.asked));
    }));
}

}  // namespace

void mount_programme(desk::Routes& on) {
    using Kind = desk::Field::Kind;
    on.get("/programme", Right::see_programme, show, desk::Keep::while_unchanged);
    on.api_get("/api/v1/programme", Right::see_programme, show_json,
               {.summary = "Counts of the programme. A number about too few people is null.",
                .input = {{"from", Kind::day, false, "The first day of one of the spans."},
                          {"building", Kind::id, false, "One building; all, unless said."}},
                .output = {{"from", Kind::day, true},
                           {"to", Kind::day, true},
                           {"building", Kind::id},
                           {"cell_min", Kind::number, true},
                           {"people", Kind::number, false, "Different people helped."},
                           {"contacts", Kind::number},
                           {"minutes", Kind::number},
                           {"groups", Kind::objects, true, "Contacts and minutes by kind."},
                           {"requests", Kind::number},
                           {"teams", Kind::objects, true, "Requests by team."},
                           {"spans", Kind::objects, true, "What can be asked for."}}});
}

}  // namespace rapport::programme
