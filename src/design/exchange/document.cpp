#include <algorithm>

#include "design/exchange/document_taking.hpp"
#include "kernel/crypto/crypto.hpp"

namespace rapport::exchange {

namespace json = boost::json;

namespace {

// Before the bytes that are signed, so that nothing signed for another purpose passes for this.
constexpr std::string_view purpose = "rapport.exchange/1\n";

json::object json_of(const Ancestor& one) {
    return {{"address", one.address}, {"id", one.item},     {"version", one.number},
            {"digest", one.digest},   {"title", one.title}, {"credit", one.credit},
            {"licence", one.licence}};
}

json::object json_of(const posts::Duty& duty) {
    json::array standards;
    for (const auto& ref : duty.standards) standards.emplace_back(ref.text());
    return {{"id", duty.origin.text()},
            {"place", posts::code(duty.place)},
            {"heading", duty.heading},
            {"words", duty.words},
            {"share", duty.share},
            {"is_essential", duty.is_essential},
            {"standards", std::move(standards)}};
}

json::object json_of(const Question& question) {
    json::array rows, quotes;
    for (const Row& row : question.rows) {
        rows.push_back(json::object{{"kind", row.kind}, {"name", row.name}, {"people", row.total}});
    }
    for (const std::string& quote : question.quotes) quotes.emplace_back(quote);
    return {{"words", question.words},
            {"why", question.why},
            {"answers", std::move(rows)},
            {"quotes", std::move(quotes)}};
}

json::object body_of(const Item& item) {
    json::object sections, body;
    for (const auto& section : item.sections) sections[section.code] = section.words;
    body["sections"] = std::move(sections);
    if (item.kind == Kind::job_description) {
        json::array duties;
        for (const auto& duty : item.duties) duties.emplace_back(json_of(duty));
        body["duties"] = std::move(duties);
    }
    if (item.kind == Kind::inquiry) {
        json::array questions;
        for (const auto& one : item.questions) questions.emplace_back(json_of(one));
        body["questions"] = std::move(questions);
        body["people"] = item.people;
    }
    if (item.kind == Kind::model) {
        body["model"] = item.model;
        body["figures"] = json::object{{"teachers", item.figures.teachers},
                                       {"buildings", item.figures.buildings},
                                       {"fte_percent", item.figures.fte_percent},
                                       {"cost", item.figures.cost}};
    }
    return body;
}

// The one way to write a value down: names in the order of their bytes, no white space, whole
// numbers alone. None where there are others.
bool put(const json::value& value, std::string& out) {
    if (const auto* object = value.if_object()) {
        std::vector<json::string_view> names;
        for (const auto& member : *object) names.push_back(member.key());
        std::ranges::sort(names);
        out += '{';
        for (const auto& name : names) {
            if (out.back() != '{') out += ',';
            out += json::serialize(name) + ':';
            if (!put(object->at(name), out)) return false;
        }
        out += '}';
        return true;
    }
    if (const auto* array = value.if_array()) {
        out += '[';
        for (const auto& one : *array) {
            if (out.back() != '[') out += ',';
            if (!put(one, out)) return false;
        }
        out += ']';
        return true;
    }
    if (value.is_double()) return false;
    out += json::serialize(value);
    return true;
}

}  // namespace

std::string signed_document(json::object document, const sealing::Secret& key) {
    document["key"] = sealing::signing_key_of(key);
    const auto bytes = signed_bytes(document);
    must(bytes.has_value(), "a document of ours has a broken number");
    document["signature"] = sealing::signed_by(key, *bytes);
    return signed_bytes(document)->substr(purpose.size());
}

std::optional<std::string> signed_bytes(const json::value& value) {
    std::string out(purpose);
    if (!put(value, out)) return std::nullopt;
    return out;
}

std::string_view code(Kind kind) {
    static constexpr std::string_view codes[] = {"job_description", "profile", "inquiry", "model",
                                                 "advice"};
    return codes[static_cast<std::size_t>(kind)];
}

std::optional<Kind> parse_kind(std::string_view text) {
    for (const Kind kind : all_kinds) {
        if (code(kind) == text) return kind;
    }
    return std::nullopt;
}

bool is_licence(std::string_view text) {
    return std::ranges::find(licences, text) != licences.end();
}

std::string_view licence_name(std::string_view text) {
    static constexpr std::array<std::string_view, 4> names{"CC BY 4.0", "CC BY-SA 4.0", "CC0 1.0",
                                                           ""};
    const auto at = std::ranges::find(licences, text);
    if (at == licences.end()) return "";
    return names[static_cast<std::size_t>(at - licences.begin())];
}

std::string written(const Item& item, const sealing::Secret& key) {
    json::array lineage;
    for (const Ancestor& one : item.lineage) lineage.emplace_back(json_of(one));
    return signed_document({{"schema", item_schema},
                            {"id", item.id},
                            {"kind", code(item.kind)},
                            {"title", item.title},
                            {"language", item.language},
                            {"licence", item.licence},
                            {"author", json::object{{"name", item.author},
                                                    {"address", item.address},
                                                    {"contact", item.contact}}},
                            {"version", item.number},
                            {"published_at", item.published_at.rfc3339()},
                            {"lineage", std::move(lineage)},
                            {"body", body_of(item)}},
                           key);
}

std::string written(const Index& index, const sealing::Secret& key) {
    json::array items;
    for (const Entry& one : index.entries) {
        json::object entry{{"id", one.id},
                           {"kind", code(one.kind)},
                           {"version", one.number},
                           {"withdrawn", one.is_withdrawn}};
        if (!one.is_withdrawn) {
            entry["title"] = one.title;
            entry["digest"] = one.digest;
            entry["address"] = "items/" + one.id + ".json";
        }
        items.emplace_back(std::move(entry));
    }
    return signed_document(
        {{"schema", index_schema},
         {"author", json::object{{"name", index.author}, {"address", index.address}}},
         {"sequence", index.sequence},
         {"published_at", index.published_at.rfc3339()},
         {"items", std::move(items)}},
        key);
}

std::string digest_of(std::string_view document) { return crypto::sha256_hex(document); }

std::string fingerprint_of(std::string_view public_key) {
    const std::string digest = crypto::sha256_hex(public_key);
    std::string out;
    for (std::size_t at = 0; at < 16; at += 4) {
        out += (at > 0 ? " " : "") + digest.substr(at, 4);
    }
    return out;
}

std::vector<std::string> section_codes(Kind kind) {
    if (kind == Kind::profile) return {"does", "does_not", "who_fixes", "asking", "evaluation"};
    if (kind == Kind::inquiry) return {"about", "conclusion"};
    if (kind == Kind::model) return {"how", "consequences"};
    if (kind == Kind::advice) return {"words", "situation", "did", "again"};
    std::vector<std::string> codes;
    for (const auto& one : posts::section_kinds()) codes.emplace_back(one.code);
    return codes;
}

std::string section_name(Kind kind, std::string_view section, const locale::Speech& speech) {
    std::string_view stem = "posts.section_";
    if (kind == Kind::profile) stem = "role_page.";
    const bool is_ours = kind != Kind::profile && kind != Kind::job_description;
    if (is_ours) stem = "exchange.section_";
    return speech.say(Key::of(std::string(stem) + std::string(section)));
}

std::string_view code(Flaw flaw) {
    static constexpr std::string_view codes[] = {"none",   "not_text", "not_json",  "deep",
                                                 "schema", "key",      "signature", "shape"};
    return codes[static_cast<std::size_t>(flaw)];
}

}  // namespace rapport::exchange
