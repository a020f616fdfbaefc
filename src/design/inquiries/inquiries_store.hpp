// Rows of inquiries and of what was answered. For the rules of the slice alone; others use
// inquiries.hpp.
#pragma once

#include "design/inquiries/inquiries.hpp"

namespace rapport::inquiries::store {

std::vector<Inquiry> of_actor(ReadTx&);
std::optional<Inquiry> own(ReadTx&, InquiryId);  // Where the actor asks.
std::optional<Inquiry> any(ReadTx&, InquiryId);  // Whoever asks.
std::vector<Inquiry> published(ReadTx&);
void insert(WriteTx&, const Inquiry&);
void put(WriteTx&, const Inquiry&);  // One version on.
void put_questions(WriteTx&, const Inquiry&);

void link(WriteTx&, InquiryId);
std::optional<DistrictId> district_of(ReadTx&, InquiryId);

void insert(WriteTx&, InquiryId, const Response&);
void put(WriteTx&, InquiryId, const Response&);  // Its quotes are gone where its words changed.
bool is_known(ReadTx&, InquiryId, std::string_view digest);
std::int64_t count_from(ReadTx&, InquiryId, std::string_view address, Instant since);
std::vector<Response> responses(ReadTx&, const Inquiry&);
std::int64_t erase(WriteTx&, InquiryId, ResponseId);  // How many there were.
// Of what was closed before that day. How many people there were.
std::int64_t erase_names(WriteTx&, Day before);
void insert_key(WriteTx&, ResponseId, std::string_view digest);
std::optional<ResponseId> response_of_key(ReadTx&, InquiryId, std::string_view digest);

}  // namespace rapport::inquiries::store
