// Calendars for programs: the same rules. One's own address is never said here: who holds a token
// of the API must not come to hold a second one that outlives it (R-30).
#include <boost/json.hpp>

#include "schedule/calendars/calendars_pages.hpp"
#include "platform/desk/json.hpp"
#include "schedule/calendars/calendars_store.hpp"

namespace rapport::calendars {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::object json_of(const Feed& feed) {
    return {{"id", feed.id.text()},
            {"label", feed.label},
            {"is_file", feed.address.empty()},
            {"made_at", feed.made_at.rfc3339()},
            {"read_at", desk::instant_json(feed.read_at)},
            {"failing_since", desk::instant_json(feed.failing_since)},
            {"trouble", feed.trouble}};
}

Response get_address(Reading& request) {
    const auto address = request.read([](ReadTx& tx) { return store::address(tx, tx.actor()); });
    json::object object{{"is_on", address.has_value()}, {"made_at", nullptr}, {"ends_at", nullptr}};
    if (address) {
        object["made_at"] = address->made_at.rfc3339();
        object["ends_at"] = address->ends_at.rfc3339();
    }
    return request.json(object);
}

Response delete_address(Writing& request) {
    return request.act([](WriteTx& tx) -> Result<Answer> {
        end_address(tx);
        return Answer::json(200, R"({"is_on":false})");
    });
}

Response list_feeds(Reading& request) {
    json::array feeds;
    request.read([&](ReadTx& tx) {
        for (const Feed& feed : store::feeds(tx, tx.actor())) feeds.push_back(json_of(feed));
    });
    return request.json(json::object{{"calendars", std::move(feeds)}, {"next", nullptr}});
}

Result<Answer> answer_of(const Result<Feed>& made) {
    if (!made) return made.refusal();
    return Answer::json(201, json::serialize(json_of(*made)), "/api/v1/calendars");
}

Response post_feed(Writing& request) {
    return request.act(
        [&](WriteTx& tx) { return answer_of(add_address(tx, request.form("address"))); });
}

Response post_file(Writing& request) {
    const auto file = file_of(request.uploads());
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        if (!file) return file.refusal();
        return answer_of(add_file(tx, *file));
    });
}

Response delete_feed(Writing& request) {
    const auto id = request.path<FeedId>("feed");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        if (!end_feed(tx, id)) throw desk::NotFound();
        return Answer::json(200, json::serialize(json::object{{"id", id.text()}}));
    });
}

using K = desk::Field::Kind;

std::vector<desk::Field> feed_fields() {
    return {
        {"id", K::id, true},
        {"label", K::text, true, "The host of its address, or the name of the file."},
        {"is_file", K::flag, true, "Handed in once, and not read again."},
        {"made_at", K::instant, true},
        {"read_at", K::instant, false, "Last read well; null until then."},
        {"failing_since", K::instant, false, "Null while all is well."},
        {"trouble", K::text, true, "Why it fails: unreachable, gone …; empty while it does not."}};
}

}  // namespace

void mount_calendars_api(desk::Routes& on) {
    const Right right = Right::signed_in;
    on.api_get("/api/v1/calendar-address", right, get_address,
               {.summary = "Whether one's own calendar can be subscribed to.",
                .output = {{"is_on", K::flag, true},
                           {"made_at", K::instant, false},
                           {"ends_at", K::instant, false}}});
    on.api_del("/api/v1/calendar-address", right, delete_address,
               {.summary = "Ends the address of one's own calendar at once.",
                .output = {{"is_on", K::flag, true}}});
    on.api_get("/api/v1/calendars", right, list_feeds,
               {.summary = "Calendars one keeps elsewhere, read for when one is busy.",
                .output = feed_fields(),
                .output_list = "calendars"});
    on.api_post("/api/v1/calendars", right, post_feed,
                {.summary = "Lets a published calendar be read for busy times.",
                 .input = {{"address", K::text, true, "https, or webcal."}},
                 .output = feed_fields(),
                 .answers = desk::Answers::created});
    on.api_upload("/api/v1/calendars/files", right, post_file,
                  {.summary = "Reads a calendar file for busy times; titles are not kept.",
                   .input = {{"file", K::file, true, "An .ics file, at most 16 MiB."}},
                   .output = feed_fields(),
                   .answers = desk::Answers::created});
    on.api_del("/api/v1/calendars/{feed}", right, delete_feed,
               {.summary = "Ends a calendar; its busy times are deleted.",
                .output = {{"id", K::id, true}}});
}

}  // namespace rapport::calendars
