// What a teacher asked and what help there was, for programs.
#include <boost/json.hpp>

#include "coaching/my_help/my_help_pages.hpp"

namespace rapport::my_help {

using desk::Reading;
using http::Response;
namespace json = boost::json;

namespace {

json::array asked_json(const std::vector<AskedView>& asked) {
    json::array list;
    for (const AskedView& one : asked) {
        list.push_back(
            json::object{{"id", one.id.text()}, {"words", one.words}, {"stands", one.stands}});
    }
    return list;
}

Response get_my_help(Reading& request) {
    const MyHelpView view = request.read([&](ReadTx& tx) { return my_help(tx, request.speech()); });
    json::array history;
    for (const HelpView& help : view.history) {
        history.push_back(
            json::object{{"on", help.on.iso()}, {"what", help.says}, {"minutes", help.minutes}});
    }
    return request.json(json::object{{"open", asked_json(view.open)},
                                     {"closed", asked_json(view.closed)},
                                     {"history", std::move(history)}});
}

}  // namespace

void mount_my_help_api(desk::Routes& on) {
    using K = desk::Field::Kind;
    on.api_get("/api/v1/my-help", Right::ask_for_help, get_my_help,
               {.summary = "Where one's own requests stand, and the help there was.",
                .output = {{"open", K::objects, true, "id, words and where it stands."},
                           {"closed", K::objects, true, "The same, of the last weeks."},
                           {"history", K::objects, true, "on, what and minutes, newest first."}}});
}

}  // namespace rapport::my_help
