// Where frameworks are kept.
#pragma once

#include "design/frameworks/frameworks.hpp"

namespace rapport::frameworks::store {

bool is_author(ReadTx&);  // The actor: a director or an administrator.
LookId insert_look(WriteTx&, std::string_view source_name, std::string_view json);
void supersede_looks(WriteTx&);
std::optional<Look> look(ReadTx&, LookId);
bool take_look(WriteTx&, LookId);  // False where it is not open.
std::vector<Row> rows(ReadTx&);
std::optional<Row> row(ReadTx&, FrameworkId);
std::optional<Row> row_of(ReadTx&, std::string_view identifier);
std::vector<Item> items(ReadTx&, FrameworkId);  // In their order; what is gone last.
std::vector<Link> links(ReadTx&, FrameworkId);
std::vector<Item> cited(ReadTx&, FrameworkId, std::string_view code);  // By code or identifier.
FrameworkId put(WriteTx&, std::optional<FrameworkId>, const Head&);
void put_rows(WriteTx&, FrameworkId, const Package&);  // In the place of all that were there.

}  // namespace rapport::frameworks::store
