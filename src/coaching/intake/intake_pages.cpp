#include "coaching/intake/intake_pages.hpp"

#include <boost/json.hpp>

#include "coaching/intake/intake.hpp"
#include "coaching/intake/intake_store.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/people/people.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::intake {

namespace json = boost::json;
using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr int shown_max = 100;

Key why(std::string_view reason) {
    if (reason == "stranger") return "intake.why_stranger";
    if (reason == "unverified") return "intake.why_unverified";
    if (reason == "many") return "intake.why_many";
    if (reason == "late") return "intake.why_late";
    if (reason == "other") return "intake.why_other";
    return "intake.why_refused";
}

Response show_intake(Reading& request) {
    const auto& speech = request.speech();
    IntakeView view;
    request.read([&](ReadTx& tx) {
        view.address = settings::text(tx, settings::mail_address).value_or("");
        view.relay = settings::text(tx, relay_setting).value_or("");
        for (const auto& letter : store::waiting(tx, shown_max)) {
            const std::string from = letter.from_name.empty()
                                         ? letter.from_address
                                         : letter.from_name + " · " + letter.from_address;
            const std::string subject =
                letter.subject.empty() ? speech.say("intake.no_subject") : letter.subject;
            view.waiting.push_back({letter.id.text(), from, subject, speech.say(why(letter.reason)),
                                    letter.received_at});
        }
        for (const auto& one : store::bounced(tx, shown_max)) {
            view.bounced.push_back({one.address,
                                    speech.say(one.is_permanent ? Key("intake.bounced_for_good")
                                                                : Key("intake.bounced_for_now")),
                                    one.last_at});
        }
    });
    return request.page(Key{"intake.title"}, view);
}

// Where letters come in, as it was typed; both or neither may be empty: then nothing comes in.
struct Doors {
    std::string address, relay;
    bool is_of_another = false;  // Another district has this address.
};

Doors doors_of(Writing& request) {
    Doors typed{.address = text::lower_ascii(text::trimmed(request.form().first("address"))),
                .relay = std::string(text::trimmed(request.form().first("relay")))};
    typed.is_of_another =
        !typed.address.empty() &&
        is_of_another_district(request.db(), request.scope().district, typed.address);
    return typed;
}

Result<Done> keep_settings(WriteTx& tx, const Doors& typed) {
    if (!typed.address.empty() && !people::is_address(typed.address)) {
        return Refusal{.key = "intake.no_address", .field = "address"};
    }
    if (typed.is_of_another) return Refusal{.key = "intake.taken", .field = "address"};
    settings::put(tx, settings::mail_address, typed.address);
    settings::put(tx, relay_setting, typed.relay);
    audit::record(tx, "mail.settings", "district");
    return Done{};
}

Result<Done> discard(WriteTx& tx, LetterId letter) {
    if (!store::discard(tx, letter)) throw desk::NotFound();
    audit::record(tx, "mail.discarded", "mail_in/" + letter.text());
    return Done{};
}

Response post_settings(Writing& request) {
    const Doors typed = doors_of(request);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = keep_settings(tx, typed);
            if (!done) return done.refusal();
            return Answer::go("/settings/mail", "intake.saved");
        },
        show_intake);
}

Response post_removal(Writing& request) {
    const auto letter = request.path<LetterId>("letter");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = discard(tx, letter);
            if (!done) return done.refusal();
            return Answer::go("/settings/mail", "intake.discarded");
        },
        show_intake);
}

Response list_mail(Reading& request) {
    json::array waiting, bounced;
    std::string address, relay;
    request.read([&](ReadTx& tx) {
        address = settings::text(tx, settings::mail_address).value_or("");
        relay = settings::text(tx, relay_setting).value_or("");
        for (const auto& letter : store::waiting(tx, shown_max)) {
            waiting.push_back(json::object{{"id", letter.id.text()},
                                           {"at", letter.received_at.rfc3339()},
                                           {"from", letter.from_address},
                                           {"subject", letter.subject},
                                           {"reason", letter.reason}});
        }
        for (const auto& one : store::bounced(tx, shown_max)) {
            bounced.push_back(json::object{{"address", one.address},
                                           {"status", one.status},
                                           {"is_permanent", one.is_permanent},
                                           {"at", one.last_at.rfc3339()}});
        }
    });
    return request.json(json::object{{"waiting", std::move(waiting)},
                                     {"bounced", std::move(bounced)},
                                     {"address", address},
                                     {"relay", relay},
                                     {"next", nullptr}});
}

Response api_settings(Writing& request) {
    const Doors typed = doors_of(request);
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = keep_settings(tx, typed);
        if (!done) return done.refusal();
        return Answer::json(
            200,
            json::serialize(
                json::object{{"address", settings::text(tx, settings::mail_address).value_or("")},
                             {"relay", settings::text(tx, relay_setting).value_or("")}}),
            "");
    });
}

Response api_removal(Writing& request) {
    const auto letter = request.path<LetterId>("letter");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = discard(tx, letter);
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(json::object{{"id", letter.text()}}), "");
    });
}

}  // namespace

void mount_intake(desk::Routes& on) {
    using K = desk::Field::Kind;
    const auto right = Right::change_settings;
    on.get("/settings/mail", right, show_intake);
    on.post("/settings/mail", right, post_settings);
    on.post("/settings/mail/{letter}/removal", right, post_removal);
    on.api_get("/api/v1/mail", right, list_mail,
               {.summary = "Letters that wait for an administrator, newest first, a hundred.",
                .output = {{"id", K::id, true},
                           {"at", K::instant, true},
                           {"from", K::text, true, "As claimed."},
                           {"subject", K::text, true},
                           {"reason", K::text, true, "Why it waits."}},
                .output_list = "waiting",
                .beside = {{"bounced", K::objects, true, "Addresses that mail came back from."},
                           {"address", K::text, true, "Of the programme."},
                           {"relay", K::text, true, "Whose word on senders counts."}}});
    on.api_post("/api/v1/mail", right, api_settings,
                {.summary = "Sets the programme's address and the relay that is trusted.",
                 .input = {{"address", K::text, false, "Empty: no mail comes in."},
                           {"relay", K::text, false, "Its name in Authentication-Results."}},
                 .output = {{"address", K::text, true}, {"relay", K::text, true}}});
    on.api_post(
        "/api/v1/mail/{letter}/removal", right, api_removal,
        {.summary = "Takes a letter that waits off the list.", .output = {{"id", K::id, true}}});
}

}  // namespace rapport::intake
