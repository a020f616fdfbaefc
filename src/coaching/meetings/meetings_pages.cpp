#include "coaching/meetings/meetings_pages.hpp"

#include "coaching/cycles/cycles_pages.hpp"
#include "coaching/meetings/meetings_view.hpp"
#include "coaching/notes/notes_pages.hpp"
#include "kernel/text/text.hpp"

namespace rapport::meetings {

using cycles::Hand;
using desk::Answer;
using desk::Reading;
using http::Response;

namespace {

struct At {
    Hand hand;
    Meeting meeting;
};

At at_meeting(ReadTx& tx, const Reading& request) {
    Hand hand = cycles::hand_of_member(tx, request);
    const auto meeting = find(tx, hand, request.path<MeetingId>("meeting"));
    if (!meeting) throw desk::NotFound();
    return {std::move(hand), *meeting};
}

Response show_meeting(Reading& request) {
    MeetingView view;
    request.read([&](ReadTx& tx) {
        const At at = at_meeting(tx, request);
        view = meeting_view(tx, at.hand, at.meeting, request.speech());
        view.agenda.unlock_href = notes::unlock_href(path_of(at.hand, at.meeting.id));
        view.notes.unlock_href = view.agenda.unlock_href;
    });
    return request.page(Key{"meetings.one"}, view);
}

template <Part part>
Response show_write(Reading& request) {
    WriteView view;
    request.read([&](ReadTx& tx) {
        const At at = at_meeting(tx, request);
        const Sheet now = sheet(tx, at.hand, {at.meeting.id, part}, at.meeting.count(part));
        view.cycle = at.hand.cycle.id;
        view.meeting = at.meeting.id;
        view.on = at.meeting.on;
        view.piece = code(part);
        view.title = title_of(part, request.speech());
        view.help = help_of(part, request.speech());
        view.is_locked = now.is_locked;
        view.is_withheld = !now.is_locked && now.withheld > 0;
        view.unlock_href = notes::unlock_href(request.raw().path);
        if (!now.is_whole()) return;
        view.text = text_of(now.paper);
        view.number = now.number;
    });
    return request.page(view.title, view);
}

Key notice_of(const Saved& saved) {
    if (saved.is_for_later) return "meetings.did_keep_for_later";
    if (saved.has_differences) return "meetings.did_keep_both";
    return saved.is_joined ? Key{"meetings.did_join"} : Key{"meetings.did_keep"};
}

template <class F>
Response change(desk::Writing& request, F&& body, desk::Show again) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const At at = at_meeting(tx, request);
            const Result<Key> done = body(tx, at);
            if (!done) return done.refusal();
            return Answer::go(path_of(at.hand, at.meeting.id), *done);
        },
        again);
}

template <Part part>
Response write_one(desk::Writing& request) {
    return change(
        request,
        [&](WriteTx& tx, const At& at) -> Result<Key> {
            const auto saved =
                write(tx, at.hand, {at.meeting.id, part},
                      {number_in(request.form("seen")), std::string(request.form("text"))});
            if (!saved) return saved.refusal();
            return notice_of(*saved);
        },
        show_write<part>);
}

Response settle_one(desk::Writing& request) {
    return change(
        request,
        [&](WriteTx& tx, const At& at) -> Result<Key> {
            const auto part = parse_part(request.form("part"));
            if (!part) return Refusal{"cycles.not_there"};
            Choice choice{.difference = number_in(request.form("difference")), .side = {}};
            const auto keep = request.form("keep");
            if (keep != "all") choice.side = number_in(keep);
            const auto saved = settle(tx, at.hand, {at.meeting.id, *part},
                                      number_in(request.form("seen")), choice);
            if (!saved) return saved.refusal();
            return Key{"meetings.did_settle"};
        },
        show_meeting);
}

Response let_them_read(desk::Writing& request) {
    return change(
        request,
        [&](WriteTx& tx, const At& at) -> Result<Key> {
            const auto done = let_read(tx, at.hand, at.meeting.id);
            if (!done) return done.refusal();
            return Key{"meetings.did_let_read"};
        },
        show_meeting);
}

Response move_one(desk::Writing& request) {
    return change(
        request,
        [&](WriteTx& tx, const At& at) -> Result<Key> {
            const auto on = Day::parse(request.form("on"));
            if (!on) return Refusal{"cycles.no_day", "on"};
            const auto done = set_day(tx, at.hand, at.meeting.id, *on);
            if (!done) return done.refusal();
            return Key{"meetings.did_move"};
        },
        show_meeting);
}

Response add_one(desk::Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Hand hand = cycles::hand_of_member(tx, request);
            const auto on = Day::parse(request.form("on"));
            if (!on) return Refusal{"cycles.no_day", "on"};
            const auto made = add(tx, hand, *on);
            if (!made) return made.refusal();
            return Answer::go(path_of(hand, *made), "meetings.did_add");
        },
        cycles::show_cycle);
}

Response show_earlier(Reading& request) {
    EarlierView view;
    const Part part = parse_part(request.query("part")).value_or(Part::notes);
    request.read([&](ReadTx& tx) {
        const At at = at_meeting(tx, request);
        const Place place{at.meeting.id, part};
        const std::int64_t number = number_in(request.query("number"));
        const std::string path = path_of(at.hand, at.meeting.id) +
                                 "/earlier?part=" + std::string(code(part)) + "&number=";
        view.cycle = at.hand.cycle.id;
        view.meeting = at.meeting.id;
        view.on = at.meeting.on;
        view.title = title_of(part, request.speech());
        view.unlock_href = notes::unlock_href(request.raw().path);
        for (const Writing& one : writings(tx, at.hand, place)) {
            const bool is_shown = one.number == number;
            view.rows.insert(view.rows.begin(), {path + std::to_string(one.number), one.author_name,
                                                 one.written_at, is_shown});
            if (!is_shown) continue;
            const Sheet then = sheet(tx, at.hand, place, number);
            view.is_locked = then.is_locked;
            view.text = text_of(then.paper);
            view.says = request.speech().say(
                "meetings.saved_by",
                {{"name", one.author_name}, {"when", request.speech().when(one.written_at)}});
        }
    });
    return request.page(view.title, view);
}

}  // namespace

void mount_meetings(desk::Routes& on) {
    const Right right = Right::join_cycles;
    const std::string all = "/cycles/{cycle}/meetings", one = all + "/{meeting}";
    on.post(all, right, add_one);
    on.get(one, right, show_meeting);
    on.get(one + "/agenda", right, show_write<Part::agenda>);
    on.post(one + "/agenda", right, write_one<Part::agenda>);
    on.get(one + "/notes", right, show_write<Part::notes>);
    on.post(one + "/notes", right, write_one<Part::notes>);
    on.post(one + "/settlement", right, settle_one);
    on.post(one + "/readers", right, let_them_read);
    on.post(one + "/day", right, move_one);
    on.get(one + "/earlier", right, show_earlier);
    mount_meetings_api(on);
}

}  // namespace rapport::meetings
