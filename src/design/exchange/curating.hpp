// What a network's representative recommends: a list of things that districts publish, each with a
// word on why it is worth reading, signed with the network's own key and put at a public address.
// There is one list of a network; whoever represents it edits the same. Inside exchange only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/exchange/curated.hpp"
#include "kernel/locale/speech.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::exchange {

using districts::NetworkId;
using CuratedEntryId = Id<struct CuratedEntryTag>;

struct Network {
    NetworkId id;
    std::string name;
};
// Of the district whose rows are asked for; a list is reached through it alone.
std::optional<Network> network(ReadTx&);

struct CuratedList {
    std::string address;  // "maine", of "/published/maine/curated.json".
    std::string name, introduction, language, public_key;
    std::int64_t sequence = 0, version = 0;  // 0: there is none yet.
    bool is_public = false;
    std::optional<Instant> published_at;
};
std::optional<CuratedList> curated_list(ReadTx&, const Network&);

struct CuratedEntry {
    CuratedEntryId id;
    Pick pick;
    bool is_public = false;  // In the document, not only chosen.
};
std::vector<CuratedEntry> curated_entries(ReadTx&, const Network&);

// What can be chosen: what districts of the network publish here, with Scope::whole(); and what
// the sources of this district list. `base` is the address of this program.
std::vector<Pick> published_here(ReadTx&, const Network&, std::string_view base);
std::vector<Pick> of_sources(ReadTx&);

struct TypedList {
    std::string name, introduction, address;
    std::map<std::string, std::string> words;  // By the id of an entry.
    std::vector<std::string> removed;          // Ids of entries.
    std::int64_t version = 0;                  // That the writer saw.
};
// Saved, signed and public at once; before anything is chosen, saved alone. `now_there` is what can
// be chosen: titles and versions are taken from it. Refuses what is empty or too long at its field,
// and what somebody changed meanwhile.
Result<Done> publish_list(WriteTx&, const Network&, const TypedList&,
                          const std::vector<Pick>& now_there, std::string_view base,
                          const locale::Speech&);
// Adds to the list what is not in it yet; readers see it once it is published.
Result<Done> choose(WriteTx&, const Network&, const std::vector<Pick>&);
// A signed word that it is no more; the address stays.
Result<Done> take_back(WriteTx&, const Network&, std::string_view base);

// What authors on this installation, or in an index a representative follows, have taken back
// leaves the lists.
void drop_what_is_gone(Db&, std::string_view base);

// For everybody: the list at an address. The document is "" while it was never published.
struct PublicList {
    Network network;
    std::string document, public_key;
    bool is_public = false;
};
std::optional<PublicList> public_list(ReadTx&, std::string_view address);
bool is_list_address_taken(ReadTx&, std::string_view address);

}  // namespace rapport::exchange
