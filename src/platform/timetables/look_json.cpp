#include "platform/timetables/look_json.hpp"

#include <boost/json.hpp>

namespace rapport::timetables {

namespace json = boost::json;

namespace {

json::array texts(const std::vector<std::string>& from) {
    json::array all;
    for (const std::string& one : from) all.push_back(json::value(one));
    return all;
}

}  // namespace

json::object look_json(const Look& look, const locale::Speech& speech) {
    json::array people, changes, doubles, flaws;
    for (const Match& match : look.matches) {
        json::object one{{"key", match.key}, {"name", match.name}, {"matched_by", code(match.by)}};
        one["person"] = match.person ? json::value(match.person->text()) : nullptr;
        people.push_back(std::move(one));
    }
    for (const Change& change : look.changes) {
        changes.push_back(json::object{{"kind", code(change.kind)},
                                       {"title", change.title},
                                       {"when", change.when},
                                       {"room", change.room},
                                       {"people", texts(change.people)}});
    }
    for (const DoubleBooking& one : look.doubles) {
        doubles.push_back(
            json::object{{"name", one.name}, {"when", one.when}, {"titles", one.titles}});
    }
    for (const SheetFlaw& flaw : look.sheet.flaws) {
        flaws.push_back(
            json::object{{"where", flaw.where}, {"says", speech.say(flaw.says, flaw.with)}});
    }
    return {{"format", code(look.sheet.format)},
            {"begins_on", look.begins_on.iso()},
            {"added", look.count(Change::Kind::added)},
            {"changed", look.count(Change::Kind::changed)},
            {"ended", look.count(Change::Kind::ended)},
            {"makes_plan", look.makes_plan},
            {"people", std::move(people)},
            {"changes", std::move(changes)},
            {"double_bookings", std::move(doubles)},
            {"flaws", std::move(flaws)},
            {"periods_without_times", texts(look.silent_periods)},
            {"terms_without_days", texts(look.silent_terms)}};
}

}  // namespace rapport::timetables
