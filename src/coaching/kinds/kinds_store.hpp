// Where kinds and focus tags are kept. For kinds.cpp alone; others use kinds.hpp.
#pragma once

#include "coaching/kinds/kinds.hpp"

namespace rapport::kinds::store {

struct Placed {
    std::string id;
    std::int64_t position = 0;
};

void insert(WriteTx&, const Kind&, std::int64_t position);
void relabel(WriteTx&, KindId, std::string_view label);
void put_at(WriteTx&, std::string_view kind, std::int64_t position);
void end(WriteTx&, KindId);
void begin_again(WriteTx&, KindId);
std::vector<Placed> places(ReadTx&);  // In order.

std::optional<Focus> find_focus(ReadTx&, FocusId);
void insert_focus(WriteTx&, const Focus&, std::int64_t position);
void relabel_focus(WriteTx&, FocusId, std::string_view label);
void put_focus_at(WriteTx&, std::string_view focus, std::int64_t position);
void end_focus(WriteTx&, FocusId);
void begin_focus_again(WriteTx&, FocusId);
std::vector<Placed> focus_places(ReadTx&);

}  // namespace rapport::kinds::store
