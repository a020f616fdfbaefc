// The two kinds of rows that stand outside every district and yet belong to one who leaves: the
// district itself, and how its people sign in (without what opens the door).
#pragma once

#include <functional>

#include "kernel/db/copy.hpp"

namespace rapport::backup {

using RowReader = std::function<void(const db::Row&)>;

const db::Table& district_table();
const db::Table& account_table();
void each_district_row(ReadTx&, const RowReader&);
void each_account_row(ReadTx&, const RowReader&);

}  // namespace rapport::backup
