// What the tests of the ledger do again and again.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "coaching/ledger/ledger.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::ledger::cast {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

// It is Monday 2026-11-02 in the buildings; a test that moves on says so.
inline void days_later(std::int64_t days) { test::clock().advance_seconds(days * 86400); }

inline std::string credit_of(const Client& teacher) {
    return "/people/" + teacher.id().text() + "/credit";
}

inline void log(School& school, const Client& teacher, std::string_view kind,
                const std::string& minutes = "15", const Form& more = {}) {
    Form fields{{"person", teacher.id().text()}, {"kind", school.kind(kind)}, {"minutes", minutes}};
    fields.insert(fields.end(), more.begin(), more.end());
    const test::Reply reply = school.coach.post("/contacts", fields);
    EXPECT_EQ(reply.status, 303) << reply.body;
    test::clock().advance_seconds(1);
}

inline void help(School& school, const Client& teacher, int times) {
    for (int i = 0; i < times; ++i) log(school, teacher, "1b");
}

inline test::Reply invite(School& school, const Client& teacher, const std::string& words,
                          const Form& more = {}) {
    Form fields{{"words", words}};
    fields.insert(fields.end(), more.begin(), more.end());
    test::clock().advance_seconds(1);
    return school.coach.post("/people/" + teacher.id().text() + "/stretches", fields);
}

inline boost::json::value credit_json(School& school, const Client& teacher) {
    const auto reply = school.coach.api_get("/api/v1" + credit_of(teacher));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return boost::json::parse(reply.body);
}

inline std::string of_json(const boost::json::value& value, std::string_view name) {
    return std::string(value.at(name).as_string());
}

// The address of the newest invitation.
inline std::string newest(School& school) {
    const auto all = boost::json::parse(school.coach.api_get("/api/v1/stretches").body);
    return "/stretches/" + of_json(all.at("stretches").as_array().at(0), "id");
}

inline std::size_t listed(School& school) {
    const auto all = boost::json::parse(school.coach.api_get("/api/v1/stretches").body);
    return all.at("stretches").as_array().size();
}

}  // namespace rapport::ledger::cast
