#include "design/role_page/role_page.hpp"

#include <algorithm>

#include "design/role_page/role_page_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::role_page {

namespace {

constexpr std::size_t words_max = 2000;  // Characters of a section: a page is read standing.
constexpr std::size_t address_min = 3, address_max = 60;

// First drafts, a sentence a line.
constexpr std::array<Key, 5> drafted_does{"role_page.draft_does_1", "role_page.draft_does_2",
                                          "role_page.draft_does_3", "role_page.draft_does_4",
                                          "role_page.draft_does_5"};
constexpr std::array<Key, 4> drafted_does_not{
    "role_page.draft_does_not_1", "role_page.draft_does_not_2", "role_page.draft_does_not_3",
    "role_page.draft_does_not_4"};
constexpr std::array<Key, 4> drafted_fixes{"role_page.draft_fixes_1", "role_page.draft_fixes_2",
                                           "role_page.draft_fixes_3", "role_page.draft_fixes_4"};

template <std::size_t count>
std::string lines(const locale::Speech& speech, const std::array<Key, count>& keys) {
    std::string all;
    for (const Key key : keys) all += (all.empty() ? "" : "\n") + speech.say(key);
    return all;
}

// Line ends as everywhere else, nothing at the ends of lines; in a list no empty ones.
std::string tidied(std::string_view typed, Section section) {
    std::string all;
    for (const std::string_view line : text::split(text::trimmed(typed), '\n')) {
        const std::string_view words = text::trimmed(line);
        if (words.empty() && is_list(section)) continue;
        if (!all.empty()) all += '\n';
        all += words;
    }
    return all;
}

bool may_stand_in_a_link(std::string_view address) {
    return address.size() >= address_min && address.size() <= address_max &&
           text::link_name(address, address_max) == address;
}

}  // namespace

std::string_view code(Section section) {
    static constexpr std::array<std::string_view, section_count> codes{
        "does", "does_not", "who_fixes", "asking", "evaluation"};
    return codes[static_cast<std::size_t>(section)];
}

bool is_list(Section section) { return section <= Section::who_fixes; }

RolePage load(ReadTx& tx, const locale::Speech& speech) {
    if (auto saved = store::page(tx)) return *saved;
    const std::string name = districts::name(tx);
    return {.words = {lines(speech, drafted_does), lines(speech, drafted_does_not),
                      lines(speech, drafted_fixes), speech.say("role_page.draft_asking"),
                      speech.say("role_page.draft_evaluation")},
            .language = std::string(tag(speech.language())),
            .address = text::link_name(name, address_max),
            .district = name};
}

std::optional<Published> published(Db& db, std::string_view address, locale::Language language) {
    const auto district =
        db.read(Scope::whole(), [&](ReadTx& tx) { return store::district_at(tx, address); });
    if (!district) return std::nullopt;
    return db.read({.district = *district, .actor = {}},
                   [&](ReadTx& tx) -> std::optional<Published> {
                       auto page = store::page(tx);
                       if (!page || !page->is_public) return std::nullopt;
                       return Published{std::move(*page), settings::load(tx).words(language)};
                   });
}

Standing standing_of(const Viewer& viewer) {
    if (viewer.is(Role::director) || viewer.is(Role::district_admin)) return Standing::publishes;
    return viewer.is(Role::coach) ? Standing::writes : Standing::reads;
}

Result<Done> save(WriteTx& tx, const Typed& typed, locale::Language language) {
    RolePage page = store::page(tx).value_or(RolePage{});
    for (int i = 0; i < section_count; ++i) {
        const auto section = static_cast<Section>(i);
        std::string words = tidied(typed.words[static_cast<std::size_t>(i)], section);
        if (words.empty()) return Refusal{"role_page.empty", std::string(code(section))};
        if (text::length(words) > words_max) {
            return Refusal{"role_page.long",
                           std::string(code(section)),
                           {{"count", static_cast<std::int64_t>(words_max)}}};
        }
        page.words[static_cast<std::size_t>(i)] = std::move(words);
    }
    const std::string address(text::trimmed(typed.address));
    if (!may_stand_in_a_link(address)) return Refusal{"role_page.no_address", "address"};
    if (typed.version != page.version) return Refusal{"role_page.changed"};
    ++page.version;
    page.language = tag(language);
    if (!store::put_address(tx, address)) return Refusal{"role_page.taken", "address"};
    store::put(tx, page);
    audit::record(tx, "role_page.saved", "district");
    return Done{};
}

Result<Done> publish(WriteTx& tx) {
    if (!store::page(tx)) return Refusal{"role_page.save_first"};
    store::set_public(tx, true);
    audit::record(tx, "role_page.published", "district");
    return Done{};
}

Result<Done> withdraw(WriteTx& tx) {
    if (!store::page(tx)) return Refusal{"role_page.save_first"};
    store::set_public(tx, false);
    audit::record(tx, "role_page.withdrawn", "district");
    return Done{};
}

}  // namespace rapport::role_page
