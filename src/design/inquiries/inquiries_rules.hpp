// What the rules of the slice share. Inside inquiries only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "design/inquiries/inquiries.hpp"

namespace rapport::inquiries {

// The refusal of words beyond `max` characters, at that field; none when they are short enough.
std::optional<Refusal> too_long(std::string_view words, std::string field, std::size_t max);

// Into the audit: "inquiry.<what>", without a word of anybody.
void happened(WriteTx&, std::string_view what, InquiryId);

}  // namespace rapport::inquiries
