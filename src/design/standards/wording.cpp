#include "design/standards/wording.hpp"

#include <algorithm>

#include "design/standards/wording_store.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::standards {

namespace {

constexpr std::size_t words_max = 3000;     // Characters of one code.
constexpr std::size_t pasted_max = 64'000;  // Of all.
constexpr std::size_t licence_max = 300;
constexpr std::string_view blanks = " \t";

// "4.5.a", "4.5a" and "45A" are one code.
std::string plain(std::string_view code) {
    std::string out = text::lower_ascii(code);
    std::erase(out, '.');
    return out;
}

// The code a line begins with, as far as the framework has it.
const Standard* begun_by(const Framework& framework, std::string_view line) {
    std::string_view word = line.substr(0, line.find_first_of(blanks));
    while (!word.empty() && std::string_view(".:)").find(word.back()) != word.npos) {
        word.remove_suffix(1);
    }
    if (const Standard* exact = framework.find(word)) return exact;
    const auto is_it = [&](const Standard& one) { return plain(one.code) == plain(word); };
    const auto at = std::ranges::find_if(framework.standards, is_it);
    return at == framework.standards.end() ? nullptr : &*at;
}

std::size_t place_of(const Framework& framework, std::string_view code) {
    const auto at = std::ranges::find(framework.standards, code, &Standard::code);
    return static_cast<std::size_t>(at - framework.standards.begin());
}

std::string object_of(const Framework& of) {
    return "standards/" + std::string(of.id) + "/" + std::string(of.edition);
}

}  // namespace

std::string_view Wording::of(std::string_view code) const {
    const auto at = std::ranges::find(codes, code, &Worded::code);
    return at == codes.end() ? std::string_view() : std::string_view(at->words);
}

std::string Wording::pasted() const {
    std::string out;
    for (const Worded& one : codes) out += one.code + " " + one.words + "\n";
    return out;
}

Result<std::vector<Worded>> divided(const Framework& framework, std::string_view pasted) {
    if (text::length(pasted) > pasted_max) {
        return Refusal{"standards.much", "words", {{"count", std::int64_t{pasted_max}}}};
    }
    std::vector<Worded> out;
    std::int64_t number = 0;
    for (const std::string_view typed : text::split(pasted, '\n')) {
        ++number;
        std::string_view line = text::trimmed(typed);
        if (line.empty()) continue;
        if (const Standard* begins = begun_by(framework, line)) {
            if (std::ranges::find(out, begins->code, &Worded::code) != out.end()) {
                return Refusal{"standards.code_twice",
                               "words",
                               {{"code", std::string(begins->code)}, {"line", number}}};
            }
            out.push_back({std::string(begins->code), ""});
            line.remove_prefix(std::min(line.find_first_of(blanks), line.size()));
            line = text::trimmed(line);
        } else if (out.empty()) {
            return Refusal{"standards.no_code", "words", {{"line", number}}};
        }
        if (line.empty()) continue;
        std::string& words = out.back().words;
        words += (words.empty() ? "" : "\n") + std::string(line);
        if (text::length(words) > words_max) {
            return Refusal{"standards.code_long",
                           "words",
                           {{"code", out.back().code}, {"count", std::int64_t{words_max}}}};
        }
    }
    std::erase_if(out, [](const Worded& one) { return one.words.empty(); });
    std::ranges::sort(out, {}, [&](const Worded& one) { return place_of(framework, one.code); });
    return out;
}

bool may_put_wording(const Viewer& viewer) {
    return viewer.is(Role::director) || viewer.is(Role::district_admin);
}

std::optional<Wording> wording(ReadTx& tx, const Framework& of) {
    auto found = store::licence(tx, of);
    if (!found) return std::nullopt;
    found->codes = store::codes(tx, of);
    std::ranges::sort(found->codes, {}, [&](const Worded& one) { return place_of(of, one.code); });
    return found;
}

Result<Done> put_wording(WriteTx& tx, const Framework& of, const TypedWording& typed) {
    const auto before = store::licence(tx, of);
    if (typed.version != (before ? before->version : 0)) return Refusal{"standards.changed"};
    auto codes = divided(of, typed.words);
    if (!codes) return codes.refusal();
    if (codes->empty()) {
        if (!before) return Refusal{"standards.no_words", "words"};
        store::remove(tx, of);
        audit::record(tx, "standards.wording_removed", object_of(of));
        return Done{};
    }
    Wording fresh{.licence = std::string(text::trimmed(typed.licence)),
                  .language = typed.language == "fr" ? "fr" : "en",
                  .version = typed.version + 1,
                  .codes = std::move(*codes)};
    if (fresh.licence.empty()) return Refusal{"standards.no_licence", "licence"};
    if (text::length(fresh.licence) > licence_max) {
        return Refusal{"standards.licence_long", "licence", {{"count", std::int64_t{licence_max}}}};
    }
    store::put(tx, of, fresh);
    audit::record(tx, "standards.wording_put", object_of(of));
    return Done{};
}

}  // namespace rapport::standards
