// How people come in: a password, a second factor, a one-time link. Sessions
// can be listed and ended; tokens open the API. Secrets are kept only as
// hashes; what is shown once is shown once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/desk/desk.hpp"

namespace rapport::signin {

// An account as signing in needs it. Read with Scope::whole().
struct Account {
    AccountId id;
    std::string email;
    std::string password_hash;  // Empty until a password was chosen.
    std::string totp_secret;
    bool has_second_factor = false;
    std::int64_t totp_last_step = 0;
    bool is_disabled = false;
};

// One place where an account works: a person of a district.
struct Place {
    DistrictId district;
    PersonId person;
    std::string district_name, person_name;
    Scope scope() const { return {.district = district, .actor = person}; }
};

std::optional<Account> account_by_email(ReadTx&, std::string_view email);
std::optional<Account> account_by_id(ReadTx&, AccountId);
std::vector<Place> places_of(ReadTx&,
                             AccountId);  // Those in force, by district name.

enum class Purpose { sign_in, invitation, password };
struct Link {
    Account account;
    Place place;
    Purpose purpose;
};

// Makes the account of this address if there is none. Lower case, checked for
// shape by the caller.
AccountId account_for(WriteTx&, std::string_view email);
void bind_person(WriteTx&, PersonId,
                 AccountId);  // In the transaction's district.

// One-time links: 30 minutes to sign in or to choose a password, 14 days for an
// invitation. Returns the token for the address; only its hash is kept. Older
// links of the account end.
std::string make_link(WriteTx&, AccountId, const Place&, Purpose);
std::optional<Link> find_link(ReadTx&,
                              std::string_view token);  // Unused and in time.
bool use_link(WriteTx&,
              std::string_view token);  // False when somebody was quicker.

// Sessions: 12 hours at most, one idle hour at most. Returns the cookie's
// value.
struct NewSession {
    AccountId account;
    Place place;
    std::string device;
    bool is_second_factor_due = false;
};
std::string start_session(WriteTx&, const NewSession&);
void end_session(WriteTx&, std::string_view token_hash);
void end_session_by_id(WriteTx&, AccountId, std::string_view id);
void end_other_sessions(WriteTx&, AccountId, std::string_view token_hash);
void pass_second_factor(WriteTx&, std::string_view token_hash);
void move_session(WriteTx&, std::string_view token_hash, const Place&);

struct SessionLine {
    std::string id, device;
    Instant started_at, seen_at;
    bool is_this = false;
};
std::vector<SessionLine> sessions_of(ReadTx&, AccountId, std::string_view this_session_id);

void set_password(WriteTx&, AccountId, std::string_view hash);
void set_language(WriteTx&, AccountId, std::string_view tag);
void set_totp_secret(WriteTx&, AccountId, std::string_view secret);
void confirm_totp(WriteTx&, AccountId, std::int64_t step);
void remove_totp(WriteTx&, AccountId);
bool use_totp_step(WriteTx&, AccountId,
                   std::int64_t step);  // False when the code was used before.

struct TokenLine {
    std::string id, name;
    Instant made_at;
};
std::string make_token(WriteTx&, AccountId, const Place&,
                       std::string_view name);  // "rpt_…", once.
// The same, for a key that may do no more than these rights ("log_contacts,see_people").
std::string make_limited_token(WriteTx&, AccountId, const Place&, std::string_view name,
                               std::string_view scopes);
void revoke_token(WriteTx&, AccountId, std::string_view id);
std::vector<TokenLine> tokens_of(ReadTx&, AccountId);

// Rules.
Result<Done> check_new_password(std::string_view password, std::string_view email);
// A path of our own to go to, never another host (reliability.md C-10); else `otherwise`.
std::string own_path(std::string_view typed, std::string_view otherwise);
bool is_token_name(std::string_view name);           // Not empty, not endless.
std::string device_of(std::string_view user_agent);  // "Firefox on Android"

// A bucket that holds `most` and gains `per_minute`; takes one. False when
// empty.
bool take_from_bucket(WriteTx&, std::string_view bucket, double most, double per_minute);

void mount_signin(desk::Routes&);
void mount_account(desk::Routes&);

}  // namespace rapport::signin
