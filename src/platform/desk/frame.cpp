#include "platform/desk/frame.hpp"

#include <algorithm>
#include <array>

#include "kernel/crypto/crypto.hpp"
#include "kernel/html/assets.hpp"
#include "kernel/locale/catalogue.hpp"
#include "kernel/text/text.hpp"
#include "platform/desk/context.hpp"
#include "platform/desk/layout.hpp"

namespace rapport::desk {

namespace {

struct PlaceRow {
    Right right;
    std::string_view href, icon;
    Key label;
    std::array<std::string_view, 10> also = {};  // Addresses that belong to it.
};

// At most five are shown: the first five this reader may open.
const PlaceRow place_table[] = {
    {Right::log_contacts, "/today", "today", "desk.today"},
    {Right::plan_weeks,
     "/week",
     "week",
     "desk.week",
     {"/visits", "/wishes", "/schedules", "/what-if"}},
    {Right::ask_for_help, "/my-help", "help", "desk.my_help", {"/my-visits"}},
    {Right::triage_requests, "/requests", "requests", "desk.requests"},
    {Right::see_people, "/people", "people", "desk.people"},
    {Right::see_programme,
     "/programme",
     "programme",
     "desk.programme",
     {"/job-descriptions", "/standards", "/vacancies", "/credentials", "/inquiries", "/starter-kit",
      "/calls", "/exchange", "/gatherings", "/colleagues"}},
    {Right::see_network, "/network", "network", "desk.network"},
    {Right::signed_in, "/settings", "settings", "desk.settings"},
};
constexpr std::size_t places_max = 5;

bool is_under(std::string_view path, std::string_view place) {
    return path == place || (path.starts_with(place) && path[place.size()] == '/');
}

bool is_at(std::string_view path, const PlaceRow& row) {
    return is_under(path, row.href) || std::ranges::any_of(row.also, [&](std::string_view place) {
               return !place.empty() && is_under(path, place);
           });
}

std::vector<Place> places_of(const Context& context) {
    std::vector<Place> places;
    for (const PlaceRow& row : place_table) {
        if (!context.guest->viewer.may(row.right) || places.size() == places_max) continue;
        places.push_back({.href = std::string(row.href),
                          .label = context.speech->say(row.label),
                          .icon = std::string(row.icon),
                          .is_current = is_at(context.request.path, row)});
    }
    return places;
}

void add_viewer(Context& context, LayoutView& view) {
    const Guest& guest = *context.guest;
    if (guest.is_second_factor_due) return;
    view.is_signed_in = true;
    view.home = "/";
    view.district_name = guest.district_name;
    view.viewer_name = guest.viewer.name;
    view.viewer_initials = text::initials(guest.viewer.name);
    view.viewer_key = crypto::blake2b_hex("drafts:" + guest.viewer.person.text()).substr(0, 16);
    view.places = places_of(context);
    const bool has_settings = std::ranges::any_of(
        view.places, [](const Place& place) { return place.href == "/settings"; });
    if (!has_settings) view.settings = "/settings";
    const bool is_log = is_under(context.request.path, "/log");
    view.is_logging = guest.viewer.may(Right::log_contacts);
    view.is_log_first = context.request.path == "/today";
    view.has_log_bar = view.is_logging && !is_log;
    if (!view.has_log_bar || !context.services.recents) return;
    const Scope scope{.district = guest.viewer.district, .actor = guest.viewer.person};
    view.recents = context.services.db.read(scope, context.services.recents);
}

void add_refusal(const Context& context, LayoutView& view) {
    if (context.refusal == nullptr) return;
    view.refusal = context.speech->say(context.refusal->key, context.refusal->with);
    view.has_secret = has_secret(context.request);
    view.refusal_field = context.refusal->field;
}

void add_notice(Context& context, LayoutView& view) {
    if (context.notice.empty()) return;
    context.clears_notice = true;
    const Key key = Key::of(context.notice);
    if (locale::catalogue(locale::Language::english).find(key) == nullptr) return;
    view.notice = context.speech->say(key);
}

}  // namespace

std::string laid_out(Context& context, const PageContext& page, std::string title, SafeHtml body) {
    LayoutView view;
    view.title = std::move(title);
    view.language = locale::tag(context.speech->language());
    view.product = "Rapport";
    view.path = context.request.method == http::Method::get ? context.request.target : "/";
    view.stylesheet = assets::url("app.css");
    view.script = assets::url("rapport.js");
    view.font = assets::url("vollkorn.woff2");
    view.favicon = assets::url("favicon.svg");
    view.nonce = page.nonce;
    for (const auto language : locale::shipped_languages) {
        view.languages.push_back({std::string(locale::tag(language)),
                                  std::string(locale::own_name(language)),
                                  language == context.speech->language()});
    }
    if (context.guest) add_viewer(context, view);
    add_refusal(context, view);
    add_notice(context, view);
    view.is_unsure = page.is_key_exact && context.request.method != http::Method::get;
    view.main = std::move(body);
    PageContext around = page;  // The frame's forms are acts of their own.
    around.idempotency_key += ".frame";
    around.is_key_exact = false;
    Html html(around);
    render(html, view);
    return html.take();
}

}  // namespace rapport::desk
