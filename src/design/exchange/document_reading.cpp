// A document that came from elsewhere, read with all distrust.
#include <algorithm>
#include <boost/json.hpp>

#include "design/exchange/document_taking.hpp"
#include "kernel/text/text.hpp"

namespace rapport::exchange {

namespace json = boost::json;

namespace {

// Signs that turn the reading direction round, or are none at all, are left out of what is shown.
std::string shown(std::string_view words) {
    std::string out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto byte = static_cast<unsigned char>(words[at]);
        const std::string_view three = words.substr(at, 3);
        const bool turns = (three >= "\u202a" && three <= "\u202e") ||
                           (three >= "\u2066" && three <= "\u2069") || three == "\ufeff";
        if (turns && three.size() == 3) {
            at += 2;
        } else if ((byte >= 0x20 && byte != 0x7f) || byte == '\n') {
            out += words[at];
        }
    }
    return out;
}

Ancestor ancestor_of(Taker& take, const json::object& from) {
    return {.address = take.words(from, "address", link_max),
            .item = take.words(from, "id", id_length),
            .digest = take.words(from, "digest", digest_max),
            .title = take.words(from, "title", name_max),
            .credit = take.words(from, "credit", name_max),
            .licence = take.words(from, "licence", 20),
            .number = take.number(from, "version", number_max)};
}

std::optional<standards::Ref> ref_of(std::string_view text) {
    const auto parts = text::split(text, '/');
    if (parts.size() != 3) return std::nullopt;
    return standards::Ref{std::string(parts[0]), std::string(parts[1]), std::string(parts[2])};
}

posts::Duty duty_of(Taker& take, const json::object& from) {
    posts::Duty duty;
    const auto id = posts::DutyId::parse(take.words(from, "id", id_length));
    const auto place = posts::parse_place(take.words(from, "place", 20));
    take.expect(id.has_value() && place.has_value());
    duty.id = duty.origin = id.value_or(posts::DutyId());
    duty.place = place.value_or(posts::Place::building);
    duty.heading = take.words(from, "heading", 40);
    if (std::ranges::find(posts::heading_codes, duty.heading) == std::end(posts::heading_codes)) {
        duty.heading = "other";
    }
    duty.words = take.words(from, "words", posts::duty_max);
    take.expect(!duty.words.empty());
    duty.share = take.number(from, "share", posts::whole_week);
    duty.is_essential = take.flag(from, "is_essential");
    for (const json::value& one : take.list(from, "standards", 30)) {
        if (auto ref = ref_of(take.words(one, 100))) duty.standards.push_back(std::move(*ref));
    }
    return duty;
}

Question question_of(Taker& take, const json::object& from) {
    Question question{.words = take.words(from, "words", posts::words_max),
                      .why = take.words(from, "why", posts::words_max),
                      .rows = {},
                      .quotes = {}};
    for (const json::value& one : take.list(from, "answers", 30)) {
        const json::object& row = take.object(one);
        question.rows.push_back({take.words(row, "kind", 20), take.words(row, "name", name_max),
                                 take.number(row, "people", number_max)});
    }
    for (const json::value& one : take.list(from, "quotes", 100)) {
        question.quotes.push_back(take.words(one, posts::words_max));
    }
    return question;
}

void take_body(Taker& take, const json::object& body, Item& item) {
    const json::object& sections = take.object(body, "sections");
    for (const std::string& name : section_codes(item.kind)) {
        if (!sections.contains(name)) continue;
        const auto* form = posts::find_section(name);
        const bool is_line = item.kind == Kind::job_description && form != nullptr &&
                             (form->form == posts::Form::line || form->form == posts::Form::hours);
        std::string words =
            take.words(sections, name, is_line ? posts::line_max : posts::words_max);
        if (!words.empty()) item.sections.push_back({name, std::move(words)});
    }
    if (item.kind == Kind::job_description) {
        for (const json::value& one : take.list(body, "duties", posts::duties_max)) {
            item.duties.push_back(duty_of(take, take.object(one)));
        }
    }
    if (item.kind == Kind::inquiry) {
        item.people = take.number(body, "people", number_max);
        for (const json::value& one : take.list(body, "questions", 20)) {
            item.questions.push_back(question_of(take, take.object(one)));
        }
    }
    if (item.kind == Kind::model) {
        item.model = take.words(body, "model", 40);
        const json::object& figures = take.object(body, "figures");
        item.figures = {take.number(figures, "teachers", figures_max.teachers),
                        take.number(figures, "buildings", figures_max.buildings),
                        take.number(figures, "fte_percent", figures_max.fte_percent),
                        take.number(figures, "cost", figures_max.cost)};
    }
}

Item item_of(Taker& take, const json::object& from) {
    Item item;
    const auto kind = parse_kind(take.words(from, "kind", 40));
    take.expect(kind.has_value());
    item.kind = kind.value_or(Kind::profile);
    item.id = take.words(from, "id", id_length);
    item.title = take.words(from, "title", name_max);
    item.language = take.words(from, "language", 10);
    item.licence = take.words(from, "licence", 20);
    take.expect(is_id_text(item.id) && !item.title.empty() && is_licence(item.licence));
    const json::object& author = take.object(from, "author");
    item.author = take.words(author, "name", name_max);
    item.address = take.words(author, "address", link_max);
    item.contact = take.words(author, "contact", name_max);
    item.number = take.number(from, "version", number_max);
    item.published_at = take.instant(from, "published_at");
    for (const json::value& one : take.list(from, "lineage", ancestors_max)) {
        item.lineage.push_back(ancestor_of(take, take.object(one)));
    }
    take_body(take, take.object(from, "body"), item);
    return item;
}

Index index_of(Taker& take, const json::object& from) {
    const json::object& author = take.object(from, "author");
    Index index{.author = take.words(author, "name", name_max),
                .address = take.words(author, "address", link_max),
                .sequence = take.number(from, "sequence", number_max),
                .published_at = take.instant(from, "published_at"),
                .entries = {}};
    for (const json::value& one : take.list(from, "items", items_max)) {
        const json::object& given = take.object(one);
        Entry entry;
        entry.id = take.words(given, "id", id_length);
        const auto kind = parse_kind(take.words(given, "kind", 40));
        entry.number = take.number(given, "version", number_max);
        entry.is_withdrawn = take.flag(given, "withdrawn");
        take.expect(is_id_text(entry.id));
        if (!entry.is_withdrawn) {
            entry.title = take.words(given, "title", name_max);
            entry.digest = take.words(given, "digest", digest_max);
            take.expect(take.words(given, "address", link_max) == "items/" + entry.id + ".json");
        }
        if (!kind) continue;  // Of a later program: nothing to be read with this one.
        entry.kind = *kind;
        const bool is_double =
            std::ranges::find(index.entries, entry.id, &Entry::id) != index.entries.end();
        take.expect(!is_double);
        index.entries.push_back(std::move(entry));
    }
    return index;
}

}  // namespace

