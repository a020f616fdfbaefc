// What forms and programs say of a job description, read the same way for both.
#include <algorithm>
#include <array>
#include <span>

#include "design/frameworks/frameworks.hpp"
#include "design/posts/library.hpp"
#include "design/posts/posts_pages.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::posts {

namespace {

constexpr std::array<Deed, 8> all_deeds{{
    {"sending", Act::send},
    {"endorsement", Act::endorse, true},
    {"approval", Act::approve, true},
    {"review", Act::review, true},
    {"revision", Act::revise},
    {"return", Act::give_back, true},
    {"setting-aside", Act::set_aside, true},
    {"retirement", Act::retire, true},
}};

bool is_yes(std::string_view typed) { return typed == "1" || typed == "true"; }

Result<Word> word_in(const http::Fields& fields) {
    Word word{std::nullopt, std::string(fields.first("words"))};
    const auto typed = fields.first("day");
    if (typed.empty()) return word;
    word.day = Day::parse(typed);
    if (!word.day) return Refusal{"posts.no_day", "day"};
    return word;
}

// "iste_coaches/2011/2" apart by blanks, commas or lines.
Result<Done> add_standards(ReadTx& tx, std::string_view typed, std::vector<standards::Ref>& to) {
    std::string plain(typed);
    for (char& c : plain) c = c == ',' || c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    for (const std::string_view one : text::split(plain, ' ')) {
        if (one.empty()) continue;
        const auto ref = frameworks::parse(tx, one);
        if (!ref) {
            return Refusal{"posts.no_standard", "more", {{"code", text::shortened(one, 60)}}};
        }
        to.push_back(*ref);
    }
    return Done{};
}

}  // namespace

std::optional<std::int64_t> number_in(std::string_view typed) {
    return text::number<std::int64_t>(text::trimmed(typed));
}

std::span<const Deed> deeds() { return all_deeds; }

Result<Done> deal(WriteTx& tx, const Hand& hand, Act act, const http::Fields& fields) {
    const auto word = word_in(fields);
    if (!word) return word.refusal();
    switch (act) {
        case Act::send:
            return send(tx, hand);
        case Act::endorse:
            return endorse(tx, hand, *word);
        case Act::approve:
            return approve(tx, hand, *word);
        case Act::give_back:
            return give_back(tx, hand, *word);
        case Act::set_aside:
            return set_aside(tx, hand);
        case Act::review:
            return review(tx, hand, *word);
        case Act::retire:
            return retire(tx, hand, *word);
        case Act::revise:
            return revise(tx, hand).transform([](std::int64_t) { return Done{}; });
        default:
            bug("an act that is no deed", __FILE__, __LINE__);
    }
}

Result<TypedDuty> duty_in(ReadTx& tx, const http::Fields& fields, const locale::Speech& speech) {
    if (const auto code = fields.first("library"); !code.empty()) {
        const auto* entry = library::find(code);
        if (entry == nullptr) return Refusal{"posts.no_entry", "library"};
        return library::duty_of(*entry, kinds::all(tx), speech);
    }
    TypedDuty duty;
    const auto place = parse_place(fields.first("place"));
    if (!place) return Refusal{"posts.no_place", "place"};
    duty.place = *place;
    duty.heading = fields.first("heading");
    duty.words = fields.first("words");
    duty.is_essential = is_yes(fields.first("essential"));
    for (const std::string_view one : fields.all("kinds")) {
        const auto kind = kinds::KindId::parse(one);
        if (!kind) return Refusal{"kinds.gone", "kinds"};
        duty.kinds.push_back(*kind);
    }
    for (const std::string_view one : fields.all("standards")) {
        auto good = add_standards(tx, one, duty.standards);
        if (!good) return good.refusal();
    }
    if (auto good = add_standards(tx, fields.first("more"), duty.standards); !good) {
        return good.refusal();
    }
    return duty;
}

Result<Asking> asking_in(const http::Fields& fields) {
    Asking asking;
    for (const std::string_view one : fields.all("person")) {
        const auto person = PersonId::parse(one);
        if (!person) return Refusal{"posts.no_person", "person"};
        asking.people.push_back(*person);
    }
    asking.is_to_coaches = is_yes(fields.first("coaches"));
    asking.is_to_principals = is_yes(fields.first("principals"));
    if (const auto typed = fields.first("until"); !typed.empty()) {
        asking.until = Day::parse(typed);
        if (!asking.until) return Refusal{"posts.no_day", "until"};
    }
    return asking;
}

Result<std::vector<TypedShare>> shares_in(const Hand& hand, const http::Fields& fields) {
    std::vector<TypedShare> shares;
    const auto duties = fields.all("duty"), typed = fields.all("share"), seen = fields.all("seen");
    for (std::size_t i = 0; i < duties.size(); ++i) {
        const auto id = DutyId::parse(duties[i]);
        const Duty* duty = id ? hand.duty(*id) : nullptr;
        if (duty == nullptr) return Refusal{"posts.duty_is_gone"};
        const auto share = number_in(i < typed.size() ? typed[i] : "");
        if (!share) return Refusal{"posts.no_share", "share-" + id->text()};
        const auto before = i < seen.size() ? number_in(seen[i]) : std::nullopt;
        shares.push_back({*id, *share, before.value_or(duty->share)});
    }
    return shares;
}

std::vector<TypedSection> sections_in(const Hand& hand, const http::Fields& fields) {
    std::vector<TypedSection> sections;
    for (const SectionKind& kind : section_kinds()) {
        if (!fields.has(kind.code)) continue;
        const auto seen = number_in(fields.first("seen_" + std::string(kind.code)));
        sections.push_back({std::string(kind.code), std::string(fields.first(kind.code)),
                            seen.value_or(hand.version_of(kind.code))});
    }
    return sections;
}

}  // namespace rapport::posts
