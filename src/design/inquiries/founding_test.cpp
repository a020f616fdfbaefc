// The founding coach: five questions, forty answers over four channels, one table that is
// published.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "design/inquiries/inquiries_cast.hpp"
#include "kernel/text/text.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::inquiries {
namespace {

namespace fs = std::filesystem;
using namespace cast;

fs::path letters_of_others() {
    if (const char* named = std::getenv("RAPPORT_SHARED_DATA")) return fs::path(named) / "mail";
    for (const char* up : {"/../shared/data/mail", "/../../shared/data/mail"}) {
        if (fs::exists(RAPPORT_SOURCE_DIR + std::string(up))) {
            return RAPPORT_SOURCE_DIR + std::string(up);
        }
    }
    return {};
}

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string all{std::istreambuf_iterator<char>(in), {}};
    std::erase(all, '\r');
    return all;
}

// Letters of people from the shared data whose own words stand first: what follows them, the
// quotations and signatures in ten languages, as ends for letters of ours.
std::vector<std::string> ends_of_letters() {
    std::vector<std::string> ends;
    const fs::path folder = letters_of_others() / "reply-discourse";
    if (!fs::exists(folder)) return ends;
    for (const auto& entry : fs::directory_iterator(folder / "emails")) {
        const std::string whole = read(entry.path());
        const std::string own(text::trimmed(read(folder / "trimmed" / entry.path().filename())));
        const auto at = whole.find(own);
        if (own.empty() || at != 0 || !text::is_utf8(whole)) continue;
        ends.push_back(whole.substr(own.size()));
    }
    std::ranges::sort(ends);
    return ends;
}

// The study of forty, step by step.
struct Forty : Study {
    void by_the_link() {
        for (int i = 0; i < 12; ++i) {
            const std::string name = "Hidden" + std::to_string(i);
            const Reply sent = school.nobody.post(
                link + "/responses",
                {{"answer", i % 2 == 0 ? "Yes, one between three schools" : "No, nobody"},
                 {"answer", "Co-teaching and small repairs"},
                 {"answer", i == 3 ? "" : "A teaching licence"},
                 {"answer", "A teacher among teachers"},
                 {"answer", "Service, mostly, says " + name},
                 {"school", i < 7 ? "middle" : "high"},
                 {"name", name},
                 {"may_quote", i < 6 ? "1" : ""}});
            ASSERT_EQ(sent.status, 303) << sent.body;
        }
    }

    // Each ends as letters of people end.
    void by_mail(const std::vector<std::string>& ends) {
        for (int i = 0; i < 16; ++i) {
            const std::string end = ends.empty()
                                        ? "\n\nOn 3 November Mina wrote:\n> Is there such a post?"
                                        : ends[static_cast<std::size_t>(i) % ends.size()];
            EXPECT_EQ(receive("mail" + std::to_string(i),
                              "1. Yes, half a post " + std::to_string(i) +
                                  "\n2. Workshops\n3. None\n4. No\n5. Influence\n" + end),
                      Fate::answer)
                << i;
        }
    }

    void out_of_posts() {
        for (int i = 0; i < 8; ++i) {
            const Reply pasted = school.coach.post(
                path + "/responses",
                {{"channel", "post"},
                 {"source", "A thread, page " + std::to_string(i)},
                 {"school", i < 2 ? "elementary" : "middle"},
                 {"whole", "Q1: Yes " + std::to_string(i) + "\nQ2: Newsletters\nQ5: Both"}});
            ASSERT_EQ(pasted.status, 303) << pasted.body;
            EXPECT_TRUE(school.coach.get(pasted.location).shows("Newsletters</textarea>"));
        }
    }

    void by_comment() {
        for (int i = 0; i < 4; ++i) {
            const Reply sent = school.nobody.post(
                link + "/comments", {{"whole", "1. Yes, since " + std::to_string(2020 + i)},
                                     {"school", "elementary"},
                                     {"name", "Hidden comment"}});
            ASSERT_EQ(sent.status, 303) << sent.body;
        }
    }

    // Saves each as it was divided; says how many letters had been divided as they were meant.
    int look_over() {
        int good = 0;
        for (const json::value& one : responses()) {
            if (one.at("is_checked").as_bool()) continue;
            const std::string where = text_of(one, "school");
            Form form{{"school", where.empty() ? "several" : where},
                      {"name", text_of(one, "name")}};
            const auto& answers = one.at("answer").as_array();
            for (const json::value& words : answers) {
                form.emplace_back("answer", std::string(words.as_string()));
            }
            good += text_of(one, "channel") == "mail" &&
                    answers[0].as_string().starts_with("Yes, half a post") && answers[3] == "No" &&
                    text::length(std::string(answers[4].as_string())) < 12;
            EXPECT_EQ(school.coach.post(path + "/responses/" + text_of(one, "id"), form).status,
                      303);
        }
        return good;
    }

    // Question 1 into yes and no; a suggestion alone ticks nothing.
    void sort_first() {
        const std::string yes = category(1, "There is one", "yes, half");
        const std::string no = category(1, "There is none", "nobody");
        const Reply suggested = school.coach.get(path + "/questions/1");
        EXPECT_TRUE(suggested.shows("There is one <small>suggested</small>"));
        EXPECT_FALSE(suggested.shows("\" checked>"));
        Form sorting;
        for (const json::value& one : responses()) {
            const auto& first = one.at("answer").as_array()[0].as_string();
            if (first.empty()) continue;
            sorting.emplace_back("code",
                                 (first.starts_with("Yes") ? yes : no) + ":" + text_of(one, "id"));
        }
        ASSERT_EQ(school.coach.post(path + "/questions/1/sorting", sorting).status, 303);
    }

