// The log: person, kind, minutes; everything else may wait. The page works by itself: people are
// boxes to tick, kinds are radios, and each number of minutes is a button that saves.
#include <algorithm>
#include <array>
#include <charconv>

#include "coaching/contacts/contacts_form.hpp"
#include "coaching/contacts/contacts_pages.hpp"
#include "coaching/requests/requests.hpp"
#include "kernel/text/text.hpp"

namespace rapport::contacts {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr int found_max = 8, found_teams_max = 4;
constexpr std::size_t picks_max = 12;
constexpr std::size_t teams_shown = 24;  // The search finds the others.

// What the page was asked to begin with: from its address, or from a form that was refused.
struct Asked {
    Draft draft;
    std::string q, since;
    bool is_plain() const { return draft.people.empty() && draft.teams.empty() && !draft.request; }
};

Asked asked_of(const Reading& request) {
    const http::Fields& fields =
        request.refusal() == nullptr ? request.raw().query : request.typed();
    Asked asked;
    for (const std::string_view typed : fields.all("person")) {
        const auto person = PersonId::parse(typed);
        const bool has_room = asked.draft.people.size() < people_max;
        if (person && has_room) asked.draft.people.push_back(*person);
    }
    asked.draft.kind = KindId::parse(fields.first("kind")).value_or(KindId());
    for (const std::string_view typed : fields.all("team")) {
        const auto team = TeamId::parse(typed);
        if (team && asked.draft.teams.size() < picks_max) asked.draft.teams.push_back(*team);
    }
    asked.draft.building = BuildingId::parse(fields.first("building"));
    asked.draft.request = RequestId::parse(fields.first("request"));
    asked.draft.finishes_request = fields.first("finishes") == "1";
    asked.draft.on = Day::parse(fields.first("on"));
    asked.q = text::trimmed(request.query("q"));
    asked.since = fields.first("since");
    return asked;
}

// The people offered, each once, in the order they came: chosen, found, promised, waiting, recent.
class Picks {
  public:
    explicit Picks(const std::vector<NextStep>& promises) : promises_(promises) {}

    enum class As : std::uint8_t { chosen, offered };
    // Somebody of a name that is there already says where they work.
    void add(const coachees::Person& person, As as) {
        const bool is_shared = std::any_of(picks_.begin(), picks_.end(), [&](const PersonPick& p) {
            return p.name == person.name;
        });
        add(person.id, is_shared ? person.name + ", " + person.building_name : person.name, as);
    }
    void add(PersonId id, std::string_view name, As as) {
        const bool is_there = std::any_of(picks_.begin(), picks_.end(),
                                          [&](const PersonPick& pick) { return pick.id == id; });
        const bool is_full = picks_.size() >= picks_max && as == As::offered;
        if (is_there || is_full) return;
        picks_.push_back({id, std::string(name), step_with(id), as == As::chosen});
    }
    std::vector<PersonPick> take() { return std::move(picks_); }

