#include "design/exchange/pieces_pages.hpp"

#include "design/exchange/publishing.hpp"
#include "design/models/models.hpp"
#include "kernel/text/ascii.hpp"
#include "platform/desk/context.hpp"

namespace rapport::exchange {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

void only_writers(const Reading& request) {
    if (!may_write(request.viewer())) throw desk::Forbidden();
}

std::string path_of(PieceId id) { return "/exchange/pieces/" + id.text(); }

std::string typed_number(std::int64_t number) { return number == 0 ? "" : std::to_string(number); }

// 250 percent are "2.5" posts.
std::string typed_posts(std::int64_t percent) {
    if (percent == 0) return "";
    std::string words = std::to_string(percent / 100);
    if (const auto part = percent % 100; part > 0) {
        const std::string digits = std::to_string(100 + part).substr(1);
        words += "." + (digits.back() == '0' ? digits.substr(0, 1) : digits);
    }
    return words;
}

Response show_pieces(Reading& request) {
    const Speech& speech = request.speech();
    PiecesView view{.rows = {}, .may_write = may_write(request.viewer())};
    for (const Piece& one : request.read(pieces)) {
        view.rows.push_back(
            {path_of(one.id), one.title, kind_said(one.kind, speech),
             one.origin_address.empty() ? "" : speech.say("exchange.after_another")});
    }
    return request.page(Key{"exchange.pieces"}, view);
}

void put_models(PieceView& view, const std::string& chosen, const Speech& speech) {
    for (const models::Model& model : models::all()) {
        view.models.push_back(
            {std::string(model.code), models::text_of(model, speech).name, model.code == chosen});
    }
}

Response show_form(Reading& request) {
    only_writers(request);
    const Speech& speech = request.speech();
    // A refused form comes back by POST: its kind is in what was typed.
    const auto asked =
        request.refusal() != nullptr ? request.typed().first("kind") : request.query("kind");
    const bool is_model = parse_kind(asked) == Kind::model;
    const Kind kind = is_model ? Kind::model : Kind::advice;
    PieceView view{.kind = std::string(code(kind)),
                   .title = "",
                   .action = "/exchange/pieces",
                   .is_model = is_model,
                   .is_new = true,
                   .may_write = true};
    put_models(view, std::string(request.typed().first("model")), speech);
    return request.page(is_model ? Key{"exchange.write_model"} : Key{"exchange.write_advice"},
                        view);
}

Piece piece_at(ReadTx& tx, const Reading& request) {
    auto found = piece(tx, request.path<PieceId>("piece"));
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

// Whether what was taken over has changed at its author's since, or was taken back.
void put_theirs(ReadTx& tx, const Piece& one, const Item& origin, PieceView& view,
                const Speech& speech) {
    for (const Copy& copy : search(tx, "", one.kind)) {
        if (copy.peer_address != one.origin_address || copy.item != origin.id) continue;
        const bool is_changed = copy.digest != digest_of(one.origin_document);
        view.theirs_href = "/exchange/items/" + copy.id.text();
        view.theirs_says =
            speech.say(is_changed ? Key{"exchange.signal_changed"} : Key{"exchange.not_changed"});
        return;
    }
    for (const Peer& peer : peers(tx)) {
        if (peer.address != one.origin_address || !peer.read_at) continue;
        view.theirs_says = speech.say("exchange.is_withdrawn");
    }
}

Response show_piece(Reading& request) {
    const Speech& speech = request.speech();
    const Piece one = request.read([&](ReadTx& tx) { return piece_at(tx, request); });
    PieceView view{.kind = std::string(code(one.kind)),
                   .id = one.id.text(),
                   .title = one.title,
                   .action = path_of(one.id),
                   .language = one.language,
                   .how = one.words("how"),
                   .consequences = one.words("consequences"),
                   .words = one.words("words"),
                   .situation = one.words("situation"),
                   .did = one.words("did"),
                   .again = one.words("again"),
                   .teachers = typed_number(one.figures.teachers),
                   .buildings = typed_number(one.figures.buildings),
                   .posts = typed_posts(one.figures.fte_percent),
                   .cost = typed_number(one.figures.cost),
                   .parts = parts_of(item_of(one), speech),
                   .version = one.version,
                   .is_model = one.kind == Kind::model,
                   .may_write = may_write(request.viewer())};
    put_models(view, one.model, speech);
    if (!one.origin_document.empty()) {
        const Item origin = read_item(one.origin_document, one.origin_key).item;
        view.credit = credit_of(origin, one.origin_address, speech);
        request.read([&](ReadTx& tx) { put_theirs(tx, one, origin, view, speech); });
    }
    return request.page(one.title, view);
}

TypedPiece piece_in(const http::Fields& form, Kind kind) {
    TypedPiece typed{.kind = kind,
                     .title = std::string(form.first("title")),
                     .model = std::string(form.first("model")),
                     .sections = {},
                     .teachers = std::string(form.first("teachers")),
                     .buildings = std::string(form.first("buildings")),
                     .posts = std::string(form.first("posts")),
                     .cost = std::string(form.first("cost")),
                     .version = text::number<std::int64_t>(form.first("version")).value_or(0)};
    for (const std::string& section : section_codes(kind)) {
        typed.sections.push_back({section, std::string(form.first(section)), 0});
    }
    return typed;
}

Response write_one(Writing& request) {
    only_writers(request);
    const bool is_model = parse_kind(request.form("kind")) == Kind::model;
    const TypedPiece typed = piece_in(request.form(), is_model ? Kind::model : Kind::advice);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = write_piece(tx, typed, tag(request.speech().language()));
            if (!made) return made.refusal();
            return Answer::go(path_of(*made), "exchange.piece_kept");
        },
        show_form);
}

