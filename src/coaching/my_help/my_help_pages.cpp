#include "coaching/my_help/my_help_pages.hpp"

#include "coaching/contacts/contacts.hpp"
#include "kernel/text/text.hpp"

namespace rapport::my_help {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr int requests_shown = 30, helps_shown = 20, cycles_shown = 10;
constexpr std::int64_t closed_days = 60;

AskedView asked(const requests::RequestLine& line, const Speech& speech,
                const calendar::Calendar& calendar) {
    const auto signal = requests::signal_of(line, speech, calendar);
    return {.id = line.id,
            .words = text::shortened(line.words, 160),
            .stands = requests::stands(line, speech),
            .shape = signal.shape,
            .signal = signal.says};
}

void fill_requests(ReadTx& tx, MyHelpView& view, const Speech& speech) {
    const Instant since = tx.now().plus_seconds(-closed_days * 86400);
    const calendar::Calendar calendar = calendar::load(tx);
    for (const auto& line : requests::all_of_teacher(tx, tx.actor(), requests_shown)) {
        if (requests::is_open(line.state)) {
            view.open.push_back(asked(line, speech, calendar));
        } else if (line.closed_at && *line.closed_at > since) {
            view.closed.push_back(asked(line, speech, calendar));
        }
    }
}

void fill_history(ReadTx& tx, MyHelpView& view, const Speech& speech) {
    for (const auto& help : contacts::help_given_to(tx, tx.actor(), std::nullopt, helps_shown)) {
        view.history.push_back({.on = help.on,
                                .says = kinds::told_of(help.kind_name, help.coach_name, speech),
                                .minutes = help.minutes});
    }
}

}  // namespace

MyHelpView my_help(ReadTx& tx, const Speech& speech) {
    MyHelpView view;
    fill_requests(tx, view, speech);
    fill_history(tx, view, speech);
    view.visits = planner::own_visits(tx, speech);
    view.cycles.rows = cycles::open_rows(tx, speech, cycles_shown);
    view.is_first_day = view.open.empty() && view.closed.empty() && view.history.empty();
    return view;
}

namespace {

Response show(Reading& request) {
    const MyHelpView view = request.read([&](ReadTx& tx) { return my_help(tx, request.speech()); });
    return request.page(Key{"my_help.title"}, view);
}

Response ask(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = requests::ask(tx, {.teacher = tx.actor(),
                                                 .words = std::string(request.form("words")),
                                                 .times = std::string(request.form("times"))});
            if (!made) return made.refusal();
            return Answer::go("/my-help", "my_help.asked");
        },
        show);
}

}  // namespace

void mount_my_help(desk::Routes& on) {
    on.get("/my-help", Right::ask_for_help, show);
    on.post("/my-help", Right::ask_for_help, ask);
    mount_my_help_api(on);
}

}  // namespace rapport::my_help
