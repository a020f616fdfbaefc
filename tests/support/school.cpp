#include "tests/support/school.hpp"

#include "cli/slices.hpp"
#include "kernel/crypto/crypto.hpp"
#include "platform/districts/districts.hpp"
#include "platform/people/people.hpp"
#include "platform/signin/signin.hpp"
#include "sample/sample_store.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::test {

namespace {

// Every school opens on the same morning, whatever the test before it did to the clock: Monday
// 2026-11-02, 14:00 UTC.
constexpr Instant first_morning{1'793'628'000'000};

struct Hired {
    Scope scope;
    AccountId account;
};

DistrictId new_district(const std::string& name, districts::NetworkId network) {
    const auto district = database().write(Scope::whole(), [&](WriteTx& tx) {
        return districts::add_district(
            tx, {.name = name, .zone = "America/New_York", .language = "en", .network = network});
    });
    database().write({.district = district, .actor = {}}, cli::furnish);
    return district;
}

Hired hire(DistrictId district, const std::string& name, Role role,
           std::optional<BuildingId> building) {
    return database().write({.district = district, .actor = {}}, [&](WriteTx& tx) {
        std::string email = tx.random().token(9) + "@example.org";
        for (char& c : email) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        const auto person = people::add(tx, {.name = name,
                                             .sort_name = "",
                                             .email = email,
                                             .title = "",
                                             .room = role == Role::teacher ? "214" : "",
                                             .teaches = role == Role::teacher ? "Grade 4" : "",
                                             .building = building});
        people::give_role(tx, person, role, building);
        const auto account = signin::account_for(tx, email);
        signin::bind_person(tx, person, account);
        return Hired{{.district = district, .actor = person}, account};
    });
}

BuildingId build(DistrictId district, const std::string& name) {
    return database().write({.district = district, .actor = {}}, [&](WriteTx& tx) {
        return districts::add_building(
            tx, {.name = name, .zone = "America/New_York", .identifier = "060000100001"});
    });
}

Client in(School& school, const Hired& hired) { return Client(school, hired.scope, hired.account); }

Reply reply_of(const http::Response& response) {
    Reply reply{.status = response.status,
                .body = response.body,
                .location = "",
                .header_type = response.content_type.substr(0, response.content_type.find(';')),
                .headers = response.headers};
    reply.location = reply.header("Location");
    return reply;
}

}  // namespace

std::string_view Reply::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name) return value;
    }
    return "";
}

Client::Client(School& school) : school_(&school) {}

Client::Client(School& school, Scope scope, AccountId account)
    : school_(&school), scope_(scope), account_(account) {
    come_in();
    const signin::Place place{scope.district, scope.actor, "", ""};
    token_ = database().write(Scope::whole(), [&](WriteTx& tx) {
        return signin::make_token(tx, account, place, "test");
    });
}

void Client::come_in() {
    const signin::Place place{scope_.district, scope_.actor, "", ""};
    cookie_ = database().write(Scope::whole(), [&](WriteTx& tx) {
        return signin::start_session(
            tx,
            {.account = account_, .place = place, .device = "Test", .is_second_factor_due = false});
    });
    const auto guest = database().read(
        Scope::whole(), [&](ReadTx& tx) { return desk::guest_of_cookie(tx, cookie_); });
    csrf_ = guest->csrf_token;
    seen_ = clock().now();
}

void Client::come_in_again() {
    if (cookie_.empty() || stays_out_) return;
    if (clock().now().ms - seen_.ms > 30 * 60 * 1000) come_in();
}

Client& Client::staying_out() {
    stays_out_ = true;
    return *this;
}

http::Request Client::request_of(http::Method method, const std::string& target) const {
    http::Request request;
    request.method = method;
    request.target = target;
    const auto mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string::npos) {
        request.query = http::Fields::parse(target.substr(mark + 1)).value();
    }
    request.id = "test-1";
    request.peer = network_;
    request.headers = {{"host", "rapport.test"}, {"user-agent", "Firefox/130 Android"}};
    if (!language_.empty()) request.headers.emplace_back("accept-language", language_);
    return request;
}

Reply Client::send(http::Request request) { return reply_of(school_->app().answer(request)); }

Reply Client::get(const std::string& target) {
    come_in_again();
    auto request = request_of(http::Method::get, target);
    if (!cookie_.empty()) request.headers.emplace_back("cookie", "s=" + cookie_);
    return send(std::move(request));
}

