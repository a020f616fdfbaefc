// For tests of cycles: proposing, agreeing and pressing in one line each.
#pragma once

#include <string>

#include "coaching/cycles/cycles.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::cycles::cast {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

inline std::string proposed(School& school, const std::vector<const Client*>& teachers,
                            const std::string& model = "mini") {
    Form form{{"topic", "Podcasts in grade 4"}, {"template", model}};
    for (const Client* teacher : teachers) form.emplace_back("person", teacher->id().text());
    const Reply reply = school.coach.post("/cycles", form);
    must(reply.status == 303, reply.body.c_str());
    return reply.location;
}

inline Reply say_yes(Client& teacher, const std::string& address) {
    return teacher.post(address + "/agreement", {{"agreement_number", "1"}});
}

inline CycleId id_of(const std::string& address) {
    return CycleId::parse(address.substr(address.rfind('/') + 1)).value();
}

inline std::optional<Hand> seen(School& school, const Client& who, const std::string& address) {
    return school.db().read(who.scope(), [&](ReadTx& tx) { return in_hand(tx, id_of(address)); });
}

inline Cycle cycle(School& school, const std::string& address) {
    return seen(school, school.coach, address).value().cycle;
}

// Presses a button of the cycle's page as it stands now.
inline Reply press(School& school, Client& who, const std::string& address, const std::string& noun,
                   Form fields = {}) {
    fields.emplace_back("version", std::to_string(cycle(school, address).version));
    return who.post(address + "/" + noun, fields);
}

inline Reply look(Client& who, const std::string& address, const std::string& moment) {
    return who.post(address + "/evidence", {{"moment", moment},
                                            {"source", "Exit slips"},
                                            {"level_0", "14"},
                                            {"level_1", "6"},
                                            {"level_2", "4"},
                                            {"level_3", "0"}});
}

inline std::string begun(School& school, Client& teacher) {
    const std::string address = proposed(school, {&teacher});
    must(say_yes(teacher, address).status == 303, "a yes was refused");
    must(press(school, teacher, address, "stage", {{"to", "begin"}}).status == 303,
         "a beginning was refused");
    return address;
}

}  // namespace rapport::cycles::cast
