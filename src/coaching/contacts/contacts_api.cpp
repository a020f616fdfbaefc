// The log for programs: the same reading and the same rules as the pages.
#include <boost/json.hpp>

#include "coaching/contacts/contacts_form.hpp"
#include "coaching/contacts/contacts_pages.hpp"
#include "kernel/text/text.hpp"

namespace rapport::contacts {

using desk::Answer;
using desk::Doc;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

template <class T, class Make>
json::value or_null(const std::optional<T>& maybe, Make&& make) {
    if (!maybe) return nullptr;
    return json::value(make(*maybe));
}

const auto id_text = [](const auto& id) { return id.text(); };
const auto day_text = [](const Day& day) { return day.iso(); };
const auto code_text = [](const auto& one) { return std::string(code(one)); };

json::object kind_json(KindId id, const kinds::Name& name, const locale::Speech& speech) {
    return {{"id", id.text()}, {"code", name.code}, {"label", name.in(speech)}};
}

json::array people_json(const Contact& contact) {
    json::array people;
    for (const auto& helped : contact.people) {
        people.push_back(json::object{{"id", helped.id.text()}, {"name", helped.name}});
    }
    return people;
}

json::object contact_json(const Contact& contact, const locale::Speech& speech) {
    json::object body{
        {"id", contact.id.text()},
        {"kind", kind_json(contact.kind, contact.kind_name, speech)},
        {"on", contact.on.iso()},
        {"minutes", contact.minutes},
        {"people", people_json(contact)},
        {"heads", contact.heads},
        {"coach", json::object{{"id", contact.coach.text()}, {"name", contact.coach_name}}},
        {"entered_at", contact.entered_at.rfc3339()},
        {"next_step", contact.next_step},
        {"is_next_step_done", contact.next_done_at.has_value()},
        {"is_withdrawn", contact.withdrawn_at.has_value()},
    };
    body["students"] = or_null(contact.students, [](std::int64_t count) { return count; });
    body["building"] = or_null(contact.building, id_text);
    body["began_by"] = or_null(contact.began_by, code_text);
    body["place"] = or_null(contact.place, code_text);
    body["request"] = or_null(contact.request, id_text);
    body["next_on"] = or_null(contact.next_on, day_text);
    body["corrects"] = or_null(contact.corrects, id_text);
    body["replaced_by"] = or_null(contact.replaced_by, id_text);
    return body;
}

json::array notes_json(const std::vector<notes::Note>& kept) {
    json::array made;
    for (const auto& note : kept) {
        made.push_back(json::object{{"id", note.id.text()},
                                    {"author", note.author_name},
                                    {"tier", notes::code(note.tier)},
                                    {"sealed", note.sealed},
                                    {"written_at", note.written_at.rfc3339()}});
    }
    return made;
}

// What somebody who was helped, or a colleague, may know.
json::object help_json(const Help& help, const locale::Speech& speech) {
    const json::object coach{{"id", help.coach.text()}, {"name", help.coach_name}};
    json::object body{{"id", help.id.text()},
                      {"on", help.on.iso()},
                      {"what", kinds::told_of(help.kind_name, help.coach_name, speech)},
                      {"coach", coach}};
    if (help.eyes == Eyes::helped) body["minutes"] = help.minutes;
    return body;
}

Response list_contacts(Reading& request) {
    const auto& speech = request.speech();
    const int limit = page_limit(request.query("limit"));
    const auto after = parse_cursor(request.query("cursor"));
    const std::string typed(text::trimmed(request.query("q")));
    auto found = request.read([&](ReadTx& tx) {
        return typed.empty() ? mine(tx, after, limit + 1) : search_mine(tx, typed, speech);
    });
    json::value next = nullptr;
    if (found.size() > static_cast<std::size_t>(limit)) {
        found.resize(static_cast<std::size_t>(limit));
        next = cursor_after(found.back().cursor());
    }
    json::array list;
    for (const Contact& contact : found) list.push_back(contact_json(contact, speech));
    return request.json(json::object{{"contacts", list}, {"next", next}});
}

Response get_contact(Reading& request) {
    const auto id = request.path<ContactId>("contact");
    const auto& speech = request.speech();
    const auto body = request.read([&](ReadTx& tx) -> std::optional<json::object> {
        const auto help = find(tx, id);
        if (!help) return std::nullopt;
        if (help->eyes == Eyes::colleague) return help_json(*help, speech);
        json::object found = help_json(*help, speech);
        if (help->eyes == Eyes::own) found = contact_json(*find_own(tx, id), speech);
        found["notes"] = notes_json(notes::beside(tx, id));
        return found;
    });
    if (!body) throw desk::NotFound();
    return request.json(*body);
}

// Every change answers with the contact as it now is.
Response change(Writing& request, int status,
                const std::function<Result<ContactId>(WriteTx&)>& body) {
    const auto& speech = request.speech();
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto changed = body(tx);
        if (!changed) return told(changed.refusal(), speech);
        const auto contact = find_own(tx, *changed);
        must(contact.has_value(), "a contact just changed is not found");
        return Answer::json(status, json::serialize(contact_json(*contact, speech)),
                            status == 201 ? "/api/v1/contacts/" + changed->text() : "");
    });
}

