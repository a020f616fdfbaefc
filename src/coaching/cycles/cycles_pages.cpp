// The lists, the page of a cycle, and what a form does to it.
#include "coaching/cycles/cycles_pages.hpp"

#include <algorithm>

#include "coaching/cycles/cycles_deeds.hpp"
#include "coaching/kinds/kinds.hpp"
#include "coaching/people/people.hpp"
#include "kernel/text/text.hpp"

namespace rapport::cycles {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr int people_shown = 8;

// The template of each cycle; the newest ones are read once for all.
class Models {
  public:
    explicit Models(ReadTx& tx) : tx_(tx), newest_(templates(tx)) {}
    Template of(const Cycle& cycle) {
        const auto at = std::ranges::find(newest_, cycle.template_code, &Template::code);
        if (at != newest_.end() && at->number == cycle.template_number) return *at;
        return find_template(tx_, cycle.template_code, cycle.template_number).value();
    }

  private:
    ReadTx& tx_;
    std::vector<Template> newest_;
};

std::vector<CycleRow> open_rows_of(ReadTx& tx, const std::vector<Cycle>& found,
                                   const Speech& speech, std::size_t max) {
    std::vector<CycleRow> rows;
    if (found.empty()) return rows;
    Models models(tx);
    for (const Cycle& cycle : found) {
        if (!is_open(cycle.state) || rows.size() == max) continue;
        rows.push_back(row_of(cycle, models.of(cycle), tx.actor(), speech));
    }
    return rows;
}

Response show_cycles(Reading& request) {
    CyclesView view;
    const Speech& speech = request.speech();
    request.read([&](ReadTx& tx) {
        const auto found = mine(tx);
        Models models(tx);
        for (const Cycle& cycle : found) {
            const Member* self = cycle.member(tx.actor());
            const bool is_asked = is_open(cycle.state) && self != nullptr && !self->has_agreed();
            auto& list = is_asked ? view.asked : is_open(cycle.state) ? view.open : view.over;
            list.rows.push_back(row_of(cycle, models.of(cycle), tx.actor(), speech));
        }
        view.is_empty = found.empty();
    });
    view.can_propose = request.viewer().is(Role::coach) && !request.viewer().is(Role::principal);
    view.is_teacher = request.viewer().is(Role::teacher);
    view.reader = request.viewer().person;
    return request.page(Key{"cycles.title"}, view);
}

Hand hand_at(ReadTx& tx, const Reading& request) {
    auto hand = in_hand(tx, request.path<CycleId>("cycle"));
    if (!hand) throw desk::NotFound();
    return std::move(*hand);
}

void fill_agreement(ReadTx& tx, const Hand& hand, const Speech& speech, InvitationView& view) {
    const auto between = agreements::between(tx, {hand.cycle.coach, tx.actor()});
    if (!between) return;
    view.agreement_id = between->id;
    const auto* in_force = between->in_force(speech.today());
    const auto* waiting = between->waiting();
    view.has_agreement = in_force != nullptr;
    const auto* shown = in_force != nullptr ? in_force : waiting;
    if (shown == nullptr) return;
    view.agreement_number = shown->number;
    view.agreement = agreements::version_in_words(*between, *shown, speech);
}

InvitationView invitation_view(ReadTx& tx, const Hand& hand, const Speech& speech) {
    const Cycle& cycle = hand.cycle;
    InvitationView view;
    view.id = cycle.id;
    view.version = cycle.version;
    view.topic = cycle.goal.topic;
    view.coach_name = cycle.coach_name;
    view.goal = cycle.goal.goal;
    view.model = hand.model.called(speech);
    view.model_says = hand.model.says(speech);
    view.weeks = speech.say("cycles.about_weeks", {{"weeks", std::int64_t{cycle.weeks}}});
    if (cycle.members.size() > 1) {
        view.others =
            speech.say("cycles.with_names", {{"names", names_of(cycle, tx.actor(), speech)}});
    }
    for (const Stage& stage : hand.model.stages) {
        view.stages.push_back({stage.called(speech), "", stage.asks(speech)});
    }
    view.question = speech.say("agreements.question");
    view.answer = speech.say("agreements.answer", {{"name", cycle.coach_name}});
    fill_agreement(tx, hand, speech, view);
    return view;
}

void add_people(ReadTx& tx, const std::vector<coachees::Person>& found, NewView& view) {
    for (const auto& one : found) {
        const bool is_there = std::ranges::any_of(
            view.people, [&](const PersonChoice& other) { return other.id == one.id; });
        if (is_there || view.people.size() >= people_shown) continue;
        const auto with = agreements::partner(tx, one.id);
        if (!with || with->side != agreements::Side::teacher) continue;
        view.people.push_back({one.id, one.name, false});
    }
}

std::vector<PersonId> chosen_in(const Reading& request) {
    std::vector<PersonId> ids;
    for (const std::string_view typed : request.typed().all("person")) {
        if (const auto id = PersonId::parse(typed)) ids.push_back(*id);
    }
    if (const auto id = PersonId::parse(request.query("person"))) ids.push_back(*id);
    return ids;
}

void fill_successor(ReadTx& tx, const Reading& request, std::vector<PersonId>& chosen,
                    std::string& model, NewView& view) {
    std::string typed(request.query("follows"));
    if (typed.empty()) typed = request.typed().first("follows");
    const auto id = CycleId::parse(typed);
    const auto before = id ? in_hand(tx, *id) : std::nullopt;
    if (!before || !before->is_coach) return;
    view.follows = id->text();
    view.follows_as = request.query("as");
    if (view.follows_as.empty()) view.follows_as = request.typed().first("follows_as");
    view.lead = request.speech().say("cycles.follows", {{"topic", before->cycle.goal.topic}});
    if (view.follows_as == "iterate") view.topic = before->cycle.goal.topic;
    model = before->cycle.template_code;
    for (const Member& member : before->cycle.members) chosen.push_back(member.id);
}

Response show_new(Reading& request) {
    NewView view;
    view.q = text::trimmed(request.query("q"));
    std::string model = "challenge";
    request.read([&](ReadTx& tx) {
        auto chosen = chosen_in(request);
        fill_successor(tx, request, chosen, model, view);
        for (const auto& one : coachees::find_all(tx, chosen)) {
            const bool is_there = std::ranges::any_of(
                view.people, [&](const PersonChoice& other) { return other.id == one.id; });
            if (!is_there) view.people.push_back({one.id, one.name, true});
        }
        const auto before = view.people.size();
        if (!view.q.empty()) add_people(tx, coachees::search(tx, view.q, people_shown), view);
        view.found_nobody = !view.q.empty() && view.people.size() == before;
        if (view.q.empty()) add_people(tx, coachees::recent(tx, people_shown), view);
        for (const Template& one : templates(tx)) {
            if (!one.is_offered) continue;
            view.templates.push_back({one.code, one.called(request.speech()),
                                      one.says(request.speech()), one.code == model});
        }
    });
    view.has_people = !view.people.empty();
    return request.page(Key{"cycles.propose"}, view);
}

Response propose_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto proposal = proposal_in(request.form());
            if (!proposal) return proposal.refusal();
            const auto made = propose(tx, *proposal);
            if (!made) return made.refusal();
            return Answer::go("/cycles/" + made->text(), "cycles.did_propose");
        },
        show_new);
}

