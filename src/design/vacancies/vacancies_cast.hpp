// For tests of vacancies: writing, posting and applying in one line each.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "design/vacancies/vacancies.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::vacancies::cast {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

inline constexpr std::string_view application_mark = "CANARYAPPLICATION";

inline Form words(const std::string& title = "Technology coach") {
    return {{"title", title},
            {"place", "Two elementary schools"},
            {"summary", "Plans and teaches beside teachers."},
            {"begins", "August"},
            {"required", "Three years of teaching\nA kind ear"},
            {"preferred", "Some French"},
            {"credential", "willing iste_certified"},
            {"credential", "preferred maine_680"},
            {"apply_by", "2026-12-15"},
            {"takes_applications", "1"},
            {"version", "1"}};
}

// With one field said otherwise.
inline Form with(Form form, const std::string& name, const std::string& value) {
    for (auto& [field, old] : form) {
        if (field == name) old = value;
    }
    return form;
}

inline std::string requisition(Client& who, const Form& form = words()) {
    const Reply reply = who.post("/vacancies", form);
    must(reply.status == 303, reply.body.c_str());
    return reply.location;
}

inline Vacancy seen(School& school, const std::string& address) {
    const auto id =
        VacancyId::parse(address.substr(std::string_view("/vacancies/").size())).value();
    return school.db().read(school.admin.scope(), [&](ReadTx& tx) { return *find(tx, id); });
}

inline std::string posted(School& school, const Form& form = words()) {
    const std::string address = requisition(school.director, form);
    must(school.director.post(address + "/posting").status == 303, "it could not be posted");
    return address;
}

// Where everybody reads it: "/jobs/lakeside-unified/1".
inline std::string public_path(School& school, const std::string& address) {
    const auto board =
        school.db().read(school.admin.scope(), [](ReadTx& tx) { return vacancies::address(tx); });
    return "/jobs/" + board.value() + "/" + std::to_string(seen(school, address).number);
}

// A form with files, from a browser where nobody is signed in.
class Sender {
  public:
    Sender(School& school, std::string path) : school_(school), path_(std::move(path)) {
        request_.form = test_fields({{"name", "Mina Applicant"},
                                     {"email", "Mina@example.org"},
                                     {"words", std::string(application_mark)},
                                     {"answer-iste_certified", "would"}});
    }
    Sender& say(const std::string& name, const std::string& value) {
        Form changed;
        for (const auto& [field, old] : request_.form.entries()) {
            changed.emplace_back(field, field == name ? value : old);
        }
        if (!request_.form.has(name)) changed.emplace_back(name, value);
        request_.form = test_fields(changed);
        return *this;
    }
    Sender& add(const std::string& name, const std::string& bytes) {
        const auto folder = std::filesystem::temp_directory_path();
        const std::string file = folder / ("rapport-" + test::random().token(12));
        std::ofstream(file, std::ios::binary) << bytes;
        request_.uploads.push_back(
            {"document", name, "application/octet-stream", file, bytes.size()});
        return *this;
    }
    Sender& with_key(std::string key) {
        key_ = std::move(key);
        return *this;
    }
    Sender& from(std::string peer) {
        peer_ = std::move(peer);
        return *this;
    }
    Reply send() {
        http::Request request = request_;
        request.method = http::Method::post;
        request.target = request.path = path_ + "/applications";
        request.id = "test-1";
        request.peer = peer_;
        request.headers = {{"host", "rapport.test"}, {"sec-fetch-site", "same-origin"}};
        request.form.add("_key", key_.empty() ? test::random().token(16) : key_);
        return school_.nobody.send(std::move(request));
    }
    ~Sender() {
        for (const auto& upload : request_.uploads) std::remove(upload.path.c_str());
    }

  private:
    static http::Fields test_fields(const Form& form) {
        http::Fields fields;
        for (const auto& [name, value] : form) fields.add(name, value);
        return fields;
    }
    School& school_;
    std::string path_, key_;
    // Of its own in each test: tries are counted by it, in a database that all tests share.
    std::string peer_ = "10." + test::random().token(12);
    http::Request request_;
};

}  // namespace rapport::vacancies::cast