Response post_contact(Writing& request) {
    return change(request, 201, [&](WriteTx& tx) {
        return parse(request.form(), tx.now()).and_then([&](const Draft& draft) {
            return contacts::log(tx, draft);
        });
    });
}

void must_be_own(ReadTx& tx, ContactId id) {
    if (!find_own(tx, id)) throw desk::NotFound();
}

Response post_correction(Writing& request) {
    const auto id = request.path<ContactId>("contact");
    return change(request, 201, [&](WriteTx& tx) {
        must_be_own(tx, id);
        return parse(request.form(), tx.now()).and_then([&](const Draft& draft) {
            return correct(tx, id, draft);
        });
    });
}

Response post_copy(Writing& request) {
    const auto id = request.path<ContactId>("contact");
    return change(request, 201, [&](WriteTx& tx) {
        must_be_own(tx, id);
        return repeat(tx, id);
    });
}

Response post_completion(Writing& request) {
    const auto id = request.path<ContactId>("contact");
    return change(request, 201, [&](WriteTx& tx) {
        must_be_own(tx, id);
        return finish_step(tx, id).transform([&](Done) { return id; });
    });
}

Response delete_contact(Writing& request) {
    const auto id = request.path<ContactId>("contact");
    return change(request, 200, [&](WriteTx& tx) {
        must_be_own(tx, id);
        return withdraw(tx, id).transform([&](Done) { return id; });
    });
}

Response post_note(Writing& request) {
    const auto id = request.path<ContactId>("contact");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        must_be_own(tx, id);
        const auto kept = notes::parse(request.form()).and_then([&](const notes::Draft& draft) {
            return notes::keep(tx, id, draft);
        });
        if (!kept) return kept.refusal();
        return Answer::json(201, json::serialize(json::object{{"id", kept->text()}}));
    });
}

Response post_sharing(Writing& request) {
    const auto id = request.path<notes::NoteId>("note");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto note = notes::find(tx, id);
        if (!note || !note->is_mine) throw desk::NotFound();
        const auto shared = notes::share(tx, id);
        if (!shared) return shared.refusal();
        return Answer::json(201,
                            json::serialize(json::object{{"id", id.text()}, {"tier", "shared"}}));
    });
}

using K = Field::Kind;

std::vector<Field> draft_fields() {
    return {
        {"people", K::ids, false, "Who was helped. None for kinds done alone."},
        {"team", K::ids, false, "Adds everybody of each team; see /api/v1/teams."},
        {"kind", K::id, true, "What it was; see /api/v1/kinds."},
        {"minutes", K::number, true, "1 to 1440, counted once however many people."},
        {"on", K::day, false, "Not ahead of today, in a month still open. Today when absent."},
        {"building", K::id, false, "Where the first person works when absent."},
        {"focus", K::ids, false, "What it was about; see /api/v1/kinds."},
        {"began_by", K::choice, false, "Who began it.", "teacher|coach|leader"},
        {"place", K::choice, false, "Where or how.", "classroom|office|hall|call|mail|chat"},
        {"heads", K::number, false, "Everybody who was there, named or not."},
        {"students", K::number, false, "Students reached."},
        {"request", K::id, false, "The request it belongs to."},
        {"finishes", K::flag, false, "The request is done with this."},
        {"next_step", K::text, false, "Seen by the coach alone."},
        {"next_on", K::day, false, "When the next step is due."},
        {"step_done", K::ids, false, "Earlier contacts whose next step is done with this."},
        {"note", K::text, false, "A note beside it."},
        {"tier", K::choice, false, "Who reads the note.", "private|shared"},
    };
}

