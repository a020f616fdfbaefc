#include "coaching/people/people_pages.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "coaching/ledger/ledger.hpp"
#include "coaching/requests/requests.hpp"
#include "kernel/text/text.hpp"
#include "platform/timetables/timetables.hpp"

namespace rapport::coachees {

using desk::Reading;
using http::Response;

namespace {

constexpr int found_max = 30;
constexpr int suggested_max = 8;
constexpr int history_max = 30;

PersonRow row_of(const Person& person) {
    return {person.id,      person.name, text::initials(person.name), person.title,
            person.teaches, person.room, person.building_name,        person.last_on};
}

// The building asked for, else where this coach works, else the first.
std::optional<BuildingId> building_asked(const Reading& request,
                                         const std::vector<Building>& buildings) {
    const auto is_open = [&](BuildingId id) {
        return std::any_of(buildings.begin(), buildings.end(),
                           [&](const Building& building) { return building.id == id; });
    };
    const auto asked = BuildingId::parse(request.query("building"));
    if (asked && is_open(*asked)) return asked;
    for (const Held& held : request.viewer().held) {
        if (!held.building.is_none() && is_open(held.building)) return held.building;
    }
    if (buildings.empty()) return std::nullopt;
    return buildings.front().id;
}

Response show_people(Reading& request) {
    PeopleView view;
    view.q = text::trimmed(request.query("q"));
    view.is_search = !view.q.empty();
    std::vector<Person> found;
    request.read([&](ReadTx& tx) {
        const auto all = buildings(tx);
        const auto current = view.is_search ? std::nullopt : building_asked(request, all);
        for (const Building& building : all) {
            view.buildings.push_back(
                {"/people?building=" + building.id.text(), building.name, current == building.id});
        }
        if (view.is_search) found = search(tx, view.q, found_max);
        if (current) found = in_building(tx, *current);
    });
    for (const Person& person : found) view.people.push_back(row_of(person));
    view.is_empty_district = view.buildings.empty();
    return request.page(Key{"people.title"}, view);
}

// What a picker shows beside a name, so that two of the same name can be told apart.
std::string detail_of(const Person& person) {
    std::string detail = person.building_name;
    for (const std::string& more : {person.title, person.room}) {
        if (more.empty()) continue;
        if (!detail.empty()) detail += " · ";
        detail += more;
    }
    return detail;
}

Response suggest_people(Reading& request) {
    const std::string typed(text::trimmed(request.query("q")));
    std::vector<contacts::NextStep> promises;
    const auto found = request.read([&](ReadTx& tx) {
        promises = contacts::promises(tx, 100);
        return typed.empty() ? recent(tx, suggested_max) : search(tx, typed, suggested_max);
    });
    boost::json::array people;
    for (const Person& person : found) {
        const auto promise = std::find_if(promises.begin(), promises.end(),
                                          [&](const auto& one) { return one.person == person.id; });
        people.push_back(
            boost::json::object{{"id", person.id.text()},
                                {"name", person.name},
                                {"detail", detail_of(person)},
                                {"next_step", promise == promises.end() ? "" : promise->words}});
    }
    return request.json(boost::json::object{{"people", people}});
}

void fill_person(const Person& person, PersonView& view) {
    view.name = person.name;
    view.title = person.title;
    view.room = person.room;
    view.teaches = person.teaches;
    view.building = person.building_name;
    view.has_left = person.has_left;
    view.is_teacher = person.is_teacher;
    view.has_units = person.has_units;
    view.cycle_id = person.cycle_id;
    view.cycle_topic = person.cycle_topic;
}

void fill_open(ReadTx& tx, const locale::Speech& speech, PersonView& view) {
    for (const auto& step : contacts::next_steps_with(tx, view.id, 3)) {
        view.promises.push_back({step.contact, step.words, step.promised_on, step.on});
    }
    for (const auto& open : requests::open_of_teacher(tx, view.id)) {
        view.requests.push_back({"/requests/" + open.id.text(), text::shortened(open.words, 140),
                                 requests::stands(open, speech)});
    }
}

void fill_history(ReadTx& tx, const Reading& request, PersonView& view) {
    const auto after = contacts::parse_cursor(request.query("after"));
    auto help = contacts::help_given_to(tx, view.id, after, history_max + 1);
    if (help.size() > history_max) {
        help.resize(history_max);
        view.older_href =
            "/people/" + view.id.text() + "?after=" + contacts::cursor_after(help.back().cursor());
    }
    if (help.empty()) return;
    view.unlock_href = notes::unlock_href("/people/" + view.id.text());
    const notes::Span span{help.back().on, help.front().on};
    view.history = history_rows(help, notes::in_history_of(tx, view.id, span), request.speech());
}

Response show_person(Reading& request) {
    PersonView view;
    view.id = request.path<PersonId>("person");
    const bool is_there = request.read([&](ReadTx& tx) {
        const auto person = find(tx, view.id);
        if (!person) return false;
        fill_person(*person, view);
        if (!view.has_left &&
            timetables::may_see_week(request.viewer(), view.id, person->building)) {
            view.week_href = "/people/" + view.id.text() + "/week";
        }
        fill_open(tx, request.speech(), view);
        fill_history(tx, request, view);
        return true;
    });
    if (!is_there) throw desk::NotFound();
    view.can_log = request.viewer().may(Right::log_contacts) && !view.has_left &&
                   view.id != request.viewer().person;
    view.can_propose = view.can_log && request.viewer().may(Right::join_cycles);
    view.has_ledger = view.can_log && view.is_teacher &&
                      ledger::is_offered(request.viewer(), request.setting("ledger.is_off"));
    return request.page(view.name, view);
}

}  // namespace

std::vector<HelpRow> history_rows(const std::vector<contacts::Help>& help,
                                  const std::vector<notes::Note>& kept,
                                  const locale::Speech& speech) {
    std::vector<HelpRow> rows;
    for (const auto& one : help) {
        HelpRow row;
        row.id = one.id;
        row.on = one.on;
        row.is_own = one.eyes == contacts::Eyes::own;
        row.sentence = row.is_own ? kinds::told_to_doer(one.kind_name, speech)
                                  : kinds::told_of(one.kind_name, one.coach_name, speech);
        row.shows_minutes = one.eyes != contacts::Eyes::colleague;
        row.minutes = one.minutes;
        row.coach_name = one.coach_name;
        std::vector<notes::Note> beside;
        for (const auto& note : kept) {
            if (note.beside == notes::Subject(one.id)) beside.push_back(note);
        }
        row.notes = notes::lines(beside);
        row.locked_count = notes::locked_count(beside);
        rows.push_back(std::move(row));
    }
    return rows;
}

void mount_people(desk::Routes& on) {
    on.get("/people", Right::see_people, show_people, desk::Keep::while_unchanged);
    on.get("/people/suggest", Right::see_people, suggest_people);
    on.get("/people/{person}", Right::see_people, show_person);
    mount_people_api(on);
}

}  // namespace rapport::coachees
