// The list, and everything a form does.
#include "coaching/requests/requests_pages.hpp"

#include "coaching/requests/request_view.hpp"
#include "coaching/requests/requests_deeds.hpp"
#include "coaching/requests/requests_words.hpp"
#include "coaching/requests/shelves.hpp"
#include "kernel/text/text.hpp"

namespace rapport::requests {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

struct ShelfRow {
    Shelf shelf;
    Key label, lead, empty;
};
// In the order of the tabs. `open` is for the API alone.
const ShelfRow shelf_table[] = {
    {Shelf::waiting, "requests.tab_waiting", "requests.lead_waiting", "requests.none_waiting"},
    {Shelf::mine, "requests.tab_mine", "requests.lead_mine", "requests.none_mine"},
    {Shelf::due, "requests.tab_due", "requests.lead_due", "requests.none_due"},
    {Shelf::late, "requests.tab_late", "requests.lead_late", "requests.none_late"},
    {Shelf::other, "requests.tab_other", "requests.lead_other", "requests.none_other"},
    {Shelf::finished, "requests.tab_finished", "requests.lead_finished", "requests.none_finished"},
};

const ShelfRow& row_of(Shelf shelf) {
    for (const ShelfRow& row : shelf_table) {
        if (row.shelf == shelf) return row;
    }
    return shelf_table[0];
}

RowView row_view(PersonId reader, const RequestLine& line, const Speech& speech,
                 const calendar::Calendar& calendar) {
    const Signal signal = signal_of(line, speech, calendar);
    return {.id = line.id,
            .title = line.teacher_name,
            .words = text::shortened(line.words, 160),
            .stands = stands_to(reader, line, speech),
            .building = line.building_name,
            .shape = signal.shape,
            .signal = signal.says};
}

std::string address(Shelf shelf, const std::string& after) {
    std::string href = "/requests?show=" + std::string(code(shelf));
    if (!after.empty()) href += "&after=" + after;
    return href;
}

void fill_tabs(ListView& view, Shelf shown, const Speech& speech) {
    view.tabs_label = speech.say("requests.tabs");
    for (const ShelfRow& row : shelf_table) {
        view.tabs.push_back({address(row.shelf, ""), speech.say(row.label), row.shelf == shown});
    }
}

ListView list_view(Reading& request, Shelf shelf, const Found& found) {
    const Speech& speech = request.speech();
    const ShelfRow& row = row_of(shelf);
    ListView view;
    // "50 and more" is never said: the lead counts only what is shown whole.
    view.lead = found.next.empty() && request.query("after").empty()
                    ? speech.say(row.lead, {{"count", std::ssize(found.lines)}})
                    : speech.say(row.label);
    view.empty = speech.say(row.empty);
    fill_tabs(view, shelf, speech);
    for (const RequestLine& line : found.lines) {
        view.rows.push_back(row_view(request.viewer().person, line, speech, found.calendar));
    }
    if (!found.next.empty()) view.next_href = address(shelf, found.next);
    return view;
}

// The form for somebody else keeps whom it was for.
void fill_form(ReadTx& tx, Reading& request, ListView& view) {
    view.who = request.typed().first("who");
    view.person = request.typed().first("person");
    const Refusal* refusal = request.refusal();
    if (refusal == nullptr || refusal->field != "who" || view.who.empty()) return;
    const Sight sight = sight_of(tx, tx.actor());
    for (auto& one : candidates(tx, sight, view.who)) {
        view.candidates.push_back({one.id, one.name, one.building});
    }
}

Response show_list(Reading& request) {
    const Shelf shelf = parse_shelf(request.query("show")).value_or(Shelf::waiting);
    const ListView view = request.read([&](ReadTx& tx) {
        const auto found = look(tx, {.shelf = shelf, .after = std::string(request.query("after"))});
        if (!found) throw desk::NotFound();
        ListView filled = list_view(request, shelf, *found);
        fill_form(tx, request, filled);
        return filled;
    });
    return request.page(Key{"requests.title"}, view);
}

Response ask_for_somebody(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Sight sight = sight_of(tx, tx.actor());
            const auto person = person_asked_for(tx, sight, request.form());
            if (!person) return person.refusal();
            const auto asked = ask(tx, {*person, std::string(request.form("words")),
                                        std::string(request.form("times"))});
            if (!asked) return asked.refusal();
            return Answer::go("/requests/" + asked->text(), "requests.did_ask_for");
        },
        show_list);
}

// Small things may go elsewhere: the form is open, with words to begin from.
void begin_a_kind_no(MoreView& more, const Speech& speech) {
    more.no_words = speech.say("requests.kind_no");
    more.is_decline_open = true;
}

Response show_request(Reading& request) {
    const auto id = request.path<RequestId>("request");
    const RequestView view = request.read([&](ReadTx& tx) {
        const auto hand = in_hand(tx, id);
        if (!hand) throw desk::NotFound();
        auto shown =
            request_view(tx, *hand, request.speech(), {request.refusal(), request.typed()});
        if (request.query("no") == "kindly") begin_a_kind_no(shown.more, request.speech());
        return shown;
    });
    const Key title = view.is_teacher ? Key("requests.title_yours") : Key("requests.title_one");
    return request.page(request.speech().say(title, {{"name", view.teacher_name}}), view);
}

template <Deed deed>
Response on_page(Writing& request) {
    const auto id = request.path<RequestId>("request");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto outcome = deal(tx, id, request.form(), deed);
            if (!outcome) throw desk::NotFound();
            if (!*outcome) return outcome->refusal();
            const Outcome& did = **outcome;
            return Answer::go(did.location.empty() ? "/requests/" + id.text() : did.location,
                              did.notice);
        },
        show_request);
}

}  // namespace

void mount_requests(desk::Routes& on) {
    const std::string one = "/requests/{request}";
    on.get("/requests", Right::triage_requests, show_list, desk::Keep::while_unchanged);
    on.post("/requests", Right::triage_requests, ask_for_somebody);
    on.get(one, Right::signed_in, show_request);
    on.post(one + "/triage", Right::triage_requests, on_page<do_triage>);
    on.post(one + "/handoff", Right::triage_requests, on_page<do_hand_over>);
    on.post(one + "/split", Right::triage_requests, on_page<do_split>);
    on.post(one + "/schedule", Right::triage_requests, on_page<do_schedule>);
    on.post(one + "/start", Right::triage_requests, on_page<do_start>);
    on.post(one + "/closure", Right::triage_requests, on_page<do_finish>);
    on.del(one + "/closure", Right::signed_in, on_page<do_reopen>);
    on.post(one + "/declination", Right::triage_requests, on_page<do_decline>);
    on.post(one + "/withdrawal", Right::signed_in, on_page<do_withdraw>);
    on.post(one + "/duplicate", Right::triage_requests, on_page<do_mark_duplicate>);
    mount_requests_api(on);
}

}  // namespace rapport::requests
