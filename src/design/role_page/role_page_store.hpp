// Rows of role pages. Private to the slice.
#pragma once

#include "design/role_page/role_page.hpp"

namespace rapport::role_page::store {

std::optional<RolePage> page(ReadTx&);
std::optional<DistrictId> district_at(ReadTx&, std::string_view address);  // In any district.
void put(WriteTx&, const RolePage&);                                       // All but the address.
// False where another district has it, whose rows nobody sees from here.
bool put_address(WriteTx&, std::string_view address);
void set_public(WriteTx&, bool is_public);

}  // namespace rapport::role_page::store
