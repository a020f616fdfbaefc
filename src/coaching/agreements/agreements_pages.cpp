#include "coaching/agreements/agreements_pages.hpp"

#include "coaching/people/people.hpp"
#include "kernel/text/text.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::agreements {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr int found_max = 12;

struct Signal {
    Key says;
    std::string shape;
};

Signal signal_of(const Agreement& agreement, PersonId reader, Day today) {
    if (agreement.ended_on) return {"agreements.is_ended", "waiting"};
    if (const Version* waiting = agreement.waiting()) {
        if (waiting->proposed_by == reader) return {"agreements.is_sent", "waiting"};
        return {"agreements.is_yours", "due"};
    }
    const Version* version = agreement.in_force(today);
    if (version == nullptr) return {"agreements.is_open", "waiting"};
    if (version->terms.review_on <= today) return {"agreements.is_review", "due"};
    return {"agreements.is_signed", "done"};
}

AgreementRow row_of(const Agreement& agreement, PersonId reader, const Speech& speech) {
    const Signal signal = signal_of(agreement, reader, speech.today());
    return {.id = agreement.id,
            .name = agreement.other_name(reader),
            .place = agreement.building_name,
            .stands = stands(agreement, reader, speech.today(), speech),
            .shape = signal.shape,
            .signal = speech.say(signal.says)};
}

Response show_agreements(Reading& request) {
    AgreementsView view;
    const auto found = request.read([](ReadTx& tx) { return mine(tx); });
    const PersonId reader = request.viewer().person;
    for (const Agreement& agreement : found) {
        const Version* waiting = agreement.waiting();
        const bool is_yours = waiting != nullptr && waiting->proposed_by != reader;
        auto& rows = agreement.ended_on ? view.over
                     : is_yours         ? view.waiting.rows
                                        : view.current.rows;
        rows.push_back(row_of(agreement, reader, request.speech()));
    }
    view.can_propose = request.viewer().is(Role::coach) && !request.viewer().is(Role::principal);
    view.is_principal = request.viewer().is(Role::principal);
    view.is_teacher = request.viewer().is(Role::teacher);
    view.is_empty = found.empty();
    return request.page(Key{"agreements.title"}, view);
}

TermsView terms_view(Side side, const Terms& terms, const Speech& speech) {
    TermsView view;
    for (const std::string_view wording : template_codes) {
        if (!is_template_for(side, wording)) continue;
        const std::string key = "agreements.template_" + std::string(wording);
        view.wordings.push_back(
            {std::string(wording), speech.say(Key::of(key)), terms.wording == wording});
    }
    if (view.wordings.size() == 1) view.wordings.clear();
    for (int i = 0; i < profile_count; ++i) {
        const auto profile = static_cast<Profile>(i);
        auto words = profile_in_words(side, profile, speech);
        view.profiles.push_back({std::string(code(profile)), std::move(words.label),
                                 std::move(words.means), terms.profile == profile});
    }
    view.words = terms.words;
    view.begins_on = terms.begins_on;
    view.review_on = terms.review_on;
    return view;
}

Agreement agreement_at(ReadTx& tx, const Reading& request) {
    auto agreement = find(tx, request.path<AgreementId>("agreement"));
    if (!agreement) throw desk::NotFound();
    return std::move(*agreement);
}

std::vector<HistoryRow> history_of(const Agreement& agreement, const Speech& speech) {
    std::vector<HistoryRow> rows;
    for (const Version& version : agreement.versions) {
        const std::string profile =
            profile_in_words(agreement.side, version.terms.profile, speech).label;
        const std::string by =
            version.proposed_by == agreement.coach ? agreement.coach_name : agreement.partner_name;
        const Key key = version.signed_at  ? Key{"agreements.was_signed"}
                        : version.aside_at ? Key{"agreements.was_aside"}
                                           : Key{"agreements.was_proposed"};
        rows.push_back({speech.day(version.signed_at ? version.terms.begins_on
                                                     : speech.zone().day(version.proposed_at)),
                        speech.say(key, {{"name", by}, {"profile", profile}})});
    }
    return rows;
}

// What the page is about: what waits to be signed, else what holds, else the last there was.
const Version* shown_of(const Agreement& agreement, Day today) {
    if (const Version* waiting = agreement.waiting()) return waiting;
    if (const Version* version = agreement.in_force(today)) return version;
    return agreement.versions.empty() ? nullptr : &agreement.versions.front();
}

void fill_states(const Agreement& agreement, PersonId reader, const Speech& speech,
                 AgreementView& view) {
    const Version* waiting = agreement.waiting();
    const Version* in_force = agreement.in_force(speech.today());
    view.is_waiting = waiting != nullptr;
    view.is_mine_to_sign = view.is_waiting && waiting->proposed_by != reader;
    view.is_in_force = in_force != nullptr;
    view.is_over = agreement.ended_on.has_value();
    if (waiting != nullptr && in_force != nullptr) {
        view.until_then = speech.say(
            "agreements.until_then",
            {{"profile", profile_in_words(agreement.side, in_force->terms.profile, speech).label},
             {"day", speech.day(in_force->terms.begins_on)}});
    }
}

AgreementView agreement_view(const Agreement& agreement, PersonId reader, const Speech& speech) {
    AgreementView view;
    view.id = agreement.id;
    view.name = agreement.other_name(reader);
    view.title = speech.say("agreements.one_title", {{"name", view.name}});
    view.stands = stands(agreement, reader, speech.today(), speech);
    view.shape = signal_of(agreement, reader, speech.today()).shape;
    if (agreement.side == Side::teacher) {
        const bool is_coach = reader == agreement.coach;
        view.question =
            speech.say(is_coach ? Key{"agreements.question_coach"} : Key{"agreements.question"});
        view.answer =
            speech.say(is_coach ? Key{"agreements.answer_coach"} : Key{"agreements.answer"},
                       {{"name", view.name}});
    }
    if (const Version* shown = shown_of(agreement, speech.today())) {
        view.shown = version_in_words(agreement, *shown, speech);
        view.number = shown->number;
    }
    fill_states(agreement, reader, speech, view);
    view.review_on = speech.today().plus(review_days);
    view.history = history_of(agreement, speech);
    return view;
}

