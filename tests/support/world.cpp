#include "tests/support/world.hpp"

#include <boost/json.hpp>

#include "tests/support/test_db.hpp"

namespace rapport::test {

namespace {

std::string id_in(const Reply& reply) {
    must(reply.status == 201 || reply.status == 200, reply.body.c_str());
    return std::string(boost::json::parse(reply.body).as_object().at("id").as_string());
}

std::string value_of(const World& world, std::string_view name) {
    if (name == "request") return world.request;
    if (name == "contact") return world.contact;
    if (name == "note") return world.private_note;
    if (name == "person") return world.school.teacher.id().text();
    if (name == "district") return world.school.scope().district.text();
    if (name == "id") return world.contact;
    if (name == "team") return world.team;
    if (name == "agreement") return world.agreement;
    if (name == "cycle") return world.cycle;
    if (name == "meeting") return world.meeting;
    if (name == "stretch") return world.stretch;
    if (name == "post") return world.post;
    if (name == "vacancy") return world.vacancy;
    if (name == "inquiry") return world.inquiry;
    if (name == "gathering") return world.gathering;
    if (name == "colleague") return world.colleague;
    if (name == "number" || name == "question") return "1";
    if (name == "step") return "why";
    if (name == "piece") return "purpose";
    if (name == "framework") return "iste_coaches";
    if (name == "edition") return "2024";
    if (name == "scheme") return "nces";
    if (name == "template") return "mini";
    if (name == "building") return world.school.cedar.text();
    return std::string(26, 'z');  // Nothing of that name.
}

}  // namespace

World::World(Notes) {
    request = id_in(school.teacher.api_post(
        "/api/v1/requests", R"({"words": ")" + std::string(request_mark) + R"( help"})"));
    contact = id_in(school.coach.api_post(
        "/api/v1/contacts", R"({"people": [")" + school.teacher.id().text() + R"("], "kind": ")" +
                                school.kind("1b") + R"(", "minutes": 15, "next_step": ")" +
                                std::string(step_mark) + R"("})"));
    team = id_in(school.coach.api_post("/api/v1/teams", R"({"name": "Grade 4", "people": [")" +
                                                            school.teacher.id().text() + "\"]}"));
    agreement = id_in(school.coach.api_post(
        "/api/v1/agreements", R"({"person": ")" + school.teacher.id().text() + "\"}"));
    cycle = id_in(school.coach.api_post(
        "/api/v1/cycles", R"({"template": "mini", "topic": "CANARYTOPIC", "people": [")" +
                              school.teacher.id().text() + "\"]}"));
    school.teacher.post("/cycles/" + cycle + "/agreement", {{"agreement_number", "1"}});
    post = id_in(school.director.api_post("/api/v1/job-descriptions",
                                          R"({"title": "CANARYPOST", "model": "district"})"));
    vacancy = id_in(school.director.api_post(
        "/api/v1/vacancies",
        R"({"title": "CANARYVACANCY", "place": "CANARYVACANCY", "summary": "CANARYVACANCY"})"));
    inquiry = id_in(school.coach.api_post(
        "/api/v1/inquiries", R"({"title": "CANARYINQUIRY", "question": ["CANARYINQUIRY"]})"));
    gathering = id_in(school.coach.api_post(
        "/api/v1/gatherings",
        R"({"kind": "meetup", "name": "CANARYGATHERING", "first_on": "2026-12-01"})"));
    colleague = id_in(school.coach.api_post(
        "/api/v1/colleagues/mine",
        R"({"does": "CANARYASKME", "helps": "CANARYASKME", "level": "district", "agree": true})"));
    private_note = shared_note = stretch = meeting = std::string(26, 'y');
}

World::World() : World(Notes::none) { write_notes(); }

void World::write_notes() {
    const auto write = [&](std::string_view tier, std::string_view mark) {
        return id_in(school.coach.api_post(
            "/api/v1/contacts/" + contact + "/notes",
            R"({"tier": ")" + std::string(tier) + R"(", "note": ")" + std::string(mark) + R"("})"));
    };
    const std::string meetings = "/api/v1/cycles/" + cycle + "/meetings";
    meeting = id_in(school.coach.api_post(meetings, R"({"on": "2026-11-03"})"));
    school.coach.api_post(meetings + "/" + meeting + "/notes",
                          R"({"text": ")" + std::string(shared_mark) + R"("})");
    school.teacher.api_post(
        "/api/v1/cycles/" + cycle + "/ratings",
        R"({"framework": "samr", "level_1": 3, "words": ")" + std::string(shared_mark) + R"("})");
    school.teacher.api_post("/api/v1/people/" + school.teacher.id().text() + "/units",
                            R"({"units": ")" + std::string(shared_mark) + R"("})");
    private_note = write("private", private_mark);
    shared_note = write("shared", shared_mark);
    stretch =
        id_in(school.coach.api_post("/api/v1/people/" + school.teacher.id().text() + "/stretches",
                                    R"({"words": ")" + std::string(private_mark) + R"("})"));
}

std::string World::path_of(const std::string& pattern) const {
    std::string path;
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] != '{') {
            path += pattern[at++];
            continue;
        }
        const auto end = pattern.find('}', at);
        const auto name = std::string_view(pattern).substr(at + 1, end - at - 1);
        path += name == "kind" && pattern.find("/who-can-see") != std::string::npos
                    ? "contact"
                    : value_of(*this, name);
        at = end + 1;
    }
    return path;
}

std::vector<std::pair<std::string, Client*>> World::cast() {
    return {{"nobody", &school.nobody},
            {"stranger", &school.stranger},
            {"principal", &school.principal},
            {"director", &school.director},
            {"admin", &school.admin},
            {"representative", &school.representative},
            {"harbor_teacher", &school.harbor_teacher},
            {"colleague", &school.colleague},
            {"technician", &school.technician},
            {"other_coach", &school.other_coach},
            {"coach", &school.coach},
            {"teacher", &school.teacher}};
}

}  // namespace rapport::test
