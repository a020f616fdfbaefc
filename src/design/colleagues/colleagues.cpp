#include "design/colleagues/colleagues.hpp"

#include <algorithm>

#include "design/colleagues/colleagues_store.hpp"
#include "design/search/search.hpp"
#include "kernel/mail/mail.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"
#include "platform/letters/letters.hpp"
#include "platform/people/people.hpp"

namespace rapport::colleagues {

namespace {

constexpr std::string_view codes[] = {"district", "network", "everybody"};

std::string object_of(ColleagueId id) { return "colleague/" + id.text(); }

Refusal too_long(std::string field, std::size_t most) {
    return {"colleagues.long", std::move(field), {{"count", std::int64_t(most)}}};
}

// An address is how they are reached, and is found by nobody who only searches.
search::Document document_of(const Colleague& one) {
    search::Document made{.thing = one.id.text(),
                          .href = "/colleagues/" + one.id.text(),
                          .title = one.name,
                          .words = one.shown.does};
    if (!one.shown.works_at.empty()) made.words += "\n" + one.shown.works_at;
    for (const std::string& kind : one.shown.kinds) made.words += "\n" + kind;
    if (!one.shown.helps.empty()) made.words += "\n" + one.shown.helps;
    return made;
}

// A line each, once; nothing that is empty.
std::vector<std::string> tidied(const std::vector<std::string>& kinds) {
    std::vector<std::string> good;
    for (const std::string& typed : kinds) {
        for (const auto line : text::split(typed, '\n')) {
            std::string kind(text::trimmed(line));
            const bool is_new = std::ranges::find(good, kind) == good.end();
            if (!kind.empty() && is_new) good.push_back(std::move(kind));
        }
    }
    return good;
}

// What the network reads and what search finds is what stands there now.
void show_everywhere(WriteTx& tx) {
    const auto all = store::all(tx);
    store::release(tx, all);
    std::vector<search::Document> documents;
    documents.reserve(all.size());
    for (const Colleague& one : all) documents.push_back(document_of(one));
    search::replace(tx, search::Kind::colleague, documents);
}

Result<Done> check(ReadTx& tx, const Agreement& one) {
    const Shown& shown = one.shown;
    if (shown.does.empty()) return Refusal{"colleagues.no_does", "does"};
    if (text::length(shown.does) > line_max) return too_long("does", line_max);
    if (text::length(shown.works_at) > line_max) return too_long("works_at", line_max);
    if (shown.kinds.empty() && shown.helps.empty()) return Refusal{"colleagues.no_help", "helps"};
    if (shown.kinds.size() > kinds_max) return too_long("helps", line_max);
    for (const std::string& kind : shown.kinds) {
        if (text::length(kind) > line_max) return too_long("helps", line_max);
    }
    if (text::length(shown.helps) > helps_max) return too_long("helps", helps_max);
    if (!shown.address.empty() && !people::is_address(shown.address)) {
        return Refusal{"colleagues.no_address", "address"};
    }
    if (text::length(shown.address) > line_max) return too_long("address", line_max);
    if (!one.level) return Refusal{"colleagues.no_level", "level"};
    if (*one.level == Level::network && !store::has_network(tx)) {
        return Refusal{"colleagues.no_network", "level"};
    }
    if (!one.is_agreed) return Refusal{"colleagues.no_agreement", "agree"};
    return Done{};
}

}  // namespace

std::string_view code(Level level) { return codes[static_cast<std::size_t>(level)]; }

std::optional<Level> parse_level(std::string_view text) {
    const auto* const at = std::ranges::find(codes, text);
    if (at == std::end(codes)) return std::nullopt;
    return static_cast<Level>(at - std::begin(codes));
}

std::vector<Colleague> all(ReadTx& tx) { return store::all(tx); }

std::vector<Released> of_network(ReadTx& tx) { return store::of_network(tx); }

std::optional<Colleague> find(ReadTx& tx, ColleagueId id) { return store::find(tx, id); }

std::optional<Released> find_released(ReadTx& tx, ColleagueId id) {
    return store::find_released(tx, id);
}

std::optional<Colleague> mine(ReadTx& tx) { return store::of_actor(tx); }

bool has_network(ReadTx& tx) { return store::has_network(tx); }

Result<Done> show(WriteTx& tx, const Agreement& typed) {
    Agreement good = typed;
    good.shown.does = text::trimmed(typed.shown.does);
    good.shown.works_at = text::trimmed(typed.shown.works_at);
    good.shown.kinds = tidied(typed.shown.kinds);
    good.shown.helps = text::tidied(typed.shown.helps);
    good.shown.address = text::lower_ascii(text::trimmed(typed.shown.address));
    const auto done = check(tx, good);
    if (!done) return done.refusal();
    const auto before = mine(tx);
    const ColleagueId id = before ? before->id : tx.new_id<ColleagueId>();
    store::put(tx, id, good.shown, *good.level);
    show_everywhere(tx);
    audit::record(tx, "colleague.agreed", object_of(id),
                  R"({"level":")" + std::string(code(*good.level)) + "\"}");
    return Done{};
}

