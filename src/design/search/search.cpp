#include "design/search/search.hpp"

#include <algorithm>
#include <map>

#include "design/search/search_store.hpp"
#include "design/search/titles.hpp"
#include "design/search/words.hpp"
#include "kernel/crypto/crypto.hpp"
#include "kernel/locale/words.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::search {

namespace {

constexpr std::string_view codes[] = {"post",   "vacancy",  "role_page", "inquiry",
                                      "model",  "duty",     "standard",  "framework",
                                      "school", "question", "colleague", "fact"};
static_assert(std::size(codes) == kind_count);

constexpr int news_max = 2'000;  // Entries of the audit in one look.
// Acts after which what everybody may read could be another.
constexpr std::string_view touching[] = {"post.", "vacancy.", "inquiry.", "framework.",
                                         "role_page."};

bool touches(const store::News& news) {
    return std::ranges::any_of(news.actions, [](const std::string& action) {
        return std::ranges::any_of(
            touching, [&](std::string_view begin) { return action.starts_with(begin); });
    });
}

locale::Speech plain(locale::Language language, Instant now) {
    return {language, locale::default_words(language), Zone::utc(), now};
}

// Each thing once, shown in English and found in every language; find() shows it in the reader's.
std::vector<Document> in_all_languages(const Shipped& source, Instant now) {
    std::vector<Document> all = source.documents(plain(locale::Language::english, now));
    for (const locale::Language language : locale::shipped_languages) {
        if (language == locale::Language::english) continue;
        const auto others = source.documents(plain(language, now));
        must(others.size() == all.size(), "a language has other things than English");
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].also += " " + others[i].title + " " + others[i].words;
        }
    }
    return all;
}

std::string digest_of_shipped() {
    std::string all;
    for (const Title& title : titles()) all += std::string(title.folded) + "\n";
    for (const Shipped& source : shipped()) {
        for (const Document& one : in_all_languages(source, Instant())) {
            all += one.thing + "\n" + one.href + "\n" + one.title + "\n" + one.words + one.also;
        }
    }
    return crypto::blake2b_hex(all);
}

// Of what the program brings: another one fills the index anew. The same while it runs.
const std::string& edition() {
    static const std::string made = digest_of_shipped();
    return made;
}

store::Folded folded_of(const Document& one) {
    store::Folded made{index_words(one.title), index_words(one.words), index_words(one.also)};
    const std::string named = title_words(one.title + " \n " + one.words);
    if (!named.empty()) made.also += (made.also.empty() ? "" : " ") + named;
    return made;
}

bool is_same(const store::Kept& kept, const Document& one, const store::Folded& folded) {
    return kept.document.href == one.href && kept.document.title == one.title &&
           kept.document.words == one.words && kept.folded.title == folded.title &&
           kept.folded.words == folded.words && kept.folded.also == folded.also;
}

store::Space must_have_space(ReadTx& tx) {
    const auto space = store::space(tx);
    must(space.has_value(), "a district is searched before it has a space");
    return *space;
}

void fill(WriteTx& tx, std::string_view edition) {
    for (const Source& source : sources()) replace(tx, source.kind, source.documents(tx));
    for (const Shipped& source : shipped()) {
        replace(tx, source.kind, in_all_languages(source, tx.now()));
    }
    const std::int64_t followed = must_have_space(tx).followed;
    store::News news = store::news(tx, followed, news_max);
    while (std::ssize(news.actions) == news_max) news = store::news(tx, news.last, news_max);
    store::keep_followed(tx, news.last, edition);
}

void follow_to(Db& db, const DistrictId& district, std::string_view edition) {
    open_space(db, district);
    const Scope scope{.district = district, .actor = {}};
    enum class Due { nothing, mark, fill };
    std::int64_t last = 0;
    const Due due = db.read(scope, [&](ReadTx& tx) {
        const auto space = must_have_space(tx);
        if (space.edition != edition) return Due::fill;
        const auto news = store::news(tx, space.followed, news_max);
        last = news.last;
        if (touches(news)) return Due::fill;
        return std::ssize(news.actions) == news_max ? Due::mark : Due::nothing;
    });
    if (due == Due::fill) db.write(scope, [&](WriteTx& tx) { fill(tx, edition); });
    if (due == Due::mark) {
        db.write(scope, [&](WriteTx& tx) { store::keep_followed(tx, last, edition); });
    }
}

