// Search: one box that finds the schools of the directory and all of "designing the programme" that
// everybody of the district may read. It forgives accents, capitals, hyphens and the end of the
// last word, and knows that an e-coach is what others call an ITRT.
//
// The index is a copy. It holds what everybody who is signed in may read and nothing else: no
// draft, no note, no name of a person but those who agreed to be found. Each source lists what
// there is of it; follow() makes the index so within seconds of a change. What is too much to list
// (schools) and what must go at once (colleagues) is put by its own slice, in the transaction of
// the change.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/locale/speech.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::search {

// Their places are part of the numbers in the index: new ones go to the end, 15 at most.
enum class Kind : std::uint8_t {
    post,
    vacancy,
    role_page,
    inquiry,
    model,
    duty,
    standard,
    framework,
    school,
    question,
    colleague,
    fact,
};
inline constexpr int kind_count = 12;
std::string_view code(Kind);
std::optional<Kind> parse_kind(std::string_view code);

struct Document {
    std::string thing;  // What it is to its source; once a kind.
    std::string href, title, words;
    std::string also = {};  // Words that find it too and are not shown.
};

// What a slice has to be found. Lists all of it, as somebody without any right in the district.
struct Source {
    Kind kind = Kind::post;
    std::vector<Document> (*documents)(ReadTx&);
};
// What the program itself brings, in one language: models, duties, standards.
struct Shipped {
    Kind kind = Kind::model;
    std::vector<Document> (*documents)(const locale::Speech&);
};
std::span<const Source> sources();
std::span<const Shipped> shipped();

// Gives the district its space of numbers where it has none yet. Before the first put.
void open_space(Db&, const DistrictId&);
// Adds them, or changes what differs.
void put(WriteTx&, Kind, const std::vector<Document>&);
// Makes the index of a kind hold exactly these. Returns how many rows it changed.
std::int64_t replace(WriteTx&, Kind, const std::vector<Document>&);
// Makes the index of every district follow what was done there since. For the rounds of the server.
void follow(Db&);
void follow(Db&, const DistrictId&);

inline constexpr std::int64_t page_size = 20, pages_max = 50;

struct Asked {
    std::string typed;
    std::optional<Kind> kind;
    std::int64_t page = 0;  // From 0.
};
struct Piece {  // Of a text: what was found in it is marked.
    std::string text;
    bool is_hit = false;
};
struct Hit {
    Kind kind = Kind::post;
    std::string href, title;
    std::vector<Piece> title_pieces, excerpt;
};
struct Found {
    std::vector<Hit> hits;
    bool has_more = false;
    bool is_some = false;  // Nothing holds all the words; these hold some.
};
// Best first: title over text, what was typed over what others call it.
Found find(ReadTx&, const Asked&, const locale::Speech&);

// What was perhaps meant, where a word stands in no title and another is a slip away: the words
// with that one instead. "" for nothing, and where they would find nothing either. Reads all
// titles: only for where nothing was found.
std::string meant(ReadTx&, const Asked&, const locale::Speech&);

// /search and /api/v1/search.
void mount_search(desk::Routes&);

}  // namespace rapport::search