Response show_agreement(Reading& request) {
    const auto agreement = request.read([&](ReadTx& tx) { return agreement_at(tx, request); });
    const auto view = agreement_view(agreement, request.viewer().person, request.speech());
    return request.page(view.title, view);
}

// A change begins from what holds, or from what was proposed last, and from today on.
Terms terms_before(const Agreement& agreement, Day today) {
    Terms terms = usual_terms(agreement.side, today);
    if (const Version* shown = shown_of(agreement, today)) {
        terms.wording = shown->terms.wording;
        terms.profile = shown->terms.profile;
        terms.words = shown->terms.words;
    }
    return terms;
}

Response show_change(Reading& request) {
    const auto agreement = request.read([&](ReadTx& tx) { return agreement_at(tx, request); });
    ChangeView view;
    view.id = agreement.id;
    view.name = agreement.other_name(request.viewer().person);
    view.terms = terms_view(agreement.side, terms_before(agreement, request.speech().today()),
                            request.speech());
    return request.page(Key{"agreements.change"}, view);
}

Response show_new(Reading& request) {
    NewView view;
    view.q = text::trimmed(request.query("q"));
    view.person = request.query("person");
    if (view.person.empty()) view.person = request.typed().first("person");
    request.read([&](ReadTx& tx) {
        const auto person = PersonId::parse(view.person);
        const auto with = person ? partner(tx, *person) : std::nullopt;
        view.person = with ? with->id.text() : "";
        if (with) {
            view.name = with->name;
            Terms terms = usual_terms(with->side, request.speech().today());
            const auto proposed = settings::text(tx, profile_setting);
            if (proposed) terms.profile = parse_profile(*proposed).value_or(terms.profile);
            view.terms = terms_view(with->side, terms, request.speech());
            return;
        }
        for (const auto& one : coachees::search(tx, view.q, found_max)) {
            if (!partner(tx, one.id)) continue;
            view.found.push_back({one.id, one.name, one.building_name});
        }
    });
    view.found_nobody = !view.q.empty() && view.found.empty();
    return request.page(Key{"agreements.propose"}, view);
}

Response propose_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto person = PersonId::parse(request.form("person"));
            const auto with = person ? partner(tx, *person) : std::nullopt;
            if (!with) return Refusal{"agreements.no_partner", "q"};
            const auto terms = terms_in(request.form(), usual_terms(with->side, today(tx)));
            if (!terms) return terms.refusal();
            const auto made = propose(tx, *person, *terms, Told::by_letter);
            if (!made) return made.refusal();
            return Answer::go("/agreements/" + made->text(), "agreements.proposed");
        },
        show_new);
}

// Every change of one agreement ends on its page.
Response change(Writing& request, Key notice, desk::Show again,
                const std::function<Result<Done>(WriteTx&, const Agreement&)>& body) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Agreement agreement = agreement_at(tx, request);
            const auto done = body(tx, agreement);
            if (!done) return done.refusal();
            return Answer::go("/agreements/" + agreement.id.text(), notice);
        },
        again);
}

Response propose_version(Writing& request) {
    return change(request, "agreements.proposed", show_change,
                  [&](WriteTx& tx, const Agreement& agreement) -> Result<Done> {
                      const auto terms =
                          terms_in(request.form(), terms_before(agreement, today(tx)));
                      if (!terms) return terms.refusal();
                      return propose_anew(tx, agreement.id, *terms);
                  });
}

Response sign_one(Writing& request) {
    return change(request, "agreements.signed", show_agreement,
                  [&](WriteTx& tx, const Agreement& agreement) {
                      return sign(tx, agreement.id, number_in(request.form()), Told::by_letter);
                  });
}

Response set_one_aside(Writing& request) {
    return change(request, "agreements.set_aside", show_agreement,
                  [&](WriteTx& tx, const Agreement& agreement) {
                      return set_aside(tx, agreement.id, number_in(request.form()));
                  });
}

Response review_one(Writing& request) {
    return change(request, "agreements.reviewed", show_agreement,
                  [&](WriteTx& tx, const Agreement& agreement) -> Result<Done> {
                      const auto next = Day::parse(request.form("review_on"));
                      if (!next) return Refusal{"agreements.no_day", "review_on"};
                      return review(tx, agreement.id, *next);
                  });
}

Response end_one(Writing& request) {
    return change(request, "agreements.ended", show_agreement,
                  [](WriteTx& tx, const Agreement& agreement) { return end(tx, agreement.id); });
}

}  // namespace

void mount_agreements(desk::Routes& on) {
    const Right right = Right::make_agreements;
    const std::string one = "/agreements/{agreement}";
    on.get("/agreements", right, show_agreements);
    on.post("/agreements", right, propose_one);
    on.get("/agreements/new", right, show_new);
    on.get(one, right, show_agreement);
    on.get(one + "/change", right, show_change);
    on.post(one + "/versions", right, propose_version);
    on.post(one + "/signature", right, sign_one);
    on.post(one + "/postponement", right, set_one_aside);
    on.post(one + "/review", right, review_one);
    on.post(one + "/ending", right, end_one);
    mount_agreements_api(on);
}

}  // namespace rapport::agreements
