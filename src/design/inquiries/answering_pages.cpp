// What whoever has the link of an inquiry may open, without signing in: the questions, a form to
// answer them, thanks.
#include "design/inquiries/inquiries_pages.hpp"
#include "platform/desk/context.hpp"
#include "platform/districts/districts.hpp"
#include "platform/signin/signin.hpp"

namespace rapport::inquiries {

using desk::Answer;
using desk::Reading;
using desk::Writing;

namespace {

// Tries of one network: a meeting where forty answer from one room, and still no flood.
constexpr double tries_most = 60, tries_a_minute = 4;

Scope scope_at(Reading& request) {
    const auto id = request.path<InquiryId>("inquiry");
    const auto district =
        request.db().read(Scope::whole(), [&](ReadTx& tx) { return district_of(tx, id); });
    if (!district) throw desk::NotFound();
    return {.district = *district, .actor = {}};
}

Inquiry asked_at(ReadTx& tx, const Reading& request) {
    auto found = asked(tx, request.path<InquiryId>("inquiry"));
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

http::Response show_asked(Reading& request) {
    AskedView view;
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        const Inquiry one = asked_at(tx, request);
        view.title = one.title;
        view.about = one.about;
        view.language = one.language;
        view.district = districts::name(tx);
        // Closed while somebody wrote: their words are still there.
        view.is_open = one.state == State::open || request.refusal() != nullptr;
        view.action = "/asked/" + one.id.text() + "/responses";
        view.form = answers_view(one, request);
    });
    view.may_quote = request.typed().has("may_quote", "1");
    view.is_trapped = request.refusal() != nullptr && request.refusal()->field == "website";
    return request.page(view.title + " · " + view.district, view);
}

bool may_try(Writing& request) {
    return request.db().write(Scope::whole(), [&](WriteTx& tx) {
        return signin::take_from_bucket(tx, "answer:" + request.raw().peer, tries_most,
                                        tries_a_minute);
    });
}

http::Response answer_now(Writing& request) {
    const Scope scope = scope_at(request);
    if (!may_try(request)) {
        auto response =
            request.again(show_asked, {.key = "inquiries.too_many", .field = "answer-1"});
        response.status = 429;
        return response.header("Retry-After", "60");
    }
    // A field that people do not see; whoever fills it in is told, in case it was their browser.
    if (!request.form("website").empty()) {
        return request.again(show_asked, {.key = "inquiries.trap", .field = "website"});
    }
    const auto typed = response_in(request.form(), Channel::page);
    if (!typed) return request.again(show_asked, typed.refusal());
    return request.act_as(
        scope,
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one = asked_at(tx, request);
            const auto made = answer(tx, one, *typed);
            if (!made) return made.refusal();
            return Answer::go("/asked/" + one.id.text() + "/thanks");
        },
        show_asked);
}

http::Response show_thanks(Reading& request) {
    ThanksView view;
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        const Inquiry one = asked_at(tx, request);
        view = {.title = one.title, .language = one.language, .district = districts::name(tx)};
    });
    return request.page(Key{"inquiries.thanks"}, view);
}

}  // namespace

void mount_answering(desk::Routes& on) {
    const Right all = Right::anyone;
    const std::string one = "/asked/{inquiry}";
    on.get(one, all, show_asked);
    on.post(one + "/responses", all, answer_now);
    on.get(one + "/thanks", all, show_thanks);
}

}  // namespace rapport::inquiries
