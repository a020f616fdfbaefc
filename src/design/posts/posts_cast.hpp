// For tests of job descriptions: drafting, asking and deciding in one line each.
#pragma once

#include <string>
#include <string_view>

#include "design/posts/posts.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::posts::cast {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

// A draft from a template; gives its address.
inline std::string drafted(Client& who, const std::string& title = "Technology coach",
                           const std::string& model = "district") {
    const Reply reply = who.post("/job-descriptions", {{"title", title}, {"model", model}});
    must(reply.status == 303, reply.body.c_str());
    return reply.location;
}

inline PostId post_in(const std::string& address) {
    return PostId::parse(address.substr(std::string_view("/job-descriptions/").size(), 26)).value();
}

inline std::int64_t number_of(const std::string& address) {
    return address.back() - '0';  // No test makes ten versions.
}

inline std::optional<Hand> seen(School& school, const Client& who, const std::string& address) {
    return school.db().read(
        who.scope(), [&](ReadTx& tx) { return in_hand(tx, post_in(address), number_of(address)); });
}

inline State state(School& school, const std::string& address) {
    return seen(school, school.admin, address).value().description.state;
}

inline Reply ask(School& school, const std::string& address, const Client& whom) {
    return school.director.post(address + "/consultation", {{"person", whom.id().text()}});
}

inline Reply decide(Client& who, const std::string& address, const std::string& noun,
                    const std::string& words = "By letter") {
    return who.post(address + "/" + noun, {{"words", words}});
}

// From a template to in force, with a teacher who was asked.
inline std::string in_force(School& school) {
    const std::string address = drafted(school.director);
    must(ask(school, address, school.teacher).status == 303, "nobody could be asked");
    for (const char* noun : {"sending", "endorsement", "approval"}) {
        must(decide(school.admin, address, noun).status == 303, noun);
    }
    return address;
}

}  // namespace rapport::posts::cast
