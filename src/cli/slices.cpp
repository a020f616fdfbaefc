#include "cli/slices.hpp"

#include <set>

#include "coaching/agreements/agreements.hpp"
#include "coaching/contacts/contacts_pages.hpp"
#include "coaching/cycles/cycles.hpp"
#include "coaching/intake/intake.hpp"
#include "coaching/intake/intake_pages.hpp"
#include "coaching/kinds/kinds.hpp"
#include "coaching/ledger/ledger.hpp"
#include "coaching/meetings/meetings.hpp"
#include "coaching/my_help/my_help_pages.hpp"
#include "coaching/notes/notes.hpp"
#include "coaching/openings/openings_pages.hpp"
#include "coaching/people/people_pages.hpp"
#include "coaching/places/places.hpp"
#include "coaching/ratings/ratings.hpp"
#include "coaching/requests/requests_news.hpp"
#include "coaching/requests/requests_pages.hpp"
#include "coaching/rounds/rounds.hpp"
#include "coaching/teams/teams.hpp"
#include "coaching/today/today_pages.hpp"
#include "coaching/units/units.hpp"
#include "design/calls/calls.hpp"
#include "design/colleagues/colleagues.hpp"
#include "design/credentials/credentials.hpp"
#include "design/directory/directory.hpp"
#include "design/exchange/exchange.hpp"
#include "design/frameworks/frameworks.hpp"
#include "design/gatherings/gatherings.hpp"
#include "design/inquiries/inquiries.hpp"
#include "design/models/models.hpp"
#include "design/posts/posts.hpp"
#include "design/questions/questions.hpp"
#include "design/role_page/role_page_pages.hpp"
#include "design/search/search.hpp"
#include "design/standards/standards.hpp"
#include "design/starter_kit/starter_kit.hpp"
#include "design/vacancies/vacancies.hpp"
#include "insight/programme/programme_pages.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/calendar/calendar.hpp"
#include "platform/desk/context.hpp"
#include "platform/escrow/escrow.hpp"
#include "platform/home/home.hpp"
#include "platform/keys/keys.hpp"
#include "platform/letters/letters.hpp"
#include "platform/people/people.hpp"
#include "platform/roster/roster_pages.hpp"
#include "platform/settings/settings_pages.hpp"
#include "platform/signin/signin.hpp"
#include "platform/timetables/timetables.hpp"
#include "platform/who/who.hpp"
#include "schedule/calendars/calendars.hpp"
#include "schedule/planner/planner.hpp"

