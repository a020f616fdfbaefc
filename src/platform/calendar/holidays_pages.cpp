#include "platform/calendar/holidays_pages.hpp"

#include <boost/json.hpp>

#include "platform/calendar/calendar_pages.hpp"
#include "platform/calendar/holidays.hpp"

namespace rapport::calendar {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

HolidayRowView row_of(const HolidayLine& line, const locale::Speech& speech) {
    const NewClosure& closure = line.closure;
    const std::string part = "calendar.part_" + std::string(code(closure.part));
    const std::string fate = "calendar.fate_" + std::string(code(line.fate));
    HolidayRowView row{.value = line.fate == Fate::added ? text_of(closure) : "",
                       .name = closure.name,
                       .when = speech.day(closure.begins_on),
                       .half = closure.part == Part::day ? "" : speech.say(Key::of(part)),
                       .fate = speech.say(Key::of(fate))};
    if (closure.begins_on != closure.ends_on) {
        row.when = speech.say("calendar.from_to",
                              {{"from", row.when}, {"to", speech.day(closure.ends_on)}});
    }
    return row;
}

HolidaysView view_of(const HolidayLook& look, const locale::Speech& speech) {
    HolidaysView view;
    for (const HolidayLine& line : look.lines) view.rows.push_back(row_of(line, speech));
    view.sum = speech.say("calendar.file_sum", {{"added", look.count(Fate::added)},
                                                {"there", look.count(Fate::is_there)},
                                                {"past", look.count(Fate::past)}});
    if (look.unread_count > 0) {
        view.unread = speech.say("calendar.file_unread", {{"count", look.unread_count}});
    }
    if (!look.other_regions.empty()) {
        view.others = speech.say("calendar.file_others", {{"regions", look.other_regions}});
    }
    view.has_new = look.count(Fate::added) > 0;
    return view;
}

Result<HolidayLook> look_at_upload(Writing& request) {
    for (const auto& upload : request.uploads()) {
        if (upload.field != "holidays" || upload.size == 0) continue;
        const auto file = read_holidays_at(upload.path);
        if (!file) return file.refusal();
        return request.read([&](ReadTx& tx) {
            return look_at(tx, *file, request.form("subdivision"), request.speech());
        });
    }
    return Refusal{.key = "calendar.no_file", .field = "holidays"};
}

// A look changes nothing, so it is shown at once; to load it again is to look again.
Response look_at_file(Writing& request) {
    const auto look = look_at_upload(request);
    if (!look) {
        return request.act([&](WriteTx&) -> Result<Answer> { return look.refusal(); },
                           show_calendar);
    }
    return request.page(Key{"calendar.file_title"}, view_of(*look, request.speech()));
}

Response enter_holidays(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            std::vector<NewClosure> closures;
            for (const std::string_view text : request.form().all("closure")) {
                auto closure = closure_in(text);
                if (!closure) return Refusal{.key = "calendar.no_day", .field = "holidays"};
                closures.push_back(std::move(*closure));
            }
            if (closures.empty())
                return Refusal{.key = "calendar.none_chosen", .field = "holidays"};
            const auto entered = enter(tx, closures);
            if (!entered) return entered.refusal();
            return Answer::go("/settings/calendar", "calendar.saved");
        },
        show_calendar);
}

json::object json_of(const HolidayLine& line) {
    return {{"name", line.closure.name},
            {"begins_on", line.closure.begins_on.iso()},
            {"ends_on", line.closure.ends_on.iso()},
            {"part", code(line.closure.part)},
            {"fate", code(line.fate)}};
}

Response post_holidays(Writing& request) {
    const auto look = look_at_upload(request);
    const bool is_applied = request.form().has("apply", "1");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        if (!look) return look.refusal();
        std::int64_t entered = 0;
        if (is_applied) {
            const auto done = enter(tx, added_by(*look));
            if (!done) return done.refusal();
            entered = *done;
        }
        json::array lines;
        for (const HolidayLine& line : look->lines) lines.push_back(json_of(line));
        return Answer::json(200, json::serialize(json::object{{"closures", std::move(lines)},
                                                              {"entered", entered},
                                                              {"unread", look->unread_count}}));
    });
}

}  // namespace

void mount_holidays(desk::Routes& on) {
    using K = desk::Field::Kind;
    on.upload("/settings/calendar/holidays", Right::change_settings, look_at_file);
    on.post("/settings/calendar/holidays/entries", Right::change_settings, enter_holidays);
    on.api_upload(
        "/api/v1/holiday-files", Right::change_settings, post_holidays,
        {.summary = "Looks at a file of holidays, and enters what is new when asked to.",
         .input = {{"holidays", K::file, true, "A table of OpenHolidays, as CSV."},
                   {"subdivision", K::text, false, "A region or group the file tells apart."},
                   {"apply", K::flag, false, "1: enters them. Left out: a look alone."}},
         .output = {{"closures", K::objects, true, "Name, days, part, and what becomes of each."},
                    {"entered", K::number, true},
                    {"unread", K::number, true, "Rows that could not be read."}}});
}

}  // namespace rapport::calendar
