// Gatherings for programs: the same rules.
#include <boost/json.hpp>

#include "design/gatherings/gatherings_pages.hpp"
#include "kernel/text/ascii.hpp"
#include "platform/desk/context.hpp"

namespace rapport::gatherings {

namespace json = boost::json;
using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using K = desk::Field::Kind;

namespace {

json::object json_of(const Gathering& one, const std::vector<Attendee>& all) {
    json::array attendees;
    for (const Attendee& each : all) {
        if (each.gathering != one.id) continue;
        attendees.push_back(json::object{{"person", each.person.text()},
                                         {"name", each.name},
                                         {"words", each.words},
                                         {"is_public", each.is_public}});
    }
    return {{"id", one.id.text()},
            {"kind", code(one.details.kind)},
            {"name", one.details.name},
            {"first_on", one.details.first_on.iso()},
            {"last_on", one.details.last_on.iso()},
            {"place", one.details.place},
            {"link", one.details.link},
            {"words", one.details.words},
            {"attendees", std::move(attendees)},
            {"version", one.version}};
}

json::object json_of(ReadTx& tx, GatheringId id) {
    const auto one = find(tx, id);
    must(one.has_value(), "a gathering is gone as it was answered");
    return json_of(*one, attendees(tx));
}

http::Response list_gatherings(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        const auto all = attendees(tx);
        for (const Gathering& one : coming(tx)) list.push_back(json_of(one, all));
        for (const Gathering& one : past(tx)) list.push_back(json_of(one, all));
    });
    return request.json(json::object{{"gatherings", std::move(list)}, {"next", nullptr}});
}

http::Response get_gathering(Reading& request) {
    return request.json(
        request.read([&](ReadTx& tx) { return json_of(tx, gathering_in(tx, request).id); }));
}

Answer answer_of(ReadTx& tx, GatheringId id) {
    return Answer::json(200, json::serialize(json_of(tx, id)));
}

Gathering changeable_by(const Viewer& viewer, Gathering one) {
    if (!may_change(viewer, one)) throw desk::Forbidden();
    return one;
}

http::Response api_enter(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto typed = details_in(request.form());
        if (!typed) return typed.refusal();
        const auto made = enter(tx, *typed);
        if (!made) return made.refusal();
        return Answer::json(201, json::serialize(json_of(tx, *made)),
                            "/api/v1/gatherings/" + made->text());
    });
}

http::Response api_change(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Gathering one = changeable_by(request.viewer(), gathering_in(tx, request));
        const auto typed = details_in(request.form());
        if (!typed) return typed.refusal();
        const auto version = text::number<std::int64_t>(request.form("version"));
        const auto done = change(tx, one, *typed, version.value_or(0));
        if (!done) return done.refusal();
        return answer_of(tx, one.id);
    });
}

http::Response api_remove(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        remove(tx, changeable_by(request.viewer(), gathering_in(tx, request)));
        return Answer::json(200, "{}");
    });
}

http::Response api_come(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Gathering one = gathering_in(tx, request);
        const auto& form = request.form();
        const bool is_public = form.has("is_public", "1") || form.has("is_public", "true");
        const auto done = come(tx, one, {std::string(form.first("words")), is_public});
        if (!done) return done.refusal();
        return answer_of(tx, one.id);
    });
}

http::Response api_stay_away(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Gathering one = gathering_in(tx, request);
        stay_away(tx, one);
        return answer_of(tx, one.id);
    });
}

http::Response api_publication(Writing& request, void (*how)(WriteTx&)) {
    if (!may_publish(request.viewer())) throw desk::Forbidden();
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        how(tx);
        const auto id = page(tx);
        const std::string link =
            id ? request.context().services.base_url + "/gatherings/at/" + id->text() : "";
        return Answer::json(200, json::serialize(json::object{{"link", link}}));
    });
}

http::Response api_publish(Writing& request) { return api_publication(request, publish); }

http::Response api_withdraw(Writing& request) { return api_publication(request, withdraw); }

constexpr const char* kind_choices = "conference|meetup|webinar";

std::vector<Field> details_fields() {
    return {{"kind", K::choice, true, "", kind_choices},
            {"name", K::text, true},
            {"first_on", K::day, true},
            {"last_on", K::day, false, "Inclusive; none: the first day."},
            {"place", K::text, false, "\"\": online."},
            {"link", K::text, false, "By https; \"\" for none."},
            {"words", K::text, false, "What one may ask there."}};
}

std::vector<Field> gathering_fields() {
    auto fields = details_fields();
    fields.insert(fields.begin(), {"id", K::id, true});
    fields.push_back({"attendees", K::objects, true, "Who said that they will be there to ask."});
    fields.push_back({"version", K::number, true});
    return fields;
}

}  // namespace

void mount_gatherings_api(desk::Routes& on) {
    const Right read = Right::signed_in, enter = Right::enter_gatherings;
    const std::string all = "/api/v1/gatherings", one = all + "/{gathering}";
    on.api_get(all, read, list_gatherings,
               {.summary = "What is coming, soonest first, then what was, latest first.",
                .output = gathering_fields(),
                .output_list = "gatherings"});
    on.api_post(all, enter, api_enter,
                {.summary = "Enters a gathering.",
                 .input = details_fields(),
                 .output = gathering_fields(),
                 .answers = desk::Answers::created});
    on.api_get(one, read, get_gathering,
               {.summary = "One gathering.", .output = gathering_fields()});
    auto input = details_fields();
    input.push_back({"version", K::number, true, "That you saw; another is refused."});
    on.api_post(one, enter, api_change,
                {.summary = "Changes a gathering you entered; an administrator any.",
                 .input = input,
                 .output = gathering_fields()});
    on.api_del(one, enter, api_remove,
               {.summary = "Removes a gathering you entered; an administrator any."});
    on.api_post(one + "/attendance", read, api_come,
                {.summary = "Says that you will be there to ask.",
                 .input = {{"words", K::text, false, "What one may ask you about."},
                           {"is_public", K::flag, false, "Other districts may read it, too."}},
                 .output = gathering_fields()});
    on.api_del(one + "/attendance", read, api_stay_away,
               {.summary = "Takes that back.", .output = gathering_fields()});
    const std::vector<Field> link{{"link", K::text, true, "\"\" while it is not public."}};
    on.api_post(all + "/publication", enter, api_publish,
                {.summary = "Shows what is coming to people of other districts.", .output = link});
    on.api_del(all + "/publication", enter, api_withdraw,
               {.summary = "Shows it to people of the district alone.", .output = link});
}

}  // namespace rapport::gatherings
