// One's own contacts: the list, one of them, putting it right, taking it back.
#include "coaching/contacts/contacts_pages.hpp"

#include <algorithm>

#include "coaching/contacts/contacts_form.hpp"
#include "kernel/text/text.hpp"

namespace rapport::contacts {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr int page_size = 50;
constexpr int searched_max = 2000;

std::string href_of(ContactId id) { return "/contacts/" + id.text(); }

ContactLine line_of(const Contact& contact, const locale::Speech& speech) {
    return {contact.id,
            contact.on,
            false,
            contact.kind_name.in(speech),
            whom(contact, speech),
            contact.minutes,
            contact.building_name};
}

void mark_days(std::vector<ContactLine>& lines) {
    const ContactLine* before = nullptr;
    for (ContactLine& line : lines) {
        line.begins_day = before == nullptr || before->on != line.on;
        before = &line;
    }
}

// One's own alone, in memory: names, kinds, next steps and the words of one's own notes.
bool holds(const Contact& contact, const std::string& folded, const locale::Speech& speech) {
    const auto has = [&](std::string_view words) {
        return text::folded(words).find(folded) != std::string::npos;
    };
    const bool in_people = std::any_of(contact.people.begin(), contact.people.end(),
                                       [&](const auto& helped) { return has(helped.name); });
    return in_people || has(contact.next_step) || has(contact.kind_name.in(speech));
}

std::string said_of(std::string_view stem, std::string_view code, const locale::Speech& speech) {
    const std::string key = std::string(stem) + std::string(code);
    return speech.say(Key::of(key));
}

std::string names_of_focus(ReadTx& tx, ContactId id, const locale::Speech& speech) {
    const auto ids = focus_of(tx, id);
    if (ids.empty()) return "";
    std::string names;
    for (const auto& focus : kinds::all_focus(tx)) {
        if (std::find(ids.begin(), ids.end(), focus.id) == ids.end()) continue;
        if (!names.empty()) names += " · ";
        names += focus.name.in(speech);
    }
    return names;
}

// What only the coach of a contact sees of it.
void show_own(ReadTx& tx, const locale::Speech& speech, ContactView& view) {
    const auto contact = find_own(tx, view.id);
    must(contact.has_value(), "a contact is the actor's own and is not found");
    for (const auto& helped : contact->people) view.people.push_back({helped.id, helped.name, ""});
    view.heads = contact->heads;
    view.has_more_heads = contact->heads > static_cast<std::int64_t>(contact->people.size());
    view.students = contact->students;
    view.building = contact->building_name;
    if (contact->began_by) {
        view.began_by = said_of("contacts.began_by_", code(*contact->began_by), speech);
    }
    if (contact->place) view.place = said_of("contacts.place_", code(*contact->place), speech);
    view.focus = names_of_focus(tx, view.id, speech);
    view.next_step = contact->next_step;
    view.next_on = contact->next_on;
    view.is_step_done = contact->next_done_at.has_value();
    view.is_step_open = !contact->next_step.empty() && !view.is_step_done;
    if (contact->request) view.request_href = "/requests/" + contact->request->text();
    if (contact->corrects) view.corrects_href = href_of(*contact->corrects);
    if (contact->replaced_by) view.replaced_href = href_of(*contact->replaced_by);
    view.is_withdrawn = contact->withdrawn_at.has_value();
    view.open_until = open_until(contact->on, close_day(tx));
    view.can_change = contact->counts() && speech.today() <= view.open_until;
    view.notes.can_write = contact->counts();
    view.notes.action = href_of(view.id) + "/notes";
}

Response show_contact(Reading& request) {
    const auto id = request.path<ContactId>("contact");
    const auto& speech = request.speech();
    ContactView view;
    const bool is_seen = request.read([&](ReadTx& tx) {
        const auto help = find(tx, id);
        if (!help) return false;
        view.id = id;
        view.on = help->on;
        view.coach_name = help->coach_name;
        view.is_own = help->eyes == Eyes::own;
        view.is_helped = help->eyes == Eyes::helped;
        view.shows_minutes = help->eyes != Eyes::colleague;
        view.minutes = help->minutes;
        view.sentence = view.is_own ? kinds::told_to_doer(help->kind_name, speech)
                                    : kinds::told_of(help->kind_name, help->coach_name, speech);
        if (view.is_own) show_own(tx, speech, view);
        if (help->eyes != Eyes::colleague) notes::fill(tx, id, href_of(id), view.notes);
        return true;
    });
    if (!is_seen) throw desk::NotFound();
    view.notes.is_writing = request.refusal() != nullptr;
    view.notes.kept = escrow::standing_view(request);
    return request.page(Key{"contacts.one_title"}, view);
}

Draft draft_of(const Contact& contact, const std::vector<FocusId>& focus) {
    Draft draft;
    draft.kind = contact.kind;
    draft.on = contact.on;
    draft.building = contact.building;
    draft.focus = focus;
    draft.began_by = contact.began_by;
    draft.place = contact.place;
    if (contact.heads != static_cast<std::int64_t>(contact.people.size())) {
        draft.heads = contact.heads;
    }
    draft.students = contact.students;
    draft.request = contact.request;
    draft.next_step = contact.next_step;
    draft.next_on = contact.next_on;
    return draft;
}

void offer_people(ReadTx& tx, const Contact& contact, CorrectionView& view) {
    for (const auto& helped : contact.people) {
        view.people.push_back({helped.id, helped.name, "", true});
    }
    for (const auto& person : coachees::recent(tx, 8)) {
        const bool is_there =
            std::any_of(view.people.begin(), view.people.end(),
                        [&](const PersonPick& pick) { return pick.id == person.id; });
        if (!is_there) view.people.push_back({person.id, person.name, "", false});
    }
}

Response show_correction(Reading& request) {
    const auto id = request.path<ContactId>("contact");
    const auto& speech = request.speech();
    CorrectionView view;
    view.id = id;
    const bool is_own = request.read([&](ReadTx& tx) {
        const auto contact = find_own(tx, id);
        if (!contact || !contact->counts()) return false;
        const auto choices = contacts::choices(tx);
        offer_people(tx, *contact, view);
        view.kinds = kind_options(choices.kinds, speech, contact->kind);
        const bool is_offered = std::any_of(view.kinds.begin(), view.kinds.end(),
                                            [](const Option& kind) { return kind.is_chosen; });
        if (!is_offered) {
            const std::string label = contact->kind_name.in(speech);
            view.kinds.push_back({contact->kind.text(), label, true});
        }
        view.minutes = contact->minutes;
        view.more = more_of(choices, speech, draft_of(*contact, focus_of(tx, id)));
        view.more.is_correction = true;
        view.more.kept = escrow::standing_view(request);
        if (contact->request) {
            view.more.requests.push_back(
                {contact->request->text(), speech.say("contacts.its_request"), true});
        }
        return true;
    });
    if (!is_own) throw desk::NotFound();
    view.more.is_open = true;
    return request.page(Key{"contacts.put_right"}, view);
}

Response correct_contact(Writing& request) {
    const auto id = request.path<ContactId>("contact");
    const auto& speech = request.speech();
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!find_own(tx, id)) throw desk::NotFound();
            const auto corrected = parse(request.form(), tx.now()).and_then([&](const Draft& d) {
                return correct(tx, id, d);
            });
            if (!corrected) return told(corrected.refusal(), speech);
            return Answer::go(href_of(*corrected), "contacts.corrected");
        },
        show_correction);
}