// A finished step becomes a contact: the log with whom and what, so that the minutes save it.
void fill_logs(ReadTx& tx, const Hand& hand, CycleView& view) {
    if (!hand.is_coach || view.steps.done.empty()) return;
    const std::string_view wanted = hand.cycle.state == State::doing ? "1d" : "1c";
    std::string kind;
    for (const kinds::Kind& one : kinds::all(tx)) {
        if (one.name.code == wanted && !one.is_retired) kind = "&kind=" + one.id.text();
    }
    for (StepRow& row : view.steps.done) {
        const auto step = std::ranges::find(hand.steps, row.id, &Step::id);
        std::string people;
        for (const Member& member : hand.cycle.members) {
            const bool is_with = step->who == hand.cycle.coach || step->who == member.id;
            if (!member.has_agreed() || !is_with) continue;
            people += (people.empty() ? "person=" : "&person=") + member.id.text();
        }
        if (!people.empty()) row.log_href = "/log?" + people + kind;
    }
}

Response show_shared(Reading& request) {
    SharedView view;
    view.rows = request.read([](ReadTx& tx) { return shared_with(tx); });
    return request.page(Key{"cycles.shared"}, view);
}

}  // namespace

Response show_cycle(Reading& request) {
    std::optional<InvitationView> invitation;
    CycleView view;
    request.read([&](ReadTx& tx) {
        const Hand hand = hand_at(tx, request);
        if (hand.is_invited && is_open(hand.cycle.state)) {
            invitation = invitation_view(tx, hand, request.speech());
            return;
        }
        view = cycle_view(hand, request.viewer().person, request.speech());
        meetings::fill(tx, hand, request.speech(), view.meetings);
        places::fill(tx, hand, request.speech(), view.places);
        fill_logs(tx, hand, view);
    });
    if (invitation) return request.page(Key{"cycles.asked_in"}, *invitation);
    return request.page(view.topic, view);
}

std::vector<CycleRow> open_rows(ReadTx& tx, const Speech& speech, int max) {
    return open_rows_of(tx, mine(tx), speech, static_cast<std::size_t>(max));
}

std::vector<CycleRow> due_rows(const std::vector<Due>& all, const Speech& speech) {
    std::vector<CycleRow> rows;
    for (const Due& one : all) {
        const bool is_late = one.rhythm == Rhythm::overdue;
        rows.push_back({.id = one.id,
                        .href = "/cycles/" + one.id.text(),
                        .topic = one.topic,
                        .with = "",
                        .stands = one.next_on ? speech.say("cycles.step_due") : "",
                        .shape = is_late ? "due" : "waiting",
                        .signal = one.rhythm == Rhythm::none
                                      ? speech.near_day(*one.next_on)
                                      : say_code("cycles.badge_", code(one.rhythm), speech)});
    }
    return rows;
}

void mount_cycles(desk::Routes& on) {
    on.get("/cycles", Right::join_cycles, show_cycles);
    on.post("/cycles", Right::join_cycles, propose_one);
    on.get("/cycles/new", Right::join_cycles, show_new);
    on.get("/cycles/{cycle}", Right::join_cycles, show_cycle);
    on.get("/shared-cycles", Right::see_shared_cycles, show_shared);
    mount_cycle_forms(on);
    mount_templates(on);
    mount_cycles_api(on);
}

}  // namespace rapport::cycles
