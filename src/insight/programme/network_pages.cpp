// The network's page: for its representative, what each district released, as counts.
#include <boost/json.hpp>
#include <charconv>

#include "insight/programme/programme_pages.hpp"
#include "insight/programme/shown_json.hpp"
#include "platform/desk/json.hpp"

namespace rapport::programme {

namespace json = boost::json;
using desk::Reading;
using http::Response;
using locale::Speech;

namespace {

constexpr int page_max = 50, limit_max = 200;

struct Shelf {
    std::optional<Network> network;  // None: the district belongs to none.
    std::vector<Day> times;
    Day until;
    std::vector<NetworkLine> lines;
    std::string next;  // Cursor.
};

std::string cursor_after(const NetworkLine& line) {
    return desk::cursor_of(line.name + "\t" + line.district.text());
}

NetworkPlace place_of(std::string_view cursor) {
    if (cursor.empty()) return {};
    const auto key = desk::key_of_cursor(cursor);
    const auto tab = key ? key->rfind('\t') : std::string::npos;
    if (tab == std::string::npos) throw desk::NotFound();
    return {key->substr(0, tab), key->substr(tab + 1)};
}

Day asked_until(const Reading& request, const std::vector<Day>& times) {
    const auto typed = request.query("until");
    if (typed.empty()) return times.empty() ? request.speech().today() : times.front();
    const auto day = Day::parse(typed);
    if (!day) throw desk::NotFound();
    return *day;
}

// The rows of a network are those of several districts, so they are read outside any one of them;
// which network is asked for is the reader's own, never the address's.
Shelf look(Reading& request, int max) {
    const NetworkPlace after = place_of(request.query("cursor"));
    return request.db().read(Scope::whole(), [&](ReadTx& tx) {
        Shelf shelf;
        shelf.network = network_of(tx, request.viewer().district);
        if (!shelf.network) return shelf;
        shelf.times = network_times(tx, shelf.network->id);
        shelf.until = asked_until(request, shelf.times);
        shelf.lines = network_lines(
            tx,
            {.network = shelf.network->id, .until = shelf.until, .after = after, .max = max + 1});
        if (std::ssize(shelf.lines) <= max) return shelf;
        shelf.lines.pop_back();
        shelf.next = cursor_after(shelf.lines.back());
        return shelf;
    });
}

std::string said(const Shown& shown, const Speech& speech) {
    return shown ? speech.number(*shown) : speech.say("programme.few");
}

NetworkRow row_of(const NetworkLine& line, const Speech& speech) {
    NetworkRow row{.name = line.name,
                   .when = "",
                   .coaches = "",
                   .people = "",
                   .contacts = "",
                   .time = "",
                   .is_few = !line.contacts};
    if (!line.span) return row;
    row.when = title_of(*line.span, speech);
    row.coaches = said(line.coaches, speech);
    row.people = said(line.people, speech);
    row.contacts = said(line.contacts, speech);
    row.time = line.minutes ? speech.minutes(*line.minutes) : speech.say("programme.few");
    return row;
}

Response show_network(Reading& request) {
    const Speech& speech = request.speech();
    const Shelf shelf = look(request, page_max);
    NetworkView view;
    view.has_network = shelf.network.has_value();
    view.name = shelf.network ? shelf.network->name : speech.say("network.none");
    if (shelf.network) view.until = speech.say("network.until", {{"day", speech.day(shelf.until)}});
    for (const NetworkLine& line : shelf.lines) view.rows.push_back(row_of(line, speech));
    for (const Day time : shelf.times) {
        view.times.push_back({"/network?until=" + time.iso(),
                              speech.say("network.to", {{"day", speech.day(time)}}),
                              time == shelf.until});
    }
    if (!shelf.next.empty()) {
        view.next_href = "/network?until=" + shelf.until.iso() + "&cursor=" + shelf.next;
    }
    return request.page(Key{"network.title"}, view);
}

json::object to_json(const NetworkLine& line) {
    json::object object{{"district", line.district.view()},
                        {"name", line.name},
                        {"title", nullptr},
                        {"from", nullptr},
                        {"to", nullptr},
                        {"coaches", value_of(line.coaches)},
                        {"people", value_of(line.people)},
                        {"contacts", value_of(line.contacts)},
                        {"minutes", value_of(line.minutes)}};
    if (!line.span) return object;
    object["title"] = line.span->title;
    object["from"] = line.span->from.iso();
    object["to"] = line.span->to.iso();
    return object;
}

int limit_of(std::string_view typed) {
    int limit = page_max;
    std::from_chars(typed.data(), typed.data() + typed.size(), limit);
    return std::clamp(limit, 1, limit_max);
}

Response get_network(Reading& request) {
    const Shelf shelf = look(request, limit_of(request.query("limit")));
    json::array districts;
    for (const NetworkLine& line : shelf.lines) districts.push_back(to_json(line));
    return request.json(json::object{
        {"network", shelf.network ? json::value(shelf.network->name) : nullptr},
        {"until", shelf.network ? json::value(shelf.until.iso()) : nullptr},
        {"districts", std::move(districts)},
        {"next", shelf.next.empty() ? json::value(nullptr) : json::value(shelf.next)}});
}

}  // namespace

void mount_network(desk::Routes& on) {
    using Kind = desk::Field::Kind;
    on.get("/network", Right::see_network, show_network);
    on.api_get("/api/v1/network", Right::see_network, get_network,
               {.summary = "What each district of the network released, as counts. A number that "
                           "tells too much is null.",
                .input = {{"until", Kind::day, false,
                           "Of each district the newest time that ends by this day; the newest of "
                           "all, unless said."},
                          {"cursor", Kind::text, false, "Where the page before ended: its `next`."},
                          {"limit", Kind::number, false, "At most 200; 50 when absent."}},
                .output = {{"district", Kind::id, true},
                           {"name", Kind::text, true},
                           {"title", Kind::text, false, "Of the time; empty for a month."},
                           {"from", Kind::day, false, "Null while nothing is released."},
                           {"to", Kind::day},
                           {"coaches", Kind::number, false, "Different people who helped."},
                           {"people", Kind::number, false, "Different people helped."},
                           {"contacts", Kind::number},
                           {"minutes", Kind::number}},
                .output_list = "districts",
                .beside = {{"network", Kind::text, false, "Null when there is none."},
                           {"until", Kind::day}}});
}

}  // namespace rapport::programme