Response withdraw_contact(Writing& request) {
    const auto id = request.path<ContactId>("contact");
    const auto& speech = request.speech();
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!find_own(tx, id)) throw desk::NotFound();
            const auto withdrawn = withdraw(tx, id);
            if (!withdrawn) return told(withdrawn.refusal(), speech);
            return Answer::go("/today", "contacts.taken_back");
        },
        show_contact);
}

Response finish_next_step(Writing& request) {
    const auto id = request.path<ContactId>("contact");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!find_own(tx, id)) throw desk::NotFound();
            const auto done = finish_step(tx, id);
            if (!done) return done.refusal();
            return Answer::go("/today", "contacts.step_finished");
        },
        show_contact);
}

Response keep_note(Writing& request) {
    const auto id = request.path<ContactId>("contact");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!find_own(tx, id)) throw desk::NotFound();
            const auto kept = notes::parse(request.form()).and_then([&](const notes::Draft& note) {
                return notes::keep(tx, id, note);
            });
            if (!kept) return kept.refusal();
            return Answer::go(href_of(id), "notes.kept");
        },
        show_contact);
}

}  // namespace

std::vector<Contact> search_mine(ReadTx& tx, const std::string& typed,
                                 const locale::Speech& speech) {
    const std::string folded = text::folded(typed);
    const auto noted = notes::contacts_noted_with(tx, typed);
    auto found = mine(tx, std::nullopt, searched_max);
    std::erase_if(found, [&](const Contact& contact) {
        const bool is_noted = std::find(noted.begin(), noted.end(), contact.id) != noted.end();
        return !is_noted && !holds(contact, folded, speech);
    });
    if (found.size() > page_size) found.resize(page_size);
    return found;
}

Response show_mine(Reading& request) {
    const auto& speech = request.speech();
    MineView view;
    view.q = text::trimmed(request.query("q"));
    view.is_search = !view.q.empty();
    view.to = speech.today();
    view.from = view.to.month >= 8 ? Day{view.to.year, 8, 1} : Day{view.to.year - 1, 8, 1};
    const auto after = parse_cursor(request.query("after"));
    auto found = request.read([&](ReadTx& tx) {
        if (view.is_search) return search_mine(tx, view.q, speech);
        return mine(tx, after, page_size + 1);
    });
    if (found.size() > page_size) {
        found.resize(page_size);
        view.older_href = "/contacts?after=" + cursor_after(found.back().cursor());
    }
    for (const Contact& contact : found) view.contacts.push_back(line_of(contact, speech));
    mark_days(view.contacts);
    return request.page(Key{"contacts.mine_title"}, view);
}

void mount_contacts(desk::Routes& on) {
    mount_log(on);
    mount_offline(on);
    on.get("/contacts", Right::log_contacts, show_mine);
    mount_export(on);
    on.get("/contacts/{contact}", Right::signed_in, show_contact);
    on.get("/contacts/{contact}/correction", Right::log_contacts, show_correction);
    on.post("/contacts/{contact}/corrections", Right::log_contacts, correct_contact);
    on.post("/contacts/{contact}/withdrawal", Right::log_contacts, withdraw_contact);
    on.post("/contacts/{contact}/next-step/completion", Right::log_contacts, finish_next_step);
    on.post("/contacts/{contact}/notes", Right::log_contacts, keep_note);
    notes::mount_notes(on);
    mount_contacts_api(on);
}

}  // namespace rapport::contacts
