#include "insight/programme/programme_pages.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "insight/programme/shown_json.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::programme {

namespace json = boost::json;
using desk::Reading;
using http::Response;
using locale::Speech;

namespace {

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

struct Choice {
    std::vector<Span> spans;
    std::vector<districts::Building> buildings;
    std::optional<BuildingId> building;
    std::optional<Release> release;  // None: nothing has been released yet.
    std::optional<Day> next;         // When the next numbers come out.
    std::int64_t cell_min = people_least;
    const Report& report() const { return release->of(building); }
};

void choose_building(Reading& request, const Sight& sight, Choice& choice) {
    choice.building = BuildingId::parse(request.query("building"));
    if (!choice.building && !request.query("building").empty()) throw desk::NotFound();
    if (!choice.building && !sight.is_everywhere) {
        if (choice.buildings.empty()) throw desk::NotFound();
        choice.building = choice.buildings.front().id;
    }
    const bool is_known =
        !choice.building || std::ranges::any_of(choice.buildings, [&](const auto& building) {
            return building.id == *choice.building;
        });
    if (!is_known) throw desk::NotFound();
}

// What the address asks for, within what the viewer may see. Anything else is not there.
Choice choice_of(ReadTx& tx, Reading& request) {
    const Sight sight = sight_of(request.viewer());
    Choice choice;
    for (auto& building : districts::buildings(tx)) {
        if (sight.covers(building.id)) choice.buildings.push_back(std::move(building));
    }
    choose_building(request, sight, choice);
    choice.spans = released(tx);
    const auto from = request.query("from");
    const auto day = Day::parse(from);
    if (!from.empty() && !day) throw desk::NotFound();
    if (day) {
        choice.release = find_release(tx, *day);
        if (!choice.release) throw desk::NotFound();
    } else if (!choice.spans.empty()) {
        choice.release = find_release(tx, choice.spans.front().from);
    }
    choice.next = next_release(tx);
    if (choice.release) choice.cell_min = choice.release->cell_min;
    return choice;
}

std::string address(const std::optional<BuildingId>& building, const std::optional<Day>& from) {
    std::string href = "/programme";
    if (from) href += "?from=" + from->iso();
    if (building) href += (from ? "&building=" : "?building=") + building->text();
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
    view.place = speech.say("programme.district");
    const auto from = choice.release ? std::optional(choice.release->span.from) : std::nullopt;
    if (is_everywhere) view.places.push_back({address({}, from), view.place, !choice.building});
    for (const auto& building : choice.buildings) {
        const bool is_current = choice.building == building.id;
        if (is_current) view.place = building.name;
        view.places.push_back({address(building.id, from), building.name, is_current});
    }
    for (const Span& span : choice.spans) {
        view.spans.push_back(
            {address(choice.building, span.from), title_of(span, speech), span.from == from});
    }
    if (choice.next) {
        view.next = speech.say("programme.next", {{"day", speech.long_day(*choice.next)}});
    }
}

// Why the whole page has no number, where it may be said: who works there is no secret.
std::string why_said(const Report& report, const Speech& speech) {
    if (report.contacts) return "";
    if (report.why == Why::few_coaches) return speech.say("programme.why_coaches");
    return speech.say("programme.why_people");
}

void fill_report(ProgrammeView& view, const Report& report, const Speech& speech) {
    view.lead = report.people ? speech.say("programme.lead", {{"count", *report.people}})
                              : speech.say("programme.lead_few");
    view.reason = why_said(report, speech);
    if (report.contacts && report.minutes) {
        view.summary = speech.say("programme.summary", {{"count", *report.contacts},
                                                        {"time", speech.minutes(*report.minutes)}});
    }
    fill_bars(view, report, speech);
    fill_teams(view, report, speech);
    view.has_contacts = !view.bars.empty();
    view.has_requests = !view.teams.empty();
}

ProgrammeView view_of(const Choice& choice, bool is_everywhere, const Speech& speech) {
    ProgrammeView view;
    fill_links(view, choice, is_everywhere, speech);
    view.cell_min = choice.cell_min;
    view.has_release = choice.release.has_value();
    if (!choice.release) {
        view.lead = speech.say("programme.lead_nothing");
        return view;
    }
    view.when = title_of(choice.release->span, speech);
    fill_report(view, choice.report(), speech);
    return view;
}

Response show(Reading& request) {
    const bool is_everywhere = sight_of(request.viewer()).is_everywhere;
    const ProgrammeView view = request.read([&](ReadTx& tx) {
        return view_of(choice_of(tx, request), is_everywhere, request.speech());
    });
    return request.page(Key{"programme.title"}, view);
}

void add_numbers(json::object& object, const Report& report) {
    json::array groups, teams;
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
    object["people"] = value_of(report.people);
    object["coaches"] = value_of(report.coaches);
    object["contacts"] = value_of(report.contacts);
    object["minutes"] = value_of(report.minutes);
    object["groups"] = std::move(groups);
    object["requests"] = value_of(report.asked);
    object["teams"] = std::move(teams);
}

json::object to_json(const Choice& choice) {
    json::array spans;
    for (const Span& span : choice.spans) {
        spans.push_back({{"title", span.title}, {"from", span.from.iso()}, {"to", span.to.iso()}});
    }
    json::object object{
        {"building", choice.building ? json::value(choice.building->view()) : nullptr},
        {"cell_min", choice.cell_min},
        {"coaches_min", coaches_least},
        {"next_release_on", choice.next ? json::value(choice.next->iso()) : nullptr},
        {"spans", std::move(spans)}};
    object["from"] = object["to"] = nullptr;
    if (!choice.release) return object;
    object["from"] = choice.release->span.from.iso();
    object["to"] = choice.release->span.to.iso();
    add_numbers(object, choice.report());
    return object;
}

Response show_json(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) { return to_json(choice_of(tx, request)); }));
}

}  // namespace

std::string title_of(const Span& span, const Speech& speech) {
    if (span.title.empty()) {
        const std::string month = "locale.month." + std::to_string(span.from.month);
        return speech.say("programme.month", {{"month", speech.say(Key::of(month))},
                                              {"year", std::to_string(span.from.year)}});
    }
    return span.title + " · " +
           speech.say("programme.dates",
                      {{"from", speech.day(span.from)}, {"to", speech.day(span.to)}});
}

void mount_programme(desk::Routes& on) {
    using Kind = desk::Field::Kind;
    mount_network(on);
    on.get("/programme", Right::see_programme, show, desk::Keep::while_unchanged);
    on.api_get("/api/v1/programme", Right::see_programme, show_json,
               {.summary = "Counts of the programme. A number about too few people is null.",
                .input = {{"from", Kind::day, false, "The first day of one of the spans."},
                          {"building", Kind::id, false, "One building; all, unless said."}},
                .output = {{"from", Kind::day, false, "Null while nothing is released."},
                           {"to", Kind::day},
                           {"building", Kind::id},
                           {"cell_min", Kind::number, true, "Fewer people are not counted."},
                           {"coaches_min", Kind::number, true, "Nor the work of fewer than these."},
                           {"people", Kind::number, false, "Different people helped."},
                           {"coaches", Kind::number, false, "Different people who helped."},
                           {"contacts", Kind::number},
                           {"minutes", Kind::number},
                           {"groups", Kind::objects, false, "Contacts and minutes by kind."},
                           {"requests", Kind::number},
                           {"teams", Kind::objects, false, "Requests by team."},
                           {"next_release_on", Kind::day, false, "When the next come out."},
                           {"spans", Kind::objects, true, "What can be asked for."}}});
}

}  // namespace rapport::programme
