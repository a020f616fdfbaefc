// The list a network's representative makes, and what everybody reads of it.
#include "design/exchange/curating_pages.hpp"

#include <algorithm>

#include "design/exchange/curating.hpp"
#include "design/exchange/publishing.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/desk/context.hpp"

namespace rapport::exchange {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr std::size_t choices_most = 100;
constexpr std::string_view words_of = "words_";  // Before the id of an entry.

Network network_in(ReadTx& tx) {
    const auto of = network(tx);
    if (!of) throw desk::NotFound();
    return *of;
}

// What districts of the network publish is read outside any one of them; which network, the
// reader's own district says, never an address.
std::vector<Pick> choices(Reading& request) {
    const std::string& base = request.context().services.base_url;
    const auto of = request.read([](ReadTx& tx) { return network(tx); });
    if (!of) return {};
    auto all = request.db().read(Scope::whole(),
                                 [&](ReadTx& tx) { return published_here(tx, *of, base); });
    for (Pick& pick : request.read(of_sources)) all.push_back(std::move(pick));
    return all;
}

std::string value_of(const Pick& pick) { return pick.item + " " + pick.address; }

EntryRow entry_row(const CuratedEntry& one, const Reading& request) {
    const Speech& speech = request.speech();
    EntryRow row{.id = one.id.text(),
                 .title = one.pick.title,
                 .credit = one.pick.credit,
                 .kind = kind_said(one.pick.kind, speech),
                 .words = one.pick.words,
                 .signal = one.is_public ? "" : speech.say("exchange.not_out_yet")};
    if (request.refusal() == nullptr) return row;
    const std::string field = std::string(words_of) + row.id;
    if (request.typed().has(field)) row.words = request.typed().first(field);
    row.is_removed = request.typed().has("removed", row.id);
    return row;
}

Response show_list(Reading& request) {
    const Speech& speech = request.speech();
    const std::string before = request.context().services.base_url + "/published/";
    ListView view;
    view.before_address = before;
    request.read([&](ReadTx& tx) {
        const auto of = network(tx);
        view.has_network = of.has_value();
        if (!of) return;
        const auto list = curated_list(tx, *of);
        view.network = of->name;
        view.is_first = !list;
        view.name = list ? list->name : of->name;
        view.address = text::link_name(of->name, 60);
        if (!list) return;
        view.introduction = list->introduction;
        view.version = list->version;
        view.is_public = list->is_public;
        view.fingerprint = fingerprint_of(list->public_key);
        if (list->is_public) {
            view.link = before + list->address + "/curated.json";
            view.page = "/published/" + list->address + "/curated";
            view.says =
                speech.say("exchange.last_out", {{"when", speech.when(*list->published_at)}});
        }
        for (const CuratedEntry& one : curated_entries(tx, *of)) {
            view.entries.push_back(entry_row(one, request));
        }
    });
    return request.page(Key{"exchange.list"}, view);
}

TypedList list_in(const http::Fields& form) {
    TypedList typed{.name = std::string(form.first("name")),
                    .introduction = std::string(form.first("introduction")),
                    .address = std::string(form.first("address")),
                    .words = {},
                    .removed = {},
                    .version = text::number<std::int64_t>(form.first("version")).value_or(0)};
    for (const auto& [name, value] : form.entries()) {
        if (name.starts_with(words_of)) typed.words[name.substr(words_of.size())] = value;
    }
    for (const std::string_view one : form.all("removed")) typed.removed.emplace_back(one);
    return typed;
}

Response publish_one(Writing& request) {
    const auto now_there = choices(request);
    const TypedList typed = list_in(request.form());
    // Addresses of districts are behind their fences; the rule sees those of lists alone.
    const bool is_districts = request.db().read(Scope::whole(), [&](ReadTx& tx) {
        return district_at(tx, text::trimmed(typed.address)).has_value();
    });
    if (is_districts) {
        return request.again(show_list, {.key = "exchange.taken", .field = "address"});
    }
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Network of = network_in(tx);
            const auto done = publish_list(tx, of, typed, now_there,
                                           request.context().services.base_url, request.speech());
            if (!done) return done.refusal();
            const bool is_public = curated_list(tx, of)->is_public;
            return Answer::go("/network/list", is_public ? Key{"exchange.list_published"}
                                                         : Key{"exchange.list_begun"});
        },
        show_list);
}

