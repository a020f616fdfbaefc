// Where what a district publishes is kept. Private to the slice.
#pragma once

#include "design/exchange/publishing.hpp"

namespace rapport::exchange::store {

std::optional<Profile> profile(ReadTx&);
std::optional<std::string> signing_key(ReadTx&);  // Wrapped.
std::optional<std::string> index_document(ReadTx&);
// False where another district has it, whose rows nobody sees from here.
bool take_address(WriteTx&, std::string_view address);
void insert_profile(WriteTx&, const Profile&, std::string_view signing_key);
void put_key(WriteTx&, std::string_view public_key, std::string_view signing_key);
void put_profile(WriteTx&, const Profile&, std::string_view index_document);
std::vector<Published> items(ReadTx&);
std::optional<Published> item(ReadTx&, std::string_view id);
void put_item(WriteTx&, const Published&);
void withdraw_item(WriteTx&, std::string_view id);
std::vector<Named> contacts(ReadTx&);
void insert_question(WriteTx&, std::string_view item, const TypedQuestion&);
std::vector<AskedQuestion> questions(ReadTx&);
// From which address a thing here came, with its document; the newest adoption.
std::optional<std::string> adopted_document(ReadTx&, std::string_view post, std::string& key,
                                            std::string& address);

}  // namespace rapport::exchange::store
