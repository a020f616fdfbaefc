// What a coach sees of the ledger, and what a district chooses about it.
#pragma once

#include <string>
#include <vector>

#include "coaching/ledger/ledger.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::ledger {

// How things stood at the end of each week of half a year, as bars; never as numbers.
struct WeekBar {
    std::string x;  // Percent of the width.
    int y = 0, height = 0;
    bool is_below = false;
};
struct PictureView {
    std::vector<WeekBar> bars;
    int height = 0, zero_y = 0, enough_y = 0, label_y = 0, foot_y = 0;
    std::string since;    // The first day, as it stands under the picture.
    std::string summary;  // The same in words.
};
void render(Html&, const PictureView&);

struct EntryRow {
    Day on;
    std::string says, meant;
};
struct StretchRow {
    InvitationId id;
    std::string name, words, says;  // Whom; to what; where it stands.
    Day asked_on;
    std::string reason;
};
struct StretchRows {
    std::vector<StretchRow> rows;
};
void render(Html&, const StretchRows&);

struct WishRow {
    std::string href, words;
};
struct CreditView {
    PersonId id;
    std::string name;
    std::string stands, advice, because, shape;
    std::vector<std::string> record;  // How well that has held.
    PictureView picture;
    std::string share, overall;
    bool is_light = false;
    std::vector<WishRow> wishes;  // Of the teacher, open: to be handed on, kindly.
    StretchRows open;
    std::vector<StretchRow> replied;
    std::vector<EntryRow> entries;
    bool is_guarded = false;  // Two pushes already: the form asks once more.
    Day today;
};
void render(Html&, const CreditView&);

struct ReplyChoice {
    std::string value, label;
    bool is_chosen = false;
};
struct StretchView {
    InvitationId id;
    PersonId teacher;
    std::string name, words, reason;
    Day asked_on;
    std::vector<ReplyChoice> replies;
};
void render(Html&, const StretchView&);

struct StretchesView {
    StretchRows open;
    std::vector<StretchRow> replied;
    std::vector<std::string> record;
    bool is_empty = false;
};
void render(Html&, const StretchesView&);

struct PolicyView {
    bool is_kept = true;
    std::int64_t weeks = 0;
};
void render(Html&, const PolicyView&);
struct EndingView {
    bool is_kept = true;
};
void render(Html&, const EndingView&);

// ledger_view.cpp: all of it in words.
CreditView credit_view(const Ledger&, const Keeper&, const locale::Speech&);
StretchesView stretches_view(const std::vector<Invitation>&, const locale::Speech&);
StretchView stretch_view(const Invitation&, const locale::Speech&);
std::string says_of(const Entry&, const locale::Speech&);
std::string meant_by(const Entry&, const locale::Speech&);
// picture_view.cpp
PictureView picture_of(const Ledger&, const Keeper&, const locale::Speech&);

// A ledger that is not the reader's to keep is not there: NotFound.
Keeper keeper_of(ReadTx&);
Invitation invitation_at(ReadTx&, const Keeper&, const desk::Reading&);
// Of a form or an API call. Who is no teacher here is not there: NotFound.
Result<InvitationId> invite_as_asked(WriteTx&, desk::Writing&);
Result<Replied> replied_in(const http::Fields&);

void mount_ledger_api(desk::Routes&);
void mount_ledger_settings(desk::Routes&);

}  // namespace rapport::ledger
