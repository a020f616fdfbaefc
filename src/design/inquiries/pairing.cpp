#include "design/inquiries/pairing.hpp"

#include <algorithm>
#include <map>

#include "design/inquiries/coding.hpp"
#include "design/inquiries/inquiries_rules.hpp"
#include "design/inquiries/inquiries_store.hpp"
#include "kernel/crypto/crypto.hpp"
#include "kernel/text/text.hpp"

namespace rapport::inquiries {

namespace {

// By word: what this person answered last, as far as it is counted.
std::map<std::string, ResponseId> answered_by(ReadTx& tx, const Inquiry& inquiry) {
    std::map<std::string, ResponseId> found;
    for (const Response& one : responses(tx, inquiry)) {
        if (one.is_checked && !one.pair.empty()) found.insert_or_assign(one.pair, one.id);
    }
    return found;
}

// Of one question, by folded name.
std::map<std::string, const Category*> by_name(const Coded& coded, std::size_t question) {
    std::map<std::string, const Category*> found;
    for (const Category& one : coded.categories) {
        if (one.question == question) found.emplace(text::folded(one.name), &one);
    }
    return found;
}

using Twice = std::vector<std::pair<ResponseId, ResponseId>>;  // Before, after.

std::vector<PairRow> rows_of(const Coded& before, const Coded& after, std::size_t question,
                             const Twice& twice) {
    const auto names = by_name(before, question);
    std::vector<PairRow> rows;
    for (const auto& [name, category] : by_name(after, question)) {
        const auto at = names.find(name);
        if (at == names.end()) continue;
        PairRow row{.name = category->name};
        for (const auto& [one, other] : twice) {
            const bool was = before.codings.contains({at->second->id, one});
            const bool is = after.codings.contains({category->id, other});
            row.before += was ? 1 : 0;
            row.after += is ? 1 : 0;
            row.both += was && is ? 1 : 0;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

Result<std::string> pair_of(const Inquiry& inquiry, std::string_view own_word) {
    std::string word;
    for (const char c : text::folded(own_word)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 128 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) word += c;
    }
    if (word.empty()) return std::string();
    if (text::length(word) < own_word_least) {
        return Refusal{"inquiries.short_word",
                       "own_word",
                       {{"count", static_cast<std::int64_t>(own_word_least)}}};
    }
    return crypto::sha256_hex(inquiry.chain.text() + "\n" + word);
}

Result<InquiryId> ask_again(WriteTx& tx, const Inquiry& before) {
    if (before.state != State::closed) return Refusal{"inquiries.no_going"};
    if (!before.pairs) return Refusal{"inquiries.no_pairs"};
    Inquiry one;
    one.id = tx.new_id<InquiryId>();
    one.title = before.title;
    one.about = before.about;
    one.language = before.language;
    one.questions = before.questions;
    one.pairs = true;
    one.follows = before.id;
    one.chain = before.chain;
    store::insert(tx, one);
    happened(tx, "begun", one.id);
    return one.id;
}

std::optional<Pairs> pairs_of(ReadTx& tx, const Inquiry& later) {
    const auto earlier = later.follows ? find(tx, *later.follows) : std::nullopt;
    if (!earlier) return std::nullopt;
    const auto first = answered_by(tx, *earlier), second = answered_by(tx, later);
    Twice twice;
    for (const auto& [word, id] : second) {
        const auto at = first.find(word);
        if (at != first.end()) twice.emplace_back(at->second, id);
    }
    Pairs pairs{.people = std::ssize(twice), .questions = {}};
    if (pairs.people < pairs_least) return pairs;
    const Coded before = coded(tx, *earlier), after = coded(tx, later);
    for (std::size_t i = 0; i < later.questions.size(); ++i) {
        pairs.questions.push_back(rows_of(before, after, i, twice));
    }
    return pairs;
}

}  // namespace rapport::inquiries
