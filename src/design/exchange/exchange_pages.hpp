// What the exchange shows: to those who publish and read peers, to those who search and adopt, and
// to everybody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "design/exchange/adopting.hpp"
#include "design/exchange/exchange.hpp"
#include "design/exchange/facts_pages.hpp"
#include "design/exchange/publishing.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"
#include "platform/strangers/strangers.hpp"

namespace rapport::exchange {

struct Option {
    std::string value, label;
    bool is_chosen = false;
};

struct FoundRow {
    std::string id, href, title, author, kind;
};
struct AdoptedRow {
    std::string href, title, says, signal;
    bool is_late = false;
};
struct ExchangeView {
    std::string typed, sum;
    std::vector<Option> kinds;
    std::vector<FoundRow> found;
    std::vector<AdoptedRow> adopted, lists;
    FactsListView facts;
    bool has_facts = false, has_more_facts = false, is_fact = false;  // Facts alone are asked for.
    bool may_publish = false, has_more = false, is_search = false;
};
void render(Html&, const ExchangeView&);

struct OfferRow {
    std::string value, title, kind, says;
    bool is_ticked = false;
};
struct OwnView {
    std::string name, address, before_address, link, fingerprint, says;
    std::vector<Option> contacts, licences;
    std::vector<OfferRow> offers;
    std::int64_t version = 0;
    bool is_first = true;
};
void render(Html&, const OwnView&);

struct PeerRow {
    std::string href, name, address, says, signal;
    bool is_late = false;
};
struct PeersView {
    std::vector<PeerRow> rows;
};
void render(Html&, const PeersView&);

struct RefusedRow {
    std::string title, says;
};
struct PeerView {
    std::string name, address, id, fingerprint, other_fingerprint, says, signal;
    std::vector<FoundRow> copies;
    std::vector<RefusedRow> refused;
    bool is_late = false, is_quarantined = false;
};
void render(Html&, const PeerView&);

struct PartView {
    std::string id, name;
    std::vector<std::string> lines;
    bool is_list = false;
};
void render(Html&, const PartView&);

struct ItemView {
    std::string title, language, kind, author, contact, licence, version, address, action, ask_href;
    std::vector<PartView> parts;
    std::vector<std::string> lineage;
    bool may_adopt = false, must_ask = false;
};
void render(Html&, const ItemView&);

struct ColumnView {
    std::string id, title, author, language, href;
    std::vector<PartView> parts;
};
struct CompareView {
    std::vector<ColumnView> columns;
};
void render(Html&, const CompareView&);

struct ChangePiece {
    std::string text;
    bool is_gone = false, is_fresh = false;
};
struct ChangeView {
    std::string heading, language;
    std::vector<ChangePiece> pieces;
};
struct ChangesView {
    std::string title, post_href, item_href, credit, says;
    std::vector<ChangeView> changes;
    bool is_withdrawn = false, is_changed = false;
};
void render(Html&, const ChangesView&);

struct QuestionRow {
    std::string title, name, reply_to, words, when;
};
struct QuestionsView {
    std::vector<QuestionRow> rows;
};
void render(Html&, const QuestionsView&);

struct AskView {
    std::string title, district, contact, language, action;
    bool is_sent = false;
    strangers::Trap trap;
};
void render(Html&, const AskView&);

// Directors and administrators publish, and say whom to read; whoever sees the programme reads.
bool may_publish(const Viewer&);
void only_publishers(const desk::Reading&);

std::string kind_said(Kind, const locale::Speech&);
std::string licence_said(std::string_view licence, const locale::Speech&);
std::vector<PartView> parts_of(const Item&, const locale::Speech&);
FoundRow row_of(const Copy&, const locale::Speech&);
TypedPublication publication_in(const http::Fields&);

void mount_own(desk::Routes&);
void mount_peers(desk::Routes&);
void mount_items(desk::Routes&);
void mount_public(desk::Routes&);

}  // namespace rapport::exchange
