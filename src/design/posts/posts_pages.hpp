// What the pages of job descriptions show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "design/frameworks/frameworks.hpp"
#include "design/posts/posts.hpp"
#include "kernel/document/document.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::posts {

struct PostRow {
    std::string href, title, shape, signal, detail;
};
void render(Html&, const PostRow&);
struct PostsView {
    std::vector<PostRow> valid, open, over;
    bool may_begin = false, is_coach = false, is_empty = false;
};
void render(Html&, const PostsView&);

struct ModelChoice {
    std::string code, label, means;
    bool is_chosen = false;
};
struct BeginView {
    std::vector<ModelChoice> models;
};
void render(Html&, const BeginView&);

struct Fact {
    std::string name, words;
};
struct SectionView {
    std::string code, heading, words;
    std::vector<std::string> lines;  // Of a list; then no words.
};
void render(Html&, const SectionView&);
struct PieceView {
    std::string heading, href;  // "" when it cannot be written.
    std::string id;
    std::vector<SectionView> sections;
};
void render(Html&, const PieceView&);
struct CommentView {
    std::string id, name, when, words, about, answer, answered_by, answer_href;
    std::string typed, refused;  // Of an answer that was refused.
    bool is_taken_up = false, can_answer = false;
};
void render(Html&, const CommentView&);
struct CommentsView {
    std::string of;    // The duty's id, or "whole".
    std::string duty;  // The same in the form; "" of the whole.
    std::string action, typed, refused;
    std::vector<CommentView> comments;
    bool can_comment = false;
};
void render(Html&, const CommentsView&);

// What a duty cites of one edition of a framework.
struct Cited {
    std::string name, codes;
};
struct DutyRow {
    std::string id, words, heading, hours, kinds, href, why;
    std::string typed;  // The share as it stands in the form.
    std::int64_t share = 0;
    bool is_essential = false, can_write = false;
    std::vector<Cited> standards;
    CommentsView talk;
};
struct DutyGroup {
    std::string id, title;
    std::vector<DutyRow> rows;
    std::int64_t share = 0;
    std::string hours;
};
struct DutiesView {
    std::vector<DutyGroup> groups;
    bool can_write = false;
    std::string action, library_href, new_href;
    std::string sum;   // "Together 100 %: 37 h 30 min a week."
    std::string left;  // What is missing or too much, "" when it is whole.
    std::int64_t total = 0, week_minutes = 0;
    // For the script, with "{}" where the numbers go.
    std::string says_left, says_over;
};
void render(Html&, const DutiesView&);

struct ActView {
    std::string path, label;
    bool is_link = false, is_first = false, is_grave = false;
};
struct VersionRow {
    std::string href, label, signal;
    bool is_current = false;
};
struct EventRow {
    std::string when, says;
};
struct DescriptionView {
    PostId post;
    std::int64_t number = 1;
    std::string title, working_title, stands, shape, signal, seen_by, consult, redline_href;
    std::string markdown_href, document_href, pdf_href;
    bool is_open = false, can_write = false;
    std::vector<ActView> acts;
    PieceView about, purpose, qualifications, pay, terms;
    std::vector<Fact> facts, pay_facts;
    DutiesView duties;
    std::vector<CommentView> others;  // About duties that have been taken out.
    CommentsView talk;
    std::vector<std::string> asked;
    std::vector<VersionRow> versions;
    std::vector<EventRow> events;
};
void render(Html&, const DescriptionView&);

struct FieldView {
    std::string code, label, help, words, why, now;
    std::int64_t seen = 0;
    bool is_line = false, is_invalid = false;
};
struct PieceFormView {
    std::string title, back, action, heading, draft;
    std::vector<FieldView> fields;
};
void render(Html&, const PieceFormView&);

struct Option {
    std::string value, label;
    bool is_chosen = false;
};
struct DutyFormView {
    std::string back, action, erase_action, title, heading, words, now, more, draft;
    std::int64_t seen = 0;
    bool is_essential = false, is_new = false;
    std::vector<Option> places, headings, kinds, standards;
};
void render(Html&, const DutyFormView&);

struct EntryRow {
    std::string code, words, heading, place;
    bool is_there = false;
};
struct LibraryView {
    std::string back, q, action, title, new_href, here;
    std::vector<EntryRow> rows;
    std::string count;
};
void render(Html&, const LibraryView&);

struct FoundPerson {
    std::string id, name, detail;
    bool is_asked = false;
};
struct ConsultationView {
    std::string back, here, action, title, q;
    std::vector<FoundPerson> found;
    std::vector<std::string> asked;
    Day until;
    bool found_nobody = false;
};
void render(Html&, const ConsultationView&);

struct WordView {
    std::string back, action, title, heading, means, label, button;
    Day day;
    bool has_day = true, is_grave = false;
};
void render(Html&, const WordView&);

struct PieceOfText {
    std::string text;
    bool is_gone = false, is_fresh = false;
};
struct ChangeView {
    std::string heading, detail;
    std::vector<PieceOfText> pieces;
};
struct RedlineView {
    std::string back, title, from, to;
    std::vector<ChangeView> changes;
};
void render(Html&, const RedlineView&);

// An act of the way that is pressed at once, or asks for a day and a word first.
struct Deed {
    std::string_view noun;  // Of its address: "approval".
    Act act;
    bool has_word = false;
};
std::span<const Deed> deeds();
Result<Done> deal(WriteTx&, const Hand&, Act, const http::Fields&);

// What forms and programs say.
Result<TypedDuty> duty_in(ReadTx&, const http::Fields&, const locale::Speech&);
Result<Asking> asking_in(const http::Fields&);
Result<std::vector<TypedShare>> shares_in(const Hand&, const http::Fields&);
std::vector<TypedSection> sections_in(const Hand&, const http::Fields&);
std::optional<std::int64_t> number_in(std::string_view);

// The version an address names; NotFound when there is none the reader may see.
Hand hand_at(ReadTx&, const desk::Reading&);
std::string path_of(const Description&);
std::vector<Cited> cited_by(frameworks::Names&, const Duty&);  // By framework and edition.
// The sentence whose key is the two put together.
std::string said(std::string_view stem, std::string_view code, const locale::Speech&);
std::string heading_of(std::string_view section, const locale::Speech&);
std::string hours_of(const Hand&, std::int64_t share, const locale::Speech&);
std::string event_said(const Event&, const locale::Speech&);
DescriptionView description_view(ReadTx&, const Hand&, const desk::Reading&);
RedlineView redline_view(const Hand& before, const Hand& after, const locale::Speech&);
std::vector<document::Block> blocks_of(ReadTx&, const Hand&, const locale::Speech&);
std::string markdown_of(const std::vector<document::Block>&);

http::Response show_description(desk::Reading&);
void mount_posts_forms(desk::Routes&);
void mount_posts_api(desk::Routes&);

}  // namespace rapport::posts
