// A fresh district with a named cast, each signed in and going through the
// router in process: no socket, but everything else as people meet it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/http/message.hpp"
#include "platform/desk/app.hpp"

namespace rapport::test {

struct Reply {
    int status = 0;
    std::string body, location, header_type;  // Without its charset.
    std::vector<std::pair<std::string, std::string>> headers;

    bool shows(std::string_view text) const { return body.find(text) != std::string::npos; }
    std::string_view header(std::string_view name) const;
};

using Form = std::vector<std::pair<std::string, std::string>>;

class School;

// Somebody at a browser (or, with api_…, at a program of their own).
class Client {
  public:
    Client(School& school, Scope scope, AccountId account);
    explicit Client(School& school);  // Nobody: not signed in.

    Reply get(const std::string& target);
    Reply post(const std::string& path, const Form& fields = {});  // With the form's guard fields.
    Reply del(const std::string& path, const Form& fields = {});
    Reply api_get(const std::string& target);
    Reply api_get_if_changed(const std::string& target, const std::string& etag);
    Reply api_post(const std::string& path, const std::string& json);
    Reply api_del(const std::string& path);
    // As it is: no guard fields are added.
    Reply send(http::Request request);

    // The key the next act carries, to press a button twice.
    Client& with_key(std::string key);
    // From now on a session that ended stays ended; otherwise whoever was away for more than half
    // an hour of the test's clock signs in again by themselves.
    Client& staying_out();
    Client& speaking(std::string_view language);  // Accept-Language; the account's choice wins.
    Client& from(std::string network);            // Whose tries are counted apart.

    PersonId id() const { return scope_.actor; }
    const Scope& scope() const { return scope_; }
    const std::string& cookie() const { return cookie_; }
    const std::string& api_token() const { return token_; }

  private:
    http::Request request_of(http::Method, const std::string& target) const;
    Reply act(http::Method, const std::string& path, const Form& fields);
    void come_in();
    void come_in_again();
    School* school_;
    Scope scope_;
    AccountId account_;
    Instant seen_;
    bool stays_out_ = false;
    std::string cookie_, csrf_, token_, next_key_, language_, network_ = "127.0.0.1";
};

class School {
  public:
    School();
    ~School();
    School(const School&) = delete;
    School& operator=(const School&) = delete;

    BuildingId cedar,
        harbor;  // Two buildings: "Cedar Elementary", "Harbor High School".
    // Rosa Lima and Jo Park coach the whole district. Amina Diallo and Bao Nguyễn
    // teach at Cedar, Chidi Okafor at Harbor. Tom Weaver is the technician, Helen
    // Marsh Cedar's principal, Dmitri Volkov the technology director, Ada Quill
    // the district's administrator, Nadia Brandt represents the network. The stranger coaches
    // another district of it.
    Client coach, other_coach, teacher, colleague, harbor_teacher, technician, principal, director,
        admin, representative, stranger, nobody;

    Db& db();
    Scope scope() const { return coach.scope(); }  // As the coach.
    desk::App& app() { return *app_; }
    desk::Services& services() { return *services_; }

    // Somebody else with this role, in this building or (none) the whole
    // district.
    Client add(const std::string& name, Role role, std::optional<BuildingId> building);
    // The id of the kind of help with this shipped code ("1b").
    std::string kind(std::string_view code);

  private:
    friend class Client;
    std::unique_ptr<desk::Services> services_;
    std::unique_ptr<desk::App> app_;
};

}  // namespace rapport::test
