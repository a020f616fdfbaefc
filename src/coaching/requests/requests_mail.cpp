// Requests and what is added to them by mail.
#include "coaching/requests/requests_news.hpp"
#include "coaching/requests/requests_rules.hpp"
#include "coaching/requests/requests_store.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::requests {

namespace {

void say_left_out(WriteTx& tx, RequestId request, const std::string& left_out) {
    if (left_out.empty()) return;
    store::append(tx, request, {.step = "left_out", .words = left_out});
}

}  // namespace

Result<RequestId> ask_by_mail(WriteTx& tx, const std::string& words, const std::string& left_out) {
    auto made = ask(tx, {.teacher = tx.actor(), .words = words, .times = ""});
    if (!made) return made;
    store::append(tx, *made, {.step = "by_mail"});
    say_left_out(tx, *made, left_out);
    return made;
}

Result<Done> add_message(WriteTx& tx, RequestId request, const std::string& words,
                         const std::string& left_out) {
    const auto hand = in_hand(tx, request);
    if (!hand) return Refusal{.key = "requests.no_not_yours"};
    if (words.empty()) return Refusal{.key = "requests.no_words", .field = "words"};
    store::append(tx, request, {.step = "message", .branch = hand->line.branch, .words = words});
    say_left_out(tx, request, left_out);
    audit::record(tx, "request.message", "request/" + request.text());
    leave_news(tx, {.event = Event::answered,
                    .request = request,
                    .version = tx.now().ms,
                    .actor = tx.actor(),
                    .had_it = {}});
    return Done{};
}

}  // namespace rapport::requests