  private:
    std::string step_with(PersonId id) const {
        for (const NextStep& promise : promises_) {
            if (promise.person == id) return promise.words;
        }
        return "";
    }
    const std::vector<NextStep>& promises_;
    std::vector<PersonPick> picks_;
};

bool is_chosen(const Asked& asked, TeamId team) {
    return std::ranges::find(asked.draft.teams, team) != asked.draft.teams.end();
}

void pick_team(const teams::Team& team, const Asked& asked, LogView& view) {
    const bool is_there =
        std::ranges::any_of(view.teams, [&](const TeamPick& pick) { return pick.id == team.id; });
    if (!is_there) view.teams.push_back({team.id, team.name, team.size, is_chosen(asked, team.id)});
}

// The chosen ones stand with the people; the others wait under "more".
void pick_teams(const Choices& choices, const Asked& asked, LogView& view) {
    for (const auto& team : choices.teams) {
        if (is_chosen(asked, team.id)) pick_team(team, asked, view);
    }
    std::erase_if(view.more.teams, [&](const Option& option) {
        return std::ranges::any_of(
            view.teams, [&](const TeamPick& pick) { return pick.id.view() == option.value; });
    });
    for (const TeamPick& pick : view.teams) {
        if (pick.is_chosen) view.carried_teams.push_back(pick.id.text());
    }
}

void pick_people(ReadTx& tx, const Asked& asked, Day today, LogView& view) {
    const auto promises = contacts::promises(tx, promises_max);
    Picks picks(promises);
    for (const auto& person : coachees::find_all(tx, asked.draft.people)) {
        picks.add(person, Picks::As::chosen);
    }
    if (!asked.q.empty()) {
        const auto found = coachees::search(tx, asked.q, found_max);
        for (const auto& person : found) picks.add(person, Picks::As::offered);
        const auto found_teams = teams::search(tx, asked.q, found_teams_max);
        for (const auto& team : found_teams) pick_team(team, asked, view);
        view.found_nobody = found.empty() && found_teams.empty();
    }
    for (const NextStep& promise : promises) {
        const bool is_due = promise.on && *promise.on <= today;
        if (is_due && promise.person) {
            picks.add(*promise.person, promise.person_name, Picks::As::offered);
        }
    }
    if (asked.is_plain() && asked.q.empty()) {
        for (const auto& waiting : requests::waiting_for(tx, tx.actor(), 5)) {
            picks.add(waiting.teacher, waiting.teacher_name, Picks::As::offered);
        }
    }
    for (const auto& person : coachees::recent(tx, recents_max)) {
        picks.add(person, Picks::As::offered);
    }
    view.people = picks.take();
    for (const PersonId person : asked.draft.people) view.carried.push_back(person.text());
}

// Last time's next step first, when one person was opened.
void remind(ReadTx& tx, const Asked& asked, LogView& view) {
    if (asked.draft.people.size() != 1) return;
    const auto person = asked.draft.people.front();
    for (const NextStep& step : next_steps_with(tx, person, 3)) {
        view.steps.push_back({step.contact, step.words, step.promised_on, step.on});
    }
    for (const auto& open : requests::open_of_teacher(tx, person)) {
        const bool is_chosen = asked.draft.request == open.id;
        view.more.requests.push_back({open.id.text(), text::shortened(open.words, 80), is_chosen});
    }
}

void offer_kinds(const Choices& choices, const Asked& asked, const locale::Speech& speech,
                 LogView& view) {
    auto options = kind_options(choices.kinds, speech, asked.draft.kind);
    const auto first = static_cast<std::ptrdiff_t>(std::min(options.size(), first_kinds));
    view.more_kinds.assign(options.begin() + first, options.end());
    options.resize(static_cast<std::size_t>(first));
    view.kinds = std::move(options);
    view.is_more_kinds_open = std::any_of(view.more_kinds.begin(), view.more_kinds.end(),
                                          [](const Option& option) { return option.is_chosen; });
}

std::string chosen_in_address(const Asked& asked) {
    std::string address;
    for (const PersonId person : asked.draft.people) address += "&person=" + person.text();
    for (const TeamId team : asked.draft.teams) address += "&team=" + team.text();
    if (!asked.draft.kind.is_none()) address += "&kind=" + asked.draft.kind.text();
    if (asked.draft.request) address += "&request=" + asked.draft.request->text();
    return address;
}

// Without a script the timer is two addresses: one that starts it and one that shows it running.
void wind_timer(const Reading& request, const Asked& asked, LogView& view) {
    view.timer_href = "/log?since=now" + chosen_in_address(asked);
    std::int64_t began = 0;
    const auto [end, error] =
        std::from_chars(asked.since.data(), asked.since.data() + asked.since.size(), began);
    const std::int64_t now = request.speech().now().ms;
    if (asked.since.empty() || error != std::errc() || began > now) return;
    view.since = asked.since;
    view.minutes_so_far = std::max<std::int64_t>(1, (now - began + 30'000) / 60'000);
}

void offer_again(ReadTx& tx, const locale::Speech& speech, LogView& view) {
    const auto last = last_of_mine(tx);
    if (!last) return;
    view.again_href = "/contacts/" + last->id.text() + "/copies";
    view.again_words = speech.minutes(last->minutes) + " · " + last->kind_name.in(speech);
    const std::string people = whom(*last, speech);
    if (!people.empty()) view.again_words += " · " + people;
}

// A request that is being closed names whom it helped.
void take_from_request(ReadTx& tx, Draft& draft) {
    if (!draft.request || !draft.people.empty()) return;
    const auto request = requests::find(tx, *draft.request);
    if (request) draft.people.push_back(request->teacher);
}

void name_one(const Asked& asked, LogView& view) {
    const auto chosen = asked.draft.people.size() + view.carried_teams.size();
    if (chosen != 1) return;
    if (asked.draft.people.size() == 1 && !view.people.empty()) {
        view.person_name = view.people.front().name;
    }
    for (const TeamPick& pick : view.teams) {
        if (pick.is_chosen) view.person_name = pick.name;
    }
}

Response show_log(Reading& request) {
    Asked asked = asked_of(request);
    const auto& speech = request.speech();
    if (asked.since == "now") {
        const std::string now = std::to_string(speech.now().ms);
        return http::see_other("/log?since=" + now + chosen_in_address(asked));
    }
    LogView view;
    view.zone = speech.zone().name();
    view.q = asked.q;
    view.chips = {2, 5, 10, 15, 30, 45, 60};
    wind_timer(request, asked, view);
    request.read([&](ReadTx& tx) {
        take_from_request(tx, asked.draft);
        pick_people(tx, asked, speech.today(), view);
        const Choices choices = contacts::choices(tx);
        offer_kinds(choices, asked, speech, view);
        view.more = more_of(choices, speech, asked.draft);
        view.more.kept = escrow::standing_view(request);
        pick_teams(choices, asked, view);
        remind(tx, asked, view);
        if (asked.is_plain() && asked.q.empty()) offer_again(tx, speech, view);
    });
    name_one(asked, view);
    view.more.is_open = view.more.is_open || request.refusal() != nullptr;
    return request.page(Key{"contacts.log_title"}, view);
}

Response log_contact(Writing& request) {
    const auto& speech = request.speech();
    const auto draft = parse(request.form(), speech.now());  // Here, where nobody waits for it.
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!draft) return told(draft.refusal(), speech);
            const auto logged = contacts::log(tx, *draft);
            if (!logged) return told(logged.refusal(), speech);
            return Answer::go("/today?saved=" + logged->text());
        },
        show_log);
}

