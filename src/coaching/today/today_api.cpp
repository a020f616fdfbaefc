// A coach's day for programs: the same look at the database as the page.
#include <boost/json.hpp>

#include "coaching/today/today_pages.hpp"
#include "platform/desk/json.hpp"

namespace rapport::today {

using desk::Reading;
using http::Response;
namespace json = boost::json;

namespace {

json::array steps_json(const std::vector<contacts::NextStep>& steps) {
    json::array list;
    for (const auto& step : steps) {
        list.push_back(
            json::object{{"contact", step.contact.text()},
                         {"words", step.words},
                         {"on", step.on ? json::value(step.on->iso()) : nullptr},
                         {"person", step.person ? json::value(step.person->text()) : nullptr},
                         {"person_name", step.person_name}});
    }
    return list;
}

json::array waiting_json(const std::vector<requests::Waiting>& waiting) {
    json::array list;
    for (const auto& one : waiting) {
        list.push_back(
            json::object{{"request", one.id.text()},
                         {"teacher", one.teacher_name},
                         {"words", one.words},
                         {"since", one.since.rfc3339()},
                         {"due_at", desk::instant_json(one.due_at)},
                         {"is_yours", one.is_yours}});
    }
    return list;
}

json::array cycles_json(const std::vector<cycles::Due>& due) {
    json::array list;
    for (const auto& one : due) {
        list.push_back(
            json::object{{"cycle", one.id.text()},
                         {"topic", one.topic},
                         {"rhythm", cycles::code(one.rhythm)},
                         {"next_on", one.next_on ? json::value(one.next_on->iso()) : nullptr}});
    }
    return list;
}

json::array done_json(const std::vector<contacts::Contact>& done, const locale::Speech& speech) {
    json::array list;
    for (const auto& contact : done) {
        json::array people;
        for (const auto& helped : contact.people) people.push_back(json::value(helped.name));
        list.push_back(json::object{{"contact", contact.id.text()},
                                    {"what", contact.kind_name.in(speech)},
                                    {"people", std::move(people)},
                                    {"minutes", contact.minutes}});
    }
    return list;
}

Response get_today(Reading& request) {
    const auto& speech = request.speech();
    const Day today = speech.today();
    return request.json(request.read([&](ReadTx& tx) -> json::object {
        const auto done = contacts::mine_on(tx, today);
        std::int64_t minutes = 0;
        for (const auto& contact : done) minutes += contact.minutes;
        return {{"on", today.iso()},
                {"next_steps", steps_json(contacts::next_steps(tx, steps_max))},
                {"waiting", waiting_json(requests::waiting_for(tx, tx.actor(), waiting_max))},
                {"cycles", cycles_json(cycles::due_of(glance(tx, {today, today, today}, 0).cycles,
                                                      today, cycles_max))},
                {"done", done_json(done, speech)},
                {"minutes", minutes}};
    }));
}

}  // namespace

void mount_today_api(desk::Routes& on) {
    using K = desk::Field::Kind;
    on.api_get("/api/v1/today", Right::log_contacts, get_today,
               {.summary = "The caller's day: what is next, who waits, what was done.",
                .output = {{"on", K::day, true},
                           {"next_steps", K::objects, true,
                            "contact, words, on, person and person_name; due first."},
                           {"waiting", K::objects, true,
                            "request, teacher, words, since, due_at, is_yours; oldest first."},
                           {"cycles", K::objects, true,
                            "cycle, topic, rhythm and next_on, of those to think of."},
                           {"done", K::objects, true, "contact, what, people (names) and minutes."},
                           {"minutes", K::number, true, "Of what was done today."}}});
}

}  // namespace rapport::today
