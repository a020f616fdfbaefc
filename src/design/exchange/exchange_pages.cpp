#include "design/exchange/exchange_pages.hpp"

#include <algorithm>
#include <set>

#include "design/exchange/curating_pages.hpp"
#include "design/exchange/pieces_pages.hpp"
#include "kernel/text/text.hpp"

namespace rapport::exchange {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr std::size_t found_most = 100, compared_most = 3, facts_shown = 6;
constexpr std::string_view fact_code = "fact";  // In the filter, beside the kinds.

std::vector<std::string> lines_of(std::string_view words) {
    std::vector<std::string> lines;
    for (const auto line : text::split(words, '\n')) {
        if (!text::trimmed(line).empty()) lines.emplace_back(text::trimmed(line));
    }
    return lines;
}

void put_duties(const Item& item, const Speech& speech, std::vector<PartView>& parts) {
    for (const std::string_view heading : posts::heading_codes) {
        PartView part{"duties-" + std::string(heading),
                      speech.say(Key::of("heading." + std::string(heading))),
                      {},
                      true};
        for (const auto& duty : item.duties) {
            if (duty.heading != heading) continue;
            part.lines.push_back(
                speech.say("exchange.duty", {{"words", duty.words}, {"share", duty.share}}));
        }
        if (!part.lines.empty()) parts.push_back(std::move(part));
    }
}

std::string row_said(const Row& row, const Speech& speech) {
    std::string name = row.name;
    if (row.kind == "unsorted") name = speech.say("inquiries.row_unsorted");
    if (row.kind == "silent") name = speech.say("inquiries.row_silent");
    return speech.say("exchange.answer", {{"name", name}, {"count", row.total}});
}

void put_questions(const Item& item, const Speech& speech, std::vector<PartView>& parts) {
    int number = 0;
    for (const Question& one : item.questions) {
        PartView part{"question-" + std::to_string(++number), one.words, {}, true};
        for (const Row& row : one.rows) part.lines.push_back(row_said(row, speech));
        for (const std::string& quote : one.quotes) {
            part.lines.push_back(speech.say("exchange.quote", {{"words", quote}}));
        }
        parts.push_back(std::move(part));
    }
}

AdoptedRow adopted_row(const Adoption& one, const Speech& speech) {
    const Item item = one.read();
    const Key signal = one.withdrawn_at ? Key{"exchange.signal_withdrawn"}
                       : one.changed_at ? Key{"exchange.signal_changed"}
                                        : Key{"exchange.signal_same"};
    return {"/exchange/adoptions/" + one.id.text(), item.title,
            speech.say("exchange.adopted_of",
                       {{"district", item.author}, {"when", speech.when(one.adopted_at)}}),
            speech.say(signal), one.withdrawn_at || one.changed_at};
}

// A few, all where they are looked for.
void put_facts(ExchangeView& view, const Speech& speech) {
    view.facts.rows = facts(std::nullopt, view.typed, speech);
    view.has_facts = !view.facts.rows.empty();
    view.has_more_facts = !view.is_search && view.facts.rows.size() > facts_shown;
    if (view.has_more_facts) view.facts.rows.resize(facts_shown);
}

Response show_exchange(Reading& request) {
    const Speech& speech = request.speech();
    const auto kind = parse_kind(request.query("kind"));
    ExchangeView view;
    view.typed = request.query("q");
    view.is_fact = request.query("kind") == fact_code;
    view.is_search = !view.typed.empty() || kind.has_value() || view.is_fact;
    view.may_publish = may_publish(request.viewer());
    view.kinds.push_back({"", speech.say("exchange.any_kind"), !kind});
    for (const Kind one : all_kinds) {
        view.kinds.push_back({std::string(code(one)), kind_said(one, speech), kind == one});
    }
    view.kinds.push_back({std::string(fact_code), speech.say("exchange.kind_fact"), view.is_fact});
    if (!kind) put_facts(view, speech);
    request.read([&](ReadTx& tx) {
        const auto all = view.is_fact ? std::vector<Copy>() : search(tx, view.typed, kind);
        for (const Copy& one : all) {
            view.has_more = view.found.size() == found_most;
            if (view.has_more) break;
            view.found.push_back(row_of(one, speech));
        }
        for (const Followed& one : followed(tx, Purpose::list)) {
            FollowedRow row = row_of(one, "/exchange/lists", speech);
            view.lists.push_back({row.href, row.name, row.says, row.signal, row.is_late});
        }
        for (const Adoption& one : adoptions(tx)) {
            view.adopted.push_back(adopted_row(one, speech));
        }
    });
    return request.page(Key{"exchange.title"}, view);
}

Copy copy_at(ReadTx& tx, const Reading& request) {
    auto found = copy(tx, request.path<CopyId>("copy"));
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

bool may_be_adopted(Kind kind) {
    return kind == Kind::job_description || kind == Kind::model || kind == Kind::advice;
}

void only_adopters(const Reading& request) {
    if (!may_write(request.viewer())) throw desk::Forbidden();
}

Response show_item(Reading& request) {
    const Speech& speech = request.speech();
    const Copy one = request.read([&](ReadTx& tx) { return copy_at(tx, request); });
    const Item item = one.read();
    const std::string base = one.peer_address.substr(0, one.peer_address.rfind('/') + 1);
    ItemView view{
        .title = item.title,
        .language = item.language,
        .kind = kind_said(item.kind, speech),
        .author = item.author,
        .contact = item.contact,
        .licence = licence_said(item.licence, speech),
        .version = speech.say("exchange.version",
                              {{"number", item.number}, {"when", speech.when(item.published_at)}}),
        .address = one.peer_address,
        .action = "/exchange/items/" + one.id.text() + "/adoption",
        .ask_href = base + "questions/" + item.id,
        .parts = parts_of(item, speech),
        .lineage = {},
        .may_adopt = may_be_adopted(item.kind),
        .must_ask = item.licence == "ask-first"};
    const Viewer& viewer = request.viewer();
    view.may_adopt = view.may_adopt && may_write(viewer);
    for (const Ancestor& before : item.lineage) {
        view.lineage.push_back(speech.say("exchange.credit_before",
                                          {{"title", before.title}, {"district", before.credit}}));
    }
    return request.page(item.title, view);
}

Response adopt_item(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Copy copy = copy_at(tx, request);
            if (copy.kind == Kind::model || copy.kind == Kind::advice) {
                only_adopters(request);
                const auto made = adopt_piece(tx, copy);
                if (!made) return made.refusal();
                return Answer::go("/exchange/pieces/" + made->text(), "exchange.adopted");
            }
            const auto made = adopt(tx, copy, request.speech());
            if (!made) return made.refusal();
            return Answer::go("/job-descriptions/" + made->text(), "exchange.adopted");
        },
        show_item);
}

