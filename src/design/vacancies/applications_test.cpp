// Applications: who may read them, what is taken, what is refused, and when they are gone.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "design/vacancies/vacancies_cast.hpp"
#include "design/vacancies/vacancies_jobs.hpp"
#include "tests/support/letters.hpp"
#include "tests/support/world.hpp"

namespace rapport::vacancies::cast {
namespace {

std::vector<Application> all_of(School& school, const std::string& address) {
    const VacancyId id = seen(school, address).id;
    return school.db().read(school.admin.scope(), [&](ReadTx& tx) { return applications(tx, id); });
}

const std::string pdf = "%PDF-1.7\nCANARYDOCUMENT";

TEST(Applications, whoever_reads_the_page_applies_with_a_document_and_those_who_hire_read_it) {
    School school;
    const std::string address = posted(school);
    const std::string path = public_path(school, address);
    const Reply sent = Sender(school, path).add("My letter.PDF", pdf).send();
    EXPECT_EQ(sent.status, 303) << sent.body;
    EXPECT_EQ(sent.location, path + "/thanks");
    EXPECT_TRUE(school.nobody.get(sent.location).shows("Your application has arrived"));
    const Reply page = school.admin.get(address);
    for (const char* said : {"Mina Applicant", "mina@example.org", "CANARYAPPLICATION",
                             "My letter.PDF", "I would get it"}) {
        EXPECT_TRUE(page.shows(said)) << said;
    }
    const auto at = page.body.find("/applications/");
    const std::string file = page.body.substr(at, page.body.find('"', at) - at);
    const Reply document = school.director.get(file);
    EXPECT_EQ(document.body, pdf);
    EXPECT_EQ(document.header("Content-Disposition"), "attachment; filename=\"document-1.pdf\"");
    EXPECT_EQ(document.header("X-Content-Type-Options"), "nosniff");
    School other;
    EXPECT_EQ(other.director.get(file).status, 404);
    for (Client* who : {&school.coach, &school.principal, &school.teacher}) {
        EXPECT_EQ(who->get(file).status, 403);
    }
}

// Every page and every answer of the API, of everybody who does not hire, and every public page.
TEST(Applications, nobody_else_meets_a_word_of_them_anywhere) {
    test::World world;
    School& school = world.school;
    const std::string path = public_path(school, posted(school));
    ASSERT_EQ(Sender(school, path).add("a.pdf", pdf).send().status, 303);
    std::vector<std::string> targets{path, path + "/pdf", path + "/thanks"};
    const std::string board = path.substr(0, path.rfind('/'));
    for (const char* part : {"", "/feed/atom", "/feed/json"}) targets.push_back(board + part);
    for (const desk::Route& route : school.app().routes()) {
        if (route.method != http::Method::get || route.pattern == "/readyz") continue;
        targets.push_back(world.path_of(route.pattern));
    }
    const auto reads_a_word = [](const Reply& reply) {
        return reply.shows(application_mark) || reply.shows("mina@example.org") ||
               reply.shows("Mina Applicant");
    };
    for (auto& [name, who] : world.cast()) {
        if (name == "director" || name == "admin") continue;
        for (const std::string& target : targets) {
            EXPECT_FALSE(reads_a_word(who->get(target))) << name << " " << target;
            EXPECT_FALSE(reads_a_word(who->api_get(target))) << name << " " << target;
        }
    }
}

TEST(Applications, each_field_says_what_it_lacks_and_keeps_what_was_typed) {
    School school;
    const std::string path = public_path(school, posted(school));
    const auto refused = [&](Sender&& sender, const char* says) {
        const Reply reply = sender.send();
        EXPECT_EQ(reply.status, 422) << says;
        EXPECT_TRUE(reply.shows(says)) << says;
        EXPECT_TRUE(reply.shows("value=\"would\" checked")) << says;
    };
    refused(std::move(Sender(school, path).say("name", " ")), "Write your name.");
    refused(std::move(Sender(school, path).say("email", "nobody")), "that reaches you");
    refused(std::move(Sender(school, path).say("words", " ")), "Write a few words, or add a");
    refused(std::move(Sender(school, path).say("words", std::string(4001, 'x'))), "longer than");
    refused(std::move(Sender(school, path).add("a.exe", "MZ")), "cannot be read here");
    refused(std::move(Sender(school, path).add("a.pdf", "<html>")), "cannot be read here");
    refused(std::move(Sender(school, path).add("a.html", pdf)), "cannot be read here");
    refused(std::move(Sender(school, path).add("a.txt", std::string("a\0b", 3))), "cannot be read");
    refused(std::move(Sender(school, path).add("a.txt", "\xff\xfe")), "cannot be read here");
    refused(std::move(Sender(school, path).add("big.pdf", pdf + std::string(5 << 20, 'x'))),
            "is larger than 5 MB");
    Sender four(school, path);
    for (int i = 0; i < 4; ++i) four.add("a" + std::to_string(i) + ".pdf", pdf);
    refused(std::move(four), "That is more than 3 documents.");
    refused(std::move(Sender(school, path).say("website", "https://spam.example")),
            "Leave this field empty");
}

TEST(Applications, a_document_is_what_its_bytes_and_its_name_say) {
    const std::string zip = "PK\x03\x04";
    EXPECT_EQ(kind_of("a.pdf", pdf), FileKind::pdf);
    EXPECT_EQ(kind_of("a.docx", zip + "…word/document.xml"), FileKind::docx);
    EXPECT_EQ(kind_of("a.docx", zip + "…xl/workbook.xml"), std::nullopt);
    const std::string head = zip + std::string(26, '\0');
    EXPECT_EQ(kind_of("a.odt", head + "mimetypeapplication/vnd.oasis.opendocument.text"),
              FileKind::odt);
    EXPECT_EQ(kind_of("a.odt", head), std::nullopt);
    EXPECT_EQ(kind_of("a.odt", zip), std::nullopt);
    EXPECT_EQ(kind_of("a.txt", "Bao Nguyễn"), FileKind::txt);
    EXPECT_EQ(kind_of("txt", "a"), std::nullopt);
    EXPECT_EQ(kind_of("", ""), std::nullopt);
}

TEST(Applications, pressed_twice_it_arrives_once) {
    School school;
    const std::string address = posted(school);
    const std::string path = public_path(school, address);
    const std::string key = test::random().token(16);
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(Sender(school, path).with_key(key).send().location, path + "/thanks");
    }
    const auto found = all_of(school, address);
    EXPECT_EQ(found.size(), 1u);
}

TEST(Applications, a_flood_from_one_network_is_slowed_down_and_no_other_is) {
    School school;
    const std::string path = public_path(school, posted(school));
    const std::string peer = "flood-" + test::random().token(12);
    int slowed = 0;
    for (int i = 0; i < 25; ++i) {
        if (Sender(school, path).from(peer).send().status == 429) ++slowed;
    }
    EXPECT_EQ(slowed, 5);
    EXPECT_EQ(Sender(school, path).send().status, 303);
    test::clock().advance_seconds(60);
    EXPECT_EQ(Sender(school, path).from(peer).send().status, 303);
}

TEST(Applications, those_who_hire_are_told_without_a_word_of_it) {
    School school;
    const std::string path = public_path(school, posted(school));
    test::mails_taken(school);
    Sender(school, path).send();
    const auto mails = test::mails_taken(school);
    ASSERT_EQ(mails.size(), 2u);  // The director and the administrator.
    for (const std::string& mail : mails) {
        EXPECT_NE(mail.find("Somebody has applied"), std::string::npos);
        EXPECT_EQ(mail.find("Mina"), std::string::npos);
        EXPECT_EQ(mail.find(application_mark), std::string::npos);
    }
}

TEST(Applications, what_was_not_asked_is_not_kept) {
    School school;
    const std::string address = posted(school);
    Sender(school, public_path(school, address)).say("answer-cetl", "holds").send();
    const auto found = all_of(school, address);
    ASSERT_EQ(found.size(), 1u);
    ASSERT_EQ(found[0].answers.size(), 1u);
    EXPECT_EQ(found[0].answers[0].credential, "iste_certified");
}

// Does what was left for the runner and is due by then.
void run_erasures(School& school) {
    const Scope program{.district = school.scope().district, .actor = {}};
    const auto left = school.db().read(program, [](ReadTx& tx) {
        return tx.all<std::string>(
            Sql{"test.erasures", R"(SELECT payload FROM job WHERE district_id = $1
                                       AND kind = 'application_erasure' AND run_at <= $2)"},
            [](const db::Row& row) { return row.text(0); }, tx.district(), tx.now());
    });
    for (const std::string& one : left) {
        school.db().write(program, [&](WriteTx& tx) { erase(tx, one); });
    }
}

TEST(Applications, they_are_gone_half_a_year_after_the_end_and_not_a_day_before) {
    School school;
    const std::string address = posted(school);
    Sender(school, public_path(school, address)).add("a.pdf", pdf).send();
    school.director.post(address + "/filling");
    EXPECT_EQ(seen(school, address).erase_on, (Day{2026, 11, 2}.plus(180)));
    const auto count = [&] { return all_of(school, address).size(); };
    test::clock().advance_seconds(179 * 86400);
    run_erasures(school);
    EXPECT_EQ(count(), 1u);
    test::clock().advance_seconds(86400);
    run_erasures(school);
    EXPECT_EQ(count(), 0u);
    const auto bytes = school.db().read(school.admin.scope(), [](ReadTx& tx) {
        return tx.number(Sql{"test.documents", R"(SELECT COUNT(*) FROM application_document
                                                   WHERE district_id = $1)"},
                         tx.district());
    });
    EXPECT_EQ(bytes, 0);
}

TEST(Applications, a_district_says_how_long_they_are_kept) {
    School school;
    const Reply set =
        school.admin.api_post("/api/v1/settings/numbers", R"({"vacancies.keep_days": 30})");
    EXPECT_EQ(set.status, 200) << set.body;
    const std::string address = posted(school);
    EXPECT_TRUE(school.nobody.get(public_path(school, address)).shows("30 days"));
    school.director.post(address + "/closure");
    EXPECT_EQ(seen(school, address).erase_on, (Day{2026, 12, 2}));
}

TEST(Applications, the_pool_counts_who_would_do_under_each_wording) {
    School school;
    const std::string address = posted(school);
    const std::string path = public_path(school, address);
    for (const char* answer : {"holds", "holds", "would", "no"}) {
        Sender(school, path).say("answer-iste_certified", answer).send();
    }
    const auto pool = pool_of(all_of(school, address), "iste_certified");
    EXPECT_EQ(pool.required, 2);
    EXPECT_EQ(pool.willing, 3);
    EXPECT_EQ(pool.preferred, 4);
    EXPECT_TRUE(school.director.get(address).shows("Who could come"));
}

}  // namespace
}  // namespace rapport::vacancies::cast