Response take_back_list(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = take_back(tx, network_in(tx), request.context().services.base_url);
            if (!done) return done.refusal();
            return Answer::go("/network/list", "exchange.list_taken_back");
        },
        show_list);
}

bool holds(const Pick& pick, const std::string& folded) {
    const std::string all = text::folded(pick.title + " " + pick.credit);
    return std::ranges::all_of(text::split(folded, ' '),
                               [&](std::string_view word) { return all.find(word) != all.npos; });
}

Response show_choice(Reading& request) {
    ChoiceView view{.typed = std::string(request.query("q")), .rows = {}};
    view.is_search = !view.typed.empty();
    const std::string folded = text::folded(text::trimmed(view.typed));
    const auto entries = request.read([](ReadTx& tx) {
        const auto of = network(tx);
        return of ? curated_entries(tx, *of) : std::vector<CuratedEntry>();
    });
    for (const Pick& pick : choices(request)) {
        if (!holds(pick, folded)) continue;
        view.has_more = view.rows.size() == choices_most;
        if (view.has_more) break;
        const bool is_chosen = std::ranges::any_of(entries, [&](const CuratedEntry& one) {
            return one.pick.address == pick.address && one.pick.item == pick.item;
        });
        view.rows.push_back({value_of(pick), pick.title, pick.credit,
                             kind_said(pick.kind, request.speech()), is_chosen});
    }
    return request.page(Key{"exchange.choose"}, view);
}

Response choose_some(Writing& request) {
    const auto all = choices(request);
    std::vector<Pick> picked;
    for (const std::string_view one : request.form().all("item")) {
        const auto at =
            std::ranges::find_if(all, [&](const Pick& pick) { return value_of(pick) == one; });
        if (at != all.end()) picked.push_back(*at);
    }
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = choose(tx, network_in(tx), picked);
            if (!done) return done.refusal();
            return Answer::go("/network/list", "exchange.chosen");
        },
        show_choice);
}

std::optional<PublicList> list_at(Reading& request) {
    return request.db().read(
        Scope::whole(), [&](ReadTx& tx) { return public_list(tx, request.path_text("address")); });
}

Response give_document(Reading& request) {
    const auto found = list_at(request);
    if (found && !found->document.empty()) {
        return request.tagged("application/json", found->document);
    }
    Response response;
    response.status = 404;
    response.content_type = "application/json";
    response.body = R"({"error":"not found"})";
    return response;
}

Response show_public(Reading& request) {
    const auto found = list_at(request);
    if (!found || !found->is_public) throw desk::NotFound();
    const Speech& speech = request.speech();
    const Curated all = read_curated(found->document, found->public_key).curated;
    PublicListView view{
        .name = all.name,
        .chosen_by = speech.say("exchange.chosen_by", {{"network", all.author}}),
        .introduction = all.introduction,
        .language = all.language,
        .says = speech.say("exchange.last_out",
                           {{"when", speech.day(speech.zone().day(all.published_at))}}),
        .link = all.address,
        .picks = {}};
    for (const Pick& pick : all.picks) view.picks.push_back(row_of(pick, speech));
    return request.page(all.name, view);
}

}  // namespace

PickRow row_of(const Pick& pick, const Speech& speech) {
    return {.title = pick.title,
            .credit = pick.credit,
            .kind = kind_said(pick.kind, speech),
            .words = pick.words,
            .address = pick.address,
            .says = "",
            .href = "",
            .action = ""};
}

void mount_curating(desk::Routes& on) {
    const Right right = Right::see_network;
    on.get("/network/list", right, show_list);
    on.post("/network/list", right, publish_one);
    on.del("/network/list", right, take_back_list);
    on.get("/network/list/choice", right, show_choice);
    on.post("/network/list/choice", right, choose_some);
    on.get("/published/{address}/curated.json", Right::anyone, give_document);
    on.get("/published/{address}/curated", Right::anyone, show_public);
}

}  // namespace rapport::exchange
