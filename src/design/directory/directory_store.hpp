// Where the directory is kept.
#pragma once

#include "design/directory/directory.hpp"

namespace rapport::directory::store {

void keep_source(WriteTx&, const Origin&);  // At its beginning: nothing counted yet.
void count_source(WriteTx&, const Origin&, const Report&);
std::optional<School> school(ReadTx&, std::string_view scheme, std::string_view identifier);
void add(WriteTx&, const School&, std::string_view source_name);
void change(WriteTx&, const School&, std::string_view source_name);
std::int64_t count(ReadTx&);

}  // namespace rapport::directory::store