    std::string id_of(const char* name) {
        const auto all = responses();
        const auto at = std::ranges::find_if(
            all, [&](const json::value& one) { return one.at("name") == name; });
        must(at != all.end(), name);
        return text_of(*at, "id");
    }

    // A quote needs the writer's word, and names nobody.
    void quote_one() {
        const auto quote = [&](const std::string& id, const std::string& words) {
            return school.coach.post(path + "/questions/5/sorting",
                                     {{"quotable", id}, {"quote", words}});
        };
        const std::string agreed = id_of("Hidden0");
        EXPECT_TRUE(quote(id_of("Hidden8"), "Service").shows("did not agree to be quoted"));
        const Reply naming = quote(agreed, "Service, mostly, says Hidden0");
        EXPECT_EQ(naming.status, 422);
        EXPECT_TRUE(naming.shows("“hidden0” tells who wrote this."));
        EXPECT_TRUE(naming.shows("says Hidden0</textarea>"));
        EXPECT_EQ(quote(agreed, "Service, mostly, QUOTED").status, 303);
    }

    void publish() {
        ASSERT_EQ(
            school.coach.post(path + "/publication", {{"conclusion", "Most have one."}}).status,
            303);
    }

    void everybody_reads_the_table_and_no_name() {
        for (Client* who : {&school.nobody, &school.coach, &school.principal}) {
            const Reply page = who->get(link + "/results"), file = who->get(link + "/table.csv");
            EXPECT_EQ(page.status, 200);
            for (const char* said : {"Most have one.", "There is one", "Service, mostly, QUOTED",
                                     "40 people are counted"}) {
                EXPECT_TRUE(page.shows(said)) << said;
            }
            EXPECT_TRUE(file.shows("There is one,"));
            for (const Reply* one : {&page, &file}) {
                for (const char* hidden : {"Hidden", "mail3", "A thread", "elsewhere.example"}) {
                    EXPECT_FALSE(one->shows(hidden)) << hidden;
                }
            }
        }
    }
};

std::int64_t total_of(const json::object& table, const char* category) {
    for (const json::value& row : table.at("questions").as_array()[0].at("rows").as_array()) {
        if (row.at("name") != category) continue;
        std::int64_t sum = 0;
        for (const json::value& count : row.at("counts").as_array()) sum += count.as_int64();
        EXPECT_EQ(sum, row.at("total").as_int64());
        return sum;
    }
    return -1;
}

TEST(FoundingCoach, forty_answers_over_four_channels_become_one_published_table) {
    Forty study;
    test::School& school = study.school;
    const auto ends = ends_of_letters();
    if (ends.empty()) {
        fmt::print("no shared data here: ../shared/data/mail; letters end plainly\n");
    }
    study.by_the_link();
    study.by_mail(ends);
    study.out_of_posts();
    // What a program divided is not counted before somebody has looked it over.
    EXPECT_EQ(study.table().at("people").as_int64(), 12);
    EXPECT_EQ(study.table().at("unchecked").as_int64(), 24);
    const int well_divided = study.look_over();
    fmt::print("{} of 16 letters were divided as they were meant, with {} ends of real letters\n",
               well_divided, ends.size());
    EXPECT_GE(well_divided, 14);
    study.sort_first();
    study.quote_one();

    EXPECT_TRUE(school.coach.post(study.path + "/publication").shows("Close it first."));
    ASSERT_EQ(school.coach.post(study.path + "/closure").status, 303);
    EXPECT_EQ(school.nobody.get(study.link + "/results").status, 404);
    study.publish();
    test::clock().advance_seconds(60);
    // What comes in below it is counted the next time: looked at twice, it would tell who it was.
    study.by_comment();
    study.look_over();
    EXPECT_EQ(study.public_table().at("people").as_int64(), 36);
    study.publish();
    const json::object table = study.public_table();
    EXPECT_EQ(table.at("people").as_int64(), 40);
    for (const json::value& column : table.at("columns").as_array()) {
        EXPECT_GE(column.at("people").as_int64(), 5) << json::serialize(column);
    }
    EXPECT_EQ(total_of(table, "There is one"), 6 + 16 + 8);
    EXPECT_EQ(total_of(table, "There is none"), 6);
    study.everybody_reads_the_table_and_no_name();

    EXPECT_EQ(school.coach.post(study.path + "/publication/end").status, 303);
    EXPECT_EQ(school.nobody.get(study.link + "/results").status, 404);
    EXPECT_EQ(school.nobody.get(study.link + "/table.csv").status, 404);
    EXPECT_EQ(school.nobody.post(study.link + "/comments", {{"whole", "Late"}}).status, 404);
}

TEST(FoundingCoach, hostile_and_damaged_letters_are_counted_by_nobody) {
    const fs::path folder = letters_of_others() / "mime-stalwart" / "malformed";
    if (!fs::exists(folder)) GTEST_SKIP() << "no shared data here: ../shared/data/mail";
    Study study;
    int kept = 0, turned_away = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const Fate fate = intake::accept(study.school.db(), study.address, read(entry.path()));
        ++(fate == Fate::answer ? kept : turned_away);
    }
    fmt::print("{} damaged letters wait to be looked over, {} were turned away\n", kept,
               turned_away);
    EXPECT_GT(kept + turned_away, 10);
    EXPECT_EQ(study.table().at("people").as_int64(), 0);
    EXPECT_EQ(study.table().at("unchecked").as_int64(), kept);
    EXPECT_EQ(study.school.coach.get(study.path).status, 200);
    for (const json::value& one : study.responses()) {
        const std::string page = study.path + "/responses/" + text_of(one, "id");
        EXPECT_EQ(study.school.coach.get(page).status, 200);
    }
}

}  // namespace
}  // namespace rapport::inquiries
