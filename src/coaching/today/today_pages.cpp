#include "coaching/today/today_pages.hpp"

#include <algorithm>

#include "coaching/contacts/contacts_pages.hpp"
#include "kernel/text/text.hpp"

namespace rapport::today {

using contacts::Contact;
using contacts::ContactId;
using contacts::NextStep;
using desk::Reading;
using http::Response;

namespace {

constexpr int unseen_max = 2;
constexpr std::int64_t unseen_days = 42;
constexpr std::int64_t remembered_days = 300;
constexpr std::int64_t warned_days = 4;  // Before a month closes.

// What one look at the database gives; five statements.
struct Found {
    std::vector<Contact> contacts;
    std::vector<NextStep> steps;
    std::vector<requests::Waiting> waiting;
    Glance glance;
    std::optional<Contact> saved;
    std::optional<desk::Upcoming> upcoming;
};

Found look(ReadTx& tx, Day day, std::optional<ContactId> saved) {
    Found found;
    found.contacts = contacts::mine_on(tx, day);
    found.steps = contacts::next_steps(tx, steps_max);
    found.waiting = requests::waiting_for(tx, tx.actor(), waiting_max);
    found.glance =
        glance(tx, {day.plus(-remembered_days), day.plus(-unseen_days), day}, unseen_max);
    if (!saved) return found;
    const auto at = std::find_if(found.contacts.begin(), found.contacts.end(),
                                 [&](const Contact& contact) { return contact.id == *saved; });
    // Only a contact of another day costs a statement more.
    found.saved = at == found.contacts.end() ? contacts::find_own(tx, *saved) : *at;
    return found;
}

// The line that says what is next: what was promised and is due, else an agreed time, else what was
// promised for later.
void lead(const Found& found, const locale::Speech& speech, TodayView& view) {
    if (!found.steps.empty() && found.steps.front().on) {
        const NextStep& step = found.steps.front();
        const std::string day = speech.near_day(*step.on);
        const bool is_late = *step.on < speech.today();
        view.lead =
            step.person_name.empty()
                ? speech.say("today.next_alone", {{"step", step.words}, {"day", day}})
                : speech.say(is_late ? Key{"today.next_was_due"} : Key{"today.next"},
                             {{"step", step.words}, {"name", step.person_name}, {"day", day}});
        view.lead_href =
            step.person ? "/people/" + step.person->text() : "/contacts/" + step.contact.text();
        return;
    }
    for (const auto& waiting : found.waiting) {
        if (waiting.state != requests::State::scheduled || !waiting.is_yours) continue;
        view.lead = speech.say("today.next_agreed", {{"name", waiting.teacher_name}});
        view.lead_href = "/requests/" + waiting.id.text();
        return;
    }
    const auto count = static_cast<std::int64_t>(found.waiting.size());
    view.lead = count > 0 ? speech.say("today.somebody_waits", {{"count", count}})
                          : speech.say("today.nothing_waits");
}

void fill_steps(const Found& found, Day day, TodayView& view) {
    for (const NextStep& step : found.steps) {
        if (!step.on || *step.on > day) continue;
        const std::string href = step.person ? "/people/" + step.person->text() : "";
        auto& rows = view.first.empty() ? view.first : view.steps;
        rows.push_back({step.contact, step.words, step.person_name, href, step.on, *step.on < day});
    }
}

void fill_waiting(const Found& found, Instant now, TodayView& view) {
    for (const auto& waiting : found.waiting) {
        const bool is_late = waiting.due_at && *waiting.due_at < now;
        view.waiting.push_back({"/requests/" + waiting.id.text(), waiting.teacher_name,
                                text::shortened(waiting.words, 140), waiting.since, is_late,
                                waiting.is_yours});
    }
}

void fill_thread(const Found& found, const locale::Speech& speech, TodayView& view) {
    for (const Contact& contact : found.contacts) {
        const bool has_clock = speech.zone().day(contact.at) == contact.on;
        view.thread.push_back({contact.id, contact.at, has_clock,
                               kinds::told_to_doer(contact.kind_name, speech),
                               contacts::whom(contact, speech), contact.minutes});
        view.minutes += contact.minutes;
    }
    std::reverse(view.thread.begin(), view.thread.end());
}

std::string month_of(Day day, const locale::Speech& speech) {
    const std::string key = "locale.month." + std::to_string(day.month);
    return speech.say(Key::of(key));
}

void nudge(const Found& found, const locale::Speech& speech, TodayView& view) {
    for (const Unseen& unseen : found.glance.unseen) {
        view.nudges.push_back(
            {speech.say("today.unseen",
                        {{"name", unseen.name}, {"month", month_of(unseen.last_on, speech)}}),
             "/people/" + unseen.person.text(),
             speech.say("today.drop_by", {{"name", unseen.name}})});
    }
    const Day today = speech.today();
    const auto close_day =
        found.glance.close_day == 0 ? contacts::close_day_default : found.glance.close_day;
    const auto left = close_day - today.day;
    if (left < 0 || left > warned_days) return;
    const Day closes{today.year, today.month, static_cast<int>(close_day)};
    const Day before = Day{today.year, today.month, 1}.plus(-1);
    view.nudges.push_back({speech.say("today.month_closes", {{"month", month_of(before, speech)},
                                                             {"day", speech.near_day(closes)}}),
                           "/contacts", speech.say("today.look_at_month")});
}

void fill_saved(const Found& found, const locale::Speech& speech, TodayView& view) {
    if (!found.saved || !found.saved->counts()) return;
    const Contact& contact = *found.saved;
    std::string words = speech.minutes(contact.minutes) + " · " + contact.kind_name.in(speech);
    const std::string whom = contacts::whom(contact, speech);
    if (!whom.empty()) words += " · " + whom;
    view.saved.push_back({contact.id, words, contact.entered_at});
}

Response show_today(Reading& request) {
    const auto& speech = request.speech();
    TodayView view;
    view.today = speech.today();
    const auto saved = ContactId::parse(request.query("saved"));
    const Found found = request.read([&](ReadTx& tx) {
        Found all = look(tx, view.today, saved);
        all.upcoming = request.upcoming(tx);
        return all;
    });
    if (found.upcoming) view.upcoming.push_back(*found.upcoming);
    view.cycles.rows =
        cycles::due_rows(cycles::due_of(found.glance.cycles, view.today, cycles_max), speech);
    lead(found, speech, view);
    fill_saved(found, speech, view);
    fill_steps(found, view.today, view);
    fill_waiting(found, speech.now(), view);
    fill_thread(found, speech, view);
    nudge(found, speech, view);
    view.is_first_day = view.thread.empty() && view.waiting.empty() && found.steps.empty();
    return request.page(Key{"today.title"}, view);
}

}  // namespace

void mount_today(desk::Routes& on) {
    on.get("/today", Right::log_contacts, show_today, desk::Keep::while_unchanged);
    mount_today_api(on);
}

}  // namespace rapport::today
