#include "design/exchange/pieces_store.hpp"

namespace rapport::exchange::store {

namespace sql {
constexpr Sql pieces{"exchange.pieces", R"(
    SELECT id, kind, title, language, model, teachers, buildings, fte_percent, cost, first_words,
           situation, did, again, origin_address, origin_key, '', version, changed_at
      FROM exchange_piece
     WHERE district_id = $1
     ORDER BY kind, title, id)"};
constexpr Sql piece{"exchange.piece", R"(
    SELECT id, kind, title, language, model, teachers, buildings, fte_percent, cost, first_words,
           situation, did, again, origin_address, origin_key, origin_document, version, changed_at
      FROM exchange_piece
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert_piece{"exchange.insert_piece", R"(
    INSERT INTO exchange_piece (district_id, id, kind, title, language, model, teachers, buildings,
                                fte_percent, cost, first_words, situation, did, again,
                                origin_address, origin_key, origin_document, version, made_by,
                                made_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1, $18,
            $19, $19))"};
constexpr Sql put_piece{"exchange.put_piece", R"(
    UPDATE exchange_piece
       SET title = $3, model = $4, teachers = $5, buildings = $6, fte_percent = $7, cost = $8,
           first_words = $9, situation = $10, did = $11, again = $12, version = $13,
           changed_at = $14
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql remove_piece{"exchange.remove_piece", R"(
    DELETE FROM exchange_piece
     WHERE district_id = $1 AND id = $2)"};
}  // namespace sql

namespace {

// The columns of the words, in the order of the sections of either kind.
constexpr int first_column = 9;

Piece piece_of(const db::Row& row) {
    const auto kind = parse_kind(row.view(1));
    must(kind.has_value(), "a stored piece has no kind");
    Piece one{.id = row.id<PieceId>(0),
              .kind = *kind,
              .title = row.text(2),
              .language = row.text(3),
              .model = row.text(4),
              .figures = {row.integer(5), row.integer(6), row.integer(7), row.integer(8)},
              .sections = {},
              .origin_address = row.text(13),
              .origin_key = row.text(14),
              .origin_document = row.text(15),
              .version = row.integer(16),
              .changed_at = row.instant(17)};
    int column = first_column;
    for (const std::string& code : section_codes(*kind)) {
        std::string words = row.text(column++);
        if (!words.empty()) one.sections.push_back({code, std::move(words), 0});
    }
    return one;
}

// What stands in the nth of these columns.
std::string nth(const Piece& one, std::size_t n) {
    const auto codes = section_codes(one.kind);
    return n < codes.size() ? one.words(codes[n]) : "";
}

}  // namespace

void insert_piece(WriteTx& tx, const Piece& one) {
    tx.run(sql::insert_piece, tx.district(), one.id, code(one.kind), one.title, one.language,
           one.model, one.figures.teachers, one.figures.buildings, one.figures.fte_percent,
           one.figures.cost, nth(one, 0), nth(one, 1), nth(one, 2), nth(one, 3), one.origin_address,
           one.origin_key, one.origin_document, tx.actor(), tx.now());
}

void put_piece(WriteTx& tx, const Piece& one) {
    tx.run(sql::put_piece, tx.district(), one.id, one.title, one.model, one.figures.teachers,
           one.figures.buildings, one.figures.fte_percent, one.figures.cost, nth(one, 0),
           nth(one, 1), nth(one, 2), nth(one, 3), one.version, tx.now());
}

void remove_piece(WriteTx& tx, PieceId id) { tx.run(sql::remove_piece, tx.district(), id); }

}  // namespace rapport::exchange::store

namespace rapport::exchange {

std::vector<Piece> pieces(ReadTx& tx) {
    return tx.all<Piece>(store::sql::pieces, store::piece_of, tx.district());
}

std::optional<Piece> piece(ReadTx& tx, PieceId id) {
    return tx.maybe<Piece>(store::sql::piece, store::piece_of, tx.district(), id);
}

}  // namespace rapport::exchange
