// For tests of requests: asking, acting and looking, in one line each.
#pragma once

#include <string>

#include "coaching/requests/requests_rules.hpp"
#include "coaching/requests/requests_store.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::requests::cast {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

// It is Monday 2026-11-02, 9:00 in the buildings, while this lives; then what it was before.
class Monday {
  public:
    Monday() : before_(test::clock().now()) {
        test::clock().set(Instant::parse_rfc3339("2026-11-02T14:00:00.000Z").value());
    }
    ~Monday() { test::clock().set(before_); }
    Monday(const Monday&) = delete;
    Monday& operator=(const Monday&) = delete;

  private:
    Instant before_;
};

inline constexpr const char* wish = "My fourth graders would love to make a podcast.";

inline RequestId asked(School& school, const Client& who, const std::string& words = wish) {
    const auto made = school.db().write(who.scope(), [&](WriteTx& tx) {
        return ask(tx, {.teacher = tx.actor(), .words = words, .times = ""});
    });
    return *made;
}

inline std::optional<Hand> seen(School& school, const Client& who, RequestId request) {
    return school.db().read(who.scope(), [&](ReadTx& tx) { return in_hand(tx, request); });
}

inline RequestLine line(School& school, RequestId request) {
    return school.db().read(school.scope(), [&](ReadTx& tx) { return find(tx, request); }).value();
}

inline std::vector<store::Step> steps(School& school, RequestId request) {
    return school.db().read(school.scope(), [&](ReadTx& tx) { return store::steps(tx, request); });
}

inline std::string address(RequestId request, const std::string& noun = "") {
    return "/requests/" + request.text() + (noun.empty() ? "" : "/" + noun);
}

// Presses a button of the request's page as it stands now.
inline Reply press(School& school, Client& who, RequestId request, const std::string& noun,
                   Form fields = {}) {
    fields.emplace_back("version", std::to_string(line(school, request).version));
    return who.post(address(request, noun), fields);
}

inline Reply take(School& school, Client& who, RequestId request) {
    return press(school, who, request, "triage", {{"to", "coach/" + who.id().text()}});
}

}  // namespace rapport::requests::cast
