#include "coaching/contacts/contacts.hpp"

#include <gtest/gtest.h>

#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::contacts {
namespace {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

std::string id_in(const Reply& reply) {
    const auto at = reply.location.find("saved=");
    return at == std::string::npos ? "" : reply.location.substr(at + 6);
}

Form help_for(School& school, const Client& who, Form more = {}) {
    Form form{{"person", who.id().text()}, {"kind", school.kind("1b")}, {"minutes", "15"}};
    form.insert(form.end(), more.begin(), more.end());
    return form;
}

std::string logged(School& school, const Client& who, const Form& more = {}) {
    const Reply reply = school.coach.post("/contacts", help_for(school, who, more));
    EXPECT_EQ(reply.status, 303) << reply.body;
    return id_in(reply);
}

// Another day, for as long as the test lasts.
class Moved {
  public:
    explicit Moved(std::int64_t days) : before_(test::clock().now()) {
        test::clock().advance_seconds(days * 86'400);
    }
    ~Moved() { test::clock().set(before_); }
    Moved(const Moved&) = delete;
    Moved& operator=(const Moved&) = delete;

  private:
    Instant before_;
};

// Sessions end long before a month closes, so rules that need days pass are asked directly.
Result<ContactId> log_directly(School& school, const Draft& draft) {
    return school.db().write(school.scope(), [&](WriteTx& tx) { return log(tx, draft); });
}

Draft draft_for(School& school, const Client& who) {
    Draft draft;
    draft.kind = *KindId::parse(school.kind("1b"));
    draft.people = {who.id()};
    draft.minutes = 15;
    return draft;
}

std::string key_of(const Result<ContactId>& result) {
    return result ? "" : std::string(result.refusal().key.name);
}

TEST(Contacts, without_minutes_nothing_is_logged_and_the_person_stays_chosen) {
    School school;
    const Reply reply = school.coach.post(
        "/contacts", {{"person", school.teacher.id().text()}, {"kind", school.kind("1b")}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Tap how many minutes it took."));
    EXPECT_TRUE(reply.shows("value=\"" + school.teacher.id().text() + "\" checked"));
}

TEST(Contacts, three_taps_log_help_and_today_shows_it) {
    School school;
    const Reply page = school.coach.get("/log?person=" + school.teacher.id().text());
    EXPECT_TRUE(page.shows("What did you do with Amina Diallo?"));
    const std::string id = logged(school, school.teacher);
    const Reply today = school.coach.get("/today?saved=" + id);
    EXPECT_EQ(today.status, 200);
    EXPECT_TRUE(today.shows("Logged: 15 min · Fixing something · Amina Diallo"));
    EXPECT_TRUE(today.shows("You fixed something."));
}

TEST(Contacts, a_double_press_logs_one_contact) {
    School school;
    const Form form = help_for(school, school.teacher);
    const Reply first = school.coach.with_key("0123456789abcdef").post("/contacts", form);
    const Reply second = school.coach.with_key("0123456789abcdef").post("/contacts", form);
    EXPECT_EQ(first.location, second.location);
    const auto mine_now =
        school.db().read(school.scope(), [](ReadTx& tx) { return mine(tx, std::nullopt, 10); });
    EXPECT_EQ(mine_now.size(), 1u);
}

TEST(Contacts, work_done_alone_names_nobody) {
    School school;
    Form form = help_for(school, school.teacher);
    form[1].second = school.kind("12");
    EXPECT_TRUE(school.coach.post("/contacts", form).shows("work done alone"));
    form.erase(form.begin());
    EXPECT_EQ(school.coach.post("/contacts", form).status, 303);
}

TEST(Contacts, help_for_nobody_asks_whom) {
    School school;
    const Reply reply =
        school.coach.post("/contacts", {{"kind", school.kind("1c")}, {"minutes", "30"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Tap whom you helped."));
}

TEST(Contacts, a_parents_evening_counts_heads_without_names) {
    School school;
    const Reply reply = school.coach.post(
        "/contacts", {{"kind", school.kind("10")}, {"minutes", "60"}, {"heads", "30"}});
    EXPECT_EQ(reply.status, 303) << reply.body;
    EXPECT_TRUE(school.coach.get(reply.location).shows("30 people"));
}

TEST(Contacts, a_meeting_counts_its_minutes_once_and_every_head) {
    School school;
    logged(school, school.teacher,
           {{"person", school.colleague.id().text()},
            {"person", school.harbor_teacher.id().text()},
            {"person", school.teacher.id().text()}});
    const notes::Span november{{2026, 11, 1}, {2026, 11, 30}};
    school.db().read(school.scope(), [&](ReadTx& tx) {
        const auto coaches = given(tx, november);
        ASSERT_EQ(coaches.size(), 1u);
        EXPECT_EQ(coaches[0].contacts, 1);
        EXPECT_EQ(coaches[0].minutes, 15);
        const auto helped = had(tx, november);
        ASSERT_EQ(helped.size(), 3u);
        EXPECT_EQ(helped[0].minutes, 15);
    });
}

TEST(Contacts, a_person_helped_twice_is_reached_once) {
    School school;
    logged(school, school.teacher);
    logged(school, school.teacher);
    school.db().read(school.scope(), [&](ReadTx& tx) {
        const auto helped = had(tx, {{2026, 11, 1}, {2026, 11, 30}});
        ASSERT_EQ(helped.size(), 1u);
        EXPECT_EQ(helped[0].who, school.teacher.id());
        EXPECT_EQ(helped[0].contacts, 2);
        EXPECT_EQ(helped[0].building, school.cedar);
        EXPECT_TRUE(had(tx, {{2026, 10, 1}, {2026, 10, 31}}).empty());
    });
}

TEST(Contacts, a_day_ahead_is_refused) {
    School school;
    const Reply reply =
        school.coach.post("/contacts", help_for(school, school.teacher, {{"on", "2026-12-24"}}));
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("That day is still to come."));
    EXPECT_TRUE(reply.shows("2026-12-24"));
}

TEST(Contacts, a_month_stays_open_until_the_fifteenth_of_the_next) {
    EXPECT_EQ(open_until({2026, 10, 31}, 15), (Day{2026, 11, 15}));
    EXPECT_EQ(open_until({2026, 12, 1}, 15), (Day{2027, 1, 15}));
    School school;
    Draft draft = draft_for(school, school.teacher);
    draft.on = Day{2026, 10, 31};
    const Moved to_the_last_day(13);  // November 15.
    EXPECT_EQ(key_of(log_directly(school, draft)), "");
    const Moved to_the_day_after(1);
    EXPECT_EQ(key_of(log_directly(school, draft)), "contacts.month_closed");
}

TEST(Contacts, a_closed_month_is_refused_with_the_day_it_closed) {
    School school;
    const Reply reply =
        school.coach.post("/contacts", help_for(school, school.teacher, {{"on", "2026-08-31"}}));
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("September 15"));
}

TEST(Contacts, after_the_close_nothing_is_put_right_or_taken_back) {
    School school;
    const auto id = *ContactId::parse(logged(school, school.teacher));
    const Moved to_december(45);
    const Draft draft = draft_for(school, school.colleague);
    EXPECT_EQ(key_of(school.db().write(school.scope(),
                                       [&](WriteTx& tx) { return correct(tx, id, draft); })),
              "contacts.month_closed");
    const auto taken =
        school.db().write(school.scope(), [&](WriteTx& tx) { return withdraw(tx, id); });
    EXPECT_FALSE(taken.has_value());
}

TEST(Contacts, a_correction_is_a_new_entry_and_the_old_one_says_so) {
    School school;
    const std::string id = logged(school, school.teacher);
    const Reply reply = school.coach.post(
        "/contacts/" + id + "/corrections",
        {{"person", school.colleague.id().text()}, {"kind", school.kind("1c")}, {"minutes", "30"}});
    ASSERT_EQ(reply.status, 303) << reply.body;
    EXPECT_NE(reply.location, "/contacts/" + id);
    EXPECT_TRUE(school.coach.get(reply.location).shows("What it said before"));
    EXPECT_TRUE(school.coach.get("/contacts/" + id).shows("Put right since then."));
    const auto counted = school.db().read(school.scope(), [](ReadTx& tx) {
        return given(tx, {{2026, 11, 1}, {2026, 11, 30}});
    });
    ASSERT_EQ(counted.size(), 1u);
    EXPECT_EQ(counted[0].minutes, 30);
}

TEST(Contacts, a_corrected_contact_is_not_corrected_twice) {
    School school;
    const std::string id = logged(school, school.teacher);
    const Form form{
        {"person", school.colleague.id().text()}, {"kind", school.kind("1c")}, {"minutes", "30"}};
    school.coach.post("/contacts/" + id + "/corrections", form);
    const Draft draft = draft_for(school, school.teacher);
    const auto again = school.db().write(
        school.scope(), [&](WriteTx& tx) { return correct(tx, *ContactId::parse(id), draft); });
    EXPECT_EQ(key_of(again), "contacts.replaced");
}

TEST(Contacts, undo_takes_a_contact_out_of_every_count_and_keeps_the_row) {
    School school;
    const std::string id = logged(school, school.teacher);
    EXPECT_EQ(school.coach.post("/contacts/" + id + "/withdrawal").status, 303);
    EXPECT_FALSE(school.coach.get("/today").shows("You fixed something."));
    EXPECT_TRUE(school.coach.get("/contacts/" + id).shows("It counts nowhere."));
    const auto recent =
        school.db().read(school.scope(), [](ReadTx& tx) { return coachees::recent(tx, 5); });
    EXPECT_TRUE(recent.empty());
}

TEST(Contacts, the_same_again_needs_one_tap) {
    School school;
    const std::string id = logged(school, school.teacher, {{"next_step", "Bring the cable"}});
    const Reply reply = school.coach.post("/contacts/" + id + "/copies");
    ASSERT_EQ(reply.status, 303);
    const auto copy = school.db().read(
        school.scope(), [&](ReadTx& tx) { return find_own(tx, *ContactId::parse(id_in(reply))); });
    EXPECT_EQ(copy->minutes, 15);
    EXPECT_EQ(copy->people.at(0).name, "Amina Diallo");
    EXPECT_EQ(copy->next_step, "");
}

TEST(Contacts, opening_a_person_shows_the_next_step_from_last_time_first) {
    School school;
    const std::string id =
        logged(school, school.teacher, {{"next_step", "Bring the rubric for the podcasts"}});
    const std::string address = "/log?person=" + school.teacher.id().text();
    const Reply page = school.coach.get(address);
    const auto step = page.body.find("Bring the rubric for the podcasts");
    EXPECT_LT(step, page.body.find("name=\"kind\""));
    logged(school, school.teacher, {{"step_done", id}});
    EXPECT_FALSE(school.coach.get(address).shows("Bring the rubric for the podcasts"));
}

TEST(Contacts, a_timer_without_a_script_counts_from_its_address) {
    School school;
    const Reply started = school.coach.get("/log?since=now&person=" + school.teacher.id().text());
    EXPECT_EQ(started.status, 303);
    const auto at = started.location.find("since=");
    const std::string since = started.location.substr(at + 6, 13);
    test::clock().advance_seconds(7 * 60);
    EXPECT_TRUE(school.coach.get(started.location).shows("Stop after 7 minutes"));
    Form form = help_for(school, school.teacher, {{"since", since}});
    form[2].second = "timer";
    const Reply stopped = school.coach.post("/contacts", form);
    EXPECT_TRUE(school.coach.get(stopped.location).shows("Logged: 7 min"));
}

TEST(Contacts, the_kind_used_most_comes_first) {
    School school;
    for (int i = 0; i < 3; ++i) {
        Draft draft = draft_for(school, school.teacher);
        draft.kind = *KindId::parse(school.kind("1f"));
        EXPECT_TRUE(log_directly(school, draft).has_value());
    }
    const auto offered = school.db().read(school.scope(), choices);
    EXPECT_EQ(offered.kinds.front().name.code, "1f");
    EXPECT_EQ(offered.kinds.size(), 17u);
    EXPECT_EQ(offered.buildings.size(), 2u);
}

TEST(Contacts, what_anybody_writes_comes_back_as_it_was) {
    School school;
    const std::string hostile = "<script>alert(1)</script> =1+1 \"'& Ω≈ç 🦊 \xE2\x80\xAE";
    const std::string id = logged(school, school.teacher, {{"next_step", hostile}});
    const auto kept = school.db().read(
        school.scope(), [&](ReadTx& tx) { return find_own(tx, *ContactId::parse(id)); });
    EXPECT_EQ(kept->next_step, hostile);
    EXPECT_FALSE(school.coach.get("/contacts/" + id).shows("<script>alert(1)"));
}

}  // namespace
}  // namespace rapport::contacts