Reply Client::act(http::Method method, const std::string& path, const Form& fields) {
    come_in_again();
    auto request = request_of(method, path);
    request.headers.emplace_back("sec-fetch-site", "same-origin");
    if (!cookie_.empty()) request.headers.emplace_back("cookie", "s=" + cookie_);
    for (const auto& [name, value] : fields) request.form.add(name, value);
    const std::string key = next_key_.empty() ? random().token(16) : next_key_;
    next_key_.clear();
    request.form.add("_key", key);
    if (!csrf_.empty()) request.form.add("_token", desk::masked_csrf(random(), csrf_));
    return send(std::move(request));
}

Reply Client::post(const std::string& path, const Form& fields) {
    return act(http::Method::post, path, fields);
}

Reply Client::del(const std::string& path, const Form& fields) {
    return act(http::Method::del, path, fields);
}

Reply Client::api_get(const std::string& target) {
    auto request = request_of(http::Method::get, target);
    request.headers.emplace_back("authorization", "Bearer " + token_);
    return send(std::move(request));
}

Reply Client::api_get_if_changed(const std::string& target, const std::string& etag) {
    auto request = request_of(http::Method::get, target);
    request.headers.emplace_back("authorization", "Bearer " + token_);
    request.headers.emplace_back("if-none-match", etag);
    return send(std::move(request));
}

Reply Client::api_post(const std::string& path, const std::string& json) {
    auto request = request_of(http::Method::post, path);
    request.headers.emplace_back("authorization", "Bearer " + token_);
    request.headers.emplace_back("content-type", "application/json");
    const std::string key = next_key_.empty() ? random().token(16) : next_key_;
    next_key_.clear();
    request.headers.emplace_back("idempotency-key", key);
    request.body = json;
    return send(std::move(request));
}

Reply Client::api_del(const std::string& path) {
    auto request = request_of(http::Method::del, path);
    request.headers.emplace_back("authorization", "Bearer " + token_);
    request.headers.emplace_back("idempotency-key", random().token(16));
    return send(std::move(request));
}

Client& Client::with_key(std::string key) {
    next_key_ = std::move(key);
    return *this;
}

Client& Client::from(std::string network) {
    network_ = std::move(network);
    return *this;
}

Client& Client::speaking(std::string_view language) {
    language_ = language;
    return *this;
}

School::School()
    : coach(*this),
      other_coach(*this),
      teacher(*this),
      colleague(*this),
      harbor_teacher(*this),
      technician(*this),
      principal(*this),
      director(*this),
      admin(*this),
      representative(*this),
      stranger(*this),
      nobody(*this) {
    crypto::start();
    clock().set(first_morning);
    services_ = std::make_unique<desk::Services>(database(), "http://rapport.test");
    cli::wire(*services_);
    app_ = std::make_unique<desk::App>(*services_, cli::all_routes());
    services_->routes = &app_->routes();
    const auto network = database().write(
        Scope::whole(), [](WriteTx& tx) { return districts::add_network(tx, "Great Lakes"); });
    const auto district = new_district("Lakeside Unified", network);
    cedar = build(district, "Cedar Elementary");
    harbor = build(district, "Harbor High School");
    coach = in(*this, hire(district, "Rosa Lima", Role::coach, std::nullopt));
    other_coach = in(*this, hire(district, "Jo Park", Role::coach, std::nullopt));
    teacher = in(*this, hire(district, "Amina Diallo", Role::teacher, cedar));
    colleague = in(*this, hire(district, "Bao Nguyễn", Role::teacher, cedar));
    harbor_teacher = in(*this, hire(district, "Chidi Okafor", Role::teacher, harbor));
    technician = in(*this, hire(district, "Tom Weaver", Role::technician, std::nullopt));
    principal = in(*this, hire(district, "Helen Marsh", Role::principal, cedar));
    director = in(*this, hire(district, "Dmitri Volkov", Role::director, std::nullopt));
    admin = in(*this, hire(district, "Ada Quill", Role::district_admin, std::nullopt));
    representative = in(*this, hire(district, "Nadia Brandt", Role::network_rep, std::nullopt));
    stranger = in(*this, hire(new_district("Elsewhere", network), "Sam Elsewhere", Role::coach,
                              std::nullopt));
}

School::~School() = default;

Db& School::db() { return database(); }

Client School::add(const std::string& name, Role role, std::optional<BuildingId> building) {
    return in(*this, hire(scope().district, name, role, building));
}

std::string School::kind(std::string_view code) {
    const auto rows = database().read(scope(), [](ReadTx& tx) { return sample::kinds(tx); });
    for (const auto& row : rows) {
        if (row.code == code) return row.id.text();
    }
    bug("no such kind of help", __FILE__, __LINE__);
}

}  // namespace rapport::test
