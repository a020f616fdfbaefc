#include "coaching/ledger/ledger_pages.hpp"

#include "coaching/ledger/ledger_store.hpp"
#include "coaching/requests/requests.hpp"
#include "kernel/csv/csv.hpp"
#include "kernel/text/text.hpp"

namespace rapport::ledger {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr std::size_t wishes_shown = 3;

// Open requests of the teacher that a kind word may lead elsewhere.
void fill_wishes(ReadTx& tx, CreditView& view) {
    for (const auto& open : requests::open_of_teacher(tx, view.id)) {
        if (view.wishes.size() == wishes_shown) break;
        view.wishes.push_back(
            {"/requests/" + open.id.text() + "?no=kindly", text::shortened(open.words, 140)});
    }
}

Response show_credit(Reading& request) {
    const auto id = request.path<PersonId>("person");
    CreditView view = request.read([&](ReadTx& tx) {
        const Keeper keeper = keeper_of(tx);
        const auto ledger = find(tx, keeper, id);
        if (!ledger) throw desk::NotFound();
        CreditView made = credit_view(*ledger, keeper, request.speech());
        if (made.is_light) fill_wishes(tx, made);
        return made;
    });
    view.is_guarded = request.refusal() != nullptr && request.refusal()->field == "guard";
    return request.page(request.speech().say("ledger.head", {{"name", view.name}}), view);
}

Response show_stretches(Reading& request) {
    const auto all = request.read([](ReadTx& tx) { return invitations(tx, keeper_of(tx)); });
    return request.page(Key{"ledger.stretches"}, stretches_view(all, request.speech()));
}

Response show_stretch(Reading& request) {
    const auto one =
        request.read([&](ReadTx& tx) { return invitation_at(tx, keeper_of(tx), request); });
    return request.page(Key{"ledger.stretch"}, stretch_view(one, request.speech()));
}

// The coach's own invitations, to take along.
Response take_along(Reading& request) {
    const auto all = request.read([](ReadTx& tx) { return invitations(tx, keeper_of(tx)); });
    const auto& speech = request.speech();
    std::string out(csv::byte_order_mark);
    const auto line = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) out += ',';
            csv::cell(out, std::string_view(cells[i]));
        }
        out += "\r\n";
    };
    line({speech.say("ledger.column_day"), speech.say("ledger.column_whom"),
          speech.say("ledger.column_what"), speech.say("ledger.column_reply"),
          speech.say("ledger.column_reason")});
    for (const Invitation& one : all) {
        const std::string key =
            "ledger.choice_" + std::string(one.reply ? code(*one.reply) : "open");
        line({one.asked_on.iso(), one.teacher_name, one.words, speech.say(Key::of(key)),
              one.reason});
    }
    return request.file("invitations.csv", "text/csv; charset=utf-8", std::move(out));
}

Response invite_one(Writing& request) {
    const auto teacher = request.path<PersonId>("person");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = invite_as_asked(tx, request);
            if (!made) return made.refusal();
            return Answer::go("/people/" + teacher.text() + "/credit", "ledger.invited");
        },
        show_credit);
}

Response note_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Keeper keeper = keeper_of(tx);
            const auto one = invitation_at(tx, keeper, request);
            const auto replied = replied_in(request.form());
            if (!replied) return replied.refusal();
            const auto done = note_reply(tx, keeper, one.id, *replied);
            if (!done) return done.refusal();
            return Answer::go("/people/" + one.teacher.text() + "/credit", "ledger.noted");
        },
        show_stretch);
}

Response take_one_back(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Keeper keeper = keeper_of(tx);
            const auto one = invitation_at(tx, keeper, request);
            take_back(tx, keeper, one.id);
            return Answer::go("/people/" + one.teacher.text() + "/credit", "ledger.taken_back");
        },
        show_stretch);
}

}  // namespace

Keeper keeper_of(ReadTx& tx) {
    const auto found = keeper(tx);
    if (!found) throw desk::NotFound();
    return *found;
}

Invitation invitation_at(ReadTx& tx, const Keeper& keeper, const Reading& request) {
    auto found = find_invitation(tx, keeper, request.path<InvitationId>("stretch"));
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

bool is_offered(const Viewer& viewer, std::string_view is_off) {
    const bool evaluates =
        viewer.is(Role::principal) || viewer.is(Role::director) || viewer.is(Role::district_admin);
    return is_off != "1" && viewer.may(Right::keep_ledger) && !evaluates;
}

namespace {

Result<Asking> asking_in(const http::Fields& fields, PersonId teacher, const Keeper& keeper) {
    Asking asking{.teacher = teacher,
                  .words = std::string(fields.first("words")),
                  .asked_on = keeper.today(),
                  .guard = fields.first("guard") == "heard" ? Guard::was_heard : Guard::asks};
    const auto typed = text::trimmed(fields.first("asked_on"));
    if (typed.empty()) return asking;
    const auto day = Day::parse(typed);
    if (!day) return Refusal{"ledger.no_day", "asked_on"};
    asking.asked_on = *day;
    return asking;
}

}  // namespace

Result<InvitationId> invite_as_asked(WriteTx& tx, Writing& request) {
    const auto teacher = request.path<PersonId>("person");
    const Keeper keeper = keeper_of(tx);
    if (store::teacher_name(tx, keeper, teacher).empty()) throw desk::NotFound();
    const auto asking = asking_in(request.form(), teacher, keeper);
    if (!asking) return asking.refusal();
    return invite(tx, keeper, *asking);
}

Result<Replied> replied_in(const http::Fields& fields) {
    const auto reply = parse_reply(fields.first("reply"));
    if (!reply) return Refusal{"ledger.no_reply", "reply"};
    Replied replied{.reply = *reply, .reason = std::nullopt};
    if (fields.has("reason")) replied.reason = fields.first("reason");
    return replied;
}

void mount_ledger(desk::Routes& on) {
    const Right right = Right::keep_ledger;
    on.get("/people/{person}/credit", right, show_credit);
    on.post("/people/{person}/stretches", right, invite_one);
    on.get("/stretches", right, show_stretches);
    on.get("/stretches/table", right, take_along);
    on.get("/stretches/{stretch}", right, show_stretch);
    on.post("/stretches/{stretch}/reply", right, note_one);
    on.del("/stretches/{stretch}", right, take_one_back);
    mount_ledger_api(on);
    mount_ledger_settings(on);
}

}  // namespace rapport::ledger