Response log_again(Writing& request) {
    const auto id = request.path<ContactId>("contact");
    const auto& speech = request.speech();
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!find_own(tx, id)) throw desk::NotFound();
            const auto logged = repeat(tx, id);
            if (!logged) return told(logged.refusal(), speech);
            return Answer::go("/today?saved=" + logged->text());
        },
        show_log);
}

template <class Enum, std::size_t size>
std::vector<Option> code_options(const std::array<Enum, size>& all, std::string_view stem,
                                 const std::optional<Enum>& chosen, const locale::Speech& speech) {
    std::vector<Option> options;
    for (const Enum one : all) {
        const std::string key = std::string(stem) + std::string(code(one));
        options.push_back({std::string(code(one)), speech.say(Key::of(key)), chosen == one});
    }
    return options;
}

}  // namespace

std::vector<Option> kind_options(const std::vector<kinds::Kind>& kinds,
                                 const locale::Speech& speech, KindId chosen) {
    std::vector<Option> options;
    for (const kinds::Kind& kind : kinds) {
        options.push_back({kind.id.text(), kind.name.in(speech), kind.id == chosen});
    }
    return options;
}

MoreView more_of(const Choices& choices, const locale::Speech& speech, const Draft& chosen) {
    static constexpr std::array began{BeganBy::teacher, BeganBy::coach, BeganBy::leader};
    static constexpr std::array places{Place::classroom, Place::office, Place::hall,
                                       Place::call,      Place::mail,   Place::chat};
    MoreView view;
    for (const auto& team : choices.teams) {
        if (view.teams.size() < teams_shown) view.teams.push_back({team.id.text(), team.name});
    }
    for (const auto& building : choices.buildings) {
        view.buildings.push_back(
            {building.id.text(), building.name, chosen.building == building.id});
    }
    for (const auto& focus : choices.focus) {
        const bool is_chosen =
            std::find(chosen.focus.begin(), chosen.focus.end(), focus.id) != chosen.focus.end();
        view.focus.push_back({focus.id.text(), focus.name.in(speech), is_chosen});
    }
    view.began_by = code_options(began, "contacts.began_by_", chosen.began_by, speech);
    view.places = code_options(places, "contacts.place_", chosen.place, speech);
    view.on = chosen.on;
    view.next_on = chosen.next_on;
    view.heads = chosen.heads;
    view.students = chosen.students;
    view.next_step = chosen.next_step;
    view.finishes = chosen.finishes_request;
    view.is_open = chosen.on.has_value() || chosen.request.has_value();
    return view;
}

std::string whom(const Contact& contact, const locale::Speech& speech) {
    const auto& people = contact.people;
    const auto heads = std::max(contact.heads, static_cast<std::int64_t>(people.size()));
    if (people.empty()) {
        return heads == 0 ? "" : speech.say("contacts.heads", {{"count", heads}});
    }
    if (heads == 1) return people[0].name;
    if (heads == 2 && people.size() == 2) {
        return speech.say("contacts.two_people",
                          {{"name", people[0].name}, {"other", people[1].name}});
    }
    return speech.say("contacts.and_others", {{"name", people[0].name}, {"count", heads - 1}});
}

void mount_log(desk::Routes& on) {
    on.get("/log", Right::log_contacts, show_log);
    mount_suggestions(on);
    on.post("/contacts", Right::log_contacts, log_contact);
    on.post("/contacts/{contact}/copies", Right::log_contacts, log_again);
}

}  // namespace rapport::contacts
