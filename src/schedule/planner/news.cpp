// What people are told when a visit changes: an invitation, a new time, or that it is off.
#include <algorithm>
#include <boost/json.hpp>

#include "schedule/planner/acts.hpp"

namespace rapport::planner {

namespace json = boost::json;

namespace {

std::optional<News> parse_news(std::string_view text) {
    boost::system::error_code error;
    const json::value value = json::parse(text, error);
    if (error || !value.is_object()) return std::nullopt;
    const auto& object = value.as_object();
    const auto text_at = [&](std::string_view name) -> std::string_view {
        const auto* field = object.if_contains(name);
        return field != nullptr && field->is_string() ? std::string_view(field->as_string()) : "";
    };
    const auto visit = VisitId::parse(text_at("visit"));
    const auto actor = PersonId::parse(text_at("actor"));
    const auto* version = object.if_contains("version");
    if (!visit || !actor || version == nullptr || !version->is_int64()) return std::nullopt;
    return News{*visit, version->as_int64(), *actor, std::string(text_at("step"))};
}

// Whoever acted knows it; a visit that happened is nobody's news.
void tell(WriteTx& tx, const News& news, std::string_view base_url) {
    const auto visit = store::visit(tx, news.visit);
    if (!visit || visit->version != news.version || visit->state == State::done) return;
    if (news.step == "not_done" || visit->ends_at() < tx.now()) return;
    std::vector<PersonId> people{visit->coach};
    for (const Helped& person : visit->people) people.push_back(person.id);
    std::erase(people, news.actor);
    const auto wording = [&](PersonId reader, const locale::Speech& speech) {
        return entry_of(*visit, reader, speech, base_url);
    };
    if (is_live(visit->state)) {
        calendars::invite(tx, people, wording);
    } else {
        calendars::uninvite(tx, people, wording);
    }
}

}  // namespace

calendars::Entry entry_of(const Visit& visit, PersonId reader, const locale::Speech& speech,
                          std::string_view base_url) {
    const bool is_coach = reader == visit.coach;
    const std::string with = is_coach ? called(visit, speech) : visit.coach_name;
    std::string place = visit.building_name;
    if (!visit.room.empty()) place += (place.empty() ? "" : " · ") + visit.room;
    ical::Event event;
    event.uid = "visit-" + visit.id.text() + "@rapport";
    event.sequence = visit.version;
    event.changed_at = speech.now();
    event.begins_at = visit.begins_at();
    event.ends_at = visit.ends_at();
    event.zone = visit.zone;
    event.summary =
        speech.say("planner.entry", {{"kind", speech.say(label(visit.kind))}, {"with", with}});
    event.place = place;
    event.url = base_url.empty() ? "" : std::string(base_url) + "/visits/" + visit.id.text();
    event.state = !is_live(visit.state) && visit.state != State::done ? ical::State::cancelled
                  : visit.state == State::proposed                    ? ical::State::tentative
                                                                      : ical::State::confirmed;
    event.discreet_summary = veiled(visit, speech);
    return event;
}

void mount_visit_news(jobs::Runner& runner, Db& db, std::string base_url) {
    runner.on(std::string(news_job), [&db, base_url = std::move(base_url)](const jobs::Job& job) {
        const auto news = parse_news(job.payload);
        must(news.has_value(), "a piece of news that cannot be read");
        db.write({.district = job.district, .actor = {}},
                 [&](WriteTx& tx) { tell(tx, *news, base_url); });
    });
}

}  // namespace rapport::planner
