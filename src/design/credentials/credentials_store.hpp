// Rows of credentials, plans and releases. For the rules of the slice alone.
#pragma once

#include "design/credentials/credentials.hpp"
#include "design/credentials/network.hpp"

namespace rapport::credentials::store {

std::vector<Credential> of(ReadTx&, PersonId);
std::vector<Credential> all(ReadTx&);
std::optional<Credential> find(ReadTx&, CredentialId);
void insert(WriteTx&, const Credential&);
void put(WriteTx&, const Credential&);  // Nobody has confirmed it any more.
void erase(WriteTx&, CredentialId);
void put_confirmation(WriteTx&, CredentialId);

std::vector<Plan> plans_of_actor(ReadTx&);
bool insert(WriteTx&, const Plan&);  // False where there is one of that type.
bool erase_own(WriteTx&, PlanId);

struct Network {
    std::string id, name;
};
std::optional<Network> network(ReadTx&);  // Of the district.
// Those of the whole installation; with Scope::whole().
std::vector<Network> networks(ReadTx&);
std::vector<DistrictId> districts(ReadTx&, const Network&);
Count count(ReadTx&, DistrictId, Day as_of);
bool is_released(ReadTx&, const Network&, Day as_of);
void insert(WriteTx&, const Network&, Day as_of, const Released&);

std::optional<Day> last_release(ReadTx&, const Network&);
struct ReleasedRow {
    std::string type, place, district_name;
    Shown holders, willing;
};
std::vector<ReleasedRow> released(ReadTx&, const Network&, Day as_of);

}  // namespace rapport::credentials::store
