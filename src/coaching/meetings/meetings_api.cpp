// Meetings for programs: what was written there and when, sealed; and writing, which needs no key.
#include <boost/json.hpp>

#include "coaching/meetings/meetings_pages.hpp"
#include "coaching/meetings/meetings_view.hpp"

namespace rapport::meetings {

using cycles::Hand;
using cycles::hand_of_member;
using desk::Answer;
using desk::Field;
using desk::Reading;
using http::Response;
namespace json = boost::json;

namespace {

Meeting meeting_at(ReadTx& tx, const Hand& hand, const Reading& request) {
    const auto meeting = find(tx, hand, request.path<MeetingId>("meeting"));
    if (!meeting) throw desk::NotFound();
    return *meeting;
}

json::object line_json(const Meeting& meeting) {
    return {{"id", meeting.id.text()},
            {"on", meeting.on.iso()},
            {"agenda_number", meeting.agenda},
            {"notes_number", meeting.notes}};
}

json::array writings_json(ReadTx& tx, const Hand& hand, const Place& place) {
    json::array list;
    for (const Writing& one : writings(tx, hand, place)) {
        list.push_back(json::object{{"number", one.number},
                                    {"seen", one.seen},
                                    {"author", one.author_name},
                                    {"written_at", one.written_at.rfc3339()},
                                    {"is_merged", one.is_merged},
                                    {"sealed", one.sealed.text}});
    }
    return list;
}

json::object whole_json(ReadTx& tx, const Hand& hand, const Meeting& meeting) {
    json::object body = line_json(meeting);
    body["agenda"] = writings_json(tx, hand, {meeting.id, Part::agenda});
    body["notes"] = writings_json(tx, hand, {meeting.id, Part::notes});
    return body;
}

Answer answer(WriteTx& tx, const Hand& hand, MeetingId id, int status) {
    const Meeting meeting = find(tx, hand, id).value();
    return Answer::json(
        status, json::serialize(whole_json(tx, hand, meeting)),
        status == 201 ? "/api/v1/cycles/" + hand.cycle.id.text() + "/meetings/" + id.text() : "");
}

Response list_meetings(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Meeting& one : of(tx, hand_of_member(tx, request)))
            list.emplace_back(line_json(one));
    });
    return request.json(json::object{{"meetings", std::move(list)}, {"next", nullptr}});
}

Response get_meeting(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) {
        const Hand hand = hand_of_member(tx, request);
        return whole_json(tx, hand, meeting_at(tx, hand, request));
    }));
}

Response post_meeting(desk::Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Hand hand = hand_of_member(tx, request);
        const auto on = Day::parse(request.form("on"));
        if (!on) return Refusal{"cycles.no_day", "on"};
        const auto made = add(tx, hand, *on);
        if (!made) return made.refusal();
        return answer(tx, hand, *made, 201);
    });
}

Response post_day(desk::Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Hand hand = hand_of_member(tx, request);
        const Meeting meeting = meeting_at(tx, hand, request);
        const auto on = Day::parse(request.form("on"));
        if (!on) return Refusal{"cycles.no_day", "on"};
        const auto done = set_day(tx, hand, meeting.id, *on);
        if (!done) return done.refusal();
        return answer(tx, hand, meeting.id, 200);
    });
}

template <Part part>
Response post_writing(desk::Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Hand hand = hand_of_member(tx, request);
        const Meeting meeting = meeting_at(tx, hand, request);
        const auto seen = number_in(request.form("seen"));
        const auto saved = write(tx, hand, {meeting.id, part},
                                 {.seen = seen, .text = std::string(request.form("text"))});
        if (!saved) return saved.refusal();
        return answer(tx, hand, meeting.id, 200);
    });
}

using K = Field::Kind;

std::vector<Field> line_fields() {
    return {{"id", K::id, true},
            {"on", K::day, true},
            {"agenda_number", K::number, true, "How often the agenda was saved."},
            {"notes_number", K::number, true, "How often the notes were saved."}};
}

std::vector<Field> whole_fields() {
    auto fields = line_fields();
    fields.push_back(
        {"agenda", K::objects, true, "Each saving, sealed: number, what was seen, author, when."});
    fields.push_back({"notes", K::objects, true, "The same."});
    return fields;
}

}  // namespace

void mount_meetings_api(desk::Routes& on) {
    const Right right = Right::join_cycles;
    const std::string all = "/api/v1/cycles/{cycle}/meetings", one = all + "/{meeting}";
    on.api_get(all, right, list_meetings,
               {.summary = "The meetings of a cycle.",
                .output = line_fields(),
                .output_list = "meetings"});
    on.api_post(all, right, post_meeting,
                {.summary = "A day to sit together.",
                 .input = {{"on", K::day, true}},
                 .output = whole_fields(),
                 .answers = desk::Answers::created});
    on.api_get(
        one, right, get_meeting,
        {.summary = "A meeting; its agenda and notes open for nobody but those in the cycle.",
         .output = whole_fields()});
    on.api_post(
        one + "/day", right, post_day,
        {.summary = "Another day.", .input = {{"on", K::day, true}}, .output = whole_fields()});
    const std::vector<Field> typed{
        {"text", K::text, true, "The whole text, as it is to be."},
        {"seen", K::number, false, "The number it was made from; none adds to what is there."}};
    on.api_post(one + "/agenda", right, post_writing<Part::agenda>,
                {.summary = "Saves the agenda.", .input = typed, .output = whole_fields()});
    on.api_post(one + "/notes", right, post_writing<Part::notes>,
                {.summary = "Saves the notes.", .input = typed, .output = whole_fields()});
}

}  // namespace rapport::meetings
