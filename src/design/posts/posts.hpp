// A post and its job description: what whoever holds it does for the district and in each building,
// with the share of the week each duty takes. A description is drafted, those affected are asked,
// the superintendent and the board agree, and it is in force until its next version; at the latest
// after five years somebody looks at it again. What was in force is never changed.
//
// Everybody of the district reads what is in force, or was. A draft is read by directors and
// administrators, by the coach who proposed it and by those who are asked; comments by the same.
// Every reader here keeps to that by itself: what the actor may not see is not returned.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/kinds/kinds.hpp"
#include "design/posts/machine.hpp"
#include "design/standards/standards.hpp"
#include "kernel/db/db.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}
namespace rapport::jobs {
class Runner;
}

namespace rapport::posts {

using PostId = Id<struct PostTag>;
using DutyId = Id<struct DutyTag>;
using CommentId = Id<struct DutyCommentTag>;

inline constexpr std::int64_t whole_week = 100;          // Percent that the shares come to.
inline constexpr int review_years = 5;                   // Policy of boards (Maine GAC and others).
inline constexpr std::size_t line_max = 200;             // Characters of a short section.
inline constexpr std::size_t words_max = 4000;           // Of a long one, or a comment.
inline constexpr std::size_t duty_max = 600;             // Of a duty.
inline constexpr std::size_t duties_max = 60;            // Of one description.
inline constexpr std::int64_t hours_max = 60;            // Of a week.
inline constexpr std::int64_t consult_days = 14;         // Unless another day is chosen.
inline constexpr std::int64_t consult_days_max = 120;    // Ahead.
inline constexpr std::int64_t consult_warning_days = 2;  // Before the end those asked are reminded.

enum class Place : std::uint8_t { district, building };  // Where a duty is done.
std::string_view code(Place);
std::optional<Place> parse_place(std::string_view code);

// What duties are about (text 2's groups, and what coaches do besides).
inline constexpr std::string_view heading_codes[] = {"collaboration", "learning", "equipment",
                                                     "software",      "plans",    "insight",
                                                     "profession",    "other"};

struct Duty {
    DutyId id;
    DutyId origin;  // The same duty in the first version that had it.
    Place place = Place::building;
    std::string heading, words;
    std::int64_t share = 0;  // Percent of the week.
    bool is_essential = false;
    std::vector<kinds::KindId> kinds;  // As which help its time is logged.
    std::vector<standards::Ref> standards;
    std::int64_t version = 1;
    Instant changed_at;
};

// The headings of a job description, in their order, by the piece of it that is written at once.
enum class Form : std::uint8_t { line, hours, list, text };  // A list has one thing a line.
struct SectionKind {
    std::string_view code, piece;
    Form form = Form::line;
};
std::vector<SectionKind> section_kinds();
inline constexpr std::string_view piece_codes[] = {"post", "purpose", "qualifications", "pay",
                                                   "terms"};
const SectionKind* find_section(std::string_view code);

struct Section {
    std::string code, words;
    std::int64_t version = 0;  // 0: nothing was written there yet.
};

struct Event {
    std::string actor_name, act;
    Instant at;
    std::optional<Day> day;
    std::string words;
};

struct Description {
    PostId post;
    std::int64_t number = 1;
    State state = State::draft;  // As of today.
    PersonId made_by;
    std::string made_by_name, title;
    Instant made_at;
    std::optional<Day> consult_until, in_force_on, review_on, ended_on;
    std::int64_t version = 1;
    bool is_consulted = false;  // The actor.
};

// A description in the hands of somebody who may read it: the actor.
struct Hand {
    Description description;
    Standing standing;
    std::vector<Section> sections;  // Those with words, in their order.
    std::vector<Duty> duties;       // District first, then building; each in its order.
    const std::string& words(std::string_view section) const;  // "" for none.
    std::int64_t version_of(std::string_view section) const;
    const Duty* duty(DutyId) const;
    std::int64_t share() const;                         // What the shares come to.
    std::int64_t week_minutes() const;                  // 0 while the hours are not said.
    std::int64_t minutes_of(std::int64_t share) const;  // A week.
    bool may(Act act) const;
};

Day today(ReadTx&);          // On the district's wall.
Standing standing(ReadTx&);  // Of the actor, toward no description in particular.

// What the actor may read: the newest version of each post first.
std::vector<Description> all(ReadTx&);
std::vector<Description> versions_of(ReadTx&, PostId);  // Newest first.
// The version in force, else the newest; a number picks one.
std::optional<Hand> in_hand(ReadTx&, PostId, std::optional<std::int64_t> number);

// Why the actor cannot do this now; none when they can.
std::optional<Refusal> against(Act, const Hand&);

// What a new post may begin from: templates of the library, in the reader's language.
struct Template {
    std::string code, name, purpose;
};
std::vector<Template> templates(const locale::Speech&);

// A new post, from a template of the library ("" for an empty page), in the words of the language.
struct Beginning {
    std::string title, model;
};
Result<PostId> begin(WriteTx&, const Beginning&, const locale::Speech&);

struct TypedSection {
    std::string code, words;
    std::int64_t seen = 0;  // Its version when the writer began.
};
Result<Done> write_sections(WriteTx&, const Hand&, const std::vector<TypedSection>&);

struct TypedDuty {
    Place place = Place::building;
    std::string heading, words;
    bool is_essential = false;
    std::vector<kinds::KindId> kinds;
    std::vector<standards::Ref> standards;
};
Result<DutyId> add_duty(WriteTx&, const Hand&, const TypedDuty&);
Result<Done> write_duty(WriteTx&, const Hand&, DutyId, const TypedDuty&, std::int64_t seen);
Result<Done> remove_duty(WriteTx&, const Hand&, DutyId);
struct TypedShare {
    DutyId duty;
    std::int64_t share = 0;
    std::int64_t seen = 0;  // What stood there when the writer began.
};
Result<Done> set_shares(WriteTx&, const Hand&, const std::vector<TypedShare>&);

struct Asking {
    std::vector<PersonId> people;
    bool is_to_coaches = false, is_to_principals = false;
    std::optional<Day> until;  // None: the usual time, or as it was.
};
Result<Done> consult(WriteTx&, const Hand&, const Asking&);
struct Consulted {
    PersonId id;
    std::string name;
    bool has_commented = false;
};
std::vector<Consulted> consulted(ReadTx&, const Hand&);
std::vector<std::string> authors(ReadTx&);  // Names of those who decide.

struct Comment {
    CommentId id;
    std::optional<DutyId> duty;  // None: of the whole.
    std::string about;           // The duty as it was worded then.
    PersonId author;
    std::string author_name, words, answer, answered_by;
    Instant made_at;
    std::optional<Instant> answered_at;
    bool is_taken_up = false;
};
std::vector<Comment> comments(ReadTx&, const Hand&);  // None for who may not read them.
Result<CommentId> comment(WriteTx&, const Hand&, std::optional<DutyId>, std::string_view words);
struct TypedAnswer {
    std::string words;
    bool is_taken_up = false;
};
Result<Done> answer(WriteTx&, const Hand&, CommentId, const TypedAnswer&);

// A step of the way: the day it was decided on and what was said ("Ms. Ito, by letter").
struct Word {
    std::optional<Day> day;  // None: today.
    std::string words;
};
Result<Done> send(WriteTx&, const Hand&);
Result<Done> endorse(WriteTx&, const Hand&, const Word&);
Result<Done> approve(WriteTx&, const Hand&, const Word&);
Result<Done> give_back(WriteTx&, const Hand&, const Word&);
Result<Done> set_aside(WriteTx&, const Hand&);
Result<std::int64_t> revise(WriteTx&, const Hand&);  // The number of the new draft.
Result<Done> review(WriteTx&, const Hand&, const Word&);
Result<Done> retire(WriteTx&, const Hand&, const Word&);
std::vector<Event> events(ReadTx&, const Hand&);  // Oldest first.

// What changed between two texts, or two versions of a description, in pieces.
enum class Mark : std::uint8_t { same, gone, fresh };

struct Piece {
    Mark mark = Mark::same;
    std::string text;
};

struct Change {
    std::string section;  // Its code; "" for a duty.
    const Duty* before = nullptr;
    const Duty* after = nullptr;  // Of a duty; none where there was or is none.
    std::vector<Piece> pieces;
};
// Only what differs: sections in their order, then duties. Points into the two, which must outlive
// it.
std::vector<Change> changes(const Hand& before, const Hand& after);

// The duties of the library in the reader's language, for search.
struct LibraryWords {
    std::string code, words;
};
std::vector<LibraryWords> library_words(const locale::Speech&);

// /job-descriptions and the twins below /api/v1.
void mount_posts(desk::Routes&);
// Tells the runner how to remind of a review and of the end of a consultation, once each.
void mount_reminders(jobs::Runner&, Db&);

}  // namespace rapport::posts
