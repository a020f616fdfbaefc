// What districts show each other: signed documents, and how one that came from elsewhere is read.
// The schema stands in docs/reference/exchange.md. Nothing in a document is trusted before its
// signature was looked at, nothing in it is ever followed, and each thing has a largest size.
#pragma once

#include <array>
#include <boost/json/fwd.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/posts/posts.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/sealing/sealing.hpp"

namespace rapport::exchange {

inline constexpr std::string_view item_schema = "rapport.exchange.item/1";
inline constexpr std::string_view index_schema = "rapport.exchange.index/1";
inline constexpr std::size_t index_bytes_max = 512 * 1024;
inline constexpr std::size_t item_bytes_max = 256 * 1024;
inline constexpr std::size_t items_max = 500;    // Of one district.
inline constexpr std::size_t depth_max = 10;     // Of a document.
inline constexpr std::size_t ancestors_max = 8;  // Whom a thing was adopted from, and they.

enum class Kind : std::uint8_t { job_description, profile, inquiry, model, advice };
inline constexpr Kind all_kinds[] = {Kind::job_description, Kind::profile, Kind::inquiry,
                                     Kind::model, Kind::advice};
std::string_view code(Kind);
std::optional<Kind> parse_kind(std::string_view code);

inline constexpr std::array<std::string_view, 4> licences{"cc-by-4.0", "cc-by-sa-4.0", "cc0-1.0",
                                                          "ask-first"};
bool is_licence(std::string_view code);
// "CC BY-SA 4.0"; "" of "ask-first", which is said in words.
std::string_view licence_name(std::string_view code);

// Of what a thing was adopted from. Shown, never followed: two may well name each other.
struct Ancestor {
    std::string address, item, digest, title, credit, licence;
    std::int64_t number = 0;
};

struct Row {
    std::string kind, name;  // "category" with its name, "unsorted", "silent".
    std::int64_t total = 0;
};
struct Question {
    std::string words, why;
    std::vector<Row> rows;
    std::vector<std::string> quotes;
};

// Of a district with a model: 0 where it is not said.
struct Figures {
    std::int64_t teachers = 0, buildings = 0;
    std::int64_t fte_percent = 0;  // All coaches together: 250 are two and a half.
    std::int64_t cost = 0;         // Of a full post a year.
};
inline constexpr Figures figures_max{100'000, 10'000, 100'000, 10'000'000};

struct Item {
    std::string id;
    Kind kind = Kind::job_description;
    std::string title, language, licence;
    std::string author, address, contact;  // The district, its index, who takes questions.
    std::int64_t number = 1;               // Its version.
    Instant published_at;
    std::vector<Ancestor> lineage;  // The nearest first.
    std::vector<posts::Section> sections;
    std::vector<posts::Duty> duties;  // Of a job description.
    std::vector<Question> questions;  // Of an inquiry …
    std::int64_t people = 0;          // … and how many answered.
    std::string model;                // Of a model: its code, also one not known here …
    Figures figures;                  // … and the district's own.
};

struct Entry {
    std::string id;
    Kind kind = Kind::job_description;
    std::string title, digest;
    std::int64_t number = 1;
    bool is_withdrawn = false;
};
struct Index {
    std::string author, address;
    std::int64_t sequence = 0;  // Greater each time.
    Instant published_at;
    std::vector<Entry> entries;
};

std::string written(const Item&, const sealing::Secret& key);
std::string written(const Index&, const sealing::Secret& key);
// What a signature is about: a purpose, and the one way to write the value down. None of a value
// with numbers that are not whole.
std::optional<std::string> signed_bytes(const boost::json::value&);
std::string digest_of(std::string_view document);
std::string fingerprint_of(std::string_view public_key);  // "3f2a 91bc 77d0 e4a1"

// Codes sections of a kind may have, in their order.
std::vector<std::string> section_codes(Kind);
std::string section_name(Kind, std::string_view code, const locale::Speech&);

enum class Flaw : std::uint8_t {
    none,
    not_text,   // Not UTF-8.
    not_json,   // Not JSON, or something behind it.
    deep,       // Nested beyond reason.
    schema,     // Another schema, or a later version of it.
    key,        // Signed by somebody else.
    signature,  // Changed after it was signed.
    shape,      // Something is missing, of the wrong kind, too long or too many.
};
std::string_view code(Flaw);

struct ReadItem {
    Flaw flaw = Flaw::none;
    Item item;
};
struct ReadIndex {
    Flaw flaw = Flaw::none;
    std::string key;  // By which it says it was signed; also with Flaw::key.
    Index index;
};
ReadItem read_item(std::string_view document, std::string_view public_key);
// The key is "" where none is known yet: the first one seen is believed.
ReadIndex read_index(std::string_view document, std::string_view public_key);

}  // namespace rapport::exchange
