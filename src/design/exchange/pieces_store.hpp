// Where pieces are kept. Private to the slice.
#pragma once

#include "design/exchange/pieces.hpp"

namespace rapport::exchange::store {

void insert_piece(WriteTx&, const Piece&);
void put_piece(WriteTx&, const Piece&);
void remove_piece(WriteTx&, PieceId);

}  // namespace rapport::exchange::store
