// What is shown of curated lists: to the representative who makes one, to districts that read
// them, and to everybody.
#pragma once

#include <string>
#include <vector>

#include "design/exchange/exchange_pages.hpp"
#include "design/exchange/followed.hpp"

namespace rapport::exchange {

struct EntryRow {
    std::string id, title, credit, kind, words, signal;
    bool is_removed = false;
};
struct ListView {
    std::string network, name, address, before_address, introduction, link, page, fingerprint, says;
    std::vector<EntryRow> entries;
    std::int64_t version = 0;
    bool has_network = false, is_first = false, is_public = false;
};
void render(Html&, const ListView&);

struct ChoiceRow {
    std::string value, title, credit, kind;
    bool is_chosen = false;
};
struct ChoiceView {
    std::string typed;
    std::vector<ChoiceRow> rows;
    bool has_more = false, is_search = false;
};
void render(Html&, const ChoiceView&);

// Followed documents, whichever their purpose; the words are the page's.
struct FollowedRow {
    std::string href, name, says, signal;
    bool is_late = false;
};
struct FollowedListView {
    std::string back_href, back, title, means, none, label, help, action, button;
    std::vector<FollowedRow> rows;
};
void render(Html&, const FollowedListView&);

struct FollowedView {
    std::string address, fingerprint, other_fingerprint, says, signal;
    std::string look_action, key_action, remove_action, remove;
    bool is_late = false, is_quarantined = false;
};
void render(Html&, const FollowedView&);

struct SourceView {
    std::string name;
    FollowedView state;
    std::vector<std::string> titles;
};
void render(Html&, const SourceView&);

struct PickRow {
    std::string title, credit, kind, words, address, says;
    std::string href;    // Of the copy that is read here.
    std::string action;  // Follows the index that lists it.
};
struct FollowingView {  // A list of others, for a district.
    std::string name, chosen_by, introduction, language;
    FollowedView state;
    std::vector<PickRow> picks;
    bool may_follow = false, is_withdrawn = false, is_read = false;
};
void render(Html&, const FollowingView&);

struct PublicListView {
    std::string name, chosen_by, introduction, language, says, link;
    std::vector<PickRow> picks;
};
void render(Html&, const PublicListView&);

std::string why_said(std::string_view reason, const locale::Speech&);
FollowedRow row_of(const Followed&, const std::string& base, const locale::Speech&);
FollowedView view_of(const Followed&, const std::string& base, const locale::Speech&);
PickRow row_of(const Pick&, const locale::Speech&);

void mount_curating(desk::Routes&);
void mount_sources(desk::Routes&);
void mount_following(desk::Routes&);

}  // namespace rapport::exchange
