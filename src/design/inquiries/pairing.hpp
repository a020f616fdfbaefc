// The same people asked before and after: whoever answers writes a word only they know, and by it
// two answers of one person are put side by side. Nobody learns which two: only counts are shown,
// of five people at least. Inside inquiries only.
//
// The word is kept as a digest with the inquiry it began with. Whoever holds the database and
// guesses words can find those of people who chose an easy one: what this does not defend.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/inquiries/inquiries.hpp"

namespace rapport::inquiries {

inline constexpr std::size_t own_word_least = 4;  // Letters and figures.
inline constexpr std::int64_t pairs_least = 5;

// The digest of a word, whatever its case, accents and blanks; "" for none. Refuses a short one.
Result<std::string> pair_of(const Inquiry&, std::string_view own_word);

// A draft with the same questions, for the same people. Refuses where they had no word of their
// own.
Result<InquiryId> ask_again(WriteTx&, const Inquiry&);

// Of a category that both have, by name: how many of those who answered twice were of it before,
// after, and both times.
struct PairRow {
    std::string name;
    std::int64_t before = 0, after = 0, both = 0;
};
struct Pairs {
    std::int64_t people = 0;                      // Who answered twice.
    std::vector<std::vector<PairRow>> questions;  // None where they are fewer than five.
};
// None where it follows no other.
std::optional<Pairs> pairs_of(ReadTx&, const Inquiry& later);

}  // namespace rapport::inquiries