void take_out(WriteTx& tx) {
    const auto one = mine(tx);
    if (!one) return;
    store::erase(tx, one->id);
    show_everywhere(tx);
    audit::record(tx, "colleague.taken_out", object_of(one->id));
}

void remove(WriteTx& tx, const Colleague& one) {
    store::erase(tx, one.id);
    show_everywhere(tx);
    audit::record(tx, "colleague.removed", object_of(one.id));
    letters::leave(tx, {.event = "colleague.removed",
                        .thing = one.id.text(),
                        .path = "/colleagues",
                        .says = "colleagues.mail_removed",
                        .to = {one.person}});
}

std::optional<PageId> page(ReadTx& tx) { return store::page(tx); }

void publish(WriteTx& tx) {
    if (store::insert_page(tx, tx.new_id<PageId>())) {
        audit::record(tx, "colleague.published", "district");
    }
}

void withdraw(WriteTx& tx) {
    if (store::erase_page(tx)) audit::record(tx, "colleague.withdrawn", "district");
}

std::optional<DistrictId> district_at(ReadTx& tx, PageId id) { return store::district_at(tx, id); }

Result<Done> ask(WriteTx& tx, ColleagueId id, Level least, const Question& typed,
                 const locale::Speech& speech, std::string_view link) {
    const Question good{std::string(text::trimmed(typed.name)),
                        text::lower_ascii(text::trimmed(typed.reply_to)),
                        text::tidied(typed.words)};
    if (good.words.empty()) return Refusal{"colleagues.no_words", "words"};
    if (text::length(good.words) > words_max) return too_long("words", words_max);
    if (good.name.empty()) return Refusal{"colleagues.no_name", "name"};
    if (text::length(good.name) > line_max) return too_long("name", line_max);
    if (!people::is_address(good.reply_to)) return Refusal{"colleagues.no_address", "reply_to"};
    const auto one = store::find(tx, id);
    if (!one || one->level < least) return Refusal{"colleagues.gone", "words"};
    const auto own = store::email_of(tx, one->person);
    const std::string to = one->shown.address.empty() ? own.value_or("") : one->shown.address;
    if (to.empty()) return Refusal{"colleagues.gone", "words"};
    std::string text = speech.say("colleagues.mail_asks", {{"name", good.name}}) + "\n\n" +
                       good.words + "\n\n" +
                       speech.say("colleagues.mail_answer", {{"address", good.reply_to}}) + "\n\n" +
                       speech.say("colleagues.mail_why") + "\n" + std::string(link) + "\n";
    mail::send(tx,
               {.to_name = one->name,
                .to_address = to,
                .subject = speech.say("colleagues.mail_subject", {{"name", good.name}}),
                .text = std::move(text),
                .language = std::string(tag(speech.language())),
                .reply_to = good.reply_to},
               "colleague.asked/" + tx.new_id<ColleagueId>().text());
    audit::record(tx, "colleague.asked", object_of(id));
    return Done{};
}

void follow(Db& db) {
    const auto districts = db.read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx); });
    for (const DistrictId district : districts) {
        const Scope scope{.district = district, .actor = {}};
        if (!db.read(scope, [](ReadTx& tx) { return store::is_behind(tx); })) continue;
        search::open_space(db, district);
        db.write(scope, [](WriteTx& tx) {
            const std::int64_t left = store::erase_who_left(tx);
            store::put_names(tx);
            show_everywhere(tx);
            if (left == 0) return;
            audit::record(tx, "colleague.left", "", R"({"people":)" + std::to_string(left) + "}");
        });
    }
}

}  // namespace rapport::colleagues