// Of one kind, else there is nothing to compare.
Response show_comparison(Reading& request) {
    CompareView view;
    std::set<CopyId> seen;
    std::optional<Kind> kind;
    request.read([&](ReadTx& tx) {
        for (const std::string_view given : request.raw().query.all("with")) {
            const auto id = CopyId::parse(given);
            const auto one = id ? copy(tx, *id) : std::nullopt;
            if (!one) throw desk::NotFound();
            if (!seen.insert(*id).second || view.columns.size() == compared_most) continue;
            if (kind && *kind != one->kind) continue;
            kind = one->kind;
            const Item item = one->read();
            view.columns.push_back({id->text(), item.title, item.author, item.language,
                                    "/exchange/items/" + id->text(),
                                    parts_of(item, request.speech())});
        }
    });
    return request.page(Key{"exchange.comparison"}, view);
}

ChangeView change_view(const posts::Change& change, const std::string& language,
                       const Speech& speech) {
    ChangeView view{change.section.empty()
                        ? speech.say("exchange.one_duty")
                        : section_name(Kind::job_description, change.section, speech),
                    language,
                    {}};
    for (const posts::Piece& piece : change.pieces) {
        view.pieces.push_back(
            {piece.text, piece.mark == posts::Mark::gone, piece.mark == posts::Mark::fresh});
    }
    return view;
}

Response show_adoption(Reading& request) {
    const Speech& speech = request.speech();
    ChangesView view;
    request.read([&](ReadTx& tx) {
        const auto one = adoption(tx, request.path<AdoptionId>("adoption"));
        if (!one) throw desk::NotFound();
        const Item before = one->read();
        view.title = before.title;
        view.post_href = "/job-descriptions/" + one->post.text();
        view.credit = credit_of(before, one->address, speech);
        view.is_withdrawn = one->withdrawn_at.has_value();
        const auto now = one->copy ? copy(tx, *one->copy) : std::nullopt;
        if (now) view.item_href = "/exchange/items/" + now->id.text();
        view.is_changed = now && now->digest != one->digest;
        if (!view.is_changed) return;
        const Item after = now->read();
        view.says =
            speech.say("exchange.changed_from", {{"from", before.number}, {"to", after.number}});
        const posts::Hand was = as_hand(before), is = as_hand(after);
        for (const posts::Change& change : posts::changes(was, is)) {
            view.changes.push_back(change_view(change, after.language, speech));
        }
    });
    return request.page(view.title, view);
}

}  // namespace

std::string kind_said(Kind kind, const Speech& speech) {
    return speech.say(Key::of("exchange.kind_" + std::string(code(kind))));
}

std::string licence_said(std::string_view licence, const Speech& speech) {
    const auto name = licence_name(licence);
    return name.empty() ? speech.say("exchange.ask_first_licence") : std::string(name);
}

FoundRow row_of(const Copy& copy, const Speech& speech) {
    return {copy.id.text(), "/exchange/items/" + copy.id.text(), copy.title, copy.author,
            kind_said(copy.kind, speech)};
}

std::vector<PartView> parts_of(const Item& item, const Speech& speech) {
    std::vector<PartView> parts;
    for (const auto& section : item.sections) {
        if (section.code == "title") continue;
        PartView part{section.code, section_name(item.kind, section.code, speech),
                      lines_of(section.words), false};
        part.is_list = part.lines.size() > 1;
        parts.push_back(std::move(part));
    }
    put_duties(item, speech, parts);
    put_questions(item, speech, parts);
    put_figures(item, speech, parts);
    return parts;
}

void mount_items(desk::Routes& on) {
    const Right right = Right::see_programme;
    on.get("/exchange", right, show_exchange);
    on.get("/exchange/items/{copy}", right, show_item);
    on.post("/exchange/items/{copy}/adoption", right, adopt_item);
    on.get("/exchange/comparison", right, show_comparison);
    on.get("/exchange/adoptions/{adoption}", right, show_adoption);
}

void mount_exchange(desk::Routes& on) {
    mount_items(on);
    mount_own(on);
    mount_peers(on);
    mount_public(on);
    mount_curating(on);
    mount_sources(on);
    mount_following(on);
    mount_pieces(on);
    mount_facts(on);
}

}  // namespace rapport::exchange
