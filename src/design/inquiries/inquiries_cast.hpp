// An inquiry that is open, in a school of its own, and the ways into it. Tests only.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "coaching/intake/intake.hpp"
#include "design/inquiries/inquiries.hpp"
#include "platform/settings/settings.hpp"
#include "tests/support/school.hpp"

namespace rapport::inquiries::cast {

namespace json = boost::json;
using intake::Fate;
using test::Client;
using test::Form;
using test::Reply;

struct Study {
    test::School school;
    std::string domain = school.scope().district.text() + ".example";
    std::string path, link, address;

    Study() {
        school.nobody.from(domain);
        school.db().write(school.scope(), [&](WriteTx& tx) {
            settings::put(tx, settings::mail_address, "help@" + domain);
        });
        path = school.coach
                   .post("/inquiries", {{"title", "What is the job like?"},
                                        {"question", "Is there such a post in your school?"},
                                        {"question", "What does an ordinary week hold?"},
                                        {"question", "Which certificate is needed?"},
                                        {"question", "Does it count as a leader?"},
                                        {"question", "Is it influence, or service?"}})
                   .location;
        must(school.coach.post(path + "/opening").status == 303, "it could not be opened");
        link = "/asked/" + path.substr(std::string_view("/inquiries/").size());
        address = "q+" + path.substr(std::string_view("/inquiries/").size()) + "@" + domain;
    }

    Fate receive(const std::string& from, const std::string& body, const std::string& more = "") {
        return intake::accept(school.db(), address,
                              more + "From: Peer " + from + " <" + from +
                                  "@elsewhere.example>\r\nTo: " + address +
                                  "\r\nSubject: Re: What is the job like?\r\nMessage-ID: <" + from +
                                  "@x>\r\n\r\n" + body);
    }
    json::array responses() {
        return json::parse(school.coach.api_get("/api/v1" + path + "/responses").body)
            .at("responses")
            .as_array();
    }
    json::object table() {
        return json::parse(school.coach.api_get("/api/v1" + path + "/table").body).as_object();
    }
    json::object public_table() {
        return json::parse(school.nobody.api_get("/api/v1" + link + "/table").body).as_object();
    }
    std::string category(int question, const std::string& name, const std::string& words = "") {
        const Reply reply =
            school.coach.post(path + "/questions/" + std::to_string(question) + "/categories",
                              {{"name", name}, {"looks_for", words}});
        must(reply.status == 303, reply.body.c_str());
        const json::object now = table();
        for (const json::value& one : now.at("categories").as_array()) {
            if (one.at("name").as_string() == name) return std::string(one.at("id").as_string());
        }
        return "";
    }
};

inline std::string text_of(const json::value& one, const char* field) {
    return std::string(one.at(field).as_string());
}

}  // namespace rapport::inquiries::cast
