#include "platform/people/people_pages.hpp"

#include "kernel/mail/mail.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/desk/context.hpp"
#include "platform/desk/json.hpp"
#include "platform/districts/districts.hpp"
#include "platform/keys/keys.hpp"
#include "platform/signin/signin.hpp"

namespace rapport::people {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr int page_max = 50;
constexpr std::size_t name_max = 200, detail_max = 200;

std::vector<Option> role_options(const Reading& request) {
    std::vector<Option> options;
    for (int i = 0; i < role_count; ++i) {
        const Role role = static_cast<Role>(i);
        options.push_back(
            {std::string(code(role)), request.speech().say(label(role)), role == Role::teacher});
    }
    return options;
}

std::vector<Option> building_options(ReadTx& tx, std::optional<BuildingId> chosen) {
    std::vector<Option> options;
    for (const auto& building : districts::buildings(tx)) {
        options.push_back({building.id.text(), building.name, chosen == building.id});
    }
    return options;
}

Response show_list(Reading& request) {
    ListView view{.typed = std::string(request.query("q")),
                  .people = {},
                  .next = "",
                  .roles = role_options(request),
                  .buildings = {}};
    const auto after = desk::key_of_cursor(request.query("after")).value_or("");
    request.read([&](ReadTx& tx) {
        view.people =
            view.typed.empty() ? page(tx, after, page_max + 1) : search(tx, view.typed, page_max);
        view.buildings = building_options(tx, std::nullopt);
    });
    if (static_cast<int>(view.people.size()) > page_max) {
        view.people.pop_back();
        const PersonLine& last = view.people.back();
        view.next = desk::cursor_of(sort_name_of(last.name) + "\t" + last.id.text());
    }
    return request.page(Key{"people_settings.title"}, view);
}

Response add_person(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto typed = parse_person(tx, request.form());
            if (!typed) return typed.refusal();
            Role role;
            if (!parse_role(request.form("role"), role)) {
                return Refusal{.key = "people_settings.role_missing", .field = "role"};
            }
            const PersonId id = add(tx, *typed);
            give_role(tx, id, role, typed->building);
            audit::record(tx, "person.added", "person/" + id.text());
            return Answer::go("/settings/people/" + id.text(), "people_settings.added");
        },
        show_list);
}

Response show_person(Reading& request) {
    const auto id = request.path<PersonId>("person");
    PersonView view;
    request.read([&](ReadTx& tx) {
        auto found = find(tx, id);
        if (!found) throw desk::NotFound();
        view.person = std::move(*found);
        view.buildings = building_options(tx, std::nullopt);
        view.home = building_options(tx, view.person.building_id);
    });
    view.is_invited = view.person.account.has_value();
    view.roles = role_options(request);
    for (const RoleLine& line : view.person.roles) {
        view.held.push_back({line.id, request.speech().say(label(line.role)), line.building});
    }
    return request.page(view.person.name, view);
}

// Every act on one person ends on that person's page and leaves a row in the
// audit.
Response change(Writing& request, std::string_view action, Key notice,
                const std::function<Result<Done>(WriteTx&, const Person&)>& body) {
    const auto id = request.path<PersonId>("person");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto person = find(tx, id);
            if (!person) throw desk::NotFound();
            const auto done = body(tx, *person);
            if (!done) return done.refusal();
            audit::record(tx, action, "person/" + id.text());
            return Answer::go("/settings/people/" + id.text(), notice);
        },
        show_person);
}

Response correct_person(Writing& request) {
    return change(request, "person.corrected", "people_settings.saved",
                  [&](WriteTx& tx, const Person& person) -> Result<Done> {
                      const auto typed = parse_person(tx, request.form());
                      if (!typed) return typed.refusal();
                      correct(tx, person.id, correction_of(*typed));
                      return Done{};
                  });
}

Response add_role(Writing& request) {
    return change(request, "role.given", "people_settings.saved",
                  [&](WriteTx& tx, const Person& person) {
                      return give_role_in(tx, person, request.form());
                  });
}

Response remove_role(Writing& request) {
    const auto held = request.path<RoleHeldId>("role");
    return change(request, "role.taken", "people_settings.saved",
                  [&](WriteTx& tx, const Person&) -> Result<Done> {
                      take_role(tx, held);
                      return Done{};
                  });
}

Response invite_person(Writing& request) {
    return change(request, "person.invited", "people_settings.invited",
                  [&](WriteTx& tx, const Person& person) { return invite(tx, request, person); });
}

