// What a district writes for the exchange: which model of the post it has, how that went and with
// which figures; and short pieces of advice. Coaches, directors and administrators write; what is
// ticked on the page of what is published goes out. Taken over from another district it becomes a
// piece of one's own that says whom it came from. Inside exchange only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/exchange/peers.hpp"

namespace rapport::exchange {

using PieceId = Id<struct ExchangePieceTag>;

inline constexpr std::size_t pieces_max = 200;       // Of one district.
inline constexpr std::size_t piece_title_max = 120;  // Characters.
inline constexpr std::size_t piece_words_max = 2000;

struct Piece {
    PieceId id;
    Kind kind = Kind::advice;
    std::string title, language;
    std::string model;  // Of a model: which.
    Figures figures;
    std::vector<posts::Section> sections;  // By section_codes(kind), those with words.
    std::string origin_address, origin_key, origin_document;  // "" of what was written here.
    std::int64_t version = 0;
    Instant changed_at;
    std::string words(std::string_view section) const;
};
std::vector<Piece> pieces(ReadTx&);  // By kind and title, without their origins' documents.
std::optional<Piece> piece(ReadTx&, PieceId);

struct TypedPiece {
    Kind kind = Kind::advice;
    std::string title, model;
    std::vector<posts::Section> sections;
    std::string teachers, buildings, posts, cost;  // As typed; "2.5" posts.
    std::int64_t version = 0;                      // That the writer saw; 0 of a new one.
};
// Refuses what is missing, too long or no number at its field, and what somebody changed meanwhile.
Result<PieceId> write_piece(WriteTx&, const TypedPiece&, std::string_view language);
Result<Done> rewrite_piece(WriteTx&, const Piece& before, const TypedPiece&);
void remove_piece(WriteTx&, const Piece&);
Result<PieceId> adopt_piece(WriteTx&, const Copy&);

// As it would be published, without what is the publication's own.
Item item_of(const Piece&);
// Of a piece that was taken over: the document it was, with whose key and from where.
std::optional<std::string> piece_origin(ReadTx&, std::string_view piece, std::string& key,
                                        std::string& address);

}  // namespace rapport::exchange
