#include "design/exchange/pieces.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "design/exchange/pieces_store.hpp"
#include "design/models/models.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::exchange {

namespace {

std::string object_of(PieceId id) { return "exchange_piece/" + id.text(); }

// A whole number in these bounds; 0 where nothing was typed.
Result<std::int64_t> counted(const std::string& typed, std::int64_t max, std::string_view field) {
    const auto words = text::trimmed(typed);
    if (words.empty()) return std::int64_t{0};
    const auto number = text::number<std::int64_t>(words);
    if (number && *number >= 0 && *number <= max) return *number;
    return Refusal{"exchange.no_number", std::string(field), {{"most", max}}};
}

// "2.5" or "2,5" posts, as percent of a full one.
Result<std::int64_t> posts_counted(const std::string& typed) {
    std::string words(text::trimmed(typed));
    if (words.empty()) return std::int64_t{0};
    std::ranges::replace(words, ',', '.');
    const auto number = text::number<double>(words);
    const std::int64_t most = figures_max.fte_percent / 100;
    const bool is_good =
        number && std::isfinite(*number) && *number >= 0 && *number <= static_cast<double>(most);
    if (is_good) return static_cast<std::int64_t>(std::llround(*number * 100));
    return Refusal{"exchange.no_posts", "posts", {{"most", most}}};
}

Result<Figures> figures_in(const TypedPiece& typed) {
    const auto teachers = counted(typed.teachers, figures_max.teachers, "teachers");
    if (!teachers) return teachers.refusal();
    const auto buildings = counted(typed.buildings, figures_max.buildings, "buildings");
    if (!buildings) return buildings.refusal();
    const auto posts = posts_counted(typed.posts);
    if (!posts) return posts.refusal();
    const auto cost = counted(typed.cost, figures_max.cost, "cost");
    if (!cost) return cost.refusal();
    return Figures{*teachers, *buildings, *posts, *cost};
}

// Takes what was typed into the piece, whose kind it keeps.
Result<Done> take_typed(Piece& one, const TypedPiece& typed) {
    one.title = text::tidied(typed.title);
    if (one.title.empty()) return Refusal{"exchange.no_title", "title"};
    if (text::length(one.title) > piece_title_max || one.title.find('\n') != one.title.npos) {
        return Refusal{"exchange.title_long", "title"};
    }
    if (one.kind == Kind::model) {
        if (models::find(typed.model) == nullptr) return Refusal{"exchange.no_model", "model"};
        one.model = typed.model;
        const auto figures = figures_in(typed);
        if (!figures) return figures.refusal();
        one.figures = *figures;
    }
    one.sections.clear();
    for (const std::string& code : section_codes(one.kind)) {
        const auto at = std::ranges::find(typed.sections, code, &posts::Section::code);
        std::string words = at == typed.sections.end() ? "" : text::tidied(at->words);
        if (text::length(words) > piece_words_max) {
            return Refusal{"exchange.words_long",
                           code,
                           {{"count", static_cast<std::int64_t>(piece_words_max)}}};
        }
        if (!words.empty()) one.sections.push_back({code, std::move(words), 0});
    }
    const std::string first = section_codes(one.kind).front();
    if (one.words(first).empty()) return Refusal{"exchange.say_something", first};
    return Done{};
}

}  // namespace

std::string Piece::words(std::string_view section) const {
    const auto at = std::ranges::find(sections, section, &posts::Section::code);
    return at == sections.end() ? "" : at->words;
}

Result<PieceId> write_piece(WriteTx& tx, const TypedPiece& typed, std::string_view language) {
    Piece one;
    one.kind = typed.kind;
    one.language = language;
    const auto taken = take_typed(one, typed);
    if (!taken) return taken.refusal();
    if (pieces(tx).size() >= pieces_max) return Refusal{"exchange.many_pieces"};
    one.id = tx.new_id<PieceId>();
    store::insert_piece(tx, one);
    audit::record(tx, "exchange.piece_written", object_of(one.id));
    return one.id;
}

Result<Done> rewrite_piece(WriteTx& tx, const Piece& before, const TypedPiece& typed) {
    if (typed.version != before.version) return Refusal{"exchange.changed_meanwhile"};
    Piece one = before;
    const auto taken = take_typed(one, typed);
    if (!taken) return taken.refusal();
    ++one.version;
    store::put_piece(tx, one);
    audit::record(tx, "exchange.piece_changed", object_of(one.id));
    return Done{};
}

void remove_piece(WriteTx& tx, const Piece& one) {
    store::remove_piece(tx, one.id);
    audit::record(tx, "exchange.piece_removed", object_of(one.id));
}

Result<PieceId> adopt_piece(WriteTx& tx, const Copy& copy) {
    const Item item = copy.read();
    if (item.licence == "ask-first") return Refusal{"exchange.ask_first"};
    if (pieces(tx).size() >= pieces_max) return Refusal{"exchange.many_pieces"};
    Piece one;
    one.id = tx.new_id<PieceId>();
    one.kind = item.kind;
    one.title = item.title;
    one.language = item.language;
    // Their words are a beginning, their figures are theirs.
    one.model = models::find(item.model) != nullptr ? item.model : "";
    one.sections = item.sections;
    one.origin_address = copy.peer_address;
    one.origin_key = copy.public_key;
    one.origin_document = copy.document;
    store::insert_piece(tx, one);
    audit::record(tx, "exchange.adopted", object_of(one.id));
    return one.id;
}

Item item_of(const Piece& one) {
    Item item;
    item.kind = one.kind;
    item.title = one.title;
    item.language = one.language;
    item.sections = one.sections;
    item.model = one.model;
    item.figures = one.figures;
    return item;
}

std::optional<std::string> piece_origin(ReadTx& tx, std::string_view thing, std::string& key,
                                        std::string& address) {
    const auto id = PieceId::parse(thing);
    auto one = id ? piece(tx, *id) : std::nullopt;
    if (!one || one->origin_document.empty()) return std::nullopt;
    key = one->origin_key;
    address = one->origin_address;
    return std::move(one->origin_document);
}

}  // namespace rapport::exchange