Response end_person(Writing& request) {
    return change(request, "person.ended", "people_settings.ended",
                  [&](WriteTx& tx, const Person& person) {
                      return let_go(tx, person, request.speech().today());
                  });
}

}  // namespace

Result<std::optional<BuildingId>> building_in(ReadTx& tx, const http::Fields& form) {
    const auto typed = form.first("building");
    if (typed.empty()) return std::optional<BuildingId>();
    const auto parsed = BuildingId::parse(typed);
    for (const auto& building : districts::buildings(tx)) {
        if (parsed == building.id) return parsed;
    }
    return Refusal{.key = "people_settings.building_unknown", .field = "building"};
}

Result<NewPerson> parse_person(ReadTx& tx, const http::Fields& form) {
    NewPerson person;
    person.name = text::trimmed(form.first("name"));
    person.email = text::lower_ascii(text::trimmed(form.first("email")));
    person.title = text::trimmed(form.first("title"));
    person.room = text::trimmed(form.first("room"));
    person.teaches = text::trimmed(form.first("teaches"));
    if (person.name.empty() || text::length(person.name) > name_max) {
        return Refusal{.key = "people_settings.name_missing", .field = "name"};
    }
    for (const auto& [field, text] :
         {std::pair("title", &person.title), std::pair("room", &person.room),
          std::pair("teaches", &person.teaches)}) {
        if (text::length(*text) <= detail_max) continue;
        return Refusal{.key = "people_settings.detail_long",
                       .field = field,
                       .with = {{"count", std::int64_t{detail_max}}}};
    }
    if (!person.email.empty() && !is_address(person.email)) {
        return Refusal{.key = "people_settings.email_odd", .field = "email"};
    }
    const auto building = building_in(tx, form);
    if (!building) return building.refusal();
    person.building = *building;
    return person;
}

// The account, bound to the person, and the mail with a link to choose a
// password.
Result<Done> invite(WriteTx& tx, Writing& request, const Person& person) {
    if (!is_address(person.email)) {
        return Refusal{.key = "people_settings.email_needed", .field = "email"};
    }
    const AccountId account = signin::account_for(tx, person.email);
    signin::bind_person(tx, person.id, account);
    const signin::Place place{tx.district(), person.id, "", person.name};
    const std::string token = signin::make_link(tx, account, place, signin::Purpose::invitation);
    const auto& guest = *request.context().guest;
    const std::string url = request.context().services.base_url + "/link/" + token;
    const auto& speech = request.speech();
    mail::send(tx,
               {.to_name = person.name,
                .to_address = person.email,
                .subject = speech.say("people_settings.invite_subject",
                                      {{"district", guest.district_name}}),
                .text = speech.say(
                    "people_settings.invite_mail",
                    {{"name", person.name}, {"url", url}, {"district", guest.district_name}}),
                .language = std::string(locale::tag(speech.language()))},
               "people.invited/" + person.id.text() + "/" + std::to_string(tx.now().ms));
    return Done{};
}

Result<Done> let_go(WriteTx& tx, const Person& person, Day today) {
    if (person.id == tx.actor()) return Refusal{.key = "people_settings.not_yourself"};
    end(tx, person.id, today);
    return Done{};
}

Result<Done> give_role_in(WriteTx& tx, const Person& person, const http::Fields& form) {
    Role role;
    if (!parse_role(form.first("role"), role)) {
        return Refusal{.key = "people_settings.role_missing", .field = "role"};
    }
    const auto building = building_in(tx, form);
    if (!building) return building.refusal();
    give_role(tx, person.id, role, *building);
    keys::come_to(tx, person.id, role);
    return Done{};
}

Correction correction_of(const NewPerson& typed) {
    return {.name = typed.name,
            .email = typed.email,
            .title = typed.title,
            .room = typed.room,
            .teaches = typed.teaches,
            .building = typed.building};
}

void mount_people_settings(desk::Routes& on) {
    on.get("/settings/people", Right::manage_people, show_list);
    on.post("/settings/people", Right::manage_people, add_person);
    on.get("/settings/people/{person}", Right::manage_people, show_person);
    on.post("/settings/people/{person}", Right::manage_people, correct_person);
    on.post("/settings/people/{person}/roles", Right::manage_people, add_role);
    on.del("/settings/people/{person}/roles/{role}", Right::manage_people, remove_role);
    on.post("/settings/people/{person}/invitation", Right::manage_people, invite_person);
    on.post("/settings/people/{person}/departure", Right::manage_people, end_person);
    mount_people_api(on);
}

}  // namespace rapport::people
