// A vacancy: a post to be filled, from the requisition until somebody has it or it is closed. While
// it is posted its page is public at an address that never changes, "/jobs/lakeside-unified/3";
// people read it without signing in, and may apply there.
//
// It belongs to a job description in force, whose duties it then says, or stands alone. What it
// asks for says of each thing whether it is required, preferred, or something one is willing to
// get: the difference decides how many may come (practice.md 8.4).
//
// Applications are read by those who hire in the district, by nobody else: no public page, feed,
// export or count of others has a word of them. They are erased some months after the end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/credentials/credentials.hpp"
#include "design/posts/posts.hpp"
#include "design/vacancies/machine.hpp"
#include "kernel/db/db.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}
namespace rapport::jobs {
class Runner;
}

namespace rapport::vacancies {

using VacancyId = Id<struct VacancyTag>;
using ApplicationId = Id<struct ApplicationTag>;

inline constexpr std::size_t line_max = 200;    // Characters of a line.
inline constexpr std::size_t words_max = 4000;  // Of longer words.
inline constexpr std::size_t requirements_max = 40;
inline constexpr std::int64_t days_ahead_max = 366;  // To the last day to apply.
inline constexpr std::size_t documents_max = 3;
inline constexpr std::size_t document_bytes_max = 5u * 1024 * 1024;
inline constexpr std::string_view keep_days_setting = "vacancies.keep_days";
inline constexpr std::int64_t keep_days_default = 180;  // After the end.

enum class Wording : std::uint8_t { required, preferred, willing };
inline constexpr Wording all_wordings[] = {Wording::required, Wording::preferred, Wording::willing};
std::string_view code(Wording);
std::optional<Wording> parse_wording(std::string_view code);

struct Requirement {
    Wording wording = Wording::required;
    std::string credential;  // The code of a type, or "".
    std::string words;       // Otherwise.
};

struct Vacancy {
    VacancyId id;
    std::int64_t number = 0;
    State state = State::requisition;  // As of today.
    std::string title, place, summary, begins, hours, pay, apply_how;
    bool takes_applications = true;
    std::optional<Day> apply_by;
    std::optional<posts::PostId> post;
    std::optional<std::int64_t> post_number;
    std::string language = "en";
    Instant made_at, changed_at;
    std::optional<Day> posted_on, ended_on, erase_on;
    std::int64_t version = 0;
    std::vector<Requirement> requirements;  // By wording, in the order they were written.
};

// Those who hire read and write them; newest first.
std::vector<Vacancy> all(ReadTx&);
std::optional<Vacancy> find(ReadTx&, VacancyId);
std::optional<Refusal> against(Act, const Vacancy&);

struct Typed {
    std::string title, place, summary, begins, hours, pay, apply_how;
    bool takes_applications = false;
    std::optional<Day> apply_by;
    std::optional<posts::PostId> post;
    std::vector<Requirement> requirements;
    std::int64_t version = 0;  // That the writer saw.
};
// Refuses what is empty or too long at its field, a job description that is not in force, and words
// that somebody else has replaced since.
Result<VacancyId> begin(WriteTx&, const Typed&, locale::Language);
Result<Done> write(WriteTx&, const Vacancy&, const Typed&, locale::Language);
// Public from now on. Refuses where nobody could apply.
Result<Done> post(WriteTx&, const Vacancy&);
Result<Done> fill(WriteTx&, const Vacancy&);
Result<Done> close(WriteTx&, const Vacancy&);

struct Event {
    std::string actor_name, act;
    Instant at;
};
std::vector<Event> events(ReadTx&, VacancyId);  // Oldest first.

// --- What everybody may read -----------------------------------------------------------------

std::optional<std::string> address(ReadTx&);  // Of the board; none before the first posting.
// The district whose board has this address; with Scope::whole().
std::optional<DistrictId> district_at(ReadTx&, std::string_view address);
std::vector<Vacancy> open_ones(ReadTx&);  // Posted, and one may still apply; newest first.
std::optional<Vacancy> public_one(ReadTx&, std::int64_t number);

// --- Applications ----------------------------------------------------------------------------

enum class FileKind : std::uint8_t { pdf, docx, odt, txt };
std::string_view code(FileKind);
const char* media_type(FileKind);
struct Document {
    FileKind kind = FileKind::pdf;
    std::string name, bytes;
};
// What kind of file this is, by its bytes and its name; none where it is nothing we take.
std::optional<FileKind> kind_of(std::string_view name, std::string_view bytes);

enum class Holding : std::uint8_t { holds, would, no };
std::string_view code(Holding);
struct CredentialAnswer {
    std::string credential;
    Holding holding = Holding::no;
};

struct TypedApplication {
    std::string name, email, words;
    std::vector<CredentialAnswer> answers;
    std::vector<Document> documents;
};
// By somebody who is not signed in: the actor is nobody. Those who hire get a letter.
Result<ApplicationId> apply(WriteTx&, const Vacancy&, const TypedApplication&);

struct DocumentLine {
    std::int64_t position = 0;
    FileKind kind = FileKind::pdf;
    std::string name;
    std::int64_t bytes = 0;
};
struct Application {
    ApplicationId id;
    VacancyId vacancy;
    std::string name, email, words;
    Instant made_at;
    std::vector<CredentialAnswer> answers;
    std::vector<DocumentLine> documents;
};
std::vector<Application> applications(ReadTx&, VacancyId);  // Oldest first.
std::optional<Application> find_application(ReadTx&, ApplicationId);
std::optional<Document> document(ReadTx&, ApplicationId, std::int64_t position);

// How many of the applicants would do under each wording of one credential.
struct Pool {
    std::int64_t required = 0, preferred = 0, willing = 0;
};
Pool pool_of(const std::vector<Application>&, std::string_view credential);

// /vacancies for those who hire, /jobs for everybody, and the twins below /api/v1.
void mount_vacancies(desk::Routes&);
// Tells the runner how to erase applications whose time has come.
void mount_erasure(jobs::Runner&, Db&);

}  // namespace rapport::vacancies
