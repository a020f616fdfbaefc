// Rows of categories, what is sorted into them, and quotes. Inside inquiries only.
#pragma once

#include "design/inquiries/coding.hpp"

namespace rapport::inquiries::store {

Coded coded(ReadTx&, const Inquiry&);
void insert(WriteTx&, InquiryId, const Category&);
std::int64_t erase(WriteTx&, InquiryId, CategoryId);  // How many there were.
void add(WriteTx&, const Coding&);
void remove(WriteTx&, const Coding&);
void put(WriteTx&, const Quote&);  // "" erases it.

}  // namespace rapport::inquiries::store
