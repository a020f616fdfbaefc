// One request's state, and what the whole desk shares. Private to the desk;
// slices see Reading and Writing alone.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kernel/jobs/jobs.hpp"
#include "kernel/sealing/sealing.hpp"
#include "platform/desk/desk.hpp"
#include "platform/desk/layout.hpp"
#include "platform/settings/settings.hpp"
#include "platform/who/who.hpp"

namespace rapport::ical {
struct Event;
}

namespace rapport::desk {

// Who was found behind a cookie or a token.
struct Guest {
    Viewer viewer;
    std::string session_id, session_hash;  // Empty for an API token.
    std::string csrf_token;
    std::string notes_secret;  // Under the key in the browser's second cookie; '' while locked.
    Instant ends_at, seen_at;
    bool is_second_factor_due = false;
    bool is_limited = false;  // A key that names its rights: it acts through those alone.
    std::string language;     // The account's own, or ''.
    std::string district_name, district_zone, district_language, building_zone;
    std::int64_t settings_version = 0;
};

std::optional<Guest> guest_of_cookie(ReadTx&, std::string_view token);
std::optional<Guest> guest_of_api_token(ReadTx&, std::string_view token);

// The settings of every district met so far, read again when their version has
// grown.
class SettingsShelf {
  public:
    const settings::Settings& of(Db&, DistrictId, std::int64_t version);

  private:
    std::mutex mutex_;
    // Old versions stay: a page being rendered may still point at one, and they
    // are few.
    std::deque<settings::Settings> kept_;
    std::map<DistrictId, std::pair<std::int64_t, const settings::Settings*>> newest_;
};

// Sessions seen lately, written down by a job every few seconds: a GET writes
// nothing.
class SeenSessions {
  public:
    void note(const std::string& token_hash, Instant at);
    void write(Db&);

  private:
    std::mutex mutex_;
    std::map<std::string, Instant> seen_;
};

// What is new on every making of a page.
struct Fresh {
    std::string nonce, key, csrf;
};

// Pages that were made a moment ago. The same request of the same browser gets the same page, with
// fresh guards in its forms, as long as nothing at all has been committed since and the minute has
// not ended (a page says how late it is).
class KeptPages {
  public:
    static std::string look_of(const http::Request&);  // All that a page may depend on.
    struct Moment {
        std::int64_t version;  // Db::version(), from before the page was made.
        Instant now;
    };
    // The page, and the fresh guards now in it; none when it must be made.
    std::optional<std::string> find(const std::string& look, Moment, Random&, Fresh&);
    void keep(std::string look, Moment, const Guest&, const Fresh&, const std::string& page);

  private:
    struct Kept {
        std::string page, csrf_token;
        Instant until;
        std::vector<std::size_t> nonces, keys, csrfs;  // Where they stand in the page.
    };
    std::mutex mutex_;
    std::int64_t version_ = 0;
    std::size_t bytes_ = 0;
    std::unordered_map<std::string, Kept> kept_;  // All of one version.
};

// Somebody is taken from a timetable's point of view: on a date, between two minutes of the day.
struct Taken {
    PersonId person;
    Day on;
    int begins = 0, ends = 0;
};

struct Services {
    Services(Db& database, std::string address)
        : db(database), base_url(std::move(address)), is_https(base_url.starts_with("https://")) {}

    Db& db;
    jobs::Runner* runner = nullptr;
    std::string base_url;  // "http://127.0.0.1:8080": mails and links.
    bool is_https = false;
    const std::vector<Route>* routes = nullptr;
    SettingsShelf settings;
    SeenSessions seen;
    KeptPages kept_pages;
    std::function<bool()> is_draining = [] { return false; };
    // Whom this coach helped lately, for the log bar; wired by the program, since
    // the platform knows no area above it.
    std::function<std::vector<Recent>(ReadTx&)> recents = nullptr;
    // What is booked with people who are taken then, as sentences; wired by the program likewise.
    std::function<std::vector<std::string>(ReadTx&, const locale::Speech&,
                                           const std::vector<Taken>&)>
        booked_when = nullptr;
    std::vector<who::Explainer> explainers;  // "Who can see this?", by kind of record.
    // Where the actor has to be next, for Today; wired by the program (schedule/planner).
    std::function<std::optional<Upcoming>(ReadTx&, const locale::Speech&)> upcoming = nullptr;
    // What takes place for a person from an instant on, for the calendar they subscribe to; wired
    // by the program (schedule/calendars).
    std::vector<
        std::function<std::vector<ical::Event>(ReadTx&, PersonId, const locale::Speech&, Instant)>>
        calendars;
};

struct Context {
    Services& services;
    http::Request& request;
    const Route* route = nullptr;
    std::vector<std::pair<std::string_view, std::string>> captured;
    std::optional<Guest> guest;
    std::optional<sealing::Secret> secret;  // Of the notes, while this request lasts.
    bool is_token_call = false;             // API with a bearer token: no cookie, so no CSRF.
    const settings::Settings* settings = nullptr;
    std::optional<locale::Speech> speech;
    // Of this page.
    const Refusal* refusal = nullptr;
    std::string idempotency_key;
    std::string nonce;
    std::string csrf;
    std::string notice;  // The sentence to say once.
    bool clears_notice = false;
};

// The name of the session's cookie: with the __Host- prefix where the address
// is https.
std::string_view session_cookie(const Services&);
// The name of the cookie that holds half of what opens the notes; the session has the other.
std::string_view notes_cookie(const Services&);
// The secret of the notes as a session may keep it: under a fresh key for the browser's cookie.
struct Lent {
    std::string cookie, kept;
};
Lent lend(const sealing::Secret&);
inline constexpr std::string_view lending = "rapport session 1";  // Bound to it.
std::string cookie_line(const Services&, std::string_view name, std::string_view value,
                        std::int64_t seconds);

// A token for one page's forms, different on every page for the same session
// (so that compression tells nothing), and its check.
std::string masked_csrf(Random&, std::string_view session_token);
bool is_csrf_good(std::string_view session_token, std::string_view given);

// Error pages and problem documents, in the reader's language.
// What was typed there is shown, to be copied.
http::Response refuse(Context&, int status, Key title, Key says);
bool is_from_elsewhere(const http::Request&);
bool has_words(const http::Request&);  // A form in which somebody wrote something longer.
bool has_secret(const http::Request&);  // A form with a field that no page ever repeats.
http::Response problem(Context&, int status, const Refusal&);
// A form held a sign that cannot be kept (NUL): what was typed comes back without it, to be sent
// again with one press. Passwords and codes do not.
http::Response refuse_odd_sign(Context&);

}  // namespace rapport::desk
