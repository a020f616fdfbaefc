// What a district shows others, the way it is ticked, and the questions that come back.
#include "design/exchange/exchange_pages.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/desk/context.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::exchange {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

OfferRow row_of(const Offer& offer, const Speech& speech) {
    const Key says = !offer.is_published
                         ? Key{"exchange.not_out"}
                         : (offer.is_newer ? Key{"exchange.newer_here"} : Key{"exchange.is_out"});
    return {offer.value(), offer.title, kind_said(offer.kind, speech), speech.say(says),
            offer.is_published};
}

Response show_own(Reading& request) {
    only_publishers(request);
    const Speech& speech = request.speech();
    OwnView view;
    view.before_address = request.context().services.base_url + "/published/";
    request.read([&](ReadTx& tx) {
        const auto now = profile(tx);
        view.is_first = !now;
        const std::string district = districts::name(tx);
        view.name = now ? now->name : district;
        view.address = now ? now->address : text::link_name(district, 60);
        if (now) {
            view.link = view.before_address + now->address + "/index.json";
            view.fingerprint = fingerprint_of(now->public_key);
            view.version = now->version;
            view.says = speech.say("exchange.last_out", {{"when", speech.when(now->published_at)}});
        }
        for (const Named& one : contacts(tx)) {
            const bool is_chosen = now ? now->contact == one.id : tx.actor() == one.id;
            view.contacts.push_back({one.id.text(), one.name, is_chosen});
        }
        for (const auto licence : licences) {
            view.licences.push_back({std::string(licence), licence_said(licence, speech),
                                     now && now->licence == licence});
        }
        for (const Offer& offer : offers(tx, speech)) view.offers.push_back(row_of(offer, speech));
    });
    if (request.refusal() != nullptr) {
        for (OfferRow& row : view.offers) row.is_ticked = request.typed().has("item", row.value);
    }
    return request.page(Key{"exchange.own"}, view);
}

Response publish_own(Writing& request) {
    only_publishers(request);
    const TypedPublication typed = publication_in(request.form());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done =
                publish(tx, typed, request.context().services.base_url, request.speech());
            if (!done) return done.refusal();
            return Answer::go("/exchange/own", "exchange.published");
        },
        show_own);
}

Response show_questions(Reading& request) {
    QuestionsView view;
    const auto all = request.read([&](ReadTx& tx) {
        const auto own = profile(tx);
        const bool is_named = own && own->contact == tx.actor();
        if (!is_named && !may_publish(request.viewer())) throw desk::Forbidden();
        return questions(tx);
    });
    for (const auto& one : all) {
        view.rows.push_back(
            {one.title, one.name, one.reply_to, one.words, request.speech().when(one.made_at)});
    }
    return request.page(Key{"exchange.questions"}, view);
}

}  // namespace

bool may_publish(const Viewer& viewer) {
    return viewer.is(Role::director) || viewer.is(Role::district_admin);
}

void only_publishers(const Reading& request) {
    if (!may_publish(request.viewer())) throw desk::Forbidden();
}

TypedPublication publication_in(const http::Fields& form) {
    TypedPublication typed{
        .name = std::string(form.first("name")),
        .address = std::string(form.first("address")),
        .licence = std::string(form.first("licence")),
        .contact = PersonId::parse(form.first("contact")),
        .ticked = {},
        .inquiry = std::string(form.first("inquiry")),
        .version = text::number<std::int64_t>(form.first("version")).value_or(0)};
    for (const std::string_view one : form.all("item")) typed.ticked.emplace_back(one);
    return typed;
}

void mount_own(desk::Routes& on) {
    on.get("/exchange/own", Right::see_programme, show_own);
    on.post("/exchange/own", Right::see_programme, publish_own);
    on.get("/exchange/questions", Right::see_programme, show_questions);
}

}  // namespace rapport::exchange