// What the program brings is shown in the reader's language.
void reword(std::vector<store::Row>& rows, const locale::Speech& speech) {
    for (const Shipped& source : shipped()) {
        const auto is_of = [&](const store::Row& row) { return row.kind == source.kind; };
        if (std::ranges::none_of(rows, is_of)) continue;
        std::map<std::string, Document> by_thing;
        for (Document& one : source.documents(speech)) by_thing[one.thing] = std::move(one);
        for (store::Row& row : rows) {
            const auto at = is_of(row) ? by_thing.find(row.thing) : by_thing.end();
            if (at == by_thing.end()) continue;
            row.title = at->second.title;
            row.words = at->second.words;
        }
    }
}

}  // namespace

std::string_view code(Kind kind) { return codes[static_cast<std::size_t>(kind)]; }

std::optional<Kind> parse_kind(std::string_view text) {
    const auto* const at = std::ranges::find(codes, text);
    if (at == std::end(codes)) return std::nullopt;
    return static_cast<Kind>(at - std::begin(codes));
}

void open_space(Db& db, const DistrictId& district) {
    const bool is_open = db.read({.district = district, .actor = {}},
                                 [](ReadTx& tx) { return store::space(tx).has_value(); });
    if (is_open) return;
    db.write(Scope::whole(), [&](WriteTx& tx) { store::make_space(tx, district); });
}

void put(WriteTx& tx, Kind kind, const std::vector<Document>& documents) {
    std::optional<std::int64_t> last;
    for (const Document& one : documents) {
        const store::Folded folded = folded_of(one);
        const auto kept = store::kept(tx, kind, one.thing);
        if (kept && is_same(*kept, one, folded)) continue;
        if (kept) {
            store::change(tx, {kept->number, one, folded}, kept->folded);
            continue;
        }
        if (!last) last = store::last_number(tx, store::range_of(must_have_space(tx), kind));
        store::add(tx, kind, {++*last, one, folded});
    }
}

std::int64_t replace(WriteTx& tx, Kind kind, const std::vector<Document>& documents) {
    std::map<std::string, store::Kept> gone;
    for (store::Kept& one : store::all_kept(tx, kind)) {
        gone.emplace(one.document.thing, std::move(one));
    }
    std::int64_t changed = 0;
    std::optional<std::int64_t> last;
    for (const Document& one : documents) {
        const store::Folded folded = folded_of(one);
        const auto at = gone.find(one.thing);
        if (at != gone.end()) {
            const store::Kept kept = std::move(at->second);
            gone.erase(at);
            if (is_same(kept, one, folded)) continue;
            store::change(tx, {kept.number, one, folded}, kept.folded);
        } else {
            if (!last) last = store::last_number(tx, store::range_of(must_have_space(tx), kind));
            store::add(tx, kind, {++*last, one, folded});
        }
        ++changed;
    }
    for (const auto& [thing, kept] : gone) store::remove(tx, kept);
    return changed + std::ssize(gone);
}

void follow(Db& db, const DistrictId& district) { follow_to(db, district, edition()); }

void follow(Db& db) {
    const auto all = db.read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx); });
    for (const DistrictId& district : all) follow_to(db, district, edition());
}

Found find(ReadTx& tx, const Asked& asked, const locale::Speech& speech) {
    Found found;
    const auto space = store::space(tx);
    Query query = read_query(asked.typed);
    if (!space || query.text.choices.empty() || asked.page < 0 || asked.page >= pages_max) {
        return found;
    }
    const auto range = store::range_of(*space, asked.kind);
    const db::TextPage page{page_size + 1, asked.page * page_size};
    auto numbers = db::find_text(tx, query.text, range, page);
    if (numbers.empty() && query.text.choices.size() > 1) {
        query.text.wanted = db::TextWanted::any;
        numbers = db::find_text(tx, query.text, range, page);
        found.is_some = !numbers.empty();
    }
    if (numbers.empty()) return found;
    found.has_more = std::ssize(numbers) > page_size && asked.page + 1 < pages_max;
    if (std::ssize(numbers) > page_size) numbers.resize(page_size);
    auto rows = store::shown(tx, numbers);
    reword(rows, speech);
    for (const store::Row& row : rows) {
        found.hits.push_back({row.kind, row.href, row.title, marked(row.title, query, Cut::none),
                              marked(row.words, query, Cut::around_hits)});
    }
    return found;
}

}  // namespace rapport::search
