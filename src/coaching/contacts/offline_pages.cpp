// The log as a device keeps it for an hour without a network: names, kinds and minutes; no next
// step and nothing of a note. The worker (assets/js/worker.js) fetches it and opens it; scripts
// hold what is logged there until it can be sent.
#include "coaching/contacts/contacts_form.hpp"
#include "coaching/contacts/contacts_pages.hpp"
#include "coaching/people/people.hpp"

namespace rapport::contacts {

using desk::Reading;
using http::Response;

namespace {

constexpr int people_kept_max = 400;  // About 30 KB, once in ten minutes at most.

template <class Thing>
std::vector<Thing> cut_off(std::vector<Thing>& things, std::size_t after) {
    const auto at = static_cast<std::ptrdiff_t>(std::min(things.size(), after));
    std::vector<Thing> rest(things.begin() + at, things.end());
    things.resize(static_cast<std::size_t>(at));
    return rest;
}

Response show_offline(Reading& request) {
    OfflineView view;
    view.zone = request.speech().zone().name();
    view.chips = {2, 5, 10, 15, 30, 45, 60};
    request.read([&](ReadTx& tx) {
        for (const auto& person : coachees::everybody(tx, people_kept_max)) {
            view.people.push_back({person.id.text(), person.name, false});
        }
        view.kinds = kind_options(choices(tx).kinds, request.speech(), KindId());
    });
    view.more_people = cut_off(view.people, std::size_t{recents_max});
    view.more_kinds = cut_off(view.kinds, first_kinds);
    Response response = request.page(Key{"contacts.log_title"}, view);
    return response.header("Kept-Until", std::to_string(request.session_ends_at().ms));
}

}  // namespace

void mount_offline(desk::Routes& on) { on.get("/log/offline", Right::log_contacts, show_offline); }

}  // namespace rapport::contacts