Response rewrite_one(Writing& request) {
    only_writers(request);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Piece before = piece_at(tx, request);
            const auto done = rewrite_piece(tx, before, piece_in(request.form(), before.kind));
            if (!done) return done.refusal();
            return Answer::go(path_of(before.id), "exchange.piece_kept");
        },
        show_piece);
}

Response remove_one_piece(Writing& request) {
    only_writers(request);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            remove_piece(tx, piece_at(tx, request));
            // What was published of it goes with it.
            withdraw_what_is_gone(tx, request.context().services.base_url);
            return Answer::go("/exchange/pieces", "exchange.piece_removed");
        },
        show_pieces);
}

Response show_having(Reading& request) {
    const Speech& speech = request.speech();
    const models::Model* model = models::find(request.path_text("model"));
    if (model == nullptr) throw desk::NotFound();
    const std::string code(model->code);
    HaveView view{models::text_of(*model, speech).name, "/models#model-" + code, {}};
    const auto all =
        request.read([&](ReadTx& tx) { return search(tx, "model:" + code, Kind::model); });
    for (const Copy& one : all) view.rows.push_back(row_of(one, speech));
    return request.page(Key{"exchange.having"}, view);
}

}  // namespace

bool may_write(const Viewer& viewer) { return may_publish(viewer) || viewer.is(Role::coach); }

void put_figures(const Item& item, const Speech& speech, std::vector<PartView>& parts) {
    if (item.kind != Kind::model) return;
    const models::Model* model = models::find(item.model);
    parts.push_back({"model",
                     speech.say("exchange.which_model"),
                     {model == nullptr ? speech.say("exchange.another_model")
                                       : models::text_of(*model, speech).name},
                     false});
    PartView part{"figures", speech.say("exchange.figures"), {}, true};
    const Figures& it = item.figures;
    const auto add = [&](Key key, std::int64_t count) {
        if (count > 0) part.lines.push_back(speech.say(key, {{"count", count}}));
    };
    add("exchange.has_teachers", it.teachers);
    add("exchange.has_buildings", it.buildings);
    if (it.fte_percent > 0) {
        part.lines.push_back(
            speech.say("exchange.has_posts", {{"number", typed_posts(it.fte_percent)}}));
    }
    add("exchange.has_cost", it.cost);
    if (it.teachers > 0 && it.fte_percent > 0) {
        const models::Numbers numbers{
            .teachers = it.teachers, .fte_percent = it.fte_percent, .cost = it.cost};
        const models::Outcome reach = models::outcome(numbers);
        part.lines.push_back(speech.say(
            "exchange.has_reach", {{"count", reach.a_year}, {"percent", reach.reached_percent}}));
    }
    if (!part.lines.empty()) parts.push_back(std::move(part));
}

void mount_pieces(desk::Routes& on) {
    const Right right = Right::see_programme;
    on.get("/exchange/pieces", right, show_pieces);
    on.post("/exchange/pieces", right, write_one);
    on.get("/exchange/pieces/form", right, show_form);
    on.get("/exchange/pieces/{piece}", right, show_piece);
    on.post("/exchange/pieces/{piece}", right, rewrite_one);
    on.del("/exchange/pieces/{piece}", right, remove_one_piece);
    on.get("/exchange/models/{model}", right, show_having);
}

}  // namespace rapport::exchange
