// The desk: where a request is met. A GET handler gets a Reading, which can
// only read; a POST, PUT or DELETE handler gets a Writing. Who may come
// at all is the route's Right; who asks is viewer(). A slice mounts its routes
// here and sees no HTTP below.
#pragma once

#include <boost/json/fwd.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/html/html.hpp"
#include "kernel/http/message.hpp"
#include "kernel/locale/speech.hpp"
#include "platform/desk/rights.hpp"

namespace rapport {

using BuildingId = Id<struct BuildingTag>;
using AccountId = Id<struct AccountTag>;

// A role somebody holds, in one building or in the whole district (building
// none).
struct Held {
    Role role;
    BuildingId building;
};

// Who asks. Read afresh from the database on every request.
struct Viewer {
    AccountId account;
    DistrictId district;
    PersonId person;
    std::string name, email;
    std::vector<Held> held;
    Rights rights;
    bool may(Right right) const { return rights.test(static_cast<std::size_t>(right)); }
    bool is(Role role) const;
    bool is_in(Role role,
               BuildingId building) const;  // Holds it there or district-wide.
    std::vector<BuildingId> buildings_as(Role) const;
};

namespace desk {

// Thrown by path<Id>() and by missing(): the person sees the same 404 whether
// the thing does not exist or is not theirs to see.
struct NotFound {};
struct Forbidden {};

// What a successful act answers: kept with the idempotency key, in the act's
// own transaction.
struct Answer {
    int status = 303;
    std::string location;                // For 303 and 201.
    std::string body;                    // JSON for the API; empty for pages.
    Key notice = Key{"desk.no_notice"};  // Said once on the next page ("Saved.").
    static Answer go(std::string location, Key notice = Key{"desk.no_notice"}) {
        return {303, std::move(location), "", notice};
    }
    static Answer json(int status, std::string body, std::string location = "") {
        return {status, std::move(location), std::move(body), Key{"desk.no_notice"}};
    }
};

// Where somebody has to be next, and what can be done about it.
struct Upcoming {
    std::string href;
    std::string who, when, where;
    std::string done_path;  // A POST to it says that it happened; "" before its hour.
};

class Reading;
class Writing;
using Show = http::Response (*)(Reading&);
using Act = http::Response (*)(Writing&);

struct Context;  // One request's state: request, viewer, session, speech,
                 // database. desk.cpp.

class Reading {
  public:
    explicit Reading(Context& context) : context_(context) {}
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

    bool is_signed_in() const;
    const Viewer& viewer() const;  // A Bug when nobody is signed in.
    Scope scope() const;
    const locale::Speech& speech() const;
    // A setting of the district, "" when it has none of that name. Costs no statement.
    std::string_view setting(std::string_view name) const;
    const http::Request& raw() const;
    Instant session_ends_at() const;  // At the latest. Now, for a program with a token.

    // The id in the path, by its name in the pattern; anything that is no id is a
    // 404.
    template <class IdType>
    IdType path(std::string_view name) const {
        const auto parsed = IdType::parse(path_text(name));
        if (!parsed) throw NotFound();
        return *parsed;
    }
    std::string_view path_text(std::string_view name) const;
    std::string_view query(std::string_view name) const;
    const Refusal* refusal() const;     // Set while a refused form is shown again.
    const http::Fields& typed() const;  // What was typed then; empty otherwise.

    template <class F>
    auto read(F&& body) {
        return db().read(scope(), std::forward<F>(body));
    }

    // None where nothing is planned, or the program has no planner.
    std::optional<Upcoming> upcoming(ReadTx&);

    // The page: body by its template, inside the layout, with this title. 422
    // when it shows a refusal.
    template <class View>
    http::Response page(std::string title, const View& view) {
        return in_layout(std::move(title), [&](Html& html) { render(html, view); });
    }
    template <class View>
    http::Response page(Key title, const View& view) {
        return page(speech().say(title), view);
    }
    http::Response json(const boost::json::value&);  // Tagged.
    // With a strong ETag; 304 when the reader has exactly this already.
    http::Response tagged(std::string type, std::string body);
    http::Response file(std::string name, std::string type,
                        std::string bytes);  // A download.