std::string Taker::checked(std::string_view given, std::size_t max) {
    if (given.size() > max * 4 || text::length(given) > max) return wrong();
    return shown(given);
}

Opened opened(std::string_view bytes, std::string_view schema, std::string_view known) {
    Opened found;
    found.flaw = Flaw::not_text;
    if (!text::is_utf8(bytes)) return found;
    boost::system::error_code error;
    found.document = json::parse(bytes, error, {}, {.max_depth = depth_max});
    found.flaw = error == json::error::too_deep ? Flaw::deep : Flaw::not_json;
    if (error) return found;
    json::object* object = found.document.if_object();
    found.flaw = Flaw::schema;
    if (object == nullptr) return found;
    Taker take;
    if (take.words(*object, "schema", 100) != schema) return found;
    found.key = take.words(*object, "key", 60);
    const std::string signature = take.words(*object, "signature", 120);
    found.flaw = Flaw::shape;
    if (!take.is_good()) return found;
    object->erase("signature");
    const auto bytes_then = signed_bytes(found.document);
    if (!bytes_then) return found;
    found.flaw = Flaw::signature;
    if (!sealing::is_signed(found.key, *bytes_then, signature)) {
        return found;
    }
    found.flaw = known.empty() || found.key == known ? Flaw::none : Flaw::key;
    return found;
}

ReadItem read_item(std::string_view document, std::string_view public_key) {
    const Opened found = opened(document, item_schema, public_key);
    if (found.flaw != Flaw::none) return {found.flaw, {}};
    Taker take;
    Item item = item_of(take, found.document.get_object());
    if (!take.is_good()) return {Flaw::shape, {}};
    return {Flaw::none, std::move(item)};
}

ReadIndex read_index(std::string_view document, std::string_view public_key) {
    Opened found = opened(document, index_schema, public_key);
    if (found.flaw != Flaw::none) return {found.flaw, std::move(found.key), {}};
    Taker take;
    Index index = index_of(take, found.document.get_object());
    if (!take.is_good()) return {Flaw::shape, std::move(found.key), {}};
    return {Flaw::none, std::move(found.key), std::move(index)};
}

}  // namespace rapport::exchange