std::vector<Field> contact_fields() {
    return {
        {"id", K::id, true},
        {"kind", K::object, true, "id, code and label."},
        {"on", K::day, true},
        {"minutes", K::number, true},
        {"people", K::objects, true, "id and name of each who is named."},
        {"heads", K::number, true, "Everybody who was there, named or not."},
        {"coach", K::object, true, "id and name."},
        {"students", K::number},
        {"building", K::id},
        {"began_by", K::choice, false, "", "teacher|coach|leader"},
        {"place", K::choice, false, "", "classroom|office|hall|call|mail|chat"},
        {"request", K::id},
        {"next_step", K::text, true},
        {"next_on", K::day},
        {"is_next_step_done", K::flag, true},
        {"corrects", K::id},
        {"replaced_by", K::id},
        {"is_withdrawn", K::flag, true},
        {"entered_at", K::instant, true},
    };
}

std::vector<Field> list_fields() {
    return {
        {"q", K::text, false, "A name, a kind, or words of one's own: the last 50 that hold it."},
        {"cursor", K::text, false, "Where the page before ended: its `next`."},
        {"limit", K::number, false, "At most 200; 50 when absent."}};
}

std::vector<Field> with_notes() {
    auto fields = contact_fields();
    for (Field& field : fields) field.is_required = field.name == "id" || field.name == "on";
    fields.push_back({"notes", K::objects, false, "Those the caller may read."});
    fields.push_back({"what", K::text, false, "In words, when it is not the caller's own."});
    return fields;
}

}  // namespace

void mount_contacts_api(desk::Routes& on) {
    const auto right = Right::log_contacts;
    constexpr auto created = desk::Answers::created;
    on.api_get("/api/v1/contacts", right, list_contacts,
               {"One's own contacts that count, newest first.", list_fields(), contact_fields(),
                "contacts"});
    on.api_post("/api/v1/contacts", right, post_contact,
                {"Logs a contact.", draft_fields(), contact_fields(), {}, created});
    on.api_get("/api/v1/contacts/{contact}", Right::signed_in, get_contact,
               {"One contact, as far as the caller may see it.", {}, with_notes()});
    on.api_post(
        "/api/v1/contacts/{contact}/corrections", right, post_correction,
        {"Replaces a contact by a corrected one.", draft_fields(), contact_fields(), {}, created});
    on.api_post("/api/v1/contacts/{contact}/copies", right, post_copy,
                {"Logs the same again, today.", {}, contact_fields(), {}, created});
    on.api_post("/api/v1/contacts/{contact}/next-step/completion", right, post_completion,
                {"The next step is done.", {}, contact_fields(), {}, created});
    on.api_del("/api/v1/contacts/{contact}", right, delete_contact,
               {"Takes a contact back; the row stays and counts no more.", {}, contact_fields()});
    on.api_post("/api/v1/contacts/{contact}/notes", right, post_note,
                {"Writes a note beside a contact.",
                 {{"note", K::text, true, "Kept byte for byte."},
                  {"tier", K::choice, false, "Private when absent.", "private|shared"}},
                 {{"id", K::id, true}},
                 {},
                 created});
    on.api_post("/api/v1/notes/{note}/sharing", Right::signed_in, post_sharing,
                {"Shares a private note with those it is about, for good.",
                 {},
                 {{"id", K::id, true}, {"tier", K::choice, true, "", "private|shared"}},
                 {},
                 created});
}

}  // namespace rapport::contacts