    // Shows a GET page again with what was typed and why it was refused (422).
    http::Response again(Show, const Refusal&);

    Db& db();
    Context& context() { return context_; }

  private:
    http::Response in_layout(std::string title, const std::function<void(Html&)>& body);
    Context& context_;
};

class Writing : public Reading {
  public:
    using Reading::Reading;

    // Fields of the form, or of the JSON body of an API call (numbers and flags
    // as text, lists as repeated fields).
    const http::Fields& form() const;
    std::string_view form(std::string_view name) const { return form().first(name); }
    const std::vector<http::Upload>& uploads() const;

    // Does the act once per idempotency key: `body(WriteTx&)` gives
    // Result<Answer>; effect, key and answer share one transaction; a replay
    // writes and answers the same. A refusal shows `again` with what was typed
    // (pages), or a problem document (API).
    http::Response act(const std::function<Result<Answer>(WriteTx&)>& body, Show again = nullptr);
    // For the few acts nobody is signed in for yet (signing in itself).
    http::Response act_as(const Scope&, const std::function<Result<Answer>(WriteTx&)>& body,
                          Show again);
};

// One field of an input or output, for OpenAPI and the docs.
struct Field {
    std::string_view name;
    enum class Kind {
        text,
        id,
        ids,
        number,
        flag,
        day,
        instant,
        choice,
        texts,
        object,
        objects,
        file
    } kind;
    bool is_required = false;
    std::string_view says = {};     // One sentence.
    std::string_view choices = {};  // "teacher|coach|leader"
};
// What a good act answers: 200 with the thing as it now is, or 201 with what was made.
enum class Answers : std::uint8_t { done, created };
struct Doc {  // Of an API route.
    std::string_view summary;
    std::vector<Field> input = {};
    std::vector<Field> output = {};
    std::string_view output_list = {};  // Name of the list when output is a page of things.
    Answers answers = Answers::done;    // Of an act; the desk holds it to its word.
    std::vector<Field> beside = {};     // Of a page of things: what stands beside the list.
    std::string_view media = {};        // Of an answer that is no JSON: "text/csv".
};

// May a page, once made for somebody, answer the very same request again until anything is
// committed or the minute ends? Not where it shows a note, nor where looking leaves a trace.
enum class Keep : std::uint8_t { never, while_unchanged };

enum class Audit : std::uint8_t { none, read, change };  // `change` rows are written by the act.

struct Route {
    http::Method method;
    std::string pattern;  // "/requests/{request}/closure"
    Right right;
    Show show = nullptr;
    Act act = nullptr;
    bool is_api = false;
    bool takes_uploads = false;
    Audit audit = Audit::none;
    Keep keep = Keep::never;
    Doc doc = {};
    int good_status() const { return doc.answers == Answers::created ? 201 : 200; }  // Of an API.
};

// The route table: the whole surface of the program, in one list.
class Routes {
  public:
    void get(std::string pattern, Right, Show, Keep = Keep::never);
    void post(std::string pattern, Right, Act);
    void del(std::string pattern, Right,
             Act);  // Browsers: POST with a hidden _method=DELETE.
    void upload(std::string pattern, Right, Act);
    void api_get(std::string pattern, Right, Show, Doc);
    void api_post(std::string pattern, Right, Act, Doc);
    void api_del(std::string pattern, Right, Act, Doc);
    void api_upload(std::string pattern, Right, Act, Doc);  // multipart/form-data with a file.
    const std::vector<Route>& all() const { return routes_; }

  private:
    std::vector<Route> routes_;
};

}  // namespace desk
}  // namespace rapport
