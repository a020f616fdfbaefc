// An inquiry: "looking for input from all of you". Somebody asks many others a few questions, each
// with the reason why it is asked, and reads what they answer side by side (practice.md 10, peer
// exchange).
//
// Whoever has its link may answer while it is open, without signing in: the link is the id, which
// nobody guesses; or by a letter to its address. What came another way, a post or a letter or a
// talk, the asker enters with where it came from. The asker alone reads the answers, until the
// counts are published; there is no list of inquiries of others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}
namespace rapport::mailin {
struct Received;
}

namespace rapport::inquiries {

using InquiryId = Id<struct InquiryTag>;
using ResponseId = Id<struct ResponseTag>;

inline constexpr std::size_t line_max = 200;    // Characters of a line.
inline constexpr std::size_t words_max = 4000;  // Of longer words, and of an answer.
inline constexpr std::size_t questions_max = 12;
inline constexpr std::size_t whole_max = 20000;      // Of a letter or post before it is divided.
inline constexpr std::int64_t responses_max = 2000;  // To one inquiry.

enum class State : std::uint8_t { draft, open, closed };
std::string_view code(State);

enum class Act : std::uint8_t { write, open, answer, add, close, publish };
// Why an inquiry in this state cannot have this done to it; none when it can.
std::optional<Key> against(Act, State);

// How an answer came: by the public page, by mail, as a comment below what is published, or by the
// asker's hand out of a post, a letter, a talk.
enum class Channel : std::uint8_t { page, mail, comment, post, letter, talk };
inline constexpr Channel by_hand[] = {Channel::post, Channel::letter, Channel::talk};
std::string_view code(Channel);
std::optional<Channel> parse_channel(std::string_view code);
std::optional<Channel> parse_by_hand(std::string_view code);

// Where whoever answers works.
enum class School : std::uint8_t { unsaid, elementary, middle, high, several, district, other };
inline constexpr int school_count = 7;
inline constexpr School all_schools[] = {School::unsaid, School::elementary, School::middle,
                                         School::high,   School::several,    School::district,
                                         School::other};
std::string_view code(School);  // "" for unsaid.
std::optional<School> parse_school(std::string_view code);

struct Question {
    std::string words, why;
};

struct Inquiry {
    InquiryId id;
    State state = State::draft;
    std::string title, about;
    std::string language = "en";
    Instant made_at;
    std::optional<Day> opened_on, closed_on;
    std::optional<Instant> published_at;  // What was answered by then is counted in public.
    std::string conclusion;               // What the asker makes of it.
    bool pairs = false;                   // The same people are asked again later (pairing.hpp).
    std::optional<InquiryId> follows;     // The one whose questions come again.
    InquiryId chain;                      // The first of those that follow each other.
    std::int64_t version = 0;
    std::int64_t responses = 0;  // How many have answered.
    std::vector<Question> questions;
};

// Of whoever asks, and nobody else's; newest first, without their questions.
std::vector<Inquiry> mine(ReadTx&);
std::optional<Inquiry> find(ReadTx&, InquiryId);

struct Typed {
    std::string title, about;
    std::vector<Question> questions;
    std::int64_t version = 0;  // That the writer saw.
    bool pairs = false;
};
// Refuse what is empty or too long at its field ("question-3"), and words that were saved in
// another window since; and other questions, where they come again.
Result<InquiryId> begin(WriteTx&, const Typed&, locale::Language);
Result<Done> write(WriteTx&, const Inquiry&, const Typed&, locale::Language);
// From then on whoever has the link may answer, and the questions stay.
Result<Done> open(WriteTx&, const Inquiry&);
Result<Done> close(WriteTx&, const Inquiry&);

// --- What they answer ------------------------------------------------------------------------

// Whose inquiry has this link; with Scope::whole().
std::optional<DistrictId> district_of(ReadTx&, InquiryId);
// For whoever has the link: none while it is a draft.
std::optional<Inquiry> asked(ReadTx&, InquiryId);

// Those of the district whose table is public, with their questions; for search.
std::vector<Inquiry> published(ReadTx&);

struct TypedResponse {
    Channel channel = Channel::page;
    School school = School::unsaid;
    std::string name, source;
    bool may_quote = false;
    std::vector<std::string> answers;  // By question; "" for none.
    std::string whole = {};            // The words as they came, to be divided; "" for none.
    std::string own_word = {};         // By which two answers of one person are put side by side.
};
// By whoever has the link (the actor is nobody), or by the asker's hand, who must say where it came
// from. Refuses where nothing was answered. Where there is nothing but the whole, it is divided
// among the questions (dividing.hpp), for the asker to look over.
Result<ResponseId> answer(WriteTx&, const Inquiry&, const TypedResponse&);

// --- By mail ---------------------------------------------------------------------------------

// "q+<id>@mail.school.example", where letters come in; none where the district has no address.
std::optional<std::string> mail_address(ReadTx&, InquiryId);
// Of which inquiry this would be the address, in small letters, wherever it leads.
std::optional<InquiryId> inquiry_of_address(std::string_view address);
// The letter of whoever writes there, divided among the questions. Refuses where the inquiry takes
// no answers, a letter that is here already ("inquiries.known"), and the eleventh of an hour.
Result<ResponseId> answer_by_mail(WriteTx&, InquiryId, const mailin::Received&);

struct Response {
    ResponseId id;
    Channel channel = Channel::page;
    School school = School::unsaid;
    std::string name, source;
    bool may_quote = false;
    Instant made_at;
    std::vector<std::string> answers;  // By question; "" for none.
    std::string whole = {};   // The words as they came; "" where each stood at its question.
    std::string digest = {};  // Of a letter.
    std::string pair = {};    // Digest of their own word; "" for none.
    bool is_checked = true;   // A person has looked which words answer which question.
    bool is_double = false;   // Word for word as an earlier one.
};
std::vector<Response> responses(ReadTx&, const Inquiry&);  // Oldest first.
// What the asker says of an answer that was divided or entered: which words answer which question,
// where they work, whether they agreed to be quoted. Not of the page: those are the writer's own.
Result<Done> correct(WriteTx&, const Inquiry&, const Response&, const TypedResponse&);
// A key to what was just answered, for its writer alone: the asker sees the answer and has no key.
std::string give_key(WriteTx&, ResponseId);
// What was answered with that key.
std::optional<Response> own(ReadTx&, const Inquiry&, std::string_view key);
// A year after an inquiry was closed: the names and addresses of those who answered are erased, and
// their letters where the words were put to the questions. Those words stay.
inline constexpr int names_days = 365;
void forget_names(Db&);
// Gone at once, its words too: it was no answer, or somebody wants theirs back.
Result<Done> erase(WriteTx&, const Inquiry&, ResponseId);

// --- What others may read of it ----------------------------------------------------------------

struct ResultRow {
    std::string kind, name;  // "category" with its name, "unsorted", "silent".
    std::int64_t total = 0;
};
struct ResultQuestion {
    std::string words, why;
    std::vector<ResultRow> rows;
    std::vector<std::string> quotes;
};
struct PublishedResult {
    Inquiry inquiry;
    std::int64_t people = 0;
    std::vector<ResultQuestion> questions;
};
// For whoever has the link; none while it is not published.
std::optional<PublishedResult> published_result(ReadTx&, InquiryId);

// /inquiries for those who ask, /asked for everybody, and the twins below /api/v1.
void mount_inquiries(desk::Routes&);

}  // namespace rapport::inquiries
