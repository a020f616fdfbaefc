// Every act in every state that forbids it, pressed at a page all the same: it is refused with the
// reason of the table, in words, and nothing has changed.
#include <gtest/gtest.h>

#include "coaching/cycles/cycles_cast.hpp"
#include "kernel/locale/speech.hpp"

namespace rapport::cycles::cast {
namespace {

// A cycle of the coach with the teacher, brought to a state by the shortest way.
std::string brought_to(School& school, State state) {
    const std::string address = proposed(school, {&school.teacher});
    if (state == State::proposed) return address;
    say_yes(school.teacher, address);
    if (state == State::agreed) return address;
    press(school, school.coach, address, "stage", {{"to", "begin"}});
    if (state == State::preparing) return address;
    look(school.teacher, address, "before");
    press(school, school.coach, address, "stage", {{"to", "next"}});
    if (state == State::doing) return address;
    press(school, school.coach, address, "stage", {{"to", "next"}});
    if (state == State::reflecting) return address;
    press(school, school.coach, address, "closure", {{"outcome", "partly"}});
    return address;
}

Reply closing(School& school, const std::string& address, const std::string& outcome) {
    return press(school, school.coach, address, "closure", {{"outcome", outcome}});
}

Reply stage(School& school, const std::string& address, const std::string& to) {
    return press(school, school.coach, address, "stage", {{"to", to}});
}

Reply succeeding(School& school, const std::string& address) {
    return school.coach.post("/cycles", {{"topic", "Next"},
                                         {"template", "mini"},
                                         {"person", school.teacher.id().text()},
                                         {"follows", id_of(address).text()},
                                         {"follows_as", "unit"}});
}

// The act, done at its page. Writing needs a meeting, which no state has that forbids it.
Reply done_at_page(School& school, const std::string& address, Act act) {
    switch (act) {
        case Act::agree:
            return say_yes(school.teacher, address);
        case Act::begin:
            return stage(school, address, "begin");
        case Act::go_on:
            return stage(school, address, "next");
        case Act::go_back:
            return stage(school, address, "back");
        case Act::shape:
            return press(school, school.coach, address, "goal", {{"topic", "Other"}});
        case Act::measure:
            return look(school.coach, address, "before");
        case Act::step:
            return school.coach.post(address + "/steps",
                                     {{"words", "Record"}, {"check_on", "2026-11-09"}});
        case Act::invite:
            return school.coach.post(address + "/members",
                                     {{"person", school.colleague.id().text()}});
        case Act::leave:
            return school.coach.del(address + "/members/" + school.teacher.id().text());
        case Act::conclude:
            return closing(school, address, "partly");
        case Act::stop:
            return closing(school, address, "stopped");
        case Act::interrupt:
            return closing(school, address, "interrupted");
        case Act::celebrate:
            return press(school, school.coach, address, "celebration", {{"celebration", "Glad"}});
        case Act::succeed:
            return succeeding(school, address);
        case Act::meet:
            return school.coach.post(address + "/meetings", {{"on", "2026-11-03"}});
        case Act::rate:
            return school.coach.post(address + "/ratings",
                                     {{"framework", "samr"}, {"level_1", "2"}});
        case Act::place:
            return school.coach.post(address + "/places", {{"kind", "planning"},
                                                           {"minutes", "30"},
                                                           {"from", "2026-11-02"},
                                                           {"until", "2026-11-20"}});
        case Act::write:
            break;
    }
    must(false, "no page for it");
    return {};
}

std::string words_of(Key reason) {
    static const locale::Words words;
    return locale::Speech(locale::Language::english, words, Zone::utc(), Instant{0}).say(reason);
}

TEST(CycleRefusals, every_forbidden_act_is_refused_at_its_page_with_its_reason) {
    int refused = 0;
    for (int s = 0; s < state_count; ++s) {
        const auto state = static_cast<State>(s);
        School school;
        const std::string address = brought_to(school, state);
        ASSERT_EQ(cycle(school, address).state, state);
        const std::int64_t version = cycle(school, address).version;
        for (int a = 0; a < act_count; ++a) {
            const auto act = static_cast<Act>(a);
            const auto reason = against(act, state);
            if (!reason || act == Act::write) continue;
            const Reply reply = done_at_page(school, address, act);
            EXPECT_EQ(reply.status, 422) << code(act) << " " << code(state);
            EXPECT_TRUE(reply.shows(words_of(*reason))) << code(act) << " " << code(state);
            ++refused;
        }
        EXPECT_EQ(cycle(school, address).version, version);
        EXPECT_EQ(cycle(school, address).state, state);
    }
    EXPECT_EQ(refused, 44);  // Of 45: writing, before everybody has said yes, has no page.
}

}  // namespace
}  // namespace rapport::cycles::cast
