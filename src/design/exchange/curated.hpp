// A curated list as a document: what a network found worth reading among what districts publish.
// It points, and holds nothing of what it points to. Schema in docs/reference/exchange.md. Inside
// exchange only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "design/exchange/document.hpp"

namespace rapport::exchange {

inline constexpr std::string_view curated_schema = "rapport.exchange.curated/1";
inline constexpr std::size_t picks_max = 200;       // Of one list.
inline constexpr std::size_t pick_words_max = 300;  // Why it is worth reading; characters.
inline constexpr std::size_t introduction_max = 2000;

struct Pick {
    std::string address, item;  // The index that lists it, and its id there.
    std::string title, credit, digest, words;
    Kind kind = Kind::job_description;
    std::int64_t number = 1;
};
struct Curated {
    std::string author, address;  // The network, and where the list stands.
    std::string name, introduction, language;
    std::int64_t sequence = 0;  // Greater each time.
    Instant published_at;
    bool is_withdrawn = false;  // Taken back: nothing is in it any more.
    std::vector<Pick> picks;
};
std::string written(const Curated&, const sealing::Secret& key);

struct ReadCurated {
    Flaw flaw = Flaw::none;
    std::string key;
    Curated curated;
};
// The key is "" where none is known yet. Things of a kind that is not known here are passed over.
ReadCurated read_curated(std::string_view document, std::string_view public_key);

// Whether it can be an address on the web whose last part is this file ("index.json").
bool is_address_of(std::string_view address, std::string_view file);

}  // namespace rapport::exchange