namespace rapport::cli {

namespace {

constexpr int recents_max = 5;

std::vector<desk::Recent> recents(ReadTx& tx) {
    std::vector<desk::Recent> found;
    for (const auto& person : coachees::recent(tx, recents_max)) {
        found.push_back({.href = "/log?person=" + person.id.text(),
                         .name = person.name,
                         .initials = text::initials(person.name)});
    }
    return found;
}

template <class Seers>
std::optional<who::Thing> thing_of(std::string title, const Seers& seers) {
    if (seers.empty()) return std::nullopt;
    who::Thing thing{.title = std::move(title), .seers = {}};
    for (const auto& seer : seers) thing.seers.push_back({seer.name, seer.reason});
    return thing;
}

std::optional<who::Thing> explain_contact(ReadTx& tx, const Viewer&, const locale::Speech& speech,
                                          std::string_view text) {
    const auto id = contacts::ContactId::parse(text);
    if (!id) return std::nullopt;
    return thing_of(speech.say("who.contact"), contacts::who_can_see(tx, *id));
}

std::optional<who::Thing> explain_note(ReadTx& tx, const Viewer&, const locale::Speech& speech,
                                       std::string_view text) {
    const auto id = notes::NoteId::parse(text);
    if (!id) return std::nullopt;
    return thing_of(speech.say("who.note"), notes::who_can_see(tx, *id));
}

std::optional<who::Thing> explain_request(ReadTx& tx, const Viewer&, const locale::Speech& speech,
                                          std::string_view text) {
    const auto id = requests::RequestId::parse(text);
    if (!id) return std::nullopt;
    return thing_of(speech.say("who.request"), requests::who_can_see(tx, *id));
}

std::optional<who::Thing> explain_visit(ReadTx& tx, const Viewer&, const locale::Speech& speech,
                                        std::string_view text) {
    const auto id = planner::VisitId::parse(text);
    if (!id) return std::nullopt;
    return thing_of(speech.say("who.visit"), planner::who_can_see(tx, *id));
}

std::optional<who::Thing> explain_agreement(ReadTx& tx, const Viewer&, const locale::Speech& speech,
                                            std::string_view text) {
    const auto id = agreements::AgreementId::parse(text);
    if (!id) return std::nullopt;
    return thing_of(speech.say("who.agreement"), agreements::who_can_see(tx, *id));
}

std::optional<who::Thing> explain_cycle(ReadTx& tx, const Viewer&, const locale::Speech& speech,
                                        std::string_view text) {
    const auto id = cycles::CycleId::parse(text);
    if (!id) return std::nullopt;
    return thing_of(speech.say("who.cycle"), cycles::who_can_see(tx, *id));
}

std::optional<who::Thing> explain_meeting(ReadTx& tx, const Viewer&, const locale::Speech& speech,
                                          std::string_view text) {
    const auto id = meetings::MeetingId::parse(text);
    if (!id) return std::nullopt;
    return thing_of(speech.say("who.meeting"), meetings::who_can_see(tx, *id));
}

std::optional<who::Thing> explain_inquiry(ReadTx& tx, const Viewer& viewer,
                                          const locale::Speech& speech, std::string_view text) {
    const auto id = inquiries::InquiryId::parse(text);
    const auto found = id ? inquiries::find(tx, *id) : std::nullopt;
    if (!found) return std::nullopt;
    who::Thing thing{speech.say("who.inquiry"), {{viewer.name, "inquiries.seer_asker"}}};
    if (found->published_at) {
        thing.seers.push_back({speech.say("inquiries.seer_all"), "inquiries.seer_table"});
    }
    return thing;
}

// What is booked with people whom a timetable takes then.
std::vector<std::string> booked_when(ReadTx& tx, const locale::Speech& speech,
                                     const std::vector<desk::Taken>& taken) {
    std::vector<planner::TakenTime> times;
    times.reserve(taken.size());
    for (const auto& one : taken) times.push_back({one.person, one.on, {one.begins, one.ends}});
    return planner::booked_then(tx, times, speech);
}

constexpr std::int64_t visit_seconds = 30 * 60;  // A request says when, and not how long.

calendars::Entry entry_of(const requests::Agreed& agreed, const locale::Speech& speech) {
    const bool is_off = agreed.state == requests::State::withdrawn ||
                        agreed.state == requests::State::declined ||
                        agreed.state == requests::State::duplicate;
    const Key what = agreed.branch == requests::Branch::support ? Key{"calendars.visit_support"}
                                                                : Key{"calendars.visit"};
    std::string place = agreed.building_name;
    if (!agreed.room.empty()) place += (place.empty() ? "" : " · ") + agreed.room;
    return {.uid = "request-" + agreed.id.text() + "@rapport",
            .sequence = agreed.version,
            .changed_at = agreed.changed_at,
            .begins_at = agreed.at,
            .ends_at = agreed.at.plus_seconds(visit_seconds),
            .zone = agreed.zone,
            .summary = speech.say(what, {{"name", agreed.other_name}}),
            .place = std::move(place),
            .description = "",
            .url = "",
            .state = is_off ? ical::State::cancelled : ical::State::confirmed};
}

std::vector<calendars::Entry> agreed_visits(ReadTx& tx, PersonId, const locale::Speech& speech,
                                            Instant from) {
    std::vector<calendars::Entry> entries;
    // A request that has a visit is shown as the visit, which knows how long it lasts.
    std::set<requests::RequestId> visited;
    const Day first = speech.zone().day(from);
    for (const auto& visit : planner::visits_concerning_me(tx, {first, first.plus(400)})) {
        if (visit.request) visited.insert(*visit.request);
        entries.push_back(planner::entry_of(visit, tx.actor(), speech, ""));
    }
    for (const auto& agreed : requests::agreed_times(tx, from)) {
        if (!visited.contains(agreed.id)) entries.push_back(entry_of(agreed, speech));
    }
    return entries;
}

// Where a coach has to be next, for Today.
std::optional<desk::Upcoming> upcoming(ReadTx& tx, const locale::Speech& speech) {
    const auto visit = planner::next_visit(tx);
    if (!visit) return std::nullopt;
    const std::string path = "/visits/" + visit->id.text();
    std::string where = visit->building_name;
    if (!visit->room.empty()) where += (where.empty() ? "" : " · ") + visit->room;
    const bool has_come = visit->begins_at() <= tx.now();
    return desk::Upcoming{.href = path,
                          .who = planner::called(*visit, speech),
                          .when = speech.near_day(visit->on) + ", " +
                                  planner::hours(visit->ring, visit->on, *visit->zone, speech),
                          .where = std::move(where),
                          .done_path = has_come ? path + "/contact" : ""};
}

}  // namespace

desk::Routes all_routes() {
    desk::Routes on;
    home::mount_home(on);
    signin::mount_signin(on);
    signin::mount_account(on);
    keys::mount_keys(on);
    escrow::mount_escrow(on);
    settings::mount_settings(on);
    calendar::mount_calendar(on);
    people::mount_people_settings(on);
    roster::mount_roster(on);
    timetables::mount_timetables(on);
    audit::mount_audit(on);
    who::mount_who(on);
    today::mount_today(on);
    contacts::mount_contacts(on);
    kinds::mount_kinds(on);
    intake::mount_intake(on);
    coachees::mount_people(on);
    teams::mount_teams(on);
    agreements::mount_agreements(on);
    cycles::mount_cycles(on);
    rounds::mount_rounds(on);
    meetings::mount_meetings(on);
    openings::mount_openings(on);
    ratings::mount_ratings(on);
    places::mount_places(on);
    units::mount_units(on);
    ledger::mount_ledger(on);
    requests::mount_requests(on);
    my_help::mount_my_help(on);
    calendars::mount_calendars(on);
    planner::mount_planner(on);
    posts::mount_posts(on);
    role_page::mount_role_page(on);
    vacancies::mount_vacancies(on);
    credentials::mount_credentials(on);
    inquiries::mount_inquiries(on);
    models::mount_models(on);
    standards::mount_standards(on);
    frameworks::mount_frameworks(on);
    starter_kit::mount_starter_kit(on);
    questions::mount_questions(on);
    calls::mount_calls(on);
    gatherings::mount_gatherings(on);
    colleagues::mount_colleagues(on);
    exchange::mount_exchange(on);
    directory::mount_directory(on);
    search::mount_search(on);
    programme::mount_programme(on);
    return on;
}

void wire(desk::Services& services) {
    services.recents = recents;
    services.explainers = {{"contact", explain_contact},     {"note", explain_note},
                           {"request", explain_request},     {"visit", explain_visit},
                           {"agreement", explain_agreement}, {"cycle", explain_cycle},
                           {"meeting", explain_meeting},     {"inquiry", explain_inquiry}};
    services.booked_when = booked_when;
    services.calendars = {agreed_visits};
    services.upcoming = upcoming;
}

void wire_jobs(jobs::Runner& runner, Db& db, const std::string& base_url) {
    requests::mount_news(runner, db, {base_url, intake::reply_address});
    requests::mount_promises(runner, db);
    planner::mount_proposals(runner, db);
    planner::mount_visit_news(runner, db, base_url);
    posts::mount_reminders(runner, db);
    vacancies::mount_erasure(runner, db);
    credentials::mount_warnings(runner, db);
    calls::mount_reminders(runner, db);
    gatherings::mount_erasure(runner, db);
    letters::mount_letters(runner, db, base_url);
}

void come_round(Db& db) {
    programme::publish(db);
    credentials::publish(db);
    keys::follow_departures(db);
    keys::follow_roles(db);
    escrow::follow_time(db);
    inquiries::forget_names(db);
    search::follow(db);
}

void come_round_often(Db& db) {
    search::follow(db);
    colleagues::follow(db);
}

void furnish(WriteTx& tx) { kinds::seed(tx); }

}  // namespace rapport::cli
