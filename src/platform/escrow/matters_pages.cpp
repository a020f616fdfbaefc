// The page of everybody, and what holders do there.
#include "kernel/html/escape.hpp"
#include "platform/escrow/escrow_pages.hpp"

namespace rapport::escrow {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

Key what_of(Kind kind) {
    if (kind == Kind::reading) return "escrow.kind_reading";
    if (kind == Kind::giving_back) return "escrow.kind_giving_back";
    return kind == Kind::holding ? Key{"escrow.kind_holding"} : Key{"escrow.kind_lifting"};
}

Key state_of(const Matter& matter, Instant now) {
    if (matter.refused_at) return "escrow.state_refused";
    if (matter.is_waiting(now)) return "escrow.state_waiting";
    if (!matter.agreed_at) return "escrow.state_over";
    const bool is_over = matter.kind == Kind::reading
                             ? !matter.is_readable(now)
                             : matter.kind == Kind::holding && matter.ended_at.has_value();
    return is_over ? Key{"escrow.state_over"} : Key{"escrow.state_agreed"};
}

Response show_kept(Reading& request) {
    KeptView view;
    view.is_asking = request.refusal() != nullptr && !request.refusal()->field.empty();
    view.standing = standing_view(request);
    request.read([&](ReadTx& tx) {
        view.has_key = keys::own_key(tx, tx.actor()).has_value();
        view.is_locked = view.has_key && tx.scope().secret == nullptr;
        if (const auto ceremony = being_prepared(tx)) {
            for (const Holder& one : ceremony->holders) {
                view.is_asked |= one.person == tx.actor() && !one.has_agreed;
            }
        }
        const auto held = matters(tx);
        view.is_holder = held.has_value();
        for (const Matter& one : held.value_or(std::vector<Matter>())) {
            auto& list = one.is_waiting(tx.now()) ? view.waiting : view.others;
            list.push_back(row_of(one, request.speech()));
        }
        for (const Matter& one : matters_about_me(tx)) {
            view.mine.push_back(row_of(one, request.speech()));
        }
    });
    return request.page(Key{"escrow.title"}, view);
}

Response hold(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto agreed = agree_to_hold(tx);
            if (!agreed) return agreed.refusal();
            return Answer::go("/notes-escrow", "escrow.you_hold");
        },
        show_kept);
}

Response hold_not(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto declined = decline_to_hold(tx);
            if (!declined) return declined.refusal();
            return Answer::go("/notes-escrow", "escrow.you_hold_not");
        },
        show_kept);
}

std::vector<std::string> lines_of(std::string_view typed) {
    std::vector<std::string> lines(1);
    for (const char c : typed) {
        if (c == '\n' || c == ',' || c == ';') {
            lines.emplace_back();
        } else if (c != '\r') {
            lines.back() += c;
        }
    }
    return lines;
}

Response ask_for(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto kind = parse_kind(request.form("kind"));
            if (!kind) return Refusal{"escrow.kind_missing", "kind"};
            const auto asked = ask(tx, {.kind = *kind,
                                        .addresses = lines_of(request.form("people")),
                                        .reason = std::string(request.form("reason")),
                                        .from = Day::parse(request.form("from")),
                                        .until = Day::parse(request.form("until"))});
            if (!asked) return asked.refusal();
            return Answer::go("/notes-escrow/matters/" + asked->text(), "escrow.is_asked");
        },
        show_kept);
}

Response agree_to(Writing& request) {
    const auto id = request.path<MatterId>("matter");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!find(tx, id)) throw desk::NotFound();
            const auto agreed = agree(tx, id);
            if (!agreed) return agreed.refusal();
            return Answer::go("/notes-escrow/matters/" + id.text(), "escrow.is_agreed");
        },
        show_matter);
}

Response refuse_it(Writing& request) {
    const auto id = request.path<MatterId>("matter");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!find(tx, id)) throw desk::NotFound();
            const auto refused = refuse(tx, id);
            if (!refused) return refused.refusal();
            return Answer::go("/notes-escrow", "escrow.is_refused");
        },
        show_matter);
}

}  // namespace

std::string unlock_href(std::string_view path) {
    std::string href = "/notes-key?next=";
    html::url_encode_into(href, path);
    return href;
}

MatterRow row_of(const Matter& matter, const locale::Speech& speech) {
    return {.id = matter.id,
            .what = speech.say(what_of(matter.kind)),
            .people = matter.people,
            .reason = matter.reason,
            .stands = speech.say(state_of(matter, speech.now())),
            .asker = matter.asker,
            .answerer = matter.answerer,
            .from = matter.from,
            .until = matter.until,
            .at = matter.agreed_at.value_or(matter.asked_at)};
}

MatterView matter_view(ReadTx& tx, const Matter& matter, const locale::Speech& speech) {
    const bool is_asker = matter.asked_by == tx.actor();
    const bool is_waiting = matter.is_waiting(tx.now());
    return {
        .matter = row_of(matter, speech),
        .can_agree = is_waiting && !is_asker,
        .can_take_back = is_waiting && is_asker,
        .can_read = matter.is_readable(tx.now()) && (is_asker || matter.answered_by == tx.actor()),
        .is_locked = keys::is_locked(tx),
        .unlock_href = unlock_href("/notes-escrow/matters/" + matter.id.text())};
}

Response show_matter(Reading& request) {
    const auto id = request.path<MatterId>("matter");
    const auto view = request.read([&](ReadTx& tx) {
        const auto matter = find(tx, id);
        if (!matter) throw desk::NotFound();
        return matter_view(tx, *matter, request.speech());
    });
    return request.page(view.matter.what, view);
}

void mount_matters(desk::Routes& on) {
    on.get("/notes-escrow", Right::signed_in, show_kept);
    on.post("/notes-escrow/holding", Right::signed_in, hold);
    on.del("/notes-escrow/holding", Right::signed_in, hold_not);
    on.post("/notes-escrow/matters", Right::signed_in, ask_for);
    on.get("/notes-escrow/matters/{matter}", Right::signed_in, show_matter);
    on.post("/notes-escrow/matters/{matter}/agreement", Right::signed_in, agree_to);
    on.post("/notes-escrow/matters/{matter}/refusal", Right::signed_in, refuse_it);
}

}  // namespace rapport::escrow
