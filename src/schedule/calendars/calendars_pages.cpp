#include "schedule/calendars/calendars_pages.hpp"

#include <fstream>

#include "kernel/crypto/crypto.hpp"
#include "kernel/text/text.hpp"
#include "platform/desk/context.hpp"
#include "schedule/calendars/calendars_store.hpp"

namespace rapport::calendars {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr std::string_view here = "/account/calendar";
constexpr std::int64_t days_shown = 14;
constexpr std::size_t times_shown = 60;

std::string says_of(const Feed& feed, const locale::Speech& speech) {
    if (feed.failing_since) {
        const std::string why = "calendars.trouble_" + feed.trouble;
        return speech.say("calendars.failing", {{"since", speech.when(*feed.failing_since)}}) +
               " " + speech.say(Key::of(why));
    }
    if (feed.address.empty()) {
        return speech.say("calendars.from_file", {{"when", speech.when(feed.made_at)}});
    }
    if (!feed.read_at) return speech.say("calendars.soon");
    return speech.say("calendars.read", {{"when", speech.when(*feed.read_at)}});
}

TimeView time_of(const ical::Span& span, const locale::Speech& speech) {
    const Day day = speech.zone().day(span.begins_at);
    const bool is_same_day = day == speech.zone().day(span.ends_at);
    return {.day = day,
            .begins = speech.clock(span.begins_at),
            .ends = is_same_day ? speech.clock(span.ends_at) : speech.when(span.ends_at)};
}

CalendarsView view_of(Reading& request) {
    const auto& speech = request.speech();
    CalendarsView view;
    request.read([&](ReadTx& tx) {
        const PersonId person = tx.actor();
        if (const auto address = store::address(tx, person)) {
            view.has_address = true;
            view.made_at = address->made_at;
            view.ends_at = address->ends_at;
        }
        for (const Feed& feed : store::feeds(tx, person)) {
            view.feeds.push_back({.id = feed.id.text(),
                                  .label = feed.label,
                                  .says = says_of(feed, speech),
                                  .is_failing = feed.failing_since.has_value()});
        }
        if (view.feeds.empty()) return;
        const Instant until = tx.now().plus_seconds(days_shown * 86'400);
        for (const auto& busy : busy_of(tx, std::span(&person, 1), tx.now(), until)) {
            for (const auto& span : busy.spans) view.times.push_back(time_of(span, speech));
        }
    });
    view.has_more = view.times.size() > times_shown;
    if (view.has_more) view.times.resize(times_shown);
    return view;
}

Response show_calendars(Reading& request) {
    return request.page(Key{"calendars.title"}, view_of(request));
}

// The address is said once, on the page that answers the act; repeated by its key, the act answers
// without it.
Response make_new_address(Writing& request) {
    std::string token;
    auto response = request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            token = make_address(tx);
            return Answer::go(std::string(here), "calendars.address_saved");
        },
        show_calendars);
    if (token.empty() || response.status != 303) return response;
    CalendarsView view = view_of(request);
    const std::string path = "/calendars/" + token + ".ics";
    const std::string& base = request.context().services.base_url;
    view.new_address = base + path;
    if (const auto at = base.find("://"); at != base.npos) {
        view.new_webcal = "webcal" + base.substr(at) + path;
    }
    return request.page(Key{"calendars.title"}, view);
}

Response end_own_address(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            end_address(tx);
            return Answer::go(std::string(here), "calendars.address_ended");
        },
        show_calendars);
}

Response add_by_address(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = add_address(tx, request.form("address"));
            if (!made) return made.refusal();
            return Answer::go(std::string(here), "calendars.added");
        },
        show_calendars);
}

Response add_by_file(Writing& request) {
    const auto file = file_of(request.uploads());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!file) return file.refusal();
            const auto made = add_file(tx, *file);
            if (!made) return made.refusal();
            return Answer::go(std::string(here), "calendars.file_added");
        },
        show_calendars);
}

Response end_one(Writing& request) {
    const auto id = request.path<FeedId>("feed");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!end_feed(tx, id)) throw desk::NotFound();
            return Answer::go(std::string(here), "calendars.ended");
        },
        show_calendars);
}

// "Sat, 21 Nov 2026 09:30:00 GMT".
std::string http_date(Instant at) {
    static constexpr const char* days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::string text = at.rfc3339();
    const Day on = Zone::utc().day(at);
    return std::string(days[on.weekday() - 1]) + ", " + text.substr(8, 2) + " " +
           months[on.month - 1] + " " + text.substr(0, 4) + " " + text.substr(11, 8) + " GMT";
}

bool has_already(const http::Request& request, std::string_view etag) {
    for (std::string_view one : text::split(request.header("if-none-match"), ',')) {
        one = text::trimmed(one);
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == etag || one == "*") return true;
    }
    return false;
}

// Asked for by other programs, with a token in place of signing in. That nothing has changed is
// told by the tag alone: what was taken out of a calendar leaves no later date in it.
Response show_feed(Reading& request) {
    constexpr std::string_view ending = ".ics";
    std::string_view token = request.path_text("token");
    if (!token.ends_with(ending) || token.size() > 100) throw desk::NotFound();
    token.remove_suffix(ending.size());
    const auto feed = published(request.db(), token, request.context().services.calendars);
    if (!feed) throw desk::NotFound();
    const std::string etag = "\"" + crypto::blake2b_hex(feed->text).substr(0, 32) + "\"";
    Response response;
    response.content_type = "text/calendar; charset=utf-8";
    response.header("ETag", etag)
        .header("Last-Modified", http_date(feed->changed_at))
        .header("Content-Disposition", "inline; filename=\"rapport.ics\"");
    if (has_already(request.raw(), etag)) {
        response.status = 304;
    } else {
        response.body = feed->text;
    }
    return response;
}

}  // namespace

Result<File> file_of(const std::vector<http::Upload>& uploads) {
    if (uploads.empty() || uploads.front().size == 0) {
        return Refusal{.key = "calendars.no_file", .field = "file"};
    }
    const http::Upload& upload = uploads.front();
    if (upload.size > ical::bytes_max) {
        return Refusal{.key = "calendars.file_too_large", .field = "file"};
    }
    std::ifstream in(upload.path, std::ios::binary);
    File file{upload.file_name, std::string(upload.size, '\0')};
    in.read(file.bytes.data(), static_cast<std::streamsize>(upload.size));
    return file;
}

void mount_calendars(desk::Routes& on) {
    on.get("/calendars/{token}", Right::anyone, show_feed);
    on.get("/account/calendar", Right::signed_in, show_calendars);
    on.post("/account/calendar/address", Right::signed_in, make_new_address);
    on.del("/account/calendar/address", Right::signed_in, end_own_address);
    on.post("/account/calendar/feeds", Right::signed_in, add_by_address);
    on.upload("/account/calendar/files", Right::signed_in, add_by_file);
    on.del("/account/calendar/feeds/{feed}", Right::signed_in, end_one);
    mount_calendars_api(on);
}

}  // namespace rapport::calendars
