// A coach and a teacher at browsers that keep the second cookie, too: what opens their notes.
#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "coaching/contacts/contacts.hpp"
#include "platform/desk/context.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::test {

using contacts::ContactId;

inline constexpr const char* words = "four quiet words here";
inline constexpr const char* other_words = "five other quiet words here";
inline constexpr const char* secret = "Amina worries about the observation in December.";

// Somebody at a browser that keeps the second cookie, too.
class Browser {
  public:
    explicit Browser(Client& who) : who_(who) {}

    Reply get(const std::string& target) {
        auto request = request_of(http::Method::get, target);
        return answered(std::move(request));
    }
    Reply post(const std::string& path, const Form& fields = {}) {
        auto request = request_of(http::Method::post, path);
        request.headers.emplace_back("sec-fetch-site", "same-origin");
        for (const auto& [name, value] : fields) request.form.add(name, value);
        request.form.add("_key", random().token(16));
        const auto guest = database().read(
            Scope::whole(), [&](ReadTx& tx) { return desk::guest_of_cookie(tx, who_.cookie()); });
        request.form.add("_token", desk::masked_csrf(random(), guest->csrf_token));
        return answered(std::move(request));
    }
    // Chooses a passphrase; gives the recovery code, and the digits if there are any.
    std::vector<std::string> choose(const std::string& path = "/notes-key",
                                    Form more = {{"passphrase", words}, {"again", words}}) {
        const Reply page = post(path, more);
        EXPECT_EQ(page.status, 200) << page.body;
        std::vector<std::string> strong;
        for (auto at = page.body.find("<strong>"); at != std::string::npos;
             at = page.body.find("<strong>", at + 1)) {
            const auto begin = at + 8;
            strong.push_back(page.body.substr(begin, page.body.find('<', begin) - begin));
        }
        return strong;
    }
    Reply unlock(const std::string& typed = words) {
        return post("/notes-key/unlocking", {{"known", typed}});
    }
    void lock() { post("/notes-key/locking"); }
    void come_back() { who_.get("/notes-key"); }  // Signs in anew after a long time.
    void forget_cookie() { cookie_.clear(); }
    const std::string& cookie() const { return cookie_; }

  private:
    http::Request request_of(http::Method method, const std::string& target) const {
        http::Request request;
        request.method = method;
        request.target = target;
        const auto mark = target.find('?');
        request.path = target.substr(0, mark);
        if (mark != std::string::npos) {
            request.query = http::Fields::parse(target.substr(mark + 1)).value();
        }
        request.id = "test-1";
        request.peer = "127.0.0.1";
        std::string cookies = "s=" + who_.cookie();
        if (!cookie_.empty()) cookies += "; n=" + cookie_;
        request.headers = {{"host", "rapport.test"}, {"cookie", cookies}};
        return request;
    }
    Reply answered(http::Request request) {
        Reply reply = who_.send(std::move(request));
        for (const auto& [name, value] : reply.headers) {
            if (name != "Set-Cookie" || !value.starts_with("n=")) continue;
            cookie_ = value.substr(2, value.find(';') - 2);
        }
        return reply;
    }
    Client& who_;
    std::string cookie_;
};

struct NotesPair {
    School school;
    Browser coach{school.coach}, teacher{school.teacher};

    ContactId note(const std::string& tier, const std::string& body = secret) {
        const Reply reply = coach.post("/contacts", {{"person", school.teacher.id().text()},
                                                     {"kind", school.kind("1b")},
                                                     {"minutes", "15"},
                                                     {"note", body},
                                                     {"tier", tier}});
        EXPECT_EQ(reply.status, 303) << reply.body;
        return *ContactId::parse(reply.location.substr(reply.location.find("saved=") + 6));
    }
    static std::string path(ContactId contact) { return "/contacts/" + contact.text(); }
    bool reads(Browser& who, ContactId contact, const std::string& body = secret) {
        return who.get(path(contact)).shows(body);
    }
    void as_program(Client& who, const std::function<void(WriteTx&)>& act) {
        school.db().write(who.scope(), act);
    }
};

inline bool is_anywhere_in_database(School& school, std::string_view needle) {
    bool is_found = false;
    school.db().read(Scope::whole(), [&](ReadTx& tx) {
        tx.each(
            Sql{"test.bodies", "SELECT body, sealed FROM note WHERE district_id = $1"},
            [&](const db::Row& row) {
                is_found |= row.view(0).find(needle) != std::string_view::npos ||
                            row.view(1).find(needle) != std::string_view::npos;
            },
            school.scope().district);
    });
    return is_found;
}

}  // namespace rapport::test
